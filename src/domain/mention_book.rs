//! People and pages that a person mentions, kept to be chosen from: what may stand in the book, and how what somebody
//! pastes says who is meant.
//!
//! LinkedIn offers no search for members and gives an app no other member's id (linkedin-api.md §4.3), so people are
//! entered by name and URN. A page is found by the link to it.

use url::Url;

use super::{Account, AuthorUrn, Mention, harmless_within};
use crate::words::t;

/// Who is meant by what was pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// A member or page whose URN is known.
    Known(AuthorUrn),
    /// A page by the word in its address, such as `northwind-coffee`. LinkedIn can be asked for its URN.
    Vanity(String),
}

/// Why what was pasted names nobody. Each is a sentence for the person, without the full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WhomError {
    /// Nothing was given.
    #[error("{}", t!("mention-nothing"))]
    Empty,
    /// The link to a member's profile.
    #[error(
        "{}", t!("mention-profile")
    )]
    Profile,
    /// A link to something else.
    #[error("{}", t!("mention-no-page"))]
    OtherLink,
    /// A URN of something else, or a malformed one.
    #[error("{}", t!("mention-other-urn"))]
    OtherUrn,
    /// Nothing of that kind.
    #[error("{}", t!("mention-unreadable"))]
    Nonsense,
}

impl Whom {
    /// Reads a link to a page, the word in its address, its id, or the URN of a page or member.
    ///
    /// # Errors
    /// [`WhomError`], a sentence for the person.
    pub fn read(text: &str) -> Result<Self, WhomError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(WhomError::Empty);
        }
        if text.starts_with("urn:") {
            let urn: AuthorUrn = text.parse().ok().ok_or(WhomError::OtherUrn)?;
            // LinkedIn, Organization Lookup API: a page's id is a number.
            let is_page = || matches!(Self::page(urn.key()), Some(Self::Known(_)));
            if urn.is_organization() && !is_page() {
                return Err(WhomError::OtherUrn);
            }
            return Ok(Self::Known(urn));
        }
        if text.contains('/') {
            return Self::behind(text);
        }
        Self::page(text).ok_or(WhomError::Nonsense)
    }

    /// The page a link leads to. LinkedIn: `/company/`, `/showcase/` and `/school/` are pages, `/in/` is a member.
    fn behind(link: &str) -> Result<Self, WhomError> {
        let link = if link.contains("://") {
            link.to_owned()
        } else {
            format!("https://{link}")
        };
        let url = Url::parse(&link).ok().ok_or(WhomError::OtherLink)?;
        let is_web = matches!(url.scheme(), "http" | "https");
        let host = url.host_str().unwrap_or_default();
        if !is_web || !(host == "linkedin.com" || host.ends_with(".linkedin.com")) {
            return Err(WhomError::OtherLink);
        }
        let mut steps = url.path().split('/').filter(|step| !step.is_empty());
        match (steps.next(), steps.next()) {
            (Some("company" | "showcase" | "school"), Some(page)) => {
                let page = percent_encoding::percent_decode_str(page).decode_utf8();
                page.ok()
                    .and_then(|page| Self::page(&page))
                    .ok_or(WhomError::OtherLink)
            }
            (Some("in" | "pub"), _) => Err(WhomError::Profile),
            _ => Err(WhomError::OtherLink),
        }
    }

    /// A page by its id or by the word in its address.
    fn page(word: &str) -> Option<Self> {
        let fits = (1..=LONGEST_VANITY).contains(&word.chars().count())
            && word
                .chars()
                .all(|c| c.is_alphanumeric() || "-_.".contains(c));
        if !fits {
            return None;
        }
        if !word.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Self::Vanity(word.to_owned()));
        }
        let id = word.parse::<u64>().ok().filter(|id| *id > 0)?;
        let urn = format!("urn:li:organization:{id}").parse().ok()?;
        Some(Self::Known(urn))
    }
}

/// A name as it may stand in the book: without the `@` before it and the space around it.
///
/// `None` if it is empty, too long, or has a line end or a mark that cannot be seen; such a name would be a mention that
/// nobody can type.
pub fn fit_name(name: &str) -> Option<String> {
    let name = name.trim();
    let name = name.strip_prefix('@').unwrap_or(name).trim();
    let is_fit = !name.is_empty() && harmless_within(name, MAX_NAME_UNITS) == name;
    is_fit.then(|| name.to_owned())
}

/// Adds someone to the book. Who stands there already gets the new name; two of the same name may stand side by side.
pub fn add(book: &mut Vec<Mention>, mention: Mention) {
    match book.iter_mut().find(|known| known.urn == mention.urn) {
        Some(known) => *known = mention,
        None => book.push(mention),
    }
}

/// Everyone who is offered: those of the book, and the pages that one can post as, unless they stand there already.
pub fn offered(book: &[Mention], accounts: &[Account]) -> Vec<Mention> {
    let pages = Account::everyone(accounts)
        .into_iter()
        .filter(|author| author.urn.is_organization())
        .filter(|author| fit_name(&author.name).as_ref() == Some(&author.name))
        .filter(|author| book.iter().all(|known| known.urn != author.urn))
        .map(|author| Mention {
            name: author.name.clone(),
            urn: author.urn.clone(),
        });
    book.iter().cloned().chain(pages).collect()
}

/// Makes `@Name` in a draft mean `chosen`, whoever of that name was meant before.
pub fn choose(mentions: &mut Vec<Mention>, chosen: &Mention) {
    mentions.retain(|known| known.name != chosen.name);
    mentions.push(chosen.clone());
}

/// Those of the book whose name fits what was typed so far, the best first: names that begin with it, then names of
/// which a later word does.
pub fn matching<'a>(book: &'a [Mention], typed: &str) -> Vec<&'a Mention> {
    let typed = typed.to_lowercase();
    let rank = |mention: &Mention| {
        let name = mention.name.to_lowercase();
        let later_word = || {
            name.match_indices(' ')
                .any(|(at, space)| name[at + space.len()..].starts_with(&typed))
        };
        if name.starts_with(&typed) {
            Some(0)
        } else if later_word() {
            Some(1)
        } else {
            None
        }
    };
    let mut found: Vec<_> = book
        .iter()
        .filter_map(|mention| Some((rank(mention)?, mention)))
        .collect();
    found.sort_by_key(|(rank, mention)| (*rank, mention.name.to_lowercase()));
    found.into_iter().map(|(_, mention)| mention).collect()
}

/// More than any name on LinkedIn, in UTF-16 units.
const MAX_NAME_UNITS: usize = 120;
/// More than any word in the address of a page, in Unicode scalar values.
const LONGEST_VANITY: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;

    fn known(urn: &str) -> Whom {
        Whom::Known(urn.parse().unwrap())
    }

    fn vanity(word: &str) -> Whom {
        Whom::Vanity(word.to_owned())
    }

    fn mention(name: &str, urn: &str) -> Mention {
        Mention {
            name: name.to_owned(),
            urn: urn.parse().unwrap(),
        }
    }

    #[test]
    fn whoever_is_meant_is_read_out_of_what_people_paste() {
        let id = "urn:li:organization:2414183";
        for (text, whom) in [
            (" urn:li:person:ab-1 ", known("urn:li:person:ab-1")),
            (id, known(id)),
            ("2414183", known(id)),
            ("northwind-coffee", vanity("northwind-coffee")),
            ("https://www.linkedin.com/company/2414183", known(id)),
            (
                "https://www.linkedin.com/company/2414183/admin/dashboard/?a=1#b",
                known(id),
            ),
            ("http://de.linkedin.com/company/tea/", vanity("tea")),
            ("www.linkedin.com/showcase/tea-2", vanity("tea-2")),
            ("linkedin.com/school/tea", vanity("tea")),
            (
                "https://www.linkedin.com/company/caf%C3%A9-noir/",
                vanity("café-noir"),
            ),
            (
                "https://www.linkedin.com/company/café-noir",
                vanity("café-noir"),
            ),
            ("café-noir", vanity("café-noir")),
        ] {
            assert_eq!(Whom::read(text), Ok(whom), "{text}");
        }
    }

    #[test]
    fn what_names_nobody_is_refused_with_the_reason() {
        for (text, err) in [
            ("", WhomError::Empty),
            (" \n", WhomError::Empty),
            ("https://www.linkedin.com/in/ann-lee/", WhomError::Profile),
            ("https://www.linkedin.com/company/", WhomError::OtherLink),
            (
                "https://www.linkedin.com/company/t%C3",
                WhomError::OtherLink,
            ),
            ("https://www.linkedin.com/company/0", WhomError::OtherLink),
            (
                "https://www.linkedin.com/company/tea%2Fx",
                WhomError::OtherLink,
            ),
            (
                "https://www.linkedin.com/company/tea%26q=y",
                WhomError::OtherLink,
            ),
            (
                "https://www.linkedin.com/feed/update/urn:li:share:1",
                WhomError::OtherLink,
            ),
            (
                "https://linkedin.com.evil.example/company/tea",
                WhomError::OtherLink,
            ),
            ("https://evillinkedin.com/company/tea", WhomError::OtherLink),
            ("https://a@evil.example/company/tea", WhomError::OtherLink),
            ("ftp://www.linkedin.com/company/tea", WhomError::OtherLink),
            ("file:///company/tea", WhomError::OtherLink),
            ("urn:li:share:1", WhomError::OtherUrn),
            ("urn:li:organization:", WhomError::OtherUrn),
            ("urn:li:organization:1)(x", WhomError::OtherUrn),
            ("urn:li:organization:northwind", WhomError::OtherUrn),
            ("urn:li:organization:0", WhomError::OtherUrn),
            ("Ann Lee", WhomError::Nonsense),
            ("été noir", WhomError::Nonsense),
            ("99999999999999999999999", WhomError::Nonsense),
            ("tea?x=1&q=y", WhomError::Nonsense),
        ] {
            assert_eq!(Whom::read(text), Err(err), "{text}");
        }
        let long = "x".repeat(101);
        assert_eq!(Whom::read(&long), Err(WhomError::Nonsense));
    }

    #[test]
    fn a_name_is_one_that_can_be_seen_and_typed() {
        for (name, fit) in [
            (" @Ann Lee ", Some("Ann Lee")),
            ("Müller & Söhne (GmbH) 🚀", Some("Müller & Söhne (GmbH) 🚀")),
            ("Jose\u{301}", Some("Jose\u{301}")),
            ("שרה לוי", Some("שרה לוי")),
            ("", None),
            (" @ ", None),
            ("Ann\nLee", None),
            ("Ann\u{202e}eeL", None),
            ("Ann\0", None),
            ("Ann\u{200b}Lee", None),
        ] {
            assert_eq!(fit_name(name).as_deref(), fit, "{name:?}");
        }
        assert_eq!(fit_name(&"x".repeat(121)), None);
        assert!(fit_name(&"x".repeat(120)).is_some());
    }

    #[test]
    fn two_of_the_same_name_stand_side_by_side_and_the_chosen_one_is_meant() {
        let (ann, page) = (
            mention("Ann", "urn:li:person:1"),
            mention("Ann", "urn:li:organization:1"),
        );
        let mut book = vec![ann.clone()];
        add(&mut book, page.clone());
        add(&mut book, mention("Ann Lee", "urn:li:person:1"));
        assert_eq!(book, [mention("Ann Lee", "urn:li:person:1"), page.clone()]);
        let mut mentions = vec![ann];
        choose(&mut mentions, &page);
        assert_eq!(mentions, [page]);
    }

    #[test]
    fn names_that_begin_like_that_come_before_those_with_a_later_word() {
        let book =
            ["Bo Ann", "Anna", "ann", "Sam", "Élan"].map(|name| mention(name, "urn:li:person:1"));
        let names = |typed| -> Vec<&str> {
            let found = matching(&book, typed);
            found
                .into_iter()
                .map(|mention| mention.name.as_str())
                .collect()
        };
        assert_eq!(names("AN"), ["ann", "Anna", "Bo Ann"]);
        assert_eq!(names("él"), ["Élan"]);
        assert_eq!(names("bo a"), ["Bo Ann"]);
        assert_eq!(names("x"), Vec::<&str>::new());
        assert_eq!(names("").len(), 5);
    }
}

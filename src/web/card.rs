//! The card of a link: which of the things a page says go on it, made fit for showing. Never: asking for anything.

use url::Url;

use super::CardError;
use super::head::scan;
use crate::domain::harmless_within;

/// What a page says of itself. Its words are one line each, short, and without characters that deceive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// May be empty: then a person must write one.
    pub title: String,
    /// May be empty.
    pub description: String,
    /// Where the picture is, if there is one that may be asked for.
    pub picture: Option<Url>,
}

/// The card of a page that came from `at`; `check` says which pictures may be asked for.
pub(super) fn card_of(
    html: &str,
    at: &Url,
    check: impl FnOnce(&Url) -> Result<Url, CardError>,
) -> Card {
    let head = scan(html);
    let title = head
        .first_of(&["og:title", "twitter:title"])
        .or(head.title.as_deref());
    let description = head.first_of(&["og:description", "twitter:description", "description"]);
    let picture = head.first_of(&[
        "og:image:secure_url",
        "og:image",
        "og:image:url",
        "twitter:image",
        "twitter:image:src",
    ]);
    let base = head.base.as_deref().and_then(|base| at.join(base).ok());
    let base = base.as_ref().unwrap_or(at);
    let picture = picture.and_then(|picture| base.join(picture.trim()).ok());
    Card {
        title: line(title),
        description: line(description),
        picture: picture.and_then(|picture| check(&picture).ok()),
    }
}

fn line(words: Option<&str>) -> String {
    harmless_within(words.unwrap_or_default(), LONGEST_LINE)
}

/// LinkedIn, Posts API, article content: a title has at most 400 characters.
const LONGEST_LINE: usize = 400;

#[cfg(test)]
mod tests {
    use super::super::reach::{PublicWeb, checked};
    use super::*;

    fn card(html: &str) -> Card {
        let at = Url::parse("https://example.com/a/b?c").unwrap();
        card_of(html, &at, |picture| checked(&PublicWeb, picture))
    }

    #[test]
    fn open_graph_counts_before_twitter_and_twitter_before_the_page() {
        let og = "<meta property=og:title content=O><meta property=og:description content=OD>";
        let twitter =
            "<meta name=twitter:title content=T><meta name=twitter:description content=TD>";
        let page = "<title>P</title><meta name=description content=PD>";
        for (html, title, description) in [
            ([page, twitter, og].concat(), "O", "OD"),
            ([page, twitter].concat(), "T", "TD"),
            (page.to_owned(), "P", "PD"),
            (String::new(), "", ""),
        ] {
            let card = card(&html);
            assert_eq!(
                (card.title.as_str(), card.description.as_str()),
                (title, description)
            );
        }
    }

    #[test]
    fn words_are_one_short_harmless_line() {
        let hostile = "<title>\u{202e}evil\u{0} \n\t&#8238;&#x7;\u{1b}[31m<script>alert(1)</script>&#xfeff;\u{200b}</title>";
        assert_eq!(card(hostile).title, "evil [31m<script>alert(1)</script>");
        let long = format!("<title>{}</title>", "😀é".repeat(300_000));
        let title = card(&long).title;
        assert!(
            title.encode_utf16().count() <= LONGEST_LINE,
            "{}",
            title.len()
        );
        assert!(title.ends_with('…'));
        let fits = "x".repeat(LONGEST_LINE);
        assert_eq!(card(&format!("<title>{fits}</title>")).title, fits);
    }

    #[test]
    fn a_picture_is_absolute_and_public_or_left_out() {
        for (content, expected) in [
            ("/p.png", Some("https://example.com/p.png")),
            ("p.png?a&amp;b", Some("https://example.com/a/p.png?a&b")),
            ("//cdn.example.com/p", Some("https://cdn.example.com/p")),
            ("http://cdn.example.com/p", Some("http://cdn.example.com/p")),
            ("http://127.0.0.1/p", None),
            ("http://[::ffff:10.0.0.1]/p", None),
            ("http://169.254.169.254/latest/meta-data", None),
            ("http://user:word@example.com/p", None),
            ("http://example.com:6379/p", None),
            ("file:///etc/passwd", None),
            ("data:image/png;base64,AA", None),
            ("javascript:alert(1)", None),
        ] {
            let card = card(&format!("<meta property=og:image content='{content}'>"));
            assert_eq!(
                card.picture.as_ref().map(Url::as_str),
                expected,
                "{content}"
            );
        }
        let based = card("<base href='http://10.0.0.1/'><meta property=og:image content=p>");
        assert_eq!(based.picture, None);
        let based = card("<base href='/x/'><meta property=og:image content=p>");
        assert_eq!(based.picture.unwrap().as_str(), "https://example.com/x/p");
    }
}

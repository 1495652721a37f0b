//! Finding drafts and posts again: what is searched in one, when a search finds it, and how long a discarded draft is
//! kept.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::{Draft, PostUrn, SentPost};

/// How long a discarded draft can be had back, in days.
pub const DAYS_IN_TRASH: u16 = 30;

/// A text without its accents and in small letters, so that `Écran` is found by `ecran`.
pub fn folded(text: &str) -> String {
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c));
    plain.flat_map(char::to_lowercase).collect()
}

/// What a search looks at in a draft, folded: the text, who speaks, and the names of the files.
pub fn searched(draft: &Draft) -> String {
    let author = draft.author.iter().map(|author| author.name.as_str());
    let files = draft.attachments.iter().map(|file| file.name.as_str());
    let parts: Vec<&str> = [draft.text.as_str()]
        .into_iter()
        .chain(author)
        .chain(files)
        .collect();
    folded(&parts.join("\n"))
}

/// What a search looks at in a post that arrived, folded: the text, who spoke, the URN and the link.
pub fn searched_post(sent: &SentPost) -> String {
    let urn = sent.receipt.urn.as_ref().map(PostUrn::as_str);
    let parts = [
        Some(sent.text.as_str()),
        Some(&sent.author.name),
        urn,
        sent.receipt.permalink.as_deref(),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    folded(&parts.join("\n"))
}

/// The posts that a search finds, in their order.
pub fn found_posts(posts: Vec<SentPost>, search: &str) -> Vec<SentPost> {
    let query = folded(search);
    let mut posts = posts;
    if !query.trim().is_empty() {
        posts.retain(|sent| finds(&query, &searched_post(sent)));
    }
    posts
}

/// Whether every word of a search stands in what is searched; both folded. A search without words finds everything.
pub fn finds(query: &str, searched: &str) -> bool {
    query.split_whitespace().all(|word| searched.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Author, JobId, Role};

    #[test]
    fn a_search_overlooks_case_and_accents_and_wants_every_word() {
        let draft = Draft {
            text: "Le Café\nouvre à midi".to_owned(),
            author: Some(Author {
                urn: "urn:li:person:a".parse().unwrap(),
                name: "Žofie Ångström".to_owned(),
                role: Role::Member,
            }),
            ..Draft::new(JobId::from_parts(1, 1))
        };
        let searched = searched(&draft);
        for (query, is_found) in [
            ("", true),
            ("  ", true),
            ("CAFE", true),
            ("cafe\u{301}", true),
            ("midi café", true),
            ("zofie", true),
            ("angstrom ouvre", true),
            ("café soir", false),
            ("caféouvre", false),
        ] {
            assert_eq!(finds(&folded(query), &searched), is_found, "{query:?}");
        }
    }
}

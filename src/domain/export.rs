//! What was posted, as a document for people: Markdown that stays what it is whatever stands in a post.
//!
//! A text is shown in a fence longer than any in it, everything else as a code span; a control character, which a
//! reader would not see, becomes `�`. The same as JSON, to the last character, is made in the engine.

use std::fmt::Write as _;

use jiff::Timestamp;

use super::{Change, Evidence, LittleText, SentPost};

/// The form of a document of what was posted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportFormat {
    /// For programs: everything, exactly.
    #[default]
    Json,
    /// For people.
    Markdown,
}

impl ExportFormat {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Json, Self::Markdown];

    /// The form that the ending of a file's name asks for.
    pub fn of_file(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "md" | "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }

    /// The ending of a file's name, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Markdown => "md",
        }
    }
}

/// Why a file was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotWritten {
    /// A sentence.
    pub message: String,
    /// There is a file of this name, and nobody said that it may be replaced.
    pub is_taken: bool,
}

impl SentPost {
    /// The text in LinkedIn's notation, as it went over the wire; `None` where it has no such form.
    ///
    /// Receipts from before mentions were kept give them as plain text.
    pub fn as_sent(&self) -> Option<LittleText> {
        LittleText::encode(&self.text, &self.mentions).ok()
    }
}

/// A document of these posts, as it is `now`.
pub fn markdown(posts: &[SentPost], now: Timestamp) -> String {
    let mut page = String::from("# What was posted\n\n");
    let count = posts.len();
    let posts_word = if count == 1 { "post" } else { "posts" };
    writeln!(page, "{count} {posts_word}, written down at {now}.").ok();
    for sent in posts {
        post_into(&mut page, sent);
    }
    page
}

fn post_into(page: &mut String, sent: &SentPost) {
    let at = sent.receipt.published_at;
    writeln!(page, "\n## {at}, {}\n", span(&sent.author.name)).ok();
    let mut row = |name: &str, words: &str| writeln!(page, "- {name}: {words}").ok();
    row("By", &span(sent.author.urn.as_str()));
    match &sent.receipt.urn {
        Some(urn) => row("URN", &span(urn.as_str())),
        None => row("URN", "LinkedIn did not say"),
    };
    if let Some(link) = &sent.receipt.permalink {
        row("Link", &linked(link));
    }
    row("Known from", how(sent.receipt.evidence));
    if sent.picture_count > 0 {
        row("Files", &sent.picture_count.to_string());
    }
    for mention in &sent.mentions {
        let words = format!("{} {}", span(&mention.name), span(mention.urn.as_str()));
        row("Mentions", &words);
    }
    for (name, moment) in [("Edited", sent.edited_at), ("Deleted", sent.deleted_at)] {
        if let Some(moment) = moment {
            row(name, &moment.to_string());
        }
    }
    if let Some(asked) = &sent.asked {
        let what = match &asked.change {
            Change::Text(_) => "an edit",
            Change::Delete => "a deletion",
        };
        row(
            "Not answered",
            &format!("{what}, asked for at {}", asked.at),
        );
    }
    if let Some(comment) = &sent.first_comment {
        row("First comment", comment.state.word());
    }
    fence_into(page, "As typed", &sent.text);
    if let Some(asked) = &sent.asked
        && let Change::Text(text) = &asked.change
    {
        fence_into(page, "As typed in the edit that was not answered", text);
    }
    if let Some(encoded) = sent.as_sent() {
        fence_into(page, "As sent", encoded.as_str());
    }
    if let Some(comment) = &sent.first_comment {
        fence_into(page, "First comment", &comment.text);
    }
}

fn how(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Answer => "LinkedIn's answer",
        Evidence::DuplicateReport => "LinkedIn's report of a duplicate, which is not a proof",
        Evidence::PersonSaw => "you, who saw it",
    }
}

/// A text of any length between two lines of more backticks than stand together in it.
fn fence_into(page: &mut String, title: &str, text: &str) {
    let text = visible(&text.replace("\r\n", "\n"));
    let fence = "`".repeat(longest_run(&text).max(2) + 1);
    writeln!(page, "\n{title}:\n\n{fence}text\n{text}\n{fence}").ok();
}

/// A text on one line, as it is, in a code span.
fn span(text: &str) -> String {
    let text = visible(text).replace(['\n', '\t'], " ");
    if text.trim().is_empty() {
        return "(nothing)".to_owned();
    }
    let fence = "`".repeat(longest_run(&text) + 1);
    // A span may begin and end with a backtick only behind a space, which is not shown.
    format!("{fence} {text} {fence}")
}

/// A link that can be followed; one that could end its own notation is only shown.
fn linked(link: &str) -> String {
    let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '\\' | '`');
    let is_web = link.starts_with("https://") || link.starts_with("http://");
    if is_web && link.chars().all(is_plain) {
        format!("<{link}>")
    } else {
        span(link)
    }
}

fn visible(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' | '\t' => c,
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(shown).collect()
}

/// The most backticks that stand together.
fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{AskedChange, Author, JobId, Receipt, Role};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn sent(text: &str, name: &str) -> SentPost {
        SentPost {
            id: JobId::from_parts(1, 1),
            author: Author {
                urn: "urn:li:person:a".parse().unwrap(),
                name: name.to_owned(),
                role: Role::Member,
            },
            text: text.to_owned(),
            mentions: Vec::new(),
            picture_count: 0,
            receipt: Receipt {
                urn: Some("urn:li:share:7".parse().unwrap()),
                permalink: Some("https://www.linkedin.com/feed/update/urn:li:share:7/".to_owned()),
                published_at: at("2026-11-24T12:00:00Z"),
                evidence: Evidence::Answer,
            },
            asked: None,
            edited_at: None,
            deleted_at: None,
            first_comment: None,
        }
    }

    fn page(sent: SentPost) -> String {
        markdown(&[sent], at("2026-11-25T00:00:00Z"))
    }

    #[test]
    fn a_post_is_written_down_with_all_that_is_known() {
        let mut sent = sent("Hi (there) #tea", "Ada");
        sent.edited_at = Some(at("2026-11-24T13:00:00Z"));
        sent.asked = Some(AskedChange {
            change: Change::Delete,
            at: at("2026-11-24T14:00:00Z"),
        });
        assert_eq!(
            page(sent),
            "# What was posted\n\n1 post, written down at 2026-11-25T00:00:00Z.\n\n\
             ## 2026-11-24T12:00:00Z, ` Ada `\n\n\
             - By: ` urn:li:person:a `\n- URN: ` urn:li:share:7 `\n\
             - Link: <https://www.linkedin.com/feed/update/urn:li:share:7/>\n- Known from: LinkedIn's answer\n\
             - Edited: 2026-11-24T13:00:00Z\n- Not answered: a deletion, asked for at 2026-11-24T14:00:00Z\n\n\
             As typed:\n\n```text\nHi (there) #tea\n```\n\n\
             As sent:\n\n```text\nHi \\(there\\) {hashtag|\\#|tea}\n```\n"
        );
    }

    #[test]
    fn an_ending_says_the_form() {
        for (name, format) in [
            ("a.json", Some(ExportFormat::Json)),
            ("a.b.MD", Some(ExportFormat::Markdown)),
            ("a.markdown", Some(ExportFormat::Markdown)),
            ("a.txt", None),
            ("json", None),
            ("", None),
        ] {
            assert_eq!(ExportFormat::of_file(name), format, "{name}");
        }
    }

    #[test]
    fn a_link_that_could_end_its_notation_is_only_shown() {
        assert_eq!(linked("https://a/b"), "<https://a/b>");
        for hostile in [
            "https://a/>x",
            "javascript:alert(1)",
            "https://a/ b",
            "https://a/`",
        ] {
            assert!(linked(hostile).starts_with('`'), "{hostile}");
        }
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_post_stays_inside_its_fence(
            text in "([`~\\n#<>\\[x-z]|\\PC|\\r|\\x1b){0,60}",
            name in "([`\\n*_<]|\\PC|\\x07){0,12}",
        ) {
            let page = page(sent(&text, &name));
            prop_assert!(!page.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
            // Read as a reader does: a line of at least as many backticks, and nothing else, ends a fence.
            let mut open: Option<usize> = None;
            let mut headings = 0;
            let mut fenced: Vec<Vec<&str>> = Vec::new();
            for line in page.split('\n') {
                let ticks = line.len() - line.trim_start_matches('`').len();
                match open {
                    Some(length) if ticks >= length && ticks == line.trim_end().len() => open = None,
                    Some(_) => fenced.last_mut().unwrap().push(line),
                    None if ticks >= 3 && line.ends_with("text") => {
                        open = Some(ticks);
                        fenced.push(Vec::new());
                    }
                    None => headings += usize::from(line.starts_with('#')),
                }
            }
            prop_assert_eq!(open, None);
            prop_assert_eq!(headings, 2);
            prop_assert_eq!(fenced[0].join("\n"), visible(&text.replace("\r\n", "\n")));
        }
    }
}

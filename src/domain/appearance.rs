//! What a reader on LinkedIn sees of a text, read from the very notation that is sent: the words, what is coloured
//! in them, and which signs of the notation nobody sees. Never here: how it is painted, and where it is folded.

use std::ops::Range;

use super::commentary::{Mention, clean};
use super::little_text::{HASHTAG_OPEN, LittleText};

/// How a stretch of the text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Just text.
    Plain,
    /// `#` and its word, a link to others that have it.
    Hashtag,
    /// A name, a link to whom it names. It stands without the `@`.
    Mention,
    /// A web address.
    Link,
}

/// A text as a reader sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appearance {
    /// What can be read.
    pub text: String,
    /// How each stretch of it looks, in order and without gaps.
    pub stretches: Vec<(Range<usize>, Ink)>,
}

impl Appearance {
    /// How `typed` will look. It is cleaned and written in LinkedIn's notation first, as when it is sent; where it
    /// cannot be written so, nothing is sent, and it is shown as it was typed.
    pub fn of(typed: &str, mentions: &[Mention]) -> Self {
        let text = clean(typed);
        let mut shown = Self::default();
        match LittleText::encode(&text, mentions) {
            Ok(encoded) => {
                let encoded = encoded.as_str();
                for (range, part) in parts(encoded) {
                    if let Part::Seen(ink) = part {
                        shown.push(&encoded[range], ink);
                    }
                }
            }
            Err(_garbled) => shown.push(&text, Ink::Plain),
        }
        shown.find_links();
        shown
    }

    fn push(&mut self, text: &str, ink: Ink) {
        let start = self.text.len();
        self.text.push_str(text);
        let end = self.text.len();
        match self.stretches.last_mut() {
            Some((range, last)) if *last == ink => range.end = end,
            _ => self.stretches.push((start..end, ink)),
        }
    }

    fn find_links(&mut self) {
        let mut stretches = Vec::with_capacity(self.stretches.len());
        for (range, ink) in std::mem::take(&mut self.stretches) {
            if ink != Ink::Plain {
                stretches.push((range, ink));
                continue;
            }
            let mut at = range.start;
            for link in links(&self.text[range.clone()]) {
                let link = range.start + link.start..range.start + link.end;
                if at < link.start {
                    stretches.push((at..link.start, Ink::Plain));
                }
                at = link.end;
                stretches.push((link, Ink::Link));
            }
            if at < range.end {
                stretches.push((at..range.end, Ink::Plain));
            }
        }
        self.stretches = stretches;
    }
}

/// The stretches of a text in LinkedIn's notation that no reader sees: backslashes, templates, the names behind links.
pub fn notation(encoded: &str) -> Vec<Range<usize>> {
    let unseen = parts(encoded).into_iter();
    unseen
        .filter(|(_, part)| *part == Part::Notation)
        .map(|(range, _)| range)
        .collect()
}

/// What a sign of the notation is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// A reader sees it.
    Seen(Ink),
    /// The `@` of a mention: typed, but not seen.
    At,
    /// Neither typed nor seen.
    Notation,
}

/// Cuts a text that was proved to be in LinkedIn's notation into what is seen and what is not.
fn parts(encoded: &str) -> Vec<(Range<usize>, Part)> {
    let mut parts = Vec::new();
    let mut ink = Ink::Plain;
    let mut at = 0;
    while let Some(c) = encoded[at..].chars().next() {
        let rest = &encoded[at..];
        let mut take = |length: usize, part| {
            parts.push((at..at + length, part));
            at += length;
        };
        match (ink, c) {
            (Ink::Plain, '{') if rest.starts_with(HASHTAG_OPEN) => {
                take(HASHTAG_OPEN.len() - "#|".len(), Part::Notation);
                take(1, Part::Seen(Ink::Hashtag));
                take(1, Part::Notation);
                ink = Ink::Hashtag;
            }
            (Ink::Plain, '@') if rest.starts_with("@[") => {
                take(1, Part::At);
                take(1, Part::Notation);
                ink = Ink::Mention;
            }
            (Ink::Hashtag, '}') => {
                take(1, Part::Notation);
                ink = Ink::Plain;
            }
            (Ink::Mention, ']') => {
                take(
                    rest.find(')').map_or(rest.len(), |end| end + 1),
                    Part::Notation,
                );
                ink = Ink::Plain;
            }
            (_, '\\') => {
                take(1, Part::Notation);
                let escaped = rest[1..].chars().next().map_or(0, char::len_utf8);
                take(escaped, Part::Seen(ink));
            }
            _ => take(c.len_utf8(), Part::Seen(ink)),
        }
    }
    parts
}

/// Where web addresses stand in a text, without the marks that end a sentence.
fn links(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    for word in text.split(|c: char| c.is_whitespace() || "<>\"".contains(c)) {
        let begins = ["https://", "http://", "www."]
            .into_iter()
            .filter_map(|sign| word.find(sign).map(|at| (at, sign.len())))
            .min();
        if let Some((at, sign)) = begins {
            let link = word[at..].trim_end_matches(|c: char| ".,;:!?)]}'".contains(c));
            if link.len() > sign {
                found.push(from + at..from + at + link.len());
            }
        }
        from += word.len();
        from += text[from..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ann() -> Vec<Mention> {
        vec![Mention {
            name: "Ann (Lee)".to_owned(),
            urn: "urn:li:person:1".parse().unwrap(),
        }]
    }

    fn sketch(typed: &str) -> String {
        let shown = Appearance::of(typed, &ann());
        let stretches = shown.stretches.iter();
        stretches
            .map(|(range, ink)| match ink {
                Ink::Plain => shown.text[range.clone()].to_owned(),
                Ink::Hashtag => format!("#{}#", &shown.text[range.clone()]),
                Ink::Mention => format!("@{}@", &shown.text[range.clone()]),
                Ink::Link => format!("<{}>", &shown.text[range.clone()]),
            })
            .collect()
    }

    #[test]
    fn a_reader_sees_words_and_none_of_the_notation() {
        for (typed, seen) in [
            ("", ""),
            ("a (b) \\ {c} _d_\r\n*e*", "a (b) \\ {c} _d_\n*e*"),
            ("go #snake_case!", "go ##snake_case#!"),
            ("Hi @Ann (Lee)! @Bob", "Hi @Ann (Lee)@! @Bob"),
            (
                "see https://a.example/x_y#z, (www.b.example).",
                "see <https://a.example/x_y#z>, (<www.b.example>).",
            ),
            (
                "https:// and www. are no links",
                "https:// and www. are no links",
            ),
            ("\u{1b}bell\u{7}", "bell"),
        ] {
            assert_eq!(sketch(typed), seen, "{typed:?}");
        }
    }

    #[test]
    fn the_notation_is_told_from_what_was_typed() {
        let encoded = LittleText::encode("(x) #a_b @Ann (Lee)", &ann()).unwrap();
        let encoded = encoded.as_str();
        let unseen: Vec<&str> = { notation(encoded).into_iter() }
            .map(|range| &encoded[range])
            .collect();
        assert_eq!(
            unseen,
            [
                "\\",
                "\\",
                "{hashtag|\\",
                "|",
                "\\",
                "}",
                "[",
                "\\",
                "\\",
                "](urn:li:person:1)"
            ]
        );
    }

    proptest! {
        #[test]
        fn what_is_seen_is_what_was_typed_where_nobody_is_mentioned(typed in any::<String>()) {
            let shown = Appearance::of(&typed, &[]);
            prop_assert_eq!(&shown.text, &clean(&typed));
            let pieces: String = shown.stretches.iter().map(|(range, _)| &shown.text[range.clone()]).collect();
            prop_assert_eq!(pieces, shown.text);
        }
    }
}

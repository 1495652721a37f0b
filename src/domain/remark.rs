//! What a careful reader would remark on in a text: nothing that is wrong, nothing that keeps it from being posted.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

use super::Mention;
use super::commentary::{Piece, pieces};
use crate::words::t;

/// Something worth a look before posting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Letters of mathematics stand for bold or italic ones.
    StyledLetters,
    /// Marks of Markdown, which LinkedIn shows as they are typed; which there are.
    Markdown(Vec<&'static str>),
    /// Lines end in two or more spaces.
    Spaces,
    /// More than two blank lines follow each other.
    BlankLines,
    /// More hashtags than are usual, and how many.
    Hashtags(usize),
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StyledLetters => f.write_str(t!("remark-styled")),
            Self::Markdown(marks) => f.write_str(&t!("remark-markdown", marks = marks.join("  "))),
            Self::Spaces => f.write_str(t!("remark-spaces")),
            Self::BlankLines => f.write_str(t!("remark-blank-lines")),
            Self::Hashtags(count) => f.write_str(&t!(
                "remark-hashtags",
                count = *count,
                usual = USUAL_HASHTAGS
            )),
        }
    }
}

impl Remark {
    /// What the button is called that mends it; `None` where only a person can.
    pub fn remedy(&self) -> Option<&'static str> {
        match self {
            Self::StyledLetters => Some(t!("remark-make-plain")),
            Self::Markdown(_) => Some(t!("remark-remove-marks")),
            Self::Spaces => Some(t!("remark-remove-spaces")),
            Self::BlankLines => Some(t!("remark-close-gaps")),
            Self::Hashtags(_) => None,
        }
    }

    /// The text without what is remarked on; the same text where only a person can mend it.
    pub fn mended(&self, text: &str, mentions: &[Mention]) -> String {
        match self {
            Self::StyledLetters => plain_outside_mentions(text, mentions),
            Self::Markdown(_) => without_marks(text),
            Self::Spaces => without_spaces(text),
            Self::BlankLines => without_gaps(text),
            Self::Hashtags(_) => text.to_owned(),
        }
    }
}

/// Everything worth a look in a text, what concerns most readers first.
pub fn remarks(text: &str, mentions: &[Mention]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let pieces = pieces(text, mentions);
    if has_styled_letters(text, &pieces) {
        remarks.push(Remark::StyledLetters);
    }
    let marks = marks(text);
    if !marks.is_empty() {
        remarks.push(Remark::Markdown(marks));
    }
    let is_hashtag = |piece: &Piece<'_>| matches!(piece, Piece::Hashtag(_));
    let hashtags = pieces.iter().filter(|piece| is_hashtag(piece)).count();
    if hashtags > USUAL_HASHTAGS {
        remarks.push(Remark::Hashtags(hashtags));
    }
    if has_spaces(text) {
        remarks.push(Remark::Spaces);
    }
    if without_gaps(text) != text {
        remarks.push(Remark::BlankLines);
    }
    remarks
}

/// Two in a row; one alone may well be mathematics. The name in a mention is as its owner writes it.
fn has_styled_letters(text: &str, pieces: &[Piece<'_>]) -> bool {
    pieces.iter().any(|piece| {
        let (Piece::Plain(range) | Piece::Hashtag(range)) = piece else {
            return false;
        };
        let mut before = false;
        text[range.clone()].chars().any(|c| {
            let is_styled = is_styled(c);
            std::mem::replace(&mut before, is_styled) && is_styled
        })
    })
}

fn plain_outside_mentions(text: &str, mentions: &[Mention]) -> String {
    let pieces = pieces(text, mentions);
    let words = pieces.iter().map(|piece| match piece {
        Piece::Plain(range) | Piece::Hashtag(range) => {
            text[range.clone()].chars().flat_map(plain).collect()
        }
        Piece::Mention(range, _) => text[range.clone()].to_owned(),
    });
    words.collect::<Vec<String>>().concat()
}

/// Mathematical alphanumeric symbols, and those of them that have been letter-like symbols since before.
fn is_styled(c: char) -> bool {
    matches!(
        c,
        '\u{1D400}'
            ..='\u{1D7FF}'
                | 'ℎ'
                | 'ℬ'
                | 'ℰ'
                | 'ℱ'
                | 'ℋ'
                | 'ℐ'
                | 'ℒ'
                | 'ℳ'
                | 'ℛ'
                | 'ℯ'
                | 'ℊ'
                | 'ℴ'
                | 'ℭ'
                | 'ℌ'
                | 'ℑ'
                | 'ℜ'
                | 'ℨ'
                | 'ℂ'
                | 'ℍ'
                | 'ℕ'
                | 'ℙ'
                | 'ℚ'
                | 'ℝ'
                | 'ℤ'
    )
}

/// The letter that a styled one stands for.
fn plain(c: char) -> impl Iterator<Item = char> {
    let styled = is_styled(c).then(|| std::iter::once(c).nfkc());
    let other = (!is_styled(c)).then_some(c);
    styled.into_iter().flatten().chain(other)
}

/// Which marks of Markdown are there, each once.
fn marks(text: &str) -> Vec<&'static str> {
    let kinds = [
        (
            "**bold**",
            any_line(text, "**", |line| unbolded(line) != line),
        ),
        (
            "# heading",
            any_line(text, "# ", |line| unheaded(line) != line),
        ),
        (
            "[text](link)",
            any_line(text, "](http", |line| unlinked(line) != line),
        ),
        ("```", any_line(text, "```", is_fence)),
    ];
    let there = kinds.into_iter().filter(|(_, is_there)| *is_there);
    there.map(|(mark, _)| mark).collect()
}

/// Whether any line is a `marked` one, which it can only be where `sign` stands.
fn any_line(text: &str, sign: &str, marked: impl Fn(&str) -> bool) -> bool {
    text.contains(sign) && text.split('\n').any(marked)
}

fn without_marks(text: &str) -> String {
    let lines = text.split('\n').filter_map(unfenced);
    let plain: Vec<String> = lines
        .map(|line| unlinked(&unbolded(unheaded(&line))))
        .collect();
    plain.join("\n")
}

fn is_fence(line: &str) -> bool {
    line.trim_start().starts_with("```")
}

/// A line without the marks of a fence; `None` for one that is nothing but a fence, at most with the name of a language.
fn unfenced(line: &str) -> Option<String> {
    if !is_fence(line) {
        return Some(line.to_owned());
    }
    let words = line.replace("```", " ");
    let is_language = line.matches("```").count() == 1 && words.split_whitespace().count() <= 1;
    let words = words.trim();
    (!is_language && !words.is_empty()).then(|| words.to_owned())
}

/// A line without the number signs of a heading. A hashtag has no space behind its sign.
fn unheaded(line: &str) -> &str {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    let title = rest.trim_start_matches(' ');
    if (1..=6).contains(&level) && rest.starts_with(' ') && !title.is_empty() {
        title
    } else {
        line
    }
}

/// A line without pairs of two asterisks around words.
fn unbolded(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find("**") {
        let (before, behind) = (&rest[..start], &rest[start + 2..]);
        let end = behind.find("**").filter(|end| {
            let words = &behind[..*end];
            let is_tight = words == words.trim() && !words.is_empty();
            is_tight && !words.starts_with('*')
        });
        plain += before;
        if let Some(end) = end {
            plain += &behind[..end];
            rest = &behind[end + 2..];
        } else {
            plain += "**";
            rest = behind;
        }
    }
    plain + rest
}

/// A line with `text (link)` for `[text](link)`, where the link is one of the web.
fn unlinked(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(middle) = rest.find("](http") {
        let start = rest[..middle].rfind('[');
        let address = &rest[middle + 2..];
        let end = address
            .find([')', ' '])
            .filter(|end| address[*end..].starts_with(')'));
        if let (Some(start), Some(end)) = (start, end) {
            let name = &rest[start + 1..middle];
            plain += &rest[..start];
            plain += &[name, " (", &address[..end], ")"].concat();
            rest = &address[end + 1..];
        } else {
            plain += &rest[..middle + 2];
            rest = address;
        }
    }
    plain + rest
}

/// Without two or more spaces at the end of a line. A single one is there whenever somebody is writing, and so is what
/// ends the last line.
fn without_spaces(text: &str) -> String {
    match text.rsplit_once('\n') {
        Some((lines, last)) => {
            let lines = lines.split('\n');
            let lines: Vec<&str> = lines
                .map(|line| without_end_spaces(line).unwrap_or(line))
                .collect();
            [lines.join("\n").as_str(), last].join("\n")
        }
        None => text.to_owned(),
    }
}

fn has_spaces(text: &str) -> bool {
    let lines = text.rsplit_once('\n').map(|(lines, _)| lines);
    lines.is_some_and(|lines| {
        lines
            .split('\n')
            .any(|line| without_end_spaces(line).is_some())
    })
}

/// A line without the spaces at its end, if they are two or more.
fn without_end_spaces(line: &str) -> Option<&str> {
    let trimmed = line.trim_end_matches([' ', '\t']);
    (line.len() - trimmed.len() >= 2).then_some(trimmed)
}

/// With at most two blank lines in a row, except at the end, where somebody is writing.
fn without_gaps(text: &str) -> String {
    let end = text.trim_end().len();
    let mut kept = Vec::new();
    let mut blank = 0;
    for line in text[..end].split('\n') {
        blank = if line.trim().is_empty() { blank + 1 } else { 0 };
        if blank <= MOST_BLANK_LINES {
            kept.push(line);
        }
    }
    kept.join("\n") + &text[end..]
}

/// More than this many are remarked on.
const USUAL_HASHTAGS: usize = 5;
const MOST_BLANK_LINES: usize = 2;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The remarks on a text, and the text once all are followed.
    #[track_caller]
    fn check(text: &str, expected: &[Remark], mended: &str) {
        let found = remarks(text, &[]);
        assert_eq!(found, expected, "{text:?}");
        let all = found
            .iter()
            .fold(text.to_owned(), |text, remark| remark.mended(&text, &[]));
        assert_eq!(all, mended, "{text:?}");
    }

    #[test]
    fn letters_of_mathematics_become_plain_ones() {
        let styled = [Remark::StyledLetters];
        check("𝗕𝗼𝗹𝗱 news", &styled, "Bold news");
        check("𝓈𝒸𝓇𝒾𝓅𝓉 𝑤ℎ𝑦 𝟭𝟮", &styled, "script why 12");
        check("ℝ and 𝑥 are mathematics", &[], "ℝ and 𝑥 are mathematics");
        check("日本語 ＡＢ é ①", &[], "日本語 ＡＢ é ①");
    }

    #[test]
    fn markdown_is_taken_out_and_its_words_stay() {
        let marks = |marks: &[&'static str]| [Remark::Markdown(marks.to_vec())];
        check("a **b c** d", &marks(&["**bold**"]), "a b c d");
        check("## News\ntext", &marks(&["# heading"]), "News\ntext");
        check(
            "See [our site](https://x.example/a) now",
            &marks(&["[text](link)"]),
            "See our site (https://x.example/a) now",
        );
        check("a\n```rust\nx\n```", &marks(&["```"]), "a\nx");
        check(
            "```cargo install sendoff```\n``` Look here\n``````",
            &marks(&["```"]),
            "cargo install sendoff\nLook here",
        );
        let all = marks(&["**bold**", "# heading", "[text](link)"]);
        check(
            "# **A** [b](http://c.example)",
            &all,
            "A b (http://c.example)",
        );
    }

    #[test]
    fn what_only_looks_like_markdown_is_left_alone() {
        for text in [
            "#news and # alone",
            "#",
            "# ",
            "2 ** 3 ** 4",
            "****",
            "a **b",
            "[x](y) and (https://x.example)",
            "](https://x.example",
            "one `word`",
            "####### seven",
        ] {
            check(text, &[], text);
        }
    }

    #[test]
    fn spaces_and_gaps_are_remarked_on_behind_what_is_being_written() {
        check("a  \nb", &[Remark::Spaces], "a\nb");
        check("a \nb  ", &[], "a \nb  ");
        check("a\n\n\n\nb", &[Remark::BlankLines], "a\n\n\nb");
        check("a\n\n\nb\n\n\n\n\n", &[], "a\n\n\nb\n\n\n\n\n");
    }

    #[test]
    fn more_than_five_hashtags_are_counted_and_left() {
        check("#a #b #c #d #e", &[], "#a #b #c #d #e");
        let text = "#a #b #c #d #e #f";
        check(text, &[Remark::Hashtags(6)], text);
    }

    proptest! {
        #[test]
        fn what_is_mended_is_not_remarked_on_again(
            text in "([a \n*#𝗕ℎ`]|\\*\\*|\\]\\(|\\[|https://a\\.b|\\)){0,40}"
        ) {
            for remark in remarks(&text, &[]) {
                let mended = remark.mended(&text, &[]);
                if matches!(remark, Remark::StyledLetters | Remark::Spaces | Remark::BlankLines) {
                    prop_assert!(!remarks(&mended, &[]).contains(&remark), "{:?}", mended);
                }
                prop_assert!(mended.len() <= text.len() + text.matches("](").count());
            }
        }
    }
}

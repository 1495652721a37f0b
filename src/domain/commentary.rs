//! The text of a post as a person typed it: cleaning, cutting into pieces, counting.
//!
//! The pieces (plain text, hashtags, mentions) are found here and nowhere else: the encoder, the counter and
//! the colours in the editor all ask [`pieces`]. How a piece is written for LinkedIn is in `little_text.rs`.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};
use url::Url;

use super::AuthorUrn;

/// Someone named in the text: each `@Name` becomes a link to them.
///
/// LinkedIn links a mention only where the name is exactly theirs, upper and lower case included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The name as LinkedIn knows it.
    pub name: String,
    /// Whom it names.
    pub urn: AuthorUrn,
}

/// A stretch of the text that means one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Just text.
    Plain(Range<usize>),
    /// `#` and its word.
    Hashtag(Range<usize>),
    /// `@` and a name that was chosen as a mention.
    Mention(Range<usize>, &'a Mention),
}

/// Makes typed or pasted text fit to be sent: line ends become `\n`, the control characters below U+0020 go.
///
/// Everything else stays as it is: joiners, variation selectors, unusual spaces and decomposed letters are the
/// author's business.
pub fn clean(text: &str) -> String {
    if text.bytes().all(|b| is_kept(char::from(b))) {
        return text.to_owned();
    }
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| if c == '\r' { '\n' } else { c })
        .filter(|&c| is_kept(c))
        .collect()
}

/// The first web address in a text, without the marks that end a sentence.
pub fn first_link(text: &str) -> Option<Url> {
    let words = text.split(|c: char| c.is_whitespace() || "<>\"".contains(c));
    words.into_iter().find_map(|word| {
        let at = word.find("https://").or_else(|| word.find("http://"))?;
        let link = word[at..].trim_end_matches(ENDS_SENTENCE);
        Url::parse(link).ok().filter(Url::has_host)
    })
}

/// Whether nothing of the text would be seen.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_unseen(c))
}

/// What readers see of a text, the same for texts that they cannot tell apart but by upper and lower case.
pub fn as_seen(text: &str) -> String {
    let seen: String = text.chars().filter(|&c| !is_unseen(c)).collect();
    let words: Vec<&str> = seen.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Unicode, `Default_Ignorable_Code_Point`, with the control characters and the blanks that do not count as space.
pub(super) fn is_unseen(c: char) -> bool {
    let is_ignorable = matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}');
    let is_empty_cell = c == '\u{2800}';
    is_ignorable || is_empty_cell || (c.is_control() && !c.is_whitespace())
}

fn is_kept(c: char) -> bool {
    matches!(c, '\n' | '\t') || c >= ' '
}

/// Cuts `text` into its pieces, in order and without gaps.
pub fn pieces<'a>(text: &str, mentions: &'a [Mention]) -> Vec<Piece<'a>> {
    let mut found = Vec::new();
    let mut plain_from = 0;
    for sign in Signs::of(text) {
        if sign < plain_from {
            continue;
        }
        let piece = match text.as_bytes()[sign] {
            b'#' => hashtag(text, sign),
            _ => mention(text, sign, mentions),
        };
        let Some((end, piece)) = piece else {
            continue;
        };
        if plain_from < sign {
            found.push(Piece::Plain(plain_from..sign));
        }
        found.push(piece);
        plain_from = end;
    }
    if plain_from < text.len() {
        found.push(Piece::Plain(plain_from..text.len()));
    }
    found
}

/// Every `@` and the word after it that looks like a mention and is none: readers see it as plain text.
pub fn unknown_names(text: &str, mentions: &[Mention]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut known_to = 0;
    for sign in Signs::of(text) {
        if sign < known_to || !text[sign..].starts_with('@') || follows_word(text, sign) {
            continue;
        }
        if let Some((end, _)) = mention(text, sign, mentions) {
            known_to = end;
            continue;
        }
        known_to = sign + 1 + word_length(&text[sign + 1..]);
        if known_to > sign + 1 {
            found.push(sign..known_to);
        }
    }
    found
}

/// The web addresses in a text, without the marks that end a sentence: LinkedIn makes links of them by itself.
pub fn web_addresses(text: &str) -> Vec<Range<usize>> {
    let ends_word = |c: char| c.is_whitespace() || "<>\"".contains(c);
    let mut found = Vec::new();
    let mut word_end = 0;
    for (at, _) in text.match_indices("://") {
        // A second one in the same word.
        if at < word_end {
            continue;
        }
        let word_start = text[word_end..at]
            .char_indices()
            .rfind(|(_, c)| ends_word(*c))
            .map_or(word_end, |(end, c)| word_end + end + c.len_utf8());
        word_end = text[at..]
            .find(ends_word)
            .map_or(text.len(), |end| at + end);
        let word = &text[word_start..word_end];
        let starts = ["https://", "http://"].map(|scheme| word.find(scheme));
        let Some(start) = starts.into_iter().flatten().min() else {
            continue;
        };
        let link = word[start..].trim_end_matches(ENDS_SENTENCE);
        if Url::parse(link).is_ok_and(|url| url.has_host()) {
            let from = word_start + start;
            found.push(from..from + link.len());
        }
    }
    found
}

/// The mention or hashtag that is being typed: its sign and what stands between that and the caret, which is at byte
/// `caret`. `None` where neither could be one, and in the middle of a word.
pub fn being_typed(text: &str, caret: usize) -> Option<Range<usize>> {
    let line = text[..caret].rfind('\n').map_or(0, |end| end + 1);
    let line = line.max(text.ceil_char_boundary(caret.saturating_sub(LONGEST_TYPED)));
    let start = line + text[line..caret].rfind(['@', '#'])?;
    let typed = &text[start + 1..caret];
    let may_be = match text.as_bytes()[start] {
        b'#' => typed.chars().all(is_word_char),
        _ => !typed.starts_with(char::is_whitespace),
    };
    let word = text[..start]
        .char_indices()
        .rfind(|(_, c)| c.is_whitespace())
        .map_or(0, |(at, space)| at + space.len_utf8());
    let before = &text[word..start];
    let is_in_link = before.contains("://") || before.starts_with("www.");
    let ends_here = !text[caret..].starts_with(is_word_char);
    (may_be && ends_here && !follows_word(text, start) && !is_in_link).then_some(start..caret)
}

/// The hashtags of some texts, the most used first, each written as in the first text that has it.
pub fn favourite_hashtags<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut counts: BTreeMap<String, (usize, usize, &str)> = BTreeMap::new();
    for text in texts {
        for piece in pieces(text, &[]) {
            if let Piece::Hashtag(range) = piece {
                let tag = &text[range];
                let place = counts.len();
                let entry = counts.entry(tag.to_lowercase());
                entry.or_insert((0, place, tag)).0 += 1;
            }
        }
    }
    let mut tags: Vec<_> = counts.into_values().collect();
    tags.sort_by_key(|(count, place, _)| (Reverse(*count), *place));
    tags.into_iter().map(|(_, _, tag)| tag.to_owned()).collect()
}

/// Whether the text mentions this one anywhere.
pub fn mentions_someone(text: &str, mentions: &[Mention], wanted: &Mention) -> bool {
    let pieces = pieces(text, mentions);
    pieces
        .iter()
        .any(|piece| matches!(piece, Piece::Mention(_, found) if *found == wanted))
}

/// How long the text is for LinkedIn: UTF-16 units of what a reader sees, where a mention shows its name without
/// the `@` sign. The one place where length is counted.
pub fn visible_units(text: &str, mentions: &[Mention]) -> usize {
    let units = |text: &str| text.encode_utf16().count();
    pieces(text, mentions)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(range) | Piece::Hashtag(range) => units(&text[range]),
            Piece::Mention(_, mention) => units(&mention.name),
        })
        .sum()
}

/// The hashtag that begins at `at`: `#` after nothing or after something that is no part of a word, then a word.
fn hashtag<'a>(text: &str, at: usize) -> Option<(usize, Piece<'a>)> {
    if follows_word(text, at) {
        return None;
    }
    let length = word_length(&text[at + 1..]);
    let end = at + 1 + length;
    (length > 0).then_some((end, Piece::Hashtag(at..end)))
}

/// The mention that begins at `at`; the longest name wins, so that "@Ann Lee" is not taken for "@Ann".
fn mention<'a>(text: &str, at: usize, mentions: &'a [Mention]) -> Option<(usize, Piece<'a>)> {
    if follows_word(text, at) {
        return None;
    }
    let rest = &text[at + 1..];
    let mention = mentions
        .iter()
        .filter(|mention| !mention.name.is_empty() && rest.starts_with(&mention.name))
        .filter(|mention| ends_at(rest, mention.name.len()))
        .max_by_key(|mention| mention.name.len())?;
    let end = at + 1 + mention.name.len();
    Some((end, Piece::Mention(at..end, mention)))
}

/// Whether a name may end here: before what belongs to no word, and never between a letter and its accent.
fn ends_at(text: &str, end: usize) -> bool {
    match text[end..].chars().next() {
        Some(c) if is_word_char(c) => false,
        Some(' ') | None => true,
        Some(_) => GraphemeCursor::new(end, text.len(), true).is_boundary(text, 0) == Ok(true),
    }
}

fn follows_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(is_word_char)
}

/// Where the signs of hashtags and mentions stand that are not in the middle of a web address: there they belong to the
/// address. What stands between two signs is looked at once, so that a long text costs no more than its length.
struct Signs<'a> {
    text: &'a str,
    /// How far it has been looked at.
    read_to: usize,
    /// Where the stretch without spaces begins that is being read.
    word: usize,
    /// Whether that has turned out to be a web address.
    is_link: bool,
}

impl<'a> Signs<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            text,
            read_to: 0,
            word: 0,
            is_link: false,
        }
    }

    /// Looks at what stands before `sign`.
    fn read(&mut self, sign: usize) {
        let unread = &self.text[self.read_to..sign];
        if let Some((at, space)) = unread.char_indices().rfind(|(_, c)| c.is_whitespace()) {
            self.word = self.read_to + at + space.len_utf8();
            self.is_link = false;
        }
        // Neither has a sign in it, so neither began before the last one.
        let unread = &self.text[self.word.max(self.read_to)..sign];
        let is_first = self.word >= self.read_to;
        self.is_link |= unread.contains("://") || (is_first && unread.starts_with("www."));
        self.read_to = sign;
    }
}

impl Iterator for Signs<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let mut from = self.read_to;
        loop {
            let sign = from + self.text[from..].find(['#', '@'])?;
            self.read(sign);
            from = sign + 1;
            self.read_to = from;
            if !self.is_link {
                return Some(sign);
            }
        }
    }
}

/// How many bytes of a text belong to the word it begins with.
fn word_length(text: &str) -> usize {
    // Only what is not ASCII can belong to the letter before it.
    let letters = text
        .bytes()
        .take_while(|&b| is_word_char(char::from(b)) && b.is_ascii());
    let length = letters.count();
    if text.as_bytes().get(length).is_none_or(u8::is_ascii) {
        return length;
    }
    graphemes_of_word(text)
}

fn graphemes_of_word(text: &str) -> usize {
    text.graphemes(true)
        .take_while(|grapheme| grapheme.chars().next().is_some_and(is_word_char))
        .map(str::len)
        .sum()
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// What may stand behind an address without belonging to it.
const ENDS_SENTENCE: [char; 10] = ['.', ',', ';', ':', '!', '?', ')', ']', '}', '\''];

/// The longest name that is completed while it is typed, in bytes.
const LONGEST_TYPED: usize = 160;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sketch(text: &str, names: &[&str]) -> String {
        let mentions: Vec<Mention> = names
            .iter()
            .map(|&name| Mention {
                name: name.to_owned(),
                urn: "urn:li:organization:1".parse().unwrap(),
            })
            .collect();
        pieces(text, &mentions)
            .into_iter()
            .map(|piece| match piece {
                Piece::Plain(range) => text[range].to_owned(),
                Piece::Hashtag(range) => format!("<{}>", &text[range]),
                Piece::Mention(range, _) => format!("[{}]", &text[range]),
            })
            .collect()
    }

    #[track_caller]
    fn check(text: &str, names: &[&str], expected: &str) {
        assert_eq!(sketch(text, names), expected);
    }

    /// The signs outside of web addresses, looked for anew at each of them.
    fn signs_one_by_one(text: &str) -> Vec<usize> {
        let signs = text.match_indices(['#', '@']).map(|(at, _)| at);
        let is_free = |&sign: &usize| {
            let word = text[..sign].rsplit(char::is_whitespace).next().unwrap();
            !word.contains("://") && !word.starts_with("www.")
        };
        signs.filter(is_free).collect()
    }

    fn addresses_word_by_word(text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut next = 0;
        for word in text.split_inclusive(|c: char| c.is_whitespace() || "<>\"".contains(c)) {
            let word_at = next;
            next += word.len();
            let word = word.trim_end_matches(|c: char| c.is_whitespace() || "<>\"".contains(c));
            let starts = ["https://", "http://"].map(|scheme| word.find(scheme));
            let Some(start) = starts.into_iter().flatten().min() else {
                continue;
            };
            let link = word[start..].trim_end_matches(ENDS_SENTENCE);
            if Url::parse(link).is_ok_and(|url| url.has_host()) {
                let from = word_at + start;
                found.push(from..from + link.len());
            }
        }
        found
    }

    proptest! {
        #[test]
        fn signs_are_found_in_one_go_as_one_by_one(text in r"([#@:/ .w\u{2003}é]|://|www\.|\PC){0,40}") {
            prop_assert_eq!(Signs::of(&text).collect::<Vec<_>>(), signs_one_by_one(&text));
        }

        #[test]
        fn addresses_are_found_as_word_by_word(
            text in r"([:/ .,<>a\u{2003}é]|https?://|://|b\.example|\PC){0,40}",
        ) {
            prop_assert_eq!(web_addresses(&text), addresses_word_by_word(&text));
        }

        #[test]
        fn words_are_as_long_as_their_graphemes(text in r"([a-c_1é#\u{301}\u{200d}👍\r\n]|\PC){0,8}") {
            prop_assert_eq!(word_length(&text), graphemes_of_word(&text));
        }
    }

    #[test]
    fn hashtags_begin_after_anything_that_is_no_word() {
        check("#rust", &[], "<#rust>");
        check("go #rust, go", &[], "go <#rust>, go");
        check("(#rust)", &[], "(<#rust>)");
        check("a#b C# # ##x", &[], "a#b C# # #<#x>");
        check("#snake_case-no", &[], "<#snake_case>-no");
        check("#été #日本語 #हिन्दी", &[], "<#été> <#日本語> <#हिन्दी>");
    }

    #[test]
    fn a_web_address_keeps_its_hash_and_at_signs() {
        check(
            "https://a.example/#part #tag",
            &[],
            "https://a.example/#part <#tag>",
        );
        check(
            "see https://a.example/@Ann",
            &["Ann"],
            "see https://a.example/@Ann",
        );
        check("www.a.example/#x #y", &[], "www.a.example/#x <#y>");
        check("xwww.a/#x :// #y", &[], "xwww.a/<#x> :// <#y>");
        check(
            "#a://b#c @Ann\u{2003}#d",
            &["Ann"],
            "<#a>://b#c [@Ann]\u{2003}<#d>",
        );
    }

    #[test]
    fn mentions_are_whole_names_and_the_longest_wins() {
        check(
            "@Ann and @Ann Lee",
            &["Ann", "Ann Lee"],
            "[@Ann] and [@Ann Lee]",
        );
        check("@Anna mail@Ann @ann", &["Ann"], "@Anna mail@Ann @ann");
        check("@Nobody", &[], "@Nobody");
    }

    #[test]
    fn a_name_never_ends_between_a_letter_and_its_accent() {
        check("@Jose\u{301}", &["Jose"], "@Jose\u{301}");
        check("@Jose\u{301}!", &["Jose\u{301}"], "[@Jose\u{301}]!");
        check("@Ann👍\u{1f3fd}", &["Ann👍"], "@Ann👍\u{1f3fd}");
        check("@שרה לוי.", &["שרה לוי"], "[@שרה לוי].");
        check("@Ann Lees", &["Ann", "Ann Lee"], "[@Ann] Lees");
    }

    #[test]
    fn names_of_nobody_are_found_and_addresses_are_not_taken_for_names() {
        let ann = [Mention {
            name: "Ann Lee".to_owned(),
            urn: "urn:li:person:1".parse().unwrap(),
        }];
        let text = "@Ann Lee, @Bob_1! (@été) a@b.example https://a.example/@x @ @Anna";
        let found = unknown_names(text, &ann);
        let words: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
        assert_eq!(words, ["@Bob_1", "@été", "@Anna"]);
        assert!(mentions_someone(text, &ann, &ann[0]));
        assert!(!mentions_someone("@Ann", &ann, &ann[0]));
    }

    #[test]
    fn addresses_are_found_where_they_stand() {
        let text = "(https://a.example/é?b), http://b.example. <https://c.example> https:// x";
        let found = web_addresses(text);
        let words: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
        assert_eq!(
            words,
            [
                "https://a.example/é?b",
                "http://b.example",
                "https://c.example"
            ]
        );
    }

    #[test]
    fn what_is_being_typed_is_found_at_the_caret() {
        for (before, typed) in [
            ("Thanks @An", Some("@An")),
            ("Thanks @Ann L", Some("@Ann L")),
            ("@", Some("@")),
            ("(@é", Some("@é")),
            ("#ru", Some("#ru")),
            ("@Ann #", Some("#")),
            ("#rust is", None),
            ("@ Ann", None),
            ("a@b", None),
            ("C#", None),
            ("@Ann\nLee", None),
            ("https://a.example/@An", None),
            ("www.a.example/#An", None),
            ("", None),
        ] {
            let text = format!("{before}|after @x");
            let found = being_typed(&text, before.len()).map(|range| &text[range]);
            assert_eq!(found, typed, "{before}");
        }
        assert_eq!(being_typed("@Anna", "@An".len()), None);
        let far = format!("@{}", "é".repeat(200));
        assert_eq!(being_typed(&far, far.len()), None);
    }

    #[test]
    fn the_most_used_hashtag_comes_first_as_it_was_written_last() {
        let texts = ["#Rust and #tea", "#rust #Café", "#tea #RUST"];
        assert_eq!(favourite_hashtags(texts), ["#Rust", "#tea", "#Café"]);
    }

    #[test]
    fn control_characters_go_and_everything_else_stays() {
        assert_eq!(clean("a\r\nb\rc\0\u{1b}[0m\td"), "a\nb\nc[0m\td");
        assert!(is_blank(" \0\u{1b}\r\n\u{2003}") && !is_blank("\0.\0"));
        for unseen in [
            "\u{200b}",
            "\u{2060}\u{feff} ",
            "\u{3164}",
            "\u{2800}",
            "\u{ad}\u{200d}\u{e0020}",
        ] {
            assert!(
                is_blank(unseen) && !is_blank(&format!("{unseen}a")),
                "{unseen:?}"
            );
        }
        assert!(!is_blank("❤\u{fe0f}") && !is_blank("👩\u{200d}👧"));
        assert_eq!(as_seen(" Tea\u{200b}  time\u{2060} "), "tea time");
        let kept = "e\u{301} \u{85}\u{2028}\u{a0} 👩‍👩‍👧 🇩🇪 ☀\u{fe0f} \u{202e}abc";
        assert_eq!(clean(kept), kept);
    }

    #[test]
    fn the_first_link_is_found_without_the_end_of_its_sentence() {
        for (text, link) in [
            (
                "See https://a.example/b?c=1#d.",
                Some("https://a.example/b?c=1#d"),
            ),
            (
                "(http://a.example), https://b.example",
                Some("http://a.example/"),
            ),
            ("<https://a.example>", Some("https://a.example/")),
            ("https:// and HTTPS and www.a.example", None),
            ("ftp://a.example", None),
            ("", None),
        ] {
            let found = first_link(text).map(String::from);
            assert_eq!(found.as_deref(), link, "{text}");
        }
    }

    #[test]
    fn length_is_what_a_reader_sees_in_utf16_units() {
        let ann = [Mention {
            name: "Ann Lee".to_owned(),
            urn: "urn:li:person:1".parse().unwrap(),
        }];
        assert_eq!(visible_units("abc", &[]), 3);
        assert_eq!(visible_units("😀", &[]), 2);
        assert_eq!(visible_units("#tag (x)", &[]), 8);
        assert_eq!(visible_units("@Ann Lee!", &ann), 8);
    }
}

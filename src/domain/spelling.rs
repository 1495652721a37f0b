//! Spelling: which words of a text a dictionary is asked about, which dictionaries a person chose, and what they are
//! called. Knows the words of no language.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

use super::Mention;
use super::commentary::{Piece, pieces, web_addresses};
use crate::words::t;

/// What is checked, and against what. Nothing is as long as no dictionary is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SpellingChoice {
    /// A word is right that one of them has.
    pub dictionaries: BTreeSet<DictionaryName>,
    /// Right whatever the dictionaries say; at most [`MAX_OWN_WORDS`].
    pub own_words: BTreeSet<String>,
}

impl SpellingChoice {
    /// Whether anything is checked.
    pub fn is_on(&self) -> bool {
        !self.dictionaries.is_empty()
    }

    /// Whether a word is one of the person's own; what is kept in small letters may begin a sentence.
    pub fn knows(&self, word: &str) -> bool {
        let word = as_in_dictionaries(word);
        self.own_words.contains(&word) || self.own_words.contains(&word.to_lowercase())
    }

    /// Lets a word be right from now on. Whether there was room for it among [`MAX_OWN_WORDS`].
    pub fn learn(&mut self, word: &str) -> bool {
        let has_room = self.own_words.len() < MAX_OWN_WORDS;
        if has_room {
            self.own_words.insert(as_in_dictionaries(word));
        }
        has_room
    }
}

/// The name of a Hunspell dictionary's files without their endings, such as `en_US` or `de_CH_frami`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DictionaryName(String);

/// Not the name of a dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a dictionary")]
pub struct NoDictionaryName;

impl DictionaryName {
    /// As the files are called.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In words: the language in its own words and what tells it from others of that language, such as `English (US)`.
    pub fn label(&self) -> String {
        let (code, rest) = self.0.split_once(['_', '-']).unwrap_or((&self.0, ""));
        let language = LANGUAGES.iter().find(|(known, _)| *known == code);
        match (language, rest) {
            (None, _) => self.0.clone(),
            (Some((_, name)), "") => (*name).to_owned(),
            (Some((_, name)), rest) => format!("{name} ({})", rest.replace('_', ", ")),
        }
    }

    /// The letters that its words are made of.
    fn script(&self) -> Script {
        let code = self.0.split(['_', '-']).next().unwrap_or_default();
        match code {
            "be" | "bg" | "kk" | "ky" | "mk" | "mn" | "ru" | "tg" | "tt" | "uk" => Script::Cyrillic,
            "sr" if !self.0.to_lowercase().contains("lat") => Script::Cyrillic,
            "el" => Script::Greek,
            "hy" => Script::Armenian,
            code if OTHER_SCRIPTS.contains(&code) => Script::Other,
            _ => Script::Latin,
        }
    }
}

impl fmt::Display for DictionaryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for DictionaryName {
    type Err = NoDictionaryName;

    fn from_str(name: &str) -> Result<Self, NoDictionaryName> {
        let is_part_of_one = |c: char| c.is_ascii_alphanumeric() || "_-@".contains(c);
        let starts = name.starts_with(|c: char| c.is_ascii_lowercase());
        if starts && (2..=MAX_NAME).contains(&name.len()) && name.chars().all(is_part_of_one) {
            Ok(Self(name.to_owned()))
        } else {
            Err(NoDictionaryName)
        }
    }
}

impl TryFrom<String> for DictionaryName {
    type Error = NoDictionaryName;

    fn try_from(name: String) -> Result<Self, NoDictionaryName> {
        name.parse()
    }
}

impl From<DictionaryName> for String {
    fn from(name: DictionaryName) -> Self {
        name.0
    }
}

/// The words of a text that dictionaries may be asked about, in order. Words joined by hyphens are one word, and a hyphen
/// that stands for the rest of one belongs to it: `Forschungs- und Entwicklungsabteilung`.
///
/// Left out is what no dictionary can know: mentions, hashtags, addresses of pages and of mail, paths, what has a digit
/// in it, abbreviations in capitals, names with a capital inside such as `iPhone`, what is longer than words are, and
/// what is written in letters of which none of `dictionaries` has words. Only the first [`MAX_CHECKED_BYTES`] of a text
/// are looked at.
pub fn words_to_check(
    text: &str,
    mentions: &[Mention],
    dictionaries: &BTreeSet<DictionaryName>,
) -> Vec<Range<usize>> {
    if dictionaries.is_empty() {
        return Vec::new();
    }
    let scripts: Vec<Script> = dictionaries.iter().map(DictionaryName::script).collect();
    let whole = text.len();
    let text = &text[..text.floor_char_boundary(MAX_CHECKED_BYTES)];
    let addresses = web_addresses(text);
    let is_in_address = |word: &Range<usize>| {
        let touches = |address: &Range<usize>| address.start < word.end && word.start < address.end;
        addresses.iter().any(touches)
    };
    let plain = pieces(text, mentions)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Plain(range) => Some(range),
            Piece::Hashtag(_) | Piece::Mention(..) => None,
        });
    let mut words: Vec<Range<usize>> = plain.flat_map(|range| joined_words(text, range)).collect();
    words.retain(|word| !is_in_address(word) && is_for_dictionaries(text, word, &scripts));
    // It may go on where nobody looks any more.
    if text.len() < whole {
        words.pop_if(|word| word.end == text.len());
    }
    words
}

/// The words in a stretch, those joined by a hyphen as one.
fn joined_words(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, word) in text[range.clone()].unicode_word_indices() {
        let start = range.start + at;
        let end = start + word.len();
        match words.last_mut() {
            Some(last) if HYPHENS.contains(&&text[last.end..start]) => last.end = end,
            _ => words.push(start..end),
        }
    }
    for word in &mut words {
        if text[word.end..range.end].starts_with('-') {
            word.end += 1;
        }
        let before = &text[range.start..word.start];
        let is_rest = before
            .strip_suffix('-')
            .is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace));
        if is_rest {
            word.start -= 1;
        }
    }
    words
}

fn is_for_dictionaries(text: &str, range: &Range<usize>, scripts: &[Script]) -> bool {
    let word = &text[range.clone()];
    let letters = || word.chars().filter(|c| !JOINTS.contains(c));
    let is_in_a_script = scripts
        .iter()
        .any(|script| letters().all(|c| script.has(c)));
    // A part of something longer that is not a word: `me@example.org`, `src/main.rs`, `snake_case`.
    let joins = |c: Option<char>| c.is_some_and(|c| "@/\\_#".contains(c));
    let is_part =
        joins(text[..range.start].chars().next_back()) || joins(text[range.end..].chars().next());
    let is_a_word = (2..=MAX_LETTERS).contains(&letters().count());
    is_a_word && is_in_a_script && !is_part && !has_inner_capitals(word)
}

/// Whether a capital follows another letter: in abbreviations and in names of products.
fn has_inner_capitals(word: &str) -> bool {
    let mut inner = word.split(JOINTS).flat_map(|part| part.chars().skip(1));
    inner.any(char::is_uppercase)
}

/// Whether a word is still being written: it ends at the caret, or an input method composes a part of it. `written` is
/// what is composed, empty where nothing is; both are counted alike.
pub fn is_being_written(word: &Range<usize>, written: &Range<usize>) -> bool {
    if written.is_empty() {
        word.end == written.end
    } else {
        word.start <= written.end && written.start <= word.end
    }
}

/// A word as dictionaries spell it: letters and their marks in one, the apostrophe and hyphen of typewriters, and no
/// hyphen that is only seen at the end of a line.
pub fn as_in_dictionaries(word: &str) -> String {
    word.nfc()
        .filter(|c| *c != SOFT_HYPHEN)
        .map(|c| match c {
            '’' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            c => c,
        })
        .collect()
}

/// A word out of a dictionary, with the apostrophe of the word that it is to stand for.
pub fn as_typed(found: &str, typed: &str) -> String {
    if typed.contains('’') {
        found.replace('\'', "’")
    } else {
        found.to_owned()
    }
}

/// Letters that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    /// Letters that are not checked: between their words there is often nothing to tell them apart by.
    Other,
}

impl Script {
    /// Whether a letter, or the mark on one, belongs to it.
    fn has(self, c: char) -> bool {
        match (self, c) {
            (Self::Other, _) => false,
            (_, '\u{300}'..='\u{36F}') => true,
            (Self::Latin, 'ª' | 'º' | 'À'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') => {
                c.is_alphabetic()
            }
            (Self::Latin, _) => c.is_ascii_alphabetic(),
            (Self::Greek, _) => matches!(c, '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}'),
            (Self::Cyrillic, _) => matches!(c, '\u{400}'..='\u{52F}'),
            (Self::Armenian, _) => matches!(c, '\u{530}'..='\u{58F}'),
        }
    }
}

/// In words, what is wrong as a whole: so many words.
pub fn mistakes_in_words(count: usize) -> String {
    t!("spelling-mistakes", count = count)
}

/// So many words of one's own are kept.
pub const MAX_OWN_WORDS: usize = 2_000;
/// As much of a text is checked, in bytes: several times what a post may have.
pub const MAX_CHECKED_BYTES: usize = 16 * 1024;
/// Bytes of the longest name of a dictionary.
const MAX_NAME: usize = 40;
/// Letters of the longest word that is checked; to check a longer one could take for ever.
const MAX_LETTERS: usize = 64;
const SOFT_HYPHEN: char = '\u{AD}';
const HYPHENS: [&str; 3] = ["-", "\u{2010}", "\u{2011}"];
/// What joins letters to words and is none.
const JOINTS: [char; 6] = ['\'', '’', '-', '\u{2010}', '\u{2011}', SOFT_HYPHEN];
/// Languages written in other letters than those of [`Script`], by ISO 639-1.
const OTHER_SCRIPTS: [&str; 27] = [
    "am", "ar", "bn", "bo", "dz", "fa", "gu", "he", "hi", "ja", "ka", "km", "kn", "ko", "lo", "ml",
    "mr", "my", "ne", "pa", "si", "ta", "te", "th", "ur", "yi", "zh",
];
/// Languages that dictionaries are often installed for, by ISO 639-1, in their own words.
const LANGUAGES: &[(&str, &str)] = &[
    ("bg", "Български"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("it", "Italiano"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("nb", "Norsk bokmål"),
    ("nl", "Nederlands"),
    ("nn", "Norsk nynorsk"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn dictionaries(names: &[&str]) -> BTreeSet<DictionaryName> {
        names.iter().map(|name| name.parse().unwrap()).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mention = Mention {
            name: "Ann Lee".to_owned(),
            urn: "urn:li:person:abc".parse().unwrap(),
        };
        let ranges = words_to_check(text, &[mention], &dictionaries(&["en_US"]));
        let words: Vec<&str> = ranges.into_iter().map(|range| &text[range]).collect();
        assert_eq!(words, expected, "{text:?}");
    }

    #[test]
    fn words_are_found_between_all_that_is_none() {
        check("Tea, and cake!", &["Tea", "and", "cake"]);
        check("don’t, can't", &["don’t", "can't"]);
        check("Wi-Fi, well-known", &["Wi-Fi", "well-known"]);
        check(
            "fore- and background, tea-time",
            &["fore-", "and", "background", "tea-time"],
        );
        check(
            "half and -time - or so",
            &["half", "and", "-time", "or", "so"],
        );
        check("naïve cafe\u{301}", &["naïve", "cafe\u{301}"]);
        check("", &[]);
    }

    #[test]
    fn what_no_dictionary_can_know_is_left_out() {
        check("@Ann Lee wrote #teatime", &["wrote"]);
        check("see https://tea.example/shedule now", &["see", "now"]);
        check("mail me@example.org or src/main.rs", &["mail", "or"]);
        check("snake_case, v2, 3rd, a, COVID-19", &[]);
        check(&"e".repeat(65), &[]);
        check("NASA's iPhone and LinkedIn", &["and"]);
        check("日本語 שלום Привет tea", &["tea"]);
    }

    #[test]
    fn letters_are_checked_that_a_chosen_dictionary_has() {
        let text = "Привет tea Ελλάδα";
        let words = |names: &[&str]| -> Vec<&str> {
            let ranges = words_to_check(text, &[], &dictionaries(names));
            ranges.into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(words(&["ru_RU"]), ["Привет"]);
        assert_eq!(
            words(&["ru_RU", "el_GR", "en_US"]),
            ["Привет", "tea", "Ελλάδα"]
        );
        assert!(words(&[]).is_empty());
    }

    #[test]
    fn a_dictionary_is_called_by_its_language() {
        for (name, label) in [
            ("en_US", "English (US)"),
            ("de", "Deutsch"),
            ("de_DE_frami", "Deutsch (DE, frami)"),
            ("xx_YY", "xx_YY"),
        ] {
            assert_eq!(name.parse::<DictionaryName>().unwrap().label(), label);
        }
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_none() {
        for name in [
            "",
            "e",
            "../en",
            "en/US",
            "EN",
            "en US",
            ".en",
            &"e".repeat(41),
        ] {
            assert_eq!(
                name.parse::<DictionaryName>(),
                Err(NoDictionaryName),
                "{name:?}"
            );
        }
    }

    #[test]
    fn letters_without_words_between_are_not_checked() {
        let hebrew = dictionaries(&["he_IL"]);
        assert!(words_to_check("tea שלום", &[], &hebrew).is_empty());
        for (name, word) in [("sr", "чај"), ("sr@latin", "tea")] {
            let words = words_to_check("чај tea", &[], &dictionaries(&[name]));
            let words = words.into_iter().map(|range| &"чај tea"[range]);
            assert_eq!(words.collect::<Vec<_>>(), [word]);
        }
    }

    #[test]
    fn a_word_that_may_go_on_where_nobody_looks_is_left_out() {
        let text = "tea ".repeat(MAX_CHECKED_BYTES / 4 - 1) + "flies";
        let words = words_to_check(&text, &[], &dictionaries(&["en"]));
        assert_eq!(&text[words.last().unwrap().clone()], "tea");
    }

    #[test]
    fn a_word_is_asked_about_as_dictionaries_spell_it() {
        for (typed, asked) in [
            ("cafe\u{301}", "café"),
            ("isn’t", "isn't"),
            ("tea\u{2011}time", "tea-time"),
            ("tea\u{AD}time", "teatime"),
        ] {
            assert_eq!(as_in_dictionaries(typed), asked);
        }
        assert_eq!(as_typed("isn't", "ins’t"), "isn’t");
        assert_eq!(as_typed("isn't", "ins't"), "isn't");
        let mut choice = SpellingChoice::default();
        assert!(choice.learn("cafe\u{301}"));
        assert!(choice.knows("café") && choice.knows("Cafe\u{301}"));
    }

    #[test]
    fn what_ends_at_the_caret_or_is_composed_is_being_written() {
        assert!(is_being_written(&(2..5), &(5..5)));
        assert!(!is_being_written(&(2..5), &(4..4)));
        assert!(is_being_written(&(2..5), &(5..9)));
        assert!(!is_being_written(&(2..5), &(6..9)));
    }

    #[test]
    fn the_list_of_ones_own_words_has_an_end() {
        let mut choice = SpellingChoice::default();
        for number in 0..MAX_OWN_WORDS + 5 {
            choice.learn(&format!("word{number}"));
        }
        assert_eq!(choice.own_words.len(), MAX_OWN_WORDS);
    }

    proptest! {
        #[test]
        fn words_stand_in_order_within_any_text(text in "\\PC{0,200}") {
            let mut end = 0;
            for range in words_to_check(&text, &[], &dictionaries(&["en", "ru"])) {
                prop_assert!(range.start >= end && range.start < range.end);
                prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
                end = range.end;
            }
        }
    }
}

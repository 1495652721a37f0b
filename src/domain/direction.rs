//! Marks that turn the direction in which text is shown: invisible, and able to make it read as something else.
//!
//! They are found so that they can be shown; the text stays as it is, because scripts that run from right to left may
//! need them.

use std::ops::Range;

/// The stretches of `text` that a mark turns, each from its mark on, in order and without overlaps.
///
/// Those are embeddings and overrides (U+202A to U+202E), and isolates (U+2066 to U+2068) that are not ended before
/// their paragraph is; an isolate that is ended turns nothing but itself and is left out. Unicode, UAX #9, X1 to X8.
pub fn turned(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Vec<Mark> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => open.push(Mark::new(at, false)),
            '\u{2066}'..='\u{2068}' => open.push(Mark::new(at, true)),
            // Ends the last of its kind, but nothing outside an isolate.
            '\u{202C}' => found.extend(
                open.pop_if(|mark| !mark.is_isolate)
                    .map(|mark| mark.at..end),
            ),
            '\u{2069}' => {
                if let Some(idx) = open.iter().rposition(|mark| mark.is_isolate) {
                    let within = open.drain(idx..).skip(1);
                    found.extend(within.map(|mark| mark.at..at));
                }
            }
            '\n' | '\r' | '\u{85}' | '\u{2029}' => {
                found.extend(open.drain(..).map(|mark| mark.at..at));
            }
            _ => {}
        }
    }
    found.extend(open.into_iter().map(|mark| mark.at..text.len()));
    joined(found)
}

/// Whether a mark turns any of `text`.
pub fn is_turned(text: &str) -> bool {
    !turned(text).is_empty()
}

/// Whether any letter of `text` belongs to a script that is written from right to left: Hebrew, Arabic, Syriac, Thaana,
/// N'Ko, Adlam and their like. Unicode, the blocks whose letters are of class R or AL.
pub fn runs_right_to_left(text: &str) -> bool {
    text.chars().any(|c| {
        let is_in_block = matches!(c,
            '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
            | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}');
        is_in_block && c.is_alphabetic()
    })
}

struct Mark {
    at: usize,
    is_isolate: bool,
}

impl Mark {
    fn new(at: usize, is_isolate: bool) -> Self {
        Self { at, is_isolate }
    }
}

/// In order, those that overlap made one.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The text with `<` and `>` around what is turned, and the marks written as letters.
    fn sketch(text: &str) -> String {
        let mut sketch = String::new();
        let mut at = 0;
        for range in turned(text) {
            sketch += &[&text[at..range.start], "<", &text[range.clone()], ">"].concat();
            at = range.end;
        }
        sketch += &text[at..];
        let letters = [
            ("\u{202e}", "R"),
            ("\u{202d}", "L"),
            ("\u{202c}", "P"),
            ("\u{2067}", "I"),
            ("\u{2069}", "D"),
        ];
        letters
            .iter()
            .fold(sketch, |text, (mark, letter)| text.replace(mark, letter))
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(sketch(text), expected);
    }

    #[test]
    fn an_override_turns_until_it_is_ended_or_the_paragraph_is() {
        check("a\u{202e}gpj.exe", "a<Rgpj.exe>");
        check("a\u{202e}bc\u{202c}d", "a<RbcP>d");
        check("a\u{202d}b\nc\u{202c}", "a<Lb>\ncP");
        check("\u{202e}a\u{202d}b\u{202c}c\u{202c}d", "<RaLbPcP>d");
    }

    #[test]
    fn an_isolate_that_is_ended_turns_nothing_else() {
        check("a\u{2067}b\u{2069}c", "aIbDc");
        check("a\u{2067}b", "a<Ib>");
        check("a\u{2067}b\nc\u{2069}", "a<Ib>\ncD");
        check("\u{2067}a\u{202e}b\u{2069}c", "Ia<Rb>Dc");
        check(
            "\u{202e}a\u{2067}b\u{202c}c\u{2069}d\u{202c}e",
            "<RaIbPcDdP>e",
        );
    }

    #[test]
    fn ordinary_text_of_any_script_is_not_turned() {
        for text in [
            "",
            "plain",
            "العربية and עברית",
            "👩\u{200d}👧 ☀\u{fe0f} e\u{301}",
            "\u{200f}\u{200e}",
            "\u{202c}\u{2069}",
        ] {
            assert!(!is_turned(text), "{text:?}");
        }
    }

    #[test]
    fn letters_of_scripts_from_right_to_left_are_noticed_and_no_others() {
        for text in ["שלום", "مرحبا", "a ب", "ܐ", "ދ", "ߊ", "𞤀", "ﷺ", "ﭏ"] {
            assert!(runs_right_to_left(text), "{text}");
        }
        for text in [
            "",
            "Ça va",
            "日本",
            "ไทย",
            "नमस्ते",
            "\u{200f}",
            "\u{202e}x",
            "👩‍👩‍👧",
            "١٢",
        ] {
            assert!(!runs_right_to_left(text), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn stretches_lie_in_order_within_the_text(
            text in "[a\n\u{202a}-\u{202e}\u{2066}-\u{2069}é]{0,40}"
        ) {
            let mut at = 0;
            for range in turned(&text) {
                prop_assert!(at <= range.start && range.start < range.end);
                prop_assert!(text.get(range.clone()).is_some());
                at = range.end;
            }
            let is_marked = text.contains(['\u{202a}', '\u{202b}', '\u{202d}', '\u{202e}']);
            prop_assert!(!is_marked || is_turned(&text));
        }
    }
}

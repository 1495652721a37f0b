//! Where LinkedIn folds a long text: after three lines, with "…more" at the end of the third. Never: how wide a letter
//! is; whoever has laid the text out tells that.
//!
//! LinkedIn publishes no rule. Three rendered lines is what its feed shows; its typeface is not ours, so the place is
//! an approximation and is marked as one wherever it is shown.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

/// How many lines of a post the feed shows before somebody asks for more.
pub const LINES_BEFORE_FOLD: usize = 3;

/// One line of a text that was laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What stands on it, in bytes of the text, without the sign that ends the line.
    pub range: Range<usize>,
    /// Where each `char` on it ends, from the line's beginning, in points.
    pub ends: Vec<f32>,
}

/// How many bytes of `text` are seen before it is unfolded; `None` where all of it is.
///
/// `room` is how far the last line may reach, in points: the width of the text less that of "…more".
pub fn fold(text: &str, lines: &[Line], room: f32) -> Option<usize> {
    if lines.len() <= LINES_BEFORE_FOLD {
        return None;
    }
    let last = &lines[LINES_BEFORE_FOLD - 1];
    let words = &text[last.range.clone()];
    let mut end = last.range.start;
    let mut num_chars = 0;
    // A sign of several code points is seen whole or not at all.
    for sign in words.graphemes(true) {
        num_chars += sign.chars().count();
        let reaches = num_chars.checked_sub(1).and_then(|idx| last.ends.get(idx));
        if reaches.is_none_or(|reaches| *reaches > room) {
            break;
        }
        end += sign.len();
    }
    Some(text[..end].trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lays a text out in a typeface of which every `char` is one point wide.
    fn lines(text: &str, width: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut start = 0;
        for paragraph in text.split('\n') {
            let chars: Vec<char> = paragraph.chars().collect();
            let mut rows: Vec<&[char]> = chars.chunks(width).collect();
            if rows.is_empty() {
                rows.push(&[]);
            }
            for row in rows {
                let length: usize = row.iter().map(|c| c.len_utf8()).sum();
                let ends = (1..=u8::try_from(row.len()).unwrap()).map(f32::from);
                lines.push(Line {
                    range: start..start + length,
                    ends: ends.collect(),
                });
                start += length;
            }
            start += 1;
        }
        lines
    }

    #[test]
    fn a_text_is_folded_after_three_lines() {
        let family = "👩‍👩‍👧";
        let newlines = "\n".repeat(200);
        for (text, width, room, seen) in [
            ("", 4, 3.0, None),
            ("abcdabcdabcd", 4, 3.0, None),
            ("abcdabcdabcde", 4, 3.0, Some("abcdabcdabc")),
            ("a\nb\nc", 4, 3.0, None),
            ("a\nb\nc\n", 4, 3.0, Some("a\nb\nc")),
            ("a\nb\ncdef\ng", 4, 2.0, Some("a\nb\ncd")),
            ("a\nb\ncdef\ng", 4, 0.0, Some("a\nb")),
            ("a\n\n\nb", 4, 3.0, Some("a")),
            (newlines.as_str(), 4, 3.0, Some("")),
            // Five code points are one sign.
            (&format!("a\nb\nx{family}\nc"), 9, 5.0, Some("a\nb\nx")),
            (
                &format!("a\nb\n{family}\nc"),
                9,
                5.0,
                Some(&format!("a\nb\n{family}")),
            ),
            ("שלום\nשלום\nשלום\nשלום", 9, 9.0, Some("שלום\nשלום\nשלום")),
        ] {
            let end = fold(text, &lines(text, width), room);
            assert_eq!(end.map(|end| &text[..end]), seen, "{text:?}");
        }
    }

    #[test]
    fn lines_that_tell_too_little_harm_nobody() {
        let line = Line {
            range: 0..1,
            ends: Vec::new(),
        };
        assert_eq!(fold("a", &vec![line; 4], 9.0), Some(0));
    }
}

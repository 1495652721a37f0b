//! The text under the caret: deleting takes what a reader sees as one sign, be it a family of emoji.

use std::ops::Range;

use egui::TextBuffer;
use egui::text::{CCursor, CCursorRange, CharIndex};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::domain::limits::MAX_DRAFT_BYTES;

/// A text that is deleted sign by sign, not code point by code point.
pub(super) struct PostBuffer<'a>(pub(super) &'a mut String);

impl TextBuffer for PostBuffer<'_> {
    fn is_mutable(&self) -> bool {
        true
    }

    fn as_str(&self) -> &str {
        self.0
    }

    fn insert_text(&mut self, text: &str, char_index: CharIndex) -> usize {
        let room = MAX_TEXT_BYTES.saturating_sub(self.0.len());
        let fitting = &text[..text.floor_char_boundary(room)];
        self.0.insert_text(fitting, char_index)
    }

    fn delete_char_range(&mut self, char_range: Range<CharIndex>) {
        self.0.delete_char_range(char_range);
    }

    fn delete_previous_char(&mut self, ccursor: CCursor) -> CCursor {
        let before: String = self.0.chars().take(ccursor.index.0).collect();
        let length = before
            .graphemes(true)
            .next_back()
            .map_or(0, |sign| sign.chars().count());
        let from = CCursor::new(CharIndex(ccursor.index.0 - length));
        self.delete_selected(&CCursorRange::two(from, ccursor))
    }

    fn delete_next_char(&mut self, ccursor: CCursor) -> CCursor {
        let after: String = self.0.chars().skip(ccursor.index.0).collect();
        let length = after
            .graphemes(true)
            .next()
            .map_or(0, |sign| sign.chars().count());
        let to = CCursor::new(CharIndex(ccursor.index.0 + length));
        self.delete_selected(&CCursorRange::two(ccursor, to))
    }

    fn type_id(&self) -> std::any::TypeId {
        std::any::TypeId::of::<PostBuffer<'static>>()
    }
}

/// The longest text that is kept, in bytes; what is pasted beyond it is cut off. To lay it out takes some microseconds
/// for each letter of a paragraph.
pub(super) const MAX_TEXT_BYTES: usize = MAX_DRAFT_BYTES;

#[cfg(test)]
mod tests {
    use super::*;

    fn cursor(index: usize) -> CCursor {
        CCursor::new(CharIndex(index))
    }

    #[test]
    fn a_huge_paste_is_cut_between_two_letters() {
        let mut text = "é".repeat(MAX_TEXT_BYTES / 2 - 1);
        let inserted = PostBuffer(&mut text).insert_text("x€y", cursor(0).index);
        assert_eq!((inserted, text.len()), (1, MAX_TEXT_BYTES - 1));
        assert_eq!(PostBuffer(&mut text).insert_text("yz", cursor(0).index), 1);
        assert_eq!(PostBuffer(&mut text).insert_text("z", cursor(0).index), 0);
    }

    #[test]
    fn backspace_takes_a_whole_sign() {
        for (text, left) in [
            ("a👩‍👩‍👧", "a"),
            ("🇩🇪", ""),
            ("e\u{301}", ""),
            ("ab", "a"),
            ("", ""),
        ] {
            let mut typed = text.to_owned();
            let end = cursor(text.chars().count());
            PostBuffer(&mut typed).delete_previous_char(end);
            assert_eq!(typed, left, "{text}");
        }
    }

    #[test]
    fn delete_takes_the_whole_sign_after_the_caret() {
        let mut typed = "a👍🏽b".to_owned();
        PostBuffer(&mut typed).delete_next_char(cursor(1));
        assert_eq!(typed, "ab");
    }
}

//! The text under the caret: deleting takes what a reader sees as one sign, be it a family of emoji.

use std::ops::Range;

use egui::TextBuffer;
use egui::text::{CCursor, CCursorRange, CharIndex};
use unicode_segmentation::GraphemeCursor;

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
        let to = sign_end(self.0, ccursor);
        let from = sign_before(self.0, ccursor);
        self.delete_selected(&CCursorRange::two(from, to))
    }

    fn delete_next_char(&mut self, ccursor: CCursor) -> CCursor {
        let from = sign_start(self.0, ccursor);
        let to = sign_after(self.0, ccursor);
        self.delete_selected(&CCursorRange::two(from, to))
    }

    fn type_id(&self) -> std::any::TypeId {
        std::any::TypeId::of::<PostBuffer<'static>>()
    }
}

/// Where the sign begins that stands before the caret, or that it stands in.
pub(super) fn sign_before(text: &str, caret: CCursor) -> CCursor {
    let mut cursor = at(text, caret);
    let start = cursor.prev_boundary(text, 0).ok().flatten();
    with_byte(text, caret, start.unwrap_or(0))
}

/// Where the sign ends that stands after the caret, or that it stands in.
pub(super) fn sign_after(text: &str, caret: CCursor) -> CCursor {
    let mut cursor = at(text, caret);
    let end = cursor.next_boundary(text, 0).ok().flatten();
    with_byte(text, caret, end.unwrap_or(text.len()))
}

/// The beginning of the sign that the caret stands in; the caret, where it stands between two.
pub(super) fn sign_start(text: &str, caret: CCursor) -> CCursor {
    if stands_between(text, caret) {
        caret
    } else {
        sign_before(text, caret)
    }
}

/// The end of the sign that the caret stands in; the caret, where it stands between two.
pub(super) fn sign_end(text: &str, caret: CCursor) -> CCursor {
    if stands_between(text, caret) {
        caret
    } else {
        sign_after(text, caret)
    }
}

fn stands_between(text: &str, caret: CCursor) -> bool {
    at(text, caret).is_boundary(text, 0).unwrap_or(true)
}

fn at(text: &str, caret: CCursor) -> GraphemeCursor {
    let byte = text.char_indices().nth(caret.index.0);
    let byte = byte.map_or(text.len(), |(byte, _)| byte);
    GraphemeCursor::new(byte, text.len(), true)
}

fn with_byte(text: &str, caret: CCursor, byte: usize) -> CCursor {
    let index = CharIndex(text[..byte].chars().count());
    CCursor { index, ..caret }
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

    #[test]
    fn a_caret_inside_a_sign_deletes_all_of_it() {
        for at in 2..5 {
            let mut typed = "a👩‍👩‍👧b".to_owned();
            let caret = PostBuffer(&mut typed).delete_previous_char(cursor(at));
            assert_eq!((typed.as_str(), caret.index.0), ("ab", 1), "{at}");
            let mut typed = "a👩‍👩‍👧b".to_owned();
            let caret = PostBuffer(&mut typed).delete_next_char(cursor(at));
            assert_eq!((typed.as_str(), caret.index.0), ("ab", 1), "{at}");
        }
    }
}

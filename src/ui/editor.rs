//! The text field of a post: hashtags and mentions coloured as they will be links, and what invisible marks turn
//! underlined.

use std::ops::Range;

use egui::text::{CCursor, CCursorRange, CharIndex, LayoutJob, TextFormat};
use egui::text_edit::TextEditState;
use egui::{Context, Id, Response, Stroke, TextEdit, Ui};

use super::post_buffer::PostBuffer;
use super::theme::{self, Weight};
use crate::domain::commentary::{Piece, pieces};
use crate::domain::direction::turned;
use crate::domain::{Draft, JobId};

/// The field; as high as it needs to be, and at least `min_height` points.
pub(super) fn editor_ui(ui: &mut Ui, draft: &mut Draft, min_height: f32) -> Response {
    let mentions = draft.mentions.clone();
    let font = theme::font(Weight::Regular, theme::SIZE_HEADING);
    let line_height = Some(font.size * 1.45);
    let palette = theme::palette(ui);
    let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, width: f32| {
        let mut job = LayoutJob::default();
        job.wrap.max_width = width;
        let text = text.as_str();
        let turned = turned(text);
        for piece in pieces(text, &mentions) {
            let (range, color) = match piece {
                Piece::Plain(range) => (range, palette.text),
                Piece::Hashtag(range) | Piece::Mention(range, _) => (range, palette.link),
            };
            let mut format = TextFormat {
                font_id: font.clone(),
                color,
                line_height,
                ..TextFormat::default()
            };
            for (range, is_turned) in cut_at(&turned, range) {
                format.underline = if is_turned {
                    Stroke::new(2.0, palette.warning)
                } else {
                    Stroke::NONE
                };
                job.append(&text[range], 0.0, format.clone());
            }
        }
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    TextEdit::multiline(&mut PostBuffer(&mut draft.text))
        .id(editor_id(draft.id))
        .hint_text("What do you want to talk about?")
        .desired_width(f32::INFINITY)
        .desired_rows(1)
        .min_size(egui::vec2(0.0, min_height))
        .frame(egui::Frame::NONE)
        .layouter(&mut layouter)
        .show(ui)
        .response
        .response
}

/// Cuts `range` where a turned stretch begins or ends; tells of each part whether it lies in one.
fn cut_at(turned: &[Range<usize>], range: Range<usize>) -> Vec<(Range<usize>, bool)> {
    let mut parts = Vec::new();
    let mut at = range.start;
    let first = turned.partition_point(|stretch| stretch.end <= range.start);
    for stretch in &turned[first..] {
        if stretch.start >= range.end {
            break;
        }
        let (start, end) = (stretch.start.max(at), stretch.end.min(range.end));
        if at < start {
            parts.push((at..start, false));
        }
        parts.push((start..end, true));
        at = end;
    }
    if at < range.end {
        parts.push((at..range.end, false));
    }
    parts
}

/// Gives the keyboard to the editor of `draft`; in one that has not been open yet the caret goes behind the last word.
pub fn focus_editor(ctx: &Context, draft: &Draft) {
    let id = editor_id(draft.id);
    if TextEditState::load(ctx, id).is_none() {
        let end = CCursor::new(CharIndex(draft.text.chars().count()));
        let mut state = TextEditState::default();
        state.cursor.set_char_range(Some(CCursorRange::one(end)));
        state.store(ctx, id);
    }
    ctx.memory_mut(|memory| memory.request_focus(id));
}

/// Each draft has an editor of its own, so that undoing in one
/// never brings back the words of another.
fn editor_id(draft: JobId) -> Id {
    Id::unique(("post editor", draft))
}

#[cfg(test)]
#[path = "editor_tests.rs"]
mod tests;

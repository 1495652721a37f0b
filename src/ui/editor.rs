//! The text field of a post: hashtags and mentions coloured as they will be links.

use egui::text::{CCursor, CCursorRange, CharIndex, LayoutJob, TextFormat};
use egui::text_edit::TextEditState;
use egui::{Context, Id, Response, TextEdit, Ui};

use super::post_buffer::PostBuffer;
use super::theme::{self, Weight};
use crate::domain::commentary::{Piece, pieces};
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
        for piece in pieces(text.as_str(), &mentions) {
            let (range, color) = match piece {
                Piece::Plain(range) => (range, palette.text),
                Piece::Hashtag(range) | Piece::Mention(range, _) => (range, palette.link),
            };
            let format = TextFormat {
                font_id: font.clone(),
                color,
                line_height,
                ..TextFormat::default()
            };
            job.append(&text.as_str()[range], 0.0, format);
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

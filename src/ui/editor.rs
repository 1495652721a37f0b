//! The text field of a post: hashtags and mentions coloured as they will be links, and what invisible marks turn
//! underlined.

use std::ops::Range;

use egui::text::{CCursor, CCursorRange, CharIndex, LayoutJob, TextFormat};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{Context, EventFilter, Id, RichText, Stroke, TextBuffer as _, TextEdit, Ui};

use super::action::Action;
use super::completion::Completion;
use super::facts::MentionFacts;
use super::post_buffer::{PostBuffer, sign_end, sign_start};
use super::spelling::SpellingFacts;
use super::spelling_marks::SpellingMarks;
use super::text_menu::{TextMenu, keep_selection};
use super::theme::{self, Weight};
use crate::domain::commentary::{Piece, pieces, web_addresses};
use crate::domain::direction::turned;
use crate::domain::{Draft, JobId, Mention, SkinTone};
use crate::words::t;

/// The field, with the list at its caret, the text as it was laid out last and the words that are marked in it.
#[derive(Debug, Default)]
pub(super) struct Editor {
    completion: Completion,
    laid_out: LaidOut,
    marks: SpellingMarks,
    menu: TextMenu,
    /// How much of the page was in sight, in points.
    sight: f32,
}

/// What became of the field in a frame.
pub(super) struct Edited {
    /// In points.
    pub(super) height: f32,
    /// The name of whom to add to those who can be mentioned.
    pub(super) adds: Option<String>,
    pub(super) action: Option<Action>,
}

/// A text and how it looks, so that it is cut into pieces only when something about it has changed.
#[derive(Debug, Default)]
struct LaidOut {
    text: String,
    mentions: Vec<Mention>,
    is_dark: bool,
    job: LayoutJob,
}

impl LaidOut {
    fn job(&mut self, ui: &Ui, text: &str, mentions: &[Mention]) -> LayoutJob {
        let is_dark = ui.visuals().dark_mode;
        let is_known = self.text == text && self.mentions == mentions && self.is_dark == is_dark;
        if !is_known || self.job.is_empty() {
            *self = Self {
                text: text.to_owned(),
                mentions: mentions.to_owned(),
                is_dark,
                job: coloured(ui, text, mentions),
            };
        }
        self.job.clone()
    }
}

/// What stands in an empty field, on the line that the text will stand on.
fn hint() -> RichText {
    let font = theme::font(Weight::Regular, theme::SIZE_HEADING);
    let line_height = Some(font.size * LINE_HEIGHT);
    RichText::new(t!("editor-hint"))
        .font(font)
        .line_height(line_height)
}

/// The text in colours: what will be a link in that of links, and underlined what invisible marks turn.
fn coloured(ui: &Ui, text: &str, mentions: &[Mention]) -> LayoutJob {
    let font = theme::font(Weight::Regular, theme::SIZE_HEADING);
    let line_height = Some(font.size * LINE_HEIGHT);
    let palette = theme::palette(ui);
    let mut job = LayoutJob::default();
    let turned = turned(text);
    let addresses = web_addresses(text);
    for piece in pieces(text, mentions) {
        let parts = match piece {
            Piece::Plain(range) => cut_at(&addresses, range),
            Piece::Hashtag(range) | Piece::Mention(range, _) => vec![(range, true)],
        };
        for (range, is_link) in parts {
            let mut format = TextFormat {
                font_id: font.clone(),
                color: if is_link { palette.link } else { palette.text },
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
    }
    job
}

impl Editor {
    /// Takes away Enter, with whatever modifiers, while an input method composes: it ends the composition there and
    /// must not send anything.
    pub(super) fn leave_enter_to_input_method(&self, ctx: &Context) {
        self.completion.leave_enter_to_input_method(ctx);
    }

    /// Whether an input method composes something.
    pub(super) fn is_composing(&self) -> bool {
        self.completion.is_composing()
    }

    /// Shows the field, as high as it needs to be, and at least `min_height` points. Emoji that are typed by their
    /// shortcodes come in `tone`.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        draft: &mut Draft,
        offers: &MentionFacts,
        spelling: &SpellingFacts<'_>,
        tone: SkinTone,
        min_height: f32,
    ) -> Edited {
        let Self {
            completion,
            laid_out,
            marks,
            menu,
            sight,
        } = self;
        let id = editor_id(draft.id);
        completion.leave_enter_to_input_method(ui.ctx());
        completion.take_keys(id, ui);
        let before = TextEditState::load(ui.ctx(), id).and_then(|state| state.cursor.char_range());
        let mentions = &draft.mentions;
        let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, width: f32| {
            let mut job = laid_out.job(ui, text.as_str(), mentions);
            job.wrap.max_width = width;
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            tab: completion.is_open(),
            escape: completion.is_open(),
        };
        let mut output = TextEdit::multiline(&mut PostBuffer(&mut draft.text))
            .id(id)
            .hint_text(hint())
            .desired_width(f32::INFINITY)
            .desired_rows(1)
            .min_size(egui::vec2(0.0, min_height))
            .frame(egui::Frame::NONE)
            .event_filter(filter)
            .layouter(&mut layouter)
            .show(ui);
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_label(t!("edit-text")));
        keep_selection(before, &mut output);
        if !completion.is_composing() {
            keep_between_signs(&mut output, before, &draft.text, ui);
        }
        let before = std::mem::replace(sight, ui.clip_rect().height());
        if *sight < before && output.response.has_focus() {
            keep_caret_in_sight(&output, ui);
        }
        let is_composing = completion.is_composing();
        marks.ui(&output, draft, spelling, is_composing, ui);
        menu.open_by_click(&output, draft, |at| marks.mistake_at(&output, at));
        let action = menu.ui(&output, draft, spelling).map(Action::Spelling);
        Edited {
            height: output.response.rect.height(),
            adds: completion.ui(&output, draft, offers, tone, ui),
            action,
        }
    }
}

/// Scrolls to the caret; for where something has come into sight below that it would be behind.
fn keep_caret_in_sight(output: &TextEditOutput, ui: &Ui) {
    if let Some(range) = output.cursor_range {
        let caret = output.galley.pos_from_cursor(range.primary);
        let caret = caret.translate(output.galley_pos.to_vec2());
        ui.scroll_to_rect(caret.expand(theme::GAP_M), None);
    }
}

/// Moves a caret that has come to stand inside what readers see as one sign on to its end, or back to its beginning
/// where it moves backwards: egui moves it code point by code point.
fn keep_between_signs(
    output: &mut TextEditOutput,
    before: Option<CCursorRange>,
    text: &str,
    ui: &Ui,
) {
    let Some(mut range) = output.cursor_range else {
        return;
    };
    let whole = |caret: CCursor, before: Option<CCursor>| match before {
        Some(before) if before.index > caret.index => sign_start(text, caret),
        _ => sign_end(text, caret),
    };
    let now = range;
    range.primary = whole(range.primary, before.map(|before| before.primary));
    range.secondary = whole(range.secondary, before.map(|before| before.secondary));
    if range == now {
        return;
    }
    output.cursor_range = Some(range);
    output.state.cursor.set_char_range(Some(range));
    output
        .state
        .clone()
        .store(ui.ctx(), output.response.response.id);
    ui.ctx()
        .request_discard("the caret stands between two signs");
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

/// Whether the keyboard is in the editor of `draft`; only then is it seen what is selected there.
pub fn editor_has_focus(ctx: &Context, draft: &Draft) -> bool {
    ctx.memory(|memory| memory.has_focus(editor_id(draft.id)))
}

/// Lets nothing be selected in the editor of `draft`; the caret stays.
pub fn forget_selection(ctx: &Context, draft: &Draft) {
    let id = editor_id(draft.id);
    if let Some(mut state) = TextEditState::load(ctx, id)
        && let Some(range) = state.cursor.char_range()
    {
        state
            .cursor
            .set_char_range(Some(CCursorRange::one(range.primary)));
        state.store(ctx, id);
    }
}

/// Puts a text where the caret of a draft's editor stands, in place of what is selected; at the end where it has not
/// been open yet. What does not fit into a draft any more is left out. Undoing brings back what was there before.
pub fn insert_at_caret(ctx: &Context, draft: &mut Draft, text: &str) {
    let id = editor_id(draft.id);
    let mut state = TextEditState::load(ctx, id).unwrap_or_default();
    let end = CCursor::new(CharIndex(draft.text.chars().count()));
    let range = state.cursor.char_range();
    let range = range.unwrap_or_else(|| CCursorRange::one(end));
    let mut undoer = state.undoer();
    undoer.add_undo(&(range, draft.text.clone()));
    let mut buffer = PostBuffer(&mut draft.text);
    let mut caret = buffer.delete_selected(&range);
    let num_inserted = buffer.insert_text(text, caret.index);
    caret.index = CharIndex(caret.index.0 + num_inserted);
    let range = CCursorRange::one(caret);
    undoer.add_undo(&(range, draft.text.clone()));
    state.set_undoer(undoer);
    state.cursor.set_char_range(Some(range));
    state.store(ctx, id);
}

/// Lets a draft say something else. The caret stays where it stood, as far as there is text; undoing brings back what
/// was there before.
pub fn replace_text(ctx: &Context, draft: &mut Draft, text: String) {
    let caret = caret_of(ctx, draft).map_or(usize::MAX, |caret| caret.index.0);
    replace_with_caret(ctx, draft, text, caret);
}

/// Lets a draft say something else, with the caret behind so many of its letters.
fn replace_with_caret(ctx: &Context, draft: &mut Draft, text: String, caret: usize) {
    let id = editor_id(draft.id);
    let mut state = TextEditState::load(ctx, id).unwrap_or_default();
    let end = |text: &str| CCursor::new(CharIndex(text.chars().count()));
    let before = state.cursor.char_range();
    let before = before.unwrap_or_else(|| CCursorRange::one(end(&draft.text)));
    let mut undoer = state.undoer();
    undoer.add_undo(&(before, draft.text.clone()));
    let last = end(&text).index.0;
    let caret = CCursor::new(CharIndex(caret.min(last)));
    let after = CCursorRange::one(sign_end(&text, caret));
    draft.text = text;
    undoer.add_undo(&(after, draft.text.clone()));
    state.set_undoer(undoer);
    state.cursor.set_char_range(Some(after));
    state.store(ctx, id);
}

/// Lets a word of a draft be another. The caret stays behind the letter it stood behind, or comes to stand behind the
/// word; undoing brings back what was there before.
pub fn replace_word(ctx: &Context, draft: &mut Draft, range: Range<usize>, with: &str) {
    let before = draft.text[..range.start].chars().count();
    let length = draft.text[range.clone()].chars().count();
    let caret = caret_of(ctx, draft).map_or(before + length, |caret| caret.index.0);
    let mut text = draft.text.clone();
    text.replace_range(range, with);
    let behind = before + with.chars().count();
    let caret = match caret {
        caret if caret <= before => caret,
        caret => behind + caret.saturating_sub(before + length),
    };
    replace_with_caret(ctx, draft, text, caret);
}

fn caret_of(ctx: &Context, draft: &Draft) -> Option<CCursor> {
    let state = TextEditState::load(ctx, editor_id(draft.id))?;
    Some(state.cursor.char_range()?.primary)
}

/// Where a draft is being written, in bytes: what an input method composes, or the place of the caret. `None` where
/// the keyboard is elsewhere, or something is selected.
pub fn being_written(ctx: &Context, draft: &Draft, is_composing: bool) -> Option<Range<usize>> {
    if !editor_has_focus(ctx, draft) {
        return None;
    }
    let state = TextEditState::load(ctx, editor_id(draft.id))?;
    let range = state.cursor.char_range();
    let [from, to] = range
        .filter(|range| is_composing || range.is_empty())?
        .sorted_cursors();
    let byte = |caret: CCursor| {
        let byte = draft.text.char_indices().nth(caret.index.0);
        byte.map_or(draft.text.len(), |(byte, _)| byte)
    };
    Some(byte(from)..byte(to))
}

/// What is selected in a draft's editor; `None` where that is nothing.
pub fn selected_text(ctx: &Context, draft: &Draft) -> Option<String> {
    let range = TextEditState::load(ctx, editor_id(draft.id))?
        .cursor
        .char_range()?;
    let (from, to) = (range.primary.index.0, range.secondary.index.0);
    let (from, to) = (from.min(to), from.max(to));
    let selected: String = draft.text.chars().skip(from).take(to - from).collect();
    (!selected.is_empty()).then_some(selected)
}

/// Each draft has an editor of its own, so that undoing in one
/// never brings back the words of another.
fn editor_id(draft: JobId) -> Id {
    Id::unique(("post editor", draft))
}

/// From line to line, beside the size of the letters.
const LINE_HEIGHT: f32 = 1.45;

#[cfg(test)]
#[path = "editor_tests.rs"]
mod tests;

//! What is offered at the caret while a mention, a hashtag or the shortcode of an emoji is typed. The text field keeps the keyboard; the list takes
//! only the keys that choose from it, and only while it is open.
//!
//! `egui::CompletionPopup` stands at the edge of the field and ends a word at a space, but names have spaces.

use std::ops::Range;

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{
    Context, Event, Id, ImeEvent, InputState, Key, LayerId, Popup, PopupKind, Rect, RectAlign,
    SurrenderFocusOn, Ui,
};

use super::emoji_grid::emoji_font;
use super::facts::MentionFacts;
use super::icon::Icon;
use super::theme;
use super::widgets::{MenuRow, points_at};
use crate::domain::{Draft, Emoji, Mention, SkinTone, commentary, emoji, mention_book};
use crate::words::t;

/// The list at the caret, as it was in the last frame.
#[derive(Debug, Default)]
pub(super) struct Completion {
    is_open: bool,
    selected: usize,
    /// What was typed when a row was selected last.
    typed: String,
    /// What was typed when the list was sent away; it stays away until that changes.
    dismissed: Option<String>,
    /// The field in which an input method composes something.
    composes_in: Option<Id>,
    keys: Keys,
    /// How focus was given up before the pointer stood on the list.
    surrender: Option<SurrenderFocusOn>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Keys {
    down: usize,
    up: usize,
    accept: bool,
    dismiss: bool,
}

enum Row<'a> {
    Someone(&'a Mention),
    Hashtag(&'a str),
    Emoji(&'a Emoji),
    Add,
}

impl Completion {
    /// Takes the keys of the list before the text field sees them.
    pub(super) fn take_keys(&mut self, id: Id, ui: &Ui) {
        let focused = ui.memory(egui::Memory::focused);
        let mut composes = self.composes_in.is_some() && self.composes_in == focused;
        ui.input(|input| {
            for event in &input.events {
                composes = composes_after(event, composes);
            }
        });
        self.composes_in = focused.filter(|_| composes);
        self.keys = Keys::default();
        if !self.is_open || self.is_composing() {
            return;
        }
        self.keys = ui.input_mut(|input| Keys {
            down: consume(input, Key::ArrowDown),
            up: consume(input, Key::ArrowUp),
            accept: consume(input, Key::Enter) + consume(input, Key::Tab) > 0,
            dismiss: consume(input, Key::Escape) > 0,
        });
        // A click on the list must not take the keyboard away from the text.
        let layer = LayerId::new(PopupKind::Popup.order(), popup_id(id));
        let pointer = ui.ctx().pointer_interact_pos();
        if pointer.and_then(|at| ui.ctx().layer_id_at(at)) == Some(layer) {
            ui.ctx().options_mut(|options| {
                let surrender = &mut options.input_options.surrender_focus_on;
                self.surrender = Some(std::mem::replace(surrender, SurrenderFocusOn::Never));
            });
        }
    }

    /// Whether an input method composes something, in whatever field.
    pub(super) fn is_composing(&self) -> bool {
        self.composes_in.is_some()
    }

    /// Takes Enter away where it is pressed while an input method composes, in the order in which things happened:
    /// behind the end of a composition it is the person's again.
    pub(super) fn leave_enter_to_input_method(&self, ctx: &Context) {
        let focused = ctx.memory(egui::Memory::focused);
        let mut composes = self.composes_in.is_some() && self.composes_in == focused;
        ctx.input_mut(|input| {
            input.events.retain(|event| {
                composes = composes_after(event, composes);
                let is_enter = matches!(
                    event,
                    Event::Key {
                        key: Key::Enter,
                        pressed: true,
                        ..
                    }
                );
                !(is_enter && composes)
            });
        });
    }

    /// Whether the list is open, so that Tab and Escape belong to it.
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Shows the list after the text field; the name so far of whom to add to the book.
    pub(super) fn ui(
        &mut self,
        output: &TextEditOutput,
        draft: &mut Draft,
        offers: &MentionFacts,
        tone: SkinTone,
        ui: &mut Ui,
    ) -> Option<String> {
        if let Some(surrender) = self.surrender.take() {
            ui.ctx()
                .options_mut(|options| options.input_options.surrender_focus_on = surrender);
        }
        let was_open = std::mem::take(&mut self.is_open);
        let (range, rows) = self.rows(output, draft, offers, tone)?;
        self.select(&draft.text[range.clone()], rows.len());
        let caret = output
            .cursor_range
            .map_or(CCursor::default(), |range| range.primary);
        let at = output.galley.pos_from_cursor(caret);
        let at = at.translate(output.galley_pos.to_vec2());
        let id = output.response.response.id;
        let mut chosen = self.keys.accept.then_some(self.selected);
        if chosen.is_none() {
            self.is_open = true;
            chosen = self.list_ui(id, at, &rows, ui);
        }
        if self.is_open != was_open {
            // Tab and Escape are this list's from the next frame on.
            ui.ctx().request_repaint();
        }
        let row = rows.into_iter().nth(chosen?)?;
        self.is_open = false;
        match row {
            Row::Someone(mention) => {
                mention_book::choose(&mut draft.mentions, mention);
                put(
                    &mut draft.text,
                    range,
                    &format!("@{}", mention.name),
                    id,
                    ui,
                );
            }
            Row::Hashtag(tag) => put(&mut draft.text, range, tag, id, ui),
            Row::Emoji(emoji) => put(&mut draft.text, range, emoji.as_str(), id, ui),
            Row::Add => {
                let typed = &draft.text[range];
                self.dismissed = Some(typed.to_owned());
                return Some(typed[1..].to_owned());
            }
        }
        None
    }

    /// What is offered for the word at the caret; `None` where nothing is.
    fn rows<'a>(
        &mut self,
        output: &TextEditOutput,
        draft: &Draft,
        offers: &'a MentionFacts,
        tone: SkinTone,
    ) -> Option<(Range<usize>, Vec<Row<'a>>)> {
        let caret = output.cursor_range?.single()?;
        if self.is_composing() || !output.response.response.has_focus() {
            return None;
        }
        let caret = byte_of(&draft.text, caret.index.0);
        let shortcode = emoji::being_typed(&draft.text, caret);
        let range = shortcode.or_else(|| commentary::being_typed(&draft.text, caret))?;
        let typed = &draft.text[range.clone()];
        if self.keys.dismiss {
            self.dismissed = Some(typed.to_owned());
        }
        if self.dismissed.as_deref() == Some(typed) {
            return None;
        }
        self.dismissed = None;
        let rows = rows_for(typed, draft, offers, tone);
        (!rows.is_empty()).then_some((range, rows))
    }

    fn select(&mut self, typed: &str, num_rows: usize) {
        if self.typed != typed {
            self.selected = 0;
            typed.clone_into(&mut self.typed);
        }
        let up = num_rows - self.keys.up % num_rows;
        self.selected = (self.selected + self.keys.down + up) % num_rows;
    }

    fn list_ui(&mut self, id: Id, caret: Rect, rows: &[Row<'_>], ui: &Ui) -> Option<usize> {
        let room = ui.ctx().content_rect().width() - 2.0 * theme::GAP_L;
        let popup = Popup::new(popup_id(id), ui.ctx().clone(), caret, ui.layer_id())
            .kind(PopupKind::Popup)
            .open(true)
            .align(RectAlign::BOTTOM_START)
            .align_alternatives(&[
                RectAlign::TOP_START,
                RectAlign::BOTTOM_END,
                RectAlign::TOP_END,
            ])
            .width(room.min(LIST_WIDTH))
            .accessible_name(t!("suggestions"));
        let shown = popup.show(|ui| {
            let mut clicked = None;
            for (idx, row) in rows.iter().enumerate() {
                let text = words(row, ui);
                let row = match row {
                    Row::Add => MenuRow::choice(&text, idx == self.selected).with_icon(Icon::Plus),
                    _ => MenuRow::choice(&text, idx == self.selected),
                };
                let row = ui.add(row.lit(idx == self.selected));
                if row.clicked() {
                    clicked = Some(idx);
                }
                if points_at(&row) {
                    self.selected = idx;
                }
            }
            clicked
        });
        shown.and_then(|shown| shown.inner)
    }
}

fn rows_for<'a>(
    typed: &str,
    draft: &Draft,
    offers: &'a MentionFacts,
    tone: SkinTone,
) -> Vec<Row<'a>> {
    if typed.starts_with(':') {
        let suggested = emoji::suggested(typed, MAX_ROWS).into_iter();
        return suggested
            .map(|found| Row::Emoji(emoji::in_tone(found, tone)))
            .collect();
    }
    if typed.starts_with('#') {
        let wanted = typed.to_lowercase();
        let fits = |tag: &&String| {
            let tag = tag.to_lowercase();
            tag.starts_with(&wanted) && tag != wanted
        };
        let tags = offers.hashtags.iter().filter(fits).take(MAX_ROWS);
        return tags.map(|tag| Row::Hashtag(tag)).collect();
    }
    let name = &typed[1..];
    // A name that is complete is done with, and so is what goes on behind it.
    let is_done = |mention: &Mention| {
        name.strip_prefix(&mention.name)
            .is_some_and(|rest| rest.is_empty() || !rest.starts_with(char::is_alphanumeric))
    };
    let found = mention_book::matching(&offers.offered, name);
    if draft.mentions.iter().any(is_done)
        && found.iter().all(|found| found.name.len() <= name.len())
    {
        return Vec::new();
    }
    let mut rows: Vec<_> = found.into_iter().take(MAX_ROWS).map(Row::Someone).collect();
    if name.is_empty() || !rows.is_empty() {
        rows.push(Row::Add);
    }
    rows
}

fn words(row: &Row<'_>, ui: &Ui) -> String {
    match row {
        Row::Someone(mention) if mention.urn.is_organization() => format!("{}, page", mention.name),
        Row::Someone(mention) => format!("{}, person", mention.name),
        Row::Hashtag(tag) => (*tag).to_owned(),
        // Where no font of this computer has it, its name says enough.
        Row::Emoji(emoji) if !is_drawn(emoji, ui) => emoji.name().to_owned(),
        Row::Emoji(emoji) => format!("{}  {}", emoji.as_str(), emoji.name()),
        Row::Add => t!("suggestions-add").to_owned(),
    }
}

fn is_drawn(emoji: &Emoji, ui: &Ui) -> bool {
    let first = emoji.as_str().chars().next();
    first.is_some_and(|c| ui.fonts_mut(|fonts| fonts.has_glyph(&emoji_font(), c)))
}

/// Puts what was chosen into the text, with the caret behind it.
fn put(text: &mut String, range: Range<usize>, words: &str, id: Id, ui: &Ui) {
    let caret = text[..range.start].chars().count() + words.chars().count();
    text.replace_range(range, words);
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let caret = CCursor::new(CharIndex(caret));
    state.cursor.set_char_range(Some(CCursorRange::one(caret)));
    state.store(ui.ctx(), id);
    ui.ctx().memory_mut(|memory| memory.request_focus(id));
    ui.ctx().request_repaint();
}

/// Whether something is being composed after an event.
fn composes_after(event: &Event, composes: bool) -> bool {
    match event {
        Event::Ime(ImeEvent::Preedit { text, .. }) => !text.is_empty(),
        Event::Ime(ImeEvent::Commit(_)) => false,
        _ => composes,
    }
}

/// How often a key was pressed without modifiers; those presses are taken away.
fn consume(input: &mut InputState, wanted: Key) -> usize {
    let before = input.events.len();
    input.events.retain(|event| {
        !matches!(event, Event::Key { key, modifiers, pressed: true, .. }
            if *key == wanted && modifiers.is_none())
    });
    before - input.events.len()
}

fn byte_of(text: &str, char_index: usize) -> usize {
    text.char_indices()
        .nth(char_index)
        .map_or(text.len(), |(at, _)| at)
}

fn popup_id(editor: Id) -> Id {
    editor.with("suggestions")
}

const MAX_ROWS: usize = 6;
/// In points.
const LIST_WIDTH: f32 = 300.0;

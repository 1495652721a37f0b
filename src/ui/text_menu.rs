//! The menu of a right click in the text of a post: what a word in no dictionary may have been, and cut, copy, paste,
//! select all. Whoever has no mouse has keys for each of them.
//!
//! Never here: the clipboard. The window is asked to act as if the keys for it had been pressed.

use std::ops::Range;

use egui::text::CCursorRange;
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{
    Key, KeyboardShortcut, Modifiers, PointerButton, Popup, PopupKind, Pos2, Rect, Response, Ui,
    ViewportCommand,
};

use super::action::SpellingWish;
use super::icon::Icon;
use super::spelling::{SpellingFacts, suggestions_ui};
use super::widgets::MenuRow;
use crate::domain::{Draft, JobId};
use crate::words::t;

/// The menu; remembers where it is open.
#[derive(Debug, Default)]
pub(super) struct TextMenu {
    open: Option<Open>,
    /// What was chosen, until the field has the keyboard again: without it a field has nothing selected.
    chosen: Option<Chosen>,
    /// The field is to get the keyboard. The click in the menu takes it from there, for the rest of its frame.
    wants_focus: bool,
}

/// What is to be selected, and what is to be done with it.
#[derive(Debug)]
struct Chosen {
    selected: CCursorRange,
    command: Option<ViewportCommand>,
}

#[derive(Debug)]
struct Open {
    /// What it is about, on the screen.
    place: Rect,
    draft: JobId,
    word: Option<Word>,
    selected: CCursorRange,
    /// The pass in which it was shown last.
    shown: u64,
}

/// A word in no dictionary that was clicked.
#[derive(Debug)]
struct Word {
    bytes: Range<usize>,
    typed: String,
}

impl Word {
    fn is_in(&self, text: &str) -> bool {
        text.get(self.bytes.clone()) == Some(&self.typed)
    }
}

impl TextMenu {
    /// Opens it where the field was just clicked with the other button. `mistake_at` tells which word in no dictionary
    /// stands there, and where it is on the screen.
    pub(super) fn open_by_click(
        &mut self,
        output: &TextEditOutput,
        draft: &Draft,
        mistake_at: impl FnOnce(Pos2) -> Option<(Rect, Range<usize>)>,
    ) {
        let response = &output.response.response;
        let clicked = response.secondary_clicked();
        let Some(at) = response.interact_pointer_pos().filter(|_| clicked) else {
            return;
        };
        let (place, word) = match mistake_at(at) {
            Some((place, bytes)) => {
                let typed = draft.text[bytes.clone()].to_owned();
                (place, Some(Word { bytes, typed }))
            }
            None => (Rect::from_pos(at), None),
        };
        let selected = output.state.cursor.char_range().unwrap_or_default();
        self.open = Some(Open {
            place,
            draft: draft.id,
            word,
            selected,
            shown: response.ctx.cumulative_pass_nr(),
        });
    }

    /// Shows it, while it is open.
    pub(super) fn ui(
        &mut self,
        output: &TextEditOutput,
        draft: &Draft,
        facts: &SpellingFacts<'_>,
    ) -> Option<SpellingWish> {
        self.follow(&output.response.response);
        let now = output.response.ctx.cumulative_pass_nr();
        // It goes with its word, and with the page.
        self.open.take_if(|open| {
            let is_there = { open.word.as_ref() }.is_none_or(|word| word.is_in(&draft.text));
            open.draft != draft.id || !is_there || now > open.shown + MISSED_PASSES
        });
        let open = self.open.as_mut()?;
        open.shown = now;
        let mut is_open = true;
        let popup = Popup::from_response(&output.response.response)
            .id(output.response.id.with("menu"))
            .kind(PopupKind::Menu)
            .anchor(open.place)
            .open_bool(&mut is_open)
            .width(MENU_WIDTH)
            .accessible_name(t!("text-menu"));
        let (word, selected) = (open.word.as_ref(), open.selected);
        let shown = popup.show(|ui| {
            ui.set_width(MENU_WIDTH);
            ui.spacing_mut().item_spacing.y = 2.0;
            let wish = word.and_then(|word| word_ui(word, draft, facts, ui));
            (wish, edit_ui(output, draft, selected, ui))
        });
        let (wish, chosen) = shown.map(|shown| shown.inner).unwrap_or_default();
        let is_done = chosen.is_some() || !matches!(wish, None | Some(SpellingWish::Suggest(_)));
        self.chosen = self.chosen.take().or(chosen);
        if is_done || !is_open {
            self.open = None;
        }
        // One who was typing goes on typing.
        self.wants_focus |= is_done;
        wish
    }

    /// Gives the keyboard back to the field, and does what was chosen once it has it.
    fn follow(&mut self, field: &Response) {
        let ctx = &field.ctx;
        if std::mem::take(&mut self.wants_focus) && !field.has_focus() {
            field.request_focus();
        }
        let has_keys = |_: &mut Chosen| ctx.memory(|memory| memory.owns_ime_events(field.id));
        let Some(Chosen { selected, command }) = self.chosen.take_if(has_keys) else {
            return;
        };
        let mut state = TextEditState::load(ctx, field.id).unwrap_or_default();
        state.cursor.set_char_range(Some(selected));
        state.store(ctx, field.id);
        if let Some(command) = command {
            ctx.send_viewport_cmd(command);
        }
    }
}

/// What the word may have been, and keeping it.
fn word_ui(
    word: &Word,
    draft: &Draft,
    facts: &SpellingFacts<'_>,
    ui: &mut Ui,
) -> Option<SpellingWish> {
    let (mut wish, _) = suggestions_ui(facts, &draft.text, &word.bytes, ui);
    let learn = MenuRow::new(t!("spelling-learn")).with_icon(Icon::Plus);
    if ui.add(learn).clicked() {
        wish = Some(SpellingWish::Learn(word.typed.clone()));
    }
    ui.separator();
    wish
}

/// What every text field can do.
fn edit_ui(
    output: &TextEditOutput,
    draft: &Draft,
    selected: CCursorRange,
    ui: &mut Ui,
) -> Option<Chosen> {
    let all = CCursorRange::select_all(&output.galley);
    let has_selected = !selected.is_empty();
    let (cut, copy) = (ViewportCommand::RequestCut, ViewportCommand::RequestCopy);
    let rows = [
        (t!("cut"), Key::X, has_selected, selected, Some(cut)),
        (t!("copy"), Key::C, has_selected, selected, Some(copy)),
        (
            t!("paste"),
            Key::V,
            true,
            selected,
            Some(ViewportCommand::RequestPaste),
        ),
        (t!("select-all"), Key::A, !draft.text.is_empty(), all, None),
    ];
    let mut chosen = None;
    for (name, key, is_on, selected, command) in rows {
        let row = MenuRow::new(name).with_shortcut(KeyboardShortcut::new(Modifiers::COMMAND, key));
        if ui.add_enabled(is_on, row).clicked() {
            chosen = Some(Chosen { selected, command });
        }
    }
    chosen
}

/// Keeps what is selected while the other button is pressed on it: egui would put the caret there.
pub(super) fn keep_selection(before: Option<CCursorRange>, output: &mut TextEditOutput) {
    let response = &output.response.response;
    let is_pressed = response.ctx.input(|input| {
        input.pointer.button_down(PointerButton::Secondary) || input.pointer.secondary_released()
    });
    let at = response.interact_pointer_pos().filter(|_| is_pressed);
    let (Some(before), Some(at)) = (before.filter(|before| !before.is_empty()), at) else {
        return;
    };
    let clicked = output.galley.cursor_from_pos(at - output.galley_pos).index;
    let [from, to] = before.sorted_cursors();
    if (from.index..=to.index).contains(&clicked) {
        output.cursor_range = Some(before);
        output.state.cursor.set_char_range(Some(before));
        output.state.clone().store(&response.ctx, response.id);
    }
}

/// A frame may be laid out twice.
const MISSED_PASSES: u64 = 2;
const MENU_WIDTH: f32 = 220.0;

//! The palette: a command, or somebody to speak as, found by some letters of the name.

use egui::{Context, Id, InputState, Key, Modifiers, Response, ScrollArea, Ui};

use super::action::Action;
use super::command::{Reach, UiCommand};
use super::icon::Icon;
use super::theme;
use super::widgets::{Button, Dialog, MenuRow, TextField, points_at};
use crate::domain::Author;
use crate::domain::library::{finds, folded};
use crate::words::t;

/// The palette; remembers only what is typed into it while it is open.
#[derive(Debug, Default)]
pub struct PalettePane {
    open: Option<Open>,
}

#[derive(Debug, Default)]
struct Open {
    search: String,
    /// The row that Enter takes, counted from 0 among those that are shown. None before anything was typed or an arrow
    /// pressed: the first command posts, and that takes more than one key too many.
    chosen: Option<usize>,
    /// The field that is typed into, once it was shown: only while it has the keyboard do arrows and Enter go to the
    /// rows.
    field: Option<Id>,
}

/// What a row stands for.
enum Row<'a> {
    Command(UiCommand),
    Author(&'a Author),
}

impl Row<'_> {
    fn name(&self) -> String {
        match self {
            Self::Command(command) => command.name().to_owned(),
            Self::Author(author) => t!("post-as", name = author.name.as_str()),
        }
    }

    fn action(&self) -> Action {
        match self {
            Self::Command(command) => command.action(),
            Self::Author(author) => Action::Speak((*author).clone()),
        }
    }

    fn ui(&self, is_chosen: bool, follows: bool, ui: &mut Ui) -> Response {
        let name = self.name();
        let mut row = MenuRow::new(&name).lit(is_chosen);
        row = match self {
            Self::Command(command) => match command.shortcut() {
                Some(keys) => row.with_icon(command.icon()).with_shortcut(keys),
                None => row.with_icon(command.icon()),
            },
            Self::Author(_) => row.with_icon(Icon::Member),
        };
        let row = ui.add(row);
        if is_chosen && follows {
            row.scroll_to_me(None);
        }
        row
    }
}

impl PalettePane {
    /// Opens it, with the keyboard in it.
    pub fn open(&mut self) {
        self.open = Some(Open::default());
    }

    /// Whether it stands over the window.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Shows it, if it is open; gives what was chosen. `authors` are those who can be spoken as. `can_write` says
    /// whether what is being written is in sight: elsewhere its commands would do something out of sight and are not
    /// offered.
    pub fn show(&mut self, authors: &[&Author], can_write: bool, ctx: &Context) -> Option<Action> {
        let open = self.open.as_mut()?;
        let shown = Dialog::new("palette", UiCommand::Palette.name())
            .with_width(520.0)
            .show(
                ctx,
                |ui| open.ui(authors, can_write, ui),
                |ui| ui.add(Button::secondary(t!("close"))).clicked(),
            );
        if shown.body.is_some() || shown.buttons || shown.dismissed {
            self.open = None;
        }
        shown.body
    }
}

impl Open {
    fn rows<'a>(&self, authors: &[&'a Author], can_write: bool) -> Vec<Row<'a>> {
        let wanted = folded(self.search.trim());
        let commands = UiCommand::ALL
            .into_iter()
            .filter(|command| *command != UiCommand::Palette)
            .filter(|command| can_write || command.reach() == Reach::Everywhere)
            .map(Row::Command);
        let authors = authors.iter().copied().map(Row::Author);
        commands
            .chain(authors)
            .filter(|row| finds(&wanted, &folded(&row.name())))
            .collect()
    }

    fn ui(&mut self, authors: &[&Author], can_write: bool, ui: &mut Ui) -> Option<Action> {
        // Before the field takes the keys for its caret.
        let has_keys = (self.field).is_some_and(|id| ui.memory(|memory| memory.has_focus(id)));
        let count = |key| {
            let pressed =
                |input: &mut InputState| input.count_and_consume_key(Modifiers::NONE, key);
            if has_keys { ui.input_mut(pressed) } else { 0 }
        };
        let (down, up) = (count(Key::ArrowDown), count(Key::ArrowUp));
        let is_entered = count(Key::Enter) > 0;
        let field = TextField::new(t!("command"), &mut self.search)
            .with_example(t!("command-example"))
            .show(ui);
        if self.field.replace(field.id).is_none() {
            field.request_focus();
        }
        // What was typed in this frame counts before Enter does.
        let rows = self.rows(authors, can_write);
        if field.changed() {
            self.chosen = (!self.search.trim().is_empty()).then_some(0);
        }
        let last = rows.len().saturating_sub(1);
        self.chosen = match self.chosen {
            // The first press comes to the first row.
            None => (down > 0).then(|| (down - 1).saturating_sub(up).min(last)),
            Some(chosen) => Some((chosen + down).saturating_sub(up).min(last)),
        };
        ui.add_space(theme::GAP_S);
        if rows.is_empty() {
            ui.label(theme::small(t!("command-none")).weak());
        }
        let mut picked = self.chosen.filter(|_| is_entered);
        ui.spacing_mut().item_spacing.y = 2.0;
        // The field stays where it is, however long the list is and however short it gets.
        let height = (ui.ctx().content_rect().height() - AROUND_LIST).clamp(LEAST_LIST, MOST_LIST);
        let scrolls = ScrollArea::vertical().auto_shrink([false, false]);
        let follows = down + up > 0 || field.changed();
        scrolls.max_height(height).show(ui, |ui| {
            for (idx, row) in rows.iter().enumerate() {
                let row = row.ui(self.chosen == Some(idx), follows, ui);
                if row.clicked() {
                    picked = Some(idx);
                }
                if points_at(&row) {
                    self.chosen = Some(idx);
                }
            }
        });
        picked.and_then(|idx| rows.get(idx)).map(Row::action)
    }
}

/// What title, field, button and margins take from the height of the window, in points.
const AROUND_LIST: f32 = 280.0;
const LEAST_LIST: f32 = 120.0;
const MOST_LIST: f32 = 440.0;

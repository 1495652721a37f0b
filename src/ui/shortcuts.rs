//! The sheet of shortcuts: every key the window listens to, from the same list that listens.

use egui::{Context, Grid, Key, KeyboardShortcut, Label, Modifiers, RichText, Ui};

use super::command::UiCommand;
use super::theme;
use super::widgets::{Button, Dialog, focus_by_default, keys_in_words, section_heading_ui};
use crate::words::t;

/// Shows the sheet; whether it was closed.
pub fn shortcuts_ui(ctx: &Context) -> bool {
    let shown = Dialog::new("shortcuts", UiCommand::Shortcuts.name())
        .with_width(520.0)
        .show(ctx, body_ui, |ui| {
            let close = ui.add(Button::secondary(t!("close")));
            focus_by_default(&close);
            close.clicked()
        });
    shown.buttons || shown.dismissed
}

fn body_ui(ui: &mut Ui) {
    let keys = |shortcut: KeyboardShortcut| keys_in_words(ui.ctx(), &shortcut);
    let commands: Vec<(String, &str)> = UiCommand::ALL
        .into_iter()
        .filter_map(|command| Some((keys(command.shortcut()?), command.name())))
        .collect();
    let plain = |key| keys(KeyboardShortcut::new(Modifiers::NONE, key));
    let control = |key| keys(KeyboardShortcut::new(Modifiers::COMMAND, key));
    let moving: Vec<(String, &str)> = vec![
        (plain(Key::F6), t!("key-next-part")),
        (plain(Key::Tab), t!("key-next-control")),
        (plain(Key::Escape), t!("key-close")),
        (format!("{}…9", control(Key::Num1)), t!("key-authors")),
        (
            keys(KeyboardShortcut::new(Modifiers::ALT, Key::ArrowUp)),
            t!("key-picture-earlier"),
        ),
        (
            keys(KeyboardShortcut::new(Modifiers::ALT, Key::ArrowDown)),
            t!("key-picture-later"),
        ),
    ];
    let editing: Vec<(String, &str)> = vec![
        (control(Key::Z), t!("undo")),
        (
            keys(KeyboardShortcut::new(
                Modifiers::COMMAND.plus(Modifiers::SHIFT),
                Key::Z,
            )),
            t!("redo"),
        ),
        (control(Key::V), t!("key-paste")),
        ("@ # :".to_owned(), t!("key-completion")),
    ];
    let width = ui.available_width();
    let keys_width = KEYS_WIDTH.min(width * 0.4);
    for (title, rows) in [
        (t!("keys-commands"), commands),
        (t!("keys-moving"), moving),
        (t!("keys-writing"), editing),
    ] {
        section_heading_ui(ui, title);
        Grid::new(title)
            .num_columns(2)
            .spacing([theme::GAP_XL, theme::GAP_XS])
            .min_col_width(0.0)
            .show(ui, |ui| {
                for (keys, name) in rows {
                    cell_ui(keys_width, theme::medium(keys), ui);
                    cell_ui(width - keys_width - theme::GAP_XL, theme::body(name), ui);
                    ui.end_row();
                }
            });
        ui.add_space(theme::GAP_M);
    }
}

/// Words that wrap within so many points.
fn cell_ui(width: f32, words: RichText, ui: &mut Ui) {
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.add(Label::new(words).wrap());
    });
}

/// The column of the keys, in points; less where there is little room.
const KEYS_WIDTH: f32 = 150.0;

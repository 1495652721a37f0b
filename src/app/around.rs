//! What stands around every page of the window: the column it is in, and the notices above it.

use egui::{CentralPanel, ScrollArea, Ui};

use super::state::Notice;
use crate::ui::widgets::{Banner, Button, Tone};
use crate::ui::{Action, theme};

/// Says so as long as it is so.
fn not_saved_ui(why: Option<&str>, ui: &mut Ui) {
    if let Some(why) = why {
        let words = format!("{why}. Sendoff keeps trying; copy the text to be sure of it.");
        Banner::new(Tone::Danger, "Your changes are not being saved")
            .with_text(&words)
            .show(ui);
        ui.add_space(theme::GAP_S);
    }
}

/// What is not being saved, and the notices.
pub(super) fn notices_ui(
    not_saved: Option<&str>,
    notices: &[Notice],
    ui: &mut Ui,
) -> Option<Action> {
    let mut action = None;
    not_saved_ui(not_saved, ui);
    for notice in notices {
        ui.push_id(notice.number, |ui| {
            Banner::new(notice.tone, &notice.title)
                .with_text(&notice.text)
                .show_with(ui, |ui| {
                    if ui.add(Button::ghost("Close").small()).clicked() {
                        action = Some(Action::Dismiss(notice.number));
                    }
                });
        });
        ui.add_space(theme::GAP_S);
    }
    action
}

/// What the top and the bottom of the window leave: one column that scrolls.
pub(super) fn central_column(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    CentralPanel::default().show(ui, |ui| {
        let scrolls = ScrollArea::vertical().auto_shrink([false, false]);
        scrolls.show(ui, |ui| column(ui, content));
    });
}

/// One column in the middle, no wider than is good to read.
pub(super) fn column(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let width = (ui.available_width() - 2.0 * theme::GAP_M).min(theme::COLUMN_WIDTH);
    let margin = ((ui.available_width() - width) / 2.0).max(0.0);
    ui.horizontal_top(|ui| {
        ui.add_space(margin);
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.add_space(theme::GAP_M);
            content(ui);
            ui.add_space(theme::GAP_M);
        });
    });
}

//! The field for the path of a file, for where no dialog comes up and for those who would rather type.

use egui::{Align, Key, Layout, Ui};

use super::action::Action;
use super::theme;
use super::widgets::Button;
use crate::words::t;

/// What is half typed in the field.
#[derive(Debug, Default)]
pub(super) struct PathForm {
    path: String,
    is_open: bool,
    /// The field gets the keyboard.
    wants_focus: bool,
    /// No file dialog came up, so the path is asked for.
    lacks_dialog: bool,
}

impl PathForm {
    /// Opens the field, with the keyboard in it.
    pub(super) fn open(&mut self) {
        self.is_open = true;
        self.wants_focus = true;
    }

    /// Opens the field, and says that no file dialog came up.
    pub(super) fn open_without_dialog(&mut self) {
        self.open();
        self.lacks_dialog = true;
    }

    pub(super) fn toggle(&mut self) {
        self.is_open = !self.is_open;
        self.wants_focus = self.is_open;
    }

    /// Whether a path is typed whose file is not part of the draft yet.
    pub(super) fn is_half_entered(&self) -> bool {
        self.is_open && !self.path.trim().is_empty()
    }

    /// The field, while it is open; gives what is to be attached.
    pub(super) fn ui(&mut self, ui: &mut Ui) -> Option<Action> {
        if !self.is_open {
            return None;
        }
        let mut is_wanted = false;
        if self.lacks_dialog {
            let words = t!("no-file-dialog");
            ui.label(theme::small(words).weak());
        }
        let row = egui::vec2(ui.available_width(), theme::CONTROL_HEIGHT);
        ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
            let label = ui.label(theme::small(t!("path")));
            let width = (ui.available_width() - 90.0).max(80.0);
            let field = egui::TextEdit::singleline(&mut self.path)
                .desired_width(width)
                .hint_text("/home/me/picture.png");
            let field = ui.add(field).labelled_by(label.id);
            if std::mem::take(&mut self.wants_focus) {
                field.request_focus();
            }
            is_wanted = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            is_wanted |= ui.add(Button::secondary(t!("attach")).small()).clicked();
        });
        (is_wanted && self.is_half_entered())
            .then(|| Action::AttachPath(std::mem::take(&mut self.path)))
    }
}

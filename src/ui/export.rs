//! The dialog that asks in which form, and where, what was posted is to be written down.

use egui::Context;

use super::action::{Action, FileAction, FileWish};
use super::file_form::FileForm;
use super::theme;
use super::widgets::{Button, Dialog, segmented_ui};
use crate::domain::{ExportFormat, NotWritten};
use crate::words::t;

/// The dialog, while it is open.
#[derive(Debug, Default)]
pub(super) struct ExportDialog {
    format: ExportFormat,
    pub(super) file: FileForm,
}

impl ExportDialog {
    /// Takes in why nothing was written.
    pub(super) fn refuse(&mut self, trouble: NotWritten) {
        self.file.refuse(trouble);
    }

    /// Shows it; whether it stays, and what was wished. `search` found `count` posts, if they are
    /// counted.
    pub(super) fn show(
        &mut self,
        search: &str,
        count: Option<usize>,
        is_writing: bool,
        ctx: &Context,
    ) -> (bool, Option<Action>) {
        let place = self.file.place();
        let shown = Dialog::new("export posts", t!("export-title")).show(
            ctx,
            |ui| {
                ui.label(theme::body(what(search, count)));
                ui.add_space(theme::GAP_M);
                let formats = [
                    (ExportFormat::Json, "JSON"),
                    (ExportFormat::Markdown, t!("export-markdown")),
                ];
                if segmented_ui(ui, t!("export-form"), &mut self.format, &formats).changed() {
                    self.file.end_with(self.format.ending());
                }
                ui.add_space(theme::GAP_M);
                let name = format!("posts.{}", self.format.ending());
                self.file.ui(FileWish::Save(name), t!("for-you-alone"), ui)
            },
            |ui| {
                let export = Button::primary(t!("export")).busy(is_writing);
                let is_on = place.is_some() && !is_writing;
                let leaves = ui.add(Button::secondary(t!("cancel"))).clicked();
                (ui.add_enabled(is_on, export).clicked(), leaves)
            },
        );
        let (wanted, leaves) = shown.buttons;
        let export = place.filter(|_| wanted).map(|place| {
            Action::File(FileAction::ExportHistory {
                search: search.to_owned(),
                format: self.format,
                place,
            })
        });
        (!leaves && !shown.dismissed, export.or(shown.body))
    }
}

fn what(search: &str, count: Option<usize>) -> String {
    match count {
        None => t!("export-found-uncounted").to_owned(),
        Some(count) if search.trim().is_empty() => t!("export-all", count = count),
        Some(count) => t!("export-found", count = count),
    }
}

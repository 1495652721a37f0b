//! The dialogs that make a draft of a text file and a text file of a draft.

use std::path::PathBuf;

use egui::{Context, Ui};

use super::action::{Action, FileAction, FileWish};
use super::facts::Facts;
use super::file_form::FileForm;
use super::icon::Icon;
use super::theme;
use super::widgets::{Banner, Button, Dialog, Tone};
use crate::domain::{JobId, NotWritten};
use crate::words::t;

/// What is asked for, and what came of it.
#[derive(Debug, Default)]
pub(super) struct DraftFiles {
    open: Option<Open>,
    /// What came of it last, in sentences.
    told: Vec<String>,
}

#[derive(Debug)]
struct Open {
    /// The draft to be written; `None` to read one in.
    exported: Option<JobId>,
    file: FileForm,
}

impl DraftFiles {
    /// Asks where to write a draft.
    pub(super) fn export(&mut self, id: JobId) {
        self.ask(Some(id));
    }

    fn ask(&mut self, exported: Option<JobId>) {
        self.told.clear();
        let file = FileForm::default();
        self.open = Some(Open { exported, file });
    }

    /// The buttons for a text to be read in and for the open draft, and what came of the last of them.
    pub(super) fn ui(&mut self, open_draft: Option<JobId>, ui: &mut Ui) {
        let import = Button::ghost(t!("import-ask"))
            .with_icon(Icon::Upload)
            .with_tooltip(t!("import-what"))
            .small();
        if ui.add(import).clicked() {
            self.ask(None);
        }
        let export = Button::ghost(t!("export-open-draft"))
            .with_icon(Icon::Download)
            .small();
        if let Some(id) = open_draft
            && ui.add(export).clicked()
        {
            self.export(id);
        }
    }

    /// What came of the last one.
    pub(super) fn told_ui(&mut self, ui: &mut Ui) {
        let Some((first, rest)) = self.told.split_first() else {
            return;
        };
        let rest = rest.join("\n");
        let banner = Banner::new(Tone::Info, first).with_text(&rest);
        let closed = banner.show_with(ui, |ui| {
            ui.add(Button::secondary(t!("close")).small()).clicked()
        });
        if closed.inner == Some(true) {
            self.told.clear();
        }
        ui.add_space(theme::GAP_S);
    }

    /// Takes in the file that was chosen in the system's dialog.
    pub(super) fn take_file(&mut self, path: PathBuf) {
        if let Some(open) = &mut self.open {
            open.file.choose(path);
        }
    }

    /// Takes in what came of it; gives it back where the dialog that could say so is gone.
    pub(super) fn take(&mut self, done: Result<Vec<String>, NotWritten>) -> Result<(), NotWritten> {
        match (done, self.open.as_mut()) {
            (Ok(told), _) => {
                self.told = told;
                self.open = None;
                Ok(())
            }
            (Err(trouble), Some(open)) => {
                open.file.refuse(trouble);
                Ok(())
            }
            (Err(trouble), None) => Err(trouble),
        }
    }

    /// The dialog, while it is open.
    pub(super) fn show(&mut self, facts: &Facts<'_>, ctx: &Context) -> Option<Action> {
        let open = self.open.as_mut()?;
        let (key, title, does) = match open.exported {
            Some(_) => ("export draft", t!("export-draft-title"), t!("export")),
            None => ("import draft", t!("import-title"), t!("import")),
        };
        let place = open.file.place();
        let shown = Dialog::new(key, title).show(
            ctx,
            |ui| open.ui(ui),
            |ui| {
                let button = Button::primary(does).busy(facts.files.is_busy);
                let is_on = place.is_some() && !facts.files.is_busy;
                let leaves = ui.add(Button::secondary(t!("cancel"))).clicked();
                (ui.add_enabled(is_on, button).clicked(), leaves)
            },
        );
        let (wanted, leaves) = shown.buttons;
        let wish = place.filter(|_| wanted).map(|place| match open.exported {
            Some(id) => Action::File(FileAction::ExportDraft(id, place)),
            None => Action::File(FileAction::ImportDraft(place.path)),
        });
        if leaves || shown.dismissed {
            self.open = None;
        }
        wish.or(shown.body)
    }
}

impl Open {
    fn ui(&mut self, ui: &mut Ui) -> Option<Action> {
        let (words, wish, hint) = match self.exported {
            Some(_) => (
                t!("export-draft-what"),
                FileWish::Save("draft.md".to_owned()),
                t!("for-you-alone"),
            ),
            None => (
                t!("import-front-matter"),
                FileWish::OpenText,
                t!("import-file-stays"),
            ),
        };
        ui.label(theme::body(words));
        ui.add_space(theme::GAP_M);
        self.file.ui(wish, hint, ui)
    }
}

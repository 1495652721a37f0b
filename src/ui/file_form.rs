//! A file that a person names: a path that is typed or chosen in the system's dialog, and what is in the way.

use std::path::{Path, PathBuf};

use egui::Ui;

use super::action::{Action, FileAction, FileWish};
use super::icon::Icon;
use super::theme;
use super::widgets::{Banner, Button, Switch, TextField, Tone, focus_by_default};
use crate::domain::NotWritten;
use crate::words::t;

/// The part of a dialog that asks for a file.
#[derive(Debug, Default)]
pub(super) struct FileForm {
    path: String,
    /// What the system's dialog gave. It has asked already whether a file there may be replaced.
    chosen: Option<PathBuf>,
    may_replace: bool,
    trouble: Option<NotWritten>,
}

/// A place that a person has decided on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The whole path.
    pub path: PathBuf,
    /// Whether a file that is there may be replaced.
    pub may_replace: bool,
}

impl FileForm {
    /// Takes in what the system's dialog gave.
    pub(super) fn choose(&mut self, path: PathBuf) {
        self.path = path.display().to_string();
        self.chosen = Some(path);
        self.trouble = None;
    }

    /// Takes in why nothing came of it.
    pub(super) fn refuse(&mut self, trouble: NotWritten) {
        self.trouble = Some(trouble);
    }

    /// Gives the file another ending, where it has a name and is not chosen yet.
    pub(super) fn end_with(&mut self, ending: &str) {
        if !self.path.trim().is_empty() {
            let path = Path::new(self.path.trim()).with_extension(ending);
            self.path = path.display().to_string();
        }
    }

    /// Shows it, with a line on what becomes of the file.
    pub(super) fn ui(&mut self, wish: FileWish, hint: &str, ui: &mut Ui) -> Option<Action> {
        let mut action = None;
        if let Some(trouble) = &self.trouble {
            Banner::new(Tone::Danger, &trouble.message).show(ui);
            ui.add_space(theme::GAP_S);
        }
        let is_partial = !self.path.trim().is_empty() && self.place().is_none();
        let field = TextField::new(t!("file"), &mut self.path)
            .with_example("/home/me/…")
            .with_hint(hint)
            .with_error(is_partial.then_some(t!("file-whole-path")));
        let field = field.show(ui);
        focus_by_default(&field);
        if field.changed() {
            self.trouble = None;
        }
        let choose = Button::secondary(t!("choose-ask"))
            .with_icon(Icon::FolderOpen)
            .small();
        if ui.add(choose).clicked() {
            action = Some(Action::File(FileAction::Choose(wish)));
        }
        if self
            .trouble
            .as_ref()
            .is_some_and(|trouble| trouble.is_taken)
        {
            ui.add(Switch::new(&mut self.may_replace, t!("file-replace")));
        }
        action
    }

    /// The place, once it is one.
    pub(super) fn place(&self) -> Option<Place> {
        let typed = Path::new(self.path.trim());
        let chosen = self.chosen.as_ref();
        match chosen.filter(|chosen| chosen.display().to_string() == self.path) {
            Some(chosen) => Some(Place {
                path: chosen.clone(),
                may_replace: true,
            }),
            None => typed.is_absolute().then(|| Place {
                path: typed.to_owned(),
                may_replace: self.may_replace,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_dialog_gave_may_replace_a_file_without_another_word() {
        let mut form = FileForm::default();
        assert_eq!(form.place(), None);
        let path = std::env::temp_dir().join("a.json");
        form.choose(path.clone());
        let chosen = form.place().unwrap();
        assert_eq!((&chosen.path, chosen.may_replace), (&path, true));
        form.end_with("md");
        let typed = form.place().unwrap();
        let expected = path.with_extension("md");
        assert_eq!((typed.path, typed.may_replace), (expected, false));
        form.path = "posts.md".to_owned();
        assert_eq!(form.place(), None);
    }
}

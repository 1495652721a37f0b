//! The first comment: its field below the text, closed until somebody wants it, and what became of it in words.

use egui::Ui;

use super::command::UiCommand;
use super::extras::heading_ui;
use super::theme;
use super::widgets::{Button, TextField};
use crate::domain::limits::MAX_COMMENT_UNITS;
use crate::domain::{Draft, FirstComment, JobId};
use crate::words::t;

/// Which draft's field is open though it is empty.
#[derive(Debug, Default)]
pub(super) struct CommentForm {
    open_for: Option<JobId>,
    wants_focus: bool,
}

impl CommentForm {
    /// The button that begins one. It is off while the field is there already.
    pub(super) fn button_ui(&mut self, draft: &Draft, ui: &mut Ui) {
        let command = UiCommand::AddComment;
        let button = Button::icon(command.icon(), command.name());
        if ui.add_enabled(!self.is_open(draft), button).clicked() {
            self.begin(draft);
        }
    }

    /// Opens the field, with the keyboard in it.
    pub(super) fn begin(&mut self, draft: &Draft) {
        self.open_for = Some(draft.id);
        self.wants_focus = true;
    }

    /// The field for what the author says below the post.
    pub(super) fn ui(&mut self, draft: &mut Draft, ui: &mut Ui) {
        if !self.is_open(draft) {
            return;
        }
        ui.add_space(theme::GAP_M);
        if heading_ui(t!("first-comment"), "", t!("first-comment-remove"), ui) {
            draft.first_comment.clear();
            self.open_for = None;
            return;
        }
        // It stays while somebody empties it to write another.
        self.open_for = Some(draft.id);
        let used = draft.first_comment.encode_utf16().count();
        let words = t!(
            "characters-too-many",
            count = used.saturating_sub(MAX_COMMENT_UNITS)
        );
        let error = (used > MAX_COMMENT_UNITS).then_some(words.as_str());
        let field = TextField::new(t!("first-comment-text"), &mut draft.first_comment)
            .with_rows(2)
            .with_hint(t!("first-comment-hint"))
            .with_error(error)
            .show(ui);
        if std::mem::take(&mut self.wants_focus) {
            field.request_focus();
        }
    }

    fn is_open(&self, draft: &Draft) -> bool {
        !draft.first_comment.is_empty() || self.open_for == Some(draft.id)
    }
}

/// What became of a comment, in sentences.
pub(super) fn of_comment(comment: &FirstComment) -> Vec<String> {
    let words = comment.state.words();
    let mut sentences = vec![match words.why {
        Some(why) => format!("{}. {}.", words.message, why.message()),
        None => format!("{}.", words.message),
    }];
    if !words.hint.is_empty() {
        sentences.push(words.hint.to_owned());
    }
    sentences
}

//! The first comment: its field below the text, closed until somebody wants it, and what became of it in words.

use egui::Ui;

use super::extras::heading_ui;
use super::icon::Icon;
use super::theme;
use super::widgets::{Button, TextField};
use crate::domain::limits::MAX_COMMENT_UNITS;
use crate::domain::{Draft, FirstComment, JobId};

/// Which draft's field is open though it is empty.
#[derive(Debug, Default)]
pub(super) struct CommentForm {
    open_for: Option<JobId>,
    wants_focus: bool,
}

impl CommentForm {
    /// The button that begins one. It is off while the field is there already.
    pub(super) fn button_ui(&mut self, draft: &Draft, ui: &mut Ui) {
        let button = Button::icon(Icon::Comment, "Add a first comment");
        if ui.add_enabled(!self.is_open(draft), button).clicked() {
            self.open_for = Some(draft.id);
            self.wants_focus = true;
        }
    }

    /// The field for what the author says below the post.
    pub(super) fn ui(&mut self, draft: &mut Draft, ui: &mut Ui) {
        if !self.is_open(draft) {
            return;
        }
        ui.add_space(theme::GAP_M);
        if heading_ui("First comment", "", "Remove the first comment", ui) {
            draft.first_comment.clear();
            self.open_for = None;
            return;
        }
        // It stays while somebody empties it to write another.
        self.open_for = Some(draft.id);
        let used = draft.first_comment.encode_utf16().count();
        let words = format!("{} too many", used.saturating_sub(MAX_COMMENT_UNITS));
        let error = (used > MAX_COMMENT_UNITS).then_some(words.as_str());
        let field = TextField::new("Text of the first comment", &mut draft.first_comment)
            .with_rows(2)
            .with_hint(
                "Sent right after the post. Only apps with Community Management may comment.",
            )
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

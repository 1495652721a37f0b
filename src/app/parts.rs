//! What is begun beside the text — a poll, a link's card, a reshare, a comment, a path — and what of it is half done.

use super::App;
use crate::ui::{Beginning, HalfEntered, Page};

impl App {
    /// Begins a part of the open draft, in sight.
    pub(super) fn begin_part(&mut self, beginning: Beginning) {
        self.page = Page::Write;
        if self.preview.hides_editor() {
            self.preview.toggle();
        }
        self.compose.begin(beginning, &mut self.state.draft);
    }

    /// What is typed for the open draft and not part of it yet.
    pub(super) fn half_entered(&self) -> Option<HalfEntered> {
        self.compose.half_entered(self.state.draft.id)
    }
}

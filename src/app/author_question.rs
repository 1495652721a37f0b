//! Changing who speaks. Where LinkedIn has files of the draft already, it has them for its author alone, and the person
//! is asked before they have to go up again.

use egui::Context;

use super::App;
use crate::domain::{Author, Draft, JobId};
use crate::ui::theme;
use crate::ui::widgets::{Button, Dialog, focus_by_default};
use crate::words::t;

/// Another author, whom a draft may get.
pub(super) struct WantedAuthor {
    draft: JobId,
    author: Author,
}

impl App {
    /// Lets another author speak, or asks first.
    pub(super) fn speak(&mut self, author: Author) {
        let draft = &mut self.state.draft;
        let present = draft.author.as_ref().map(|present| &present.urn);
        if present == Some(&author.urn) || draft.bound_files().next().is_none() {
            draft.author = Some(author);
        } else {
            let draft = draft.id;
            self.wanted_author = Some(WantedAuthor { draft, author });
        }
    }

    /// Asks whether the author should change although files were uploaded for the present one.
    pub(super) fn ask_about_author(&mut self, ctx: &Context) {
        let draft = &self.state.draft;
        self.wanted_author
            .take_if(|wanted| wanted.draft != draft.id || self.state.sending.is_some());
        let Some(wanted) = &self.wanted_author else {
            return;
        };
        let words = words(draft, &wanted.author);
        let shown = Dialog::new("author", t!("author-change-title")).show(
            ctx,
            |ui| {
                for words in words {
                    ui.label(theme::body(words));
                }
            },
            |ui| {
                let keep = ui.add(Button::secondary(t!("author-keep")));
                focus_by_default(&keep);
                let changes = ui.add(Button::primary(t!("author-change"))).clicked();
                (changes, keep.clicked())
            },
        );
        let (changes, keeps) = shown.buttons;
        if changes {
            self.state.draft.author = Some(wanted.author.clone());
        }
        if changes || keeps || shown.dismissed {
            self.wanted_author = None;
        }
    }
}

/// What happened, what is kept, and what the change would do.
fn words(draft: &Draft, wanted: &Author) -> [String; 2] {
    let present = draft
        .author
        .as_ref()
        .map_or("", |author| author.name.as_str());
    let names: Vec<&str> = draft.bound_files().map(|file| file.name.as_str()).collect();
    let count = names.len();
    let name = names.first().copied().unwrap_or_default();
    [
        t!(
            "author-uploaded",
            count = count,
            name = name,
            author = present
        ),
        t!("author-again", count = count, author = wanted.name.as_str()),
    ]
}

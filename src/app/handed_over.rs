//! What the window was started with, or another start of the program left for it: files, and texts that a page or a
//! program suggests. A text only ever begins a draft; who reads it decides.

use std::path::PathBuf;

use egui::Context;

use super::App;
use crate::domain::{Draft, Suggestion};
use crate::engine::new_job_id;
use crate::ui::widgets::{Tone, keys_in_words};
use crate::ui::{Page, UiCommand};
use crate::words::t;

impl App {
    /// Begins drafts with what was suggested, and attaches the files to the open one.
    pub(super) fn take_handed_over(&mut self, arguments: Vec<PathBuf>, ctx: &Context) {
        let (suggested, files): (Vec<PathBuf>, Vec<PathBuf>) = arguments
            .into_iter()
            .partition(|argument| Suggestion::is_meant_by(argument));
        for address in suggested {
            if let Some(Ok(suggestion)) = address.to_str().map(str::parse::<Suggestion>) {
                self.take_suggestion(suggestion, ctx);
            } else {
                // The command line says why. What comes in another way is nobody's wish.
                tracing::warn!("a suggested text was not taken");
            }
        }
        self.attach(files);
    }

    fn take_suggestion(&mut self, suggestion: Suggestion, ctx: &Context) {
        if suggestion.text.is_empty() {
            return self.take_call_for_a_draft(ctx);
        }
        let is_in_sight = self.page == Page::Write && !self.is_asked();
        let is_free = self.state.can_be_replaced() && self.pending.num_attaching() == 0;
        if is_in_sight && is_free {
            self.state.draft.text = suggestion.text;
            self.wants_focus = true;
            let title = t!("suggested-this-text");
            self.state.say(Tone::Info, title, t!("read-before-posting"));
            return;
        }
        // Whoever is at something else goes on with it, and no key meant for that reaches a text of others.
        let suggested = Draft {
            text: suggestion.text,
            author: self.state.draft.author.clone(),
            ..Draft::new(new_job_id(self.system.clock.now()))
        };
        self.state.drafts.put(suggested.clone());
        self.save(suggested);
        let title = t!("suggested-a-text");
        let words = t!("suggested-under-drafts");
        self.state.say(Tone::Info, title, words);
    }

    /// Begins an empty draft, as a person does who wants to write another post. Where one is empty already it is that
    /// one. Whoever is at something else goes on with it, so that no key meant for that reaches a draft.
    fn take_call_for_a_draft(&mut self, ctx: &Context) {
        let types_elsewhere = self.page != Page::Write && ctx.text_edit_focused();
        if self.is_asked() || types_elsewhere {
            let keys = UiCommand::NewDraft.shortcut();
            let keys = keys.map_or_else(String::new, |keys| keys_in_words(ctx, &keys));
            let words = t!("new-post-when-ready", keys = keys);
            return self.state.say(Tone::Info, t!("new-post-asked"), &words);
        }
        self.state.begins_anew();
        if self.state.draft.is_empty() {
            self.page = Page::Write;
            self.wants_focus = true;
        } else {
            self.begin(Draft::new(new_job_id(self.system.clock.now())));
        }
    }
}

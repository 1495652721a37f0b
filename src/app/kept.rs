//! Snippets, templates and earlier versions: put into the draft, begun with, gone back to.

use egui::Context;

use super::App;
use crate::domain::versions::Version;
use crate::domain::{Draft, JobId, KeptKind, KeptText};
use crate::engine::{Command, new_job_id};
use crate::ui::{KeptFacts, KeptWish, Page, insert_at_caret, selected_text};
use crate::words::t;

impl App {
    /// Follows a wish about the texts to use again.
    pub(super) fn follow_kept(&mut self, wish: KeptWish, ctx: &Context) {
        match wish {
            KeptWish::Open => self.open_kept(),
            KeptWish::Close => self.wants_focus = self.page == Page::Write,
            KeptWish::Insert(id) => self.insert_snippet(id, ctx),
            KeptWish::BeginWith(id) => self.begin_with(id),
            KeptWish::Keep(kind, name) => self.keep_text(kind, name, ctx),
            KeptWish::Forget(id) => self.order(Command::ForgetKept(id)),
            KeptWish::GoBack(idx) => self.go_back(idx),
        }
    }

    /// Opens the texts to use again, and asks what the draft said before.
    fn open_kept(&mut self) {
        self.save_now();
        let id = self.state.draft.id;
        self.versions = None;
        let asked = self.ask(|answer| Command::Versions(id, answer));
        self.pending.versions = asked.map(|promise| (id, promise));
        self.kept.open();
    }

    /// Puts a snippet where the caret is.
    fn insert_snippet(&mut self, id: JobId, ctx: &Context) {
        let Some(kept) = self.state.kept_text(id) else {
            return;
        };
        if self.state.sending.is_some() {
            return;
        }
        let draft = &mut self.state.draft;
        insert_at_caret(ctx, draft, &kept.text);
        for mention in kept.mentions {
            if !draft.mentions.contains(&mention) {
                draft.mentions.push(mention);
            }
        }
        self.page = Page::Write;
        self.wants_focus = true;
    }

    /// Begins a new draft with a template.
    fn begin_with(&mut self, id: JobId) {
        if let Some(kept) = self.state.kept_text(id) {
            let fresh = kept.begin(new_job_id(self.system.clock.now()));
            self.begin(fresh);
        }
    }

    /// Keeps what is selected, or the whole text, under a name.
    fn keep_text(&mut self, kind: KeptKind, name: String, ctx: &Context) {
        let draft = &self.state.draft;
        let selected = selected_text(ctx, draft).filter(|_| kind == KeptKind::Snippet);
        let text = selected.unwrap_or_else(|| draft.text.clone());
        let is_meant = |name: &str| text.contains(&format!("@{name}"));
        let mentions = draft.mentions.iter();
        let kept = KeptText {
            id: new_job_id(self.system.clock.now()),
            kind,
            name,
            mentions: mentions
                .filter(|mention| is_meant(&mention.name))
                .cloned()
                .collect(),
            visibility: draft.visibility,
            reshare_disabled: draft.reshare_disabled,
            text,
        };
        self.pending.keep = self.ask(|answer| Command::KeepText(Box::new(kept), answer));
    }

    /// Lets the draft say again what it said before. What it says now is kept first.
    fn go_back(&mut self, idx: usize) {
        let Some(Ok(versions)) = &self.versions else {
            return;
        };
        let Some(version) = versions.get(idx).cloned() else {
            return;
        };
        if self.state.sending.is_some() {
            return;
        }
        let present = Box::new(self.state.draft.clone());
        match self.engine.send(Command::KeepVersion(present)) {
            Ok(()) => version.put_into(&mut self.state.draft),
            Err(busy) => self.state.notify(t!("draft-stays"), &busy.to_string()),
        }
        self.page = Page::Write;
        self.wants_focus = true;
    }

    /// Begins with a new draft in the name of the same author.
    pub(super) fn begin(&mut self, fresh: Draft) {
        self.save_now();
        let author = fresh.author.or_else(|| self.state.draft.author.clone());
        self.state.change_to(Draft { author, ..fresh });
        self.page = Page::Write;
        self.wants_focus = true;
    }
}

/// What the panes may read of the texts to use again.
pub(super) fn kept_facts<'a>(
    texts: &'a [KeptText],
    versions: Option<&'a Result<Vec<Version>, String>>,
) -> KeptFacts<'a> {
    KeptFacts { texts, versions }
}

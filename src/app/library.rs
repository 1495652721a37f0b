//! The drafts that are not open: found in the list, changed to, discarded and had back. Their files are the store's.

use super::App;
use super::state::State;
use crate::domain::{Draft, JobId, KeptText};
use crate::engine::{Command, new_job_id};
use crate::store::{DiscardedDraft, SavedDraft};
use crate::ui::{DiscardedFacts, Page};
use crate::words::t;

impl App {
    /// Moves a draft into the trash; an engine that takes no order leaves it where it is.
    pub(super) fn discard_draft(&mut self, id: Option<JobId>) {
        let Some(id) = id.or_else(|| self.lay_aside()) else {
            return;
        };
        let Some(draft) = self.state.listed(id) else {
            return;
        };
        let into = new_job_id(self.system.clock.now());
        match self
            .engine
            .send(Command::DiscardDraft(Box::new(draft), into))
        {
            Ok(()) => {
                self.state.drafts.remove(id);
                self.state.unsaved.remove(&id);
                self.pending.attaching.retain(|(draft, _)| *draft != id);
                self.pending.beside.retain(|((draft, _), _)| *draft != id);
                self.state.undo_discard = Some(into);
            }
            Err(busy) => self
                .state
                .notify(t!("draft-not-discarded"), &busy.to_string()),
        }
    }

    /// Begins another draft, so that the open one can be discarded; there is nothing to discard in an empty one.
    fn lay_aside(&mut self) -> Option<JobId> {
        let open = self.state.draft.id;
        if self.state.draft.is_empty() {
            return None;
        }
        self.new_draft();
        // Where it can be had back.
        self.page = Page::Drafts;
        (self.state.draft.id != open).then_some(open)
    }

    /// Has a second draft made, with the words as the window has them.
    pub(super) fn duplicate_draft(&mut self, id: JobId) {
        if let Some(draft) = self.state.listed(id) {
            self.order(Command::DuplicateDraft(Box::new(draft)));
        }
    }
}

impl State {
    /// One that the window has already, open or not, stays as it is.
    pub(super) fn take_made(&mut self, saved: SavedDraft) {
        let id = saved.draft.id;
        if id != self.draft.id && self.listed(id).is_none() {
            self.drafts.note_saved(id, saved.saved_at);
            self.drafts.put(saved.draft);
        }
    }

    /// What lies in the trash, as the disk has it.
    pub(super) fn take_discarded(&mut self, discarded: Vec<DiscardedDraft>) {
        let facts = discarded
            .into_iter()
            .map(|DiscardedDraft { id, draft }| DiscardedFacts { id, draft });
        self.discarded = facts.collect();
    }

    /// The template or snippet of this id.
    pub(super) fn kept_text(&self, id: JobId) -> Option<KeptText> {
        self.kept.iter().find(|kept| kept.id == id).cloned()
    }

    /// A draft of the list.
    pub(super) fn listed(&self, id: JobId) -> Option<Draft> {
        self.drafts.get(id).cloned()
    }

    /// Puts the present draft among the others and begins with `draft`.
    pub(super) fn change_to(&mut self, draft: Draft) {
        self.drafts.remove(draft.id);
        if self.draft != self.saved {
            self.unsaved.insert(self.draft.id, self.draft.clone());
        }
        if !self.draft.is_empty() {
            self.drafts.put(self.draft.clone());
        }
        self.open(draft);
    }

    /// A draft that is not the open one; an empty one with this id if it is not known.
    pub(super) fn other_draft(&mut self, id: JobId) -> &mut Draft {
        let author = self.draft.author.clone();
        self.drafts.get_or_put(id, || Draft {
            author,
            ..Draft::new(id)
        })
    }
}

/// The id of a draft that says something.
pub(super) fn spoken(draft: &Draft) -> Option<JobId> {
    (!draft.is_empty()).then_some(draft.id)
}

//! What the window shows, and how facts change it. No egui, no engine: a fact goes in, and perhaps a deed comes out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use jiff::Timestamp;

use super::draft_list::DraftList;
use super::notices::Notice;
use super::panel::Panel;
use super::shelf::Shelf;
use super::sign_in::vault_facts;
use crate::domain::{
    Account, Cause, Draft, Failure, InstallationId, Job, JobId, KeptText, Ledger, Mention,
    Settings, Stage, SystemTheme, mention_book,
};
use crate::engine::Event;
use crate::store::{Batch, SavedDraft};
use crate::ui::widgets::Tone;
use crate::ui::{DiscardedFacts, MentionFacts, SignInFacts, VaultFacts};
use crate::words::t;

/// What the window shows.
pub(super) struct State {
    pub(super) draft: Draft,
    /// The draft as it is on disk, as far as is known.
    pub(super) saved: Draft,
    /// The drafts as they were handed over to be saved, in order, until that is answered for.
    pub(super) saving: Vec<Draft>,
    /// Drafts that are not open and of which the disk is not known to have the last words.
    pub(super) unsaved: BTreeMap<JobId, Draft>,
    /// Why the last save did not work.
    pub(super) not_saved: Option<String>,
    pub(super) drafts: DraftList,
    pub(super) discarded: Vec<DiscardedFacts>,
    /// Templates and snippets, by name.
    pub(super) kept: Vec<KeptText>,
    /// What was discarded last from this window, by its name in the trash.
    pub(super) undo_discard: Option<JobId>,
    pub(super) accounts: Vec<Account>,
    pub(super) panel: Panel,
    /// The posts whose first comment is not there and may be sent.
    pub(super) uncommented: BTreeSet<JobId>,
    pub(super) shelf: Shelf,
    pub(super) mentions: MentionFacts,
    /// The requests of the day.
    pub(super) ledger: Ledger,
    pub(super) settings: Settings,
    /// The desktop wants nothing to move.
    pub(super) desktop_stands_still: bool,
    pub(super) vault: VaultFacts,
    pub(super) sign_in: SignInFacts,
    pub(super) notices: Vec<Notice>,
    /// The draft that was handed to the outbox and has not been answered for.
    pub(super) sending: Option<JobId>,
    /// The same text as in this draft is under way or was posted lately: the person is asked.
    pub(super) asks_again: Option<(JobId, String)>,
    /// Which computer this is.
    pub(super) here: InstallationId,
    /// Pictures are on their way into the open draft, so no other takes its place.
    pub(super) is_attaching: bool,
    pub(super) next_notice: u64,
    pub(super) opened_at: Timestamp,
    /// Whether the drafts on disk have been looked at: the last one is gone on with only once.
    has_gone_on: bool,
    put_away: BTreeSet<JobId>,
}

/// What a fact asks the window to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    Browse(String),
    TakeOver(Vec<PathBuf>),
    ComeToFront,
    Close,
    UseSettings,
    UseSystemTheme(SystemTheme),
    LoadThumbnails,
    ProbeVault,
    Focus,
}

impl State {
    /// What a window shows that has just been opened, with an empty draft.
    pub(super) fn new(draft: Draft, opened_at: Timestamp) -> Self {
        Self {
            saved: draft.clone(),
            draft,
            drafts: DraftList::default(),
            discarded: Vec::new(),
            kept: Vec::new(),
            undo_discard: None,
            accounts: Vec::new(),
            panel: Panel::default(),
            uncommented: BTreeSet::new(),
            shelf: Shelf::default(),
            mentions: MentionFacts::default(),
            ledger: Ledger::default(),
            settings: Settings::default(),
            desktop_stands_still: false,
            vault: VaultFacts::Fine,
            sign_in: SignInFacts::Idle,
            notices: Vec::new(),
            saving: Vec::new(),
            unsaved: BTreeMap::new(),
            not_saved: None,
            sending: None,
            asks_again: None,
            here: InstallationId(String::new()),
            is_attaching: false,
            next_notice: 0,
            opened_at,
            has_gone_on: false,
            put_away: BTreeSet::new(),
        }
    }

    /// Takes in a fact. `fresh` is a new empty draft, for when one is needed.
    pub(super) fn take(&mut self, event: Event, fresh: impl FnOnce() -> Draft) -> Vec<Deed> {
        match event {
            Event::Settings(settings, trouble) => {
                self.settings = settings;
                if let Some(trouble) = trouble {
                    self.notify(t!("settings-unreadable"), &trouble);
                }
                return vec![Deed::UseSettings];
            }
            Event::SystemTheme(theme) => return vec![Deed::UseSystemTheme(theme)],
            Event::DesktopStandsStill(is_so) => return self.take_stillness(is_so),
            Event::Accounts(accounts) => self.take_accounts(accounts),
            Event::Vault(status) => self.vault = vault_facts(status),
            Event::LastDraft(saved) => return self.take_last_draft(*saved),
            Event::Drafts(batch) => return self.take_drafts(batch),
            Event::DraftMade(saved) => self.take_made(*saved),
            Event::Kept(kept) => self.kept = kept,
            Event::Discarded(discarded) => self.take_discarded(discarded),
            Event::DraftReturned(draft) => {
                if self.take_returned(*draft) {
                    return vec![Deed::LoadThumbnails, Deed::Focus];
                }
            }
            Event::Refused(id, failure) => return self.take_refusal(id, &failure),
            Event::Job(job) => return self.take_job(*job, fresh),
            Event::OrderRefused(_, reason) => self.notify(t!("could-not-be-done"), &reason),
            Event::JobGone(id) => self.forget_job(id),
            Event::Ledger(ledger) => self.ledger = ledger,
            Event::Receipts(newest) => {
                self.shelf.take_newest(newest);
                self.mentions.hashtags = self.shelf.favourite_hashtags();
            }
            Event::Mentions(book) => self.take_book(book),
            Event::Authorize(url) => {
                self.sign_in = SignInFacts::Waiting(Some(url.to_string()));
                return vec![Deed::Browse(url.into())];
            }
            Event::HandedOver(files) => return vec![Deed::ComeToFront, Deed::TakeOver(files)],
            Event::Interrupted => return vec![Deed::Close],
            Event::Trouble(words) => self.notify(t!("trouble-here"), &words),
            Event::Installation(here) => {
                self.here = here;
                self.panel.forget_sight();
            }
            Event::DraftSaved(id) => self.take_saved(id),
            Event::DraftNotSaved(id, why) => self.take_not_saved(id, why),
            Event::Rests(_) | Event::Due(_) | Event::Settled => {}
        }
        Vec::new()
    }

    fn take_stillness(&mut self, is_so: bool) -> Vec<Deed> {
        self.desktop_stands_still = is_so;
        vec![Deed::UseSettings]
    }

    fn take_accounts(&mut self, accounts: Vec<Account>) {
        self.accounts = accounts;
        // Only where nobody was chosen: a draft in the name of a page must not become a person's by itself.
        if self.draft.author.is_none()
            && let Some(first) = self.accounts.first()
        {
            self.draft.author = Some(first.member.clone());
        }
        self.offer();
    }

    /// The draft that was saved last, which came before the others.
    fn take_last_draft(&mut self, saved: SavedDraft) -> Vec<Deed> {
        self.take_drafts(Batch {
            items: vec![saved],
            ..Batch::default()
        })
    }

    /// The last saved draft is gone on with, once, unless something was typed already.
    fn take_drafts(&mut self, mut batch: Batch<SavedDraft>) -> Vec<Deed> {
        let is_first_look = !std::mem::replace(&mut self.has_gone_on, true);
        let opens = is_first_look && self.can_be_replaced() && !batch.items.is_empty();
        if opens {
            let SavedDraft {
                saved_at,
                mut draft,
            } = batch.items.remove(0);
            self.drafts.note_saved(draft.id, saved_at);
            draft.author = draft.author.or(self.draft.author.take());
            self.open(draft);
        }
        self.drafts.take_newest(batch);
        // What the disk does not have yet is newer than what it has.
        for unsaved in self.unsaved.values() {
            self.drafts.put(unsaved.clone());
        }
        self.drafts.remove(self.draft.id);
        if opens {
            vec![Deed::LoadThumbnails, Deed::Focus]
        } else {
            Vec::new()
        }
    }

    /// Whether the last saved draft is open, if there is one.
    pub(super) fn has_gone_on(&self) -> bool {
        self.has_gone_on
    }

    /// The last saved draft stays under Drafts, because another was asked for.
    pub(super) fn begins_anew(&mut self) {
        self.has_gone_on = true;
    }

    /// Whether another draft may take the place of the open one without anything being lost.
    pub(super) fn can_be_replaced(&self) -> bool {
        self.draft.is_empty() && !self.is_attaching && self.sending.is_none()
    }

    /// Notes that a draft has been handed over to be saved; the answers come in the same order.
    pub(super) fn hand_over(&mut self, draft: Draft) {
        if draft.id != self.draft.id {
            self.unsaved.insert(draft.id, draft.clone());
        }
        self.saving.push(draft);
    }

    /// Whether a draft has been handed over and not been answered for.
    pub(super) fn is_saving(&self, id: JobId) -> bool {
        self.saving.iter().any(|draft| draft.id == id)
    }

    fn answered(&mut self, id: JobId) -> Option<Draft> {
        let idx = self.saving.iter().position(|draft| draft.id == id)?;
        Some(self.saving.remove(idx))
    }

    fn take_saved(&mut self, id: JobId) {
        self.not_saved = None;
        let Some(saved) = self.answered(id) else {
            return;
        };
        if self.unsaved.get(&id) == Some(&saved) {
            self.unsaved.remove(&id);
        }
        if self.draft.id == id {
            self.saved = saved;
        }
    }

    fn take_not_saved(&mut self, id: JobId, why: String) {
        self.answered(id);
        self.not_saved = Some(why);
    }

    /// Whether it was opened.
    fn take_returned(&mut self, draft: Draft) -> bool {
        self.drafts.remove(draft.id);
        if draft.id == self.draft.id {
            return false;
        }
        let opens = self.can_be_replaced();
        if opens {
            self.open(draft);
        } else {
            self.drafts.put(draft);
            self.say(
                Tone::Success,
                t!("text-is-draft-again"),
                t!("find-under-drafts"),
            );
        }
        opens
    }

    fn take_refusal(&mut self, id: JobId, failure: &Failure) -> Vec<Deed> {
        if self.sending == Some(id) {
            self.sending = None;
        }
        if failure.cause == Cause::SameText && self.draft.id == id {
            self.asks_again = Some((id, failure.message()));
        } else {
            self.notify(&failure.message(), failure.hint());
        }
        match failure.cause {
            Cause::VaultLocked => vec![Deed::ProbeVault],
            _ => vec![Deed::Focus],
        }
    }

    fn take_job(&mut self, job: Job, fresh: impl FnOnce() -> Draft) -> Vec<Deed> {
        let id = job.id();
        let mut deeds = Vec::new();
        if id == self.draft.id {
            let author = self.draft.author.clone();
            self.open(Draft { author, ..fresh() });
            deeds.push(Deed::Focus);
        }
        self.drafts.remove(id);
        self.unsaved.remove(&id);
        if self.sending == Some(id) {
            self.sending = None;
            if job.scheduled_for().is_some() {
                self.say(
                    Tone::Success,
                    t!("post-is-scheduled"),
                    t!("find-under-scheduled"),
                );
            }
        }
        if job.may_comment() {
            self.uncommented.insert(id);
        } else {
            self.uncommented.remove(&id);
        }
        if self.belongs_into_panel(&job) {
            self.panel.insert(job);
        } else {
            self.panel.remove(id);
        }
        deeds
    }

    fn forget_job(&mut self, id: JobId) {
        self.panel.remove(id);
        self.uncommented.remove(&id);
    }

    fn take_book(&mut self, book: Vec<Mention>) {
        self.mentions.book = book;
        self.offer();
    }

    /// Works out who is offered for a mention.
    fn offer(&mut self) {
        self.mentions.offered = mention_book::offered(&self.mentions.book, &self.accounts);
    }

    /// What arrived before the window was opened is listed under Posted.
    fn belongs_into_panel(&self, job: &Job) -> bool {
        match job.stage() {
            Stage::Cancelled { .. } => false,
            Stage::Published(receipt) => {
                receipt.published_at >= self.opened_at && !self.put_away.contains(&job.id())
            }
            Stage::Scheduled { .. }
            | Stage::Queued
            | Stage::Uploading
            | Stage::Ready
            | Stage::Submitting
            | Stage::Uncertain(_)
            | Stage::Failed(_) => true,
        }
    }

    /// Takes a job that is over out of the panel.
    pub(super) fn put_away(&mut self, id: JobId) {
        if self.panel.jobs().get(&id).is_some_and(Job::is_over) {
            self.panel.remove(id);
            self.put_away.insert(id);
        }
    }

    /// Goes on with another draft.
    pub(super) fn open(&mut self, draft: Draft) {
        let unsaved = self.unsaved.remove(&draft.id);
        // What the disk does not have is saved again.
        self.saved = unsaved
            .as_ref()
            .map_or_else(|| draft.clone(), |newer| Draft::new(newer.id));
        self.draft = unsaved.unwrap_or(draft);
        self.asks_again = None;
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;

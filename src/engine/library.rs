//! The drafts as a library: saved, discarded into the trash, restored, duplicated; their earlier versions; templates and
//! snippets.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use poll_promise::Sender;

use super::clock::new_job_id;
use super::event::Event;
use super::office::Office;
use crate::domain::versions::Version;
use crate::domain::{Account, Author, Draft, JobId, KeptText, front_matter, keep};
use crate::store::{SavedDraft, Store};
use crate::words::t;

impl Office {
    /// Reports the draft to go on with, before anything else is looked at. What is wrong with it is said by
    /// [`Self::read_drafts`].
    pub(super) async fn read_last_draft(&self) {
        if let Ok(Some(saved)) = self.context.on_disk(Store::last_draft).await {
            self.tell(Event::LastDraft(Box::new(saved))).await;
        }
    }

    pub(super) async fn save_draft(&self, draft: Draft) {
        let (id, now) = (draft.id, self.context.now());
        let saved = self.context.on_disk(move |store| {
            // A draft that is on its way already must not come back.
            if store.job(id)?.is_some() {
                return Ok(false);
            }
            if draft.is_empty() {
                store.save_emptied_draft(&draft, new_job_id(now))
            } else {
                store.save_written_draft(&draft, now).map(|()| false)
            }
        });
        match saved.await {
            Ok(is_in_trash) => {
                self.tell(Event::DraftSaved(id)).await;
                if is_in_trash {
                    self.read_trash().await;
                }
            }
            Err(err) => self.tell(Event::DraftNotSaved(id, err.to_string())).await,
        }
    }

    /// Moves a draft into the trash. One that cannot be moved is a draft still.
    pub(super) async fn discard_draft(&self, draft: Draft, into: JobId) {
        let now = self.context.now();
        let discarded = self.context.on_disk(move |store| {
            if store.job(draft.id)?.is_some() {
                return Ok(());
            }
            store.discard_draft(&draft, into, now)
        });
        match self.context.or_trouble(discarded.await).await {
            Some(()) => self.read_trash().await,
            None => self.read_drafts().await,
        }
    }

    /// Makes a discarded draft a draft again.
    pub(super) async fn restore_draft(&self, discarded: JobId) {
        let fresh = new_job_id(self.context.now());
        let restored = self
            .context
            .on_disk(move |store| store.restore_draft(discarded, fresh))
            .await;
        if let Some(Some(saved)) = self.context.or_trouble(restored).await {
            self.tell(Event::DraftMade(Box::new(saved))).await;
        }
        self.read_trash().await;
    }

    /// Removes a discarded draft for good.
    pub(super) async fn forget_discarded(&self, discarded: JobId) {
        let removed = self
            .context
            .on_disk(move |store| store.forget_discarded(discarded))
            .await;
        self.context.or_trouble(removed).await;
        self.read_trash().await;
    }

    /// Makes a second draft of the same words and files.
    pub(super) async fn duplicate_draft(&self, draft: Draft) {
        let now = self.context.now();
        let copied = self
            .context
            .on_disk(move |store| store.duplicate_draft(&draft, new_job_id(now), now))
            .await;
        if let Some(saved) = self.context.or_trouble(copied).await {
            self.tell(Event::DraftMade(Box::new(saved))).await;
        }
    }

    /// Makes a draft of a text in a file, and answers what a person should know about it.
    pub(super) async fn import_draft(
        &self,
        path: PathBuf,
        answer: Sender<Result<Vec<String>, String>>,
    ) {
        let (now, accounts) = (self.context.now(), self.context.sessions.accounts());
        let imported = self
            .context
            .on_disk(move |store| import(store, &path, &Account::everyone(&accounts), now));
        answer.send(match imported.await {
            Ok((saved, notes)) => {
                self.tell(Event::DraftMade(Box::new(saved))).await;
                Ok(notes)
            }
            Err(words) => Err(words),
        });
        self.context.voice.wake();
    }

    /// Answers what a draft said before.
    pub(super) fn tell_versions(&self, id: JobId, answer: Sender<Result<Vec<Version>, String>>) {
        let store = self.context.store.clone();
        self.look_into(answer, move || {
            store.versions(id).map_err(|err| err.to_string())
        });
    }

    /// Keeps what a draft says now.
    pub(super) async fn keep_version(&self, draft: Draft) {
        let version = Version::of(&draft, self.context.now());
        let kept = self
            .context
            .on_disk(move |store| store.keep_version(draft.id, version));
        self.context.or_trouble(kept.await).await;
    }

    /// Keeps a template or snippet.
    pub(super) async fn keep_text(&self, text: KeptText, answer: Sender<Result<(), String>>) {
        let changed = self
            .context
            .on_disk(move |store| store.change_kept_texts(|texts| keep(texts, text)));
        answer.send(match changed.await {
            Ok((texts, kept)) => {
                self.tell(Event::Kept(texts)).await;
                kept.map_err(str::to_owned)
            }
            Err(err) => Err(err.to_string()),
        });
        self.context.voice.wake();
    }

    /// Deletes a template or snippet.
    pub(super) async fn forget_kept(&self, id: JobId) {
        let changed = self.context.on_disk(move |store| {
            store.change_kept_texts(|texts| texts.retain(|kept| kept.id != id))
        });
        if let Some((texts, ())) = self.context.or_trouble(changed.await).await {
            self.tell(Event::Kept(texts)).await;
        }
    }

    /// Reads the templates and snippets and reports them.
    pub(super) async fn read_kept(&self) {
        let read = self.context.on_disk(Store::kept_texts).await;
        if let Some(texts) = self.context.or_trouble(read).await {
            self.tell(Event::Kept(texts)).await;
        }
    }

    /// Removes what has been in the trash for long enough and reports the rest.
    pub(super) async fn read_trash(&self) {
        let now = self.context.now();
        let emptied = self.context.on_disk(move |store| store.empty_trash(now));
        self.context.or_trouble(emptied.await).await;
        let read = self.context.on_disk(Store::discarded).await;
        if let Some((discarded, troubles)) = self.context.or_trouble(read).await {
            self.tell(Event::Discarded(discarded)).await;
            self.context.tell_all(troubles).await;
        }
    }
}

fn import(
    store: &Store,
    path: &Path,
    known: &[&Author],
    now: Timestamp,
) -> Result<(SavedDraft, Vec<String>), String> {
    let text = store.read_outside(path).map_err(|err| err.to_string())?;
    keep_imported(store, &text, known, now)
}

/// Makes a draft of a text and keeps it; gives it, and what a person should know about it. Blocks.
///
/// # Errors
/// A sentence; then nothing was kept.
pub fn keep_imported(
    store: &Store,
    text: &str,
    known: &[&Author],
    now: Timestamp,
) -> Result<(SavedDraft, Vec<String>), String> {
    let imported = front_matter::import(text, new_job_id(now), known);
    let front_matter::Imported { draft, notes } = imported.map_err(|err| err.to_string())?;
    if draft.is_empty() {
        return Err(t!("import-empty").to_owned());
    }
    let saved = store.save_draft(&draft, now);
    saved.map_err(|err| err.to_string())?;
    let saved = SavedDraft {
        saved_at: now,
        draft,
    };
    Ok((saved, notes))
}

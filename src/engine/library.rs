//! The drafts as a library: saved, discarded into the trash, restored, duplicated.

use super::clock::new_job_id;
use super::event::Event;
use super::office::Office;
use crate::domain::{Draft, JobId};
use crate::store::Store;

impl Office {
    pub(super) async fn save_draft(&self, draft: Draft) {
        let (id, now) = (draft.id, self.context.now());
        let saved = self.context.on_disk(move |store| {
            // A draft that is on its way already must not come back.
            if store.job(id)?.is_some() {
                return Ok(());
            }
            if draft.is_empty() {
                store.remove_draft(id)
            } else {
                store.save_draft(&draft, now)
            }
        });
        self.tell(match saved.await {
            Ok(()) => Event::DraftSaved(id),
            Err(err) => Event::DraftNotSaved(id, err.to_string()),
        })
        .await;
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

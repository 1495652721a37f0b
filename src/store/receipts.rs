//! The receipts on disk: one file for each post that arrived.

use std::path::PathBuf;

use jiff::Timestamp;

use super::batch::Filed;
use super::ron_file::Format;
use super::{Store, StoreError};
use crate::domain::library::searched_post;
use crate::domain::{JobId, SentPost};

impl Filed for SentPost {
    fn id(&self) -> JobId {
        self.id
    }

    fn at(&self) -> Timestamp {
        self.receipt.published_at
    }

    fn searched(&self) -> String {
        searched_post(self)
    }

    fn ids(store: &Store) -> Result<Vec<JobId>, StoreError> {
        store.ids_in(&store.paths.receipts())
    }

    fn file(store: &Store, id: JobId) -> PathBuf {
        store.paths.receipt(id)
    }

    fn read(store: &Store, id: JobId) -> Result<Option<Self>, StoreError> {
        store.receipt(id)
    }
}

impl Store {
    /// All receipts, the newest first, and what could not be read.
    pub fn receipts(&self) -> Result<(Vec<SentPost>, Vec<StoreError>), StoreError> {
        self.all()
    }

    /// One receipt; `None` if there is none.
    pub fn receipt(&self, id: JobId) -> Result<Option<SentPost>, StoreError> {
        RECEIPT.read(&*self.disk, &self.paths.receipt(id))
    }

    /// Changes a receipt, in turn with other processes; durable when this returns. `None` if there is none.
    pub fn change_receipt<R>(
        &self,
        id: JobId,
        change: impl FnOnce(&mut SentPost) -> R,
    ) -> Result<Option<R>, StoreError> {
        let _turn = self.lock_outbox()?;
        let Some(mut sent) = self.receipt(id)? else {
            return Ok(None);
        };
        let changed = change(&mut sent);
        self.save_receipt(&sent)?;
        Ok(Some(changed))
    }

    /// Writes a receipt; durable when this returns.
    pub fn save_receipt(&self, sent: &SentPost) -> Result<(), StoreError> {
        RECEIPT.write(&*self.disk, &self.paths.receipt(sent.id), sent)
    }
}

pub(super) const RECEIPT: Format<SentPost> = Format::new("sendoff receipt");

//! The receipts on disk: one file for each post that arrived.

use super::ron_file::Format;
use super::{Store, StoreError};
use crate::domain::{JobId, SentPost};

impl Store {
    /// All receipts, the newest first, and what could not be read.
    pub fn receipts(&self) -> Result<(Vec<SentPost>, Vec<StoreError>), StoreError> {
        let mut receipts = Vec::new();
        let mut troubles = Vec::new();
        for id in self.ids_in(&self.paths.receipts())? {
            match RECEIPT.read(&*self.disk, &self.paths.receipt(id)) {
                Ok(sent) => receipts.extend(sent),
                Err(err) => troubles.push(err),
            }
        }
        receipts
            .sort_by_key(|sent: &SentPost| std::cmp::Reverse((sent.receipt.published_at, sent.id)));
        Ok((receipts, troubles))
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

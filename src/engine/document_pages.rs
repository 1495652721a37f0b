//! Small pictures of the pages of a document that is attached.

use super::attach;
use crate::domain::{Attachment, JobId};
use crate::media::{self, DrawnPage, MAX_DRAWN_BYTES, NoPreview, PageSize};
use crate::store::Store;

/// A page of an attached PDF that is to be drawn.
pub struct PageWish {
    /// The draft or job.
    pub id: JobId,
    /// The PDF.
    pub document: Attachment,
    /// Counted from 0.
    pub page: u32,
    /// How large.
    pub size: PageSize,
}

impl PageWish {
    /// Draws it. Blocks.
    pub(super) fn drawn(&self, store: &Store) -> Result<DrawnPage, NoPreview> {
        // One that is too large is not even read.
        if self.document.byte_count > MAX_DRAWN_BYTES {
            return Err(NoPreview);
        }
        let bytes = attach::bytes(store, self.id, &self.document).map_err(|err| {
            tracing::debug!(%err, "the pages of a document could not be read");
            NoPreview
        })?;
        media::draw_page(bytes, self.page, self.size)
    }
}

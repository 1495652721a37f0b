//! The drafts on disk: one folder each, with the text and copies of the pictures.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ron_file::{self, Format};
use super::{Store, StoreError};
use crate::domain::{Draft, JobId, MediaName};

/// A draft as it was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedDraft {
    /// When it was saved.
    pub saved_at: Timestamp,
    /// What was typed.
    pub draft: Draft,
}

impl Store {
    /// All drafts, the last saved first, and what could not be read.
    pub fn drafts(&self) -> Result<(Vec<SavedDraft>, Vec<StoreError>), StoreError> {
        let mut drafts = Vec::new();
        let mut troubles = Vec::new();
        for id in self.ids_in(&self.paths.drafts())? {
            match self.draft(id) {
                Ok(saved) => drafts.extend(saved),
                Err(err) => troubles.push(err),
            }
        }
        drafts.sort_by_key(|saved| std::cmp::Reverse((saved.saved_at, saved.draft.id)));
        Ok((drafts, troubles))
    }

    /// One draft; `None` if there is none.
    pub fn draft(&self, id: JobId) -> Result<Option<SavedDraft>, StoreError> {
        DRAFT.read(&*self.disk, &self.draft_file(id))
    }

    /// Saves a draft. Its pictures are there already.
    pub fn save_draft(&self, draft: &Draft, now: Timestamp) -> Result<(), StoreError> {
        let saved = SavedDraft {
            saved_at: now,
            draft: draft.clone(),
        };
        DRAFT.write(&*self.disk, &self.draft_file(draft.id), &saved)
    }

    /// Puts the bytes of a picture into the draft's folder.
    pub fn add_draft_media(
        &self,
        id: JobId,
        name: &MediaName,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        let path = self.paths.draft_media(id, name);
        self.disk
            .replace(&path, bytes)
            .map_err(StoreError::io("keep a copy of the picture", &path))
    }

    /// Copies a file of any size into the draft's folder; gives where the copy is.
    pub fn copy_draft_media(
        &self,
        id: JobId,
        name: &MediaName,
        from: &Path,
    ) -> Result<PathBuf, StoreError> {
        let path = self.paths.draft_media(id, name);
        self.disk
            .copy(from, &path)
            .map_err(StoreError::io("keep a copy of the file", &path))?;
        Ok(path)
    }

    /// Writes all that `from` gives into the draft's folder, a piece at a time; gives where the copy is.
    pub fn write_draft_media(
        &self,
        id: JobId,
        name: &MediaName,
        from: &mut dyn std::io::Read,
    ) -> Result<PathBuf, StoreError> {
        let path = self.paths.draft_media(id, name);
        self.disk
            .write_from(from, &path)
            .map_err(StoreError::io("keep a copy of the file", &path))?;
        Ok(path)
    }

    /// The bytes of a draft's picture.
    pub fn draft_media(&self, id: JobId, name: &MediaName) -> Result<Vec<u8>, StoreError> {
        self.read_media(&self.paths.draft_media(id, name))
    }

    /// Removes one picture of a draft.
    pub fn remove_draft_media(&self, id: JobId, name: &MediaName) -> Result<(), StoreError> {
        ron_file::remove(&*self.disk, &self.paths.draft_media(id, name))
    }

    /// Removes a draft and its pictures; one that is not there is fine.
    pub fn remove_draft(&self, id: JobId) -> Result<(), StoreError> {
        self.remove_folder(&self.paths.draft(id))
    }

    fn draft_file(&self, id: JobId) -> std::path::PathBuf {
        self.paths.draft(id).join("draft.ron")
    }
}

pub(super) const DRAFT: Format<SavedDraft> = Format::new("sendoff draft");

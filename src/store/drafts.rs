//! The drafts on disk: one folder each, with the text and copies of the pictures.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::batch::Filed;
use super::ron_file::{self, Format};
use super::{Store, StoreError};
use crate::domain::library::searched;
use crate::domain::{Draft, JobId, MediaName};
use crate::words::t;

/// A draft as it was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedDraft {
    /// When it was saved.
    pub saved_at: Timestamp,
    /// What was typed.
    pub draft: Draft,
}

impl Filed for SavedDraft {
    fn id(&self) -> JobId {
        self.draft.id
    }

    fn at(&self) -> Timestamp {
        self.saved_at
    }

    fn searched(&self) -> String {
        searched(&self.draft)
    }

    fn ids(store: &Store) -> Result<Vec<JobId>, StoreError> {
        store.ids_in(&store.paths.drafts())
    }

    fn file(store: &Store, id: JobId) -> PathBuf {
        store.draft_file(id)
    }

    fn read(store: &Store, id: JobId) -> Result<Option<Self>, StoreError> {
        store.draft(id)
    }

    fn is_dated(store: &Store, id: JobId, written_at: SystemTime) -> Result<bool, StoreError> {
        let saved = store.draft(id)?;
        let written_at = Timestamp::try_from(written_at).ok();
        Ok(saved
            .zip(written_at)
            .is_none_or(|(saved, written_at)| is_original(&saved, written_at)))
    }
}

impl Store {
    /// All drafts, the last saved first, and what could not be read.
    pub fn drafts(&self) -> Result<(Vec<SavedDraft>, Vec<StoreError>), StoreError> {
        self.all()
    }

    /// The draft that was saved last, without reading the others; `None` where only reading them all would tell.
    pub fn last_draft(&self) -> Result<Option<SavedDraft>, StoreError> {
        let ids = self.ids_in(&self.paths.drafts())?.into_iter();
        let times = ids.filter_map(|id| {
            let file = std::fs::metadata(self.draft_file(id)).ok()?;
            Some((Timestamp::try_from(file.modified().ok()?).ok()?, id))
        });
        let Some((written_at, id)) = times.max() else {
            return Ok(None);
        };
        let is_free = !self.exists(&self.job_file(id))?;
        Ok(self
            .draft(id)?
            .filter(|saved| is_free && is_original(saved, written_at)))
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
            .map_err(StoreError::io(t!("disk-keep-picture"), &path))
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
            .map_err(StoreError::io(t!("disk-keep-file"), &path))?;
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
            .map_err(StoreError::io(t!("disk-keep-file"), &path))?;
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

/// Whether a draft was saved when its file was written: in a profile that was copied, all files are new.
fn is_original(saved: &SavedDraft, written_at: Timestamp) -> bool {
    written_at.duration_since(saved.saved_at).abs() < SAVED_AND_WRITTEN
}

/// The most that lies between the moment a draft was saved at and the date of its file.
const SAVED_AND_WRITTEN: SignedDuration = SignedDuration::from_secs(5);

pub(super) const DRAFT: Format<SavedDraft> = Format::new("sendoff draft");

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::store::Paths;

    /// A store with drafts that were saved in this order, long ago by what they say and by the date of their files.
    fn saved_in_order(texts: [&str; 3]) -> (tempfile::TempDir, Store) {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(dir.path()));
        for (nth, text) in (1..).zip(texts) {
            let mut draft = Draft::new(JobId::from_parts(10 - nth, 1));
            text.clone_into(&mut draft.text);
            let at = Timestamp::from_second(i64::try_from(1000 * nth).unwrap()).unwrap();
            store.save_draft(&draft, at).unwrap();
            date(&store, draft.id, Duration::from_secs(1000 * nth + 1));
        }
        (dir, store)
    }

    fn date(store: &Store, id: JobId, since_epoch: Duration) {
        let file = std::fs::File::options()
            .write(true)
            .open(store.draft_file(id));
        let at = SystemTime::UNIX_EPOCH + since_epoch;
        file.unwrap().set_modified(at).unwrap();
    }

    #[test]
    fn the_last_draft_is_found_without_reading_the_others() {
        let (_dir, store) = saved_in_order(["one", "two", "three"]);
        std::fs::write(store.draft_file(JobId::from_parts(9, 1)), "broken").unwrap();
        date(&store, JobId::from_parts(9, 1), Duration::from_secs(1));
        let last = store.last_draft().unwrap().unwrap();
        assert_eq!(last.draft.text, "three");
    }

    #[test]
    fn in_a_copied_profile_the_dates_of_files_prove_nothing() {
        let (_dir, store) = saved_in_order(["one", "two", "three"]);
        let first = JobId::from_parts(9, 1);
        date(&store, first, Duration::from_secs(1_000_000));
        assert_eq!(store.last_draft().unwrap(), None);
        let (drafts, _) = store.drafts().unwrap();
        assert_eq!(drafts[0].draft.text, "three");
    }

    #[test]
    fn a_draft_that_is_on_its_way_is_not_gone_on_with() {
        let (_dir, store) = saved_in_order(["one", "two", "three"]);
        let job_file = store.job_file(JobId::from_parts(7, 1));
        std::fs::create_dir_all(job_file.parent().unwrap()).unwrap();
        std::fs::write(job_file, "whatever").unwrap();
        assert_eq!(store.last_draft().unwrap(), None);
    }

    #[test]
    fn without_drafts_there_is_no_last_one() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(dir.path()));
        assert_eq!(store.last_draft().unwrap(), None);
    }
}

//! Clearing up what a crash between two steps left behind. Nothing that holds words is ever removed here.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use super::{FileLock, Store, StoreError, ron_file};
use crate::domain::JobId;
use crate::words::t;

impl Store {
    /// What the drafts need before they are shown: those whose job is written go, and what an interrupted write left.
    ///
    /// One folder that cannot be tidied does not keep the others from it; all troubles are given back.
    pub fn tidy_drafts(&self, now: Timestamp) -> Vec<StoreError> {
        let mut troubles = Vec::new();
        let mut note = |done: Result<(), StoreError>| troubles.extend(done.err());
        let handover = self.paths.handover();
        for dir in self.paths.folders().into_iter().chain([&*handover]) {
            note(self.sweep(dir));
        }
        let drafts = self.ids_in(&self.paths.drafts());
        for id in drafts.unwrap_or_else(|err| {
            note(Err(err));
            Vec::new()
        }) {
            note(self.sweep_both(&self.paths.draft(id)));
            note(match self.exists(&self.job_file(id)) {
                Ok(true) => self.tidy_job(id),
                Ok(false) => self.tidy_draft(id, now),
                Err(err) => Err(err),
            });
        }
        troubles
    }

    /// Takes away what an interrupted write left among the receipts.
    pub fn tidy_receipts(&self) -> Result<(), StoreError> {
        self.sweep(&self.paths.receipts())
    }

    /// Takes away pictures that a person removed from a draft before a crash: no file of the draft names them.
    ///
    /// Only at the start of the one window, beside which nobody adds pictures to a draft that is saved.
    pub fn tidy_removed_media(&self) -> Vec<StoreError> {
        let ids = self.ids_in(&self.paths.drafts()).unwrap_or_default();
        ids.into_iter()
            .filter_map(|id| self.tidy_media_of(id).err())
            .collect()
    }

    fn tidy_media_of(&self, id: JobId) -> Result<(), StoreError> {
        let folder = self.paths.draft(id);
        let media = folder.join("media");
        let list = |folder: &Path| {
            let look = StoreError::io(t!("disk-look-into-folder"), folder);
            self.disk.list(folder).map_err(look)
        };
        let pictures = list(&media)?;
        if pictures.is_empty() || !self.exists(&folder.join("draft.ron"))? {
            return Ok(());
        }
        let mut words = Vec::new();
        for entry in list(&folder)?.iter().filter(|entry| !entry.is_dir) {
            let file = folder.join(&entry.name);
            let read = self.disk.read(&file, ron_file::MAX_BYTES);
            words.push(
                read.map_err(StoreError::io(t!("disk-read-file"), &file))?
                    .bytes,
            );
        }
        for picture in pictures {
            let name = picture.name.as_encoded_bytes();
            let names = |file: &Vec<u8>| file.windows(name.len()).any(|part| part == name);
            if !words.iter().any(names) {
                ron_file::remove(&*self.disk, &media.join(&picture.name))?;
            }
        }
        Ok(())
    }

    /// What jobs need before they are looked at: folders without a job go, and what an interrupted write left.
    pub fn tidy_jobs(&self, ids: &[JobId]) -> Vec<StoreError> {
        let mut troubles = Vec::new();
        let mut note = |done: Result<(), StoreError>| troubles.extend(done.err());
        for &id in ids {
            note(self.sweep_both(&self.paths.job(id)));
            note(match self.exists(&self.job_file(id)) {
                Ok(false) => self.tidy_job(id),
                looked => looked.map(drop),
            });
        }
        troubles
    }

    /// Sweeps the folder of a draft or job, and its pictures'.
    fn sweep_both(&self, folder: &Path) -> Result<(), StoreError> {
        self.sweep(&folder.join("media"))?;
        self.sweep(folder)
    }

    fn sweep(&self, folder: &Path) -> Result<(), StoreError> {
        ron_file::sweep_temporaries(&*self.disk, folder).map(drop)
    }

    /// A draft whose job is written goes; so does a folder in which no job was ever written.
    fn tidy_job(&self, id: JobId) -> Result<(), StoreError> {
        // Whoever holds the outbox tidies it another time.
        let Some(turn) = FileLock::try_take(&self.paths.outbox_lock())? else {
            return Ok(());
        };
        let Some(lock) = self.lock_job(id)? else {
            return Ok(());
        };
        // One that cannot be read does not hold the words for certain.
        if matches!(self.job(id), Ok(Some(_))) {
            self.let_jobs_last();
            return self.remove_draft(id);
        }
        if self.holds(&self.paths.job(id), "job.ron")? {
            return Ok(());
        }
        drop(turn);
        self.remove_job(id, lock)
    }

    /// Pictures without a draft: whoever put them there has been gone for a day.
    fn tidy_draft(&self, id: JobId, now: Timestamp) -> Result<(), StoreError> {
        let is_old = now.duration_since(id.born()) > SignedDuration::from_hours(24);
        if is_old && !self.holds(&self.paths.draft(id), "draft.ron")? {
            self.remove_draft(id)?;
        }
        Ok(())
    }

    /// Whether the folder has this file, or one that was set aside from it.
    fn holds(&self, folder: &Path, file: &str) -> Result<bool, StoreError> {
        let entries = self
            .disk
            .list(folder)
            .map_err(StoreError::io(t!("disk-look-into-folder"), folder))?;
        Ok(entries
            .iter()
            .any(|entry| entry.name.to_string_lossy().starts_with(file)))
    }
}

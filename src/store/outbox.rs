//! The jobs on disk: one folder each, with the job, copies of its pictures and its lock.
//!
//! What a stage means and what follows is in `domain/job.rs`; who works on a job holds its [`FileLock`].

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use super::disk::RealDisk;
use super::lock::FileLock;
use super::ron_file::{self, Format};
use super::{Store, StoreError};
use crate::domain::{Attachment, Draft, Job, JobId, MediaName, SentPost, Stage};
use crate::words::t;

impl Store {
    /// All jobs, oldest first, and what could not be read.
    pub fn jobs(&self) -> Result<(Vec<Job>, Vec<StoreError>), StoreError> {
        Ok(self.these_jobs(&self.job_ids()?))
    }

    /// The ids of all jobs, in order of birth.
    pub fn job_ids(&self) -> Result<Vec<JobId>, StoreError> {
        self.ids_in(&self.paths.outbox())
    }

    /// Those of these jobs that are there, oldest first, and what could not be read.
    pub fn these_jobs(&self, ids: &[JobId]) -> (Vec<Job>, Vec<StoreError>) {
        let mut jobs = Vec::new();
        let mut troubles = Vec::new();
        for &id in ids {
            match self.job(id) {
                Ok(job) => jobs.extend(job),
                Err(err) => troubles.push(err),
            }
        }
        jobs.sort_by_key(|job: &Job| (job.created_at, job.id()));
        (jobs, troubles)
    }

    /// One job; `None` if there is none.
    pub fn job(&self, id: JobId) -> Result<Option<Job>, StoreError> {
        JOB.read(&*self.disk, &self.job_file(id))
    }

    /// Where the jobs are kept that cannot be read: put aside, or written by a newer Sendoff. `read` are those that were
    /// read just now.
    pub fn unread_jobs(&self, read: &[Job]) -> Result<Vec<PathBuf>, StoreError> {
        let read: BTreeSet<JobId> = read.iter().map(Job::id).collect();
        let mut unread = Vec::new();
        for id in self.job_ids()? {
            let folder = self.paths.job(id);
            let entries = self
                .disk
                .list(&folder)
                .map_err(StoreError::io(t!("disk-look-into-folder"), &folder))?;
            for entry in entries {
                let name = entry.name.to_string_lossy();
                let is_aside = name.starts_with("job.ron.unreadable");
                let is_unread = || !read.contains(&id) && self.job(id).is_err();
                if is_aside || (name == "job.ron" && is_unread()) {
                    unread.push(folder.join(&entry.name));
                }
            }
        }
        Ok(unread)
    }

    /// A job that cannot be read, as far as it goes, in which this text stands. `read` are those that were read just now.
    pub fn unread_job_with(&self, text: &str, read: &[Job]) -> Result<Option<PathBuf>, StoreError> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let written = ron::to_string(text).unwrap_or_default();
        let written = written.as_bytes();
        let has_text = |path: &PathBuf| {
            let contents = self.disk.read(path, ron_file::MAX_BYTES);
            contents.is_ok_and(|contents| {
                let mut parts = contents.bytes.windows(written.len().max(1));
                !written.is_empty() && parts.any(|part| part == written)
            })
        };
        Ok(self.unread_jobs(read)?.into_iter().find(has_text))
    }

    /// Writes a job as it is now; durable when this returns.
    pub fn save_job(&self, job: &Job) -> Result<(), StoreError> {
        JOB.write(&*self.disk, &self.job_file(job.id()), job)
    }

    /// The turn at the outbox as a whole: held while a job is put in or taken out, so that two programs started at once
    /// see each other's.
    pub fn lock_outbox(&self) -> Result<FileLock, StoreError> {
        FileLock::take_within(&self.paths.outbox_lock(), OUTBOX_TURN)
    }

    /// The lock of a job, if nobody else works on it.
    pub fn lock_job(&self, id: JobId) -> Result<Option<FileLock>, StoreError> {
        let folder = self.paths.job(id);
        // Until there is a job in it, it need not outlast anything.
        RealDisk
            .begin_dir(&folder)
            .map_err(StoreError::io(t!("disk-make-folder"), &folder))?;
        FileLock::try_take(&folder.join("lock"))
    }

    /// The same, but whoever only looks at the job is waited for.
    pub fn lock_job_soon(&self, id: JobId) -> Result<Option<FileLock>, StoreError> {
        match FileLock::take_within(&self.paths.job(id).join("lock"), A_LOOK) {
            Err(StoreError::Busy { .. }) => Ok(None),
            taken => taken.map(Some),
        }
    }

    /// Lets the jobs that somebody else put into the outbox outlast a power cut, who may have ended before that was sure.
    pub fn let_jobs_last(&self) {
        self.let_names_last(&self.paths.outbox())
            .unwrap_or_else(|err| tracing::warn!(%err, "jobs may not outlast a power cut yet"));
    }

    /// Makes the draft of a new job its own: pictures are copied, then the job is written, then the draft goes.
    ///
    /// Writing the job is the moment it counts. Before that there is only the draft; after that, a draft that is
    /// left over is removed by [`Store::tidy_drafts`].
    ///
    /// To be called with the turn at the outbox.
    ///
    /// # Errors
    /// [`StoreError::Busy`] if the draft is already on its way: pressing twice sends once.
    pub fn enqueue(&self, job: &Job) -> Result<FileLock, StoreError> {
        let id = job.id();
        let folder = self.paths.job(id);
        let busy = || StoreError::Busy {
            path: folder.clone(),
        };
        let lock = self.lock_job(id)?.ok_or_else(busy)?;
        if self.exists(&self.job_file(id))? {
            return Err(busy());
        }
        for attachment in job.post.attachments().iter().flat_map(Attachment::files) {
            let from = self.paths.draft_media(id, &attachment.file);
            let to = self.paths.job_media(id, &attachment.file);
            self.disk
                .copy(&from, &to)
                .map_err(StoreError::io(t!("disk-copy-picture"), &from))?;
        }
        let saved = self
            .save_job(job)
            .and_then(|()| self.let_names_last(&self.paths.outbox()));
        if let Err(err) = saved {
            // It may have been written all the same. Then it counts, unless it can be taken back.
            ron_file::remove(&*self.disk, &self.job_file(id)).ok();
            if !matches!(self.exists(&self.job_file(id)), Ok(true)) {
                return Err(err);
            }
            tracing::warn!(%err, "a job is written, though the disk complained");
            self.let_jobs_last();
            // A power cut may still undo it: the draft stays until the next start finds the job.
            return Ok(lock);
        }
        self.remove_draft(id)
            .unwrap_or_else(|err| tracing::warn!(%err, "the draft of a job is left over"));
        Ok(lock)
    }

    /// The path of a job's picture, for sending.
    pub fn job_media_path(&self, id: JobId, name: &MediaName) -> PathBuf {
        self.paths.job_media(id, name)
    }

    /// The bytes of a job's picture.
    pub fn job_media(&self, id: JobId, name: &MediaName) -> Result<Vec<u8>, StoreError> {
        self.read_media(&self.paths.job_media(id, name))
    }

    /// Copies a job's text and pictures into `draft`'s folder, so that it can be edited again.
    pub fn return_to_draft(
        &self,
        job: &Job,
        draft: &Draft,
        now: jiff::Timestamp,
    ) -> Result<(), StoreError> {
        for attachment in draft.attachments.iter().flat_map(Attachment::files) {
            let from = self.paths.job_media(job.id(), &attachment.file);
            if self.exists(&from)? {
                let to = self.paths.draft_media(draft.id, &attachment.file);
                self.disk
                    .copy(&from, &to)
                    .map_err(StoreError::io(t!("disk-copy-picture"), &from))?;
            }
        }
        self.save_draft(draft, now)
    }

    /// What follows once a job is published and its file says so: the receipt is written, the pictures go.
    ///
    /// May be repeated.
    pub fn file_receipt(&self, job: &Job) -> Result<(), StoreError> {
        let Stage::Published(receipt) = job.stage() else {
            return Ok(());
        };
        // A receipt that is there may have been changed since, and takes in nothing but the comment.
        let comment = job.first_comment();
        let is_there = job.has_begun_comment()
            && self
                .change_receipt(job.id(), |sent| sent.first_comment = comment)?
                .is_some();
        if !is_there {
            self.save_receipt(&SentPost::of(job, receipt))?;
        }
        self.remove_folder(&self.paths.job_media_dir(job.id()))
    }

    /// Whether that has been done.
    pub fn is_filed(&self, id: JobId) -> Result<bool, StoreError> {
        Ok(self.exists(&self.paths.receipt(id))? && !self.exists(&self.paths.job_media_dir(id))?)
    }

    /// Removes the pictures of a job that is over.
    pub fn drop_job_media(&self, id: JobId) -> Result<(), StoreError> {
        self.remove_folder(&self.paths.job_media_dir(id))
    }

    /// Removes a job whose purpose is served, with the lock that is held on it.
    pub fn remove_job(&self, id: JobId, _lock: FileLock) -> Result<(), StoreError> {
        let _turn = self.lock_outbox()?;
        self.remove_folder(&self.paths.job(id))
    }

    pub(super) fn job_file(&self, id: JobId) -> PathBuf {
        self.paths.job(id).join("job.ron")
    }
}

/// How long to wait for another Sendoff that puts a post with many pictures into the outbox.
const OUTBOX_TURN: Duration = Duration::from_secs(20);

/// How long another Sendoff that only looks at a job may hold it.
const A_LOOK: Duration = Duration::from_secs(1);

pub(super) const JOB: Format<Job> = Format::new("sendoff job");

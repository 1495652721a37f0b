//! Which of a job's files are with LinkedIn, and what an upload changes. When one is sent, `job.rs` says.

use super::Job;
use crate::domain::{
    Attachment, Cause, Failure, Group, MediaUrn, Registered, RegisteredFile, Stage, VideoWay,
};

impl Job {
    /// The uploaded pictures in the post's order; `None` until all of them are with LinkedIn.
    pub fn uploaded(&self) -> Option<Vec<MediaUrn>> {
        let idxs = 0..self.post.attachments().len();
        idxs.map(|idx| self.uploads.get(idx).cloned().flatten())
            .collect()
    }

    /// Whether this picture, counted from 0, is with LinkedIn.
    pub fn is_uploaded(&self, idx: usize) -> bool {
        matches!(self.uploads.get(idx), Some(Some(_)))
    }

    /// The attachments that are not with LinkedIn, counted from 0, in the post's order. They may be uploaded in any
    /// order; that of the post does not change.
    pub fn missing(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.post.attachments().len()).filter(|idx| !self.is_uploaded(*idx))
    }

    /// How far its video is, while that is on its way.
    pub fn video(&self) -> Option<&VideoWay> {
        self.video.as_deref()
    }

    /// How many pictures are with LinkedIn.
    pub fn uploaded_count(&self) -> usize {
        self.uploads.iter().flatten().count()
    }

    /// What LinkedIn has of its files, for the draft it becomes again. `None` where there is nothing; where an attempt to
    /// post them was never answered, since they may be in a post then; and where they were refused a second time, since
    /// they may be the trouble although LinkedIn did not say so.
    pub fn registered(&self) -> Option<Registered> {
        let attachments = self.post.attachments().iter();
        let files: Vec<RegisteredFile> = attachments
            .zip(&self.uploads)
            .filter_map(|(attachment, upload)| {
                Some(RegisteredFile {
                    sha256: attachment.sha256,
                    beside: attachment.beside.clone(),
                    urn: upload.clone()?,
                })
            })
            .collect();
        let is_doubtful = self.has_unanswered_attempt() || (self.has_reused && self.attempts > 0);
        (!files.is_empty() && !is_doubtful).then(|| Registered {
            author: self.post.author().urn.clone(),
            account: self.account.clone(),
            files,
        })
    }

    /// Takes over what went up for the same author with the same account, each upload once. For a new job.
    pub fn reuse(&mut self, registered: &Registered) {
        if registered.author != self.post.author().urn || registered.account != self.account {
            return;
        }
        let mut files = registered.files.clone();
        for (attachment, upload) in self.post.attachments().iter().zip(&mut self.uploads) {
            let found = files.iter().position(|file| file.is(attachment));
            *upload = found.map(|idx| files.remove(idx).urn);
        }
        self.has_reused = self.uploaded_count() > 0;
    }

    /// Forgets the uploads where one of them was the trouble. A video that is not ready is only being worked on for long.
    pub(super) fn forget_refused_uploads(&mut self) {
        if let Stage::Failed(failure) = &self.stage {
            self.forget_uploads_after(&failure.clone());
        }
    }

    /// The same for the draft that it becomes: what it still waits for may not be ready for that one either.
    pub(super) fn forget_awaited_uploads(&mut self) {
        if let Some(failure) = self.wait.as_ref().and_then(|wait| wait.failure.clone()) {
            self.forget_uploads_after(&failure);
        }
    }

    fn forget_uploads_after(&mut self, failure: &Failure) {
        use Cause::{MediaNotReady, MediaRefused, UploadExpired};
        let has_video = self.post.attachments().iter().any(Attachment::is_video);
        let is_trouble = match failure.cause {
            MediaNotReady => !has_video,
            MediaRefused | UploadExpired => true,
            // LinkedIn may have dropped what went up for an earlier try, and does not say so.
            _ => self.has_reused && failure.group() == Group::Refused,
        };
        if is_trouble {
            self.uploads.fill(None);
        }
    }

    pub(super) fn take_upload(&mut self, idx: usize, urn: MediaUrn) -> (Stage, String) {
        let kind = match urn.entity() {
            "image" => "picture",
            other => other,
        };
        let note = format!("{kind} {}: {urn}", idx + 1);
        self.uploads.resize(self.post.attachments().len(), None);
        if let Some(upload) = self.uploads.get_mut(idx) {
            *upload = Some(urn);
        }
        self.video = None;
        self.wait = None;
        self.begin_to_count();
        let stage = if self.first_missing().is_none() {
            Stage::Ready
        } else {
            Stage::Uploading
        };
        (stage, note)
    }

    pub(super) fn move_video(&mut self, way: Box<VideoWay>) -> String {
        let note = way.in_words();
        self.video = Some(way);
        self.wait = None;
        // Addresses that expire over and over would otherwise be asked for without end.
        let expired = Failure::new(Cause::UploadExpired);
        if self.tries_of(&expired) == 0 {
            self.begin_to_count();
        }
        note
    }

    /// The first of those that are missing. A job that was damaged on disk may lack one at any stage.
    pub(super) fn first_missing(&self) -> Option<usize> {
        self.missing().next()
    }

    /// Whether its file has lost pictures that it once had: without them it must not be sent by itself.
    pub(super) fn has_lost_pictures(&self) -> bool {
        self.uploads.len() > self.post.attachments().len()
    }

    /// Whether it has this picture, counted from 0, and LinkedIn does not.
    pub(super) fn lacks(&self, idx: usize) -> bool {
        idx < self.post.attachments().len() && !self.is_uploaded(idx)
    }
}

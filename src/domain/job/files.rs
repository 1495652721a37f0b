//! Which of a job's files are with LinkedIn, and what an upload changes. When one is sent, `job.rs` says.

use super::Job;
use crate::domain::{Cause, Failure, MediaUrn, Stage, VideoWay};

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

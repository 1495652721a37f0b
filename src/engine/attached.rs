//! What became of a file that was to be attached. Never here: how it is attached.

use std::path::PathBuf;

use crate::domain::Attachment;
use crate::media::{Change, Thumbnail};
use crate::words::t;

/// A picture, a document or a video that is part of a draft now.
#[derive(Clone, Debug)]
pub struct Attached {
    /// What to put into the draft.
    pub attachment: Attachment,
    /// What was changed in the copy.
    pub changes: Vec<Change>,
    /// The picture, small; a document or a video has none.
    pub thumbnail: Option<Thumbnail>,
}

/// Why a file did not become part of a draft.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{words}")]
pub struct NotAttached {
    /// What the file is called, where it is one.
    pub name: Option<String>,
    /// A sentence for the person: what is wrong with the file, or with the disk.
    pub words: String,
    /// The picture that has only too many pixels, so that it could be scaled down: [`super::PictureSource::Scaled`].
    pub too_large: Option<PathBuf>,
}

impl NotAttached {
    /// What did not happen, as a title.
    pub fn title(&self) -> String {
        let name = self.name.as_deref().unwrap_or(t!("the-file"));
        t!("file-was-not-added", name = name)
    }
}

impl From<String> for NotAttached {
    fn from(words: String) -> Self {
        Self {
            name: None,
            words,
            too_large: None,
        }
    }
}

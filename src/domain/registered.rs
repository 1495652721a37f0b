//! What LinkedIn has already of the files of a draft that was a job before, and for whom it has it.
//!
//! An upload belongs to the author it was registered for (LinkedIn, Images API, `owner`): for another author, or through
//! another app, it is worth nothing, and the file goes up again.

use serde::{Deserialize, Serialize};

use super::{AccountKey, Attachment, AuthorUrn, Beside, Digest, Draft, MediaUrn};

/// The files that LinkedIn has, and for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// Whose they are.
    pub author: AuthorUrn,
    /// Whose token they went up with.
    pub account: AccountKey,
    /// The files, in the order of the post they were made for.
    pub files: Vec<RegisteredFile>,
}

/// One file that LinkedIn has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisteredFile {
    /// Which bytes went up.
    pub sha256: Digest,
    /// What went up beside them.
    #[serde(default, skip_serializing_if = "Beside::is_empty")]
    pub beside: Beside,
    /// What LinkedIn calls it.
    pub urn: MediaUrn,
}

impl RegisteredFile {
    /// Whether this attachment is that file, whatever is written about it.
    pub fn is(&self, attachment: &Attachment) -> bool {
        self.sha256 == attachment.sha256 && self.beside == attachment.beside
    }
}

impl Draft {
    /// The files of this draft that would have to go up again if another than the present author posted it.
    pub fn bound_files(&self) -> impl Iterator<Item = &Attachment> {
        let registered = self.registered.as_deref();
        let of_author = registered.filter(|registered| {
            let author = self.author.as_ref();
            author.is_some_and(|author| author.urn == registered.author)
        });
        let files = of_author.map_or(&[][..], |registered| &registered.files);
        let attachments = self.attachments.iter();
        attachments.filter(move |attachment| files.iter().any(|file| file.is(attachment)))
    }
}

//! Whether a file is what somebody says it is, by its content. Never: what becomes of it then.

use std::path::Path;

use crate::media;

/// What a file was given as that is not to be taken for a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GivenAs {
    /// A document.
    Document,
    /// A video.
    Video,
}

/// Looks whether a file is what it was given as, so that the words about one that is not are about that. Blocks.
///
/// # Errors
/// A sentence that begins with the file's name.
pub fn check_given_as(given_as: GivenAs, path: &Path) -> Result<(), String> {
    let looked = match given_as {
        GivenAs::Document => media::open_document(path).map(drop),
        GivenAs::Video => media::open_video(path).map(drop),
    };
    looked.map_err(|err| format!("{}: {err}", media::display_name(path)))
}

//! Pictures into drafts: looked into, cleaned, copied; and small pictures of them for the window.

use std::path::Path;

use super::command::PictureSource;
use crate::domain::{Attachment, Digest, JobId, Media, MediaName};
use crate::media::{self, Change, Picture, Thumbnail};
use crate::store::{Store, StoreError};

/// A picture that is part of a draft now.
#[derive(Clone, Debug)]
pub struct Attached {
    /// What to put into the draft.
    pub attachment: Attachment,
    /// What was changed in the copy.
    pub changes: Vec<Change>,
    /// The picture, small.
    pub thumbnail: Thumbnail,
}

/// Copies a picture into the folder of draft `id`. Blocks.
///
/// # Errors
/// A sentence for the person: what is wrong with the file, or with the disk.
pub(super) fn attach(
    store: &Store,
    id: JobId,
    number: u64,
    source: PictureSource,
) -> Result<Attached, String> {
    let (name, picture) = match source {
        PictureSource::File(path) => (media::display_name(&path), media::read_picture(&path)),
        PictureSource::Bytes { name, bytes } => (name, media::picture_from_bytes(bytes)),
        PictureSource::Pixels {
            width,
            height,
            rgba,
        } => (
            "Pasted picture.png".to_owned(),
            media::picture_from_pixels(width, height, rgba),
        ),
    };
    let picture = picture.map_err(|err| {
        tracing::debug!(%err, "a picture was not taken");
        err.to_string()
    })?;
    let thumbnail =
        media::thumbnail(&picture.bytes, THUMBNAIL_SIDE).map_err(|err| err.to_string())?;
    let attachment = attachment_of(name, &picture, number);
    store
        .add_draft_media(id, &attachment.file, &picture.bytes)
        .map_err(|err| err.to_string())?;
    Ok(Attached {
        attachment,
        changes: picture.changes,
        thumbnail,
    })
}

/// Makes a small picture of an attachment, wherever its copy is now. Blocks.
pub(super) fn thumbnail(
    store: &Store,
    id: JobId,
    attachment: &Attachment,
) -> Result<Thumbnail, String> {
    let bytes = store
        .draft_media(id, &attachment.file)
        .or_else(|_not_there| store.job_media(id, &attachment.file));
    let bytes = bytes.map_err(|err: StoreError| err.to_string())?;
    media::thumbnail(&bytes, THUMBNAIL_SIDE).map_err(|err| err.to_string())
}

/// Looks into a file and cleans it, without keeping anything; `number` tells it from other pictures of its draft. Blocks.
///
/// # Errors
/// A sentence that begins with the file's name.
pub fn prepare_file(path: &Path, number: u64) -> Result<(Attachment, Vec<u8>), String> {
    let name = media::display_name(path);
    let picture = media::read_picture(path).map_err(|err| format!("{name}: {err}"))?;
    Ok((attachment_of(name, &picture, number), picture.bytes))
}

/// Copies a file into the folder of draft `id`, for the command line. Blocks.
///
/// # Errors
/// A sentence that begins with the file's name.
pub fn attach_file(
    store: &Store,
    id: JobId,
    path: &Path,
    number: u64,
) -> Result<Attachment, String> {
    let (attachment, bytes) = prepare_file(path, number)?;
    store
        .add_draft_media(id, &attachment.file, &bytes)
        .map_err(|err| format!("{}: {err}", attachment.name))?;
    Ok(attachment)
}

fn attachment_of(name: String, picture: &Picture, number: u64) -> Attachment {
    let digest = Digest(picture.sha256);
    let short: String = digest.to_string().chars().take(12).collect();
    let file = format!("{number:04}-{short}.{}", picture.facts.format.extension());
    Attachment {
        file: file
            .parse::<MediaName>()
            .expect("digits, a hyphen and an ending make a media name"),
        name,
        byte_count: picture.bytes.len() as u64,
        sha256: digest,
        media: Media::Image(picture.facts),
        alt_text: String::new(),
    }
}

/// Enough for a large tile at twice the density.
const THUMBNAIL_SIDE: u32 = 480;

//! Several pictures of a draft bound into one document, on this computer.

use sha2::Digest as _;

use super::attach::media_name;
use super::attached::Attached;
use crate::domain::limits::MAX_DOCUMENT_BYTES;
use crate::domain::{Attachment, Beside, Digest, DocumentFormat, JobId, Media};
use crate::media::{self, Leaf, MediaError};
use crate::store::Store;

/// Makes a PDF of pictures, a page for each, and keeps it beside them in the folder of draft `id`. Blocks.
///
/// # Errors
/// A sentence for the person: which picture cannot be read, or that the document would be too large.
pub(super) fn bind(
    store: &Store,
    id: JobId,
    number: u64,
    pictures: &[Attachment],
) -> Result<Attached, String> {
    let mut leaves = Vec::with_capacity(pictures.len());
    for picture in pictures {
        let bytes = store
            .draft_media(id, &picture.file)
            .map_err(|err| err.to_string())?;
        let leaf = Leaf::new(bytes, &picture.alt_text);
        leaves.push(leaf.map_err(|err| format!("{}: {err}", picture.name))?);
    }
    let bytes = media::carousel(&leaves);
    let byte_count = bytes.len() as u64;
    if byte_count > MAX_DOCUMENT_BYTES {
        return Err(MediaError::DocumentTooLarge.to_string());
    }
    let digest = Digest(sha2::Sha256::digest(&bytes).into());
    let attachment = Attachment {
        file: media_name(number, digest, DocumentFormat::Pdf.extension()),
        name: format!("{} pictures.pdf", pictures.len()),
        byte_count,
        sha256: digest,
        media: Media::Document(DocumentFormat::Pdf),
        alt_text: String::new(),
        title: String::new(),
        beside: Beside::default(),
        pages: u32::try_from(pictures.len()).ok(),
    };
    store
        .add_draft_media(id, &attachment.file, &bytes)
        .map_err(|err| err.to_string())?;
    Ok(Attached {
        attachment,
        changes: Vec::new(),
        thumbnail: None,
    })
}

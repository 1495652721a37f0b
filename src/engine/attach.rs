//! Pictures, documents, videos and their captions into drafts: looked into, cleaned, copied; and small pictures of them for the window.

use std::fs::File;
use std::path::Path;

use super::attached::{Attached, NotAttached};
use super::bind::bind;
use super::command::PictureSource;
use super::light_tables::LightTable;
use super::upload::digest_of;
use crate::domain::limits::MAX_TITLE_UNITS;
use crate::domain::{
    Attachment, Beside, BesideKind, CaptionsFacts, Digest, JobId, Media, MediaName, commentary,
};
use crate::media::{self, Captions, Document, FileKind, MediaError, Picture, Thumbnail, Video};
use crate::store::{Store, StoreError};

/// Copies a picture, a document or a video into the folder of draft `id`. Blocks. The table is given back when the
/// decoded picture is gone.
pub(super) fn attach(
    mut table: LightTable,
    store: &Store,
    id: JobId,
    number: u64,
    source: PictureSource,
) -> Result<Attached, NotAttached> {
    let mut read_from = None;
    let (name, picture) = match source {
        PictureSource::File(path) => {
            if media::are_captions(&path) {
                return Ok(keep_captions(store, id, number, &path)?);
            }
            // Before the document: that refuses by size first, and a video may be larger.
            if let Some((mut file, video)) = video_at(&path)? {
                return Ok(keep_video(store, id, number, &path, &mut file, video)?);
            }
            if let Some(document) = document_at(&path)? {
                return Ok(keep_document(store, id, number, &path, document)?);
            }
            let name = media::display_name(&path);
            let picture = media::read_picture_in(&path, &mut table.memory);
            read_from = Some(path);
            (name, picture)
        }
        PictureSource::Scaled(path) => (
            media::display_name(&path),
            media::read_picture_to_fit(&path),
        ),
        PictureSource::Captions(path) => return Ok(keep_captions(store, id, number, &path)?),
        PictureSource::Cover(path) => (media::display_name(&path), media::read_picture(&path)),
        PictureSource::Bound(pictures) => return Ok(bind(store, id, number, &pictures)?),
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
        let is_too_large = matches!(err, MediaError::TooManyPixels { .. });
        NotAttached {
            name: None,
            words: err.to_string(),
            too_large: read_from.filter(|_| is_too_large),
        }
    })?;
    let attachment = picture_attachment(name, &picture, number);
    // While the disk writes, the next picture is looked into.
    drop(table);
    store
        .add_draft_media(id, &attachment.file, &picture.bytes)
        .map_err(|err| err.to_string())?;
    Ok(Attached {
        attachment,
        changes: picture.changes,
        thumbnail: Some(picture.thumbnail),
    })
}

/// What a file is, if it is a document by its content.
fn document_at(path: &Path) -> Result<Option<Document>, String> {
    match media::open_document(path) {
        Ok((_, document)) => Ok(Some(document)),
        // Whoever looks for a picture in it says it better.
        Err(MediaError::NotADocument(_) | MediaError::Empty | MediaError::NotAFile) => Ok(None),
        Err(err) => Err(err.to_string()),
    }
}

/// Copies a document. The copy is looked into, not the file, which somebody else may be changing.
fn keep_document(
    store: &Store,
    id: JobId,
    number: u64,
    path: &Path,
    document: Document,
) -> Result<Attached, String> {
    if document.is_encrypted {
        tracing::warn!(
            "the document is locked with a password; LinkedIn may not be able to show it"
        );
    }
    let attachment = document_attachment(path, document, number)?;
    let copy = store
        .copy_draft_media(id, &attachment.file, path)
        .map_err(|err| err.to_string())?;
    let is_same = digest_of(&copy).is_ok_and(|digest| digest == attachment.sha256);
    if !is_same {
        return Err(MediaError::ChangedMeanwhile.to_string());
    }
    Ok(Attached {
        attachment,
        changes: Vec::new(),
        thumbnail: None,
    })
}

/// Copies captions.
fn keep_captions(store: &Store, id: JobId, number: u64, path: &Path) -> Result<Attached, String> {
    let captions = media::read_captions(path).map_err(|err| err.to_string())?;
    let attachment = captions_attachment(path, &captions, number);
    store
        .add_draft_media(id, &attachment.file, &captions.bytes)
        .map_err(|err| err.to_string())?;
    Ok(Attached {
        attachment,
        changes: Vec::new(),
        thumbnail: None,
    })
}

fn captions_attachment(path: &Path, captions: &Captions, number: u64) -> Attachment {
    use sha2::Digest as _;
    let digest = Digest(sha2::Sha256::digest(&captions.bytes).into());
    let facts = CaptionsFacts {
        cues: captions.cues,
    };
    Attachment {
        file: media_name(number, digest, "srt"),
        name: media::display_name(path),
        byte_count: captions.bytes.len() as u64,
        sha256: digest,
        media: Media::Captions(facts),
        alt_text: String::new(),
        title: String::new(),
        beside: Beside::default(),
        pages: None,
    }
}

/// What a file is, if it is a video by its content.
fn video_at(path: &Path) -> Result<Option<(File, Video)>, String> {
    match media::open_video(path) {
        Ok(opened) => Ok(Some(opened)),
        // A film of another kind is refused as a film.
        Err(err @ MediaError::NotAVideo(FileKind::Video)) => Err(err.to_string()),
        Err(MediaError::NotAVideo(_) | MediaError::Empty | MediaError::NotAFile) => Ok(None),
        Err(err) => {
            tracing::debug!(%err, "a video was not taken");
            Err(err.to_string())
        }
    }
}

/// Copies a video, without what tells its place, a piece at a time.
fn keep_video(
    store: &Store,
    id: JobId,
    number: u64,
    path: &Path,
    file: &mut File,
    video: Video,
) -> Result<Attached, String> {
    let attachment = video_attachment(path, file, &video, number)?;
    let name = &attachment.file;
    let copied = if video.changes.is_empty() {
        // The system may share the blocks of the two.
        store.copy_draft_media(id, name, path)
    } else {
        let mut cleaned = video.cleaned(file).map_err(|err| err.to_string())?;
        store.write_draft_media(id, name, &mut cleaned)
    };
    let copy = copied.map_err(|err| err.to_string())?;
    let is_same = digest_of(&copy).is_ok_and(|digest| digest == attachment.sha256)
        && File::open(&copy).is_ok_and(|mut copy| video.is_copied_in(&mut copy));
    if !is_same {
        store.remove_draft_media(id, name).ok();
        return Err(MediaError::ChangedMeanwhile.to_string());
    }
    Ok(Attached {
        attachment,
        changes: video.changes,
        thumbnail: None,
    })
}

/// Makes a small picture of an attachment, wherever its copy is now. Blocks.
pub(super) fn thumbnail(
    store: &Store,
    id: JobId,
    attachment: &Attachment,
) -> Result<Thumbnail, String> {
    let bytes = bytes(store, id, attachment).map_err(|err| err.to_string())?;
    media::thumbnail(&bytes, media::THUMBNAIL_SIDE).map_err(|err| err.to_string())
}

/// The copy of an attachment, wherever it is now.
pub(super) fn bytes(
    store: &Store,
    id: JobId,
    attachment: &Attachment,
) -> Result<Vec<u8>, StoreError> {
    store
        .draft_media(id, &attachment.file)
        .or_else(|_not_there| store.job_media(id, &attachment.file))
}

/// Looks into a file, without keeping anything; `number` tells it from others of its draft. Blocks.
///
/// # Errors
/// A sentence that begins with the file's name.
pub fn prepare_file(path: &Path, number: u64) -> Result<Attachment, String> {
    let name = media::display_name(path);
    let named = |words: String| format!("{name}: {words}");
    if let Some((mut file, video)) = video_at(path).map_err(named)? {
        return video_attachment(path, &mut file, &video, number).map_err(named);
    }
    if let Some(document) = document_at(path).map_err(named)? {
        return document_attachment(path, document, number).map_err(named);
    }
    let picture = media::read_picture(path).map_err(|err| named(err.to_string()))?;
    Ok(picture_attachment(name, &picture, number))
}

/// The same for a file that is to go up beside a video. Blocks.
pub fn prepare_beside(kind: BesideKind, path: &Path, number: u64) -> Result<Attachment, String> {
    let name = media::display_name(path);
    let prepared = match kind {
        BesideKind::Captions => {
            media::read_captions(path).map(|captions| captions_attachment(path, &captions, number))
        }
        BesideKind::Cover => media::read_picture(path)
            .map(|picture| picture_attachment(name.clone(), &picture, number)),
    };
    prepared.map_err(|err| format!("{name}: {err}"))
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
    attach_from(
        store,
        id,
        number,
        path,
        PictureSource::File(path.to_owned()),
    )
}

/// The same for a file that is to go up beside a video. Blocks.
pub fn attach_beside(
    store: &Store,
    id: JobId,
    kind: BesideKind,
    path: &Path,
    number: u64,
) -> Result<Attachment, String> {
    attach_from(store, id, number, path, PictureSource::beside(kind, path))
}

fn attach_from(
    store: &Store,
    id: JobId,
    number: u64,
    path: &Path,
    source: PictureSource,
) -> Result<Attachment, String> {
    attach(LightTable::own(), store, id, number, source)
        .map(|attached| attached.attachment)
        .map_err(|err| format!("{}: {err}", media::display_name(path)))
}

/// What would be attached of a picture's bytes, called `name`; nothing is written.
///
/// # Errors
/// A sentence that begins with the name.
pub fn prepare_picture(name: &str, bytes: Vec<u8>, number: u64) -> Result<Attachment, String> {
    let picture = media::picture_from_bytes(bytes).map_err(|err| format!("{name}: {err}"))?;
    Ok(picture_attachment(name.to_owned(), &picture, number))
}

/// Puts a picture's bytes, called `name`, into the folder of draft `id`. Blocks.
///
/// # Errors
/// A sentence that begins with the name.
pub fn attach_picture(
    store: &Store,
    id: JobId,
    name: &str,
    bytes: Vec<u8>,
    number: u64,
) -> Result<Attachment, String> {
    let source = PictureSource::Bytes {
        name: name.to_owned(),
        bytes,
    };
    attach(LightTable::own(), store, id, number, source)
        .map(|attached| attached.attachment)
        .map_err(|err| format!("{name}: {err}"))
}

fn picture_attachment(name: String, picture: &Picture, number: u64) -> Attachment {
    let digest = Digest(picture.sha256);
    Attachment {
        file: media_name(number, digest, picture.facts.format.extension()),
        name,
        byte_count: picture.bytes.len() as u64,
        sha256: digest,
        media: Media::Image(picture.facts),
        alt_text: String::new(),
        title: String::new(),
        beside: Beside::default(),
        pages: None,
    }
}

/// Its title is the one that it gives itself, or the name of the file, until somebody writes a better one.
fn document_attachment(path: &Path, document: Document, number: u64) -> Result<Attachment, String> {
    let digest = digest_of(path).map_err(|err| MediaError::from(err).to_string())?;
    let name = media::display_name(path);
    let facts = media::document_facts(path, document.format).map_err(|err| err.to_string())?;
    let mut title = facts.title;
    if is_no_title(&title) {
        let stem = name.rsplit_once('.').map(|(stem, _)| stem);
        stem.unwrap_or(&name).clone_into(&mut title);
    }
    Ok(Attachment {
        file: media_name(number, digest, document.format.extension()),
        byte_count: document.byte_count,
        sha256: digest,
        media: Media::Document(document.format),
        alt_text: String::new(),
        title,
        beside: Beside::default(),
        pages: facts.pages,
        name,
    })
}

/// What programs write where nobody gave a title, or what LinkedIn would not take as one.
fn is_no_title(title: &str) -> bool {
    let is_too_long = title.encode_utf16().count() > MAX_TITLE_UNITS;
    commentary::is_blank(title) || is_too_long || title.eq_ignore_ascii_case("untitled")
}

/// It has no title until somebody writes one: the names that cameras give are none.
fn video_attachment(
    path: &Path,
    file: &mut File,
    video: &Video,
    number: u64,
) -> Result<Attachment, String> {
    let digest = Digest(video.digest(file).map_err(|err| err.to_string())?);
    Ok(Attachment {
        file: media_name(number, digest, "mp4"),
        byte_count: video.byte_count,
        sha256: digest,
        media: Media::Video(video.facts),
        alt_text: String::new(),
        title: String::new(),
        beside: Beside::default(),
        pages: None,
        name: media::display_name(path),
    })
}

pub(super) fn media_name(number: u64, digest: Digest, extension: &str) -> MediaName {
    let short: String = digest.to_string().chars().take(12).collect();
    format!("{number:04}-{short}.{extension}")
        .parse()
        .expect("digits, a hyphen and an ending make a media name")
}

//! Why a file is not attached, in words for the person who chose it.
//!
//! Every message says what was found and what to do next. The technical cause travels as the
//! source, for the log; it is never part of the message.

use std::error::Error;
use std::io;

use super::limits::{MAX_DOCUMENT_BYTES, MAX_DOCUMENT_PAGES, VIDEO_BYTES, VIDEO_MILLIS};
use super::{BadLine, FileKind, MAX_GIF_FRAMES, MAX_IMAGE_BYTES};
use crate::words::t;

/// Why a file cannot be attached. Nothing was changed on disk.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// There is no such file, or a link that leads nowhere.
    #[error("{}", t!("media-not-found"))]
    NotFound,
    /// The file may not be read by this user.
    #[error(
        "{}", t!("media-not-allowed")
    )]
    NotAllowed,
    /// A folder, a pipe, a device or a socket.
    #[error("{}", t!("media-no-file"))]
    NotAFile,
    /// The disk did not give the file out.
    #[error("{}", t!("media-unreadable"))]
    Unreadable(#[source] io::Error),
    /// A file of no bytes.
    #[error("{}", t!("media-empty"))]
    Empty,
    /// More than [`MAX_IMAGE_BYTES`].
    #[error("{}", t!("media-too-many-bytes", limit = megabytes(MAX_IMAGE_BYTES)))]
    TooManyBytes,
    /// Within [`MAX_IMAGE_BYTES`] as it came, but not once it was turned upright or converted.
    #[error(
        "{}",
        t!(
            "media-grew-too-large",
            size = megabytes(*bytes),
            limit = megabytes(MAX_IMAGE_BYTES)
        )
    )]
    GrewTooLarge {
        /// Bytes after the conversion.
        bytes: usize,
    },
    /// As many pixels as [`PIXEL_LIMIT`](super::PIXEL_LIMIT), or more.
    #[error("{}", t!("media-too-many-pixels", width = *width, height = *height))]
    TooManyPixels {
        /// Pixels from left to right.
        width: u32,
        /// Pixels from top to bottom.
        height: u32,
    },
    /// More than [`MAX_GIF_FRAMES`].
    #[error("{}", t!("media-too-many-frames", frames = *frames, limit = MAX_GIF_FRAMES))]
    TooManyFrames {
        /// All frames of the file.
        frames: u32,
    },
    /// Recognised, but not as a picture that LinkedIn takes.
    #[error("{}", .0.refusal())]
    NotTaken(FileKind),
    /// A JPEG that is not baseline or progressive with 8 bits, so that browsers don't show it either.
    #[error(
        "{}", t!("media-uncommon-jpeg")
    )]
    UncommonJpeg,
    /// Chosen as a video, but not an MP4.
    #[error(
        "{}",
        t!("media-not-a-video", kind = .0.name_beside_pictures(), way = .0.way_to_a_video())
    )]
    NotAVideo(FileKind),
    /// More than LinkedIn takes of a video.
    #[error("{}", t!("media-video-too-large", limit = VIDEO_BYTES.end() / 1_000_000))]
    VideoTooLarge,
    /// Less than LinkedIn takes of a video.
    #[error("{}", t!("media-video-too-small", limit = VIDEO_BYTES.start() / 1024))]
    VideoTooSmall,
    /// It runs for less time than LinkedIn takes.
    #[error("{}", t!("media-video-too-short", limit = VIDEO_MILLIS.start() / 1_000))]
    VideoTooShort,
    /// It runs for more time than LinkedIn takes.
    #[error("{}", t!("media-video-too-long", limit = VIDEO_MILLIS.end() / 60_000))]
    VideoTooLong,
    /// An MP4 of sound only.
    #[error(
        "{}", t!("media-no-moving-picture")
    )]
    NoMovingPicture,
    /// Beside picture and sound there is a track that tells where the camera was.
    #[error(
        "{}", t!("media-tracks-places")
    )]
    TracksPlaces,
    /// The boxes of a video contradict themselves.
    #[error("{}", t!("media-damaged-video"))]
    DamagedVideo(#[source] Box<dyn Error + Send + Sync>),
    /// Chosen as a document, but of a kind that LinkedIn does not take as one.
    #[error(
        "{}",
        t!("media-not-a-document", kind = .0.name_beside_pictures(), way = .0.way_to_a_document())
    )]
    NotADocument(FileKind),
    /// An office document that only a password opens, or a file that looks like one and is something else.
    #[error(
        "{}", t!("media-unknown-document")
    )]
    UnknownDocument,
    /// More than LinkedIn takes of a document.
    #[error("{}", t!("media-document-too-large", limit = MAX_DOCUMENT_BYTES / 1_000_000))]
    DocumentTooLarge,
    /// More than [`MAX_DOCUMENT_PAGES`].
    #[error("{}", t!("media-too-many-pages", pages = *pages, limit = MAX_DOCUMENT_PAGES))]
    TooManyPages {
        /// Those of the whole document.
        pages: u32,
    },
    /// A document that breaks off or contradicts itself.
    #[error("{}", t!("media-damaged-document"))]
    DamagedDocument(#[source] Box<dyn Error + Send + Sync>),
    /// More bytes than `captions::MAX_CAPTIONS_BYTES`.
    #[error(
        "{}", t!("captions-too-large")
    )]
    CaptionsTooLarge,
    /// Captions in another encoding than UTF-8.
    #[error("{}", t!("captions-not-utf8"))]
    CaptionsNotUtf8,
    /// Captions in the other usual format.
    #[error(
        "{}", t!("captions-webvtt")
    )]
    CaptionsAreWebVtt,
    /// Text without a single caption.
    #[error("{}", t!("captions-none"))]
    NoCaptions,
    /// A line of captions is not what it should be.
    #[error("{}", t!("captions-bad-line", line = *line, what = .what.words()))]
    BadCaptions {
        /// Which, counted from 1.
        line: usize,
        /// What is wrong with it.
        what: BadLine,
    },
    /// The file was not the same when it was copied as when it was looked at.
    #[error(
        "{}", t!("media-changed-meanwhile")
    )]
    ChangedMeanwhile,
    /// The file breaks off, contradicts itself or does not decode.
    #[error(
        "{}", t!("media-damaged")
    )]
    Damaged(#[source] Box<dyn Error + Send + Sync>),
}

impl MediaError {
    /// Damage found by ourselves; `what` is for the log.
    pub(super) fn damaged(what: &'static str) -> Self {
        Self::Damaged(what.into())
    }
}

impl From<io::Error> for MediaError {
    fn from(err: io::Error) -> Self {
        match err.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::NotAllowed,
            _ => Self::Unreadable(err),
        }
    }
}

/// Whole megabytes, rounded up, as people count them.
fn megabytes(bytes: usize) -> usize {
    bytes.div_ceil(1024 * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_says_what_to_do_next() {
        for err in [
            MediaError::NotFound,
            MediaError::NotAllowed,
            MediaError::NotAFile,
            MediaError::Unreadable(io::Error::other("bad sector")),
            MediaError::Empty,
            MediaError::TooManyBytes,
            MediaError::GrewTooLarge { bytes: 21 << 20 },
            MediaError::TooManyPixels {
                width: 9,
                height: 9,
            },
            MediaError::TooManyFrames { frames: 251 },
            MediaError::UncommonJpeg,
            MediaError::NotAVideo(FileKind::Jpeg),
            MediaError::VideoTooLarge,
            MediaError::VideoTooSmall,
            MediaError::VideoTooShort,
            MediaError::VideoTooLong,
            MediaError::NoMovingPicture,
            MediaError::TracksPlaces,
            MediaError::DamagedVideo("no end marker".into()),
            MediaError::NotADocument(FileKind::Jpeg),
            MediaError::UnknownDocument,
            MediaError::DocumentTooLarge,
            MediaError::DamagedDocument("no end marker".into()),
            MediaError::CaptionsTooLarge,
            MediaError::CaptionsNotUtf8,
            MediaError::CaptionsAreWebVtt,
            MediaError::NoCaptions,
            MediaError::BadCaptions {
                line: 7,
                what: BadLine::NoTimes,
            },
            MediaError::ChangedMeanwhile,
            MediaError::damaged("no end marker"),
        ] {
            let message = err.to_string();
            assert_eq!(message.matches(". ").count(), 1, "{message}");
            assert!(message.ends_with('.'), "{message}");
            assert!(!message.contains("no end marker"), "{message}");
        }
    }

    #[test]
    fn a_file_that_may_not_be_read_is_not_called_missing() {
        let err = MediaError::from(io::Error::from(io::ErrorKind::PermissionDenied));
        assert!(matches!(err, MediaError::NotAllowed));
    }

    #[test]
    fn sizes_are_told_in_whole_megabytes() {
        let message = MediaError::GrewTooLarge {
            bytes: MAX_IMAGE_BYTES + 1,
        }
        .to_string();
        assert!(message.contains("takes 21 MB; at most 20 MB"), "{message}");
    }
}

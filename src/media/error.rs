//! Why a file is not attached, in words for the person who chose it.
//!
//! Every message says what was found and what to do next. The technical cause travels as the
//! source, for the log; it is never part of the message.

use std::error::Error;
use std::io;

use super::limits::{MAX_DOCUMENT_BYTES, MAX_DOCUMENT_PAGES, VIDEO_BYTES, VIDEO_MILLIS};
use super::{BadLine, FileKind, MAX_GIF_FRAMES, MAX_IMAGE_BYTES};

/// Why a file cannot be attached. Nothing was changed on disk.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// There is no such file, or a link that leads nowhere.
    #[error("The file is no longer there. Choose it again from where it is now.")]
    NotFound,
    /// The file may not be read by this user.
    #[error(
        "You may not read this file. Change its permissions or copy it elsewhere, then try again."
    )]
    NotAllowed,
    /// A folder, a pipe, a device or a socket.
    #[error("This is not a file with a picture in it, but a folder or a device. Choose a file.")]
    NotAFile,
    /// The disk did not give the file out.
    #[error("The file could not be read. Check the disk it is on and try again.")]
    Unreadable(#[source] io::Error),
    /// A file of no bytes.
    #[error("The file is empty. Save or download it again and try that copy.")]
    Empty,
    /// More than [`MAX_IMAGE_BYTES`].
    #[error(
        "The file is larger than {} MB, the most that is sent for one picture. \
         Save it smaller and try again.",
        megabytes(MAX_IMAGE_BYTES)
    )]
    TooManyBytes,
    /// Within [`MAX_IMAGE_BYTES`] as it came, but not once it was turned upright or converted.
    #[error(
        "Made ready for LinkedIn, this picture takes {} MB; at most {} MB are sent. \
         Make it smaller and try again.",
        megabytes(*bytes),
        megabytes(MAX_IMAGE_BYTES)
    )]
    GrewTooLarge {
        /// Bytes after the conversion.
        bytes: usize,
    },
    /// As many pixels as [`PIXEL_LIMIT`](super::PIXEL_LIMIT), or more.
    #[error(
        "This picture is {width} × {height} pixels; LinkedIn takes fewer than 36,152,320 in all. \
         Make it smaller and try again."
    )]
    TooManyPixels {
        /// Pixels from left to right.
        width: u32,
        /// Pixels from top to bottom.
        height: u32,
    },
    /// More than [`MAX_GIF_FRAMES`].
    #[error(
        "This GIF has {frames} frames; LinkedIn takes at most {MAX_GIF_FRAMES}. \
         Shorten it and try again."
    )]
    TooManyFrames {
        /// All frames of the file.
        frames: u32,
    },
    /// Recognised, but not as a picture that LinkedIn takes.
    #[error("{}", .0.refusal())]
    NotTaken(FileKind),
    /// A JPEG that is not baseline or progressive with 8 bits, so that browsers don't show it either.
    #[error(
        "This JPEG is stored in a way that few programs read. \
         Open it in a picture editor, save it as an ordinary JPEG and try again."
    )]
    UncommonJpeg,
    /// Chosen as a video, but not an MP4.
    #[error(
        "This is {}; LinkedIn takes videos as MP4. Export it as MP4 and try again.",
        .0.name_beside_pictures()
    )]
    NotAVideo(FileKind),
    /// More than LinkedIn takes of a video.
    #[error(
        "The video is larger than {} MB, the most that LinkedIn takes. \
         Shorten it or save it smaller and try again.",
        VIDEO_BYTES.end() / 1_000_000
    )]
    VideoTooLarge,
    /// Less than LinkedIn takes of a video.
    #[error(
        "The video is smaller than {} KB, the least that LinkedIn takes. \
         Save it longer or in a better quality and try again.",
        VIDEO_BYTES.start() / 1024
    )]
    VideoTooSmall,
    /// It runs for less time than LinkedIn takes.
    #[error(
        "The video runs for less than {} seconds, the least that LinkedIn takes. \
         Make it longer and try again.",
        VIDEO_MILLIS.start() / 1_000
    )]
    VideoTooShort,
    /// It runs for more time than LinkedIn takes.
    #[error(
        "The video runs for more than {} minutes, the most that LinkedIn takes. \
         Shorten it and try again.",
        VIDEO_MILLIS.end() / 60_000
    )]
    VideoTooLong,
    /// An MP4 of sound only.
    #[error(
        "There is sound in this MP4, but no moving picture. \
         Choose a file with both, or one with the picture alone."
    )]
    NoMovingPicture,
    /// Beside picture and sound there is a track that tells where the camera was.
    #[error(
        "This video records where the camera was from moment to moment, and that cannot be taken out here. \
         Export it without that track and try again."
    )]
    TracksPlaces,
    /// The boxes of a video contradict themselves.
    #[error("This video is damaged or incomplete. Save or download it again and try that copy.")]
    DamagedVideo(#[source] Box<dyn Error + Send + Sync>),
    /// Chosen as a document, but of a kind that LinkedIn does not take as one.
    #[error(
        "This is {}; LinkedIn takes PDF, Word and PowerPoint. Save it as PDF and try again.",
        .0.name_beside_pictures()
    )]
    NotADocument(FileKind),
    /// An office document that only a password opens, or a file that looks like one and is something else.
    #[error(
        "This is no Word or PowerPoint document that can be opened without a password. \
         Save it as PDF and try again."
    )]
    UnknownDocument,
    /// More than LinkedIn takes of a document.
    #[error(
        "The document is larger than {} MB, the most that LinkedIn takes. \
         Save it smaller and try again.",
        MAX_DOCUMENT_BYTES / 1_000_000
    )]
    DocumentTooLarge,
    /// More than [`MAX_DOCUMENT_PAGES`].
    #[error(
        "The document has {pages} pages; LinkedIn takes at most {MAX_DOCUMENT_PAGES}. \
         Leave some out and try again."
    )]
    TooManyPages {
        /// Those of the whole document.
        pages: u32,
    },
    /// A document that breaks off or contradicts itself.
    #[error("This document is damaged or incomplete. Save or download it again and try that copy.")]
    DamagedDocument(#[source] Box<dyn Error + Send + Sync>),
    /// More bytes than `captions::MAX_CAPTIONS_BYTES`.
    #[error(
        "These captions are larger than 1 MB, far more than any video needs. \
         Choose the file that belongs to this video."
    )]
    CaptionsTooLarge,
    /// Captions in another encoding than UTF-8.
    #[error("These captions are not in UTF-8. Save them as UTF-8 and try again.")]
    CaptionsNotUtf8,
    /// Captions in the other usual format.
    #[error(
        "These captions are WebVTT; LinkedIn takes SRT. Save or export them as SRT and try again."
    )]
    CaptionsAreWebVtt,
    /// Text without a single caption.
    #[error("There are no captions in this file. Save or export them as SRT and try again.")]
    NoCaptions,
    /// A line of captions is not what it should be.
    #[error("Line {line} of the captions {}. Mend it and try again.", .what.words())]
    BadCaptions {
        /// Which, counted from 1.
        line: usize,
        /// What is wrong with it.
        what: BadLine,
    },
    /// The file was not the same when it was copied as when it was looked at.
    #[error(
        "The file changed while it was read. \
         Wait until whatever writes it is done and try again."
    )]
    ChangedMeanwhile,
    /// The file breaks off, contradicts itself or does not decode.
    #[error(
        "This picture is damaged or incomplete. \
         Save or download it again and try that copy."
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
            io::ErrorKind::NotFound => Self::NotFound,
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

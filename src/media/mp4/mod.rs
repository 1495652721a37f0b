//! What is inside an MP4 video (ISO/IEC 14496-12): how long, how large, in which codecs, and whatever it
//! says about its maker.
//!
//! A video may have hundreds of megabytes, so it is never held in memory. [`open_video`] or
//! [`inspect_video`] read the headers of its boxes only; [`Video::copy_to`] then copies it piece by
//! piece, with everything a player does not need filled with zeros and called `free`. The copy is as
//! long as the file and no byte moves, so every offset in it stays right and nothing is encoded anew.
//!
//! 1. recognised by its content (`super::kind`),
//! 2. walked box by box, within bounds of depth and number (`boxes`, `walk`),
//! 3. measured (`track`),
//! 4. copied and blanked (`copy`), and the copy walked again.
//!
//! What cannot be walked is refused. Never here: the samples, that is picture and sound themselves.

mod boxes;
mod copy;
mod track;
mod walk;

// Test code only, as it says itself.
pub(super) mod samples;

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use self::track::Track;
use self::walk::{Blank, Map};
use super::limits::VIDEO_BYTES;
use super::{Change, FileKind, MediaError, file};

/// A video that LinkedIn takes, before it is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Video {
    /// What was found in it.
    pub facts: VideoFacts,
    /// Its length, and that of the copy.
    pub byte_count: u64,
    /// What the copy will lack.
    pub changes: Vec<Change>,
    blanks: Vec<Blank>,
}

/// What was found inside a video file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VideoFacts {
    /// Width in pixels, upright.
    pub width: u32,
    /// Height in pixels, upright.
    pub height: u32,
    /// How long it runs, if the file says so.
    pub duration_ms: Option<u64>,
    /// The codecs of picture and sound, as people call them.
    pub codecs: Vec<String>,
}

/// Opens the file at `path` and looks into it; gives both, so that what is copied is what was looked at.
pub fn open_video(path: &Path) -> Result<(File, Video), MediaError> {
    let mut file = file::open(path)?;
    let video = inspect_video(&mut file)?;
    Ok((file, video))
}

/// Looks into an MP4. Reads a few kilobytes of it, wherever they are.
pub fn inspect_video(file: &mut (impl Read + Seek)) -> Result<Video, MediaError> {
    let byte_count = file.seek(SeekFrom::End(0))?;
    check_kind(file, byte_count)?;
    if byte_count > *VIDEO_BYTES.end() {
        return Err(MediaError::VideoTooLarge);
    }
    if byte_count < *VIDEO_BYTES.start() {
        return Err(MediaError::VideoTooSmall);
    }
    let map = walk::walk(file)?;
    let facts = facts_of(&map)?;
    let mut changes = Vec::new();
    if map.has_location {
        changes.push(Change::LocationRemoved);
    }
    if map.has_metadata {
        changes.push(Change::MetadataRemoved);
    }
    Ok(Video {
        facts,
        byte_count,
        changes,
        blanks: map.blanks,
    })
}

impl Video {
    /// Copies the file this was found in, without what must not leave; gives the SHA-256 of the copy.
    ///
    /// # Errors
    /// [`MediaError::ChangedMeanwhile`] if the file is not as it was when it was looked at. The copy is
    /// then of no use.
    pub fn copy_to(
        &self,
        from: &mut (impl Read + Seek),
        to: &mut (impl Read + Write + Seek),
    ) -> Result<[u8; 32], MediaError> {
        from.seek(SeekFrom::Start(0))?;
        let (byte_count, sha256) = copy::copy(from, to, &self.blanks)?;
        // Had anything moved in between, the wrong bytes would have been blanked.
        let is_clean = byte_count == self.byte_count
            && inspect_video(to)
                .is_ok_and(|copy| copy.changes.is_empty() && copy.facts == self.facts);
        if is_clean {
            Ok(sha256)
        } else {
            Err(MediaError::ChangedMeanwhile)
        }
    }
}

fn check_kind(file: &mut (impl Read + Seek), byte_count: u64) -> Result<(), MediaError> {
    if byte_count == 0 {
        return Err(MediaError::Empty);
    }
    match FileKind::of(&file::opening(file)?) {
        FileKind::Mp4 => Ok(()),
        kind => Err(MediaError::NotAVideo(kind)),
    }
}

fn facts_of(map: &Map) -> Result<VideoFacts, MediaError> {
    if map.tracks.iter().any(|track| track.tells_place) {
        return Err(MediaError::TracksPlaces);
    }
    let picture = map
        .tracks
        .iter()
        .filter(|track| &track.handler == b"vide")
        .find_map(|track| track.shown.or(track.stored));
    let (width, height) = picture.ok_or(MediaError::NoMovingPicture)?;
    let mut codecs: Vec<String> = Vec::new();
    for codec in map.tracks.iter().filter_map(codec_of) {
        if !codecs.contains(&codec) {
            codecs.push(codec);
        }
    }
    Ok(VideoFacts {
        width,
        height,
        duration_ms: map.duration.millis(),
        codecs,
    })
}

/// The codec of a track of picture or sound; one without a name by its four letters.
fn codec_of(track: &Track) -> Option<String> {
    if !matches!(&track.handler, b"vide" | b"soun") {
        return None;
    }
    let letters = || track.codec.escape_ascii().to_string();
    Some(track::codec_name(track.codec).map_or_else(letters, str::to_owned))
}

#[cfg(test)]
mod tests;

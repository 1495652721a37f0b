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
use super::limits::{VIDEO_BYTES, VIDEO_MILLIS};
use super::{Change, FileKind, MediaError, file};
use crate::domain::VideoFacts;

/// A video that LinkedIn takes, before it is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Video {
    /// What was found in it.
    pub facts: VideoFacts,
    /// The codecs of picture and sound, as people call them. LinkedIn names none that it refuses.
    pub codecs: Vec<String>,
    /// Its length, and that of the copy.
    pub byte_count: u64,
    /// What the copy will lack.
    pub changes: Vec<Change>,
    blanks: Vec<Blank>,
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
    check_duration(facts)?;
    let mut changes = Vec::new();
    if map.has_location {
        changes.push(Change::LocationRemoved);
    }
    if map.has_metadata {
        changes.push(Change::MetadataRemoved);
    }
    Ok(Video {
        facts,
        codecs: codecs_of(&map),
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
        let (byte_count, sha256) = copy::copy(&mut self.cleaned(from)?, to)?;
        if byte_count == self.byte_count && self.is_copied_in(to) {
            Ok(sha256)
        } else {
            Err(MediaError::ChangedMeanwhile)
        }
    }

    /// The bytes of the copy, whoever writes it; `from` is the file this was found in.
    pub fn cleaned<'a, R: Read + Seek>(
        &'a self,
        from: &'a mut R,
    ) -> Result<impl Read + use<'a, R>, MediaError> {
        from.seek(SeekFrom::Start(0))?;
        Ok(copy::Cleaned::new(from, &self.blanks))
    }

    /// The SHA-256 of the copy, before there is one.
    pub fn digest(&self, from: &mut (impl Read + Seek)) -> Result<[u8; 32], MediaError> {
        let (byte_count, sha256) = copy::copy(&mut self.cleaned(from)?, &mut std::io::sink())?;
        if byte_count == self.byte_count {
            Ok(sha256)
        } else {
            Err(MediaError::ChangedMeanwhile)
        }
    }

    /// Whether a copy is of this video and lacks what must not leave. Had anything moved in between, the wrong bytes
    /// would have been blanked.
    pub fn is_copied_in(&self, copy: &mut (impl Read + Seek)) -> bool {
        inspect_video(copy).is_ok_and(|copy| {
            copy.changes.is_empty()
                && copy.facts == self.facts
                && copy.byte_count == self.byte_count
        })
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
    Ok(VideoFacts {
        width,
        height,
        duration_ms: map.duration.millis(),
    })
}

/// Refuses a length that LinkedIn would refuse; where the file tells none, LinkedIn finds it.
fn check_duration(facts: VideoFacts) -> Result<(), MediaError> {
    match facts.duration_ms {
        Some(millis) if millis < *VIDEO_MILLIS.start() => Err(MediaError::VideoTooShort),
        Some(millis) if millis > *VIDEO_MILLIS.end() => Err(MediaError::VideoTooLong),
        _ => Ok(()),
    }
}

fn codecs_of(map: &Map) -> Vec<String> {
    let mut codecs: Vec<String> = Vec::new();
    for codec in map.tracks.iter().filter_map(codec_of) {
        if !codecs.contains(&codec) {
            codecs.push(codec);
        }
    }
    codecs
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

//! A walk through the boxes of an MP4: what it is made of, and what tells about its maker.
//!
//! Kept are the boxes a player needs. Whatever else lies beside them, known or not, is marked to be
//! blanked: user data, metadata, the boxes of single makers, and free space, in which some dashboard
//! cameras hide their positions. Samples are never looked at.

use std::io::{Read, Seek};
use std::ops::Range;

use super::boxes::{Block, Source, damaged};
use super::track::{Duration, Track};
use crate::media::MediaError;

/// What a walk found.
#[derive(Debug, Default)]
pub(super) struct Map {
    pub(super) duration: Duration,
    pub(super) tracks: Vec<Track>,
    /// What must not leave, in the order of the file.
    pub(super) blanks: Vec<Blank>,
    /// Among it was where the film was taken.
    pub(super) has_location: bool,
    /// Among it was anything but free space.
    pub(super) has_metadata: bool,
    has_film: bool,
}

/// A stretch that is filled with zeros in the copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Blank {
    /// Where the kind of the box is to be overwritten by `free`.
    pub(super) kind_at: Option<u64>,
    pub(super) zeros: Range<u64>,
}

/// Walks through a whole file.
pub(super) fn walk<F: Read + Seek>(file: F) -> Result<Map, MediaError> {
    let mut source = Source::new(file);
    let len = source.len()?;
    let mut walker = Walker {
        source,
        map: Map::default(),
        may_search: MAX_SEARCHED,
    };
    walker.walk_in(Place::File, 0..len, 0)?;
    if walker.map.has_film {
        Ok(walker.map)
    } else {
        Err(damaged("no film header"))
    }
}

/// Which box the walk is in.
#[derive(Clone, Copy)]
enum Place {
    File,
    Film,
    Track,
    /// Further down there are tables only; what is known to be talkative goes, the rest stays.
    Deeper,
}

/// What becomes of a box.
#[derive(Clone, Copy)]
enum Fate {
    Enter(Place),
    Keep,
    Empty,
    Blank,
}

impl Place {
    fn fate(self, kind: [u8; 4]) -> Fate {
        match (self, &kind) {
            (_, b"free" | b"skip" | b"wide") => Fate::Empty,
            (_, b"udta" | b"meta" | b"uuid" | b"XMP_") => Fate::Blank,
            (Self::File, b"moov") => Fate::Enter(Self::Film),
            (Self::Film, b"trak") => Fate::Enter(Self::Track),
            (Self::File, b"moof")
            | (Self::Film, b"mvex")
            | (Self::Track, b"mdia" | b"edts")
            | (Self::Deeper, b"traf" | b"minf" | b"stbl") => Fate::Enter(Self::Deeper),
            (Self::File, b"ftyp" | b"styp" | b"pdin" | b"mdat" | b"sidx" | b"ssix" | b"mfra")
            | (Self::Film, b"mvhd" | b"iods")
            | (Self::Track, b"tkhd" | b"tref" | b"tapt" | b"trgr" | b"load")
            | (Self::Deeper, _) => Fate::Keep,
            (Self::File | Self::Film | Self::Track, _) => Fate::Blank,
        }
    }
}

struct Walker<F> {
    source: Source<F>,
    map: Map,
    may_search: usize,
}

impl<F: Read + Seek> Walker<F> {
    fn walk_in(
        &mut self,
        place: Place,
        mut space: Range<u64>,
        depth: u8,
    ) -> Result<(), MediaError> {
        if depth > MAX_DEPTH {
            return Err(damaged("boxes within boxes without end"));
        }
        while let Some(block) = self.source.block_in(&space)? {
            space.start = block.end;
            match place.fate(block.kind) {
                Fate::Keep => self.note(block)?,
                Fate::Empty => self.blank(block, None)?,
                Fate::Blank => {
                    self.map.has_metadata = true;
                    self.blank(block, Some(block.start + KIND_OFFSET))?;
                }
                Fate::Enter(next) => {
                    if block.kind == *b"trak" {
                        self.map.tracks.push(Track::default());
                    }
                    self.walk_in(next, block.content(), depth + 1)?;
                }
            }
        }
        // Too short for a box: padding, or four zeros as `QuickTime` ends some lists.
        if !space.is_empty() {
            self.map.blanks.push(Blank {
                kind_at: None,
                zeros: space,
            });
        }
        Ok(())
    }

    /// Reads what matters of a box that stays.
    fn note(&mut self, block: Block) -> Result<(), MediaError> {
        let is_of_interest = matches!(&block.kind, b"mvhd" | b"mehd" | b"tkhd" | b"hdlr" | b"stsd");
        if !is_of_interest {
            return Ok(());
        }
        let content = self.source.beginning(block.content(), MAX_READ)?;
        if block.kind == *b"mvhd" {
            self.map.has_film = true;
            self.map.duration.read_film(&content);
        } else if block.kind == *b"mehd" {
            self.map.duration.read_fragments(&content);
        } else if let Some(track) = self.map.tracks.last_mut() {
            match &block.kind {
                b"tkhd" => track.read_header(&content),
                b"hdlr" => track.read_handler(&content),
                _ => track.read_description(&content),
            }
        }
        Ok(())
    }

    fn blank(&mut self, block: Block, kind_at: Option<u64>) -> Result<(), MediaError> {
        self.map.has_location |= self.tells_place(block)?;
        self.map.blanks.push(Blank {
            kind_at,
            zeros: block.content(),
        });
        Ok(())
    }

    /// Whether a box that goes says where the film was taken; for the message, so a look at the beginning will do.
    fn tells_place(&mut self, block: Block) -> Result<bool, MediaError> {
        // The kind first, for a place that stands in no box around it.
        let mut found = block.kind.to_vec();
        found.extend(self.source.beginning(block.content(), self.may_search)?);
        self.may_search -= found.len() - block.kind.len();
        Ok(PLACES
            .iter()
            .any(|place| found.windows(place.len()).any(|at| at == *place)))
    }
}

/// Where the kind stands in the header of a box.
const KIND_OFFSET: u64 = 4;
/// Real files need six.
const MAX_DEPTH: u8 = 16;
/// How much is read of a box that matters, in bytes.
const MAX_READ: usize = 4096;
/// How much is searched for places in all, in bytes.
const MAX_SEARCHED: usize = 1024 * 1024;

/// Words that tell where a film was taken: `QuickTime`'s and 3GPP's boxes, Apple's key, XMP and EXIF.
const PLACES: [&[u8]; 4] = [b"\xA9xyz", b"loci", b"location", b"GPS"];

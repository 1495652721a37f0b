//! Which bytes of a file are its picture.
//!
//! The walkers of the formats fill a [`Layout`] in; here is only what they share. Nothing is decoded.

use std::ops::Range;

use image::metadata::Orientation;

use super::exif::ExifTags;
use crate::domain::{ImageFacts, ImageFormat};

/// What a walk through a file found, in the order of the file.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) facts: ImageFacts,
    /// How the pixels must be turned to be upright.
    pub(super) orientation: Orientation,
    pub(super) has_location: bool,
    kept: Vec<Range<usize>>,
    end: usize,
}

impl Layout {
    /// An upright picture of one frame and no size, of which nothing is kept yet.
    pub(super) fn new(format: ImageFormat) -> Self {
        Self {
            facts: ImageFacts {
                format,
                width: 0,
                height: 0,
                frames: 1,
            },
            orientation: Orientation::NoTransforms,
            has_location: false,
            kept: Vec::new(),
            end: 0,
        }
    }

    /// Marks bytes as part of the picture.
    pub(super) fn keep(&mut self, range: Range<usize>) {
        match self.kept.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => self.kept.push(range),
        }
    }

    /// Marks where the format says the picture is over.
    pub(super) fn end_at(&mut self, end: usize) {
        self.end = end;
    }

    /// Remembers what the camera wrote, before it is dropped. The first block that turns, counts.
    pub(super) fn note_exif(&mut self, tags: ExifTags) {
        if self.orientation == Orientation::NoTransforms {
            self.orientation = tags.orientation;
        }
        self.has_location |= tags.has_location;
    }

    /// Remembers whether an XMP packet, which is text, tells the place.
    pub(super) fn note_xmp(&mut self, packet: &[u8]) {
        self.has_location |= packet.windows(XMP_PLACE.len()).any(|at| at == XMP_PLACE);
    }

    /// Whether there is anything within the picture that is not the picture.
    pub(super) fn has_metadata(&self) -> bool {
        self.kept.iter().map(Range::len).sum::<usize>() < self.end
    }

    /// Whether anything follows the end of the picture in a file of `len` bytes.
    pub(super) fn has_trailing(&self, len: usize) -> bool {
        self.end < len
    }

    /// The picture alone. Without anything to remove these are the very same bytes.
    pub(super) fn clean(&self, mut bytes: Vec<u8>) -> Vec<u8> {
        bytes.truncate(self.end);
        if self.has_metadata() {
            let kept: Vec<_> = self
                .kept
                .iter()
                .map(|range| &bytes[range.clone()])
                .collect();
            bytes = kept.concat();
        }
        bytes
    }
}

/// The start of the names of the XMP properties that tell where a photo was taken.
const XMP_PLACE: &[u8] = b"GPSL";

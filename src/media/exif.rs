//! A small, forgiving look into EXIF: which way is up, and whether it tells a place.
//!
//! Only the first directory is read, each entry once, so no offset in the file can lead in circles.
//! Nothing here can fail: what cannot be read is not there, and all of it is removed anyway.

use image::metadata::Orientation;

/// What matters of an EXIF block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ExifTags {
    pub(super) orientation: Orientation,
    /// There is a directory of GPS coordinates.
    pub(super) has_location: bool,
}

impl ExifTags {
    /// Reads the TIFF structure that EXIF is, with or without its `Exif` heading.
    pub(super) fn read(block: &[u8]) -> Self {
        let tiff = block.strip_prefix(EXIF_HEADING).unwrap_or(block);
        let mut tags = Self {
            orientation: Orientation::NoTransforms,
            has_location: false,
        };
        for entry in first_directory(tiff).unwrap_or_default().entries {
            match entry {
                (ORIENTATION, value) => {
                    tags.orientation = u8::try_from(value)
                        .ok()
                        .and_then(Orientation::from_exif)
                        .unwrap_or(Orientation::NoTransforms);
                }
                (GPS_DIRECTORY, _) => tags.has_location = true,
                _ => {}
            }
        }
        tags
    }
}

/// Whether a TIFF file is one picture and nothing more. A raw photo has a small picture before the real one, and a scan
/// has further pages.
pub(super) fn is_one_picture(tiff: &[u8]) -> bool {
    let is_nested = |&(tag, _): &(u16, u16)| matches!(tag, SUB_DIRECTORIES | DNG_VERSION);
    first_directory(tiff)
        .is_some_and(|first| !first.is_followed && !first.entries.iter().any(is_nested))
}

/// The first directory of a TIFF structure.
#[derive(Default)]
struct Directory {
    /// The tag and the first short value of each entry, as many as there are.
    entries: Vec<(u16, u16)>,
    /// Another one comes after it.
    is_followed: bool,
}

fn first_directory(tiff: &[u8]) -> Option<Directory> {
    let read_u16: fn([u8; 2]) -> u16 = match tiff.get(..2)? {
        b"II" => u16::from_le_bytes,
        b"MM" => u16::from_be_bytes,
        _ => return None,
    };
    let number = |at: usize| Some(read_u16(tiff.get(at..at + 2)?.try_into().ok()?));
    let (first, second) = (usize::from(number(4)?), usize::from(number(6)?));
    let start = if tiff.starts_with(b"II") {
        first | second << 16
    } else {
        first << 16 | second
    };
    let count = usize::from(number(start)?);
    let entries = (0..count).map_while(|idx| {
        let entry = start + 2 + idx * ENTRY_LEN;
        Some((number(entry)?, number(entry + VALUE_OFFSET)?))
    });
    let end = start + 2 + count * ENTRY_LEN;
    Some(Directory {
        entries: entries.collect(),
        is_followed: [end, end + 2].into_iter().any(|at| number(at) != Some(0)),
    })
}

/// What precedes the TIFF structure in a JPEG, and sometimes elsewhere.
pub(super) const EXIF_HEADING: &[u8] = b"Exif\0\0";

const ORIENTATION: u16 = 0x0112;
const GPS_DIRECTORY: u16 = 0x8825;
const SUB_DIRECTORIES: u16 = 0x014A;
const DNG_VERSION: u16 = 0xC612;

/// Bytes of a directory entry, and where in it the value stands (TIFF 6.0, section 2).
const ENTRY_LEN: usize = 12;
const VALUE_OFFSET: usize = 8;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::media::samples;

    #[test]
    fn each_orientation_is_read() {
        for number in 1..=8 {
            let tags = ExifTags::read(&samples::exif(number, false));
            assert_eq!(tags.orientation.to_exif(), number);
            assert!(!tags.has_location);
        }
    }

    #[test]
    fn both_byte_orders_are_read() {
        let big = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        assert_eq!(ExifTags::read(big).orientation, Orientation::Rotate90);
    }

    #[test]
    fn a_place_is_seen_with_and_without_the_heading() {
        let block = samples::exif(1, true);
        assert!(ExifTags::read(&block).has_location);
        let tiff = block.strip_prefix(EXIF_HEADING).unwrap();
        assert!(ExifTags::read(tiff).has_location);
    }

    #[test]
    fn an_orientation_that_does_not_exist_means_upright() {
        let tags = ExifTags::read(&samples::exif(9, false));
        assert_eq!(tags.orientation, Orientation::NoTransforms);
    }

    #[test]
    fn a_directory_that_points_at_itself_ends() {
        // The directory starts at byte 0, which is also the header: 0x4949 entries of nonsense.
        let tags = ExifTags::read(b"II*\0\0\0\0\0\0\0\0\0\0\0\0\0");
        assert!(!tags.has_location);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fail(mut block in prop::collection::vec(any::<u8>(), 0..200), big: bool) {
            if block.len() > 2 {
                block[..2].copy_from_slice(if big { b"MM" } else { b"II" });
            }
            ExifTags::read(&block);
        }
    }
}

//! A walk through the segments of a JPEG (ITU-T T.81, annex B): its size, and what is not the picture.
//!
//! Kept are the tables, frames and scans, and of the application segments only those that change how
//! the picture looks: JFIF, the colour profile and Adobe's colour transform. Everything else, known
//! or not, is dropped, as are stray bytes between segments and all that follows the end marker, such
//! as the further pictures of a multi-picture file. Nothing is decoded.

use super::MediaError;
use super::exif::{EXIF_HEADING, ExifTags};
use super::layout::Layout;
use super::limits::check_size;
use super::scanner::Scanner;
use crate::domain::ImageFormat;

/// Walks through all of a file that begins like a JPEG.
pub(super) fn walk(bytes: &[u8]) -> Result<Layout, MediaError> {
    let mut layout = Layout::new(ImageFormat::Jpeg);
    let mut scanner = Scanner::new(bytes);
    scanner.take(START_OF_IMAGE_LEN)?;
    layout.keep(0..START_OF_IMAGE_LEN);
    loop {
        let (start, marker) = next_marker(&mut scanner)?;
        match marker {
            END_OF_IMAGE => {
                layout.keep(start..scanner.position());
                break;
            }
            // Markers without a segment; outside a scan they mean nothing.
            START_OF_IMAGE | TEMPORARY | FIRST_RESTART..=LAST_RESTART => {
                return Err(MediaError::damaged("a marker out of place"));
            }
            _ => walk_segment(start, marker, &mut scanner, &mut layout)?,
        }
    }
    layout.end_at(scanner.position());
    if layout.facts.width == 0 {
        return Err(MediaError::damaged("no frame"));
    }
    Ok(layout)
}

fn walk_segment(
    start: usize,
    marker: u8,
    scanner: &mut Scanner<'_>,
    layout: &mut Layout,
) -> Result<(), MediaError> {
    let len = u16::from_be_bytes(scanner.take_array()?);
    let Some(len) = len.checked_sub(2) else {
        return Err(MediaError::damaged("a segment shorter than its length"));
    };
    let segment = scanner.take(usize::from(len))?;
    match marker {
        0xC0..=0xC2 => note_frame(segment, layout)?,
        // Lossless, hierarchical, differential and arithmetic frames.
        0xC3 | 0xC5..=0xC7 | 0xC8..=0xCB | 0xCD..=0xCF | 0xDE | 0xDF => {
            return Err(MediaError::UncommonJpeg);
        }
        START_OF_SCAN => skip_scan(scanner)?,
        0xE1 if segment.starts_with(EXIF_HEADING) => layout.note_exif(ExifTags::read(segment)),
        0xE1 => layout.note_xmp(segment),
        _ => {}
    }
    if belongs_to_picture(marker, segment) {
        layout.keep(start..scanner.position());
    }
    Ok(())
}

/// Finds the next marker and where its fill bytes begin.
fn next_marker(scanner: &mut Scanner<'_>) -> Result<(usize, u8), MediaError> {
    loop {
        let start = scanner.position();
        let mut byte = scanner.byte()?;
        if byte != 0xFF {
            continue;
        }
        while byte == 0xFF {
            byte = scanner.byte()?;
        }
        if byte != 0 {
            return Ok((start, byte));
        }
    }
}

/// Reads the size of the picture from its frame header.
fn note_frame(segment: &[u8], layout: &mut Layout) -> Result<(), MediaError> {
    let &[precision, y1, y0, x1, x0, ..] = segment else {
        return Err(MediaError::damaged("a frame header that breaks off"));
    };
    if layout.facts.width != 0 {
        return Err(MediaError::damaged("two frames"));
    }
    if precision != 8 {
        return Err(MediaError::UncommonJpeg);
    }
    layout.facts.width = u16::from_be_bytes([x1, x0]).into();
    layout.facts.height = u16::from_be_bytes([y1, y0]).into();
    check_size(layout.facts.width, layout.facts.height)
}

/// Moves to the marker that ends the coded pixels.
fn skip_scan(scanner: &mut Scanner<'_>) -> Result<(), MediaError> {
    loop {
        let rest = scanner.rest();
        let len = rest
            .iter()
            .position(|&byte| byte == 0xFF)
            .unwrap_or(rest.len());
        scanner.take(len)?;
        match scanner.rest() {
            [_, 0 | FIRST_RESTART..=LAST_RESTART, ..] => scanner.take(2)?,
            [_, 0xFF, ..] => scanner.take(1)?,
            [_, _, ..] => return Ok(()),
            _ => return Err(MediaError::damaged("a scan that breaks off")),
        };
    }
}

fn belongs_to_picture(marker: u8, segment: &[u8]) -> bool {
    match marker {
        // Frames, tables and scans.
        0xC0..=0xCF | START_OF_SCAN..=0xDD => true,
        0xE0 => segment.starts_with(b"JFIF\0"),
        0xE2 => segment.starts_with(b"ICC_PROFILE\0"),
        0xEE => segment.starts_with(b"Adobe"),
        _ => false,
    }
}

const START_OF_IMAGE_LEN: usize = 2;
const TEMPORARY: u8 = 0x01;
const FIRST_RESTART: u8 = 0xD0;
const LAST_RESTART: u8 = 0xD7;
const START_OF_IMAGE: u8 = 0xD8;
const END_OF_IMAGE: u8 = 0xD9;
const START_OF_SCAN: u8 = 0xDA;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::samples;

    fn cleaned(bytes: &[u8]) -> Vec<u8> {
        walk(bytes).unwrap().clean(bytes.to_vec())
    }

    #[test]
    fn stray_bytes_fill_bytes_and_unknown_segments_leave_the_picture_alone() {
        let jpeg = samples::jpeg(9, 7);
        let mut noisy = jpeg[..2].to_vec();
        noisy.extend(b"stray");
        noisy.extend(samples::jpeg_segment(0xED, b"Photoshop 3.0\0secret"));
        noisy.extend(samples::jpeg_segment(0xFE, b"a comment"));
        noisy.extend(samples::jpeg_segment(0xE2, b"MPF\0"));
        noisy.extend(samples::jpeg_segment(0xE5, b"whatever"));
        noisy.extend(&jpeg[2..]);
        noisy.extend(&jpeg);
        assert_eq!(cleaned(&noisy), jpeg);
    }

    #[test]
    fn fill_bytes_are_part_of_a_marker() {
        let mut jpeg = samples::jpeg(9, 7);
        jpeg.insert(2, 0xFF);
        assert_eq!(cleaned(&jpeg), jpeg);
    }

    #[test]
    fn arithmetic_coding_is_refused_as_uncommon() {
        let mut jpeg = b"\xFF\xD8".to_vec();
        jpeg.extend(samples::jpeg_segment(0xC9, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]));
        assert!(matches!(walk(&jpeg), Err(MediaError::UncommonJpeg)));
    }

    #[test]
    fn a_huge_frame_is_refused_before_the_rest_is_read() {
        let mut jpeg = b"\xFF\xD8".to_vec();
        jpeg.extend(samples::jpeg_segment(0xC0, &[8, 0xFF, 0xFF, 0xFF, 0xFF, 3]));
        assert!(matches!(
            walk(&jpeg),
            Err(MediaError::TooManyPixels {
                width: 65_535,
                height: 65_535
            })
        ));
    }

    #[test]
    fn a_second_frame_header_cannot_hide_another_size() {
        let mut jpeg = samples::jpeg(9, 7);
        let frame = samples::jpeg_segment(0xC0, &[8, 0xFF, 0xFF, 0xFF, 0xFF, 3]);
        jpeg.splice(jpeg.len() - 2..jpeg.len() - 2, frame);
        assert!(matches!(walk(&jpeg), Err(MediaError::Damaged(_))));
    }
}

//! A walk through the chunks of a PNG (W3C PNG, third edition): its size, and what is not the picture.
//!
//! Kept are the chunks that change how the picture looks or moves. Text, EXIF, times and every chunk
//! nobody told us about are dropped, as is all that follows the end chunk. Nothing is decoded;
//! checksums are left to the decoder.

use image::metadata::Orientation;

use super::MediaError;
use super::exif::ExifTags;
use super::layout::Layout;
use super::limits::check_size;
use super::scanner::Scanner;
use crate::domain::ImageFormat;

/// Walks through all of a file that begins like a PNG.
pub(super) fn walk(bytes: &[u8]) -> Result<Layout, MediaError> {
    let mut layout = Layout::new(ImageFormat::Png);
    let mut scanner = Scanner::new(bytes);
    scanner.take(SIGNATURE_LEN)?;
    layout.keep(0..SIGNATURE_LEN);
    note_header(&mut scanner, &mut layout)?;
    let mut is_animated = false;
    loop {
        let start = scanner.position();
        let (name, content) = next_chunk(&mut scanner)?;
        match &name {
            b"IHDR" => return Err(MediaError::damaged("two headers")),
            b"IEND" if !content.is_empty() => {
                return Err(MediaError::damaged("an end chunk with content"));
            }
            b"eXIf" => layout.note_exif(ExifTags::read(content)),
            b"iTXt" => layout.note_xmp(content),
            b"acTL" => is_animated = true,
            _ => {}
        }
        if KEPT_CHUNKS.contains(&&name) {
            layout.keep(start..scanner.position());
        }
        if &name == b"IEND" {
            break;
        }
    }
    layout.end_at(scanner.position());
    if is_animated {
        // Turning would need all frames decoded; an animation comes from no camera.
        layout.orientation = Orientation::NoTransforms;
    }
    Ok(layout)
}

/// Reads the size from the chunk that must come first.
fn note_header(scanner: &mut Scanner<'_>, layout: &mut Layout) -> Result<(), MediaError> {
    let start = scanner.position();
    let len = u32::from_be_bytes(scanner.take_array()?);
    if len != HEADER_LEN || scanner.take(4)? != b"IHDR" {
        return Err(MediaError::damaged("no header"));
    }
    layout.facts.width = u32::from_be_bytes(scanner.take_array()?);
    layout.facts.height = u32::from_be_bytes(scanner.take_array()?);
    check_size(layout.facts.width, layout.facts.height)?;
    scanner.take(5 + CHECKSUM_LEN)?;
    layout.keep(start..scanner.position());
    Ok(())
}

fn next_chunk<'a>(scanner: &mut Scanner<'a>) -> Result<([u8; 4], &'a [u8]), MediaError> {
    let len = u32::from_be_bytes(scanner.take_array()?);
    let name = scanner.take_array()?;
    let content = scanner.take(len as usize)?;
    scanner.take(CHECKSUM_LEN)?;
    Ok((name, content))
}

const SIGNATURE_LEN: usize = 8;
const HEADER_LEN: u32 = 13;
const CHECKSUM_LEN: usize = 4;

/// What a viewer needs: pixels, colours, proportions and animation.
const KEPT_CHUNKS: [&[u8; 4]; 19] = [
    b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::samples;

    #[test]
    fn text_exif_time_and_private_chunks_go_and_the_pixels_stay() {
        let png = samples::png(9, 7);
        let mut noisy = png.clone();
        let after_header = SIGNATURE_LEN + 8 + HEADER_LEN as usize + CHECKSUM_LEN;
        let mut chunks = Vec::new();
        for (name, content) in [
            (b"tEXt", &b"Comment\0secret"[..]),
            (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<exif:GPSLatitude>"),
            (b"zTXt", b"k\0\0\x78\x9c"),
            (b"tIME", &[7, 0xEA, 1, 2, 3, 4, 5]),
            (b"eXIf", b"II*\0"),
            (b"prVT", b"an editor's own"),
        ] {
            chunks.extend(samples::png_chunk(*name, content));
        }
        noisy.splice(after_header..after_header, chunks);
        noisy.extend(b"the rest of an older, larger screenshot");

        let layout = walk(&noisy).unwrap();
        assert!(layout.has_location);
        assert!(layout.has_metadata());
        assert!(layout.has_trailing(noisy.len()));
        assert_eq!(layout.clean(noisy), png);
    }

    #[test]
    fn a_bomb_is_refused_by_its_header_alone() {
        let mut png = samples::png(1, 1)[..SIGNATURE_LEN].to_vec();
        png.extend(samples::png_header(30_000, 30_000, 8, 2));
        assert!(matches!(
            walk(&png),
            Err(MediaError::TooManyPixels {
                width: 30_000,
                height: 30_000
            })
        ));
    }

    #[test]
    fn an_animation_keeps_its_chunks() {
        let mut png = samples::png(1, 1);
        let end = png.len() - 12;
        let mut frames = samples::png_chunk(*b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]);
        frames.extend(samples::png_chunk(*b"fdAT", b"\0\0\0\x01pixels"));
        png.splice(end..end, frames);
        assert_eq!(walk(&png).unwrap().clean(png.clone()), png);
    }

    #[test]
    fn a_header_that_does_not_come_first_is_damage() {
        let mut png = samples::png(1, 1)[..SIGNATURE_LEN].to_vec();
        png.extend(samples::png_chunk(*b"gAMA", &[0, 0, 0, 1]));
        png.extend(&samples::png(1, 1)[SIGNATURE_LEN..]);
        assert!(matches!(walk(&png), Err(MediaError::Damaged(_))));
    }
}

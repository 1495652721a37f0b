//! A walk through the blocks of a GIF (`GIF89a` specification): its size, its frames, and what is not
//! the picture.
//!
//! Kept are the frames with their timing and palettes, the loop count and the colour profile.
//! Comments, XMP and the blocks of other programs are dropped, as is all that follows the trailer.
//! Frames are counted, not decoded.

use super::MediaError;
use super::layout::Layout;
use super::limits::{MAX_GIF_FRAMES, check_size};
use super::scanner::Scanner;
use crate::domain::ImageFormat;

/// Walks through all of a file that begins like a GIF.
pub(super) fn walk(bytes: &[u8]) -> Result<Layout, MediaError> {
    let mut layout = Layout::new(ImageFormat::Gif);
    layout.facts.frames = 0;
    let mut scanner = Scanner::new(bytes);
    note_screen(&mut scanner, &mut layout)?;
    loop {
        let start = scanner.position();
        let is_kept = match scanner.byte()? {
            EXTENSION => skip_extension(&mut scanner, &mut layout)?,
            IMAGE => {
                skip_frame(&mut scanner)?;
                layout.facts.frames += 1;
                true
            }
            TRAILER => break,
            _ => return Err(MediaError::damaged("an unknown block")),
        };
        if is_kept {
            layout.keep(start..scanner.position());
        }
    }
    layout.keep(scanner.position() - 1..scanner.position());
    layout.end_at(scanner.position());
    check_frames(layout.facts.frames)?;
    Ok(layout)
}

/// Reads the size of the canvas and skips the palette that all frames share.
fn note_screen(scanner: &mut Scanner<'_>, layout: &mut Layout) -> Result<(), MediaError> {
    scanner.take(SIGNATURE_LEN)?;
    layout.facts.width = u16::from_le_bytes(scanner.take_array()?).into();
    layout.facts.height = u16::from_le_bytes(scanner.take_array()?).into();
    check_size(layout.facts.width, layout.facts.height)?;
    let [flags, _background, _aspect] = scanner.take_array()?;
    skip_palette(flags, scanner)?;
    layout.keep(0..scanner.position());
    Ok(())
}

/// Skips one frame. It may lie outside the canvas, but it may not be larger than a picture may be.
fn skip_frame(scanner: &mut Scanner<'_>) -> Result<(), MediaError> {
    scanner.take(4)?;
    let width = u16::from_le_bytes(scanner.take_array()?);
    let height = u16::from_le_bytes(scanner.take_array()?);
    check_size(width.into(), height.into())?;
    let flags = scanner.byte()?;
    skip_palette(flags, scanner)?;
    scanner.byte()?;
    skip_blocks(scanner)
}

/// Skips one extension and tells whether it belongs to the picture.
fn skip_extension(scanner: &mut Scanner<'_>, layout: &mut Layout) -> Result<bool, MediaError> {
    let label = scanner.byte()?;
    let rest = scanner.rest();
    let start = scanner.position();
    skip_blocks(scanner)?;
    let blocks = &rest[..scanner.position() - start];
    Ok(match label {
        // Captions are drawn by hardly anyone, yet the timing before one belongs to it: both stay.
        GRAPHIC_CONTROL | PLAIN_TEXT => true,
        APPLICATION => {
            let name = blocks.get(1..12).unwrap_or_default();
            if name == XMP {
                layout.note_xmp(blocks);
            }
            KEPT_APPLICATIONS.contains(&name)
        }
        _ => false,
    })
}

fn skip_palette(flags: u8, scanner: &mut Scanner<'_>) -> Result<(), MediaError> {
    if flags & HAS_PALETTE != 0 {
        scanner.take(3 << ((flags & PALETTE_SIZE) + 1))?;
    }
    Ok(())
}

/// Skips blocks of up to 255 bytes until the empty one.
fn skip_blocks(scanner: &mut Scanner<'_>) -> Result<(), MediaError> {
    loop {
        let len = scanner.byte()?;
        if len == 0 {
            return Ok(());
        }
        scanner.take(len.into())?;
    }
}

fn check_frames(frames: u32) -> Result<(), MediaError> {
    match frames {
        0 => Err(MediaError::damaged("no frames")),
        1..=MAX_GIF_FRAMES => Ok(()),
        _ => Err(MediaError::TooManyFrames { frames }),
    }
}

const SIGNATURE_LEN: usize = 6;
const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2C;
const TRAILER: u8 = 0x3B;
const GRAPHIC_CONTROL: u8 = 0xF9;
const PLAIN_TEXT: u8 = 0x01;
const APPLICATION: u8 = 0xFF;
const HAS_PALETTE: u8 = 0x80;
const PALETTE_SIZE: u8 = 0x07;
const XMP: &[u8] = b"XMP DataXMP";

/// The loop count under both its names, and the colour profile.
const KEPT_APPLICATIONS: [&[u8]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::samples;

    #[test]
    fn two_hundred_and_fifty_frames_are_taken_and_one_more_is_not() {
        let gif = samples::gif(3, 2, MAX_GIF_FRAMES);
        assert_eq!(walk(&gif).unwrap().facts.frames, MAX_GIF_FRAMES);

        let gif = samples::gif(3, 2, MAX_GIF_FRAMES + 1);
        assert!(matches!(
            walk(&gif),
            Err(MediaError::TooManyFrames { frames: 251 })
        ));
    }

    #[test]
    fn frames_without_a_delay_are_frames() {
        let gif = samples::gif(3, 2, 3);
        // A graphic control block: the delay stands in its fifth and sixth byte.
        let delays: Vec<&[u8]> = gif
            .windows(6)
            .filter(|at| at.starts_with(b"\x21\xF9\x04"))
            .collect();
        assert!(delays.iter().all(|block| block[4..] == [0, 0]));
        assert_eq!(walk(&gif).unwrap().facts.frames, 3);
    }

    #[test]
    fn comments_and_xmp_go_and_the_loop_stays() {
        let gif = samples::gif(3, 2, 2);
        assert!(gif.windows(11).any(|at| at == b"NETSCAPE2.0"));
        let mut noisy = gif[..gif.len() - 1].to_vec();
        noisy.extend(b"\x21\xFE\x06secret\0");
        noisy.extend(b"\x21\xFF\x0BXMP DataXMP\x0BGPSLatitude\0");
        noisy.extend(b"\x21\xFF\x0BMAGICK  1.0\x02hi\0");
        noisy.extend(b";trailing;");

        let layout = walk(&noisy).unwrap();
        assert!(layout.has_location);
        assert_eq!(layout.clean(noisy), gif);
    }

    #[test]
    fn a_frame_larger_than_any_picture_is_refused() {
        let mut gif = b"GIF89a\x01\0\x01\0\0\0\0".to_vec();
        gif.extend(b",\0\0\0\0\xFF\xFF\xFF\xFF\0");
        assert!(matches!(walk(&gif), Err(MediaError::TooManyPixels { .. })));
    }

    #[test]
    fn a_gif_without_frames_is_damage() {
        assert!(matches!(
            walk(b"GIF89a\x01\0\x01\0\0\0\0;"),
            Err(MediaError::Damaged(_))
        ));
    }
}

//! What the uploaded bytes really are. Unpacks every pixel to find out, as LinkedIn does; keeps none.

use std::io::Cursor;

use image::{ImageFormat, ImageReader};

/// Whether LinkedIn can make a picture of the bytes (`LRN:…/shares/images-api`: JPG, PNG, GIF; fewer than 36,152,320
/// pixels; GIF of at most 250 frames). Returns the media type.
pub(super) fn inspect(bytes: &[u8]) -> Option<&'static str> {
    let format = image::guess_format(bytes).ok()?;
    let (width, height) = ImageReader::with_format(Cursor::new(bytes), format)
        .into_dimensions()
        .ok()?;
    if u64::from(width) * u64::from(height) >= PIXEL_LIMIT {
        return None;
    }
    match format {
        ImageFormat::Jpeg => (jpeg_ends(bytes) && unpacks(bytes, format)).then_some("image/jpeg"),
        ImageFormat::Png => unpacks(bytes, format).then_some("image/png"),
        ImageFormat::Gif => (1..=GIF_FRAME_LIMIT)
            .contains(&gif_frames(bytes)?)
            .then_some("image/gif"),
        _ => None,
    }
}

/// Whether all pixels are there. The reader's own limits guard the memory.
fn unpacks(bytes: &[u8], format: ImageFormat) -> bool {
    ImageReader::with_format(Cursor::new(bytes), format)
        .decode()
        .is_ok()
}

/// Whether the markers lead to the end of the picture; the decoder paints over what is missing.
fn jpeg_ends(bytes: &[u8]) -> bool {
    let is_marker = |pair: &[u8]| {
        let stands_alone = matches!(pair[1], 0x00 | 0x01 | 0xd0..=0xd7 | 0xff);
        pair[0] == 0xff && !stands_alone
    };
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let Some(at) = rest.windows(2).position(is_marker) {
        if rest[at + 1] == END_OF_IMAGE {
            return true;
        }
        // Any other marker begins a segment that tells its length; a small picture inside it ends nothing.
        let Some([high, low, ..]) = rest.get(at + 2..) else {
            return false;
        };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        rest = rest.get(at + 2 + length..).unwrap_or_default();
    }
    false
}

/// Unpacks frame by frame up to the trailer and counts; stops soon after the limit.
fn gif_frames(bytes: &[u8]) -> Option<usize> {
    let mut decoder = gif::DecodeOptions::new().read_info(bytes).ok()?;
    let mut frames = 0;
    while frames <= GIF_FRAME_LIMIT && decoder.read_next_frame().ok()?.is_some() {
        frames += 1;
    }
    Some(frames)
}

const PIXEL_LIMIT: u64 = 36_152_320;
const GIF_FRAME_LIMIT: usize = 250;
const END_OF_IMAGE: u8 = 0xd9;

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image::GrayImage::new(width, height)
            .write_to(&mut bytes, format)
            .unwrap();
        bytes.into_inner()
    }

    fn gif(frames: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = gif::Encoder::new(&mut bytes, 1, 1, &[0, 0, 0]).unwrap();
        for _ in 0..frames {
            encoder
                .write_frame(&gif::Frame::from_indexed_pixels(1, 1, [0], None))
                .unwrap();
        }
        drop(encoder);
        bytes
    }

    #[test]
    fn the_three_kinds_are_known_by_their_bytes() {
        assert_eq!(inspect(&encoded(2, 3, ImageFormat::Png)), Some("image/png"));
        assert_eq!(
            inspect(&encoded(2, 3, ImageFormat::Jpeg)),
            Some("image/jpeg")
        );
        assert_eq!(inspect(&gif(2)), Some("image/gif"));
    }

    #[test]
    fn what_breaks_off_is_no_picture() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let whole = encoded(64, 64, format);
            for length in [whole.len() / 2, whole.len() - 16] {
                assert_eq!(
                    inspect(&whole[..length]),
                    None,
                    "{length} bytes of {format:?}"
                );
            }
        }
        let whole = gif(2);
        assert_eq!(inspect(&whole[..whole.len() - 1]), None);
    }

    #[test]
    fn a_jpeg_inside_a_jpeg_does_not_end_it() {
        let whole = encoded(64, 64, ImageFormat::Jpeg);
        let small = encoded(1, 1, ImageFormat::Jpeg);
        let length = u16::try_from(small.len() + 2).unwrap().to_be_bytes();
        let with_preview = [&whole[..2], &[0xff, 0xe1], &length, &small, &whole[2..]].concat();
        assert_eq!(inspect(&with_preview), Some("image/jpeg"));
        assert_eq!(inspect(&with_preview[..with_preview.len() - 2]), None);
    }

    #[test]
    fn other_bytes_are_no_picture() {
        assert_eq!(inspect(b"hello"), None);
        assert_eq!(inspect(&encoded(2, 3, ImageFormat::WebP)), None);
    }

    #[test]
    fn a_gif_may_have_250_frames_and_no_more() {
        assert_eq!(inspect(&gif(250)), Some("image/gif"));
        assert_eq!(inspect(&gif(251)), None);
    }

    #[test]
    fn the_pixel_limit_itself_is_too_many() {
        assert_eq!(inspect(&encoded(7_061, 5_120, ImageFormat::Png)), None);
    }
}

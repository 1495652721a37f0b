//! What the uploaded bytes really are: kind, size in pixels, number of frames. Reads headers; decodes no pixels.

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
        ImageFormat::Jpeg => Some("image/jpeg"),
        ImageFormat::Png => Some("image/png"),
        ImageFormat::Gif => (gif_frames(bytes)? <= GIF_FRAME_LIMIT).then_some("image/gif"),
        _ => None,
    }
}

/// Counts frames without unpacking them; stops soon after the limit.
fn gif_frames(bytes: &[u8]) -> Option<usize> {
    let mut options = gif::DecodeOptions::new();
    options.skip_frame_decoding(true);
    let mut decoder = options.read_info(bytes).ok()?;
    let mut frames = 0;
    while frames <= GIF_FRAME_LIMIT && decoder.next_frame_info().ok()?.is_some() {
        frames += 1;
    }
    (frames > 0).then_some(frames)
}

const PIXEL_LIMIT: u64 = 36_152_320;
const GIF_FRAME_LIMIT: usize = 250;

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

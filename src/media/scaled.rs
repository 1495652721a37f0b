//! A picture of more pixels than LinkedIn takes, made as much smaller as it takes.
//!
//! Never here: whether a person wants that.

use std::io::Cursor;

use image::{ImageDecoder as _, ImageFormat, ImageReader};

use super::exif::is_one_picture;
use super::limits::{PIXEL_LIMIT, fits};
use super::pixels::{Pixels, guarded, most_that_is_decoded};
use super::{FileKind, MediaError};

/// Decodes a picture of any size that memory allows, turns it upright and scales it down until it is taken.
pub(super) fn decode_to_fit(bytes: &[u8]) -> Result<(Pixels, u32, u32), MediaError> {
    let kind = FileKind::of(bytes);
    let codec = match kind {
        FileKind::Jpeg => ImageFormat::Jpeg,
        FileKind::Png => ImageFormat::Png,
        FileKind::Webp => ImageFormat::WebP,
        FileKind::Bmp => ImageFormat::Bmp,
        FileKind::Tiff if is_one_picture(bytes) => ImageFormat::Tiff,
        _ => return Err(MediaError::NotTaken(kind)),
    };
    let reader = ImageReader::with_format(Cursor::new(bytes), codec);
    let mut decoder = guarded(|| reader.into_decoder())?;
    let (width, height) = decoder.dimensions();
    // Whoever holds half a gigabyte of pixels back needs no second look.
    if decoder.total_bytes() > most_that_is_decoded().max_alloc.unwrap_or(0) {
        return Err(MediaError::TooManyPixels { width, height });
    }
    let mut pixels = guarded(|| {
        decoder.set_limits(most_that_is_decoded())?;
        let orientation = decoder.orientation()?;
        let mut pixels = Pixels::from_decoder(decoder)?;
        pixels.image.apply_orientation(orientation);
        Ok(pixels)
    })?;
    let (width, height) = (pixels.image.width(), pixels.image.height());
    if !fits(width, height) {
        let (less_wide, less_high) = size_that_fits(width, height);
        // Each pixel is the mean of those that it stands for, which takes no memory beside.
        pixels.image = pixels.image.thumbnail_exact(less_wide, less_high);
    }
    Ok((pixels, width, height))
}

/// The largest size of the same shape that is taken.
fn size_that_fits(width: u32, height: u32) -> (u32, u32) {
    let (wide, high) = (f64::from(width), f64::from(height));
    let factor = ((PIXEL_LIMIT - 1) as f64 / (wide * high)).sqrt().min(1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "smaller than what it was made of, and not negative"
    )]
    let smaller = |side: f64| ((side * factor).floor() as u32).max(1);
    let (wide, high) = (smaller(wide), smaller(high));
    // A strip of one pixel cannot get thinner, only shorter.
    let longest = u32::try_from(PIXEL_LIMIT - 1).unwrap_or(u32::MAX);
    (
        wide.min(longest / high),
        high.min(longest / wide.min(longest)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::samples;

    #[test]
    fn a_size_that_fits_keeps_its_shape_and_wastes_little() {
        for (width, height) in [
            (9_000, 6_000),
            (6_000, 9_000),
            (5_120, 7_061),
            (40_000, 1_000),
        ] {
            let (wide, high) = size_that_fits(width, height);
            assert!(fits(wide, high), "{wide} × {high}");
            assert!(!fits(wide + wide / 100, high + high / 100));
            let before = f64::from(width) / f64::from(height);
            let after = f64::from(wide) / f64::from(high);
            assert!((before / after - 1.0).abs() < 0.01, "{before} and {after}");
        }
        let (wide, high) = size_that_fits(u32::MAX, 1);
        assert!(fits(wide, high), "{wide} × {high}");
    }

    #[test]
    fn a_picture_that_fits_is_left_as_it_is() {
        let (pixels, width, height) = decode_to_fit(&samples::png(40, 30)).unwrap();
        assert_eq!((width, height), (40, 30));
        assert_eq!(pixels.image.into_rgb8(), samples::quarters(40, 30));
    }

    #[test]
    fn what_moves_or_is_no_picture_is_not_scaled() {
        for bytes in [samples::gif(4, 3, 5), b"%PDF-1.4".to_vec()] {
            assert!(matches!(
                decode_to_fit(&bytes),
                Err(MediaError::NotTaken(_))
            ));
        }
    }
}

//! A small upright copy of a picture, as plain pixels for the window to paint.

use image::{DynamicImage, ImageBuffer, Luma, Pixel, Rgb, Rgba};

use super::picture::walk;
use super::pixels::Pixels;
use super::webp::Webp;
use super::{FileKind, MAX_IMAGE_BYTES, MediaError};

/// Plain pixels. Their colours are as stored; a colour profile is not applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thumbnail {
    /// Pixels from left to right, at least one.
    pub width: u32,
    /// Pixels from top to bottom, at least one.
    pub height: u32,
    /// Rows from the top, four bytes per pixel: red, green, blue and an alpha that is not multiplied in.
    pub rgba: Vec<u8>,
}

/// Decodes a picture, of an animation its first frame, turns it upright and shrinks it until neither
/// side is longer than `max_side` pixels. A picture that is small enough keeps its size.
pub fn thumbnail(bytes: &[u8], max_side: u32) -> Result<Thumbnail, MediaError> {
    if bytes.len() > MAX_IMAGE_BYTES {
        return Err(MediaError::TooManyBytes);
    }
    Ok(Thumbnail::of(&upright(bytes)?, max_side))
}

impl Thumbnail {
    /// Shrinks an upright picture until neither side is longer than `max_side` pixels.
    pub(super) fn of(image: &DynamicImage, max_side: u32) -> Self {
        let longer = image.width().max(image.height());
        let max_side = max_side.max(1);
        let image = if longer > max_side {
            let factor = f64::from(max_side) / f64::from(longer);
            shrunk(image, factor).into_rgba8()
        } else {
            image.to_rgba8()
        };
        let (width, height) = image.dimensions();
        Self {
            width,
            height,
            rgba: image.into_raw(),
        }
    }
}

/// Each pixel is the mean of nine that are spread over those that it stands for: all of a photograph's would take half
/// of the time that decoding it takes.
fn shrunk(image: &DynamicImage, factor: f64) -> DynamicImage {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "smaller than what it was made of, and not negative"
    )]
    let smaller = |side: u32| ((f64::from(side) * factor).round() as u32).max(1);
    let (width, height) = (smaller(image.width()), smaller(image.height()));
    let small = match image {
        DynamicImage::ImageRgb8(pixels) => {
            means::<3, Rgb<u8>>(pixels, width, height).map(Into::into)
        }
        DynamicImage::ImageRgba8(pixels) => {
            means::<4, Rgba<u8>>(pixels, width, height).map(Into::into)
        }
        DynamicImage::ImageLuma8(pixels) => {
            means::<1, Luma<u8>>(pixels, width, height).map(Into::into)
        }
        // Rare, and never of so many pixels.
        _ => None,
    };
    small.unwrap_or_else(|| image.thumbnail_exact(width, height))
}

/// `width` by `height` pixels of `CHANNELS` bytes, each the mean of its samples.
fn means<const CHANNELS: usize, P: Pixel<Subpixel = u8>>(
    image: &ImageBuffer<P, Vec<u8>>,
    width: u32,
    height: u32,
) -> Option<ImageBuffer<P, Vec<u8>>> {
    let (wide, high) = (image.width() as usize, image.height() as usize);
    let (pixels, _) = image.as_raw().as_chunks::<CHANNELS>();
    let columns = samples(width, wide);
    let mut small = Vec::with_capacity(columns.len() * height as usize * CHANNELS);
    for lines in samples(height, high) {
        let lines = lines.map(|y| &pixels[y * wide..][..wide]);
        for places in &columns {
            let mut sums = [COUNT / 2; CHANNELS];
            for line in lines {
                for x in places {
                    let pixel = line[*x];
                    sums = std::array::from_fn(|nth| sums[nth] + u16::from(pixel[nth]));
                }
            }
            let bytes = sums.map(|sum| u8::try_from(sum / COUNT).unwrap_or(u8::MAX));
            small.extend_from_slice(&bytes);
        }
    }
    ImageBuffer::from_raw(width, height, small)
}

/// For each of `few` places on a side of `many` pixels, those that are looked at: the middles of equal stretches.
fn samples(few: u32, many: usize) -> Vec<[usize; SAMPLES]> {
    let stretches = 2 * few as usize * SAMPLES;
    let middle = |sample: usize| (2 * sample + 1) * many / stretches;
    (0..few as usize)
        .map(|at| std::array::from_fn(|nth| middle(at * SAMPLES + nth)))
        .collect()
}

/// The longer side of a picture's own thumbnail, in pixels: enough for a large tile at twice the density.
pub const THUMBNAIL_SIDE: u32 = 480;

/// So many samples either way make a pixel.
const SAMPLES: usize = 3;
/// So many in all.
const COUNT: u16 = 9;

fn upright(bytes: &[u8]) -> Result<DynamicImage, MediaError> {
    let kind = FileKind::of(bytes);
    let (mut image, orientation) = if kind == FileKind::Webp {
        let webp = Webp::decode(bytes)?;
        (webp.pixels.image, webp.exif.map(|exif| exif.orientation))
    } else {
        let layout = walk(kind, bytes)?;
        let pixels = Pixels::decode(bytes, layout.facts)?;
        (pixels.image, Some(layout.orientation))
    };
    if let Some(orientation) = orientation {
        image.apply_orientation(orientation);
    }
    Ok(image)
}

#[cfg(test)]
mod tests {
    use image::{GrayImage, ImageFormat};

    use super::*;
    use crate::media::samples;

    #[track_caller]
    fn check_pixel(thumbnail: &Thumbnail, x: u32, y: u32, expected: [u8; 4]) {
        let at = (y * thumbnail.width + x) as usize * 4;
        let found = &thumbnail.rgba[at..at + 4];
        let differs = found
            .iter()
            .zip(expected)
            .any(|(found, byte)| found.abs_diff(byte) > 12);
        assert!(!differs, "{found:?} is not {expected:?}");
    }

    #[test]
    fn a_large_picture_shrinks_and_keeps_its_proportions() {
        let small = thumbnail(&samples::png(200, 100), 50).unwrap();
        assert_eq!((small.width, small.height), (50, 25));
        assert_eq!(small.rgba.len(), 50 * 25 * 4);
        check_pixel(&small, 2, 2, [220, 30, 30, 255]);
    }

    #[test]
    fn a_small_picture_keeps_its_size() {
        let small = thumbnail(&samples::png(6, 4), 50).unwrap();
        assert_eq!((small.width, small.height), (6, 4));
    }

    #[test]
    fn a_line_does_not_vanish() {
        let small = thumbnail(&samples::png(300, 1), 10).unwrap();
        assert_eq!((small.width, small.height), (10, 1));
        assert!(thumbnail(&samples::png(3, 2), 0).is_ok());
        let line = GrayImage::from_pixel(30_000_000, 1, Luma([9])).into();
        let small = Thumbnail::of(&line, 480);
        assert_eq!((small.width, small.height), (480, 1));
        check_pixel(&small, 479, 0, [9, 9, 9, 255]);
    }

    #[test]
    fn every_orientation_is_shown_upright() {
        let upright = samples::quarters(64, 32);
        for orientation in 1..=8 {
            let stored = samples::held(&upright, orientation).into();
            let jpeg = samples::encoded(&stored, ImageFormat::Jpeg);
            let exif = samples::exif(orientation, false);
            let small = thumbnail(&samples::jpeg_with_exif(&jpeg, &exif), 16).unwrap();
            assert_eq!((small.width, small.height), (16, 8));
            check_pixel(&small, 2, 2, [220, 30, 30, 255]);
            check_pixel(&small, 13, 2, [30, 200, 30, 255]);
            check_pixel(&small, 2, 6, [30, 30, 220, 255]);
        }
    }

    #[test]
    fn an_inverted_cmyk_photo_shows_its_true_colours() {
        let small = thumbnail(&samples::cmyk_jpeg([255, 0, 0, 255]), 8).unwrap();
        check_pixel(&small, 4, 4, [255, 0, 0, 255]);
        let small = thumbnail(&samples::cmyk_jpeg([255, 255, 255, 255]), 8).unwrap();
        check_pixel(&small, 4, 4, [255, 255, 255, 255]);
    }

    #[test]
    fn sixteen_bits_and_greys_become_eight_bits_of_colour() {
        let deep = ImageBuffer::from_pixel(3, 3, Rgb([0xFFFF_u16, 0x8000, 0]));
        let small = thumbnail(&samples::encoded(&deep.into(), ImageFormat::Png), 8).unwrap();
        check_pixel(&small, 1, 1, [255, 128, 0, 255]);

        let grey = GrayImage::from_pixel(3, 3, Luma([99]));
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let grey = samples::encoded(&grey.clone().into(), format);
            check_pixel(&thumbnail(&grey, 8).unwrap(), 1, 1, [99, 99, 99, 255]);
        }
    }

    #[test]
    fn a_palette_with_transparency_is_looked_up() {
        let small = thumbnail(&samples::palette_png(), 8).unwrap();
        assert_eq!(small.rgba, [10, 20, 30, 255, 200, 100, 50, 128]);
    }

    #[test]
    fn a_gif_shows_its_first_frame_even_one_beyond_its_canvas() {
        let mut gif = samples::gif(4, 4, 2);
        let small = thumbnail(&gif, 8).unwrap();
        check_pixel(&small, 0, 0, [255, 0, 0, 255]);

        gif[6] = 2;
        gif[8] = 3;
        let small = thumbnail(&gif, 8).unwrap();
        assert_eq!((small.width, small.height), (2, 3));
        check_pixel(&small, 1, 2, [255, 0, 0, 255]);
    }

    #[test]
    fn what_is_no_picture_has_no_thumbnail() {
        assert!(matches!(
            thumbnail(b"hello", 8),
            Err(MediaError::NotTaken(FileKind::Text))
        ));
        assert!(matches!(
            thumbnail(b"", 8),
            Err(MediaError::NotTaken(FileKind::Unknown))
        ));
    }
}

//! A BMP or a TIFF, decoded so that it can be sent as a format LinkedIn takes.
//!
//! Their containers are left to the decoders, because none of them is sent on.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader};

use super::exif::{ExifTags, is_one_picture};
use super::limits::check_size;
use super::pixels::{Pixels, decoder_limits, guarded};
use super::{FileKind, MediaError};

/// A decoded picture, as it lies in the file, and what a camera wrote into it.
pub(super) struct Foreign {
    pub(super) pixels: Pixels,
    pub(super) exif: Option<ExifTags>,
}

impl Foreign {
    /// Decodes a file that begins like one of its kind. A TIFF of several pictures is refused: which one is meant, only
    /// a person knows.
    pub(super) fn decode(kind: FileKind, bytes: &[u8]) -> Result<Self, MediaError> {
        let (codec, exif) = match kind {
            FileKind::Bmp => (ImageFormat::Bmp, None),
            FileKind::Tiff if is_one_picture(bytes) => {
                (ImageFormat::Tiff, Some(ExifTags::read(bytes)))
            }
            _ => return Err(MediaError::NotTaken(kind)),
        };
        let reader = ImageReader::with_format(Cursor::new(bytes), codec);
        let mut decoder = guarded(|| reader.into_decoder())?;
        let (width, height) = decoder.dimensions();
        check_size(width, height)?;
        let mut pixels = guarded(|| {
            decoder.set_limits(decoder_limits(width, height))?;
            Pixels::from_decoder(decoder)
        })?;
        // No format that LinkedIn takes has fractions.
        pixels.image = match pixels.image {
            image @ DynamicImage::ImageRgb32F(_) => image.into_rgb16().into(),
            image @ DynamicImage::ImageRgba32F(_) => image.into_rgba16().into(),
            image => image,
        };
        Ok(Self { pixels, exif })
    }
}

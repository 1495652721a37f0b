//! A still WebP, decoded so that it can be sent as a format LinkedIn takes.
//!
//! Its container is left to the decoder, because none of it is sent on.

use std::io::Cursor;

use image::codecs::webp::WebPDecoder;
use image::{ImageDecoder as _, ImageResult};

use super::exif::ExifTags;
use super::limits::check_size;
use super::pixels::{Pixels, decoder_limits, guarded};
use super::{FileKind, MediaError};

/// A decoded WebP and what else was in it.
pub(super) struct Webp {
    /// As they lie in the file, not upright yet.
    pub(super) pixels: Pixels,
    pub(super) exif: Option<ExifTags>,
    pub(super) has_xmp: bool,
}

impl Webp {
    /// Decodes a file that begins like a WebP; one that moves is refused.
    pub(super) fn decode(bytes: &[u8]) -> Result<Self, MediaError> {
        check_whole(bytes)?;
        let mut decoder = guarded(|| WebPDecoder::new(Cursor::new(bytes)))?;
        if decoder.has_animation() {
            return Err(MediaError::NotTaken(FileKind::AnimatedWebp));
        }
        let (width, height) = decoder.dimensions();
        check_size(width, height)?;
        guarded(|| {
            decoder.set_limits(decoder_limits(width, height))?;
            Self::from_decoder(decoder)
        })
    }

    fn from_decoder(mut decoder: WebPDecoder<Cursor<&[u8]>>) -> ImageResult<Self> {
        Ok(Self {
            exif: decoder.exif_metadata()?.map(|block| ExifTags::read(&block)),
            has_xmp: decoder.xmp_metadata()?.is_some(),
            pixels: Pixels::from_decoder(decoder)?,
        })
    }
}

/// The container says how long it is; a download that broke off is shorter.
fn check_whole(bytes: &[u8]) -> Result<(), MediaError> {
    let len = bytes
        .get(4..8)
        .and_then(|len| len.try_into().ok())
        .map(u32::from_le_bytes);
    match len {
        Some(len) if bytes.len() - 8 >= len as usize => Ok(()),
        _ => Err(MediaError::damaged("the file breaks off")),
    }
}

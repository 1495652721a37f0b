//! From bytes to pixels and back, with other people's decoders held on a short leash.
//!
//! Sizes are checked before anyone gets here. A decoder that fails, disagrees about the size or
//! panics means that the file is damaged.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::error::{LimitError, LimitErrorKind};
use image::{
    ColorType, DynamicImage, ImageDecoder, ImageEncoder, ImageError, ImageReader, ImageResult,
    Limits, RgbImage,
};

use super::MediaError;
use super::limits::{MAX_DECODER_BYTES, MAX_IMAGE_BYTES};
use crate::domain::{ImageFacts, ImageFormat};

/// Decoded pixels, as they lie in the file, and the profile that says what their colours mean.
pub(super) struct Pixels {
    pub(super) image: DynamicImage,
    pub(super) icc_profile: Option<Vec<u8>>,
}

impl Pixels {
    /// Decodes a file whose walk gave `facts`; of an animation only the first frame.
    pub(super) fn decode(bytes: &[u8], facts: ImageFacts) -> Result<Self, MediaError> {
        Self::decode_in(&mut Vec::new(), bytes, facts)
    }

    /// The same, in this memory, if it is a photograph.
    pub(super) fn decode_in(
        memory: &mut Vec<u8>,
        bytes: &[u8],
        facts: ImageFacts,
    ) -> Result<Self, MediaError> {
        guarded(|| {
            let mut reader = ImageReader::with_format(Cursor::new(bytes), codec(facts.format));
            reader.limits(decoder_limits(facts.width, facts.height));
            let decoder = reader.into_decoder()?;
            if decoder.color_type() == ColorType::Rgb8 {
                Self::photograph(decoder, std::mem::take(memory))
            } else {
                Self::from_decoder(decoder)
            }
        })
        .and_then(|pixels| pixels.agreeing_with(facts))
    }

    /// Pixels of three bytes each.
    fn photograph(mut decoder: impl ImageDecoder, mut memory: Vec<u8>) -> ImageResult<Self> {
        let icc_profile = decoder.icc_profile()?;
        let (width, height) = decoder.dimensions();
        let too_many = || LimitError::from_kind(LimitErrorKind::InsufficientMemory);
        let count = usize::try_from(decoder.total_bytes());
        let count = count.map_err(|_too_many| ImageError::Limits(too_many()))?;
        if memory.capacity() < count {
            memory = vec![0; count];
        } else {
            // Nothing of the picture before may shine through where a decoder leaves gaps.
            memory.clear();
            memory.resize(count, 0);
        }
        decoder.read_image(&mut memory)?;
        let image = RgbImage::from_raw(width, height, memory);
        let image = image.ok_or_else(|| ImageError::Limits(too_many()))?;
        Ok(Self {
            image: image.into(),
            icc_profile,
        })
    }

    /// The memory that a photograph was decoded in.
    pub(super) fn into_memory(self) -> Vec<u8> {
        match self.image {
            DynamicImage::ImageRgb8(image) => image.into_raw(),
            _ => Vec::new(),
        }
    }

    pub(super) fn from_decoder(mut decoder: impl ImageDecoder) -> ImageResult<Self> {
        Ok(Self {
            icc_profile: decoder.icc_profile()?,
            image: DynamicImage::from_decoder(decoder)?,
        })
    }

    /// Encodes without loss.
    pub(super) fn to_png(&self) -> Result<Vec<u8>, MediaError> {
        let mut bytes = Vec::new();
        self.encode(PngEncoder::new(&mut bytes))?;
        Ok(bytes)
    }

    /// Encodes so that the loss is not seen. Transparency is lost, so there must be none.
    pub(super) fn to_jpeg(&self) -> Result<Vec<u8>, MediaError> {
        let mut bytes = Vec::new();
        self.encode(JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY))?;
        Ok(bytes)
    }

    /// Encodes as PNG, or as JPEG where that would be too large and nothing shows through.
    pub(super) fn to_png_or_jpeg(&self) -> Result<(ImageFormat, Vec<u8>), MediaError> {
        let png = self.to_png()?;
        if png.len() <= MAX_IMAGE_BYTES || self.image.color().has_alpha() {
            return Ok((ImageFormat::Png, png));
        }
        Ok((ImageFormat::Jpeg, self.to_jpeg()?))
    }

    fn encode(&self, mut encoder: impl ImageEncoder) -> Result<(), MediaError> {
        guarded(|| {
            if let Some(profile) = &self.icc_profile
                && self.is_described_by(profile)
            {
                // An encoder that cannot store it shows nearly the same colours without.
                encoder.set_icc_profile(profile.clone()).ok();
            }
            self.image.write_with_encoder(encoder)
        })
    }

    /// Whether a profile speaks of the channels we have; that of a CMYK file does not, once decoded.
    fn is_described_by(&self, profile: &[u8]) -> bool {
        let colour_space: &[u8] = if self.image.color().has_color() {
            b"RGB "
        } else {
            b"GRAY"
        };
        profile.get(16..20) == Some(colour_space)
    }

    fn agreeing_with(self, facts: ImageFacts) -> Result<Self, MediaError> {
        if (self.image.width(), self.image.height()) == (facts.width, facts.height) {
            Ok(self)
        } else {
            Err(MediaError::damaged("the decoder sees another size"))
        }
    }
}

/// Runs someone else's code on what may be hostile bytes.
pub(super) fn guarded<T>(work: impl FnOnce() -> ImageResult<T>) -> Result<T, MediaError> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(result) => result.map_err(|err| MediaError::Damaged(err.into())),
        Err(_) => Err(MediaError::damaged("the decoder panicked")),
    }
}

/// What a decoder may use for a picture of this size: a small one has no business unpacking a huge colour profile.
pub(super) fn decoder_limits(width: u32, height: u32) -> Limits {
    let pixels = u64::from(width) * u64::from(height) * MAX_PIXEL_BYTES;
    let mut limits = Limits::default();
    limits.max_alloc = Some(pixels.saturating_add(DECODER_ROOM).min(MAX_DECODER_BYTES));
    limits
}

/// What a decoder may use where the picture may have any size.
pub(super) fn most_that_is_decoded() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODER_BYTES);
    limits
}

fn codec(format: ImageFormat) -> image::ImageFormat {
    match format {
        ImageFormat::Jpeg => image::ImageFormat::Jpeg,
        ImageFormat::Png => image::ImageFormat::Png,
        ImageFormat::Gif => image::ImageFormat::Gif,
    }
}

/// Four channels of 16 bits.
const MAX_PIXEL_BYTES: u64 = 8;

/// What a decoder needs beside the pixels, colour profile included; the largest known profiles have 3 MB.
const DECODER_ROOM: u64 = 16 * 1024 * 1024;

/// Of 100; from here up nobody sees the difference to the original.
const JPEG_QUALITY: u8 = 92;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decoder_that_panics_means_damage() {
        let result: Result<(), _> = guarded(|| panic!("as a decoder might"));
        assert!(matches!(result, Err(MediaError::Damaged(_))));
    }

    #[test]
    fn a_profile_of_other_channels_is_not_kept() {
        let mut cmyk_profile = vec![0; 128];
        cmyk_profile[16..20].copy_from_slice(b"CMYK");
        let pixels = Pixels {
            image: DynamicImage::new_rgb8(2, 2),
            icc_profile: Some(cmyk_profile),
        };
        let jpeg = pixels.to_jpeg().unwrap();
        assert!(!jpeg.windows(11).any(|at| at == b"ICC_PROFILE"));
    }
}

//! A picture that is ready to upload, and the three ways to one: a file, its bytes, bare pixels.

use std::fmt;
use std::path::Path;

use image::metadata::Orientation;
use image::{DynamicImage, RgbaImage};
use sha2::{Digest as _, Sha256};

use super::exif::ExifTags;
use super::foreign::Foreign;
use super::layout::Layout;
use super::limits::{MAX_IMAGE_BYTES, MAX_LOOSE_BYTES, check_size};
use super::pixels::Pixels;
use super::thumbnail::{THUMBNAIL_SIDE, Thumbnail};
use super::webp::Webp;
use super::{FileKind, MediaError, file, gif, jpeg, png, scaled};
use crate::domain::{ImageFacts, ImageFormat};
use crate::words::t;

/// A picture that LinkedIn takes, whole, upright, and without a word about its maker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Format, pixels and frames of [`bytes`](Self::bytes).
    pub facts: ImageFacts,
    /// What is uploaded; at most [`MAX_IMAGE_BYTES`].
    pub bytes: Vec<u8>,
    /// The SHA-256 of [`bytes`](Self::bytes).
    pub sha256: [u8; 32],
    /// What was done to the file. Empty if these are its own bytes.
    pub changes: Vec<Change>,
    /// The picture, no larger than [`THUMBNAIL_SIDE`], made while its pixels were at hand.
    pub thumbnail: Thumbnail,
}

/// Something that was done to a file to make it ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was of a kind that LinkedIn does not take.
    ConvertedFrom(FileKind),
    /// It had more pixels than LinkedIn takes.
    ScaledFrom {
        /// In pixels, upright.
        width: u32,
        /// In pixels, upright.
        height: u32,
    },
    /// The camera had been held differently; the pixels were turned or mirrored.
    Rotated,
    /// It told where it was taken.
    LocationRemoved,
    /// It told something else: a camera, a program, a time, a comment.
    MetadataRemoved,
    /// Something was hidden behind the end of the picture.
    TrailingBytesRemoved,
}

impl fmt::Display for Change {
    /// A few words for a list of what was done.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ConvertedFrom(kind) => {
                f.write_str(&t!("done-converted", from = kind.format_name()))
            }
            Self::ScaledFrom { width, height } => {
                f.write_str(&t!("done-scaled", width = *width, height = *height))
            }
            Self::Rotated => f.write_str(t!("done-rotated")),
            Self::LocationRemoved => f.write_str(t!("done-location")),
            Self::MetadataRemoved => f.write_str(t!("done-metadata")),
            Self::TrailingBytesRemoved => f.write_str(t!("done-hidden-bytes")),
        }
    }
}

/// Opens the file at `path`, looks into it and makes it ready. The file itself is not changed.
pub fn read_picture(path: &Path) -> Result<Picture, MediaError> {
    read_picture_in(path, &mut Vec::new())
}

/// The same; a photograph is decoded in `memory`, which may then be used for the next. What is in it counts for nothing.
pub fn read_picture_in(path: &Path, memory: &mut Vec<u8>) -> Result<Picture, MediaError> {
    from_bytes(read(path)?, memory)
}

/// The same for a picture of too many pixels, which is scaled down until it is taken.
pub fn read_picture_to_fit(path: &Path) -> Result<Picture, MediaError> {
    let bytes = read(path)?;
    let (pixels, width, height) = scaled::decode_to_fit(&bytes)?;
    let changes = vec![Change::ScaledFrom { width, height }];
    match FileKind::of(&bytes) {
        // Without loss it would take several times as many bytes.
        FileKind::Jpeg => bounded(ImageFormat::Jpeg, pixels.to_jpeg()?, &pixels, changes),
        _ => encoded(&pixels, changes),
    }
}

/// Reads as much as is sent of one picture, or as much as may become that.
fn read(path: &Path) -> Result<Vec<u8>, MediaError> {
    match file::read(path, MAX_IMAGE_BYTES) {
        Err(MediaError::TooManyBytes) => {
            let bytes = file::read(path, MAX_LOOSE_BYTES)?;
            if is_loosely_packed(FileKind::of(&bytes)) {
                Ok(bytes)
            } else {
                Err(MediaError::TooManyBytes)
            }
        }
        read => read,
    }
}

/// Whether a picture of this kind takes many more bytes than it will once it is converted.
fn is_loosely_packed(kind: FileKind) -> bool {
    matches!(kind, FileKind::Bmp | FileKind::Tiff)
}

/// Looks into the bytes of a picture file and makes them ready.
pub fn picture_from_bytes(bytes: Vec<u8>) -> Result<Picture, MediaError> {
    from_bytes(bytes, &mut Vec::new())
}

fn from_bytes(bytes: Vec<u8>, memory: &mut Vec<u8>) -> Result<Picture, MediaError> {
    if bytes.is_empty() {
        return Err(MediaError::Empty);
    }
    let kind = FileKind::of(&bytes);
    let most = if is_loosely_packed(kind) {
        MAX_LOOSE_BYTES
    } else {
        MAX_IMAGE_BYTES
    };
    if bytes.len() > most {
        return Err(MediaError::TooManyBytes);
    }
    match kind {
        FileKind::Webp => from_webp(&bytes),
        FileKind::Bmp | FileKind::Tiff => from_foreign(kind, &bytes),
        kind => from_layout(&walk(kind, &bytes)?, bytes, memory),
    }
}

/// Makes a picture of what a clipboard holds: rows from the top, four bytes per pixel, red, green,
/// blue and an alpha that is not multiplied in. They are asked for once their number is known to be bearable.
pub fn picture_from_pixels(
    width: u32,
    height: u32,
    rgba: impl FnOnce() -> Vec<u8>,
) -> Result<Picture, MediaError> {
    check_size(width, height)?;
    let rgba = rgba();
    // A longer one would be accepted, and its end left over.
    let is_exact = rgba.len() as u64 == 4 * u64::from(width) * u64::from(height);
    let image = RgbaImage::from_raw(width, height, rgba)
        .filter(|_| is_exact)
        .ok_or_else(|| MediaError::damaged("another number of pixels than announced"))?;
    let is_opaque = image.pixels().all(|pixel| pixel[3] == u8::MAX);
    let image = DynamicImage::from(image);
    let image = if is_opaque {
        image.into_rgb8().into()
    } else {
        image
    };
    encoded(
        &Pixels {
            image,
            icc_profile: None,
        },
        Vec::new(),
    )
}

/// Walks through a file of a format that is taken as it is.
pub(super) fn walk(kind: FileKind, bytes: &[u8]) -> Result<Layout, MediaError> {
    match kind {
        FileKind::Jpeg => jpeg::walk(bytes),
        FileKind::Png => png::walk(bytes),
        FileKind::Gif => gif::walk(bytes),
        _ => Err(MediaError::NotTaken(kind)),
    }
}

fn from_layout(
    layout: &Layout,
    bytes: Vec<u8>,
    memory: &mut Vec<u8>,
) -> Result<Picture, MediaError> {
    let mut changes = Vec::new();
    if layout.orientation != Orientation::NoTransforms {
        changes.push(Change::Rotated);
    }
    if layout.has_location {
        changes.push(Change::LocationRemoved);
    }
    if layout.has_metadata() {
        changes.push(Change::MetadataRemoved);
    }
    if layout.has_trailing(bytes.len()) {
        changes.push(Change::TrailingBytesRemoved);
    }
    let bytes = layout.clean(bytes);
    let mut pixels = Pixels::decode_in(memory, &bytes, layout.facts)?;
    if layout.orientation == Orientation::NoTransforms {
        let picture = ready(layout.facts, bytes, &pixels, changes);
        *memory = pixels.into_memory();
        return Ok(picture);
    }
    pixels.image.apply_orientation(layout.orientation);
    let (format, bytes) = match layout.facts.format {
        ImageFormat::Jpeg => (ImageFormat::Jpeg, pixels.to_jpeg()?),
        ImageFormat::Png | ImageFormat::Gif => pixels.to_png_or_jpeg()?,
    };
    bounded(format, bytes, &pixels, changes)
}

fn from_webp(bytes: &[u8]) -> Result<Picture, MediaError> {
    let webp = Webp::decode(bytes)?;
    let has_metadata = webp.exif.is_some() || webp.has_xmp;
    converted(FileKind::Webp, webp.pixels, webp.exif, has_metadata)
}

fn from_foreign(kind: FileKind, bytes: &[u8]) -> Result<Picture, MediaError> {
    let Foreign { pixels, exif } = Foreign::decode(kind, bytes)?;
    // A TIFF cannot be told from what is written in it.
    let has_metadata = exif.is_some_and(|exif| exif.has_location);
    converted(kind, pixels, exif, has_metadata)
}

fn converted(
    kind: FileKind,
    mut pixels: Pixels,
    exif: Option<ExifTags>,
    has_metadata: bool,
) -> Result<Picture, MediaError> {
    let mut changes = vec![Change::ConvertedFrom(kind)];
    if let Some(exif) = exif {
        if exif.orientation != Orientation::NoTransforms {
            pixels.image.apply_orientation(exif.orientation);
            changes.push(Change::Rotated);
        }
        if exif.has_location {
            changes.push(Change::LocationRemoved);
        }
    }
    if has_metadata {
        changes.push(Change::MetadataRemoved);
    }
    encoded(&pixels, changes)
}

fn encoded(pixels: &Pixels, changes: Vec<Change>) -> Result<Picture, MediaError> {
    let (format, bytes) = pixels.to_png_or_jpeg()?;
    bounded(format, bytes, pixels, changes)
}

/// A picture we encoded ourselves, unless it came out too large.
fn bounded(
    format: ImageFormat,
    bytes: Vec<u8>,
    pixels: &Pixels,
    changes: Vec<Change>,
) -> Result<Picture, MediaError> {
    if bytes.len() > MAX_IMAGE_BYTES {
        return Err(MediaError::GrewTooLarge { bytes: bytes.len() });
    }
    let (width, height) = (pixels.image.width(), pixels.image.height());
    Ok(ready(
        ImageFacts {
            format,
            width,
            height,
            frames: 1,
        },
        bytes,
        pixels,
        changes,
    ))
}

fn ready(facts: ImageFacts, bytes: Vec<u8>, pixels: &Pixels, changes: Vec<Change>) -> Picture {
    let sha256 = Sha256::digest(&bytes).into();
    Picture {
        facts,
        bytes,
        sha256,
        changes,
        thumbnail: Thumbnail::of(&pixels.image, THUMBNAIL_SIDE),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use image::{ImageEncoder as _, ImageFormat as Codec, Rgb, RgbImage};

    use super::*;
    use crate::media::samples;

    fn ready(bytes: &[u8]) -> Picture {
        picture_from_bytes(bytes.to_vec()).unwrap()
    }

    #[test]
    fn a_photograph_shows_nothing_of_the_one_before_in_the_same_memory() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("photo.jpg");
        let mut memory = Vec::new();
        let mut places = Vec::new();
        for (width, height, grey) in [(90, 70, 250), (64, 48, 5), (80, 60, 90)] {
            image_of(&path, width, height, grey);
            let picture = read_picture_in(&path, &mut memory).unwrap();
            assert_eq!(picture, read_picture(&path).unwrap(), "{width} × {height}");
            assert_eq!(memory.len(), (width * height * 3) as usize);
            places.push(memory.as_ptr());
        }
        assert!(places.windows(2).all(|two| two[0] == two[1]));
        // What is broken takes the memory with it, and the next one has its own.
        fs::write(&path, b"\xff\xd8\xff\xe0 no more").unwrap();
        assert!(read_picture_in(&path, &mut memory).is_err());
        image_of(&path, 40, 30, 90);
        let picture = read_picture_in(&path, &mut memory).unwrap();
        assert_eq!(picture, read_picture(&path).unwrap());
    }

    fn image_of(path: &Path, width: u32, height: u32, grey: u8) {
        let image = RgbImage::from_pixel(width, height, Rgb([grey, 255 - grey, grey / 2]));
        image.save_with_format(path, Codec::Jpeg).unwrap();
    }

    fn contains(bytes: &[u8], word: &[u8]) -> bool {
        bytes.windows(word.len()).any(|at| at == word)
    }

    /// A profile of the right channels; nobody looks further.
    fn profile() -> Vec<u8> {
        let mut profile = vec![7; 300];
        profile[16..20].copy_from_slice(b"RGB ");
        profile
    }

    fn jpeg_with_profile(image: &RgbImage) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 95);
        encoder.set_icc_profile(profile()).unwrap();
        image.write_with_encoder(encoder).unwrap();
        bytes
    }

    #[track_caller]
    fn check_same_colours(picture: &Picture, upright: &RgbImage) {
        let image = image::load_from_memory(&picture.bytes).unwrap().into_rgb8();
        assert_eq!(image.dimensions(), upright.dimensions());
        for (x, y, pixel) in upright.enumerate_pixels() {
            let Rgb(found) = image.get_pixel(x, y);
            let differs = (0..3).any(|idx| found[idx].abs_diff(pixel[idx]) > 12);
            assert!(!differs, "at {x}, {y}: {found:?} is not {pixel:?}");
        }
    }

    #[test]
    fn a_file_with_nothing_to_remove_is_sent_byte_for_byte() {
        let files = [
            samples::jpeg(40, 30),
            jpeg_with_profile(&samples::quarters(40, 30)),
            samples::png(40, 30),
            samples::gif(4, 3, 5),
        ];
        for bytes in files {
            let picture = ready(&bytes);
            assert_eq!(picture.bytes, bytes);
            assert_eq!(picture.changes, []);
        }
    }

    #[test]
    fn unusual_colours_are_sent_as_they_are() {
        let deep = image::DynamicImage::new_rgb16(5, 4);
        let grey = image::DynamicImage::new_luma8(5, 4);
        for bytes in [
            samples::cmyk_jpeg([9, 60, 200, 0]),
            samples::palette_png(),
            samples::encoded(&deep, Codec::Png),
            samples::encoded(&grey, Codec::Png),
            samples::encoded(&grey, Codec::Jpeg),
        ] {
            let picture = ready(&bytes);
            assert_eq!(picture.bytes, bytes);
            assert_eq!(picture.changes, []);
        }
    }

    #[test]
    fn the_facts_are_those_of_the_file() {
        let facts = |bytes: Vec<u8>| ready(&bytes).facts;
        let expected = |format, frames| ImageFacts {
            format,
            width: 40,
            height: 30,
            frames,
        };
        assert_eq!(facts(samples::jpeg(40, 30)), expected(ImageFormat::Jpeg, 1));
        assert_eq!(facts(samples::png(40, 30)), expected(ImageFormat::Png, 1));
        assert_eq!(
            facts(samples::gif(40, 30, 5)),
            expected(ImageFormat::Gif, 5)
        );
        assert_eq!(facts(samples::webp(40, 30)), expected(ImageFormat::Png, 1));
    }

    #[test]
    fn the_checksum_is_that_of_what_is_sent() {
        let jpeg = samples::jpeg(8, 8);
        let picture = ready(&samples::jpeg_with_exif(&jpeg, &samples::exif(1, true)));
        assert_eq!(picture.sha256[..], Sha256::digest(&jpeg)[..]);
    }

    #[test]
    fn the_place_leaves_an_upright_photo_and_the_rest_stays() {
        let jpeg = jpeg_with_profile(&samples::quarters(40, 30));
        let picture = ready(&samples::jpeg_with_exif(&jpeg, &samples::exif(1, true)));
        assert_eq!(picture.bytes, jpeg);
        assert_eq!(
            picture.changes,
            [Change::LocationRemoved, Change::MetadataRemoved]
        );
    }

    #[test]
    fn a_photo_of_each_orientation_comes_out_upright() {
        let upright = samples::quarters(64, 32);
        for orientation in 2..=8 {
            let stored = samples::held(&upright, orientation);
            let exif = samples::exif(orientation, true);
            let picture = ready(&samples::jpeg_with_exif(&jpeg_with_profile(&stored), &exif));
            check_same_colours(&picture, &upright);
            assert_eq!((picture.facts.width, picture.facts.height), (64, 32));
            assert!(
                picture
                    .changes
                    .starts_with(&[Change::Rotated, Change::LocationRemoved])
            );
            assert!(
                contains(&picture.bytes, &profile()),
                "the colour profile is lost"
            );
            assert!(!contains(&picture.bytes, b"Exif"));
        }
    }

    #[test]
    fn a_png_that_says_how_it_was_held_comes_out_upright_without_loss() {
        let upright = samples::quarters(6, 4);
        let mut png = samples::encoded(&samples::held(&upright, 6).into(), Codec::Png);
        let exif = samples::png_chunk(*b"eXIf", &samples::exif(6, false)[6..]);
        png.splice(33..33, exif);
        let picture = ready(&png);
        assert_eq!(picture.changes, [Change::Rotated, Change::MetadataRemoved]);
        assert_eq!(
            image::load_from_memory(&picture.bytes).unwrap().into_rgb8(),
            upright
        );
    }

    #[test]
    fn whatever_follows_the_picture_is_cut_off() {
        for picture in [
            samples::jpeg(9, 9),
            samples::png(9, 9),
            samples::gif(9, 9, 2),
        ] {
            let polyglot = [&picture[..], b"%PDF-1.7 and a whole document"].concat();
            let cut = ready(&polyglot);
            assert_eq!(cut.bytes, picture);
            assert_eq!(cut.changes, [Change::TrailingBytesRemoved]);
        }
    }

    #[test]
    fn a_webp_becomes_an_upright_png_that_tells_nothing() {
        let upright = samples::quarters(6, 4);
        let mut webp = Vec::new();
        let mut encoder = image::codecs::webp::WebPEncoder::new_lossless(&mut webp);
        encoder
            .set_exif_metadata(samples::exif(8, true)[6..].to_vec())
            .unwrap();
        samples::held(&upright, 8)
            .write_with_encoder(encoder)
            .unwrap();

        let picture = ready(&webp);
        let expected = [
            Change::ConvertedFrom(FileKind::Webp),
            Change::Rotated,
            Change::LocationRemoved,
            Change::MetadataRemoved,
        ];
        assert_eq!(picture.changes, expected);
        assert_eq!(picture.facts.format, ImageFormat::Png);
        assert_eq!(
            image::load_from_memory(&picture.bytes).unwrap().into_rgb8(),
            upright
        );
        assert!(!contains(&picture.bytes, b"eXIf"));
    }

    #[test]
    fn a_bitmap_and_a_tiff_become_a_png_of_the_same_pixels() {
        for (bytes, kind) in [
            (samples::bmp(40, 30), FileKind::Bmp),
            (samples::tiff(40, 30), FileKind::Tiff),
        ] {
            let picture = ready(&bytes);
            assert_eq!(picture.facts.format, ImageFormat::Png);
            assert_eq!(picture.changes, [Change::ConvertedFrom(kind)]);
            let image = image::load_from_memory(&picture.bytes).unwrap();
            assert_eq!(image.into_rgb8(), samples::quarters(40, 30));
            for len in (0..bytes.len()).step_by(64) {
                let cut = picture_from_bytes(bytes[..len].to_vec());
                assert!(cut.is_err(), "{kind:?} of {len} bytes was taken");
            }
        }
    }

    #[test]
    fn a_tiff_of_fractions_is_converted_too() {
        let image = image::DynamicImage::from(samples::quarters(8, 8)).into_rgb32f();
        let picture = ready(&samples::encoded(&image.into(), Codec::Tiff));
        check_same_colours(&picture, &samples::quarters(8, 8));
    }

    #[test]
    fn a_bitmap_may_be_larger_than_what_is_sent_of_it() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("screen.bmp");
        let image = RgbImage::from_pixel(3_840, 2_160, Rgb([9, 9, 9]));
        fs::write(&path, samples::encoded(&image.into(), Codec::Bmp)).unwrap();
        assert!(fs::metadata(&path).unwrap().len() > MAX_IMAGE_BYTES as u64);
        let picture = read_picture(&path).unwrap();
        assert_eq!((picture.facts.width, picture.facts.height), (3_840, 2_160));
    }

    #[test]
    fn a_tiff_of_several_pictures_is_refused() {
        let mut tiff = samples::tiff(8, 8);
        let start = u32::from_le_bytes(tiff[4..8].try_into().unwrap()) as usize;
        let count = u16::from_le_bytes(tiff[start..start + 2].try_into().unwrap());
        let next = start + 2 + 12 * usize::from(count);
        assert_eq!(tiff[next..next + 4], [0; 4]);
        tiff[next] = 8;
        let refused = picture_from_bytes(tiff);
        assert!(matches!(refused, Err(MediaError::NotTaken(FileKind::Tiff))));
    }

    #[test]
    fn a_webp_that_moves_is_refused() {
        let refused = picture_from_bytes(samples::animated_webp());
        assert!(matches!(
            refused,
            Err(MediaError::NotTaken(FileKind::AnimatedWebp))
        ));
    }

    #[test]
    fn a_picture_of_one_pixel_fewer_than_the_limit_is_ready() {
        let image = DynamicImage::new_luma8(357, 101_267);
        let png = samples::encoded(&image, Codec::Png);
        assert_eq!(ready(&png).facts.height, 101_267);
    }

    #[test]
    fn a_picture_of_as_many_pixels_as_the_limit_is_refused() {
        let png = [
            &samples::png(1, 1)[..8],
            &samples::png_header(5_120, 7_061, 1, 0),
        ]
        .concat();
        let refused = picture_from_bytes(png);
        assert!(matches!(
            refused,
            Err(MediaError::TooManyPixels {
                width: 5_120,
                height: 7_061
            })
        ));
    }

    #[test]
    fn a_file_over_the_limit_is_refused_whatever_it_is() {
        let refused = picture_from_bytes(vec![0; MAX_IMAGE_BYTES + 1]);
        assert!(matches!(refused, Err(MediaError::TooManyBytes)));
    }

    #[test]
    fn other_files_are_refused_by_name() {
        for (bytes, kind) in [
            (&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], FileKind::Heic),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", FileKind::Svg),
            (b"<!doctype html>", FileKind::WebPage),
            (b"%PDF-1.4", FileKind::Pdf),
            (b"x", FileKind::Text),
        ] {
            let refused = picture_from_bytes(bytes.to_vec());
            assert!(matches!(refused, Err(MediaError::NotTaken(found)) if found == kind));
        }
        assert!(matches!(
            picture_from_bytes(Vec::new()),
            Err(MediaError::Empty)
        ));
    }

    #[test]
    fn a_name_says_nothing_about_the_content() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("photo.png");
        fs::write(&path, samples::jpeg(8, 8)).unwrap();
        assert_eq!(read_picture(&path).unwrap().facts.format, ImageFormat::Jpeg);
    }

    #[test]
    fn a_pasted_picture_becomes_a_png_of_the_same_pixels() {
        let rgba = [255, 0, 0, 255, 0, 255, 0, 128];
        let picture = picture_from_pixels(2, 1, || rgba.to_vec()).unwrap();
        assert_eq!(picture.facts.format, ImageFormat::Png);
        assert_eq!(picture.changes, []);
        assert_eq!(
            image::load_from_memory(&picture.bytes)
                .unwrap()
                .into_rgba8()
                .as_raw(),
            &rgba
        );
    }

    #[test]
    fn a_pasted_picture_of_another_size_than_announced_is_refused() {
        for rgba in [&[0; 7][..], &[0; 9], &[]] {
            let refused = picture_from_pixels(2, 1, || rgba.to_vec());
            assert!(matches!(refused, Err(MediaError::Damaged(_))));
        }
    }

    #[test]
    fn a_pasted_picture_that_is_too_large_is_refused_before_its_pixels_are_made() {
        let refused = picture_from_pixels(8_000, 8_000, || unreachable!("nobody needs them"));
        assert!(matches!(refused, Err(MediaError::TooManyPixels { .. })));
    }
}

//! What a file is, judged by its first bytes.
//!
//! A name or an extension is never asked. This only recognises; whether the file is whole is for
//! those who walk it.

use crate::words::t;

/// What a file is by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// JPEG: taken.
    Jpeg,
    /// PNG, animated or not: taken.
    Png,
    /// GIF: taken.
    Gif,
    /// A still WebP: converted.
    Webp,
    /// A WebP that moves: a conversion would stop it.
    AnimatedWebp,
    /// HEIC or HEIF, what phones save.
    Heic,
    /// AVIF.
    Avif,
    /// JPEG XL.
    JpegXl,
    /// JPEG 2000.
    Jpeg2000,
    /// TIFF: converted, except for the camera files built upon it.
    Tiff,
    /// A Windows bitmap: converted.
    Bmp,
    /// A Windows icon.
    Icon,
    /// A Photoshop file.
    Photoshop,
    /// An SVG drawing.
    Svg,
    /// A PDF, which LinkedIn takes as a document.
    Pdf,
    /// An MP4 video.
    Mp4,
    /// Another video.
    Video,
    /// A ZIP, or an office document, which is one.
    Archive,
    /// A web page, often what a download link gave instead of the picture.
    WebPage,
    /// Plain text.
    Text,
    /// Nothing we know.
    Unknown,
}

impl FileKind {
    /// Recognises `bytes` by how they begin.
    pub fn of(bytes: &[u8]) -> Self {
        by_signature(bytes)
            .or_else(|| by_brand(bytes))
            .or_else(|| by_words(&bytes[..bytes.len().min(OPENING)]))
            .unwrap_or(Self::Unknown)
    }

    /// The sentences that say why LinkedIn would not take it, and the way out.
    pub(super) fn refusal(self) -> String {
        let name = self.name();
        match self {
            Self::Unknown => t!("media-unknown-file", kind = name, way = self.way_out()),
            _ => t!("media-not-a-picture", kind = name, way = self.way_out()),
        }
    }

    /// The kind with its article, as it stands in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => t!("kind-jpeg"),
            Self::Png => t!("kind-png"),
            Self::Gif => t!("kind-gif"),
            Self::Webp => t!("kind-webp"),
            Self::AnimatedWebp => t!("kind-animated-webp"),
            Self::Heic => t!("kind-heic"),
            Self::Avif => t!("kind-avif"),
            Self::JpegXl => t!("kind-jpeg-xl"),
            Self::Jpeg2000 => t!("kind-jpeg-2000"),
            Self::Tiff => t!("kind-tiff"),
            Self::Bmp => t!("kind-bmp"),
            Self::Icon => t!("kind-icon"),
            Self::Photoshop => t!("kind-photoshop"),
            Self::Svg => t!("kind-svg"),
            Self::Pdf => t!("kind-pdf"),
            Self::Mp4 => t!("kind-mp4"),
            Self::Video => t!("kind-video"),
            Self::Archive => t!("kind-archive"),
            Self::WebPage => t!("kind-web-page"),
            Self::Text => t!("kind-text"),
            Self::Unknown => t!("kind-not-taken"),
        }
    }

    /// What people call the format, for those that are converted.
    pub fn format_name(self) -> &'static str {
        match self {
            Self::Webp => "WebP",
            Self::Tiff => "TIFF",
            Self::Bmp => "BMP",
            other => other.name(),
        }
    }

    /// The same where the file was chosen as something other than a picture.
    pub(super) fn name_beside_pictures(self) -> &'static str {
        match self {
            Self::Unknown => t!("kind-unknown"),
            known => known.name(),
        }
    }

    /// What to do with it where a video was wanted.
    pub(super) fn way_to_a_video(self) -> &'static str {
        match self {
            Self::Jpeg | Self::Png | Self::Gif | Self::Webp | Self::Bmp => {
                t!("way-picture")
            }
            Self::Pdf => t!("way-document"),
            Self::Mp4 | Self::Video => t!("way-export-mp4"),
            _ => t!("way-choose-mp4"),
        }
    }

    /// What to do with it where a document was wanted.
    pub(super) fn way_to_a_document(self) -> &'static str {
        match self {
            Self::Jpeg | Self::Png | Self::Gif | Self::Webp | Self::Bmp => {
                t!("way-picture")
            }
            Self::Mp4 => t!("way-video"),
            _ => t!("way-save-pdf"),
        }
    }

    fn way_out(self) -> &'static str {
        match self {
            Self::Heic
            | Self::Avif
            | Self::JpegXl
            | Self::Jpeg2000
            | Self::Tiff
            | Self::Photoshop => t!("way-export-jpeg"),
            Self::Jpeg
            | Self::Png
            | Self::Gif
            | Self::Webp
            | Self::Bmp
            | Self::Icon
            | Self::Svg => t!("way-export-png"),
            Self::AnimatedWebp => t!("way-export-gif"),
            Self::Pdf => t!("way-attach-document"),
            Self::Mp4 => t!("way-attach-video"),
            Self::Video => t!("way-export-attach-video"),
            Self::Archive => t!("way-archive"),
            Self::WebPage => t!("way-web-page"),
            Self::Text => t!("way-text"),
            Self::Unknown => t!("way-any-picture"),
        }
    }
}

/// Recognises what has a fixed opening.
fn by_signature(bytes: &[u8]) -> Option<FileKind> {
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(FileKind::Webp);
    }
    // Two letters alone would be any text about a BMW; two reserved fields of zeros follow them.
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return Some(FileKind::Bmp);
    }
    SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature))
        .map(|(_, kind)| *kind)
}

/// Recognises the family that starts with an `ftyp` box naming its brands (ISO 14496-12).
fn by_brand(bytes: &[u8]) -> Option<FileKind> {
    if bytes.get(4..8)? != b"ftyp" {
        return None;
    }
    let length = u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?) as usize;
    let end = length.clamp(12, MAX_BRANDS).min(bytes.len());
    let brands = bytes.get(8..end)?;
    let main = brands.get(..4)?;
    let mut brands = brands.chunks_exact(4);
    Some(if brands.any(|brand| matches!(brand, b"avif" | b"avis")) {
        FileKind::Avif
    } else if matches!(main, b"mif1" | b"msf1") || main.starts_with(b"he") {
        FileKind::Heic
    } else if main == b"crx " {
        FileKind::Tiff
    } else if main == b"qt  " {
        FileKind::Video
    } else {
        FileKind::Mp4
    })
}

/// Recognises what is told apart by words somewhere in its opening.
fn by_words(opening: &[u8]) -> Option<FileKind> {
    let has = |word: &[u8]| {
        opening
            .windows(word.len())
            .any(|at| at.eq_ignore_ascii_case(word))
    };
    if has(b"%PDF-") {
        Some(FileKind::Pdf)
    } else if has(b"<!doctype html") || has(b"<html") {
        Some(FileKind::WebPage)
    } else if has(b"<svg") {
        Some(FileKind::Svg)
    } else if is_text(opening) {
        Some(FileKind::Text)
    } else {
        None
    }
}

/// Whether these are letters in UTF-8, possibly cut within the last one.
fn is_text(opening: &[u8]) -> bool {
    let letters = match std::str::from_utf8(opening) {
        Ok(letters) => letters,
        Err(err) if err.error_len().is_none() => {
            std::str::from_utf8(&opening[..err.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !letters.is_empty() && !letters.contains(|c: char| c.is_control() && !c.is_whitespace())
}

/// How much of a file is searched for words, in bytes.
pub(super) const OPENING: usize = 1024;

/// How many bytes of an `ftyp` box are looked at.
const MAX_BRANDS: usize = 128;

/// Fixed openings. What is taken stands first.
const SIGNATURES: [(&[u8], FileKind); 17] = [
    (b"\xFF\xD8\xFF", FileKind::Jpeg),
    (b"\x89PNG\r\n\x1A\n", FileKind::Png),
    (b"GIF87a", FileKind::Gif),
    (b"GIF89a", FileKind::Gif),
    (b"II*\0", FileKind::Tiff),
    (b"MM\0*", FileKind::Tiff),
    (b"II+\0", FileKind::Tiff),
    (b"MM\0+", FileKind::Tiff),
    (b"\0\0\x01\0", FileKind::Icon),
    (b"8BPS", FileKind::Photoshop),
    (b"\xFF\x0A", FileKind::JpegXl),
    (b"\0\0\0\x0CJXL ", FileKind::JpegXl),
    (b"\0\0\0\x0CjP  ", FileKind::Jpeg2000),
    (b"\xFF\x4F\xFF\x51", FileKind::Jpeg2000),
    (b"\x1A\x45\xDF\xA3", FileKind::Video),
    (b"PK\x03\x04", FileKind::Archive),
    (b"%PDF-", FileKind::Pdf),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], kind: FileKind) {
        assert_eq!(FileKind::of(bytes), kind);
    }

    #[test]
    fn a_file_is_known_by_its_opening() {
        check(b"\xFF\xD8\xFF\xE0", FileKind::Jpeg);
        check(b"\x89PNG\r\n\x1A\n", FileKind::Png);
        check(b"GIF89a", FileKind::Gif);
        check(b"RIFF\0\0\0\0WEBPVP8 ", FileKind::Webp);
        check(b"RIFF\0\0\0\0WAVEfmt ", FileKind::Unknown);
        check(b"II*\0\x08\0\0\0", FileKind::Tiff);
        check(b"BM\x36\0\0\0\0\0\0\0", FileKind::Bmp);
        check(b"BMW drives", FileKind::Text);
        check(b"%PDF-1.7\n", FileKind::Pdf);
        check(b"\x1A\x45\xDF\xA3", FileKind::Video);
        check(b"PK\x03\x04", FileKind::Archive);
    }

    #[test]
    fn the_brands_tell_photos_from_videos() {
        check(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", FileKind::Heic);
        check(b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", FileKind::Heic);
        check(b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", FileKind::Avif);
        check(b"\0\0\0\x18ftypisom\0\0\0\0isommp42", FileKind::Mp4);
        check(b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", FileKind::Video);
        check(b"\xFF\xFF\xFF\xFFftypheic", FileKind::Heic);
        check(b"\0\0\0\0ftyp", FileKind::Unknown);
    }

    #[test]
    fn words_are_told_apart() {
        check(b"\n<!DOCTYPE html><p>", FileKind::WebPage);
        check(b"<?xml version='1.0'?><svg>", FileKind::Svg);
        check("Grüße\n".as_bytes(), FileKind::Text);
        check(b"Gr\xC3", FileKind::Text);
        check(b"\0\x01\x02", FileKind::Unknown);
        check(b"", FileKind::Unknown);
    }

    #[test]
    fn a_refusal_names_the_format_and_the_way_out() {
        assert_eq!(
            FileKind::Heic.refusal(),
            "This is a HEIC photo; LinkedIn takes JPEG, PNG and GIF. Export it as JPEG and try again."
        );
        assert_eq!(
            FileKind::Unknown.refusal(),
            "This is not a picture LinkedIn takes. Choose a JPEG, PNG or GIF."
        );
    }
}

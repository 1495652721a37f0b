//! A file that goes out with a post: what it is, where its copy lies, how it is described.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Beside;

/// A file that goes out with a post. Its bytes are a copy, owned by the draft or the job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The name of the copy inside the folder `media` of the draft or job.
    pub file: MediaName,
    /// The name of the file it was made from, safe to show; never used as a path.
    pub name: String,
    /// The size of the copy in bytes.
    pub byte_count: u64,
    /// The digest of the copy: what was checked is what is sent.
    pub sha256: Digest,
    /// What it is.
    pub media: Media,
    /// The description for people who cannot see it; may be empty.
    pub alt_text: String,
    /// What stands above a document or a video; a picture has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What goes up beside a video; nothing else has anything.
    #[serde(default, skip_serializing_if = "Beside::is_empty")]
    pub beside: Beside,
    /// How many pages a document has, where it could be read here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
}

impl Attachment {
    /// Itself and what goes up beside it: every file that has a copy.
    pub fn files(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(self.beside.files())
    }

    /// Whether it is a picture.
    pub fn is_picture(&self) -> bool {
        matches!(self.media, Media::Image(_))
    }

    /// Whether it is a document.
    pub fn is_document(&self) -> bool {
        matches!(self.media, Media::Document(_))
    }

    /// Whether it is a PDF.
    pub fn is_pdf(&self) -> bool {
        matches!(self.media, Media::Document(DocumentFormat::Pdf))
    }

    /// Whether it is a video.
    pub fn is_video(&self) -> bool {
        matches!(self.media, Media::Video(_))
    }

    /// Whether it is the captions of a video.
    pub fn is_captions(&self) -> bool {
        matches!(self.media, Media::Captions(_))
    }
}

/// What an attachment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Media {
    /// A picture.
    Image(ImageFacts),
    /// A document.
    Document(DocumentFormat),
    /// A video: always MP4.
    Video(VideoFacts),
    /// Captions of a video: always `SubRip`. They stand beside the video, never by themselves.
    Captions(CaptionsFacts),
}

/// What was found inside captions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptionsFacts {
    /// How many captions there are.
    pub cues: u32,
}

/// The document formats that LinkedIn takes. LinkedIn, Documents API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DocumentFormat {
    /// PDF.
    Pdf,
    /// Word since 2007.
    Docx,
    /// `PowerPoint` since 2007.
    Pptx,
    /// Word before that.
    Doc,
    /// `PowerPoint` before that.
    Ppt,
}

impl DocumentFormat {
    /// The usual ending of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Pptx => "pptx",
            Self::Doc => "doc",
            Self::Ppt => "ppt",
        }
    }
}

/// What was found inside a video file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VideoFacts {
    /// Width in pixels, upright.
    pub width: u32,
    /// Height in pixels, upright.
    pub height: u32,
    /// How long it runs, if the file says so.
    pub duration_ms: Option<u64>,
}

/// What was found inside a picture file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageFacts {
    /// How it is encoded.
    pub format: ImageFormat,
    /// Width in pixels, upright.
    pub width: u32,
    /// Height in pixels, upright.
    pub height: u32,
    /// 1, or the number of frames of an animation.
    pub frames: u32,
}

/// The picture formats that LinkedIn takes. LinkedIn, Images API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImageFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF, still or animated.
    Gif,
}

impl ImageFormat {
    /// The usual ending of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
        }
    }

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
        }
    }
}

/// The name of a media file inside its folder: one plain path component, also when a file was edited by hand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MediaName(String);

impl MediaName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MediaName {
    type Err = BadMediaName;

    fn from_str(text: &str) -> Result<Self, BadMediaName> {
        let plain = text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-');
        let fits = (1..=80).contains(&text.len())
            && text
                .bytes()
                .next()
                .is_some_and(|b| b.is_ascii_alphanumeric());
        if plain && fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(BadMediaName)
        }
    }
}

impl TryFrom<String> for MediaName {
    type Error = BadMediaName;

    fn try_from(text: String) -> Result<Self, BadMediaName> {
        text.parse()
    }
}

impl From<MediaName> for String {
    fn from(name: MediaName) -> Self {
        name.0
    }
}

impl fmt::Display for MediaName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text that cannot name a media file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("A media file's name is lower-case letters, digits, dots and hyphens")]
pub struct BadMediaName;

/// A SHA-256 digest, written as 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest(pub [u8; 32]);

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

impl TryFrom<String> for Digest {
    type Error = BadDigest;

    fn try_from(text: String) -> Result<Self, BadDigest> {
        let digits: Vec<u8> = text
            .chars()
            .map(|digit| {
                digit
                    .to_digit(16)
                    .and_then(|value| u8::try_from(value).ok())
                    .ok_or(BadDigest)
            })
            .collect::<Result<_, _>>()?;
        let bytes: Vec<u8> = digits
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
            .collect();
        if digits.len() == 64 {
            bytes.try_into().map(Self).map_err(|_long| BadDigest)
        } else {
            Err(BadDigest)
        }
    }
}

/// A text that is not a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("A digest is 64 hexadecimal digits")]
pub struct BadDigest;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_media_name_never_leaves_its_folder() {
        for text in [
            "", ".", "..", "../x", "a/b", "a\\b", ".hidden", "A.png", "a b", "ä.png", "a\0",
        ] {
            assert!(
                text.parse::<MediaName>().is_err(),
                "{text:?} was taken for a name"
            );
        }
        assert!("01-ab.png".parse::<MediaName>().is_ok());
    }

    #[test]
    fn a_digest_survives_being_written_and_read() {
        let digest = Digest(std::array::from_fn(|idx| u8::try_from(idx * 7).unwrap()));
        assert_eq!(Digest::try_from(digest.to_string()), Ok(digest));
        assert!(Digest::try_from("ab".to_owned()).is_err());
        assert!(Digest::try_from("zz".repeat(32)).is_err());
    }
}

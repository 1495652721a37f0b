//! How far a video is on its way to LinkedIn: kept in its job's file, so that it goes on there after a crash.
//!
//! Only values; who sends the parts lives in `linkedin/` and `engine/`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{BesideKind, Cause, Failure, VideoUrn};

/// A video on its way. LinkedIn, Videos API, the answer to `initializeUpload`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VideoWay {
    /// Its URN.
    pub video: VideoUrn,
    /// Sent back as it came; often empty.
    pub token: String,
    /// Where each part goes, in order.
    pub parts: Vec<PartPlace>,
    /// What LinkedIn called the parts that are there, from the first on.
    #[serde(default)]
    pub part_ids: Vec<String>,
    /// Where the captions go, if there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captions: Option<BesidePlace>,
    /// Where the cover picture goes, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<BesidePlace>,
    /// Whether LinkedIn has been told, or was about to be told, that all parts are there.
    #[serde(default)]
    pub end_was_said: bool,
}

impl VideoWay {
    /// Whether every part is with LinkedIn, and all that goes beside them.
    pub fn is_whole(&self) -> bool {
        self.has_all_parts() && self.next_beside().is_none()
    }

    /// Whether every part of the video itself is with LinkedIn.
    pub fn has_all_parts(&self) -> bool {
        self.part_ids.len() >= self.parts.len()
    }

    /// What has to go up next beside the video.
    pub fn next_beside(&self) -> Option<BesideKind> {
        let is_missing = |kind: &BesideKind| self.beside(*kind).is_some_and(|it| !it.is_there);
        BesideKind::ALL.into_iter().find(is_missing)
    }

    /// Where what goes beside the video goes.
    pub fn beside(&self, kind: BesideKind) -> Option<&BesidePlace> {
        match kind {
            BesideKind::Captions => self.captions.as_ref(),
            BesideKind::Cover => self.cover.as_ref(),
        }
    }

    /// The same, once LinkedIn is about to be told that all parts are there.
    #[must_use]
    pub fn ended(&self) -> Self {
        Self {
            end_was_said: true,
            ..self.clone()
        }
    }

    /// How far it is, for a job's history.
    pub fn in_words(&self) -> String {
        let (there, all) = (self.part_ids.len(), self.parts.len());
        let mut words = format!("{WORDS_BEGIN}{there} of {all} parts");
        for kind in BesideKind::ALL {
            if self.beside(kind).is_some_and(|beside| beside.is_there) {
                words.push_str(", ");
                words.push_str(kind.word());
            }
        }
        words
    }

    /// Whether a line of a job's history is one of [`VideoWay::in_words`].
    pub(super) fn is_told_in(note: &str) -> bool {
        note.starts_with(WORDS_BEGIN)
    }

    /// Whether the video must begin anew after this: an address has expired, or LinkedIn cannot use what it got.
    pub fn ends_with(failure: &Failure) -> bool {
        matches!(
            failure.cause,
            Cause::MediaChanged
                | Cause::MediaRefused
                | Cause::UploadExpired
                | Cause::UploadHostRefused
        )
    }
}

const WORDS_BEGIN: &str = "video: ";

/// Where one part of a video goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartPlace {
    /// The address as LinkedIn named it; checked again before anything goes there.
    pub address: PartAddress,
    /// Where the part begins in the file, in bytes.
    pub first_byte: u64,
    /// How long it is, in bytes.
    pub byte_count: u64,
}

/// Where the captions or the cover picture of a video go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BesidePlace {
    /// The address as LinkedIn named it; checked again before anything goes there.
    pub address: PartAddress,
    /// Whether it is with LinkedIn.
    #[serde(default)]
    pub is_there: bool,
}

/// An address for uploading, as good as a key, so it is not printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PartAddress(pub String);

impl fmt::Debug for PartAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PartAddress(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upload_address_is_not_printed() {
        let address = PartAddress("https://www.linkedin.com/dms-uploads/canary".to_owned());
        assert!(!format!("{address:?}").contains("canary"));
    }

    #[test]
    fn a_video_is_whole_when_each_part_has_a_name() {
        let part = |first_byte| PartPlace {
            address: PartAddress(String::new()),
            first_byte,
            byte_count: 4,
        };
        let mut way = VideoWay {
            video: "urn:li:video:C5F10A".parse().unwrap(),
            token: String::new(),
            parts: vec![part(0), part(4)],
            part_ids: vec!["one".to_owned()],
            captions: None,
            cover: None,
            end_was_said: false,
        };
        assert!(!way.is_whole());
        way.part_ids.push("two".to_owned());
        assert!(way.is_whole());
        assert_eq!(way.in_words(), "video: 2 of 2 parts");
    }

    #[test]
    fn captions_and_a_cover_picture_belong_to_the_whole() {
        let place = |is_there| BesidePlace {
            address: PartAddress(String::new()),
            is_there,
        };
        let mut way = VideoWay {
            video: "urn:li:video:C5F10A".parse().unwrap(),
            token: String::new(),
            parts: Vec::new(),
            part_ids: Vec::new(),
            captions: Some(place(false)),
            cover: Some(place(false)),
            end_was_said: false,
        };
        assert_eq!(way.next_beside(), Some(BesideKind::Captions));
        way.captions = Some(place(true));
        assert_eq!(way.next_beside(), Some(BesideKind::Cover));
        assert_eq!(way.in_words(), "video: 0 of 0 parts, captions");
        assert!(way.has_all_parts() && !way.is_whole());
        way.cover = Some(place(true));
        assert!(way.is_whole());
    }
}

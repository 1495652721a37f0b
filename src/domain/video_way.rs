//! How far a video is on its way to LinkedIn: kept in its job's file, so that no part is sent twice after a crash.
//!
//! Only values; who sends the parts lives in `linkedin/` and `engine/`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Cause, Failure, VideoUrn};

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
    /// Whether LinkedIn has been told, or was about to be told, that all parts are there.
    #[serde(default)]
    pub end_was_said: bool,
}

impl VideoWay {
    /// Whether every part is with LinkedIn.
    pub fn is_whole(&self) -> bool {
        self.part_ids.len() >= self.parts.len()
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
        format!("{WORDS_BEGIN}{there} of {all} parts")
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
            end_was_said: false,
        };
        assert!(!way.is_whole());
        way.part_ids.push("two".to_owned());
        assert!(way.is_whole());
    }
}

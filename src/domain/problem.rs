//! What is wrong with a draft, where, and how to say it.

use std::fmt;

use super::Field;
use super::limits::{
    MAX_ALT_TEXT_UNITS, MAX_COMMENTARY_UNITS, MAX_GIF_FRAMES, MAX_IMAGES, PIXELS_TOO_MANY,
    POLL_OPTIONS,
};
use crate::words::t;

/// One thing that keeps a draft from being sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where to look.
    pub place: Place,
    /// What is wrong there.
    pub trouble: Trouble,
}

/// A part of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Who speaks.
    Author,
    /// The text.
    Text,
    /// The attachments as a whole.
    Attachments,
    /// One attachment, counted from 0.
    Attachment(usize),
    /// A part of the poll, the link's card or the reshare.
    Field(Field),
    /// Who may see it.
    Visibility,
}

/// What can be wrong with a part of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nobody is chosen to speak.
    NoAuthor,
    /// Neither text nor attachment.
    Empty,
    /// More than [`MAX_COMMENTARY_UNITS`].
    TooLong {
        /// The length as LinkedIn counts it.
        units: usize,
    },
    /// More than [`MAX_IMAGES`].
    TooManyImages {
        /// How many there are.
        count: usize,
    },
    /// Not fewer than [`PIXELS_TOO_MANY`].
    TooManyPixels {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// More than [`MAX_GIF_FRAMES`].
    TooManyFrames {
        /// How many there are.
        frames: u32,
    },
    /// More than [`MAX_ALT_TEXT_UNITS`].
    AltTextTooLong {
        /// How many UTF-16 units there are.
        units: usize,
    },
    /// Only members have connections.
    PageHasNoConnections,
    /// Pictures beside a document, a video, a poll or a reshare, or more than one beside a link's card.
    TwoKinds,
    /// Captions or a cover picture without a video, or something else in their place.
    NotBesideAVideo,
    /// Nothing, or nothing that can be seen, where something is needed.
    Blank,
    /// More than fits there.
    FieldTooLong {
        /// How many UTF-16 units there are.
        units: usize,
        /// How many fit.
        limit: usize,
    },
    /// Not a number of answers in [`POLL_OPTIONS`].
    OptionCount {
        /// How many there are.
        count: usize,
    },
    /// Not `http` or `https`.
    NotAWebAddress,
    /// A link with a user name or a password in it, for everybody to see.
    TellsASecret,
    /// The link names a place in the feed, not the post.
    NamedByActivity,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Place::Attachment(idx) = self.place {
            write!(f, "{}: ", t!("field-picture", number = idx + 1))?;
        }
        if let Place::Field(field) = self.place {
            return self.fmt_at(field, f);
        }
        self.trouble.fmt(f)
    }
}

impl Problem {
    fn fmt_at(&self, field: Field, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match field {
            Field::DocumentTitle => t!("field-document-title").to_owned(),
            Field::VideoTitle => t!("field-video-title").to_owned(),
            Field::VideoCover => t!("field-video-cover").to_owned(),
            Field::PollQuestion => t!("field-poll-question").to_owned(),
            Field::PollOption(idx) => t!("field-poll-option", number = idx + 1),
            Field::LinkTitle => t!("field-link-title").to_owned(),
            Field::LinkDescription => t!("field-link-description").to_owned(),
            Field::FirstComment => t!("field-first-comment").to_owned(),
            Field::PollOptions | Field::LinkSource | Field::Reshare => {
                return write!(f, "{}", self.trouble);
            }
        };
        match self.trouble {
            Trouble::Blank => f.write_str(&t!("problem-field-blank", field = name)),
            _ => write!(f, "{name}: {}", self.trouble),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAuthor => f.write_str(t!("problem-no-author")),
            Self::Empty => f.write_str(t!("problem-empty")),
            Self::TooLong { units } => f.write_str(&t!(
                "problem-text-too-long",
                over = units - MAX_COMMENTARY_UNITS,
                limit = MAX_COMMENTARY_UNITS,
                units = *units
            )),
            Self::TooManyImages { count } => f.write_str(&t!(
                "problem-too-many-images",
                limit = MAX_IMAGES,
                count = *count
            )),
            Self::TooManyPixels { width, height } => f.write_str(&t!(
                "problem-too-many-pixels",
                width = *width,
                height = *height,
                limit = PIXELS_TOO_MANY
            )),
            Self::TooManyFrames { frames } => f.write_str(&t!(
                "problem-too-many-frames",
                frames = *frames,
                limit = MAX_GIF_FRAMES
            )),
            Self::AltTextTooLong { units } => f.write_str(&t!(
                "problem-alt-text-too-long",
                units = *units,
                limit = MAX_ALT_TEXT_UNITS
            )),
            Self::PageHasNoConnections => f.write_str(t!("problem-page-connections")),
            Self::TwoKinds => f.write_str(t!("problem-two-kinds")),
            Self::NotBesideAVideo => f.write_str(t!("problem-not-beside-video")),
            Self::Blank => f.write_str(t!("problem-blank")),
            Self::FieldTooLong { units, limit } => f.write_str(&t!(
                "problem-field-too-long",
                limit = *limit,
                units = *units
            )),
            Self::OptionCount { count } => f.write_str(&t!(
                "problem-option-count",
                least = *POLL_OPTIONS.start(),
                most = *POLL_OPTIONS.end(),
                count = *count
            )),
            Self::NotAWebAddress => f.write_str(t!("problem-web-address")),
            Self::TellsASecret => f.write_str(t!("problem-tells-secret")),
            Self::NamedByActivity => f.write_str(t!("problem-activity")),
        }
    }
}

/// Everything that keeps a draft from being sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (idx, problem) in self.0.iter().enumerate() {
            if idx > 0 {
                f.write_str(". ")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

//! What is wrong with a draft, where, and how to say it.

use std::fmt;

use super::limits::{
    MAX_ALT_TEXT_UNITS, MAX_COMMENTARY_UNITS, MAX_GIF_FRAMES, MAX_IMAGES, PIXELS_TOO_MANY,
};

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
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Place::Attachment(idx) = self.place {
            write!(f, "Picture {}: ", idx + 1)?;
        }
        self.trouble.fmt(f)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAuthor => f.write_str("Choose who posts this"),
            Self::Empty => {
                f.write_str("There is nothing to post yet: write something or add a picture")
            }
            Self::TooLong { units } => write!(
                f,
                "The text is {} characters too long: LinkedIn takes {MAX_COMMENTARY_UNITS} and this is {units}",
                units - MAX_COMMENTARY_UNITS
            ),
            Self::TooManyImages { count } => {
                write!(
                    f,
                    "A post can have {MAX_IMAGES} pictures and this has {count}: remove some"
                )
            }
            Self::TooManyPixels { width, height } => write!(
                f,
                "{width} × {height} pixels is too large: LinkedIn takes fewer than {PIXELS_TOO_MANY} in all; \
                 scale it down and add it again"
            ),
            Self::TooManyFrames { frames } => write!(
                f,
                "The animation has {frames} frames and LinkedIn takes {MAX_GIF_FRAMES}: shorten it and add it again"
            ),
            Self::AltTextTooLong { units } => write!(
                f,
                "The description has {units} characters and LinkedIn takes {MAX_ALT_TEXT_UNITS}: shorten it"
            ),
            Self::PageHasNoConnections => f.write_str(
                "A page has no connections: choose another audience, or post as yourself",
            ),
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

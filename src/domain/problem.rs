//! What is wrong with a draft, where, and how to say it.

use std::fmt;

use super::Field;
use super::limits::{
    MAX_ALT_TEXT_UNITS, MAX_COMMENTARY_UNITS, MAX_GIF_FRAMES, MAX_IMAGES, PIXELS_TOO_MANY,
    POLL_OPTIONS,
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
            write!(f, "Picture {}: ", idx + 1)?;
        }
        if let Place::Field(field) = self.place {
            return self.fmt_at(field, f);
        }
        self.trouble.fmt(f)
    }
}

impl Problem {
    fn fmt_at(&self, field: Field, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match field {
            Field::DocumentTitle => f.write_str("The title of the document"),
            Field::VideoTitle => f.write_str("The title of the video"),
            Field::VideoCover => f.write_str("The cover picture"),
            Field::PollQuestion => f.write_str("The question"),
            Field::PollOption(idx) => write!(f, "Answer {}", idx + 1),
            Field::LinkTitle => f.write_str("The title of the link"),
            Field::LinkDescription => f.write_str("The description of the link"),
            Field::FirstComment => f.write_str("The first comment"),
            Field::PollOptions | Field::LinkSource | Field::Reshare => {
                return write!(f, "{}", self.trouble);
            }
        }?;
        match self.trouble {
            Trouble::Blank => f.write_str(" is still empty"),
            _ => write!(f, ": {}", self.trouble),
        }
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
            Self::TwoKinds => f.write_str(
                "A post has pictures, a document, a video, a poll, a link's card or a reshared post, and only one of them: remove the others",
            ),
            Self::NotBesideAVideo => f.write_str(
                "Captions and a cover picture belong to a video: add them to one, or remove them",
            ),
            Self::Blank => f.write_str("Something is still empty"),
            Self::FieldTooLong { units, limit } => {
                write!(f, "LinkedIn takes {limit} characters and this has {units}: shorten it")
            }
            Self::OptionCount { count } => write!(
                f,
                "A poll has {} to {} answers and this has {count}",
                POLL_OPTIONS.start(),
                POLL_OPTIONS.end()
            ),
            Self::NotAWebAddress => {
                f.write_str("The link must begin with http:// or https://")
            }
            Self::TellsASecret => f.write_str(
                "The link has a user name or a password in it, which everybody would see: give it without",
            ),
            Self::NamedByActivity => f.write_str(
                "This link names the post by its place in the feed, and LinkedIn's API wants its own name: \
                 choose \"Embed this post\" on LinkedIn and copy the urn:li:share or urn:li:ugcPost from there",
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

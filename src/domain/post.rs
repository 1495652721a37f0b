//! A draft that passed. Only [`Draft::check`] makes one, also when it is read from disk.

use serde::{Deserialize, Serialize};

use super::commentary::{self, Mention};
use super::{
    Attachment, Author, Draft, Extra, Garbled, JobId, LinkCard, LittleText, Poll, PostUrn,
    Problems, Visibility,
};

/// A draft that passed [`Draft::check`]: the only thing that can be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Draft", into = "Draft")]
pub struct Post {
    author: Author,
    draft: Draft,
}

/// What a post shows below its text: one thing, or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content<'a> {
    /// Nothing but the text.
    None,
    /// One picture or more, in order.
    Images(&'a [Attachment]),
    /// A document.
    Document(&'a Attachment),
    /// A video.
    Video(&'a Attachment),
    /// A poll.
    Poll(&'a Poll),
    /// The card of a link, and its picture if there is one.
    Link(&'a LinkCard, Option<&'a Attachment>),
    /// A post that is reshared.
    Reshare(&'a PostUrn),
}

impl Post {
    /// For [`Draft::check`] alone.
    pub(super) fn passed(draft: &Draft, author: &Author) -> Self {
        let mut draft = draft.clone();
        draft.text = commentary::clean(&draft.text);
        for attachment in &mut draft.attachments {
            attachment.alt_text = commentary::clean(&attachment.alt_text);
            attachment.title = commentary::clean(&attachment.title);
        }
        draft.extra = draft.extra.map(Extra::cleaned);
        draft.first_comment = commentary::clean(&draft.first_comment);
        // A job has its own notes of that.
        draft.registered = None;
        Self {
            author: author.clone(),
            draft,
        }
    }

    /// The id it was born with.
    pub fn id(&self) -> JobId {
        self.draft.id
    }

    /// In whose name it appears.
    pub fn author(&self) -> &Author {
        &self.author
    }

    /// The text as typed, with line ends and control characters cleaned.
    pub fn text(&self) -> &str {
        &self.draft.text
    }

    /// Who is meant by `@Name` in the text.
    pub fn mentions(&self) -> &[Mention] {
        &self.draft.mentions
    }

    /// What it shows below its text.
    pub fn content(&self) -> Content<'_> {
        match &self.draft.extra {
            None if self.attachments().is_empty() => Content::None,
            None => match self.attachments() {
                [only] if only.is_document() => Content::Document(only),
                [only] if only.is_video() => Content::Video(only),
                several => Content::Images(several),
            },
            Some(Extra::Poll(poll)) => Content::Poll(poll),
            Some(Extra::Link(card)) => Content::Link(card, self.attachments().first()),
            Some(Extra::Reshare(urn)) => Content::Reshare(urn),
        }
    }

    /// The files that go with it, in order.
    pub fn attachments(&self) -> &[Attachment] {
        &self.draft.attachments
    }

    /// What its author says below it right after it appeared: raw, not in LinkedIn's notation.
    pub fn first_comment(&self) -> Option<&str> {
        let text = self.draft.first_comment.as_str();
        (!commentary::is_blank(text)).then_some(text)
    }

    /// Who may see it.
    pub fn visibility(&self) -> Visibility {
        self.draft.visibility
    }

    /// Whether others are kept from resharing it.
    pub fn reshare_disabled(&self) -> bool {
        self.draft.reshare_disabled
    }

    /// The text in LinkedIn's notation, proved to read back as typed.
    ///
    /// # Errors
    /// [`Garbled`] if it would not; then nothing may be sent.
    pub fn commentary(&self) -> Result<LittleText, Garbled> {
        LittleText::encode(self.text(), self.mentions())
    }

    /// The draft it was, to be edited again.
    pub fn into_draft(self) -> Draft {
        self.draft
    }
}

impl TryFrom<Draft> for Post {
    type Error = Problems;

    fn try_from(draft: Draft) -> Result<Self, Problems> {
        draft.check()
    }
}

impl From<Post> for Draft {
    fn from(post: Post) -> Self {
        post.draft
    }
}

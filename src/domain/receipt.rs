//! What LinkedIn gave back for a post, and how sure that is.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{AskedChange, Author, FirstComment, Job, JobId, Mention, PostUrn};

/// What LinkedIn gave back for a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The post's URN; missing if LinkedIn took the post without naming it.
    pub urn: Option<PostUrn>,
    /// Where the post can be seen.
    pub permalink: Option<String>,
    /// When that was known.
    pub published_at: Timestamp,
    /// How it was known.
    pub evidence: Evidence,
}

/// How it is known that a post is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Evidence {
    /// LinkedIn answered the request with "created".
    Answer,
    /// A second try was refused as a duplicate of it: LinkedIn's word, not a proof.
    DuplicateReport,
    /// The person looked and saw it.
    PersonSaw,
}

impl Evidence {
    /// The word used on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::DuplicateReport => "duplicate_report",
            Self::PersonSaw => "person",
        }
    }
}

/// A post that arrived, as it is remembered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentPost {
    /// The id of the job that sent it.
    pub id: JobId,
    /// In whose name it appeared.
    pub author: Author,
    /// The text as it was typed, or typed last where it was edited.
    pub text: String,
    /// Who is meant by `@Name` in the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// How many pictures went with it.
    pub picture_count: usize,
    /// What LinkedIn gave back.
    pub receipt: Receipt,
    /// A change that LinkedIn was asked for and has not answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<AskedChange>,
    /// When its text was last changed on LinkedIn from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<Timestamp>,
    /// When it was deleted on LinkedIn from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<Timestamp>,
    /// The comment that went with it, and what became of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_comment: Option<FirstComment>,
}

impl SentPost {
    /// What is remembered of a published job.
    pub fn of(job: &Job, receipt: &Receipt) -> Self {
        Self {
            id: job.id(),
            author: job.post.author().clone(),
            text: job.post.text().to_owned(),
            mentions: job.post.mentions().to_vec(),
            picture_count: job.post.attachments().len(),
            receipt: receipt.clone(),
            asked: None,
            edited_at: None,
            deleted_at: None,
            first_comment: job.first_comment(),
        }
    }
}

//! What LinkedIn gave back for a post, and how sure that is.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Author, Job, JobId, PostUrn};

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
    /// The text as it was typed.
    pub text: String,
    /// How many pictures went with it.
    pub picture_count: usize,
    /// What LinkedIn gave back.
    pub receipt: Receipt,
}

impl SentPost {
    /// What is remembered of a published job.
    pub fn of(job: &Job, receipt: &Receipt) -> Self {
        Self {
            id: job.id(),
            author: job.post.author().clone(),
            text: job.post.text().to_owned(),
            picture_count: job.post.attachments().len(),
            receipt: receipt.clone(),
        }
    }
}

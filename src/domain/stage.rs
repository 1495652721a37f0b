//! Where a job can be, and what moves it on. The rules of which step follows where are in `job.rs`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{CommentState, Failure, JobId, MediaUrn, Receipt, VideoWay};

/// Where a job is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// It has its own time; nothing has left.
    Scheduled {
        /// When it is to be sent.
        at: Timestamp,
    },
    /// Accepted; nothing has left.
    Queued,
    /// Its pictures are on their way.
    Uploading,
    /// All its pictures are with LinkedIn.
    Ready,
    /// The create request is leaving or has left, and no answer is known.
    Submitting,
    /// LinkedIn has it.
    Published(Receipt),
    /// The answer to the create request was lost. Only a person may decide what happens next.
    Uncertain(Failure),
    /// LinkedIn or this computer refused it.
    Failed(Failure),
    /// The person took it back, and its text goes back into a draft.
    Cancelled {
        /// The draft that gets the text.
        draft: JobId,
        /// Whether the draft has been written.
        returned: bool,
    },
}

/// What moves a job on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is to be sent at this time.
    Schedule(Timestamp),
    /// Its time has come.
    Release {
        /// After this it is not sent without a person.
        by: Timestamp,
    },
    /// The work on it begins.
    Begin,
    /// A picture, counted from 0, is with LinkedIn.
    Uploaded(usize, MediaUrn),
    /// The video, counted from 0 among the attachments, has come some parts further.
    MoveVideo(usize, Box<VideoWay>),
    /// The create request is about to leave.
    Submit,
    /// The present step did not succeed and is tried again, at a time or when a person says so.
    Delay(Wait),
    /// It is published.
    Publish(Receipt),
    /// It will not succeed as it is.
    Fail(Failure),
    /// The create request may have arrived; no answer is known.
    LoseAnswer(Failure),
    /// The person says: it is not there, send it again.
    SendAgain,
    /// Somebody signed in: it goes on, as long as it may by itself.
    Resume,
    /// The person says: try again now.
    Retry,
    /// The person takes it back, or drops an uncertain one; the text goes into this draft.
    Cancel(JobId),
    /// The draft with the text of a cancelled job has been written.
    Returned,
    /// The first comment of a published post is here now.
    Comment(CommentState),
}

/// What to do with a job now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Begin: [`Step::Begin`].
    Begin,
    /// Upload what is missing, several at a time where that is possible; this attachment, counted from 0, is the first.
    Upload(usize),
    /// Send the create request.
    Create,
    /// Send the first comment.
    Comment,
    /// Nothing before this time.
    WaitUntil(Timestamp),
    /// Nothing until a person acts.
    WaitForPerson,
    /// It is over.
    Rest,
}

/// Why a job stands still.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// Until when; `None` until a person acts.
    pub until: Option<Timestamp>,
    /// What went wrong; `None` while it can still be taken back after Post was pressed.
    pub failure: Option<Failure>,
}

/// One line of a job's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// When.
    pub at: Timestamp,
    /// The word for the stage it entered or stayed in.
    pub stage: String,
    /// What is worth knowing about it; may be empty.
    pub note: String,
}

/// Tells one computer's copy of the program from another's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstallationId(pub String);

impl Stage {
    /// The word for it, on the command line and in files.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Scheduled { .. } => "scheduled",
            Self::Queued => "queued",
            Self::Uploading => "uploading",
            Self::Ready => "ready",
            Self::Submitting => "submitting",
            Self::Published(_) => "published",
            Self::Uncertain(_) => "uncertain",
            Self::Failed(_) => "failed",
            Self::Cancelled { .. } => "cancelled",
        }
    }
}

impl Step {
    /// The word for it, in errors.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Schedule(_) => "get another time",
            Self::Release { .. } => "be due",
            Self::Begin => "begin",
            Self::Uploaded(..) => "take an upload",
            Self::MoveVideo(..) => "move its video on",
            Self::Submit => "submit",
            Self::Delay(_) => "delay",
            Self::Publish(_) => "publish",
            Self::Fail(_) => "fail",
            Self::LoseAnswer(_) => "lose the answer",
            Self::SendAgain => "send again",
            Self::Resume => "go on",
            Self::Retry => "retry",
            Self::Cancel(_) => "cancel",
            Self::Returned => "be returned",
            Self::Comment(_) => "move its comment",
        }
    }
}

/// A step that cannot follow from where the job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("A post that is {stage} cannot {step}")]
pub struct OutOfOrder {
    pub(super) step: &'static str,
    pub(super) stage: &'static str,
}

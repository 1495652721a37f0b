//! The first comment under one's own post: a step of its own after the post is published, which never touches the post.
//!
//! ```text
//! Waiting ─► Sending ─► Posted
//!    ▲▲         │ ├───► Failed        LinkedIn said no, or never found the post
//!    │└─────────┘ │        │
//!    └────────────┼────────┘           a person says: again
//!                 └───► Unclear        no answer, or the program died: never sent again
//! ```
//!
//! Never here: asking.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::commentary::is_blank;
use super::limits::MAX_COMMENT_UNITS;
use super::{
    Cause, CreateAnswer, Evidence, Failure, Field, InstallationId, Job, Next, OutOfOrder, Place,
    PostUrn, Problem, Stage, Trouble,
};
use crate::words::t;

/// Where a first comment is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommentState {
    /// It has not been sent, or LinkedIn was certainly not able to take it yet.
    Waiting {
        /// Not before this time.
        until: Option<Timestamp>,
        /// How often it was tried.
        tries: u32,
    },
    /// It is leaving or has left, and no answer is known.
    Sending {
        /// How often it was tried before.
        tries: u32,
    },
    /// LinkedIn has it.
    Posted,
    /// It may be there or not. It is never sent again.
    Unclear(Failure),
    /// It is not there and is not tried again.
    Failed(Failure),
    /// It has no post to stand under: LinkedIn did not name the post, or is not sure which it is.
    Homeless,
}

/// A first comment as it is remembered on a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstComment {
    /// Its text, as typed.
    pub text: String,
    /// What became of it.
    pub state: CommentState,
}

/// What became of a comment, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommentWords<'a> {
    /// Whether LinkedIn has it for certain.
    pub is_posted: bool,
    /// What happened, in one sentence without a full stop.
    pub message: &'a str,
    /// More about it, in LinkedIn's words or ours; may be missing.
    pub why: Option<&'a Failure>,
    /// What to do next.
    pub hint: &'a str,
}

impl Job {
    /// The first comment that goes with the post, and where it is once the post is published.
    pub fn first_comment(&self) -> Option<FirstComment> {
        let text = self.post.first_comment()?.to_owned();
        let state = match (&self.comment, self.stage()) {
            (Some(state), _) => state.clone(),
            (None, Stage::Published(_)) if self.commented_post().is_none() => {
                CommentState::Homeless
            }
            (None, _) => CommentState::Waiting {
                until: None,
                tries: 0,
            },
        };
        Some(FirstComment { text, state })
    }

    /// Whether anything was done about the comment: then the receipt may be there already.
    pub fn has_begun_comment(&self) -> bool {
        self.comment.is_some()
    }

    /// Whether the comment is still to be sent by itself.
    pub fn owes_comment(&self) -> bool {
        matches!(self.stage(), Stage::Published(_))
            && matches!(
                self.first_comment(),
                Some(FirstComment {
                    state: CommentState::Waiting { .. } | CommentState::Sending { .. },
                    ..
                })
            )
    }

    /// Whether a person may have the comment sent now: it is certainly not there, and not on its way.
    pub fn may_comment(&self) -> bool {
        let state = self.first_comment().map(|comment| comment.state);
        self.commented_post().is_some()
            && matches!(
                state,
                Some(CommentState::Waiting { .. } | CommentState::Failed(_))
            )
    }

    /// The post that the comment is to stand under. One that LinkedIn only reported as a duplicate may be another.
    pub fn commented_post(&self) -> Option<&PostUrn> {
        match self.stage() {
            Stage::Published(receipt) if receipt.evidence != Evidence::DuplicateReport => {
                receipt.urn.as_ref()
            }
            _ => None,
        }
    }

    /// What to do about the comment of a published post.
    pub(super) fn next_comment(&self, here: &InstallationId, now: Timestamp) -> Next {
        if self.installation != *here || !self.owes_comment() {
            return Next::Rest;
        }
        match &self.comment {
            Some(CommentState::Sending { .. }) => Next::Rest,
            // A longer wait than any that is ever begun means that the clock was put back.
            Some(CommentState::Waiting {
                until: Some(until), ..
            }) if *until > now && until.duration_since(now) <= LONGEST_WAIT => {
                Next::WaitUntil(*until)
            }
            _ => Next::Comment,
        }
    }

    /// Moves the comment on; the post stays as it is.
    pub(super) fn advance_comment(
        &mut self,
        state: CommentState,
        now: Timestamp,
    ) -> Result<(), OutOfOrder> {
        if !self.comment_follows(&state) {
            return Err(OutOfOrder {
                step: "move its comment",
                stage: self.stage().word(),
            });
        }
        let note = format!("first comment: {}", state.word());
        self.comment = Some(state);
        self.note(now, &note);
        Ok(())
    }

    fn comment_follows(&self, next: &CommentState) -> bool {
        use CommentState::{Failed, Posted, Sending, Unclear, Waiting};
        let Some(FirstComment { state, .. }) = self.first_comment() else {
            return false;
        };
        matches!(self.stage(), Stage::Published(_))
            && matches!(
                (state, next),
                (Waiting { .. }, Sending { .. } | Waiting { .. } | Failed(_))
                    | (Failed(_), Waiting { .. })
                    | (
                        Sending { .. },
                        Waiting { .. } | Posted | Unclear(_) | Failed(_)
                    )
            )
    }
}

impl CommentState {
    /// How often it was tried.
    pub fn tries(&self) -> u32 {
        match self {
            Self::Waiting { tries, .. } | Self::Sending { tries } => *tries,
            _ => 0,
        }
    }

    /// The word for it, on the command line and in files.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Waiting { .. } => "waiting",
            Self::Sending { .. } => "sending",
            Self::Posted => "posted",
            Self::Unclear(_) => "unclear",
            Self::Failed(_) => "failed",
            Self::Homeless => "homeless",
        }
    }

    /// What became of it, in words.
    pub fn words(&self) -> CommentWords<'_> {
        let words = |message, why, hint| CommentWords {
            is_posted: matches!(self, Self::Posted),
            message,
            why,
            hint,
        };
        match self {
            Self::Waiting { .. } => words(t!("comment-waiting"), None, t!("comment-waiting-hint")),
            Self::Sending { .. } => words(t!("comment-sending"), None, t!("comment-look")),
            Self::Posted => words(t!("comment-posted"), None, ""),
            Self::Unclear(failure) => {
                words(t!("comment-unclear"), Some(failure), t!("comment-look"))
            }
            Self::Failed(failure) => words(
                t!("comment-failed"),
                Some(failure),
                t!("comment-failed-hint"),
            ),
            Self::Homeless => words(t!("comment-homeless"), None, t!("comment-homeless-hint")),
        }
    }
}

/// What LinkedIn's answer means for a comment that is being sent; `tries` counts those before.
///
/// LinkedIn, seen by several client authors: right after posting, a comment may get 404 for a minute or so.
pub fn judge_comment(tries: u32, answer: CreateAnswer, now: Timestamp) -> CommentState {
    let failure = match answer {
        CreateAnswer::Created(_) => return CommentState::Posted,
        CreateAnswer::Unknown(failure) => return CommentState::Unclear(failure),
        CreateAnswer::NotCreated(failure) => failure,
    };
    let may_pass = matches!(failure.cause, Cause::NotFound | Cause::NoConnection);
    let wait = WAITS_SECS.get(usize::try_from(tries).unwrap_or(usize::MAX));
    match wait.filter(|_| may_pass) {
        Some(secs) => CommentState::Waiting {
            until: now.checked_add(SignedDuration::from_secs(*secs)).ok(),
            tries: tries.saturating_add(1),
        },
        None => CommentState::Failed(failure),
    }
}

/// What keeps a first comment from being sent.
pub(super) fn problem(text: &str) -> Option<Problem> {
    let (units, limit) = (text.encode_utf16().count(), MAX_COMMENT_UNITS);
    (!is_blank(text) && units > limit).then_some(Problem {
        place: Place::Field(Field::FirstComment),
        trouble: Trouble::FieldTooLong { units, limit },
    })
}

/// About a minute in all.
const WAITS_SECS: [i64; 6] = [1, 2, 4, 8, 16, 30];
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(1);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AccountKey, Author, Draft, JobId, Receipt, Role, Step};

    fn now() -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn here() -> InstallationId {
        InstallationId("here".to_owned())
    }

    fn published(comment: &str, urn: Option<&str>, evidence: Evidence) -> Job {
        let member = Author {
            urn: "urn:li:person:a".parse().unwrap(),
            name: "Ada".to_owned(),
            role: Role::Member,
        };
        let account = AccountKey {
            client_id: "app".to_owned(),
            member: member.urn.clone(),
        };
        let draft = Draft {
            author: Some(member),
            text: "Hello".to_owned(),
            first_comment: comment.to_owned(),
            ..Draft::new(JobId::from_parts(1, 1))
        };
        let mut job = Job::new(draft.check().unwrap(), account, here(), now(), None);
        let receipt = Receipt {
            urn: urn.map(|urn| urn.parse().unwrap()),
            permalink: None,
            published_at: now(),
            evidence,
        };
        for step in [Step::Begin, Step::Submit, Step::Publish(receipt)] {
            assert_ne!(job.next(&here(), now()), Next::Comment);
            job.advance(step, now()).unwrap();
        }
        job
    }

    fn named(comment: &str) -> Job {
        published(comment, Some("urn:li:share:1"), Evidence::Answer)
    }

    fn move_on(job: &mut Job, state: CommentState) {
        job.advance(Step::Comment(state), now()).unwrap();
    }

    #[test]
    fn only_a_post_that_has_a_name_gets_its_comment() {
        assert_eq!(named("See you").next(&here(), now()), Next::Comment);
        let elsewhere = InstallationId("there".to_owned());
        assert_eq!(named("See you").next(&elsewhere, now()), Next::Rest);
        for job in [
            named(""),
            named(" \n"),
            published("See you", None, Evidence::Answer),
            published("See you", Some("urn:li:share:1"), Evidence::DuplicateReport),
        ] {
            assert_eq!(job.next(&here(), now()), Next::Rest);
            assert!(!job.owes_comment());
        }
    }

    #[test]
    fn a_lost_answer_is_the_end_of_it() {
        let mut job = named("See you");
        move_on(&mut job, CommentState::Sending { tries: 0 });
        assert_eq!(job.next(&here(), now()), Next::Rest);
        let lost = judge_comment(
            0,
            CreateAnswer::Unknown(Failure::new(Cause::TimedOut)),
            now(),
        );
        move_on(&mut job, lost);
        assert_eq!(job.next(&here(), now()), Next::Rest);
        let again = Step::Comment(CommentState::Sending { tries: 0 });
        assert!(job.advance(again, now()).is_err());
        assert!(job.is_over());
    }

    #[test]
    fn a_post_that_is_not_found_yet_is_asked_for_a_minute_and_no_longer() {
        let mut job = named("See you");
        let mut time = now();
        let mut sent = 0_u32;
        loop {
            match job.next(&here(), time) {
                Next::Comment => {}
                Next::WaitUntil(until) => {
                    assert!(until > time);
                    time = until;
                    continue;
                }
                next => break assert_eq!(next, Next::Rest),
            }
            move_on(&mut job, CommentState::Sending { tries: sent });
            let answer = CreateAnswer::NotCreated(Failure::new(Cause::NotFound));
            move_on(&mut job, judge_comment(sent, answer, time));
            sent += 1;
        }
        assert_eq!(sent, 7);
        assert_eq!(time.duration_since(now()).as_secs(), 61);
        let state = job.first_comment().unwrap().state;
        assert_eq!(state, CommentState::Failed(Failure::new(Cause::NotFound)));
    }

    #[test]
    fn a_refusal_is_final_and_the_post_stays() {
        let mut job = named("See you");
        move_on(&mut job, CommentState::Sending { tries: 0 });
        let no = CreateAnswer::NotCreated(Failure::new(Cause::PermissionMissing));
        move_on(&mut job, judge_comment(0, no, now()));
        assert_eq!(job.next(&here(), now()), Next::Rest);
        assert!(matches!(job.stage(), Stage::Published(_)));
        let state = job.first_comment().unwrap().state;
        assert!(!state.words().is_posted && state.words().why.is_some());
    }
}

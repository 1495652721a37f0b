//! The life of one post on its way: stages, the steps between them, and what comes next.
//!
//! ```text
//! Queued ─► Uploading ─► Ready ─► Submitting ─► Published
//!    ▲          │          ▲          │ no answer, or the program died
//!    └─ retry ◄─ Failed    └ again ◄─ Uncertain ─► Published (seen) or Cancelled (dropped)
//! ```
//!
//! One that is to be sent later stands before that, as `Scheduled`, and is queued when its time has come (`due.rs`).
//!
//! No clock, no disk, no network: time comes in as an argument, and whoever drives a job writes it to disk before
//! doing what the new stage announces.

mod files;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::patience::LONGEST_WAIT;
use super::{
    AccountKey, CommentState, Failure, InstallationId, JobId, MediaUrn, Moment, Next, OutOfOrder,
    Post, Stage, Step, VideoWay, Wait,
};

/// One post on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// What is to be published.
    pub post: Post,
    /// Whose token is to be used.
    pub account: AccountKey,
    /// When Post was pressed.
    pub created_at: Timestamp,
    /// On which computer. A job that was copied elsewhere never sends itself there.
    pub installation: InstallationId,
    stage: Stage,
    #[serde(default)]
    uploads: Vec<Option<MediaUrn>>,
    /// Some of them were made for an earlier job of the same draft.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    has_reused: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    video: Option<Box<VideoWay>>,
    #[serde(default)]
    wait: Option<Wait>,
    #[serde(default)]
    tries: u32,
    /// The kind of trouble that `tries` counts.
    #[serde(default)]
    tries_of: Option<String>,
    #[serde(default)]
    attempts: u32,
    #[serde(default)]
    unanswered_attempts: u32,
    #[serde(default)]
    history: Vec<Moment>,
    /// What was done about the first comment; `None` before anything was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) comment: Option<CommentState>,
    /// One that was scheduled is not sent by itself after this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    send_by: Option<Timestamp>,
}

impl Job {
    /// A new job. It can be taken back until `undo_until`.
    pub fn new(
        post: Post,
        account: AccountKey,
        installation: InstallationId,
        now: Timestamp,
        undo_until: Option<Timestamp>,
    ) -> Self {
        let uploads = vec![None; post.attachments().len()];
        let mut job = Self {
            post,
            account,
            created_at: now,
            installation,
            stage: Stage::Queued,
            uploads,
            has_reused: false,
            video: None,
            wait: undo_until.map(|until| Wait {
                until: Some(until),
                failure: None,
            }),
            tries: 0,
            tries_of: None,
            attempts: 0,
            unanswered_attempts: 0,
            history: Vec::new(),
            comment: None,
            send_by: None,
        };
        job.note(now, "");
        job
    }

    /// Its id, the same as the draft's it was made from.
    pub fn id(&self) -> JobId {
        self.post.id()
    }

    /// Where it is.
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// Why it stands still, if it does.
    pub fn wait(&self) -> Option<&Wait> {
        self.wait.as_ref()
    }

    /// What happened to it, oldest first.
    pub fn history(&self) -> &[Moment] {
        &self.history
    }

    /// How often the present step has failed in this way in a row.
    pub fn tries_of(&self, failure: &Failure) -> u32 {
        if self.tries_of.as_deref() == Some(failure.counts_as()) {
            self.tries
        } else {
            0
        }
    }

    /// Whether an earlier create request was left without an answer.
    pub fn has_unanswered_attempt(&self) -> bool {
        self.unanswered_attempts > 0
    }

    /// Whether it is over: published or cancelled.
    pub fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Published(_) | Stage::Cancelled { .. })
    }

    /// Whether the person may still take it back, or drop it.
    pub fn can_cancel(&self) -> bool {
        !self.is_over() && self.stage != Stage::Submitting
    }

    /// What to do with it now, on the computer `here`.
    pub fn next(&self, here: &InstallationId, now: Timestamp) -> Next {
        if self.is_over() {
            return self.next_comment(here, now);
        }
        let is_elsewhere = self.installation != *here;
        match self.stage {
            Stage::Scheduled { at } if at > now && !is_elsewhere => return Next::WaitUntil(at),
            Stage::Queued | Stage::Uploading | Stage::Ready => {}
            _ => return Next::WaitForPerson,
        }
        if is_elsewhere || self.has_lost_pictures() || self.is_too_late(now) {
            return Next::WaitForPerson;
        }
        match &self.wait {
            Some(Wait { until: None, .. }) => return Next::WaitForPerson,
            // A longer wait than any that is ever begun means that the clock was put back.
            Some(Wait {
                until: Some(until), ..
            }) if *until > now && until.duration_since(now) <= LONGEST_WAIT => {
                return Next::WaitUntil(*until);
            }
            Some(_) | None => {}
        }
        match (&self.stage, self.first_missing()) {
            (Stage::Queued, _) => Next::Begin,
            (_, Some(idx)) => Next::Upload(idx),
            (_, None) => Next::Create,
        }
    }

    /// Until when nothing but second thoughts holds it back; `None` where something else does, or nothing.
    pub fn undo_until(&self, here: &InstallationId, now: Timestamp) -> Option<Timestamp> {
        let wait = self.wait.as_ref().filter(|wait| wait.failure.is_none())?;
        let is_waiting = matches!(self.next(here, now), Next::WaitUntil(_));
        wait.until.filter(|_| is_waiting)
    }

    /// Whether its time came and it could not be sent for so long that a person is asked first.
    pub fn is_too_late(&self, now: Timestamp) -> bool {
        self.send_by.is_some_and(|by| now > by)
    }

    /// Whether it was sent on by itself when its time came.
    pub fn was_released(&self) -> bool {
        self.send_by.is_some()
    }

    /// Makes the job this computer's own, where a person here decided about it.
    pub fn adopt(&mut self, here: &InstallationId) {
        self.installation.clone_from(here);
    }

    /// Moves the job on.
    ///
    /// # Errors
    /// [`OutOfOrder`] if the step cannot follow from where the job is; then nothing has changed.
    pub fn advance(&mut self, step: Step, now: Timestamp) -> Result<(), OutOfOrder> {
        if let Step::Comment(state) = step {
            return self.advance_comment(state, now);
        }
        let is_part = matches!(step, Step::MoveVideo(..));
        let (stage, note) = self.follow(step)?;
        self.stage = stage;
        // One line tells of all parts: there may be more of them than lines.
        let last = self.history.last();
        if is_part && last.is_some_and(|last| VideoWay::is_told_in(&last.note)) {
            self.history.pop();
        }
        self.note(now, &note);
        Ok(())
    }

    /// The stage after a step that puts it off, lets it go or starts it again.
    fn set_going(&mut self, step: Step) -> Result<(Stage, String), OutOfOrder> {
        let can_start_again =
            self.is_moving() || matches!(self.stage, Stage::Failed(_) | Stage::Scheduled { .. });
        match (step, &self.stage) {
            (Step::Schedule(at), Stage::Queued | Stage::Scheduled { .. }) => {
                self.wait = None;
                self.send_by = None;
                Ok((Stage::Scheduled { at }, format!("for {at}")))
            }
            (Step::Release { by }, Stage::Scheduled { .. }) => {
                self.send_by = Some(by);
                Ok((Stage::Queued, "its time has come".to_owned()))
            }
            (Step::Resume, _) if self.is_moving() => Ok((self.retried(), "signed in".to_owned())),
            (Step::Retry, _) if can_start_again => {
                self.send_by = None;
                Ok((self.retried(), "retry".to_owned()))
            }
            (step, stage) => Err(OutOfOrder {
                step: step.word(),
                stage: stage.word(),
            }),
        }
    }

    fn is_moving(&self) -> bool {
        matches!(self.stage, Stage::Queued | Stage::Uploading | Stage::Ready)
    }

    /// The stage after `step`, and a note for the history; changes everything but the stage.
    fn follow(&mut self, step: Step) -> Result<(Stage, String), OutOfOrder> {
        let moving = self.is_moving();
        match (step, &self.stage) {
            (Step::Begin, Stage::Queued) => Ok((self.begun(), String::new())),
            (Step::Uploaded(idx, urn), Stage::Uploading | Stage::Ready) if self.lacks(idx) => {
                Ok(self.take_upload(idx, urn))
            }
            (Step::MoveVideo(idx, way), Stage::Uploading | Stage::Ready) if self.lacks(idx) => {
                Ok((Stage::Uploading, self.move_video(way)))
            }
            (Step::Submit, Stage::Uploading | Stage::Ready) if self.first_missing().is_none() => {
                self.wait = None;
                self.attempts = self.attempts.saturating_add(1);
                Ok((Stage::Submitting, format!("attempt {}", self.attempts)))
            }
            (Step::Delay(wait), stage) if moving => Ok((stage.clone(), self.delay(wait))),
            (Step::Delay(wait), Stage::Submitting) => Ok((Stage::Ready, self.delay(wait))),
            (Step::Publish(receipt), Stage::Submitting | Stage::Uncertain(_)) => {
                self.wait = None;
                let note = receipt.urn.as_ref().map(ToString::to_string);
                Ok((Stage::Published(receipt), note.unwrap_or_default()))
            }
            (Step::Fail(failure), Stage::Submitting) => Ok(self.fail(failure)),
            (Step::Fail(failure), _) if moving => Ok(self.fail(failure)),
            (Step::LoseAnswer(failure), Stage::Submitting) => {
                self.unanswered_attempts = self.unanswered_attempts.saturating_add(1);
                Ok((Stage::Uncertain(failure.clone()), failure.message()))
            }
            (Step::SendAgain, Stage::Uncertain(_)) => {
                self.begin_to_count();
                Ok((Stage::Ready, "to be sent again".to_owned()))
            }
            (Step::Cancel(draft), _) if self.can_cancel() => {
                self.forget_refused_uploads();
                self.forget_awaited_uploads();
                self.wait = None;
                Ok((
                    Stage::Cancelled {
                        draft,
                        returned: false,
                    },
                    String::new(),
                ))
            }
            (Step::Returned, Stage::Cancelled { draft, .. }) => Ok((
                Stage::Cancelled {
                    draft: *draft,
                    returned: true,
                },
                "its text is a draft again".to_owned(),
            )),
            (step, _) => self.set_going(step),
        }
    }

    fn begun(&mut self) -> Stage {
        self.wait = None;
        if self.first_missing().is_none() {
            Stage::Ready
        } else {
            Stage::Uploading
        }
    }

    fn delay(&mut self, wait: Wait) -> String {
        let mut note = String::new();
        if let Some(failure) = &wait.failure {
            self.video.take_if(|_| VideoWay::ends_with(failure));
            note = failure.message();
            self.tries = self.tries_of(failure).saturating_add(1);
            self.tries_of = Some(failure.counts_as().to_owned());
        }
        self.wait = Some(wait);
        note
    }

    fn begin_to_count(&mut self) {
        self.tries = 0;
        self.tries_of = None;
    }

    fn fail(&mut self, failure: Failure) -> (Stage, String) {
        self.wait = None;
        self.video.take_if(|_| VideoWay::ends_with(&failure));
        let note = failure.message();
        (Stage::Failed(failure), note)
    }

    /// Where a retry goes on. Files that LinkedIn has are kept, unless one of them was the trouble.
    fn retried(&mut self) -> Stage {
        self.forget_refused_uploads();
        self.wait = None;
        self.begin_to_count();
        match (self.uploaded_count(), self.first_missing()) {
            (0, _) => Stage::Queued,
            (_, Some(_)) => Stage::Uploading,
            (_, None) => Stage::Ready,
        }
    }

    pub(super) fn note(&mut self, at: Timestamp, note: &str) {
        if self.history.len() >= MAX_HISTORY {
            self.history.remove(1);
        }
        self.history.push(Moment {
            at,
            stage: self.stage.word().to_owned(),
            note: note.to_owned(),
        });
    }
}

/// A job that waits for the network for weeks must not grow without end; the first line is always kept.
const MAX_HISTORY: usize = 100;

#[cfg(test)]
#[path = "job_tests.rs"]
mod tests;

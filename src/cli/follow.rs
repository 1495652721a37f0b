//! Following one job to its end: progress, the result, the deadline, Ctrl-C; and waiting for the answer to a question.

use std::time::{Duration, Instant};

use poll_promise::Promise;
use serde_json::json;

use super::output::{Exit, Output, scheduled_line};
use crate::domain::{Attachment, Cause, Failure, Job, JobId, Receipt, Stage};
use crate::engine::{Command, Engine, Event};

/// Follows `id` until nobody works on it any more and prints how it ended.
pub(super) fn follow(engine: &mut Engine, output: Output, id: JobId, timeout: Duration) -> Exit {
    watch(engine, output, id, timeout, false)
}

/// The same for a job that may be somebody else's by now: then there is nothing to say.
pub(super) fn follow_due(
    engine: &mut Engine,
    output: Output,
    id: JobId,
    timeout: Duration,
) -> Exit {
    watch(engine, output, id, timeout, true)
}

fn watch(engine: &mut Engine, output: Output, id: JobId, timeout: Duration, yields: bool) -> Exit {
    let mut watch = Watch {
        yields,
        output,
        id,
        job: None,
        news: News::Post,
        refused: None,
        order_refused: None,
        shown: Vec::new(),
        interrupted: false,
        timed_out: false,
        stopping: None,
    };
    let deadline = Instant::now().checked_add(timeout);
    loop {
        let event = engine.next_event(Instant::now() + GLANCE);
        watch.show_progress(engine);
        if let Some(event) = event
            && watch.take(event, engine)
        {
            return watch.conclude();
        }
        if !engine.is_running() {
            return watch.conclude();
        }
        let now = Instant::now();
        if watch.stopping.is_none() && deadline.is_some_and(|deadline| now >= deadline) {
            watch.timed_out = true;
            watch.stop(engine, true);
        }
        match watch.stopping {
            Some(since) if since.elapsed() > LAST_WORD => return watch.conclude(),
            Some(since) if watch.interrupted && since.elapsed() > ANSWER_AFTER_INTERRUPT => {
                engine.send(Command::Pause { cut_off: true }).ok();
            }
            _ => {}
        }
    }
}

/// What is known about the job that is followed.
struct Watch {
    /// An order that is refused means that somebody else was first.
    yields: bool,
    output: Output,
    id: JobId,
    job: Option<Job>,
    news: News,
    refused: Option<Failure>,
    order_refused: Option<String>,
    /// For each picture, the bytes that were last said to be sent.
    shown: Vec<Option<u64>>,
    interrupted: bool,
    timed_out: bool,
    stopping: Option<Instant>,
}

/// What is new about a job that is on LinkedIn at the end.
#[derive(PartialEq, Eq)]
enum News {
    /// That it is.
    Post,
    /// What became of its comment: the post was there before this run.
    Comment,
}

impl Watch {
    /// Takes in an event; whether the end is reached.
    fn take(&mut self, event: Event, engine: &Engine) -> bool {
        match event {
            Event::Job(job) if job.id() == self.id => {
                let waits_long = job
                    .wait()
                    .and_then(|wait| wait.failure.as_ref())
                    .is_some_and(is_not_sat_out);
                self.take_job(*job);
                if waits_long && self.stopping.is_none() {
                    self.stop(engine, false);
                }
                false
            }
            Event::Refused(id, failure) if id == self.id => {
                self.refused = Some(failure);
                true
            }
            Event::OrderRefused(id, reason) if id == self.id => {
                self.order_refused = Some(reason);
                true
            }
            Event::Rests(id) => id == self.id,
            Event::Interrupted => {
                self.interrupted = true;
                self.stop(engine, false);
                false
            }
            Event::Trouble(words) => {
                tracing::warn!("{words}");
                // It is posted, whatever the disk says about writing that down.
                self.job
                    .as_ref()
                    .is_some_and(|job| matches!(job.stage(), Stage::Published(_)))
            }
            _ => false,
        }
    }

    fn stop(&mut self, engine: &Engine, cut_off: bool) {
        self.stopping.get_or_insert_with(Instant::now);
        engine.send(Command::Pause { cut_off }).ok();
    }

    fn show_progress(&mut self, engine: &Engine) {
        let of_this_job = (self.id, 0)..=(self.id, usize::MAX);
        for ((_, idx), upload) in engine.uploads().range(of_this_job) {
            self.print_upload(*idx, upload.progress.sent);
        }
    }

    /// Takes in how the job stands. An upload may be over before anyone looked: its last line is printed in any case.
    fn take_job(&mut self, job: Job) {
        let attachments = job.post.attachments();
        if self.job.is_none() {
            if matches!(job.stage(), Stage::Published(_)) {
                self.news = News::Comment;
            }
            // What was uploaded before this run is not this run's news.
            let done = |(idx, attachment): (usize, &Attachment)| {
                job.is_uploaded(idx).then_some(attachment.byte_count)
            };
            self.shown = attachments.iter().enumerate().map(done).collect();
        }
        let uploaded: Vec<(usize, u64)> = attachments
            .iter()
            .map(|attachment| attachment.byte_count)
            .enumerate()
            .filter(|(idx, _)| job.is_uploaded(*idx))
            .collect();
        self.job = Some(job);
        for (idx, byte_count) in uploaded {
            self.print_upload(idx, byte_count);
        }
    }

    /// Prints how far an upload is, where that is news.
    fn print_upload(&mut self, idx: usize, sent: u64) {
        let attachments = self.job.as_ref().map(|job| job.post.attachments());
        let Some(attachment) = attachments.and_then(|all| all.get(idx)) else {
            return;
        };
        let shown = &mut self.shown[idx];
        if shown.is_none_or(|before| before < sent) {
            *shown = Some(sent);
            self.output.detail(
                &json!({"event": "upload", "file": attachment.name, "sent": sent, "total": attachment.byte_count}),
            );
        }
    }

    /// Prints how it ended.
    fn conclude(self) -> Exit {
        let id = self.id.to_string();
        if let Some(failure) = self.refused {
            return self.output.failed(None, &failure);
        }
        if let Some(reason) = self.order_refused {
            if self.yields {
                tracing::info!(%id, "left to somebody else. {reason}");
                return Exit::Done;
            }
            return self
                .output
                .refused("refused", &reason, LIST_HINT, Exit::Usage);
        }
        let Some(job) = self.job else {
            let (message, exit) = if self.interrupted {
                ("You stopped it before it began", Exit::Interrupted)
            } else {
                ("Sendoff did not get to it in time", Exit::Network)
            };
            return self.output.refused("not_begun", message, LIST_HINT, exit);
        };
        match job.stage() {
            Stage::Published(receipt) => {
                if self.news == News::Post {
                    published(self.output, &id, receipt);
                }
                if let Some(comment) = job.first_comment() {
                    self.output.comment(&comment);
                }
                Exit::Done
            }
            Stage::Scheduled { at } => {
                let event = json!({"event": "scheduled", "id": id, "at": at});
                self.output.event(&event, &scheduled_line(*at));
                Exit::Done
            }
            // Given up on while its answer was awaited, before that could be written down: the next start will.
            Stage::Uncertain(failure) => uncertain(self.output, &id, failure),
            Stage::Submitting => uncertain(self.output, &id, &Failure::new(Cause::TimedOut)),
            Stage::Failed(failure) => self.output.failed(Some(&id), failure),
            Stage::Cancelled { .. } => self
                .output
                .failed(Some(&id), &Failure::new(Cause::Interrupted)),
            Stage::Queued | Stage::Uploading | Stage::Ready => {
                let waits_for = job.wait().and_then(|wait| wait.failure.clone());
                let reason = if self.interrupted {
                    Cause::Interrupted
                } else {
                    Cause::TimedOut
                };
                let failure = waits_for
                    .filter(|_| !self.interrupted)
                    .unwrap_or_else(|| Failure::new(reason));
                let exit = self.output.failed(Some(&id), &failure);
                // Whatever it waited for: it was given up on because of the time.
                if self.timed_out { Exit::Network } else { exit }
            }
        }
    }
}

/// Prints that a post has arrived, and where it is.
fn published(output: Output, id: &str, receipt: &Receipt) {
    let link = receipt.permalink.as_deref();
    let link = link.unwrap_or("LinkedIn did not name the post");
    let event =
        json!({"event": "published", "id": id, "urn": receipt.urn, "permalink": receipt.permalink});
    output.event(&event, &format!("Posted: {link}"));
}

/// Prints that nobody knows whether a post arrived, and how to say so.
pub(super) fn uncertain(output: Output, id: &str, failure: &Failure) -> Exit {
    let message = format!(
        "It is not known whether this was posted. {}",
        failure.message()
    );
    let hint = format!(
        "Look at your recent activity on LinkedIn. Then say `sendoff outbox resolve {id} --published URN` or \
         `sendoff outbox resolve {id} --not-published`. Sendoff never sends it again by itself."
    );
    output.problem(
        &json!({"event": "uncertain", "id": id, "message": message, "hint": hint}),
        &message,
        &hint,
    );
    Exit::Uncertain
}

/// Waiting for midnight is for the window; a script hears of it at once.
fn is_not_sat_out(failure: &Failure) -> bool {
    matches!(failure.cause, Cause::RateLimited { .. })
}

/// What helps whoever asked for something that cannot be done.
pub(super) const LIST_HINT: &str = "`sendoff outbox` lists what is there.";
/// Why a question has no answer.
pub(super) enum Unanswered {
    /// The person stopped it.
    Interrupted,
    /// The background ended.
    BrokeDown,
}

impl Unanswered {
    /// Says so; `hint` says what may be done next.
    pub(super) fn told(self, output: Output, hint: &str) -> Exit {
        match self {
            Self::Interrupted => {
                let message = "You stopped it before LinkedIn answered";
                output.refused("interrupted", message, hint, Exit::Interrupted)
            }
            Self::BrokeDown => {
                let message = "Something in Sendoff failed";
                output.refused("system", message, hint, Exit::Usage)
            }
        }
    }
}

/// Waits until a question is answered.
pub(super) fn await_answer<'a, T: Send>(
    engine: &mut Engine,
    promise: &'a mut Promise<T>,
) -> Result<&'a mut T, Unanswered> {
    loop {
        match engine.next_event(Instant::now() + GLANCE) {
            Some(Event::Interrupted) => return Err(Unanswered::Interrupted),
            Some(Event::Trouble(words)) => tracing::warn!("{words}"),
            _ => {}
        }
        // Looked at first: a background that ends without an answer gives none afterwards.
        let is_running = engine.is_running();
        if promise.ready_mut().is_some() || !is_running {
            break;
        }
    }
    promise.ready_mut().ok_or(Unanswered::BrokeDown)
}

/// How often progress is looked at.
const GLANCE: Duration = Duration::from_millis(50);
/// How long a stopped job may take to come to rest before its state is reported as it is.
const LAST_WORD: Duration = Duration::from_secs(4);
/// How long an answer is waited for after Ctrl-C.
const ANSWER_AFTER_INTERRUPT: Duration = Duration::from_secs(2);

//! Jobs whose time is still to come: put off, taken up again when it has come, listed for a system timer.
//!
//! What is due is decided in `domain/due.rs`. The window sends at the due time as long as it runs; what came due
//! while it did not is left to a person, or to `sendoff send-due`, which is a person's word given beforehand.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::desk::Desk;
use super::event::Event;
use super::turns::is_long;
use crate::domain::{Cause, Due, Failure, Job, JobId, Next, SEND_BY, Step, on_time};
use crate::store::{FileLock, Store};
use crate::words::t;

/// Puts a new job off.
pub(super) fn schedule(job: &mut Job, at: Timestamp, now: Timestamp) -> Result<(), Failure> {
    job.advance(Step::Schedule(at), now)
        .map_err(|err| Failure::with_detail(Cause::Draft, &err.to_string()))
}

impl Desk {
    /// Notes a job for later if its time has not come or everybody is at work; whether it has.
    pub(super) fn postpones(&mut self, job: &Job) -> bool {
        let now = self.context.now();
        let until = match job.next(&self.context.installation, now) {
            Next::WaitUntil(until) if is_long(until, now) || job.scheduled_for().is_some() => until,
            _ if self.working.len() >= MOST_AT_WORK => now,
            _ => return false,
        };
        self.turns.note(job.id(), until);
        true
    }

    /// Ends when a job's time has come and there is somebody to work on it.
    pub(super) fn next_turn(&self) -> impl Future<Output = ()> + use<> {
        let has_room = self.working.len() < MOST_AT_WORK;
        let next = has_room
            .then(|| self.turns.next(self.context.now()))
            .flatten();
        let clock = Arc::clone(&self.context.clock);
        async move {
            match next {
                Some(wait) => clock.wait(wait).await,
                None => std::future::pending().await,
            }
        }
    }

    /// Goes on with the jobs whose time has come, as many as can be worked on.
    pub(super) async fn take_turns(&mut self) {
        let room = MOST_AT_WORK.saturating_sub(self.working.len());
        let due = self.turns.take_due(self.context.now(), room);
        for id in self.look_at(due).await {
            self.look_later(id);
        }
    }

    /// A job that cannot be read now may be read later.
    pub(super) fn look_later(&mut self, id: JobId) {
        if self.takes_initiative {
            self.turns.note(id, self.context.now() + LOOK_AGAIN_AFTER);
        }
    }

    /// Whether a job's time has come while somebody was here to send it.
    pub(super) fn is_in_time(&self, job: &Job) -> bool {
        self.takes_initiative
            && job.installation == self.context.installation
            && job.due(self.context.now(), self.awake_since) == Some(Due::Now)
    }

    /// Sends a job on if its time has come, on disk first; otherwise it is as it was.
    pub(super) async fn release_in_time(&mut self, job: Job) -> Job {
        if !self.is_in_time(&job) {
            return job;
        }
        let now = self.context.now();
        let by = on_time(now, now, SEND_BY);
        match self.step(job.clone(), Step::Release { by }).await {
            Ok(released) => released,
            Err(words) => {
                self.context.tell(Event::Trouble(words)).await;
                self.turns.note(job.id(), now + TRY_AGAIN_AFTER);
                job
            }
        }
    }

    /// Sends a job on because a system timer asks for what is due.
    pub(super) async fn release_late(&mut self, job: Job, lock: FileLock, late_by: SignedDuration) {
        let (id, now) = (job.id(), self.context.now());
        // It may have been moved, taken back or sent since it was listed.
        if !job.is_due_within(&self.context.installation, now, late_by) {
            return self.refuse(id, t!("order-not-due")).await;
        }
        let released = match job.scheduled_for() {
            Some(at) => {
                let by = on_time(at, now, late_by);
                self.step(job, Step::Release { by }).await
            }
            None => Ok(job),
        };
        match released {
            Ok(job) => {
                self.context.tell(Event::Job(Box::new(job.clone()))).await;
                if !self.work_on(job, lock) {
                    self.context.tell(Event::Rests(id)).await;
                }
            }
            Err(words) => self.refuse(id, &words).await,
        }
    }

    /// Reports the jobs that are due, the earliest first.
    pub(super) async fn list_due(&mut self, late_by: SignedDuration) {
        let listed = self.context.on_disk(Store::jobs).await;
        let (mut jobs, troubles) = self.context.or_trouble(listed).await.unwrap_or_default();
        self.context.tell_all(troubles).await;
        let now = self.context.now();
        jobs.retain(|job| job.is_due_within(&self.context.installation, now, late_by));
        jobs.sort_by_key(|job| (job.scheduled_for(), job.created_at, job.id()));
        let due: Vec<JobId> = jobs.iter().map(Job::id).collect();
        self.context.tell(Event::Due(due)).await;
    }
}

/// Each holds a file open and may hold a connection and a picture; LinkedIn takes one post at a time anyway.
const MOST_AT_WORK: usize = 32;
/// How long to wait before a job whose file could not be read is looked at again.
const LOOK_AGAIN_AFTER: SignedDuration = SignedDuration::from_secs(30);
/// How long to wait before a job is sent on again, where the disk did not take that down.
const TRY_AGAIN_AFTER: SignedDuration = SignedDuration::from_secs(5);

//! What people decide about jobs: try again, take back, it is there, it is not there.
//!
//! A decision about a job that is being worked on stops the drive first and is followed when it has stopped. What a
//! decision does to a job is in `domain/job.rs`.

use super::clock::new_job_id;
use super::command::Order;
use super::desk::Desk;
use super::event::Event;
use crate::domain::{
    CommentState, Draft, Evidence, Job, JobId, Next, Receipt, Stage, Step, outbox,
};
use crate::store::{FileLock, Store};
use crate::words::t;

impl Desk {
    /// Sends on what stood still because nobody was signed in.
    pub(super) async fn resume(&mut self) {
        let listed = self.context.on_disk(Store::jobs);
        let Some((jobs, _)) = self.context.or_trouble(listed.await).await else {
            return;
        };
        let (here, now) = (self.context.installation.clone(), self.context.now());
        for job in jobs
            .iter()
            .filter(|job| outbox::waits_for_sign_in(job, &here, now))
        {
            if self.context.sessions.can_speak(&job.account).await.is_ok() {
                self.order(job.id(), Order::Resume).await;
            }
        }
        // A first comment waits without a word on its job: the post itself is not held up.
        for job in jobs {
            if job.next(&here, now) == Next::Comment
                && self.context.sessions.can_speak(&job.account).await.is_ok()
            {
                self.take_in(job).await;
            }
        }
    }

    /// Follows a decision about a job, at once or as soon as the drive has stopped.
    pub(super) async fn order(&mut self, id: JobId, order: Order) {
        if let Some(work) = self.working.get_mut(&id) {
            work.then = Some(order);
            work.brakes.stop.cancel();
            return;
        }
        let locked = self.context.on_disk(move |store| {
            // Only to see that it is there: a lock would make a folder for it.
            if store.job(id)?.is_none() {
                return Ok(None);
            }
            let lock = store.lock_job_soon(id)?;
            store.let_jobs_last();
            store.job(id).map(|job| Some((lock, job)))
        });
        match locked.await {
            Ok(Some((Some(lock), Some(job)))) => match self.recover(job, lock).await {
                Some((job, lock)) => self.follow(job, lock, order).await,
                None => self.refuse(id, t!("order-gone")).await,
            },
            Ok(None | Some((_, None))) => {
                self.refuse(id, t!("order-unknown")).await;
            }
            Ok(Some((None, Some(_)))) => {
                self.refuse(id, t!("order-elsewhere")).await;
            }
            Err(err) => self.refuse(id, &err.to_string()).await,
        }
    }

    pub(super) async fn follow(&mut self, mut job: Job, lock: FileLock, order: Order) {
        let id = job.id();
        if let Order::Release(late_by) = order {
            return self.release_late(job, lock, late_by).await;
        }
        if matches!(
            order,
            Order::Retry | Order::ItIsNotThere | Order::Reschedule(_)
        ) {
            job.adopt(&self.context.installation);
        }
        let goes_on = matches!(order, Order::Retry | Order::Resume)
            || (order != Order::Cancel && self.takes_initiative);
        let cancels = order == Order::Cancel;
        let now = self.context.now();
        let step = match order {
            // The post is there, so it is about the comment.
            Order::Retry if job.may_comment() => Step::Comment(CommentState::Waiting {
                until: None,
                tries: 0,
            }),
            Order::Retry | Order::Release(_) => Step::Retry,
            Order::Resume => Step::Resume,
            Order::Reschedule(at) => Step::Schedule(at),
            Order::Cancel => Step::Cancel(new_job_id(now)),
            Order::ItIsNotThere => Step::SendAgain,
            Order::ItIsThere(urn) => {
                let permalink = urn
                    .as_ref()
                    .map(|urn| self.context.endpoints.permalink(urn));
                Step::Publish(Receipt {
                    urn,
                    permalink,
                    published_at: now,
                    evidence: Evidence::PersonSaw,
                })
            }
        };
        let mut job = match self.step(job, step).await {
            Ok(job) => job,
            Err(reason) => return self.refuse(id, &reason).await,
        };
        if cancels {
            job = self.return_text(job).await;
        }
        if let Stage::Published(_) = job.stage() {
            self.file_receipt(&job).await;
        }
        self.context.tell(Event::Job(Box::new(job.clone()))).await;
        if !(goes_on && self.work_on(job, lock)) {
            self.context.tell(Event::Rests(id)).await;
        }
    }

    /// Takes a step of a job that nobody drives: on disk, then in memory. The error is a sentence.
    pub(super) async fn step(&self, mut job: Job, step: Step) -> Result<Job, String> {
        job.advance(step, self.context.now())
            .map_err(|err| err.to_string())?;
        let to_save = job.clone();
        let saved = self
            .context
            .on_disk(move |store| store.save_job(&to_save))
            .await;
        saved.map(|()| job).map_err(|err| err.to_string())
    }

    /// Makes the text of a cancelled job a draft again.
    pub(super) async fn return_text(&self, job: Job) -> Job {
        let Stage::Cancelled { draft: id, .. } = *job.stage() else {
            return job;
        };
        let draft = Draft {
            id,
            registered: job.registered().map(Box::new),
            ..job.post.clone().into_draft()
        };
        let (now, from, to) = (self.context.now(), job.clone(), draft.clone());
        let returned = self.context.on_disk(move |store| {
            // One that is there was returned before and may have been edited since.
            let is_new = store.draft(to.id)?.is_none();
            if is_new {
                store.return_to_draft(&from, &to, now)?;
            }
            store.drop_job_media(from.id()).map(|()| is_new)
        });
        let Some(is_new) = self.context.or_trouble(returned.await).await else {
            return job;
        };
        if is_new {
            let draft = Box::new(draft);
            self.context.tell(Event::DraftReturned(draft)).await;
        }
        match self.step(job.clone(), Step::Returned).await {
            Ok(job) => job,
            Err(words) => {
                self.context.tell(Event::Trouble(words)).await;
                job
            }
        }
    }

    pub(super) async fn refuse(&self, id: JobId, reason: &str) {
        self.context
            .tell(Event::OrderRefused(id, reason.to_owned()))
            .await;
    }
}

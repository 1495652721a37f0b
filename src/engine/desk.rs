//! The desk: who works on which job, and what people decided about them.
//!
//! A job is worked on by one [`Drive`] at a time, which holds its lock. A decision about a job that is being worked on
//! stops the drive first and is followed when it has stopped.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::mpsc;

use super::accept::{account_for, check_only, earlier_in_words};
use super::clock::new_job_id;
use super::command::{Order, Publish};
use super::context::Context;
use super::event::Event;
use super::publish::{Brakes, Drive, was_cut_off};
use crate::domain::{
    Cause, Draft, Evidence, Failure, Job, JobId, Next, Receipt, Stage, Step, outbox,
};
use crate::store::{FileLock, StoreError};

/// Who works on which job.
pub(super) struct Desk {
    context: Arc<Context>,
    working: BTreeMap<JobId, Work>,
    done: mpsc::Sender<Done>,
    /// Whether jobs are worked on without being asked: in the window, not on the command line.
    takes_initiative: bool,
}

/// A drive at work.
struct Work {
    brakes: Brakes,
    then: Option<Order>,
}

/// A drive that has ended, with the job and its lock; without the job if the drive broke down.
pub(super) struct Done {
    id: JobId,
    job: Option<Job>,
    lock: FileLock,
}

impl Desk {
    pub(super) fn new(
        context: Arc<Context>,
        done: mpsc::Sender<Done>,
        takes_initiative: bool,
    ) -> Self {
        Self {
            context,
            working: BTreeMap::new(),
            done,
            takes_initiative,
        }
    }

    /// Whether anything is being worked on.
    pub(super) fn is_idle(&self) -> bool {
        self.working.is_empty()
    }

    /// Takes in the outbox as it is on disk: reports every job, finishes what was interrupted, goes on with the rest.
    pub(super) async fn open(&mut self) {
        let listed = self.context.on_disk(|store| {
            store.tidy_up()?;
            store.jobs()
        });
        let Some((jobs, troubles)) = self.context.or_trouble(listed.await).await else {
            return;
        };
        for trouble in troubles {
            self.context.tell(Event::Trouble(trouble.to_string())).await;
        }
        for job in jobs {
            self.take_in(job).await;
        }
    }

    /// Takes in one job that was found on disk, unless somebody works on it.
    pub(super) async fn take_in(&mut self, job: Job) {
        let id = job.id();
        if self.working.contains_key(&id) {
            return;
        }
        let lock = self.context.on_disk(move |store| store.lock_job(id)).await;
        let Some(Some(lock)) = self.context.or_trouble(lock).await else {
            self.context.tell(Event::Job(Box::new(job))).await;
            return;
        };
        // It may have moved on before the lock was ours.
        let reread = self.context.on_disk(move |store| store.job(id)).await;
        let Some(Some(job)) = self.context.or_trouble(reread).await else {
            return;
        };
        if let Some(job) = self.recover(job).await {
            self.context.tell(Event::Job(Box::new(job.clone()))).await;
            if self.takes_initiative {
                self.work_on(job, lock);
            }
        }
    }

    /// Finishes what a job was in the middle of when the program ended; `None` if it has left the outbox.
    async fn recover(&self, mut job: Job) -> Option<Job> {
        let now = self.context.now();
        if was_cut_off(&job) {
            let step = Step::LoseAnswer(Failure::new(Cause::Died));
            job = self.step(job.clone(), step).await.unwrap_or(job);
        }
        match job.stage() {
            Stage::Cancelled {
                returned: false, ..
            } => job = self.return_text(job).await,
            Stage::Published(_) => {
                let published = job.clone();
                let filed = self
                    .context
                    .on_disk(move |store| store.file_receipt(&published))
                    .await;
                self.context.or_trouble(filed).await;
            }
            _ => {}
        }
        if outbox::is_spent(&job, now) {
            let id = job.id();
            let removed = self
                .context
                .on_disk(move |store| store.remove_job(id))
                .await;
            self.context.or_trouble(removed).await?;
            self.context.tell(Event::JobGone(id)).await;
            return None;
        }
        Some(job)
    }

    /// Puts a draft into the outbox and sends it.
    pub(super) async fn publish(&mut self, wish: Publish) {
        let id = wish.draft.id;
        match self.accept(wish).await {
            Ok((job, lock)) => {
                self.context.tell(Event::Job(Box::new(job.clone()))).await;
                self.work_on(job, lock);
            }
            Err(failure) => self.context.tell(Event::Refused(id, failure)).await,
        }
    }

    async fn accept(&mut self, wish: Publish) -> Result<(Job, FileLock), Failure> {
        let post = check_only(&wish.draft)?;
        let account = account_for(&self.context.sessions.accounts(), &post.author().urn)?;
        // Whoever cannot speak now hears so now; nothing is put into the outbox.
        self.context.sessions.can_speak(&account).await?;
        let storage = |err: StoreError| Failure::with_detail(Cause::Storage, &err.to_string());
        let (jobs, _unreadable) = self
            .context
            .on_disk(crate::store::Store::jobs)
            .await
            .map_err(storage)?;
        let now = self.context.now();
        if let Some(earlier) = outbox::same_text(&post, &jobs, now).filter(|_| !wish.again) {
            return Err(Failure::with_detail(
                Cause::SameText,
                &earlier_in_words(earlier),
            ));
        }
        let undo_until = (wish.undo_secs > 0)
            .then(|| now + jiff::SignedDuration::from_secs(i64::from(wish.undo_secs)));
        let job = Job::new(
            post,
            account,
            self.context.installation.clone(),
            now,
            undo_until,
        );
        let to_queue = job.clone();
        match self
            .context
            .on_disk(move |store| store.enqueue(&to_queue))
            .await
        {
            Ok(lock) => Ok((job, lock)),
            Err(StoreError::Busy { .. }) => Err(Failure::with_detail(
                Cause::SameText,
                "This draft is on its way",
            )),
            Err(err) => Err(storage(err)),
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
            let lock = store.lock_job(id)?;
            store.job(id).map(|job| (lock, job))
        });
        match locked.await {
            Ok((Some(lock), Some(job))) => match self.recover(job).await {
                Some(job) => self.follow(job, lock, order).await,
                None => self.refuse(id, "This post has left the outbox").await,
            },
            Ok((_, None)) => self.refuse(id, "There is no such post in the outbox").await,
            Ok((None, Some(_))) => {
                self.refuse(
                    id,
                    "Another Sendoff is working on this post. Try again in a moment",
                )
                .await;
            }
            Err(err) => self.refuse(id, &err.to_string()).await,
        }
    }

    async fn follow(&mut self, job: Job, lock: FileLock, order: Order) {
        let id = job.id();
        let goes_on =
            order == Order::Retry || (order == Order::ItIsNotThere && self.takes_initiative);
        let cancels = order == Order::Cancel;
        let now = self.context.now();
        let step = match order {
            Order::Retry => Step::Retry,
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
            let published = job.clone();
            let filed = self
                .context
                .on_disk(move |store| store.file_receipt(&published))
                .await;
            self.context.or_trouble(filed).await;
        }
        self.context.tell(Event::Job(Box::new(job.clone()))).await;
        if goes_on {
            self.work_on(job, lock);
        } else {
            self.context.tell(Event::Rests(id)).await;
        }
    }

    /// Takes a step of a job that nobody drives: on disk, then in memory. The error is a sentence.
    async fn step(&self, mut job: Job, step: Step) -> Result<Job, String> {
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
    async fn return_text(&self, job: Job) -> Job {
        let Stage::Cancelled { draft: id, .. } = *job.stage() else {
            return job;
        };
        let draft = Draft {
            id,
            ..job.post.clone().into_draft()
        };
        let (now, from, to) = (self.context.now(), job.clone(), draft.clone());
        let returned = self.context.on_disk(move |store| {
            store.return_to_draft(&from, &to, now)?;
            store.drop_job_media(from.id())
        });
        if self.context.or_trouble(returned.await).await.is_none() {
            return job;
        }
        self.context
            .tell(Event::DraftReturned(Box::new(draft)))
            .await;
        self.step(job.clone(), Step::Returned).await.unwrap_or(job)
    }

    /// Starts a drive, if there is anything to do.
    fn work_on(&mut self, job: Job, lock: FileLock) {
        let id = job.id();
        let next = job.next(&self.context.installation, self.context.now());
        if matches!(next, Next::Rest | Next::WaitForPerson) {
            return;
        }
        let brakes = Brakes::default();
        self.working.insert(
            id,
            Work {
                brakes: brakes.clone(),
                then: None,
            },
        );
        let drive = tokio::spawn(Drive::new(Arc::clone(&self.context), job, brakes).run());
        let done = self.done.clone();
        tokio::spawn(async move {
            let job = drive.await.ok();
            done.send(Done { id, job, lock }).await.ok();
        });
    }

    /// Takes note that a drive has ended, and follows what was decided meanwhile.
    pub(super) async fn take_back(&mut self, done: Done) {
        let Done { id, job, lock } = done;
        let then = self.working.remove(&id).and_then(|work| work.then);
        let job = match job {
            Some(job) => Some(job),
            None => self.after_breakdown(id).await,
        };
        match (job, then) {
            (Some(job), Some(order)) => self.follow(job, lock, order).await,
            (job, _) => {
                if let Some(job) = job.filter(|job| matches!(job.stage(), Stage::Published(_))) {
                    self.context.tell(Event::Job(Box::new(job))).await;
                }
                drop(lock);
                self.context.tell(Event::Rests(id)).await;
            }
        }
    }

    /// A drive broke down: what is on disk is the truth.
    async fn after_breakdown(&self, id: JobId) -> Option<Job> {
        tracing::error!(%id, "working on a job broke down");
        let job = self.context.on_disk(move |store| store.job(id)).await;
        let job = self.context.or_trouble(job).await??;
        let job = self.recover(job).await?;
        self.context.tell(Event::Job(Box::new(job.clone()))).await;
        Some(job)
    }

    /// Stops every drive as soon as that is safe; with `cut_off`, also those that wait for an answer.
    pub(super) fn pause(&self, cut_off: bool) {
        for work in self.working.values() {
            work.brakes.stop.cancel();
            if cut_off {
                work.brakes.cut_off.cancel();
            }
        }
    }

    async fn refuse(&self, id: JobId, reason: &str) {
        self.context
            .tell(Event::OrderRefused(id, reason.to_owned()))
            .await;
    }
}

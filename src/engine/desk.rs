//! The desk: who works on which job, and what people decided about them.
//!
//! A job is worked on by one [`Drive`] at a time, which holds its lock. A decision about a job that is being worked on
//! stops the drive first and is followed when it has stopped.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tokio::sync::mpsc;

use super::accept::{account_for, check_only, queue};
use super::clock::new_job_id;
use super::command::{Order, Publish};
use super::context::Context;
use super::event::Event;
use super::publish::{Brakes, Drive, Driven, lose_answer, was_cut_off};
use crate::domain::{Draft, Evidence, Failure, Job, JobId, Next, Receipt, Stage, Step, outbox};
use crate::store::{FileLock, Store};

/// Who works on which job.
pub(super) struct Desk {
    context: Arc<Context>,
    working: BTreeMap<JobId, Work>,
    done: mpsc::Sender<Done>,
    /// Whether jobs are worked on without being asked: in the window, not on the command line.
    takes_initiative: bool,
    /// The jobs that somebody else was working on when they were last looked at.
    elsewhere: BTreeSet<JobId>,
}

/// A drive at work.
struct Work {
    brakes: Brakes,
    then: Option<Order>,
}

/// A drive that has ended, with the job and its lock; without the job if the drive broke down.
pub(super) struct Done {
    id: JobId,
    driven: Option<Driven>,
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
            elsewhere: BTreeSet::new(),
        }
    }

    /// Whether anything is being worked on.
    pub(super) fn is_idle(&self) -> bool {
        self.working.is_empty()
    }

    /// Takes in the outbox as it is on disk: reports every job, finishes what was interrupted, goes on with the rest.
    pub(super) async fn open(&mut self) {
        let listed = self.context.on_disk(Store::jobs);
        let Some((jobs, troubles)) = self.context.or_trouble(listed.await).await else {
            return;
        };
        self.context.tell_all(troubles).await;
        for job in jobs {
            self.take_in(job).await;
        }
    }

    /// Looks again at the jobs that somebody else was working on: who that was may have ended without a word.
    pub(super) async fn look_elsewhere(&mut self) {
        for id in std::mem::take(&mut self.elsewhere) {
            let job = self.context.on_disk(move |store| store.job(id)).await;
            if let Some(Some(job)) = self.context.or_trouble(job).await {
                self.take_in(job).await;
            }
        }
    }

    /// Sends on what stood still because nobody was signed in.
    pub(super) async fn resume(&mut self) {
        let listed = self.context.on_disk(Store::jobs);
        let Some((jobs, _)) = self.context.or_trouble(listed.await).await else {
            return;
        };
        let here = self.context.installation.clone();
        for job in jobs
            .iter()
            .filter(|job| outbox::waits_for_sign_in(job, &here))
        {
            if self.context.sessions.can_speak(&job.account).await.is_ok() {
                self.order(job.id(), Order::Retry).await;
            }
        }
    }

    /// Takes in one job that was found on disk, unless somebody works on it.
    pub(super) async fn take_in(&mut self, job: Job) {
        let id = job.id();
        if self.working.contains_key(&id) {
            return;
        }
        let lock = self.context.on_disk(move |store| store.lock_job(id)).await;
        let lock = match self.context.or_trouble(lock).await {
            Some(Some(lock)) => lock,
            looked => {
                // Not one that cannot be taken at all: it will not be there in a moment either.
                self.elsewhere.extend(looked.map(|_| id));
                self.context.tell(Event::Job(Box::new(job))).await;
                return;
            }
        };
        // It may have moved on before the lock was ours.
        let reread = self.context.on_disk(move |store| store.job(id)).await;
        let Some(Some(job)) = self.context.or_trouble(reread).await else {
            return;
        };
        if let Some((job, lock)) = self.recover(job, lock).await {
            self.context.tell(Event::Job(Box::new(job.clone()))).await;
            if self.takes_initiative {
                self.work_on(job, lock);
            }
        }
    }

    /// Finishes what a job was in the middle of when the program ended; `None` if it has left the outbox.
    async fn recover(&self, mut job: Job, lock: FileLock) -> Option<(Job, FileLock)> {
        if was_cut_off(&job) {
            job = lose_answer(&self.context, job).await;
        }
        let is_settled = match job.stage() {
            Stage::Cancelled {
                returned: false, ..
            } => {
                job = self.return_text(job).await;
                false
            }
            Stage::Published(_) => self.file_receipt(&job).await,
            _ => true,
        };
        if is_settled && outbox::is_spent(&job, self.context.now()) {
            let id = job.id();
            let removed = self
                .context
                .on_disk(move |store| store.remove_job(id, lock))
                .await;
            self.context.or_trouble(removed).await?;
            self.context.tell(Event::JobGone(id)).await;
            return None;
        }
        Some((job, lock))
    }

    /// Writes the receipt of a published job, unless that has been done; whether it is there.
    async fn file_receipt(&self, job: &Job) -> bool {
        let published = job.clone();
        let filed = self.context.on_disk(move |store| {
            if store.is_filed(published.id())? {
                return Ok(());
            }
            store.file_receipt(&published)
        });
        self.context.or_trouble(filed.await).await.is_some()
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
        let now = self.context.now();
        let undo_until = (wish.undo_secs > 0)
            .then(|| now + jiff::SignedDuration::from_secs(i64::from(wish.undo_secs)));
        let job = Job::new(
            post,
            account,
            self.context.installation.clone(),
            now,
            undo_until,
        );
        let (to_queue, again) = (job.clone(), wish.again);
        let queued = self
            .context
            .on_disk(move |store| queue(store, &to_queue, again, now));
        queued.await.map(|lock| (job, lock))
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
            store.job(id).map(|job| Some((lock, job)))
        });
        match locked.await {
            Ok(Some((Some(lock), Some(job)))) => match self.recover(job, lock).await {
                Some((job, lock)) => self.follow(job, lock, order).await,
                None => self.refuse(id, "This post has left the outbox").await,
            },
            Ok(None | Some((_, None))) => {
                self.refuse(id, "There is no such post in the outbox").await;
            }
            Ok(Some((None, Some(_)))) => {
                self.refuse(
                    id,
                    "Another Sendoff is working on this post. Try again in a moment",
                )
                .await;
            }
            Err(err) => self.refuse(id, &err.to_string()).await,
        }
    }

    async fn follow(&mut self, mut job: Job, lock: FileLock, order: Order) {
        let id = job.id();
        if matches!(order, Order::Retry | Order::ItIsNotThere) {
            job.adopt(&self.context.installation);
        }
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
            self.file_receipt(&job).await;
        }
        self.context.tell(Event::Job(Box::new(job.clone()))).await;
        if !(goes_on && self.work_on(job, lock)) {
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

    /// Starts a drive, if there is anything to do; whether there was.
    fn work_on(&mut self, job: Job, lock: FileLock) -> bool {
        let id = job.id();
        let next = job.next(&self.context.installation, self.context.now());
        if matches!(next, Next::Rest | Next::WaitForPerson) {
            return false;
        }
        self.set_out(id, lock, |context, brakes| Drive::new(context, job, brakes));
        true
    }

    fn set_out(
        &mut self,
        id: JobId,
        lock: FileLock,
        drive: impl FnOnce(Arc<Context>, Brakes) -> Drive,
    ) {
        let brakes = Brakes::default();
        let (stops, then) = (brakes.clone(), None);
        self.working.insert(id, Work { brakes, then });
        let drive = tokio::spawn(drive(Arc::clone(&self.context), stops).run());
        let done = self.done.clone();
        tokio::spawn(async move {
            let driven = drive.await.ok();
            done.send(Done { id, driven, lock }).await.ok();
        });
    }

    /// Takes note that a drive has ended, and follows what was decided meanwhile.
    pub(super) async fn take_back(&mut self, done: Done) {
        let Done { id, driven, lock } = done;
        let then = self.working.remove(&id).and_then(|work| work.then);
        let held = match driven {
            // What became of a request must not get lost for another decision.
            Some(Driven {
                job,
                is_unwritten: true,
            }) if then.is_some() => {
                self.refuse(id, "This post has to be written down first")
                    .await;
                return self.set_out(id, lock, |context, brakes| {
                    Drive::new(context, job, brakes).write_first()
                });
            }
            Some(Driven { job, .. }) => Some((job, lock)),
            None => self.after_breakdown(id, lock).await,
        };
        match (held, then) {
            // It was decided while the post was on its way; to drop it now is another decision.
            (Some((job, _)), Some(Order::Cancel)) if matches!(job.stage(), Stage::Uncertain(_)) => {
                self.refuse(id, TOO_LATE).await;
                self.context.tell(Event::Rests(id)).await;
            }
            (Some((job, lock)), Some(order)) => self.follow(job, lock, order).await,
            (held, _) => {
                if let Some((job, _)) = held
                    && matches!(job.stage(), Stage::Published(_))
                {
                    self.context.tell(Event::Job(Box::new(job))).await;
                }
                self.context.tell(Event::Rests(id)).await;
            }
        }
    }

    /// A drive broke down: what is on disk is the truth.
    async fn after_breakdown(&self, id: JobId, lock: FileLock) -> Option<(Job, FileLock)> {
        tracing::error!(%id, "working on a job broke down");
        let job = self.context.on_disk(move |store| store.job(id)).await;
        let job = self.context.or_trouble(job).await??;
        let (job, lock) = self.recover(job, lock).await?;
        self.context.tell(Event::Job(Box::new(job.clone()))).await;
        Some((job, lock))
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

const TOO_LATE: &str =
    "It was too late to take this post back, and no answer came. Look whether it is there";

//! The desk: who works on which job, and whose turn comes when.
//!
//! A job is worked on by one [`Drive`] at a time, which holds its lock; only so many drives are at work at once, and a job
//! that has to wait for longer waits here, without one. What people decide about jobs is in `decisions.rs`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc;

use super::accept::{account_for, check_only, queue};
use super::command::{Order, Publish};
use super::context::{Context, off_the_network};
use super::event::Event;
use super::first_comment::{comment_was_cut_off, lose_comment};
use super::later::schedule;
use super::publish::{Brakes, Drive, Driven, lose_answer, was_cut_off};
use super::turns::Turns;
use crate::domain::{AccountKey, Failure, Job, JobId, Next, Post, Stage, outbox};
use crate::store::{FileLock, Store};
use crate::words::t;

/// Who works on which job.
pub(super) struct Desk {
    pub(super) context: Arc<Context>,
    pub(super) working: BTreeMap<JobId, Work>,
    /// The jobs that nobody works on because their time has not come.
    pub(super) turns: Turns,
    /// What was due before is not sent by itself.
    pub(super) awake_since: Timestamp,
    done: mpsc::Sender<Done>,
    /// The jobs of an outbox that was just opened: however many there are, nothing else waits for them.
    unseen: VecDeque<JobId>,
    /// Whether jobs are worked on without being asked: in the window, not on the command line.
    pub(super) takes_initiative: bool,
    /// The jobs that somebody else was working on when they were last looked at.
    elsewhere: BTreeSet<JobId>,
}

/// A drive at work.
pub(super) struct Work {
    pub(super) brakes: Brakes,
    pub(super) then: Option<Order>,
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
            awake_since: context.now(),
            context,
            working: BTreeMap::new(),
            turns: Turns::default(),
            unseen: VecDeque::new(),
            done,
            takes_initiative,
            elsewhere: BTreeSet::new(),
        }
    }

    /// Whether anything is being worked on.
    pub(super) fn is_idle(&self) -> bool {
        self.working.is_empty()
    }

    /// Looks what lies in the outbox; [`Desk::look_at_some`] then takes it in, a few jobs at a time.
    pub(super) async fn open(&mut self) {
        let listed = self.context.on_disk(Store::job_ids).await;
        let ids = self.context.or_trouble(listed).await;
        self.unseen = ids.unwrap_or_default().into();
    }

    /// Whether there are jobs that were not looked at since the outbox was opened.
    pub(super) fn has_unseen(&self) -> bool {
        !self.unseen.is_empty()
    }

    /// Takes in the next few of these: reports them, finishes what was interrupted, goes on with the rest.
    pub(super) async fn look_at_some(&mut self) {
        let few = self.unseen.len().min(LOOKED_AT_ONCE);
        let ids: Vec<JobId> = self.unseen.drain(..few).collect();
        let to_tidy = ids.clone();
        let tidied = self
            .context
            .on_disk(move |store| store.tidy_jobs(&to_tidy))
            .await;
        self.context.tell_all(tidied).await;
        for id in self.look_at(ids).await {
            self.look_later(id);
        }
    }

    /// Takes in the jobs that another process made or changed; gives those that are there and could not be read.
    pub(super) async fn look_at(&mut self, ids: Vec<JobId>) -> BTreeSet<JobId> {
        let mut unread: BTreeSet<JobId> = ids.iter().copied().collect();
        let read = self.context.on_disk(move |store| {
            let read = store.these_jobs(&ids);
            if !read.0.is_empty() {
                store.let_jobs_last();
            }
            read
        });
        let (jobs, troubles) = read.await;
        if troubles.is_empty() {
            unread.clear();
        }
        self.context.tell_all(troubles).await;
        for job in jobs {
            unread.remove(&job.id());
            self.take_in(job).await;
        }
        unread
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

    /// Takes in one job that was found on disk, unless somebody works on it.
    pub(super) async fn take_in(&mut self, job: Job) {
        let id = job.id();
        if self.working.contains_key(&id) {
            return;
        }
        if self.leaves(&job) {
            return self.context.tell(Event::Job(Box::new(job))).await;
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
        let job = match self.context.or_trouble(reread).await {
            Some(Some(job)) => job,
            Some(None) => return,
            None => return self.look_later(id),
        };
        if let Some((job, lock)) = self.recover(job, lock).await {
            let job = self.release_in_time(job).await;
            self.context.tell(Event::Job(Box::new(job.clone()))).await;
            if self.takes_initiative {
                self.work_on(job, lock);
            }
        }
    }

    /// Finishes what a job was in the middle of when the program ended; `None` if it has left the outbox.
    pub(super) async fn recover(&self, mut job: Job, lock: FileLock) -> Option<(Job, FileLock)> {
        if was_cut_off(&job) {
            job = lose_answer(&self.context, job).await;
        }
        if comment_was_cut_off(&job) {
            job = lose_comment(&self.context, job).await;
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
    pub(super) async fn file_receipt(&self, job: &Job) -> bool {
        let published = job.clone();
        let filed = self.context.on_disk(move |store| {
            if store.is_filed(published.id())? {
                return Ok(());
            }
            // One that was changed since says more than the job.
            let known = store.receipt(published.id()).ok().flatten();
            if known.is_some_and(|sent| sent.is_changed()) {
                return store.drop_job_media(published.id());
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
                let is_for_later = job.scheduled_for().is_some();
                if !self.work_on(job, lock) || is_for_later {
                    self.context.tell(Event::Rests(id)).await;
                }
            }
            Err(failure) => self.context.tell(Event::Refused(id, failure)).await,
        }
    }

    async fn accept(&mut self, wish: Publish) -> Result<(Job, FileLock), Failure> {
        let post = check_only(&wish.draft)?;
        let account = account_for(&self.context.sessions.accounts(), &post.author().urn)?;
        let context = Arc::clone(&self.context);
        let queued = off_the_network(move || {
            // Whoever cannot speak now hears so now; nothing is put into the outbox. To open a vault may take a while,
            // which is not taken from the time for second thoughts.
            context.sessions.can_speak_at_once(&account)?;
            let job = new_job(&context, post, account, &wish)?;
            let lock = queue(&context.store, &job, wish.again, job.created_at)?;
            Ok((job, lock))
        });
        queued.await
    }

    /// Whether a job that was found on disk is left as it is, for now or until a person says something.
    fn leaves(&mut self, job: &Job) -> bool {
        let is_untouched = !was_cut_off(job) && !job.is_over() && !self.is_in_time(job);
        is_untouched && (self.rests(job) || (self.takes_initiative && self.postpones(job)))
    }

    /// Whether nothing can be done about a job until a person says something.
    fn rests(&self, job: &Job) -> bool {
        let next = job.next(&self.context.installation, self.context.now());
        matches!(next, Next::Rest | Next::WaitForPerson)
    }

    /// Starts a drive now or later, if there is anything to do; whether there was.
    pub(super) fn work_on(&mut self, job: Job, lock: FileLock) -> bool {
        if self.rests(&job) {
            return false;
        }
        if self.postpones(&job) {
            return true;
        }
        let id = job.id();
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
        let work = self.working.remove(&id);
        let was_stopped = work
            .as_ref()
            .is_none_or(|work| work.brakes.stop.is_cancelled());
        let then = work.and_then(|work| work.then);
        let held = match driven {
            // What became of a request must not get lost for another decision.
            Some(Driven {
                job,
                is_unwritten: true,
            }) if then.is_some() => {
                self.refuse(id, t!("order-write-first")).await;
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
                self.refuse(id, t!("too-late-to-take-back")).await;
                self.context.tell(Event::Rests(id)).await;
            }
            (Some((job, lock)), Some(order)) => self.follow(job, lock, order).await,
            (Some((job, _)), None) if !was_stopped && self.postpones(&job) => {}
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
    pub(super) fn pause(&mut self, cut_off: bool) {
        self.turns = Turns::default();
        for work in self.working.values() {
            work.brakes.stop.cancel();
            if cut_off {
                work.brakes.cut_off.cancel();
            }
        }
    }
}

/// The job of a wish, as of now.
fn new_job(
    context: &Context,
    post: Post,
    account: AccountKey,
    wish: &Publish,
) -> Result<Job, Failure> {
    let (now, here) = (context.now(), context.installation.clone());
    let undo_until = (wish.undo_secs > 0 && wish.at.is_none())
        .then(|| now + SignedDuration::from_secs(i64::from(wish.undo_secs)));
    let mut job = Job::new(post, account, here, now, undo_until);
    if let Some(registered) = &wish.draft.registered {
        job.reuse(registered);
    }
    if let Some(at) = wish.at {
        schedule(&mut job, at, now)?;
    }
    Ok(job)
}

/// So many jobs are read between two orders of a person.
const LOOKED_AT_ONCE: usize = 50;

//! Driving one job: the next step, written to disk before it is taken, until the job rests.
//!
//! What comes next and what an answer means is decided in `domain/job.rs` and `domain/verdict.rs`; here it is done.
//! Its files go to LinkedIn in `uploading.rs`.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

use super::context::{Context, is_about_the_token};
use super::event::Event;
use super::turns::{LONGEST_NAP, is_long};
use crate::domain::{
    Cause, CreateAnswer, Failure, Job, Next, Stage, Step, Wait, after_trouble, in_perspective,
    judge,
};

/// One job on its way, and the means to stop it.
pub(super) struct Drive {
    pub(super) context: Arc<Context>,
    pub(super) job: Job,
    pub(super) brakes: Brakes,
    /// Whether the token was renewed since the last step that worked: once is enough.
    pub(super) has_renewed: bool,
    /// The token of the last request: what is renewed if LinkedIn did not accept it.
    pub(super) spoke_with: Option<SecretString>,
    /// Whether what became of a request is known here and not on disk.
    is_unwritten: bool,
}

/// A job after its drive.
pub(super) struct Driven {
    pub(super) job: Job,
    /// Whether the disk does not know yet how the job stands.
    pub(super) is_unwritten: bool,
}

/// How a drive is stopped.
#[derive(Clone, Default)]
pub(super) struct Brakes {
    /// Stop as soon as that is safe: an answer that is being waited for is still waited for.
    pub(super) stop: CancellationToken,
    /// Stop waiting for an answer too; it counts as lost.
    pub(super) cut_off: CancellationToken,
}

impl Drive {
    pub(super) fn new(context: Arc<Context>, job: Job, brakes: Brakes) -> Self {
        Self {
            context,
            job,
            brakes,
            has_renewed: false,
            spoke_with: None,
            is_unwritten: false,
        }
    }

    /// Goes on writing down what became of a request, before anything else.
    pub(super) fn write_first(self) -> Self {
        Self {
            is_unwritten: true,
            ..self
        }
    }

    /// Drives the job until it rests, waits for a person, or is stopped; gives back how it stands.
    pub(super) async fn run(mut self) -> Driven {
        if self.is_unwritten {
            self.write_down().await;
        }
        while !self.brakes.stop.is_cancelled() {
            let goes_on = match self
                .job
                .next(&self.context.installation, self.context.now())
            {
                Next::Begin => self.begin().await,
                Next::Upload(idx) => self.upload(idx).await,
                Next::Create => self.create().await,
                Next::Comment => self.comment().await,
                // Somebody else keeps the time, so that nobody sits here for a day.
                Next::WaitUntil(until) if is_long(until, self.context.now()) => false,
                Next::WaitUntil(until) => self.pause(until).await,
                Next::WaitForPerson | Next::Rest => false,
            };
            if !goes_on {
                break;
            }
        }
        self.context.board.end(self.job.id());
        self.context.keep_ledger().await;
        Driven {
            job: self.job,
            is_unwritten: self.is_unwritten,
        }
    }

    /// Takes a job in hand. Without files nothing is done before the next step, which is written down first: the disk
    /// need not hear of this one.
    async fn begin(&mut self) -> bool {
        if !self.job.post.attachments().is_empty() {
            return self.journal(Step::Begin).await;
        }
        let mut job = self.job.clone();
        let has_begun = job.advance(Step::Begin, self.context.now()).is_ok();
        if has_begun {
            self.show(job).await;
        }
        has_begun
    }

    /// Takes a step, on disk first. Whether to go on.
    pub(super) async fn journal(&mut self, step: Step) -> bool {
        let mut job = self.job.clone();
        if let Err(err) = job.advance(step, self.context.now()) {
            tracing::error!(%err, "a step out of order");
            return false;
        }
        let to_save = job.clone();
        let saved = self
            .context
            .on_disk(move |store| store.save_job(&to_save))
            .await;
        match saved {
            Ok(()) => {
                self.show(job).await;
                true
            }
            Err(err) if self.job.is_over() => {
                self.context.tell(Event::Trouble(err.to_string())).await;
                false
            }
            Err(err) => {
                // Nothing leaves that is not written down. In memory the job says why it stands still.
                let failure = Failure::with_detail(Cause::Storage, &err.to_string());
                let mut job = self.job.clone();
                if job
                    .advance(
                        Step::Delay(Wait {
                            until: None,
                            failure: Some(failure),
                        }),
                        self.context.now(),
                    )
                    .is_ok()
                {
                    self.show(job).await;
                }
                false
            }
        }
    }

    async fn show(&mut self, job: Job) {
        self.job = job;
        self.context
            .tell(Event::Job(Box::new(self.job.clone())))
            .await;
    }

    pub(super) async fn trouble(&mut self, failure: Failure) -> bool {
        let step = after_trouble(
            &self.job,
            failure,
            self.context.now(),
            self.context.clock.roll(),
        );
        self.journal(step).await
    }

    async fn pause(&self, until: Timestamp) -> bool {
        let wait = until.duration_since(self.context.now());
        let wait = Duration::try_from(wait)
            .unwrap_or_default()
            .min(LONGEST_NAP);
        tokio::select! {
            () = self.context.clock.wait(wait) => true,
            () = self.brakes.stop.cancelled() => false,
        }
    }

    /// Sends the create request, once.
    async fn create(&mut self) -> bool {
        let context = Arc::clone(&self.context);
        let mut turn = tokio::select! {
            turn = context.submit_turn.lock() => turn,
            () = self.brakes.stop.cancelled() => return false,
        };
        let rest = turn.map_or(Duration::ZERO, |last| pause_after(last, context.now()));
        if !rest.is_zero() {
            tokio::select! {
                () = context.clock.wait(rest) => {}
                () = self.brakes.stop.cancelled() => return false,
            }
        }
        // A token may have to be renewed first, and a person does not wait for that to change their mind.
        let client = tokio::select! {
            client = context.sessions.client_of(&self.job) => client,
            () = self.brakes.stop.cancelled() => return false,
        };
        let client = match client {
            Ok(client) => client,
            Err(failure) => return self.trouble(failure).await,
        };
        self.spoke_with = Some(client.token().clone());
        let Some(images) = self.job.uploaded() else {
            return false;
        };
        if self.brakes.stop.is_cancelled() || !self.journal(Step::Submit).await {
            return false;
        }
        let left_at = context.now();
        let answer = tokio::select! {
            answer = client.create_post(&self.job.post, &images) => answer,
            () = self.brakes.cut_off.cancelled() => CreateAnswer::Unknown(Failure::new(Cause::TimedOut)),
        };
        if !has_not_left(&answer) {
            *turn = Some(left_at);
        }
        drop(turn);
        self.take_answer(answer).await
    }

    async fn take_answer(&mut self, answer: CreateAnswer) -> bool {
        let answer = match answer {
            CreateAnswer::NotCreated(failure) => {
                CreateAnswer::NotCreated(self.in_perspective(failure))
            }
            answer => answer,
        };
        if let CreateAnswer::NotCreated(failure) = &answer
            && self.renewed_after(failure).await
        {
            let at_once = Wait {
                until: Some(self.context.now()),
                failure: None,
            };
            return self.record(Step::Delay(at_once)).await;
        }
        let endpoints = self.context.endpoints.clone();
        let step = judge(
            &self.job,
            answer,
            self.context.now(),
            self.context.clock.roll(),
            |urn| endpoints.permalink(urn),
        );
        self.record(step).await
    }

    /// Writes down what became of a request that has left. It is true whatever the disk says, so it is shown first
    /// and written until it is written: nothing after a 201 leads back to sending.
    pub(super) async fn record(&mut self, step: Step) -> bool {
        let mut job = self.job.clone();
        if let Err(err) = job.advance(step, self.context.now()) {
            tracing::error!(%err, "a step out of order");
            return false;
        }
        self.show(job).await;
        self.is_unwritten = true;
        self.write_down().await
    }

    async fn write_down(&mut self) -> bool {
        loop {
            let job = self.job.clone();
            let saved = self.context.on_disk(move |store| {
                store.save_job(&job)?;
                store.file_receipt(&job)
            });
            match saved.await {
                Ok(()) => {
                    self.is_unwritten = false;
                    return true;
                }
                Err(err) => self.context.tell(Event::Trouble(err.to_string())).await,
            }
            tokio::select! {
                () = self.context.clock.wait(SAVE_AGAIN_AFTER) => {}
                () = self.brakes.stop.cancelled() => return false,
            }
        }
    }

    /// Whether the trouble was the token and the token is new now. At most once per step.
    pub(super) async fn renewed_after(&mut self, failure: &Failure) -> bool {
        let Some(spent) = &self.spoke_with else {
            return false;
        };
        let may_help = is_about_the_token(failure) && !self.has_renewed;
        if may_help {
            let sessions = &self.context.sessions;
            self.has_renewed = sessions.renew(&self.job.account, spent).await.is_ok();
        }
        may_help && self.has_renewed
    }

    pub(super) fn in_perspective(&self, failure: Failure) -> Failure {
        let sessions = &self.context.sessions;
        let token_is_new = sessions.is_new(&self.job.account, self.context.now());
        in_perspective(&self.job, failure, token_is_new)
    }
}

/// Whether a job that was found on disk was being sent when the program ended: it may have arrived.
pub(super) fn was_cut_off(job: &Job) -> bool {
    *job.stage() == Stage::Submitting
}

/// Nobody waits for the answer any more: that is true, and said, also where it cannot be written down.
pub(super) async fn lose_answer(context: &Context, job: Job) -> Job {
    let mut lost = job.clone();
    let step = Step::LoseAnswer(Failure::new(Cause::Died));
    if lost.advance(step, context.now()).is_err() {
        return job;
    }
    let to_save = lost.clone();
    let saved = context.on_disk(move |store| store.save_job(&to_save)).await;
    context.or_trouble(saved).await;
    lost
}

/// Whether LinkedIn has seen nothing of the request.
fn has_not_left(answer: &CreateAnswer) -> bool {
    matches!(answer, CreateAnswer::NotCreated(failure) if failure.cause == Cause::NoConnection)
}

/// How long to rest after the last create request: many that waited for the network must not go out in one burst.
fn pause_after(last: Timestamp, now: Timestamp) -> Duration {
    let since = Duration::try_from(now.duration_since(last)).unwrap_or(BETWEEN_CREATES);
    BETWEEN_CREATES.saturating_sub(since)
}

const BETWEEN_CREATES: Duration = Duration::from_secs(1);
const SAVE_AGAIN_AFTER: Duration = Duration::from_secs(5);

//! The first comment of a post that has just been published: written down before it leaves, sent once.
//!
//! What an answer means is decided in `domain/first_comment.rs`. Whatever happens here, the post stays published.

use jiff::SignedDuration;

use super::context::Context;
use super::event::Event;
use super::publish::Drive;
use crate::domain::{Cause, CommentState, CreateAnswer, Failure, Job, Stage, Step, judge_comment};
use crate::words::t;

impl Drive {
    /// Sends the comment, once. Whether to go on.
    pub(super) async fn comment(&mut self) -> bool {
        let Some(comment) = self.job.first_comment() else {
            return false;
        };
        let Some(post) = self.job.commented_post().cloned() else {
            return false;
        };
        let tries = comment.state.tries();
        if self.was_deleted_here().await {
            let gone = Failure::with_detail(Cause::NotFound, t!("you-deleted-it"));
            return self.record_comment(CommentState::Failed(gone)).await;
        }
        let client = tokio::select! {
            client = self.context.sessions.client_of(&self.job) => client,
            () = self.brakes.stop.cancelled() => return false,
        };
        let client = match client {
            Ok(client) => client,
            // Nothing was asked, and nothing about the comment is decided: it is still to be sent.
            Err(failure) if may_pass(&failure) && self.is_fresh() => {
                self.context
                    .tell(Event::Trouble(format!(
                        "{}: {failure}",
                        t!("comment-waiting")
                    )))
                    .await;
                return false;
            }
            Err(failure) => return self.record_comment(CommentState::Failed(failure)).await,
        };
        self.spoke_with = Some(client.token().clone());
        let sending = Step::Comment(CommentState::Sending { tries });
        if self.brakes.stop.is_cancelled() || !self.journal(sending).await {
            return false;
        }
        let actor = self.job.post.author().urn.clone();
        let answer = tokio::select! {
            answer = client.create_comment(&actor, &post, &comment.text) => answer,
            () = self.brakes.cut_off.cancelled() => CreateAnswer::Unknown(Failure::new(Cause::TimedOut)),
        };
        let state = match &answer {
            CreateAnswer::NotCreated(failure) if self.renewed_after(failure).await => {
                CommentState::Waiting { until: None, tries }
            }
            _ => judge_comment(tries, answer, self.context.now()),
        };
        self.record_comment(state).await
    }

    /// Whether the post is so new that its comment may still follow it by itself.
    fn is_fresh(&self) -> bool {
        let Stage::Published(receipt) = self.job.stage() else {
            return false;
        };
        self.context.now().duration_since(receipt.published_at) <= LATE
    }

    /// Whether the post is known to be gone: its comment has nothing to stand under.
    async fn was_deleted_here(&self) -> bool {
        let id = self.job.id();
        let known = self.context.on_disk(move |store| store.receipt(id)).await;
        known.is_ok_and(|sent| sent.is_some_and(|sent| sent.deleted_at.is_some()))
    }

    async fn record_comment(&mut self, state: CommentState) -> bool {
        self.record(Step::Comment(state)).await
    }
}

/// Whether whoever tries again later may be able to speak: the vault is opened, the network is back.
fn may_pass(failure: &Failure) -> bool {
    matches!(
        failure.cause,
        Cause::VaultLocked | Cause::NoConnection | Cause::Storage
    )
}

/// Whether the comment of a job that was found on disk was being sent when the program ended.
pub(super) fn comment_was_cut_off(job: &Job) -> bool {
    let comment = job.first_comment();
    comment.is_some_and(|comment| matches!(comment.state, CommentState::Sending { .. }))
}

/// Nobody waits for the answer any more: the comment may be there or not.
pub(super) async fn lose_comment(context: &Context, job: Job) -> Job {
    let mut lost = job.clone();
    let unclear = CommentState::Unclear(Failure::new(Cause::Died));
    if lost.advance(Step::Comment(unclear), context.now()).is_err() {
        return job;
    }
    let to_save = lost.clone();
    let saved = context.on_disk(move |store| {
        store.save_job(&to_save)?;
        store.file_receipt(&to_save)
    });
    context.or_trouble(saved.await).await;
    lost
}

/// After that a person says whether the comment is still wanted.
const LATE: SignedDuration = SignedDuration::from_hours(48);

//! What a drive does while files go to LinkedIn: several at a time, each written down as soon as it is there.
//!
//! How one of them gets there is in `upload.rs` and `video.rs`.

use std::sync::Arc;

use secrecy::SecretString;
use tokio::task::JoinSet;

use super::context::Context;
use super::publish::Drive;
use super::upload::{upload, wait_until_available};
use super::video;
use crate::domain::{Attachment, Failure, Job, MediaUrn, Step};

/// Uploads of one job that are under way.
#[derive(Default)]
struct UnderWay(JoinSet<Ended>);

/// An upload that has ended.
struct Ended {
    /// Which attachment, counted from 0.
    idx: usize,
    /// What LinkedIn called it, or what went wrong.
    became: Result<MediaUrn, Failure>,
    /// The token that was used.
    spoke_with: Option<SecretString>,
}

/// What went wrong with an upload.
struct Trouble {
    idx: usize,
    failure: Failure,
    spoke_with: Option<SecretString>,
}

impl UnderWay {
    fn has_room(&self) -> bool {
        self.0.len() < AT_ONCE
    }

    fn begin(&mut self, context: &Arc<Context>, job: &Job, idx: usize) {
        let (context, job) = (Arc::clone(context), job.clone());
        self.0.spawn(async move {
            let mut spoke_with = None;
            let became = upload(&context, &job, idx, &mut spoke_with).await;
            Ended {
                idx,
                became,
                spoke_with,
            }
        });
    }

    /// The next one to end; `None` when none is under way. A panic in one goes on here.
    async fn next(&mut self) -> Option<Ended> {
        match self.0.join_next().await? {
            Ok(ended) => Some(ended),
            Err(err) if err.is_panic() => std::panic::resume_unwind(err.into_panic()),
            Err(_cancelled) => std::future::pending().await,
        }
    }

    /// Stops those that are under way; ends when none of them touches anything any more.
    async fn stop(mut self) {
        self.0.shutdown().await;
    }
}

impl Trouble {
    /// The one that counts: it must not depend on which upload was faster.
    fn or_earlier(self, other: Option<Self>) -> Self {
        other.filter(|other| other.idx < self.idx).unwrap_or(self)
    }
}

impl Drive {
    /// Uploads what LinkedIn does not have yet, `idx` before all; whether to go on.
    pub(super) async fn upload(&mut self, idx: usize) -> bool {
        let attachment = self.job.post.attachments().get(idx);
        if attachment.is_some_and(Attachment::is_video) {
            return self.upload_video(idx).await;
        }
        let mut under_way = UnderWay::default();
        let goes_on = self.upload_missing(&mut under_way).await;
        under_way.stop().await;
        goes_on
    }

    /// Uploads a few files at a time. After trouble with one no other begins, and those under way are waited for.
    async fn upload_missing(&mut self, under_way: &mut UnderWay) -> bool {
        let mut missing = self.job.missing().collect::<Vec<_>>().into_iter();
        let stop = self.brakes.stop.clone();
        let mut trouble: Option<Trouble> = None;
        loop {
            while trouble.is_none()
                && under_way.has_room()
                && let Some(idx) = missing.next()
            {
                under_way.begin(&self.context, &self.job, idx);
            }
            let ended = tokio::select! {
                ended = under_way.next() => ended,
                () = stop.cancelled() => return false,
            };
            let Some(ended) = ended else {
                break;
            };
            let arrived = tokio::select! {
                arrived = self.look_at(ended) => arrived,
                () = stop.cancelled() => return false,
            };
            match arrived {
                Ok(further) => {
                    if !self.has_come_further(further).await {
                        return false;
                    }
                }
                Err(new) => trouble = Some(new.or_earlier(trouble)),
            }
        }
        let Some(trouble) = trouble else {
            return true;
        };
        self.spoke_with = trouble.spoke_with;
        self.context.board.end(self.job.id());
        self.after_upload_trouble(trouble.failure).await
    }

    /// The step that an upload led to. The last one of a page's post is looked at until LinkedIn is done with it.
    ///
    /// Each look costs one of the day's requests. A member's token may not look at all (LinkedIn, Images API), and while
    /// the last picture was on its way, LinkedIn was done with most of those before it. A post that comes too early is
    /// refused, not lost.
    async fn look_at(&self, ended: Ended) -> Result<Step, Trouble> {
        let Ended {
            idx,
            became,
            mut spoke_with,
        } = ended;
        let is_last = self.job.missing().eq([idx]);
        let of_page = self.job.post.author().urn.is_organization();
        let looked = match &became {
            Ok(urn) if is_last && of_page => {
                wait_until_available(&self.context, &self.job, urn, &mut spoke_with).await
            }
            _ => Ok(()),
        };
        match looked.and(became) {
            Ok(urn) => Ok(Step::Uploaded(idx, urn)),
            Err(failure) => Err(Trouble {
                idx,
                failure,
                spoke_with,
            }),
        }
    }

    /// The next piece of a video; whether to go on.
    async fn upload_video(&mut self, idx: usize) -> bool {
        let mut end = video::End::MaybeSaid;
        if let Some(way) = video::is_at_its_end(&self.job) {
            end = video::End::Unsaid;
            if !self.journal(Step::MoveVideo(idx, way)).await {
                return false;
            }
        }
        let stop = self.brakes.stop.clone();
        let moved = tokio::select! {
            moved = video::go_on(&self.context, &self.job, idx, end, &mut self.spoke_with) => moved,
            () = stop.cancelled() => return false,
        };
        match moved {
            Ok(further) => self.has_come_further(further).await,
            Err(failure) => self.after_upload_trouble(failure).await,
        }
    }

    async fn has_come_further(&mut self, step: Step) -> bool {
        self.has_renewed = false;
        self.journal(step).await
    }

    async fn after_upload_trouble(&mut self, failure: Failure) -> bool {
        let failure = self.in_perspective(failure);
        self.renewed_after(&failure).await || self.trouble(failure).await
    }
}

/// So many files go to LinkedIn at once: enough that the line is busy while one of them waits for an answer.
const AT_ONCE: usize = 3;

//! What a drive does while files go to LinkedIn: several at a time, each written down as soon as it is there.
//!
//! How one of them gets there is in `upload.rs` and `video.rs`.

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::context::Context;
use super::publish::Drive;
use super::upload::{upload, wait_until_available};
use super::video;
use crate::domain::{Attachment, Failure, Job, MediaUrn, Step, VideoWay};

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

/// A step could not be written down.
struct Unwritten;

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

/// The parts of a video on their way.
struct Parts {
    context: Arc<Context>,
    job: Job,
    /// Which attachment is the video, counted from 0.
    idx: usize,
    arrived: watch::Sender<Arrived>,
    is_written: watch::Receiver<usize>,
    stop: CancellationToken,
}

/// What has arrived of a video since the parts began to go.
#[derive(Clone, Default)]
struct Arrived {
    number: usize,
    way: Option<Box<VideoWay>>,
}

/// How the parts of a video ended.
struct PartsEnded {
    /// Whether all of them are there or somebody stopped them, or what went wrong.
    became: Result<bool, Failure>,
    /// The token that was used last.
    spoke_with: Option<SecretString>,
}

impl Parts {
    /// Puts all that are missing, until somebody stops it.
    async fn put(self) -> PartsEnded {
        let stop = self.stop.clone();
        let mut spoke_with = None;
        let became = tokio::select! {
            // What has arrived is not thrown away.
            biased;
            became = self.put_all(&mut spoke_with) => became.map(|()| true),
            () = stop.cancelled() => Ok(false),
        };
        PartsEnded { became, spoke_with }
    }

    async fn put_all(&self, spoke_with: &mut Option<SecretString>) -> Result<(), Failure> {
        let Self {
            context, job, idx, ..
        } = self;
        let mut upload = video::resume(context, job, *idx, spoke_with).await?;
        let mut is_written = self.is_written.clone();
        let mut number = 0;
        while upload.next_part().is_some() {
            let is_close = |written: &usize| number < written + UNWRITTEN_PARTS;
            if is_written.wait_for(is_close).await.is_err() {
                return Ok(());
            }
            video::put_next_part(context, job, *idx, &mut upload, spoke_with).await?;
            number += 1;
            let way = Some(Box::new(upload.way()));
            self.arrived.send_replace(Arrived { number, way });
        }
        Ok(())
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

    /// The parts of a video, or the next piece of work on it; whether to go on.
    async fn upload_video(&mut self, idx: usize) -> bool {
        if video::has_parts_to_go(&self.job) {
            return self.upload_parts(idx).await;
        }
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

    /// The parts of a video, in order, while what became of those before is written down. Whether to go on.
    async fn upload_parts(&mut self, idx: usize) -> bool {
        let (arrived, to_write) = watch::channel(Arrived::default());
        let (written, is_written) = watch::channel(0);
        let parts = Parts {
            context: Arc::clone(&self.context),
            job: self.job.clone(),
            idx,
            arrived,
            is_written,
            stop: self.brakes.stop.clone(),
        };
        let put = async { Ok(parts.put().await) };
        // What cannot be written down stops those that are on their way.
        let done = tokio::try_join!(self.write_down_parts(idx, to_write, written), put);
        let Ok(((), ended)) = done else {
            return false;
        };
        self.spoke_with = ended.spoke_with;
        match ended.became {
            Ok(goes_on) => goes_on,
            Err(failure) => self.after_upload_trouble(failure).await,
        }
    }

    /// Writes down which parts have arrived, until there are no more to come.
    async fn write_down_parts(
        &mut self,
        idx: usize,
        mut arrived: watch::Receiver<Arrived>,
        written: watch::Sender<usize>,
    ) -> Result<(), Unwritten> {
        while arrived.changed().await.is_ok() {
            let Arrived { number, way } = arrived.borrow_and_update().clone();
            let Some(way) = way else { continue };
            if !self.has_come_further(Step::MoveVideo(idx, way)).await {
                return Err(Unwritten);
            }
            written.send_replace(number);
            // Where parts arrive faster than the disk writes, it writes of several at once.
            let many = |arrived: &Arrived| arrived.number >= number + UNWRITTEN_PARTS;
            // What another one has seen is still news to `changed`.
            let mut ahead = arrived.clone();
            tokio::select! {
                biased;
                _ = ahead.wait_for(many) => {}
                () = self.context.clock.wait(BETWEEN_WRITES) => {}
            }
        }
        Ok(())
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
/// So many parts of a video may have arrived without the disk knowing: each of them may make a crash cost the whole
/// film, because LinkedIn may refuse what it has already. A part that takes longer than the disk and [`BETWEEN_WRITES`],
/// as over any line but a very fast one, is written down before the next has arrived.
const UNWRITTEN_PARTS: usize = 4;
/// What is known of a video's parts is not written down more often.
const BETWEEN_WRITES: Duration = Duration::from_millis(20);

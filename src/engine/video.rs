//! A video of a job to LinkedIn, a piece of work at a time: an address for each part, the parts in order, the end, and
//! the wait until LinkedIn is done with it.
//!
//! What a piece led to is written down at once, while the next part is already on its way. A crash costs the part that
//! was on its way; the whole film only where a part had arrived in that very moment, of which the disk knows nothing yet,
//! and LinkedIn takes no part twice. A part is never held in memory: it streams from the copy.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::time::Duration;

use secrecy::SecretString;

use super::context::{Context, off_the_network};
use super::upload::{Errand, client_for};
use crate::domain::{Attachment, BesideKind, Cause, Failure, Job, Step, VideoUrn, VideoWay};
use crate::linkedin::{Client, VideoStatus, VideoUpload};

/// Whether LinkedIn has been told that all parts of a video are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Certainly not.
    Unsaid,
    /// Perhaps: that it would be was written down before.
    MaybeSaid,
}

/// Whether all that is left to be said of a video is that it is all there; that is written down before it is said.
pub(super) fn is_at_its_end(job: &Job) -> Option<Box<VideoWay>> {
    let way = job.video()?;
    (way.is_whole() && !way.end_was_said).then(|| Box::new(way.ended()))
}

/// Whether parts of the video that LinkedIn gave addresses for are still to go.
pub(super) fn has_parts_to_go(job: &Job) -> bool {
    job.video().is_some_and(|way| !way.has_all_parts())
}

/// Goes on with the parts of the video at `idx`; nothing is sent yet.
pub(super) async fn resume(
    context: &Context,
    job: &Job,
    idx: usize,
    spoke_with: &mut Option<SecretString>,
) -> Result<VideoUpload, Failure> {
    let way = job
        .video()
        .ok_or_else(|| Failure::new(Cause::MediaChanged))?;
    let errand = Errand::of(context, job, idx)?;
    let client = client_for(context, job, spoke_with).await?;
    Ok(client.resume_video(way, errand.attachment.byte_count)?)
}

/// Does the next piece of work on the video at `idx` that is no part of it; gives the step that it led to.
///
/// `spoke_with` gets the token that was used.
pub(super) async fn go_on(
    context: &Context,
    job: &Job,
    idx: usize,
    end: End,
    spoke_with: &mut Option<SecretString>,
) -> Result<Step, Failure> {
    let errand = Errand::of(context, job, idx)?;
    // Looked at before the first part and after the last: what was checked is what LinkedIn has.
    if job.video().is_none_or(VideoWay::is_whole) {
        errand.check_copy().await?;
    }
    let client = client_for(context, job, spoke_with).await?;
    let attachment = errand.attachment;
    let Some(way) = job.video() else {
        let owner = &job.post.author().urn;
        let upload = client
            .initialize_video(owner, attachment.byte_count, &attachment.beside)
            .await?;
        return Ok(Step::MoveVideo(idx, Box::new(upload.way())));
    };
    let mut upload = client.resume_video(way, attachment.byte_count)?;
    if let Some(kind) = upload.next_beside() {
        put_beside(context, job, attachment, kind, &client, &mut upload).await?;
        return Ok(Step::MoveVideo(idx, Box::new(upload.way())));
    }
    match end {
        End::Unsaid => client.finalize_video(&upload).await?,
        End::MaybeSaid => client.finalize_video_again(&upload).await?,
    }
    wait_until_available(context, &client, upload.video()).await?;
    let urn = upload.video().as_str().parse();
    let urn = urn.map_err(|_not_media| Failure::new(Cause::AnswerUnreadable))?;
    Ok(Step::Uploaded(idx, urn))
}

/// Puts the next part of the video at `idx`, from the very byte where LinkedIn wants it to begin.
///
/// `spoke_with` gets the token that was used.
pub(super) async fn put_next_part(
    context: &Context,
    job: &Job,
    idx: usize,
    upload: &mut VideoUpload,
    spoke_with: &mut Option<SecretString>,
) -> Result<(), Failure> {
    let errand = Errand::of(context, job, idx)?;
    let client = client_for(context, job, spoke_with).await?;
    let Some(part) = upload.next_part().cloned() else {
        return Ok(());
    };
    let gone = |_gone| Failure::new(Cause::MediaChanged);
    let opened = off_the_network(move || {
        let mut file = File::open(&errand.path)?;
        file.seek(SeekFrom::Start(part.first_byte))?;
        Ok::<File, io::Error>(file)
    });
    let bytes = opened.await.map_err(gone)?.take(part.byte_count);
    let whole = errand.attachment.byte_count;
    let report = context.board.begin(job.id(), idx, part.first_byte, whole);
    let put = client.put_next_part(upload, bytes, report).await;
    put.map_err(Failure::from)
        .map_err(|failure| match failure.cause {
            // It is there, and what LinkedIn called it got lost.
            Cause::Conflict => Failure {
                cause: Cause::UploadExpired,
                ..failure
            },
            _ => failure,
        })
}

/// Puts the captions or the cover picture, as they were checked.
async fn put_beside(
    context: &Context,
    job: &Job,
    video: &Attachment,
    kind: BesideKind,
    client: &Client,
    upload: &mut VideoUpload,
) -> Result<(), Failure> {
    let gone = || Failure::new(Cause::MediaChanged);
    let attachment = video.beside.get(kind).ok_or_else(gone)?;
    let errand = Errand::for_file(context, job, attachment);
    errand.check_copy().await?;
    match kind {
        BesideKind::Captions => {
            let read = tokio::fs::read(&errand.path).await;
            let captions = read.map_err(|_gone| gone())?;
            let put = client.put_captions(upload, &attachment.name, &captions);
            put.await?;
        }
        BesideKind::Cover => {
            let opened = off_the_network(move || File::open(&errand.path)).await;
            let picture = opened.map_err(|_gone| gone())?;
            let put = client.put_cover(upload, picture, attachment.byte_count);
            put.await?;
        }
    }
    Ok(())
}

/// A post with a video that is not ready is refused. Where this token may not look, go on and hear that.
async fn wait_until_available(
    context: &Context,
    client: &Client,
    video: &VideoUrn,
) -> Result<(), Failure> {
    for wait in LOOKS {
        match client.video_status(video).await? {
            VideoStatus::Available | VideoStatus::Unreadable => return Ok(()),
            VideoStatus::Failed => return Err(Failure::new(Cause::MediaRefused)),
            VideoStatus::Waiting | VideoStatus::Processing => context.clock.wait(wait).await,
        }
    }
    Err(Failure::new(Cause::MediaNotReady))
}

/// Some three minutes in all; after that the job waits and looks again, several times. Each look costs one of the day's
/// requests, and a member has 150 of them.
const LOOKS: [Duration; 7] = [
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(3),
    Duration::from_secs(10),
    Duration::from_secs(30),
    Duration::from_mins(1),
    Duration::from_mins(1),
];

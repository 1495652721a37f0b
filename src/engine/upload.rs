//! One picture or document of a job to LinkedIn: the copy is checked, an address is asked for, the bytes go there.
//! Never: how many at a time, and what becomes of the job then.

use std::path::PathBuf;
use std::time::Duration;

use secrecy::SecretString;

use super::context::{Context, off_the_network};
use crate::domain::{Attachment, Cause, Digest, Failure, Job, MediaUrn};
use crate::linkedin::{AssetKind, AssetStatus, Client};

/// What every upload begins with.
pub(super) struct Errand<'a> {
    /// What is uploaded.
    pub(super) attachment: &'a Attachment,
    /// Where the job's copy of it lies.
    pub(super) path: PathBuf,
}

impl<'a> Errand<'a> {
    /// The attachment `idx` of `job`.
    pub(super) fn of(context: &Context, job: &'a Job, idx: usize) -> Result<Self, Failure> {
        let attachment = job.post.attachments().get(idx);
        let attachment = attachment.ok_or_else(|| Failure::new(Cause::MediaChanged))?;
        Ok(Self::for_file(context, job, attachment))
    }

    /// A file of `job`, which may stand beside an attachment.
    pub(super) fn for_file(context: &Context, job: &Job, attachment: &'a Attachment) -> Self {
        let path = context.store.job_media_path(job.id(), &attachment.file);
        Self { attachment, path }
    }

    /// What was checked is what is sent: the copy must have the size and digest it had when it was attached.
    pub(super) async fn check_copy(&self) -> Result<(), Failure> {
        let path = self.path.clone();
        let expected = self.attachment.sha256;
        let is_same =
            off_the_network(move || digest_of(&path).is_ok_and(|digest| digest == expected)).await;
        if is_same {
            Ok(())
        } else {
            Err(Failure::new(Cause::MediaChanged))
        }
    }
}

/// Who speaks for `job`; `spoke_with` gets the token that is used.
pub(super) async fn client_for(
    context: &Context,
    job: &Job,
    spoke_with: &mut Option<SecretString>,
) -> Result<Client, Failure> {
    let client = context.sessions.client_of(job).await?;
    *spoke_with = Some(client.token().clone());
    Ok(client)
}

/// Uploads the attachment `idx` of `job`; may be repeated, an upload that nothing refers to is invisible.
///
/// `spoke_with` gets the token that was used.
pub(super) async fn upload(
    context: &Context,
    job: &Job,
    idx: usize,
    spoke_with: &mut Option<SecretString>,
) -> Result<MediaUrn, Failure> {
    let errand = Errand::of(context, job, idx)?;
    errand.check_copy().await?;
    let client = client_for(context, job, spoke_with).await?;
    let attachment = errand.attachment;
    let kind = AssetKind::of(attachment.media).ok_or_else(|| Failure::new(Cause::MediaChanged))?;
    let slot = client
        .initialize_upload(kind, &job.post.author().urn)
        .await
        .map_err(Failure::from)?;
    let path = errand.path.clone();
    let file = off_the_network(move || std::fs::File::open(path))
        .await
        .map_err(|_gone| Failure::new(Cause::MediaChanged))?;
    let report = context.board.begin(job.id(), idx, 0, attachment.byte_count);
    client
        .put_asset(&slot, file, attachment.byte_count, report)
        .await
        .map_err(Failure::from)?;
    Ok(slot.asset)
}

pub(super) fn digest_of(path: &std::path::Path) -> std::io::Result<Digest> {
    use sha2::Digest as _;
    let mut hasher = sha2::Sha256::new();
    let mut file = std::fs::File::open(path)?;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match std::io::Read::read(&mut file, &mut buffer)? {
            0 => return Ok(Digest(hasher.finalize().into())),
            read => hasher.update(&buffer[..read]),
        }
    }
}

/// LinkedIn works on a picture after it has arrived. Where that cannot be seen, go on.
pub(super) async fn wait_until_available(
    context: &Context,
    job: &Job,
    asset: &MediaUrn,
    spoke_with: &mut Option<SecretString>,
) -> Result<(), Failure> {
    let client = client_for(context, job, spoke_with).await?;
    for wait in LOOKS {
        match client.asset_status(asset).await {
            Ok(AssetStatus::Failed) => return Err(Failure::new(Cause::MediaRefused)),
            Ok(AssetStatus::Available | AssetStatus::Unreadable) | Err(_) => return Ok(()),
            Ok(AssetStatus::Waiting | AssetStatus::Processing) => context.clock.wait(wait).await,
        }
    }
    Ok(())
}

/// Half a minute in all.
const LOOKS: [Duration; 8] = [
    Duration::from_millis(250),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(6),
    Duration::from_secs(8),
    Duration::from_secs(8),
];

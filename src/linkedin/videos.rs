//! Videos: ask for addresses, put each part where it belongs, say that all are there. LinkedIn: *Videos API*.
//!
//! LinkedIn cuts the video: each part has its own address and its own range of bytes, and is known by the `ETag` of its
//! answer. The parts must be named in order, so they are put in order.

use std::io::Read;

use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::header;
use super::beside::BesideUpload;
use super::client::encoded;
use super::endpoints::AllowedUrl;
use super::error::unreadable;
use super::put::{OCTETS, Then};
use super::{ApiError, Client};
use crate::domain::{
    AuthorUrn, Beside, BesideKind, BesidePlace, Cause, Failure, PartAddress, PartPlace, VideoUrn,
    VideoWay,
};

/// A video on its way: where its parts go, and which of them are there.
#[derive(Debug)]
pub struct VideoUpload {
    video: VideoUrn,
    parts: Vec<VideoPart>,
    token: String,
    /// What LinkedIn called the parts that are there, from the first on.
    part_ids: Vec<String>,
    captions: Option<BesideUpload>,
    cover: Option<BesideUpload>,
}

/// One part of a video, as LinkedIn cut it.
#[derive(Clone, Debug)]
pub struct VideoPart {
    url: AllowedUrl,
    /// Where it begins in the file.
    pub first_byte: u64,
    /// How long it is.
    pub byte_count: u64,
}

/// What LinkedIn says about a video.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VideoStatus {
    /// Parts are missing, or nobody said that all are there.
    Waiting,
    /// LinkedIn works on it.
    Processing,
    /// It can be used.
    Available,
    /// LinkedIn could not use it.
    Failed,
    /// This token may not look.
    Unreadable,
}

impl VideoUpload {
    /// The video's URN.
    pub fn video(&self) -> &VideoUrn {
        &self.video
    }

    /// The part that must be put next; `None` when all are there.
    pub fn next_part(&self) -> Option<&VideoPart> {
        self.parts.get(self.part_ids.len())
    }

    /// What goes beside the video and must be put next; `None` when all is there.
    pub fn next_beside(&self) -> Option<BesideKind> {
        let all = [
            (BesideKind::Captions, &self.captions),
            (BesideKind::Cover, &self.cover),
        ];
        let mut missing = all
            .into_iter()
            .filter(|(_, beside)| beside.as_ref().is_some_and(|beside| !beside.is_there));
        missing.next().map(|(kind, _)| kind)
    }

    pub(super) fn beside_mut(&mut self, kind: BesideKind) -> Option<&mut BesideUpload> {
        match kind {
            BesideKind::Captions => self.captions.as_mut(),
            BesideKind::Cover => self.cover.as_mut(),
        }
    }

    /// What must be kept to go on after the program ended; see [`Client::resume_video`].
    pub fn way(&self) -> VideoWay {
        let place = |part: &VideoPart| PartPlace {
            address: PartAddress(part.url.url().to_string()),
            first_byte: part.first_byte,
            byte_count: part.byte_count,
        };
        let beside = |beside: &BesideUpload| BesidePlace {
            address: PartAddress(beside.url.url().to_string()),
            is_there: beside.is_there,
        };
        VideoWay {
            video: self.video.clone(),
            token: self.token.clone(),
            parts: self.parts.iter().map(place).collect(),
            part_ids: self.part_ids.clone(),
            captions: self.captions.as_ref().map(beside),
            cover: self.cover.as_ref().map(beside),
            end_was_said: false,
        }
    }
}

impl Client {
    /// `POST /rest/videos?action=initializeUpload`
    pub async fn initialize_video(
        &self,
        owner: &AuthorUrn,
        byte_count: u64,
        beside: &Beside,
    ) -> Result<VideoUpload, ApiError> {
        let body = initialize_body(owner, byte_count, beside);
        let reply: Initialized = self.act(INITIALIZE, &body).await?.json()?;
        let reply = reply.value;
        let video = reply.urn.parse().map_err(|_not_a_video| unreadable())?;
        let parts = parts(&reply.upload_instructions, byte_count).ok_or_else(unreadable)?;
        let allowed = |(url, first_byte, byte_count): (&str, u64, u64)| {
            let url = self.wire.endpoints.upload(url)?;
            Some(VideoPart {
                url,
                first_byte,
                byte_count,
            })
        };
        let parts: Option<Vec<VideoPart>> = parts.into_iter().map(allowed).collect();
        let (captions, cover) = (reply.captions_upload_url, reply.thumbnail_upload_url);
        Ok(VideoUpload {
            video,
            parts: parts.ok_or_else(|| Failure::new(Cause::UploadHostRefused))?,
            token: reply.upload_token,
            part_ids: Vec::new(),
            captions: self.beside_upload(beside.captions.is_some(), captions.as_deref())?,
            cover: self.beside_upload(beside.cover.is_some(), cover.as_deref())?,
        })
    }

    /// Where something beside the video goes, if it was wished for.
    fn beside_upload(
        &self,
        is_wished: bool,
        address: Option<&str>,
    ) -> Result<Option<BesideUpload>, ApiError> {
        if !is_wished {
            return Ok(None);
        }
        let url = self.wire.endpoints.upload(address.ok_or_else(unreadable)?);
        Ok(Some(BesideUpload {
            url: url.ok_or_else(|| Failure::new(Cause::UploadHostRefused))?,
            is_there: false,
        }))
    }

    /// Goes on with a video of `byte_count` bytes that was begun before; asks nothing of LinkedIn.
    ///
    /// # Errors
    /// [`Cause::UploadHostRefused`] if an address is not LinkedIn's, [`Cause::UploadExpired`] if the parts are not the
    /// whole file: it was changed by somebody else, and the upload must begin anew.
    pub fn resume_video(&self, way: &VideoWay, byte_count: u64) -> Result<VideoUpload, ApiError> {
        let mut expected = 0;
        let mut parts = Vec::new();
        for place in &way.parts {
            let url = self.wire.endpoints.upload(&place.address.0);
            let url = url.ok_or_else(|| Failure::new(Cause::UploadHostRefused))?;
            let is_next = place.first_byte == expected && place.byte_count > 0;
            expected = is_next
                .then(|| expected.checked_add(place.byte_count))
                .flatten()
                .ok_or_else(|| Failure::new(Cause::UploadExpired))?;
            parts.push(VideoPart {
                url,
                first_byte: place.first_byte,
                byte_count: place.byte_count,
            });
        }
        let again = |place: &BesidePlace| {
            let url = self.wire.endpoints.upload(&place.address.0);
            let is_there = place.is_there;
            url.map(|url| BesideUpload { url, is_there })
                .ok_or_else(|| Failure::new(Cause::UploadHostRefused))
        };
        if expected != byte_count || way.part_ids.len() > parts.len() {
            return Err(Failure::new(Cause::UploadExpired).into());
        }
        Ok(VideoUpload {
            video: way.video.clone(),
            parts,
            token: way.token.clone(),
            part_ids: way.part_ids.clone(),
            captions: way.captions.as_ref().map(again).transpose()?,
            cover: way.cover.as_ref().map(again).transpose()?,
        })
    }

    /// `PUT` of the next part; `bytes` begin where it begins. After trouble it is still the next one, and those before
    /// it need not be put again.
    pub async fn put_next_part(
        &self,
        upload: &mut VideoUpload,
        bytes: impl Read + Send + Sync + 'static,
        report: impl Fn(u64) + Send + Sync + 'static,
    ) -> Result<(), ApiError> {
        let Some(part) = upload.next_part() else {
            return Ok(());
        };
        let headers = self.put_and(
            Then::GoOn,
            &part.url,
            &OCTETS,
            bytes,
            part.byte_count,
            report,
        );
        let headers = headers.await?;
        let id = header(&headers, "etag").filter(|id| !id.is_empty());
        upload.part_ids.push(id.ok_or_else(unreadable)?.to_owned());
        Ok(())
    }

    /// `POST /rest/videos?action=finalizeUpload`: all parts are there.
    ///
    /// If its answer is lost, go on with [`Client::finalize_video_again`].
    ///
    /// # Errors
    /// Also if a part is missing, or something beside them; nothing is sent then.
    pub async fn finalize_video(&self, upload: &VideoUpload) -> Result<(), ApiError> {
        if upload.next_part().is_some() || upload.next_beside().is_some() {
            return Err(Failure::new(Cause::MediaNotReady).into());
        }
        let body = finalize_body(upload.video.as_str(), &upload.token, &upload.part_ids);
        self.act(FINALIZE, &body).await.map(drop)
    }

    /// Finalizes a video after an answer to that was lost: LinkedIn may know already, so it is asked first.
    pub async fn finalize_video_again(&self, upload: &VideoUpload) -> Result<(), ApiError> {
        match self.video_status(&upload.video).await? {
            VideoStatus::Processing | VideoStatus::Available => Ok(()),
            VideoStatus::Failed => Err(Failure::new(Cause::MediaRefused).into()),
            VideoStatus::Waiting | VideoStatus::Unreadable => self.finalize_video(upload).await,
        }
    }

    /// `GET /rest/videos/{video}`
    pub async fn video_status(&self, video: &VideoUrn) -> Result<VideoStatus, ApiError> {
        let path = format!("rest/videos/{}", encoded(video.as_str()));
        let status: Status = match self.look_up(&path, None).await {
            Ok(answer) => answer.json()?,
            Err(err) if is_unreadable(&err) => return Ok(VideoStatus::Unreadable),
            Err(err) => return Err(err),
        };
        Ok(match status.status.as_str() {
            "AVAILABLE" => VideoStatus::Available,
            "PROCESSING_FAILED" => VideoStatus::Failed,
            "WAITING_UPLOAD" => VideoStatus::Waiting,
            _ => VideoStatus::Processing,
        })
    }
}

/// Whether it is the token that may not look.
fn is_unreadable(err: &ApiError) -> bool {
    matches!(
        err.failure().cause,
        Cause::Forbidden | Cause::PermissionMissing
    )
}

pub(super) const INITIALIZE: &str = "rest/videos?action=initializeUpload";
pub(super) const FINALIZE: &str = "rest/videos?action=finalizeUpload";

/// LinkedIn, Videos API: at most 500 MB in parts of 4 MiB, which are some 120.
const MAX_PARTS: usize = 10_000;

pub(super) fn initialize_body(owner: &AuthorUrn, byte_count: u64, beside: &Beside) -> Value {
    json!({"initializeUploadRequest": {
        "owner": owner.as_str(),
        "fileSizeBytes": byte_count,
        "uploadCaptions": beside.captions.is_some(),
        "uploadThumbnail": beside.cover.is_some(),
    }})
}

pub(super) fn finalize_body(video: &str, token: &str, part_ids: &[String]) -> Value {
    json!({"finalizeUploadRequest": {
        "video": video,
        "uploadToken": token,
        "uploadedPartIds": part_ids,
    }})
}

/// Where each part goes, its first byte and its length, if they are the whole file, in order and without a gap.
fn parts(instructions: &[Instruction], byte_count: u64) -> Option<Vec<(&str, u64, u64)>> {
    if instructions.len() > MAX_PARTS {
        return None;
    }
    let mut parts = Vec::new();
    let mut expected = 0;
    for instruction in instructions {
        let end = instruction.last_byte.checked_add(1)?;
        if instruction.first_byte != expected || end <= expected {
            return None;
        }
        parts.push((instruction.upload_url.as_str(), expected, end - expected));
        expected = end;
    }
    (expected == byte_count && byte_count > 0).then_some(parts)
}

#[derive(Deserialize)]
struct Initialized {
    value: Video,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Video {
    #[serde(rename = "video")]
    urn: String,
    upload_instructions: Vec<Instruction>,
    /// Often empty; sent back as it is.
    #[serde(default)]
    upload_token: String,
    /// There if it was wished for, as the next one.
    captions_upload_url: Option<String>,
    thumbnail_upload_url: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Instruction {
    upload_url: String,
    first_byte: u64,
    last_byte: u64,
}

#[derive(Deserialize)]
struct Status {
    status: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_the_whole_file_in_order_or_nothing() {
        let cut = |ranges: &[(u64, u64)], byte_count: u64| {
            let instructions: Vec<Instruction> = ranges
                .iter()
                .map(|&(first_byte, last_byte)| Instruction {
                    upload_url: String::new(),
                    first_byte,
                    last_byte,
                })
                .collect();
            let parts = parts(&instructions, byte_count);
            parts.map(|parts| {
                parts
                    .iter()
                    .map(|&(_, first, count)| (first, count))
                    .collect()
            })
        };
        assert_eq!(
            cut(&[(0, 3), (4, 7), (8, 8)], 9),
            Some(vec![(0, 4), (4, 4), (8, 1)])
        );
        assert_eq!(cut(&[(0, 0)], 1), Some(vec![(0, 1)]));
        for (ranges, byte_count) in [
            (&[][..], 0),
            (&[], 9),
            (&[(0, 3)], 9),
            (&[(0, 9)], 9),
            (&[(1, 8)], 9),
            (&[(0, 3), (5, 8)], 9),
            (&[(0, 4), (4, 8)], 9),
            (&[(4, 8), (0, 3)], 9),
            (&[(0, 8), (9, 8)], 9),
            (&[(0, u64::MAX)], 9),
            (&[(0, 3), (2, 1)], 4),
        ] {
            assert_eq!(cut(ranges, byte_count), None, "{ranges:?}");
        }
    }
}

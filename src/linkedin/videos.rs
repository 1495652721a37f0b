//! Videos: ask for addresses, put each part where it belongs, say that all are there. LinkedIn: *Videos API*.
//!
//! LinkedIn cuts the video: each part has its own address and its own range of bytes, and is known by the `ETag` of its
//! answer. The parts must be named in order, so they are put in order.

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::io::AsyncRead;

use super::answer::header;
use super::client::encoded;
use super::endpoints::AllowedUrl;
use super::error::unreadable;
use super::{ApiError, Client};
use crate::domain::{AuthorUrn, Cause, Failure, VideoUrn};

/// A video on its way: where its parts go, and which of them are there.
#[derive(Debug)]
pub struct VideoUpload {
    video: VideoUrn,
    parts: Vec<VideoPart>,
    token: String,
    /// What LinkedIn called the parts that are there, from the first on.
    part_ids: Vec<String>,
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
}

impl Client {
    /// `POST /rest/videos?action=initializeUpload`
    pub async fn initialize_video(
        &self,
        owner: &AuthorUrn,
        byte_count: u64,
    ) -> Result<VideoUpload, ApiError> {
        let body = initialize_body(owner, byte_count);
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
        Ok(VideoUpload {
            video,
            parts: parts.ok_or_else(|| Failure::new(Cause::UploadHostRefused))?,
            token: reply.upload_token,
            part_ids: Vec::new(),
        })
    }

    /// `PUT` of the next part; `bytes` begin where it begins. After trouble it is still the next one, and those before
    /// it need not be put again.
    pub async fn put_next_part(
        &self,
        upload: &mut VideoUpload,
        bytes: impl AsyncRead + Send + Sync + 'static,
        report: impl Fn(u64) + Send + Sync + 'static,
    ) -> Result<(), ApiError> {
        let Some(part) = upload.next_part() else {
            return Ok(());
        };
        let headers = self.put(&part.url, bytes, part.byte_count, report).await?;
        let id = header(&headers, "etag").filter(|id| !id.is_empty());
        upload.part_ids.push(id.ok_or_else(unreadable)?.to_owned());
        Ok(())
    }

    /// `POST /rest/videos?action=finalizeUpload`: all parts are there.
    ///
    /// If its answer is lost, go on with [`Client::finalize_video_again`].
    ///
    /// # Errors
    /// Also if a part is missing; nothing is sent then.
    pub async fn finalize_video(&self, upload: &VideoUpload) -> Result<(), ApiError> {
        if upload.next_part().is_some() {
            return Err(Failure::new(Cause::MediaNotReady).into());
        }
        let body = json!({"finalizeUploadRequest": {
            "video": upload.video.as_str(),
            "uploadToken": upload.token,
            "uploadedPartIds": upload.part_ids,
        }});
        self.act(FINALIZE, &body).await.map(drop)
    }

    /// Finalizes a video after an answer to that was lost: LinkedIn may know already, so it is asked first.
    pub async fn finalize_video_again(&self, upload: &VideoUpload) -> Result<(), ApiError> {
        match self.video_status(&upload.video).await? {
            VideoStatus::Processing | VideoStatus::Available => Ok(()),
            VideoStatus::Failed => Err(Failure::new(Cause::MediaRefused).into()),
            VideoStatus::Waiting => self.finalize_video(upload).await,
        }
    }

    /// `GET /rest/videos/{video}`
    pub async fn video_status(&self, video: &VideoUrn) -> Result<VideoStatus, ApiError> {
        let path = format!("rest/videos/{}", encoded(video.as_str()));
        let status: Status = self.look_up(&path, None).await?.json()?;
        Ok(match status.status.as_str() {
            "AVAILABLE" => VideoStatus::Available,
            "PROCESSING_FAILED" => VideoStatus::Failed,
            "WAITING_UPLOAD" => VideoStatus::Waiting,
            _ => VideoStatus::Processing,
        })
    }
}

const INITIALIZE: &str = "rest/videos?action=initializeUpload";
const FINALIZE: &str = "rest/videos?action=finalizeUpload";

/// LinkedIn, Videos API: at most 500 MB in parts of 4 MiB, which are some 120.
const MAX_PARTS: usize = 10_000;

fn initialize_body(owner: &AuthorUrn, byte_count: u64) -> Value {
    json!({"initializeUploadRequest": {
        "owner": owner.as_str(),
        "fileSizeBytes": byte_count,
        "uploadCaptions": false,
        "uploadThumbnail": false,
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

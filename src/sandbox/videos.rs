//! Videos: reserve a place in parts, put each part where it belongs, say that all are there, ask how far it is.
//!
//! `LRN:marketing/community-management/shares/videos-api`. Parts need no token. A second `PUT` of a part is refused:
//! whether the live service accepts one is unknown, so the sandbox does not. Nothing of a video is kept but its size
//! and the beginning, by which an MP4 is known.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::call::Call;
use super::clock::shifted;
use super::errors;
use super::gate::{self, Pass};
use super::images::{Status, check_owner};
use super::reply::Reply;
use super::state::State;
use super::switches::Switches;
use super::tokens::Grant;
use super::urn::{self, Urn};
use super::video_extras::{Extra, ExtraKind};

/// All places ever reserved, by URN.
#[derive(Debug, Default)]
pub(super) struct Videos(BTreeMap<String, Video>);

/// One place for a video.
#[derive(Debug)]
struct Video {
    owner: String,
    grant: Grant,
    token: String,
    parts: Vec<Part>,
    upload_until: Timestamp,
    captions: Option<Extra>,
    thumbnail: Option<Extra>,
    is_mp4: bool,
    finalized_at: Option<Timestamp>,
}

/// Where something beside a video may go, and whose it is.
pub(super) struct ExtraPlace<'a> {
    pub(super) grant: &'a Grant,
    pub(super) upload_until: Timestamp,
    pub(super) is_finalized: bool,
    pub(super) extra: &'a mut Extra,
}

/// A range of its bytes.
#[derive(Debug)]
struct Part {
    /// Path and query of the address that was handed out.
    target: String,
    byte_count: u64,
    /// What it is called, once it is there.
    id: Option<String>,
}

impl Videos {
    /// Whose a video is and how far it is, if there is one of this name.
    pub(super) fn owner_and_status(
        &self,
        urn: &str,
        switches: &Switches,
    ) -> Option<(&str, Status)> {
        let video = self.0.get(urn)?;
        Some((&video.owner, video.status(switches)))
    }

    /// The captions and the thumbnail that a video came with.
    pub(super) fn extras(&self, urn: &str) -> Option<[Option<Bytes>; 2]> {
        let video = self.0.get(urn)?;
        let bytes = |extra: &Option<Extra>| extra.as_ref().and_then(|extra| extra.bytes.clone());
        Some([bytes(&video.captions), bytes(&video.thumbnail)])
    }

    /// The place with this path and query.
    pub(super) fn place_of(&mut self, target: &str, kind: ExtraKind) -> Option<ExtraPlace<'_>> {
        self.0.values_mut().find_map(|video| {
            let extra = match kind {
                ExtraKind::Captions => video.captions.as_mut(),
                ExtraKind::Thumbnail => video.thumbnail.as_mut(),
            };
            Some(ExtraPlace {
                grant: &video.grant,
                upload_until: video.upload_until,
                is_finalized: video.finalized_at.is_some(),
                extra: extra.filter(|extra| extra.target == target)?,
            })
        })
    }
}

impl Video {
    fn status(&self, switches: &Switches) -> Status {
        let Some(at) = self.finalized_at else {
            return Status::WaitingUpload;
        };
        let processing = SignedDuration::from_millis(i64::from(switches.processing_ms));
        if switches.clock.now().duration_since(at) < processing {
            return Status::Processing;
        }
        if !self.is_mp4 || switches.processing_fails {
            return Status::ProcessingFailed;
        }
        Status::Available
    }
}

/// `POST /rest/videos?action=…`.
pub(super) fn act(state: &mut State, call: &Call) -> Result<Reply, Reply> {
    let pass = gate::admit_rest(state, call)?;
    match call.raw_query("action") {
        Some("initializeUpload") => initialize(state, call, pass),
        Some("finalizeUpload") => finalize(state, call, &pass),
        _ => Err(errors::illegal_argument("Invalid query parameters")),
    }
}

fn initialize(state: &mut State, call: &Call, pass: Pass) -> Result<Reply, Reply> {
    let fields = [
        "owner",
        "fileSizeBytes",
        "uploadCaptions",
        "uploadThumbnail",
    ];
    let body = call.json()?;
    let request = request(&body, "initializeUploadRequest", &fields)?;
    let owner = text(request, "owner")?.to_owned();
    check_owner(&pass, &owner, "videos")?;
    let byte_count = wished_size(request)?;
    let captions = wished(request, "uploadCaptions")?;
    let thumbnail = wished(request, "uploadThumbnail")?;
    let urn = format!(
        "urn:li:video:{}",
        state.mint.name("D4D10AQ", 22).replace('-', "_")
    );
    let upload_until = shifted(state.now(), i64::from(state.switches.upload_url_life_secs));
    let origin = state.switches.upload_origin.clone();
    let origin = origin.unwrap_or_else(|| call.origin());
    let parts = cut(state, byte_count);
    let token = state.mint.name("", 12);
    let captions = captions.then(|| ExtraKind::Captions.reserve(&mut state.mint));
    let thumbnail = thumbnail.then(|| ExtraKind::Thumbnail.reserve(&mut state.mint));
    let mut answer = json!({"value": {
        "uploadUrlsExpireAt": upload_until.as_millisecond(),
        "video": urn,
        "uploadInstructions": instructions(&parts, &origin),
        "uploadToken": token,
    }});
    for (name, extra) in [
        ("captionsUploadUrl", &captions),
        ("thumbnailUploadUrl", &thumbnail),
    ] {
        if let Some(extra) = extra {
            answer["value"][name] = json!(format!("{origin}{}", extra.target));
        }
    }
    let video = Video {
        owner,
        grant: pass.grant,
        token,
        parts,
        upload_until,
        captions,
        thumbnail,
        is_mp4: false,
        finalized_at: None,
    };
    state.videos.0.insert(urn, video);
    Ok(Reply::ok(&answer))
}

/// Whether something beside the video is wished for.
fn wished(request: &Map<String, Value>, field: &str) -> Result<bool, Reply> {
    let value = &request[field];
    let wished = value.as_bool();
    wished.ok_or_else(|| errors::field_value(field, &value.to_string()))
}

/// The size of the video that is wished for, if LinkedIn takes it.
fn wished_size(request: &Map<String, Value>) -> Result<u64, Reply> {
    let size = &request["fileSizeBytes"];
    let fits = size.as_u64().filter(|count| SIZES.contains(count));
    fits.ok_or_else(|| errors::field_value("fileSizeBytes", &size.to_string()))
}

/// Cuts a video into parts, each with an address of its own.
fn cut(state: &mut State, byte_count: u64) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut left = byte_count;
    while left > 0 {
        let name = state.mint.name("D4D10AQ", 80);
        let byte_count = left.min(PART_BYTES);
        parts.push(Part {
            target: format!("/dms-uploads/{name}?uploadType=video"),
            byte_count,
            id: None,
        });
        left -= byte_count;
    }
    parts
}

fn instructions(parts: &[Part], origin: &str) -> Vec<Value> {
    let mut first = 0;
    let mut instruction = |part: &Part| {
        let last = first + part.byte_count - 1;
        let url = format!("{origin}{}", part.target);
        let instruction = json!({"uploadUrl": url, "firstByte": first, "lastByte": last});
        first = last + 1;
        instruction
    };
    parts.iter().map(&mut instruction).collect()
}

/// `PUT` of one part, whose address is all that it needs.
pub(super) fn upload_part(state: &mut State, call: &Call) -> Result<Reply, Reply> {
    if call.header("content-length").is_empty() {
        return Err(errors::length_required());
    }
    let (now, target) = (state.now(), call.target());
    let mut places = state.videos.0.values_mut().filter_map(|video| {
        let idx = video.parts.iter().position(|part| part.target == target)?;
        Some((video, idx))
    });
    let (video, idx) = places.next().ok_or_else(errors::not_found)?;
    if now >= video.upload_until {
        let (code, message) = ("EXPIRED_UPLOAD_URL", "Upload URL expired");
        return Err(errors::coded(StatusCode::FORBIDDEN, code, message));
    }
    let part = &mut video.parts[idx];
    if part.id.is_some() {
        return Err(errors::coded(
            StatusCode::CONFLICT,
            "CONFLICT",
            "Write Conflict",
        ));
    }
    if call.body.len() as u64 != part.byte_count {
        let message = "The part does not have the length of its range";
        return Err(errors::plain(StatusCode::BAD_REQUEST, message));
    }
    let id = format!("\"{}\"", state.mint.name("", 32));
    part.id = Some(id.clone());
    if idx == 0 {
        video.is_mp4 = call.body.get(4..8) == Some(b"ftyp");
    }
    Ok(Reply::empty(StatusCode::OK).with("etag", id))
}

fn finalize(state: &mut State, call: &Call, pass: &Pass) -> Result<Reply, Reply> {
    let body = call.json()?;
    let fields = ["video", "uploadToken", "uploadedPartIds"];
    let request = request(&body, "finalizeUploadRequest", &fields)?;
    let (urn, token) = (text(request, "video")?, text(request, "uploadToken")?);
    let now = state.now();
    let video = state.videos.0.get_mut(urn).ok_or_else(errors::not_found)?;
    if (video.grant.app, video.grant.member) != (pass.grant.app, pass.grant.member) {
        return Err(pass.refusal("videos.ACTION-finalizeUpload"));
    }
    let ids: Vec<Option<String>> = video.parts.iter().map(|part| part.id.clone()).collect();
    let is_missing = |extra: &Option<Extra>| extra.as_ref().is_some_and(|it| it.bytes.is_none());
    if video.finalized_at.is_some()
        || is_missing(&video.captions)
        || is_missing(&video.thumbnail)
        || token != video.token
        || request["uploadedPartIds"] != json!(ids)
    {
        let message = "Updating the asset failed";
        return Err(errors::coded(
            StatusCode::BAD_REQUEST,
            "UPDATING_ASSET_FAILED",
            message,
        ));
    }
    video.finalized_at = Some(now);
    Ok(Reply::empty(StatusCode::OK))
}

/// `GET /rest/videos/{urn}`; unlike a picture, a member's own video can be looked up.
pub(super) fn video(state: &mut State, call: &Call, key: &str) -> Result<Reply, Reply> {
    let pass = gate::admit_rest(state, call)?;
    let urn = urn::path_key(key)?;
    if Urn::parse(&urn).is_none_or(|parts| parts.kind != "video") {
        let description = "This URN Id is invalid";
        return Err(errors::field("INVALID_URN_ID", "id", description));
    }
    let video = state.videos.0.get(&urn).ok_or_else(errors::not_found)?;
    if (video.grant.app, video.grant.member) != (pass.grant.app, pass.grant.member) {
        return Err(pass.refusal("videos.GET"));
    }
    let status = video.status(&state.switches).text();
    Ok(Reply::ok(
        &json!({"owner": video.owner, "id": urn, "status": status}),
    ))
}

/// The one object of a body, with every one of these fields and no other.
fn request<'a>(
    body: &'a Value,
    name: &str,
    fields: &[&str],
) -> Result<&'a Map<String, Value>, Reply> {
    let empty = Map::new();
    let outside = body
        .as_object()
        .unwrap_or(&empty)
        .keys()
        .filter(|key| *key != name);
    let found = body.get(name).and_then(Value::as_object);
    let inside = found
        .unwrap_or(&empty)
        .keys()
        .filter(|key| !fields.contains(&key.as_str()));
    let missing = fields
        .iter()
        .filter(|field| found.is_none_or(|found| !found.contains_key(**field)));
    let troubles: Vec<String> = outside
        .map(|key| format!("/{key} :: unrecognized field found but not allowed"))
        .chain(
            inside.map(|key| format!("/{name}/{key} :: unrecognized field found but not allowed")),
        )
        .chain(missing.map(|field| {
            format!("/{name}/{field} :: field is required but not found and has no default value")
        }))
        .collect();
    found
        .filter(|_| troubles.is_empty())
        .ok_or_else(|| errors::schema(&troubles))
}

fn text<'a>(request: &'a Map<String, Value>, field: &str) -> Result<&'a str, Reply> {
    let value = &request[field];
    value
        .as_str()
        .ok_or_else(|| errors::field_value(field, &value.to_string()))
}

/// `LRN:…/videos-api`: 75 KB to 500 MB.
const SIZES: std::ops::RangeInclusive<u64> = 75_000..=500_000_000;
const PART_BYTES: u64 = 4 * 1024 * 1024;

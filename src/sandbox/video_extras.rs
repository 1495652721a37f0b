//! What goes up beside a video: captions as a form, a thumbnail as bytes, each to an address of its own.
//!
//! `LRN:…/videos-api`. The page names the form without its every field; those here are what clients of the live service
//! send, and nothing else is taken. Unlike a part, both need the token, and both come once.

use axum::http::StatusCode;
use bytes::Bytes;
use serde_json::Value;

use super::call::Call;
use super::errors;
use super::gate;
use super::mint::Mint;
use super::picture;
use super::reply::Reply;
use super::state::State;

/// Something beside a video that was wished for.
#[derive(Clone, Debug)]
pub(super) struct Extra {
    /// Path and query of the address that was handed out.
    pub(super) target: String,
    /// What came there, once it is there.
    pub(super) bytes: Option<Bytes>,
}

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExtraKind {
    Captions,
    Thumbnail,
}

impl ExtraKind {
    /// The beginning of its addresses' names.
    const fn mark(self) -> &'static str {
        match self {
            Self::Captions => "D4C10AQ",
            Self::Thumbnail => "D4B10AQ",
        }
    }

    /// A place for it.
    pub(super) fn reserve(self, mint: &mut Mint) -> Extra {
        Extra {
            target: format!(
                "/dms-uploads/{}?uploadType=video",
                mint.name(self.mark(), 80)
            ),
            bytes: None,
        }
    }

    /// What is kept of a body, if LinkedIn can use it.
    fn content(self, call: &Call) -> Result<Bytes, Reply> {
        match self {
            Self::Captions => captions(call),
            Self::Thumbnail => {
                if call.header("media-type-family") != "STILLIMAGE" {
                    return Err(bad("media-type-family must be STILLIMAGE"));
                }
                let kind = picture::inspect(&call.body);
                kind.ok_or_else(|| bad("The thumbnail is no picture"))?;
                Ok(call.body.clone())
            }
        }
    }
}

/// `PUT` of the captions or the thumbnail.
pub(super) fn upload(state: &mut State, call: &Call, kind: ExtraKind) -> Result<Reply, Reply> {
    let grant = gate::authenticate(state, call)?;
    if call.header("content-length").is_empty() {
        return Err(errors::length_required());
    }
    let (now, target) = (state.now(), call.target());
    let place = state.videos.place_of(&target, kind);
    let place = place.ok_or_else(errors::not_found)?;
    if (place.grant.app, place.grant.member) != (grant.app, grant.member) {
        return Err(errors::video_forbidden());
    }
    if now >= place.upload_until {
        let (code, message) = ("EXPIRED_UPLOAD_URL", "Upload URL expired");
        return Err(errors::coded(StatusCode::FORBIDDEN, code, message));
    }
    if place.is_finalized || place.extra.bytes.is_some() {
        let (code, message) = ("CONFLICT", "Write Conflict");
        return Err(errors::coded(StatusCode::CONFLICT, code, message));
    }
    place.extra.bytes = Some(kind.content(call)?);
    Ok(Reply::empty(StatusCode::CREATED))
}

/// The file in a form of captions.
fn captions(call: &Call) -> Result<Bytes, Reply> {
    let parts = form(call).ok_or_else(|| bad("The form cannot be read"))?;
    let [("metadata", metadata), ("file", file)] = parts[..] else {
        return Err(bad("The form must have a part metadata and a part file"));
    };
    let metadata: Value = serde_json::from_slice(metadata).map_err(|_bad| bad("No metadata"))?;
    if !is_metadata(&metadata) {
        return Err(bad("The metadata are not those of captions"));
    }
    if !is_subrip(file) {
        return Err(bad("The captions are not SRT"));
    }
    Ok(Bytes::copy_from_slice(file))
}

/// The names and contents of the parts of a form, in order, if it is one to the byte (RFC 7578, RFC 2046 5.1.1).
fn form(call: &Call) -> Option<Vec<(&str, &[u8])>> {
    let boundary = call
        .header("content-type")
        .strip_prefix("multipart/form-data; boundary=")?;
    let (open, between) = (format!("--{boundary}\r\n"), format!("\r\n--{boundary}"));
    let mut rest = call.body.strip_prefix(open.as_bytes())?;
    let mut parts = Vec::new();
    loop {
        let end = find(rest, between.as_bytes())?;
        parts.push(part(&rest[..end])?);
        rest = &rest[end + between.len()..];
        if rest == b"--\r\n" || rest == b"--" {
            return Some(parts);
        }
        rest = rest.strip_prefix(b"\r\n")?;
    }
}

/// The name and the content of one part.
fn part(part: &[u8]) -> Option<(&str, &[u8])> {
    let end = find(part, b"\r\n\r\n")?;
    let head = std::str::from_utf8(&part[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let disposition = lines.find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-disposition")
            .then_some(value)
    })?;
    let named = disposition.strip_prefix("form-data; name=\"")?;
    let (name, _) = named.split_once('"')?;
    Some((name, &part[end + 4..]))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|part| part == wanted)
}

fn is_metadata(metadata: &Value) -> bool {
    let known = [
        "format",
        "formattedForEasyReader",
        "largeText",
        "source",
        "locale",
        "transcriptType",
    ];
    let fields = metadata.as_object();
    let all_known = fields.is_some_and(|fields| {
        fields.len() == known.len() && known.iter().all(|field| fields.contains_key(*field))
    });
    let is_code = |value: &Value| {
        let code = value.as_str().unwrap_or_default();
        code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let locale = metadata["locale"].as_object();
    let is_locale = locale.is_some_and(|locale| {
        locale.get("language").is_some_and(is_code)
            && locale.get("country").is_none_or(is_code)
            && locale
                .keys()
                .all(|key| ["language", "country", "variant"].contains(&key.as_str()))
    });
    all_known
        && is_locale
        && metadata["format"] == "SRT"
        && metadata["source"] == "USER_PROVIDED"
        && metadata["transcriptType"] == "CLOSED_CAPTION"
        && metadata["formattedForEasyReader"].is_boolean()
        && metadata["largeText"].is_boolean()
}

/// Whether the first cue is one: a number, times, and no mark of the byte order before them.
fn is_subrip(file: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(file) else {
        return false;
    };
    let mut lines = text.trim_start_matches(['\r', '\n']).lines();
    let is_number = |line: &str| !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit());
    lines.next().is_some_and(is_number) && lines.next().is_some_and(|line| line.contains(" --> "))
}

fn bad(message: &str) -> Reply {
    errors::plain(StatusCode::BAD_REQUEST, message)
}

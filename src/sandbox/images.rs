//! Pictures and documents: reserve a place, put the bytes there, ask how far they are.
//!
//! `LRN:marketing/community-management/shares/images-api`, `…/documents-api`. A second `PUT` to the same address is refused: whether the
//! live service accepts one is unknown, so the sandbox does not.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::call::Call;
use super::clock::shifted;
use super::errors;
use super::gate::{self, Pass};
use super::reply::Reply;
use super::state::State;
use super::switches::Switches;
use super::tokens::Grant;
use super::urn::{self, Urn};
use super::world::Organization;

/// All places ever reserved, by URN.
#[derive(Debug, Default)]
pub(super) struct Images(BTreeMap<String, Image>);

/// What a place is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Image,
    Document,
}

impl Kind {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Document => "document",
        }
    }

    const fn plural(self) -> &'static str {
        match self {
            Self::Image => "images",
            Self::Document => "documents",
        }
    }

    /// How its keys and addresses begin; seen in the wild.
    const fn mark(self) -> &'static str {
        match self {
            Self::Image => "D4E10AQ",
            Self::Document => "D561FAQ",
        }
    }

    pub(super) fn forbidden(self) -> Reply {
        match self {
            Self::Image => errors::image_forbidden(),
            Self::Document => errors::document_forbidden(),
        }
    }
}

/// One place for a picture or a document.
#[derive(Debug)]
pub(super) struct Image {
    pub(super) kind: Kind,
    pub(super) owner: String,
    grant: Grant,
    /// Path and query of the address that was handed out.
    upload_target: String,
    upload_until: Timestamp,
    upload: Option<Upload>,
}

/// The bytes that came.
#[derive(Debug)]
pub(super) struct Upload {
    pub(super) bytes: Bytes,
    at: Timestamp,
    /// The media type, if LinkedIn could make a picture or pages of them.
    pub(super) media_type: Option<&'static str>,
}

/// How far a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    WaitingUpload,
    Processing,
    Available,
    ProcessingFailed,
}

impl Images {
    pub(super) fn find(&self, urn: &str) -> Option<&Image> {
        self.0.get(urn)
    }
}

impl Image {
    pub(super) fn upload(&self) -> Option<&Upload> {
        self.upload.as_ref()
    }

    pub(super) fn status(&self, switches: &Switches) -> Status {
        let Some(upload) = &self.upload else {
            return Status::WaitingUpload;
        };
        let processing = SignedDuration::from_millis(i64::from(switches.processing_ms));
        if switches.clock.now().duration_since(upload.at) < processing {
            return Status::Processing;
        }
        if upload.media_type.is_none() {
            return Status::ProcessingFailed;
        }
        Status::Available
    }
}

impl Status {
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::WaitingUpload => "WAITING_UPLOAD",
            Self::Processing => "PROCESSING",
            Self::Available => "AVAILABLE",
            Self::ProcessingFailed => "PROCESSING_FAILED",
        }
    }
}

/// `POST /rest/images?action=initializeUpload`, or the same for documents.
pub(super) fn initialize(state: &mut State, call: &Call, kind: Kind) -> Result<Reply, Reply> {
    let pass = gate::admit_rest(state, call)?;
    if call.raw_query("action") != Some("initializeUpload") {
        return Err(errors::illegal_argument("Invalid query parameters"));
    }
    let owner = requested_owner(&call.json()?)?;
    check_owner(&pass, &owner, kind.plural())?;
    let urn = format!(
        "urn:li:{}:{}",
        kind.word(),
        state.mint.name(kind.mark(), 22).replace('-', "_")
    );
    let upload_target = format!(
        "/dms-uploads/{}?ca=vector_feedshare&cn=uploads&sync=0&v=beta&ut={}",
        state.mint.name(kind.mark(), 80),
        state.mint.name("2H", 14),
    );
    let upload_until = shifted(state.now(), i64::from(state.switches.upload_url_life_secs));
    let origin = state
        .switches
        .upload_origin
        .clone()
        .unwrap_or_else(|| call.origin());
    let answer = json!({"value": {
        "uploadUrlExpiresAt": upload_until.as_millisecond(),
        "uploadUrl": format!("{origin}{upload_target}"),
        kind.word(): urn,
    }});
    let grant = pass.grant;
    let image = Image {
        kind,
        owner,
        grant,
        upload_target,
        upload_until,
        upload: None,
    };
    state.images.0.insert(urn, image);
    Ok(Reply::ok(&answer))
}

/// `PUT` of the bytes, whatever they are: only processing finds out. Not counted in the quota: it goes to another host in reality.
pub(super) fn upload(state: &mut State, call: &Call) -> Result<Reply, Reply> {
    let grant = gate::authenticate(state, call)?;
    if call.header("content-length").is_empty() {
        return Err(errors::length_required());
    }
    let (now, target) = (state.now(), call.target());
    let fails = state.switches.processing_fails;
    let place = state
        .images
        .0
        .values_mut()
        .find(|image| image.upload_target == target);
    let image = place.ok_or_else(errors::not_found)?;
    if (image.grant.app, image.grant.member) != (grant.app, grant.member) {
        return Err(image.kind.forbidden());
    }
    if now >= image.upload_until {
        return Err(errors::coded(
            StatusCode::FORBIDDEN,
            "EXPIRED_UPLOAD_URL",
            "Upload URL expired",
        ));
    }
    if image.upload.is_some() {
        return Err(errors::coded(
            StatusCode::CONFLICT,
            "CONFLICT",
            "Write Conflict",
        ));
    }
    if call.body.is_empty() {
        return Err(errors::plain(
            StatusCode::BAD_REQUEST,
            "The upload is empty",
        ));
    }
    image.upload = Some(Upload {
        bytes: call.body.clone(),
        at: now,
        media_type: call.media_type.filter(|_| !fails),
    });
    Ok(Reply::empty(StatusCode::CREATED))
}

/// `GET /rest/images/{urn}`, or the same for documents.
pub(super) fn image(state: &mut State, call: &Call, key: &str, kind: Kind) -> Result<Reply, Reply> {
    let pass = gate::admit_rest(state, call)?;
    let urn = urn::path_key(key)?;
    description(state, call, &pass, &urn, kind).map(|value| Reply::ok(&value))
}

/// `GET /rest/images?ids=List(…)`.
pub(super) fn images(state: &mut State, call: &Call) -> Result<Reply, Reply> {
    let pass = gate::admit_rest(state, call)?;
    let ids = call.raw_query("ids");
    let ids = urn::list(ids.ok_or_else(|| errors::illegal_argument("Invalid query parameters"))?)?;
    pass.may_batch(&state.switches, "images.BATCH_GET")?;
    let (mut results, mut statuses, mut troubles) = (Map::new(), Map::new(), Map::new());
    for urn in ids {
        match description(state, call, &pass, &urn, Kind::Image) {
            Ok(value) => {
                results.insert(urn.clone(), value);
                statuses.insert(urn, json!(200));
            }
            Err(reply) => {
                let status = json!(reply.status.as_u16());
                troubles.insert(
                    urn.clone(),
                    serde_json::from_slice(&reply.body).unwrap_or_default(),
                );
                statuses.insert(urn, status);
            }
        }
    }
    Ok(Reply::ok(
        &json!({"results": results, "statuses": statuses, "errors": troubles}),
    ))
}

/// A picture for the feed page, whatever its status; anyone may look.
pub(super) fn picture(state: &State, key: &str) -> Result<Reply, Reply> {
    let found = state.images.find(&format!("urn:li:image:{key}"));
    let upload = found
        .and_then(Image::upload)
        .ok_or_else(errors::not_found)?;
    let media_type = upload.media_type.ok_or_else(errors::not_found)?;
    Ok(
        Reply::text(StatusCode::OK, media_type, upload.bytes.clone())
            .with("x-content-type-options", "nosniff")
            .with("cache-control", "no-store"),
    )
}

/// Only the owner page's people may look; a member's token is for writing alone.
fn description(
    state: &State,
    call: &Call,
    pass: &Pass,
    urn: &str,
    kind: Kind,
) -> Result<Value, Reply> {
    if Urn::parse(urn).is_none_or(|parts| parts.kind != kind.word()) {
        return Err(errors::field(
            "INVALID_URN_ID",
            "id",
            "This URN Id is invalid",
        ));
    }
    let image = state.images.find(urn).ok_or_else(errors::not_found)?;
    let page = Urn::parse(&image.owner)
        .filter(|owner| owner.kind == "organization")
        .and_then(|owner| Organization::find(owner.id));
    let may_look = pass.grant.has("w_organization_social")
        && page.is_some_and(|page| page.has_role(pass.grant.member));
    if !may_look {
        return Err(kind.forbidden());
    }
    let status = image.status(&state.switches);
    let mut answer = json!({"owner": image.owner, "id": urn, "status": status.text()});
    if status == Status::Available {
        let key = urn.rsplit(':').next().unwrap_or_default();
        let word = kind.word();
        answer["downloadUrl"] = json!(format!("{}/dms/{word}/{key}", call.origin()));
        answer["downloadUrlExpiresAt"] = json!(shifted(state.now(), 86_400).as_millisecond());
    }
    Ok(answer)
}

/// Reads the one field of the request, and refuses every other.
fn requested_owner(body: &Value) -> Result<String, Reply> {
    let mut troubles = Vec::new();
    let request = body
        .get("initializeUploadRequest")
        .and_then(Value::as_object);
    for name in body.as_object().into_iter().flat_map(Map::keys) {
        if name != "initializeUploadRequest" {
            troubles.push(format!(
                "/{name} :: unrecognized field found but not allowed"
            ));
        }
    }
    for name in request
        .into_iter()
        .flat_map(Map::keys)
        .filter(|name| *name != "owner")
    {
        troubles.push(format!(
            "/initializeUploadRequest/{name} :: unrecognized field found but not allowed"
        ));
    }
    let owner = request
        .and_then(|request| request.get("owner"))
        .and_then(Value::as_str);
    if owner.is_none() {
        let place = "/initializeUploadRequest/owner";
        troubles.push(format!(
            "{place} :: field is required but not found and has no default value"
        ));
    }
    match owner {
        Some(owner) if troubles.is_empty() => Ok(owner.to_owned()),
        _ => Err(errors::schema(&troubles)),
    }
}

/// Whether this token may own media of this kind (`images`, `videos`) in this name.
pub(super) fn check_owner(pass: &Pass, owner: &str, kind: &str) -> Result<(), Reply> {
    if owner == "urn:li:person:" {
        return Err(
            errors::plain(StatusCode::FORBIDDEN, "").with("x-linkedin-error-response", "true")
        );
    }
    let refused = || errors::field_refused("/initializeUploadRequest/owner");
    let parts = Urn::parse(owner).ok_or_else(refused)?;
    match parts.kind {
        "person" => {
            let operation = format!("{kind}.ACTION-initializeUpload");
            pass.needs(&["w_member_social"], &operation)?;
            (owner == pass.grant.person_urn())
                .then_some(())
                .ok_or_else(refused)
        }
        "organization" if !pass.grant.has("w_organization_social") => {
            Err(errors::organization_permissions("owner"))
        }
        "organization" => Organization::find(parts.id)
            .filter(|page| page.may_post(pass.grant.member))
            .map(|_| ())
            .ok_or_else(refused),
        _ => Err(refused()),
    }
}

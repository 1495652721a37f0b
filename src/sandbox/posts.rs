//! Posts: create, read, list, delete. Changing them, and the rules for what they may contain, are next door.
//!
//! `LRN:marketing/community-management/shares/posts-api`.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use super::call::Call;
use super::duplicate::Fingerprint;
use super::errors;
use super::gate::{self, Pass};
use super::ledger::sha256_hex;
use super::little_text::Rendered;
use super::organizations::page;
use super::published_post::{Lifecycle, PostedImage, PublishedPost};
use super::reply::Reply;
use super::state::State;
use super::switches::DuplicateUrn;
use super::urn::{self, Urn};
use super::world::{Organization, member_by_person_id};
use super::{post_rules, post_schema};

/// `POST /rest/posts`.
pub(super) fn create(state: &mut State, call: &Call) -> Result<Reply, Reply> {
    let pass = gate::admit_rest(state, call)?;
    let body = call.json()?;
    if let Some(field) = post_schema::null_field(&body) {
        return Err(errors::field_not_permitted(&field));
    }
    let troubles = post_schema::troubles(&body);
    if !troubles.is_empty() {
        return Err(errors::schema(&troubles));
    }
    post_rules::check_author(&pass, text(&body["author"]))?;
    let rendered = render(text(&body["commentary"]));
    post_rules::check_values(state, &body, &rendered)?;
    let mut post = draft(state, &body, &rendered);
    if let Some(twin) = state.posts.twin(&post, &state.switches) {
        let named = match state.switches.duplicate_urn {
            DuplicateUrn::Truthful => twin.urn.clone(),
            DuplicateUrn::Ghost => GHOST.to_owned(),
        };
        return Err(errors::duplicate(&named));
    }
    post.urn = state.posts.next_urn(post.created_at, &post.content);
    let urn = post.urn.clone();
    state.posts.add(post);
    Ok(created(state, urn))
}

/// `GET /rest/posts/{urn}`: closed to members' own posts (`r_member_social`), open to a page's people.
pub(super) fn post(state: &mut State, call: &Call, key: &str) -> Result<Reply, Reply> {
    let pass = gate::admit_rest(state, call)?;
    let urn = post_key(key)?;
    pass.needs(&READ_SCOPES, "partnerApiPostsExternal.GET")?;
    let post = state.posts.find(&urn).ok_or_else(errors::not_found)?;
    if !may_read(&pass, &post.author) {
        return Err(pass.refusal("partnerApiPostsExternal.GET"));
    }
    Ok(Reply::ok(&description(post)))
}

/// `GET /rest/posts`: the finder by author, or a batch.
pub(super) fn posts(state: &mut State, call: &Call) -> Result<Reply, Reply> {
    let pass = gate::admit_rest(state, call)?;
    if let Some(ids) = call.raw_query("ids") {
        return batch(state, call, &pass, ids);
    }
    gate::method_header(call, "FINDER")?;
    let invalid = || errors::illegal_argument("Invalid query parameters");
    let author = match (call.raw_query("q"), call.raw_query("author")) {
        (Some("author"), Some(raw)) => urn::query_value(raw)?,
        _ => return Err(invalid()),
    };
    if !may_read(&pass, &author) {
        return Err(pass.refusal("partnerApiPostsExternal.FINDER-author"));
    }
    let mut found: Vec<&PublishedPost> = state
        .posts
        .all()
        .iter()
        .filter(|post| post.author == author && !post.deleted)
        .collect();
    match call.raw_query("sortBy") {
        None | Some("LAST_MODIFIED") => {
            found.sort_by_key(|post| std::cmp::Reverse(post.modified_at));
        }
        Some("CREATED") => found.reverse(),
        Some(_) => return Err(invalid()),
    }
    let found: Vec<Value> = found.into_iter().map(description).collect();
    Ok(Reply::ok(&page(&found, call, state.switches.page_cap)?))
}

/// `DELETE /rest/posts/{urn}`; deleting twice is as good as once.
pub(super) fn delete(state: &mut State, call: &Call, key: &str) -> Result<Reply, Reply> {
    let pass = gate::admit_rest(state, call)?;
    let urn = post_key(key)?;
    pass.needs(&["w_member_social", "w_organization_social"], DELETE)?;
    if let Some(post) = state.posts.find(&urn) {
        post_rules::check_writer(&pass, &post.author, DELETE)?;
    }
    if let Some(post) = state.posts.find_mut(&urn) {
        post.deleted = true;
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// What a reader sees of a commentary.
pub(super) fn render(commentary: &str) -> Rendered {
    Rendered::parse(commentary, names)
}

/// The texts under which a URN may be mentioned, the full name first.
pub(super) fn names(urn: &str) -> Vec<String> {
    let Some(parts) = Urn::parse(urn) else {
        return Vec::new();
    };
    match parts.kind {
        "organization" => {
            let found = Organization::find(parts.id);
            found.map(|page| page.name.to_owned()).into_iter().collect()
        }
        _ => member_by_person_id(parts.id).map_or_else(Vec::new, |(_, member)| {
            vec![
                member.name(),
                member.first_name().to_owned(),
                member.last_name().to_owned(),
            ]
        }),
    }
}

fn draft(state: &State, body: &Value, rendered: &Rendered) -> PublishedPost {
    let author = text(&body["author"]).to_owned();
    let now = state.now();
    let content = body["content"].clone();
    let images = posted_images(state, &content);
    let extras = state.videos.extras(text(&content["media"]["id"]));
    let [captions, thumbnail] = extras.unwrap_or_default();
    let reshare_of = body["reshareContext"]["parent"].as_str();
    PublishedPost {
        urn: String::new(),
        author_name: names(&author).into_iter().next().unwrap_or_default(),
        commentary: text(&body["commentary"]).to_owned(),
        text: rendered.text(),
        truncated: rendered.cut_at.is_some(),
        lifecycle: Lifecycle::Published,
        visibility: text(&body["visibility"]).to_owned(),
        reshare_disabled: body["isReshareDisabledByAuthor"] == true,
        fingerprint: Fingerprint::of(rendered.text(), &content, reshare_of, &images),
        reshare_of: reshare_of.map(str::to_owned),
        captions: captions.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
        thumbnail_sha256: thumbnail.map(|bytes| sha256_hex(&bytes)),
        author,
        content,
        images,
        created_at: now,
        modified_at: now,
        deleted: false,
        comments: Vec::new(),
    }
}

fn posted_images(state: &State, content: &Value) -> Vec<PostedImage> {
    let single = content.get("media").into_iter();
    let several = content["multiImage"]["images"]
        .as_array()
        .into_iter()
        .flatten();
    single
        .chain(several)
        .filter_map(|value| {
            let urn = text(&value["id"]);
            let upload = state.images.find(urn)?.upload()?;
            Some(PostedImage {
                urn: urn.to_owned(),
                alt_text: text(&value["altText"]).to_owned(),
                sha256: sha256_hex(&upload.bytes),
                bytes: upload.bytes.clone(),
            })
        })
        .collect()
}

fn created(state: &State, urn: String) -> Reply {
    let mut reply = Reply::empty(StatusCode::CREATED);
    if !state.switches.omit_restli_id {
        reply = reply
            .with("x-restli-id", urn.clone())
            .with("x-linkedin-id", urn.clone())
            .with("location", format!("/posts/{}", urn::encode(&urn)));
    }
    reply.created = Some(urn);
    reply
}

fn description(post: &PublishedPost) -> Value {
    let mut answer = json!({
        "id": post.urn,
        "author": post.author,
        "commentary": post.commentary,
        "visibility": post.visibility,
        "lifecycleState": post.lifecycle.text(),
        "isReshareDisabledByAuthor": post.reshare_disabled,
        "createdAt": post.created_at.as_millisecond(),
        "publishedAt": post.created_at.as_millisecond(),
        "lastModifiedAt": post.modified_at.as_millisecond(),
        "distribution": {"feedDistribution": "MAIN_FEED", "thirdPartyDistributionChannels": []},
        "lifecycleStateInfo": {"isEditedByAuthor": post.modified_at != post.created_at},
    });
    if post.content.is_object() {
        answer["content"] = post.content.clone();
    }
    if let Some(parent) = &post.reshare_of {
        answer["reshareContext"] = json!({"parent": parent, "root": parent});
    }
    answer
}

fn batch(state: &State, call: &Call, pass: &Pass, ids: &str) -> Result<Reply, Reply> {
    gate::method_header(call, "BATCH_GET")?;
    pass.needs(&READ_SCOPES, "partnerApiPostsExternal.BATCH_GET")?;
    pass.may_batch(&state.switches, "partnerApiPostsExternal.BATCH_GET")?;
    let (mut results, mut statuses) = (Map::new(), Map::new());
    for urn in urn::list(ids)? {
        let status = match state.posts.find(&urn) {
            Some(post) if may_read(pass, &post.author) => {
                results.insert(urn.clone(), description(post));
                200
            }
            Some(_) => 403,
            None => 404,
        };
        statuses.insert(urn, json!(status));
    }
    Ok(Reply::ok(
        &json!({"results": results, "statuses": statuses, "errors": {}}),
    ))
}

/// The URN of a post from a path.
pub(super) fn post_key(key: &str) -> Result<String, Reply> {
    let urn = urn::path_key(key)?;
    let valid = Urn::parse(&urn).is_some_and(|parts| parts.is_post());
    let invalid = || errors::field("INVALID_URN_ID", "id", "This URN Id is invalid");
    valid.then_some(urn).ok_or_else(invalid)
}

fn may_read(pass: &Pass, author: &str) -> bool {
    let scope = if is_person(author) {
        "r_member_social"
    } else {
        "r_organization_social"
    };
    let page = Urn::parse(author).and_then(|parts| Organization::find(parts.id));
    pass.grant.has(scope) && page.is_some_and(|page| page.has_role(pass.grant.member))
}

pub(super) fn is_person(author: &str) -> bool {
    author.starts_with("urn:li:person:")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

const READ_SCOPES: [&str; 2] = ["r_organization_social", "r_member_social"];

const DELETE: &str = "partnerApiPostsExternal.DELETE";

/// A post that was never there.
const GHOST: &str = "urn:li:share:7141138937766391808";

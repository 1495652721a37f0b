//! Changing a post: which fields may change, to what, and what becomes of the post. Never its content.
//!
//! `LRN:marketing/community-management/shares/posts-api`, update posts.

use axum::http::StatusCode;
use serde_json::{Map, Value};
use url::Url;

use super::call::Call;
use super::gate;
use super::posts::{is_person, post_key, render};
use super::published_post::{Lifecycle, PublishedPost};
use super::reply::Reply;
use super::state::State;
use super::{errors, post_rules, post_schema};

/// `POST /rest/posts/{urn}` with `X-RestLi-Method: PARTIAL_UPDATE`.
pub(super) fn update(state: &mut State, call: &Call, key: &str) -> Result<Reply, Reply> {
    let pass = gate::admit_rest(state, call)?;
    let urn = post_key(key)?;
    gate::method_header(call, "PARTIAL_UPDATE")?;
    let changes = changes(&call.json()?)?;
    let post = state.posts.find(&urn).ok_or_else(errors::not_found)?;
    post_rules::check_writer(&pass, &post.author, OPERATION)?;
    if is_person(&post.author) && !state.switches.member_edits {
        return Err(pass.refusal(OPERATION));
    }
    check_values(state, post, &changes)?;
    let now = state.now();
    let post = state.posts.find_mut(&urn).ok_or_else(errors::not_found)?;
    apply(post, &changes);
    post.modified_at = now;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// The new values in `{"patch":{"$set":{…},"adContext":{"$set":{…}}}}`, of the right shape.
fn changes(body: &Value) -> Result<Map<String, Value>, Reply> {
    let invalid = || errors::illegal_argument("Request body must have a patch with a $set");
    let patch = body["patch"].as_object().ok_or_else(invalid)?;
    let strangers = strangers("", body, &["patch"])
        .chain(strangers("/patch", &body["patch"], &["$set", "adContext"]))
        .chain(strangers(
            "/patch/adContext",
            &body["patch"]["adContext"],
            &["$set"],
        ));
    let strangers: Vec<String> = strangers.collect();
    if !strangers.is_empty() {
        return Err(errors::schema(&strangers));
    }
    let set = |value: Option<&Value>| match value {
        None => Ok(Map::new()),
        Some(value) => value
            .as_object()
            .filter(|set| !set.is_empty())
            .cloned()
            .ok_or_else(invalid),
    };
    let mut changes = set(patch.get("$set"))?;
    if let Some(nested) = patch.get("adContext") {
        let nested = set(Some(&nested["$set"]))?;
        changes.insert("adContext".to_owned(), Value::Object(nested));
    }
    if changes.is_empty() {
        return Err(invalid());
    }
    let refused =
        |(name, value): &(&String, &Value)| value.is_null() || post_schema::is_fixed(name);
    if let Some((name, _)) = changes.iter().find(refused) {
        return Err(errors::field_not_permitted(&format!("/{name}")));
    }
    let changes = Value::Object(changes);
    let troubles = post_schema::patch_troubles(&changes);
    match changes {
        Value::Object(changes) if troubles.is_empty() => Ok(changes),
        _ => Err(errors::schema(&troubles)),
    }
}

/// The fields of a record that are not among `known`.
fn strangers<'a>(
    path: &'a str,
    record: &'a Value,
    known: &'a [&str],
) -> impl Iterator<Item = String> + 'a {
    let names = record.as_object().into_iter().flat_map(Map::keys);
    names
        .filter(|name| !known.contains(&name.as_str()))
        .map(move |name| format!("{path}/{name} :: unrecognized field found but not allowed"))
}

fn check_values(
    state: &State,
    post: &PublishedPost,
    changes: &Map<String, Value>,
) -> Result<(), Reply> {
    let text = |name: &str| changes.get(name).and_then(Value::as_str);
    if let Some(commentary) = text("commentary") {
        post_rules::check_blank(commentary, &post.content, post.reshare_of.is_some())?;
        post_rules::check_length(state, commentary, &render(commentary))?;
    }
    let address = text("contentLandingPage").map(Url::parse);
    let web = |url: Url| matches!(url.scheme(), "http" | "https");
    if address.is_some_and(|url| !url.is_ok_and(web)) {
        let path = "contentLandingPage";
        return Err(errors::field("INVALID_URL", path, "The URL is invalid"));
    }
    Ok(())
}

/// What the sandbox shows nowhere, such as a call to action, is checked and forgotten.
fn apply(post: &mut PublishedPost, changes: &Map<String, Value>) {
    if let Some(commentary) = changes.get("commentary").and_then(Value::as_str) {
        let rendered = render(commentary);
        post.text = rendered.text();
        post.fingerprint.set_text(post.text.clone());
        post.truncated = rendered.cut_at.is_some();
        commentary.clone_into(&mut post.commentary);
    }
    let lifecycle = changes.get("lifecycleState").and_then(Lifecycle::read);
    post.lifecycle = lifecycle.unwrap_or(post.lifecycle);
}

const OPERATION: &str = "partnerApiPostsExternal.PARTIAL_UPDATE";

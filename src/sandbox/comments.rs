//! Comments under posts: who may write one, what is in it, and the moment in which LinkedIn does not know a new post.
//!
//! `LRN:marketing/community-management/shares/comments-api`.

use axum::http::StatusCode;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;

use super::call::Call;
use super::clock::shifted;
use super::gate::{self, Pass};
use super::posts::{is_person, post_key};
use super::reply::Reply;
use super::state::State;
use super::urn::Urn;
use super::world::Organization;
use super::{errors, post_schema};

/// A comment that LinkedIn accepted.
#[derive(Clone, Debug, Serialize)]
pub struct PostedComment {
    /// Its number.
    pub id: String,
    /// Who speaks.
    pub actor: String,
    /// What a reader sees: exactly what was sent.
    pub text: String,
    /// When it came into the world.
    pub created_at: Timestamp,
}

/// `POST /rest/socialActions/{urn}/comments`.
pub(super) fn create(state: &mut State, call: &Call, key: &str) -> Result<Reply, Reply> {
    let pass = gate::admit_rest(state, call)?;
    let urn = post_key(key)?;
    let body = call.json()?;
    if let Some(field) = post_schema::null_field(&body) {
        return Err(errors::field_not_permitted(&field));
    }
    let troubles = post_schema::comment_troubles(&body);
    if !troubles.is_empty() {
        return Err(errors::schema(&troubles));
    }
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let (actor, message) = (text(&body["actor"]), text(&body["message"]["text"]));
    check_actor(&pass, &actor)?;
    if text(&body["object"]) != urn {
        return Err(errors::field_value("object", &text(&body["object"])));
    }
    check_message(&message)?;
    let (now, lag) = (state.now(), i64::from(state.switches.comment_lag_secs));
    let unknown = || {
        let message = format!("Unable to obtain activity for {urn}");
        errors::coded(StatusCode::NOT_FOUND, "NOT_FOUND", &message)
    };
    let post = state.posts.find_mut(&urn).ok_or_else(unknown)?;
    // Seen by several client authors: a new post is not known everywhere for some seconds.
    if now < shifted(post.created_at, lag) {
        return Err(unknown());
    }
    let activity = urn.rsplit(':').next().unwrap_or_default().to_owned();
    let number = i64::try_from(post.comments.len()).unwrap_or_default() + 1;
    let id = ((now.as_millisecond() << 22) + number).to_string();
    post.comments.push(PostedComment {
        id: id.clone(),
        actor: actor.clone(),
        text: message.clone(),
        created_at: now,
    });
    let touched = json!({"actor": actor, "time": now.as_millisecond()});
    let answer = json!({
        "id": id,
        "actor": actor,
        "object": format!("urn:li:activity:{activity}"),
        "message": {"attributes": [], "text": message},
        "commentUrn": format!("urn:li:comment:(urn:li:activity:{activity},{id})"),
        "created": touched,
        "lastModified": touched,
    });
    Ok(Reply::json(StatusCode::CREATED, &answer).with("x-restli-id", id))
}

/// The scopes of comments are those of the feed, which only the Community Management product has.
fn check_actor(pass: &Pass, actor: &str) -> Result<(), Reply> {
    let refused = || errors::field_refused("/actor");
    if is_person(actor) {
        pass.needs(&["w_member_social_feed"], OPERATION)?;
        return (actor == pass.grant.person_urn())
            .then_some(())
            .ok_or_else(refused);
    }
    pass.needs(&["w_organization_social_feed"], OPERATION)?;
    Urn::parse(actor)
        .filter(|parts| parts.kind == "organization")
        .and_then(|parts| Organization::find(parts.id))
        .filter(|page| page.may_post(pass.grant.member))
        .map(|_| ())
        .ok_or_else(refused)
}

fn check_message(message: &str) -> Result<(), Reply> {
    let length = message.encode_utf16().count();
    if message.trim().is_empty() {
        let words = "message.text can't be blank";
        return Err(errors::field(
            "INVALID_VALUE_BLANK_FIELD",
            "message.text",
            words,
        ));
    }
    if length > LONGEST {
        return Err(errors::field_too_long("message.text", length, LONGEST));
    }
    Ok(())
}

const OPERATION: &str = "partnerApiSocialActions.CREATE";
/// No page names it; client authors met it.
const LONGEST: usize = 1_250;

//! What a well-shaped create body must also obey: who speaks, who may see it, what is attached. Stores nothing.
//!
//! `LRN:marketing/community-management/shares/posts-api`, `…/multiimage-post-api`, `…/poll-post-api`.

use serde_json::Value;
use url::Url;

use super::errors;
use super::gate::Pass;
use super::images::{Kind, Status};
use super::little_text::Rendered;
use super::reply::Reply;
use super::state::State;
use super::switches::EarlyImage;
use super::urn::Urn;
use super::world::Organization;

/// Whether the token may create posts of this author.
pub(super) fn check_author(pass: &Pass, author: &str) -> Result<(), Reply> {
    let refused = || errors::field_refused("/author");
    let parts = Urn::parse(author).ok_or_else(refused)?;
    match parts.kind {
        "person" => {
            pass.needs(&["w_member_social"], "partnerApiPostsExternal.CREATE")?;
            (author == pass.grant.person_urn())
                .then_some(())
                .ok_or_else(refused)
        }
        "organization" if !pass.grant.has("w_organization_social") => {
            Err(errors::organization_permissions("author"))
        }
        "organization" => Organization::find(parts.id)
            .filter(|page| page.may_post(pass.grant.member))
            .map(|_| ())
            .ok_or_else(refused),
        _ => Err(refused()),
    }
}

/// Whether the token may do this to a post of this author.
pub(super) fn check_writer(pass: &Pass, author: &str, operation: &str) -> Result<(), Reply> {
    let (grant, parts) = (&pass.grant, Urn::parse(author));
    let allowed = parts.is_some_and(|parts| match parts.kind {
        "person" => grant.has("w_member_social") && author == grant.person_urn(),
        "organization" => {
            let page = Organization::find(parts.id);
            grant.has("w_organization_social")
                && page.is_some_and(|page| page.may_post(grant.member))
        }
        _ => false,
    });
    allowed.then_some(()).ok_or_else(|| pass.refusal(operation))
}

/// Everything else about the values; the first broken rule is the answer.
pub(super) fn check_values(state: &State, body: &Value, rendered: &Rendered) -> Result<(), Reply> {
    check_audience(body)?;
    check_commentary(state, body, rendered)?;
    match &body["content"] {
        Value::Object(content) => {
            let author = body["author"].as_str().unwrap_or_default();
            content
                .iter()
                .try_for_each(|(kind, value)| check_content(state, author, kind, value))
        }
        _ => Ok(()),
    }?;
    check_reshare(state, body)
}

/// A post must show something: words, pictures or another post.
pub(super) fn check_blank(
    commentary: &str,
    content: &Value,
    is_reshare: bool,
) -> Result<(), Reply> {
    let shows_something =
        content["media"].is_object() || content["multiImage"].is_object() || is_reshare;
    if !commentary.trim().is_empty() || shows_something {
        return Ok(());
    }
    Err(errors::field(
        "INVALID_VALUE_BLANK_FIELD",
        "commentary",
        "commentary can't be blank",
    ))
}

/// The limit counts what a reader would see; what an error hides counts as it stands.
pub(super) fn check_length(
    state: &State,
    commentary: &str,
    rendered: &Rendered,
) -> Result<(), Reply> {
    let hidden = rendered.cut_at.map_or("", |at| &commentary[at..]);
    let length = units(&rendered.text()) + units(hidden);
    let limit = state.switches.text_limit;
    if length > limit {
        return Err(errors::field_too_long("commentary", length, limit));
    }
    Ok(())
}

fn check_audience(body: &Value) -> Result<(), Reply> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let page = text(&body["author"]).starts_with("urn:li:organization:");
    let lifecycle = text(&body["lifecycleState"]);
    if lifecycle != "PUBLISHED" {
        return Err(errors::field_value("lifecycleState", &lifecycle));
    }
    let visibility = text(&body["visibility"]);
    let fits = match visibility.as_str() {
        "CONNECTIONS" => !page,
        "CONTAINER" => body["container"].is_string(),
        _ => true,
    };
    if !fits {
        return Err(errors::field_value("visibility", &visibility));
    }
    let distribution = &body["distribution"];
    if distribution["feedDistribution"] == "NONE" && !page {
        return Err(errors::field_value("distribution/feedDistribution", "NONE"));
    }
    let filled = |name: &str| {
        distribution[name]
            .as_array()
            .is_some_and(|list| !list.is_empty())
    };
    if filled("targetEntities") && !page {
        return Err(errors::field_not_permitted("/distribution/targetEntities"));
    }
    if filled("thirdPartyDistributionChannels") {
        return Err(errors::field_not_permitted(
            "/distribution/thirdPartyDistributionChannels",
        ));
    }
    Ok(())
}

fn check_commentary(state: &State, body: &Value, rendered: &Rendered) -> Result<(), Reply> {
    let commentary = body["commentary"].as_str().unwrap_or_default();
    check_blank(
        commentary,
        &body["content"],
        body["reshareContext"].is_object(),
    )?;
    check_length(state, commentary, rendered)
}

fn check_content(state: &State, author: &str, kind: &str, value: &Value) -> Result<(), Reply> {
    match kind {
        "media" if is_a("document", value) => check_document(state, author, value),
        "media" if is_a("video", value) => check_video(state, author, value),
        "media" => check_picture(state, author, value, "content/media"),
        "multiImage" => check_pictures(state, author, &value["images"]),
        "article" => check_article(state, author, value),
        "poll" => check_poll(value),
        _ => Ok(()),
    }
}

fn is_a(kind: &str, media: &Value) -> bool {
    let urn = media["id"].as_str().unwrap_or_default();
    Urn::parse(urn).is_some_and(|parts| parts.kind == kind)
}

/// A video may have a title. Unlike a picture it must be ready, whatever the switches say.
fn check_video(state: &State, author: &str, media: &Value) -> Result<(), Reply> {
    let title = media["title"].as_str().unwrap_or_default();
    check_units("content/media/title", title, TITLE_LIMIT)?;
    let (urn, path) = (media["id"].as_str().unwrap_or_default(), "content/media/id");
    let Some((owner, status)) = state.videos.owner_and_status(urn, &state.switches) else {
        let description = "This video id is invalid";
        return Err(errors::field("INVALID_VIDEO_ID", path, description));
    };
    if owner != author {
        return Err(errors::video_forbidden());
    }
    match status {
        Status::Available => Ok(()),
        Status::WaitingUpload | Status::Processing => Err(errors::field(
            "MEDIA_ASSET_WAITING_UPLOAD",
            path,
            "Media asset is waiting upload",
        )),
        Status::ProcessingFailed => Err(errors::field(
            "MEDIA_ASSET_PROCESSING_FAILED",
            path,
            "Media asset failed processing",
        )),
    }
}

fn check_document(state: &State, author: &str, media: &Value) -> Result<(), Reply> {
    let title = media["title"].as_str().unwrap_or_default();
    if title.trim().is_empty() {
        return Err(errors::missing_field("content/media/title"));
    }
    check_units("content/media/title", title, TITLE_LIMIT)?;
    let urn = media["id"].as_str().unwrap_or_default();
    check_asset(state, author, urn, "content/media/id", Kind::Document)
}

fn check_pictures(state: &State, author: &str, images: &Value) -> Result<(), Reply> {
    let images = images.as_array().map(Vec::as_slice).unwrap_or_default();
    if !PICTURES.contains(&images.len()) {
        let description = format!("images size {} must be between 2 and 20", images.len());
        return Err(errors::field(
            "INVALID_VALUE_FOR_FIELD",
            "content/multiImage/images",
            &description,
        ));
    }
    images.iter().enumerate().try_for_each(|(idx, value)| {
        check_picture(
            state,
            author,
            value,
            &format!("content/multiImage/images/{idx}"),
        )
    })
}

fn check_picture(state: &State, author: &str, value: &Value, path: &str) -> Result<(), Reply> {
    let alt_length = units(value["altText"].as_str().unwrap_or_default());
    if alt_length > ALT_LIMIT {
        return Err(errors::field_too_long(
            &format!("{path}/altText"),
            alt_length,
            ALT_LIMIT,
        ));
    }
    check_image(
        state,
        author,
        value["id"].as_str().unwrap_or_default(),
        &format!("{path}/id"),
    )
}

fn check_image(state: &State, author: &str, urn: &str, path: &str) -> Result<(), Reply> {
    check_asset(state, author, urn, path, Kind::Image)
}

/// A file is good if it exists, belongs to the author and has arrived; whether it must be ready is a switch.
fn check_asset(
    state: &State,
    author: &str,
    urn: &str,
    path: &str,
    kind: Kind,
) -> Result<(), Reply> {
    let word = kind.word();
    if Urn::parse(urn).is_none_or(|parts| parts.kind != word) {
        return Err(errors::field(
            "INVALID_URN_TYPE",
            path,
            "This URN type is invalid",
        ));
    }
    let Some(image) = state.images.find(urn) else {
        return Err(errors::field(
            &format!("INVALID_{}_ID", word.to_uppercase()),
            path,
            &format!("This {word} id is invalid"),
        ));
    };
    if image.owner != author {
        return Err(kind.forbidden());
    }
    let early = state.switches.early_image;
    match image.status(&state.switches) {
        Status::Processing if early == EarlyImage::Accepted => Ok(()),
        Status::WaitingUpload | Status::Processing => Err(errors::field(
            "MEDIA_ASSET_WAITING_UPLOAD",
            path,
            "Media asset is waiting upload",
        )),
        Status::ProcessingFailed => Err(errors::field(
            "MEDIA_ASSET_PROCESSING_FAILED",
            path,
            "Media asset failed processing",
        )),
        Status::Available => Ok(()),
    }
}

fn check_article(state: &State, author: &str, article: &Value) -> Result<(), Reply> {
    let text = |name: &str| article[name].as_str().unwrap_or_default();
    let web = Url::parse(text("source")).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if !web {
        return Err(errors::field(
            "INVALID_URL",
            "content/article/source",
            "The URL is invalid",
        ));
    }
    if text("title").trim().is_empty() {
        return Err(errors::missing_field("content/article/title"));
    }
    check_units("content/article/title", text("title"), 400)?;
    check_units(
        "content/article/description",
        text("description"),
        ALT_LIMIT,
    )?;
    match article["thumbnail"].as_str() {
        Some(urn) => check_image(state, author, urn, "content/article/thumbnail"),
        None => Ok(()),
    }
}

fn check_poll(poll: &Value) -> Result<(), Reply> {
    let blank = |path: &str| {
        errors::field(
            "INVALID_VALUE_BLANK_FIELD",
            path,
            &format!("{path} can't be blank"),
        )
    };
    let question = poll["question"].as_str().unwrap_or_default();
    if question.trim().is_empty() {
        return Err(blank("content/poll/question"));
    }
    check_units("content/poll/question", question, 140)?;
    let options = poll["options"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if !(2..=4).contains(&options.len()) {
        let description = format!("options size {} must be between 2 and 4", options.len());
        return Err(errors::field(
            "INVALID_VALUE_FOR_FIELD",
            "content/poll/options",
            &description,
        ));
    }
    options.iter().try_for_each(|option| {
        let text = option["text"].as_str().unwrap_or_default();
        if text.trim().is_empty() {
            return Err(blank("content/poll/options"));
        }
        check_units("content/poll/options", text, 30)
    })
}

fn check_reshare(state: &State, body: &Value) -> Result<(), Reply> {
    let Some(parent) = body["reshareContext"]["parent"].as_str() else {
        return Ok(());
    };
    let path = "reshareContext/parent";
    if Urn::parse(parent).is_none_or(|parts| !parts.is_post()) {
        return Err(errors::field(
            "INVALID_URN_TYPE",
            path,
            "This URN type is invalid",
        ));
    }
    let Some(post) = state.posts.find(parent) else {
        return Err(errors::field(
            "INVALID_URN_ID",
            path,
            "This URN Id is invalid",
        ));
    };
    if post.reshare_disabled {
        return Err(errors::field_refused("/reshareContext"));
    }
    if body["content"].is_object() {
        return Err(errors::field_value(
            "content",
            "a value beside reshareContext",
        ));
    }
    Ok(())
}

fn check_units(path: &str, text: &str, limit: usize) -> Result<(), Reply> {
    match units(text) {
        length if length > limit => Err(errors::field_too_long(path, length, limit)),
        _ => Ok(()),
    }
}

/// LinkedIn does not say what it counts; UTF-16 is the strictest sensible guess.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

const PICTURES: std::ops::RangeInclusive<usize> = 2..=20;
const ALT_LIMIT: usize = 4_086;

/// Ads name 200; nothing says that posts take more.
const TITLE_LIMIT: usize = 200;

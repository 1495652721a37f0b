//! The web pages on which a post is seen as LinkedIn would show it. Reads posts; changes nothing.

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use url::Url;

use super::comments::PostedComment;
use super::consent_page::{STYLE, TROUBLE, initials};
use super::html::{escape, fill};
use super::little_text::{Rendered, Span};
use super::posts::{names, render};
use super::published_post::{PostedImage, PublishedPost};
use super::reply::Reply;
use super::state::State;
use super::urn;

/// All posts, newest first.
pub(super) fn feed(state: &State) -> Reply {
    let now = state.now();
    let cards: Vec<String> = state
        .posts
        .all()
        .iter()
        .rev()
        .filter(|post| post.is_shown())
        .map(|post| card(state, post, now))
        .collect();
    if cards.is_empty() {
        return shown("Feed", EMPTY);
    }
    shown("Feed", &cards.concat())
}

/// One post, named by its URN with or without encoded colons.
pub(super) fn update(state: &State, key: &str) -> Reply {
    let urn = urn::decode(key).unwrap_or_default();
    match state.posts.find(&urn) {
        Some(post) if post.is_shown() => shown(&post.author_name, &card(state, post, state.now())),
        Some(post) => unseen(&format!(
            "This post cannot be displayed: it is {}, and readers see only what is PUBLISHED.",
            post.lifecycle.text()
        )),
        None => unseen("This post cannot be displayed: it was deleted, or never existed."),
    }
}

fn shown(title: &str, cards: &str) -> Reply {
    let title = escape(title);
    let places = [
        ("style", STYLE),
        ("title", title.as_str()),
        ("cards", cards),
    ];
    Reply::html(StatusCode::OK, fill(FEED, &places))
}

fn unseen(words: &str) -> Reply {
    let places = [("style", STYLE), ("words", words)];
    Reply::html(StatusCode::NOT_FOUND, fill(TROUBLE, &places))
}

fn card(state: &State, post: &PublishedPost, now: Timestamp) -> String {
    let link = format!("/feed/update/{}/", escape(&post.urn));
    let edited = if post.modified_at == post.created_at {
        ""
    } else {
        " · Edited"
    };
    let when = age(now.duration_since(post.created_at));
    let places = [
        (
            "kind",
            if post.author.starts_with("urn:li:organization:") {
                "page"
            } else {
                "person"
            },
        ),
        ("initials", &initials(&post.author_name)),
        ("author", &escape(&post.author_name)),
        ("link", &link),
        ("age", &format!("{when}{edited}")),
        ("visibility", audience(&post.visibility)),
        ("text", &text(&render(&post.commentary))),
        ("note", if post.truncated { TRUNCATED } else { "" }),
        ("content", &content(post)),
        ("shared", &shared(state, post)),
        ("comments", &comments(post)),
    ];
    fill(CARD, &places)
}

fn text(rendered: &Rendered) -> String {
    rendered
        .spans
        .iter()
        .map(|span| match span {
            Span::Text(words) => with_links(words),
            Span::Hashtag(word) => format!(r##"<a href="#">#{}</a>"##, escape(word)),
            Span::Mention { name, urn } => {
                format!(
                    r##"<a href="#" title="{}">{}</a>"##,
                    escape(urn),
                    escape(name)
                )
            }
        })
        .collect()
}

/// Addresses in plain words become links, as they do on the real page.
fn with_links(words: &str) -> String {
    words
        .split_inclusive(char::is_whitespace)
        .map(with_link)
        .collect()
}

/// One word and the space after it.
fn with_link(word: &str) -> String {
    let address = word.trim_end_matches(|c: char| c.is_whitespace() || ".,;:!?)]}\"'".contains(c));
    let web = Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if !web {
        return escape(word);
    }
    let tail = escape(&word[address.len()..]);
    let address = escape(address);
    format!(r#"<a href="{address}" rel="noopener noreferrer">{address}</a>{tail}"#)
}

fn content(post: &PublishedPost) -> String {
    let media = &post.content["media"];
    let id = media["id"].as_str().unwrap_or_default();
    if id.starts_with("urn:li:document:") {
        return file_card("Document", media);
    }
    if id.starts_with("urn:li:video:") {
        let kind = match &post.captions {
            Some(_) => "Video with captions",
            None => "Video",
        };
        return file_card(kind, media);
    }
    if !post.images.is_empty() {
        return pictures(&post.images);
    }
    let article = &post.content["article"];
    if article.is_object() {
        return link_card(article);
    }
    let poll = &post.content["poll"];
    if poll.is_object() {
        return poll_card(poll);
    }
    String::new()
}

/// What is not drawn here: its title and its kind.
fn file_card(kind: &str, media: &Value) -> String {
    let title = escape(media["title"].as_str().unwrap_or_default());
    format!(r#"<div class="link-card"><strong>{title}</strong><small>{kind}</small></div>"#)
}

fn pictures(images: &[PostedImage]) -> String {
    let shown: String = images.iter().map(picture).collect();
    let count = images.len();
    let columns = if count == 1 { "one" } else { "many" };
    let caption = match count {
        1 => String::new(),
        _ => format!("<p class=\"count\">{count} images</p>"),
    };
    format!(r#"<div class="pictures {columns}">{shown}</div>{caption}"#)
}

fn picture(image: &PostedImage) -> String {
    let key = image.urn.trim_start_matches("urn:li:image:");
    format!(
        r#"<img src="/dms/image/{}" alt="{}">"#,
        escape(key),
        escape(&image.alt_text)
    )
}

fn link_card(article: &Value) -> String {
    let part = |name: &str| escape(article[name].as_str().unwrap_or_default());
    let thumbnail = article["thumbnail"]
        .as_str()
        .map_or_else(String::new, |urn| {
            let key = urn.trim_start_matches("urn:li:image:");
            format!(r#"<img src="/dms/image/{}" alt="">"#, escape(key))
        });
    let source = article["source"].as_str().unwrap_or_default();
    let host = Url::parse(source)
        .ok()
        .and_then(|url| url.host_str().map(escape));
    format!(
        r#"<a class="link-card" href="{}" rel="noopener noreferrer">{thumbnail}<strong>{}</strong><small>{}</small></a>"#,
        part("source"),
        part("title"),
        host.unwrap_or_default(),
    )
}

fn poll_card(poll: &Value) -> String {
    let option = |option: &Value| {
        let text = escape(option["text"].as_str().unwrap_or_default());
        ["<li>", &text, "</li>"].concat()
    };
    let options = poll["options"].as_array().into_iter().flatten();
    let options: String = options.map(option).collect();
    let question = escape(poll["question"].as_str().unwrap_or_default());
    format!(r#"<div class="poll"><strong>{question}</strong><ul>{options}</ul></div>"#)
}

/// What was said below it, the oldest first.
fn comments(post: &PublishedPost) -> String {
    let comment = |comment: &PostedComment| {
        let name = names(&comment.actor).into_iter().next().unwrap_or_default();
        let (name, said) = (escape(&name), escape(&comment.text));
        format!(r#"<blockquote class="text"><strong>{name}</strong><br>{said}</blockquote>"#)
    };
    post.comments.iter().map(comment).collect()
}

fn shared(state: &State, post: &PublishedPost) -> String {
    let Some(parent) = &post.reshare_of else {
        return String::new();
    };
    let inner = match state.posts.find(parent).filter(|parent| parent.is_shown()) {
        Some(parent) => format!(
            "<strong>{}</strong><br>{}",
            escape(&parent.author_name),
            text(&render(&parent.commentary))
        ),
        None => "This post cannot be displayed.".to_owned(),
    };
    format!(r#"<blockquote class="text">{inner}</blockquote>"#)
}

/// How long ago, in one unit.
fn age(since: SignedDuration) -> String {
    let secs = since.as_secs();
    match secs {
        ..60 => "now".to_owned(),
        60..3_600 => format!("{}m", secs / 60),
        3_600..86_400 => format!("{}h", secs / 3_600),
        86_400..604_800 => format!("{}d", secs / 86_400),
        604_800.. => format!("{}w", secs / 604_800),
    }
}

fn audience(visibility: &str) -> &'static str {
    match visibility {
        "PUBLIC" => "Anyone",
        "CONNECTIONS" => "Connections only",
        "LOGGED_IN" => "LinkedIn members",
        _ => "Group",
    }
}

const FEED: &str = include_str!("../../assets/sandbox/feed.html");
const CARD: &str = include_str!("../../assets/sandbox/card.html");
const EMPTY: &str = r#"<p class="empty">Nothing has been posted yet.</p>"#;
const TRUNCATED: &str = r#"<p class="note">Readers see only this much: what follows was sent with an unescaped reserved character.</p>"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_has_one_unit() {
        let rows = [
            (0, "now"),
            (59, "now"),
            (60, "1m"),
            (7_200, "2h"),
            (86_400, "1d"),
            (1_300_000, "2w"),
            (-5, "now"),
        ];
        for (secs, words) in rows {
            assert_eq!(age(SignedDuration::from_secs(secs)), words, "{secs}");
        }
    }

    #[test]
    fn an_address_is_a_link_without_the_full_stop_after_it() {
        assert_eq!(
            with_links("see https://example.com/a_b. <b>"),
            "see <a href=\"https://example.com/a_b\" rel=\"noopener noreferrer\">https://example.com/a_b</a>. &lt;b&gt;"
        );
    }

    #[test]
    fn a_script_address_is_no_link() {
        assert_eq!(with_links("javascript:alert(1)"), "javascript:alert(1)");
    }
}

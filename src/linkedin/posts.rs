//! Creating a post. LinkedIn: *Posts API*, *`MultiImage` API*, *Polls API*.
//!
//! There is no key that would make a second request harmless, so the request is sent once and its answer is sorted
//! into three: created, not created, unknown.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::Client;
use super::answer::{Answer, header, log};
use super::error::{failure_of, network_failure};
use crate::domain::{
    Attachment, Cause, Content, CreateAnswer, Failure, Garbled, LinkCard, MediaUrn, Poll, PollDays,
    Post, PostUrn, Visibility,
};

impl Client {
    /// `POST /rest/posts`: creates the post, once.
    ///
    /// Never repeated here: a second request makes a second post. See [`CreateAnswer::Unknown`].
    pub async fn create_post(&self, post: &Post, images: &[MediaUrn]) -> CreateAnswer {
        let body = match create_body(post, images) {
            Ok(body) => body.to_string(),
            Err(garbled) => return CreateAnswer::NotCreated(garbled.into()),
        };
        self.submit(CREATE, body).await
    }

    /// Sends a request that makes something new, once, and sorts its answer.
    pub(super) async fn submit(&self, path: &str, body: String) -> CreateAnswer {
        let request = self
            .wire
            .submits
            .post(&self.wire.endpoints.api(path))
            .headers(self.submit_headers())
            .body(body);
        self.meter.count();
        let response = match request.send().await {
            Ok(response) => response,
            Err(err) => return after_no_answer(err),
        };
        // The headers decide; a body that breaks off or never ends changes nothing about them.
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        log(path, status, &headers);
        if let Some(answer) = created(status, header(&headers, "x-restli-id")) {
            return answer;
        }
        match Answer::read(response).await {
            Ok(answer) => not_created(&self.in_confidence(answer), Timestamp::now()),
            Err(_) => not_created(
                &Answer {
                    status,
                    headers,
                    body: Vec::new(),
                },
                Timestamp::now(),
            ),
        }
    }
}

/// The path of the create request.
pub(super) const CREATE: &str = "rest/posts";

/// The body of the create request; the same post and pictures always give the same bytes.
///
/// # Errors
/// [`Garbled`] if the text would not arrive as it was typed.
pub(super) fn create_body<I: AsRef<str>>(post: &Post, images: &[I]) -> Result<Value, Garbled> {
    let mut body = json!({
        "author": post.author().urn.as_str(),
        "commentary": post.commentary()?.as_str(),
        "visibility": visibility(post.visibility()),
        "distribution": {"feedDistribution": "MAIN_FEED", "targetEntities": [], "thirdPartyDistributionChannels": []},
        "lifecycleState": "PUBLISHED",
        "isReshareDisabledByAuthor": post.reshare_disabled(),
    });
    // Left out, not null: LinkedIn refuses `"content": null`.
    match post.content() {
        Content::None => {}
        Content::Images(attachments) => body["content"] = pictures(attachments, images),
        Content::Document(document) => {
            let id = images.first().map(AsRef::as_ref);
            body["content"] = json!({"media": {"id": id, "title": document.title}});
        }
        Content::Video(video) => {
            let id = images.first().map(AsRef::as_ref);
            body["content"] = json!({"media": {"id": id}});
            if !video.title.trim().is_empty() {
                body["content"]["media"]["title"] = json!(video.title);
            }
        }
        Content::Poll(asked) => body["content"] = json!({"poll": poll(asked)}),
        Content::Link(card, _) => body["content"] = json!({"article": article(card, images)}),
        Content::Reshare(parent) => body["reshareContext"] = json!({"parent": parent.as_str()}),
    }
    Ok(body)
}

/// One picture goes out as `media`, several as `multiImage`; a set of one is refused.
fn pictures<I: AsRef<str>>(attachments: &[Attachment], images: &[I]) -> Value {
    let mut media: Vec<Value> = attachments
        .iter()
        .zip(images)
        .map(|(attachment, image)| picture(attachment, image.as_ref()))
        .collect();
    match (media.pop(), media.is_empty()) {
        (Some(only), true) => json!({"media": only}),
        (last, _) => {
            media.extend(last);
            json!({"multiImage": {"images": media}})
        }
    }
}

fn poll(poll: &Poll) -> Value {
    let options: Vec<Value> = poll
        .options
        .iter()
        .map(|text| json!({"text": text}))
        .collect();
    let duration = match poll.days {
        PollDays::One => "ONE_DAY",
        PollDays::Three => "THREE_DAYS",
        PollDays::Seven => "SEVEN_DAYS",
        PollDays::Fourteen => "FOURTEEN_DAYS",
    };
    json!({
        "question": poll.question,
        "options": options,
        "settings": {"duration": duration, "voteSelectionType": "SINGLE_VOTE", "isVoterVisibleToAuthor": true},
    })
}

/// What is empty is left out.
fn article<I: AsRef<str>>(card: &LinkCard, images: &[I]) -> Value {
    let mut article = json!({"source": card.source.as_str(), "title": card.title});
    if !card.description.trim().is_empty() {
        article["description"] = json!(card.description);
    }
    if let Some(thumbnail) = images.first() {
        article["thumbnail"] = json!(thumbnail.as_ref());
    }
    article
}

fn picture(attachment: &Attachment, image: &str) -> Value {
    match attachment.alt_text.trim() {
        "" => json!({"id": image}),
        _ => json!({"id": image, "altText": attachment.alt_text}),
    }
}

fn visibility(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "PUBLIC",
        Visibility::Connections => "CONNECTIONS",
        Visibility::LoggedIn => "LOGGED_IN",
    }
}

impl AsRef<str> for MediaUrn {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// Whether status and header alone prove that the post is there: 201, or another success that names it.
pub(super) fn created(status: u16, restli_id: Option<&str>) -> Option<CreateAnswer> {
    let urn = restli_id.and_then(|id| {
        percent_encoding::percent_decode_str(id)
            .decode_utf8()
            .ok()?
            .parse::<PostUrn>()
            .ok()
    });
    match (status, urn) {
        (201, urn) => Some(CreateAnswer::Created(urn)),
        (200..300, Some(urn)) => Some(CreateAnswer::Created(Some(urn))),
        _ => None,
    }
}

/// What an answer means that does not prove that the post is there. Only a refusal proves that it is not.
pub(super) fn not_created(answer: &Answer, now: Timestamp) -> CreateAnswer {
    let failure = failure_of(answer, now);
    match answer.status {
        408 => CreateAnswer::Unknown(Failure::new(Cause::ServerTrouble { status: 408 })),
        400..500 => CreateAnswer::NotCreated(failure),
        500.. => CreateAnswer::Unknown(Failure {
            cause: Cause::ServerTrouble {
                status: answer.status,
            },
            ..failure
        }),
        _ => CreateAnswer::Unknown(Failure::new(Cause::AnswerUnreadable)),
    }
}

/// Only a connection that was never made proves that nothing was sent.
fn after_no_answer(err: reqwest::Error) -> CreateAnswer {
    let was_sent = !err.is_connect();
    let failure = network_failure(err);
    if was_sent {
        CreateAnswer::Unknown(failure)
    } else {
        CreateAnswer::NotCreated(failure)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use reqwest::header::HeaderMap;

    use super::*;

    fn sort(status: u16, restli_id: Option<&str>, body: &[u8]) -> CreateAnswer {
        let answer = Answer {
            status,
            headers: HeaderMap::new(),
            body: body.to_vec(),
        };
        created(status, restli_id).unwrap_or_else(|| not_created(&answer, Timestamp::UNIX_EPOCH))
    }

    fn class(answer: &CreateAnswer) -> &'static str {
        match answer {
            CreateAnswer::Created(_) => "created",
            CreateAnswer::NotCreated(_) => "not created",
            CreateAnswer::Unknown(_) => "unknown",
        }
    }

    #[test]
    fn only_201_or_a_named_success_is_created() {
        let named = Some("urn:li:share:1");
        for (status, id, expected) in [
            (201, named, "created"),
            (201, None, "created"),
            (201, Some("<script>"), "created"),
            (200, named, "created"),
            (202, named, "created"),
            (200, None, "unknown"),
            (200, Some("1"), "unknown"),
            (204, None, "unknown"),
            (301, named, "unknown"),
            (307, None, "unknown"),
            (308, None, "unknown"),
            (304, None, "unknown"),
            (400, None, "not created"),
            (401, None, "not created"),
            (403, named, "not created"),
            (404, None, "not created"),
            (408, None, "unknown"),
            (409, None, "not created"),
            (413, None, "not created"),
            (422, None, "not created"),
            (426, None, "not created"),
            (429, None, "not created"),
            (500, None, "unknown"),
            (502, None, "unknown"),
            (503, None, "unknown"),
            (504, named, "unknown"),
            (520, None, "unknown"),
            (999, None, "unknown"),
        ] {
            assert_eq!(class(&sort(status, id, b"")), expected, "{status} {id:?}");
        }
    }

    #[test]
    fn a_name_that_is_no_urn_is_not_taken() {
        for id in [
            "<script>",
            "javascript:1",
            "urn:li:person:1",
            "urn:li:share:1\n",
        ] {
            assert_eq!(
                sort(201, Some(id), b""),
                CreateAnswer::Created(None),
                "{id}"
            );
        }
        assert!(matches!(
            sort(201, Some("urn%3Ali%3Ashare%3A1"), b""),
            CreateAnswer::Created(Some(_))
        ));
    }

    proptest! {
        #[test]
        fn knowing_less_never_makes_a_doubt_a_no(status in 100_u16..1000, body in any::<Vec<u8>>()) {
            let (full, bare) = (sort(status, None, &body), sort(status, None, b""));
            prop_assert_eq!(class(&full), class(&bare));
        }
    }
}

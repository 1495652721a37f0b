//! The create request: what leaves, and what every way of answering or not answering means.

use sendoff::domain::{Cause, CreateAnswer, Failure};
use sendoff::linkedin::{Client, Endpoints, plan};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::samples::{TOKEN, client, hasty_client, image_urns, post};
use super::scripted::{Act, Scripted, reply, say};

const URN: &str = "urn:li:share:7000000000000000001";

/// What one create request comes to, and how many requests the server saw whole.
async fn create(act: Act) -> (CreateAnswer, usize) {
    create_as(client, act).await
}

async fn create_as(client: impl Fn(&str) -> Client, act: Act) -> (CreateAnswer, usize) {
    let server = Scripted::start([act]).await;
    let answer = client(server.origin())
        .create_post(&post("Hello", &[]), &[])
        .await;
    (answer, server.asked().len())
}

fn created() -> CreateAnswer {
    CreateAnswer::Created(Some(URN.parse().unwrap()))
}

fn no(cause: Cause) -> CreateAnswer {
    CreateAnswer::NotCreated(Failure::new(cause))
}

#[track_caller]
fn assert_unknown(answer: &CreateAnswer, case: &str) {
    assert!(
        matches!(answer, CreateAnswer::Unknown(_)),
        "{case}: {answer:?}"
    );
}

#[tokio::test]
async fn the_request_carries_what_linkedin_wants_and_nothing_else() {
    let server = Scripted::start([Act::Say(reply(201, &[("x-restli-id", URN)], ""))]).await;
    let answer = client(server.origin())
        .create_post(&post("Hello (world)", &[]), &[])
        .await;
    assert_eq!(answer, created());
    let asked = server.only_request();
    assert_eq!(asked.line, "POST /rest/posts");
    let mut names: Vec<&str> = asked
        .headers
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "accept",
            "authorization",
            "content-length",
            "content-type",
            "host",
            "linkedin-version",
            "user-agent",
            "x-restli-protocol-version"
        ]
    );
    assert_eq!(
        asked.header("authorization"),
        Some(format!("Bearer {TOKEN}").as_str())
    );
    assert_eq!(asked.header("content-type"), Some("application/json"));
    assert_eq!(asked.header("linkedin-version"), Some("202609"));
    assert_eq!(asked.header("x-restli-protocol-version"), Some("2.0.0"));
    assert!(asked.header("user-agent").unwrap().starts_with("Sendoff/"));
    let body: Value = serde_json::from_slice(&asked.body).unwrap();
    assert_eq!(body["commentary"], "Hello \\(world\\)");
    assert_eq!(body.get("content"), None, "an absent content is left out");
}

#[tokio::test]
async fn pictures_go_out_as_one_or_as_a_set_described_or_not() {
    for (alt_texts, content) in [
        (
            vec!["A cat"],
            json!({"media": {"id": "urn:li:image:I1", "altText": "A cat"}}),
        ),
        (vec![""], json!({"media": {"id": "urn:li:image:I1"}})),
        (
            vec!["A cat", ""],
            json!({"multiImage": {"images": [
                {"id": "urn:li:image:I1", "altText": "A cat"}, {"id": "urn:li:image:I2"}
            ]}}),
        ),
    ] {
        let server = Scripted::start([say(201, "")]).await;
        client(server.origin())
            .create_post(&post("Hello", &alt_texts), &image_urns(alt_texts.len()))
            .await;
        let body: Value = serde_json::from_slice(&server.only_request().body).unwrap();
        assert_eq!(body["content"], content);
    }
}

#[tokio::test]
async fn sending_again_sends_the_same_bytes() {
    let server = Scripted::start([Act::Reset, say(201, "")]).await;
    let client = client(server.origin());
    let post = post("Twice? #no", &["a", "b"]);
    let first = client.create_post(&post, &image_urns(2)).await;
    assert_unknown(&first, "reset after the request");
    client.create_post(&post, &image_urns(2)).await;
    let asked = server.asked();
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[0].text(), asked[1].text());
}

#[tokio::test]
async fn nothing_listening_is_certainly_not_created() {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", socket.local_addr().unwrap());
    drop(socket);
    let answer = client(&origin).create_post(&post("Hello", &[]), &[]).await;
    assert_eq!(answer, no(Cause::NoConnection));
}

#[tokio::test]
async fn a_handshake_that_fails_is_certainly_not_created() {
    for (case, act) in [
        ("closed when made", Act::Close),
        ("reset in the handshake", Act::ResetAfter(5)),
        (
            "no TLS at all",
            Act::Blurt(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()),
        ),
    ] {
        let server = Scripted::start([act]).await;
        let origin = server.origin().replace("http:", "https:");
        let answer = client(&origin).create_post(&post("Hello", &[]), &[]).await;
        assert_eq!(answer, no(Cause::NoConnection), "{case}");
        assert!(server.asked().is_empty());
    }
}

#[tokio::test]
async fn a_connection_that_breaks_leaves_a_doubt_and_is_not_tried_again() {
    for (case, act) in [
        ("closed when made", Act::Close),
        ("reset in the head", Act::ResetAfter(20)),
        ("reset after the request", Act::Reset),
        ("closed without a word", Act::Say(Vec::new())),
        ("half a status line", Act::Say(b"HTTP/1.1 2".to_vec())),
        (
            "another protocol",
            Act::Say(b"SSH-2.0-OpenSSH_9.9\r\n".to_vec()),
        ),
        (
            "HTTP/2",
            Act::Say(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec()),
        ),
        (
            "2 MB of headers",
            Act::Say(
                [
                    b"HTTP/1.1 201 Created\r\n".to_vec(),
                    b"x: y\r\n".repeat(350_000),
                ]
                .concat(),
            ),
        ),
    ] {
        let (answer, num_requests) = create(act).await;
        assert_unknown(&answer, case);
        assert!(num_requests <= 1, "{case} was asked {num_requests} times");
    }
}

#[tokio::test]
async fn a_server_that_falls_silent_leaves_a_doubt_and_is_not_asked_again() {
    for (case, act) in [
        ("silence", Act::SayAndHold(Vec::new())),
        (
            "a head that stops",
            Act::SayAndHold(b"HTTP/1.1 201 Created\r\n".to_vec()),
        ),
        (
            "only 1xx",
            Act::SayAndHold(b"HTTP/1.1 100 Continue\r\n\r\n".repeat(50)),
        ),
    ] {
        let (answer, num_requests) = create_as(hasty_client, act).await;
        assert_unknown(&answer, case);
        assert!(num_requests <= 1, "{case} was asked {num_requests} times");
    }
}

#[tokio::test]
async fn the_header_counts_whatever_happens_to_the_body() {
    let head = format!("HTTP/1.1 201 Created\r\nx-restli-id: {URN}\r\n");
    for (case, rest, hold) in [
        ("cut", "content-length: 100\r\n\r\n{", false),
        ("never ending", "content-length: 100\r\n\r\n{", true),
        (
            "garbled chunks",
            "transfer-encoding: chunked\r\n\r\nZZ\r\n",
            false,
        ),
        ("garbage", "content-length: 3\r\n\r\n\u{1}\u{2}\u{3}", false),
        (
            "two answers",
            "content-length: 0\r\n\r\nHTTP/1.1 500 No\r\n\r\n",
            false,
        ),
    ] {
        let bytes = format!("{head}{rest}").into_bytes();
        let act = if hold {
            Act::SayAndHold(bytes)
        } else {
            Act::Say(bytes)
        };
        assert_eq!(create(act).await.0, created(), "{case}");
    }
}

#[tokio::test]
async fn a_201_without_a_sound_name_is_created_all_the_same() {
    let long = format!("urn:li:share:{}", "9".repeat(10_000));
    for name in ["", "<script>", "urn:li:person:1", &long] {
        let act = Act::Say(reply(201, &[("x-restli-id", name)], ""));
        assert_eq!(
            create(act).await.0,
            CreateAnswer::Created(None),
            "{name:.40}"
        );
    }
    assert_eq!(create(say(201, "")).await.0, CreateAnswer::Created(None));
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_leaves_a_doubt() {
    let foreign = Scripted::start([]).await;
    for status in [301, 302, 303, 307, 308] {
        let to = format!("{}/rest/posts", foreign.origin());
        let (answer, num_requests) =
            create(Act::Say(reply(status, &[("location", &to)], ""))).await;
        assert_unknown(&answer, &status.to_string());
        assert_eq!(num_requests, 1);
    }
    assert!(foreign.asked().is_empty(), "the post went elsewhere");
}

#[tokio::test]
async fn trouble_of_the_server_and_pages_that_only_look_fine_leave_a_doubt() {
    let duplicate = json!({"code": "DUPLICATE_POST", "message": URN}).to_string();
    for (status, body) in [
        (200, "<html>Please sign in to the network</html>"),
        (204, ""),
        (408, "{}"),
        (500, ""),
        (500, duplicate.as_str()),
        (502, "<html>Bad gateway</html>"),
        (503, "{}"),
        (504, ""),
        (520, ""),
    ] {
        let (answer, num_requests) = create(say(status, body)).await;
        assert_unknown(&answer, &format!("{status} {body}"));
        assert_eq!(num_requests, 1);
    }
}

#[tokio::test]
async fn a_refusal_is_certainly_not_created_even_if_its_reason_breaks_off() {
    let cut = |status: u16| format!("HTTP/1.1 {status} No\r\ncontent-length: 99\r\n\r\n{{\"mess");
    for (status, cause) in [
        (400, Cause::ContentRefused),
        (401, Cause::TokenInvalid),
        (403, Cause::Forbidden),
        (409, Cause::Conflict),
        (422, Cause::ContentRefused),
        (426, Cause::VersionRetired),
        (429, Cause::RateLimited { daily: false }),
    ] {
        let (answer, _) = create(Act::Say(cut(status).into_bytes())).await;
        assert_eq!(answer, no(cause), "{status}");
    }
}

#[tokio::test]
async fn a_refusal_of_many_megabytes_is_read_as_far_as_needed() {
    let (answer, _) = create(say(403, &"x".repeat(8 << 20))).await;
    assert_eq!(answer, no(Cause::Forbidden));
}

#[tokio::test]
async fn a_rate_limit_says_how_long_if_linkedin_does() {
    for (value, expected) in [("7", Some(7)), ("0", Some(1)), ("soon", None)] {
        let (answer, _) = create(Act::Say(reply(429, &[("retry-after", value)], "{}"))).await;
        let CreateAnswer::NotCreated(failure) = answer else {
            panic!("{answer:?}")
        };
        assert_eq!(failure.retry_after_secs, expected, "{value}");
    }
}

#[tokio::test]
async fn what_is_shown_never_repeats_the_token() {
    let echo = json!({"message": "Bad request", "request": format!("Bearer {TOKEN}")}).to_string();
    for act in [say(400, &echo), Act::Reset, say(500, "")] {
        let shown = format!("{:?}", create(act).await);
        assert!(!shown.contains(TOKEN), "{shown}");
    }
}

#[tokio::test]
async fn the_plan_is_what_is_sent() {
    let server = Scripted::start([say(201, "")]).await;
    let post = post("Planned", &["A cat", ""]);
    client(server.origin())
        .create_post(&post, &image_urns(2))
        .await;
    let sent = server.only_request();
    let endpoints = Endpoints::loopback(server.origin()).unwrap();
    let requests = plan(&post, &endpoints, sendoff::domain::ApiVersion::DEFAULT).unwrap();
    assert_eq!(requests.len(), 5, "two for each picture, one for the post");
    let last = requests.last().unwrap();
    assert_eq!(last.url, format!("{}/rest/posts", server.origin()));
    let planned = last
        .body
        .to_string()
        .replace("{{image 1}}", "urn:li:image:I1")
        .replace("{{image 2}}", "urn:li:image:I2");
    assert_eq!(planned, sent.text());
    for (name, value) in &last.headers {
        if name != "authorization" {
            assert_eq!(sent.header(name), Some(value.as_str()), "{name}");
        }
    }
}

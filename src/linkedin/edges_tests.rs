//! Answers and addresses at their edges: each bound by itself, each sign by itself.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::Frame;
use jiff::Timestamp;
use reqwest::header::{HeaderMap, HeaderValue};
use serde_json::json;

use super::answer::{Answer, header};
use super::error::{failure_of, is_about_certificate};
use super::{ApiError, Endpoints};
use crate::domain::Cause;

/// A body of this many bytes, which then ends or breaks off.
struct Body {
    bytes: Option<Bytes>,
    breaks_off: bool,
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        let next = self.bytes.take().map(|bytes| Ok(Frame::data(bytes)));
        let broken = std::mem::take(&mut self.breaks_off)
            .then(|| Err(std::io::ErrorKind::ConnectionReset.into()));
        if next.is_some() {
            self.breaks_off = broken.is_some();
        }
        Poll::Ready(next.or(broken))
    }
}

fn read(status: u16, len: usize, breaks_off: bool) -> Result<Answer, ApiError> {
    let bytes = Some(Bytes::from(vec![b'x'; len]));
    let mut response = hyper::Response::new(reqwest::Body::wrap(Body { bytes, breaks_off }));
    *response.status_mut() = status.try_into().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(Answer::read(response.into()))
}

/// How many bytes were taken, or what became of it.
fn taken(status: u16, len: usize, breaks_off: bool) -> Result<usize, Cause> {
    read(status, len, breaks_off)
        .map(|answer| answer.body.len())
        .map_err(|err| err.failure().cause.clone())
}

#[test]
fn a_body_is_taken_up_to_its_bound() {
    let (much, little) = (1 << 20, 64 << 10);
    assert_eq!(taken(200, much, false), Ok(much));
    assert_eq!(taken(200, much + 1, false), Err(Cause::AnswerUnreadable));
    assert_eq!(taken(302, little + 1, false), Err(Cause::AnswerUnreadable));
    for status in [400, 503] {
        assert_eq!(taken(status, little, false), Ok(little));
        assert_eq!(taken(status, little + 1, false), Ok(little));
    }
}

#[test]
fn an_error_whose_words_break_off_is_still_that_error() {
    assert_eq!(taken(400, 10, true), Ok(10));
    assert_eq!(taken(399, 10, true), Err(Cause::ConnectionLost));
    assert_eq!(taken(200, 10, true), Err(Cause::ConnectionLost));
}

#[test]
fn two_hundred_to_two_hundred_and_ninety_nine_is_a_success() {
    for (status, is_success) in [(199, false), (200, true), (299, true), (300, false)] {
        assert_eq!(bare(status).is_success(), is_success, "{status}");
    }
}

fn bare(status: u16) -> Answer {
    Answer {
        status,
        headers: HeaderMap::new(),
        body: Vec::new(),
    }
}

#[test]
fn a_header_is_text_of_a_sane_length() {
    let mut answer = bare(200);
    let mut check = |value: Result<HeaderValue, _>, expected: Option<&str>| {
        answer.headers.insert("x-restli-id", value.unwrap());
        assert_eq!(answer.header("x-restli-id"), expected);
        assert_eq!(header(&answer.headers, "x-restli-id"), expected);
        assert_eq!(answer.header("retry-after"), None);
    };
    check(
        HeaderValue::from_str("urn:li:share:1"),
        Some("urn:li:share:1"),
    );
    let longest = "x".repeat(512);
    check(HeaderValue::from_str(&longest), Some(&longest));
    check(HeaderValue::from_str(&"x".repeat(513)), None);
    check(HeaderValue::from_bytes(b"\xff"), None);
}

#[test]
fn an_error_keeps_the_wish_to_wait_and_every_description() {
    let mut answer = bare(400);
    answer
        .headers
        .insert("retry-after", HeaderValue::from_static("7"));
    answer.body = json!({
        "message": "Two things are wrong",
        "errorDetails": {"inputErrors": [
            {"description": "the title is too long"},
            {"description": "Two things"},
        ]},
    })
    .to_string()
    .into_bytes();
    let failure = failure_of(&answer, Timestamp::UNIX_EPOCH);
    assert_eq!(failure.retry_after_secs, Some(7));
    assert_eq!(
        failure.detail.as_deref(),
        Some("Two things are wrong; the title is too long")
    );
}

#[test]
fn a_number_alone_tells_a_revoked_token_from_an_expired_one() {
    for (number, cause) in [
        (65_601, Cause::TokenRevoked),
        (65_602, Cause::TokenExpired),
        (65_603, Cause::TokenInvalid),
    ] {
        let mut answer = bare(401);
        answer.body = json!({"serviceErrorCode": number}).to_string().into_bytes();
        assert_eq!(failure_of(&answer, Timestamp::UNIX_EPOCH).cause, cause);
    }
}

#[test]
fn each_sign_of_a_refused_certificate_is_enough() {
    for words in [
        "invalid peer certificate: Expired",
        "invalid peer: UnknownIssuer",
        "TLS handshake eof",
    ] {
        assert!(is_about_certificate(words), "{words}");
    }
    assert!(!is_about_certificate("tcp connect error"));
}

#[test]
fn a_local_server_is_known_and_has_a_page_of_its_own_for_what_was_posted() {
    let local = Endpoints::loopback("http://127.0.0.1:9").unwrap();
    assert!(local.is_loopback() && !Endpoints::linkedin().is_loopback());
    assert_eq!(local.recent_activity(), "http://127.0.0.1:9/feed/");
    assert_eq!(
        Endpoints::linkedin().recent_activity(),
        "https://www.linkedin.com/in/me/recent-activity/all/"
    );
}

#[test]
fn an_address_that_is_as_good_as_a_key_is_not_printed() {
    let allowed = Endpoints::linkedin().upload("https://www.linkedin.com/dms-uploads/SECRET");
    assert_eq!(format!("{allowed:?}"), "Some(AllowedUrl(…))");
}

//! What must hold for anything a server or a browser sends: the bodies of the fuzz targets and property tests.
//!
//! Each takes any bytes at all, and panics where a promise is broken. What is expected is worked out here a second
//! time, from the bytes, and never by asking the code under test. Never in the program itself.

use std::fmt::Debug;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use jiff::Timestamp;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use secrecy::ExposeSecret as _;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::answer::{Answer, header, retry_after as read_retry_after};
use super::auth::granted;
use super::callback::{PAGES, after_visit};
use super::error::failure_of;
use super::posts::{created, not_created};
use super::{Endpoints, SignInError};
use crate::domain::{CreateAnswer, Failure, PostUrn};

/// What the browser must bring.
const STATE: &str = "the-state-that-only-we-know";
/// Where the callback listens.
const HOST: &str = "127.0.0.1:18720";
/// What is sent in confidence and must not come back in words.
const SECRET: &str = "CANARY/SECRET+0123456789";

/// Any bytes on a connection of the callback: only a whole request with the exact state ends the sign-in, and no
/// page repeats anything of it. To be run on a runtime with time.
///
/// Gives whether it ended the sign-in.
pub async fn callback(bytes: &[u8]) -> bool {
    let mut visitor = Visitor {
        says: bytes,
        waits: 8,
        hears: Vec::new(),
    };
    let outcome = after_visit(&mut visitor, &STATE.into(), HOST).await;
    let page = String::from_utf8(visitor.hears).expect("a page is text");
    if let Some((head, body)) = page.split_once("\r\n\r\n") {
        assert!(head.starts_with("HTTP/1."), "{head}");
        assert!(body.is_empty() || PAGES.contains(&body), "{body}");
    } else {
        assert_eq!(page, "");
    }
    let Some(outcome) = outcome else {
        return false;
    };
    assert!(has_exact_state(bytes), "consumed by {bytes:?}");
    match outcome {
        Ok(code) => {
            let code = code.0.expose_secret();
            assert!(!code.is_empty() && code.len() <= 4_096);
        }
        Err(err) => assert_harmless(&err.to_string()),
    }
    true
}

/// A connection that says something, waits a little for an answer, and hangs up.
struct Visitor<'a> {
    says: &'a [u8],
    waits: u8,
    hears: Vec<u8>,
}

impl AsyncRead for Visitor<'_> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.says.is_empty() && self.waits > 0 {
            self.waits -= 1;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let (now, later) = self.says.split_at(self.says.len().min(buffer.remaining()));
        buffer.put_slice(now);
        self.says = later;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Visitor<'_> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        page: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.hears.extend(page);
        Poll::Ready(Ok(page.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

/// Whether the bytes begin with a `GET` of the callback, from the right host, with exactly one state, the right one.
fn has_exact_state(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.trim_start_matches(['\r', '\n']).split('\n');
    let line = lines.next().unwrap_or_default();
    let Some(target) = line.strip_prefix("GET /callback?") else {
        return false;
    };
    let target = target.split([' ', '#']).next().unwrap_or_default();
    let states: Vec<Vec<u8>> = target
        .split('&')
        .filter_map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (form_decoded(name) == b"state").then(|| form_decoded(value))
        })
        .collect();
    let mut hosts = lines
        .take_while(|line| !line.trim_end_matches('\r').is_empty())
        .filter_map(|line| line.split_once(':'))
        .filter(|(name, _)| name.eq_ignore_ascii_case("host"));
    states == [STATE.as_bytes()] && hosts.any(|(_, host)| host.trim() == HOST)
}

/// `%41+b` → `A b`.
fn form_decoded(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digit = |offset: usize| {
            let digit = char::from(*bytes.get(at + offset)?).to_digit(16)?;
            u8::try_from(digit).ok()
        };
        match (byte, digit(1), digit(2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(high << 4 | low);
                at += 2;
            }
            (b'+', ..) => decoded.push(b' '),
            _ => decoded.push(byte),
        }
        at += 1;
    }
    decoded
}

/// Any answer to the token request, as [`answer`] reads it: tokens only where there is a token, and no error repeats
/// what was sent in confidence.
///
/// Gives whether there were tokens.
pub fn token_response(bytes: &[u8]) -> bool {
    let answer = answer(bytes);
    let status = answer.status;
    let form = [("grant_type", "refresh_token"), ("client_secret", SECRET)];
    match granted(answer, &form, &["openid".to_owned()]) {
        Ok(grant) => {
            assert!((200..300).contains(&status), "tokens with {status}");
            assert!(!grant.access.expose_secret().is_empty());
            assert!(!grant.scopes.is_empty());
            let blank = |scope: &String| scope.is_empty() || scope.contains([' ', ',']);
            assert!(!grant.scopes.iter().any(blank));
            true
        }
        Err(err) => {
            assert_tells_no_secret(&err);
            assert_harmless(&err.to_string());
            if let SignInError::Wire(failure) = &err {
                assert_bounded(failure);
            }
            assert_tells_no_secret(&err.failure());
            false
        }
    }
}

/// Any answer to the create request, as [`answer`] reads it: exactly one of created, not created and unknown, by
/// status and header alone, and no words that do harm.
///
/// Gives the class it is in.
pub fn error_response(bytes: &[u8]) -> &'static str {
    let (bare, full) = (answer(bytes), answer(bytes));
    let bare = Answer {
        body: Vec::new(),
        ..bare
    };
    let status = full.status;
    let names_post = header(&full.headers, "x-restli-id").is_some_and(|id| {
        let decoded = form_decoded(&id.replace('+', "%2B"));
        String::from_utf8(decoded).is_ok_and(|id| id.parse::<PostUrn>().is_ok())
    });
    let expected = match status {
        201 => "created",
        200..300 if names_post => "created",
        408 => "unknown",
        400..500 => "not created",
        _ => "unknown",
    };
    for answer in [bare, full] {
        let answer = answer.without(&[SECRET]);
        let failure = failure_of(&answer, Timestamp::UNIX_EPOCH);
        assert_bounded(&failure);
        assert_tells_no_secret(&failure);
        let class = created(status, header(&answer.headers, "x-restli-id"))
            .unwrap_or_else(|| not_created(&answer, Timestamp::UNIX_EPOCH));
        assert_eq!(class_of(&class), expected, "{status}");
        if let CreateAnswer::NotCreated(failure) | CreateAnswer::Unknown(failure) = &class {
            assert_bounded(failure);
        }
    }
    expected
}

fn class_of(answer: &CreateAnswer) -> &'static str {
    match answer {
        CreateAnswer::Created(_) => "created",
        CreateAnswer::NotCreated(_) => "not created",
        CreateAnswer::Unknown(_) => "unknown",
    }
}

/// Any value of a `Retry-After` header: a second to a day, or nothing; plain seconds are taken at their word.
pub fn retry_after(value: &str, now: Timestamp) {
    let asked = read_retry_after(value, now);
    assert!(
        asked.is_none_or(|secs| (1..=86_400).contains(&secs)),
        "{value:?}: {asked:?}"
    );
    if (1..=4).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit()) {
        let secs: u32 = value.parse().expect("four digits fit");
        assert_eq!(asked, Some(secs.max(1)), "{value:?}");
    }
}

/// Any upload address: what is allowed leads to LinkedIn, encrypted, and the token to two hosts at most. Any
/// replacement of LinkedIn is on this computer.
pub fn allowed_url(text: &str) {
    let linkedin = Endpoints::linkedin();
    if let Some(allowed) = linkedin.upload(text) {
        let host = bare_host(allowed.url().as_str(), "https://");
        let is_below = |domain: &str| host == domain || host.ends_with(&format!(".{domain}"));
        assert!(
            is_below("linkedin.com") || is_below("licdn.com"),
            "{text:?}"
        );
        let is_known = matches!(host, "www.linkedin.com" | "api.linkedin.com");
        assert_eq!(allowed.takes_bearer(), is_known, "{text:?}");
        assert_eq!(format!("{allowed:?}"), "AllowedUrl(…)");
    }
    for (allowed, expected) in [
        (linkedin.api(text), "api.linkedin.com"),
        (linkedin.oauth(text), "www.linkedin.com"),
    ] {
        assert_eq!(bare_host(allowed.url().as_str(), "https://"), expected);
    }
    if let Ok(local) = Endpoints::loopback(text) {
        assert!(local.is_loopback());
        let url = local.api("rest/posts").url().clone();
        let (_, rest) = url.as_str().split_once("://").expect("it has a scheme");
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let name =
            host.rsplit_once(':').map_or(
                host,
                |(name, port)| {
                    if port.ends_with(']') { host } else { name }
                },
            );
        let is_here = name == "localhost" || name == "[::1]" || name.starts_with("127.");
        assert!(is_here && !host.contains('@'), "{text:?} is {host}");
    }
}

/// The host of an address that has nothing before or behind it.
fn bare_host<'a>(url: &'a str, scheme: &str) -> &'a str {
    let rest = url.strip_prefix(scheme).expect("the scheme is right");
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    assert!(host.chars().all(is_plain), "{url}");
    host
}

/// Reads `429`, then header lines up to an empty line, then the body. Without a status it is 400.
fn answer(bytes: &[u8]) -> Answer {
    let mut rest = bytes;
    let mut line = || {
        let end = rest.iter().position(|&byte| byte == b'\n')?;
        let line = &rest[..end];
        rest = &rest[end + 1..];
        Some(line)
    };
    let status = line()
        .and_then(|line| str::from_utf8(line).ok())
        .and_then(|line| line.trim().parse().ok())
        .filter(|status| (100..1_000).contains(status))
        .unwrap_or(400);
    let mut headers = HeaderMap::new();
    while let Some(line) = line().filter(|line| !line.is_empty()) {
        let colon = line.iter().position(|&byte| byte == b':');
        let (name, value) = line.split_at(colon.unwrap_or(line.len()));
        let value = value.strip_prefix(b":").unwrap_or(value).trim_ascii();
        if let (Ok(name), Ok(value)) =
            (HeaderName::from_bytes(name), HeaderValue::from_bytes(value))
        {
            headers.insert(name, value);
        }
    }
    Answer {
        status,
        headers,
        body: rest.to_vec(),
    }
}

/// Words from outside are one line that a screen and a log can bear.
fn assert_harmless(words: &str) {
    assert!(words.chars().count() <= 500, "{} is too long", words.len());
    let does_harm =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!words.contains(does_harm), "{words:?}");
}

fn assert_bounded(failure: &Failure) {
    assert_harmless(&failure.message());
    let asked = failure.retry_after_secs;
    assert!(asked.is_none_or(|secs| (1..=86_400).contains(&secs)));
}

fn assert_tells_no_secret(value: &impl Debug) {
    let told = format!("{value:?}");
    assert!(!told.contains(&SECRET[..14]), "{told}");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn knocks(bytes: &[u8]) -> bool {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap();
        runtime.block_on(callback(bytes))
    }

    fn request(query: &str, host: &str) -> String {
        format!("GET /callback?{query} HTTP/1.1\r\nHost: {host}\r\n\r\n")
    }

    #[test]
    fn only_the_exact_state_of_a_whole_request_ends_the_sign_in() {
        let state = format!("state={STATE}");
        for (bytes, ends) in [
            (request(&format!("{state}&code=a"), HOST), true),
            (request(&format!("code=a&{state}"), HOST), true),
            (request(&format!("{state}&error=access_denied"), HOST), true),
            (
                request(&format!("code=a&st%61te=%74{}", &STATE[1..]), HOST),
                true,
            ),
            (request(&format!("{state}x&code=a"), HOST), false),
            (request(&format!("{state}&{state}&code=a"), HOST), false),
            (request(&state, HOST), false),
            (request("code=a&state=", HOST), false),
            (request(&format!("code=a#{state}"), HOST), false),
            (request(&format!("{state}&code=a"), "evil.example"), false),
            (
                request(&format!("{state}&code=a"), HOST).replace("GET", "POST"),
                false,
            ),
            (
                request(&format!("{state}&code=a"), HOST).replace("\r\n\r\n", "\r\n"),
                false,
            ),
        ] {
            assert_eq!(knocks(bytes.as_bytes()), ends, "{bytes}");
        }
    }

    #[test]
    fn the_bodies_see_every_kind_of_answer() {
        assert!(token_response(
            b"200\n\n{\"access_token\":\"a\",\"scope\":\"openid,email\"}"
        ));
        assert!(!token_response(b"200\n\n{\"access_token\":\"\"}"));
        assert!(!token_response(b"400\n\n{\"error\":\"invalid_request\"}"));
        for (bytes, class) in [
            (&b"201\n\n"[..], "created"),
            (b"200\nx-restli-id: urn:li:share:1\n\n", "created"),
            (b"200\n\n<html>", "unknown"),
            (b"422\n\n{\"code\":\"DUPLICATE_POST\"}", "not created"),
            (b"503\nretry-after: 7\n\n", "unknown"),
            (b"408\n\n", "unknown"),
        ] {
            assert_eq!(error_response(bytes), class);
        }
    }

    /// A text in which the secret stands, letter by letter as it is or as JSON may write it.
    fn repeated_secret() -> impl Strategy<Value = String> {
        proptest::collection::vec(any::<bool>(), SECRET.len()).prop_map(|escaped| {
            SECRET
                .chars()
                .zip(escaped)
                .map(|(c, escaped)| match escaped {
                    true if c == '/' => r"\/".to_owned(),
                    true => format!("\\u{:04x}", u32::from(c)),
                    false => c.to_string(),
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_at_the_callback_end_nothing_without_the_state(
            start in "(GET|POST|HEAD|\\PC{0,5})",
            path in "( |/callback\\?|/callback|/c[a-z]{3}|http://127.0.0.1:18720/callback\\?)",
            state in prop::sample::select(vec![
                "state=the-state-that-only-we-know", "state=the-state-that-only-we-kno", "st%61te=the-state%2Dthat-only-we-know",
                "state=", "STATE=the-state-that-only-we-know", "",
            ]),
            more in "(&(code|state|error|error_description|st%61te)=?[a-z%&=+#\\PC]{0,8}){0,3}",
            host in prop::sample::select(vec![HOST, "127.0.0.1:18721", "localhost:18720", "evil.example", ""]),
            tail in proptest::collection::vec(any::<u8>(), 0..40),
        ) {
            let mut bytes = format!("{start} {path}{state}{more} HTTP/1.1\r\nhost: {host}\r\n").into_bytes();
            bytes.extend(&tail);
            bytes.extend(b"\r\n\r\n");
            knocks(&bytes);
            knocks(&tail);
        }

        #[test]
        fn any_answer_to_the_token_request_gives_tokens_or_harmless_words(
            status in 100_u16..1000,
            body in proptest::collection::vec(any::<u8>(), 0..200),
            field in "(access_token|token_type|expires_in|scope|error|error_description)",
            value in "(\"\\PC{0,20}\"|[0-9]{1,25}|null|\\[\\])",
            secret in repeated_secret(),
        ) {
            token_response(&[format!("{status}\n\n").into_bytes(), body].concat());
            for status in [200, status] {
                token_response(format!("{status}\n\n{{\"access_token\":\"a\",\"{field}\":{value}}}").as_bytes());
            }
            let body = format!("{{\"error\":\"invalid_grant\",\"{field}\":\"no {secret}\",\"message\":\"{secret}\"}}");
            token_response(format!("{status}\n\n{body}").as_bytes());
        }

        #[test]
        fn any_answer_to_the_create_request_is_in_one_class_and_its_words_do_no_harm(
            status in 100_u16..1000,
            id in "(urn:li:share:[0-9]{1,4}|urn%3Ali%3Ashare%3A1|urn:li:(share|person):\\PC{0,5}|\\PC{0,9})",
            wait in "([0-9]{1,6}|\\PC{0,9})",
            field in "(message|code|serviceErrorCode)",
            value in "(\"\\PC{0,20}\"|\"DUPLICATE_POST\"|[0-9]{1,25}|null|\\[\\])",
            secret in repeated_secret(),
            body in proptest::collection::vec(any::<u8>(), 0..200),
        ) {
            let head = format!("{status}\nx-restli-id: {id}\nretry-after: {wait}\n\n");
            error_response(format!("{head}{{\"{field}\":{value},\"errorDetails\":{{\"inputErrors\":[{{\"{field}\":{value}}}]}}}}").as_bytes());
            error_response(format!("{head}{{\"message\":\"not {secret}\"}}").as_bytes());
            error_response(&[head.into_bytes(), body].concat());
        }

        #[test]
        fn any_retry_after_is_a_second_to_a_day_or_nothing(
            value in "([0-9]{1,25}|-?[0-9.]{1,5}|\\PC{0,30}|(Mon|Tue), [0-9]{1,2} (Feb|Nov) [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} (GMT|[+-][0-9]{4}))",
            now in -1_000_000_000_i64..100_000_000_000,
        ) {
            retry_after(&value, Timestamp::from_second(now).unwrap());
        }

        #[test]
        fn any_upload_address_that_is_allowed_is_linkedins_own(
            text in "(https?|ftp|HTTPS)?:?[/\\\\]{0,3}(\\PC{0,3}@)?(www\\.|api\\.|[a-z%.]{0,6})(linkedin\\.com|licdn\\.com|127\\.0\\.0\\.1|localhost|\\[::1\\])(\\PC{0,4})(:[0-9]{0,5})?([/?#\\\\]\\PC{0,9})?",
            any_text in "\\PC{0,40}",
        ) {
            allowed_url(&text);
            allowed_url(&any_text);
        }
    }
}

//! An answer of the service, read with bounds: how much of a body is taken, which headers matter.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::ApiError;
use super::error::{network_failure, unreadable};

/// Status, headers and as much of the body as anyone needs.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// Reads an answer. What is longer than the bound is cut off; the rest is never taken in.
    pub(super) async fn read(mut response: reqwest::Response) -> Result<Self, ApiError> {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let limit = if response.status().is_success() {
            MAX_BODY
        } else {
            MAX_ERROR_BODY
        };
        let mut body = Vec::new();
        while body.len() <= limit {
            match response.chunk().await {
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => break,
                // An error is an error also when its explanation breaks off.
                Err(_) if status >= 400 => break,
                Err(err) => return Err(network_failure(err).into()),
            }
        }
        if body.len() > limit && status < 400 {
            return Err(unreadable().into());
        }
        body.truncate(limit);
        Ok(Self {
            status,
            headers,
            body,
        })
    }

    /// Takes out of the body what was sent in confidence: a server that repeats it must not get it printed or stored.
    #[must_use]
    pub(super) fn without(mut self, secrets: &[&str]) -> Self {
        let is_telling = |secret: &&&str| secret.len() >= SHORTEST_SECRET;
        let mut json = serde_json::from_slice::<Value>(self.bare_body()).ok();
        for secret in secrets.iter().filter(is_telling) {
            let encoded: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
            for secret in [secret.as_bytes(), encoded.as_bytes()] {
                hide(&mut self.body, secret);
                if let Some(json) = &mut json {
                    hide_in_json(json, secret);
                }
            }
        }
        // In JSON a letter can be written in several ways, so what the texts say counts, not their letters.
        if let Some(json) = json {
            self.body = json.to_string().into_bytes();
        }
        self
    }

    /// Writes down what was answered, with the number that LinkedIn's support asks for; `what` must be no secret.
    pub(super) fn log(&self, what: &str) {
        log(what, self.status, &self.headers);
    }

    /// Whether the status is a success.
    pub(super) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as JSON of this shape.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        serde_json::from_slice(self.bare_body()).map_err(|err| {
            tracing::debug!(line = err.line(), "an answer could not be read");
            unreadable().into()
        })
    }

    /// The body without the byte order mark that some servers put first.
    fn bare_body(&self) -> &[u8] {
        let body = self.body.strip_prefix(b"\xef\xbb\xbf");
        body.unwrap_or(&self.body)
    }

    /// A header that is plain text of a sane length.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }
}

/// Writes down an answer of which only the head matters. See [`Answer::log`].
pub(super) fn log(what: &str, status: u16, headers: &HeaderMap) {
    let request = header(headers, "x-li-uuid");
    tracing::debug!(what, status, request, "answered");
}

/// Replaces a secret, whole or its beginning, by `…`.
fn hide(body: &mut Vec<u8>, secret: &[u8]) {
    let beginning = &secret[..secret.len().min(TELLING_BEGINNING)];
    while let Some(at) = body
        .windows(beginning.len())
        .position(|part| part == beginning)
    {
        let same = body[at..].iter().zip(secret).take_while(|(a, b)| a == b);
        let end = at + same.count();
        body.splice(at..end, "…".bytes());
    }
}

/// The same in every text of a JSON value.
fn hide_in_json(value: &mut Value, secret: &[u8]) {
    match value {
        Value::String(text) => {
            let mut bytes = std::mem::take(text).into_bytes();
            hide(&mut bytes, secret);
            *text = String::from_utf8_lossy(&bytes).into_owned();
        }
        Value::Array(values) => values
            .iter_mut()
            .for_each(|value| hide_in_json(value, secret)),
        Value::Object(fields) => fields
            .values_mut()
            .for_each(|value| hide_in_json(value, secret)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A header that is plain text of a sane length.
pub(super) fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get(name)?
        .to_str()
        .ok()
        .filter(|value| value.len() <= LONGEST_HEADER)
}

/// How long the service asks to wait: seconds or an HTTP date, between a second and a day.
pub(super) fn retry_after(value: &str, now: Timestamp) -> Option<u32> {
    let value = value.trim();
    let secs = if let Ok(secs) = value.parse::<u64>() {
        secs
    } else {
        u64::try_from(http_date(value)?.duration_since(now).as_secs()).unwrap_or(0)
    };
    Some(u32::try_from(secs).unwrap_or(u32::MAX).clamp(1, DAY_SECS))
}

/// A time as HTTP headers write it.
pub(super) fn http_date(value: &str) -> Option<Timestamp> {
    jiff::fmt::rfc2822::DateTimeParser::new()
        .parse_timestamp(value)
        .ok()
}

/// Longer than any answer that makes sense.
const MAX_BODY: usize = 1024 * 1024;
const MAX_ERROR_BODY: usize = 64 * 1024;
const LONGEST_HEADER: usize = 512;
/// A shorter one would be found in ordinary words.
const SHORTEST_SECRET: usize = 4;
/// As much of a secret is known again by, in bytes.
const TELLING_BEGINNING: usize = 12;
const DAY_SECS: u32 = 86_400;

/// Waiting for a connection; far below every other bound, so that a timeout after it means "sent".
pub(super) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_was_sent_in_confidence_is_not_repeated() {
        let answer = Answer {
            status: 400,
            headers: HeaderMap::new(),
            body: b"a TOKEN/1 b TOKEN%2F1 TOKEN/1TOKEN/1 c".to_vec(),
        };
        let answer = answer.without(&["TOKEN/1", "", "a"]);
        assert_eq!(String::from_utf8(answer.body).unwrap(), "a … b … …… c");
        let mut body = b"got SECRET-OF-MANY-WO and SECRET-OF".to_vec();
        hide(&mut body, b"SECRET-OF-MANY-WORDS");
        assert_eq!(String::from_utf8(body).unwrap(), "got … and SECRET-OF");
    }

    proptest! {
        #[test]
        fn any_wish_to_wait_is_between_a_second_and_a_day_or_none(
            wish in prop_oneof![
                any::<String>(),
                "[0-9]{1,25}",
                "[A-Z][a-z]{2}, [0-9]{1,3} [A-Z][a-z]{2} [0-9]{1,6} [0-9]{1,3}:[0-9]{2}:[0-9]{2} (GMT|UTC|[+-][0-9]{4})",
            ],
            now in jiff::Timestamp::MIN.as_second()..=jiff::Timestamp::MAX.as_second(),
        ) {
            let now = Timestamp::from_second(now).unwrap();
            if let Some(secs) = retry_after(&wish, now) {
                prop_assert!((1..=86_400).contains(&secs), "{wish:?}: {secs}");
            }
        }
    }

    #[test]
    fn a_secret_is_known_again_however_json_writes_it() {
        for body in [
            r#"{"message": "a \u0054OKEN\/1 b", "errors": ["TOKEN\/1"]}"#,
            r#"{"message": "a TOKEN/1 b", "errors": ["TOKEN%2F1"]}"#,
        ] {
            let answer = Answer {
                status: 400,
                headers: HeaderMap::new(),
                body: body.as_bytes().to_vec(),
            };
            let answer = answer.without(&["TOKEN/1"]);
            let expected = r#"{"message":"a … b","errors":["…"]}"#;
            assert_eq!(String::from_utf8(answer.body).unwrap(), expected);
        }
    }

    #[test]
    fn retry_after_is_seconds_or_a_date_and_never_absurd() {
        let now: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
        assert_eq!(retry_after("7", now), Some(7));
        assert_eq!(retry_after("0", now), Some(1));
        assert_eq!(retry_after("99999999999", now), Some(86_400));
        assert_eq!(retry_after("Tue, 24 Nov 2026 12:01:00 GMT", now), Some(60));
        assert_eq!(retry_after("Tue, 24 Nov 2020 12:01:00 GMT", now), Some(1));
        for garbage in ["", "soon", "-1", "7s", "\u{0}"] {
            assert_eq!(retry_after(garbage, now), None, "{garbage:?}");
        }
    }
}

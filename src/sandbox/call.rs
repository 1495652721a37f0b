//! One request as it arrived, and the few ways to read it. Never decides what to answer, except where reading fails.

use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use bytes::Bytes;
use serde_json::Value;

use super::errors;
use super::reply::Reply;
use super::urn;

/// A request whose body has been read to the end.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) method: Method,
    /// Still percent-encoded.
    pub(super) path: String,
    /// Still percent-encoded; empty if there is none.
    pub(super) query: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// What the body is, where a picture or a document is expected.
    pub(super) media_type: Option<&'static str>,
}

impl Call {
    pub(super) fn new(parts: Parts, body: Bytes) -> Self {
        Self {
            method: parts.method,
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            headers: parts.headers,
            body,
            media_type: None,
        }
    }

    /// Path and query.
    pub(super) fn target(&self) -> String {
        if self.query.is_empty() {
            return self.path.clone();
        }
        format!("{}?{}", self.path, self.query)
    }

    /// A header's value; empty if it is absent or not text.
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The media type without its parameters, in lower case.
    pub(super) fn content_type(&self) -> String {
        let (media_type, _) = split_once_or_all(self.header("content-type"), ';');
        media_type.trim().to_ascii_lowercase()
    }

    /// The token after `Bearer`; `None` if there is none at all.
    pub(super) fn bearer(&self) -> Option<&str> {
        let (kind, token) = self.header("authorization").split_once(' ')?;
        (kind.eq_ignore_ascii_case("bearer") && !token.trim().is_empty()).then(|| token.trim())
    }

    /// Where the client believes it is talking to.
    pub(super) fn origin(&self) -> String {
        format!("http://{}", self.header("host"))
    }

    /// A query parameter as sent.
    pub(super) fn raw_query(&self, name: &str) -> Option<&str> {
        self.query
            .split('&')
            .map(|pair| split_once_or_all(pair, '='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }

    /// A query parameter as a form would mean it.
    pub(super) fn query(&self, name: &str) -> Option<String> {
        form_pairs(self.query.as_bytes())
            .into_iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    }

    /// A number in the query, or `default` where there is none.
    pub(super) fn number(&self, name: &str, default: usize) -> Result<usize, Reply> {
        self.raw_query(name).map_or(Ok(default), |raw| {
            raw.parse()
                .or(Err(errors::illegal_argument("Invalid query parameters")))
        })
    }

    /// The fields of a form; none if the body is no form.
    pub(super) fn form(&self) -> Vec<(String, String)> {
        if self.content_type() != "application/x-www-form-urlencoded" {
            return Vec::new();
        }
        form_pairs(&self.body)
    }

    /// One field of a form, if it is there and not empty.
    pub(super) fn field(&self, name: &str) -> Option<String> {
        self.form()
            .into_iter()
            .find(|(key, value)| key == name && !value.is_empty())
            .map(|(_, value)| value)
    }

    /// The body as a JSON object.
    pub(super) fn json(&self) -> Result<Value, Reply> {
        if self.content_type() != "application/json" {
            let message = "Content-Type must be application/json";
            return Err(errors::plain(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
        }
        serde_json::from_slice(&self.body)
            .ok()
            .filter(Value::is_object)
            .ok_or_else(|| {
                errors::illegal_argument("Request body could not be converted to data map")
            })
    }

    /// A cookie's value.
    pub(super) fn cookie(&self, name: &str) -> Option<&str> {
        self.header("cookie")
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }
}

/// The pairs of `a=1&b=2`, decoded; pairs that are not UTF-8 are left out.
pub(super) fn form_pairs(text: &[u8]) -> Vec<(String, String)> {
    String::from_utf8_lossy(text)
        .split('&')
        .filter(|pair| !pair.is_empty())
        .filter_map(|pair| {
            let (name, value) = split_once_or_all(pair, '=');
            Some((form_word(name)?, form_word(value)?))
        })
        .collect()
}

fn form_word(raw: &str) -> Option<String> {
    urn::decode(&raw.replace('+', " "))
}

fn split_once_or_all(text: &str, separator: char) -> (&str, &str) {
    text.split_once(separator).unwrap_or((text, ""))
}

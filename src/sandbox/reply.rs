//! What the sandbox is about to answer, before it becomes an HTTP response. Never a LinkedIn rule.

use axum::http::StatusCode;
use bytes::Bytes;
use serde_json::Value;

/// A status, some headers, a body.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) headers: Vec<(&'static str, String)>,
    /// Headers whose names are not known in advance.
    pub(super) extra: Vec<(String, String)>,
    pub(super) body: Bytes,
    /// The post that this request brought into the world, for the ledger.
    pub(super) created: Option<String>,
}

impl Reply {
    pub(super) fn empty(status: StatusCode) -> Self {
        Self {
            status,
            headers: Vec::new(),
            extra: Vec::new(),
            body: Bytes::new(),
            created: None,
        }
    }

    pub(super) fn json(status: StatusCode, value: &Value) -> Self {
        Self::text(status, "application/json", value.to_string())
    }

    pub(super) fn ok(value: &Value) -> Self {
        Self::json(StatusCode::OK, value)
    }

    /// A page: no scripts, nothing loaded from elsewhere.
    pub(super) fn html(status: StatusCode, page: String) -> Self {
        Self::text(status, "text/html; charset=utf-8", page)
            .with("content-security-policy", PAGE_POLICY)
            .with("referrer-policy", "no-referrer")
            .with("x-content-type-options", "nosniff")
            .with("x-frame-options", "DENY")
            .with("cache-control", "no-store")
    }

    pub(super) fn redirect(to: impl Into<String>) -> Self {
        Self::empty(StatusCode::FOUND)
            .with("location", to)
            .with("cache-control", "no-store")
    }

    pub(super) fn text(status: StatusCode, content_type: &str, body: impl Into<Bytes>) -> Self {
        Self {
            body: body.into(),
            ..Self::empty(status)
        }
        .with("content-type", content_type)
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// `form-action` is left open on purpose: the consent form's answer redirects to the app's own address.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; \
                           base-uri 'none'; frame-ancestors 'none'";

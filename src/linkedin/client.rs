//! The one way a request leaves: a [`Client`] speaks for one token, and every call goes through [`Client::send`].

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use super::answer::{Answer, CONNECT_TIMEOUT};
use super::endpoints::AllowedUrl;
use super::error::{failure_of, network_failure};
use super::http::Http;
use super::{ApiError, Endpoints, Meter};
use crate::domain::{ApiVersion, Cause, Failure};
use crate::tls;

/// The connections to the service, shared by all clients. A handle.
#[derive(Clone)]
pub struct Wire {
    pub(super) endpoints: Endpoints,
    pub(super) calls: Http,
    pub(super) uploads: Http,
    pub(super) submits: Http,
    pub(super) patience: Patience,
}

/// How long to wait for the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// For an ordinary call, in all.
    pub call: Duration,
    /// For the create request, in all. Longer than the service's own patience: giving up first makes doubt.
    pub submit: Duration,
    /// For an upload, without any progress.
    pub stall: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            call: Duration::from_secs(30),
            submit: Duration::from_mins(2),
            stall: Duration::from_mins(1),
        }
    }
}

impl Wire {
    /// Connections to these endpoints.
    ///
    /// # Errors
    /// If the system's certificates or proxy settings cannot be used.
    pub fn new(endpoints: Endpoints) -> Result<Self, ApiError> {
        Self::with_patience(endpoints, Patience::default())
    }

    /// Connections that wait for as long as `patience` says.
    ///
    /// # Errors
    /// See [`Wire::new`].
    pub fn with_patience(endpoints: Endpoints, patience: Patience) -> Result<Self, ApiError> {
        let strict = || {
            let builder = tls::client_builder()
                .https_only(!endpoints.is_loopback())
                .http1_only()
                .redirect(redirect::Policy::none())
                .retry(reqwest::retry::never())
                // No pool: a connection that the server is closing would lose the request, and nobody could tell.
                .pool_max_idle_per_host(0)
                .connect_timeout(CONNECT_TIMEOUT)
                .referer(false)
                .user_agent(USER_AGENT);
            let builder = if endpoints.is_loopback() {
                builder.no_proxy()
            } else {
                builder
            };
            if endpoints.is_plain() {
                // There is nothing to prove, so the computer's many certificates need not be read.
                builder.tls_certs_only([])
            } else {
                builder
            }
        };
        let build = |builder: reqwest::ClientBuilder| {
            builder.build().map(Http::new).map_err(|err| {
                tracing::error!(err = %err.without_url(), "no connection can be made ready");
                ApiError::from(Failure::new(Cause::NoConnection))
            })
        };
        Ok(Self {
            calls: build(strict().timeout(patience.call))?,
            uploads: build(
                strict()
                    // Only the parts of a film leave one, see `put.rs`.
                    .pool_max_idle_per_host(1)
                    .pool_idle_timeout(NEXT_UPLOAD_WITHIN),
            )?,
            submits: build(strict().timeout(patience.submit))?,
            endpoints,
            patience,
        })
    }

    /// A client that speaks for one token.
    pub fn client(&self, version: ApiVersion, token: SecretString) -> Client {
        Client {
            wire: self.clone(),
            version,
            token: Arc::new(token),
            meter: Meter::default(),
        }
    }
}

/// Speaks for one token.
#[derive(Clone)]
pub struct Client {
    pub(super) wire: Wire,
    version: ApiVersion,
    token: Arc<SecretString>,
    pub(super) meter: Meter,
}

impl Client {
    /// The token it speaks for, to tell later whether that is still the one in use.
    pub fn token(&self) -> &SecretString {
        &self.token
    }

    /// The same client, whose requests are counted.
    #[must_use]
    pub fn metered(self, meter: Meter) -> Self {
        Self { meter, ..self }
    }

    /// Asks for something: `GET path`. The path is percent-encoded already.
    pub(super) async fn look_up(
        &self,
        path: &str,
        extra: Option<(&'static str, &'static str)>,
    ) -> Result<Answer, ApiError> {
        let mut headers = self.headers();
        if let Some((name, value)) = extra {
            headers.insert(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
        }
        let request = self
            .wire
            .calls
            .get(&self.wire.endpoints.api(path))
            .headers(headers);
        self.send(request, path).await
    }

    /// Asks for something to be done that may be repeated: `POST path` with JSON.
    pub(super) async fn act(&self, path: &str, body: &Value) -> Result<Answer, ApiError> {
        let request = self
            .wire
            .calls
            .post(&self.wire.endpoints.api(path))
            .headers(self.headers())
            .json(body);
        self.send(request, path).await
    }

    /// Changes a part of something, which may be repeated: `POST path` with JSON. Rest.li: `PARTIAL_UPDATE`.
    pub(super) async fn alter(&self, path: &str, body: &Value) -> Result<Answer, ApiError> {
        let request = self
            .wire
            .calls
            .post(&self.wire.endpoints.api(path))
            .headers(self.headers())
            .header(RESTLI_METHOD, "PARTIAL_UPDATE")
            .json(body);
        self.send(request, path).await
    }

    /// Deletes something, which may be repeated: `DELETE path`.
    pub(super) async fn delete(&self, path: &str) -> Result<Answer, ApiError> {
        let request = self
            .wire
            .calls
            .delete(&self.wire.endpoints.api(path))
            .headers(self.headers())
            .header(RESTLI_METHOD, "DELETE");
        self.send(request, path).await
    }

    /// The one `send` of every call but the create request and the uploads' bytes.
    async fn send(&self, request: reqwest::RequestBuilder, path: &str) -> Result<Answer, ApiError> {
        self.meter.count();
        let response = request.send().await.map_err(network_failure)?;
        let answer = Answer::read(response).await?;
        answer.log(path.split_once('?').map_or(path, |(path, _)| path));
        if answer.is_success() {
            Ok(answer)
        } else {
            Err(failure_of(&self.in_confidence(answer), Timestamp::now()).into())
        }
    }

    /// An answer that does not repeat the token.
    pub(super) fn in_confidence(&self, answer: Answer) -> Answer {
        answer.without(&[self.token.expose_secret()])
    }

    /// What every call to the API carries.
    pub(super) fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, self.bearer());
        for (name, value) in common_headers(self.version) {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
        headers
    }

    /// The token for an upload address, where it may have it.
    pub(super) fn bearer_for(&self, url: &AllowedUrl) -> Option<HeaderValue> {
        url.takes_bearer().then(|| self.bearer())
    }

    /// The same headers for the create request, whose body is ready-made JSON.
    pub(super) fn submit_headers(&self) -> HeaderMap {
        let mut headers = self.headers();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers
    }

    fn bearer(&self) -> HeaderValue {
        let mut value = HeaderValue::from_str(&format!("Bearer {}", self.token.expose_secret()))
            // A token with line breaks is no token; LinkedIn will say so.
            .unwrap_or_else(|_not_a_header| HeaderValue::from_static("Bearer invalid"));
        value.set_sensitive(true);
        value
    }
}

/// The headers of every call that are no secret; also shown by `--dry-run`.
pub(super) fn common_headers(version: ApiVersion) -> [(&'static str, String); 2] {
    [
        ("linkedin-version", version.to_string()),
        ("x-restli-protocol-version", "2.0.0".to_owned()),
    ]
}

/// A text made fit for one place in a path or query. LinkedIn, Rest.li 2.0: also `(`, `)`, `,`, `'` and `:`.
pub(super) fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, KEY).to_string()
}

const RESTLI_METHOD: &str = "x-restli-method";
const KEY: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');
/// How long the connection of an upload is kept for the next one, which follows at once or not at all.
const NEXT_UPLOAD_WITHIN: Duration = Duration::from_secs(1);
const USER_AGENT: &str = concat!("Sendoff/", env!("CARGO_PKG_VERSION"));

//! Asking for a page or a picture: each redirect is checked like the first address, and time and size are bounded.
//! Never: what the page says.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE, LOCATION};
use reqwest::{Client, Response, redirect};
use tokio::time::{Instant, timeout_at};
use url::Url;

use super::card::card_of;
use super::charset::decoded;
use super::reach::{Names, OutOfReach, PublicWeb, Reach, checked};
use super::{Card, CardError};
use crate::tls;

/// Looks at the pages behind links. It has connections of its own and knows no token: whatever a page asks for, it
/// gets a plain question and nothing else.
pub struct Fetcher {
    http: Client,
    reach: Arc<dyn Reach>,
    patience: Duration,
}

impl Fetcher {
    /// A fetcher that reaches the public web and nothing else.
    ///
    /// # Errors
    /// If the system's certificates cannot be used.
    pub fn new() -> Result<Self, CardError> {
        Self::within(Arc::new(PublicWeb), PATIENCE)
    }

    /// A fetcher that reaches this far and waits this long.
    pub(super) fn within(reach: Arc<dyn Reach>, patience: Duration) -> Result<Self, CardError> {
        let http = tls::client_builder()
            .http1_only()
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .pool_max_idle_per_host(0)
            // A proxy would look names up itself, and nobody would check where they lead.
            .no_proxy()
            .referer(false)
            .user_agent(USER_AGENT)
            .dns_resolver(Names(Arc::clone(&reach)))
            .build()
            .map_err(|err| {
                tracing::error!(%err, "no connection to web pages can be made ready");
                CardError::Unreachable
            })?;
        Ok(Self {
            http,
            reach,
            patience,
        })
    }

    /// What the page behind a link says of itself.
    pub async fn card(&self, url: &Url) -> Result<Card, CardError> {
        let deadline = Instant::now() + self.patience;
        let (response, at) = in_time(deadline, self.open(url, "text/html")).await?;
        let (kind, charset) = content_type(&response);
        if kind != "text/html" {
            return Err(CardError::NotAPage);
        }
        // The head comes first, so a page that is cut off still has a card.
        let (body, end) = read(response, MAX_PAGE, deadline).await;
        let card = card_of(&decoded(&body, charset.as_deref())?, &at, |picture| {
            checked(&*self.reach, picture)
        });
        match end {
            End::Late if card.title.is_empty() => Err(CardError::TimedOut),
            End::Broken if card.title.is_empty() => Err(CardError::Unreachable),
            _ => Ok(card),
        }
    }

    /// The bytes of a picture that a card names. Somebody else's bytes: look into them before use.
    pub async fn picture(&self, url: &Url) -> Result<Vec<u8>, CardError> {
        let deadline = Instant::now() + self.patience;
        let (response, _) = in_time(deadline, self.open(url, "image/*")).await?;
        if !content_type(&response).0.starts_with("image/") {
            return Err(CardError::NotAPicture);
        }
        match read(response, MAX_PICTURE, deadline).await {
            (bytes, End::Whole) => Ok(bytes),
            (_, End::Full) => Err(CardError::TooLarge),
            (_, End::Late) => Err(CardError::TimedOut),
            (_, End::Broken) => Err(CardError::Unreachable),
        }
    }

    /// Asks, and follows redirects by hand: the answer that is none, and the address it came from.
    async fn open(&self, url: &Url, accept: &'static str) -> Result<(Response, Url), CardError> {
        let mut at = checked(&*self.reach, url)?;
        for _ in 0..=MAX_REDIRECTS {
            let request = self.http.get(at.clone()).header(ACCEPT, accept);
            let response = request.send().await.map_err(|err| not_reached(&err))?;
            let is_reachable = |peer: std::net::SocketAddr| self.reach.allows(peer.ip());
            if !response.remote_addr().is_some_and(is_reachable) {
                return Err(CardError::NotPublic);
            }
            match response.status().as_u16() {
                200..=299 if is_packed(&response) => return Err(CardError::Compressed),
                200..=299 => return Ok((response, at)),
                status @ (301 | 302 | 303 | 307 | 308) => {
                    let next = target(&response, &at).ok_or(CardError::Status(status))?;
                    at = checked(&*self.reach, &next)?;
                }
                status => return Err(CardError::Status(status)),
            }
        }
        Err(CardError::TooManyRedirects)
    }
}

/// Where an answer leads on to.
fn target(response: &Response, at: &Url) -> Option<Url> {
    let to = response.headers().get(LOCATION)?.to_str().ok()?;
    at.join(to).ok()
}

fn is_packed(response: &Response) -> bool {
    let mut codings = response.headers().get_all(CONTENT_ENCODING).iter();
    codings.any(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity"))
}

/// The kind of content in lower case, and the character set if one is named.
fn content_type(response: &Response) -> (String, Option<String>) {
    let value = response.headers().get(CONTENT_TYPE);
    let value = value.and_then(|value| value.to_str().ok()).unwrap_or("");
    let (kind, parameters) = value.split_once(';').unwrap_or((value, ""));
    let charset = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_charset = name.trim().eq_ignore_ascii_case("charset");
        is_charset.then(|| value.trim().trim_matches('"').to_owned())
    });
    (kind.trim().to_ascii_lowercase(), charset)
}

/// How the reading of a body ended.
enum End {
    Whole,
    /// There is more than is wanted.
    Full,
    /// Time is up.
    Late,
    Broken,
}

async fn read(mut response: Response, limit: usize, deadline: Instant) -> (Vec<u8>, End) {
    let mut body = Vec::new();
    let end = loop {
        match timeout_at(deadline, response.chunk()).await {
            Err(_late) => break End::Late,
            Ok(Err(_broken)) => break End::Broken,
            Ok(Ok(None)) => break End::Whole,
            Ok(Ok(Some(chunk))) => body.extend_from_slice(&chunk),
        }
        if body.len() > limit {
            body.truncate(limit);
            break End::Full;
        }
    };
    (body, end)
}

async fn in_time<T>(
    deadline: Instant,
    work: impl Future<Output = Result<T, CardError>>,
) -> Result<T, CardError> {
    timeout_at(deadline, work)
        .await
        .unwrap_or(Err(CardError::TimedOut))
}

fn not_reached(err: &reqwest::Error) -> CardError {
    let mut causes = std::iter::successors(std::error::Error::source(err), |cause| cause.source());
    if causes.any(|cause| cause.downcast_ref::<OutOfReach>().is_some()) {
        CardError::NotPublic
    } else {
        CardError::Unreachable
    }
}

/// For one link, from the first look-up to the last byte.
const PATIENCE: Duration = Duration::from_secs(5);
const MAX_REDIRECTS: usize = 3;
/// What a page says of itself stands at its beginning.
const MAX_PAGE: usize = 512 * 1024;
/// A picture for a card; LinkedIn shows it about a thousand pixels wide.
const MAX_PICTURE: usize = 8 * 1024 * 1024;
const USER_AGENT: &str = concat!("Sendoff/", env!("CARGO_PKG_VERSION"), " (link preview)");

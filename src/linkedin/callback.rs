//! The page on this computer that the browser comes back to with the code.
//!
//! Anything on this computer, and any page in the browser, can knock here. So only the exact state counts: whatever
//! else comes is turned away and the sign-in goes on. The pages are constant; nothing of a request is repeated.

use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::{AbortHandle, JoinSet};

use super::SignInError;
use crate::domain::harmless;

/// The code that the browser brought: good for one exchange.
pub struct Code(pub(super) SecretString);

/// A bound socket on this computer, and nowhere else.
pub struct Listener {
    socket: TcpListener,
    address: SocketAddr,
    limits: Limits,
}

/// How long one visitor is listened to.
#[derive(Clone, Copy)]
struct Limits {
    /// Until the head of the request is complete.
    head: Duration,
    /// In all.
    connection: Duration,
}

impl Listener {
    /// Listens on the first of these ports that is free; 0 is any.
    ///
    /// # Errors
    /// [`SignInError::PortsTaken`] if none is.
    pub async fn bind(ports: &[u16]) -> Result<Self, SignInError> {
        for port in ports {
            if let Ok(socket) = TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).await
                && let Ok(address) = socket.local_addr()
            {
                return Ok(Self {
                    socket,
                    address,
                    limits: LIMITS,
                });
            }
        }
        Err(SignInError::PortsTaken {
            ports: ports.to_vec(),
        })
    }

    /// With another limit to each visit. For tests, which have no time for the real one.
    #[must_use]
    pub fn with_visits_of(self, longest: Duration) -> Self {
        let limits = Limits {
            head: longest,
            connection: longest,
        };
        Self { limits, ..self }
    }

    /// What must be registered with the app.
    pub fn redirect_url(&self) -> String {
        format!("http://{}/callback", self.address)
    }

    /// Waits for the browser. The socket is closed when this returns.
    pub async fn wait(self, state: &SecretString, timeout: Duration) -> Result<Code, SignInError> {
        let redirect_url = self.redirect_url();
        let (found, mut outcome) = mpsc::channel(1);
        let desk = Arc::new(Desk {
            state: state.clone(),
            host: self.address.to_string(),
            limits: self.limits,
            found,
        });
        let mut guests = JoinSet::new();
        let mut seats: VecDeque<AbortHandle> = VecDeque::new();
        let accept = async {
            loop {
                let Ok((stream, _)) = self.socket.accept().await else {
                    // Out of file handles, say: that passes, but not at once.
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                    continue;
                };
                while guests.try_join_next().is_some() {}
                seats.retain(|guest| !guest.is_finished());
                // Too many at once: who has been there longest goes, so that silent visitors cannot
                // keep the browser out.
                if seats.len() >= MAX_CONNECTIONS
                    && let Some(oldest) = seats.pop_front()
                {
                    oldest.abort();
                }
                seats.push_back(guests.spawn(Arc::clone(&desk).serve(stream)));
            }
        };
        let answer = tokio::select! {
            () = accept => None,
            answer = outcome.recv() => answer,
            () = tokio::time::sleep(timeout) => None,
        };
        let Some(answer) = answer else {
            return Err(SignInError::TimedOut { redirect_url });
        };
        // Whoever comes now comes too late, and is told so.
        outcome.close();
        // Let the browser have its page.
        tokio::time::timeout(LAST_PAGE, async {
            while guests.join_next().await.is_some() {}
        })
        .await
        .ok();
        answer
    }
}

/// Who answers the door.
struct Desk {
    state: SecretString,
    host: String,
    limits: Limits,
    found: mpsc::Sender<Result<Code, SignInError>>,
}

impl Desk {
    async fn serve(self: Arc<Self>, stream: impl AsyncRead + AsyncWrite + Unpin) {
        let limits = self.limits;
        let service = service_fn(move |request| {
            let desk = Arc::clone(&self);
            async move { Ok::<_, std::convert::Infallible>(desk.answer(&request)) }
        });
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head)
            .max_buf_size(MAX_HEAD)
            .max_headers(64)
            .keep_alive(false)
            .serve_connection(TokioIo::new(stream), service);
        tokio::time::timeout(limits.connection, connection)
            .await
            .ok();
    }

    /// Path, method, host, prefetch, state, then what it brings, in this order.
    fn answer(&self, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        if request.uri().path() != "/callback" || request.uri().authority().is_some() {
            return page(StatusCode::NOT_FOUND);
        }
        if request.method() != Method::GET {
            return page(StatusCode::METHOD_NOT_ALLOWED);
        }
        if request
            .headers()
            .get("host")
            .is_none_or(|host| host.as_bytes() != self.host.as_bytes())
        {
            return page(StatusCode::FORBIDDEN);
        }
        if request.headers().contains_key("sec-purpose") {
            return page(StatusCode::SERVICE_UNAVAILABLE);
        }
        match sort(request.uri().query().unwrap_or_default(), &self.state) {
            Knock::Stranger => page(StatusCode::FORBIDDEN),
            Knock::Malformed => page(StatusCode::BAD_REQUEST),
            Knock::Refused(err) => self.conclude(Err(err)),
            Knock::Code(code) => self.conclude(Ok(code)),
        }
    }

    /// The first one counts.
    fn conclude(&self, outcome: Result<Code, SignInError>) -> Response<Full<Bytes>> {
        let status = StatusCode::OK;
        let body = if outcome.is_ok() {
            WELCOME_PAGE
        } else {
            CANCELLED_PAGE
        };
        match self.found.try_send(outcome) {
            Ok(()) => response(status, body),
            Err(_) => page(StatusCode::GONE),
        }
    }
}

/// What the sign-in is told after this connection.
#[cfg(any(test, feature = "fuzzing"))]
pub(super) async fn after_visit(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    state: &SecretString,
    host: &str,
) -> Option<Result<Code, SignInError>> {
    let (found, mut outcome) = mpsc::channel(1);
    let desk = Desk {
        state: state.clone(),
        host: host.to_owned(),
        limits: LIMITS,
        found,
    };
    Arc::new(desk).serve(stream).await;
    outcome.try_recv().ok()
}

/// The pages there are, for comparing.
#[cfg(any(test, feature = "fuzzing"))]
pub(super) const PAGES: [&str; 3] = [WELCOME_PAGE, CANCELLED_PAGE, TURNED_AWAY_PAGE];

/// What somebody at the door wants.
enum Knock {
    Stranger,
    Malformed,
    Refused(SignInError),
    Code(Code),
}

fn sort(query: &str, state: &SecretString) -> Knock {
    let pairs: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    let values = |name: &str| {
        pairs
            .iter()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .collect::<Vec<_>>()
    };
    let (states, errors, codes) = (values("state"), values("error"), values("code"));
    if states.len() > 1 || errors.len() > 1 || codes.len() > 1 {
        return Knock::Malformed;
    }
    if !states
        .first()
        .is_some_and(|given| is_same(given, state.expose_secret()))
    {
        return Knock::Stranger;
    }
    if let Some(error) = errors.first() {
        let words = values("error_description")
            .first()
            .map_or(String::new(), |words| harmless(&unescaped(words)));
        return Knock::Refused(refusal(error, words));
    }
    match codes.first() {
        Some(code) if !code.is_empty() && code.len() <= LONGEST_CODE => {
            Knock::Code(Code((*code).into()))
        }
        _ => Knock::Malformed,
    }
}

/// LinkedIn: *Authorization Code Flow*, "Application is rejected"; the scope errors were seen by many.
fn refusal(error: &str, words: String) -> SignInError {
    match error {
        "user_cancelled_login" | "user_cancelled_authorize" | "access_denied" => {
            SignInError::Cancelled
        }
        "unauthorized_scope_error" | "invalid_scope_error" => {
            let quoted = words.split('"').nth(1).filter(|scope| !scope.is_empty());
            SignInError::ScopeRefused {
                scope: quoted
                    .unwrap_or("one of the permissions it needs")
                    .to_owned(),
            }
        }
        other => {
            let words = if words.is_empty() {
                harmless(other)
            } else {
                words
            };
            SignInError::Refused { words }
        }
    }
}

/// LinkedIn puts HTML entities into the description.
fn unescaped(words: &str) -> String {
    words
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// Compares in a time that does not tell where two texts differ.
fn is_same(given: &str, expected: &str) -> bool {
    let differing = given
        .bytes()
        .zip(expected.bytes())
        .fold(0, |differing, (a, b)| differing | (a ^ b));
    given.len() == expected.len() && differing == 0
}

fn page(status: StatusCode) -> Response<Full<Bytes>> {
    response(status, TURNED_AWAY_PAGE)
}

fn response(status: StatusCode, body: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from_static(body.as_bytes())));
    *response.status_mut() = status;
    for (name, value) in PAGE_HEADERS {
        response
            .headers_mut()
            .insert(name, hyper::header::HeaderValue::from_static(value));
    }
    response
}

const PAGE_HEADERS: [(&str, &str); 6] = [
    ("content-type", "text/html; charset=utf-8"),
    (
        "content-security-policy",
        "default-src 'none'; style-src 'unsafe-inline'",
    ),
    ("cache-control", "no-store"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("connection", "close"),
];

const WELCOME_PAGE: &str = include_str!("../../assets/callback/welcome.html");
const CANCELLED_PAGE: &str = include_str!("../../assets/callback/cancelled.html");
const TURNED_AWAY_PAGE: &str = include_str!("../../assets/callback/turned_away.html");

/// A browser needs two; the rest is room for those who only knock.
const MAX_CONNECTIONS: usize = 16;
const LIMITS: Limits = Limits {
    head: Duration::from_secs(5),
    connection: Duration::from_secs(10),
};
const LAST_PAGE: Duration = Duration::from_secs(1);
/// Between two tries when connections cannot be accepted.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);
const MAX_HEAD: usize = 16 * 1024;
const LONGEST_CODE: usize = 4_096;

#[cfg(test)]
mod tests {
    use super::*;

    fn knock(query: &str) -> &'static str {
        match sort(query, &"right".into()) {
            Knock::Stranger => "stranger",
            Knock::Malformed => "malformed",
            Knock::Refused(SignInError::Cancelled) => "cancelled",
            Knock::Refused(SignInError::ScopeRefused { .. }) => "scope",
            Knock::Refused(_) => "refused",
            Knock::Code(_) => "code",
        }
    }

    #[test]
    fn the_state_comes_before_everything_else() {
        let long = format!("state={}", "x".repeat(10_000));
        for (query, expected) in [
            ("state=right&code=abc", "code"),
            ("code=abc&state=right&extra=1", "code"),
            ("state=wrong&code=abc", "stranger"),
            ("state=righs&code=abc", "stranger"),
            // Two letters that differ in the same bit.
            ("state=shght&code=abc", "stranger"),
            ("code=abc", "stranger"),
            ("state=&code=abc", "stranger"),
            ("", "stranger"),
            ("error=access_denied", "stranger"),
            ("error=access_denied&state=wrong", "stranger"),
            ("error=user_cancelled_login&state=right", "cancelled"),
            ("error=weird&state=right", "refused"),
            ("state=right", "malformed"),
            ("state=right&code=", "malformed"),
            ("state=right&code=a&code=b", "malformed"),
            ("state=right&state=right&code=a", "malformed"),
            (&long, "stranger"),
        ] {
            assert_eq!(knock(query), expected, "{query:.60}");
        }
    }

    #[test]
    fn a_refused_scope_is_named() {
        let words =
            "Scope+%26quot%3Br_liteprofile%26quot%3B+is+not+authorized+for+your+application";
        let query = format!("error=unauthorized_scope_error&error_description={words}&state=right");
        let Knock::Refused(err) = sort(&query, &"right".into()) else {
            panic!("not a refusal")
        };
        assert_eq!(
            err,
            SignInError::ScopeRefused {
                scope: "r_liteprofile".to_owned()
            }
        );
    }
}

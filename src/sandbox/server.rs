//! The sockets: accept, read a request, deliver what was decided. Made by hand because some answers are none at all.

use std::convert::Infallible;
use std::error::Error as _;
use std::future::pending;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use bytes::Bytes;
use http_body::Frame;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::sleep;

use super::Sandbox;
use super::call::Call;
use super::clock::http_date;
use super::dispatch::{Delivery, End, carry_out};
use super::errors;
use super::fault::FaultKind;
use super::reply::Reply;
use super::route::{Route, resolve};
use super::{document, picture};

/// Serves until the future is dropped, which also ends every connection.
pub(super) async fn serve(sandbox: Sandbox, listener: TcpListener) -> io::Result<()> {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept(), if connections.len() < MAX_CONNECTIONS => {
                let (stream, _) = accepted?;
                connections.spawn(converse(sandbox.clone(), stream));
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

pub(super) async fn converse(sandbox: Sandbox, stream: TcpStream) {
    let service = service_fn(move |request| answer(sandbox.clone(), request));
    let mut conversation = http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service);
    let Err(err) = (&mut conversation).await else {
        return;
    };
    tracing::debug!("sandbox connection ended: {err}");
    let cause = err.source().and_then(<dyn std::error::Error>::downcast_ref);
    if let Some(Hangup) = cause {
        let stream = conversation.into_parts().io.into_inner();
        // Without lingering, closing sends a reset. Where that fails the client sees a plain end, which is as bad.
        stream.set_zero_linger().ok();
    }
}

async fn answer(sandbox: Sandbox, request: Request<Incoming>) -> Result<Response<Body>, Hangup> {
    let (parts, body) = request.into_parts();
    let found = resolve(&parts.method, parts.uri.path());
    let route = found.ok().map(|(route, _)| route);
    if !is_loopback(parts.headers.get("host")) {
        let reply = errors::plain(
            StatusCode::MISDIRECTED_REQUEST,
            "The sandbox is reached by its loopback address",
        );
        return Ok(dress(&sandbox, reply));
    }
    let cap = match route {
        Some(
            Route::UploadImage
            | Route::UploadDocument
            | Route::UploadVideoPart
            | Route::UploadThumbnail,
        ) => UPLOAD_CAP,
        _ => BODY_CAP,
    };
    let body = match Limited::new(body, cap).collect().await {
        Ok(body) => body.to_bytes(),
        Err(err) if err.is::<LengthLimitError>() => {
            let reply = errors::plain(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large");
            return Ok(dress(&sandbox, reply));
        }
        // The client went away before it had said everything.
        Err(_) => return Err(Hangup),
    };
    let mut call = Call::new(parts, body);
    let inspect: Option<Inspect> = match route {
        Some(Route::UploadImage) => Some(picture::inspect),
        Some(Route::UploadDocument) => Some(document::inspect),
        _ => None,
    };
    if let Some(inspect) = inspect {
        // Large files take their time, and nobody else shall wait for them. What breaks the decoder is no picture.
        let bytes = call.body.clone();
        let looked_at = spawn_blocking(move || inspect(&bytes)).await;
        call.media_type = looked_at.unwrap_or_default();
    }
    let (fault, num_cleared) = {
        let faults = &mut sandbox.lock().faults;
        let route = route.filter(|route| *route != Route::Control);
        let fault = route.and_then(|route| faults.strike(route, call.body.len()));
        (fault, faults.num_cleared())
    };
    match (&fault, route) {
        (Some(FaultKind::Delay { ms }), _) => sleep(Duration::from_millis(*ms)).await,
        (Some(FaultKind::Hold { carried_out }), Some(route)) => {
            held(&sandbox, route, *carried_out, num_cleared).await;
        }
        _ => {}
    }
    let delivery = carry_out(&mut sandbox.lock(), &call, fault);
    deliver(&sandbox, delivery).await
}

/// Returns once so many requests on this route have been carried out, or faults are cleared once more.
async fn held(sandbox: &Sandbox, route: Route, carried_out: Option<usize>, num_cleared: usize) {
    let goes_on = || {
        let state = sandbox.lock();
        state.faults.num_cleared() > num_cleared
            || carried_out.is_some_and(|enough| state.ledger.carried_out(route) >= enough)
    };
    while !goes_on() {
        sleep(Duration::from_millis(5)).await;
    }
}

async fn deliver(sandbox: &Sandbox, delivery: Delivery) -> Result<Response<Body>, Hangup> {
    match delivery {
        Delivery::Answer(reply) => Ok(dress(sandbox, reply)),
        Delivery::Part(mut reply, after, end) => {
            let start = part_of_body(&mut reply, after, end);
            let mut response = dress(sandbox, reply);
            *response.body_mut() = Body::new(start);
            Ok(response)
        }
        Delivery::Flood(status, bytes) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
            let mut response = dress(sandbox, Reply::empty(status));
            *response.body_mut() = Body::new(FloodBody { left: bytes });
            Ok(response)
        }
        Delivery::Silence => pending().await,
        Delivery::Hangup => Err(Hangup),
    }
}

/// Makes a response of a reply, with what every answer of LinkedIn's carries.
fn dress(sandbox: &Sandbox, reply: Reply) -> Response<Body> {
    let (now, trace) = {
        let mut state = sandbox.lock();
        (state.now(), state.mint.name("AAY", 24))
    };
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = reply.status;
    let own = [("date", http_date(now)), ("x-li-uuid", trace)];
    let known = own
        .into_iter()
        .chain(reply.headers)
        .map(|(name, value)| (name.to_owned(), value));
    for (name, value) in known.chain(reply.extra) {
        // A header made up by a test that is none is left out.
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().append(name, value);
        }
    }
    response
}

/// The first bytes of a reply's body, with a `Content-Length` that promises more.
fn part_of_body(reply: &mut Reply, after: usize, end: End) -> PartialBody {
    let mut body = std::mem::take(&mut reply.body);
    let promised = body.len().max(after.saturating_add(1));
    reply.headers.push(("content-length", promised.to_string()));
    body.truncate(after);
    PartialBody {
        start: Some(body),
        flushed: false,
        end,
    }
}

/// Against other web pages that make a browser talk to the sandbox under a foreign name.
fn is_loopback(host: Option<&HeaderValue>) -> bool {
    let text = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    let url = url::Url::parse(&format!("http://{text}"));
    url.is_ok_and(|url| matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost")))
}

/// The wish to reset a connection instead of answering.
#[derive(Debug)]
struct Hangup;

impl std::fmt::Display for Hangup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the connection was reset on purpose")
    }
}

impl std::error::Error for Hangup {}

/// A body that breaks off.
struct PartialBody {
    start: Option<Bytes>,
    flushed: bool,
    end: End,
}

impl http_body::Body for PartialBody {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        ctx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        if let Some(start) = self.start.take().filter(|start| !start.is_empty()) {
            return Poll::Ready(Some(Ok(Frame::data(start))));
        }
        if !self.flushed {
            // One pause, in which the connection writes out what it has.
            self.flushed = true;
            ctx.waker().wake_by_ref();
            return Poll::Pending;
        }
        match self.end {
            End::Close => Poll::Ready(Some(Err(BrokenOff))),
            // Nobody wakes this up again; the connection ends with the client, or with the sandbox.
            End::Stall => Poll::Pending,
        }
    }
}

/// The end of a connection within a body.
#[derive(Debug)]
struct BrokenOff;

impl std::fmt::Display for BrokenOff {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the body was broken off on purpose")
    }
}

impl std::error::Error for BrokenOff {}

/// A long body of nothing.
struct FloodBody {
    left: u64,
}

impl http_body::Body for FloodBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        static SPACES: [u8; 64 * 1024] = [b' '; 64 * 1024];
        let Ok(length) = usize::try_from(self.left.min(SPACES.len() as u64)) else {
            return Poll::Ready(None);
        };
        if length == 0 {
            return Poll::Ready(None);
        }
        self.left -= length as u64;
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&SPACES[..length])))))
    }
}

/// Tells the media type of bytes, if they are what they should be.
type Inspect = fn(&[u8]) -> Option<&'static str>;

/// More than any client opens; a flood waits in the kernel's queue.
const MAX_CONNECTIONS: usize = 256;

/// LinkedIn names no limit in bytes for pictures; this only guards the machine's memory.
const UPLOAD_CAP: usize = 256 * 1024 * 1024;

const BODY_CAP: usize = 1024 * 1024;

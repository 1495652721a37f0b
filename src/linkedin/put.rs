//! The bytes of an upload: sent with their exact length to the address that LinkedIn named, and counted on the way.
//! Never: what they are.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};

use bytes::{BufMut as _, Bytes, BytesMut};
use http_body::{Body, Frame, SizeHint};
use jiff::Timestamp;
use reqwest::header::{AUTHORIZATION, HeaderMap};
use tokio::io::AsyncRead;
use tokio_util::io::poll_read_buf;

use super::answer::{Answer, log};
use super::client::Patience;
use super::endpoints::AllowedUrl;
use super::error::{failure_of, network_failure, unreadable};
use super::{ApiError, Client};
use crate::domain::{Cause, Failure};

impl Client {
    /// `PUT` of exactly `byte_count` bytes under these headers; gives the headers of the answer. `report` is told how many have been
    /// handed to the network so far.
    ///
    /// Not more than a chunk of them is in memory at a time. There is no bound on the whole time, only on time without
    /// progress, and on the wait for the answer.
    pub(super) async fn put(
        &self,
        url: &AllowedUrl,
        headers: &[(&'static str, &str)],
        bytes: impl AsyncRead + Send + Sync + 'static,
        byte_count: u64,
        report: impl Fn(u64) + Send + Sync + 'static,
    ) -> Result<HeaderMap, ApiError> {
        let sent = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&sent);
        let report = move |so_far| {
            counted.store(so_far, Ordering::Relaxed);
            report(so_far);
        };
        let body = reqwest::Body::wrap(Counted {
            bytes: Box::pin(bytes),
            chunk: BytesMut::new(),
            sent: 0,
            total: byte_count,
            report: Box::new(report),
        });
        let mut request = self.wire.uploads.put(url).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(bearer) = self.bearer_for(url) {
            request = request.header(AUTHORIZATION, bearer);
        }
        let patience = self.wire.patience;
        let answered = tokio::select! {
            answered = answer_to(request) => answered?,
            () = stalled(&sent, byte_count, patience) => return Err(Failure::new(Cause::ConnectionLost).into()),
        };
        match answered {
            Ok(headers) if sent.load(Ordering::Relaxed) == byte_count => Ok(headers),
            // Nobody has what was not sent.
            Ok(_) => Err(unreadable().into()),
            Err(answer) => {
                let answer = self.in_confidence(answer);
                Err(put_failure(&answer, url.takes_bearer()).into())
            }
        }
    }
}

/// Sends an upload; gives the head of a success, of which nothing else is read, or the refusal.
async fn answer_to(
    request: reqwest::RequestBuilder,
) -> Result<Result<HeaderMap, Answer>, ApiError> {
    let response = request.send().await.map_err(network_failure)?;
    let status = response.status();
    log("an upload", status.as_u16(), response.headers());
    if status.is_success() {
        return Ok(Ok(response.headers().clone()));
    }
    Answer::read(response).await.map(Err)
}

/// An upload address that is not known any more has expired, in whatever words.
fn put_failure(answer: &Answer, had_bearer: bool) -> Failure {
    let failure = failure_of(answer, Timestamp::now());
    let cause = match answer.status {
        // Not the token's fault: that host was not given it.
        401 if !had_bearer => Cause::UploadHostRefused,
        403 | 404 | 410 => Cause::UploadExpired,
        _ => return failure,
    };
    Failure { cause, ..failure }
}

/// Ends when nothing has been sent for a while, or all of it has and no answer comes.
async fn stalled(sent: &AtomicU64, total: u64, patience: Patience) {
    let mut before = None;
    loop {
        let now = sent.load(Ordering::Relaxed);
        if before == Some(now) {
            return;
        }
        before = Some(now);
        // What was handed to the system last is still on its way to LinkedIn.
        let wait = if now >= total {
            patience.submit
        } else {
            patience.stall
        };
        tokio::time::sleep(wait).await;
    }
}

/// A body of known length that tells how much of it has gone.
struct Counted<R> {
    bytes: Pin<Box<R>>,
    chunk: BytesMut,
    sent: u64,
    total: u64,
    report: Box<dyn Fn(u64) + Send + Sync>,
}

impl<R: AsyncRead> Counted<R> {
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<std::io::Result<Option<Bytes>>> {
        let left = self.total - self.sent;
        if left == 0 {
            return Poll::Ready(Ok(None));
        }
        let room = CHUNK.min(usize::try_from(left).unwrap_or(CHUNK));
        // Takes the memory of the chunks that have gone, if they have.
        self.chunk.reserve(room);
        let mut room = (&mut self.chunk).limit(room);
        let read = ready!(poll_read_buf(self.bytes.as_mut(), cx, &mut room))?;
        if read == 0 {
            return Poll::Ready(Err(std::io::ErrorKind::UnexpectedEof.into()));
        }
        self.sent += read as u64;
        (self.report)(self.sent);
        Poll::Ready(Ok(Some(self.chunk.split().freeze())))
    }
}

impl<R: AsyncRead> Body for Counted<R> {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        self.poll_chunk(cx)
            .map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)).transpose())
    }

    fn is_end_stream(&self) -> bool {
        self.sent >= self.total
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.total - self.sent)
    }
}

/// What goes with bytes that are nothing but that.
pub(super) const OCTETS: [(&str, &str); 1] = [("content-type", "application/octet-stream")];
/// As much is read at once, in bytes: each time costs a hop to a thread that may block.
const CHUNK: usize = 256 * 1024;

//! The bytes of an upload: sent with their exact length to the address that LinkedIn named, and counted on the way.
//! Never: what they are.

use std::io::{self, Read};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use jiff::Timestamp;
use reqwest::header::{AUTHORIZATION, CONNECTION, HeaderMap};
use tokio::task::JoinHandle;

use super::answer::{Answer, log};
use super::client::Patience;
use super::endpoints::AllowedUrl;
use super::error::{failure_of, network_failure, unreadable};
use super::{ApiError, Client};
use crate::domain::{Cause, Failure};

/// What becomes of the connection of an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// The next one has its own.
    Close,
    /// The next part of the same goes over it. A film has a hundred: each on a connection of its own would shake hands
    /// for longer than it sends. Where LinkedIn has closed it meanwhile, the part may be put again.
    GoOn,
}

impl Client {
    /// `PUT` of exactly `byte_count` bytes under these headers; gives the headers of the answer. `report` is told how many have been
    /// handed to the network so far.
    ///
    /// No more than some blocks of them are in memory at a time. There is no bound on the whole time, only on time without
    /// progress, and on the wait for the answer.
    pub(super) async fn put(
        &self,
        url: &AllowedUrl,
        headers: &[(&'static str, &str)],
        bytes: impl Read + Send + Sync + 'static,
        byte_count: u64,
        report: impl Fn(u64) + Send + Sync + 'static,
    ) -> Result<HeaderMap, ApiError> {
        self.put_and(Then::Close, url, headers, bytes, byte_count, report)
            .await
    }

    /// The same; `then` says whether the next follows at once.
    pub(super) async fn put_and(
        &self,
        then: Then,
        url: &AllowedUrl,
        headers: &[(&'static str, &str)],
        bytes: impl Read + Send + Sync + 'static,
        byte_count: u64,
        report: impl Fn(u64) + Send + Sync + 'static,
    ) -> Result<HeaderMap, ApiError> {
        let sent = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&sent);
        let report = move |so_far| {
            counted.store(so_far, Ordering::Relaxed);
            report(so_far);
        };
        let body = reqwest::Body::wrap(Counted::new(bytes, byte_count, report));
        let mut request = self.wire.uploads.put(url).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(bearer) = self.bearer_for(url) {
            request = request.header(AUTHORIZATION, bearer);
        }
        if then == Then::Close {
            request = request.header(CONNECTION, "close");
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
    source: Source<R>,
    /// What is being handed to the network, a piece at a time.
    going: Bytes,
    /// What is read meanwhile, so that neither waits for the other.
    ahead: Bytes,
    read: u64,
    sent: u64,
    total: u64,
    report: Box<dyn Fn(u64) + Send + Sync>,
}

/// Where the bytes come from. It may block, so it is read on a thread that may, straight into the memory that is handed to
/// the network.
enum Source<R> {
    Rests(R),
    IsRead(JoinHandle<(R, io::Result<Vec<u8>>)>),
    /// It broke down.
    Gone,
}

impl<R: Read + Send + 'static> Source<R> {
    /// The next block, at most so many bytes of it; fewer only where there are no more.
    fn poll_block(&mut self, cx: &mut Context<'_>, at_most: usize) -> Poll<io::Result<Bytes>> {
        let mut reading = match std::mem::replace(self, Self::Gone) {
            Self::Rests(mut source) => tokio::task::spawn_blocking(move || {
                let mut block = Vec::with_capacity(at_most);
                let mut room = source.by_ref().take(at_most as u64);
                let read = room.read_to_end(&mut block);
                (source, read.map(|_all| block))
            }),
            Self::IsRead(reading) => reading,
            Self::Gone => return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into())),
        };
        match Pin::new(&mut reading).poll(cx) {
            Poll::Pending => {
                *self = Self::IsRead(reading);
                Poll::Pending
            }
            Poll::Ready(Ok((source, block))) => {
                *self = Self::Rests(source);
                Poll::Ready(block.map(Bytes::from))
            }
            Poll::Ready(Err(broken)) => Poll::Ready(Err(io::Error::other(broken))),
        }
    }
}

impl<R: Read + Send + 'static> Counted<R> {
    fn new(bytes: R, total: u64, report: impl Fn(u64) + Send + Sync + 'static) -> Self {
        Self {
            source: Source::Rests(bytes),
            going: Bytes::new(),
            ahead: Bytes::new(),
            read: 0,
            sent: 0,
            total,
            report: Box::new(report),
        }
    }

    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Option<Bytes>>> {
        if self.sent == self.total {
            return Poll::Ready(Ok(None));
        }
        if self.going.is_empty() {
            ready!(self.poll_ahead(cx)?);
            self.going = std::mem::take(&mut self.ahead);
            if self.going.is_empty() {
                return Poll::Ready(Err(io::ErrorKind::UnexpectedEof.into()));
            }
        }
        // Whether it is there already is seen when it is needed.
        let _begun = self.poll_ahead(cx)?;
        let piece = self.going.split_to(PIECE.min(self.going.len()));
        self.sent += piece.len() as u64;
        (self.report)(self.sent);
        Poll::Ready(Ok(Some(piece)))
    }

    /// Reads on, as soon as what was read before is on its way.
    fn poll_ahead(&mut self, cx: &mut Context<'_>) -> io::Result<Poll<()>> {
        let left = usize::try_from(self.total - self.read).unwrap_or(usize::MAX);
        if left == 0 || !self.ahead.is_empty() {
            return Ok(Poll::Ready(()));
        }
        match self.source.poll_block(cx, BLOCK.min(left)) {
            Poll::Pending => Ok(Poll::Pending),
            Poll::Ready(block) => {
                self.ahead = block?;
                self.read += self.ahead.len() as u64;
                Ok(Poll::Ready(()))
            }
        }
    }
}

/// The source is moved to another thread and back, never pinned.
impl<R> Unpin for Counted<R> {}

impl<R: Read + Send + 'static> Body for Counted<R> {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        self.poll_piece(cx)
            .map(|piece| piece.map(|piece| piece.map(Frame::data)).transpose())
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
const BLOCK: usize = 512 * 1024;
/// As much is handed to the network at once, in bytes: how finely progress is told.
const PIECE: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt as _;

    use super::*;

    fn bytes(length: usize) -> Vec<u8> {
        (0..=u8::MAX).cycle().take(length).collect()
    }

    /// A reader that gives a little at a time.
    fn slowly(bytes: Vec<u8>) -> impl Read + Send {
        struct Slowly(io::Cursor<Vec<u8>>);
        impl Read for Slowly {
            fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
                let room = buf.len().min(1_000);
                self.0.read(&mut buf[..room])
            }
        }
        Slowly(io::Cursor::new(bytes))
    }

    #[tokio::test]
    async fn what_goes_is_what_was_read_however_long_it_is() {
        for length in [
            0,
            1,
            PIECE,
            PIECE + 1,
            BLOCK - 1,
            BLOCK,
            BLOCK + 1,
            3 * BLOCK + 7,
        ] {
            let (expected, total) = (bytes(length), length as u64);
            let at_once = Counted::new(std::io::Cursor::new(expected.clone()), total, |_| {});
            assert_eq!(at_once.size_hint().exact(), Some(total));
            let sent = at_once.collect().await.unwrap().to_bytes();
            assert!(sent == expected, "{length} bytes at once");
            let slow = Counted::new(slowly(expected.clone()), total, |_| {});
            let sent = slow.collect().await.unwrap().to_bytes();
            assert!(sent == expected, "{length} bytes slowly");
        }
    }

    #[tokio::test]
    async fn what_is_too_short_is_an_error_and_what_is_too_long_is_cut() {
        let short = Counted::new(slowly(bytes(BLOCK + 1)), BLOCK as u64 + 2, |_| {});
        let err = short.collect().await.unwrap_err();
        assert_eq!(err.kind(), io::ErrorKind::UnexpectedEof);
        let long = Counted::new(slowly(bytes(BLOCK + 2)), BLOCK as u64 + 1, |_| {});
        let sent = long.collect().await.unwrap().to_bytes();
        assert!(sent == bytes(BLOCK + 1));
    }

    #[tokio::test]
    async fn progress_is_told_finely_and_to_the_end() {
        let told = Arc::new(std::sync::Mutex::new(Vec::new()));
        let tell = Arc::clone(&told);
        let total = BLOCK as u64 + 5;
        let whole = std::io::Cursor::new(bytes(BLOCK + 5));
        let body = Counted::new(whole, total, move |sent| tell.lock().unwrap().push(sent));
        body.collect().await.unwrap();
        let told = told.lock().unwrap();
        let steps = told.windows(2).map(|two| two[1] - two[0]);
        assert!(steps.max().unwrap() <= PIECE as u64, "{told:?}");
        assert_eq!(told.last(), Some(&total));
    }
}

//! Pictures: ask for an address, put the bytes there, look whether LinkedIn is done. LinkedIn: *Images API*.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use jiff::Timestamp;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::io::{AsyncRead, ReadBuf};

use super::answer::{Answer, log};
use super::client::{Patience, encoded};
use super::endpoints::AllowedUrl;
use super::error::{failure_of, network_failure, unreadable};
use super::{ApiError, Client};
use crate::domain::{AuthorUrn, Cause, Failure, ImageUrn};

/// Where the bytes of one picture go, and what the picture will be called.
#[derive(Clone, Debug)]
pub struct ImageSlot {
    url: AllowedUrl,
    /// The picture's URN.
    pub image: ImageUrn,
}

/// What LinkedIn says about a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageStatus {
    /// The bytes have not arrived.
    Waiting,
    /// LinkedIn works on it.
    Processing,
    /// It can be used.
    Available,
    /// LinkedIn could not use it.
    Failed,
    /// This token may not look, which is usual for members.
    Unreadable,
}

impl Client {
    /// `POST /rest/images?action=initializeUpload`
    pub async fn initialize_image(&self, owner: &AuthorUrn) -> Result<ImageSlot, ApiError> {
        let reply: Initialized = self
            .act(INITIALIZE, &initialize_body(owner))
            .await?
            .json()?;
        let image = reply
            .value
            .image
            .parse()
            .map_err(|_not_an_image| unreadable())?;
        let url = self.wire.endpoints.upload(&reply.value.upload_url);
        let url = url.ok_or_else(|| Failure::new(Cause::UploadHostRefused))?;
        Ok(ImageSlot { url, image })
    }

    /// `PUT` of all bytes to the address that was given, with their exact length. `report` is told how many have
    /// been handed to the network so far.
    ///
    /// There is no bound on the whole time, only on time without progress, and on the wait for the answer.
    pub async fn put_image(
        &self,
        slot: &ImageSlot,
        bytes: impl AsyncRead + Send + Sync + 'static,
        byte_count: u64,
        report: impl Fn(u64) + Send + Sync + 'static,
    ) -> Result<(), ApiError> {
        let sent = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&sent);
        let report = move |so_far| {
            counted.store(so_far, Ordering::Relaxed);
            report(so_far);
        };
        let body = reqwest::Body::wrap(Counted {
            bytes: Box::pin(bytes),
            sent: 0,
            total: byte_count,
            report: Box::new(report),
        });
        let mut request = self.wire.uploads.put(&slot.url).body(body);
        request = request.header(CONTENT_TYPE, "application/octet-stream");
        if let Some(bearer) = self.bearer_for(&slot.url) {
            request = request.header(AUTHORIZATION, bearer);
        }
        let patience = self.wire.patience;
        let refusal = tokio::select! {
            answered = refusal_of(request) => answered?,
            () = stalled(&sent, byte_count, patience) => return Err(Failure::new(Cause::ConnectionLost).into()),
        };
        match refusal {
            None => Ok(()),
            Some(answer) => {
                let answer = self.in_confidence(answer);
                Err(put_failure(&answer, slot.url.takes_bearer()).into())
            }
        }
    }

    /// `GET /rest/images/{image}`
    pub async fn image_status(&self, image: &ImageUrn) -> Result<ImageStatus, ApiError> {
        let path = format!("rest/images/{}", encoded(image.as_str()));
        match self.look_up(&path, None).await {
            Ok(answer) => Ok(answer.json::<Status>()?.meaning()),
            Err(err)
                if matches!(
                    err.failure().cause,
                    Cause::Forbidden | Cause::PermissionMissing
                ) =>
            {
                Ok(ImageStatus::Unreadable)
            }
            Err(err) => Err(err),
        }
    }
}

/// The path that asks for an upload address.
pub(super) const INITIALIZE: &str = "rest/images?action=initializeUpload";

/// The body that asks for an upload address.
pub(super) fn initialize_body(owner: &AuthorUrn) -> Value {
    json!({"initializeUploadRequest": {"owner": owner.as_str()}})
}

/// Sends an upload; gives the answer unless it is a success, of which nothing but the status is read.
async fn refusal_of(request: reqwest::RequestBuilder) -> Result<Option<Answer>, ApiError> {
    let response = request.send().await.map_err(network_failure)?;
    let status = response.status();
    log("an upload", status.as_u16(), response.headers());
    if status.is_success() {
        return Ok(None);
    }
    Answer::read(response).await.map(Some)
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

#[derive(Deserialize)]
struct Initialized {
    value: Slot,
}

#[derive(Deserialize)]
struct Slot {
    #[serde(rename = "uploadUrl")]
    upload_url: String,
    image: String,
}

#[derive(Deserialize)]
struct Status {
    status: String,
}

impl Status {
    fn meaning(&self) -> ImageStatus {
        match self.status.as_str() {
            "AVAILABLE" => ImageStatus::Available,
            "PROCESSING_FAILED" => ImageStatus::Failed,
            "WAITING_UPLOAD" => ImageStatus::Waiting,
            _ => ImageStatus::Processing,
        }
    }
}

/// A body of known length that tells how much of it has gone.
struct Counted<R> {
    bytes: Pin<Box<R>>,
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
        let mut chunk = vec![0; CHUNK.min(usize::try_from(left).unwrap_or(CHUNK))];
        let mut buffer = ReadBuf::new(&mut chunk);
        ready!(self.bytes.as_mut().poll_read(cx, &mut buffer))?;
        let read = buffer.filled().len();
        if read == 0 {
            return Poll::Ready(Err(std::io::ErrorKind::UnexpectedEof.into()));
        }
        chunk.truncate(read);
        self.sent += read as u64;
        (self.report)(self.sent);
        Poll::Ready(Ok(Some(chunk.into())))
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

const CHUNK: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;
    use url::Url;

    use super::super::{Endpoints, Wire};
    use super::*;
    use crate::domain::ApiVersion;

    /// The head of the request that an upload to this kind of host sends, and how it ends.
    async fn put_where(takes_bearer: bool, status: u16) -> (String, Result<(), Cause>) {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", socket.local_addr().unwrap());
        let endpoints = Endpoints::loopback(&origin).unwrap();
        let address = format!("{origin}/dms-uploads/1");
        let url = if takes_bearer {
            endpoints.upload(&address)
        } else {
            endpoints.on_this_computer(&Url::parse(&address).unwrap())
        };
        let slot = ImageSlot {
            url: url.unwrap(),
            image: "urn:li:image:I1".parse().unwrap(),
        };
        let serving = tokio::spawn(async move {
            let (mut stream, _) = socket.accept().await.unwrap();
            let mut request = Vec::new();
            while !request.ends_with(b"bytes") {
                stream.read_buf(&mut request).await.unwrap();
            }
            let answer = format!("HTTP/1.1 {status} Said\r\ncontent-length: 0\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.unwrap();
            String::from_utf8(request).unwrap().to_lowercase()
        });
        let client = Wire::new(endpoints)
            .unwrap()
            .client(ApiVersion::DEFAULT, "CANARY-ACCESS-TOKEN".into());
        let done = client.put_image(&slot, &b"bytes"[..], 5, |_sent| {}).await;
        let done = done.map_err(|err| err.failure().cause.clone());
        (serving.await.unwrap(), done)
    }

    #[tokio::test]
    async fn an_upload_host_that_is_not_trusted_with_the_token_gets_the_bytes_without_it() {
        let (request, done) = put_where(false, 201).await;
        assert_eq!(done, Ok(()));
        assert!(
            !request.contains("authorization") && !request.contains("canary"),
            "{request}"
        );
        assert!(
            request.starts_with("put /dms-uploads/1 http/1.1\r\n"),
            "{request}"
        );
        let (request, done) = put_where(true, 201).await;
        assert_eq!(done, Ok(()));
        assert!(
            request.contains("authorization: bearer canary-access-token"),
            "{request}"
        );
    }

    #[tokio::test]
    async fn a_host_that_misses_a_token_it_may_not_have_is_refused_and_the_token_is_not_blamed() {
        assert_eq!(put_where(false, 401).await.1, Err(Cause::UploadHostRefused));
        assert_eq!(put_where(true, 401).await.1, Err(Cause::TokenInvalid));
    }
}

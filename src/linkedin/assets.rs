//! Pictures and documents: ask for an address, put the bytes there, look whether LinkedIn is done. LinkedIn: *Images
//! API*, *Documents API*; the two differ in one word.

use std::io::Read;

use serde::Deserialize;
use serde_json::{Value, json};

use super::client::encoded;
use super::endpoints::AllowedUrl;
use super::error::unreadable;
use super::put::OCTETS;
use super::{ApiError, Client};
use crate::domain::{AuthorUrn, Cause, Failure, Media, MediaUrn};

/// What is uploaded in one piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssetKind {
    /// A picture.
    Image,
    /// A document.
    Document,
}

impl AssetKind {
    /// What an attachment is to LinkedIn; `None` for a video, which goes in parts, and what belongs to it.
    pub fn of(media: Media) -> Option<Self> {
        match media {
            Media::Image(_) => Some(Self::Image),
            Media::Document(_) => Some(Self::Document),
            Media::Video(_) | Media::Captions(_) => None,
        }
    }

    /// What URNs and answers call it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Document => "document",
        }
    }
}

/// Where the bytes of one picture or document go, and what it will be called.
#[derive(Clone, Debug)]
pub struct UploadSlot {
    url: AllowedUrl,
    /// Its URN.
    pub asset: MediaUrn,
}

/// What LinkedIn says about a picture or a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssetStatus {
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
    /// `POST /rest/images?action=initializeUpload`, or the same for documents.
    pub async fn initialize_upload(
        &self,
        kind: AssetKind,
        owner: &AuthorUrn,
    ) -> Result<UploadSlot, ApiError> {
        let answer = self.act(initialize(kind), &initialize_body(owner)).await?;
        let reply: Initialized = answer.json()?;
        let named = match kind {
            AssetKind::Image => reply.value.image,
            AssetKind::Document => reply.value.document,
        };
        let asset: MediaUrn = named
            .and_then(|urn| urn.parse().ok())
            .ok_or_else(unreadable)?;
        if asset.entity() != kind.word() {
            return Err(unreadable().into());
        }
        let url = self.wire.endpoints.upload(&reply.value.upload_url);
        let url = url.ok_or_else(|| Failure::new(Cause::UploadHostRefused))?;
        Ok(UploadSlot { url, asset })
    }

    /// `PUT` of all bytes to the address that was given, with their exact length. `report` is told how many have
    /// been handed to the network so far.
    pub async fn put_asset(
        &self,
        slot: &UploadSlot,
        bytes: impl Read + Send + Sync + 'static,
        byte_count: u64,
        report: impl Fn(u64) + Send + Sync + 'static,
    ) -> Result<(), ApiError> {
        self.put(&slot.url, &OCTETS, bytes, byte_count, report)
            .await
            .map(drop)
    }

    /// `GET /rest/images/{image}` or `GET /rest/documents/{document}`
    pub async fn asset_status(&self, asset: &MediaUrn) -> Result<AssetStatus, ApiError> {
        let path = format!("rest/{}s/{}", asset.entity(), encoded(asset.as_str()));
        match self.look_up(&path, None).await {
            Ok(answer) => Ok(answer.json::<Status>()?.meaning()),
            Err(err)
                if matches!(
                    err.failure().cause,
                    Cause::Forbidden | Cause::PermissionMissing
                ) =>
            {
                Ok(AssetStatus::Unreadable)
            }
            Err(err) => Err(err),
        }
    }
}

/// The path that asks for an upload address.
pub(super) fn initialize(kind: AssetKind) -> &'static str {
    match kind {
        AssetKind::Image => "rest/images?action=initializeUpload",
        AssetKind::Document => "rest/documents?action=initializeUpload",
    }
}

/// The body that asks for an upload address.
pub(super) fn initialize_body(owner: &AuthorUrn) -> Value {
    json!({"initializeUploadRequest": {"owner": owner.as_str()}})
}

#[derive(Deserialize)]
struct Initialized {
    value: Slot,
}

#[derive(Deserialize)]
struct Slot {
    #[serde(rename = "uploadUrl")]
    upload_url: String,
    image: Option<String>,
    document: Option<String>,
}

#[derive(Deserialize)]
struct Status {
    status: String,
}

impl Status {
    fn meaning(&self) -> AssetStatus {
        match self.status.as_str() {
            "AVAILABLE" => AssetStatus::Available,
            "PROCESSING_FAILED" => AssetStatus::Failed,
            "WAITING_UPLOAD" => AssetStatus::Waiting,
            _ => AssetStatus::Processing,
        }
    }
}

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
        let slot = UploadSlot {
            url: url.unwrap(),
            asset: "urn:li:image:I1".parse().unwrap(),
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
        let done = client.put_asset(&slot, &b"bytes"[..], 5, |_sent| {}).await;
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

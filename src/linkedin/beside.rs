//! What goes up beside a video: captions and a cover picture, each to an address of its own. LinkedIn: *Videos API*.
//!
//! The page names the requests; what stands in the metadata of captions is taken from a client that sends them.

use std::io::Read;

use serde_json::{Value, json};

use super::endpoints::AllowedUrl;
use super::{ApiError, Client, VideoUpload};
use crate::domain::{BesideKind, Cause, Failure, Language};

/// Where something beside a video goes, and whether it is there.
#[derive(Clone, Debug)]
pub(super) struct BesideUpload {
    pub(super) url: AllowedUrl,
    pub(super) is_there: bool,
}

impl Client {
    /// `PUT` of the captions as a form. `name` is that of the file and may tell the language.
    ///
    /// May be repeated: what LinkedIn has already is there.
    pub async fn put_captions(
        &self,
        upload: &mut VideoUpload,
        name: &str,
        captions: &[u8],
    ) -> Result<(), ApiError> {
        let form = Form::of(name, captions);
        let headers = [("content-type", form.content_type.as_str())];
        let byte_count = form.body.len() as u64;
        let body = std::io::Cursor::new(form.body);
        self.put_beside(upload, BesideKind::Captions, &headers, body, byte_count)
            .await
    }

    /// `PUT` of the cover picture.
    ///
    /// May be repeated: what LinkedIn has already is there.
    pub async fn put_cover(
        &self,
        upload: &mut VideoUpload,
        picture: impl Read + Send + Sync + 'static,
        byte_count: u64,
    ) -> Result<(), ApiError> {
        self.put_beside(
            upload,
            BesideKind::Cover,
            &COVER_HEADERS,
            picture,
            byte_count,
        )
        .await
    }

    async fn put_beside(
        &self,
        upload: &mut VideoUpload,
        kind: BesideKind,
        headers: &[(&'static str, &str)],
        bytes: impl Read + Send + Sync + 'static,
        byte_count: u64,
    ) -> Result<(), ApiError> {
        let Some(beside) = upload.beside_mut(kind) else {
            return Err(Failure::new(Cause::UploadExpired).into());
        };
        let put = self.put(&beside.url, headers, bytes, byte_count, |_sent| {});
        match put.await {
            Err(err) if err.failure().cause != Cause::Conflict => Err(err),
            Ok(_) | Err(_) => {
                beside.is_there = true;
                Ok(())
            }
        }
    }
}

/// A form with captions in it (RFC 7578).
struct Form {
    content_type: String,
    body: Vec<u8>,
}

impl Form {
    fn of(name: &str, captions: &[u8]) -> Self {
        let boundary = boundary(captions);
        let metadata = metadata(name);
        let head = format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"metadata\"\r\n\
             content-type: application/json\r\n\r\n{metadata}\r\n\
             --{boundary}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"captions.srt\"\r\n\
             content-type: text/plain; charset=utf-8\r\n\r\n"
        );
        let end = format!("\r\n--{boundary}--\r\n");
        Self {
            content_type: format!("multipart/form-data; boundary={boundary}"),
            body: [head.as_bytes(), captions, end.as_bytes()].concat(),
        }
    }
}

/// A line that the captions do not contain.
fn boundary(captions: &[u8]) -> String {
    let is_in = |line: &str| {
        captions
            .windows(line.len())
            .any(|part| part == line.as_bytes())
    };
    let mut number = 0_u64;
    loop {
        let boundary = format!("captions-{number:016}");
        if !is_in(&boundary) {
            return boundary;
        }
        number += 1;
    }
}

/// What LinkedIn is told about captions in a file of this name.
pub(super) fn metadata(name: &str) -> Value {
    let told = Language::told_by(name);
    let mut locale = json!({"language": told.language});
    if let Some(country) = told.country {
        locale["country"] = json!(country);
    }
    json!({
        "format": "SRT",
        "formattedForEasyReader": true,
        "largeText": true,
        "source": "USER_PROVIDED",
        "locale": locale,
        "transcriptType": "CLOSED_CAPTION",
    })
}

/// LinkedIn, Videos API, *thumbnail*.
pub(super) const COVER_HEADERS: [(&str, &str); 2] = [
    ("content-type", "application/octet-stream"),
    ("media-type-family", "STILLIMAGE"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_between_the_parts_of_a_form_is_in_none_of_them() {
        let first = "captions-0000000000000000";
        assert_eq!(boundary(b"A kite"), first);
        assert_eq!(boundary(first.as_bytes()), "captions-0000000000000001");
        let form = Form::of("kite.srt", first.as_bytes());
        let body = String::from_utf8(form.body).unwrap();
        assert!(form.content_type.ends_with("=captions-0000000000000001"));
        assert_eq!(body.matches("--captions-0000000000000001").count(), 3);
    }
}

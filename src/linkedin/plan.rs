//! What sending a post would do, request by request, without doing it: for `--dry-run`.
//!
//! The bodies come from the same functions as the real ones, so the two cannot differ.

use serde_json::{Value, json};

use super::Endpoints;
use super::assets::{AssetKind, initialize, initialize_body};
use super::client::common_headers;
use super::posts::{CREATE, create_body};
use crate::domain::{ApiVersion, Failure, Post};

/// A request that would be sent, without secrets. What is not known yet stands in double braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedRequest {
    /// The HTTP method.
    pub method: &'static str,
    /// The address.
    pub url: String,
    /// Names and values; the token is masked.
    pub headers: Vec<(String, String)>,
    /// The body: JSON, or a text that describes the bytes.
    pub body: Value,
}

/// Every request that sending `post` would make, in order.
///
/// # Errors
/// If the text would not arrive as it was typed.
pub fn plan(
    post: &Post,
    endpoints: &Endpoints,
    version: ApiVersion,
) -> Result<Vec<PlannedRequest>, Failure> {
    let mut requests = Vec::new();
    for (idx, attachment) in post.attachments().iter().enumerate() {
        let number = idx + 1;
        requests.push(call(
            endpoints,
            initialize(AssetKind::of(attachment.media)),
            version,
            initialize_body(&post.author().urn),
        ));
        requests.push(PlannedRequest {
            method: "PUT",
            url: format!("{{{{upload address {number}}}}}"),
            headers: vec![
                masked_bearer(),
                (
                    "content-type".to_owned(),
                    "application/octet-stream".to_owned(),
                ),
                (
                    "content-length".to_owned(),
                    attachment.byte_count.to_string(),
                ),
            ],
            body: json!(format!(
                "{{{{{} bytes of {}}}}}",
                attachment.byte_count, attachment.name
            )),
        });
    }
    let numbered = post.attachments().iter().zip(1..);
    let uploaded: Vec<String> = numbered
        .map(|(attachment, number)| {
            let word = AssetKind::of(attachment.media).word();
            format!("{{{{{word} {number}}}}}")
        })
        .collect();
    requests.push(call(
        endpoints,
        CREATE,
        version,
        create_body(post, &uploaded)?,
    ));
    Ok(requests)
}

fn call(endpoints: &Endpoints, path: &str, version: ApiVersion, body: Value) -> PlannedRequest {
    let mut headers = vec![masked_bearer()];
    headers.extend(common_headers(version).map(|(name, value)| (name.to_owned(), value)));
    headers.push(("content-type".to_owned(), "application/json".to_owned()));
    PlannedRequest {
        method: "POST",
        url: endpoints.api(path).url().to_string(),
        headers,
        body,
    }
}

fn masked_bearer() -> (String, String) {
    ("authorization".to_owned(), "Bearer …".to_owned())
}

//! What sending a post would do, request by request, without doing it: for `--dry-run` and for the window.
//!
//! The bodies come from the same functions as the real ones, so the two cannot differ.

use serde_json::{Value, json};

use super::assets::{AssetKind, initialize, initialize_body};
use super::client::common_headers;
use super::comments::{comment_body, comment_path};
use super::posts::{CREATE, create_body};
use super::put::OCTETS;
use super::{Endpoints, beside, videos};
use crate::domain::{ApiVersion, Attachment, Failure, Post};

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
    /// The name of the file whose bytes are the body, where it is no JSON.
    pub file: Option<String>,
}

impl PlannedRequest {
    /// The body to be read by people: JSON with a value on each line, or the text that describes the bytes.
    pub fn body_in_words(&self) -> String {
        match &self.body {
            Value::String(words) => words.clone(),
            json => format!("{json:#}"),
        }
    }
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
    let mut uploaded = Vec::new();
    for (attachment, number) in post.attachments().iter().zip(1..) {
        let Some(kind) = AssetKind::of(attachment.media) else {
            requests.extend(video_calls(post, attachment, endpoints, version));
            uploaded.push(THE_VIDEO.to_owned());
            continue;
        };
        requests.push(call(
            endpoints,
            initialize(kind),
            version,
            initialize_body(&post.author().urn),
        ));
        let address = format!("{{{{upload address {number}}}}}");
        let bytes = attachment.byte_count;
        let body = format!("{{{{{bytes} bytes of {}}}}}", attachment.name);
        requests.push(put(address, &bytes.to_string(), &body, &attachment.name));
        uploaded.push(format!("{{{{{} {number}}}}}", kind.word()));
    }
    requests.push(call(
        endpoints,
        CREATE,
        version,
        create_body(post, &uploaded)?,
    ));
    if let Some(text) = post.first_comment() {
        let body = comment_body(post.author().urn.as_str(), POST_NAME, text);
        let mut request = call(endpoints, "", version, body);
        request.url.push_str(&comment_path(POST_NAME));
        requests.push(request);
    }
    Ok(requests)
}

/// What a video takes. LinkedIn says into how many parts it cuts it, so the one request stands for all of them.
fn video_calls(
    post: &Post,
    video: &Attachment,
    endpoints: &Endpoints,
    version: ApiVersion,
) -> Vec<PlannedRequest> {
    let wish = videos::initialize_body(&post.author().urn, video.byte_count, &video.beside);
    let part_ids = ["{{ETag of each part, in order}}".to_owned()];
    let end = videos::finalize_body(THE_VIDEO, "{{upload token}}", &part_ids);
    let (bytes, name) = (video.byte_count, &video.name);
    let part = format!("{{{{each part that LinkedIn asks for of the {bytes} bytes of {name}}}}}");
    let mut calls = vec![
        call(endpoints, videos::INITIALIZE, version, wish),
        put(
            "{{upload address of each part}}".to_owned(),
            "{{its length}}",
            &part,
            &format!("{{{{a part of {name}}}}}"),
        ),
    ];
    calls.extend(video.beside.captions.iter().map(|file| captions_call(file)));
    calls.extend(video.beside.cover.iter().map(|file| cover_call(file)));
    calls.push(call(endpoints, videos::FINALIZE, version, end));
    calls
}

/// The captions go as a form.
fn captions_call(captions: &Attachment) -> PlannedRequest {
    let (bytes, name) = (captions.byte_count, &captions.name);
    let file = format!("{{{{{bytes} bytes of {name}}}}}");
    let body = json!({"metadata": beside::metadata(name), "file": file});
    let address = "{{upload address of the captions}}".to_owned();
    let form = [("content-type", "multipart/form-data; boundary={{boundary}}")];
    let form_file = format!("{{{{a form with {name}}}}}");
    put_with(address, &form, "{{length of the form}}", body, &form_file)
}

fn cover_call(cover: &Attachment) -> PlannedRequest {
    let (bytes, name) = (cover.byte_count, &cover.name);
    let body = json!(format!("{{{{{bytes} bytes of {name}}}}}"));
    let address = "{{upload address of the cover picture}}".to_owned();
    let length = bytes.to_string();
    put_with(address, &beside::COVER_HEADERS, &length, body, name)
}

fn put(url: String, length: &str, body: &str, file: &str) -> PlannedRequest {
    put_with(url, &OCTETS, length, json!(body), file)
}

fn put_with(
    url: String,
    headers: &[(&str, &str)],
    length: &str,
    body: Value,
    file: &str,
) -> PlannedRequest {
    let own = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let length = ("content-length".to_owned(), length.to_owned());
    PlannedRequest {
        method: "PUT",
        url,
        headers: [masked_bearer()]
            .into_iter()
            .chain(own)
            .chain([length])
            .collect(),
        body,
        file: Some(file.to_owned()),
    }
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
        file: None,
    }
}

const THE_VIDEO: &str = "{{video 1}}";

fn masked_bearer() -> (String, String) {
    ("authorization".to_owned(), "Bearer …".to_owned())
}

/// What LinkedIn will call the post.
const POST_NAME: &str = "{{URN of the post}}";

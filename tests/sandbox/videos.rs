//! Videos on their way: parts, their names, their end, and whoever has no business with them.

use std::time::Duration;

use reqwest::{Method, Response};
use sendoff::sandbox::Member;
use serde_json::{Value, json};

use crate::support::{NORTHWIND, Session, Stage, check, enc, header, post, read};

/// A little more than one part.
const LENGTH: usize = 4 * 1024 * 1024 + 100_000;

fn file() -> Vec<u8> {
    let mut bytes = vec![7; LENGTH];
    bytes[4..8].copy_from_slice(b"ftyp");
    bytes
}

fn wish(owner: &str) -> Value {
    json!({"owner": owner, "fileSizeBytes": LENGTH, "uploadCaptions": false, "uploadThumbnail": false})
}

async fn initialize(stage: &Stage, session: &Session, wish: &Value) -> (u16, String) {
    let target = "/rest/videos?action=initializeUpload";
    let body = json!({"initializeUploadRequest": wish});
    read(
        stage
            .rest(session, Method::POST, target)
            .json(&body)
            .send()
            .await
            .unwrap(),
    )
    .await
}

/// A place for [`file`]: the video's URN, the token, the addresses.
async fn reserve(stage: &Stage, session: &Session) -> (String, String, Vec<String>) {
    let (status, body) = initialize(stage, session, &wish(&session.person)).await;
    assert_eq!(status, 200, "{body}");
    let answer: Value = serde_json::from_str(&body).unwrap();
    let value = &answer["value"];
    let parts = value["uploadInstructions"].as_array().unwrap();
    let ranges: Vec<(u64, u64)> = parts
        .iter()
        .map(|part| {
            (
                part["firstByte"].as_u64().unwrap(),
                part["lastByte"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(ranges, [(0, 4_194_303), (4_194_304, LENGTH as u64 - 1)]);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let urls = parts.iter().map(|part| text(&part["uploadUrl"])).collect();
    (text(&value["video"]), text(&value["uploadToken"]), urls)
}

/// Puts a part without any token.
async fn put(stage: &Stage, url: &str, bytes: &[u8]) -> Response {
    stage
        .http
        .put(url)
        .body(bytes.to_vec())
        .send()
        .await
        .unwrap()
}

async fn finalize(stage: &Stage, session: &Session, request: &Value) -> (u16, String) {
    let target = "/rest/videos?action=finalizeUpload";
    let body = json!({"finalizeUploadRequest": request});
    read(
        stage
            .rest(session, Method::POST, target)
            .json(&body)
            .send()
            .await
            .unwrap(),
    )
    .await
}

async fn status(stage: &Stage, session: &Session, urn: &str) -> (u16, String) {
    let target = format!("/rest/videos/{}", enc(urn));
    read(
        stage
            .rest(session, Method::GET, &target)
            .send()
            .await
            .unwrap(),
    )
    .await
}

#[tokio::test]
async fn a_video_goes_up_in_parts_and_is_worked_on_once_its_end_is_said() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    stage
        .sandbox
        .switches(|switches| switches.processing_ms = 2_000);
    let (urn, token, urls) = reserve(&stage, &alex).await;
    let file = file();
    let (first, second) = file.split_at(4_194_304);
    // In any order; their names are asked for in theirs.
    let two = put(&stage, &urls[1], second).await;
    let one = put(&stage, &urls[0], first).await;
    assert_eq!((one.status().as_u16(), two.status().as_u16()), (200, 200));
    let ids = [header(&one, "etag"), header(&two, "etag")];
    check(&status(&stage, &alex, &urn).await, 200, "WAITING_UPLOAD");
    let swapped = json!({"video": urn, "uploadToken": token, "uploadedPartIds": [ids[1], ids[0]]});
    check(
        &finalize(&stage, &alex, &swapped).await,
        400,
        "UPDATING_ASSET_FAILED",
    );
    let other = json!({"video": urn, "uploadToken": "", "uploadedPartIds": ids});
    check(
        &finalize(&stage, &alex, &other).await,
        400,
        "UPDATING_ASSET_FAILED",
    );
    let right = json!({"video": urn, "uploadToken": token, "uploadedPartIds": ids});
    assert_eq!(finalize(&stage, &alex, &right).await, (200, String::new()));
    check(
        &finalize(&stage, &alex, &right).await,
        400,
        "UPDATING_ASSET_FAILED",
    );
    check(&status(&stage, &alex, &urn).await, 200, "PROCESSING");
    stage.sandbox.advance(Duration::from_secs(2));
    check(&status(&stage, &alex, &urn).await, 200, "AVAILABLE");
}

#[tokio::test]
async fn a_part_has_the_length_of_its_range_and_comes_once_and_in_time() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let (urn, token, urls) = reserve(&stage, &alex).await;
    for length in [1, 99_999, 100_001] {
        let refused = read(put(&stage, &urls[1], &vec![7; length]).await).await;
        check(&refused, 400, "length");
    }
    let part = vec![7; 100_000];
    let stored = put(&stage, &urls[1], &part).await;
    let id = header(&stored, "etag");
    check(
        &read(put(&stage, &urls[1], &part).await).await,
        409,
        "CONFLICT",
    );
    check(
        &read(put(&stage, &format!("{}x", urls[1]), &part).await).await,
        404,
        "",
    );
    let missing = json!({"video": urn, "uploadToken": token, "uploadedPartIds": [id]});
    check(
        &finalize(&stage, &alex, &missing).await,
        400,
        "UPDATING_ASSET_FAILED",
    );
    stage.sandbox.advance(Duration::from_hours(24 * 40));
    let late = read(put(&stage, &urls[0], &vec![7; 4_194_304]).await).await;
    check(&late, 403, "EXPIRED_UPLOAD_URL");
}

#[tokio::test]
async fn what_is_no_mp4_fails_in_processing() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    stage
        .sandbox
        .switches(|switches| switches.processing_ms = 0);
    let (urn, token, urls) = reserve(&stage, &alex).await;
    let one = header(&put(&stage, &urls[0], &vec![7; 4_194_304]).await, "etag");
    let two = header(&put(&stage, &urls[1], &vec![7; 100_000]).await, "etag");
    let request = json!({"video": urn, "uploadToken": token, "uploadedPartIds": [one, two]});
    assert_eq!(finalize(&stage, &alex, &request).await.0, 200);
    check(&status(&stage, &alex, &urn).await, 200, "PROCESSING_FAILED");
}

#[tokio::test]
async fn a_wish_has_every_field_and_no_other_and_a_size_within_the_limits() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    for (field, value, code, words) in [
        ("title", json!("x"), 422, "unrecognized field"),
        ("owner", json!(7), 400, "owner"),
        ("owner", json!(NORTHWIND), 400, "ermissions must be used"),
        ("fileSizeBytes", json!(74_999), 400, "fileSizeBytes"),
        ("fileSizeBytes", json!(500_000_001), 400, "fileSizeBytes"),
        ("fileSizeBytes", json!("100000"), 400, "fileSizeBytes"),
        ("uploadCaptions", json!("yes"), 400, "uploadCaptions"),
        ("uploadThumbnail", json!(1), 400, "uploadThumbnail"),
    ] {
        let mut wish = wish(&alex.person);
        wish[field] = value;
        check(&initialize(&stage, &alex, &wish).await, code, words);
    }
    for field in [
        "owner",
        "fileSizeBytes",
        "uploadCaptions",
        "uploadThumbnail",
    ] {
        let mut wish = wish(&alex.person);
        wish.as_object_mut().unwrap().remove(field);
        check(
            &initialize(&stage, &alex, &wish).await,
            422,
            "required but not found",
        );
    }
    let target = "/rest/videos?action=deleteUpload";
    let odd = stage
        .rest(&alex, Method::POST, target)
        .json(&json!({}))
        .send()
        .await
        .unwrap();
    check(&read(odd).await, 400, "ILLEGAL_ARGUMENT");
}

#[tokio::test]
async fn a_video_is_nobody_elses_business() {
    let stage = Stage::open().await;
    let (alex, sam) = (
        stage.member(Member::Alex).await,
        stage.member(Member::Sam).await,
    );
    let (urn, token, _) = reserve(&stage, &alex).await;
    check(&status(&stage, &sam, &urn).await, 403, "ACCESS_DENIED");
    let request = json!({"video": urn, "uploadToken": token, "uploadedPartIds": []});
    check(
        &finalize(&stage, &sam, &request).await,
        403,
        "ACCESS_DENIED",
    );
    check(&status(&stage, &alex, "urn:li:video:none").await, 404, "");
    check(
        &status(&stage, &alex, "urn:li:image:none").await,
        400,
        "INVALID_URN_ID",
    );
}

/// Puts all of a video and says so; gives its URN.
async fn upload(stage: &Stage, session: &Session, bytes: &[u8]) -> String {
    let (urn, token, urls) = reserve(stage, session).await;
    let (first, second) = bytes.split_at(4_194_304);
    let one = header(&put(stage, &urls[0], first).await, "etag");
    let two = header(&put(stage, &urls[1], second).await, "etag");
    let request = json!({"video": urn, "uploadToken": token, "uploadedPartIds": [one, two]});
    assert_eq!(finalize(stage, session, &request).await.0, 200);
    urn
}

async fn create(stage: &Stage, session: &Session, media: Value) -> (u16, String) {
    let mut body = post(&session.person, "");
    body["content"] = json!({"media": media});
    let request = stage.rest(session, Method::POST, "/rest/posts").json(&body);
    read(request.send().await.unwrap()).await
}

#[tokio::test]
async fn a_video_is_posted_once_it_is_ready_and_the_feed_shows_its_title() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    stage
        .sandbox
        .switches(|switches| switches.processing_ms = 2_000);
    let (waiting, _, _) = reserve(&stage, &alex).await;
    let refused = create(&stage, &alex, json!({"id": waiting})).await;
    check(&refused, 400, "MEDIA_ASSET_WAITING_UPLOAD");
    let urn = upload(&stage, &alex, &file()).await;
    let media = json!({"id": urn, "title": "Tea <at five>"});
    let early = create(&stage, &alex, media.clone()).await;
    check(&early, 400, "MEDIA_ASSET_WAITING_UPLOAD");
    stage.sandbox.advance(Duration::from_secs(2));
    let long = json!({"id": urn, "title": "t".repeat(201)});
    check(
        &create(&stage, &alex, long).await,
        400,
        "content/media/title",
    );
    assert_eq!(create(&stage, &alex, media).await.0, 201);
    let origin = url::Url::parse(&stage.origin).unwrap();
    let feed = stage.http.get(origin.join("/feed").unwrap());
    let (status, page) = read(feed.send().await.unwrap()).await;
    check(&(status, page.clone()), 200, "Tea &lt;at five&gt;");
    check(&(status, page), 200, "<small>Video</small>");
}

#[tokio::test]
async fn a_post_takes_no_video_that_failed_or_is_unknown_or_somebody_elses() {
    let stage = Stage::open().await;
    let (alex, sam) = (
        stage.member(Member::Alex).await,
        stage.member(Member::Sam).await,
    );
    stage
        .sandbox
        .switches(|switches| switches.processing_ms = 0);
    let broken = upload(&stage, &alex, &vec![7; LENGTH]).await;
    let refused = create(&stage, &alex, json!({"id": broken})).await;
    check(&refused, 400, "MEDIA_ASSET_PROCESSING_FAILED");
    let unknown = create(&stage, &alex, json!({"id": "urn:li:video:none"})).await;
    check(&unknown, 400, "INVALID_VIDEO_ID");
    let urn = upload(&stage, &alex, &file()).await;
    let taken = create(&stage, &sam, json!({"id": urn})).await;
    check(&taken, 403, "VIDEO_FORBIDDEN");
}

/// The addresses for captions and thumbnail of a new video.
async fn reserve_extras(stage: &Stage, session: &Session) -> (Value, String, String) {
    let mut wish = wish(&session.person);
    wish["uploadCaptions"] = json!(true);
    wish["uploadThumbnail"] = json!(true);
    let (status, body) = initialize(stage, session, &wish).await;
    assert_eq!(status, 200, "{body}");
    let answer: Value = serde_json::from_str(&body).unwrap();
    let value = answer["value"].clone();
    let text = |name: &str| value[name].as_str().unwrap().to_owned();
    let (captions, thumbnail) = (text("captionsUploadUrl"), text("thumbnailUploadUrl"));
    (value, captions, thumbnail)
}

fn metadata() -> Value {
    json!({
        "format": "SRT", "formattedForEasyReader": true, "largeText": true, "source": "USER_PROVIDED",
        "locale": {"language": "EN", "country": "US"}, "transcriptType": "CLOSED_CAPTION",
    })
}

fn captions_form(metadata: &Value, file: &str) -> String {
    format!(
        "--line\r\ncontent-disposition: form-data; name=\"metadata\"\r\n\r\n{metadata}\r\n\
         --line\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.srt\"\r\n\r\n{file}\r\n--line--\r\n"
    )
}

const CUE: &str = "1\n00:00:00,000 --> 00:00:02,000\nTea\n";

async fn put_captions(stage: &Stage, session: &Session, url: &str, body: String) -> (u16, String) {
    let request = stage.http.put(url).bearer_auth(&session.token);
    let request = request.header("content-type", "multipart/form-data; boundary=line");
    read(request.body(body).send().await.unwrap()).await
}

#[tokio::test]
async fn captions_come_as_a_form_with_all_that_belongs_to_it_and_once() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let (_, url, _) = reserve_extras(&stage, &alex).await;
    let without = put(&stage, &url, captions_form(&metadata(), CUE).as_bytes()).await;
    assert_eq!(without.status().as_u16(), 401, "it needs the token");
    for (field, value) in [
        ("format", json!("VTT")),
        ("transcriptType", json!("SUBTITLE")),
        ("source", json!(null)),
        ("largeText", json!("yes")),
        ("locale", json!("en")),
        ("locale", json!({"language": "english"})),
        ("locale", json!({"language": "EN", "region": "US"})),
        ("language", json!("EN")),
    ] {
        let mut metadata = metadata();
        metadata[field] = value;
        let refused = put_captions(&stage, &alex, &url, captions_form(&metadata, CUE)).await;
        check(&refused, 400, "metadata");
    }
    for file in ["Tea", "\u{feff}1\n00:00:00,000 --> 00:00:02,000\n", ""] {
        let refused = put_captions(&stage, &alex, &url, captions_form(&metadata(), file)).await;
        check(&refused, 400, "SRT");
    }
    let whole = captions_form(&metadata(), CUE);
    for broken in [
        CUE.to_owned(),
        whole.replace("name=\"file\"", "name=\"captions\""),
        whole.replace("--line--", "--line"),
        whole.replace("--line\r\n", "--other\r\n"),
    ] {
        let refused = put_captions(&stage, &alex, &url, broken).await;
        check(&refused, 400, "form");
    }
    let taken = put_captions(&stage, &alex, &url, whole.clone()).await;
    assert_eq!(taken.0, 201, "{taken:?}");
    check(
        &put_captions(&stage, &alex, &url, whole).await,
        409,
        "CONFLICT",
    );
}

#[tokio::test]
async fn a_thumbnail_is_a_picture_that_says_so_and_the_end_waits_for_both() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let (value, captions, thumbnail) = reserve_extras(&stage, &alex).await;
    let put_thumbnail = async |family: &str, bytes: Vec<u8>| {
        let request = stage.http.put(&thumbnail).bearer_auth(&alex.token);
        let request = request.header("media-type-family", family).body(bytes);
        read(request.send().await.unwrap()).await
    };
    let mut picture = std::io::Cursor::new(Vec::new());
    image::GrayImage::new(8, 8)
        .write_to(&mut picture, image::ImageFormat::Png)
        .unwrap();
    let picture = picture.into_inner();
    check(
        &put_thumbnail("VIDEO", picture.clone()).await,
        400,
        "STILLIMAGE",
    );
    check(
        &put_thumbnail("STILLIMAGE", vec![7; 9]).await,
        400,
        "picture",
    );
    let parts = value["uploadInstructions"].as_array().unwrap();
    let file = file();
    let (first, second) = file.split_at(4_194_304);
    let mut ids = Vec::new();
    for (part, bytes) in parts.iter().zip([first, second]) {
        let url = part["uploadUrl"].as_str().unwrap();
        ids.push(header(&put(&stage, url, bytes).await, "etag"));
    }
    let end = json!({"video": value["video"], "uploadToken": value["uploadToken"], "uploadedPartIds": ids});
    check(
        &finalize(&stage, &alex, &end).await,
        400,
        "UPDATING_ASSET_FAILED",
    );
    assert_eq!(put_thumbnail("STILLIMAGE", picture.clone()).await.0, 201);
    check(
        &finalize(&stage, &alex, &end).await,
        400,
        "UPDATING_ASSET_FAILED",
    );
    let form = captions_form(&metadata(), CUE);
    assert_eq!(put_captions(&stage, &alex, &captions, form).await.0, 201);
    assert_eq!(finalize(&stage, &alex, &end).await, (200, String::new()));
    check(&put_thumbnail("STILLIMAGE", picture).await, 409, "CONFLICT");
}

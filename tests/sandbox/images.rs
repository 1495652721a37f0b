//! Pictures on their way: places, bytes, states.

use std::time::Duration;

use reqwest::Method;
use sendoff::sandbox::Member;
use serde_json::{Value, json};

use crate::support::{ANALYST_PAGE, NORTHWIND, Session, Stage, check, enc, gif, jpeg, png, read};

#[tokio::test]
async fn a_place_names_its_address_and_its_end() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let (status, body) = initialize(&stage, &alex, &alex.person).await;
    assert_eq!(status, 200);
    let answer: Value = serde_json::from_str(&body).unwrap();
    let value = &answer["value"];
    assert!(
        value["image"]
            .as_str()
            .unwrap()
            .starts_with("urn:li:image:")
    );
    let own = format!("{}/dms-uploads/", stage.origin);
    assert!(value["uploadUrl"].as_str().unwrap().starts_with(&own));
    assert_eq!(value["uploadUrlExpiresAt"], 1_795_525_200_000_i64);
}

#[tokio::test]
async fn a_place_may_lie_on_a_foreign_host() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let foreign = "https://uploads.example.com".to_owned();
    stage
        .sandbox
        .switches(|switches| switches.upload_origin = Some(foreign));
    let (_, url) = stage.reserve(&alex, &alex.person).await;
    assert!(url.starts_with("https://uploads.example.com/dms-uploads/"));
}

#[tokio::test]
async fn only_an_author_may_own_pictures() {
    let stage = Stage::open().await;
    let (alex, sam) = (
        stage.member(Member::Alex).await,
        stage.member(Member::Sam).await,
    );
    let community = stage.community().await;
    let page = initialize(&stage, &alex, NORTHWIND).await;
    let words = "Organization Or Events permissions must be used when using organization as owner";
    check(&page, 400, words);
    check(
        &initialize(&stage, &alex, &sam.person).await,
        403,
        "ACCESS_DENIED",
    );
    check(
        &initialize(&stage, &alex, "urn:li:person:").await,
        403,
        r#""message":"""#,
    );
    check(&initialize(&stage, &alex, "me").await, 403, "ACCESS_DENIED");
    check(
        &initialize(&stage, &community, ANALYST_PAGE).await,
        403,
        "ACCESS_DENIED",
    );
    assert_eq!(initialize(&stage, &community, NORTHWIND).await.0, 200);
}

#[tokio::test]
async fn a_token_without_the_scope_reserves_nothing() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let keys = stage.sandbox.self_serve_app();
    let token = stage.sign_in(keys, "openid profile", Member::Alex).await;
    let reader = Session { token, ..alex };
    let refused = initialize(&stage, &reader, &reader.person).await;
    check(&refused, 403, "images.ACTION-initializeUpload.20260901");
}

#[tokio::test]
async fn no_bytes_are_no_picture() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let (_, url) = stage.reserve(&alex, &alex.person).await;
    let empty = stage
        .http
        .put(&url)
        .bearer_auth(&alex.token)
        .header("content-length", "0");
    let answer = read(empty.send().await.unwrap()).await;
    check(&answer, 400, "The upload is empty");
    assert_eq!(stage.put(&alex, &url, png(1)).await.status(), 201);
}

#[tokio::test]
async fn an_unknown_field_in_the_reservation_is_refused() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let body = json!({"initializeUploadRequest": {"owner": alex.person, "size": 1}});
    let target = "/rest/images?action=initializeUpload";
    let request = stage.rest(&alex, Method::POST, target).json(&body);
    check(
        &read(request.send().await.unwrap()).await,
        422,
        "/initializeUploadRequest/size",
    );
}

#[tokio::test]
async fn bytes_are_accepted_once_with_the_same_members_token() {
    let stage = Stage::open().await;
    let (alex, sam) = (
        stage.member(Member::Alex).await,
        stage.member(Member::Sam).await,
    );
    let (_, url) = stage.reserve(&alex, &alex.person).await;
    let bare = stage.http.put(&url).body(png(1)).send().await.unwrap();
    assert_eq!(bare.status(), 401);
    assert_eq!(stage.put(&sam, &url, png(1)).await.status(), 403);
    let first = read(stage.put(&alex, &url, png(1)).await).await;
    assert_eq!(first, (201, String::new()));
    assert_eq!(stage.put(&alex, &url, png(1)).await.status(), 409);
}

#[tokio::test]
async fn an_upload_address_is_good_only_as_a_whole() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let (_, url) = stage.reserve(&alex, &alex.person).await;
    let (path, query) = url.split_once('?').unwrap();
    let rows = [
        path.to_owned(),
        format!("{path}?"),
        format!("{path}/?{query}"),
        format!("{url}&more=1"),
        url.replace("sync=0", "sync=1"),
        format!("{}/dms-uploads/unknown?{query}", stage.origin),
    ];
    for target in rows {
        let answer = read(stage.put(&alex, &target, png(1)).await).await;
        check(&answer, 404, "NOT_FOUND");
    }
    assert_eq!(stage.put(&alex, &url, png(1)).await.status(), 201);
}

#[tokio::test]
async fn bytes_without_a_length_are_refused() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let (_, url) = stage.reserve(&alex, &alex.person).await;
    // `Transfer-Encoding: chunked` is what a body of unknown length is sent with; written by hand here.
    let path = url.strip_prefix(&stage.origin).unwrap();
    let head = format!(
        "PUT {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {}\r\nTransfer-Encoding: chunked\r\n\
         Connection: close\r\n\r\n1\r\nx\r\n0\r\n\r\n",
        alex.token
    );
    let answer = crate::faults::raw(&stage, head.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 411"), "{answer}");
}

#[tokio::test]
async fn an_upload_address_expires() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let (_, url) = stage.reserve(&alex, &alex.person).await;
    stage.sandbox.advance(Duration::from_hours(1));
    let late = read(stage.put(&alex, &url, png(1)).await).await;
    check(&late, 403, "EXPIRED_UPLOAD_URL");
}

#[tokio::test]
async fn a_picture_passes_through_its_states() {
    let stage = Stage::open().await;
    let alex = stage.community().await;
    stage
        .sandbox
        .switches(|switches| switches.processing_ms = 5_000);
    let (urn, url) = stage.reserve(&alex, NORTHWIND).await;
    check(&state(&stage, &alex, &urn).await, 200, "WAITING_UPLOAD");
    stage.put(&alex, &url, png(1)).await;
    check(&state(&stage, &alex, &urn).await, 200, r#""PROCESSING""#);
    stage.sandbox.advance(Duration::from_secs(5));
    let ready = state(&stage, &alex, &urn).await;
    check(&ready, 200, r#""AVAILABLE""#);
    check(&ready, 200, "downloadUrl");
}

#[tokio::test]
async fn what_is_no_picture_fails_in_processing() {
    let stage = Stage::open().await;
    let alex = stage.community().await;
    let urn = stage
        .upload(&alex, NORTHWIND, b"not a picture".to_vec())
        .await;
    check(&state(&stage, &alex, &urn).await, 200, "PROCESSING_FAILED");
    stage
        .sandbox
        .switches(|switches| switches.processing_fails = true);
    let urn = stage.upload(&alex, NORTHWIND, png(1)).await;
    check(&state(&stage, &alex, &urn).await, 200, "PROCESSING_FAILED");
}

#[tokio::test]
async fn a_picture_that_breaks_off_is_accepted_and_fails_in_processing() {
    let stage = Stage::open().await;
    let alex = stage.community().await;
    let (png, jpeg, gif) = (png(1), jpeg(), gif());
    let rows = [
        // Signature and IHDR are 8 and 25 bytes long.
        (
            "a PNG after its IHDR",
            png[..33].to_vec(),
            "PROCESSING_FAILED",
        ),
        (
            "half a JPEG",
            jpeg[..jpeg.len() / 2].to_vec(),
            "PROCESSING_FAILED",
        ),
        (
            "a JPEG without its end",
            jpeg[..jpeg.len() - 2].to_vec(),
            "PROCESSING_FAILED",
        ),
        (
            "a GIF without trailer",
            gif[..gif.len() - 1].to_vec(),
            "PROCESSING_FAILED",
        ),
        ("a whole PNG", png, "AVAILABLE"),
        ("a whole JPEG", jpeg, "AVAILABLE"),
        ("a whole GIF", gif, "AVAILABLE"),
    ];
    for (name, bytes, status) in rows {
        let (urn, url) = stage.reserve(&alex, NORTHWIND).await;
        assert_eq!(stage.put(&alex, &url, bytes).await.status(), 201, "{name}");
        let answer = state(&stage, &alex, &urn).await;
        assert!(
            answer.1.contains(&format!(r#""status":"{status}""#)),
            "{name}: {answer:?}"
        );
    }
}

#[tokio::test]
async fn a_members_picture_cannot_be_looked_up() {
    let stage = Stage::open().await;
    let (alex, community) = (stage.member(Member::Alex).await, stage.community().await);
    let own = stage.upload(&alex, &alex.person, png(1)).await;
    let words = "Accessing this image resource is forbidden";
    check(&state(&stage, &alex, &own).await, 403, words);
    let own = stage.upload(&community, &community.person, png(1)).await;
    check(&state(&stage, &community, &own).await, 403, words);
}

#[tokio::test]
async fn a_batch_of_pictures_reports_each() {
    let stage = Stage::open().await;
    let alex = stage.community().await;
    stage
        .sandbox
        .switches(|switches| switches.batch_refused = false);
    let ours = stage.upload(&alex, NORTHWIND, png(1)).await;
    let target = format!(
        "/rest/images?ids=List({},urn%3Ali%3Aimage%3Anone)",
        enc(&ours)
    );
    let request = stage.rest(&alex, Method::GET, &target);
    let batch: Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(batch["results"][&ours]["status"], "AVAILABLE");
    assert_eq!(batch["statuses"]["urn:li:image:none"], 404);
}

#[tokio::test]
async fn a_raw_urn_in_the_path_is_a_syntax_error() {
    let stage = Stage::open().await;
    let alex = stage.community().await;
    let urn = stage.upload(&alex, NORTHWIND, png(1)).await;
    let request = stage.rest(&alex, Method::GET, &format!("/rest/images/{urn}"));
    check(
        &read(request.send().await.unwrap()).await,
        400,
        "Syntax exception in path variables",
    );
}

async fn initialize(stage: &Stage, session: &Session, owner: &str) -> (u16, String) {
    let body = json!({"initializeUploadRequest": {"owner": owner}});
    let target = "/rest/images?action=initializeUpload";
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

async fn state(stage: &Stage, session: &Session, urn: &str) -> (u16, String) {
    let target = format!("/rest/images/{}", enc(urn));
    read(
        stage
            .rest(session, Method::GET, &target)
            .send()
            .await
            .unwrap(),
    )
    .await
}

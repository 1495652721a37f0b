//! Pictures: the address that is asked for, the bytes that go there, the look at what became of them.

use std::sync::{Arc, Mutex};

use sendoff::domain::{Cause, MediaUrn};
use sendoff::linkedin::{AssetKind, AssetStatus, Client, UploadSlot};
use serde_json::json;
use tokio::net::TcpListener;

use super::samples::{TOKEN, client, hasty_client};
use super::scripted::{Act, Scripted, origin_of, reply, say};

const OWNER: &str = "urn:li:organization:1";
const IMAGE: &str = "urn:li:image:C4E-_1";

/// A server that hands out an upload address of its own, and then does `act` with the upload.
async fn server_with_slot(act: Act) -> (Scripted, UploadSlot) {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let upload_url = format!("{}/dms-uploads/1?token=a%2Fb", origin_of(&socket));
    let slot = json!({"value": {"uploadUrl": upload_url, "image": IMAGE, "uploadUrlExpiresAt": 1}});
    let server = Scripted::on(socket, [say(200, &slot.to_string()), act]);
    let slot = client(server.origin())
        .initialize_upload(AssetKind::Image, &OWNER.parse().unwrap())
        .await
        .unwrap();
    (server, slot)
}

pub(super) async fn put(act: Act, bytes: Vec<u8>) -> (Scripted, Result<(), Cause>, Vec<u64>) {
    put_as(client, act, bytes).await
}

pub(super) async fn put_as(
    client: impl Fn(&str) -> Client,
    act: Act,
    bytes: Vec<u8>,
) -> (Scripted, Result<(), Cause>, Vec<u64>) {
    let (server, slot) = server_with_slot(act).await;
    let reported = Arc::new(Mutex::new(Vec::new()));
    let notes = Arc::clone(&reported);
    let byte_count = bytes.len() as u64;
    let done = client(server.origin())
        .put_asset(
            &slot,
            std::io::Cursor::new(bytes),
            byte_count,
            move |sent| {
                notes.lock().unwrap().push(sent);
            },
        )
        .await
        .map_err(|err| err.failure().cause.clone());
    let reported = reported.lock().unwrap().clone();
    (server, done, reported)
}

#[tokio::test]
async fn an_address_is_asked_for_in_the_name_of_the_author() {
    let (server, slot) = server_with_slot(say(201, "")).await;
    let asked = server.only_request();
    assert_eq!(asked.line, "POST /rest/images?action=initializeUpload");
    assert_eq!(
        asked.text(),
        r#"{"initializeUploadRequest":{"owner":"urn:li:organization:1"}}"#
    );
    assert_eq!(asked.header("content-type"), Some("application/json"));
    assert_eq!(slot.asset.as_str(), IMAGE);
    assert!(
        !format!("{slot:?}").contains("dms-uploads"),
        "an upload address is a key"
    );
}

#[tokio::test]
async fn an_address_elsewhere_is_refused_before_a_byte_leaves() {
    let elsewhere = Scripted::start([]).await;
    for upload_url in [
        format!("{}/dms-uploads/1", elsewhere.origin()),
        "https://www.linkedin.com/dms-uploads/1".to_owned(),
        "https://evil.example/x".to_owned(),
        "javascript:alert(1)".to_owned(),
    ] {
        let slot = json!({"value": {"uploadUrl": upload_url, "image": IMAGE}});
        let server = Scripted::start([say(200, &slot.to_string())]).await;
        let err = client(server.origin())
            .initialize_upload(AssetKind::Image, &OWNER.parse().unwrap())
            .await
            .unwrap_err();
        assert_eq!(
            err.failure().cause,
            Cause::UploadHostRefused,
            "{upload_url}"
        );
        assert!(!err.to_string().contains("://"), "{err}");
    }
    assert!(elsewhere.asked().is_empty());
}

#[tokio::test]
async fn an_answer_without_address_or_picture_is_unreadable() {
    for body in [
        "",
        "null",
        "[]",
        "<html>",
        "{}",
        r#"{"value": {}}"#,
        r#"{"value": {"uploadUrl": 1, "image": 2}}"#,
        r#"{"value": {"uploadUrl": "http://127.0.0.1/", "image": "urn:li:video:1"}}"#,
        r#"{"value": {"uploadUrl": "http://127.0.0.1/", "image": "<script>"}}"#,
    ] {
        let server = Scripted::start([say(200, body)]).await;
        let err = client(server.origin())
            .initialize_upload(AssetKind::Image, &OWNER.parse().unwrap())
            .await
            .unwrap_err();
        assert_eq!(err.failure().cause, Cause::AnswerUnreadable, "{body}");
    }
}

#[tokio::test]
async fn all_bytes_arrive_with_their_length_and_progress_only_grows() {
    let bytes: Vec<u8> = (0..900_000_u32).map(|n| n.to_le_bytes()[0]).collect();
    let (server, done, reported) = put(say(201, ""), bytes.clone()).await;
    assert_eq!(done, Ok(()));
    let asked = server.asked().remove(1);
    assert_eq!(asked.line, "PUT /dms-uploads/1?token=a%2Fb");
    assert_eq!(asked.header("content-length"), Some("900000"));
    assert_eq!(asked.header("transfer-encoding"), None);
    assert_eq!(
        asked.header("content-type"),
        Some("application/octet-stream")
    );
    assert_eq!(
        asked.header("authorization"),
        Some(format!("Bearer {TOKEN}").as_str())
    );
    assert!(asked.body == bytes, "the bytes changed on the way");
    assert!(reported.is_sorted() && reported.len() > 2, "{reported:?}");
    assert_eq!(reported.last(), Some(&900_000));
}

#[tokio::test]
async fn an_upload_that_is_refused_says_why() {
    let expired = json!({"code": "EXPIRED_UPLOAD_URL", "status": 400}).to_string();
    for (status, body, cause) in [
        (400, expired.as_str(), Cause::UploadExpired),
        (401, "", Cause::TokenInvalid),
        (403, "", Cause::UploadExpired),
        (404, "<html>", Cause::UploadExpired),
        (410, "", Cause::UploadExpired),
        (429, "{}", Cause::RateLimited { daily: false }),
        (503, "", Cause::ServerTrouble { status: 503 }),
    ] {
        let (_server, done, _) = put(say(status, body), b"bytes".to_vec()).await;
        assert_eq!(done, Err(cause), "{status}");
    }
}

#[tokio::test]
async fn an_upload_that_is_refused_before_its_end_says_why() {
    let early = Act::SayEarly(reply(401, &[], r#"{"code": "EXPIRED_ACCESS_TOKEN"}"#));
    let (_server, done, _) = put(early, vec![7; 8 << 20]).await;
    assert_eq!(done, Err(Cause::TokenExpired));
}

#[tokio::test]
async fn a_success_before_the_last_byte_is_none() {
    let early = Act::SayEarlyAndHold(reply(201, &[], ""));
    let (_server, done, _) = put(early, vec![7; 64 << 20]).await;
    assert_eq!(done, Err(Cause::AnswerUnreadable));
}

#[tokio::test]
async fn a_redirected_upload_is_not_followed() {
    let elsewhere = Scripted::start([]).await;
    let to = reply(307, &[("location", elsewhere.origin())], "");
    let (_server, done, _) = put(Act::Say(to), b"bytes".to_vec()).await;
    assert!(done.is_err());
    assert!(elsewhere.asked().is_empty());
}

#[tokio::test]
async fn an_upload_that_breaks_or_stalls_is_a_lost_connection() {
    for (case, act) in [
        ("reset on the way", Act::ResetAfter(70_000)),
        ("closed without a word", Act::Say(Vec::new())),
        ("silence after the last byte", Act::SayAndHold(Vec::new())),
    ] {
        let (_server, done, _) = put_as(hasty_client, act, vec![7; 200_000]).await;
        assert_eq!(done, Err(Cause::ConnectionLost), "{case}");
    }
}

#[tokio::test]
async fn an_answer_that_never_ends_keeps_nobody_waiting() {
    let begun = |status: u16| {
        format!("HTTP/1.1 {status} Said\r\ncontent-length: 100\r\n\r\n{{").into_bytes()
    };
    let (_server, done, _) = put(Act::SayAndHold(begun(201)), b"bytes".to_vec()).await;
    assert_eq!(done, Ok(()), "the head says that it is there");
    let (_server, done, _) =
        put_as(hasty_client, Act::SayAndHold(begun(503)), b"bytes".to_vec()).await;
    assert_eq!(done, Err(Cause::ConnectionLost));
}

#[tokio::test]
async fn a_file_that_ends_too_early_is_never_taken_for_uploaded() {
    let (server, slot) = server_with_slot(say(201, "")).await;
    let short = std::io::Cursor::new(vec![7; 100]);
    let done = client(server.origin())
        .put_asset(&slot, short, 200, |_sent| {})
        .await;
    assert!(done.is_err());
    assert_eq!(server.asked().len(), 1, "half a picture arrived as a whole");
}

#[tokio::test]
async fn what_linkedin_says_of_a_picture_is_understood() {
    let forbidden = "Accessing this image resource is forbidden. Please check your permissions for this resource";
    let status = |word: &str| json!({"status": word}).to_string();
    for (http, body, expected) in [
        (200, status("WAITING_UPLOAD"), Ok(AssetStatus::Waiting)),
        (200, status("PROCESSING"), Ok(AssetStatus::Processing)),
        (200, status("AVAILABLE"), Ok(AssetStatus::Available)),
        (200, status("PROCESSING_FAILED"), Ok(AssetStatus::Failed)),
        (
            403,
            json!({"message": forbidden}).to_string(),
            Ok(AssetStatus::Unreadable),
        ),
        (200, "<html>".to_owned(), Err(Cause::AnswerUnreadable)),
        (
            500,
            String::new(),
            Err(Cause::ServerTrouble { status: 500 }),
        ),
    ] {
        let server = Scripted::start([say(http, &body)]).await;
        let image: MediaUrn = IMAGE.parse().unwrap();
        let seen = client(server.origin()).asset_status(&image).await;
        assert_eq!(
            seen.map_err(|err| err.failure().cause.clone()),
            expected,
            "{body}"
        );
        assert_eq!(
            server.only_request().line,
            "GET /rest/images/urn%3Ali%3Aimage%3AC4E-_1"
        );
    }
}

#[tokio::test]
async fn a_document_has_addresses_of_its_own_and_an_answer_about_a_picture_is_none() {
    for (named, is_taken) in [
        (json!({"document": "urn:li:document:D5-_1"}), true),
        (json!({"document": "urn:li:image:D5-_1"}), false),
        (json!({"image": "urn:li:image:D5-_1"}), false),
    ] {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut value = named.clone();
        value["uploadUrl"] = json!(format!("{}/dms-uploads/1", origin_of(&socket)));
        let answer = json!({"value": value}).to_string();
        let server = Scripted::on(socket, [say(200, &answer)]);
        let done = client(server.origin())
            .initialize_upload(AssetKind::Document, &OWNER.parse().unwrap())
            .await;
        assert_eq!(done.is_ok(), is_taken, "{named}");
        let line = server.only_request().line;
        assert_eq!(line, "POST /rest/documents?action=initializeUpload");
    }
    let server = Scripted::start([say(200, &json!({"status": "AVAILABLE"}).to_string())]).await;
    let document: MediaUrn = "urn:li:document:D5-_1".parse().unwrap();
    let seen = client(server.origin()).asset_status(&document).await;
    assert_eq!(seen.unwrap(), AssetStatus::Available);
    assert_eq!(
        server.only_request().line,
        "GET /rest/documents/urn%3Ali%3Adocument%3AD5-_1"
    );
}

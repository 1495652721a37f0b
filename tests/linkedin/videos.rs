//! Videos: each part to its own address, what was put once is not put again, and the end is said once.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use axum::serve::ListenerExt as _;
use bytes::Bytes;
use sendoff::domain::{Access, ApiVersion, Beside, Cause, PartAddress, PartPlace, VideoWay};
use sendoff::linkedin::{ApiError, Client, VideoStatus, VideoUpload};
use sendoff::sandbox::{Fault, FaultKind, Member, Route, Sandbox};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use url::Url;

use super::samples::{client, wire};
use super::scripted::{Act, Scripted, origin_of, reply, say};

const OWNER: &str = "urn:li:person:ada";
const VIDEO: &str = "urn:li:video:C5F10A-_1";
/// Parts of four bytes, the last one shorter.
const FILE: &[u8] = b"aaaabbbbcc";

/// A server that hands out addresses for three parts of [`FILE`], and then does these things.
async fn begun(acts: Vec<Act>) -> (Scripted, Client, VideoUpload) {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let part = |number: usize, first: u64, last: u64| json!({"uploadUrl": format!("{}/dms-uploads/{number}", origin_of(&socket)), "firstByte": first, "lastByte": last});
    let parts = [part(1, 0, 3), part(2, 4, 7), part(3, 8, 9)];
    let reply = json!({"value": {"video": VIDEO, "uploadUrlsExpireAt": 1, "uploadToken": "t/1", "uploadInstructions": parts}});
    let acts = std::iter::once(say(200, &reply.to_string())).chain(acts);
    let server = Scripted::on(socket, acts);
    let client = client(server.origin());
    let upload = client
        .initialize_video(
            &OWNER.parse().unwrap(),
            FILE.len() as u64,
            &Beside::default(),
        )
        .await
        .unwrap();
    (server, client, upload)
}

fn stored(part_id: &str) -> Act {
    Act::Say(reply(200, &[("etag", part_id)], ""))
}

async fn put_next(client: &Client, upload: &mut VideoUpload) -> Result<(), Cause> {
    let part = upload.next_part().unwrap();
    let (from, count) = (part.first_byte, part.byte_count);
    let from = usize::try_from(from).unwrap();
    let bytes = &FILE[from..from + usize::try_from(count).unwrap()];
    cause(client.put_next_part(upload, bytes, |_sent| {}).await)
}

fn cause(done: Result<(), ApiError>) -> Result<(), Cause> {
    done.map_err(|err| err.failure().cause.clone())
}

#[tokio::test]
async fn only_the_part_that_failed_is_put_again_and_the_end_names_all_parts_in_order() {
    let trouble = || say(503, "");
    let acts = vec![
        stored("\"one\""),
        trouble(),
        Act::Reset,
        stored("two"),
        stored("three"),
        say(200, ""),
    ];
    let (server, client, mut upload) = begun(acts).await;
    assert_eq!(put_next(&client, &mut upload).await, Ok(()));
    let unfinished = client.finalize_video(&upload).await;
    assert_eq!(
        cause(unfinished),
        Err(Cause::MediaNotReady),
        "two parts are missing"
    );
    assert_eq!(
        put_next(&client, &mut upload).await,
        Err(Cause::ServerTrouble { status: 503 })
    );
    assert_eq!(
        put_next(&client, &mut upload).await,
        Err(Cause::ConnectionLost)
    );
    assert_eq!(put_next(&client, &mut upload).await, Ok(()));
    assert_eq!(put_next(&client, &mut upload).await, Ok(()));
    assert!(upload.next_part().is_none());
    assert_eq!(cause(client.finalize_video(&upload).await), Ok(()));

    let asked = server.asked();
    let lines: Vec<&str> = asked.iter().map(|asked| asked.line.as_str()).collect();
    assert_eq!(
        lines,
        [
            "POST /rest/videos?action=initializeUpload",
            "PUT /dms-uploads/1",
            "PUT /dms-uploads/2",
            "PUT /dms-uploads/2",
            "PUT /dms-uploads/2",
            "PUT /dms-uploads/3",
            "POST /rest/videos?action=finalizeUpload",
        ]
    );
    let body: Value = serde_json::from_slice(&asked[0].body).unwrap();
    assert_eq!(
        body,
        json!({"initializeUploadRequest": {"owner": OWNER, "fileSizeBytes": 10, "uploadCaptions": false, "uploadThumbnail": false}})
    );
    let parts: Vec<String> = asked[1..6]
        .iter()
        .map(super::scripted::Asked::text)
        .collect();
    assert_eq!(parts, ["aaaa", "bbbb", "bbbb", "bbbb", "cc"]);
    let body: Value = serde_json::from_slice(&asked[6].body).unwrap();
    assert_eq!(
        body,
        json!({"finalizeUploadRequest": {"video": VIDEO, "uploadToken": "t/1", "uploadedPartIds": ["\"one\"", "two", "three"]}})
    );
}

#[tokio::test]
async fn a_video_goes_on_from_what_was_kept_of_it_and_puts_no_part_twice() {
    let acts = vec![stored("one"), stored("two"), stored("three"), say(200, "")];
    let (server, client, mut upload) = begun(acts).await;
    assert_eq!(put_next(&client, &mut upload).await, Ok(()));
    let kept = upload.way();
    drop(upload);
    let mut upload = client.resume_video(&kept, FILE.len() as u64).unwrap();
    assert_eq!(put_next(&client, &mut upload).await, Ok(()));
    assert_eq!(put_next(&client, &mut upload).await, Ok(()));
    assert_eq!(cause(client.finalize_video(&upload).await), Ok(()));
    let lines: Vec<String> = server.asked().into_iter().map(|asked| asked.line).collect();
    assert_eq!(
        lines[1..4],
        [
            "PUT /dms-uploads/1",
            "PUT /dms-uploads/2",
            "PUT /dms-uploads/3"
        ]
    );
}

#[tokio::test]
async fn what_was_kept_of_a_video_is_checked_again() {
    let (_server, client, upload) = begun(vec![]).await;
    let kept = upload.way();
    let refused = |way: &sendoff::domain::VideoWay, byte_count: u64| {
        let resumed = client.resume_video(way, byte_count);
        resumed.unwrap_err().failure().cause.clone()
    };
    assert_eq!(refused(&kept, 11), Cause::UploadExpired);
    let mut gap = kept.clone();
    gap.parts[1].first_byte = 5;
    assert_eq!(refused(&gap, 10), Cause::UploadExpired);
    let mut endless = kept.clone();
    endless.parts[2].byte_count = u64::MAX;
    assert_eq!(refused(&endless, 10), Cause::UploadExpired);
    let mut many = kept.clone();
    many.part_ids = vec!["x".to_owned(); 4];
    assert_eq!(refused(&many, 10), Cause::UploadExpired);
    let mut elsewhere = kept;
    elsewhere.parts[0].address.0 = "https://example.com/1".to_owned();
    assert_eq!(refused(&elsewhere, 10), Cause::UploadHostRefused);
}

#[tokio::test]
async fn a_part_without_a_name_is_not_taken_for_there() {
    let long = "x".repeat(600);
    for part_id in [None, Some(""), Some(long.as_str())] {
        let headers: Vec<(&str, &str)> = part_id.map(|id| ("etag", id)).into_iter().collect();
        let acts = vec![Act::Say(reply(200, &headers, "")), stored("one")];
        let (_server, client, mut upload) = begun(acts).await;
        assert_eq!(
            put_next(&client, &mut upload).await,
            Err(Cause::AnswerUnreadable)
        );
        assert_eq!(upload.next_part().unwrap().first_byte, 0);
        assert_eq!(put_next(&client, &mut upload).await, Ok(()));
        assert_eq!(upload.next_part().unwrap().first_byte, 4);
    }
}

#[tokio::test]
async fn after_a_lost_answer_linkedin_is_asked_before_the_end_is_said_again() {
    for (status, says_again, expected) in [
        ("AVAILABLE", false, Ok(())),
        ("PROCESSING", false, Ok(())),
        ("PROCESSING_FAILED", false, Err(Cause::MediaRefused)),
        ("WAITING_UPLOAD", true, Ok(())),
    ] {
        let status = json!({"status": status, "id": VIDEO}).to_string();
        let acts = vec![
            stored("1"),
            stored("2"),
            stored("3"),
            Act::Reset,
            say(200, &status),
            say(200, ""),
        ];
        let (server, client, mut upload) = begun(acts).await;
        while upload.next_part().is_some() {
            put_next(&client, &mut upload).await.unwrap();
        }
        assert_eq!(
            cause(client.finalize_video(&upload).await),
            Err(Cause::ConnectionLost)
        );
        assert_eq!(
            cause(client.finalize_video_again(&upload).await),
            expected,
            "{status}"
        );
        let lines: Vec<String> = server
            .asked()
            .into_iter()
            .map(|asked| asked.line)
            .skip(4)
            .collect();
        let mut wanted = vec![
            "POST /rest/videos?action=finalizeUpload",
            "GET /rest/videos/urn%3Ali%3Avideo%3AC5F10A-_1",
        ];
        wanted.extend(says_again.then_some("POST /rest/videos?action=finalizeUpload"));
        assert_eq!(lines, wanted, "{status}");
    }
}

#[tokio::test]
async fn addresses_elsewhere_and_parts_that_are_not_the_file_are_refused_before_a_byte_leaves() {
    let part = |url: &str, first: u64, last: u64| json!({"uploadUrl": url, "firstByte": first, "lastByte": last});
    let here = "http://127.0.0.1/";
    for (parts, expected) in [
        (
            json!([part("https://evil.example/", 0, 9)]),
            Cause::UploadHostRefused,
        ),
        (json!([]), Cause::AnswerUnreadable),
        (json!([part(here, 0, 8)]), Cause::AnswerUnreadable),
        (
            json!([part(here, 5, 9), part(here, 0, 4)]),
            Cause::AnswerUnreadable,
        ),
        (
            json!([{"uploadUrl": here, "firstByte": -1, "lastByte": 9}]),
            Cause::AnswerUnreadable,
        ),
        (json!("x"), Cause::AnswerUnreadable),
    ] {
        let reply = json!({"value": {"video": VIDEO, "uploadInstructions": parts}});
        let server = Scripted::start([say(200, &reply.to_string())]).await;
        let owner = OWNER.parse().unwrap();
        let err = client(server.origin())
            .initialize_video(&owner, 10, &Beside::default())
            .await
            .unwrap_err();
        assert_eq!(err.failure().cause, expected, "{parts}");
    }
}

#[tokio::test]
async fn what_linkedin_says_of_a_video_is_understood() {
    for (word, expected) in [
        ("WAITING_UPLOAD", VideoStatus::Waiting),
        ("PROCESSING", VideoStatus::Processing),
        ("AVAILABLE", VideoStatus::Available),
        ("PROCESSING_FAILED", VideoStatus::Failed),
    ] {
        let server = Scripted::start([say(200, &json!({"status": word}).to_string())]).await;
        let seen = client(server.origin())
            .video_status(&VIDEO.parse().unwrap())
            .await;
        assert_eq!(seen, Ok(expected));
    }
}

#[tokio::test]
async fn of_a_large_part_no_more_is_read_than_the_network_takes() {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let length: u64 = 200 << 20;
    let url = format!("{}/dms-uploads/1", origin_of(&socket));
    let parts = json!([{"uploadUrl": url, "firstByte": 0, "lastByte": length - 1}]);
    let begin = json!({"value": {"video": VIDEO, "uploadInstructions": parts}}).to_string();
    let server = Scripted::on(socket, [say(200, &begin), Act::ResetAfter(1 << 20)]);
    let client = client(server.origin());
    let mut upload = client
        .initialize_video(&OWNER.parse().unwrap(), length, &Beside::default())
        .await
        .unwrap();
    let taken = Arc::new(AtomicU64::new(0));
    let so_far = Arc::clone(&taken);
    let report = move |sent| so_far.store(sent, Ordering::Relaxed);
    let done = client
        .put_next_part(&mut upload, std::io::repeat(7), report)
        .await;
    assert_eq!(cause(done), Err(Cause::ConnectionLost));
    let taken = taken.load(Ordering::Relaxed);
    assert!(
        (1 << 20..32 << 20).contains(&taken),
        "{taken} bytes were read for one that took a mebibyte"
    );
}

/// A server that takes whatever is put there; gives its address and how many connections it has accepted.
async fn keeps_open() -> (String, Arc<AtomicUsize>) {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = origin_of(&socket);
    let accepted = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&accepted);
    let socket = socket.tap_io(move |_connection| {
        count.fetch_add(1, Ordering::Relaxed);
    });
    let take = async |part: Bytes| [("etag", format!("{} bytes", part.len()))];
    let server = axum::serve(socket, axum::Router::new().fallback(take));
    tokio::spawn(server.into_future());
    (origin, accepted)
}

#[tokio::test]
async fn the_parts_of_a_video_go_over_one_connection() {
    let (origin, accepted) = keeps_open().await;
    let part = |first: u64, byte_count: u64| PartPlace {
        address: PartAddress(format!("{origin}/dms-uploads/{first}")),
        first_byte: first,
        byte_count,
    };
    let way = VideoWay {
        video: VIDEO.parse().unwrap(),
        token: String::new(),
        parts: vec![part(0, 4), part(4, 4), part(8, 2)],
        part_ids: Vec::new(),
        captions: None,
        cover: None,
        end_was_said: false,
    };
    let client = client(&origin);
    let mut upload = client.resume_video(&way, FILE.len() as u64).unwrap();
    while upload.next_part().is_some() {
        put_next(&client, &mut upload).await.unwrap();
    }
    let there = upload.way().part_ids;
    assert_eq!(there, ["4 bytes", "4 bytes", "2 bytes"]);
    assert_eq!(accepted.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_server_that_closes_without_a_word_gets_every_part_all_the_same() {
    let silent = || Act::Say(b"HTTP/1.1 201 Said\r\netag: x\r\ncontent-length: 0\r\n\r\n".to_vec());
    let (server, client, mut upload) = begun(vec![silent(), silent(), silent()]).await;
    for _ in 0..20 {
        if upload.next_part().is_some() {
            let put = put_next(&client, &mut upload).await;
            assert!(
                matches!(put, Ok(()) | Err(Cause::ConnectionLost)),
                "{put:?}"
            );
        }
    }
    assert!(upload.next_part().is_none());
    let put = server.asked().into_iter().skip(1).map(|asked| asked.body);
    assert!(put.eq([b"aaaa".to_vec(), b"bbbb".to_vec(), b"cc".to_vec()]));
}

/// A sandbox that listens, its origin, and a token of Alex's with his URN.
async fn sandbox() -> (Sandbox, String, String) {
    let sandbox = Sandbox::new();
    sandbox.switches(|switches| {
        switches.processing_ms = 0;
        switches.auto_approve = Some(Member::Alex);
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = Sandbox::origin(listener.local_addr().unwrap());
    tokio::spawn(sandbox.clone().serve(listener));
    let http = sendoff::tls::client_builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap();
    let app = sandbox.self_serve_app();
    let back = "http://127.0.0.1:1/callback";
    let question = [
        ("response_type", "code"),
        ("client_id", app.client_id),
        ("redirect_uri", back),
        ("state", "s"),
        ("scope", "openid profile w_member_social"),
    ];
    let mut authorize = Url::parse(&format!("{origin}/oauth/v2/authorization")).unwrap();
    authorize.query_pairs_mut().extend_pairs(question);
    let answer = http.get(authorize).send().await.unwrap();
    let to = Url::parse(answer.headers()["location"].to_str().unwrap()).unwrap();
    let code = to
        .query_pairs()
        .find(|(name, _)| name == "code")
        .unwrap()
        .1
        .into_owned();
    let form = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("client_id", app.client_id),
        ("client_secret", app.client_secret),
        ("redirect_uri", back),
    ];
    let exchange = http
        .post(format!("{origin}/oauth/v2/accessToken"))
        .form(&form);
    let granted: Value = exchange.send().await.unwrap().json().await.unwrap();
    (
        sandbox,
        origin,
        granted["access_token"].as_str().unwrap().to_owned(),
    )
}

#[tokio::test]
async fn a_video_arrives_at_the_sandbox_whatever_befalls_its_second_part_and_its_end() {
    let (sandbox, origin, token) = sandbox().await;
    let client = wire(&origin).client(ApiVersion::DEFAULT, token.into());
    let alex = client.who_am_i(Access::Member).await.unwrap().urn;
    let mut file = vec![7; 9 << 20];
    file[4..8].copy_from_slice(b"ftyp");
    let mut upload = client
        .initialize_video(&alex, file.len() as u64, &Beside::default())
        .await
        .unwrap();
    sandbox.fault(Fault {
        after: 1,
        times: 2,
        ..Fault::once(Route::UploadVideoPart, FaultKind::status(503))
    });
    let mut num_failures = 0;
    while let Some(part) = upload.next_part() {
        let from = usize::try_from(part.first_byte).unwrap();
        let bytes = file[from..from + usize::try_from(part.byte_count).unwrap()].to_vec();
        let done = client
            .put_next_part(&mut upload, std::io::Cursor::new(bytes), |_sent| {})
            .await;
        num_failures += usize::from(done.is_err());
        assert!(num_failures <= 2, "{done:?}");
    }
    let puts = sandbox
        .requests()
        .iter()
        .filter(|request| request.method == "PUT")
        .count();
    assert_eq!(
        (num_failures, puts),
        (2, 5),
        "three parts, the second one three times"
    );

    sandbox.fault(Fault::once(Route::Videos, FaultKind::CommitThenReset));
    let lost = client.finalize_video(&upload).await;
    assert_eq!(cause(lost), Err(Cause::ConnectionLost));
    assert_eq!(cause(client.finalize_video_again(&upload).await), Ok(()));
    assert_eq!(
        client.video_status(upload.video()).await,
        Ok(VideoStatus::Available)
    );
}

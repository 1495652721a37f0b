//! Misfortunes: what reaches the client, and what was done all the same.

use std::time::Duration;

use reqwest::Method;
use sendoff::sandbox::{CannedAnswer, Fault, FaultKind, Member, Route};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::support::{Session, Stage, check, header, post, read};

const USERINFO: &[u8] = b"GET /v2/userinfo HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

#[tokio::test]
async fn a_canned_answer_replaces_the_work() {
    let (stage, alex) = struck(FaultKind::json(503, &json!({"status": 503}))).await;
    let answer = stage.create(&alex, &post(&alex.person, "hi")).await;
    check(&read(answer).await, 503, r#"{"status":503}"#);
    assert!(stage.sandbox.posts().is_empty());
    stage.publish(&alex, &alex.person, "hi").await;
}

#[tokio::test]
async fn a_canned_answer_may_follow_the_work() {
    let gateway = CannedAnswer {
        status: 504,
        ..CannedAnswer::default()
    };
    let (stage, alex) = struck(FaultKind::CommitThenAnswer(gateway)).await;
    let answer = stage.create(&alex, &post(&alex.person, "hi")).await;
    assert_eq!(read(answer).await, (504, String::new()));
    assert_eq!(stage.sandbox.posts().len(), 1);
}

#[tokio::test]
async fn a_reset_leaves_nothing_done() {
    let (stage, alex) = struck(FaultKind::Reset).await;
    assert!(attempt(&stage, &alex).await.is_err());
    assert!(stage.sandbox.posts().is_empty());
    let entry = stage.sandbox.requests().pop().unwrap();
    assert_eq!((entry.status, entry.created), (None, None));
}

#[tokio::test]
async fn a_reset_after_the_work_leaves_a_post_behind() {
    let (stage, alex) = struck(FaultKind::CommitThenReset).await;
    assert!(attempt(&stage, &alex).await.is_err());
    let entry = stage.sandbox.requests().pop().unwrap();
    assert_eq!(entry.status, None);
    assert_eq!(entry.created, Some(stage.sandbox.posts()[0].urn.clone()));
}

#[tokio::test]
async fn a_reset_is_a_reset_and_not_one_byte() {
    for what in [FaultKind::Reset, FaultKind::CommitThenReset] {
        let stage = Stage::open().await;
        stage.sandbox.fault(Fault::once(Route::UserInfo, what));
        let mut stream = connect(&stage).await;
        stream.write_all(USERINFO).await.unwrap();
        let mut answer = Vec::new();
        let err = stream.read_to_end(&mut answer).await.unwrap_err();
        assert_eq!(err.kind(), std::io::ErrorKind::ConnectionReset);
        assert!(answer.is_empty());
    }
}

#[tokio::test]
async fn a_stalled_body_brings_its_head_and_first_bytes_and_no_end() {
    let stage = Stage::open().await;
    let what = FaultKind::StallBody { after: 9 };
    stage.sandbox.fault(Fault::once(Route::UserInfo, what));
    let mut stream = connect(&stage).await;
    stream.write_all(USERINFO).await.unwrap();
    let mut answer = Vec::new();
    let body = loop {
        assert_ne!(stream.read_buf(&mut answer).await.unwrap(), 0);
        let text = std::str::from_utf8(&answer).unwrap();
        if let Some((head, body)) = text
            .split_once("\r\n\r\n")
            .filter(|(_, body)| body.len() >= 9)
        {
            assert!(head.starts_with("HTTP/1.1 401"), "{head}");
            assert!(head.contains("content-length"), "{head}");
            break body.to_owned();
        }
    };
    assert_eq!(body.len(), 9);
    // Nothing more comes, not even an end.
    let more = stream.read_u8();
    let waited = tokio::time::timeout(Duration::from_millis(100), more).await;
    assert!(waited.is_err(), "{waited:?}");
}

#[tokio::test]
async fn a_stalled_answer_follows_the_work() {
    let (stage, alex) = struck(FaultKind::StallBody { after: 0 }).await;
    let response = stage.create(&alex, &post(&alex.person, "hi")).await;
    assert_eq!(response.status(), 201);
    assert_eq!(
        header(&response, "x-restli-id"),
        stage.sandbox.posts()[0].urn
    );
}

#[tokio::test]
async fn silence_is_never_broken() {
    for (what, posts) in [(FaultKind::Silence, 0), (FaultKind::CommitThenSilence, 1)] {
        let (stage, alex) = struck(what).await;
        let request = stage
            .rest(&alex, Method::POST, "/rest/posts")
            .timeout(Duration::from_millis(300))
            .json(&post(&alex.person, "hi"));
        assert!(request.send().await.unwrap_err().is_timeout());
        assert_eq!(stage.sandbox.posts().len(), posts);
    }
}

#[tokio::test]
async fn a_delay_only_delays() {
    let (stage, alex) = struck(FaultKind::Delay { ms: 50 }).await;
    let start = std::time::Instant::now();
    stage.publish(&alex, &alex.person, "hi").await;
    assert!(start.elapsed() >= Duration::from_millis(50));
}

#[tokio::test]
async fn what_is_held_up_goes_on_once_faults_are_cleared_or_enough_others_went_by() {
    for carried_out in [None, Some(1)] {
        let (stage, alex) = struck(FaultKind::Hold { carried_out }).await;
        let body = post(&alex.person, "held");
        let held = async { stage.create(&alex, &body).await.status() };
        let next = async {
            // Once no fault is left to come, it holds the other one.
            while read(stage.get("/sandbox/faults").await).await.1 != "[]" {
                tokio::task::yield_now().await;
            }
            stage.publish(&alex, &alex.person, "passes").await;
            if carried_out.is_none() {
                assert_eq!(stage.sandbox.posts().len(), 1);
                stage.sandbox.clear_faults();
            }
        };
        let (status, ()) = tokio::join!(held, next);
        assert_eq!(status, 201);
        let posts = stage.sandbox.posts().into_iter();
        let texts: Vec<String> = posts.map(|post| post.commentary).collect();
        assert_eq!(texts, ["passes", "held"]);
    }
}

#[tokio::test]
async fn a_body_is_cut_after_its_headers() {
    let (stage, alex) = struck(FaultKind::CutBody { after: 3 }).await;
    let response = stage.create(&alex, &post(&alex.person, "hi")).await;
    assert_eq!(response.status(), 201);
    assert_eq!(
        header(&response, "x-restli-id"),
        stage.sandbox.posts()[0].urn
    );
    assert!(response.bytes().await.is_err());
}

#[tokio::test]
async fn a_cut_body_still_brings_its_first_bytes() {
    let stage = Stage::open().await;
    stage.sandbox.fault(Fault::once(
        Route::UserInfo,
        FaultKind::CutBody { after: 9 },
    ));
    let answer = raw(&stage, USERINFO).await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 401"), "{head}");
    assert_eq!(body.len(), 9);
}

#[tokio::test]
async fn a_flood_has_the_length_that_was_ordered() {
    let stage = Stage::open().await;
    let what = FaultKind::Flood {
        status: 200,
        bytes: 300_000,
    };
    stage.sandbox.fault(Fault::once(Route::UserInfo, what));
    let response = stage.get("/v2/userinfo").await;
    assert_eq!(response.bytes().await.unwrap().len(), 300_000);
}

#[tokio::test]
async fn a_redirect_names_its_goal() {
    let (stage, alex) = struck(FaultKind::redirect(307, "https://example.com/")).await;
    let response = stage.create(&alex, &post(&alex.person, "hi")).await;
    assert_eq!(response.status(), 307);
    assert_eq!(header(&response, "location"), "https://example.com/");
}

#[tokio::test]
async fn a_fault_may_spare_the_first_and_hit_several() {
    let stage = Stage::open().await;
    stage.sandbox.fault(Fault {
        after: 1,
        times: 2,
        ..Fault::once(Route::UserInfo, FaultKind::status(502))
    });
    for status in [401, 502, 502, 401] {
        assert_eq!(stage.get("/v2/userinfo").await.status(), status);
    }
}

/// Sends bytes and reads all that comes back until the connection closes.
pub(crate) async fn raw(stage: &Stage, bytes: &[u8]) -> String {
    let mut stream = connect(stage).await;
    stream.write_all(bytes).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8(answer).unwrap()
}

async fn connect(stage: &Stage) -> TcpStream {
    let address = stage.origin.strip_prefix("http://").unwrap();
    TcpStream::connect(address).await.unwrap()
}

/// A signed-in Alex whose next create meets with `what`.
async fn struck(what: FaultKind) -> (Stage, Session) {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    stage.sandbox.fault(Fault::once(Route::CreatePost, what));
    (stage, alex)
}

async fn attempt(stage: &Stage, session: &Session) -> reqwest::Result<reqwest::Response> {
    let request = stage.rest(session, Method::POST, "/rest/posts");
    request.json(&post(&session.person, "hi")).send().await
}

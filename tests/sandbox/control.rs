//! The ledger and the switches, from outside and from within.

use reqwest::Method;
use sendoff::sandbox::Member;
use serde_json::{Value, json};

use crate::support::{Stage, check, post, read};

#[tokio::test]
async fn the_ledger_knows_who_came_but_no_token() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let body = post(&alex.person, "Hello");
    stage.create(&alex, &body).await;
    let entry = stage.sandbox.requests().pop().unwrap();
    assert_eq!(
        (entry.method.as_str(), entry.target.as_str()),
        ("POST", "/rest/posts")
    );
    assert_eq!(entry.status, Some(201));
    assert_eq!(entry.json, Some(body));
    assert_eq!(entry.caller.as_ref().unwrap().member, Member::Alex);
    assert_eq!(entry.created, Some(stage.sandbox.posts()[0].urn.clone()));
    let (_, page) = read(stage.get("/sandbox/ledger").await).await;
    assert!(page.contains("of alex with sandbox-self-serve"));
    assert!(!page.contains(&alex.token));
}

#[tokio::test]
async fn the_ledger_keeps_the_names_of_form_fields_but_no_secret() {
    let stage = Stage::open().await;
    stage.member(Member::Alex).await;
    let entries = stage.sandbox.requests();
    let exchange = entries
        .iter()
        .find(|entry| entry.target == "/oauth/v2/accessToken")
        .unwrap();
    let names = [
        "grant_type",
        "code",
        "redirect_uri",
        "client_id",
        "client_secret",
    ];
    assert_eq!(exchange.form_fields, names);
    let (_, page) = read(stage.get("/sandbox/ledger").await).await;
    assert!(!page.contains("sandbox-self-serve-secret"));
}

#[tokio::test]
async fn posts_can_be_read_from_outside() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    stage.publish(&alex, &alex.person, r"a \(b\)").await;
    let posts: Value = stage.get("/sandbox/posts").await.json().await.unwrap();
    assert_eq!(posts[0]["text"], "a (b)");
    assert_eq!(posts[0]["truncated"], false);
    assert_eq!(posts[0]["author_name"], "Alex Morgan");
}

#[tokio::test]
async fn switches_can_be_turned_from_outside_one_by_one() {
    let stage = Stage::open().await;
    let done = turn(
        &stage,
        "switches",
        json!({"daily_limit": 7, "auto_approve": "sam"}),
    )
    .await;
    assert_eq!(done, (204, String::new()));
    let all: Value = stage.get("/sandbox/switches").await.json().await.unwrap();
    assert_eq!(all["daily_limit"], 7);
    assert_eq!(all["auto_approve"], "sam");
    assert_eq!(all["text_limit"], 3_000);
    check(
        &turn(&stage, "switches", json!({"unheard_of": 1})).await,
        400,
        "unheard_of",
    );
}

#[tokio::test]
async fn time_can_be_moved_from_outside() {
    let stage = Stage::open().await;
    turn(&stage, "clock", json!({"advance_secs": 3600})).await;
    assert_eq!(stage.sandbox.now().to_string(), "2026-11-24T13:00:00Z");
    turn(&stage, "clock", json!({"freeze": "2027-01-01T00:00:00Z"})).await;
    assert_eq!(stage.sandbox.now().to_string(), "2027-01-01T00:00:00Z");
}

#[tokio::test]
async fn faults_can_be_ordered_and_forgotten_from_outside() {
    let stage = Stage::open().await;
    let fault = json!({"route": "user_info", "what": {"answer": {"status": 503, "body": "busy"}}});
    turn(&stage, "faults", fault.clone()).await;
    check(&read(stage.get("/v2/userinfo").await).await, 503, "busy");
    turn(&stage, "faults", fault).await;
    turn(&stage, "clear-faults", json!({})).await;
    assert_eq!(stage.get("/v2/userinfo").await.status(), 401);
    let wrong = turn(
        &stage,
        "faults",
        json!({"route": "nowhere", "what": "reset"}),
    )
    .await;
    assert_eq!(wrong.0, 400);
}

#[tokio::test]
async fn tokens_can_be_ended_from_outside() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    for (switch, code) in [("expire-tokens", "65602"), ("revoke-tokens", "65601")] {
        turn(&stage, switch, json!({})).await;
        let request = stage
            .request(Method::GET, "/v2/userinfo")
            .bearer_auth(&alex.token);
        check(&read(request.send().await.unwrap()).await, 401, code);
    }
}

#[tokio::test]
async fn a_form_cannot_turn_a_switch() {
    let stage = Stage::open().await;
    let request = stage
        .request(Method::POST, "/sandbox/revoke-tokens")
        .form(&[("a", "b")]);
    assert_eq!(request.send().await.unwrap().status(), 400);
}

async fn turn(stage: &Stage, switch: &str, body: Value) -> (u16, String) {
    let request = stage
        .request(Method::POST, &format!("/sandbox/{switch}"))
        .json(&body);
    read(request.send().await.unwrap()).await
}

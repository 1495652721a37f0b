//! Who am I, and the gate every call passes: version, protocol, quota.

use std::time::Duration;

use reqwest::Method;
use sendoff::sandbox::Member;
use serde_json::Value;

use crate::support::{Session, Stage, check, header, post, read};

#[tokio::test]
async fn userinfo_names_the_member() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let request = stage
        .request(Method::GET, "/v2/userinfo")
        .bearer_auth(&alex.token);
    let about: Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(about["name"], "Alex Morgan");
    assert_eq!(about["email"], "alex@example.com");
    assert_eq!(about["locale"], "en-US");
}

#[tokio::test]
async fn userinfo_tells_no_address_without_its_scope() {
    let stage = Stage::open().await;
    let keys = stage.sandbox.self_serve_app();
    let token = stage.sign_in(keys, "openid profile", Member::Alex).await;
    let request = stage
        .request(Method::GET, "/v2/userinfo")
        .bearer_auth(&token);
    let about: Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(about["name"], "Alex Morgan");
    assert!(about.get("email").is_none() && about.get("email_verified").is_none());
}

#[tokio::test]
async fn a_locale_may_be_an_object() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    stage
        .sandbox
        .switches(|switches| switches.locale_as_object = true);
    let (_, body) = get(&stage, &alex, "/v2/userinfo").await;
    let about: Value = serde_json::from_str(&body).unwrap();
    let expected = serde_json::json!({"country": "US", "language": "en"});
    assert_eq!(about["locale"], expected);
}

#[tokio::test]
async fn me_names_the_member_to_the_community_app_only() {
    let stage = Stage::open().await;
    let (alex, community) = (stage.member(Member::Alex).await, stage.community().await);
    check(
        &get(&stage, &alex, "/v2/me").await,
        403,
        "me.GET.NO_VERSION",
    );
    check(
        &get(&stage, &community, "/v2/userinfo").await,
        403,
        "userinfo.GET.NO_VERSION",
    );
    check(
        &get(&stage, &community, "/v2/me").await,
        200,
        r#""localizedLastName":"Morgan""#,
    );
    let only_id = get(&stage, &community, "/v2/me?fields=id").await;
    assert!(!only_id.1.contains("Morgan"));
}

#[tokio::test]
async fn a_member_is_somebody_else_to_each_app() {
    let stage = Stage::open().await;
    assert_ne!(
        stage.member(Member::Alex).await.person,
        stage.community().await.person
    );
}

#[tokio::test]
async fn the_three_headers_are_asked_for() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let send = async |version: Option<&str>, protocol: Option<&str>| {
        let mut request = stage
            .request(Method::POST, "/rest/posts")
            .bearer_auth(&alex.token)
            .json(&post(&alex.person, "hi"));
        if let Some(version) = version {
            request = request.header("LinkedIn-Version", version);
        }
        if let Some(protocol) = protocol {
            request = request.header("X-Restli-Protocol-Version", protocol);
        }
        read(request.send().await.unwrap()).await
    };
    check(&send(None, Some("2.0.0")).await, 400, "VERSION_MISSING");
    let retired = send(Some("202511"), Some("2.0.0")).await;
    check(&retired, 426, "Requested version 20251101 is not active");
    check(
        &send(Some("202512"), Some("2.0.0")).await,
        426,
        "NONEXISTENT_VERSION",
    );
    check(&send(Some("202609"), None).await, 400, "ILLEGAL_ARGUMENT");
    check(
        &send(Some("202609"), Some("1.0.0")).await,
        400,
        "ILLEGAL_ARGUMENT",
    );
    assert_eq!(send(Some("202601"), Some("2.0.0")).await.0, 201);
}

#[tokio::test]
async fn the_daily_quota_ends_at_midnight_in_greenwich() {
    let stage = Stage::open().await;
    let (alex, sam) = (
        stage.member(Member::Alex).await,
        stage.member(Member::Sam).await,
    );
    // Signing in has already cost Alex one call.
    stage.sandbox.switches(|switches| switches.daily_limit = 3);
    for status in [200, 200, 429] {
        assert_eq!(get(&stage, &alex, "/v2/userinfo").await.0, status);
    }
    assert_eq!(get(&stage, &sam, "/v2/userinfo").await.0, 200);
    stage.sandbox.advance(Duration::from_secs(12 * 3600 - 1));
    check(
        &get(&stage, &alex, "/v2/userinfo").await,
        429,
        r#""serviceErrorCode":101"#,
    );
    stage.sandbox.advance(Duration::from_secs(1));
    assert_eq!(get(&stage, &alex, "/v2/userinfo").await.0, 200);
}

#[tokio::test]
async fn each_app_has_its_own_limits_for_a_member_and_for_all() {
    let stage = Stage::open().await;
    stage.sandbox.switches(|switches| {
        switches.daily_limit = 2;
        switches.daily_app_limit = 3;
        switches.community_daily_limit = 4;
        switches.community_daily_app_limit = 3;
    });
    // Each of the three has spent one call on signing in.
    let (alex, sam) = (
        stage.member(Member::Alex).await,
        stage.member(Member::Sam).await,
    );
    let community = stage.community().await;
    let rows = [
        (&alex, "/v2/userinfo", 200, "Alex"),
        (&alex, "/v2/userinfo", 429, "throttle MEMBER DAY limit"),
        (&sam, "/v2/userinfo", 429, "throttle APPLICATION DAY limit"),
        (&community, "/v2/me", 200, "Alex"),
        (&community, "/v2/me", 200, "Alex"),
        (&community, "/v2/me", 429, "throttle APPLICATION DAY limit"),
    ];
    for (session, target, status, words) in rows {
        check(&get(&stage, session, target).await, status, words);
    }
}

#[tokio::test]
async fn the_limits_are_those_of_self_service_and_of_the_development_tier() {
    let stage = Stage::open().await;
    let (alex, community) = (stage.member(Member::Alex).await, stage.community().await);
    let rows = [(&alex, "/v2/userinfo", 150), (&community, "/v2/me", 100)];
    for (session, target, limit) in rows {
        // One was spent on signing in.
        for _ in 1..limit {
            assert_eq!(get(&stage, session, target).await.0, 200);
        }
        let refused = get(&stage, session, target).await;
        check(&refused, 429, "throttle MEMBER DAY limit");
    }
    stage.sandbox.switches(|switches| {
        assert_eq!(switches.daily_app_limit, 100_000);
        assert_eq!(switches.community_daily_app_limit, 500);
    });
}

#[tokio::test]
async fn a_throttled_answer_has_no_rate_headers() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    stage.sandbox.switches(|switches| switches.daily_limit = 0);
    let request = stage
        .request(Method::GET, "/v2/userinfo")
        .bearer_auth(&alex.token);
    let response = request.send().await.unwrap();
    let names: Vec<&str> = response
        .headers()
        .keys()
        .map(reqwest::header::HeaderName::as_str)
        .collect();
    assert!(
        !names
            .iter()
            .any(|name| name.contains("rate") || *name == "retry-after"),
        "{names:?}"
    );
}

#[tokio::test]
async fn every_answer_can_be_traced_and_dated() {
    let stage = Stage::open().await;
    for target in ["/v2/userinfo", "/nowhere", "/feed/"] {
        let response = stage.get(target).await;
        assert!(!header(&response, "x-li-uuid").is_empty());
        assert_eq!(header(&response, "date"), "Tue, 24 Nov 2026 12:00:00 GMT");
    }
}

#[tokio::test]
async fn unknown_paths_and_wrong_methods_answer_json() {
    let stage = Stage::open().await;
    check(
        &read(stage.get("/rest/likes").await).await,
        404,
        r#""status":404"#,
    );
    let response = stage
        .request(Method::DELETE, "/v2/me")
        .send()
        .await
        .unwrap();
    check(&read(response).await, 405, r#""status":405"#);
}

#[tokio::test]
async fn a_foreign_host_name_is_turned_away() {
    let stage = Stage::open().await;
    let request = stage
        .request(Method::GET, "/sandbox/ledger")
        .header("host", "evil.example");
    assert_eq!(request.send().await.unwrap().status(), 421);
}

async fn get(stage: &Stage, session: &Session, target: &str) -> (u16, String) {
    let request = stage
        .request(Method::GET, target)
        .bearer_auth(&session.token);
    read(request.send().await.unwrap()).await
}

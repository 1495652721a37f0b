//! Codes, tokens, refresh, introspection, revocation; and the native PKCE flow.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Method;
use sendoff::sandbox::{Member, ScopeSeparator};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::support::{
    MEMBER_SCOPES, REDIRECT, Stage, authorize_target, check, header, query, read,
};

const VERIFIER: &str = "0123456789abcdefghijklmnopqrstuvwxyz-._~ABCDEFG";

#[tokio::test]
async fn a_code_becomes_a_long_token() {
    let stage = Stage::open().await;
    let keys = stage.sandbox.self_serve_app();
    let code = stage.code(keys, MEMBER_SCOPES, Member::Alex).await;
    let answer: Value = stage.exchange(keys, &code).await.json().await.unwrap();
    assert!(answer["access_token"].as_str().unwrap().len() >= 500);
    assert_eq!(answer["expires_in"], 5_184_000);
    assert_eq!(answer["token_type"], "Bearer");
    assert_eq!(answer["scope"], "email,openid,profile,w_member_social");
    assert!(answer["id_token"].is_string());
    assert!(answer["refresh_token"].is_null());
}

#[tokio::test]
async fn a_code_works_once() {
    let stage = Stage::open().await;
    let keys = stage.sandbox.self_serve_app();
    let code = stage.code(keys, MEMBER_SCOPES, Member::Alex).await;
    assert_eq!(stage.exchange(keys, &code).await.status(), 200);
    let again = read(stage.exchange(keys, &code).await).await;
    check(&again, 400, "authorization code not found");
}

#[tokio::test]
async fn a_code_lives_thirty_minutes() {
    let stage = Stage::open().await;
    let keys = stage.sandbox.self_serve_app();
    let code = stage.code(keys, MEMBER_SCOPES, Member::Alex).await;
    stage.sandbox.advance(Duration::from_mins(30));
    check(
        &read(stage.exchange(keys, &code).await).await,
        400,
        "authorization code expired",
    );
}

#[tokio::test]
async fn a_code_is_bound_to_its_app_and_redirect() {
    let stage = Stage::open().await;
    let keys = stage.sandbox.self_serve_app();
    let code = stage.code(keys, MEMBER_SCOPES, Member::Alex).await;
    let other = stage.exchange(stage.sandbox.community_app(), &code).await;
    check(&read(other).await, 400, "does not match");
    let code = stage.code(keys, MEMBER_SCOPES, Member::Alex).await;
    let form = standard(&code, "http://127.0.0.1:18721/callback", keys.client_secret);
    check(&read(stage.token(&form).await).await, 400, "does not match");
}

#[tokio::test]
async fn a_wrong_secret_or_a_verifier_beside_a_secret_is_refused() {
    let stage = Stage::open().await;
    let keys = stage.sandbox.self_serve_app();
    let code = stage.code(keys, MEMBER_SCOPES, Member::Alex).await;
    let wrong = stage.token(&standard(&code, REDIRECT, "wrong")).await;
    check(&read(wrong).await, 401, "invalid_client");
    let mut form = standard(&code, REDIRECT, keys.client_secret).to_vec();
    form.push(("code_verifier", VERIFIER));
    check(&read(stage.token(&form).await).await, 401, "invalid_client");
}

#[tokio::test]
async fn a_missing_parameter_is_named() {
    let stage = Stage::open().await;
    let keys = stage.sandbox.self_serve_app();
    let all = standard("c", REDIRECT, keys.client_secret);
    for (name, _) in all {
        let form: Vec<_> = all
            .iter()
            .copied()
            .filter(|(key, _)| *key != name)
            .collect();
        let answer = read(stage.token(&form).await).await;
        check(&answer, 400, &format!(r#"\"{name}\" is missing"#));
    }
}

#[tokio::test]
async fn the_token_endpoint_reads_forms_only() {
    let stage = Stage::open().await;
    let body = serde_json::json!({"grant_type": "authorization_code"});
    let request = stage
        .request(Method::POST, "/oauth/v2/accessToken")
        .json(&body);
    check(
        &read(request.send().await.unwrap()).await,
        400,
        "grant_type",
    );
}

#[tokio::test]
async fn switches_shape_the_token_answer() {
    let stage = Stage::open().await;
    let keys = stage.sandbox.self_serve_app();
    stage.sandbox.switches(|switches| {
        switches.token_type = None;
        switches.scope_separator = ScopeSeparator::Space;
        switches.token_life_secs = 60;
    });
    let code = stage.code(keys, MEMBER_SCOPES, Member::Alex).await;
    let answer: Value = stage.exchange(keys, &code).await.json().await.unwrap();
    assert!(answer.get("token_type").is_none());
    assert_eq!(answer["scope"], "email openid profile w_member_social");
    assert_eq!(answer["expires_in"], 60);
}

#[tokio::test]
async fn refreshing_gives_a_new_token_and_the_remaining_life() {
    let stage = Stage::open().await;
    let keys = stage.sandbox.self_serve_app();
    stage
        .sandbox
        .switches(|switches| switches.refresh_tokens = true);
    let code = stage.code(keys, MEMBER_SCOPES, Member::Alex).await;
    let first: Value = stage.exchange(keys, &code).await.json().await.unwrap();
    assert_eq!(first["refresh_token_expires_in"], 31_536_000);
    stage.sandbox.advance(Duration::from_hours(24));
    let refresh = first["refresh_token"].as_str().unwrap();
    let form = [
        ("grant_type", "refresh_token"),
        ("refresh_token", refresh),
        ("client_id", keys.client_id),
        ("client_secret", keys.client_secret),
    ];
    let second: Value = stage.token(&form).await.json().await.unwrap();
    assert_ne!(second["access_token"], first["access_token"]);
    assert_eq!(second["refresh_token"], first["refresh_token"]);
    assert_eq!(second["refresh_token_expires_in"], 31_536_000 - 86_400);
    stage.sandbox.revoke_all_tokens();
    check(&read(stage.token(&form).await).await, 400, "invalid_grant");
}

#[tokio::test]
async fn another_grant_type_is_not_supported() {
    let stage = Stage::open().await;
    let keys = stage.sandbox.self_serve_app();
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", keys.client_id),
        ("client_secret", keys.client_secret),
    ];
    let answer = read(stage.token(&form).await).await;
    check(&answer, 400, "unsupported_grant_type");
}

#[tokio::test]
async fn a_refresh_token_works_only_for_its_app_and_until_it_is_revoked() {
    let stage = Stage::open().await;
    let (own, other) = (
        stage.sandbox.self_serve_app(),
        stage.sandbox.community_app(),
    );
    stage
        .sandbox
        .switches(|switches| switches.refresh_tokens = true);
    let code = stage.code(own, MEMBER_SCOPES, Member::Alex).await;
    let first: Value = stage.exchange(own, &code).await.json().await.unwrap();
    let refresh = first["refresh_token"].as_str().unwrap();
    let ask = async |token: &str, id: &str, secret: &str| {
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", token),
            ("client_id", id),
            ("client_secret", secret),
        ];
        read(stage.token(&form).await).await
    };
    let by_other = ask(refresh, other.client_id, other.client_secret).await;
    check(&by_other, 400, "invalid_grant");
    let wrong = ask(refresh, own.client_id, "wrong").await;
    check(&wrong, 401, "invalid_client");
    let unknown = ask("unknown", own.client_id, own.client_secret).await;
    check(&unknown, 400, "invalid_grant");
    assert_eq!(ask(refresh, own.client_id, own.client_secret).await.0, 200);
    let form = [
        ("token", refresh),
        ("client_id", own.client_id),
        ("client_secret", own.client_secret),
    ];
    let request = stage.request(Method::POST, "/oauth/v2/revoke").form(&form);
    assert_eq!(request.send().await.unwrap().status(), 200);
    let late = ask(refresh, own.client_id, own.client_secret).await;
    check(&late, 400, "invalid_grant");
}

#[tokio::test]
async fn asking_for_other_scopes_ends_earlier_tokens() {
    let stage = Stage::open().await;
    let keys = stage.sandbox.self_serve_app();
    let alex = stage.member(Member::Alex).await;
    let sam = stage.member(Member::Sam).await;
    stage.member(Member::Alex).await;
    assert_eq!(userinfo(&stage, &alex.token).await.0, 200);
    stage.sign_in(keys, "openid profile", Member::Alex).await;
    check(&userinfo(&stage, &alex.token).await, 401, "65601");
    assert_eq!(userinfo(&stage, &sam.token).await.0, 200);
}

#[tokio::test]
async fn tokens_end_in_three_ways() {
    let stage = Stage::open().await;
    check(&userinfo(&stage, "garbage").await, 401, "65600");
    let alex = stage.member(Member::Alex).await;
    stage.sandbox.expire_all_tokens();
    check(&userinfo(&stage, &alex.token).await, 401, "65602");
    stage.sandbox.revoke_all_tokens();
    check(&userinfo(&stage, &alex.token).await, 401, "65601");
    let bare = stage.get("/v2/userinfo").await;
    check(&read(bare).await, 401, "EMPTY_ACCESS_TOKEN");
}

#[tokio::test]
async fn a_token_expires_after_sixty_days() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    stage.sandbox.advance(Duration::from_secs(5_183_999));
    assert_eq!(userinfo(&stage, &alex.token).await.0, 200);
    stage.sandbox.advance(Duration::from_secs(1));
    check(
        &userinfo(&stage, &alex.token).await,
        401,
        "EXPIRED_ACCESS_TOKEN",
    );
}

#[tokio::test]
async fn a_fresh_token_is_refused_until_its_seconds_are_over() {
    let stage = Stage::open().await;
    stage
        .sandbox
        .switches(|switches| switches.fresh_token_secs = 5);
    let keys = stage.sandbox.self_serve_app();
    let token = stage.sign_in(keys, MEMBER_SCOPES, Member::Alex).await;
    // However often it is tried, only time helps.
    for _ in 0..3 {
        check(&userinfo(&stage, &token).await, 401, "REVOKED_ACCESS_TOKEN");
    }
    stage.sandbox.advance(Duration::from_secs(4));
    check(&userinfo(&stage, &token).await, 401, "65601");
    stage.sandbox.advance(Duration::from_secs(1));
    assert_eq!(userinfo(&stage, &token).await.0, 200);
}

#[tokio::test]
async fn introspection_tells_an_app_about_its_own_tokens_only() {
    let stage = Stage::open().await;
    let (own, other) = (
        stage.sandbox.self_serve_app(),
        stage.sandbox.community_app(),
    );
    let alex = stage.member(Member::Alex).await;
    let ask = async |id: &str, secret: &str| {
        let form = [
            ("token", alex.token.as_str()),
            ("client_id", id),
            ("client_secret", secret),
        ];
        let request = stage
            .request(Method::POST, "/oauth/v2/introspectToken")
            .form(&form);
        read(request.send().await.unwrap()).await
    };
    let known = ask(own.client_id, own.client_secret).await;
    check(&known, 200, r#""status":"active""#);
    check(&known, 200, r#""expires_at":1800705600"#);
    check(
        &ask(other.client_id, other.client_secret).await,
        200,
        r#"{"active":false}"#,
    );
    check(&ask("nobody", "x").await, 400, "client_id");
    check(&ask(own.client_id, "wrong").await, 401, "invalid_client");
}

#[tokio::test]
async fn a_revoked_token_is_dead() {
    let stage = Stage::open().await;
    let keys = stage.sandbox.self_serve_app();
    let alex = stage.member(Member::Alex).await;
    let form = [
        ("token", alex.token.as_str()),
        ("client_id", keys.client_id),
        ("client_secret", keys.client_secret),
    ];
    let request = stage.request(Method::POST, "/oauth/v2/revoke").form(&form);
    assert_eq!(request.send().await.unwrap().status(), 200);
    check(&userinfo(&stage, &alex.token).await, 401, "65601");
}

#[tokio::test]
async fn the_native_flow_proves_itself_by_the_verifier() {
    let stage = Stage::open().await;
    let keys = stage.sandbox.self_serve_app();
    let code = native_code(&stage).await;
    let form = native(&code, keys.client_id, VERIFIER);
    assert_eq!(stage.token(&form).await.status(), 200);
    let code = native_code(&stage).await;
    let wrong = VERIFIER.replace('A', "B");
    let answer = stage.token(&native(&code, keys.client_id, &wrong)).await;
    check(&read(answer).await, 400, "does not match");
    let code = native_code(&stage).await;
    let answer = stage.exchange(keys, &code).await;
    check(&read(answer).await, 400, "does not match");
}

#[tokio::test]
async fn the_native_flow_wants_a_challenge_and_no_openid() {
    let stage = Stage::open().await;
    let good = native_target(&stage);
    let rows = [
        (good.replace("S256", "plain"), "invalid_request"),
        (
            good.replace("code_challenge=", "challenge="),
            "invalid_request",
        ),
        (
            good.replace("w_member_social", "openid"),
            "invalid_scope_error",
        ),
    ];
    for (target, error) in rows {
        let location = header(&stage.get(&target).await, "location");
        assert!(location.contains(error), "{location}");
    }
    let named = good.replace("127.0.0.1", "localhost");
    assert_eq!(stage.get(&named).await.status(), 400);
}

#[tokio::test]
async fn the_native_flow_takes_any_port_of_a_registered_redirect() {
    let stage = Stage::open().await;
    stage
        .sandbox
        .switches(|switches| switches.registered_redirects = Some(vec![REDIRECT.to_owned()]));
    let good = native_target(&stage);
    let rows = [
        ("another port", good.replace("18720", "18721"), 200),
        ("another path", good.replace("callback", "back"), 400),
        (
            "another host",
            good.replace("127.0.0.1", "%5B%3A%3A1%5D"),
            400,
        ),
    ];
    for (name, target, status) in rows {
        assert_eq!(stage.get(&target).await.status(), status, "{name}");
    }
}

#[tokio::test]
async fn the_native_flow_may_not_be_enabled() {
    let stage = Stage::open().await;
    stage
        .sandbox
        .switches(|switches| switches.native_pkce = false);
    let response = stage.get(&native_target(&stage)).await;
    check(&read(response).await, 400, "native flow");
}

fn standard<'a>(code: &'a str, redirect: &'a str, secret: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", redirect),
        ("client_id", "sandbox-self-serve"),
        ("client_secret", secret),
    ]
}

fn native<'a>(code: &'a str, client_id: &'a str, verifier: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", REDIRECT),
        ("client_id", client_id),
        ("code_verifier", verifier),
    ]
}

fn native_target(stage: &Stage) -> String {
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
    let target = authorize_target(stage.sandbox.self_serve_app(), "w_member_social");
    let target = target.replace("/oauth/v2/", "/oauth/native-pkce/");
    format!("{target}&code_challenge={challenge}&code_challenge_method=S256")
}

async fn native_code(stage: &Stage) -> String {
    query(
        &stage.consent(&native_target(stage), "alex", "allow").await,
        "code",
    )
}

async fn userinfo(stage: &Stage, token: &str) -> (u16, String) {
    let request = stage
        .request(Method::GET, "/v2/userinfo")
        .bearer_auth(token);
    read(request.send().await.unwrap()).await
}

//! The consent page and what it sends back to the app.

use reqwest::Method;
use sendoff::sandbox::Member;

use crate::support::{
    COMMUNITY_SCOPES, MEMBER_SCOPES, REDIRECT, Stage, authorize_target, check, header, query, read,
};

#[tokio::test]
async fn the_consent_page_is_a_plain_form_without_scripts() {
    let stage = Stage::open().await;
    let target = authorize_target(stage.sandbox.self_serve_app(), MEMBER_SCOPES);
    let response = stage.get(&target).await;
    assert!(header(&response, "content-security-policy").contains("default-src 'none'"));
    let page = read(response).await;
    check(&page, 200, "<form");
    check(&page, 200, "Alex Morgan");
    check(&page, 200, "Sam Rivera");
    check(&page, 200, "Sandbox — not LinkedIn");
    assert!(!page.1.contains("<script"));
}

#[tokio::test]
async fn allowing_sends_a_code_and_the_state() {
    let stage = Stage::open().await;
    let target = authorize_target(stage.sandbox.self_serve_app(), MEMBER_SCOPES);
    let back = stage.consent(&target, "alex", "allow").await;
    assert_eq!(back.path(), "/callback");
    assert_eq!(query(&back, "state"), "s-1");
    assert!(!query(&back, "code").is_empty());
}

#[tokio::test]
async fn cancelling_says_which_page_was_left() {
    let stage = Stage::open().await;
    let target = authorize_target(stage.sandbox.self_serve_app(), MEMBER_SCOPES);
    let rows = [
        ("cancel", "user_cancelled_authorize"),
        ("cancel_login", "user_cancelled_login"),
    ];
    for (decision, error) in rows {
        let back = stage.consent(&target, "alex", decision).await;
        assert_eq!(query(&back, "error"), error);
        assert_eq!(query(&back, "state"), "s-1");
        assert_eq!(query(&back, "code"), "");
    }
}

#[tokio::test]
async fn every_button_of_the_page_sends_the_browser_back() {
    let stage = Stage::open().await;
    let target = authorize_target(stage.sandbox.self_serve_app(), MEMBER_SCOPES);
    let (_, page) = read(stage.get(&target).await).await;
    let decisions: Vec<&str> = page
        .split(r#"name="decision" value=""#)
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(decisions, ["cancel_login", "cancel", "allow"]);
    let action = page.split(r#"action=""#).nth(1).unwrap();
    let action = action.split('"').next().unwrap().replace("&amp;", "&");
    let answers = ["user_cancelled_login", "user_cancelled_authorize", ""];
    for (decision, error) in decisions.into_iter().zip(answers) {
        let back = stage.consent(&action, "sam", decision).await;
        assert_eq!(query(&back, "error"), error);
        assert_eq!(query(&back, "code").is_empty(), decision != "allow");
    }
}

#[tokio::test]
async fn a_wrong_app_or_redirect_gets_a_page_and_no_redirect() {
    let stage = Stage::open().await;
    let good = authorize_target(stage.sandbox.self_serve_app(), MEMBER_SCOPES);
    let rows = [
        good.replace("sandbox-self-serve", "nobody"),
        good.replace("127.0.0.1", "evil.example"),
        good.replace("127.0.0.1", "127.0.0.1.evil.example"),
        good.replace("http%3A", "https%3A"),
        good.replace("callback", "callback%23part"),
        good.replace("redirect_uri", "redirect"),
    ];
    for target in rows {
        let response = stage.get(&target).await;
        assert!(response.headers().get("location").is_none(), "{target}");
        check(&read(response).await, 400, "Something went wrong");
    }
}

#[tokio::test]
async fn every_loopback_address_is_registered() {
    let stage = Stage::open().await;
    let good = authorize_target(stage.sandbox.self_serve_app(), MEMBER_SCOPES);
    for host in ["127.0.0.1%3A1", "%5B%3A%3A1%5D%3A9", "localhost%3A8080"] {
        let target = good.replace("127.0.0.1%3A18720", host);
        assert_eq!(stage.get(&target).await.status(), 200, "{host}");
    }
}

#[tokio::test]
async fn a_registered_redirect_is_matched_exactly_but_for_its_query() {
    let stage = Stage::open().await;
    stage
        .sandbox
        .switches(|switches| switches.registered_redirects = Some(vec![REDIRECT.to_owned()]));
    let good = authorize_target(stage.sandbox.self_serve_app(), MEMBER_SCOPES);
    let rows = [
        ("as registered", good.clone(), 200),
        (
            "with a query",
            good.replace("callback", "callback%3Fa%3D1"),
            200,
        ),
        ("another port", good.replace("18720", "18721"), 400),
        ("another name", good.replace("127.0.0.1", "localhost"), 400),
        ("another path", good.replace("callback", "callback%2F"), 400),
        ("another case", good.replace("callback", "Callback"), 400),
        (
            "a fragment",
            good.replace("callback", "callback%3Fa%23b"),
            400,
        ),
    ];
    for (name, target, status) in rows {
        let response = stage.get(&target).await;
        assert!(response.headers().get("location").is_none(), "{name}");
        assert_eq!(response.status(), status, "{name}");
    }
    stage
        .sandbox
        .switches(|switches| switches.registered_redirects = Some(Vec::new()));
    let refused = read(stage.get(&good).await).await;
    check(&refused, 400, "does not match the registered value");
}

#[tokio::test]
async fn scopes_are_refused_in_the_redirect() {
    let stage = Stage::open().await;
    let rows = [
        ("openid w_organization_social", "unauthorized_scope_error"),
        ("openid r_member_social", "unauthorized_scope_error"),
        ("openid make_coffee", "invalid_scope_error"),
        ("", "invalid_scope_error"),
        ("openid,profile,w_member_social", "invalid_scope_error"),
        ("openid profile,w_member_social", "invalid_scope_error"),
    ];
    for (scopes, error) in rows {
        let target = authorize_target(stage.sandbox.self_serve_app(), scopes);
        let response = stage.get(&target).await;
        let back = url::Url::parse(&header(&response, "location")).unwrap();
        assert_eq!(query(&back, "error"), error, "{scopes}");
        assert_eq!(query(&back, "state"), "s-1");
    }
}

#[tokio::test]
async fn a_response_type_and_a_state_are_asked_for() {
    let stage = Stage::open().await;
    let good = authorize_target(stage.sandbox.self_serve_app(), MEMBER_SCOPES);
    let rows = [
        (
            "no response type",
            good.replace("response_type", "type"),
            "response_type",
        ),
        (
            "another response type",
            good.replace("=code", "=token"),
            "response_type",
        ),
        ("no state", good.replace("state=s-1", "s=1"), "state"),
        (
            "an empty state",
            good.replace("state=s-1", "state="),
            "state",
        ),
    ];
    for (name, target, parameter) in rows {
        let location = header(&stage.get(&target).await, "location");
        let back = url::Url::parse(&location).unwrap();
        assert_eq!(query(&back, "error"), "invalid_request", "{name}");
        assert!(
            query(&back, "error_description").contains(parameter),
            "{name}"
        );
        assert_eq!(query(&back, "code"), "", "{name}");
    }
}

#[tokio::test]
async fn an_unprovisioned_scope_is_named_with_entities() {
    let stage = Stage::open().await;
    let target = authorize_target(stage.sandbox.self_serve_app(), "w_organization_social");
    let location = header(&stage.get(&target).await, "location");
    let wire =
        "Scope+%26quot%3Bw_organization_social%26quot%3B+is+not+authorized+for+your+application";
    assert!(location.contains(wire), "{location}");
}

#[tokio::test]
async fn the_community_app_has_no_openid() {
    let stage = Stage::open().await;
    let target = authorize_target(stage.sandbox.community_app(), "openid r_basicprofile");
    let location = header(&stage.get(&target).await, "location");
    assert!(location.contains("unauthorized_scope_error"));
}

#[tokio::test]
async fn markup_in_the_request_stays_text() {
    let stage = Stage::open().await;
    let good = authorize_target(stage.sandbox.self_serve_app(), MEMBER_SCOPES);
    let target = good.replace("s-1", "%22%3E%3Cscript%3Ealert(1)%3C/script%3E'");
    let (status, page) = read(stage.get(&target).await).await;
    assert_eq!(status, 200);
    assert!(!page.contains("<script") && !page.contains("alert(1)</script"));
}

#[tokio::test]
async fn auto_approve_needs_no_page() {
    let stage = Stage::open().await;
    stage
        .sandbox
        .switches(|switches| switches.auto_approve = Some(Member::Alex));
    let target = authorize_target(stage.sandbox.community_app(), COMMUNITY_SCOPES);
    let response = stage.get(&target).await;
    assert_eq!(response.status(), 302);
    assert!(header(&response, "location").contains("code="));
}

#[tokio::test]
async fn consent_is_skipped_only_for_the_same_scopes_and_a_live_token() {
    let stage = Stage::open().await;
    let keys = stage.sandbox.self_serve_app();
    stage.member(Member::Alex).await;
    let ask = async |scopes: &str| {
        let target = authorize_target(keys, scopes);
        let request = stage
            .request(Method::GET, &target)
            .header("cookie", "sandbox_member=alex");
        request.send().await.unwrap().status().as_u16()
    };
    assert_eq!(ask(MEMBER_SCOPES).await, 302);
    assert_eq!(ask("openid profile").await, 200);
    stage.sandbox.expire_all_tokens();
    assert_eq!(ask(MEMBER_SCOPES).await, 200);
}

#[tokio::test]
async fn the_form_remembers_who_signed_in() {
    let stage = Stage::open().await;
    let target = authorize_target(stage.sandbox.self_serve_app(), MEMBER_SCOPES);
    let form = [("member", "sam"), ("decision", "allow")];
    let response = stage
        .request(Method::POST, &target)
        .form(&form)
        .send()
        .await
        .unwrap();
    assert!(header(&response, "set-cookie").starts_with("sandbox_member=sam;"));
    let response = stage.get("/m/logout/").await;
    assert!(header(&response, "set-cookie").contains("Max-Age=0"));
}

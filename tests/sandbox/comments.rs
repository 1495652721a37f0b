//! Comments: who may write one, the shape of it, and the moment in which a new post is not found.

use std::time::Duration;

use reqwest::Method;
use sendoff::sandbox::Member;
use serde_json::{Value, json};

use crate::support::{COMMUNITY_SCOPES, NORTHWIND, Session, Stage, check, enc, read};

/// Alex, signed in to the community app with the right to comment.
async fn commenter(stage: &Stage) -> Session {
    let keys = stage.sandbox.community_app();
    let scopes = format!("{COMMUNITY_SCOPES} w_member_social_feed w_organization_social_feed");
    // The last sign-in of a member to an app is the one whose token holds.
    let person = stage.community().await.person;
    let token = stage.sign_in(keys, &scopes, Member::Alex).await;
    Session { token, person }
}

fn body(actor: &str, post: &str, text: &str) -> Value {
    json!({"actor": actor, "object": post, "message": {"text": text}})
}

async fn send(stage: &Stage, session: &Session, post: &str, body: &Value) -> (u16, String) {
    let target = format!("/rest/socialActions/{}/comments", enc(post));
    let request = stage.rest(session, Method::POST, &target).json(body);
    read(request.send().await.unwrap()).await
}

#[tokio::test]
async fn a_comment_stands_below_its_post_exactly_as_it_was_sent() {
    let stage = Stage::open().await;
    let alex = commenter(&stage).await;
    for actor in [alex.person.as_str(), NORTHWIND] {
        let post = stage.publish(&alex, actor, actor).await;
        let said = send(
            &stage,
            &alex,
            &post,
            &body(actor, &post, "More (here) *now*"),
        )
        .await;
        check(&said, 201, "urn:li:comment:(urn:li:activity:");
    }
    for post in stage.sandbox.posts() {
        let page = read(stage.get(&format!("/feed/update/{}/", post.urn)).await).await;
        check(&page, 200, "</strong><br>More (here) *now*</blockquote>");
        assert_eq!(post.comments.len(), 1);
        assert_eq!(post.comments[0].text, "More (here) *now*");
        assert_eq!(post.comments[0].actor, post.author);
    }
}

#[tokio::test]
async fn only_the_scopes_of_the_feed_allow_comments() {
    let stage = Stage::open().await;
    let member = stage.member(Member::Alex).await;
    let post = stage.publish(&member, &member.person, "hi").await;
    let said = send(&stage, &member, &post, &body(&member.person, &post, "x")).await;
    check(&said, 403, "partnerApiSocialActions.CREATE.20260901");
    let community = stage.community().await;
    let post = stage.publish(&community, NORTHWIND, "hello").await;
    let said = send(&stage, &community, &post, &body(NORTHWIND, &post, "x")).await;
    check(&said, 403, "partnerApiSocialActions.CREATE");
    assert!(
        stage
            .sandbox
            .posts()
            .iter()
            .all(|post| post.comments.is_empty())
    );
}

#[tokio::test]
async fn a_new_post_is_not_found_for_a_moment() {
    let stage = Stage::open().await;
    stage
        .sandbox
        .switches(|switches| switches.comment_lag_secs = 5);
    let alex = commenter(&stage).await;
    let post = stage.publish(&alex, NORTHWIND, "hi").await;
    let comment = body(NORTHWIND, &post, "x");
    let said = send(&stage, &alex, &post, &comment).await;
    check(&said, 404, "Unable to obtain activity for urn:li:share:");
    stage.sandbox.advance(Duration::from_secs(5));
    assert_eq!(send(&stage, &alex, &post, &comment).await.0, 201);
    let none = "urn:li:share:1";
    let said = send(&stage, &alex, none, &body(NORTHWIND, none, "x")).await;
    check(&said, 404, "Unable to obtain activity");
}

#[tokio::test]
async fn the_body_is_taken_at_its_word() {
    let stage = Stage::open().await;
    let alex = commenter(&stage).await;
    let post = stage.publish(&alex, NORTHWIND, "hi").await;
    let with = |name: &str, value: Value| {
        let mut body = body(NORTHWIND, &post, "x");
        body[name] = value;
        body
    };
    let rows = [
        (with("foo", json!(1)), 422, "/foo :: unrecognized field"),
        (with("actor", json!(null)), 403, "[/actor]"),
        (with("actor", json!("me")), 422, "Invalid Urn format"),
        (with("actor", json!("urn:li:person:other")), 403, "[/actor]"),
        (
            with("actor", json!("urn:li:organization:7310042")),
            403,
            "[/actor]",
        ),
        (with("object", json!("urn:li:share:1")), 400, "object"),
        (with("message", json!("x")), 422, "coerced to a record"),
        (with("message", json!({})), 422, "/message/text"),
        (with("message", json!({"text": " "})), 400, "BLANK"),
        (
            with("message", json!({"text": "x", "attributes": 1})),
            422,
            "/message/attributes",
        ),
        (
            with("message", json!({"text": "x".repeat(1_251)})),
            400,
            "FIELD_LENGTH_TOO_LONG",
        ),
        (json!({}), 422, "/actor :: field is required"),
    ];
    for (body, status, words) in rows {
        check(&send(&stage, &alex, &post, &body).await, status, words);
    }
    assert!(stage.sandbox.posts()[0].comments.is_empty());
    let longest = body(NORTHWIND, &post, &"x".repeat(1_250));
    assert_eq!(send(&stage, &alex, &post, &longest).await.0, 201);
}

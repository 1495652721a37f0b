//! Saying the same twice.

use std::time::Duration;

use reqwest::Method;
use sendoff::sandbox::{DuplicateScope, DuplicateUrn, Member};
use serde_json::{Value, json};

use crate::support::{Session, Stage, check, enc, png, post, read};

#[tokio::test]
async fn the_same_post_twice_is_a_duplicate_of_the_first() {
    let stage = Stage::open().await;
    let (alex, sam) = (
        stage.member(Member::Alex).await,
        stage.member(Member::Sam).await,
    );
    let urn = stage.publish(&alex, &alex.person, "Hello").await;
    stage
        .rest(&alex, Method::DELETE, &format!("/rest/posts/{}", enc(&urn)))
        .send()
        .await
        .unwrap();
    let again = say(&stage, &alex, "Hello", None).await;
    check(&again, 422, &format!("Content is a duplicate of {urn}"));
    check(&again, 422, "DUPLICATE_POST");
    stage.publish(&sam, &sam.person, "Hello").await;
    stage.publish(&alex, &alex.person, "Hello!").await;
    stage.sandbox.advance(Duration::from_hours(48));
    stage.publish(&alex, &alex.person, "Hello").await;
}

#[tokio::test]
async fn a_duplicate_may_name_a_ghost() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    stage
        .sandbox
        .switches(|switches| switches.duplicate_urn = DuplicateUrn::Ghost);
    let urn = stage.publish(&alex, &alex.person, "Hello").await;
    let (status, body) = say(&stage, &alex, "Hello", None).await;
    assert_eq!(status, 422);
    assert!(body.contains("urn:li:share:") && !body.contains(&urn));
}

#[tokio::test]
async fn two_spellings_of_what_readers_see_are_the_same() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let rows = [
        ("a hashtag", "I like #rust", r"I like {hashtag|\#|rust}"),
        ("an escape", "snake_case", r"snake\_case"),
        ("an unseen rest", "Hello (a)", "Hello [b]"),
    ];
    for (name, first, second) in rows {
        stage.publish(&alex, &alex.person, first).await;
        let again = say(&stage, &alex, second, None).await;
        assert_eq!(again.0, 422, "{name}");
    }
}

#[tokio::test]
async fn another_picture_makes_another_post_only_where_content_counts() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let (one, two) = (
        picture(&stage, &alex, 1).await,
        picture(&stage, &alex, 2).await,
    );
    let first = say(&stage, &alex, "Look", Some(&one)).await;
    assert_eq!(first.0, 201);
    let other = say(&stage, &alex, "Look", Some(&two)).await;
    check(&other, 422, "DUPLICATE_POST");
    check(
        &say(&stage, &alex, "Look", None).await,
        422,
        "DUPLICATE_POST",
    );
    stage
        .sandbox
        .switches(|switches| switches.duplicate_scope = DuplicateScope::TextAndContent);
    assert_eq!(say(&stage, &alex, "Look", Some(&two)).await.0, 201);
    // The same file under another URN is the same picture.
    let again = picture(&stage, &alex, 1).await;
    let again = say(&stage, &alex, "Look", Some(&again)).await;
    check(&again, 422, "DUPLICATE_POST");
}

#[tokio::test]
async fn posts_without_words_are_told_apart_by_their_pictures() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    for (shade, status) in [(1, 201), (2, 201), (1, 422)] {
        let content = picture(&stage, &alex, shade).await;
        assert_eq!(say(&stage, &alex, "", Some(&content)).await.0, status);
    }
}

#[tokio::test]
async fn a_changed_post_is_remembered_by_its_new_text() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let urn = stage.publish(&alex, &alex.person, "before").await;
    let change = stage
        .rest(&alex, Method::POST, &format!("/rest/posts/{}", enc(&urn)))
        .header("X-RestLi-Method", "PARTIAL_UPDATE")
        .json(&json!({"patch": {"$set": {"commentary": "after"}}}));
    assert_eq!(change.send().await.unwrap().status(), 204);
    check(&say(&stage, &alex, "after", None).await, 422, &urn);
    assert_eq!(say(&stage, &alex, "before", None).await.0, 201);
}

/// Creates a post with this text and content.
async fn say(
    stage: &Stage,
    session: &Session,
    text: &str,
    content: Option<&Value>,
) -> (u16, String) {
    let mut body = post(&session.person, text);
    if let Some(content) = content {
        body["content"] = content.clone();
    }
    read(stage.create(session, &body).await).await
}

/// The content of a post with one new picture.
async fn picture(stage: &Stage, session: &Session, shade: u8) -> Value {
    let urn = stage.upload(session, &session.person, png(shade)).await;
    json!({"media": {"id": urn}})
}

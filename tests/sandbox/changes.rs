//! Partial updates: which fields of a post change, and which values they take.

use std::time::Duration;

use reqwest::Method;
use sendoff::sandbox::{Lifecycle, Member};
use serde_json::{Value, json};

use crate::support::{Session, Stage, check, enc, header, png, post, read};

#[tokio::test]
async fn a_text_can_be_changed_and_readers_see_that_it_was() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let urn = stage.publish(&alex, &alex.person, "before").await;
    stage.sandbox.advance(Duration::from_mins(1));
    let done = set(&stage, &alex, &urn, json!({"commentary": "after (unseen)"})).await;
    assert_eq!(done, (204, String::new()));
    let changed = stage.sandbox.posts().remove(0);
    assert_eq!((changed.text.as_str(), changed.truncated), ("after ", true));
    assert_eq!(changed.modified_at, stage.sandbox.now());
    let page = read(stage.get(&format!("/feed/update/{urn}/")).await).await;
    check(&page, 200, "Edited");
}

#[tokio::test]
async fn only_the_settable_fields_change() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let urn = stage.publish(&alex, &alex.person, "hi").await;
    let landing = "https://example.com/a";
    let rows = [
        (json!({"contentCallToActionLabel": "LEARN_MORE"}), 204, ""),
        (json!({"contentLandingPage": landing}), 204, ""),
        (json!({"lifecycleState": "PUBLISHED"}), 204, ""),
        (
            json!({"adContext": {"dscName": "N", "dscStatus": "ACTIVE"}}),
            204,
            "",
        ),
        (json!({"content": {}}), 403, "[/content]"),
        (json!({"author": alex.person}), 403, "[/author]"),
        (json!({"commentary": null}), 403, "[/commentary]"),
        (json!({"foo": 1}), 422, "/foo :: unrecognized field"),
        (
            json!({"adContext": {"dscAdType": "VIDEO"}}),
            422,
            "/adContext/dscAdType",
        ),
    ];
    for (changes, status, words) in rows {
        check(&set(&stage, &alex, &urn, changes).await, status, words);
    }
    assert_eq!(stage.sandbox.posts()[0].text, "hi");
}

#[tokio::test]
async fn a_field_takes_only_values_of_its_kind() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let urn = stage.publish(&alex, &alex.person, "hi").await;
    let long = "a".repeat(3_001);
    let rows = [
        (
            json!({"commentary": 1}),
            422,
            "1 cannot be coerced to String",
        ),
        (json!({"commentary": long}), 400, "FIELD_LENGTH_TOO_LONG"),
        (
            json!({"contentCallToActionLabel": "CLICK"}),
            422,
            "enum symbol",
        ),
        (json!({"lifecycleState": "GONE"}), 422, "enum symbol"),
        (
            json!({"adContext": {"dscStatus": "ODD"}}),
            422,
            "enum symbol",
        ),
        (
            json!({"adContext": {"dscName": 1}}),
            422,
            "/adContext/dscName",
        ),
        (json!({"contentLandingPage": "example"}), 400, "INVALID_URL"),
        (
            json!({"contentLandingPage": "javascript:x"}),
            400,
            "INVALID_URL",
        ),
    ];
    for (changes, status, words) in rows {
        check(&set(&stage, &alex, &urn, changes).await, status, words);
    }
    assert_eq!(stage.sandbox.posts()[0].text, "hi");
}

#[tokio::test]
async fn a_patch_has_a_filled_set_and_nothing_beside_it() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let urn = stage.publish(&alex, &alex.person, "hi").await;
    let good = json!({"commentary": "x"});
    let rows = [
        (json!({}), 400, "must have a patch"),
        (json!({"patch": {}}), 400, "must have a patch"),
        (json!({"patch": {"$set": {}}}), 400, "must have a patch"),
        (json!({"patch": {"$set": "x"}}), 400, "must have a patch"),
        (
            json!({"patch": {"adContext": {}}}),
            400,
            "must have a patch",
        ),
        (
            json!({"patch": {"adContext": {"$set": {}}}}),
            400,
            "must have a patch",
        ),
        (
            json!({"patch": {"$set": good}, "foo": 1}),
            422,
            "/foo :: unrecognized field",
        ),
        (
            json!({"patch": {"$set": good, "$delete": ["content"]}}),
            422,
            "/patch/$delete :: unrecognized field",
        ),
        (
            json!({"patch": {"adContext": {"$set": {"dscName": "N"}}}}),
            204,
            "",
        ),
    ];
    for (body, status, words) in rows {
        check(
            &send(&stage, &alex, &urn, "PARTIAL_UPDATE", body).await,
            status,
            words,
        );
    }
    let other = send(
        &stage,
        &alex,
        &urn,
        "CREATE",
        json!({"patch": {"$set": good}}),
    )
    .await;
    check(&other, 400, "PARTIAL_UPDATE");
    assert_eq!(stage.sandbox.posts()[0].text, "hi");
}

#[tokio::test]
async fn a_text_may_be_emptied_only_where_a_picture_remains() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let bare = stage.publish(&alex, &alex.person, "hi").await;
    let refused = set(&stage, &alex, &bare, json!({"commentary": " \n"})).await;
    check(&refused, 400, "INVALID_VALUE_BLANK_FIELD");
    let picture = stage.upload(&alex, &alex.person, png(1)).await;
    let mut body = post(&alex.person, "Look");
    body["content"] = json!({"media": {"id": picture}});
    let pictured = header(&stage.create(&alex, &body).await, "x-restli-id");
    let done = set(&stage, &alex, &pictured, json!({"commentary": ""})).await;
    assert_eq!(done.0, 204);
}

#[tokio::test]
async fn a_post_that_is_no_longer_published_is_not_shown() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let urn = stage.publish(&alex, &alex.person, "hi").await;
    set(&stage, &alex, &urn, json!({"lifecycleState": "DRAFT"})).await;
    assert_eq!(stage.sandbox.posts()[0].lifecycle, Lifecycle::Draft);
    let page = read(stage.get(&format!("/feed/update/{urn}/")).await).await;
    check(&page, 404, "DRAFT");
}

#[tokio::test]
async fn a_members_own_post_may_be_closed_to_changes() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let urn = stage.publish(&alex, &alex.person, "hi").await;
    stage
        .sandbox
        .switches(|switches| switches.member_edits = false);
    let refused = set(&stage, &alex, &urn, json!({"commentary": "x"})).await;
    check(&refused, 403, "partnerApiPostsExternal.PARTIAL_UPDATE");
}

#[tokio::test]
async fn what_is_not_there_cannot_change() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let none = set(&stage, &alex, "urn:li:share:1", json!({"commentary": "x"})).await;
    check(&none, 404, "NOT_FOUND");
}

async fn set(stage: &Stage, session: &Session, urn: &str, changes: Value) -> (u16, String) {
    let body = json!({"patch": {"$set": changes}});
    send(stage, session, urn, "PARTIAL_UPDATE", body).await
}

async fn send(
    stage: &Stage,
    session: &Session,
    urn: &str,
    method: &str,
    body: Value,
) -> (u16, String) {
    let request = stage
        .rest(session, Method::POST, &format!("/rest/posts/{}", enc(urn)))
        .header("X-RestLi-Method", method)
        .json(&body);
    read(request.send().await.unwrap()).await
}

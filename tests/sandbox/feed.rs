//! The pages on which posts are seen.

use std::time::Duration;

use sendoff::sandbox::Member;
use serde_json::json;

use crate::support::{NORTHWIND, Stage, check, enc, header, png, post, read};

#[tokio::test]
async fn an_empty_feed_says_so() {
    let stage = Stage::open().await;
    for target in ["/", "/feed/"] {
        check(
            &read(stage.get(target).await).await,
            200,
            "Nothing has been posted yet",
        );
    }
}

#[tokio::test]
async fn a_post_has_a_page_of_its_own() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let urn = stage
        .publish(&alex, &alex.person, r"Hello {hashtag|\#|rust}")
        .await;
    stage.sandbox.advance(Duration::from_mins(5));
    for key in [urn.clone(), enc(&urn)] {
        let page = read(stage.get(&format!("/feed/update/{key}/")).await).await;
        for words in [
            "Alex Morgan",
            "Hello ",
            "#rust</a>",
            "5m",
            "Anyone",
            "Sandbox — not LinkedIn",
        ] {
            check(&page, 200, words);
        }
    }
}

#[tokio::test]
async fn markup_in_a_post_stays_text() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let commentary = r"\<script\>alert\(1\)\</script\> &";
    let urn = stage.publish(&alex, &alex.person, commentary).await;
    let response = stage.get(&format!("/feed/update/{urn}/")).await;
    assert!(header(&response, "content-security-policy").contains("default-src 'none'"));
    let page = read(response).await;
    check(&page, 200, "&lt;script&gt;alert(1)&lt;/script&gt; &amp;");
}

#[tokio::test]
async fn a_cut_text_is_shown_cut_and_says_so() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let urn = stage.publish(&alex, &alex.person, "Hello (unseen)").await;
    let page = read(stage.get(&format!("/feed/update/{urn}/")).await).await;
    check(&page, 200, "Readers see only this much");
    assert!(!page.1.contains("unseen"));
}

#[tokio::test]
async fn a_mention_is_a_link_only_under_the_right_name() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let right = format!("@[Northwind Coffee]({NORTHWIND})");
    let wrong = format!("@[northwind]({NORTHWIND})");
    let right = stage.publish(&alex, &alex.person, &right).await;
    let wrong = stage.publish(&alex, &alex.person, &wrong).await;
    let page = read(stage.get(&format!("/feed/update/{right}/")).await).await;
    check(&page, 200, ">Northwind Coffee</a>");
    let page = read(stage.get(&format!("/feed/update/{wrong}/")).await).await;
    check(&page, 200, "northwind</p>");
}

#[tokio::test]
async fn pictures_are_shown_with_their_descriptions() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let mut images = Vec::new();
    for shade in [1, 2] {
        let urn = stage.upload(&alex, &alex.person, png(shade)).await;
        images.push(json!({"id": urn, "altText": "A \"grey\" tile"}));
    }
    let key = images[0]["id"]
        .as_str()
        .unwrap()
        .replace("urn:li:image:", "");
    let mut body = post(&alex.person, "Two tiles");
    body["content"] = json!({"multiImage": {"images": images}});
    let urn = header(&stage.create(&alex, &body).await, "x-restli-id");
    let page = read(stage.get(&format!("/feed/update/{urn}/")).await).await;
    check(&page, 200, "2 images");
    check(
        &page,
        200,
        &format!(r#"src="/dms/image/{key}" alt="A &quot;grey&quot; tile""#),
    );
    let picture = stage.get(&format!("/dms/image/{key}")).await;
    assert_eq!(header(&picture, "content-type"), "image/png");
    assert_eq!(picture.bytes().await.unwrap(), png(1));
}

#[tokio::test]
async fn the_feed_shows_the_newest_first_and_no_deleted_posts() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    for text in ["first", "second", "third"] {
        stage.publish(&alex, &alex.person, text).await;
    }
    let third = stage.sandbox.posts()[2].urn.clone();
    let target = format!("/rest/posts/{}", enc(&third));
    stage
        .rest(&alex, reqwest::Method::DELETE, &target)
        .send()
        .await
        .unwrap();
    let (_, page) = read(stage.get("/feed/").await).await;
    assert!(page.find("second").unwrap() < page.find("first").unwrap());
    assert!(!page.contains("third"));
    assert_eq!(
        stage.get(&format!("/feed/update/{third}/")).await.status(),
        404
    );
}

#[tokio::test]
async fn a_post_whose_picture_failed_is_not_shown() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    stage
        .sandbox
        .switches(|switches| switches.processing_ms = 5_000);
    let picture = stage
        .upload(&alex, &alex.person, b"no picture".to_vec())
        .await;
    let mut body = post(&alex.person, "Look at this");
    body["content"] = json!({"media": {"id": picture}});
    let urn = header(&stage.create(&alex, &body).await, "x-restli-id");
    let target = format!("/feed/update/{urn}/");
    check(&read(stage.get(&target).await).await, 200, "Look at this");
    stage.sandbox.advance(Duration::from_secs(5));
    check(&read(stage.get(&target).await).await, 404, "PUBLISH_FAILED");
    let feed = read(stage.get("/feed/").await).await;
    check(&feed, 200, "Nothing has been posted yet");
    let posts = read(stage.get("/sandbox/posts").await).await;
    check(&posts, 200, r#""lifecycle":"PUBLISH_FAILED""#);
}

//! Documents: a place, the bytes, and what may be posted of them.

use reqwest::Method;
use sendoff::sandbox::Member;
use serde_json::{Value, json};

use crate::support::{NORTHWIND, Session, Stage, check, enc, png, post, read};

const PDF: &[u8] = b"%PDF-1.4\n<< /Type /Page >>\n%%EOF\n";

/// Reserves a place and fills it; gives the document's URN.
async fn upload(stage: &Stage, session: &Session, owner: &str, bytes: &[u8]) -> String {
    let body = json!({"initializeUploadRequest": {"owner": owner}});
    let target = "/rest/documents?action=initializeUpload";
    let request = stage.rest(session, Method::POST, target).json(&body);
    let (status, answer) = read(request.send().await.unwrap()).await;
    assert_eq!(status, 200, "{answer}");
    let value = &serde_json::from_str::<Value>(&answer).unwrap()["value"];
    let url = value["uploadUrl"].as_str().unwrap();
    assert_eq!(stage.put(session, url, bytes.to_vec()).await.status(), 201);
    value["document"].as_str().unwrap().to_owned()
}

async fn create(stage: &Stage, session: &Session, author: &str, media: Value) -> (u16, String) {
    let mut body = post(author, "");
    body["content"] = json!({"media": media});
    let request = stage.rest(session, Method::POST, "/rest/posts").json(&body);
    read(request.send().await.unwrap()).await
}

#[tokio::test]
async fn a_document_is_posted_with_a_title_and_not_without() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let urn = upload(&stage, &alex, &alex.person, PDF).await;
    let bare = create(&stage, &alex, &alex.person, json!({"id": urn})).await;
    check(&bare, 400, "content/media/title");
    let long = json!({"id": urn, "title": "t".repeat(201)});
    check(
        &create(&stage, &alex, &alex.person, long).await,
        400,
        "content/media/title",
    );
    let titled = json!({"id": urn, "title": "Report"});
    assert_eq!(create(&stage, &alex, &alex.person, titled).await.0, 201);
}

#[tokio::test]
async fn what_is_no_document_fails_while_it_is_processed() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let urn = upload(&stage, &alex, &alex.person, &png(1)).await;
    let media = json!({"id": urn, "title": "Report"});
    let refused = create(&stage, &alex, &alex.person, media).await;
    check(&refused, 400, "MEDIA_ASSET_PROCESSING_FAILED");
}

#[tokio::test]
async fn a_document_of_another_author_is_forbidden_and_only_a_pages_people_may_look() {
    let stage = Stage::open().await;
    let community = stage.community().await;
    let urn = upload(&stage, &community, NORTHWIND, PDF).await;
    let media = json!({"id": urn, "title": "Report"});
    let refused = create(&stage, &community, &community.person, media).await;
    check(&refused, 403, "DOCUMENT_FORBIDDEN");
    let path = format!("/rest/documents/{}", enc(&urn));
    let seen = stage.rest(&community, Method::GET, &path).send().await;
    check(&read(seen.unwrap()).await, 200, "AVAILABLE");
    let alex = stage.member(Member::Alex).await;
    let seen = stage.rest(&alex, Method::GET, &path).send().await;
    check(&read(seen.unwrap()).await, 403, "DOCUMENT_FORBIDDEN");
}

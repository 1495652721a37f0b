//! Posts: what is accepted, what is refused and how, what becomes of them.

use std::time::Duration;

use reqwest::Method;
use sendoff::sandbox::{EarlyImage, Lifecycle, Member};
use serde_json::{Value, json};

use crate::support::{
    ANALYST_PAGE, NORTHWIND, Session, Stage, check, enc, header, png, post, read,
};

#[tokio::test]
async fn a_post_is_created_with_an_empty_answer_and_its_urn_in_a_header() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let response = stage.create(&alex, &post(&alex.person, "Hello")).await;
    assert_eq!(response.status(), 201);
    let urn = header(&response, "x-restli-id");
    assert_eq!(header(&response, "x-linkedin-id"), urn);
    assert_eq!(
        header(&response, "location"),
        format!("/posts/{}", enc(&urn))
    );
    assert_eq!(response.text().await.unwrap(), "");
    let id: i64 = urn.strip_prefix("urn:li:share:").unwrap().parse().unwrap();
    assert_eq!(id >> 22, stage.sandbox.now().as_millisecond());
}

#[tokio::test]
async fn a_poll_or_a_group_of_pictures_is_a_ugc_post() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let urn = stage.upload(&alex, &alex.person, png(1)).await;
    let group = json!({"multiImage": {"images": [{"id": urn}, {"id": urn}]}});
    let rows = [
        (
            "one picture",
            json!({"media": {"id": urn}}),
            "urn:li:share:",
        ),
        ("two pictures", group, "urn:li:ugcPost:"),
        ("a poll", poll("Q", &["a", "b"]), "urn:li:ugcPost:"),
    ];
    for (name, content, kind) in rows {
        let mut body = post(&alex.person, name);
        body["content"] = content;
        let created = header(&stage.create(&alex, &body).await, "x-restli-id");
        assert!(created.starts_with(kind), "{name}: {created}");
    }
}

#[tokio::test]
async fn a_ugc_post_is_read_linked_shared_changed_and_deleted_like_any_other() {
    let stage = Stage::open().await;
    let alex = stage.community().await;
    let mut body = post(NORTHWIND, "Which one");
    body["content"] = poll("Q", &["a", "b"]);
    let urn = header(&stage.create(&alex, &body).await, "x-restli-id");
    let read_back = call(&stage, &alex, Method::GET, &urn).await;
    check(&read_back, 200, &urn);
    stage
        .sandbox
        .switches(|switches| switches.batch_refused = false);
    let batch = format!("/rest/posts?ids=List({})", enc(&urn));
    let batch = stage
        .rest(&alex, Method::GET, &batch)
        .header("X-RestLi-Method", "BATCH_GET");
    check(&read(batch.send().await.unwrap()).await, 200, &urn);
    for key in [urn.clone(), enc(&urn)] {
        let page = read(stage.get(&format!("/feed/update/{key}/")).await).await;
        check(&page, 200, "Which one");
    }
    let share = json!({"commentary": "Vote", "reshareContext": {"parent": urn}});
    assert_eq!(send(&stage, &alex, NORTHWIND, &share).await.0, 201);
    let target = format!("/rest/posts/{}", enc(&urn));
    let change = stage
        .rest(&alex, Method::POST, &target)
        .header("X-RestLi-Method", "PARTIAL_UPDATE")
        .json(&json!({"patch": {"$set": {"commentary": "This one"}}}));
    assert_eq!(change.send().await.unwrap().status(), 204);
    let again = read(stage.create(&alex, &post(NORTHWIND, "This one")).await).await;
    check(&again, 422, &format!("Content is a duplicate of {urn}"));
    assert_eq!(call(&stage, &alex, Method::DELETE, &urn).await.0, 204);
    assert_eq!(call(&stage, &alex, Method::GET, &urn).await.0, 404);
}

#[tokio::test]
async fn the_urn_may_be_missing_from_the_answer() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    stage
        .sandbox
        .switches(|switches| switches.omit_restli_id = true);
    let response = stage.create(&alex, &post(&alex.person, "Hello")).await;
    assert_eq!(response.status(), 201);
    assert!(response.headers().get("x-restli-id").is_none());
    assert_eq!(stage.sandbox.posts().len(), 1);
}

#[tokio::test]
async fn a_body_that_is_no_json_object_is_refused() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let send = async |content_type: &str, body: &'static str| {
        let request = stage
            .rest(&alex, Method::POST, "/rest/posts")
            .header("content-type", content_type);
        read(request.body(body).send().await.unwrap()).await
    };
    check(
        &send("application/json", "{").await,
        400,
        "could not be converted to data map",
    );
    check(
        &send("application/json", "[]").await,
        400,
        "ILLEGAL_ARGUMENT",
    );
    check(&send("text/plain", "{}").await, 415, "application/json");
}

#[tokio::test]
async fn a_wrong_field_or_value_is_refused() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let rows = [
        (json!({"author": null}), 403, "[/author]"),
        (
            json!({"content": null}),
            403,
            "Unpermitted fields present in REQUEST_BODY",
        ),
        (
            json!({"foo": 1}),
            422,
            r"ERROR :: /foo :: unrecognized field found but not allowed\n",
        ),
        (
            json!({"commentary": 19.9}),
            422,
            "19.9 cannot be coerced to String",
        ),
        (json!({"visibility": "WORLD"}), 422, "is not an enum symbol"),
        (
            json!({"lifecycleState": "DRAFT"}),
            400,
            "INVALID_VALUE_FOR_FIELD",
        ),
        (json!({"content": {}}), 422, "exactly one member"),
        (
            json!({"content": {"carousel": {}}}),
            422,
            "/content/carousel",
        ),
        (
            json!({"distribution": {"feedDistribution": "MAIN_FEED", "x": 1}}),
            422,
            "/distribution/x",
        ),
        (
            json!({"distribution": {"feedDistribution": "NONE"}}),
            400,
            "feedDistribution",
        ),
        (json!({"visibility": "CONTAINER"}), 400, "visibility"),
    ];
    for (change, status, words) in rows {
        check(
            &send(&stage, &alex, &alex.person, &change).await,
            status,
            words,
        );
    }
    assert!(stage.sandbox.posts().is_empty());
}

#[tokio::test]
async fn every_required_field_is_missed() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    for name in [
        "author",
        "commentary",
        "visibility",
        "distribution",
        "lifecycleState",
    ] {
        let mut body = post(&alex.person, "hi");
        body.as_object_mut().unwrap().remove(name);
        let answer = read(stage.create(&alex, &body).await).await;
        check(
            &answer,
            422,
            &format!("/{name} :: field is required but not found"),
        );
    }
    assert!(stage.sandbox.posts().is_empty());
}

#[tokio::test]
async fn only_the_tokens_owner_may_speak() {
    let stage = Stage::open().await;
    let (alex, sam) = (
        stage.member(Member::Alex).await,
        stage.member(Member::Sam).await,
    );
    let community = stage.community().await;
    let rows = [
        (&alex, sam.person.as_str(), 403, "[/author]"),
        (&alex, community.person.as_str(), 403, "[/author]"),
        (&alex, "urn:li:member:1", 403, "[/author]"),
        (&alex, "782bbtaQ", 403, "[/author]"),
        (
            &alex,
            NORTHWIND,
            400,
            "Organization Or Events permissions must be used when using organization as author",
        ),
        (&community, ANALYST_PAGE, 403, "[/author]"),
        (&community, "urn:li:organization:8865119", 403, "[/author]"),
        (&community, "urn:li:organization:1", 403, "[/author]"),
    ];
    for (session, author, status, words) in rows {
        let answer = stage.create(session, &post(author, "hi")).await;
        check(&read(answer).await, status, words);
    }
    for author in [
        NORTHWIND,
        "urn:li:organization:5590506",
        community.person.as_str(),
    ] {
        stage.publish(&community, author, "hi").await;
    }
}

#[tokio::test]
async fn a_token_without_the_scope_neither_posts_nor_deletes() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let urn = stage.publish(&alex, &alex.person, "hi").await;
    let keys = stage.sandbox.self_serve_app();
    let token = stage.sign_in(keys, "openid profile", Member::Alex).await;
    let reader = Session { token, ..alex };
    let created = stage.create(&reader, &post(&reader.person, "again")).await;
    let words = "partnerApiPostsExternal.CREATE.20260901";
    check(&read(created).await, 403, words);
    let deleted = call(&stage, &reader, Method::DELETE, &urn).await;
    check(&deleted, 403, "partnerApiPostsExternal.DELETE.20260901");
    assert!(!stage.sandbox.posts()[0].deleted);
}

#[tokio::test]
async fn a_post_without_a_length_is_refused() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let head = format!(
        "POST /rest/posts HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {}\r\nLinkedIn-Version: 202609\r\n\
         X-Restli-Protocol-Version: 2.0.0\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\
         Connection: close\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n",
        alex.token
    );
    let answer = crate::faults::raw(&stage, head.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 411"), "{answer}");
}

#[tokio::test]
async fn a_page_has_no_connections() {
    let stage = Stage::open().await;
    let alex = stage.community().await;
    let change = json!({"visibility": "CONNECTIONS"});
    check(
        &send(&stage, &alex, NORTHWIND, &change).await,
        400,
        "visibility",
    );
    assert_eq!(send(&stage, &alex, &alex.person, &change).await.0, 201);
}

#[tokio::test]
async fn the_limit_counts_visible_utf16_units() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let full = "😀".repeat(1_499) + r"\(\)";
    stage.publish(&alex, &alex.person, &full).await;
    let answer = stage
        .create(&alex, &post(&alex.person, &(full + "a")))
        .await;
    check(
        &read(answer).await,
        400,
        "commentary length 3001 can't exceeded maximum 3000 length",
    );
}

#[tokio::test]
async fn an_empty_text_needs_a_picture() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let answer = stage.create(&alex, &post(&alex.person, " ")).await;
    check(&read(answer).await, 400, "INVALID_VALUE_BLANK_FIELD");
    let urn = stage.upload(&alex, &alex.person, png(1)).await;
    let change = json!({"commentary": "", "content": {"media": {"id": urn}}});
    assert_eq!(send(&stage, &alex, &alex.person, &change).await.0, 201);
}

#[tokio::test]
async fn a_picture_must_be_there_and_the_authors() {
    let stage = Stage::open().await;
    let (alex, sam) = (
        stage.member(Member::Alex).await,
        stage.member(Member::Sam).await,
    );
    let (waiting, _) = stage.reserve(&alex, &alex.person).await;
    let broken = stage
        .upload(&alex, &alex.person, b"no picture".to_vec())
        .await;
    let foreign = stage.upload(&sam, &sam.person, png(1)).await;
    let good = stage.upload(&alex, &alex.person, png(1)).await;
    let rows = [
        (json!({"id": waiting}), 400, "MEDIA_ASSET_WAITING_UPLOAD"),
        (json!({"id": broken}), 400, "MEDIA_ASSET_PROCESSING_FAILED"),
        (
            json!({"id": foreign}),
            403,
            "Accessing this image resource is forbidden",
        ),
        (json!({"id": "urn:li:image:none"}), 400, "INVALID_IMAGE_ID"),
        (json!({"id": "urn:li:share:1"}), 400, "INVALID_URN_TYPE"),
        (json!({"id": "picture.png"}), 422, "Invalid Urn format"),
        (
            json!({"id": good, "altText": "a".repeat(4_087)}),
            400,
            "FIELD_LENGTH_TOO_LONG",
        ),
        (json!({"id": good, "altText": "a".repeat(4_086)}), 201, ""),
    ];
    for (media, status, words) in rows {
        let answer = send(
            &stage,
            &alex,
            &alex.person,
            &json!({"content": {"media": media}}),
        )
        .await;
        check(&answer, status, words);
    }
}

#[tokio::test]
async fn one_foreign_picture_spoils_the_group() {
    let stage = Stage::open().await;
    let (alex, sam) = (
        stage.member(Member::Alex).await,
        stage.member(Member::Sam).await,
    );
    let own = stage.upload(&alex, &alex.person, png(1)).await;
    let foreign = stage.upload(&sam, &sam.person, png(2)).await;
    let images = json!([{"id": own}, {"id": foreign}]);
    let change = json!({"content": {"multiImage": {"images": images}}});
    let refused = send(&stage, &alex, &alex.person, &change).await;
    check(&refused, 403, "Accessing this image resource is forbidden");
}

#[tokio::test]
async fn a_pages_picture_and_a_members_picture_do_not_stand_in_for_each_other() {
    let stage = Stage::open().await;
    let alex = stage.community().await;
    let ours = stage.upload(&alex, NORTHWIND, png(1)).await;
    let mine = stage.upload(&alex, &alex.person, png(2)).await;
    let rows = [
        (alex.person.as_str(), &ours, 403),
        (NORTHWIND, &mine, 403),
        ("urn:li:organization:5590506", &ours, 403),
        (alex.person.as_str(), &mine, 201),
        (NORTHWIND, &ours, 201),
    ];
    for (author, picture, status) in rows {
        let change = json!({"content": {"media": {"id": picture}}});
        let answer = send(&stage, &alex, author, &change).await;
        assert_eq!(answer.0, status, "{author}: {}", answer.1);
    }
}

#[tokio::test]
async fn a_picture_that_is_not_ready_is_accepted_or_refused_as_the_switch_says() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    stage
        .sandbox
        .switches(|switches| switches.processing_ms = 5_000);
    let urn = stage.upload(&alex, &alex.person, png(1)).await;
    let change = json!({"content": {"media": {"id": urn}}});
    assert_eq!(send(&stage, &alex, &alex.person, &change).await.0, 201);
    stage
        .sandbox
        .switches(|switches| switches.early_image = EarlyImage::Refused);
    let change = json!({"commentary": "again", "content": {"media": {"id": urn}}});
    let refused = send(&stage, &alex, &alex.person, &change).await;
    check(&refused, 400, "MEDIA_ASSET_WAITING_UPLOAD");
    check(&refused, 400, "Media asset is waiting upload");
    stage.sandbox.advance(Duration::from_secs(5));
    assert_eq!(send(&stage, &alex, &alex.person, &change).await.0, 201);
}

#[tokio::test]
async fn a_post_is_taken_back_when_its_picture_fails_later() {
    let stage = Stage::open().await;
    let alex = stage.community().await;
    stage
        .sandbox
        .switches(|switches| switches.processing_ms = 5_000);
    let urn = stage.upload(&alex, NORTHWIND, b"no picture".to_vec()).await;
    let change = json!({"content": {"media": {"id": urn}}});
    assert_eq!(send(&stage, &alex, NORTHWIND, &change).await.0, 201);
    let published = stage.sandbox.posts().remove(0);
    assert_eq!(published.lifecycle, Lifecycle::Published);
    stage.sandbox.advance(Duration::from_secs(5));
    assert_eq!(stage.sandbox.posts()[0].lifecycle, Lifecycle::PublishFailed);
    let words = r#""lifecycleState":"PUBLISH_FAILED""#;
    let answer = call(&stage, &alex, Method::GET, &published.urn).await;
    check(&answer, 200, words);
}

#[tokio::test]
async fn a_group_has_two_to_twenty_pictures() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let urn = stage.upload(&alex, &alex.person, png(1)).await;
    for (count, status) in [(0, 400), (1, 400), (2, 201), (20, 201), (21, 400)] {
        let images = vec![json!({"id": urn, "altText": "a"}); count];
        let change =
            json!({"commentary": count.to_string(), "content": {"multiImage": {"images": images}}});
        assert_eq!(
            send(&stage, &alex, &alex.person, &change).await.0,
            status,
            "{count}"
        );
    }
}

#[tokio::test]
async fn the_bytes_of_a_posted_picture_are_kept() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let urn = stage.upload(&alex, &alex.person, png(7)).await;
    let change = json!({"content": {"media": {"id": urn, "altText": "Grey"}}});
    send(&stage, &alex, &alex.person, &change).await;
    let published = &stage.sandbox.posts()[0];
    assert_eq!(published.images[0].bytes, png(7));
    assert_eq!(published.images[0].alt_text, "Grey");
}

#[tokio::test]
async fn links_and_polls_have_their_limits() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let long = "a".repeat(31);
    let rows = [
        (
            json!({"article": {"source": "https://example.com"}}),
            400,
            "MISSING_FIELD",
        ),
        (
            json!({"article": {"source": "javascript:x", "title": "T"}}),
            400,
            "INVALID_URL",
        ),
        (
            json!({"article": {"source": "https://example.com", "title": "T"}}),
            201,
            "",
        ),
        (poll("Q", &["a"]), 400, "options"),
        (poll("Q", &["a", &long]), 400, "FIELD_LENGTH_TOO_LONG"),
        (
            poll(&"q".repeat(141), &["a", "b"]),
            400,
            "FIELD_LENGTH_TOO_LONG",
        ),
        (poll("Q", &["a", "b"]), 201, ""),
    ];
    for (idx, (content, status, words)) in rows.into_iter().enumerate() {
        let change = json!({"commentary": format!("row {idx}"), "content": content});
        let answer = send(&stage, &alex, &alex.person, &change).await;
        check(&answer, status, words);
    }
}

#[tokio::test]
async fn a_reshare_needs_an_open_parent() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let open = stage.publish(&alex, &alex.person, "open").await;
    let closed = json!({"commentary": "closed", "isReshareDisabledByAuthor": true});
    send(&stage, &alex, &alex.person, &closed).await;
    let closed = stage.sandbox.posts()[1].urn.clone();
    let rows = [
        (open.as_str(), 201),
        (closed.as_str(), 403),
        ("urn:li:share:1", 400),
        ("urn:li:image:a", 400),
    ];
    for (parent, status) in rows {
        let change = json!({"commentary": "", "reshareContext": {"parent": parent}});
        assert_eq!(
            send(&stage, &alex, &alex.person, &change).await.0,
            status,
            "{parent}"
        );
    }
}

#[tokio::test]
async fn an_unescaped_character_cuts_what_readers_see() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    stage.publish(&alex, &alex.person, "Hello (world)").await;
    stage
        .publish(
            &alex,
            &alex.person,
            r"Hello \(world\) @[Northwind Coffee](urn:li:organization:2414183)",
        )
        .await;
    let posts = stage.sandbox.posts();
    assert_eq!(
        (posts[0].text.as_str(), posts[0].truncated),
        ("Hello ", true)
    );
    assert_eq!(
        (posts[1].text.as_str(), posts[1].truncated),
        ("Hello (world) Northwind Coffee", false)
    );
}

#[tokio::test]
async fn a_page_reads_its_posts_and_a_member_does_not() {
    let stage = Stage::open().await;
    let (alex, community) = (stage.member(Member::Alex).await, stage.community().await);
    let ours = stage.publish(&community, NORTHWIND, r"Ours \#1").await;
    let mine = stage.publish(&alex, &alex.person, "Mine").await;
    let also_mine = stage.publish(&community, &community.person, "Mine").await;
    let page = call(&stage, &community, Method::GET, &ours).await;
    check(&page, 200, r#""commentary":"Ours \\#1""#);
    let refused = call(&stage, &alex, Method::GET, &mine).await;
    check(&refused, 403, "partnerApiPostsExternal.GET.20260901");
    assert_eq!(
        call(&stage, &community, Method::GET, &also_mine).await.0,
        403
    );
    assert_eq!(
        call(&stage, &community, Method::GET, "urn:li:share:1")
            .await
            .0,
        404
    );
}

#[tokio::test]
async fn the_finder_lists_a_pages_posts_newest_first() {
    let stage = Stage::open().await;
    let alex = stage.community().await;
    let first = stage.publish(&alex, NORTHWIND, "one").await;
    stage.sandbox.advance(Duration::from_secs(1));
    let second = stage.publish(&alex, NORTHWIND, "two").await;
    let find = async |author: &str| {
        let target = format!("/rest/posts?q=author&author={author}&sortBy=CREATED");
        let request = stage
            .rest(&alex, Method::GET, &target)
            .header("X-RestLi-Method", "FINDER");
        read(request.send().await.unwrap()).await
    };
    let list: Value = serde_json::from_str(&find(&enc(NORTHWIND)).await.1).unwrap();
    assert_eq!(list["elements"][0]["id"], second.as_str());
    assert_eq!(list["elements"][1]["id"], first.as_str());
    check(&find(NORTHWIND).await, 400, "Invalid query parameters");
    check(&find(&enc(&alex.person)).await, 403, "FINDER-author");
}

#[tokio::test]
async fn nobody_changes_or_deletes_what_others_posted() {
    let stage = Stage::open().await;
    let (alex, sam) = (
        stage.member(Member::Alex).await,
        stage.member(Member::Sam).await,
    );
    let community = stage.community().await;
    let mine = stage.publish(&alex, &alex.person, "Mine").await;
    let ours = stage.publish(&community, NORTHWIND, "Ours").await;
    let rows = [
        ("another member", &sam, &mine),
        ("the same human with another app", &community, &mine),
        ("an app without pages", &alex, &ours),
    ];
    for (name, session, urn) in rows {
        let target = format!("/rest/posts/{}", enc(urn));
        let change = stage
            .rest(session, Method::POST, &target)
            .header("X-RestLi-Method", "PARTIAL_UPDATE")
            .json(&json!({"patch": {"$set": {"commentary": "x"}}}));
        let answers = [
            ("DELETE", call(&stage, session, Method::DELETE, urn).await),
            ("PARTIAL_UPDATE", read(change.send().await.unwrap()).await),
        ];
        for (method, (status, body)) in answers {
            let body: Value = serde_json::from_str(&body).unwrap();
            let words = format!(
                "Not enough permissions to access: partnerApiPostsExternal.{method}.20260901"
            );
            let expected = json!({"status": 403, "serviceErrorCode": 100, "code": "ACCESS_DENIED", "message": words});
            assert_eq!((status, body), (403, expected), "{name}");
        }
    }
    let posts = stage.sandbox.posts();
    assert!(posts.iter().all(|post| !post.deleted && post.text != "x"));
}

#[tokio::test]
async fn deleting_twice_is_as_good_as_once() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let urn = stage.publish(&alex, &alex.person, "hi").await;
    for _ in 0..2 {
        assert_eq!(
            call(&stage, &alex, Method::DELETE, &urn).await,
            (204, String::new())
        );
    }
    assert!(stage.sandbox.posts()[0].deleted);
}

#[tokio::test]
async fn a_raw_urn_in_the_path_is_a_syntax_error() {
    let stage = Stage::open().await;
    let alex = stage.member(Member::Alex).await;
    let urn = stage.publish(&alex, &alex.person, "hi").await;
    let request = stage.rest(&alex, Method::DELETE, &format!("/rest/posts/{urn}"));
    check(
        &read(request.send().await.unwrap()).await,
        400,
        "Syntax exception in path variables",
    );
    assert!(!stage.sandbox.posts()[0].deleted);
}

fn poll(question: &str, options: &[&str]) -> Value {
    let options: Vec<Value> = options.iter().map(|text| json!({"text": text})).collect();
    json!({"poll": {"question": question, "options": options, "settings": {"duration": "THREE_DAYS"}}})
}

/// Creates a post with some fields changed.
async fn send(stage: &Stage, session: &Session, author: &str, change: &Value) -> (u16, String) {
    let mut body = post(author, "hi");
    for (name, value) in change.as_object().unwrap() {
        body[name] = value.clone();
    }
    read(stage.create(session, &body).await).await
}

async fn call(stage: &Stage, session: &Session, method: Method, urn: &str) -> (u16, String) {
    let target = format!("/rest/posts/{}", enc(urn));
    read(stage.rest(session, method, &target).send().await.unwrap()).await
}

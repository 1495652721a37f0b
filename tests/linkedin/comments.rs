//! The request that comments: what leaves, and what every way of answering or not answering means.

use sendoff::domain::{Cause, CreateAnswer};
use serde_json::json;

use super::samples::{client, hasty_client};
use super::scripted::{Act, Scripted, reply, say};

async fn comment(act: Act) -> (CreateAnswer, Scripted) {
    let server = Scripted::start([act]).await;
    let actor = "urn:li:organization:1".parse().unwrap();
    let post = "urn:li:share:7".parse().unwrap();
    let answer = hasty_client(server.origin())
        .create_comment(&actor, &post, "More (here) #raw")
        .await;
    (answer, server)
}

#[tokio::test]
async fn the_text_leaves_as_it_is() {
    let id = [("x-restli-id", "7000000000000000001")];
    let (answer, server) = comment(Act::Say(reply(201, &id, "{}"))).await;
    assert_eq!(answer, CreateAnswer::Created(None));
    let asked = server.only_request();
    assert_eq!(
        asked.line,
        "POST /rest/socialActions/urn%3Ali%3Ashare%3A7/comments"
    );
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&asked.text()).unwrap(),
        json!({
            "actor": "urn:li:organization:1",
            "object": "urn:li:share:7",
            "message": {"text": "More (here) #raw"},
        })
    );
}

#[tokio::test]
async fn a_no_is_a_no_and_silence_is_a_doubt() {
    let said = r#"{"message": "Unable to obtain activity for urn:li:share:7"}"#;
    for (status, cause) in [
        (404, Cause::NotFound),
        (403, Cause::Forbidden),
        (422, Cause::ContentRefused),
    ] {
        let (answer, _server) = comment(say(status, said)).await;
        assert!(
            matches!(&answer, CreateAnswer::NotCreated(failure) if failure.cause == cause),
            "{status}: {answer:?}"
        );
    }
    for act in [say(503, said), say(200, said), Act::Reset] {
        let (answer, server) = comment(act).await;
        assert!(matches!(answer, CreateAnswer::Unknown(_)), "{answer:?}");
        assert_eq!(server.asked().len(), 1);
    }
    let actor = "urn:li:person:a".parse().unwrap();
    let post = "urn:li:share:7".parse().unwrap();
    let nowhere = client("http://127.0.0.1:1");
    let answer = nowhere.create_comment(&actor, &post, "x").await;
    assert!(matches!(answer, CreateAnswer::NotCreated(_)), "{answer:?}");
}

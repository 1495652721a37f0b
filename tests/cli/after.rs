//! What can be done about a post that has arrived: another text, its end, a first comment.

use sendoff::sandbox::{FaultKind, Route};
use serde_json::Value;

use crate::profile::{Outcome, Profile};
use crate::support::{HARBOUR, NORTHWIND, World, text};

/// Posts a text as Alex; gives its URN.
fn posted(profile: &Profile, words: &str) -> String {
    let outcome = profile.run(&["post", "--text", words]);
    text(outcome.publishes(), "urn").to_owned()
}

/// The receipt of the one post.
fn receipt(profile: &Profile) -> Value {
    profile.run(&["history"]).one("receipt").clone()
}

/// The requests that change or delete posts.
fn changes(world: &World) -> usize {
    world.arrived("POST", "/rest/posts/").len() + world.arrived("DELETE", "/rest/posts/").len()
}

#[test]
fn another_text_arrives_as_it_was_typed_and_is_remembered() {
    let world = World::open();
    let profile = world.member();
    let urn = posted(&profile, "First (draft)");
    let outcome = profile.run(&["edit", &urn, "--text", "Second (final) #rust @nobody"]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    outcome.one("done");
    let post = world.the_post();
    assert_eq!(post.text, "Second (final) #rust @nobody");
    assert!(!post.truncated);
    let receipt = receipt(&profile);
    assert_eq!(receipt["text"], "Second (final) #rust @nobody");
    assert!(receipt["edited_at"].is_string() && receipt["unanswered"].is_null());
}

#[test]
fn a_mention_survives_an_edit() {
    let world = World::open();
    let profile = world.member();
    let mention = format!("Harbour Labs={HARBOUR}");
    let args = ["post", "--text", "Hi @Harbour Labs", "--mention", &mention];
    let outcome = profile.run(&args);
    let urn = text(outcome.publishes(), "urn").to_owned();
    let outcome = profile.run(&["edit", &urn, "--text", "Bye @Harbour Labs"]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let expected = format!("Bye @[Harbour Labs]({HARBOUR})");
    assert_eq!(world.the_post().commentary, expected);
}

#[test]
fn a_deleted_post_is_gone_and_stays_in_the_history() {
    let world = World::open();
    let profile = world.member();
    let urn = posted(&profile, "Too much");
    for _ in 0..2 {
        let outcome = profile.run(&["delete", &urn]);
        assert_eq!(outcome.code, 0, "{outcome:?}");
        outcome.one("done");
    }
    assert!(world.the_post().deleted);
    let receipt = receipt(&profile);
    assert_eq!(receipt["text"], "Too much");
    assert!(receipt["deleted_at"].is_string());
    let edit = profile.run(&["edit", &urn, "--text", "again"]);
    edit.fails(2, "deleted");
}

#[test]
fn what_cannot_be_changed_does_not_leave() {
    let world = World::open();
    let profile = world.member();
    let urn = posted(&profile, "Here");
    let long = "x".repeat(3_001);
    let unknown = "urn:li:share:1";
    for (args, kind) in [
        (&["edit", &urn, "--text", ""][..], "draft"),
        (&["edit", &urn, "--text", " \n"], "draft"),
        (&["edit", &urn, "--text", "\u{200b}\u{2060}"], "draft"),
        (&["edit", &urn, "--text", &long], "draft"),
        (&["edit", &urn], "usage"),
        (&["edit", "hello", "--text", "x"], "usage"),
        (&["edit", "urn:li:person:1", "--text", "x"], "usage"),
        (&["edit", unknown, "--text", "x"], "unknown_post"),
        (&["delete", unknown], "unknown_post"),
        (&["delete", "hello"], "usage"),
        (&["delete"], "usage"),
    ] {
        profile.run(args).fails(2, kind);
    }
    assert_eq!(changes(&world), 0);
    assert_eq!(world.the_post().text, "Here");
}

#[test]
fn whoever_is_not_signed_in_changes_nothing() {
    let world = World::open();
    let profile = world.member();
    let urn = posted(&profile, "Mine");
    let account = profile.run(&["accounts"]).one("account").clone();
    profile.run(&["logout", text(&account, "urn")]);
    let edit = profile.run(&["edit", &urn, "--text", "x"]);
    edit.fails(3, "not_signed_in");
    profile.run(&["delete", &urn]).fails(3, "not_signed_in");
    assert_eq!(changes(&world), 0);
    assert!(receipt(&profile)["unanswered"].is_null());
}

#[test]
fn a_refusal_changes_nothing_and_says_what_to_do() {
    let world = World::open();
    let profile = world.member();
    let urn = posted(&profile, "Fixed");
    world
        .sandbox
        .switches(|switches| switches.member_edits = false);
    let outcome = profile.run(&["edit", &urn, "--text", "Other"]);
    let failed = outcome.fails(5, "permission_missing");
    assert!(text(failed, "hint").starts_with("Nothing was changed"));
    assert_eq!(receipt(&profile)["text"], "Fixed");
    assert!(receipt(&profile)["unanswered"].is_null());
}

#[test]
fn a_post_that_is_gone_from_linkedin_is_said_to_be_gone() {
    let world = World::open();
    let profile = world.member();
    let urn = posted(&profile, "Gone");
    world.fault(Route::UpdatePost, FaultKind::status(404));
    let outcome = profile.run(&["edit", &urn, "--text", "x"]);
    let failed = outcome.fails(5, "not_found");
    assert!(text(failed, "message").contains("does not find this post"));
    world.fault(Route::UpdatePost, FaultKind::status(412));
    let outcome = profile.run(&["edit", &urn, "--text", "x"]);
    let failed = outcome.fails(5, "request_refused");
    assert!(text(failed, "message").contains("did not understand"));
}

#[test]
fn a_lost_answer_is_remembered_until_the_same_is_asked_again() {
    let world = World::open();
    let profile = world.member();
    let urn = posted(&profile, "Before");
    world.fault(Route::UpdatePost, FaultKind::CommitThenReset);
    let outcome = profile.run(&["edit", &urn, "--text", "After"]);
    let failed = outcome.fails(7, "connection_lost");
    assert!(text(failed, "hint").contains("may have been made or not"));
    let kept = receipt(&profile);
    assert_eq!(
        (&kept["text"], &kept["unanswered"]),
        (&"Before".into(), &"edit".into())
    );
    assert_eq!(changes(&world), 1);
    assert_eq!(profile.run(&["edit", &urn, "--text", "After"]).code, 0);
    let kept = receipt(&profile);
    assert_eq!(kept["text"], "After");
    assert!(kept["unanswered"].is_null());

    world.fault(Route::DeletePost, FaultKind::status(503));
    profile.run(&["delete", &urn]).fails(7, "server_trouble");
    assert_eq!(receipt(&profile)["unanswered"], "delete");
    // A definite no to something else leaves the doubt as it was.
    world.fault(Route::UpdatePost, FaultKind::status(403));
    assert_eq!(profile.run(&["edit", &urn, "--text", "x"]).code, 5);
    assert_eq!(receipt(&profile)["unanswered"], "delete");
    assert_eq!(profile.run(&["delete", &urn]).code, 0);
    assert!(world.the_post().deleted);
}

/// Posts for a page with a first comment; what it said.
fn commented(profile: &Profile, words: &str, comment: &str) -> Outcome {
    let args = ["post", "--as", NORTHWIND, "--text", words];
    let outcome = profile.run(&[&args[..], &["--first-comment", comment]].concat());
    outcome.publishes();
    outcome
}

/// The requests that comment.
fn comments(world: &World) -> usize {
    world.arrived("POST", "/rest/socialActions/").len()
}

#[test]
fn a_first_comment_arrives_as_it_was_typed_and_is_on_the_receipt() {
    let world = World::open();
    let profile = world.community();
    let said = "More (here): https://example.com/a_b #not *little* text";
    let outcome = commented(&profile, "Hello", said);
    assert_eq!(outcome.one("comment")["state"], "posted");
    let post = world.the_post();
    assert_eq!(post.comments.len(), 1);
    assert_eq!(
        (&*post.comments[0].text, &*post.comments[0].actor),
        (said, NORTHWIND)
    );
    let kept = &receipt(&profile)["first_comment"];
    assert_eq!(
        (&kept["text"], &kept["state"]),
        (&said.into(), &"posted".into())
    );
    // What is done to the post later does not make it forget.
    let urn = post.urn;
    assert_eq!(profile.run(&["edit", &urn, "--text", "Bye"]).code, 0);
    assert_eq!(receipt(&profile)["first_comment"]["state"], "posted");
}

#[test]
fn a_refused_comment_leaves_the_post_and_the_exit_code_alone() {
    let world = World::open();
    let profile = world.member();
    let args = ["post", "--text", "Hello", "--first-comment", "More"];
    let outcome = profile.run(&args);
    outcome.publishes();
    let event = outcome.one("comment");
    assert_eq!(event["state"], "failed");
    assert!(text(event, "message").contains("was not posted"), "{event}");
    assert!(text(event, "hint").contains("The post is there"), "{event}");
    assert_eq!(comments(&world), 1);
    let post = world.the_post();
    assert!(post.comments.is_empty() && !post.deleted);
    assert_eq!(receipt(&profile)["first_comment"]["text"], "More");
}

#[test]
fn a_post_that_is_not_found_at_first_gets_its_comment_once() {
    let world = World::open();
    let profile = world.community();
    world.fault(Route::CreateComment, FaultKind::status(404));
    let outcome = commented(&profile, "Hello", "More");
    assert_eq!(outcome.one("comment")["state"], "posted");
    assert_eq!(comments(&world), 2);
    assert_eq!(world.creates().len(), 1);
    assert_eq!(world.the_post().comments.len(), 1);
}

#[test]
fn a_comment_whose_answer_is_lost_is_never_sent_again() {
    let world = World::open();
    let profile = world.community();
    world.fault(Route::CreateComment, FaultKind::CommitThenReset);
    let outcome = commented(&profile, "Hello", "More");
    let event = outcome.one("comment");
    assert_eq!(event["state"], "failed");
    assert!(text(event, "message").contains("not known"), "{event}");
    assert!(text(event, "hint").contains("never sends"), "{event}");
    assert_eq!(profile.run(&["outbox"]).code, 0);
    commented(&profile, "Another", "Other");
    assert_eq!(comments(&world), 2);
    assert_eq!(world.sandbox.posts()[0].comments.len(), 1);
}

#[test]
fn a_post_without_a_name_gets_no_comment() {
    let world = World::open();
    let profile = world.community();
    world
        .sandbox
        .switches(|switches| switches.omit_restli_id = true);
    let outcome = commented(&profile, "Hello", "More");
    let event = outcome.one("comment");
    assert_eq!(event["state"], "failed");
    assert!(
        text(event, "message").contains("what the post is called"),
        "{event}"
    );
    assert_eq!(comments(&world), 0);
}

#[test]
fn a_first_comment_is_checked_and_shown_before_anything_leaves() {
    let world = World::open();
    let profile = world.community();
    let long = "x".repeat(1_251);
    let args = ["post", "--text", "Hello", "--first-comment"];
    let outcome = profile.run(&[&args[..], &[long.as_str()]].concat());
    let words = text(outcome.fails(2, "draft"), "message");
    assert!(words.contains("first comment"), "{words}");
    for blank in ["", " \n", "\u{200b}"] {
        let outcome = profile.run(&[&args[..], &[blank]].concat());
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(
            outcome.stderr.contains("a comment needs something"),
            "{outcome:?}"
        );
    }
    let outcome = profile.run(&[&args[..], &["a (b)", "--dry-run"]].concat());
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let requests: Vec<&Value> = outcome
        .events
        .iter()
        .filter(|event| event["event"] == "request")
        .collect();
    let last = requests[1];
    assert!(text(last, "url").ends_with("/rest/socialActions/{{URN of the post}}/comments"));
    assert_eq!(last["body"]["message"]["text"], "a (b)");
    assert_eq!(world.posting_requests() + comments(&world), 0);
}

#[test]
fn a_comment_that_was_refused_is_sent_again_by_a_persons_word_and_once() {
    let world = World::open();
    let profile = world.community();
    world.fault(Route::CreateComment, FaultKind::status(403));
    let outcome = commented(&profile, "Hello", "More");
    assert_eq!(outcome.one("comment")["state"], "failed");
    let id = text(outcome.publishes(), "id").to_owned();
    let again = profile.run(&["outbox", "retry", &id]);
    // The post is old news.
    assert_eq!((again.code, again.events.len()), (0, 1), "{again:?}");
    assert_eq!(again.one("comment")["state"], "posted");
    assert_eq!(receipt(&profile)["first_comment"]["state"], "posted");
    profile.run(&["outbox", "retry", &id]).fails(2, "refused");
    assert_eq!(comments(&world), 2);
    assert_eq!(world.the_post().comments.len(), 1);
    assert_eq!(world.creates().len(), 1);
    // One that may be there is never sent again, whoever says so.
    world.fault(Route::CreateComment, FaultKind::CommitThenReset);
    let outcome = commented(&profile, "Another", "Other");
    let id = text(outcome.publishes(), "id").to_owned();
    profile.run(&["outbox", "retry", &id]).fails(2, "refused");
    assert_eq!(comments(&world), 3);
}

#[test]
fn a_post_that_was_deleted_gets_no_comment_any_more() {
    let world = World::open();
    let profile = world.community();
    world.fault(Route::CreateComment, FaultKind::status(403));
    let outcome = commented(&profile, "Hello", "More");
    let id = text(outcome.publishes(), "id").to_owned();
    assert_eq!(profile.run(&["delete", &world.the_post().urn]).code, 0);
    let again = profile.run(&["outbox", "retry", &id]);
    assert_eq!(again.code, 0, "{again:?}");
    let event = again.one("comment");
    assert_eq!(event["state"], "failed");
    assert!(text(event, "message").contains("you deleted"), "{event}");
    assert_eq!(comments(&world), 1);
}

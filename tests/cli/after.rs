//! What can be done about a post that has arrived: another text, its end.

use sendoff::sandbox::{FaultKind, Route};
use serde_json::Value;

use crate::profile::Profile;
use crate::support::{HARBOUR, World, text};

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

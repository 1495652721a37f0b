//! Whom a text names: the list that is kept, and a mention that the text does not have.

use serde_json::json;

use crate::support::{NORTHWIND, World, check_refused, text};

#[test]
fn people_and_pages_are_kept_renamed_and_removed() {
    let world = World::open();
    let profile = world.profile();
    assert_eq!(
        profile.run(&["mentions"]).events,
        Vec::<serde_json::Value>::new()
    );
    let added = profile.run(&["mentions", "add", "@Northwind", "2414183"]);
    assert_eq!(text(added.one("mention"), "urn"), NORTHWIND);
    let link = "https://www.linkedin.com/company/2414183/";
    profile.run(&["mentions", "add", "Northwind Coffee", link]);
    profile.run(&["mentions", "add", "Jose\u{301}", "urn:li:person:jo"]);
    let listed = profile.run(&["mentions", "list"]).events;
    let named = |name: &str, urn: &str| json!({"event": "mention", "name": name, "urn": urn});
    let expected = [
        named("Northwind Coffee", NORTHWIND),
        named("Jose\u{301}", "urn:li:person:jo"),
    ];
    assert_eq!(listed, expected);
    profile.run(&["mentions", "remove", NORTHWIND]).one("done");
    assert_eq!(profile.run(&["mentions"]).events, expected[1..]);
    profile
        .run(&["mentions", "remove", NORTHWIND])
        .fails(2, "usage");
}

#[test]
fn what_names_nobody_is_refused_and_changes_nothing() {
    let world = World::open();
    let profile = world.profile();
    for (name, urn) in [
        ("", NORTHWIND),
        ("Ann\nLee", NORTHWIND),
        ("Ann\u{202e}", NORTHWIND),
        ("Ann", ""),
        ("Ann", "urn:li:share:1"),
        ("Ann", "https://www.linkedin.com/in/ann"),
        ("Ann", "https://example.com/company/1"),
        ("Ann", "https://www.linkedin.com/company/ann"),
    ] {
        let outcome = profile.run(&["mentions", "add", name, urn]);
        outcome.fails(2, "usage");
    }
    assert_eq!(
        profile.run(&["mentions"]).events,
        Vec::<serde_json::Value>::new()
    );
}

#[test]
fn a_mention_that_the_text_does_not_have_is_refused_before_anything_is_sent() {
    let world = World::open();
    let profile = world.community();
    let mention = format!("Northwind Coffee={NORTHWIND}");
    for words in [
        "Thanks",
        "@northwind coffee",
        "@Northwind Coffees",
        "a@Northwind Coffee",
    ] {
        let args = ["--text", words, "--mention", &mention];
        check_refused(&world, &profile, &args, "draft");
        let dry = [&["post", "--dry-run"][..], &args].concat();
        profile.run(&dry).fails(2, "draft");
    }
}

#[test]
fn one_name_for_two_is_refused_and_said_to_be() {
    let world = World::open();
    let profile = world.member();
    let args = ["post", "--text", "Hi @Ann"];
    let both = [
        "--mention",
        "Ann=urn:li:person:a",
        "--mention",
        "Ann=urn:li:person:b",
    ];
    let outcome = profile.run(&[&args[..], &both].concat());
    let message = text(outcome.fails(2, "draft"), "message");
    assert!(message.contains("@Ann is given twice"), "{message}");
    assert_eq!(world.posting_requests(), 0);
}

#[test]
fn of_two_names_that_begin_alike_the_longer_is_meant_where_it_stands() {
    let world = World::open();
    let profile = world.community();
    let longer = format!("Northwind Coffee={NORTHWIND}");
    let words = "@Northwind and @Northwind Coffee";
    profile
        .run(&[
            "post",
            "--text",
            words,
            "--mention",
            "Northwind=urn:li:organization:5590506",
            "--mention",
            &longer,
        ])
        .publishes();
    let commentary = world.the_post().commentary;
    let expected =
        format!("@[Northwind](urn:li:organization:5590506) and @[Northwind Coffee]({NORTHWIND})");
    assert_eq!(commentary, expected);
}

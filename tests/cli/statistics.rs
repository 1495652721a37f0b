//! What LinkedIn counted: asked on demand, for those who may know, and honest words for the others.

use crate::profile::Profile;
use crate::support::{HARBOUR, NORTHWIND, World, text};

/// A profile with Alex signed in, asking for statistics as well.
fn curious(world: &World) -> Profile {
    let profile = world.profile();
    let login = profile.start_login(world, "community", &["--statistics"]);
    world.consent(&login.event("authorize"), "allow");
    let outcome = login.end();
    assert_eq!(outcome.code, 0, "{outcome:?}");
    profile
}

fn posted(profile: &Profile, more: &[&str]) -> String {
    let outcome = profile.run(&[&["post", "--text", "Hello"][..], more].concat());
    text(outcome.publishes(), "urn").to_owned()
}

/// The questions about numbers that arrived.
fn questions(world: &World) -> usize {
    world
        .arrived("GET", "/rest/organizationalEntityShareStatistics")
        .len()
        + world
            .arrived("GET", "/rest/memberCreatorPostAnalytics")
            .len()
}

#[test]
fn the_numbers_of_a_page_and_of_a_member_come_from_linkedin() {
    let world = World::open();
    let profile = curious(&world);
    let of_page = posted(&profile, &["--as", NORTHWIND]);
    let of_member = posted(&profile, &[]);
    let nothing = profile.run(&["stats", &of_page]);
    assert_eq!(nothing.one("statistics")["is_counted"], false);
    world.visit(&format!("{}/feed/", world.origin));
    world.visit(&format!("{}/feed/update/{of_page}/", world.origin));
    let counted = profile.run(&["stats", &of_page]);
    let numbers = counted.one("statistics");
    for (name, count) in [
        ("impressions", 2),
        ("people_reached", 1),
        ("clicks", 1),
        ("reshares", 0),
    ] {
        assert_eq!(numbers[name], count, "{name}: {numbers}");
    }
    assert_eq!(numbers["engagement"], 0.5);
    assert_eq!(questions(&world), 2);
    let counted = profile.run(&["stats", &of_member]);
    let numbers = counted.one("statistics");
    assert_eq!(
        (&numbers["impressions"], &numbers["reactions"]),
        (&1.into(), &0.into())
    );
    assert!(numbers["clicks"].is_null() && numbers["engagement"].is_null());
    assert_eq!(questions(&world), 7);
}

#[test]
fn who_was_not_granted_it_is_told_what_it_takes_and_nothing_is_asked() {
    let world = World::open();
    for (profile, said) in [
        (world.member(), "app of its own"),
        (world.community(), "login --statistics"),
    ] {
        let urn = posted(&profile, &[]);
        let outcome = profile.run(&["stats", &urn]);
        let failed = outcome.fails(5, "permission_missing");
        assert!(
            text(failed, "message").contains("r_member_postAnalytics"),
            "{failed}"
        );
        assert!(text(failed, "hint").contains(said), "{failed}");
    }
    assert_eq!(questions(&world), 0);
}

#[test]
fn who_is_no_administrator_is_told_so_by_linkedin() {
    let world = World::open();
    let profile = curious(&world);
    let urn = posted(&profile, &["--as", HARBOUR]);
    let outcome = profile.run(&["stats", &urn]);
    let failed = outcome.fails(5, "permission_missing");
    assert!(text(failed, "hint").contains("administrators"), "{failed}");
    assert_eq!(questions(&world), 1);
}

#[test]
fn what_was_not_posted_from_here_is_not_asked_about() {
    let world = World::open();
    let profile = curious(&world);
    profile
        .run(&["stats", "urn:li:share:7"])
        .fails(2, "unknown_post");
    profile.run(&["stats", "hello"]).fails(2, "usage");
    profile.run(&["stats"]).fails(2, "usage");
    let urn = posted(&profile, &[]);
    world
        .sandbox
        .switches(|switches| switches.active_versions.clear());
    let outcome = profile.run(&["stats", &urn]);
    assert_ne!(outcome.code, 0);
    world.sandbox.revoke_all_tokens();
    let outcome = profile.run(&["stats", &urn]);
    assert_ne!(outcome.code, 0);
}

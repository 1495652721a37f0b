//! The requests of the day, counted by every process of a profile and shown as ours.
//!
//! A process has the computer's clock, and its ledger begins anew at midnight: a claim that the day ends under is made
//! again on the next.

use std::fs;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sendoff::sandbox::{FaultKind, Route};
use serde_json::Value;

use crate::film::film;
use crate::profile::{Profile, Run};
use crate::support::{NORTHWIND, World, png, text, until};

fn day() -> Date {
    TimeZone::UTC.to_datetime(Timestamp::now()).date()
}

/// Makes a claim about what was counted on one day.
fn on_one_day(claim: fn()) {
    let before = day();
    if std::panic::catch_unwind(claim).is_err() {
        assert_ne!(before, day(), "the claim does not hold");
        claim();
    }
}

/// What `accounts` says about today.
fn today(profile: &Profile) -> Value {
    profile.run(&["accounts"]).one("account")["today"].clone()
}

/// The calls to the API that arrived; the bytes of files go to another host, and signing in is no call of the API.
fn arrived(world: &World) -> usize {
    ["/rest/", "/v2/"]
        .iter()
        .flat_map(|path| ["GET", "POST", "DELETE"].map(|method| world.arrived(method, path).len()))
        .sum()
}

/// Writes that so many requests were made today.
fn count_beforehand(profile: &Profile, requests: u32) {
    let day = day();
    let account = profile.run(&["accounts"]);
    let account = account.one("account");
    let (app, member) = (text(account, "client_id"), text(account, "urn"));
    let ledger = format!(
        "(kind: \"sendoff ledger\", version: 1, body: (day: Some(\"{day}\"), counts: [(account: (client_id: \"{app}\", \
         member: \"{member}\"), author: \"{member}\", requests: {requests})]))"
    );
    fs::write(profile.folder().join("data/ledger.ron"), ledger).unwrap();
}

#[test]
fn every_request_that_arrived_was_counted_for_its_author_and_its_app() {
    on_one_day(|| {
        let world = World::open();
        let profile = world.community();
        let picture = profile.file("a.png", png(1));
        let post = [
            "post", "--as", NORTHWIND, "--text", "One", "--image", &picture,
        ];
        profile.run(&post).publishes();
        profile.run(&["post", "--text", "Two"]).publishes();
        let counted = today(&profile);
        assert_eq!(counted["requests"], arrived(&world), "{counted}");
        assert_eq!(counted["app_requests"], arrived(&world), "{counted}");
        assert_eq!(counted["published_limit"], 100, "{counted}");
        assert_eq!(counted["published_app_limit"], 500, "{counted}");
        let authors = counted["authors"].as_array().unwrap();
        let page = authors.iter().find(|author| author["urn"] == NORTHWIND);
        // Announced, looked at until it was ready, and created.
        assert!(
            page.unwrap()["requests"].as_u64().unwrap() >= 3,
            "{counted}"
        );
        let sum: u64 = authors
            .iter()
            .map(|author| author["requests"].as_u64().unwrap())
            .sum();
        assert_eq!(counted["requests"], sum);
    });
}

#[test]
fn a_refused_request_counts_and_a_dry_run_does_not() {
    on_one_day(|| {
        let world = World::open();
        let profile = world.member();
        let before = today(&profile)["requests"].as_u64().unwrap();
        profile.run(&["post", "--text", "x", "--dry-run"]);
        assert_eq!(today(&profile)["requests"], before);
        world.sandbox.revoke_all_tokens();
        assert_eq!(profile.run(&["post", "--text", "x"]).code, 3);
        let after = today(&profile)["requests"].as_u64().unwrap();
        assert!(after > before);
        // A new token is tried again for a while.
        assert_eq!(after, arrived(&world) as u64);
    });
}

#[test]
fn programs_that_run_at_once_add_to_one_ledger() {
    on_one_day(|| {
        let world = World::open();
        let profile = world.member();
        let before = today(&profile)["requests"].as_u64().unwrap();
        let texts = ["One", "Two", "Three", "Four"];
        let runs: Vec<_> = texts
            .map(|text| profile.start(profile.command(&["post", "--text", text])))
            .into();
        for outcome in runs.into_iter().map(Run::end) {
            outcome.publishes();
        }
        assert_eq!(today(&profile)["requests"], before + 4);
    });
}

#[test]
fn near_the_published_limit_a_post_is_warned_of_and_sent_all_the_same() {
    on_one_day(|| {
        let world = World::open();
        let profile = world.member();
        let calm = profile.run(&["post", "--text", "Calm"]);
        calm.publishes();
        assert!(!calm.stderr.contains("Counted here"), "{calm:?}");
        count_beforehand(&profile, 149);
        let picture = profile.file("a.png", png(1));
        let warned = profile.run(&["post", "--text", "Warned", "--image", &picture]);
        warned.publishes();
        for words in ["149 of the 150", "at least 2 requests", "00:00 UTC"] {
            assert!(warned.stderr.contains(words), "{warned:?}");
        }
    });
}

#[test]
fn a_ledger_of_another_day_damaged_or_newer_keeps_nobody_from_posting() {
    on_one_day(|| {
        let world = World::open();
        let profile = world.member();
        let path = profile.folder().join("data/ledger.ron");
        let newer = "(kind: \"sendoff ledger\", version: 99, body: ())";
        let old =
            "(kind: \"sendoff ledger\", version: 1, body: (day: Some(\"2001-01-01\"), counts: []))";
        for (content, text) in [("damaged", "One"), (old, "Two"), (newer, "Three")] {
            fs::write(&path, content).unwrap();
            let outcome = profile.run(&["post", "--text", text]);
            outcome.publishes();
            let is_newer = content == newer;
            assert_eq!(today(&profile)["requests"], u32::from(!is_newer), "{text}");
        }
        assert_eq!(fs::read_to_string(path).unwrap(), newer);
    });
}

#[test]
fn what_a_program_asked_that_was_killed_is_counted() {
    on_one_day(|| {
        let world = World::open();
        let profile = world.member();
        let before = today(&profile)["requests"].as_u64().unwrap();
        world.fault(Route::UploadImage, FaultKind::Silence);
        let picture = profile.file("a.png", png(1));
        let args = ["post", "--text", "Hello", "--image", &picture];
        let run = profile.start(profile.command(&args));
        until("the picture is on its way", || {
            world.arrived("PUT", "/dms-uploads/").len() == 1
        });
        until("it is counted", || {
            today(&profile)["requests"] == before + 1
        });
        run.kill();
        assert_eq!(today(&profile)["requests"], before + 1);
    });
}

/// Claims that so many requests were foretold for a post, and that it took as many.
fn check_estimate(world: &World, profile: &Profile, args: &[&str], expected: u64) {
    count_beforehand(profile, 149);
    let outcome = profile.run(&[&["post"], args].concat());
    outcome.publishes();
    let words = format!("at least {expected} request");
    assert!(outcome.stderr.contains(&words), "{outcome:?}");
    assert_eq!(today(profile)["requests"], 149 + expected, "{args:?}");
    assert_eq!(world.sandbox.posts().len(), 1);
}

#[test]
fn what_a_post_is_said_to_take_is_what_it_takes() {
    on_one_day(|| {
        let kite = film(5_000, "", 80_000);
        let captions = "1\n00:00:00,000 --> 00:00:02,000\nA kite\n";
        let files = |profile: &Profile| {
            let video = profile.file("kite.mp4", &kite);
            let captions = profile.file("kite.srt", captions);
            [video, captions, profile.file("a.png", png(1))]
        };
        let world = World::open();
        let profile = world.member();
        let [video, captions, picture] = files(&profile);
        let beside = ["--captions", &captions, "--cover", &picture];
        let args = [&["--text", "A kite", "--video", &video], &beside[..]].concat();
        check_estimate(&world, &profile, &args, 4);
        let world = World::open();
        let profile = world.community();
        let [_, _, picture] = files(&profile);
        let args = ["--as", NORTHWIND, "--text", "x", "--image", &picture];
        let more = ["--image", &picture, "--first-comment", "More"];
        check_estimate(&world, &profile, &[&args[..], &more].concat(), 5);
    });
}

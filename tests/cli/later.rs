//! Posts that are to be sent later: scheduled, listed, taken back, and sent when a timer asks for what is due.
//!
//! A process has the computer's clock, and a time may be asked for only within the next year, so what is scheduled here
//! lies two days ahead of it: no test depends on the moment. What is due lies in a fixed past.

use jiff::{SignedDuration, Timestamp};
use sendoff::sandbox::{Fault, FaultKind, Route};
use serde_json::Value;

use crate::profile::{Profile, Run};
use crate::support::{NORTHWIND, World, check_refused, png, text, until};

/// Schedules a text for the day after tomorrow; gives the job's id.
fn schedule(profile: &Profile, words: &str, more: &[&str]) -> String {
    let at = in_two_days();
    let args = [&["post", "--text", words, "--at", &at], more].concat();
    let outcome = profile.run(&args);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let scheduled = outcome.one("scheduled");
    assert_eq!(scheduled["at"], at);
    text(scheduled, "id").to_owned()
}

fn in_two_days() -> String {
    let at = Timestamp::now() + SignedDuration::from_hours(48);
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Lets the time of a job have come long ago.
fn make_due(profile: &Profile, id: &str) {
    let path = profile
        .folder()
        .join("data/outbox")
        .join(id)
        .join("job.ron");
    let file = std::fs::read_to_string(&path).unwrap();
    let from = file.find("Scheduled(").unwrap();
    let from = from + file[from..].find('"').unwrap() + 1;
    let to = from + file[from..].find('"').unwrap();
    let changed = format!("{}{LONG_AGO}{}", &file[..from], &file[to..]);
    std::fs::write(&path, changed).unwrap();
}

const LONG_AGO: &str = "2001-01-01T00:00:00Z";
/// What was due then is sent all the same.
const HOWEVER_LATE: [&str; 3] = ["send-due", "--late-by", "1000000"];

#[test]
fn a_scheduled_post_waits_and_is_sent_when_it_is_due() {
    let world = World::open();
    let profile = world.member();
    let id = schedule(&profile, "Later", &[]);
    assert_eq!(profile.the_job(), (id.clone(), "scheduled".to_owned()));
    let early = profile.run(&["send-due"]);
    assert_eq!((early.code, early.events.len()), (0, 0), "{early:?}");
    assert_eq!(world.posting_requests(), 0);
    make_due(&profile, &id);
    let sent = profile.run(&HOWEVER_LATE);
    assert_eq!(sent.publishes()["id"], id.as_str());
    assert_eq!(world.the_post().text, "Later");
    // Once.
    let again = profile.run(&HOWEVER_LATE);
    assert_eq!((again.code, again.events.len()), (0, 0), "{again:?}");
    assert_eq!(world.creates().len(), 1);
}

#[test]
fn of_several_timers_that_run_at_once_one_sends_each_post() {
    let world = World::open();
    let profile = world.member();
    for words in ["One", "Two"] {
        let id = schedule(&profile, words, &[]);
        make_due(&profile, &id);
    }
    let runs: Vec<_> = (0..5)
        .map(|_| profile.start(profile.command(&HOWEVER_LATE)))
        .collect();
    let outcomes: Vec<_> = runs.into_iter().map(Run::end).collect();
    // Whoever was not first has nothing to say.
    assert!(
        outcomes.iter().all(|outcome| outcome.code == 0),
        "{outcomes:?}"
    );
    let published = outcomes.iter().flat_map(|outcome| &outcome.events);
    let published = published.filter(|event| event["event"] == "published");
    assert_eq!(published.count(), 2, "{outcomes:?}");
    assert_eq!(world.creates().len(), 2);
}

#[test]
fn what_is_too_late_is_left_to_a_person_who_may_still_post_it() {
    let world = World::open();
    let profile = world.member();
    let id = schedule(&profile, "Later", &[]);
    make_due(&profile, &id);
    let late = profile.run(&["send-due"]);
    assert_eq!(late.code, 0, "{late:?}");
    assert_eq!(late.one("missed")["id"], id.as_str());
    profile.run(&["send-due", "--late-by", "24"]).one("missed");
    assert_eq!(world.posting_requests(), 0);
    profile.run(&["outbox", "retry", &id]).publishes();
}

#[test]
fn the_picture_of_a_scheduled_post_is_its_own() {
    let world = World::open();
    let profile = world.member();
    let picture = profile.file("a.png", png(1));
    let id = schedule(&profile, "Look", &["--image", &picture, "--alt", "A"]);
    std::fs::remove_file(picture).unwrap();
    make_due(&profile, &id);
    profile.run(&HOWEVER_LATE).publishes();
    assert_eq!(world.the_post().text, "Look");
}

#[test]
fn the_first_comment_of_a_scheduled_post_follows_it() {
    let world = World::open();
    let profile = world.community();
    let more = ["--as", NORTHWIND, "--first-comment", "More"];
    let id = schedule(&profile, "Later", &more);
    make_due(&profile, &id);
    let sent = profile.run(&HOWEVER_LATE);
    sent.publishes();
    assert_eq!(sent.one("comment")["state"], "posted");
    assert_eq!(world.the_post().comments.len(), 1);
}

#[test]
fn a_scheduled_post_can_be_taken_back_also_when_its_time_has_come() {
    let world = World::open();
    let profile = world.member();
    let id = schedule(&profile, "Later", &[]);
    make_due(&profile, &id);
    assert_eq!(profile.run(&["outbox", "cancel", &id]).code, 0);
    assert_eq!(profile.the_job().1, "cancelled");
    let sent = profile.run(&HOWEVER_LATE);
    assert_eq!((sent.code, sent.events.len()), (0, 0), "{sent:?}");
    assert_eq!(world.posting_requests(), 0);
}

#[test]
fn the_same_text_is_not_scheduled_twice_nor_posted_beside() {
    let world = World::open();
    let profile = world.member();
    schedule(&profile, "Once", &[]);
    let at = in_two_days();
    profile
        .run(&["post", "--text", "Once", "--at", &at])
        .fails(2, "duplicate");
    profile
        .run(&["post", "--text", "Once"])
        .fails(2, "duplicate");
    assert_eq!(world.posting_requests(), 0);
}

#[test]
fn a_time_that_cannot_be_meant_is_refused_before_anything_is_kept() {
    let world = World::open();
    let profile = world.member();
    for time in [
        "",
        "tomorrow",
        "2026-13-01T09:00",
        "1999-01-01T09:00",
        "9998-01-01T09:00Z",
        "2027-01-01T10:00+25:00",
        "2027-01-01T10:00-14:01",
    ] {
        check_refused(&world, &profile, &["--text", "x", "--at", time], "time");
    }
    let berlin = "CET-1CEST,M3.5.0,M10.5.0/3";
    for (time, word) in [
        ("2027-03-28T02:30", "forward"),
        ("2027-10-31T02:30", "twice"),
    ] {
        let args = ["post", "--text", "x", "--at", time];
        let refused = profile.run_with_env(&args, "TZ", berlin);
        let message = text(refused.fails(2, "time"), "message");
        assert!(message.contains(word), "{message}");
    }
}

#[test]
fn a_draft_that_does_not_pass_and_an_author_nobody_can_speak_for_are_not_scheduled() {
    let world = World::open();
    let at = in_two_days();
    let nobody = world.profile();
    nobody
        .run(&["post", "--text", "x", "--at", &at])
        .fails(3, "not_signed_in");
    let profile = world.member();
    check_refused(&world, &profile, &["--text", " ", "--at", &at], "draft");
    let as_page = ["--as", NORTHWIND, "--text", "x", "--at", &at];
    check_refused(&world, &profile, &as_page, "unknown_author");
}

#[test]
fn a_dry_run_shows_the_requests_and_the_time_and_keeps_nothing() {
    let world = World::open();
    let profile = world.member();
    let at = in_two_days();
    let outcome = profile.run(&["post", "--text", "x", "--at", &at, "--dry-run"]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(outcome.one("at")["at"], at);
    outcome.one("request");
    assert_eq!(profile.jobs(), Vec::<Value>::new());
    assert_eq!(world.posting_requests(), 0);
}

#[test]
fn a_post_whose_sign_in_is_gone_at_its_time_is_kept_and_says_so() {
    let world = World::open();
    let profile = world.member();
    let id = schedule(&profile, "Later", &[]);
    let account = profile.run(&["accounts"]);
    let member = text(account.one("account"), "urn").to_owned();
    assert_eq!(profile.run(&["logout", &member]).code, 0);
    make_due(&profile, &id);
    let outcome = profile.run(&HOWEVER_LATE);
    outcome.fails(3, "not_signed_in");
    let (kept, stage) = profile.the_job();
    assert_eq!(kept, id);
    assert_ne!(stage, "failed");
    assert_eq!(world.creates().len(), 0);
}

#[test]
fn what_the_timers_of_each_system_run_is_understood() {
    let world = World::open();
    let profile = world.member();
    for (file, before, after) in [
        ("sendoff.service", "/sendoff ", "\n"),
        ("sendoff.send-due.plist", "/sendoff</string>", "</array>"),
        ("windows.txt", "sendoff.exe\\\" ", "\""),
    ] {
        let path = format!("{}/assets/timers/{file}", env!("CARGO_MANIFEST_DIR"));
        let timer = std::fs::read_to_string(path).unwrap();
        let (_, rest) = timer.split_once(before).unwrap();
        let (line, _) = rest.split_once(after).unwrap();
        let line = line.replace("<string>", " ").replace("</string>", " ");
        let args: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(args.first(), Some(&"send-due"), "{file}");
        let outcome = profile.run(&args);
        assert_eq!((outcome.code, outcome.events.len()), (0, 0), "{outcome:?}");
    }
}

/// Lets the time of a comment that was put off have come.
fn make_comment_due(profile: &Profile, id: &str) {
    let outbox = profile.folder().join("data/outbox");
    let path = outbox.join(id).join("job.ron");
    let file = std::fs::read_to_string(&path).unwrap();
    let from = file.find("Waiting(").unwrap();
    let from = from + file[from..].find('"').unwrap() + 1;
    let to = from + file[from..].find('"').unwrap();
    let changed = format!("{}{LONG_AGO}{}", &file[..from], &file[to..]);
    std::fs::write(&path, changed).unwrap();
}

#[test]
fn a_first_comment_that_was_put_off_is_taken_up_once() {
    let world = World::open();
    let profile = world.community();
    world.sandbox.fault(Fault {
        times: u32::MAX,
        ..Fault::once(Route::CreateComment, FaultKind::status(404))
    });
    let args = ["post", "--text", "Hello", "--first-comment", "More"];
    let run = profile.start(profile.command(&args));
    until("the comment was tried", || {
        !world.arrived("POST", "/rest/socialActions/").is_empty()
    });
    run.interrupt();
    let outcome = run.end();
    let id = text(outcome.publishes(), "id").to_owned();
    assert!(
        text(outcome.one("comment"), "hint").contains("send-due"),
        "{outcome:?}"
    );
    world.sandbox.clear_faults();
    make_comment_due(&profile, &id);
    // Nobody expects it any more after so long.
    let late = profile.run(&["send-due", "--late-by", "0"]);
    assert_eq!((late.code, late.events.len()), (0, 1), "{late:?}");
    assert_eq!(late.one("missed")["what"], "first_comment");
    // Nor is it given up because the vault is locked when a timer comes.
    let locked = profile.run_with_env(&["send-due"], "SENDOFF_PASSPHRASE", "something else");
    assert_eq!(locked.one("comment")["state"], "failed");
    let sent = profile.run(&["send-due"]);
    assert_eq!((sent.code, sent.events.len()), (0, 1), "{sent:?}");
    assert_eq!(sent.one("comment")["state"], "posted");
    let again = profile.run(&["send-due"]);
    assert_eq!((again.code, again.events.len()), (0, 0), "{again:?}");
    assert_eq!(world.the_post().comments.len(), 1);
    assert_eq!(world.creates().len(), 1);
}

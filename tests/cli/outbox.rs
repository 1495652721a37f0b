//! The outbox: what is on its way, what became of it, and who may say so.

use std::fs;

use sendoff::sandbox::{CannedAnswer, DuplicateUrn, FaultKind, Route};
use serde_json::Value;

use crate::profile::{Profile, Run};
use crate::support::{World, png, text, until};

const POST: [&str; 3] = ["post", "--text", "Was it sent?"];

/// A world in which the answer to one create request was lost; the job's id.
fn uncertain(what: FaultKind) -> (World, Profile, String) {
    let world = World::open();
    let profile = world.member();
    world.fault(Route::CreatePost, what);
    let id = profile.run(&POST).is_uncertain();
    assert_eq!(profile.the_job(), (id.clone(), "uncertain".to_owned()));
    (world, profile, id)
}

/// A world in which one job waits for its person.
fn waiting() -> (World, Profile, String) {
    let world = World::open();
    let profile = world.member();
    world.fault(Route::CreatePost, FaultKind::status(429));
    profile.run(&POST).fails(4, "rate_limited");
    let (id, _) = profile.the_job();
    (world, profile, id)
}

#[track_caller]
fn done(profile: &Profile, args: &[&str]) {
    let outcome = profile.run(&[&["outbox"], args].concat());
    assert_eq!(outcome.code, 0, "{outcome:?}");
    outcome.one("done");
}

/// Claims that the history holds one receipt, that it rests on this evidence, and gives it.
#[track_caller]
fn receipt(profile: &Profile) -> Value {
    let history = profile.run(&["history"]);
    assert_eq!(history.code, 0, "{history:?}");
    history.one("receipt").clone()
}

#[test]
fn nothing_sends_an_uncertain_post_by_itself() {
    let (world, profile, id) = uncertain(FaultKind::CommitThenReset);
    profile.run(&["outbox"]);
    profile.run(&["outbox", "list"]);
    profile.run(&["outbox", "show", &id]);
    profile.run(&["post", "--text", "Another one"]).publishes();
    world.sign_in(&profile, "member");
    assert_eq!(profile.run(&["outbox", "retry", &id]).is_uncertain(), id);
    let sent = world.creates();
    let first = &sent[0].body_sha256;
    let same = sent.iter().filter(|sent| sent.body_sha256 == *first);
    assert_eq!(same.count(), 1);
    assert_eq!(sent.len(), 2);
    assert_eq!(
        profile
            .jobs()
            .iter()
            .filter(|job| job["stage"] == "uncertain")
            .count(),
        1
    );
}

#[test]
fn of_two_programs_started_at_once_with_the_same_text_one_posts() {
    let world = World::open();
    let profile = world.member();
    let runs: Vec<_> = (0..6)
        .map(|_| profile.start(profile.command(&POST)))
        .collect();
    let outcomes: Vec<_> = runs.into_iter().map(Run::end).collect();
    let published = outcomes.iter().filter(|outcome| outcome.code == 0).count();
    assert_eq!(published, 1, "{outcomes:?}");
    for outcome in outcomes.iter().filter(|outcome| outcome.code != 0) {
        outcome.fails(2, "duplicate");
    }
    assert_eq!(world.creates().len(), 1);
    assert_eq!(profile.jobs().len(), 1);
}

#[test]
fn looking_at_the_outbox_writes_nothing() {
    let world = World::open();
    let profile = world.member();
    let picture = profile.file("cup.png", png(1));
    profile
        .run(&["post", "--text", "Once", "--image", &picture])
        .publishes();
    let written = || {
        let files = profile.files().into_iter();
        let dates = files.map(|file| fs::metadata(&file).unwrap().modified().unwrap());
        dates.collect::<Vec<_>>()
    };
    profile.jobs();
    let before = written();
    profile.jobs();
    profile.run(&["history"]);
    assert_eq!(written(), before);
}

#[test]
fn what_cannot_be_done_to_a_job_is_said_without_guessing() {
    let (_world, profile, id) = waiting();
    done(&profile, &["cancel", &id]);
    profile.run(&["outbox", "retry", &id]).fails(2, "refused");
    let unknown = "01KAAAAAAAAAAAAAAAAAAAAAAA";
    profile
        .run(&["outbox", "retry", unknown])
        .fails(2, "refused");
    assert!(!profile.folder().join("data/outbox").join(unknown).exists());
}

#[test]
fn an_uncertain_post_is_a_duplicate_of_what_says_the_same() {
    let (world, profile, _) = uncertain(FaultKind::Reset);
    profile.run(&POST).fails(2, "duplicate");
    assert_eq!(world.creates().len(), 1);
}

#[test]
fn a_post_that_is_not_there_is_sent_again_when_a_person_says_so() {
    let (world, profile, id) = uncertain(FaultKind::Reset);
    done(&profile, &["resolve", &id, "--not-published"]);
    assert_eq!(world.creates().len(), 1);
    profile.run(&["outbox", "retry", &id]).publishes();
    let sent = world.creates();
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0].body_sha256, sent[1].body_sha256);
    assert_eq!(receipt(&profile)["urn"], world.the_post().urn);
}

#[test]
fn a_post_that_was_there_after_all_is_adopted_and_not_doubled() {
    for what in [
        FaultKind::CommitThenReset,
        FaultKind::CommitThenAnswer(CannedAnswer {
            status: 503,
            ..CannedAnswer::default()
        }),
    ] {
        let (world, profile, id) = uncertain(what);
        done(&profile, &["resolve", &id, "--not-published"]);
        let outcome = profile.run(&["outbox", "retry", &id]);
        let post = world.the_post();
        assert_eq!(outcome.publishes()["urn"], post.urn);
        let receipt = receipt(&profile);
        assert_eq!(receipt["urn"], post.urn);
        assert_ne!(receipt["evidence"], "answer");
        assert_eq!(world.creates().len(), 2);
    }
}

#[test]
fn a_duplicate_that_names_a_ghost_is_linkedins_word_and_not_proof() {
    let (world, profile, id) = uncertain(FaultKind::CommitThenReset);
    world
        .sandbox
        .switches(|switches| switches.duplicate_urn = DuplicateUrn::Ghost);
    done(&profile, &["resolve", &id, "--not-published"]);
    profile.run(&["outbox", "retry", &id]).publishes();
    assert_ne!(receipt(&profile)["evidence"], "answer");
    assert_eq!(world.sandbox.posts().len(), 1);
}

#[test]
fn a_second_answer_that_is_lost_is_uncertain_again() {
    let (world, profile, id) = uncertain(FaultKind::Reset);
    done(&profile, &["resolve", &id, "--not-published"]);
    world.fault(Route::CreatePost, FaultKind::status(500));
    profile.run(&["outbox", "retry", &id]).is_uncertain();
    assert_eq!(profile.the_job().1, "uncertain");
    assert_eq!(world.creates().len(), 2);
}

#[test]
fn a_person_who_has_seen_the_post_says_its_urn() {
    let (world, profile, id) = uncertain(FaultKind::CommitThenReset);
    let urn = world.the_post().urn;
    done(&profile, &["resolve", &id, "--published", &urn]);
    let receipt = receipt(&profile);
    assert_eq!(receipt["urn"], urn);
    assert!(text(&receipt, "permalink").contains(&urn));
    assert_ne!(receipt["evidence"], "answer");
    assert_eq!(world.creates().len(), 1);
    profile.run(&POST).fails(2, "duplicate");
}

#[test]
fn resolving_takes_exactly_one_answer_and_a_post_that_is_uncertain() {
    let (_world, profile, id) = uncertain(FaultKind::Reset);
    for args in [
        &["outbox", "resolve", &id][..],
        &[
            "outbox",
            "resolve",
            &id,
            "--published",
            "https://example.com",
        ],
        &[
            "outbox",
            "resolve",
            &id,
            "--not-published",
            "--published",
            "urn:li:share:1",
        ],
    ] {
        let outcome = profile.run(args);
        assert_eq!(outcome.code, 2, "{outcome:?}");
    }
    assert_eq!(profile.the_job().1, "uncertain");
    done(&profile, &["resolve", &id, "--not-published"]);
    profile
        .run(&["outbox", "resolve", &id, "--not-published"])
        .fails(2, "refused");
}

#[test]
fn a_job_that_does_not_exist_is_refused() {
    let world = World::open();
    let profile = world.member();
    let nobody = "01JDXXXXXXXXXXXXXXXXXXXXXX";
    for order in [
        &["outbox", "show", nobody][..],
        &["outbox", "retry", nobody],
        &["outbox", "cancel", nobody],
        &["outbox", "resolve", nobody, "--not-published"],
        &["outbox", "show", "../../etc"],
    ] {
        let outcome = profile.run(order);
        assert_eq!(outcome.code, 2, "{outcome:?}");
    }
}

#[test]
fn a_waiting_post_is_listed_and_shown_with_its_history() {
    let (_world, profile, id) = waiting();
    let accounts = profile.run(&["accounts"]);
    let jobs = profile.jobs();
    assert_eq!(jobs[0]["event"], "job");
    assert_eq!(jobs[0]["author"], accounts.one("account")["urn"]);
    assert_eq!(jobs[0]["text"], "Was it sent?");
    assert!(jobs[0]["created_at"].is_string());
    let shown = profile.run(&["outbox", "show", &id]);
    assert_eq!(shown.code, 0, "{shown:?}");
    let shown = shown.one("job");
    assert_eq!(shown["stage"], "ready");
    assert!(!shown["history"].as_array().unwrap().is_empty());
    assert_eq!(shown["kind"], "rate_limited");
}

#[test]
fn a_refused_post_can_be_tried_again() {
    let world = World::open();
    let profile = world.member();
    world.fault(Route::CreatePost, FaultKind::status(403));
    profile.run(&POST).fails(5, "forbidden");
    let (id, _) = profile.the_job();
    profile.run(&["outbox", "retry", &id]).publishes();
    assert_eq!(world.sandbox.posts().len(), 1);
}

#[test]
fn a_cancelled_post_becomes_a_draft_with_its_text_and_picture() {
    let world = World::open();
    let profile = world.member();
    world.fault(Route::CreatePost, FaultKind::status(429));
    let picture = profile.file("cup.png", png(7));
    profile
        .run(&[&POST[..], &["--image", &picture]].concat())
        .fails(4, "rate_limited");
    let (id, _) = profile.the_job();
    done(&profile, &["cancel", &id]);
    assert!(profile.jobs().iter().all(|job| job["stage"] == "cancelled"));
    let drafts = profile.folder().join("data/drafts");
    let kept: Vec<_> = profile
        .files()
        .into_iter()
        .filter(|path| path.starts_with(&drafts))
        .collect();
    let words = kept
        .iter()
        .find(|path| path.ends_with("draft.ron"))
        .unwrap();
    assert!(fs::read_to_string(words).unwrap().contains("Was it sent?"));
    assert!(
        kept.iter().any(|path| image::open(path).is_ok()),
        "{kept:?}"
    );
    let retried = profile.run(&["outbox", "retry", &id]);
    assert_ne!(retried.code, 0, "{retried:?}");
    assert_eq!(world.creates().len(), 1);
}

#[test]
fn a_post_that_is_out_cannot_be_taken_back() {
    let world = World::open();
    let profile = world.member();
    let outcome = profile.run(&POST);
    let id = text(outcome.publishes(), "id");
    profile.run(&["outbox", "cancel", id]).fails(2, "refused");
    profile
        .run(&["outbox", "resolve", id, "--not-published"])
        .fails(2, "refused");
    let retried = profile.run(&["outbox", "retry", id]);
    assert_eq!(world.creates().len(), 1);
    assert!(retried.code == 0 || retried.code == 2, "{retried:?}");
}

#[test]
fn a_post_under_way_is_not_sent_by_a_second_run() {
    let world = World::open();
    let profile = world.member();
    world.fault(Route::CreatePost, FaultKind::Hold { carried_out: None });
    let first = profile.start(profile.command(&POST));
    let is_under_way = || {
        let stages = ["submitting", "published"];
        profile
            .jobs()
            .iter()
            .any(|job| stages.contains(&text(job, "stage")))
    };
    until("the create request", is_under_way);
    let (id, _) = profile.the_job();
    profile.run(&["outbox", "retry", &id]);
    world.sandbox.clear_faults();
    first.end().publishes();
    assert_eq!(world.creates().len(), 1);
    assert_eq!(world.sandbox.posts().len(), 1);
}

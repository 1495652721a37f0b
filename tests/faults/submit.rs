//! Sending and trying again, through the engine and in virtual time: what each answer leads to, and when.

use std::time::Duration;

use jiff::{Timestamp, tz::TimeZone};
use sendoff::domain::{Cause, Draft, Evidence, Job, JobId, Stage};
use sendoff::engine::{Command, KeySource, Keys, Order};
use sendoff::linkedin::Patience;
use sendoff::sandbox::{CannedAnswer, FaultKind, Member, Route};
use sendoff::store::vault::{KdfCost, StoredTokens};
use serde_json::json;

use crate::disk::DiskFault;
use crate::invariants::{assert_invariants, waits_for_sign_in};
use crate::network::WireFault;
use crate::rig::{A_LONG_TIME, Died, Rig, northwind};

const TEXT: &str = "Careful now";

/// Publishes a text whose create request meets this; the rig, at rest, and the job.
fn publish_meeting(what: FaultKind) -> (Rig, Job) {
    let mut rig = Rig::new();
    rig.fault(Route::CreatePost, 1, what);
    let job = publish(&mut rig);
    (rig, job)
}

fn publish(rig: &mut Rig) -> Job {
    let draft = rig.draft(TEXT);
    rig.start_soundly();
    rig.publish(&draft);
    rig.settle().unwrap();
    job(rig, draft.id)
}

fn job(rig: &Rig, id: JobId) -> Job {
    rig.seen.jobs[&id].clone()
}

fn limited(retry_after: Option<&str>) -> FaultKind {
    let headers = retry_after.map(|value| ("retry-after".to_owned(), value.to_owned()));
    FaultKind::Answer(CannedAnswer {
        status: 429,
        headers: headers.into_iter().collect(),
        body: String::new(),
    })
}

fn secs(waits: &[Duration]) -> f64 {
    waits.iter().map(Duration::as_secs_f64).sum()
}

#[test]
fn a_network_that_is_away_three_times_is_waited_for_and_the_post_goes_out_once() {
    let mut rig = Rig::new();
    let draft = rig.draft(TEXT);
    rig.network.stay_away(3);
    rig.start(DiskFault::Nothing, WireFault::Refused(0), A_LONG_TIME);
    rig.publish(&draft);
    rig.settle().unwrap();
    assert_eq!(rig.stage(draft.id), "published");
    let waits = rig.clock.waits();
    assert_eq!(waits.len(), 3, "{waits:?}");
    for (wait, bound) in waits.iter().zip([1.0, 2.0, 4.0]) {
        assert!((0.5..=bound).contains(&wait.as_secs_f64()), "{waits:?}");
    }
    assert_eq!(rig.num_creates(), 1);
}

#[test]
fn an_answer_that_is_lost_sends_nothing_again_in_a_day_and_across_a_restart() {
    for what in [
        FaultKind::CommitThenReset,
        FaultKind::Reset,
        FaultKind::status(503),
        FaultKind::redirect(307, "http://192.0.2.1/"),
    ] {
        let (mut rig, job) = publish_meeting(what.clone());
        assert!(matches!(job.stage(), Stage::Uncertain(_)), "{what:?}");
        rig.clock.pass(A_LONG_TIME);
        rig.send(Command::Resume);
        rig.settle().unwrap();
        rig.close();
        rig.start_soundly();
        rig.settle().unwrap();
        rig.clock.pass(A_LONG_TIME);
        rig.settle().unwrap();
        assert_eq!(rig.stage(job.id()), "uncertain", "{what:?}");
        assert_eq!(rig.num_creates(), 1, "{what:?}");
        rig.close();
        assert_invariants(&rig).unwrap();
    }
}

#[test]
fn an_answer_that_asks_to_wait_leaves_a_doubt_where_the_server_broke_down() {
    let down = FaultKind::Answer(CannedAnswer {
        status: 503,
        headers: vec![("retry-after".to_owned(), "7".to_owned())],
        body: String::new(),
    });
    let (rig, job) = publish_meeting(down);
    assert!(matches!(job.stage(), Stage::Uncertain(_)));
    assert_eq!((rig.num_creates(), rig.clock.waits().len()), (1, 0));
}

#[test]
fn while_an_answer_is_awaited_the_program_works_and_it_is_too_late_to_take_the_post_back() {
    let mut rig = Rig::new();
    rig.patience = Patience {
        submit: Duration::from_millis(400),
        ..Patience::default()
    };
    rig.fault(Route::CreatePost, 1, FaultKind::CommitThenSilence);
    let draft = rig.draft(TEXT);
    let other = rig.draft("Typed meanwhile");
    rig.start_soundly();
    rig.publish(&draft);
    rig.until_stage(draft.id, "submitting").unwrap();
    rig.send(Command::SaveDraft(Box::new(other.clone())));
    rig.until(|rig| rig.promises[&other.id].is_kept).unwrap();
    assert_eq!(rig.stage(draft.id), "submitting", "it waits no longer");
    rig.order(draft.id, Order::Cancel);
    rig.settle().unwrap();
    assert_eq!(rig.stage(draft.id), "uncertain");
    let why = &rig.seen.refused[0].1;
    assert!(why.contains("too late"), "{why}");
    rig.close();
    assert_invariants(&rig).unwrap();
}

#[test]
fn linkedin_is_given_two_minutes_to_answer_a_create_request() {
    let patience = Patience::default();
    assert_eq!(patience.submit, Duration::from_mins(2));
    assert!(patience.call < patience.submit);
}

#[test]
fn a_person_decides_what_became_of_an_uncertain_post() {
    for (what, order, stage, num_posts) in [
        (
            FaultKind::CommitThenReset,
            Order::ItIsThere(None),
            "published",
            1,
        ),
        (FaultKind::Reset, Order::ItIsNotThere, "published", 1),
        (FaultKind::Reset, Order::Cancel, "cancelled", 0),
    ] {
        let (mut rig, job) = publish_meeting(what);
        rig.order(job.id(), order.clone());
        rig.settle().unwrap();
        assert_eq!(rig.stage(job.id()), stage, "{order:?}");
        assert_eq!(rig.posts(TEXT).len(), num_posts, "{order:?}");
        rig.close();
        assert_invariants(&rig).unwrap();
    }
}

#[test]
fn a_refusal_as_duplicate_without_an_earlier_doubt_is_a_failure_that_names_the_post() {
    let said = json!({
        "status": 422, "code": "DUPLICATE_POST", "message": "Content is a duplicate of urn:li:share:7001",
    });
    let (rig, job) = publish_meeting(FaultKind::json(422, &said));
    let Stage::Failed(failure) = job.stage() else {
        panic!("{:?}", job.stage());
    };
    let of = Some("urn:li:share:7001".parse().unwrap());
    assert_eq!(failure.cause, Cause::Duplicate { of });
    assert_eq!(rig.num_creates(), 1);
}

#[test]
fn a_duplicate_report_that_names_nonsense_leads_nowhere() {
    let long = format!("urn:li:share:{}", "9".repeat(10_000));
    for hostile in ["urn:li:share:<script>", "javascript:alert(1)", &long] {
        let said = json!({
            "status": 422, "code": "DUPLICATE_POST", "message": format!("Content is a duplicate of {hostile}"),
        });
        let mut rig = Rig::new();
        rig.fault(Route::CreatePost, 1, FaultKind::CommitThenReset);
        rig.fault(Route::CreatePost, 1, FaultKind::json(422, &said));
        let job_before = publish(&mut rig);
        rig.order(job_before.id(), Order::ItIsNotThere);
        rig.settle().unwrap();
        let job = job(&rig, job_before.id());
        let Stage::Published(receipt) = job.stage() else {
            panic!("{hostile:.40}: {:?}", job.stage());
        };
        assert_eq!(receipt.evidence, Evidence::DuplicateReport);
        assert_eq!(receipt.permalink, None, "{hostile:.40}");
    }
}

#[test]
fn a_rate_limit_is_waited_for_as_linkedin_asks() {
    for (asked, least, most) in [
        (Some("7"), 7.0, 7.5),
        (Some("Tue, 24 Nov 2026 12:03:00 GMT"), 180.0, 180.5),
        (Some("0"), 1.0, 1.5),
        (Some("soon"), 30.0, 30.5),
        (None, 30.0, 30.5),
    ] {
        let (rig, job) = publish_meeting(limited(asked));
        assert_eq!(job.stage().word(), "published", "{asked:?}");
        let waited = secs(&rig.clock.waits());
        assert!((least..=most).contains(&waited), "{asked:?}: {waited}");
        assert_eq!(rig.num_creates(), 2);
        assert_eq!(rig.posts(TEXT).len(), 1);
    }
}

#[test]
fn a_date_to_wait_for_is_read_by_linkedins_clock_where_this_one_is_wrong() {
    let mut rig = Rig::new();
    rig.clock.jump(jiff::SignedDuration::from_hours(-72));
    rig.fault(
        Route::CreatePost,
        1,
        limited(Some("Tue, 24 Nov 2026 12:03:00 GMT")),
    );
    let job = publish(&mut rig);
    assert_eq!(job.stage().word(), "published");
    let waited = secs(&rig.clock.waits());
    assert!((180.0..181.0).contains(&waited), "{waited}");
}

#[test]
fn without_a_word_how_long_the_ladder_ends_at_the_next_midnight() {
    let mut rig = Rig::new();
    rig.fault(Route::CreatePost, 4, limited(None));
    let job = publish(&mut rig);
    assert_eq!(job.stage().word(), "published");
    // 30, 60, 120 seconds, then midnight UTC and up to ten minutes.
    let waited = secs(&rig.clock.waits());
    let to_midnight = 12.0 * 3_600.0;
    assert!(
        (to_midnight..=to_midnight + 600.0).contains(&waited),
        "{waited}"
    );
    assert_eq!(rig.num_creates(), 5);
}

#[test]
fn the_limit_of_the_day_ends_within_ten_minutes_after_midnight_in_greenwich() {
    let mut rig = Rig::new();
    rig.sandbox.switches(|switches| switches.daily_limit = 1);
    let [first, second] =
        ["The last of today", "The first of tomorrow"].map(|text| rig.draft(text));
    rig.start_soundly();
    for draft in [&first, &second] {
        rig.publish(draft);
        rig.settle().unwrap();
        assert_eq!(rig.stage(draft.id), "published");
    }
    let midnight: Timestamp = "2026-11-25T00:00:00Z".parse().unwrap();
    let published = rig.posts(&second.text)[0].created_at;
    let after = published.duration_since(midnight).as_secs_f64();
    assert!((0.0..=660.0).contains(&after), "{after}");
    // Not midnight anywhere else.
    for zone in ["Pacific/Kiritimati", "Etc/GMT+12", "Europe/Berlin"] {
        let Ok(zone) = TimeZone::get(zone) else {
            continue;
        };
        assert_ne!(zone.to_datetime(published).hour(), 0);
    }
    assert_eq!(rig.num_creates(), 3);
}

#[test]
fn twenty_that_waited_for_the_network_go_out_one_at_a_time_and_a_second_apart() {
    let mut rig = Rig::new();
    let drafts: Vec<_> = (0..20).map(|n| rig.draft(&format!("Number {n}"))).collect();
    rig.start(
        DiskFault::Nothing,
        WireFault::RefusedForEver(0),
        A_LONG_TIME,
    );
    rig.clock.hold(true);
    for draft in &drafts {
        rig.publish(draft);
    }
    let waits = |rig: &Rig, id| {
        rig.seen
            .jobs
            .get(&id)
            .is_some_and(|job| job.wait().is_some())
    };
    rig.until(|rig| drafts.iter().all(|draft| waits(rig, draft.id)))
        .unwrap();
    rig.network.begin(WireFault::Nothing);
    rig.clock.pass(Duration::from_hours(1));
    rig.clock.hold(false);
    rig.settle().unwrap();
    assert_eq!(rig.num_creates(), 20);
    let mut times: Vec<Timestamp> = rig
        .sandbox
        .posts()
        .iter()
        .map(|post| post.created_at)
        .collect();
    times.sort_unstable();
    assert_eq!(times.len(), 20);
    for pair in times.windows(2) {
        let apart = pair[1].duration_since(pair[0]).as_secs_f64();
        assert!(apart >= 1.0, "{apart} seconds apart");
    }
}

#[test]
fn a_token_that_ended_waits_for_the_sign_in_and_then_goes_on_by_itself() {
    let mut rig = Rig::new();
    rig.sandbox.revoke_all_tokens();
    let job_before = publish(&mut rig);
    let id = job_before.id();
    assert_eq!(job_before.stage().word(), "ready");
    assert!(waits_for_sign_in(&job_before), "{:?}", job_before.wait());
    assert_eq!(rig.posts(TEXT).len(), 0);
    sign_in_again(&rig);
    rig.send(Command::Resume);
    rig.settle().unwrap();
    assert_eq!(rig.stage(id), "published");
    assert_eq!(rig.posts(TEXT).len(), 1);
}

/// Puts a new token where a sign-in would.
pub(crate) fn sign_in_again(rig: &Rig) {
    let app = rig.sandbox.self_serve_app();
    let granted = rig.sandbox.sign_in(app, Member::Alex);
    let store = rig.store();
    let keys = Keys::new(&store, KeySource::Keyring(rig.keyring()), KdfCost::FLOOR);
    let stored = StoredTokens {
        access: granted.access.into(),
        refresh: None,
        scopes: granted.scopes,
        obtained_at: rig.now().as_second(),
        expires_at: None,
        refresh_expires_at: None,
        app: app.client_id.to_owned(),
    };
    let name = rig.member.key().to_string();
    keys.change(|secrets| {
        secrets.accounts.insert(name, stored);
    })
    .unwrap();
}

#[test]
fn a_retired_version_stops_the_post_until_a_person_acts() {
    let mut rig = Rig::new();
    rig.fault(Route::CreatePost, u32::MAX, FaultKind::status(426));
    let before = publish(&mut rig);
    let wait = before.wait().unwrap();
    assert_eq!(wait.until, None);
    assert_eq!(wait.failure.as_ref().unwrap().cause, Cause::VersionRetired);
    rig.clock.pass(A_LONG_TIME);
    rig.settle().unwrap();
    assert_eq!(rig.num_creates(), 1, "it was asked again");
}

#[test]
fn what_is_sent_again_is_the_same_to_the_byte_with_the_same_pictures() {
    let mut rig = Rig::new();
    rig.fault(Route::CreatePost, 1, FaultKind::Reset);
    let draft = rig.draft_with_pictures(TEXT, 2);
    rig.start_soundly();
    rig.publish(&draft);
    rig.settle().unwrap();
    rig.order(draft.id, Order::ItIsNotThere);
    rig.settle().unwrap();
    assert_eq!(rig.stage(draft.id), "published");
    let mut creates = rig.sandbox.requests();
    creates.retain(|entry| entry.target == "/rest/posts");
    assert_eq!(creates.len(), 2);
    assert_eq!(creates[0].body_sha256, creates[1].body_sha256);
    assert!(creates[1].json.as_ref().unwrap()["content"]["multiImage"].is_object());
    let uploads = rig.sandbox.requests();
    let uploads = uploads.iter().filter(|entry| entry.method == "PUT").count();
    assert_eq!(uploads, 2, "the pictures went again");
}

#[test]
fn a_post_can_be_taken_back_until_it_leaves() {
    for (stage, route, undo_secs) in [
        ("queued", Route::Feed, 10),
        ("uploading", Route::InitializeImage, 0),
        ("ready", Route::CreatePost, 0),
    ] {
        let mut rig = Rig::new();
        rig.fault(route, u32::MAX, limited(None));
        let draft = rig.draft_with_pictures(TEXT, 1);
        rig.start_soundly();
        rig.clock.hold(true);
        rig.publish_with_undo(&draft, undo_secs);
        rig.until(|rig| {
            let job = rig.seen.jobs.get(&draft.id);
            job.is_some_and(|job| job.stage().word() == stage && job.wait().is_some())
        })
        .unwrap();
        rig.order(draft.id, Order::Cancel);
        rig.settle().unwrap();
        assert_eq!(rig.stage(draft.id), "cancelled");
        let (drafts, _) = rig.store().drafts().unwrap();
        assert_eq!(drafts.len(), 1);
        assert_eq!(drafts[0].draft.text, TEXT);
        assert_eq!(rig.posts(TEXT).len(), 0);
        rig.close();
        assert_invariants(&rig).unwrap();
    }
}

#[test]
fn every_request_of_a_full_run_carries_what_it_must_and_nothing_else() {
    let mut rig = Rig::new();
    let mut draft = rig.draft_with_pictures(TEXT, 2);
    draft.author = Some(rig.page.organizations[0].clone());
    rig.start_soundly();
    rig.publish(&draft);
    rig.settle().unwrap();
    assert_eq!(rig.stage(draft.id), "published");
    let requests = rig.sandbox.requests();
    assert!(requests.len() >= 6, "{requests:#?}");
    for entry in requests {
        let has = |name: &str| entry.headers.iter().any(|(known, _)| known == name);
        assert!(has("authorization"), "{entry:?}");
        assert!(!has("cookie") && !has("referer"), "{entry:?}");
        if entry.target.starts_with("/rest/") {
            assert!(has("linkedin-version"), "{entry:?}");
            assert!(has("x-restli-protocol-version"), "{entry:?}");
        }
    }
}

#[test]
fn an_address_in_the_settings_is_nobodys_business() {
    let mut rig = Rig::new();
    let settings =
        "(kind: \"sendoff settings\", version: 1, body: (api_base: \"https://evil.example\"))";
    std::fs::write(rig.store().paths().settings(), settings).unwrap();
    let job = publish(&mut rig);
    assert_eq!(job.stage().word(), "published");
    assert_eq!(rig.posts(TEXT).len(), 1);
}

#[test]
fn what_is_known_to_have_arrived_is_written_down_whatever_else_is_decided_meanwhile() {
    let mut rig = Rig::new();
    let draft = rig.draft(TEXT);
    // Up to the request the disk works: find the change that would write the answer down.
    let mut nth = 0;
    loop {
        let mut trial = Rig::new();
        let draft = trial.draft(TEXT);
        trial.start(
            DiskFault::ForEver(nth, std::io::ErrorKind::StorageFull),
            WireFault::Nothing,
            Duration::from_mins(1),
        );
        trial.publish(&draft);
        let ended: Result<(), Died> = trial.settle();
        let is_there = !trial.posts(TEXT).is_empty();
        trial.kill();
        if is_there {
            assert_eq!(ended, Err(Died), "it gave up writing");
            break;
        }
        nth += 1;
    }
    rig.start(
        DiskFault::For(nth, 3, std::io::ErrorKind::StorageFull),
        WireFault::Nothing,
        A_LONG_TIME,
    );
    rig.clock.hold(true);
    rig.publish(&draft);
    rig.until_stage(draft.id, "published").unwrap();
    rig.order(draft.id, Order::Cancel);
    rig.until(|rig| !rig.seen.refused.is_empty()).unwrap();
    rig.clock.hold(false);
    rig.seen.busy.insert(draft.id);
    rig.settle().unwrap();
    rig.kill();
    let job = rig.store().job(draft.id).unwrap().unwrap();
    assert_eq!(job.stage().word(), "published");
    assert_eq!(rig.num_creates(), 1);
}

/// A draft in a page's name with a first comment.
fn with_comment(rig: &mut Rig) -> Draft {
    let mut draft = rig.draft(TEXT);
    draft.author = Some(northwind());
    "More below".clone_into(&mut draft.first_comment);
    rig.promise(&draft, false);
    draft
}

/// How often a comment was asked for, and how many there are.
fn comments(rig: &Rig) -> (usize, usize) {
    let mut asked = rig.sandbox.requests();
    asked.retain(|entry| entry.target.starts_with("/rest/socialActions/"));
    let posts = rig.sandbox.posts();
    let there = posts.iter().map(|post| post.comments.len());
    (asked.len(), there.sum())
}

fn comment_word(rig: &Rig, draft: &Draft) -> &'static str {
    job(rig, draft.id).first_comment().unwrap().state.word()
}

#[test]
fn a_comment_waits_a_minute_for_its_post_to_be_found_and_no_longer() {
    for (lag, word, asked, there) in [
        (0, "posted", 1, 1),
        (20, "posted", 6, 1),
        (90, "failed", 7, 0),
    ] {
        let mut rig = Rig::new();
        rig.sandbox
            .switches(|switches| switches.comment_lag_secs = lag);
        let draft = with_comment(&mut rig);
        rig.start_soundly();
        rig.publish(&draft);
        rig.settle().unwrap();
        assert_eq!(comment_word(&rig, &draft), word, "{lag}");
        assert_eq!(comments(&rig), (asked, there), "{lag}");
        assert_eq!(rig.stage(draft.id), "published");
        assert_eq!(rig.num_creates(), 1);
        rig.close();
        assert_invariants(&rig).unwrap();
    }
}

#[test]
fn a_comment_that_was_not_begun_is_sent_after_a_crash_and_one_that_was_is_not() {
    for (what, before, after, asked, there) in [
        (FaultKind::status(404), ("waiting", 1), "posted", 2, 1),
        (FaultKind::Silence, ("sending", 0), "unclear", 1, 0),
        (
            FaultKind::CommitThenSilence,
            ("sending", 0),
            "unclear",
            1,
            1,
        ),
    ] {
        let mut rig = Rig::new();
        rig.fault(Route::CreateComment, 1, what.clone());
        let draft = with_comment(&mut rig);
        rig.start_soundly();
        rig.clock.hold(true);
        rig.publish(&draft);
        let id = draft.id;
        // It is shown before it is on disk; what matters is what the next start finds.
        rig.until(|rig| {
            let job = rig.store().job(id).ok().flatten();
            let kept = job.and_then(|job| job.first_comment());
            let is_reached =
                kept.is_some_and(|comment| (comment.state.word(), comment.state.tries()) == before);
            is_reached && comments(rig).0 == 1
        })
        .unwrap();
        rig.kill();
        rig.clock.hold(false);
        rig.start_soundly();
        rig.settle().unwrap();
        assert_eq!(comment_word(&rig, &draft), after, "{what:?}");
        rig.clock.pass(A_LONG_TIME);
        rig.settle().unwrap();
        assert_eq!(comments(&rig), (asked, there), "{what:?}");
        assert_eq!(rig.num_creates(), 1, "{what:?}");
        rig.close();
        let kept = rig
            .store()
            .receipt(id)
            .unwrap()
            .unwrap()
            .first_comment
            .unwrap();
        assert_eq!(kept.state.word(), after, "{what:?}");
        assert_invariants(&rig).unwrap();
    }
}

//! Time and its tricks, accounts that go away, and hands that press twice.

use std::fs;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use sendoff::domain::{Draft, Job, Stage};
use sendoff::engine::Command;
use sendoff::sandbox::{FaultKind, Route};

use crate::disk::DiskFault;
use crate::invariants::{assert_invariants, waits_for_sign_in};
use crate::network::WireFault;
use crate::rig::{A_LONG_TIME, Rig};

const TEXT: &str = "Once is enough";

#[test]
fn a_clock_that_is_ten_years_off_keeps_no_post_from_going_out() {
    let ten_years = SignedDuration::from_hours(10 * 365 * 24);
    for by in [ten_years, -ten_years] {
        let mut rig = Rig::new();
        rig.clock.jump(by);
        let draft = rig.draft(TEXT);
        rig.start_soundly();
        rig.publish(&draft);
        rig.settle().unwrap();
        assert_eq!(rig.stage(draft.id), "published", "{by:?}");
        assert_eq!(rig.num_creates(), 1);
        rig.close();
        assert_invariants(&rig).unwrap();
    }
}

#[test]
fn a_clock_that_is_put_back_or_forward_during_a_wait_neither_strands_nor_doubles_a_post() {
    for hours in [24 * 365, -24 * 365, 1, -1] {
        let mut rig = Rig::new();
        rig.fault(Route::CreatePost, 1, FaultKind::status(429));
        let draft = rig.draft(TEXT);
        rig.start_soundly();
        rig.clock.hold(true);
        rig.publish(&draft);
        rig.until(|rig| !rig.clock.waits().is_empty()).unwrap();
        rig.clock.jump(SignedDuration::from_hours(hours));
        rig.clock.hold(false);
        rig.settle().unwrap();
        assert_eq!(rig.stage(draft.id), "published", "{hours} hours");
        assert_eq!(rig.posts(TEXT).len(), 1);
    }
}

#[test]
fn a_wait_is_cut_into_naps_so_that_a_computer_that_slept_does_not_oversleep() {
    let mut rig = Rig::new();
    rig.fault(Route::CreatePost, 4, FaultKind::status(429));
    let draft = rig.draft(TEXT);
    rig.start_soundly();
    rig.publish(&draft);
    rig.settle().unwrap();
    let waits = rig.clock.waits();
    let longest = waits.iter().max().unwrap();
    assert!(*longest <= Duration::from_secs(30), "{longest:?}");
    assert_eq!(rig.stage(draft.id), "published");
}

#[test]
fn what_fell_due_while_the_computer_slept_goes_out_once_when_it_wakes() {
    let mut rig = Rig::new();
    let drafts: Vec<Draft> = ["One", "Two", "Three"].map(|text| rig.draft(text)).into();
    rig.start_soundly();
    rig.clock.hold(true);
    for draft in &drafts {
        rig.publish_with_undo(draft, 30);
    }
    rig.until(|rig| rig.clock.waits().len() >= 3).unwrap();
    rig.clock.pass(Duration::from_hours(8));
    rig.clock.hold(false);
    rig.settle().unwrap();
    for draft in &drafts {
        assert_eq!(rig.stage(draft.id), "published");
        assert_eq!(rig.posts(&draft.text).len(), 1);
    }
    assert_eq!(rig.num_creates(), 3);
}

#[test]
fn a_token_that_seems_expired_here_is_tried_and_works() {
    let mut rig = Rig::new();
    let past: Timestamp = "2020-01-01T00:00:00Z".parse().unwrap();
    let update = rig.store().update_accounts(|accounts| {
        for account in accounts {
            account.expires_at = Some(past);
            account.renewable_until = None;
        }
    });
    update.unwrap();
    let draft = rig.draft(TEXT);
    rig.start_soundly();
    rig.publish(&draft);
    rig.settle().unwrap();
    assert_eq!(rig.stage(draft.id), "published");
    assert_eq!(rig.num_creates(), 1);
}

#[test]
fn a_post_whose_account_was_removed_waits_and_is_sent_by_no_other() {
    let mut rig = Rig::new();
    let draft = rig.draft(TEXT);
    rig.start(
        DiskFault::Nothing,
        WireFault::RefusedForEver(0),
        A_LONG_TIME,
    );
    rig.clock.hold(true);
    rig.publish(&draft);
    rig.until(|rig| {
        let job = rig.seen.jobs.get(&draft.id);
        job.is_some_and(|job| job.wait().is_some())
    })
    .unwrap();
    let (answer, promise) = poll_promise::Promise::new();
    rig.send(Command::SignOut(rig.member.key(), answer));
    rig.until(|_| promise.ready().is_some()).unwrap();
    rig.network.begin(WireFault::Nothing);
    rig.clock.hold(false);
    rig.settle().unwrap();
    let job = &rig.seen.jobs[&draft.id];
    assert!(matches!(job.stage(), Stage::Ready), "{:?}", job.stage());
    assert!(waits_for_sign_in(job), "{:?}", job.wait());
    assert_eq!(rig.num_creates(), 0, "another account spoke");
    rig.close();
    rig.start_soundly();
    rig.settle().unwrap();
    assert_eq!(rig.num_creates(), 0);
    rig.close();
    assert_invariants(&rig).unwrap();
}

#[test]
fn where_nothing_can_be_locked_nothing_is_sent_and_drafts_can_be_edited() {
    let mut rig = Rig::new();
    let store = rig.store();
    let waiting = rig.draft("It lay there already");
    let job = Job::new(
        waiting.check().unwrap(),
        rig.member.key(),
        rig.here.clone(),
        rig.now(),
        None,
    );
    drop(store.enqueue(&job).unwrap());
    // A folder in place of each lock: it cannot be opened as a file.
    let folder = store.paths().outbox().join(waiting.id.to_string());
    for lock in [folder.join("lock"), store.paths().outbox_lock()] {
        fs::remove_file(&lock).ok();
        fs::create_dir(&lock).unwrap();
    }
    let draft = rig.draft(TEXT);
    rig.start_soundly();
    rig.publish(&draft);
    rig.until(|rig| !rig.seen.refused.is_empty() && rig.seen.jobs.contains_key(&waiting.id))
        .unwrap();
    assert!(!rig.seen.troubles.is_empty(), "nothing was said");
    let edited = rig.draft("Typed all the same");
    rig.send(Command::SaveDraft(Box::new(edited.clone())));
    rig.until(|rig| rig.promises[&edited.id].is_kept).unwrap();
    assert_eq!(rig.num_creates(), 0);
    rig.close();
    assert_eq!(rig.num_creates(), 0);
    let (drafts, _) = rig.store().drafts().unwrap();
    assert!(drafts.iter().any(|saved| saved.draft.text == edited.text));
}

#[test]
fn pressing_ten_times_posts_once() {
    let mut rig = Rig::new();
    let draft = rig.draft_with_pictures(TEXT, 1);
    rig.start_soundly();
    for _ in 0..10 {
        rig.publish(&draft);
    }
    // Nine are refused, and say nothing of the one.
    rig.until_stage(draft.id, "published").unwrap();
    rig.settle().unwrap();
    assert_eq!(rig.num_creates(), 1);
    assert_eq!(rig.store().jobs().unwrap().0.len(), 1);
}

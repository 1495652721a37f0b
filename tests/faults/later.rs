//! Posts that are to be sent later, through the engine and in virtual time: at their time, once, and never by surprise
//! where nobody was there, whatever dies in between.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use sendoff::domain::Draft;
use sendoff::engine::{Command, Order};
use sendoff::sandbox::{FaultKind, Route};

use crate::invariants::{assert_invariants, waits_for_sign_in};
use crate::rig::Rig;
use crate::submit::sign_in_again;

const TEXT: &str = "In good time";

/// Schedules a picture for two hours later; the rig at rest, the draft and the time.
fn scheduled() -> (Rig, Draft, Timestamp) {
    let mut rig = Rig::new();
    let draft = rig.draft_with_pictures(TEXT, 1);
    rig.start_soundly();
    // Time stands still until the test lets it pass.
    rig.clock.hold(true);
    let at = rig.now() + SignedDuration::from_hours(2);
    rig.schedule(&draft, at);
    rig.settle().unwrap();
    assert_eq!(rig.stage(draft.id), "scheduled", "{}", rig.seen.story());
    (rig, draft, at)
}

fn nothing_was_asked(rig: &Rig) {
    let requests = rig.sandbox.requests();
    assert_eq!(requests.len(), 0, "{requests:#?}");
}

#[test]
fn a_scheduled_post_leaves_at_its_time_not_before_and_once() {
    let (mut rig, draft, at) = scheduled();
    nothing_was_asked(&rig);
    rig.clock.hold(false);
    rig.until_stage(draft.id, "published").unwrap();
    rig.settle().unwrap();
    let posts = rig.posts(TEXT);
    assert_eq!(posts.len(), 1);
    let late = posts[0].created_at.duration_since(at).as_secs();
    assert!((0..60).contains(&late), "{late} s after its time");
    rig.close();
    assert_invariants(&rig).unwrap();
}

#[test]
fn killed_between_scheduling_and_sending_it_is_sent_at_its_time_and_once() {
    let (mut rig, draft, at) = scheduled();
    rig.kill();
    rig.clock.pass(Duration::from_mins(30));
    rig.start_soundly();
    rig.until_stage(draft.id, "published").unwrap();
    rig.settle().unwrap();
    let posts = rig.posts(TEXT);
    assert_eq!(posts.len(), 1);
    assert!(posts[0].created_at >= at);
    rig.kill();
    rig.start_soundly();
    rig.settle().unwrap();
    assert_eq!(rig.num_creates(), 1);
    rig.close();
    assert_invariants(&rig).unwrap();
}

#[test]
fn due_while_nobody_was_there_it_waits_for_a_person_for_ever_and_is_then_sent_once() {
    let (mut rig, draft, _) = scheduled();
    rig.kill();
    rig.clock.pass(Duration::from_hours(3));
    rig.start_soundly();
    rig.settle().unwrap();
    rig.clock.pass(Duration::from_hours(24));
    rig.send(Command::Resume);
    rig.settle().unwrap();
    assert_eq!(rig.stage(draft.id), "scheduled");
    nothing_was_asked(&rig);
    assert_invariants(&rig).unwrap();
    rig.order(draft.id, Order::Retry);
    rig.settle().unwrap();
    assert_eq!(rig.stage(draft.id), "published");
    assert_eq!(rig.posts(TEXT).len(), 1);
}

#[test]
fn a_computer_that_slept_over_the_time_asks_and_does_not_post_late() {
    let (mut rig, draft, _) = scheduled();
    rig.clock.pass(Duration::from_hours(9));
    let num_told = rig.seen.log.len();
    rig.clock.hold(false);
    // It is looked at when the time has come.
    rig.until(|rig| rig.seen.log.len() > num_told).unwrap();
    rig.settle().unwrap();
    rig.close();
    nothing_was_asked(&rig);
    let job = rig.store().job(draft.id).unwrap().unwrap();
    assert_eq!(job.stage().word(), "scheduled");
}

#[test]
fn moved_it_goes_at_the_new_time_and_taken_back_it_is_a_draft_with_its_picture() {
    let (mut rig, draft, at) = scheduled();
    let earlier = at - SignedDuration::from_hours(1);
    rig.order(draft.id, Order::Reschedule(earlier));
    rig.clock.hold(false);
    rig.until_stage(draft.id, "published").unwrap();
    let posted = rig.posts(TEXT)[0].created_at;
    assert!(posted >= earlier && posted < at, "{posted}");

    let (mut rig, draft, _) = scheduled();
    rig.order(draft.id, Order::Cancel);
    rig.settle().unwrap();
    assert_eq!(rig.stage(draft.id), "cancelled");
    rig.clock.pass(Duration::from_hours(3));
    rig.clock.hold(false);
    rig.settle().unwrap();
    nothing_was_asked(&rig);
    rig.close();
    assert_invariants(&rig).unwrap();
}

#[test]
fn a_network_that_is_down_at_the_time_for_too_long_makes_it_ask() {
    let (mut rig, draft, at) = scheduled();
    rig.fault(Route::InitializeImage, u32::MAX, FaultKind::status(429));
    rig.clock.hold(false);
    let is_over = at + SignedDuration::from_hours(1);
    rig.until(|rig| rig.now() > is_over).unwrap();
    rig.sandbox.clear_faults();
    rig.close();
    rig.clock.pass(Duration::from_hours(2));
    rig.start_soundly();
    rig.settle().unwrap();
    assert_eq!(rig.stage(draft.id), "uploading");
    assert_eq!(rig.posts(TEXT).len(), 0);
    rig.order(draft.id, Order::Retry);
    rig.settle().unwrap();
    assert_eq!(rig.stage(draft.id), "published");
    assert_eq!(rig.posts(TEXT).len(), 1);
}

#[test]
fn a_new_sign_in_sends_on_what_is_in_time_and_not_what_is_too_late() {
    for (slept, num_posts) in [(Duration::from_mins(20), 1), (Duration::from_hours(5), 0)] {
        let (mut rig, draft, _) = scheduled();
        rig.sandbox.revoke_all_tokens();
        rig.clock.hold(false);
        rig.until(|rig| rig.seen.jobs.get(&draft.id).is_some_and(waits_for_sign_in))
            .unwrap();
        rig.settle().unwrap();
        rig.clock.pass(slept);
        sign_in_again(&rig);
        rig.send(Command::Resume);
        rig.settle().unwrap();
        assert_eq!(rig.posts(TEXT).len(), num_posts, "{slept:?}");
        // A person may say so all the same.
        if num_posts == 0 {
            rig.order(draft.id, Order::Retry);
            rig.settle().unwrap();
            assert_eq!(rig.posts(TEXT).len(), 1);
        }
    }
}

//! Posts that are to be sent later: chosen with the keyboard, listed, moved, taken back, and sent by the open window.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use sendoff::domain::Job;
use sendoff::engine::Clock as _;

use crate::support::{HandClock, Setup, Window};

/// A Tuesday, noon in Berlin.
const START: &str = "2026-11-24T11:00:00Z";

fn start() -> Timestamp {
    START.parse().unwrap()
}

/// A window in Berlin whose time stands still until it is put forward.
fn window_at(now: Timestamp) -> (Window, Arc<HandClock>) {
    let clock = HandClock::new(now);
    let setup = Setup {
        clock: clock.clone(),
        // By its rule, whatever this computer knows of time zones.
        zone: TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap(),
        ..Setup::default()
    };
    (Window::open_with(setup), clock)
}

fn the_job(window: &Window) -> Job {
    let (mut jobs, _) = window.store.jobs().unwrap();
    assert_eq!(jobs.len(), 1, "{jobs:?}");
    jobs.remove(0)
}

/// What is in the editor.
fn written(window: &Window) -> String {
    let mut editors = window.harness.query_all_by_role(Role::MultilineTextInput);
    let editor = editors.next();
    editor.map_or_else(String::new, |editor| editor.value().unwrap_or_default())
}

fn put_into(window: &mut Window, field: &str, text: &str) {
    window.fill(field, text);
    window.harness.key_press(Key::Enter);
    window.harness.step();
}

/// Writes a text and schedules it for 09:05 of the next day.
fn schedule(window: &mut Window, text: &str) {
    window.write(text);
    window.press("Send later…");
    window.press("Tomorrow, 09:00");
    put_into(window, "Minute", "5");
    window.wait_for("Wed 2026-11-25 09:05, UTC+01:00, in 21 h");
    window.harness.step();
    let send = window
        .harness
        .get_by_role_and_label(Role::Button, "Schedule");
    assert!(send.is_focused(), "Enter leads there");
    window.press("Schedule");
    window.wait_for("The post is scheduled");
}

#[test]
fn a_time_is_chosen_and_the_open_window_sends_the_post_then_and_not_before() {
    let (mut window, clock) = window_at(start());
    schedule(&mut window, "Later");
    let at = the_job(&window).scheduled_for().unwrap();
    assert_eq!(at.to_string(), "2026-11-25T08:05:00Z");
    window.open_page("Scheduled");
    window.wait_for("Wed 2026-11-25 09:05, UTC+01:00, in 21 h");
    window.wait_for("Later");
    clock.set(at - SignedDuration::from_mins(1));
    window.wait_for("in 1 min");
    assert_eq!(window.num_creates(), 0);
    clock.set(at);
    window.wait_until("it is posted", |window| window.num_creates() == 1);
    window.wait_for("Nothing is scheduled");
    assert_eq!(window.sandbox.posts()[0].text, "Later");
}

#[test]
fn the_keyboard_alone_schedules_a_post() {
    let (mut window, _) = window_at(start());
    window.write("By hand");
    let both = Modifiers::COMMAND | Modifiers::SHIFT;
    window.harness.key_press_modifiers(both, Key::Enter);
    window.harness.step();
    window.wait_for("When should it be sent?");
    // The day has the keyboard: one on, then the hour two back.
    window.wait_until("the day has the keyboard", |window| {
        let day = window.harness.get_by_label("Day");
        day.accesskit_node().is_focused()
    });
    window.harness.step();
    window.harness.key_press(Key::ArrowUp);
    window.harness.step();
    window.harness.key_press(Key::Tab);
    window.harness.step();
    window.harness.step();
    window.harness.key_press(Key::ArrowDown);
    window.harness.step();
    window.harness.key_press(Key::ArrowDown);
    window.harness.step();
    window.wait_for("Wed 2026-11-25 11:00, UTC+01:00, in 23 h");
    for _ in 0..20 {
        if is_focused(&window, "Schedule") {
            break;
        }
        window.harness.key_press(Key::Tab);
        window.harness.step();
        window.harness.step();
    }
    window.harness.key_press(Key::Space);
    window.harness.step();
    window.wait_for("The post is scheduled");
    let at = the_job(&window).scheduled_for().unwrap();
    assert_eq!(at.to_string(), "2026-11-25T10:00:00Z");
}

fn is_focused(window: &Window, name: &str) -> bool {
    let mut found = window
        .harness
        .query_all_by_role_and_label(Role::Button, name);
    found.any(|button| button.accesskit_node().is_focused())
}

#[test]
fn an_hour_that_is_left_out_is_refused_and_of_one_that_comes_twice_each_can_be_had() {
    let (mut window, _) = window_at(start());
    window.write("In spring");
    window.press("Send later…");
    put_into(&mut window, "Day", "2027-03-28");
    put_into(&mut window, "Hour", "2");
    put_into(&mut window, "Minute", "30");
    window.wait_for("2027-03-28 02:30 does not exist here");
    let schedule = |window: &Window| {
        let button = window.harness.get_by_label("Schedule");
        !button.accesskit_node().is_disabled()
    };
    assert!(!schedule(&window));
    put_into(&mut window, "Day", "2027-10-31");
    window.wait_for("Sun 2027-10-31 02:30, UTC+02:00");
    window.harness.get_by_label("UTC+01:00").click();
    window.harness.step();
    window.wait_for("Sun 2027-10-31 02:30, UTC+01:00");
    window.wait_until("it can be scheduled", schedule);
    window.press("Schedule");
    window.wait_for("The post is scheduled");
    let at = the_job(&window).scheduled_for().unwrap();
    assert_eq!(at.to_string(), "2027-10-31T01:30:00Z");
}

#[test]
fn a_time_that_is_over_cannot_be_chosen_and_escape_keeps_the_draft() {
    let (mut window, clock) = window_at(start());
    window.write("Kept");
    window.press("Send later…");
    put_into(&mut window, "Hour", "11");
    window.wait_for("This time is in the past");
    put_into(&mut window, "Hour", "13");
    window.wait_for("Tue 2026-11-24 13:00, UTC+01:00, in 1 h");
    clock.set(start() + SignedDuration::from_hours(2));
    window.wait_for("This time is in the past");
    window.harness.key_press(Key::Escape);
    window.harness.step();
    window.wait_until_gone("When should it be sent?");
    assert_eq!(written(&window), "Kept");
    assert_eq!(window.store.jobs().unwrap().0, []);
    assert_eq!(window.num_creates(), 0);
}

#[test]
fn a_scheduled_post_gets_another_time_goes_at_once_or_becomes_a_draft_again() {
    let (mut window, _) = window_at(start());
    schedule(&mut window, "Moved");
    window.open_page("Scheduled");
    window.press("Change time…");
    window.wait_for("Wed 2026-11-25 09:05, UTC+01:00, in 21 h");
    put_into(&mut window, "Hour", "22");
    window.press("Schedule");
    window.wait_for("Wed 2026-11-25 22:05, UTC+01:00, in 34 h");
    let at = the_job(&window).scheduled_for().unwrap();
    assert_eq!(at.to_string(), "2026-11-25T21:05:00Z");
    window.press("Back to draft");
    window.wait_for("Nothing is scheduled");
    window.open_page("Write");
    window.wait_until("it can be edited", |window| written(window) == "Moved");
    assert_eq!(window.num_creates(), 0);

    let (mut window, _) = window_at(start());
    schedule(&mut window, "At once");
    window.open_page("Scheduled");
    window.press("Post now");
    window.wait_until("it is posted", |window| window.num_creates() == 1);
}

#[test]
fn due_while_no_window_was_open_it_asks_where_one_writes_and_is_posted_when_told() {
    let (mut window, clock) = window_at(start());
    schedule(&mut window, "Overslept");
    let at = the_job(&window).scheduled_for().unwrap();
    let folder = window.close();
    clock.set(at + SignedDuration::from_hours(3));
    let setup = Setup {
        clock: clock.clone(),
        folder,
        zone: TimeZone::UTC,
        ..Setup::default()
    };
    let mut window = Window::open_with(setup);
    window.wait_for("Missed");
    window.wait_for("It was due on Wed 2026-11-25 08:05, UTC+00:00");
    clock.set(at + SignedDuration::from_hours(9));
    window.wait_for("Post now");
    assert_eq!(window.num_creates(), 0);
    window.press("Post now");
    // The sign-in of this window may just have ended: then its token is waited for, by the clock.
    window.wait_until("it is posted", |window| {
        clock.set(clock.now() + SignedDuration::from_secs(1));
        window.num_creates() == 1
    });
}

#[test]
fn the_same_text_is_asked_about_and_then_scheduled_for_the_time_that_was_chosen() {
    let (mut window, _) = window_at(start());
    window.write("Twice");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    window.write("Twice");
    window.press("Send later…");
    window.press("Tomorrow, 09:00");
    window.press("Schedule");
    window.wait_for("Post the same text again?");
    window.press("Post it again");
    window.wait_for("The post is scheduled");
    assert_eq!(window.num_creates(), 1);
    let (jobs, _) = window.store.jobs().unwrap();
    let at: Vec<_> = jobs.iter().filter_map(Job::scheduled_for).collect();
    assert_eq!(at, ["2026-11-25T08:00:00Z".parse().unwrap()]);
}

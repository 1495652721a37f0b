//! The requests of the day: shown as counted here, and warned of before LinkedIn says no.

use egui_kittest::kittest::Queryable as _;
use jiff::{SignedDuration, Timestamp};
use sendoff::domain::{Ledger, day_of};

use crate::support::{HandClock, Setup, Window};

#[test]
fn what_was_asked_today_is_shown_and_warned_of_until_midnight_in_utc() {
    let noon: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
    let clock = HandClock::new(noon);
    let setup = Setup {
        clock: clock.clone(),
        ..Setup::default()
    };
    let mut window = Window::open_with(setup);
    // Another Sendoff of the same profile made these.
    let account = window.store.accounts().unwrap().remove(0);
    let mut elsewhere = Ledger::default();
    elsewhere.count(day_of(noon), &account.key(), &account.member.urn, 90);
    window
        .store
        .add_to_ledger(&elsewhere, day_of(noon))
        .unwrap();
    window.write("First");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    window.write("Second");
    let key = account.key();
    // The last request is counted a moment after the post is there.
    let shows = move |window: &Window, words: &str| {
        let counted = window.store.ledger().unwrap();
        let counted = counted.of_account(&key, day_of(noon));
        assert!(counted > 90);
        let words = words.replace('#', &counted.to_string());
        let mut found = window.harness.query_all_by_label_contains(&words);
        found.next().is_some()
    };
    window.wait_until("it is warned of", |window| {
        shows(window, "Counted here today: # of the 100 requests")
    });
    window.open_page("Accounts");
    window.wait_until("it is shown", |window| {
        let words = "Counted here today: # of 100 requests; # of 500 with this app";
        shows(window, words)
    });
    window.wait_for("LinkedIn publishes few numbers");
    clock.set(noon + SignedDuration::from_hours(12));
    window.wait_for("Counted here today: 0 of 100");
    window.open_page("Write");
    window.wait_until_gone("Counted here today");
}

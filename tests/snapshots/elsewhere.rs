//! Pictures of the other pages: drafts, what is scheduled, what was posted, accounts and settings.

use jiff::{SignedDuration, Timestamp};
use sendoff::domain::{Draft, JobId};
use sendoff::engine::Clock as _;

use crate::photo::{noon, open, setup};
use crate::support::{HandClock, Setup, Window};

#[test]
fn no_drafts() {
    let mut window = open();
    window.open_page("Drafts");
    window.photo("drafts_empty");
}

#[test]
fn drafts() {
    let setup = setup();
    let texts = [
        "What we learned from a year of rain",
        "Ten tools that I would take to an island, and why none of them has a battery. \
         The first is a pencil, the second a knife to sharpen it.",
        "Hello",
    ];
    for (number, text) in (1..).zip(texts) {
        let draft = Draft {
            text: text.to_owned(),
            ..Draft::new(JobId::from_parts(number, 1))
        };
        let hours = i64::try_from(number).unwrap() * 3_600;
        let at: Timestamp = "2026-11-23T18:00:00Z".parse().unwrap();
        let at = Timestamp::from_second(at.as_second() + hours).unwrap();
        setup.store().save_draft(&draft, at).unwrap();
    }
    let mut window = Window::open_with(setup);
    window.open_page("Drafts");
    window.wait_for("Ten tools");
    window.photo("drafts");
}

#[test]
fn scheduled() {
    let mut window = open();
    window.open_page("Scheduled");
    window.photo("scheduled_empty");
    window.open_page("Write");
    for (text, day) in [
        ("Good morning, harbour", "Tomorrow, 09:00"),
        ("A new week", "Monday, 09:00"),
    ] {
        window.write(text);
        window.press("Send later…");
        window.press(day);
        window.press("Schedule");
        window.wait_for("The post is scheduled");
        window.wait_until_gone("Schedule for");
    }
    window.open_page("Scheduled");
    window.wait_for("A new week");
    window.photo("scheduled");
}

#[test]
fn posted() {
    let clock = HandClock::new(noon());
    let mut window = Window::open_with(Setup {
        clock: clock.clone(),
        ..setup()
    });
    window.open_page("Posted");
    window.photo("posted_empty");
    window.open_page("Write");
    for text in [
        "Good morning, harbour",
        "Three years of work go to sea today.\n\nThanks to all who said: not yet.",
    ] {
        window.write(text);
        // Between two posts there is a pause.
        clock.set(clock.now() + SignedDuration::from_mins(50));
        window.press("Post as Alex Morgan");
        window.wait_for("Copy link");
        window.press("Dismiss");
    }
    window.open_page("Posted");
    window.wait_for("Good morning");
    window.wait_for("Three years of work");
    window.photo("posted");
    window.narrow_photo("posted");
}

#[test]
fn accounts() {
    let mut window = open();
    window.open_page("Accounts");
    window.wait_for("Counted here today: 5 of 100");
    window.photo("accounts");
}

#[test]
fn settings() {
    let mut window = open();
    window.open_page("Settings");
    window.wait_for("No dictionaries were found");
    window.photo("settings");
}

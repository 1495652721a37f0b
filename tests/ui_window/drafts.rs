//! The library of drafts: found by their words, duplicated, discarded and had back.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use sendoff::domain::{Draft, JobId};

use crate::support::{Setup, Window};

/// A window whose profile has these drafts.
fn with_drafts(texts: &[&str]) -> Window {
    let setup = Setup::default();
    for (number, text) in (1..).zip(texts) {
        let draft = Draft {
            text: (*text).to_owned(),
            ..Draft::new(JobId::from_parts(number, 1))
        };
        let at = jiff::Timestamp::from_second(i64::try_from(number).unwrap()).unwrap();
        setup.store().save_draft(&draft, at).unwrap();
    }
    let mut window = Window::open_with(setup);
    window.open_page("Drafts");
    window
}

fn num_drafts(window: &Window) -> usize {
    window.store.drafts().unwrap().0.len()
}

#[test]
fn a_discarded_draft_is_kept_and_comes_back_by_undo_and_from_the_trash() {
    let mut window = with_drafts(&["Kept words", "Open one"]);
    window.wait_for("Kept words");
    window.press("Discard");
    window.wait_for("The draft was discarded");
    window.wait_until("it is in the trash", |window| {
        window.store.discarded().unwrap().0.len() == 1
    });
    assert_eq!(num_drafts(&window), 1);
    window.press("Undo");
    window.wait_for("Go on");
    window.wait_until_gone("The draft was discarded");
    assert_eq!(num_drafts(&window), 2);
    window.press("Discard");
    window.press("Show what you discarded (1)");
    window.wait_for("Each stays here for 30 days");
    window.press("Restore");
    window.wait_for("Go on");
    assert_eq!(num_drafts(&window), 2);
}

#[test]
fn the_open_draft_is_discarded_by_its_command_and_another_begun() {
    let mut window = Window::open();
    window.write("Second thoughts");
    window.find_command("discard");
    window.harness.key_press(egui::Key::Enter);
    window.wait_for("The draft was discarded");
    window.wait_until("it is in the trash", |window| {
        let (discarded, _) = window.store.discarded().unwrap();
        discarded
            .iter()
            .any(|it| it.draft.text == "Second thoughts")
    });
    assert_eq!(num_drafts(&window), 0);
    // In an empty one there is nothing to discard.
    window.find_command("discard");
    window.harness.key_press(egui::Key::Enter);
    window.wait_until_gone("Find a command");
    assert_eq!(window.store.discarded().unwrap().0.len(), 1);
    window.press("Undo");
    window.wait_for("Go on");
    assert_eq!(num_drafts(&window), 1);
}

#[test]
fn what_was_discarded_is_there_after_a_restart_and_goes_when_a_person_says_so() {
    let mut window = with_drafts(&["Kept words", "Open one"]);
    window.press("Discard");
    window.wait_for("The draft was discarded");
    let folder = window.close();
    let mut window = Window::open_with(Setup {
        folder,
        signs_in: false,
        ..Setup::default()
    });
    window.wait_for("Post as Alex Morgan");
    window.open_page("Drafts");
    window.press("Show what you discarded (1)");
    window.wait_for("Kept words");
    window.press("Delete for good");
    window.wait_until_gone("Kept words");
    assert_eq!(window.store.discarded().unwrap().0.len(), 0);
}

#[test]
fn a_search_finds_drafts_by_words_without_accents() {
    let mut window = with_drafts(&["Le Café ouvre", "Something else", "Open one"]);
    window.wait_for("Something else");
    window.fill("Search drafts", "CAFE");
    window.wait_until_gone("Something else");
    window.wait_for("Le Café ouvre");
    window.fill("Search drafts", " nowhere");
    window.wait_for("No draft has all of these words");
}

#[test]
fn a_duplicate_is_a_draft_of_its_own() {
    let mut window = with_drafts(&["Twice", "Open one"]);
    window.press("Duplicate");
    window.wait_until("there are two", |window| {
        let (drafts, _) = window.store.drafts().unwrap();
        let copies = drafts.iter().filter(|saved| saved.draft.text == "Twice");
        copies.count() == 2
    });
}

/// A window on the page of the drafts, with two more than are read at once.
fn with_many_drafts() -> Window {
    let setup = Setup::default();
    let store = setup.store();
    let id = |number: u64| JobId::from_parts(number, 1);
    let first = Draft {
        text: "Draft number 1, the oldest".to_owned(),
        ..Draft::new(id(1))
    };
    store
        .save_draft(&first, jiff::Timestamp::UNIX_EPOCH)
        .unwrap();
    let file = |number| store.paths().draft(id(number)).join("draft.ron");
    let text = std::fs::read_to_string(file(1)).unwrap();
    for number in 2..=1_002 {
        let text = text.replace(&id(1).to_string(), &id(number).to_string());
        let text = text.replace("1, the oldest", &number.to_string());
        std::fs::create_dir(store.paths().draft(id(number))).unwrap();
        std::fs::write(file(number), text).unwrap();
    }
    let mut window = Window::open_with(setup);
    window.open_page("Drafts");
    window.wait_for("2 older drafts are not listed here.");
    window
}

#[test]
fn of_many_drafts_the_older_are_shown_and_opened_when_asked_for() {
    let mut window = with_many_drafts();
    // The button is far below: pressed as a screen reader does.
    let button = window.harness.get_by_label("Show older drafts");
    button.click_accesskit();
    window.wait_until_gone("Show older drafts");
    window.fill("Search drafts", "oldest");
    window.wait_for("Draft number 1, the oldest");
    window.press("Go on");
    window.wait_until("it is open", |window| {
        let editor = window.harness.query_by_role(Role::MultilineTextInput);
        editor.is_some_and(|editor| editor.value().as_deref() == Some("Draft number 1, the oldest"))
    });
}

#[test]
fn a_search_that_finds_nothing_among_the_last_changed_drafts_goes_on_among_the_older() {
    let mut window = with_many_drafts();
    window.fill("Search drafts", "oldest");
    window.wait_for("None of the last changed drafts has all of these words.");
    window.wait_for("2 older drafts were not searched.");
    window.press("Search older drafts");
    window.wait_for("Draft number 1, the oldest");
    assert!(
        window
            .harness
            .query_by_label("Search older drafts")
            .is_none()
    );
    window.fill("Search drafts", " kites");
    window.wait_for("No draft has all of these words.");
}

//! Several pictures: their order, their descriptions, what is taken out and put back, and the document made of them.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sendoff::sandbox::{Fault, FaultKind, Route};

use crate::support::{Setup, Window};

/// A window with three pictures, from the first to the last.
fn with_three() -> Window {
    let mut setup = Setup::default();
    setup.files = [("a.png", 20), ("b.png", 30), ("c.png", 40)]
        .map(|(name, width)| setup.picture(name, width))
        .to_vec();
    let mut window = Window::open_with(setup);
    window.wait_for("Picture 3 of 3: c.png");
    window
}

fn describe(window: &mut Window, number: usize, words: &str) {
    let name = ["a.png", "b.png", "c.png"][number];
    window.fill(&format!("Description of {name}"), words);
}

fn descriptions(window: &Window) -> Vec<String> {
    let posts = window.sandbox.posts();
    let pictures = posts[0].content["multiImage"]["images"].as_array().unwrap();
    let words = |picture: &serde_json::Value| picture["altText"].as_str().unwrap().to_owned();
    pictures.iter().map(words).collect()
}

/// The button stands below three pictures, where this window does not reach.
fn make_document(window: &mut Window) {
    let button = "Make a document of them";
    window.wait_for(button);
    window.harness.get_by_label(button).scroll_to_me();
    // One frame to be asked, one to begin to scroll.
    window.harness.run_steps(2);
    window.press(button);
}

fn has(window: &Window, label: &str) -> bool {
    window.harness.query_all_by_label(label).next().is_some()
}

#[test]
fn a_description_moves_with_its_picture_and_the_focus_stays_on_the_row() {
    let mut window = with_three();
    for (number, words) in ["An a", "A b", "A c"].into_iter().enumerate() {
        describe(&mut window, number, words);
    }
    window
        .harness
        .get_by_label("Move picture 1 of 3: a.png")
        .focus();
    window.harness.step();
    for place in 2..=3 {
        window
            .harness
            .key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
        let label = format!("Move picture {place} of 3: a.png");
        window.wait_until(&label, |window| {
            let mut row = window.harness.query_all_by_label(&label);
            row.next()
                .is_some_and(|row| row.accesskit_node().is_focused())
        });
    }
    window.press("Move picture 2 up");
    window.wait_for("Picture 1 of 3: c.png");
    window.write("In order");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    assert_eq!(descriptions(&window), ["A c", "A b", "An a"]);
}

#[test]
fn a_row_is_dragged_to_another_place() {
    let mut window = with_three();
    let middle = |window: &Window, label: &str| window.harness.get_by_label(label).rect().center();
    let from = middle(&window, "Move picture 3 of 3: c.png");
    let to = middle(&window, "Move picture 1 of 3: a.png") - egui::vec2(0.0, 20.0);
    window.harness.drag_at(from);
    window.harness.step();
    for part in [0.3, 0.7, 1.0] {
        window.harness.hover_at(from + (to - from) * part);
        window.harness.step();
    }
    window.harness.drop_at(to);
    window.harness.step();
    window.wait_for("Picture 1 of 3: c.png");
    window.wait_for("Picture 2 of 3: a.png");
}

#[test]
fn what_has_no_description_is_said_until_it_has_one() {
    let mut window = with_three();
    window.wait_for("The pictures have no descriptions");
    describe(&mut window, 1, "A b");
    window.wait_for("2 of 3 pictures have no description");
    describe(&mut window, 0, "An a");
    describe(&mut window, 2, "A c");
    window.wait_until_gone("no description");
    window.wait_until_gone("No description yet");
}

#[test]
fn a_picture_that_was_removed_comes_back_with_its_description_to_its_place() {
    let mut window = with_three();
    describe(&mut window, 1, "A b");
    window.press("Remove picture 2");
    window.wait_for("Removed b.png");
    window.wait_for("Picture 2 of 2: c.png");
    window.press("Put back");
    window.wait_for("Picture 2 of 3: b.png");
    assert!(!has(&window, "Put back"));
    describe(&mut window, 0, "An a");
    describe(&mut window, 2, "A c");
    window.write("All of them");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    assert_eq!(descriptions(&window), ["An a", "A b", "A c"]);
}

#[test]
fn the_only_thing_of_a_draft_comes_back_too_and_can_be_posted() {
    let mut setup = Setup::default();
    setup.files = vec![setup.picture("a.png", 20)];
    let mut window = Window::open_with(setup);
    window.wait_for("Picture 1 of 1: a.png");
    let is_saved = |window: &Window| {
        let drafts = window.store.drafts();
        drafts.is_ok_and(|(drafts, _)| !drafts.is_empty())
    };
    window.wait_until("the draft is on disk", is_saved);
    window.press("Remove picture 1");
    window.wait_for("Removed a.png");
    // Longer than it takes to save.
    let later = std::time::Instant::now() + std::time::Duration::from_secs(1);
    window.wait_until("time to save", |_| std::time::Instant::now() > later);
    window.press("Put back");
    window.wait_for("Picture 1 of 1: a.png");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    assert_eq!(window.sandbox.posts()[0].images.len(), 1);
}

#[test]
fn what_was_removed_for_good_is_off_the_disk() {
    let mut window = with_three();
    window.press("Remove picture 1");
    window.press("Remove picture 1");
    window.wait_for("Removed b.png");
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::N);
    window.wait_until_gone("Put back");
    let store = window.store.clone();
    window.wait_until("one picture is left", |_| {
        let media = std::fs::read_dir(store.paths().drafts()).unwrap();
        let files = media.flat_map(|draft| std::fs::read_dir(draft.unwrap().path().join("media")));
        files.flatten().count() == 1
    });
}

#[test]
fn pictures_become_one_document_and_come_back() {
    let mut window = with_three();
    describe(&mut window, 0, "An a");
    make_document(&mut window);
    window.wait_for("3 pictures became this document");
    window.wait_for("3 pictures.pdf");
    window.press("Put back");
    window.wait_for("Picture 3 of 3: c.png");
    make_document(&mut window);
    window.wait_for("3 pictures.pdf");
    window.fill("Title of the document", "Three kites");
    window.write("Leaf through");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    let media = window.sandbox.posts()[0].content["media"].clone();
    assert_eq!(media["title"], "Three kites");
    assert!(
        media["id"]
            .as_str()
            .unwrap()
            .starts_with("urn:li:document:")
    );
}

#[test]
fn pictures_go_up_side_by_side_and_each_shows_how_far_it_is() {
    let mut window = with_three();
    window.sandbox.fault(Fault {
        times: 3,
        ..Fault::once(Route::UploadImage, FaultKind::Hold { carried_out: None })
    });
    window.press("Post as Alex Morgan");
    window.wait_until("all three are under way", |window| {
        let names = window.labels();
        let bars = |name: &&String| name.starts_with("Uploading ");
        names.iter().filter(bars).count() == 3
    });
    window.sandbox.clear_faults();
    window.wait_for("Copy link");
    assert_eq!(window.sandbox.posts()[0].images.len(), 3);
}

//! Pictures of the page that is written on, and of its preview.

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use sendoff::domain::Mention;

use crate::photo::{open, sea, setup};
use crate::support::Window;

#[test]
fn nothing_written_yet() {
    let mut window = open();
    window.photo("write_empty");
}

/// A text with a mention, hashtags and two pictures, one of them described.
fn filled() -> Window {
    let mut setup = setup();
    setup.files = ["harbour.png", "tea.png"]
        .map(|name| sea(&setup, name))
        .to_vec();
    let store = setup.store();
    store.make_folders().unwrap();
    store
        .update_mentions(|book| {
            book.push(Mention {
                name: "Ann Lee".to_owned(),
                urn: "urn:li:person:lee".parse().unwrap(),
            });
        })
        .unwrap();
    let mut window = Window::open_with(setup);
    window.wait_for("Picture 2 of 2: tea.png");
    window.fill(
        "Description of harbour.png",
        "The harbour at dawn, with one red boat",
    );
    window.write("Three years of work go to sea today.\n\nThanks to @Ann");
    window.wait_for("Ann Lee, person");
    window.harness.key_press(Key::Enter);
    window.wait_until_gone("Ann Lee, person");
    window.write(
        ", who drew the first line of it, and to everyone who said: not yet.\n\n#sailing #woodwork",
    );
    window.wait_until_gone("will be plain text");
    window
}

#[test]
fn a_post_with_pictures() {
    let mut window = filled();
    window.photo("write_filled");
    window.narrow_photo("write_filled");
}

#[test]
fn its_preview() {
    let mut window = filled();
    window.press("Preview");
    window.wait_until("the editor is gone", |window| {
        let mut fields = window
            .harness
            .query_all_by_role(egui::accesskit::Role::MultilineTextInput);
        fields.next().is_none()
    });
    window.photo("preview");
}

#[test]
fn too_long_a_text() {
    let mut window = open();
    window.write(&"So.\n".repeat(760));
    window.wait_for("over");
    window.photo("over_the_limit");
}

#[test]
fn a_file_that_was_not_added() {
    let mut window = open();
    let file = window.folder.path().join("not.png");
    std::fs::write(&file, "<html>").unwrap();
    window.write("With a picture that is none");
    window.press("By path");
    window.fill("Path", file.to_str().unwrap());
    window.press("Attach");
    window.wait_for("not.png was not added");
    window.photo("not_added");
}

//! How files and texts get in from outside: held over the window, dropped, pasted.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Event, HoveredFile};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sendoff::ui::{drop_target_ui, theme};

use crate::support::{Setup, Window};

/// A file that a person lets go over the window.
#[derive(Debug)]
pub(super) struct Dropped(pub(super) PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|err| err.to_string())
    }
}

fn hovered(path: &Path) -> HoveredFile {
    HoveredFile {
        path: Some(path.to_owned()),
        ..HoveredFile::default()
    }
}

fn paste(window: &mut Window, text: &str) {
    window.write("See ");
    window.harness.event(Event::Paste(text.to_owned()));
    window.harness.step();
}

fn written(window: &Window) -> String {
    let editor = window.harness.get_by_role(Role::MultilineTextInput);
    editor.accesskit_node().value().unwrap_or_default()
}

#[test]
fn files_held_over_the_window_are_promised_a_place_and_get_it() {
    let setup = Setup::default();
    let kite = setup.picture("a kite.png", 60);
    let mut window = Window::open_with(setup);
    window.open_page("Drafts");
    let target = "Drop to add to the post";
    window.harness.input_mut().hovered_files = vec![hovered(&kite)];
    window.wait_for(target);
    window.wait_for("a kite.png");
    window.harness.input_mut().hovered_files.clear();
    window.wait_until_gone(target);
    let dropped = Arc::new(Dropped(kite));
    window.harness.input_mut().dropped_files.push(dropped);
    window.harness.step();
    window.harness.input_mut().dropped_files.clear();
    window.wait_for("Picture 1 of 1: a kite.png");
}

#[test]
fn files_that_cannot_be_added_are_told_why_before_they_are_let_go() {
    let files = [hovered(Path::new("/a.png")), hovered(Path::new("/b.png"))];
    let harness = Harness::builder()
        .with_context_setup(theme::install)
        .build_ui(move |ui| {
            drop_target_ui(&files, Some("The post is being handed over."), ui.ctx());
        });
    harness.get_by_label("These files cannot be added now");
    harness.get_by_label("The post is being handed over.");
    assert!(harness.query_by_label("2 files").is_none());
}

#[test]
fn copied_files_are_attached_and_their_paths_are_not_written() {
    let mut setup = Setup::default();
    let kite = setup.picture("kite.png", 60);
    setup.copied_files = vec![kite.clone()];
    let mut window = Window::open_with(setup);
    paste(&mut window, &format!("{}\n", kite.display()));
    window.wait_for("Picture 1 of 1: kite.png");
    assert_eq!(written(&window), "See ");
}

#[test]
fn a_path_that_was_copied_as_text_is_text_and_its_file_stays_out() {
    let setup = Setup::default();
    let kite = setup.picture("kite.png", 60);
    let mut window = Window::open_with(setup);
    paste(&mut window, &kite.display().to_string());
    let with_path = format!("See {}", kite.display());
    window.wait_until("the path is written", |window| written(window) == with_path);
    let picture = "Picture 1 of 1: kite.png";
    assert!(window.harness.query_by_label(picture).is_none());
}

#[test]
fn what_was_done_to_a_file_is_said_at_its_row() {
    let mut setup = Setup::default();
    setup.files = vec![setup.picture("kite.bmp", 60)];
    let mut window = Window::open_with(setup);
    window.wait_for("Picture 1 of 1: kite.bmp");
    window.wait_for("Converted from BMP to PNG");
}

#[test]
fn a_picture_of_too_many_pixels_is_scaled_down_by_one_click() {
    let mut setup = Setup::default();
    let path = setup.folder.path().join("wide.png");
    // As many pixels as are no longer taken, in a file of a few kilobytes.
    image::GrayImage::new(5_120, 7_061).save(&path).unwrap();
    setup.files = vec![path];
    let mut window = Window::open_with(setup);
    window.wait_for("wide.png was not added");
    window.press("Scale down to fit");
    window.wait_for("Picture 1 of 1: wide.png");
    window.wait_for("Scaled down from 5120 × 7061 pixels");
    window.wait_until_gone("was not added");
}

/// Leaves something as another start of the program does.
fn hand_over(window: &Window, address: &str) {
    let id = sendoff::engine::new_job_id(jiff::Timestamp::now());
    let arguments = vec![PathBuf::from(address)];
    window.store.hand_over(id, &arguments).unwrap();
}

#[test]
fn a_suggested_text_begins_a_draft_and_displaces_none() {
    let mut window = Window::open();
    let suggested = "A page or program suggested this text";
    hand_over(
        &window,
        "sendoff://compose?text=One%0Atwo&link=https://example.com/kite",
    );
    window.wait_for(suggested);
    assert_eq!(written(&window), "One\ntwo\n\nhttps://example.com/kite");
    window.press("Close");
    let first = written(&window);
    hand_over(&window, "sendoff://compose?text=Three");
    window.wait_for("A page or program suggested a text");
    assert_eq!(written(&window), first);
    window.open_page("Drafts");
    window.wait_for("Three");
    assert_eq!(window.num_creates(), 0);
}

#[test]
fn an_address_that_asks_for_more_is_not_followed() {
    let mut window = Window::open();
    window.write("Mine");
    hand_over(&window, "sendoff://compose?text=a&file=/etc/passwd");
    hand_over(&window, "sendoff://compose?text=Fine");
    window.wait_for("A page or program suggested a text");
    assert_eq!(written(&window), "Mine");
    window.open_page("Drafts");
    window.wait_for("Fine");
    assert!(!window.labels().iter().any(|label| label.contains("passwd")));
}

#[test]
fn an_address_without_a_text_begins_another_draft() {
    let mut window = Window::open();
    window.write("Mine");
    hand_over(&window, "sendoff://compose");
    window.wait_until("a new draft", |window| written(window).is_empty());
    window.open_page("Drafts");
    window.wait_for("Mine");
    // An empty one is gone on with.
    hand_over(&window, "sendoff://compose/");
    window.wait_for("Post as Alex Morgan");
    assert_eq!(written(&window), "");
    let (drafts, _) = window.store.drafts().unwrap();
    assert_eq!(drafts.len(), 1);
}

#[test]
fn whoever_types_elsewhere_is_not_taken_away_from_it() {
    let mut window = Window::open();
    window.open_page("Accounts");
    window.fill("Client secret", "half of i");
    let has_keys = |window: &Window| window.harness.get_by_label("Client secret").is_focused();
    window.wait_until("it is typed into", has_keys);
    hand_over(&window, "sendoff://compose");
    window.wait_for("Somebody asked for a new post");
    assert!(has_keys(&window));
    let (drafts, _) = window.store.drafts().unwrap();
    assert!(drafts.is_empty());
}

#[test]
fn a_window_that_is_opened_for_a_new_post_leaves_the_last_draft_alone() {
    let mut window = Window::open();
    window.write("Mine");
    let folder = window.close();
    let mut window = Window::open_with(Setup {
        folder,
        files: vec!["sendoff://compose".into()],
        ..Setup::default()
    });
    window.open_page("Drafts");
    window.wait_for("Mine");
    window.open_page("Write");
    assert_eq!(written(&window), "");
}

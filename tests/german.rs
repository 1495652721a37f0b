//! The window in German: that it speaks it everywhere, and that its longer words break no layout. The language is the
//! whole process's, so this is a program of its own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[expect(dead_code, reason = "shared with tests that press more buttons")]
#[path = "ui_window/support.rs"]
mod support;

use egui::accesskit::{Action, Role};
use egui::{Rect, Vec2};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};

use support::{Setup, Window};

fn window() -> Window {
    Window::open_with(Setup {
        locale: Some("de_DE.UTF-8"),
        ..Setup::default()
    })
}

/// What can be used and does not lie whole within the window, at several widths.
fn out_of_sight(window: &mut Window, page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for width in [420.0, 720.0, 1280.0] {
        window.harness.set_size(Vec2::new(width, 900.0));
        for _ in 0..3 {
            window.harness.step();
        }
        for node in window.harness.query_all(By::new()) {
            let data = node.accesskit_node();
            let is_used = data.data().supports_action(Action::Click);
            if !is_used || matches!(data.role(), Role::ScrollBar | Role::Label) {
                continue;
            }
            let place: Rect = node.rect();
            if place.left() < 0.0 || place.right() > width {
                let name = data.label().unwrap_or_default();
                found.push(format!("{page} at {width}: {name:?} at {place:?}"));
            }
        }
    }
    found
}

/// The pages, as German calls them.
const PAGES: [&str; 6] = [
    "Entwürfe",
    "Geplant",
    "Gepostet",
    "Konten",
    "Einstellungen",
    "Schreiben",
];

#[test]
fn a_post_is_written_and_posted_in_german() {
    let mut window = window();
    assert!(window.harness.query_by_label("Text des Beitrags").is_some());
    window.write("Grüße vom See");
    window.press("Als Alex Morgan posten");
    window.wait_for("Link kopieren");
    assert_eq!(window.sandbox.posts()[0].commentary, "Grüße vom See");
}

#[test]
fn on_every_page_all_that_can_be_used_lies_within_the_window() {
    let mut window = window();
    let mut found = out_of_sight(&mut window, "leer");
    window.write("Drachen #see @Anna");
    found.extend(out_of_sight(&mut window, "Text"));
    for page in PAGES {
        window.open_page(page);
        found.extend(out_of_sight(&mut window, page));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_english_word_of_a_button_is_left() {
    let mut window = window();
    let mut names = std::collections::BTreeSet::new();
    for page in PAGES {
        window.open_page(page);
        for node in window.harness.query_all(By::new()) {
            let data = node.accesskit_node();
            if data.data().supports_action(Action::Click) {
                names.insert(data.label().unwrap_or_default());
            }
        }
    }
    for english in [
        "Write",
        "Drafts",
        "Settings",
        "Post as Alex Morgan",
        "Sign out",
        "Close",
        "Light",
    ] {
        assert!(!names.contains(english), "{names:?}");
    }
    assert!(names.contains("Abmelden"), "{names:?}");
}

#[test]
fn in_a_narrow_window_the_pages_stand_in_one_row_and_the_palette_has_even_sides() {
    let mut window = window();
    window.harness.set_size(Vec2::new(420.0, 760.0));
    window.harness.run_steps(3);
    let tabs = PAGES.map(|page| window.harness.get_by_role_and_label(Role::Tab, page).rect());
    for tab in tabs {
        assert_eq!(tab.y_range(), tabs[0].y_range(), "{tabs:?}");
    }
    window
        .harness
        .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
    window.harness.run_steps(4);
    let field = window.harness.get_by_role(Role::TextInput).rect();
    let rows: Vec<Rect> = window
        .harness
        .query_all_by_role(Role::MenuItem)
        .map(|row| row.rect())
        .collect();
    assert!(rows.len() > 10, "{rows:?}");
    for row in &rows {
        assert_eq!(row.x_range(), rows[0].x_range());
    }
    assert!(field.x_range().contains(rows[0].right()) && field.left() >= rows[0].left());
    let close = window.harness.get_by_label("Schließen").rect();
    assert!(close.width() > 80.0, "its name was cut: {close:?}");
}

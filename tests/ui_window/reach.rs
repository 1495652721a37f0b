//! Whether everybody gets at everything: that whatever can be used has a name and is large enough to be hit, that Tab
//! goes as one reads, that nothing is out of reach in a small window.

use egui::accesskit::{Action, Role};
use egui::{Key, Modifiers, Rect, Vec2};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};

use crate::support::{Setup, Window};

/// Something that can be clicked or have the keyboard.
struct Control {
    role: Role,
    name: String,
    place: Rect,
    is_clicked: bool,
}

/// Everything in sight that can be used.
fn controls(window: &Window) -> Vec<Control> {
    let nodes = window.harness.query_all(By::new());
    let controls = nodes.filter_map(|node| {
        let data = node.accesskit_node();
        let is_clicked = data.data().supports_action(Action::Click);
        // What a scroll bar does, the wheel and the keys do as well; words are clicked only to be copied.
        if matches!(data.role(), Role::ScrollBar | Role::Label) {
            return None;
        }
        let is_control = is_clicked || data.data().supports_action(Action::Focus);
        is_control.then(|| Control {
            role: data.role(),
            name: data.label().unwrap_or_default(),
            place: node.rect(),
            is_clicked,
        })
    });
    controls.collect()
}

/// What is wrong with what can be seen now, in a narrow and in a wide window.
fn faults(window: &mut Window, scene: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for size in [Vec2::new(420.0, 760.0), Vec2::new(1280.0, 900.0)] {
        window.harness.set_size(size);
        for _ in 0..3 {
            window.harness.step();
        }
        for control in controls(window) {
            let Control {
                role, name, place, ..
            } = &control;
            let what = format!("{scene} at {}: {role:?} {name:?}", size.x);
            if name.trim().is_empty() {
                faults.push(format!("{what} at {place:?} has no name"));
            }
            // A link in running text is as high as its line.
            let may_be_small = !control.is_clicked || *role == Role::Link;
            if !may_be_small && place.size().min_elem() < MIN_TARGET {
                faults.push(format!("{what} is {:?}", place.size()));
            }
        }
    }
    faults
}

/// Gives a command by its name.
fn command(window: &mut Window, name: &str) {
    window.find_command(name);
    window.harness.key_press(Key::Enter);
    window.wait_until_gone("Find a command");
}

#[track_caller]
fn check(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn everything_on_every_page_has_a_name_and_can_be_hit() {
    let mut window = Window::open();
    window.write("The first");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    let mut found = faults(&mut window, "a post that has arrived");
    for (text, then) in [
        ("One for later", "New draft"),
        ("Kite #sea @Ann", "Preview"),
    ] {
        window.write(text);
        window.wait_until("it is saved", |window| {
            let (drafts, _) = window.store.drafts().unwrap();
            drafts.iter().any(|saved| saved.draft.text == text)
        });
        command(&mut window, then);
        found.extend(faults(&mut window, text));
    }
    command(&mut window, "Preview");
    for page in [
        "Drafts",
        "Scheduled",
        "Posted",
        "Accounts",
        "Settings",
        "Write",
    ] {
        window.open_page(page);
        found.extend(faults(&mut window, page));
    }
    check(&found);
}

#[test]
fn every_part_of_a_post_has_names_and_can_be_hit() {
    let mut found = Vec::new();
    for part in [
        "Add a poll",
        "Add a link",
        "Reshare a post",
        "Add a first comment",
    ] {
        let mut window = Window::open();
        command(&mut window, part);
        found.extend(faults(&mut window, part));
    }
    let mut setup = Setup::default();
    setup.files = vec![setup.picture("kite.png", 60), setup.picture("sea.png", 50)];
    let mut window = Window::open_with(setup);
    window.wait_for("Picture 2 of 2: sea.png");
    found.extend(faults(&mut window, "pictures"));
    command(&mut window, "Add a file by its path");
    found.extend(faults(&mut window, "a path"));
    check(&found);
}

#[test]
fn everything_in_every_dialog_has_a_name_and_can_be_hit() {
    let mut window = Window::open();
    let shows_boxes = egui::MissingGlyphPolicy::Tofu;
    window.harness.ctx.set_missing_glyph_policy(shows_boxes);
    window.write("Kite");
    let mut found = Vec::new();
    let shift = Modifiers::COMMAND.plus(Modifiers::SHIFT);
    for (modifiers, key, shown) in [
        (Modifiers::COMMAND, Key::K, "Find a command"),
        (Modifiers::NONE, Key::F1, "Keyboard shortcuts"),
        (Modifiers::COMMAND, Key::L, "Texts to use again"),
        (Modifiers::COMMAND, Key::I, "What will be sent"),
        (Modifiers::COMMAND, Key::Period, "Name"),
        (shift, Key::Enter, "When"),
    ] {
        window.harness.key_press_modifiers(modifiers, key);
        window.wait_until(shown, |window| {
            let mut dialogs = window.harness.query_all_by_role(Role::Dialog);
            let name = dialogs
                .next()
                .and_then(|dialog| dialog.accesskit_node().label());
            name.is_some() && dialogs.next().is_none()
        });
        found.extend(faults(&mut window, shown));
        window.harness.key_press(Key::Escape);
        window.wait_until("it is closed", |window| {
            let mut dialogs = window.harness.query_all_by_role(Role::Dialog);
            dialogs.next().is_none()
        });
    }
    check(&found);
}

/// What Tab goes to, from the beginning to where it begins again.
fn tab_stops(window: &mut Window) -> Vec<(String, Rect)> {
    let mut stops: Vec<(String, Rect)> = Vec::new();
    loop {
        window.harness.key_press(Key::Tab);
        for _ in 0..6 {
            window.harness.step();
        }
        let mut nodes = window.harness.query_all(By::new());
        let focused = nodes.rfind(egui_kittest::Node::is_focused);
        let focused = focused.expect("something has the keyboard");
        let data = focused.accesskit_node();
        let name = format!("{:?} {}", data.role(), data.label().unwrap_or_default());
        if stops.iter().any(|(known, _)| *known == name) {
            return stops;
        }
        stops.push((name, focused.rect()));
        assert!(stops.len() < 200, "it never comes round");
    }
}

#[test]
fn tab_goes_as_one_reads() {
    let mut window = Window::open();
    window.write("Kite");
    let stops = tab_stops(&mut window);
    let first = stops.iter().position(|(name, _)| name == "ComboBox Author");
    let mut stops = stops;
    stops.rotate_left(first.expect("the author can be chosen"));
    assert!(stops.len() > 15, "{stops:?}");
    for pair in stops.windows(2) {
        let [(one, before), (other, after)] = pair else {
            unreachable!("windows of two")
        };
        let is_below = after.top() >= before.bottom();
        let is_in_row = after.y_range().intersects(before.y_range());
        assert!(
            is_below || (is_in_row && after.left() > before.left()),
            "{other} at {after:?} comes after {one} at {before:?}"
        );
    }
}

#[test]
fn at_twice_the_size_everything_in_a_narrow_window_can_be_reached() {
    let mut window = Window::open();
    window.write("Kite");
    // As many points as a window of 420 by 520 has then.
    let screen = Vec2::new(210.0, 260.0);
    let mut hidden = Vec::new();
    for page in ["Write", "Settings", "Accounts"] {
        window.open_page(page);
        window.harness.set_size(screen);
        window.harness.step();
        let screen = Rect::from_min_size(egui::Pos2::ZERO, screen);
        let stops = tab_stops(&mut window);
        assert!(stops.len() > 8, "{stops:?}");
        for (name, place) in stops {
            let seen = place.intersect(screen).size();
            let needed = place.size().min(Vec2::splat(MIN_TARGET));
            if seen.x < needed.x || seen.y < needed.y {
                hidden.push(format!("{page}: {name} at {place:?}"));
            }
        }
    }
    check(&hidden);
}

/// In points; WCAG 2.2 asks for 24.
const MIN_TARGET: f32 = 28.0 - 0.01;

//! The window without a mouse: the palette, the sheet of shortcuts, and F6 from part to part.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::support::Window;

/// What the palette offers, in order.
fn offers(window: &Window) -> Vec<String> {
    let rows = window.harness.query_all_by_role(Role::MenuItem);
    rows.filter_map(|row| row.accesskit_node().label())
        .collect()
}

#[test]
fn a_command_is_found_by_letters_and_given_by_enter() {
    let mut window = Window::open();
    window.find_command("DRAF");
    assert_eq!(
        offers(&window),
        ["New draft", "Discard this draft", "Drafts"]
    );
    window.harness.key_press(Key::ArrowDown);
    window.harness.step();
    window.harness.key_press(Key::ArrowDown);
    window.harness.step();
    window.harness.key_press(Key::Enter);
    window.wait_until_gone("Find a command");
    window.wait_for("No other drafts");
    // What is written is out of sight here, so nothing that needs it is offered.
    window.find_command("post");
    assert!(!offers(&window).contains(&"Post".to_owned()));
    assert!(offers(&window).contains(&"Post as Northwind Coffee".to_owned()));
}

#[test]
fn a_poll_is_begun_from_another_page() {
    let mut window = Window::open();
    window.open_page("Settings");
    window.find_command("poll");
    window.harness.key_press(Key::Enter);
    window.wait_for("Question");
    window.wait_for("Post as Alex Morgan");
}

#[test]
fn somebody_to_speak_as_is_found_by_name() {
    let mut window = Window::open();
    window.find_command("northw");
    window.harness.key_press(Key::Enter);
    window.wait_for("Post as Northwind Coffee");
    assert_eq!(window.num_creates(), 0);
}

#[test]
fn a_name_of_nothing_does_nothing_and_escape_gives_the_keyboard_back() {
    let mut window = Window::open();
    window.write("Kite");
    window.find_command("xyzzy");
    window.wait_for("No command has that name");
    window.harness.key_press(Key::Enter);
    window.harness.step();
    window.wait_for("Find a command");
    window.harness.key_press(Key::Escape);
    window.wait_until_gone("Find a command");
    window.wait_until("the keyboard is in the text again", |window| {
        let editor = window.harness.get_by_role(Role::MultilineTextInput);
        editor.is_focused() && editor.value().as_deref() == Some("Kite")
    });
}

#[test]
fn every_shortcut_stands_on_one_sheet() {
    let mut window = Window::open();
    window.harness.key_press(Key::F1);
    for words in [
        "Keyboard shortcuts",
        "Find a command",
        "The next part of the window",
        "Redo",
    ] {
        window.wait_for(words);
    }
    window.press("Close");
    window.wait_until_gone("The next part of the window");
}

/// What has the keyboard.
fn focused(window: &Window) -> String {
    let nodes = window.harness.query_all(egui_kittest::kittest::By::new());
    let mut focused = nodes.filter(egui_kittest::Node::is_focused).map(|node| {
        let role = node.accesskit_node().role();
        format!(
            "{role:?} {}",
            node.accesskit_node().label().unwrap_or_default()
        )
    });
    focused.next_back().unwrap_or_default()
}

#[test]
fn f6_goes_round_the_parts_of_the_window_and_back_to_where_one_was() {
    let mut window = Window::open();
    window.write("Kite");
    let mut go = |modifiers| {
        window.harness.key_press_modifiers(modifiers, Key::F6);
        window.harness.step();
        window.harness.step();
        focused(&window)
    };
    let editor = "MultilineTextInput Text of the post";
    assert_eq!(go(Modifiers::NONE), "ComboBox Who can see it");
    assert_eq!(go(Modifiers::NONE), "ComboBox Author");
    assert_eq!(go(Modifiers::NONE), editor);
    assert_eq!(go(Modifiers::SHIFT), "ComboBox Author");
    assert_eq!(go(Modifiers::SHIFT), "ComboBox Who can see it");
    assert_eq!(go(Modifiers::SHIFT), editor);
}

/// Opens the picker of emoji by its keys and finds one in it.
fn find_emoji(window: &mut Window, name: &str) {
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Period);
    window.wait_until("the keyboard is in the search", |window| {
        let field = window.harness.query_by_label("Name");
        field.is_some_and(|field| field.is_focused())
    });
    window.harness.get_by_label("Name").type_text(name);
    window.harness.step();
    window.harness.step();
}

#[test]
fn an_emoji_is_chosen_by_keys_alone_and_the_caret_comes_back() {
    let mut window = Window::open();
    // Tests have no fonts of the system.
    let shows_boxes = egui::MissingGlyphPolicy::Tofu;
    window.harness.ctx.set_missing_glyph_policy(shows_boxes);
    window.write("Hi ");
    find_emoji(&mut window, "kite");
    window.harness.key_press(Key::Enter);
    window.wait_until_gone("Name");
    window.harness.step();
    window.write("!");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    assert_eq!(window.sandbox.posts()[0].commentary, "Hi 🪁!");
    window.wait_until("the emoji is remembered", |window| {
        let settings = window.store.settings().ok();
        settings.is_some_and(|settings| settings.emoji.recent == ["🪁"])
    });
}

#[test]
fn what_is_being_composed_is_not_posted_by_enter() {
    let mut window = Window::open();
    window.write("Caf");
    let preedit = |text: &str| {
        egui::Event::Ime(egui::ImeEvent::Preedit {
            text: text.to_owned(),
            active_range_chars: None,
        })
    };
    window.harness.event(preedit("e"));
    window.harness.step();
    for modifiers in [
        Modifiers::COMMAND,
        Modifiers::COMMAND.plus(Modifiers::SHIFT),
    ] {
        window.harness.key_press_modifiers(modifiers, Key::Enter);
        window.harness.step();
        window.harness.step();
    }
    window.wait_for("Post as Alex Morgan");
    assert_eq!(window.num_creates(), 0);
    assert!(window.harness.query_by_label_contains("When").is_none());
    window
        .harness
        .event(egui::Event::Ime(egui::ImeEvent::Commit("e".to_owned())));
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.wait_for("Copy link");
    assert_eq!(window.sandbox.posts()[0].commentary, "Cafe");
}

#[test]
fn enter_beside_the_palettes_field_is_not_for_its_rows() {
    let mut window = Window::open();
    window.write("Kite");
    window.find_command("post");
    assert_eq!(offers(&window)[0], "Post");
    window
        .harness
        .get_by_role_and_label(Role::Button, "Close")
        .focus();
    window.harness.step();
    window.harness.key_press(Key::Enter);
    window.wait_until_gone("Find a command");
    assert_eq!(written(&window), "Kite");
    assert_eq!(window.num_creates(), 0);
}

/// The text of the post; the first comment stands below it.
fn is_off(window: &Window, button: &str) -> bool {
    let button = window.harness.get_by_role_and_label(Role::Button, button);
    button.accesskit_node().is_disabled()
}

fn written(window: &Window) -> String {
    let mut fields = window.harness.query_all_by_role(Role::MultilineTextInput);
    fields.next().unwrap().value().unwrap_or_default()
}

#[test]
fn a_text_higher_than_the_window_loses_no_keys_to_other_parts() {
    let mut window = Window::open();
    window.write(&"A kite and its line. ".repeat(130));
    let before = written(&window);
    for (modifiers, expected) in [
        (Modifiers::NONE, "ComboBox Who can see it"),
        (Modifiers::SHIFT, "MultilineTextInput Text of the post"),
    ] {
        window.harness.key_press_modifiers(modifiers, Key::F6);
        window.wait_until(expected, |window| focused(window) == expected);
    }
    // What the palette begins keeps the keyboard, though it is below what is in sight.
    window.find_command("poll");
    window.harness.key_press(Key::Enter);
    window.wait_until("the question has the keyboard", |window| {
        let question = window.harness.query_by_label("Question");
        question.is_some_and(|question| question.is_focused())
    });
    window.harness.step();
    window.harness.get_by_label("Question").type_text("Sea?");
    window.harness.step();
    assert_eq!(written(&window), before);
}

#[test]
fn an_emoji_leaves_alone_what_is_selected_out_of_sight() {
    let mut window = Window::open();
    let shows_boxes = egui::MissingGlyphPolicy::Tofu;
    window.harness.ctx.set_missing_glyph_policy(shows_boxes);
    window.write("Kite");
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.step();
    window.press("Add a first comment");
    window.wait_until("the comment has the keyboard", |window| {
        let field = window.harness.query_by_label("Text of the first comment");
        field.is_some_and(|field| field.is_focused())
    });
    find_emoji(&mut window, "kite");
    window.harness.key_press(Key::Enter);
    window.wait_until("it is in the text", |window| written(window) == "Kite🪁");
}

#[test]
fn an_address_that_is_typed_and_not_added_keeps_the_post_here() {
    let mut window = Window::open();
    window.write("Read this");
    window.press("Add a link with a card");
    window.fill("Address of the page", "https://tea.example/");
    window.wait_for("The address is not added yet");
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.harness.run_steps(5);
    assert_eq!(written(&window), "Read this");
    assert!(is_off(&window, "Post as Alex Morgan"));
    window.press("Add");
    window.wait_until_gone("The address is not added yet");
    window.press("Remove the link");
    // What was typed for one draft is not meant for the next.
    window.press("Add a link with a card");
    window.fill("Address of the page", "https://tea.example/");
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::N);
    window.wait_until_gone("The address is not added yet");
    // It waits there, and nothing has been posted all the while.
    window.open_page("Drafts");
    window.press("Go on");
    window.wait_for("The address is not added yet");
    assert_eq!(window.num_creates(), 0);
}

#[test]
fn a_path_that_is_typed_and_not_attached_keeps_the_post_here() {
    let mut window = Window::open();
    window.write("Look at this");
    window.press("By path");
    window.fill("Path", "/home/me/cup.png");
    window.wait_for("The file is not attached yet");
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.harness.run_steps(5);
    assert_eq!(written(&window), "Look at this");
    assert!(is_off(&window, "Post as Alex Morgan"));
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.key_press(Key::Backspace);
    window.wait_until_gone("The file is not attached yet");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    assert_eq!(window.num_creates(), 1);
}

#[test]
fn enter_in_the_untouched_palette_posts_nothing() {
    let mut window = Window::open();
    window.write("Not yet");
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.wait_for("Command");
    for key in [Key::Enter, Key::ArrowDown, Key::ArrowDown] {
        window.harness.key_press(key);
        window.harness.run_steps(2);
    }
    assert!(window.harness.query_by_label("Command").is_some());
    window.harness.key_press(Key::Enter);
    // The second row sends later.
    window.wait_for("Schedule");
    assert_eq!(written(&window), "Not yet");
}

#[test]
fn the_field_for_a_path_has_the_keyboard_once_it_is_asked_for() {
    let mut window = Window::open();
    window.write("Text");
    window.find_command("path");
    window.harness.key_press(Key::Enter);
    window.wait_until("the field has the keyboard", |window| {
        let field = window.harness.query_by_label("Path");
        field.is_some_and(|field| field.is_focused())
    });
    window
        .harness
        .event(egui::Event::Text("/nowhere.png".to_owned()));
    window.harness.step();
    window.harness.step();
    assert_eq!(written(&window), "Text");
}

#[test]
fn one_can_write_after_a_click_on_the_page_for_it() {
    let mut window = Window::open();
    window.open_page("Drafts");
    window.open_page("Write");
    window.wait_until("the editor has the keyboard", |window| {
        let editor = window.harness.query_by_role(Role::MultilineTextInput);
        editor.is_some_and(|editor| editor.is_focused())
    });
}

#[test]
fn text_grows_again_although_its_key_was_let_go_after_shift() {
    let mut window = Window::open();
    let plus = |repeat| egui::Event::Key {
        key: Key::Plus,
        physical_key: None,
        pressed: true,
        repeat,
        modifiers: Modifiers::COMMAND,
    };
    for (repeat, zoom) in [(false, 1.1), (true, 1.25)] {
        window.harness.event(plus(repeat));
        window.wait_until("the text has grown", |window| {
            (window.harness.ctx.zoom_factor() - zoom).abs() < 0.01
        });
    }
}

#[test]
fn a_long_sheet_is_gone_through_with_the_keys_for_pages() {
    let mut window = Window::open();
    window.harness.set_size(egui::vec2(420.0, 560.0));
    window.harness.key_press(Key::F1);
    window.wait_for("Keyboard shortcuts");
    let top = |window: &Window| {
        let row = window.harness.get_by_label("Find a command");
        row.rect().top()
    };
    window.harness.step();
    let before = top(&window);
    window.harness.key_press(Key::PageDown);
    window.wait_until("it has moved up", |window| top(window) < before - 100.0);
    window.harness.key_press(Key::PageUp);
    window.wait_until("it is back", |window| (top(window) - before).abs() < 1.0);
}

#[test]
fn the_buttons_of_a_question_are_gone_through_as_one_reads_them() {
    let mut window = Window::open();
    window.write("Later");
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Enter);
    window.wait_for("Not now");
    let focused = |window: &Window, name: &str| {
        let button = window.harness.get_by_role_and_label(Role::Button, name);
        button.is_focused()
    };
    window.harness.get_by_label("Not now").focus();
    window.wait_until("the first has it", |window| focused(window, "Not now"));
    window.harness.key_press(Key::Tab);
    window.wait_until("the next has it", |window| focused(window, "Schedule"));
    let left = |name: &str| {
        window
            .harness
            .get_by_role_and_label(Role::Button, name)
            .rect()
    };
    assert!(left("Not now").right() < left("Schedule").left());
}

#[test]
fn escape_takes_the_keyboard_from_nothing_that_is_written_in() {
    let mut window = Window::open();
    window.write("One");
    for _ in 0..2 {
        window.harness.key_press(Key::Escape);
        window.harness.run_steps(2);
    }
    window.harness.event(egui::Event::Text(" two".to_owned()));
    window.harness.run_steps(2);
    assert_eq!(written(&window), "One two");
}

#[test]
fn the_keyboard_comes_back_to_what_opened_a_menu_or_a_question() {
    let mut window = Window::open();
    window.open_page("Settings");
    for (role, name) in [(Role::ComboBox, "Text size"), (Role::ComboBox, "Motion")] {
        window.harness.get_by_role_and_label(role, name).focus();
        window.harness.run_steps(2);
        for key in [Key::Enter, Key::Escape] {
            window.harness.key_press(key);
            window.harness.run_steps(4);
        }
        let opener = window.harness.get_by_role_and_label(role, name);
        assert!(opener.is_focused(), "{name}");
    }
    window.open_page("Drafts");
    window.harness.get_by_label("Import…").focus();
    window.harness.run_steps(2);
    window.harness.key_press(Key::Enter);
    window.wait_for("Import a text as a draft");
    window.harness.run_steps(2);
    assert!(window.harness.get_by_label("File").is_focused());
    window.harness.key_press(Key::Escape);
    window.wait_until_gone("Import a text as a draft");
    window.harness.run_steps(3);
    assert!(window.harness.get_by_label("Import…").is_focused());
}

#[test]
fn each_page_is_scrolled_for_itself() {
    let mut window = Window::open();
    window.harness.set_size(egui::Vec2::new(720.0, 500.0));
    let top = |window: &Window, name: &str| {
        let mut found = window.harness.query_all_by_label(name);
        found.next().unwrap().rect().top()
    };
    window.open_page("Settings");
    window.harness.run_steps(4);
    let before = top(&window, "Theme");
    for _ in 0..3 {
        window.harness.key_press(Key::PageDown);
        window.harness.run_steps(8);
    }
    let scrolled = top(&window, "Theme");
    assert!(scrolled < before - 200.0, "{before} to {scrolled}");
    window.open_page("Accounts");
    window.harness.run_steps(4);
    assert!(top(&window, "Alex Morgan") > 0.0);
    window.open_page("Settings");
    window.harness.run_steps(4);
    assert!(
        (top(&window, "Theme") - scrolled).abs() < 1.0,
        "it is where it was left"
    );
}

#[test]
fn a_right_click_offers_what_can_be_done_and_keeps_what_is_selected() {
    let mut window = Window::open();
    window.write("Two words");
    let is_on = |window: &mut Window, name: &str| {
        let field = window.harness.get_by_role(Role::MultilineTextInput);
        field.click_secondary();
        window.harness.run_steps(3);
        let row = window.harness.get_by_role_and_label(Role::MenuItem, name);
        let is_on = !row.accesskit_node().is_disabled();
        if is_on {
            row.click();
        } else {
            window.harness.key_press(Key::Escape);
        }
        window.harness.run_steps(8);
        is_on
    };
    assert!(!is_on(&mut window, "Copy"), "nothing is selected");
    assert!(!is_on(&mut window, "Cut"), "nothing is selected");
    assert!(is_on(&mut window, "Select all"));
    assert!(is_on(&mut window, "Copy"));
    // Then the window acts as if the keys had been pressed: what was selected still is.
    window.harness.event(egui::Event::Cut);
    window.harness.run_steps(3);
    assert_eq!(written(&window), "");
    assert!(!is_on(&mut window, "Select all"), "there is nothing");
    assert!(is_on(&mut window, "Paste"));
    window.harness.event(egui::Event::Paste("Back".to_owned()));
    window.harness.run_steps(3);
    assert_eq!(written(&window), "Back");
}

//! Spelling: what is underlined, what is offered instead, one's own words, and the dictionaries that are chosen.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Shape};
use egui_kittest::kittest::Queryable as _;
use sendoff::ui::theme::palette_of;

use crate::support::{Setup, Window};

/// A window on a computer with two small dictionaries.
fn open(settings: &'static str) -> Window {
    let mut setup = Setup {
        settings,
        ..Setup::default()
    };
    let folder = setup.folder.path().join("dictionaries");
    std::fs::create_dir(&folder).unwrap();
    let affixes = "SET UTF-8\nTRY esianrtolcdugmphbyfvkwzESIANRTOLCDUGMPHBYFVKWZ'\n";
    for (name, words) in [
        ("en_GB", "5\nthe\nkite\nflies\nand\nhigh\n"),
        ("de_DE", "3\nder\nDrachen\nfliegt\n"),
    ] {
        std::fs::write(folder.join(format!("{name}.aff")), affixes).unwrap();
        std::fs::write(folder.join(format!("{name}.dic")), words).unwrap();
    }
    setup.dictionaries = vec![folder];
    Window::open_with(setup)
}

const ENGLISH: &str = "(undo_secs: 0, spelling: (dictionaries: [\"en_GB\"]))";

/// What stands in the editor.
fn text(window: &Window) -> String {
    let editor = window.harness.get_by_role(Role::MultilineTextInput);
    editor.value().unwrap_or_default()
}

/// How many wavy lines were painted: lines of many points in the colour of what is wrong.
fn num_underlined(window: &Window) -> usize {
    let color = palette_of(&window.harness.ctx.global_style().visuals).danger_text;
    let shapes = window.harness.output().shapes.iter();
    shapes
        .filter(|clipped| match &clipped.shape {
            Shape::Path(path) => {
                let is_wavy = path.points.len() > 4 && !path.closed;
                let is_wrong = path.stroke.color == egui::epaint::ColorMode::Solid(color);
                is_wavy && is_wrong && clipped.clip_rect.intersects(path.visual_bounding_rect())
            }
            _ => false,
        })
        .count()
}

fn wait_for_underlined(window: &mut Window, count: usize) {
    window.wait_until(&format!("{count} words are underlined"), |window| {
        num_underlined(window) == count
    });
}

fn press_f7(window: &mut Window) {
    window.harness.key_press(Key::F7);
    window.harness.step();
}

/// Clicks with the other button.
fn click_other(window: &mut Window, at: Pos2) {
    for pressed in [true, false] {
        window.harness.event(Event::PointerMoved(at));
        window.harness.event(Event::PointerButton {
            pos: at,
            button: PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        window.harness.step();
    }
}

/// Presses what may be scrolled out of sight.
fn press_by_keyboard(window: &mut Window, role: Role, name: &str) {
    window.wait_for(name);
    window.harness.get_by_role_and_label(role, name).focus();
    window.harness.step();
    window.harness.key_press(Key::Space);
    window.harness.step();
}

#[test]
fn a_word_in_no_dictionary_is_underlined_once_it_is_written() {
    let mut window = open(ENGLISH);
    window.write("the kiet flies and #kiet @kiet https://kiet.example");
    window.wait_for("One word is in no dictionary");
    wait_for_underlined(&mut window, 1);
    window.write(" the kiet");
    // It is known to be wrong, and may still become another one.
    wait_for_underlined(&mut window, 1);
    window.write(" ");
    window.wait_for("2 words are in no dictionary");
    wait_for_underlined(&mut window, 2);
    // It is a remark and no more.
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
}

#[test]
fn f7_goes_from_word_to_word_and_what_is_chosen_stands_in_the_text() {
    let mut window = open(ENGLISH);
    window.write("the kiet flies hiigh and the dragon ");
    window.wait_for("3 words are in no dictionary");
    press_f7(&mut window);
    window.wait_for("the kiet flies hiigh and the dragon");
    // Enter takes the likeliest.
    window.wait_until("a word has the keyboard", |window| {
        let row = window
            .harness
            .query_by_role_and_label(Role::MenuItem, "kite");
        row.is_some_and(|row| row.is_focused())
    });
    window.harness.key_press(Key::Enter);
    window.wait_until("the first is another", |window| {
        text(window) == "the kite flies hiigh and the dragon "
    });
    window.press_one(Role::MenuItem, "high");
    window.wait_until("the second is another", |window| {
        text(window) == "the kite flies high and the dragon "
    });
    window.wait_for("No similar word was found.");
    window.press("Leave it");
    window.wait_for("That was the last word that is in no dictionary.");
    window.press("Close");
    window.wait_until_gone("That was the last word");
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.wait_until("one step is undone", |window| {
        text(window) == "the kite flies hiigh and the dragon "
    });
}

#[test]
fn a_click_with_the_other_button_offers_similar_words() {
    let mut window = open(ENGLISH);
    window.write("kiet flies");
    wait_for_underlined(&mut window, 1);
    let editor = window.harness.get_by_role(Role::MultilineTextInput).rect();
    click_other(&mut window, editor.left_top() + egui::vec2(10.0, 12.0));
    window.press_one(Role::MenuItem, "kite");
    window.wait_until("it is another", |window| text(window) == "kite flies");
    // The keyboard is behind it.
    window.write(" hiigh");
    assert_eq!(text(&window), "kite hiigh flies");
    wait_for_underlined(&mut window, 0);
    click_other(&mut window, editor.left_top() + egui::vec2(10.0, 12.0));
    let mut offers = window.harness.query_all_by_label("Add to my words");
    assert!(offers.next().is_none(), "nothing is doubtful there");
}

#[test]
fn a_word_of_ones_own_is_right_until_it_is_removed() {
    let mut window = open(ENGLISH);
    window.write("the kiet and Kiet ");
    window.wait_for("2 words are in no dictionary");
    press_f7(&mut window);
    window.press("Add to my words");
    window.wait_for("That was the last word");
    window.press("Close");
    wait_for_underlined(&mut window, 0);
    window.wait_until("it is kept", |window| {
        let settings = window.store.settings().unwrap();
        settings.spelling.own_words.contains("kiet")
    });
    window.open_page("Settings");
    press_by_keyboard(&mut window, Role::Button, "Remove kiet");
    window.wait_until_gone("Remove kiet");
    window.open_page("Write");
    window.wait_for("2 words are in no dictionary");
}

#[test]
fn a_language_is_chosen_where_one_asks_for_it() {
    let mut window = open("(undo_secs: 0)");
    window.write("der kite fliegt kiet ");
    assert_eq!(num_underlined(&window), 0);
    window.find_command("spell");
    window.harness.key_press(Key::Enter);
    window.wait_for("Choose the languages that you write in");
    window.press_one(Role::Switch, "Deutsch (DE)");
    window.wait_for("der kite fliegt kiet");
    window.press("Close");
    wait_for_underlined(&mut window, 2);
    window.open_page("Settings");
    press_by_keyboard(&mut window, Role::Switch, "English (GB)");
    window.open_page("Write");
    wait_for_underlined(&mut window, 1);
}

#[test]
fn without_dictionaries_it_is_said_how_to_come_by_one() {
    let mut window = Window::open();
    press_f7(&mut window);
    window.wait_for("No dictionaries were found on this computer.");
}

#[test]
fn a_dictionary_that_is_gone_is_said_and_can_be_given_up() {
    let mut window = open("(undo_secs: 0, spelling: (dictionaries: [\"en_GB\", \"fr_FR\"]))");
    window.write("the kiet flies ");
    press_f7(&mut window);
    window.wait_for("fr_FR.aff");
    window.press("Close");
    window.open_page("Settings");
    press_by_keyboard(&mut window, Role::Switch, "Français (FR)");
    window.open_page("Write");
    window.wait_for("One word is in no dictionary");
}

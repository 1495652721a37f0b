//! The dialog of the emoji used by keys alone and by clicks, with and without a font for them.

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::domain::emoji::known;

#[derive(Default)]
struct Shown {
    pane: EmojiPane,
    habits: EmojiHabits,
    actions: Vec<Action>,
}

/// The open dialog, on a computer that can draw emoji or cannot.
fn dialog(can_draw: bool, habits: EmojiHabits) -> Harness<'static, Shown> {
    let mut shown = Shown {
        habits,
        ..Shown::default()
    };
    shown.pane.open(true);
    shown.pane.can_draw = Some(can_draw);
    let mut harness = Harness::builder()
        .with_size([420.0, 520.0])
        .allow_missing_glyphs()
        .build_ui_state(
            |ui, shown: &mut Shown| {
                theme::install(ui.ctx());
                let action = shown.pane.show(&shown.habits, ui.ctx());
                shown.actions.extend(action);
            },
            shown,
        );
    for _ in 0..3 {
        harness.step();
    }
    harness
}

fn type_text(harness: &mut Harness<'_, Shown>, text: &str) {
    harness.get_by_label("Name").type_text(text);
    harness.step();
    harness.step();
}

fn press(harness: &mut Harness<'_, Shown>, key: Key) {
    harness.key_press(key);
    harness.step();
    harness.step();
}

fn inserted(harness: &Harness<'_, Shown>) -> Option<&'static str> {
    let last = harness.state().actions.last();
    match last {
        Some(Action::Emoji(EmojiWish::Insert(emoji))) => Some(emoji.as_str()),
        _ => None,
    }
}

/// The names in sight, in order.
fn names(harness: &Harness<'_, Shown>) -> Vec<String> {
    let cells = harness.query_all_by_role(Role::ListBoxOption);
    cells
        .filter_map(|cell| cell.accesskit_node().label())
        .collect()
}

#[test]
fn an_emoji_is_found_by_name_and_taken_by_enter() {
    let mut harness = dialog(false, EmojiHabits::default());
    type_text(&mut harness, "kite");
    assert_eq!(names(&harness)[0], "kite");
    press(&mut harness, Key::Enter);
    assert_eq!(inserted(&harness), Some("🪁"));
    assert!(!harness.state().pane.is_open());
}

#[test]
fn arrows_go_through_the_names_and_the_chosen_one_stays_in_sight() {
    let mut harness = dialog(false, EmojiHabits::default());
    for _ in 0..30 {
        press(&mut harness, Key::ArrowDown);
    }
    let chosen = harness
        .query_all_by_role(Role::ListBoxOption)
        .find(|cell| cell.accesskit_node().is_selected() == Some(true))
        .expect("the chosen one is in sight");
    let name = chosen.accesskit_node().label().unwrap();
    assert!(names(&harness).len() < 20, "only what is in sight is there");
    press(&mut harness, Key::Enter);
    let inserted = inserted(&harness).unwrap();
    assert_eq!(known(inserted).unwrap().name(), name);
}

#[test]
fn escape_takes_nothing() {
    let mut harness = dialog(false, EmojiHabits::default());
    press(&mut harness, Key::Escape);
    let actions = &harness.state().actions;
    assert_eq!(actions, &[Action::Emoji(EmojiWish::Close)]);
    assert!(!harness.state().pane.is_open());
}

#[test]
fn without_a_font_it_says_so_and_shows_names() {
    let harness = dialog(false, EmojiHabits::default());
    let says =
        "This computer has no font for emoji, so they are listed by name. Readers will see them.";
    assert!(harness.query_by_label(says).is_some());
    let cells = harness.query_all_by_role(Role::ListBoxOption);
    assert!(
        cells
            .map(|cell| cell.rect().height())
            .all(|height| height >= 28.0)
    );
}

#[test]
fn this_test_has_no_font_for_emoji_and_that_is_noticed() {
    let mut harness = dialog(false, EmojiHabits::default());
    harness.state_mut().pane.can_draw = None;
    harness.step();
    assert_eq!(harness.state().pane.can_draw, Some(false));
}

#[test]
fn those_used_last_come_first_in_the_chosen_skin_tone() {
    let mut habits = EmojiHabits {
        tone: SkinTone::Dark,
        ..EmojiHabits::default()
    };
    habits.note(known("👋").unwrap());
    let mut harness = dialog(false, habits);
    assert!(harness.query_by_label("Used last").is_some());
    assert_eq!(names(&harness)[0], "waving hand: dark skin tone");
    let first = harness.query_all_by_role(Role::ListBoxOption).next();
    first.unwrap().click();
    harness.step();
    harness.step();
    assert_eq!(inserted(&harness), Some("👋"));
}

#[test]
fn a_skin_tone_is_chosen_and_the_dialog_stays() {
    let mut harness = dialog(false, EmojiHabits::default());
    harness.get_by_label("Skin tone").click();
    harness.step();
    harness.step();
    harness
        .get_by_role_and_label(Role::ListBoxOption, "Medium dark skin")
        .click();
    harness.step();
    harness.step();
    let chosen = Action::Emoji(EmojiWish::Tone(SkinTone::MediumDark));
    assert_eq!(harness.state().actions, [chosen]);
    assert!(harness.state().pane.is_open());
}

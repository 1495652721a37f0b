//! The editor used as people use it: typing, pasting, deleting, undoing, and what becomes of the text.

use std::collections::HashMap;
use std::sync::LazyLock;

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use super::*;
use crate::domain::SpellingChoice;
use crate::ui::post_buffer::MAX_TEXT_BYTES;

/// An editor that has the keyboard, in frames of 0.6 seconds.
fn editor(text: &str) -> Harness<'static, Draft> {
    let mut draft = Draft::new(JobId::from_parts(1, 1));
    text.clone_into(&mut draft.text);
    let mut harness = Harness::builder()
        .with_size([400.0, 300.0])
        .with_step_dt(0.6)
        .allow_missing_glyphs()
        .build_ui_state(
            {
                let mut editor = Editor::default();
                move |ui, draft: &mut Draft| {
                    theme::install(ui.ctx());
                    let (offers, tone) = (MentionFacts::default(), SkinTone::Dark);
                    editor.ui(ui, draft, &offers, &no_spelling(), tone, 100.0);
                }
            },
            draft,
        );
    let draft = harness.state().clone();
    focus_editor(&harness.ctx, &draft);
    harness.step();
    harness
}

/// Nothing is checked.
fn no_spelling() -> SpellingFacts<'static> {
    static NOTHING: LazyLock<(SpellingChoice, HashMap<String, bool>)> =
        LazyLock::new(Default::default);
    static NO_SUGGESTIONS: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(HashMap::new);
    SpellingFacts {
        choice: &NOTHING.0,
        found: None,
        folder: "",
        verdicts: &NOTHING.1,
        revision: 0,
        suggestions: &NO_SUGGESTIONS,
        mistakes: &[],
        is_checking: false,
        trouble: None,
    }
}

/// What a person does; the caret stays at the end. In scripts that run from left to right, because egui's caret does.
#[derive(Clone, Debug)]
enum Deed {
    Type(String),
    Paste(String),
    Backspace,
    ReplaceAll(String),
    Undo,
    Redo,
}

fn any_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => "[a #@_é👍\u{202e}]{1,4}".prop_map(Deed::Type),
        2 => "([ -~À-ž日本語😀]|\n|👩\u{200d}👧|e\u{301}){1,6}".prop_map(Deed::Paste),
        2 => Just(Deed::Backspace),
        1 => "[xyz]{1,3}".prop_map(Deed::ReplaceAll),
        3 => Just(Deed::Undo),
        2 => Just(Deed::Redo),
    ]
}

/// Every text there was, and which of them is the present one.
struct Model {
    texts: Vec<String>,
    now: usize,
}

impl Model {
    fn text(&self) -> &str {
        &self.texts[self.now]
    }

    fn follow(&mut self, deed: &Deed) {
        let text = self.text();
        let next = match deed {
            Deed::Type(more) | Deed::Paste(more) => format!("{text}{more}"),
            Deed::Backspace => {
                let mut signs: Vec<&str> = text.graphemes(true).collect();
                signs.pop();
                signs.concat()
            }
            Deed::ReplaceAll(new) => new.clone(),
            Deed::Undo => return self.now = self.now.saturating_sub(1),
            Deed::Redo => return self.now = (self.now + 1).min(self.texts.len() - 1),
        };
        // Whoever has selected everything cannot redo any more, whatever is typed then.
        if matches!(deed, Deed::ReplaceAll(_)) {
            self.texts.truncate(self.now + 1);
        }
        if next != self.text() {
            self.texts.truncate(self.now + 1);
            self.texts.push(next);
            self.now += 1;
        }
    }
}

fn perform(harness: &mut Harness<'_, Draft>, deed: &Deed) {
    if !matches!(deed, Deed::Undo | Deed::Redo) {
        // Undoing brings back what was selected as well.
        harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
    }
    match deed {
        Deed::Type(text) => harness.event(Event::Text(text.clone())),
        Deed::Paste(text) => harness.event(Event::Paste(text.clone())),
        Deed::Backspace => harness.key_press(Key::Backspace),
        Deed::ReplaceAll(text) => {
            harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
            harness.event(Event::Text(text.clone()));
        }
        Deed::Undo => harness.key_press_modifiers(Modifiers::COMMAND, Key::Z),
        Deed::Redo => harness.key_press_modifiers(Modifiers::COMMAND, Key::Y),
    }
    // Long enough for the deed to be one that can be undone.
    for _ in 0..4 {
        harness.step();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn typing_deleting_undoing_and_redoing_give_the_text_they_should(
        deeds in prop::collection::vec(any_deed(), 1..20),
    ) {
        let mut harness = editor("");
        let mut model = Model { texts: vec![String::new()], now: 0 };
        for deed in &deeds {
            let before = harness.state().text.clone();
            perform(&mut harness, deed);
            model.follow(deed);
            let is_a_step_back = matches!(deed, Deed::Undo | Deed::Redo);
            // What was selected before it was replaced, and what was replaced by the same, are steps of their own.
            for _ in 0..3 {
                if is_a_step_back && model.text() != before && harness.state().text == before {
                    perform(&mut harness, deed);
                }
            }
            prop_assert_eq!(&harness.state().text, model.text(), "after {:?}", deed);
        }
    }
}

#[test]
fn a_paste_of_fifty_megabytes_is_cut_and_never_laid_out_whole() {
    let mut harness = editor("");
    harness.event(Event::Paste("é".repeat(25 << 20)));
    harness.step();
    assert_eq!(harness.state().text, "é".repeat(MAX_TEXT_BYTES / 2));
    harness.event(Event::Paste("é".repeat(25 << 20)));
    harness.step();
    assert_eq!(harness.state().text.len(), MAX_TEXT_BYTES);
}

#[test]
fn what_a_mark_turns_is_cut_out_and_nothing_of_the_text_is_lost() {
    let turned = [2..4, 6..9];
    for (range, parts) in [
        (
            1..8,
            &[(1..2, false), (2..4, true), (4..6, false), (6..8, true)][..],
        ),
        (4..6, &[(4..6, false)]),
        (3..4, &[(3..4, true)]),
        (5..5, &[]),
    ] {
        assert_eq!(cut_at(&turned, range), parts);
    }
}

#[test]
fn marks_that_turn_the_text_stay_in_it() {
    let text = "invoice\u{202e}gpj.exe\u{202c} \u{2067}x";
    let mut harness = editor(text);
    harness.event(Event::Text("!".to_owned()));
    harness.step();
    assert_eq!(harness.state().text, format!("{text}!"));
}

#[test]
fn a_shortcode_is_finished_at_the_caret_in_the_chosen_skin_tone() {
    let mut harness = editor("Hi ");
    harness.event(Event::Text(":wav".to_owned()));
    for _ in 0..3 {
        harness.step();
    }
    harness.get_by_label("waving hand: dark skin tone");
    harness.key_press(Key::Enter);
    harness.step();
    harness.step();
    assert_eq!(harness.state().text, "Hi 👋🏿");
    assert!(
        harness
            .query_by_label("waving hand: dark skin tone")
            .is_none()
    );
}

#[test]
fn what_was_put_in_goes_with_one_undo() {
    let mut harness = editor("Hi ");
    harness.event(Event::Text("there".to_owned()));
    harness.step();
    let ctx = harness.ctx.clone();
    insert_at_caret(&ctx, harness.state_mut(), "🎉");
    harness.step();
    assert_eq!(harness.state().text, "Hi there🎉");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.step();
    assert_eq!(harness.state().text, "Hi there");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    harness.step();
    assert_eq!(harness.state().text, "Hi there🎉");
}

/// Where the caret stands, and where what is selected begins, counted in characters.
fn caret(harness: &Harness<'_, Draft>) -> (usize, usize) {
    let id = editor_id(harness.state().id);
    let state = TextEditState::load(&harness.ctx, id).unwrap();
    let range = state.cursor.char_range().unwrap();
    (range.primary.index.0, range.secondary.index.0)
}

const SIGNS: [&str; 6] = ["a", "👩‍👩‍👧", "🇩🇪", "e\u{301}", "👍🏽", "क्षि"];

#[test]
fn arrows_go_from_sign_to_sign() {
    let mut harness = editor(&SIGNS.concat());
    let mut ends = vec![0];
    for sign in SIGNS.iter().flat_map(|sign| sign.graphemes(true)) {
        ends.push(ends[ends.len() - 1] + sign.chars().count());
    }
    for end in ends.iter().rev() {
        assert_eq!(caret(&harness), (*end, *end));
        harness.key_press(Key::ArrowLeft);
        harness.step();
    }
    for end in &ends {
        assert_eq!(caret(&harness), (*end, *end));
        harness.key_press(Key::ArrowRight);
        harness.step();
    }
}

#[test]
fn a_selection_grows_sign_by_sign_and_what_is_cut_is_whole() {
    let mut harness = editor("a👩‍👩‍👧🇩🇪");
    for begin in [6, 1] {
        harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
        harness.step();
        assert_eq!(caret(&harness), (begin, 8));
    }
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    harness.step();
    assert_eq!(caret(&harness), (6, 8));
    harness.key_press(Key::Backspace);
    harness.step();
    assert_eq!(harness.state().text, "a👩‍👩‍👧");
}

#[test]
fn arrows_and_backspace_in_one_frame_leave_no_half_sign() {
    let mut harness = editor("a👩‍👩‍👧b");
    for key in [Key::ArrowLeft, Key::ArrowLeft, Key::Backspace] {
        harness.input_mut().events.push(Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        });
    }
    harness.step();
    assert_eq!(harness.state().text, "ab");
}

fn preedit(text: &str) -> Event {
    Event::Ime(egui::ImeEvent::Preedit {
        text: text.to_owned(),
        active_range_chars: None,
    })
}

#[test]
fn enter_ends_a_composition_and_makes_no_line() {
    let mut harness = editor("");
    harness.event(preedit("にほん"));
    harness.step();
    assert_eq!(harness.state().text, "にほん");
    harness.key_press(Key::Enter);
    harness.event(Event::Ime(egui::ImeEvent::Commit("日本".to_owned())));
    harness.step();
    assert_eq!(harness.state().text, "日本");
    harness.key_press(Key::Enter);
    harness.step();
    assert_eq!(harness.state().text, "日本\n");
}

#[test]
fn enter_behind_the_end_of_a_composition_makes_a_line() {
    let mut harness = editor("");
    harness.event(preedit("가"));
    harness.step();
    harness.event(Event::Ime(egui::ImeEvent::Commit("가".to_owned())));
    harness.key_press(Key::Enter);
    harness.step();
    assert_eq!(harness.state().text, "가\n");
}

#[test]
fn what_was_mended_comes_back_with_one_undo() {
    let mut harness = editor("");
    harness.event(Event::Text("𝗕𝗼𝗹𝗱 👍🏽".to_owned()));
    harness.step();
    let ctx = harness.ctx.clone();
    replace_text(&ctx, harness.state_mut(), "Bold 👍🏽".to_owned());
    harness.step();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.step();
    assert_eq!(harness.state().text, "𝗕𝗼𝗹𝗱 👍🏽");
}

//! How the window meets a person's eyes: larger text, less motion.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme};
use egui_kittest::kittest::Queryable as _;

use crate::support::{Setup, Window};

#[test]
fn text_grows_by_keys_and_stays_so() {
    let mut window = Window::open();
    for (key, percent) in [
        (Key::Plus, 110_u16),
        (Key::Equals, 125),
        (Key::Num0, 100),
        (Key::Minus, 90),
    ] {
        window.harness.key_press_modifiers(Modifiers::COMMAND, key);
        window.wait_until("it has another size", |window| {
            let factor = window.harness.ctx.zoom_factor();
            (factor - f32::from(percent) / 100.0).abs() < 0.001
        });
    }
    window.wait_until("it is kept", |window| {
        let settings = window.store.settings();
        settings.is_ok_and(|settings| settings.text_scale.percent() == 90)
    });
    let setup = Setup {
        settings: "(undo_secs: 0, text_scale: 200)",
        ..Setup::default()
    };
    let mut window = Window::open_with(setup);
    window.wait_until("it is twice as large", |window| {
        (window.harness.ctx.zoom_factor() - 2.0).abs() < 0.001
    });
    window.open_page("Settings");
    window.wait_for("Text size");
    let size = window
        .harness
        .get_by_role_and_label(Role::ComboBox, "Text size");
    assert_eq!(size.value().as_deref(), Some("200 %"));
}

#[test]
fn nothing_moves_where_that_is_chosen() {
    let setup = Setup {
        settings: "(undo_secs: 0, motion: Reduced)",
        ..Setup::default()
    };
    let mut window = Window::open_with(setup);
    let seconds = |window: &Window| {
        let style = window.harness.ctx.style_of(Theme::Dark);
        (style.animation_time, style.scroll_animation.duration.max)
    };
    assert_eq!(seconds(&window), (0.0, 0.0));
    window.open_page("Settings");
    window.press_one(Role::ComboBox, "Motion");
    window.press_one(Role::ListBoxOption, "Full");
    window.wait_until("it moves", |window| {
        seconds(window).0 > 0.0 && seconds(window).1 > 0.0
    });
}

#[test]
fn a_window_that_rests_paints_its_blinking_caret_and_nothing_else() {
    let mut window = Window::open();
    window.write("Hello");
    window.wait_until("it is on disk", |window| {
        let (drafts, _) = window.store.drafts().unwrap();
        drafts.iter().any(|saved| saved.draft.text == "Hello")
    });
    // It does not blink in tests, unless it is told to.
    let blinks = |style: &mut egui::Style| style.visuals.text_cursor.blink = true;
    window.harness.ctx.all_styles_mut(blinks);
    // As long as the last frame asks for, again and again: a day at a window, seen by its own clock.
    let mut frames = |has_keyboard: bool, seconds: f64| {
        let harness = &mut window.harness;
        harness.input_mut().focused = has_keyboard;
        let mut time = harness.ctx.time() + 60.0;
        let end = time + seconds;
        let mut frames = 0;
        while time < end && frames < 1_000 {
            harness.input_mut().time = Some(time);
            harness.step();
            frames += 1;
            let output = &harness.output().viewport_output[&egui::ViewportId::ROOT];
            time += output.repaint_delay.as_secs_f64().max(1e-3);
        }
        harness.input_mut().time = None;
        frames
    };
    // The first frames are those of waking up.
    frames(true, 10.0);
    let blinking = frames(true, 100.0);
    // The engine may have a word to say meanwhile; that is a frame or two each.
    assert!((150..=210).contains(&blinking), "{blinking} in 100 s");
    frames(false, 10.0);
    let resting = frames(false, 100.0);
    assert!(resting <= 10, "{resting} in 100 s");
}

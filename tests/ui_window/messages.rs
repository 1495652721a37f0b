//! What the window says while a person looks elsewhere or cannot look: who speaks, how long there is to undo, questions
//! about uploads, notices, what a screen reader hears, what the desktop shows.

use std::cell::RefCell;
use std::sync::{Arc, Mutex};

use egui::accesskit::{Live, Role};
use egui::{Key, Modifiers, UserAttentionType, ViewportCommand};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::SignedDuration;
use sendoff::domain::NotificationChoice;
use sendoff::engine::{Clock as _, Notification};
use sendoff::sandbox::{Fault, FaultKind, Route};

use crate::support::{HandClock, Setup, Window};
use crate::ways_in::Dropped;

/// A window whose time stands still: what is posted waits until [`Held::let_go`].
struct Held {
    window: Window,
    clock: Arc<HandClock>,
    /// What the desktop was to show.
    shown: Arc<Mutex<Vec<Notification>>>,
}

impl Held {
    fn open(settings: &'static str) -> Self {
        let clock = HandClock::new("2026-11-24T11:00:00Z".parse().unwrap());
        let setup = Setup {
            settings,
            clock: clock.clone(),
            ..Setup::default()
        };
        let shown = Arc::clone(&setup.shown);
        let window = Window::open_with(setup);
        Self {
            window,
            clock,
            shown,
        }
    }

    /// Writes a text and presses the button; it waits then.
    fn post(&mut self, text: &str) {
        self.window.write(text);
        self.window.press("Post as Alex Morgan");
        self.window.wait_for("Time to undo");
    }

    fn let_go(&self) {
        self.clock
            .set(self.clock.now() + SignedDuration::from_secs(31));
    }

    /// Lets a post go while the person is in another window; how the taskbar was asked to point here until then.
    fn end_elsewhere(&mut self, until: &str) -> Vec<UserAttentionType> {
        let asked = RefCell::new(Vec::new());
        self.window.harness.input_mut().focused = false;
        self.window.harness.step();
        self.let_go();
        self.window.wait_until(until, |window| {
            asked.borrow_mut().extend(attention(window));
            let mut found = window.harness.query_all_by_label_contains(until);
            found.next().is_some()
        });
        asked.into_inner()
    }
}

/// How the taskbar is asked to point at the window in this frame.
fn attention(window: &Window) -> Vec<UserAttentionType> {
    let viewports = window.harness.output().viewport_output.values();
    let commands = viewports.flat_map(|viewport| &viewport.commands);
    commands
        .filter_map(|command| match command {
            ViewportCommand::RequestUserAttention(kind) => Some(*kind),
            _ => None,
        })
        .collect()
}

fn num_uploads(window: &Window) -> usize {
    let requests = window.sandbox.requests();
    let uploads = requests.iter();
    uploads
        .filter(|entry| entry.target.contains("images?action=initializeUpload"))
        .count()
}

/// A window with a draft whose picture went up for the member before LinkedIn refused the post.
fn window_with_an_upload() -> Window {
    let mut window = Window::open();
    window
        .sandbox
        .fault(Fault::once(Route::CreatePost, FaultKind::status(409)));
    window.write("A kite");
    window.press("Add file…");
    window.wait_for("Remove picture 1");
    window.press("Post as Alex Morgan");
    window.wait_for("Not posted");
    window.press("Edit again");
    window.wait_for("Remove picture 1");
    assert_eq!(num_uploads(&window), 1);
    window
}

/// Chooses an author from the list, whatever comes of it.
fn choose(window: &mut Window, name: &str) {
    window.harness.get_by_label("Author").click();
    window.harness.step();
    window.wait_for(name);
    window
        .harness
        .get_by_role_and_label(Role::ListBoxOption, name)
        .click();
    window.harness.step();
    window.harness.step();
}

#[test]
fn what_was_uploaded_is_kept_with_its_author_and_not_uploaded_again() {
    let mut window = window_with_an_upload();
    choose(&mut window, "Harbour Labs");
    window.wait_for("kite.png was uploaded for Alex Morgan");
    window.press("Keep author");
    window.wait_until_gone("Change the author?");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    assert_eq!(window.sandbox.posts()[0].images.len(), 1);
    assert_eq!(num_uploads(&window), 1);
}

#[test]
fn another_author_gets_the_picture_uploaded_again_after_a_question() {
    let mut window = window_with_an_upload();
    choose(&mut window, "Harbour Labs");
    window.wait_for("If Harbour Labs posts instead, it is uploaded again.");
    window.harness.key_press(Key::Escape);
    window.wait_until_gone("Change the author?");
    window.wait_for("Post as Alex Morgan");
    // By its number too.
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Num3);
    window.press("Change and upload again");
    window.wait_until_gone("Change the author?");
    let page = "Post as Harbour Labs";
    window.press(page);
    window.wait_for("Copy link");
    let posts = window.sandbox.posts();
    assert!(posts[0].author.contains("organization"));
    assert_eq!(posts[0].images.len(), 1);
    assert_eq!(num_uploads(&window), 2);
}

#[test]
fn nothing_is_asked_where_nothing_was_uploaded() {
    let mut window = Window::open();
    window.write("A kite");
    window.press("Add file…");
    window.wait_for("Remove picture 1");
    window.speak_as("Harbour Labs");
    assert!(
        window
            .harness
            .query_by_label("Change the author?")
            .is_none()
    );
}

#[test]
fn a_ring_counts_down_and_a_key_takes_the_post_back() {
    let mut held = Held::open("(undo_secs: 30)");
    held.post("Too early");
    let left = |window: &Window| {
        let ring = window.harness.query_by_label("Time to undo")?;
        ring.value()
    };
    assert_eq!(left(&held.window).as_deref(), Some("30 s left"));
    held.clock
        .set(held.clock.now() + SignedDuration::from_millis(10_500));
    held.window.harness.step();
    assert_eq!(left(&held.window).as_deref(), Some("20 s left"));
    let window = &mut held.window;
    take_back(window);
    window.wait_until("the text is back", |window| {
        let editor = window.harness.get_by_role(Role::MultilineTextInput);
        editor.value().as_deref() == Some("Too early")
    });
    window.wait_until_gone("Time to undo");
    assert_eq!(window.num_creates(), 0);
    take_back(window);
    window.wait_for("There is nothing to undo");
}

fn take_back(window: &Window) {
    let harness = &window.harness;
    harness.key_press_modifiers(Modifiers::COMMAND, Key::T);
}

#[test]
fn when_the_time_to_undo_is_over_the_post_is_sent() {
    let mut held = Held::open("(undo_secs: 30)");
    held.post("In time");
    held.let_go();
    held.window.wait_for("Copy link");
    assert_eq!(held.window.num_creates(), 1);
}

#[test]
fn the_button_that_posts_stays_in_a_narrow_window() {
    let mut window = Window::open();
    window.harness.set_size(egui::vec2(420.0, 520.0));
    window.write("Narrow");
    window.speak_as("Harbour Labs");
    window.harness.step();
    let button = window.harness.get_by_label("Post as Harbour Labs").rect();
    assert!(button.right() <= 420.0, "{button:?}");
    assert!(button.bottom() <= 520.0, "{button:?}");
}

/// What a screen reader is told at last, and whether it interrupts.
fn announced(window: &Window) -> Option<(Live, String)> {
    let mut found = window.harness.query_all_by_role(Role::Status);
    let node = found.find(|node| node.accesskit_node().live() != Live::Off)?;
    let node = node.accesskit_node();
    Some((node.live(), node.label()?))
}

#[track_caller]
fn wait_to_hear(window: &mut Window, live: Live, words: &str) {
    window.wait_until(words, |window| {
        announced(window).is_some_and(|told| told.0 == live && told.1.contains(words))
    });
}

#[test]
fn a_screen_reader_hears_that_the_text_is_too_long_and_that_it_fits_again() {
    let mut window = Window::open();
    window.write(&"a".repeat(2_999));
    assert_eq!(announced(&window), None);
    window.write("bcd");
    wait_to_hear(&mut window, Live::Assertive, "over the limit by 2");
    for _ in 0..2 {
        window.harness.key_press(Key::Backspace);
        window.harness.step();
    }
    wait_to_hear(&mut window, Live::Polite, "within the limit again");
}

#[test]
fn a_screen_reader_hears_of_uploads_posts_and_what_is_unclear() {
    let mut held = Held::open("(undo_secs: 30)");
    held.window.press("Add file…");
    held.window.wait_for("Remove picture 1");
    held.post("A kite");
    held.let_go();
    let polite = ["All files are uploaded", "Posted as Alex Morgan"];
    for words in polite {
        wait_to_hear(&mut held.window, Live::Polite, words);
    }
    for (status, words) in [
        (503, "It is unclear whether"),
        (409, "Not posted as Alex Morgan. "),
    ] {
        let fault = Fault::once(Route::CreatePost, FaultKind::status(status));
        held.window.sandbox.fault(fault);
        held.post(&format!("Answered with {status}"));
        held.let_go();
        wait_to_hear(&mut held.window, Live::Assertive, words);
    }
}

#[test]
fn while_the_person_is_elsewhere_the_desktop_and_the_taskbar_say_that_a_post_has_ended() {
    let mut held = Held::open("(undo_secs: 30)");
    held.post("Secret plans");
    let asked = held.end_elsewhere("Copy link");
    assert_eq!(asked, [UserAttentionType::Informational]);
    let expected = Notification {
        summary: "Posted as Alex Morgan".to_owned(),
        body: String::new(),
        is_trouble: false,
    };
    assert_eq!(*held.shown.lock().unwrap(), [expected]);
    // Whoever comes back is not pointed here any more.
    held.window.harness.input_mut().focused = true;
    held.window.wait_until("the taskbar is quiet", |window| {
        attention(window) == [UserAttentionType::Reset]
    });
}

#[test]
fn a_refusal_asks_for_more_attention_and_shows_the_first_words_where_that_is_wanted() {
    let mut held = Held::open("(undo_secs: 30, notifications: WithWords)");
    let fault = Fault::once(Route::CreatePost, FaultKind::status(409));
    held.window.sandbox.fault(fault);
    held.post("One two three four five six seven eight nine");
    let asked = held.end_elsewhere("Edit again");
    assert_eq!(asked, [UserAttentionType::Critical]);
    let shown = held.shown.lock().unwrap();
    assert_eq!(shown[0].summary, "Not posted as Alex Morgan");
    assert_eq!(shown[0].body, "One two three four five six seven eight…");
}

#[test]
fn with_the_setting_off_or_the_window_in_front_the_desktop_shows_nothing() {
    let mut held = Held::open("(undo_secs: 30, notifications: Off)");
    held.post("Quiet");
    let asked = held.end_elsewhere("Copy link");
    assert_eq!(asked, [UserAttentionType::Informational]);
    assert_eq!(*held.shown.lock().unwrap(), []);
    let mut held = Held::open("(undo_secs: 30)");
    held.post("Here");
    held.let_go();
    held.window.wait_for("Copy link");
    assert_eq!(*held.shown.lock().unwrap(), []);
}

#[test]
fn what_the_desktop_may_show_is_chosen_under_settings_and_kept() {
    let mut window = Window::open();
    window.open_page("Settings");
    let name = "Notification when a post ends while you are elsewhere";
    window.press_one(Role::ComboBox, name);
    window.press_one(Role::ListBoxOption, "None");
    window.wait_until("it is kept", |window| {
        let kept = window.store.settings().unwrap();
        kept.notifications == NotificationChoice::Off
    });
}

/// Attaches files that are none, each of which is refused with a notice of its own.
fn refused_files(window: &mut Window, count: usize) {
    for number in 1..=count {
        let path = window.folder.path().join(format!("note-{number}.txt"));
        std::fs::write(&path, "not a picture").unwrap();
        let dropped = Arc::new(Dropped(path));
        window.harness.input_mut().dropped_files.push(dropped);
        window.harness.step();
        window.harness.input_mut().dropped_files.clear();
        window.wait_for(&format!("note-{number}.txt"));
    }
}

#[test]
fn what_went_wrong_stays_however_much_follows_until_it_is_closed_with_the_keyboard() {
    let mut window = Window::open();
    refused_files(&mut window, 5);
    window.wait_for("2 earlier messages");
    // What went well does not push it out.
    take_back(&window);
    window.harness.step();
    window.wait_for("2 earlier messages");
    window.wait_for("note-5.txt");
    let close = |window: &Window| {
        let mut buttons = window
            .harness
            .query_all_by_role_and_label(Role::Button, "Close");
        buttons.any(|button| button.accesskit_node().is_focused())
    };
    for _ in 0..60 {
        if close(&window) {
            break;
        }
        window.harness.key_press(Key::Tab);
        window.harness.step();
        window.harness.step();
    }
    assert!(close(&window));
    window.harness.key_press(Key::Space);
    window.wait_for("1 earlier message");
    // All at once by the palette.
    window.find_command("close all");
    window.harness.key_press(Key::Enter);
    window.wait_until_gone("earlier message");
    window.wait_until_gone("note-");
}

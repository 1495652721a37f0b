//! Writing, posting and what comes after, as a person does it.

use std::sync::atomic::Ordering;

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sendoff::domain::{Draft, JobId};
use sendoff::engine::KeySource;
use sendoff::sandbox::{Fault, FaultKind, Route};

use crate::support::{Setup, Window, community_app};

#[test]
fn a_text_with_a_picture_is_posted_once_and_its_receipt_opens() {
    let mut window = Window::open();
    window.write("Hello (world) #rust");
    window.press("Add file…");
    window.wait_for("Remove picture 1");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    window.wait_for("Open");
    let posts = window.sandbox.posts();
    assert_eq!(posts.len(), 1);
    assert_eq!(posts[0].text, "Hello (world) #rust");
    assert_eq!(posts[0].images.len(), 1);
    window.press("Open");
    assert!(window.browsed.lock().unwrap()[0].contains("/feed/update/urn:li:share:"));
}

#[test]
fn that_others_may_not_reshare_it_is_chosen_said_and_sent() {
    let mut window = Window::open();
    window.write("Only here");
    window.press("More about the post");
    window.press_one(Role::Switch, "Others may reshare it");
    window.wait_for("Others cannot reshare it");
    window.harness.key_press(egui::Key::Escape);
    window.wait_until_gone("Others may reshare it");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    assert!(window.sandbox.posts()[0].reshare_disabled);
    // It was that post's, not the next one's.
    window.wait_until_gone("Others cannot reshare it");
}

#[test]
fn a_page_speaks_when_it_is_chosen() {
    let mut window = Window::open();
    window.write("From the page");
    window.speak_as("Harbour Labs");
    window.press("Post as Harbour Labs");
    window.wait_for("Copy link");
    assert!(window.sandbox.posts()[0].author.contains("organization"));
}

#[test]
fn a_post_can_be_taken_back_and_its_text_is_a_draft_again() {
    let mut window = Window::open_with(Setup {
        settings: "(undo_secs: 250)",
        ..Setup::default()
    });
    window.write("Too early");
    window.press("Post as Alex Morgan");
    window.wait_for("Undo");
    window.press("Undo");
    window.wait_until("the text is back", |window| {
        window
            .harness
            .get_by_role(Role::MultilineTextInput)
            .value()
            .is_some_and(|text| text == "Too early")
    });
    assert_eq!(window.num_creates(), 0);
}

#[test]
fn an_unclear_answer_asks_the_person_and_sends_again_only_then() {
    let mut window = Window::open();
    window
        .sandbox
        .fault(Fault::once(Route::CreatePost, FaultKind::status(503)));
    window.write("Did it arrive?");
    window.press("Post as Alex Morgan");
    window.wait_for("Unclear");
    assert_eq!(window.num_creates(), 0);
    window.press("It is not there, send again");
    window.wait_for("Copy link");
    assert_eq!(window.num_creates(), 1);
}

#[test]
fn an_unclear_post_that_the_person_has_seen_becomes_a_receipt_with_its_link() {
    let mut window = Window::open();
    window
        .sandbox
        .fault(Fault::once(Route::CreatePost, FaultKind::CommitThenReset));
    window.write("It did arrive");
    window.press("Post as Alex Morgan");
    window.wait_for("Unclear");
    let urn = window.sandbox.posts()[0].urn.clone();
    let link = format!("https://www.linkedin.com/feed/update/{urn}/");
    window.fill("Its link, if it is there", &link);
    window.press("It is there");
    window.wait_for("Copy link");
    window.press("Open");
    assert!(window.browsed.lock().unwrap()[0].contains(&urn));
    assert_eq!(window.num_creates(), 1);
}

#[test]
fn a_refusal_is_shown_and_can_be_tried_again() {
    let mut window = Window::open();
    window
        .sandbox
        .fault(Fault::once(Route::CreatePost, FaultKind::status(409)));
    window.write("Try again");
    window.press("Post as Alex Morgan");
    window.wait_for("Not posted");
    window.press("Retry");
    window.wait_for("Copy link");
    assert_eq!(window.num_creates(), 1);
}

#[test]
fn a_draft_saves_itself_and_what_is_too_long_cannot_be_posted() {
    let mut window = Window::open();
    window.write(&"x".repeat(3_001));
    window.wait_for("1 over");
    let button = window
        .harness
        .get_by_role_and_label(Role::Button, "Post as Alex Morgan");
    assert!(button.accesskit_node().is_disabled());
    button.click();
    window.harness.step();
    window.wait_until("the draft is on disk", |window| {
        window
            .store
            .drafts()
            .is_ok_and(|(drafts, _)| drafts.iter().any(|saved| saved.draft.text.len() == 3_001))
    });
    assert_eq!(window.num_creates(), 0);
    assert!(window.folder.path().exists());
}

#[test]
fn a_file_that_is_no_picture_is_not_attached_and_the_window_says_so() {
    let mut window = Window::open();
    let file = window.folder.path().join("not.png");
    std::fs::write(&file, "<html>").unwrap();
    window.press("By path");
    window.fill("Path", file.to_str().unwrap());
    window.press("Attach");
    window.wait_for("not.png was not added");
}

#[test]
fn without_a_file_dialog_the_path_is_asked_for() {
    let mut window = Window::open_with(Setup {
        has_dialog: false,
        ..Setup::default()
    });
    window.press("Add file…");
    window.wait_for("No file dialog came up");
    let file = window.folder.path().join("kite.png");
    image::GrayImage::new(3, 2).save(&file).unwrap();
    window.fill("Path", file.to_str().unwrap());
    window.press("Attach");
    window.wait_for("Remove picture 1");
}

#[test]
fn files_that_the_window_is_opened_with_go_into_a_new_draft_in_their_order() {
    let mut setup = Setup::default();
    let old = Draft {
        text: "From yesterday".to_owned(),
        ..Draft::new(JobId::from_parts(1, 1))
    };
    setup
        .store()
        .save_draft(&old, jiff::Timestamp::now())
        .unwrap();
    // The first takes much longer to look into than the others.
    let large = setup.folder.path().join("large.png");
    image::RgbImage::from_fn(1500, 1500, |x, y| {
        let [low, high, ..] = (x * y).to_le_bytes();
        image::Rgb([low, high, 7])
    })
    .save(&large)
    .unwrap();
    let small = [setup.picture("b.png", 20), setup.picture("c.png", 30)];
    setup.files = [vec![large], small.to_vec()].concat();
    let mut window = Window::open_with(setup);
    window.wait_for("Remove picture 3");
    window.write("With pictures");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    let posts = window.sandbox.posts();
    assert_eq!(posts[0].text, "With pictures");
    assert_eq!(posts[0].images.len(), 3);
    let (drafts, _) = window.store.drafts().unwrap();
    assert_eq!(drafts.len(), 1, "yesterday's is still there");
    let (jobs, _) = window.store.jobs().unwrap();
    let names: Vec<&str> = jobs[0]
        .post
        .attachments()
        .iter()
        .map(|picture| picture.name.as_str())
        .collect();
    assert_eq!(names, ["large.png", "b.png", "c.png"]);
}

#[test]
fn the_same_picture_twice_is_two_pictures() {
    let mut setup = Setup::default();
    let picture = setup.picture("a.png", 20);
    setup.files = vec![picture.clone(), picture];
    let mut window = Window::open_with(setup);
    window.wait_for("Remove picture 2");
    window.press("Remove picture 1");
    window.write("One of two");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    assert_eq!(window.sandbox.posts()[0].images.len(), 1);
}

#[test]
fn a_person_without_a_keyring_signs_in_with_a_passphrase_of_their_own() {
    let mut window = Window::open_with(Setup {
        keys: KeySource::Person,
        signs_in: false,
        ..Setup::default()
    });
    window.wait_for("Nobody is signed in");
    window.press("Connect your LinkedIn app…");
    let app = window.sandbox.self_serve_app();
    window.fill("Client id", app.client_id);
    window.fill("Client secret", app.client_secret);
    window.fill("Choose a passphrase for the vault", "correct horse battery");
    // It stands below what fits into the window; the keyboard brings it into sight.
    let is_in_sight = |window: &Window| {
        let found = { &window.harness }
            .get_by_role_and_label(Role::Button, "Sign in with LinkedIn")
            .rect();
        found.bottom() < 760.0
    };
    assert!(!is_in_sight(&window));
    { &window.harness }
        .get_by_role_and_label(Role::Button, "Sign in with LinkedIn")
        .focus();
    window.wait_until("it is in sight", is_in_sight);
    window.harness.key_press(egui::Key::Enter);
    window.wait_until("the browser is sent to LinkedIn", |window| {
        !window.browsed.lock().unwrap().is_empty()
    });
    let page = window.browsed.lock().unwrap()[0].clone();
    let visit = std::thread::Builder::new().name("browser".to_owned());
    let visit = visit.spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = { runtime }.enable_all().build().unwrap();
        let browser = sendoff::tls::client_builder().build().unwrap();
        let visited = runtime.block_on(browser.get(page).send()).unwrap();
        visited.status().as_u16()
    });
    window.wait_for("Post as Alex Morgan");
    assert_eq!(visit.unwrap().join().unwrap(), 200);
    assert!(window.store.paths().vault().exists());
    window.write("Signed in");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
}

#[test]
fn what_is_typed_stays_out_of_the_windows_own_file() {
    let mut window = Window::open_with(Setup {
        keys: KeySource::Person,
        signs_in: false,
        ..Setup::default()
    });
    window.wait_for("Nobody is signed in");
    window.press("Connect your LinkedIn app…");
    window.fill("Client secret", "a-mistyped-client-secret");
    assert!(!eframe::App::persist_egui_memory(window.harness.state()));
    // It would not be there even if that were kept.
    let memory = window.harness.ctx.memory(ron::to_string);
    assert!(!memory.unwrap().contains("mistyped"));
}

#[test]
fn what_waited_for_a_sign_in_goes_on_after_it() {
    let mut window = Window::open();
    window.sandbox.expire_all_tokens();
    window.write("Patience");
    window.press("Post as Alex Morgan");
    window.wait_for("Waiting");
    assert_eq!(window.num_creates(), 0);
    let app = community_app(&window.sandbox);
    window.harness.state_mut().begin_sign_in(app);
    window.wait_for("Copy link");
    assert_eq!(window.num_creates(), 1);
}

#[test]
fn a_receipt_can_be_put_away() {
    let mut window = Window::open();
    window.write("Done");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    window.press("Dismiss");
    window.wait_until("the panel is closed", |window| {
        window.harness.query_by_label("Copy link").is_none()
    });
}

#[test]
fn undo_does_not_bring_back_what_was_posted() {
    let mut window = Window::open();
    window.write("Posted words");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    window.write("New");
    for _ in 0..10 {
        window
            .harness
            .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
        window.harness.step();
    }
    let editor = window.harness.get_by_role(Role::MultilineTextInput);
    assert!(!editor.value().unwrap_or_default().contains("Posted"));
}

#[test]
fn control_and_a_number_choose_who_speaks() {
    let mut window = Window::open();
    window.write("From the second page");
    window
        .harness
        .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Num3);
    window.wait_for("Post as Harbour Labs");
}

#[test]
fn what_the_command_line_does_is_seen_in_the_window() {
    let mut window = Window::open();
    let run = |args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_sendoff"));
        command
            .args(args)
            .arg("--profile-dir")
            .arg(window.folder.path())
            .args(["--endpoint", &window.origin, "--json"])
            .env("SENDOFF_PASSPHRASE", "correct horse battery")
            .env("SENDOFF_NO_KEYRING", "1");
        command.output().unwrap()
    };
    let posted = run(&["post", "--text", "From a script"]);
    assert!(posted.status.success(), "{posted:?}");
    window.wait_for("From a script");
    window.wait_for("Copy link");
    assert_eq!(window.num_creates(), 1);
}

#[test]
fn the_last_draft_is_open_again_with_the_caret_behind_its_words() {
    let setup = Setup::default();
    let old = Draft {
        text: "From yesterday".to_owned(),
        ..Draft::new(JobId::from_parts(1, 1))
    };
    setup
        .store()
        .save_draft(&old, jiff::Timestamp::now())
        .unwrap();
    let mut window = Window::open_with(setup);
    let focused = |window: &Window| {
        let editor = window.harness.get_by_role(Role::MultilineTextInput);
        editor.is_focused() && editor.value().is_some_and(|text| text == "From yesterday")
    };
    window.wait_until("the editor has the keyboard", focused);
    window
        .harness
        .get_by_role(Role::MultilineTextInput)
        .type_text(" and today");
    window.wait_until("the words are behind the others", |window| {
        let editor = window.harness.get_by_role(Role::MultilineTextInput);
        editor
            .value()
            .is_some_and(|text| text == "From yesterday and today")
    });
}

#[test]
fn thousands_of_jobs_neither_hold_up_the_window_nor_fill_it() {
    const JOBS: u64 = 2_000;
    let setup = Setup::default();
    crate::full_outbox::fill_outbox(&setup.store(), JOBS);
    let mut window = Window::open_with(setup);
    // What is typed is on disk while most of the jobs have not even been looked at, or soon after.
    window.write("Written among thousands");
    window.wait_until("the words are on disk", |window| {
        let (drafts, _) = window.store.drafts().unwrap();
        drafts
            .iter()
            .any(|saved| saved.draft.text == "Written among thousands")
    });
    window.wait_for("2000 posts");
    let cards = window.harness.query_all_by_label("Undo").count();
    assert!((1..60).contains(&cards), "{cards} cards are laid out");
    if let Ok(open_files) = std::fs::read_dir("/proc/self/fd") {
        let open_files = open_files.count();
        assert!(open_files < 500, "{open_files} files are open");
    }
}

#[test]
fn settings_that_make_no_sense_are_said_with_their_line_and_left_alone() {
    let mut window = Window::open_with(Setup {
        settings: "(undo_secs: lots)",
        ..Setup::default()
    });
    window.wait_for("The settings could not be read, so the defaults are used");
    window.wait_for("Line 1, column");
    let file = std::fs::read_to_string(window.store.paths().settings()).unwrap();
    assert!(file.ends_with("body: (undo_secs: lots))"), "{file}");
}

#[test]
fn a_text_that_is_turned_around_or_was_cut_is_said_beside_it() {
    let mut window = Window::open();
    window.write("pay \u{202e}gpj.exe");
    window.wait_for("Invisible marks in the text");
    let huge = "word ".repeat(1 << 20);
    window.harness.event(egui::Event::Paste(huge));
    window.wait_for("was cut off");
}

#[test]
fn the_first_window_offers_a_sandbox_and_leads_through_connecting_an_app() {
    let mut window = Window::open_with(Setup {
        keys: KeySource::Person,
        signs_in: false,
        is_sandbox: false,
        ..Setup::default()
    });
    window.wait_for("Welcome to Sendoff");
    window.press("Try it in the sandbox");
    assert_eq!(window.tried.load(Ordering::Relaxed), 1);
    window.press("Connect your LinkedIn app…");
    window.press("Open the developer portal");
    assert_eq!(
        *window.browsed.lock().unwrap(),
        ["https://www.linkedin.com/developers/apps"]
    );
    window.fill("Client id", "https://www.linkedin.com/developers");
    window.wait_for("This looks like an address");
    window.fill("Client secret", "WPL_AP1.kD9x.Zm9v==");
    window.fill("Choose a passphrase for the vault", "short");
    window.wait_for("At least eight characters");
    let sign_in = window
        .harness
        .get_by_role_and_label(Role::Button, "Sign in with LinkedIn");
    assert!(sign_in.accesskit_node().is_disabled());
}

#[test]
fn what_is_remarked_on_is_mended_by_a_click_and_brought_back_by_undo() {
    let mut window = Window::open();
    window.write("# News\nis **here** #a #b #c #d #e #f  \nend");
    window.wait_for("Markdown, shown as typed: **bold**  # heading");
    window.wait_for("6 hashtags");
    window.wait_for("and 1 more");
    let text = |window: &Window| {
        let field = window.harness.get_by_role(Role::MultilineTextInput);
        field.value().unwrap_or_default()
    };
    let before = text(&window);
    window.press("Remove marks");
    window.wait_until_gone("Markdown, shown as typed");
    assert_eq!(text(&window), "News\nis here #a #b #c #d #e #f  \nend");
    // Nothing of it keeps the post from being sent.
    let post = window.harness.get_by_label("Post as Alex Morgan");
    assert!(!post.accesskit_node().is_disabled());
    window
        .harness
        .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    window.wait_for("Markdown, shown as typed");
    assert_eq!(text(&window), before);
}

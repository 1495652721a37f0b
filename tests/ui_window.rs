//! The whole window, found by label and role as a screen reader finds it, on the real engine and the sandbox.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sendoff::app::{App, System};
use sendoff::domain::{Access, Draft, JobId, SignInFlow};
use sendoff::engine::{
    Companion, Engine, Initiative, KeySource, Parts, SignInRequest, SystemClock,
};
use sendoff::linkedin::{Endpoints, Patience};
use sendoff::sandbox::{Fault, FaultKind, Member, Route, Sandbox};
use sendoff::store::vault::KdfCost;
use sendoff::store::{Paths, Store};

/// A window signed in to a sandbox of its own.
struct Window {
    harness: Harness<'static, App>,
    sandbox: Sandbox,
    store: Store,
    browsed: Arc<Mutex<Vec<String>>>,
    folder: tempfile::TempDir,
    origin: String,
}

/// What a window is opened with.
struct Setup {
    /// The body of `settings.ron`.
    settings: &'static str,
    keys: KeySource,
    /// What the file dialog gives; `None` where there is no dialog.
    has_dialog: bool,
    /// Files to attach, made before.
    files: Vec<PathBuf>,
    folder: tempfile::TempDir,
    signs_in: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            settings: "(undo_secs: 0)",
            keys: KeySource::Passphrase("correct horse battery".into()),
            has_dialog: true,
            files: Vec::new(),
            folder: tempfile::tempdir().unwrap(),
            signs_in: true,
        }
    }
}

impl Setup {
    fn store(&self) -> Store {
        Store::new(Paths::under(self.folder.path()))
    }

    /// A picture that tells one from another by its width.
    fn picture(&self, name: &str, width: u32) -> PathBuf {
        let path = self.folder.path().join(name);
        image::RgbImage::from_fn(width, 40, |x, y| {
            image::Rgb(if (x + y) % 2 == 0 {
                [7, 99, 200]
            } else {
                [250, 250, 250]
            })
        })
        .save(&path)
        .unwrap();
        path
    }
}

impl Window {
    fn open() -> Self {
        Self::open_with(Setup::default())
    }

    fn open_with(setup: Setup) -> Self {
        let store = setup.store();
        std::fs::create_dir_all(setup.folder.path().join("config")).unwrap();
        let settings = setup.settings;
        let file = format!("(kind: \"sendoff settings\", version: 1, body: {settings})");
        std::fs::write(store.paths().settings(), file).unwrap();
        let sandbox = Sandbox::new();
        sandbox.switches(|switches| switches.auto_approve = Some(Member::Alex));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = Sandbox::origin(listener.local_addr().unwrap());
        let companion: Companion = Box::pin(sandbox.clone().serve_on(listener));
        let parts = Parts {
            store: store.clone(),
            endpoints: Endpoints::loopback(&origin).unwrap(),
            patience: Patience::default(),
            api_version: None,
            keys: setup.keys.clone(),
            kdf_cost: KdfCost::FLOOR,
            clock: Arc::new(SystemClock),
            initiative: Initiative::Window,
            companion: Some(companion),
        };
        let browsed = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&browsed);
        let chosen = setup
            .has_dialog
            .then(|| vec![setup.picture("kite.png", 60)]);
        let system = System {
            browse: Arc::new(move |url| seen.lock().unwrap().push(url.to_owned())),
            choose_files: Arc::new(move || Box::pin(std::future::ready(chosen.clone()))),
            clock: Arc::new(SystemClock),
        };
        let app = setup.signs_in.then(|| community_app(&sandbox));
        let activity = origin.clone();
        let harness = Harness::builder()
            .with_size([720.0, 760.0])
            .build_eframe(move |cc| {
                let engine = Engine::start(parts, || {}).unwrap();
                let files = &setup.files;
                let mut window = App::new(&cc.egui_ctx, engine, system, activity, true, files);
                if let Some(app) = app {
                    window.begin_sign_in(app);
                }
                window
            });
        let mut window = Self {
            harness,
            sandbox,
            store,
            browsed,
            folder: setup.folder,
            origin,
        };
        if setup.signs_in {
            window.wait_for("Post as Alex Morgan");
        }
        window
    }

    /// Steps until something with this label is there.
    #[track_caller]
    fn wait_for(&mut self, label: &str) {
        self.wait_until(label, |window| {
            window
                .harness
                .query_all_by_label_contains(label)
                .next()
                .is_some()
        });
    }

    #[track_caller]
    fn wait_until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            self.harness.step();
            if holds(self) {
                return;
            }
            assert!(
                Instant::now() < deadline,
                "never happened: {what}; on screen: {:?}",
                self.labels()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn write(&mut self, text: &str) {
        self.harness.get_by_role(Role::MultilineTextInput).focus();
        self.harness.step();
        self.harness
            .get_by_role(Role::MultilineTextInput)
            .type_text(text);
        self.harness.step();
        self.harness.step();
    }

    /// Everything that a screen reader would find, for a test that fails.
    fn labels(&self) -> Vec<String> {
        let nodes = self.harness.query_all(egui_kittest::kittest::By::new());
        nodes
            .filter_map(|node| {
                node.accesskit_node()
                    .label()
                    .or(node.accesskit_node().value())
            })
            .collect()
    }

    /// Presses a button as a person does: when it stands still and can be pressed.
    #[track_caller]
    fn press(&mut self, name: &str) {
        let place = |window: &Self| {
            let mut found = window
                .harness
                .query_all_by_role_and_label(Role::Button, name);
            found
                .next()
                .map(|button| (button.rect(), button.accesskit_node().is_disabled()))
        };
        let before = std::cell::Cell::new(None);
        self.wait_until(name, |window| {
            let now = place(window);
            now.is_some_and(|(_, is_off)| !is_off) && before.replace(now) == now
        });
        self.harness
            .get_by_role_and_label(Role::Button, name)
            .click();
        self.harness.step();
        self.harness.step();
    }

    /// Puts a text into the field with this label.
    #[track_caller]
    fn fill(&mut self, label: &str, text: &str) {
        self.wait_for(label);
        self.harness.get_by_label(label).focus();
        self.harness.step();
        self.harness.get_by_label(label).type_text(text);
        self.harness.step();
    }

    /// Chooses an author from the list.
    fn speak_as(&mut self, name: &str) {
        self.harness.get_by_label("Author").click();
        self.harness.step();
        self.wait_for(name);
        self.harness
            .get_by_role_and_label(Role::ListBoxOption, name)
            .click();
        self.wait_for(&format!("Post as {name}"));
    }

    fn num_creates(&self) -> usize {
        self.sandbox.posts().len()
    }
}

fn community_app(sandbox: &Sandbox) -> SignInRequest {
    let app = sandbox.community_app();
    SignInRequest {
        client_id: app.client_id.to_owned(),
        client_secret: Some(app.client_secret.into()),
        flow: SignInFlow::Standard,
        access: Access::Community,
        passphrase: None,
        ports: vec![0],
        timeout: Duration::from_secs(30),
        unattended: true,
    }
}

#[test]
fn a_text_with_a_picture_is_posted_once_and_its_receipt_opens() {
    let mut window = Window::open();
    window.write("Hello (world) #rust");
    window.press("Add picture…");
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
    window.wait_for("1 too many");
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
    window.wait_for("The picture was not added");
}

#[test]
fn without_a_file_dialog_the_path_is_asked_for() {
    let mut window = Window::open_with(Setup {
        has_dialog: false,
        ..Setup::default()
    });
    window.press("Add picture…");
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
    window.press("Sign in…");
    let app = window.sandbox.self_serve_app();
    window.fill("Client id", app.client_id);
    window.fill("Client secret", app.client_secret);
    window.fill("Choose a passphrase for the vault", "correct horse battery");
    window.press("Sign in with LinkedIn");
    window.wait_until("the browser is sent to LinkedIn", |window| {
        !window.browsed.lock().unwrap().is_empty()
    });
    let page = window.browsed.lock().unwrap()[0].clone();
    let visit = std::thread::Builder::new().name("browser".to_owned());
    let visit = visit.spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = { runtime }.enable_all().build().unwrap();
        let visited = runtime.block_on(reqwest::get(page)).unwrap();
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
    window.press("Clear");
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

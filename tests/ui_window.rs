//! The whole window, found by label and role as a screen reader finds it, on the real engine and the sandbox.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "fixtures/full_outbox.rs"]
mod full_outbox;

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
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
use sendoff::store::keyring::{KeyProvider, Keyring, KeyringError};
use sendoff::store::vault::{KdfCost, Key, Passphrase, VaultFile};
use sendoff::store::{Paths, Store};
use sendoff::web::{Card, CardError, Looking, Pages};
use url::Url;

/// A window signed in to a sandbox of its own.
struct Window {
    harness: Harness<'static, App>,
    sandbox: Sandbox,
    store: Store,
    browsed: Arc<Mutex<Vec<String>>>,
    folder: tempfile::TempDir,
    origin: String,
}

/// Plays the web: one page, behind every link, and how often it was asked for.
struct OnePage {
    card: Result<Card, CardError>,
    picture: Vec<u8>,
    num_looks: AtomicUsize,
}

impl Default for OnePage {
    fn default() -> Self {
        Self {
            card: Err(CardError::Unreachable),
            picture: Vec::new(),
            num_looks: AtomicUsize::new(0),
        }
    }
}

impl Pages for OnePage {
    fn card<'a>(&'a self, _url: &'a Url) -> Looking<'a, Card> {
        self.num_looks.fetch_add(1, Ordering::Relaxed);
        Box::pin(std::future::ready(self.card.clone()))
    }

    fn picture<'a>(&'a self, _url: &'a Url) -> Looking<'a, Vec<u8>> {
        Box::pin(std::future::ready(Ok(self.picture.clone())))
    }
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
    pages: Arc<OnePage>,
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
            pages: Arc::default(),
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
            pages: Arc::clone(&setup.pages) as Arc<dyn Pages>,
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

    /// Opens a page.
    #[track_caller]
    fn open_page(&mut self, name: &str) {
        self.harness.get_by_role_and_label(Role::Tab, name).click();
        self.harness.step();
    }

    #[track_caller]
    fn wait_until_gone(&mut self, label: &str) {
        let is_gone = |window: &Self| {
            let mut found = window.harness.query_all_by_label_contains(label);
            found.next().is_none()
        };
        self.wait_until(&format!("{label} is gone"), is_gone);
    }

    fn vault_opens_with(&self, passphrase: &str) -> bool {
        let file = VaultFile::new(self.store.disk(), self.store.paths().vault());
        let passphrase = Passphrase::new(&passphrase.into()).unwrap();
        file.open_with_passphrase(&passphrase).is_ok()
    }

    /// Closes it; what is opened next finds the same profile.
    fn close(self) -> tempfile::TempDir {
        drop(self.harness);
        self.folder
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
        again: None,
    }
}

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
    window.wait_for("The file was not added");
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
fn what_is_typed_stays_out_of_the_windows_own_file() {
    let mut window = Window::open_with(Setup {
        keys: KeySource::Person,
        signs_in: false,
        ..Setup::default()
    });
    window.wait_for("Nobody is signed in");
    window.press("Sign in…");
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

#[test]
fn thousands_of_jobs_neither_hold_up_the_window_nor_fill_it() {
    const JOBS: u64 = 2_000;
    let setup = Setup::default();
    full_outbox::fill_outbox(&setup.store(), JOBS);
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

/// A keyring in memory that survives a window.
#[derive(Clone, Default)]
struct Pocket(Arc<Mutex<BTreeMap<String, [u8; 32]>>>);

impl KeyProvider for Pocket {
    fn store_key(&self, vault_id: &str, key: &Key) -> Result<(), KeyringError> {
        let mut keys = self.0.lock().unwrap();
        keys.insert(vault_id.to_owned(), *key.expose());
        Ok(())
    }
    fn load_key(&self, vault_id: &str) -> Result<Key, KeyringError> {
        let keys = self.0.lock().unwrap();
        let key = keys.get(vault_id).ok_or(KeyringError::EntryMissing)?;
        Ok(Key::from_bytes(*key))
    }
    fn delete_key(&self, vault_id: &str) -> Result<(), KeyringError> {
        let removed = self.0.lock().unwrap().remove(vault_id);
        removed.map(drop).ok_or(KeyringError::EntryMissing)
    }
}

#[test]
fn the_passphrase_of_the_vault_is_changed_in_the_window_by_whoever_knows_it() {
    let mut window = Window::open();
    window.open_page("Accounts");
    window.press("Change passphrase…");
    window.fill("Present passphrase", "not the right one");
    window.fill("New passphrase", "a different one");
    window.press("Change passphrase");
    window.wait_for("That is not the passphrase of this vault");
    assert!(window.vault_opens_with("correct horse battery"));
    window.fill("Present passphrase", "correct horse battery");
    window.fill("New passphrase", "a different one");
    window.press("Change passphrase");
    window.wait_for("From now on the new passphrase opens the vault");
    assert!(window.vault_opens_with("a different one"));
    assert!(!window.vault_opens_with("correct horse battery"));
}

#[test]
fn the_vault_gets_a_new_key_in_the_window() {
    let mut window = Window::open();
    let before = std::fs::read(window.store.paths().vault()).unwrap();
    window.open_page("Accounts");
    window.press("New key…");
    window.fill("Present passphrase", "correct horse battery");
    window.press("Make a new key");
    window.wait_for("The vault has a new key");
    assert_ne!(std::fs::read(window.store.paths().vault()).unwrap(), before);
    assert!(window.vault_opens_with("correct horse battery"));
    window.open_page("Write");
    window.write("Still signed in");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
}

#[test]
fn a_passphrase_saves_a_vault_whose_keyring_lost_the_key_and_the_keyring_gets_it_back() {
    let pocket = Pocket::default();
    let keys = KeySource::Keyring(Arc::new(pocket.clone()));
    let mut window = Window::open_with(Setup {
        keys: keys.clone(),
        ..Setup::default()
    });
    window.open_page("Accounts");
    window.wait_for("Only the keyring opens it");
    window.press("Add a passphrase…");
    window.fill("New passphrase", "for a rainy day");
    window.press("Add passphrase");
    window.wait_for("The keyring opens it, and so does your passphrase");
    let folder = window.close();
    pocket.0.lock().unwrap().clear();

    let mut window = Window::open_with(Setup {
        keys,
        folder,
        signs_in: false,
        ..Setup::default()
    });
    window.wait_for("Post as Alex Morgan");
    window.open_page("Accounts");
    window.wait_for("The vault is locked");
    window.fill("Passphrase", "for a rainy day");
    window.press("Unlock");
    window.press("Let the keyring open it again");
    window.wait_for("The keyring opens the vault.");
    window.wait_until_gone("Let the keyring open it again");
    assert_eq!(pocket.0.lock().unwrap().len(), 1);
}

#[test]
fn a_vault_whose_only_key_is_lost_is_kept_aside_and_no_word_is_lost() {
    let pocket = Pocket::default();
    let keys = KeySource::Keyring(Arc::new(pocket.clone()));
    let mut window = Window::open_with(Setup {
        keys: keys.clone(),
        ..Setup::default()
    });
    window.sandbox.expire_all_tokens();
    window.write("On its way");
    window.press("Post as Alex Morgan");
    window.wait_for("Waiting");
    window.write("Not finished");
    let store = window.store.clone();
    window.wait_until("the draft is on disk", |_| {
        store.drafts().unwrap().0.len() == 1
    });
    let vault = window.store.paths().vault();
    let folder = window.close();
    pocket.0.lock().unwrap().clear();
    let old = std::fs::read(&vault).unwrap();

    let mut window = Window::open_with(Setup {
        keys,
        folder,
        signs_in: false,
        ..Setup::default()
    });
    window.wait_for("Post as Alex Morgan");
    window.open_page("Accounts");
    window.wait_for("The keyring does not have the key of this vault any more");
    window.press("Keep it aside and make a new one");
    window.wait_until_gone("The vault cannot be used");
    let mut files = std::fs::read_dir(vault.parent().unwrap()).unwrap();
    let kept = files.find_map(|file| {
        let file = file.unwrap();
        let name = file.file_name().to_string_lossy().into_owned();
        name.starts_with("vault.lost-").then(|| file.path())
    });
    assert_eq!(std::fs::read(kept.unwrap()).unwrap(), old);
    window.open_page("Write");
    window.wait_for("On its way");
    let editor = window.harness.get_by_role(Role::MultilineTextInput);
    assert_eq!(editor.value().as_deref(), Some("Not finished"));
    let app = community_app(&window.sandbox);
    window.harness.state_mut().begin_sign_in(app);
    window.wait_for("Copy link");
    assert_eq!(window.num_creates(), 1);
}

#[test]
fn a_newer_vault_is_explained_and_left_where_it_is() {
    let setup = Setup {
        signs_in: false,
        ..Setup::default()
    };
    let vault = setup.store().paths().vault();
    let newer = "(format: 2, new: Things)";
    std::fs::create_dir_all(vault.parent().unwrap()).unwrap();
    std::fs::write(&vault, newer).unwrap();
    let mut window = Window::open_with(setup);
    window.open_page("Accounts");
    window.wait_for("A newer Sendoff wrote the vault");
    window.wait_until_gone("Keep it aside");
    assert_eq!(std::fs::read_to_string(vault).unwrap(), newer);
}

#[test]
fn a_keyring_that_hangs_leaves_the_window_alive_and_a_passphrase_to_choose() {
    /// Answers when the test is over.
    struct Hanging(Mutex<std::sync::mpsc::Receiver<()>>);
    impl KeyProvider for Hanging {
        fn store_key(&self, _: &str, _: &Key) -> Result<(), KeyringError> {
            self.0.lock().unwrap().recv().ok();
            Err(KeyringError::Failed)
        }
        fn load_key(&self, _: &str) -> Result<Key, KeyringError> {
            Err(KeyringError::Failed)
        }
        fn delete_key(&self, _: &str) -> Result<(), KeyringError> {
            Err(KeyringError::Failed)
        }
    }
    let (let_go, go_on) = std::sync::mpsc::sync_channel(1);
    let mut go_on = Some(go_on);
    let open = move || {
        let hanging = Hanging(Mutex::new(go_on.take().unwrap()));
        Ok(Box::new(hanging) as Box<dyn KeyProvider>)
    };
    let keyring = Keyring::start(open, Duration::from_secs(2)).unwrap();
    let mut window = Window::open_with(Setup {
        keys: KeySource::Keyring(Arc::new(keyring)),
        signs_in: false,
        ..Setup::default()
    });
    // Before anything is known of the keyring.
    window.write("Words come first");
    let store = window.store.clone();
    window.wait_until("the draft is on disk", |_| {
        store.drafts().unwrap().0.len() == 1
    });
    window.press("Sign in…");
    window.wait_for("Choose a passphrase for the vault");
    assert!(!window.store.paths().vault().exists());
    drop(window);
    drop(let_go);
}

#[test]
fn a_browser_that_never_comes_back_gives_the_window_back() {
    let mut window = Window::open();
    window.open_page("Accounts");
    let app = SignInRequest {
        timeout: Duration::ZERO,
        unattended: false,
        ..community_app(&window.sandbox)
    };
    window.harness.state_mut().begin_sign_in(app);
    window.wait_for("The browser did not come back in time");
    window.wait_until_gone("Waiting for you to come back");
}

#[test]
fn a_test_process_cannot_open_the_keyring_of_this_computer() {
    let opened = std::panic::catch_unwind(|| Keyring::of_this_computer().is_ok());
    assert!(opened.is_err());
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
fn a_poll_is_written_below_the_text_and_posted() {
    let mut window = Window::open();
    window.write("It matters");
    window.press("Add a poll");
    let post = |window: &Window| {
        let button = window.harness.get_by_label("Post as Alex Morgan");
        !button.accesskit_node().is_disabled()
    };
    window.wait_for("The question is still empty");
    window.fill("Question", "Tea or coffee?");
    window.fill("Answer 1", "Tea");
    window.fill("Answer 2", "Coffee");
    window.press("Add answer");
    window.fill("Answer 3", "Both, which is a longer answer than it may be");
    window.wait_for("15 too many");
    assert!(!post(&window));
    window.press("Remove answer 3");
    let weeks = window.harness.get_by_label("2 weeks");
    weeks.click();
    window.harness.step();
    window.wait_until("it can be posted", post);
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    let posts = window.sandbox.posts();
    let poll = &posts[0].content["poll"];
    assert_eq!(poll["question"], "Tea or coffee?");
    assert_eq!(poll["options"].as_array().unwrap().len(), 2);
    assert_eq!(poll["options"][1]["text"], "Coffee");
    assert_eq!(poll["settings"]["duration"], "FOURTEEN_DAYS");
    // The next draft begins without it.
    window.wait_until_gone("Question");
}

#[test]
fn a_link_in_the_text_gets_a_card_when_a_person_wants_one_and_nothing_is_asked_before() {
    let mut setup = Setup::default();
    let pages = Arc::new(OnePage {
        card: Ok(Card {
            title: "On tea".to_owned(),
            description: "All of it".to_owned(),
            picture: Some("https://example.com/tea.png".parse().unwrap()),
        }),
        picture: std::fs::read(setup.picture("tea.png", 40)).unwrap(),
        num_looks: AtomicUsize::new(0),
    });
    setup.pages = Arc::clone(&pages);
    let num_looks = || pages.num_looks.load(Ordering::Relaxed);
    let mut window = Window::open_with(setup);
    window.write("Read https://example.com/tea today");
    window.press("Make a card for example.com");
    window.wait_for("The title of the link is still empty");
    window.fill("Description of the link", "Mine");
    assert_eq!(num_looks(), 0);
    window.press("Look at the page");
    window.wait_for("Description of Picture of the page");
    assert_eq!(num_looks(), 1);
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    let posts = window.sandbox.posts();
    let article = &posts[0].content["article"];
    assert_eq!(article["source"], "https://example.com/tea");
    assert_eq!(article["title"], "On tea");
    // What a person wrote stays.
    assert_eq!(article["description"], "Mine");
    assert!(article["thumbnail"].is_string());
}

#[test]
fn a_page_that_cannot_be_looked_at_leaves_the_card_to_write() {
    let mut window = Window::open();
    window.write("Read this");
    window.press("Add a link with a card");
    window.fill("Address of the page", "https://example.com/tea");
    window.press("Add");
    window.press("Look at the page");
    window.wait_for("The page told nothing");
    window.fill("Title of the link", "On tea");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    let article = window.sandbox.posts()[0].content["article"].clone();
    assert_eq!(article["title"], "On tea");
    assert_eq!(article["thumbnail"], serde_json::Value::Null);
}

#[test]
fn an_address_that_is_none_is_said_beside_it() {
    let mut window = Window::open();
    window.press("Add a link with a card");
    window.fill("Address of the page", "example.com");
    window.press("Add");
    window.wait_for("A link begins with https:// or http://");
    window.press("Add a link with a card");
    window.wait_until_gone("Address of the page");
}

#[test]
fn a_post_is_reshared_by_the_link_that_was_copied() {
    let mut window = Window::open();
    window.write("The first");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    let urn = window.sandbox.posts()[0].urn.clone();
    window.write("Look at this");
    window.press("Reshare a post");
    window.fill(
        "Link to the post, or its URN",
        "https://www.linkedin.com/in/somebody",
    );
    window.press("Add");
    window.wait_for("This names no post: copy the link from the post's menu on LinkedIn");
    window.fill(
        "Link to the post, or its URN",
        &format!("/feed/update/{urn}/"),
    );
    window.press("Add");
    window.wait_for("Reshared post");
    window.press("Post as Alex Morgan");
    window.wait_until("two posts are there", |window| {
        window.sandbox.posts().len() == 2
    });
    let posts = window.sandbox.posts();
    assert!(
        posts
            .iter()
            .any(|post| post.reshare_of.as_deref() == Some(urn.as_str()))
    );
}

#[test]
fn a_document_goes_out_under_the_title_that_was_written_for_it() {
    let mut setup = Setup::default();
    let path = setup.folder.path().join("Report.pdf");
    std::fs::write(&path, "%PDF-1.4\n<< /Type /Page >>\nstartxref\n9\n%%EOF\n").unwrap();
    setup.files = vec![path];
    let mut window = Window::open_with(setup);
    window.wait_for("Title of the document");
    window.fill("Title of the document", " on tea");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
    let posts = window.sandbox.posts();
    let media = &posts[0].content["media"];
    assert_eq!(media["title"], "Report on tea");
    assert!(
        media["id"]
            .as_str()
            .unwrap()
            .starts_with("urn:li:document:")
    );
    assert_eq!(posts[0].text, "");
}

#[test]
fn a_document_stands_alone() {
    let mut setup = Setup::default();
    let path = setup.folder.path().join("Report.pdf");
    std::fs::write(&path, "%PDF-1.4\n<< /Type /Page >>\nstartxref\n9\n%%EOF\n").unwrap();
    setup.files = vec![setup.picture("kite.png", 60), path];
    let mut window = Window::open_with(setup);
    let words = "A post has pictures, a document, a poll, a link's card or a reshared post, and only one of them: \
                 remove the others";
    window.wait_for(words);
    window.press("Remove the document");
    window.wait_until_gone(words);
}

//! The whole window, found by label and role as a screen reader finds it, on the real engine and the sandbox.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sendoff::app::{App, System};
use sendoff::domain::{Access, SignInFlow};
use sendoff::engine::{
    Companion, Engine, Initiative, KeySource, Parts, SignInRequest, SystemClock,
};
use sendoff::linkedin::Endpoints;
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
}

impl Window {
    fn open() -> Self {
        Self::open_with("(undo_secs: 0)")
    }

    /// `settings` is the body of `settings.ron`.
    fn open_with(settings: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(folder.path()));
        std::fs::create_dir_all(folder.path().join("config")).unwrap();
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
            api_version: None,
            keys: KeySource::Passphrase("correct horse battery".into()),
            kdf_cost: KdfCost::FLOOR,
            clock: Arc::new(SystemClock),
            initiative: Initiative::Window,
            companion: Some(companion),
        };
        let browsed = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&browsed);
        let picture = folder.path().join("kite.png");
        image::RgbImage::from_fn(60, 40, |x, y| {
            image::Rgb(if (x + y) % 2 == 0 {
                [7, 99, 200]
            } else {
                [250, 250, 250]
            })
        })
        .save(&picture)
        .unwrap();
        let chosen = Some(vec![picture]);
        let system = System {
            browse: Arc::new(move |url| seen.lock().unwrap().push(url.to_owned())),
            choose_files: Arc::new(move || Box::pin(std::future::ready(chosen.clone()))),
            clock: Arc::new(SystemClock),
        };
        let app = community_app(&sandbox);
        let harness = Harness::builder()
            .with_size([720.0, 760.0])
            .build_eframe(move |cc| {
                let engine = Engine::start(parts, || {}).unwrap();
                let mut window = App::new(&cc.egui_ctx, engine, system, origin, true, &[]);
                window.begin_sign_in(app);
                window
            });
        let mut window = Self {
            harness,
            sandbox,
            store,
            browsed,
            folder,
        };
        window.wait_for("Post as Alex Morgan");
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
            assert!(Instant::now() < deadline, "never happened: {what}");
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

    #[track_caller]
    fn press(&mut self, name: &str) {
        self.harness
            .get_by_role_and_label(Role::Button, name)
            .click();
        self.harness.step();
        self.harness.step();
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
    window.harness.get_by_label("Author").click();
    window.harness.step();
    window.wait_for("Harbour Labs");
    window.harness.get_by_label("Harbour Labs").click();
    window.wait_for("Post as Harbour Labs");
    window.press("Post as Harbour Labs");
    window.wait_for("Copy link");
    assert!(window.sandbox.posts()[0].author.contains("organization"));
}

#[test]
fn a_post_can_be_taken_back_and_its_text_is_a_draft_again() {
    let mut window = Window::open_with("(undo_secs: 250)");
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
    window.press("Post as Alex Morgan");
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
    window.harness.get_by_label("Path").focus();
    window.harness.step();
    window
        .harness
        .get_by_label("Path")
        .type_text(file.to_str().unwrap());
    window.harness.step();
    window.press("Attach");
    window.wait_for("The picture was not added");
}

//! A window signed in to a sandbox of its own, and how a person works with it.

use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, LazyRenderer};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sendoff::app::{App, System};
use sendoff::domain::{Access, SignInFlow};
use sendoff::engine::{
    Clock, Companion, Engine, Initiative, KeySource, Notification, PageDrawer, Parts,
    SignInRequest, SystemClock, Waiting,
};
use sendoff::linkedin::{Endpoints, Patience};
use sendoff::sandbox::{Member, Sandbox};
use sendoff::store::vault::{KdfCost, Passphrase, VaultFile};
use sendoff::store::{Paths, Store};
use sendoff::web::{Card, CardError, Looking, Pages};
use tokio::sync::watch;
use url::Url;

/// A window signed in to a sandbox of its own.
pub(super) struct Window {
    pub(super) harness: Harness<'static, App>,
    pub(super) sandbox: Sandbox,
    pub(super) store: Store,
    pub(super) browsed: Arc<Mutex<Vec<String>>>,
    /// How often a sandbox was asked for.
    pub(super) tried: Arc<AtomicUsize>,
    pub(super) folder: tempfile::TempDir,
    pub(super) origin: String,
}

/// Plays the web: one page, behind every link, and how often it was asked for.
pub(super) struct OnePage {
    pub(super) card: Result<Card, CardError>,
    pub(super) picture: Vec<u8>,
    pub(super) num_looks: AtomicUsize,
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

/// A time that stands still until a test puts it forward; a wait ends when the time has come.
pub(super) struct HandClock(watch::Sender<Timestamp>);

impl HandClock {
    pub(super) fn new(now: Timestamp) -> Arc<Self> {
        Arc::new(Self(watch::Sender::new(now)))
    }

    pub(super) fn set(&self, now: Timestamp) {
        self.0.send_replace(now);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        *self.0.borrow()
    }

    fn roll(&self) -> f64 {
        0.5
    }

    fn wait(&self, how_long: Duration) -> Waiting {
        let until = self.now() + how_long;
        let mut now = self.0.subscribe();
        Box::pin(async move {
            now.wait_for(|now| *now >= until).await.ok();
        })
    }
}

/// What a window is opened with.
pub(super) struct Setup {
    /// The body of `settings.ron`.
    pub(super) settings: &'static str,
    pub(super) keys: KeySource,
    /// What the file dialog gives; `None` where there is no dialog.
    pub(super) has_dialog: bool,
    /// What the dialog for one file gives, below the window's folder.
    pub(super) chosen_file: Option<&'static str>,
    /// Files to attach, made before.
    pub(super) files: Vec<PathBuf>,
    /// Files that were copied in another program.
    pub(super) copied_files: Vec<PathBuf>,
    pub(super) pages: Arc<OnePage>,
    pub(super) folder: tempfile::TempDir,
    pub(super) signs_in: bool,
    /// Whether it is said to be a window on the sandbox, as it always is in truth.
    pub(super) is_sandbox: bool,
    /// Who draws the pages of documents.
    pub(super) drawer: PageDrawer,
    /// The folders with dictionaries.
    pub(super) dictionaries: Vec<PathBuf>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) zone: TimeZone,
    /// What the system calls its language. It is the whole process's: no two of them in one test binary.
    pub(super) locale: Option<&'static str>,
    /// What draws pictures of the window, where a test wants some.
    pub(super) renderer: LazyRenderer,
    /// What the desktop was to show.
    pub(super) shown: Arc<Mutex<Vec<Notification>>>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            settings: "(undo_secs: 0)",
            keys: KeySource::Passphrase("correct horse battery".into()),
            has_dialog: true,
            chosen_file: None,
            files: Vec::new(),
            copied_files: Vec::new(),
            pages: Arc::default(),
            folder: tempfile::tempdir().unwrap(),
            signs_in: true,
            is_sandbox: true,
            drawer: PageDrawer::new(env!("CARGO_BIN_EXE_sendoff").into()),
            dictionaries: vec!["/nowhere/dictionaries".into()],
            clock: Arc::new(SystemClock),
            zone: TimeZone::UTC,
            locale: None,
            renderer: LazyRenderer::default(),
            shown: Arc::default(),
        }
    }
}

impl Setup {
    fn write_settings(&self) {
        std::fs::create_dir_all(self.folder.path().join("config")).unwrap();
        let settings = self.settings;
        let file = format!("(kind: \"sendoff settings\", version: 1, body: {settings})");
        std::fs::write(self.store().paths().settings(), file).unwrap();
    }

    pub(super) fn store(&self) -> Store {
        Store::new(Paths::under(self.folder.path()))
    }

    fn system(&self, browsed: &Arc<Mutex<Vec<String>>>, tried: &Arc<AtomicUsize>) -> System {
        let shown = Arc::clone(&self.shown);
        let (seen, tried) = (Arc::clone(browsed), Arc::clone(tried));
        let chosen = self.has_dialog.then(|| vec![self.picture("kite.png", 60)]);
        let file = self
            .chosen_file
            .map(|name| vec![self.folder.path().join(name)]);
        let copied = self.copied_files.clone();
        System {
            browse: Arc::new(move |url| seen.lock().unwrap().push(url.to_owned())),
            try_sandbox: Arc::new(move || {
                tried.fetch_add(1, Ordering::Relaxed);
            }),
            choose_files: Arc::new(move || Box::pin(std::future::ready(chosen.clone()))),
            choose_file: Arc::new(move |_wish| Box::pin(std::future::ready(file.clone()))),
            copied_files: Arc::new(move || copied.clone()),
            notify: Arc::new(move |notification| {
                shown.lock().unwrap().push(notification);
                Box::pin(std::future::ready(()))
            }),
            locale: self.locale.map(str::to_owned),
            asks_desktop: false,
            clock: Arc::clone(&self.clock),
            zone: self.zone.clone(),
        }
    }

    /// A picture that tells one from another by its width.
    pub(super) fn picture(&self, name: &str, width: u32) -> PathBuf {
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
    pub(super) fn open() -> Self {
        Self::open_with(Setup::default())
    }

    pub(super) fn open_with(setup: Setup) -> Self {
        let store = setup.store();
        setup.write_settings();
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
            drawer: setup.drawer.clone(),
            dictionary_folders: setup.dictionaries.clone(),
            clock: Arc::clone(&setup.clock),
            initiative: Initiative::Window,
            companion: Some(companion),
        };
        let browsed = Arc::new(Mutex::new(Vec::new()));
        let tried = Arc::new(AtomicUsize::new(0));
        let system = setup.system(&browsed, &tried);
        let app = setup.signs_in.then(|| community_app(&sandbox));
        let ready = match setup.locale {
            None => "Post as Alex Morgan",
            Some(_) => "Als Alex Morgan posten",
        };
        let (activity, is_sandbox) = (origin.clone(), setup.is_sandbox);
        let harness = Harness::builder()
            .with_size([720.0, 760.0])
            .renderer(setup.renderer)
            .build_eframe(move |cc| {
                let engine = Engine::start(parts, || {}).unwrap();
                let files = &setup.files;
                let mut window =
                    App::new(&cc.egui_ctx, engine, system, activity, is_sandbox, files);
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
            tried,
            folder: setup.folder,
            origin,
        };
        if setup.signs_in {
            window.wait_for(ready);
        }
        window
    }

    /// Steps until something with this label is there.
    #[track_caller]
    pub(super) fn wait_for(&mut self, label: &str) {
        self.wait_until(label, |window| {
            window
                .harness
                .query_all_by_label_contains(label)
                .next()
                .is_some()
        });
    }

    #[track_caller]
    pub(super) fn wait_until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
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

    /// Opens the palette and types into it.
    pub(super) fn find_command(&mut self, letters: &str) {
        self.harness
            .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
        self.wait_for("Find a command");
        self.wait_until("the keyboard is in the palette", |window| {
            let field = window.harness.query_by_label("Command");
            field.is_some_and(|field| field.is_focused())
        });
        self.harness.get_by_label("Command").type_text(letters);
        self.harness.step();
        self.harness.step();
    }

    pub(super) fn write(&mut self, text: &str) {
        self.harness.get_by_role(Role::MultilineTextInput).focus();
        self.harness.step();
        self.harness
            .get_by_role(Role::MultilineTextInput)
            .type_text(text);
        self.harness.step();
        self.harness.step();
    }

    /// Everything that a screen reader would find, for a test that fails.
    pub(super) fn labels(&self) -> Vec<String> {
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
    pub(super) fn press(&mut self, name: &str) {
        self.press_one(Role::Button, name);
    }

    #[track_caller]
    pub(super) fn press_one(&mut self, role: Role, name: &str) {
        let place = |window: &Self| {
            let mut found = window.harness.query_all_by_role_and_label(role, name);
            found
                .next()
                .map(|button| (button.rect(), button.accesskit_node().is_disabled()))
        };
        let before = std::cell::Cell::new(None);
        self.wait_until(name, |window| {
            let now = place(window);
            now.is_some_and(|(_, is_off)| !is_off) && before.replace(now) == now
        });
        self.harness.get_by_role_and_label(role, name).click();
        self.harness.step();
        self.harness.step();
    }

    /// Puts a text into the field with this label.
    #[track_caller]
    pub(super) fn fill(&mut self, label: &str, text: &str) {
        self.wait_for(label);
        self.harness.get_by_label(label).focus();
        self.harness.step();
        self.harness.get_by_label(label).type_text(text);
        self.harness.step();
    }

    /// Chooses an author from the list.
    pub(super) fn speak_as(&mut self, name: &str) {
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
    pub(super) fn open_page(&mut self, name: &str) {
        self.press_one(Role::Tab, name);
    }

    #[track_caller]
    pub(super) fn wait_until_gone(&mut self, label: &str) {
        let is_gone = |window: &Self| {
            let mut found = window.harness.query_all_by_label_contains(label);
            found.next().is_none()
        };
        self.wait_until(&format!("{label} is gone"), is_gone);
    }

    pub(super) fn vault_opens_with(&self, passphrase: &str) -> bool {
        let file = VaultFile::new(self.store.disk(), self.store.paths().vault());
        let passphrase = Passphrase::new(&passphrase.into()).unwrap();
        file.open_with_passphrase(&passphrase).is_ok()
    }

    /// Closes it; what is opened next finds the same profile.
    pub(super) fn close(self) -> tempfile::TempDir {
        drop(self.harness);
        self.folder
    }

    pub(super) fn num_creates(&self) -> usize {
        self.sandbox.posts().len()
    }
}

pub(super) fn community_app(sandbox: &Sandbox) -> SignInRequest {
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

/// A PDF of three pages that calls itself something.
pub(super) const THREE_PAGES: &str = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
    2 0 obj\n<< /Type /Pages /Kids [4 0 R 5 0 R 6 0 R] /Count 3 >>\nendobj\n\
    3 0 obj\n<< /Title (Tea in figures) >>\nendobj\n\
    4 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n\
    5 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n\
    6 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n\
    trailer\n<< /Root 1 0 R /Info 3 0 R /Size 7 >>\nstartxref\n0\n%%EOF\n";

/// The same with a second page so wide that it cannot be drawn.
pub(super) fn three_pages_with_a_bad_one() -> String {
    let far = format!("3{}", "0".repeat(38));
    let [good, bad] = ["0 0 9 9", &format!("-{far} 0 {far} 9")]
        .map(|area| format!("5 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [{area}] >>"));
    THREE_PAGES.replace(&good, &bad)
}

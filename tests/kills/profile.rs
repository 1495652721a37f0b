//! A profile for one test, the program run in it, and the window's engine opened on it. Judges nothing.

use std::fs::{self, File};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use sendoff::domain::Job;
use sendoff::engine::{
    Command as Order, Engine, Event, Initiative, KeySource, PageDrawer, Parts, SystemClock,
};
use sendoff::linkedin::Endpoints;
use sendoff::store::vault::KdfCost;
use sendoff::store::{Paths, Store};
use sendoff::web::NoPages;
use serde_json::Value;
use tempfile::TempDir;

use crate::linkedin::LinkedIn;

/// Everything that one user of the program has.
pub(crate) struct Profile {
    dir: TempDir,
    origin: String,
    runs: AtomicU32,
}

/// How a run ended and what it said.
#[derive(Debug)]
#[expect(dead_code, reason = "what a run said is read where a check fails")]
pub(crate) struct Outcome {
    /// `None` if it was killed.
    pub(crate) code: Option<i32>,
    pub(crate) events: Vec<Value>,
    pub(crate) stderr: String,
}

/// The program while it runs.
pub(crate) struct Run {
    pub(crate) child: Child,
    stdout: PathBuf,
    stderr: PathBuf,
}

impl Profile {
    /// A profile with Alex signed in, for these kinds of access.
    pub(crate) fn signed_in(linkedin: &LinkedIn, accesses: &[&str]) -> Self {
        let profile = Self {
            dir: new_folders(),
            origin: linkedin.origin.clone(),
            runs: AtomicU32::new(0),
        };
        for access in accesses {
            let (id, secret) = linkedin.app(access);
            let args = ["login", "--no-browser", "--port", "0", "--access", access];
            let mut command = profile.command(&[&args[..], &["--client-id", id]].concat());
            command.env("SENDOFF_CLIENT_SECRET", secret);
            let login = profile.start(command);
            LinkedIn::browse(text(&login.event("authorize"), "url"));
            let outcome = login.end();
            assert_eq!(outcome.code, Some(0), "{outcome:?}");
        }
        profile
    }

    /// The same profile again, to be spoilt.
    pub(crate) fn copy(&self) -> Self {
        let dir = new_folders();
        copy_folder(&self.folder(), &dir.path().join("profile"));
        Self {
            dir,
            origin: self.origin.clone(),
            runs: AtomicU32::new(0),
        }
    }

    /// The same, with LinkedIn behind another address.
    pub(crate) fn behind(mut self, origin: &str) -> Self {
        origin.clone_into(&mut self.origin);
        self
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.dir.path().join("profile")
    }

    pub(crate) fn store(&self) -> Store {
        Store::new(Paths::under(&self.folder()))
    }

    /// Writes a file outside the profile, for the program to read.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.dir.path().join("home").join(name);
        fs::write(&path, bytes).unwrap();
        path.into_os_string().into_string().unwrap()
    }

    /// The program with `--json` and nothing of this machine's in its environment.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(program());
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.dir.path().join("home"))
            .env("SENDOFF_PROFILE_DIR", self.folder())
            .env("SENDOFF_ENDPOINT", &self.origin)
            .env("SENDOFF_PASSPHRASE", PASSPHRASE)
            .env("SENDOFF_NO_KEYRING", "1")
            .stdin(Stdio::null())
            .args(args)
            .arg("--json");
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Outcome {
        self.start(self.command(args)).end()
    }

    /// Starts a command; its output goes to files, so that it never waits for a reader.
    pub(crate) fn start(&self, mut command: Command) -> Run {
        let [stdout, stderr] = self.outputs();
        command.stdout(File::create(&stdout).unwrap());
        command.stderr(File::create(&stderr).unwrap());
        Run {
            child: command.spawn().unwrap(),
            stdout,
            stderr,
        }
    }

    /// New files for what a run says.
    pub(crate) fn outputs(&self) -> [PathBuf; 2] {
        let number = self.runs.fetch_add(1, Ordering::Relaxed);
        ["out", "err"].map(|end| self.dir.path().join("runs").join(format!("{number}.{end}")))
    }

    /// Opens the engine as the window does and closes it when nothing goes on by itself any more.
    pub(crate) fn open_window(&self) {
        let parts = Parts {
            patience: sendoff::linkedin::Patience::default(),
            store: self.store(),
            endpoints: Endpoints::loopback(&self.origin).unwrap(),
            api_version: None,
            keys: KeySource::Passphrase(PASSPHRASE.into()),
            kdf_cost: KdfCost::CURRENT,
            pages: Arc::new(NoPages),
            drawer: PageDrawer::new(env!("CARGO_BIN_EXE_sendoff").into()),
            dictionary_folders: Vec::new(),
            clock: Arc::new(SystemClock),
            initiative: Initiative::Window,
            companion: None,
        };
        let mut engine = Engine::start(parts, || {}).unwrap();
        // As a window does in which somebody looks at what was posted.
        engine.send(Order::FollowReceipts).unwrap();
        let mut has_begun = false;
        let mut has_receipts = false;
        until("the window to come to rest", || {
            while let Some(event) = engine.next_event(Instant::now()) {
                has_begun |= matches!(event, Event::Vault(_));
                has_receipts |= matches!(event, Event::Receipts(_));
            }
            has_begun && has_receipts && self.jobs().iter().all(|job| !is_moving(job))
        });
    }

    /// The jobs on disk, as they are.
    pub(crate) fn jobs(&self) -> Vec<Job> {
        let (jobs, troubles) = self.store().jobs().unwrap();
        assert!(troubles.is_empty(), "{troubles:?}");
        jobs
    }
}

impl Run {
    /// Waits for the first event with this name.
    pub(crate) fn event(&self, name: &str) -> Value {
        let mut found = None;
        until(&format!("the event {name}"), || {
            found = events_in(&self.stdout)
                .into_iter()
                .find(|event| event["event"] == name);
            found.is_some()
        });
        found.unwrap()
    }

    /// Ends it as a power cut would, and waits until it is gone.
    pub(crate) fn kill(mut self) -> Outcome {
        self.child.kill().unwrap();
        self.outcome()
    }

    /// Sends it this signal.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let status = Command::new("kill").args(["-s", name, &id]).status();
        assert!(status.unwrap().success());
    }

    /// Waits for its end.
    pub(crate) fn end(mut self) -> Outcome {
        until("the program's end", || {
            self.child.try_wait().unwrap().is_some()
        });
        self.outcome()
    }

    fn outcome(&mut self) -> Outcome {
        Outcome {
            code: self.child.wait().unwrap().code(),
            events: events_in(&self.stdout),
            stderr: fs::read_to_string(&self.stderr).unwrap(),
        }
    }
}

/// A test that stops early leaves no program behind.
impl Drop for Run {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// The program to try.
pub(crate) fn program() -> PathBuf {
    std::env::var_os("SENDOFF_BIN")
        .map_or_else(|| env!("CARGO_BIN_EXE_sendoff").into(), PathBuf::from)
}

/// Whether somebody would work on the job without being asked.
pub(crate) fn is_moving(job: &Job) -> bool {
    matches!(
        job.stage().word(),
        "queued" | "uploading" | "ready" | "submitting"
    )
}

/// A field that must be a text.
#[track_caller]
pub(crate) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    let found = value[name].as_str();
    found.unwrap_or_else(|| panic!("no text {name:?} in {value}"))
}

/// Waits until something is so; a test that waits for ever says what for.
#[track_caller]
pub(crate) fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < deadline, "never: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn events_in(file: &Path) -> Vec<Value> {
    let printed = fs::read_to_string(file).unwrap();
    // A killed program may leave half a line.
    let lines = printed.split_inclusive('\n');
    lines
        .filter_map(|line| serde_json::from_str(line.strip_suffix('\n')?).ok())
        .collect()
}

fn new_folders() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for name in ["home", "profile", "runs"] {
        make_folder(&dir.path().join(name));
    }
    dir
}

fn make_folder(path: &Path) {
    fs::DirBuilder::new().mode(0o700).create(path).unwrap();
}

fn copy_folder(from: &Path, to: &Path) {
    if !to.exists() {
        make_folder(to);
    }
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

pub(crate) const PASSPHRASE: &str = "eight or more letters";
/// How long any one thing may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

//! A profile of its own for each test, and the program run in it. Knows nothing of what the program should do.

use std::cell::Cell;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{World, until};

/// A folder with everything one user of the program has.
pub(crate) struct Profile {
    dir: TempDir,
    endpoint: String,
    runs: Cell<u32>,
}

/// The program while it runs.
pub(crate) struct Run {
    child: Child,
    stdout: PathBuf,
    stderr: PathBuf,
}

/// How a run ended and what it said.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: i32,
    pub(crate) events: Vec<Value>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Profile {
    pub(crate) fn new(endpoint: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        for name in ["home", "profile", "runs"] {
            fs::create_dir(dir.path().join(name)).unwrap();
        }
        Self {
            dir,
            endpoint: endpoint.to_owned(),
            runs: Cell::new(0),
        }
    }

    /// The folder that the program keeps everything in.
    pub(crate) fn folder(&self) -> PathBuf {
        self.dir.path().join("profile")
    }

    /// Writes a file outside the profile, for the program to read.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.dir.path().join("home").join(name);
        fs::write(&path, bytes).unwrap();
        path.into_os_string().into_string().unwrap()
    }

    /// The program with `--json` and nothing of this machine's in its environment.
    pub(crate) fn command<A: AsRef<OsStr>>(&self, args: &[A]) -> Command {
        let home = self.dir.path().join("home");
        let mut command = Command::new(env!("CARGO_BIN_EXE_sendoff"));
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("SENDOFF_") {
                command.env_remove(name);
            }
        }
        for name in ["RUST_LOG", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY"] {
            command.env_remove(name);
        }
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
            command.env(name, &home);
        }
        command
            .env("SENDOFF_PROFILE_DIR", self.folder())
            .env("SENDOFF_ENDPOINT", &self.endpoint)
            .env("SENDOFF_PASSPHRASE", PASSPHRASE)
            .env("SENDOFF_NO_KEYRING", "1")
            .stdin(Stdio::null())
            .args(args)
            .arg("--json");
        command
    }

    /// The same, started by a shell that first does this.
    #[cfg(unix)]
    pub(crate) fn command_after(&self, first: &str, args: &[&str]) -> Command {
        let program = self.command(args);
        let mut shell = Command::new("sh");
        shell
            .args(["-c", &format!("{first}; exec \"$0\" \"$@\"")])
            .arg(program.get_program())
            .args(program.get_args())
            .stdin(Stdio::null());
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        shell
    }

    /// Runs the program to its end.
    pub(crate) fn run<A: AsRef<OsStr>>(&self, args: &[A]) -> Outcome {
        self.start(self.command(args)).end()
    }

    /// Runs the program to its end with this on its standard input.
    pub(crate) fn run_with_input<A: AsRef<OsStr>>(&self, args: &[A], input: &[u8]) -> Outcome {
        let path = self.file(&format!("input-{}", self.runs.get()), input);
        let mut command = self.command(args);
        command.stdin(File::open(path).unwrap());
        self.start(command).end()
    }

    /// Runs a command with something else in its environment.
    pub(crate) fn run_with_env<A: AsRef<OsStr>>(
        &self,
        args: &[A],
        name: &str,
        value: &str,
    ) -> Outcome {
        let mut command = self.command(args);
        command.env(name, value);
        self.start(command).end()
    }

    /// Starts a command of [`Profile::command`]. Its output goes to files, so that it never waits for a reader.
    pub(crate) fn start(&self, mut command: Command) -> Run {
        let number = self.runs.replace(self.runs.get() + 1);
        let runs = self.dir.path().join("runs");
        let stdout = runs.join(format!("{number}.out"));
        let stderr = runs.join(format!("{number}.err"));
        command.stdout(File::create(&stdout).unwrap());
        command.stderr(File::create(&stderr).unwrap());
        Run {
            child: command.spawn().unwrap(),
            stdout,
            stderr,
        }
    }

    /// Starts `login` with the app for this access, and its secret.
    pub(crate) fn start_login(&self, world: &World, access: &str, more: &[&str]) -> Run {
        let app = match access {
            "community" => world.sandbox.community_app(),
            _ => world.sandbox.self_serve_app(),
        };
        let args = ["login", "--no-browser", "--access", access, "--client-id"];
        let mut args = [&args[..], &[app.client_id], more].concat();
        if !more.contains(&"--port") {
            args.extend(["--port", "0"]);
        }
        let mut command = self.command(&args);
        if !more.contains(&"--pkce") {
            command.env("SENDOFF_CLIENT_SECRET", app.client_secret);
        }
        self.start(command)
    }

    /// What `outbox list` says about each job.
    pub(crate) fn jobs(&self) -> Vec<Value> {
        let outcome = self.run(&["outbox", "list"]);
        assert_eq!(outcome.code, 0, "{outcome:?}");
        outcome.events
    }

    /// The one job there is: its id and its stage.
    #[track_caller]
    pub(crate) fn the_job(&self) -> (String, String) {
        let jobs = self.jobs();
        assert_eq!(jobs.len(), 1, "{jobs:?}");
        let word = |name: &str| jobs[0][name].as_str().unwrap().to_owned();
        (word("id"), word("stage"))
    }

    /// Every file below the profile's folder.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        files_below(&self.folder())
    }
}

impl Run {
    /// Waits for the first event with this name.
    #[track_caller]
    pub(crate) fn event(&self, name: &str) -> Value {
        let found = || {
            let printed = fs::read_to_string(&self.stdout).unwrap();
            let mut events = printed.split_inclusive('\n').filter_map(event_of);
            events.find(|event| event["event"] == name)
        };
        until(&format!("the event {name}"), || found().is_some());
        found().unwrap()
    }

    /// Ends it as a power cut would.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Presses Ctrl-C.
    #[cfg(unix)]
    pub(crate) fn interrupt(&self) {
        self.signal("INT");
    }

    /// Sends it this signal.
    #[cfg(unix)]
    pub(crate) fn signal(&self, name: &str) {
        let id = self.id().to_string();
        let status = Command::new("kill").args(["-s", name, &id]).status();
        assert!(status.unwrap().success());
    }

    /// The number by which the system knows it.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for its end; says only how it ended.
    #[cfg(unix)]
    pub(crate) fn status(mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    /// Waits for its end.
    #[track_caller]
    pub(crate) fn end(mut self) -> Outcome {
        let status: Cell<Option<ExitStatus>> = Cell::new(None);
        let child = std::cell::RefCell::new(&mut self.child);
        until("the program's end", || {
            status.set(child.borrow_mut().try_wait().unwrap());
            status.get().is_some()
        });
        let stdout = fs::read_to_string(&self.stdout).unwrap();
        Outcome {
            code: status.get().and_then(|status| status.code()).unwrap_or(-1),
            events: stdout.lines().filter_map(event_of).collect(),
            stderr: fs::read_to_string(&self.stderr).unwrap(),
            stdout,
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

impl Outcome {
    /// The only event with this name.
    #[track_caller]
    pub(crate) fn one(&self, name: &str) -> &Value {
        let mut found = self.events.iter().filter(|event| event["event"] == name);
        match (found.next(), found.next()) {
            (Some(event), None) => event,
            _ => panic!("not exactly one {name}: {self:?}"),
        }
    }

    /// Claims the exit code and that the command ended with a failure of this kind, in whole sentences.
    #[track_caller]
    pub(crate) fn fails(&self, code: i32, kind: &str) -> &Value {
        assert_eq!(self.code, code, "{self:?}");
        let failed = self.one("failed");
        assert_eq!(failed["kind"], kind, "{self:?}");
        assert_sentences(failed);
        failed
    }

    /// Claims that a post was published; gives the event.
    #[track_caller]
    pub(crate) fn publishes(&self) -> &Value {
        assert_eq!(self.code, 0, "{self:?}");
        self.one("published")
    }

    /// Claims that the outcome of a post is uncertain; gives the job's id.
    #[track_caller]
    pub(crate) fn is_uncertain(&self) -> String {
        assert_eq!(self.code, 6, "{self:?}");
        let uncertain = self.one("uncertain");
        assert_sentences(uncertain);
        uncertain["id"].as_str().unwrap().to_owned()
    }
}

/// Claims that message and hint are words for people.
#[track_caller]
fn assert_sentences(event: &Value) {
    for name in ["message", "hint"] {
        let words = event[name].as_str().unwrap_or_default();
        assert!(!words.trim().is_empty(), "no {name} in {event}");
        assert!(!words.contains('{'), "{name} is no sentence: {event}");
    }
}

fn event_of(line: &str) -> Option<Value> {
    let line = line.strip_suffix('\n').unwrap_or(line);
    serde_json::from_str(line).ok()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Odd enough to be found wherever it may not be.
pub(crate) const PASSPHRASE: &str = "Ünder/the+boardwalk 4711!";

//! A screen of its own, windows on it, and what the system says they cost. Needs Xvfb and xdotool.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A screen that nobody sees.
pub(crate) struct Screen {
    server: Child,
    pub(crate) display: String,
}

impl Screen {
    pub(crate) fn open() -> Self {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x900x24",
                "-nolisten",
                "tcp",
                // Or it would begin anew when a window closes, under the hands of the next.
                "-noreset",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        let stdout = server.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut number).unwrap();
        let display = format!(":{}", number.trim());
        Self { server, display }
    }

    /// A program that opens a window here, not yet started.
    pub(crate) fn program(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.display)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("SENDOFF_NO_KEYRING", "1")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .stderr(Stdio::null());
        command
    }

    /// Sendoff on a profile, with nobody at the other end.
    pub(crate) fn sendoff(&self, profile: &Path) -> Command {
        let mut command = self.program(sendoff());
        command.args(NOBODY).arg(profile);
        command
    }

    fn tool(&self, tool: &str, args: &[&str]) -> String {
        let output = Command::new(tool)
            .args(args)
            .env("DISPLAY", &self.display)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

/// The program that is measured: the one built with this, or the one that `SENDOFF_BIN` names.
pub(crate) fn sendoff() -> PathBuf {
    let shipped = std::env::var_os("SENDOFF_BIN");
    shipped.map_or_else(|| env!("CARGO_BIN_EXE_sendoff").into(), PathBuf::from)
}

/// A window, open until this is dropped.
pub(crate) struct Window<'a> {
    screen: &'a Screen,
    pub(crate) program: Child,
    pub(crate) id: String,
}

impl<'a> Window<'a> {
    pub(crate) fn open(screen: &'a Screen, title: &str, command: &mut Command) -> Self {
        let program = command.spawn().unwrap();
        let mut window = Self {
            screen,
            program,
            id: String::new(),
        };
        let title = format!("^{title}$");
        wait_until("there is a window", || {
            let ended = window.program.try_wait().unwrap();
            assert!(ended.is_none(), "{title} has ended by itself: {ended:?}");
            window.id = window.xdotool(&["search", "--onlyvisible", "--name", &title]);
            !window.id.is_empty()
        });
        window
    }

    /// Gives it the keyboard.
    pub(crate) fn focus(&self) {
        self.xdotool(&["windowfocus", "--sync", &self.id]);
    }

    /// Waits until it has done nothing for a second, the keyboard taken from it: its caret does not blink then.
    pub(crate) fn until_calm(&self) {
        self.xdotool(&["windowfocus", NO_WINDOW]);
        wait_until("it is calm", || {
            let before = self.processor();
            sleep(Duration::from_secs(1));
            self.processor().saturating_sub(before) < Duration::from_millis(100)
        });
    }

    pub(crate) fn xdotool(&self, args: &[&str]) -> String {
        self.screen.tool("xdotool", args)
    }

    /// Puts a picture of it into the folder that `SENDOFF_PICTURE` names, if it names one.
    pub(crate) fn photograph(&self, name: &str) {
        if let Some(folder) = std::env::var_os("SENDOFF_PICTURE") {
            let file = PathBuf::from(folder).join(name);
            let file = file.to_str().unwrap();
            self.screen.tool("import", &["-window", &self.id, file]);
        }
    }

    fn of_process(&self, file: &str) -> String {
        fs::read_to_string(format!("/proc/{}/{file}", self.program.id())).unwrap()
    }

    /// The memory that is the process's alone, with its share of what it shares.
    pub(crate) fn pss_kib(&self) -> u64 {
        let memory = self.of_process("smaps_rollup");
        let line = memory.lines().find(|line| line.starts_with("Pss:"));
        let number = line.unwrap().split_whitespace().nth(1).unwrap();
        number.parse().unwrap()
    }

    /// The time that processors have worked for it: the 14th and 15th field, in hundredths of a second.
    pub(crate) fn processor(&self) -> Duration {
        let stat = self.of_process("stat");
        let after_name = stat.rsplit_once(") ").unwrap().1;
        let fields = after_name.split_whitespace().skip(11).take(2);
        let ticks: u32 = fields.map(|ticks| ticks.parse::<u32>().unwrap()).sum();
        Duration::from_millis(10) * ticks
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        self.program.kill().ok();
        self.program.wait().ok();
    }
}

/// LinkedIn is looked for where nobody listens.
const NOBODY: [&str; 3] = ["--endpoint", "http://127.0.0.1:9", "--profile-dir"];

/// What X calls the window that has the keyboard when none has.
const NO_WINDOW: &str = "0";

/// What takes longer never happens.
const PATIENCE: Duration = Duration::from_mins(2);

#[track_caller]
pub(crate) fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "never: {what}");
        sleep(Duration::from_millis(5));
    }
}

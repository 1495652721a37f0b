//! Ten thousand jobs in the outbox of the real program, in a real window, beside the same with ten.
//!
//! Needs Xvfb and xdotool: `cargo bench --bench many_jobs`. `SENDOFF_BIN` names another build to measure,
//! `SENDOFF_PICTURE` a folder for photographs.
//! Both windows run in turn on the same computer, and the figures are compared with each other, never with a clock.

#![cfg(target_os = "linux")]
#![expect(clippy::print_stdout, reason = "figures are for whoever runs this")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "../tests/fixtures/full_outbox.rs"]
mod full_outbox;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use sendoff::store::{Paths, Store};

const FEW: u32 = 10;
const MANY: u32 = 10_000;

/// How far the mouse wheel is turned.
const WHEEL_STEPS: u32 = 300;

fn main() {
    let screen = Screen::open();
    // The first start warms the files up for both.
    Figures::of(&screen, FEW);
    let few = Figures::of(&screen, FEW);
    let many = Figures::of(&screen, MANY);
    println!("{FEW} jobs: {few:#?}\n{MANY} jobs: {many:#?}");
    // A half more is what a person begins to notice.
    assert!(many.until_saved < few.until_saved.mul_f64(1.5));
    assert!(many.processor_per_step < few.processor_per_step.mul_f64(1.5));
    // A job is read in less than a millisecond, and held in memory as it is, with text and history: a few kibibytes.
    assert!(many.until_calm < few.until_calm + Duration::from_millis(1) * (MANY - FEW));
    assert!(many.pss_kib < few.pss_kib + 4 * u64::from(MANY - FEW));
}

/// What one window costs.
#[derive(Debug)]
struct Figures {
    /// From the start of the program until the first words are on disk, with the pause the draft waits for.
    until_saved: Duration,
    /// From then on, until every job has been looked at and nothing is drawn any more.
    until_calm: Duration,
    /// The memory of the process alone after that.
    pss_kib: u64,
    /// Of all its threads, drawing in software, for each step of the wheel over the list.
    processor_per_step: Duration,
}

impl Figures {
    fn of(screen: &Screen, jobs: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(folder.path()));
        full_outbox::fill_outbox(&store, u64::from(jobs));
        let begun = Instant::now();
        let window = Window::open(screen, folder.path());
        let words = "Written among many";
        window.xdotool(&[
            "windowfocus",
            &window.id,
            "type",
            "--window",
            &window.id,
            words,
        ]);
        wait_until("the words are on disk", || {
            let (drafts, _) = store.drafts().unwrap();
            drafts.iter().any(|saved| saved.draft.text == words)
        });
        let until_saved = begun.elapsed();
        let until_calm = window.until_calm();
        if let Some(picture) = std::env::var_os("SENDOFF_PICTURE") {
            window.photograph(&PathBuf::from(picture).join(format!("{jobs}.png")));
        }
        let pss_kib = window.pss_kib();
        let before = window.processor();
        window.turn_the_wheel();
        let processor_per_step = window.processor().saturating_sub(before) / WHEEL_STEPS;
        Self {
            until_saved,
            until_calm,
            pss_kib,
            processor_per_step,
        }
    }
}

struct Screen {
    server: Child,
    display: String,
}

impl Screen {
    fn open() -> Self {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x900x24",
                "-nolisten",
                "tcp",
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
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

struct Window<'a> {
    screen: &'a Screen,
    program: Child,
    id: String,
}

impl<'a> Window<'a> {
    fn open(screen: &'a Screen, folder: &Path) -> Self {
        let shipped = std::env::var_os("SENDOFF_BIN");
        let program = shipped.unwrap_or_else(|| env!("CARGO_BIN_EXE_sendoff").into());
        let program = Command::new(program)
            // Nobody listens there.
            .args(["--endpoint", "http://127.0.0.1:9", "--profile-dir"])
            .arg(folder)
            .env("DISPLAY", &screen.display)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("SENDOFF_NO_KEYRING", "1")
            .env_remove("WAYLAND_DISPLAY")
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut window = Self {
            screen,
            program,
            id: String::new(),
        };
        wait_until("there is a window", || {
            window.id = window.xdotool(&["search", "--onlyvisible", "--name", "^Sendoff$"]);
            !window.id.is_empty()
        });
        window
    }

    /// Waits until it has done nothing for a second but let the caret blink.
    fn until_calm(&self) -> Duration {
        let begun = Instant::now();
        wait_until("it is calm", || {
            let before = self.processor();
            sleep(Duration::from_secs(1));
            self.processor().saturating_sub(before) < Duration::from_millis(100)
        });
        begun.elapsed().saturating_sub(Duration::from_secs(1))
    }

    /// Over the list of jobs, downwards, sixty steps a second.
    fn turn_the_wheel(&self) {
        let [x, y] = LIST.map(|at| at.to_string());
        let steps = WHEEL_STEPS.to_string();
        self.xdotool(&["mousemove", "--window", &self.id, &x, &y]);
        self.xdotool(&["click", "--repeat", &steps, "--delay", "16", "5"]);
    }

    fn xdotool(&self, args: &[&str]) -> String {
        let output = Command::new("xdotool")
            .args(args)
            .env("DISPLAY", &self.screen.display)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn photograph(&self, file: &Path) {
        Command::new("import")
            .args(["-window", &self.id])
            .arg(file)
            .env("DISPLAY", &self.screen.display)
            .status()
            .unwrap();
    }

    fn of_process(&self, file: &str) -> String {
        fs::read_to_string(format!("/proc/{}/{file}", self.program.id())).unwrap()
    }

    fn pss_kib(&self) -> u64 {
        let memory = self.of_process("smaps_rollup");
        let line = memory.lines().find(|line| line.starts_with("Pss:"));
        let number = line.unwrap().split_whitespace().nth(1).unwrap();
        number.parse().unwrap()
    }

    /// The time that processors have worked for it: the 14th and 15th field, in hundredths of a second.
    fn processor(&self) -> Duration {
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

/// What takes longer never happens.
const PATIENCE: Duration = Duration::from_mins(1);

/// Where in the window the list of jobs is.
const LIST: [u32; 2] = [360, 560];

#[track_caller]
fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "never: {what}");
        sleep(Duration::from_millis(5));
    }
}

//! From outside: how soon one can write, what the open window holds and does, how soon a command is done, how large the
//! program is.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::profile::{Filling, Profile};
use crate::screen::{Screen, Window, sendoff};
use crate::table::{Row, median};

/// How often each is started, in turn.
const STARTS: usize = 11;

pub(crate) fn rows(screen: &Screen, bare: &Path) -> Vec<Row> {
    let profile = Profile::new(Filling::USUAL);
    let mut rows = vec![
        start(screen, bare, &profile),
        memory(screen, bare, &profile),
    ];
    rows.extend(idle(screen, &profile));
    rows.push(dry_run(&profile));
    rows.push(size(bare));
    rows
}

/// From the start of the process until one can write, in milliseconds.
fn until_editable(command: &mut Command) -> f64 {
    let begun = Instant::now();
    let mut program = command
        .arg("--measure")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let stdout = program.stdout.take().unwrap();
    BufReader::new(stdout).read_line(&mut line).unwrap();
    let taken = begun.elapsed();
    let told: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert!(told["editable"].is_number(), "nobody could write: {line}");
    assert!(program.wait().unwrap().success());
    taken.as_secs_f64() * 1000.0
}

fn start(screen: &Screen, bare: &Path, profile: &Profile) -> Row {
    let ours = || until_editable(&mut screen.sendoff(profile.folder()));
    let floor = || until_editable(&mut screen.program(bare));
    let (ours, floor) = in_turn(STARTS, ours, floor);
    Row::times("start until one can write", "ms", ours, floor, 1.15)
}

/// Medians of both, after one round that warms the files up.
fn in_turn(times: usize, ours: impl Fn() -> f64, theirs: impl Fn() -> f64) -> (f64, f64) {
    ours();
    theirs();
    let samples = (0..times).map(|_| (ours(), theirs()));
    let (ours, theirs): (Vec<f64>, Vec<f64>) = samples.unzip();
    (median(ours), median(theirs))
}

fn memory(screen: &Screen, bare: &Path, profile: &Profile) -> Row {
    let held = |title: &str, command: &mut Command| {
        let window = Window::open(screen, title, command);
        sleep(Duration::from_secs(3));
        window.photograph(&format!("{title}.png"));
        mebibytes(window.pss_kib())
    };
    let (ours, floor) = in_turn(
        3,
        || held("Sendoff", &mut screen.sendoff(profile.folder())),
        || held("Bare", &mut screen.program(bare)),
    );
    Row::times("memory after 3 s (PSS)", "MiB", ours, floor, 1.25)
}

/// Frames in a second: while no window has the keyboard, and while this one has it and its caret blinks.
fn idle(screen: &Screen, profile: &Profile) -> [Row; 2] {
    let mut command = screen.sendoff(profile.folder());
    let log = tempfile::NamedTempFile::new().unwrap();
    command
        .env("RUST_LOG", "sendoff::app=trace")
        .stderr(log.reopen().unwrap());
    let window = Window::open(screen, "Sendoff", &mut command);
    window.xdotool(&["mousemove", "1270", "890"]);
    window.until_calm();
    let frames = || {
        let log = std::fs::read_to_string(log.path()).unwrap();
        log.lines().filter(|line| line.ends_with("a frame")).count()
    };
    assert!(frames() > 0, "frames are counted");
    let drawn = || {
        let before = frames();
        sleep(IDLE);
        f64::from(u32::try_from(frames() - before).unwrap())
    };
    let resting = drawn() / IDLE.as_secs_f64();
    window.focus();
    sleep(Duration::from_secs(2));
    let blinks = drawn();
    assert!(blinks > 0.0, "the editor has the keyboard");
    // There is a pause less than there are frames.
    let blinking = (blinks - 1.0) / IDLE.as_secs_f64();
    [
        Row::most("idle, without the keyboard", "frames/s", resting, 0.0),
        Row::most("idle, its caret blinking", "frames/s", blinking, 2.0),
    ]
}

const IDLE: Duration = Duration::from_secs(10);

fn dry_run(profile: &Profile) -> Row {
    let done = |command: &mut Command| {
        let begun = Instant::now();
        let status = command.stdout(Stdio::null()).status().unwrap();
        let taken = begun.elapsed();
        assert!(status.success(), "{command:?}");
        taken.as_secs_f64() * 1000.0
    };
    let ours = || {
        let mut command = Command::new(sendoff());
        let nobody = ["--endpoint", "http://127.0.0.1:9", "--profile-dir"];
        command.env("SENDOFF_NO_KEYRING", "1").args(nobody);
        done(
            command
                .arg(profile.folder())
                .args(["post", "--text", "Hello", "--dry-run"]),
        )
    };
    let theirs = || done(Command::new("curl").arg("--version"));
    let (ours, theirs) = in_turn(41, ours, theirs);
    Row::more(
        "`post --dry-run`, beside `curl --version`",
        "ms",
        ours,
        theirs,
        20.0,
    )
}

fn size(bare: &Path) -> Row {
    let of = |path: &Path| mebibytes(std::fs::metadata(path).unwrap().len() / 1024);
    Row::times("the program's file", "MiB", of(&sendoff()), of(bare), 2.5)
}

/// What grows with a profile: itself at ten.
pub(crate) fn growth(screen: &Screen) -> Vec<Row> {
    let few = Filling {
        drafts: 10,
        receipts: 10,
        jobs: 10,
    };
    let little = Profile::new(few);
    let start = |profile: &Profile| until_editable(&mut screen.sendoff(profile.folder()));
    let held = |profile: &Profile| {
        let window = Window::open(screen, "Sendoff", &mut screen.sendoff(profile.folder()));
        window.until_calm();
        // Whoever types is offered hashtags of earlier posts, which are read for that.
        window.focus();
        window.xdotool(&["type", "x"]);
        sleep(Duration::from_secs(1));
        window.until_calm();
        mebibytes(window.pss_kib())
    };
    let with_drafts = |drafts| (format!("{drafts} drafts"), Filling { drafts, ..few });
    let with_receipts = |receipts| (format!("{receipts} receipts"), Filling { receipts, ..few });
    let fillings = [
        with_drafts(1_000),
        with_drafts(10_000),
        with_receipts(1_000),
        with_receipts(100_000),
    ];
    let mut rows = Vec::new();
    for (name, filling) in fillings {
        let much = Profile::new(filling);
        let (ours, floor) = in_turn(STARTS, || start(&much), || start(&little));
        let name = format!("{name}, beside 10");
        rows.push(Row::times(
            &format!("start with {name}"),
            "ms",
            ours,
            floor,
            1.1,
        ));
        let (ours, floor) = in_turn(3, || held(&much), || held(&little));
        rows.push(Row::times(
            &format!("memory with {name}"),
            "MiB",
            ours,
            floor,
            1.1,
        ));
    }
    rows
}

fn mebibytes(kibibytes: u64) -> f64 {
    f64::from(u32::try_from(kibibytes).unwrap()) / 1024.0
}

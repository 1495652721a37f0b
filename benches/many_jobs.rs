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
#[path = "shared/screen.rs"]
mod screen;

use std::time::{Duration, Instant};

use screen::{Screen, Window, wait_until};
use sendoff::store::{Paths, Store};

const FEW: u32 = 10;
const MANY: u32 = 10_000;

/// How far the mouse wheel is turned.
const WHEEL_STEPS: u32 = 300;

fn main() {
    let screen = Screen::open();
    // The first start warms the files up for both.
    Figures::of(&screen, FEW);
    let measured = [(); 2].map(|()| (Figures::of(&screen, FEW), Figures::of(&screen, MANY)));
    let [few, many] = [
        measured.each_ref().map(|(few, _)| few),
        measured.each_ref().map(|(_, many)| many),
    ]
    .map(Figures::lowest);
    println!("{FEW} jobs: {few:#?}\n{MANY} jobs: {many:#?}");
    // A half more is what a person begins to notice.
    assert!(many.until_saved < few.until_saved.mul_f64(1.5));
    assert!(many.processor_per_step < few.processor_per_step.mul_f64(1.5));
    // A job is read in less than a millisecond of a processor, and held in memory as it is, with text and history: a few kibibytes.
    assert!(
        many.processor_until_calm
            < few.processor_until_calm + Duration::from_millis(1) * (MANY - FEW)
    );
    assert!(many.pss_kib < few.pss_kib + 4 * u64::from(MANY - FEW));
}

/// What one window costs.
#[derive(Debug)]
struct Figures {
    /// From the start of the program until the first words are on disk, with the pause the draft waits for.
    until_saved: Duration,
    /// Of all its threads, until every job has been looked at and nothing is drawn any more.
    processor_until_calm: Duration,
    /// The memory of the process alone after that.
    pss_kib: u64,
    /// Of all its threads, drawing in software, for each step of the wheel over the list.
    processor_per_step: Duration,
}

impl Figures {
    /// The lower of each figure: what the computer did beside it only adds.
    fn lowest([one, other]: [&Self; 2]) -> Self {
        Self {
            until_saved: one.until_saved.min(other.until_saved),
            processor_until_calm: one.processor_until_calm.min(other.processor_until_calm),
            pss_kib: one.pss_kib.min(other.pss_kib),
            processor_per_step: one.processor_per_step.min(other.processor_per_step),
        }
    }

    fn of(screen: &Screen, jobs: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(folder.path()));
        full_outbox::fill_outbox(&store, u64::from(jobs));
        let begun = Instant::now();
        let window = Window::open(screen, "Sendoff", &mut screen.sendoff(folder.path()));
        let words = "Written among many";
        window.focus();
        window.xdotool(&["type", "--window", &window.id, words]);
        wait_until("the words are on disk", || {
            let (drafts, _) = store.drafts().unwrap();
            drafts.iter().any(|saved| saved.draft.text == words)
        });
        let until_saved = begun.elapsed();
        window.until_calm();
        let processor_until_calm = window.processor();
        window.photograph(&format!("{jobs}.png"));
        let pss_kib = window.pss_kib();
        let before = window.processor();
        turn_the_wheel(&window);
        let processor_per_step = window.processor().saturating_sub(before) / WHEEL_STEPS;
        Self {
            until_saved,
            processor_until_calm,
            pss_kib,
            processor_per_step,
        }
    }
}

/// Over the list of jobs, downwards, sixty steps a second.
fn turn_the_wheel(window: &Window<'_>) {
    let [x, y] = LIST.map(|at| at.to_string());
    let steps = WHEEL_STEPS.to_string();
    window.xdotool(&["mousemove", "--window", &window.id, &x, &y]);
    window.xdotool(&["click", "--repeat", &steps, "--delay", "16", "5"]);
}

/// Where in the window the list of jobs is.
const LIST: [u32; 2] = [360, 560];

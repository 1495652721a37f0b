//! Every scenario, disturbed at every place in every way; then the program starts again and all must be well.
//!
//! `SENDOFF_FAULT='text Disk(Torn(3, 1))'` repeats one run, named as a failure names it; `SENDOFF_FAULT=text` all of
//! one scenario.

use std::collections::VecDeque;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use sendoff::linkedin::Patience;
use sendoff::sandbox::{CannedAnswer, Fault, FaultKind, Route};

use crate::disk::DiskFault;
use crate::invariants::{assert_all_is_done, assert_invariants, person_tidies_up};
use crate::network::WireFault;
use crate::rig::{Rig, START};
use crate::scenarios::{ALL, Scenario};

/// What disturbs one run.
#[derive(Clone, Debug, PartialEq)]
enum Trouble {
    Disk(DiskFault),
    Wire(WireFault),
    /// The n-th request, and perhaps all after it, meets this.
    Request(usize, u32, FaultKind),
    /// The program dies while LinkedIn has the n-th request, which is carried out or not.
    DiesAtRequest(usize, bool),
}

/// A way to disturb, at whichever place.
type Way = fn(usize) -> Trouble;

const KINDS: [ErrorKind; 4] = [
    ErrorKind::StorageFull,
    ErrorKind::Other,
    ErrorKind::PermissionDenied,
    ErrorKind::ReadOnlyFilesystem,
];

const WAYS: &[Way] = &[
    |n| Trouble::Disk(DiskFault::Once(n, KINDS[n % 4])),
    |n| Trouble::Disk(DiskFault::Once(n, KINDS[(n + 2) % 4])),
    |n| Trouble::Disk(DiskFault::OnceAfter(n)),
    |n| Trouble::Disk(DiskFault::ForEver(n, KINDS[n % 4])),
    |n| Trouble::Disk(DiskFault::LookOnce(n, KINDS[1 + n % 2])),
    |n| Trouble::Disk(DiskFault::LookForEver(7 * n, KINDS[1 + n % 2])),
    |n| Trouble::Disk(DiskFault::CrashBefore(n)),
    |n| Trouble::Disk(DiskFault::CrashAfter(n)),
    |n| Trouble::Disk(DiskFault::Torn(n, 1)),
    |n| Trouble::Disk(DiskFault::Torn(n, 2)),
    |n| Trouble::Disk(DiskFault::PowerLoss(n, 1)),
    |n| Trouble::Disk(DiskFault::PowerLoss(n, 2)),
    |n| Trouble::Disk(DiskFault::PowerLoss(n, 3)),
    |n| Trouble::Wire(WireFault::Refused(n)),
    |n| Trouble::Wire(WireFault::RefusedForEver(n)),
    |n| Trouble::Wire(WireFault::HungUp(n)),
    |n| Trouble::Wire(WireFault::Babble(n, b"SSH-2.0-OpenSSH_9.6\r\n")),
    |n| Trouble::Wire(WireFault::Babble(n, b"HTTP/1.1 20")),
    |n| Trouble::DiesAtRequest(n, false),
    |n| Trouble::DiesAtRequest(n, true),
    |n| Trouble::Request(n, 1, FaultKind::Reset),
    |n| Trouble::Request(n, u32::MAX, FaultKind::Reset),
    |n| Trouble::Request(n, 1, FaultKind::CommitThenReset),
    |n| Trouble::Request(n, u32::MAX, FaultKind::CommitThenReset),
    |n| Trouble::Request(n, 1, FaultKind::Silence),
    |n| Trouble::Request(n, 1, FaultKind::CommitThenSilence),
    |n| Trouble::Request(n, 1, FaultKind::CutBody { after: 3 }),
    |n| Trouble::Request(n, 1, FaultKind::StallBody { after: 3 }),
    |n| Trouble::Request(n, 1, FaultKind::status(500)),
    |n| Trouble::Request(n, u32::MAX, FaultKind::status(503)),
    |n| Trouble::Request(n, 1, committed(502)),
    |n| Trouble::Request(n, 1, FaultKind::status(429)),
    |n| Trouble::Request(n, u32::MAX, FaultKind::status(429)),
    |n| Trouble::Request(n, 1, FaultKind::status(401)),
    |n| Trouble::Request(n, u32::MAX, FaultKind::status(401)),
    |n| Trouble::Request(n, 1, FaultKind::status(403)),
    |n| Trouble::Request(n, 1, committed(408)),
    |n| Trouble::Request(n, 1, FaultKind::status(422)),
    |n| Trouble::Request(n, 1, FaultKind::status(426)),
    |n| Trouble::Request(n, 1, FaultKind::redirect(307, "http://192.0.2.1/")),
    |n| Trouble::Request(n, 1, FaultKind::html(200, "<html>Sign in to the Wi-Fi</html>")),
];

fn committed(status: u16) -> FaultKind {
    FaultKind::CommitThenAnswer(CannedAnswer {
        status,
        ..CannedAnswer::default()
    })
}

/// At least this many runs, so that the sweep cannot shrink unseen.
const FEWEST_RUNS: usize = 2_000;
/// A scenario has fewer places than this; one that never ends is a mistake of the sweep.
const MOST_PLACES: usize = 200;

#[test]
fn nothing_is_lost_doubled_or_untrue_whatever_fails_and_wherever() {
    let wanted = std::env::var("SENDOFF_FAULT").unwrap_or_default();
    let is_one_run = wanted.contains(' ');
    if is_one_run {
        return repeat(&wanted);
    }
    let began = Instant::now();
    let scenarios = ALL
        .iter()
        .filter(|scenario| wanted.is_empty() || scenario.name == wanted);
    let ways = scenarios.flat_map(|scenario| WAYS.iter().map(move |way| (scenario, way)));
    let queue: Mutex<VecDeque<(&Scenario, &Way)>> = Mutex::new(ways.collect());
    let num_runs = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..NUM_THREADS {
            scope.spawn(|| {
                while let Some((scenario, way)) = take(&queue) {
                    let (runs, broken) = every_place(scenario, *way);
                    num_runs.fetch_add(runs, Ordering::SeqCst);
                    failures.lock().unwrap().extend(broken);
                }
            });
        }
    });
    let (num_runs, failures) = (num_runs.into_inner(), failures.into_inner().unwrap());
    println!("{num_runs} runs in {:?}", began.elapsed());
    assert!(
        failures.is_empty(),
        "{} of {num_runs} runs went wrong; repeat one with SENDOFF_FAULT:\n{}",
        failures.len(),
        failures.join("\n")
    );
    let enough = if wanted.is_empty() { FEWEST_RUNS } else { 1 };
    assert!(num_runs >= enough, "only {num_runs} runs");
}

fn take<T>(queue: &Mutex<VecDeque<T>>) -> Option<T> {
    queue.lock().unwrap().pop_front()
}

/// Runs at n = 0, 1, … until a run does not meet its fault; how many runs, and what went wrong.
fn every_place(scenario: &Scenario, way: Way) -> (usize, Vec<String>) {
    let mut failures = Vec::new();
    for n in 0..MOST_PLACES {
        let trouble = way(n);
        let ran = catch_unwind(AssertUnwindSafe(|| run(scenario, &trouble)));
        let why = match ran {
            Ok(Ok(true)) => continue,
            Ok(Ok(false)) => return (n + 1, failures),
            Ok(Err(why)) => why,
            Err(panic) => panic
                .downcast_ref::<String>()
                .cloned()
                .unwrap_or_else(|| "a panic".to_owned()),
        };
        failures.push(format!("'{}': {why}", name_of(scenario, &trouble)));
    }
    failures.push(format!("{} never ends", scenario.name));
    (MOST_PLACES, failures)
}

fn name_of(scenario: &Scenario, trouble: &Trouble) -> String {
    format!("{} {trouble:?}", scenario.name)
}

/// One run: whether it met its fault, or what was broken.
fn run(scenario: &Scenario, trouble: &Trouble) -> Result<bool, String> {
    let mut rig = Rig::new();
    let drafts = (scenario.prepare)(&mut rig);
    let (disk, wire) = disturb(&mut rig, trouble);
    let num_before = rig.sandbox.requests().len();
    rig.start(disk, wire, HORIZON);
    let lived = (scenario.act)(&mut rig, &drafts);
    let has_struck = has_struck(&rig, trouble, num_before);
    if lived.is_ok() {
        rig.close();
    } else {
        rig.kill();
    }
    no_hammering(&rig)?;
    if !has_struck {
        ends_as_planned(&rig, scenario, &drafts)?;
    }
    rig.sandbox.clear_faults();
    rig.patience = Patience::default();
    rig.start_soundly();
    rig.settle().map_err(|_| "it waits for more than a day".to_owned())?;
    assert_invariants(&rig)?;
    person_tidies_up(&mut rig).map_err(|_| "it waits for more than a day".to_owned())?;
    rig.close();
    assert_invariants(&rig)?;
    assert_all_is_done(&rig)?;
    Ok(has_struck)
}

/// Prepares the trouble; what the disk and the network are to do.
fn disturb(rig: &mut Rig, trouble: &Trouble) -> (DiskFault, WireFault) {
    match trouble {
        Trouble::Disk(fault) => return (*fault, WireFault::Nothing),
        Trouble::Wire(fault) => return (DiskFault::Nothing, *fault),
        Trouble::Request(nth, times, what) => {
            if is_silent(what) {
                rig.patience = HASTE;
            }
            rig.sandbox.fault(Fault {
                route: Route::Any,
                after: u32::try_from(*nth).unwrap(),
                times: *times,
                what: what.clone(),
            });
        }
        Trouble::DiesAtRequest(nth, commits) => {
            rig.dies_at_request = Some(*nth);
            rig.sandbox.fault(Fault {
                route: Route::Any,
                after: u32::try_from(*nth).unwrap(),
                times: 1,
                what: if *commits {
                    FaultKind::CommitThenSilence
                } else {
                    FaultKind::Silence
                },
            });
        }
    }
    (DiskFault::Nothing, WireFault::Nothing)
}

fn is_silent(what: &FaultKind) -> bool {
    matches!(
        what,
        FaultKind::Silence | FaultKind::CommitThenSilence | FaultKind::StallBody { .. }
    )
}

fn has_struck(rig: &Rig, trouble: &Trouble, num_before: usize) -> bool {
    match trouble {
        Trouble::Disk(_) => rig.disk.has_struck(),
        Trouble::Wire(_) => rig.network.has_struck(),
        Trouble::Request(nth, ..) | Trouble::DiesAtRequest(nth, _) => {
            rig.sandbox.requests().len() - num_before > *nth
        }
    }
}

/// A disk or a network that fails for ever is not asked without a pause.
fn no_hammering(rig: &Rig) -> Result<(), String> {
    let waited: Duration = rig.clock.waits().iter().sum();
    let tries = rig.disk.failed();
    let allowed = SOME_TRIES + usize::try_from(waited.as_secs() / 5).unwrap_or(usize::MAX) * 2;
    if tries > allowed {
        return Err(format!("{tries} failed tries on the disk in {waited:?}"));
    }
    Ok(())
}

fn ends_as_planned(rig: &Rig, scenario: &Scenario, drafts: &[sendoff::domain::Draft]) -> Result<(), String> {
    for (draft, end) in drafts.iter().zip(scenario.ends) {
        let stage = rig.stage(draft.id);
        if stage != *end {
            let story = rig.seen.story();
            return Err(format!("undisturbed, it ends {stage}, not {end}: {story}"));
        }
    }
    Ok(())
}

fn repeat(one: &str) {
    for scenario in ALL {
        for way in WAYS {
            for n in 0..MOST_PLACES {
                let trouble = way(n);
                if name_of(scenario, &trouble) == one {
                    println!("{one} at {START}: {:?}", run(scenario, &trouble));
                    return;
                }
            }
        }
    }
    panic!("there is no run called {one}");
}

/// Enough to find what an outage shows.
const HORIZON: Duration = Duration::from_mins(10);
/// So long is waited for an answer in the runs where none comes.
const HASTE: Patience = Patience {
    call: Duration::from_millis(60),
    submit: Duration::from_millis(60),
    stall: Duration::from_millis(60),
};
/// Starting, reading and one attempt of everything.
const SOME_TRIES: usize = 60;
const NUM_THREADS: usize = 6;

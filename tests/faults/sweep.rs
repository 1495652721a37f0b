//! Every scenario, disturbed at every place in every way; then the program starts again and all must be well.
//!
//! `SENDOFF_FAULT='text Disk(Torn(3, 1))'` repeats one run, named as a failure names it; `SENDOFF_FAULT=text`
//! those of one scenario; `SENDOFF_FAULT=all` also those that are left out for time.

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
use crate::rig::{Died, Rig};
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
    |n| {
        Trouble::Request(
            n,
            1,
            FaultKind::html(200, "<html>Sign in to the Wi-Fi</html>"),
        )
    },
];

fn committed(status: u16) -> FaultKind {
    FaultKind::CommitThenAnswer(CannedAnswer {
        status,
        ..CannedAnswer::default()
    })
}

/// At least this many runs, so that the sweep cannot shrink unseen.
const FEWEST_RUNS: usize = 2_000;

#[test]
fn nothing_is_lost_doubled_or_untrue_whatever_fails_and_wherever() {
    let wanted = std::env::var("SENDOFF_FAULT").unwrap_or_default();
    let began = Instant::now();
    let planned = plan(&wanted);
    let queue: Mutex<VecDeque<(&Scenario, Trouble)>> = Mutex::new(planned.into());
    let num_runs = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..NUM_THREADS {
            scope.spawn(|| {
                while let Some((scenario, trouble)) = take(&queue) {
                    num_runs.fetch_add(1, Ordering::SeqCst);
                    let failed = try_run(scenario, &trouble);
                    failures.lock().unwrap().extend(failed);
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
    let enough = if is_everything(&wanted) {
        FEWEST_RUNS
    } else {
        1
    };
    assert!(num_runs >= enough, "only {num_runs} runs");
}

fn is_everything(wanted: &str) -> bool {
    wanted.is_empty() || wanted == "all"
}

/// What is run: each scenario once undisturbed, which tells how many places it has, then its troubles at every place.
fn plan(wanted: &str) -> Vec<(&'static Scenario, Trouble)> {
    let mut planned = Vec::new();
    for scenario in ALL {
        let is_wanted = is_everything(wanted) || wanted.split(' ').next() == Some(scenario.name);
        if !is_wanted {
            continue;
        }
        let places = places(scenario);
        for (number, way) in WAYS.iter().enumerate() {
            let places = places.of(&way(0));
            let thin = |n: &usize| !wanted.is_empty() || is_in_short_sweep(&way(0), number, *n);
            planned.extend((0..places).filter(thin).map(|n| (scenario, way(n))));
        }
    }
    if wanted.contains(' ') {
        planned.retain(|(scenario, trouble)| name_of(scenario, trouble) == wanted);
    }
    planned
}

/// Looks are many and much alike, so a third of them is enough for every day; `SENDOFF_FAULT=all` takes them all. Of
/// the ways in which a request fails, half are tried at one place and half at the next.
fn is_in_short_sweep(kind: &Trouble, way: usize, n: usize) -> bool {
    match kind {
        Trouble::Disk(DiskFault::LookOnce(..)) => n.is_multiple_of(3),
        Trouble::Disk(DiskFault::LookForEver(..)) => n.is_multiple_of(2),
        Trouble::Disk(_) | Trouble::DiesAtRequest(..) => true,
        Trouble::Wire(_) | Trouble::Request(..) => (way + n).is_multiple_of(2),
    }
}

/// How many places of each kind a scenario has.
struct Places {
    changes: usize,
    looks: usize,
    requests: usize,
}

impl Places {
    fn of(&self, kind: &Trouble) -> usize {
        match kind {
            Trouble::Disk(DiskFault::LookOnce(..)) => self.looks,
            Trouble::Disk(DiskFault::LookForEver(..)) => self.looks.div_ceil(7),
            Trouble::Disk(_) => self.changes,
            Trouble::Wire(_) | Trouble::Request(..) | Trouble::DiesAtRequest(..) => self.requests,
        }
    }
}

/// An undisturbed run, which must end as planned.
fn places(scenario: &Scenario) -> Places {
    let mut rig = Rig::new();
    let drafts = (scenario.prepare)(&mut rig);
    rig.start(DiskFault::Nothing, WireFault::Nothing, HORIZON);
    (scenario.act)(&mut rig, &drafts).unwrap();
    rig.close();
    for (draft, end) in drafts.iter().zip(scenario.ends) {
        let (stage, story) = (rig.stage(draft.id), rig.seen.story());
        assert_eq!(stage, *end, "{} undisturbed: {story}", scenario.name);
    }
    assert_invariants(&rig).unwrap();
    let (changes, looks) = rig.disk.counts();
    let requests = rig.sandbox.requests().len();
    Places {
        changes,
        looks,
        requests,
    }
}

fn take<T>(queue: &Mutex<VecDeque<T>>) -> Option<T> {
    queue.lock().unwrap().pop_front()
}

/// One run; what went wrong.
fn try_run(scenario: &Scenario, trouble: &Trouble) -> Option<String> {
    let why = match catch_unwind(AssertUnwindSafe(|| run(scenario, trouble))) {
        Ok(Ok(())) => return None,
        Ok(Err(why)) => why,
        Err(panic) => panic
            .downcast_ref::<String>()
            .cloned()
            .unwrap_or_else(|| "a panic".to_owned()),
    };
    Some(format!("'{}': {why}", name_of(scenario, trouble)))
}

fn name_of(scenario: &Scenario, trouble: &Trouble) -> String {
    format!("{} {trouble:?}", scenario.name)
}

/// Disturbs the scenario, starts the program again on sound ground, and looks; then a person tidies up.
fn run(scenario: &Scenario, trouble: &Trouble) -> Result<(), String> {
    let mut rig = Rig::new();
    let drafts = (scenario.prepare)(&mut rig);
    let (disk, wire) = disturb(&mut rig, trouble);
    rig.start(disk, wire, HORIZON);
    match (scenario.act)(&mut rig, &drafts) {
        Ok(()) => rig.close(),
        Err(Died) => rig.kill(),
    }
    no_hammering(&rig)?;
    rig.sandbox.clear_faults();
    rig.patience = Patience::default();
    let (jobs, _) = rig.store().jobs().map_err(|err| err.to_string())?;
    if jobs.iter().any(|job| job.scheduled_for().is_some()) {
        // Nobody is there at its time, so that nothing moves while it is looked at.
        rig.clock.pass(HORIZON);
    }
    rig.start_soundly();
    let too_long = |_: Died| "it waits for more than a day".to_owned();
    rig.settle().map_err(too_long)?;
    assert_invariants(&rig)?;
    person_tidies_up(&mut rig).map_err(too_long)?;
    rig.close();
    assert_invariants(&rig)?;
    assert_all_is_done(&rig)
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
                after: u32::try_from(*nth).unwrap(),
                times: *times,
                ..Fault::once(Route::Any, what.clone())
            });
        }
        Trouble::DiesAtRequest(nth, commits) => {
            rig.dies_at_request = Some(*nth);
            let what = if *commits {
                FaultKind::CommitThenSilence
            } else {
                FaultKind::Silence
            };
            rig.sandbox.fault(Fault {
                after: u32::try_from(*nth).unwrap(),
                ..Fault::once(Route::Any, what)
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

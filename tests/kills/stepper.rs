//! The program held still after every call that changes a file or talks to the network, so that it can be killed
//! exactly there. `strace` does the holding; nothing in the program knows of it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::profile::Profile;
use crate::skip::skip;

/// What became of a run.
pub(crate) struct Stepped {
    /// The calls it made, in order, as `strace` writes them; last those in whose middle it was killed, which may or may
    /// not have done their work.
    pub(crate) calls: Vec<String>,
    pub(crate) was_killed: bool,
}

/// Whether a program can be held still on this computer. Where not, says so for everyone to see.
pub(crate) fn can_step() -> bool {
    let tried = Command::new("strace")
        .args([
            "-f",
            "-e",
            "trace=mkdir",
            "-e",
            "inject=mkdir:signal=SIGSTOP",
            "true",
        ])
        .stderr(Stdio::null())
        .status();
    let can = tried.is_ok_and(|status| status.success());
    if !can {
        skip("no kill at exact points, because strace cannot be used here");
    }
    can
}

/// Runs the program and holds it still after each call; `kills_now` is shown the calls so far and may end it there.
pub(crate) fn step(
    profile: &Profile,
    args: &[&str],
    mut kills_now: impl FnMut(&[String]) -> bool,
) -> Stepped {
    let mut strace = start(profile, args);
    let lines = lines_of(strace.0.stderr.take().unwrap());
    let mut calls = Vec::new();
    let mut was_killed = false;
    // Every thread says that it stands still, some of them late. Going on is said once for each call: said again, it
    // would cancel the next stop.
    let mut is_held = false;
    let mut asked_after = 0;
    let mut begun = BTreeMap::new();
    loop {
        match lines
            .recv_timeout(LONG_SILENCE)
            .map(|line| whole(line, &mut begun))
        {
            Ok(line) if is_result(&line) => {
                is_held = true;
                if worked(&line) {
                    calls.push(line);
                } else if was_killed && line.ends_with("= ?") {
                    begun.insert(format!("ended {}", begun.len()), line);
                }
            }
            Ok(line) if is_held && line.contains("--- stopped by SIGSTOP ---") => {
                is_held = false;
                // What other threads still say after that changes nothing any more.
                if !was_killed && calls.len() > asked_after {
                    asked_after = calls.len();
                    was_killed = kills_now(&calls);
                }
                let signal = if was_killed {
                    Signal::KILL
                } else {
                    Signal::CONT
                };
                strace.signal(signal);
            }
            Ok(_) => {}
            // Two threads may have stopped it at once; or it waits for something.
            Err(RecvTimeoutError::Timeout) => {
                strace.signal(Signal::CONT);
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    strace.0.wait().unwrap();
    if was_killed {
        calls.extend(begun.into_values());
    }
    Stepped { calls, was_killed }
}

/// The lines as they come.
fn lines_of(from: ChildStderr) -> Receiver<String> {
    let (sender, lines) = sync_channel(MANY_LINES);
    let thread = thread::Builder::new().name("strace".to_owned());
    let read = move || {
        for line in BufReader::new(from).lines() {
            if sender.send(line.unwrap()).is_err() {
                break;
            }
        }
    };
    thread.spawn(read).unwrap();
    lines
}

/// `strace`, which takes the program with it when the test stops early.
struct Strace(Child);

impl Strace {
    /// Sends a signal to the program itself, the only child of `strace`, unless it has ended.
    fn signal(&self, signal: Signal) {
        let id = self.0.id();
        let children =
            std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
        if let Some(child) = children.split_whitespace().next() {
            let program = Pid::from_raw(child.parse().unwrap()).unwrap();
            kill_process(program, signal).ok();
        }
    }
}

impl Drop for Strace {
    fn drop(&mut self) {
        if self.0.try_wait().is_ok_and(|status| status.is_none()) {
            self.signal(Signal::KILL);
            self.0.wait().ok();
        }
    }
}

fn start(profile: &Profile, args: &[&str]) -> Strace {
    let program = profile.command(args);
    let [stdout, stderr] = profile.outputs();
    let mut strace = Command::new("strace");
    strace
        .args(["-f", "-y", "-s", "40", "-e", &format!("trace={CALLS}")])
        .args(["-e", &format!("inject={CALLS}:signal=SIGSTOP")])
        // It must not outlive `strace`, which does not always get to end it.
        .args(["setpriv", "--pdeathsig", "KILL"])
        // What `strace` writes and what the program writes must not mix.
        .args(["sh", "-c", "exec \"$0\" \"$@\" 2>\"$STEPPED_ERRORS\""])
        .arg(program.get_program())
        .args(program.get_args())
        .env_clear()
        .env("STEPPED_ERRORS", stderr)
        .stdin(Stdio::null())
        .stdout(File::create(stdout).unwrap())
        .stderr(Stdio::piped());
    for (name, value) in program.get_envs() {
        strace.env(name, value.unwrap_or_default());
    }
    Strace(strace.spawn().unwrap())
}

/// Puts the two halves of a call together that another thread's call came between.
fn whole(line: String, begun: &mut BTreeMap<String, String>) -> String {
    let thread = line.split(']').next().unwrap_or_default().to_owned();
    if let Some((_, end)) = line.split_once(" resumed>") {
        return begun.remove(&thread).unwrap_or_default() + end;
    }
    if let Some((beginning, _)) = line.split_once(" <unfinished") {
        begun.insert(thread, beginning.to_owned());
    }
    line
}

/// Whether a line says how a call ended.
fn is_result(line: &str) -> bool {
    let result = line.rsplit_once(" = ");
    result.is_some_and(|(call, _)| call.contains(')'))
}

/// Whether it did what it was meant to.
fn worked(line: &str) -> bool {
    let Some((_, result)) = line.rsplit_once(" = ") else {
        return false;
    };
    result.starts_with(|c: char| c.is_ascii_digit()) || result.contains("EINPROGRESS")
}

/// Everything that changes what is on disk, other than bytes of a file that has no name yet, and all of the network.
const CALLS: &str = "fsync,fdatasync,rename,renameat,renameat2,mkdir,mkdirat,unlink,unlinkat,rmdir,flock,connect,\
                     sendto,sendmsg,writev,recvfrom";

/// Nothing that is held still says anything; nothing that is not is harmed by being told to go on.
const LONG_SILENCE: Duration = Duration::from_millis(300);
/// More than all threads say at one stop.
const MANY_LINES: usize = 256;

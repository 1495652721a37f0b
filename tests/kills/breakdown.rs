//! The program breaks down by itself, because the system refuses what it never refuses: threads, or random numbers.
//! Whatever that hits, it says where and nothing else, and the post is neither lost nor doubled.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use serde_json::json;

use crate::aftermath::{Person, Restart, Wish, check_files, check_published_once, finish, restart};
use crate::linkedin::LinkedIn;
use crate::profile::{Outcome, PASSPHRASE, Profile, until};
use crate::skip::skip;
use crate::stepper::can_step;

/// Claims that neither a secret is told nor what the breakdown itself had to say.
#[track_caller]
fn check_silent(linkedin: &LinkedIn, outcome: &Outcome) {
    let (_, client_secret) = linkedin.app("member");
    for words in [
        PASSPHRASE,
        client_secret,
        "panicked",
        "spawn worker",
        "source of random",
    ] {
        assert!(!outcome.stderr.contains(words), "{words}: {outcome:?}");
    }
}

#[test]
fn broken_down_with_the_vault_open_it_tells_only_where_and_the_post_is_uncertain() {
    if !can_step() {
        return;
    }
    let linkedin = LinkedIn::open();
    let profile = Profile::signed_in(&linkedin, &["member"]);
    let wish = Wish::new("Broken:".to_owned());
    linkedin.fault("create_post", &json!({"delay": {"ms": 5_000}}));
    let mut command = profile.command(&wish.command());
    command.env("RUST_LOG", "trace");
    let run = profile.start(command);
    until("the create request", || linkedin.has_struck());
    // From now on it gets no random numbers, and it rolls the dice when the answer is there.
    let mut strace = Command::new("strace")
        .args(["-f", "-o", "/dev/null", "-e", "trace=getrandom"])
        .args(["-e", "inject=getrandom:error=EIO", "-p"])
        .arg(run.child.id().to_string())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    BufReader::new(strace.stderr.take().unwrap())
        .read_line(&mut said)
        .unwrap();
    let outcome = run.end();
    strace.wait().unwrap();
    if !said.contains("attached") {
        return skip(
            "no breakdown with the vault open, because strace may not attach to a program",
        );
    }
    assert!(
        outcome
            .stderr
            .contains("something broke down at src/engine/"),
        "{outcome:?}"
    );
    check_silent(&linkedin, &outcome);
    assert_eq!(outcome.code, Some(6), "{outcome:?}");
    // Without random numbers it could not even write that down; the next start does.
    restart(&profile, Restart::CommandLine);
    assert_eq!(wish.stage(&profile), Some("uncertain"));
    let again = finish(&linkedin, &profile, &wish, Person::Looks);
    check_published_once(&linkedin.records(), &profile, &wish, again);
    check_files(&profile);
}

#[test]
fn a_program_that_gets_no_more_threads_tells_no_secret_and_loses_no_post() {
    if !can_step() {
        return;
    }
    let linkedin = LinkedIn::open();
    let template = Profile::signed_in(&linkedin, &["member"]);
    // After the first of its two network threads the runtime itself never comes back; nothing has happened by then.
    for after in [1, 3, 4, 5, 6] {
        let profile = template.copy();
        let wish = Wish::new(format!("Threads {after}:"));
        let outcome = profile.start(without_threads(&profile, &wish, after)).end();
        assert_ne!((after, outcome.code), (1, Some(0)), "{outcome:?}");
        check_silent(&linkedin, &outcome);
        restart(&profile, Restart::CommandLine);
        let again = finish(&linkedin, &profile, &wish, Person::Looks);
        check_published_once(&linkedin.records(), &profile, &wish, again);
        check_files(&profile);
    }
}

/// The program under a system that refuses every thread from this one on.
fn without_threads(profile: &Profile, wish: &Wish, after: usize) -> Command {
    let program = profile.command(&[&wish.command()[..], &["--timeout", "10"]].concat());
    let mut strace = Command::new("strace");
    strace
        .args([
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            "trace=clone,clone3",
            "-e",
            "signal=none",
        ])
        .args([
            "-e",
            &format!("inject=clone,clone3:error=EAGAIN:when={after}+"),
        ])
        // One that hangs must not outlive the test.
        .args(["setpriv", "--pdeathsig", "KILL"])
        .arg(program.get_program())
        .args(program.get_args())
        .env_clear()
        .env("RUST_LOG", "trace");
    for (name, value) in program.get_envs() {
        strace.env(name, value.unwrap_or_default());
    }
    strace
}

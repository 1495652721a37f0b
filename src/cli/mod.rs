//! The command line: the same engine, store and outbox as the window, without a window.
//!
//! One file per command. Results go to standard output, one JSON object per line with `--json`; logs go to standard
//! error. Never here: decisions about jobs, HTTP, the format of files.

mod after;
mod age;
mod args;
mod diagnostics;
mod drafts;
mod files;
mod follow;
mod helper;
mod history;
mod library_args;
mod link;
mod login;
mod mentions;
mod outbox;
mod output;
#[cfg(test)]
mod papers_tests;
mod parse;
mod post;
mod profile;
mod sandbox;
mod send_due;
mod stats;
mod window;

use std::io::Write as _;
use std::process::ExitCode;
use std::time::Instant;

use crate::domain::Change;
use args::{Command, CommandLine, Outbox};
use library_args::Drafts;
use output::{Exit, Output};
use profile::Profile;

use crate::web::PublicPages;

/// Runs the program.
pub fn main() -> ExitCode {
    let begun = Instant::now();
    keep_secrets_from_crash_reports();
    let (line, alts) = match args::read() {
        Ok(read) => read,
        Err(err) if err.use_stderr() => return wrong_usage(&err).into(),
        Err(help) => {
            help.print().ok();
            return ExitCode::SUCCESS;
        }
    };
    if !matches!(line.command, Some(Command::Helper(_))) {
        start_logging();
    }
    run(line, alts, begun).into()
}

fn run(line: CommandLine, alts: Vec<Option<String>>, begun: Instant) -> Exit {
    let output = Output {
        is_json: line.global.json,
    };
    if let Some(Command::Sandbox { port }) = line.command {
        return sandbox::sandbox(output, port);
    }
    if let Some(Command::Helper(helper)) = &line.command {
        return helper.run(output);
    }
    let profile = match Profile::read(&line.global) {
        Ok(profile) => profile,
        Err(words) => return output.refused("usage", &words, "Nothing was sent.", Exit::Usage),
    };
    match line.command {
        None => {
            let begun = line.measure.then_some(begun);
            window::window(profile, output, line.sandbox, &line.files, begun)
        }
        Some(Command::Login(args)) => login::login(&profile, output, &args),
        Some(Command::Accounts) => login::accounts(&profile, output),
        Some(Command::Logout { urn }) => login::logout(&profile, output, &urn),
        Some(Command::Post(args)) => post::post(&profile, output, &args, alts),
        Some(Command::Outbox { command }) => {
            outbox::outbox(&profile, output, command.unwrap_or(Outbox::List))
        }
        Some(Command::SendDue(args)) => send_due::send_due(&profile, output, &args),
        Some(Command::Mentions { command }) => mentions::mentions(
            &profile,
            output,
            command.unwrap_or(mentions::Mentions::List),
        ),
        Some(Command::History(args)) => history::history(&profile, output, &args),
        Some(Command::Drafts { command }) => {
            let all = Drafts::List { search: None };
            drafts::drafts(&profile, output, command.unwrap_or(all))
        }
        Some(Command::Link { url }) => link::link(&PublicPages, output, &url),
        Some(Command::Stats { urn }) => stats::stats(&profile, output, &urn),
        Some(Command::Edit { urn, text }) => {
            after::change(&profile, output, &urn, Change::Text(text))
        }
        Some(Command::Delete { urn }) => after::change(&profile, output, &urn, Change::Delete),
        Some(Command::Diagnostics) => diagnostics::diagnostics(&profile, output),
        Some(Command::Sandbox { port }) => sandbox::sandbox(output, port),
        Some(Command::Helper(helper)) => helper.run(output),
    }
}

/// What is wrong with the command line, for people and, where that was asked for, for programs.
fn wrong_usage(err: &clap::Error) -> Exit {
    err.print().ok();
    let is_json = std::env::args_os().any(|arg| arg == "--json");
    if is_json {
        let words = err.to_string();
        let paragraph: Vec<&str> = words
            .lines()
            .take_while(|line| !line.is_empty())
            .map(str::trim)
            .collect();
        let words = paragraph.join(" ");
        let words = words.trim_start_matches("error: ");
        let message = format!("The command line is not understood ({words})");
        let hint = "Nothing was sent. `sendoff --help` shows how it is used.";
        return Output { is_json }.refused("usage", &message, hint, Exit::Usage);
    }
    Exit::Usage
}

/// A crash says where it happened and nothing else: neither what was being worked on nor a copy of the memory.
fn keep_secrets_from_crash_reports() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        let place = place.unwrap_or_default();
        writeln!(
            std::io::stderr(),
            "sendoff: something broke down at {place}"
        )
        .ok();
    }));
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        if let Err(err) = setrlimit(Resource::Core, none) {
            writeln!(
                std::io::stderr(),
                "sendoff: core files are not switched off: {err}"
            )
            .ok();
        }
    }
}

/// Logs go to standard error, as much as `RUST_LOG` asks for; warnings if it does not ask.
fn start_logging() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        // Whoever listened may have gone away; that is no reason to stop.
        .log_internal_errors(false)
        .init();
}

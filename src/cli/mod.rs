//! The command line: the same engine, store and outbox as the window, without a window.
//!
//! One file per command. Results go to standard output, one JSON object per line with `--json`; logs go to standard
//! error. Never here: decisions about jobs, HTTP, the format of files.

mod args;
mod follow;
mod login;
mod outbox;
mod output;
mod post;
mod profile;
mod sandbox;
mod window;

use std::process::ExitCode;

use args::{Command, CommandLine, Outbox};
use output::{Exit, Output};
use profile::Profile;

/// Runs the program.
pub fn main() -> ExitCode {
    start_logging();
    let (line, alts) = match args::read() {
        Ok(read) => read,
        Err(err) => {
            err.print().ok();
            return if err.use_stderr() {
                Exit::Usage.into()
            } else {
                ExitCode::SUCCESS
            };
        }
    };
    run(line, alts).into()
}

fn run(line: CommandLine, alts: Vec<Option<String>>) -> Exit {
    let output = Output {
        is_json: line.global.json,
    };
    if let Some(Command::Sandbox { port }) = line.command {
        return sandbox::sandbox(output, port);
    }
    let profile = match Profile::read(&line.global) {
        Ok(profile) => profile,
        Err(words) => return output.refused("usage", &words, "Nothing was sent.", Exit::Usage),
    };
    match line.command {
        None => window::window(profile, output, line.sandbox, &line.files),
        Some(Command::Login(args)) => login::login(&profile, output, &args),
        Some(Command::Accounts) => login::accounts(&profile, output),
        Some(Command::Logout { urn }) => login::logout(&profile, output, &urn),
        Some(Command::Post(args)) => post::post(&profile, output, args, alts),
        Some(Command::Outbox { command }) => {
            outbox::outbox(&profile, output, command.unwrap_or(Outbox::List))
        }
        Some(Command::History) => outbox::history(&profile, output),
        Some(Command::Sandbox { port }) => sandbox::sandbox(output, port),
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
        .init();
}

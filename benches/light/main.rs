//! How light the program is: a table of figures, each held against a floor or a peer in the same run.
//!
//! `cargo bench --bench light`, on Linux, with Xvfb, xdotool and curl. `SENDOFF_BIN` names another build to measure.
//! A word after `--` measures one part only: `start`, `growth`, `writing`, `pictures` or `sending`.

#![cfg(target_os = "linux")]
#![expect(clippy::print_stdout, reason = "figures are for whoever runs this")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod discard;
#[path = "../../tests/fixtures/film.rs"]
mod film;
mod pictures;
mod profile;
#[path = "../shared/screen.rs"]
mod screen;
mod sending;
mod start;
mod table;
mod writing;

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use screen::Screen;
use table::{HEADING, Row};

fn main() -> ExitCode {
    // `cargo bench` adds words of its own.
    let parts: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with("--"))
        .collect();
    let wants = |part: &str| parts.is_empty() || parts.iter().any(|wanted| wanted == part);
    println!("{HEADING}");
    if (wants("start") || wants("growth")) && std::env::var_os("SENDOFF_BIN").is_none() {
        // `cargo bench` builds one that carries what only the tools of tests need.
        build(&["--bin", "sendoff"]);
    }
    let mut missed = Vec::new();
    let mut show = |rows: Vec<Row>| {
        for row in rows {
            println!("{row}");
            if !row.holds() {
                missed.push(row.figure);
            }
        }
    };
    if wants("start") {
        show(start::rows(&Screen::open(), &bare_window()));
    }
    if wants("growth") {
        show(start::growth(&Screen::open()));
    }
    if wants("writing") {
        show(writing::rows());
    }
    if wants("pictures") {
        show(pictures::rows());
    }
    if wants("sending") {
        show(sending::rows());
    }
    if missed.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("\nOut of reach: {}", missed.join("; "));
    ExitCode::FAILURE
}

/// The floor, built as the program was, or the one that `SENDOFF_BARE` names.
fn bare_window() -> PathBuf {
    if let Some(built) = std::env::var_os("SENDOFF_BARE") {
        return built.into();
    }
    build(&["--example", "bare_window"]);
    // Both stand in the same target folder: this program in `release/deps`.
    let here = std::env::current_exe().unwrap();
    here.ancestors()
        .nth(2)
        .unwrap()
        .join("examples/bare_window")
}

/// Builds something as people get it, and leaves it in the same target folder.
fn build(what: &[&str]) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["build", "--quiet", "--locked", "--release"])
        .args(what)
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    // What this program was told about itself: some crates are built anew where it differs.
    for (name, _) in std::env::vars_os() {
        let word = name.to_string_lossy();
        if word.starts_with("CARGO_PKG_") || word.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    assert!(cargo.status().unwrap().success(), "{what:?} is built");
}

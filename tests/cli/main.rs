//! The program as a script meets it: the real binary, its words and exit codes, and LinkedIn on loopback.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod after;
mod diagnostics;
mod drafts;
mod draw_page;
mod files;
#[path = "../fixtures/film.rs"]
mod film;
mod film_beside;
mod history;
mod kinds;
mod later;
#[cfg(unix)]
mod leaks;
mod ledger;
mod link;
mod mentions;
mod outbox;
mod pictures;
mod posting;
mod profile;
#[cfg(unix)]
mod rough_ground;
mod scanner;
mod secrets;
mod sign_in;
#[path = "../fixtures/skip.rs"]
mod skip;
mod statistics;
mod support;
mod trouble;
mod uploads;
mod video;

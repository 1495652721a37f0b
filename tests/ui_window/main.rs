//! The whole window, found by label and role as a screen reader finds it, on the real engine and the sandbox. One
//! file per part of the window; `support.rs` opens it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "../fixtures/film.rs"]
mod film;
#[path = "../fixtures/full_outbox.rs"]
mod full_outbox;

mod after;
mod comfort;
mod drafts;
mod inspector;
mod kept;
mod keyboard;
mod kinds;
mod later;
mod ledger;
mod mentions;
mod messages;
mod pictures;
mod posting;
mod preview;
mod reach;
mod spelling;
mod support;
mod vault;
mod ways_in;

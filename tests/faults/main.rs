//! Faults on purpose, through the whole engine: every disk operation and every request fails once, in every way.
//!
//! | file | |
//! |---|---|
//! | `disk.rs`, `network.rs`, `clock.rs` | a disk, a network and a time that do as they are told |
//! | `rig.rs` | a profile, an engine and a LinkedIn on loopback; killed, started again, looked at |
//! | `invariants.rs` | what must hold however things went |
//! | `scenarios.rs`, `sweep.rs` | what a person does, and every fault at every place of it |
//! | the others | single cases, named by their numbers in `tests/cases/` |

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod breakdowns;
mod clock;
mod disk;
#[path = "../fixtures/film.rs"]
mod film;
mod instances;
mod invariants;
mod later;
mod model;
mod network;
mod rig;
mod scenarios;
mod soak;
mod submit;
mod sweep;

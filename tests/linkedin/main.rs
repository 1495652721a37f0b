//! The wire against a server that answers exactly as written down: byte for byte, or not at all.
//!
//! The sandbox behaves like LinkedIn; this server behaves like everything that can stand between us and LinkedIn.
//! Never here: what LinkedIn itself would check.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod assets;
mod auth;
mod callback;
mod comments;
mod hostile;
mod organizations;
mod posts;
mod samples;
mod scripted;
mod statistics;
mod videos;

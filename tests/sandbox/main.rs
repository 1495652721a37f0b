//! The sandbox as a stranger meets it: raw HTTP, no code of Sendoff's between the test and the wire.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod changes;
mod comments;
mod control;
mod documents;
mod duplicates;
mod faults;
mod feed;
mod identity;
mod images;
mod organizations;
mod posts;
mod signing_in;
mod statistics;
mod support;
mod tokens;
mod videos;

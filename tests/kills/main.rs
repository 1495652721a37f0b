//! The real program killed for good, at each point of a post's way and at random, and what is left when it starts
//! again. LinkedIn is the built-in sandbox, as a process of its own that nothing here kills.
//!
//! `SENDOFF_BIN` names another build to try. Killing at an exact point needs `strace`; where it cannot be used that
//! part says so and does nothing, unless `SENDOFF_SKIP_NOTHING` is set: then it fails.
//! `SENDOFF_KILL_ROUNDS` and `SENDOFF_KILL_SEED` steer the kills at random.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod aftermath;
mod at_random;
mod breakdown;
mod linkedin;
mod points;
mod profile;
mod saving;
mod scene;
#[path = "../fixtures/skip.rs"]
mod skip;
mod stepper;
mod window;
mod wire;

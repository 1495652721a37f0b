//! Sendoff: a lightweight native window for posting to LinkedIn. Write, see what will appear, send it once.
//!
//! # Floors
//!
//! ```text
//!                      app, cli            wiring: the window; the command line
//!                    /     |    \
//!                  ui      |     engine    ui: panes; engine: the only tokio runtime
//!                   |      |   /   |   \   \
//!                   |  sandbox linkedin store media web
//!                    \          \   |   /   /
//!                       domain (values and rules)
//!                          |
//!                       words (sentences by name, in the language of the window)
//! ```
//!
//! Arrows point down only. `linkedin`, `store`, `media` and `web` don't know each other; `sandbox` is LinkedIn
//! and knows nothing of ours; `web` looks at foreign pages and knows no token. Data goes one way: **draft → check →
//! post → job (on disk) → uploads → create → receipt**.
//!
//! # Invariants
//!
//! 1. A [`domain::Post`] exists only because [`domain::Draft::check`] returned it, also when read from disk.
//! 2. Once a create request may have left, no machine sends it again. No answer means [`domain::Stage::Uncertain`].
//! 3. A job is on disk, synced, before its first byte leaves; it owns copies of its media.
//! 4. Nothing blocks the UI thread; no file or network access in `ui/`.
//! 5. One tokio runtime. One place turns events into a repaint. Every promise sender answers, then wakes.
//! 6. A pane changes only what it was lent; everything else is an [`ui::Action`].
//! 7. A secret has no `Display` and no `Debug` that shows it; it is zeroed on drop; it is sent only to LinkedIn.
//! 8. Commentary is kept as typed and encoded exactly once, at send; decoding what will be sent must give back what
//!    was typed, or nothing is sent.
//!
//! `tests/tidy` keeps the floors and the house rules.

pub mod app;
pub mod cli;
pub mod domain;
pub mod engine;
#[cfg(any(test, feature = "fuzzing"))]
#[doc(hidden)]
pub mod fuzzing;
pub mod linkedin;
pub mod media;
pub mod sandbox;
pub mod store;
pub mod tls;
pub mod ui;
pub mod web;
pub mod words;

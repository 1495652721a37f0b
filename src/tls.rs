//! How connections are encrypted: rustls, with the primitives of `ring`. Never: to whom they go and whom to believe,
//! which is with `linkedin`, `web` and the system's certificates.
//!
//! `ring` in place of `aws-lc`, rustls' own choice: a megabyte less in the program, four crates less, and nothing but a
//! C compiler is needed to build it. What it lacks is a key exchange that a quantum computer could not undo years later.
//! That is accepted: tokens have expired by then, most of what is sent is published at once, and the secret of an app can
//! be replaced.

use rustls::crypto::ring;

/// A client to be told what it may do. The only way to one: `reqwest` by itself knows no primitives, and would panic.
pub fn client_builder() -> reqwest::ClientBuilder {
    // They are chosen once for the whole process; the next one who comes finds them chosen.
    ring::default_provider().install_default().ok();
    #[expect(clippy::disallowed_methods, reason = "the one place where it is safe")]
    reqwest::Client::builder()
}

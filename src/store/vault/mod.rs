//! The vault: every token and client secret, encrypted in one file, opened by a keyring or a passphrase.
//!
//! | file | |
//! |---|---|
//! | `file.rs` | [`VaultFile`]: what there is, make, unlock, put aside |
//! | `open.rs` | [`Vault`], unlocked: read and change |
//! | `secrets.rs` | [`Secrets`]: what is inside |
//! | `envelope.rs` | the file format and its seals |
//! | `kdf.rs`, `key.rs`, `passphrase.rs` | what they are called |
//!
//! There is no unencrypted mode and no silent way round a keyring that fails. Losing a vault costs a new sign-in,
//! never a draft: nothing else on disk depends on it. Not promised: that an older copy of the file is noticed, and
//! any protection from programs that run as the same user while the vault is open.
//!
//! The window and the command line use one vault at once: changing takes the lock beside the file and starts from
//! what is there. Calls block for a quarter of a second and more; see [`super::disk`].

#[cfg(test)]
mod edges_tests;
mod envelope;
mod error;
mod file;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod fuzzing;
mod kdf;
mod key;
mod open;
mod passphrase;
mod secrets;
#[cfg(test)]
mod tests;

pub use error::VaultError;
pub use file::{VaultFile, VaultSlots, VaultState};
pub use kdf::KdfCost;
pub use key::Key;
pub use open::Vault;
pub use passphrase::Passphrase;
pub use secrets::{Secrets, StoredApp, StoredTokens};

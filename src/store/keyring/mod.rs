//! The keyring of the operating system, which keeps one 32-byte key per vault.
//!
//! Tokens never go there, only the key that opens the vault. Nothing outside `os.rs` knows a keyring crate.
//!
//! No test may open the keyring of the computer it runs on: a person would be asked for a password, or lose an
//! entry. Three guards see to that. Code that needs a keyring takes a `&dyn KeyProvider` and is given
//! [`Keyring::of_this_computer`] by the wiring of the program only; that constructor panics in every program that
//! Cargo builds for a test; and where `SENDOFF_NO_KEYRING` is set, as it has to be for programs that tests start,
//! every call is refused before anything is opened.

mod os;
mod worker;

pub use worker::Keyring;

use super::vault::Key;
use crate::words::t;

/// A place that keeps keys by the id of their vault.
///
/// Calls block, for seconds where a person has to unlock the keyring first.
pub trait KeyProvider: Send + Sync {
    /// Keeps a key, in place of an earlier one for the same vault.
    fn store_key(&self, vault_id: &str, key: &Key) -> Result<(), KeyringError>;

    /// The key of a vault.
    fn load_key(&self, vault_id: &str) -> Result<Key, KeyringError>;

    /// Forgets the key of a vault. One that is not there is [`KeyringError::EntryMissing`].
    fn delete_key(&self, vault_id: &str) -> Result<(), KeyringError>;

    /// Whether this place can be relied on: stores a made-up key, reads it back, deletes it.
    ///
    /// Offer the keyring only after this; some accept a key and have forgotten it at once.
    fn probe(&self) -> Result<(), KeyringError> {
        let key = Key::generate().map_err(|_random| KeyringError::Failed)?;
        let made_up_id = format!("probe-{}", std::process::id());
        self.store_key(&made_up_id, &key)?;
        let loaded = self.load_key(&made_up_id);
        let deleted = self.delete_key(&made_up_id);
        match loaded {
            Ok(loaded) if loaded.is_same(&key) => deleted,
            Ok(_) | Err(KeyringError::EntryMissing) => Err(KeyringError::Forgetful),
            Err(err) => Err(err),
        }
    }
}

/// Why the keyring was of no help. None of them is fatal: a passphrase opens the vault as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyringError {
    /// No answer in time, now or a moment ago; most often a locked keyring that waits for its password.
    #[error("{}", t!("vault-keyring-busy"))]
    Busy,
    /// It works, and has no key of this vault.
    #[error("{}", t!("keyring-no-key"))]
    EntryMissing,
    /// There is none in this session, or it was switched off.
    #[error("{}", t!("keyring-none"))]
    NotThere,
    /// It is locked, or the person refused.
    #[error("{}", t!("keyring-locked"))]
    Denied,
    /// There is more than one entry, or one that is not a key. It was left alone.
    #[error("{}", t!("keyring-other"))]
    NotOurs,
    /// It cannot keep a key of 44 letters.
    #[error("{}", t!("keyring-cannot"))]
    Unsuitable,
    /// It accepts a key and does not give it back.
    #[error("{}", t!("keyring-forgets"))]
    Forgetful,
    /// Anything else.
    #[error("{}", t!("keyring-error"))]
    Failed,
}

#[cfg(test)]
pub(crate) mod memory {
    //! A keyring in memory, for tests.

    use std::collections::BTreeMap;
    use std::sync::Mutex;

    use super::{KeyProvider, KeyringError};
    use crate::store::vault::Key;

    #[derive(Default)]
    pub(crate) struct MemoryKeyring(Mutex<BTreeMap<String, [u8; 32]>>);

    impl KeyProvider for MemoryKeyring {
        fn store_key(&self, vault_id: &str, key: &Key) -> Result<(), KeyringError> {
            let mut keys = self.0.lock().unwrap();
            keys.insert(vault_id.to_owned(), *key.expose());
            Ok(())
        }

        fn load_key(&self, vault_id: &str) -> Result<Key, KeyringError> {
            let keys = self.0.lock().unwrap();
            let bytes = keys.get(vault_id).ok_or(KeyringError::EntryMissing)?;
            Ok(Key::from_bytes(*bytes))
        }

        fn delete_key(&self, vault_id: &str) -> Result<(), KeyringError> {
            let removed = self.0.lock().unwrap().remove(vault_id);
            removed.map(drop).ok_or(KeyringError::EntryMissing)
        }
    }

    impl MemoryKeyring {
        pub(crate) fn len(&self) -> usize {
            self.0.lock().unwrap().len()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::memory::MemoryKeyring;
    use super::*;

    /// Accepts everything, keeps nothing.
    struct Sieve;

    impl KeyProvider for Sieve {
        fn store_key(&self, _: &str, _: &Key) -> Result<(), KeyringError> {
            Ok(())
        }
        fn load_key(&self, _: &str) -> Result<Key, KeyringError> {
            Err(KeyringError::EntryMissing)
        }
        fn delete_key(&self, _: &str) -> Result<(), KeyringError> {
            Err(KeyringError::EntryMissing)
        }
    }

    #[test]
    fn a_keyring_that_forgets_does_not_pass_the_probe() {
        assert_eq!(Sieve.probe(), Err(KeyringError::Forgetful));
    }

    #[test]
    fn the_probe_leaves_nothing_behind() {
        let keyring = MemoryKeyring::default();
        assert_eq!(keyring.probe(), Ok(()));
        assert_eq!(keyring.len(), 0);
    }
}

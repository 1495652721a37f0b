//! Why a vault does not open or change, said for the person at the window. Never carries anything from inside it.

use super::super::error::StoreError;
use super::super::keyring::KeyringError;
use crate::words::t;

/// The vault could not be opened or changed. Unless it says otherwise, the file was left as it was.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// There is no vault file, or not any more.
    #[error("{}", t!("vault-missing"))]
    Missing,
    /// A new vault would have replaced one that is there.
    #[error("{}", t!("vault-exists"))]
    AlreadyThere,
    /// The passphrase does not open the vault.
    #[error("{}", t!("vault-wrong-passphrase"))]
    WrongPassphrase,
    /// Shorter than [`super::Passphrase::MIN_BYTES`].
    #[error("{}", t!("vault-passphrase-short"))]
    PassphraseTooShort,
    /// Longer than [`super::Passphrase::MAX_BYTES`].
    #[error("{}", t!("vault-passphrase-long"))]
    PassphraseTooLong,
    /// The step needs the passphrase, because the vault has one.
    #[error("{}", t!("vault-passphrase-needed"))]
    PassphraseNeeded,
    /// The step needs the keyring, because the vault's key is kept there too.
    #[error("{}", t!("vault-keyring-needed"))]
    KeyringNeeded,
    /// The key fits, the contents were changed by someone without it, or the disk garbled them.
    #[error(
        "{}", t!("vault-tampered")
    )]
    Tampered,
    /// Cut short, or not a vault at all.
    #[error("{}", t!("vault-damaged", line = *line, column = *column))]
    NotRon {
        /// Counted from 1.
        line: usize,
        /// In characters, counted from 1.
        column: usize,
    },
    /// A later Sendoff wrote it, in this format. It is never written by this one.
    #[error("{}", t!("vault-newer", format = *.0))]
    NewerFormat(u32),
    /// Lengths, counts or costs no Sendoff writes; refused before any work is done on them.
    #[error(
        "{}", t!("vault-unsupported")
    )]
    UnsupportedParameters,
    /// The vault is opened in another way only: no passphrase was set, or no keyring is used.
    #[error("{}", t!("vault-no-such-slot"))]
    NoSuchSlot,
    /// The keyring is of no help. A passphrase still is.
    #[error("{}", t!("vault-no-keyring", why = .0.to_string()))]
    KeyringUnavailable(KeyringError),
    /// The keyring did not answer in time. Trying again is safe.
    #[error("{}", t!("vault-keyring-busy"))]
    KeyringBusy,
    /// The keyring works and does not have the key, or has another one.
    #[error(
        "{}", t!("vault-keyring-lost-key")
    )]
    KeyringEntryMissing,
    /// Another Sendoff changed the key or made a new vault. Unlock again.
    #[error("{}", t!("vault-changed"))]
    ChangedElsewhere,
    /// The system has no random numbers to give.
    #[error("{}", t!("vault-no-random"))]
    NoRandomness,
    /// The key could not be made of the passphrase for lack of memory.
    #[error("{}", t!("vault-no-memory"))]
    OutOfMemory,
    /// Reading, writing or locking the file failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<KeyringError> for VaultError {
    fn from(err: KeyringError) -> Self {
        match err {
            KeyringError::Busy => Self::KeyringBusy,
            KeyringError::EntryMissing => Self::KeyringEntryMissing,
            KeyringError::NotThere
            | KeyringError::Denied
            | KeyringError::NotOurs
            | KeyringError::Unsuitable
            | KeyringError::Forgetful
            | KeyringError::Failed => Self::KeyringUnavailable(err),
        }
    }
}

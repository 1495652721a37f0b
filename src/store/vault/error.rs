//! Why a vault does not open or change, said for the person at the window. Never carries anything from inside it.

use super::super::error::StoreError;
use super::super::keyring::KeyringError;

/// The vault could not be opened or changed. Unless it says otherwise, the file was left as it was.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// There is no vault file, or not any more.
    #[error("There is no vault yet. Sign in to make one")]
    Missing,
    /// A new vault would have replaced one that is there.
    #[error("There is a vault already, so no new one was made")]
    AlreadyThere,
    /// The passphrase does not open the vault.
    #[error("That is not the passphrase of this vault. Nothing was changed")]
    WrongPassphrase,
    /// Shorter than [`super::Passphrase::MIN_BYTES`].
    #[error("A passphrase needs at least 8 letters or signs")]
    PassphraseTooShort,
    /// Longer than [`super::Passphrase::MAX_BYTES`].
    #[error("A passphrase can have at most 1024 letters or signs")]
    PassphraseTooLong,
    /// The step needs the passphrase, because the vault has one.
    #[error("The passphrase of the vault is needed for this")]
    PassphraseNeeded,
    /// The step needs the keyring, because the vault's key is kept there too.
    #[error("The keyring is needed for this, because it opens the vault too")]
    KeyringNeeded,
    /// The key fits, the contents were changed by someone without it, or the disk garbled them.
    #[error(
        "The vault was damaged or changed from outside, so it was not used. Sign in again to make a new one; this one is kept"
    )]
    Tampered,
    /// Cut short, or not a vault at all.
    #[error(
        "The vault is damaged from line {line}, column {column} on, so it was not used. Sign in again to make a new one; this one is kept"
    )]
    NotRon {
        /// Counted from 1.
        line: usize,
        /// In characters, counted from 1.
        column: usize,
    },
    /// A later Sendoff wrote it, in this format. It is never written by this one.
    #[error(
        "A newer Sendoff wrote the vault (format {0}), so it was left as it is. Update Sendoff to use it"
    )]
    NewerFormat(u32),
    /// Lengths, counts or costs no Sendoff writes; refused before any work is done on them.
    #[error(
        "The vault asks for something Sendoff never writes, so it was not used. Sign in again to make a new one; this one is kept"
    )]
    UnsupportedParameters,
    /// The vault is opened in another way only: no passphrase was set, or no keyring is used.
    #[error("This vault is not opened that way")]
    NoSuchSlot,
    /// The keyring is of no help. A passphrase still is.
    #[error("The keyring cannot be used: {0}")]
    KeyringUnavailable(KeyringError),
    /// The keyring did not answer in time. Trying again is safe.
    #[error("The keyring does not answer. It may be waiting for you to unlock it")]
    KeyringBusy,
    /// The keyring works and does not have the key, or has another one.
    #[error(
        "The keyring does not have the key of this vault any more. Use the passphrase, or sign in again"
    )]
    KeyringEntryMissing,
    /// Another Sendoff changed the key or made a new vault. Unlock again.
    #[error("Another Sendoff changed the vault. Unlock it again")]
    ChangedElsewhere,
    /// The system has no random numbers to give.
    #[error("This computer gave no random numbers, so nothing was encrypted")]
    NoRandomness,
    /// The key could not be made of the passphrase for lack of memory.
    #[error("There is not enough memory to unlock the vault. Close something and try again")]
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

//! What is told about the vault, and what may be asked of it. Values only; `keys.rs` finds out and does it.

use secrecy::SecretString;

/// Whether the tokens are at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VaultStatus {
    /// Not looked at yet.
    Unknown,
    /// There is none yet. It will be made at the first sign-in.
    Missing {
        /// Whether a passphrase must be chosen, because there is no usable keyring.
        passphrase_needed: bool,
    },
    /// It does not open without a person.
    Locked {
        /// A sentence on why, if the keyring should have done.
        why: Option<String>,
        /// Whether a passphrase opens it; otherwise only the keyring does.
        has_passphrase: bool,
    },
    /// It is open.
    Open(OpenVault),
    /// It cannot be used.
    Broken {
        /// A sentence.
        why: String,
        /// Whether it may be put aside for a new one: not where a later Sendoff or another disk could still open it.
        can_be_replaced: bool,
    },
}

/// How an open vault is opened the next time, and what can be mended about that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each true or not"
)]
pub struct OpenVault {
    /// A passphrase opens it.
    pub has_passphrase: bool,
    /// The keyring opens it, or did before it lost the key.
    pub has_keyring: bool,
    /// The keyring does not have the key any more.
    pub keyring_lost_key: bool,
    /// There may be a keyring to let open it.
    pub can_use_keyring: bool,
    /// Somebody was signed out and the key could not be changed without a passphrase.
    pub owes_new_key: bool,
}

/// A change to how the vault opens.
pub enum VaultChange {
    /// Another passphrase in place of the present one; a first one where there was none.
    Passphrase {
        /// The present one, where there is one.
        present: Option<SecretString>,
        /// The one that opens it from now on.
        new: SecretString,
    },
    /// Let the keyring open it, also one that has lost its key.
    Keyring,
    /// A new key inside: copies of the old vault open nothing new from then on.
    NewKey {
        /// The present passphrase, where there is one.
        passphrase: Option<SecretString>,
    },
}

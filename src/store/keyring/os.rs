//! The keyring crates of the three systems, as a [`KeyProvider`]; the only file that names them.
//!
//! Runs on the keyring thread only: on Linux a call from a tokio thread would panic, because the Secret Service
//! client starts a runtime of its own. A key is kept as base64 text, because KDE Wallet takes nothing but UTF-8.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keyring_core::{CredentialStore, Entry, Error};
use zeroize::{Zeroize as _, Zeroizing};

use super::{KeyProvider, KeyringError};
use crate::store::vault::Key;

/// The credential store of this system.
pub(super) struct OsKeyring {
    store: Arc<CredentialStore>,
}

impl OsKeyring {
    /// Connects to it. On Linux that is a D-Bus call.
    pub(super) fn open() -> Result<Self, KeyringError> {
        if std::env::var_os("SENDOFF_NO_KEYRING").is_some() {
            return Err(KeyringError::NotThere);
        }
        // Whatever keeps us from connecting, there is no keyring for us here.
        let store = open_store().map_err(|err| match explain(err) {
            KeyringError::Failed => KeyringError::NotThere,
            err => err,
        })?;
        Ok(Self { store })
    }

    fn entry(&self, vault_id: &str) -> Result<Entry, KeyringError> {
        self.store.build(SERVICE, vault_id, None).map_err(explain)
    }
}

impl KeyProvider for OsKeyring {
    fn store_key(&self, vault_id: &str, key: &Key) -> Result<(), KeyringError> {
        let text = Zeroizing::new(STANDARD.encode(key.expose()));
        self.entry(vault_id)?.set_password(&text).map_err(explain)
    }

    fn load_key(&self, vault_id: &str) -> Result<Key, KeyringError> {
        let text = self.entry(vault_id)?.get_password().map_err(explain)?;
        parse_key(&Zeroizing::new(text)).ok_or(KeyringError::NotOurs)
    }

    fn delete_key(&self, vault_id: &str) -> Result<(), KeyringError> {
        self.entry(vault_id)?.delete_credential().map_err(explain)
    }
}

fn parse_key(text: &str) -> Option<Key> {
    let bytes = Zeroizing::new(STANDARD.decode(text).ok()?);
    let bytes = Zeroizing::new(<[u8; 32]>::try_from(bytes.as_slice()).ok()?);
    Some(Key::from_bytes(*bytes))
}

/// Some variants carry the secret or the store's own words; neither goes further than here.
fn explain(err: Error) -> KeyringError {
    match err {
        Error::NoEntry => KeyringError::EntryMissing,
        Error::NoStorageAccess(_) => KeyringError::Denied,
        Error::NoDefaultStore => KeyringError::NotThere,
        Error::Ambiguous(_) => KeyringError::NotOurs,
        Error::BadEncoding(mut bytes) | Error::BadDataFormat(mut bytes, _) => {
            bytes.zeroize();
            KeyringError::NotOurs
        }
        Error::TooLong(..) | Error::Invalid(..) | Error::NotSupportedByStore(_) => {
            KeyringError::Unsuitable
        }
        // `PlatformFailure`, `BadStoreFormat`, and what later versions of the crate add.
        _ => KeyringError::Failed,
    }
}

#[cfg(target_os = "linux")]
fn open_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn open_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(windows)]
fn open_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn open_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Err(Error::NoDefaultStore)
}

/// What a person sees in a keyring program.
const SERVICE: &str = "sendoff";

#[cfg(test)]
mod tests {
    use super::*;

    fn with_mock() -> OsKeyring {
        let store = keyring_core::mock::Store::new().unwrap();
        OsKeyring { store }
    }

    #[test]
    fn a_key_comes_back_as_it_was_and_is_gone_after_deleting() {
        let keyring = with_mock();
        let key = Key::generate().unwrap();
        keyring.store_key("vault", &key).unwrap();
        assert!(keyring.load_key("vault").unwrap().is_same(&key));
        let kept = keyring.entry("vault").unwrap().get_password().unwrap();
        assert_eq!(kept.len(), 44, "base64 of 32 bytes");
        keyring.delete_key("vault").unwrap();
        assert_eq!(
            keyring.load_key("vault").map(drop),
            Err(KeyringError::EntryMissing)
        );
    }

    #[test]
    fn an_entry_that_is_no_key_is_not_ours() {
        let keyring = with_mock();
        for text in ["hunter2", "", "AAAA"] {
            keyring.entry("vault").unwrap().set_password(text).unwrap();
            let loaded = keyring.load_key("vault").map(drop);
            assert_eq!(loaded, Err(KeyringError::NotOurs), "{text:?}");
        }
    }

    #[test]
    fn every_error_of_the_keyring_has_our_words_and_no_secret() {
        let cause = || Box::new(std::io::Error::other("CANARY"));
        let secret = || b"CANARY".to_vec();
        let words = || "CANARY".to_owned();
        for (err, expected) in [
            (Error::PlatformFailure(cause()), KeyringError::Failed),
            (Error::NoStorageAccess(cause()), KeyringError::Denied),
            (Error::NoEntry, KeyringError::EntryMissing),
            (Error::BadEncoding(secret()), KeyringError::NotOurs),
            (
                Error::BadDataFormat(secret(), cause()),
                KeyringError::NotOurs,
            ),
            (Error::BadStoreFormat(words()), KeyringError::Failed),
            (Error::TooLong(words(), 8), KeyringError::Unsuitable),
            (Error::Invalid(words(), words()), KeyringError::Unsuitable),
            (Error::Ambiguous(Vec::new()), KeyringError::NotOurs),
            (Error::NoDefaultStore, KeyringError::NotThere),
            (
                Error::NotSupportedByStore(words()),
                KeyringError::Unsuitable,
            ),
        ] {
            let explained = explain(err);
            assert_eq!(explained, expected);
            assert!(!format!("{explained} {explained:?}").contains("CANARY"));
        }
    }
}

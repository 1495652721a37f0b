//! The vault, opened once and shared: where every token comes from and goes to.
//!
//! All calls block (the disk, the keyring, the key derivation): run them with `spawn_blocking`.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use secrecy::SecretString;

use crate::domain::{Cause, Failure};
use crate::store::Store;
use crate::store::keyring::KeyProvider;
use crate::store::vault::{KdfCost, Passphrase, Secrets, Vault, VaultError, VaultFile, VaultState};

/// How the vault is opened.
#[derive(Clone)]
pub enum KeySource {
    /// With this passphrase; the keyring is never touched.
    Passphrase(SecretString),
    /// With the keyring, or a passphrase that the person is asked for.
    Keyring(Arc<dyn KeyProvider>),
    /// With a passphrase that the person is asked for.
    Person,
}

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
    /// It opens with a passphrase; a sentence on why one is needed, if the keyring should have done.
    Locked(Option<String>),
    /// It is open.
    Open,
    /// It cannot be used; a sentence.
    Broken(String),
}

/// The vault of one profile.
pub struct Keys {
    file: VaultFile,
    source: KeySource,
    open: Mutex<Option<Vault>>,
}

impl Keys {
    /// The vault of `store`. Nothing is opened yet.
    pub fn new(store: &Store, source: KeySource, cost: KdfCost) -> Self {
        let file = VaultFile::new(store.disk(), store.paths().vault()).with_cost(cost);
        Self {
            file,
            source,
            open: Mutex::new(None),
        }
    }

    /// Opens the vault if that needs nobody, and says how things stand.
    pub fn probe(&self) -> VaultStatus {
        if let Err(err) = self.forget_if_changed() {
            return VaultStatus::Broken(err.to_string());
        }
        let mut open = self.lock();
        if open.is_some() {
            return VaultStatus::Open;
        }
        match self.file.state() {
            Err(err) => VaultStatus::Broken(err.to_string()),
            Ok(VaultState::Missing) => VaultStatus::Missing {
                passphrase_needed: !self.can_make_one_alone(),
            },
            Ok(VaultState::Locked(slots)) => match self.open_alone(slots.keyring) {
                Ok(vault) => {
                    *open = Some(vault);
                    VaultStatus::Open
                }
                Err(VaultError::PassphraseNeeded) => VaultStatus::Locked(None),
                Err(err @ (VaultError::KeyringBusy | VaultError::KeyringUnavailable(_))) => {
                    VaultStatus::Locked(Some(err.to_string()))
                }
                Err(err @ VaultError::KeyringEntryMissing) if slots.passphrase => {
                    VaultStatus::Locked(Some(err.to_string()))
                }
                Err(err) => VaultStatus::Broken(err.to_string()),
            },
        }
    }

    /// Opens the vault with a passphrase, or makes one if there is none.
    pub fn unlock(&self, passphrase: &SecretString) -> Result<(), VaultError> {
        let passphrase = Passphrase::new(passphrase)?;
        let vault = match self.file.state()? {
            VaultState::Missing => self.file.create_with_passphrase(&passphrase)?,
            VaultState::Locked(_) => self.file.open_with_passphrase(&passphrase)?,
        };
        *self.lock() = Some(vault);
        Ok(())
    }

    /// Opens the vault, and makes one if there is none and that needs nobody.
    pub fn open(&self) -> Result<(), VaultError> {
        let mut open = self.lock();
        if open.is_some() {
            return Ok(());
        }
        let vault = match self.file.state()? {
            VaultState::Missing => self.make_alone()?,
            VaultState::Locked(slots) => self.open_alone(slots.keyring)?,
        };
        *open = Some(vault);
        Ok(())
    }

    /// Makes sure that there is an open vault for a sign-in to keep its tokens in. One that is beyond repair is put
    /// aside, kept, and a new one is made: what was in it comes back with signing in.
    pub fn prepare(
        &self,
        passphrase: Option<&SecretString>,
        now_secs: i64,
    ) -> Result<(), VaultError> {
        let open = || {
            self.forget_if_changed()?;
            match passphrase {
                Some(passphrase) => self.unlock(passphrase),
                None => self.open(),
            }
        };
        match open() {
            // Another Sendoff was quicker.
            Err(VaultError::AlreadyThere) => open(),
            Err(err) if self.is_beyond_repair(&err) => {
                tracing::warn!(%err, "the vault is kept under another name, and a new one is made");
                self.replace(now_secs)?;
                open()
            }
            done => done,
        }
    }

    fn is_beyond_repair(&self, err: &VaultError) -> bool {
        match err {
            VaultError::Tampered
            | VaultError::NotRon { .. }
            | VaultError::UnsupportedParameters => true,
            VaultError::KeyringEntryMissing => {
                matches!(self.file.state(), Ok(VaultState::Locked(slots)) if !slots.passphrase)
            }
            _ => false,
        }
    }

    /// Puts a vault that does not open aside; it is kept under another name.
    pub fn replace(&self, now_secs: i64) -> Result<(), VaultError> {
        let mut open = self.lock();
        self.file.set_aside(now_secs)?;
        *open = None;
        Ok(())
    }

    /// Looks something up among the secrets, as they are on disk now. Opens the vault if that needs nobody.
    pub fn look_up<R>(&self, find: impl FnOnce(&Secrets) -> R) -> Result<R, VaultError> {
        self.forget_if_changed()?;
        self.open_or_say_missing()?;
        let open = self.lock();
        let vault = open.as_ref().ok_or(VaultError::PassphraseNeeded)?;
        Ok(find(vault.secrets()))
    }

    /// Changes the secrets; durable when this returns. Opens the vault, or makes one, if that needs nobody.
    pub fn change(&self, edit: impl FnOnce(&mut Secrets)) -> Result<(), VaultError> {
        self.forget_if_changed()?;
        self.open()?;
        let mut open = self.lock();
        open.as_mut()
            .ok_or(VaultError::PassphraseNeeded)?
            .update(edit)
    }

    /// Lets go of an open vault that another Sendoff gave a new key or put aside.
    fn forget_if_changed(&self) -> Result<(), VaultError> {
        let mut open = self.lock();
        let refreshed = open.as_mut().map(Vault::refresh);
        match refreshed {
            Some(Err(VaultError::ChangedElsewhere | VaultError::Missing)) => *open = None,
            Some(Err(err)) => return Err(err),
            Some(Ok(_)) | None => {}
        }
        Ok(())
    }

    /// A new key for the vault after something left it, where that needs nobody.
    pub fn rotate(&self) -> Result<(), VaultError> {
        let mut open = self.lock();
        let vault = open.as_mut().ok_or(VaultError::PassphraseNeeded)?;
        match &self.source {
            KeySource::Passphrase(secret) => {
                vault.rotate_key(None, Some(&Passphrase::new(secret)?))
            }
            KeySource::Keyring(keyring) => vault.rotate_key(Some(&**keyring), None),
            KeySource::Person => Err(VaultError::PassphraseNeeded),
        }
    }

    fn open_or_say_missing(&self) -> Result<(), VaultError> {
        if self.lock().is_some() {
            return Ok(());
        }
        match self.file.state()? {
            VaultState::Missing => Err(VaultError::Missing),
            VaultState::Locked(_) => self.open(),
        }
    }

    fn open_alone(&self, has_keyring_slot: bool) -> Result<Vault, VaultError> {
        match &self.source {
            KeySource::Passphrase(secret) => {
                self.file.open_with_passphrase(&Passphrase::new(secret)?)
            }
            KeySource::Keyring(keyring) if has_keyring_slot => {
                self.file.open_with_keyring(&**keyring)
            }
            KeySource::Keyring(_) | KeySource::Person => Err(VaultError::PassphraseNeeded),
        }
    }

    fn make_alone(&self) -> Result<Vault, VaultError> {
        match &self.source {
            KeySource::Passphrase(secret) => {
                self.file.create_with_passphrase(&Passphrase::new(secret)?)
            }
            KeySource::Keyring(keyring) => {
                keyring.probe()?;
                self.file.create_with_keyring(&**keyring)
            }
            KeySource::Person => Err(VaultError::PassphraseNeeded),
        }
    }

    fn can_make_one_alone(&self) -> bool {
        match &self.source {
            KeySource::Passphrase(_) => true,
            KeySource::Keyring(keyring) => keyring.probe().is_ok(),
            KeySource::Person => false,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Vault>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a vault that does not open means for a job.
pub(super) fn failure_of(err: &VaultError) -> Failure {
    match err {
        VaultError::Missing => Failure::new(Cause::NotSignedIn),
        VaultError::Store(err) => Failure::with_detail(Cause::Storage, &err.to_string()),
        err => Failure::with_detail(Cause::VaultLocked, &err.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Paths;

    #[test]
    fn a_vault_that_another_sendoff_gave_a_new_key_is_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(folder.path()));
        store.make_folders().unwrap();
        let keys = || {
            let source = KeySource::Passphrase("correct horse battery".into());
            Keys::new(&store, source, KdfCost::FLOOR)
        };
        let (window, command_line) = (keys(), keys());
        window.open().unwrap();
        command_line.change(|_| {}).unwrap();
        command_line.rotate().unwrap();
        window
            .change(|secrets| {
                secrets.apps.insert(
                    "app".to_owned(),
                    crate::store::vault::StoredApp {
                        client_secret: None,
                    },
                );
            })
            .unwrap();
        assert!(
            command_line
                .look_up(|secrets| secrets.apps.contains_key("app"))
                .unwrap()
        );
        assert_eq!(window.probe(), VaultStatus::Open);
    }
}

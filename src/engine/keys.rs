//! The vault, opened once and shared: where every token comes from and goes to.
//!
//! All calls block (the disk, the keyring, the key derivation): run them with `spawn_blocking`.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use secrecy::SecretString;

use super::vault_status::{OpenVault, VaultChange, VaultStatus};
use crate::domain::{Cause, Failure};
use crate::store::keyring::KeyProvider;
use crate::store::vault::{
    KdfCost, Passphrase, Secrets, Vault, VaultError, VaultFile, VaultSlots, VaultState,
};
use crate::store::{Store, StoreError};

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

/// The vault of one profile.
pub struct Keys {
    file: VaultFile,
    source: KeySource,
    open: Mutex<Option<Vault>>,
    /// One at a time opens the vault, and `open` is free meanwhile: the keyring may take its time.
    opening: Mutex<()>,
    /// What was found when the keyring was last asked, and about which vault.
    found: Mutex<Option<(Sight, VaultStatus)>>,
    keyring_lost_key: AtomicBool,
    owes_new_key: AtomicBool,
}

/// A vault as it looks from outside: its id and its ways to open, nothing, or an error.
type Sight = Result<Option<(String, VaultSlots)>, String>;

impl Keys {
    /// The vault of `store`. Nothing is opened yet.
    pub fn new(store: &Store, source: KeySource, cost: KdfCost) -> Self {
        let file = VaultFile::new(store.disk(), store.paths().vault()).with_cost(cost);
        Self {
            file,
            source,
            open: Mutex::new(None),
            opening: Mutex::new(()),
            found: Mutex::new(None),
            keyring_lost_key: AtomicBool::new(false),
            owes_new_key: AtomicBool::new(false),
        }
    }

    /// Opens the vault if that needs nobody, and says how things stand.
    pub fn probe(&self) -> VaultStatus {
        let sight = self.sight();
        let status = self.look();
        *lock(&self.found) = Some((sight, status.clone()));
        status
    }

    /// Says how things stand, and asks the keyring only about what it was not asked before: it may take seconds,
    /// and put a question to a person.
    pub fn glance(&self) -> VaultStatus {
        if self.forget_if_changed().is_ok()
            && let Some(open) = self.open_vault()
        {
            return VaultStatus::Open(open);
        }
        let sight = self.sight();
        match &*lock(&self.found) {
            Some((seen, status)) if *seen == sight && !matches!(status, VaultStatus::Open(_)) => {
                return status.clone();
            }
            _ => {}
        }
        self.probe()
    }

    fn look(&self) -> VaultStatus {
        if let Err(err) = self.forget_if_changed() {
            return self.broken(&err);
        }
        if let Some(open) = self.open_vault() {
            return VaultStatus::Open(open);
        }
        let slots = match self.file.state() {
            Err(err) => return self.broken(&err),
            Ok(VaultState::Missing) => {
                let passphrase_needed = !self.can_make_one_alone();
                return VaultStatus::Missing { passphrase_needed };
            }
            Ok(VaultState::Locked(slots)) => slots,
        };
        let locked = |why| VaultStatus::Locked {
            why,
            has_passphrase: slots.passphrase,
        };
        match self.open() {
            Ok(()) => VaultStatus::Open(self.open_vault().unwrap_or_default()),
            Err(VaultError::PassphraseNeeded) => locked(None),
            Err(
                err @ (VaultError::KeyringBusy
                | VaultError::KeyringUnavailable(_)
                | VaultError::WrongPassphrase),
            ) => locked(Some(err.to_string())),
            Err(err @ VaultError::KeyringEntryMissing) if slots.passphrase => {
                locked(Some(err.to_string()))
            }
            Err(err) => self.broken(&err),
        }
    }

    fn broken(&self, err: &VaultError) -> VaultStatus {
        VaultStatus::Broken {
            why: err.to_string(),
            can_be_replaced: self.is_beyond_repair(err),
        }
    }

    fn sight(&self) -> Sight {
        self.file.sight().map_err(|err| err.to_string())
    }

    fn open_vault(&self) -> Option<OpenVault> {
        let slots = self.lock().as_ref().map(Vault::slots)?;
        Some(OpenVault {
            has_passphrase: slots.passphrase,
            has_keyring: slots.keyring,
            keyring_lost_key: slots.keyring && self.keyring_lost_key.load(Ordering::Relaxed),
            can_use_keyring: matches!(self.source, KeySource::Keyring(_)),
            owes_new_key: self.owes_new_key.load(Ordering::Relaxed),
        })
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
        let _turn = lock(&self.opening);
        if self.lock().is_some() {
            return Ok(());
        }
        let vault = match self.file.state()? {
            VaultState::Missing => self.make_alone()?,
            VaultState::Locked(slots) => self.open_alone(slots)?,
        };
        // A passphrase may have been quicker than the keyring.
        self.lock().get_or_insert(vault);
        Ok(())
    }

    /// Makes sure that there is an open vault for a sign-in to keep its tokens in. One that is beyond repair is put
    /// aside, kept, and a new one is made: what was in it comes back with signing in.
    ///
    /// Tells what the one that was put aside is called now, whatever came after that.
    pub fn prepare(
        &self,
        passphrase: Option<&SecretString>,
        now_secs: i64,
    ) -> (Option<PathBuf>, Result<(), VaultError>) {
        let open = || {
            self.forget_if_changed()?;
            match passphrase {
                Some(passphrase) => self.unlock(passphrase),
                None => self.open(),
            }
        };
        match open() {
            // Another Sendoff was quicker.
            Err(VaultError::AlreadyThere) => (None, open()),
            Err(err) if self.is_beyond_repair(&err) => {
                tracing::warn!(%err, "the vault is kept under another name, and a new one is made");
                match self.replace(now_secs) {
                    Ok(kept) => (Some(kept), open()),
                    Err(err) => (None, Err(err)),
                }
            }
            done => (None, done),
        }
    }

    /// Whether nobody will ever open this vault again, on this computer or with this program.
    pub(super) fn is_beyond_repair(&self, err: &VaultError) -> bool {
        match err {
            VaultError::Tampered
            | VaultError::NotRon { .. }
            | VaultError::UnsupportedParameters
            | VaultError::Store(StoreError::TooLarge { .. }) => true,
            VaultError::KeyringEntryMissing => {
                matches!(self.file.state(), Ok(VaultState::Locked(slots)) if !slots.passphrase)
            }
            _ => false,
        }
    }

    /// Puts a vault that does not open aside; it is kept under the name that this gives back.
    pub fn replace(&self, now_secs: i64) -> Result<PathBuf, VaultError> {
        let mut open = self.lock();
        let kept = self.file.set_aside(now_secs)?;
        *open = None;
        self.keyring_lost_key.store(false, Ordering::Relaxed);
        self.owes_new_key.store(false, Ordering::Relaxed);
        Ok(kept)
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
        self.with_open(|vault| vault.update(edit))
    }

    /// Takes something out of the secrets; durable when this returns. Where there is no vault, or one that nobody
    /// will ever open again, there is nothing to take out.
    pub fn remove(&self, edit: impl FnOnce(&mut Secrets)) -> Result<(), VaultError> {
        let opened = self
            .forget_if_changed()
            .and_then(|()| self.open_or_say_missing());
        match opened {
            Ok(()) => self.with_open(|vault| vault.update(edit)),
            Err(VaultError::Missing) => Ok(()),
            Err(err) if self.is_beyond_repair(&err) => Ok(()),
            Err(err) => Err(err),
        }
    }

    /// Changes how the vault opens. It has to be open.
    pub fn alter(&self, change: &VaultChange) -> Result<(), VaultError> {
        self.forget_if_changed()?;
        match change {
            VaultChange::Passphrase { present, new } => {
                let new = Passphrase::new(new)?;
                self.with_open(|vault| {
                    if !vault.slots().passphrase {
                        return vault.add_passphrase_slot(&new);
                    }
                    let present = present.as_ref().ok_or(VaultError::PassphraseNeeded)?;
                    vault.change_passphrase(&typed_before(present)?, &new)
                })
            }
            VaultChange::Keyring => {
                let keyring = self.keyring().ok_or(VaultError::NoSuchSlot)?;
                self.with_open(|vault| vault.add_keyring_slot(keyring))?;
                self.keyring_lost_key.store(false, Ordering::Relaxed);
                Ok(())
            }
            VaultChange::NewKey { passphrase } => {
                let passphrase = passphrase.as_ref().map(typed_before).transpose()?;
                self.rotate_with(passphrase.as_ref())
            }
        }
    }

    /// A new key for the vault after something left it, where that needs nobody; otherwise it is owed.
    pub fn rotate(&self) -> Result<(), VaultError> {
        let passphrase = match &self.source {
            KeySource::Passphrase(secret) => Some(Passphrase::new(secret)?),
            KeySource::Keyring(_) | KeySource::Person => None,
        };
        let rotated = self.rotate_with(passphrase.as_ref());
        if rotated.is_err() && self.lock().is_some() {
            self.owes_new_key.store(true, Ordering::Relaxed);
        }
        rotated
    }

    fn rotate_with(&self, passphrase: Option<&Passphrase>) -> Result<(), VaultError> {
        self.with_open(|vault| vault.rotate_key(self.keyring(), passphrase))?;
        self.owes_new_key.store(false, Ordering::Relaxed);
        Ok(())
    }

    fn with_open<R>(
        &self,
        work: impl FnOnce(&mut Vault) -> Result<R, VaultError>,
    ) -> Result<R, VaultError> {
        work(self.lock().as_mut().ok_or(VaultError::PassphraseNeeded)?)
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

    fn open_or_say_missing(&self) -> Result<(), VaultError> {
        if self.lock().is_some() {
            return Ok(());
        }
        match self.file.state()? {
            VaultState::Missing => Err(VaultError::Missing),
            VaultState::Locked(_) => self.open(),
        }
    }

    fn open_alone(&self, slots: VaultSlots) -> Result<Vault, VaultError> {
        match &self.source {
            KeySource::Passphrase(secret) => {
                self.file.open_with_passphrase(&Passphrase::new(secret)?)
            }
            KeySource::Keyring(keyring) if slots.keyring => {
                let opened = self.file.open_with_keyring(&**keyring);
                let lost = matches!(opened, Err(VaultError::KeyringEntryMissing));
                self.keyring_lost_key.store(lost, Ordering::Relaxed);
                opened
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

    fn keyring(&self) -> Option<&dyn KeyProvider> {
        match &self.source {
            KeySource::Keyring(keyring) => Some(&**keyring),
            KeySource::Passphrase(_) | KeySource::Person => None,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Vault>> {
        lock(&self.open)
    }
}

/// What is too short or too long to be a passphrase is not that of this vault either.
fn typed_before(passphrase: &SecretString) -> Result<Passphrase, VaultError> {
    Passphrase::new(passphrase).map_err(|_length| VaultError::WrongPassphrase)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Each is whole at any time.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
#[path = "keys_tests.rs"]
mod tests;

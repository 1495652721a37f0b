//! The vault as a file that may or may not be there: looking, making, unlocking, putting aside.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::super::disk::Disk;
use super::super::error::StoreError;
use super::super::keyring::{KeyProvider, KeyringError};
use super::super::lock::FileLock;
use super::envelope::{Envelope, MAX_FILE_BYTES, Slot};
use super::{KdfCost, Key, Passphrase, Secrets, Vault, VaultError};
use crate::words::t;

/// Where the vault is, and how it is handled there.
#[derive(Clone)]
pub struct VaultFile {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    cost: KdfCost,
    patience: Duration,
}

/// What there is before unlocking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VaultState {
    /// No vault yet.
    Missing,
    /// A vault, to be opened in one of these ways.
    Locked(VaultSlots),
}

/// The ways in which a vault opens; at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VaultSlots {
    /// With a key the keyring keeps.
    pub keyring: bool,
    /// With a passphrase.
    pub passphrase: bool,
}

impl VaultFile {
    /// The vault at this path, usually `config/vault.ron`. Nothing is touched yet.
    pub fn new(disk: Arc<dyn Disk>, path: PathBuf) -> Self {
        Self {
            disk,
            path,
            cost: KdfCost::CURRENT,
            patience: PATIENCE,
        }
    }

    /// With another cost for passphrases set from now on. For tests, which have no time for the real one.
    #[must_use]
    pub fn with_cost(self, cost: KdfCost) -> Self {
        Self { cost, ..self }
    }

    /// Whether there is a vault, and how it opens. Asks for no secret.
    pub fn state(&self) -> Result<VaultState, VaultError> {
        let sight = self.sight()?;
        Ok(sight.map_or(VaultState::Missing, |(_, slots)| VaultState::Locked(slots)))
    }

    /// Which vault there is, by its id, and how it opens; `None` if there is none. Asks for no secret.
    pub fn sight(&self) -> Result<Option<(String, VaultSlots)>, VaultError> {
        match self.load() {
            Ok(envelope) => Ok(Some((envelope.id(), VaultSlots::of(&envelope)))),
            Err(VaultError::Missing) => Ok(None),
            Err(err) => Err(err),
        }
    }

    /// Makes an empty vault that the passphrase opens.
    pub fn create_with_passphrase(&self, passphrase: &Passphrase) -> Result<Vault, VaultError> {
        let envelope = Envelope::new()?;
        let dek = Key::generate()?;
        let slot = envelope.passphrase_slot(passphrase, self.cost, &dek)?;
        self.create(envelope, slot, dek)
    }

    /// Makes an empty vault that the keyring opens. [`KeyProvider::probe`] it first.
    pub fn create_with_keyring(&self, keyring: &dyn KeyProvider) -> Result<Vault, VaultError> {
        let envelope = Envelope::new()?;
        let vault_id = envelope.id();
        let dek = Key::generate()?;
        let kek = keep_new_key(keyring, &vault_id)?;
        let slot = envelope.keyring_slot(&kek, &dek)?;
        self.create(envelope, slot, dek).inspect_err(|_| {
            // A key without a vault is of no use and no harm.
            keyring.delete_key(&vault_id).ok();
        })
    }

    /// Unlocks with the passphrase. A passphrase kept at a lower cost than today's is kept at today's from now on.
    pub fn open_with_passphrase(&self, passphrase: &Passphrase) -> Result<Vault, VaultError> {
        let envelope = self.load()?;
        if !envelope.slots.iter().any(Slot::is_passphrase) {
            return Err(VaultError::NoSuchSlot);
        }
        for slot in &envelope.slots {
            if let Some(dek) = envelope.unwrap_with_passphrase(slot, passphrase)? {
                let old_slot = slot.clone();
                let mut vault = Vault::unseal(self.clone(), envelope, dek)?;
                vault.strengthen(&old_slot, passphrase);
                return Ok(vault);
            }
        }
        Err(VaultError::WrongPassphrase)
    }

    /// Unlocks with the key that the keyring keeps.
    pub fn open_with_keyring(&self, keyring: &dyn KeyProvider) -> Result<Vault, VaultError> {
        let envelope = self.load()?;
        if !envelope.slots.iter().any(Slot::is_keyring) {
            return Err(VaultError::NoSuchSlot);
        }
        let kek = keyring.load_key(&envelope.id())?;
        let mut slots = envelope.slots.iter().filter(|slot| slot.is_keyring());
        let dek = slots.find_map(|slot| envelope.unwrap(slot, &kek));
        Vault::unseal(
            self.clone(),
            envelope,
            dek.ok_or(VaultError::KeyringEntryMissing)?,
        )
    }

    /// Renames a vault that does not open to `vault.lost-<now>.ron`, so that a new one can be made; never deletes.
    ///
    /// `now` is Unix seconds. Returns the new path. One of a newer format stays where the newer Sendoff looks for it.
    pub fn set_aside(&self, now: i64) -> Result<PathBuf, VaultError> {
        let _lock = self.lock()?;
        if let Err(err @ VaultError::NewerFormat(_)) = self.load() {
            return Err(err);
        }
        for number in 1..=MAX_LOST {
            let name = match number {
                1 => format!("vault.lost-{now}.ron"),
                _ => format!("vault.lost-{now}-{number}.ron"),
            };
            let to = self.path.with_file_name(name);
            match self.disk.rename(&self.path, &to) {
                Ok(()) => return Ok(to),
                Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {}
                Err(err) if err.kind() == io::ErrorKind::NotFound => {
                    return Err(VaultError::Missing);
                }
                Err(err) => {
                    return Err(StoreError::io(t!("disk-put-vault-aside"), &self.path)(err).into());
                }
            }
        }
        Err(VaultError::AlreadyThere)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn cost(&self) -> KdfCost {
        self.cost
    }

    pub(super) fn lock(&self) -> Result<FileLock, VaultError> {
        let path = self.path.with_extension("lock");
        Ok(FileLock::take_within(&path, self.patience)?)
    }

    pub(super) fn load(&self) -> Result<Envelope, VaultError> {
        let path = &self.path;
        let contents = match self.disk.read(path, MAX_FILE_BYTES) {
            Ok(contents) => contents,
            Err(err) if err.kind() == io::ErrorKind::NotFound => return Err(VaultError::Missing),
            Err(err) if err.kind() == io::ErrorKind::FileTooLarge => {
                let path = path.clone();
                return Err(StoreError::TooLarge { path }.into());
            }
            Err(err) => return Err(StoreError::io(t!("disk-read-vault"), path)(err).into()),
        };
        if contents.is_foreign {
            let path = path.clone();
            return Err(StoreError::Foreign { path }.into());
        }
        if contents.was_exposed {
            tracing::warn!("other users could read the vault file; it is private now");
        }
        Envelope::parse(&contents.bytes)
    }

    /// Only ever with the lock held.
    pub(super) fn save(&self, envelope: &Envelope) -> Result<(), VaultError> {
        let text = envelope.to_file()?;
        if text.len() as u64 > MAX_FILE_BYTES {
            let path = self.path.clone();
            return Err(StoreError::TooLarge { path }.into());
        }
        let replaced = self.disk.replace(&self.path, text.as_bytes());
        Ok(replaced.map_err(StoreError::io(t!("disk-save-vault"), &self.path))?)
    }

    fn create(&self, mut envelope: Envelope, slot: Slot, dek: Key) -> Result<Vault, VaultError> {
        envelope.slots.push(slot);
        let envelope = envelope.seal(&dek, &Secrets::default())?;
        let _lock = self.lock()?;
        let is_there = self.disk.exists(&self.path);
        if is_there.map_err(StoreError::io(t!("disk-look-for-vault"), &self.path))?
            && !self.is_dangling_link()
        {
            return Err(VaultError::AlreadyThere);
        }
        self.save(&envelope)?;
        Vault::unseal(self.clone(), envelope, dek)
    }

    /// A link to a place where the vault is yet to be.
    fn is_dangling_link(&self) -> bool {
        matches!(self.load(), Err(VaultError::Missing))
    }
}

impl VaultSlots {
    pub(super) fn of(envelope: &Envelope) -> Self {
        Self {
            keyring: envelope.slots.iter().any(Slot::is_keyring),
            passphrase: envelope.slots.iter().any(Slot::is_passphrase),
        }
    }
}

/// Has the keyring keep a new key, and makes sure that it does.
pub(super) fn keep_new_key(keyring: &dyn KeyProvider, vault_id: &str) -> Result<Key, VaultError> {
    let kek = Key::generate()?;
    keyring.store_key(vault_id, &kek)?;
    match keyring.load_key(vault_id) {
        Ok(kept) if kept.is_same(&kek) => Ok(kek),
        Ok(_) | Err(KeyringError::EntryMissing) => Err(KeyringError::Forgetful.into()),
        Err(err) => Err(err.into()),
    }
}

/// For another Sendoff to finish a change, two passphrases derived included.
const PATIENCE: Duration = Duration::from_secs(5);
/// Vaults put aside in one second.
const MAX_LOST: u32 = 99;

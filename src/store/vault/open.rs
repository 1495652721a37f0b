//! The unlocked vault: its secrets, and every way of changing it.
//!
//! Each change is one atomic replacement of the file, with the next generation and a fresh nonce. Where it fails,
//! what is in memory stays as it was.

use super::super::keyring::{KeyProvider, KeyringError};
use super::envelope::{Envelope, Slot};
use super::file::keep_new_key;
use super::{KdfCost, Key, Passphrase, Secrets, VaultError, VaultFile, VaultSlots};

/// A vault that has been unlocked. Dropping it locks it again.
///
/// It holds the vault's key, not the passphrase.
pub struct Vault {
    file: VaultFile,
    envelope: Envelope,
    dek: Key,
    secrets: Secrets,
}

impl Vault {
    /// The secrets as of the last change or [`Vault::refresh`] of this `Vault`.
    pub fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// The file it came from.
    pub fn file(&self) -> &VaultFile {
        &self.file
    }

    /// The ways in which it opens.
    pub fn slots(&self) -> VaultSlots {
        VaultSlots::of(&self.envelope)
    }

    /// Names the vault, for its whole life; not a secret. The keyring keeps its key under this.
    pub fn vault_id(&self) -> String {
        self.envelope.id()
    }

    /// Takes in what another Sendoff has saved since. `true` if there was something.
    pub fn refresh(&mut self) -> Result<bool, VaultError> {
        let envelope = self.file.load()?;
        if envelope == self.envelope {
            return Ok(false);
        }
        self.secrets = self.unseal_again(&envelope)?;
        self.envelope = envelope;
        Ok(true)
    }

    /// Changes the secrets, starting from what is on disk now, and saves them. Durable when this returns.
    pub fn update<R>(&mut self, edit: impl FnOnce(&mut Secrets) -> R) -> Result<R, VaultError> {
        self.change(|unsealed| Ok(edit(&mut unsealed.secrets)))
    }

    /// Replaces the passphrase by another. The old one opens nothing from then on.
    pub fn change_passphrase(
        &mut self,
        old: &Passphrase,
        new: &Passphrase,
    ) -> Result<(), VaultError> {
        let cost = self.file.cost();
        self.change(|unsealed| unsealed.rewrap(old, new, cost))
    }

    /// Adds a passphrase, in place of one that is there: whoever has opened the vault may do so.
    pub fn add_passphrase_slot(&mut self, passphrase: &Passphrase) -> Result<(), VaultError> {
        let cost = self.file.cost();
        self.change(|unsealed| {
            let Unsealed { envelope, dek, .. } = unsealed;
            let slot = envelope.passphrase_slot(passphrase, cost, dek)?;
            envelope.slots.retain(Slot::is_keyring);
            envelope.slots.push(slot);
            Ok(())
        })
    }

    /// Lets the keyring open the vault, also to repair a keyring that has lost its key.
    pub fn add_keyring_slot(&mut self, keyring: &dyn KeyProvider) -> Result<(), VaultError> {
        let vault_id = self.envelope.id();
        let kek = match keyring.load_key(&vault_id) {
            // Replacing it would lock out a slot that depends on it, should the save fail.
            Ok(kek) => kek,
            Err(KeyringError::EntryMissing) => keep_new_key(keyring, &vault_id)?,
            Err(err) => return Err(err.into()),
        };
        self.change(|unsealed| {
            let Unsealed { envelope, dek, .. } = unsealed;
            let slot = envelope.keyring_slot(&kek, dek)?;
            envelope.slots.retain(Slot::is_passphrase);
            envelope.slots.push(slot);
            Ok(())
        })
    }

    /// A new key for the vault, as after signing out: copies of the old key open nothing from then on.
    ///
    /// Every slot has to be wrapped anew, so what the vault opens with must be there:
    /// [`VaultError::PassphraseNeeded`] and [`VaultError::KeyringNeeded`] say what to ask for.
    pub fn rotate_key(
        &mut self,
        keyring: Option<&dyn KeyProvider>,
        passphrase: Option<&Passphrase>,
    ) -> Result<(), VaultError> {
        let cost = self.file.cost();
        let keyring_key = match keyring.filter(|_| self.slots().keyring) {
            Some(keyring) => Some(keyring.load_key(&self.envelope.id())?),
            None => None,
        };
        self.change(|unsealed| unsealed.rotate(keyring_key.as_ref(), passphrase, cost))
    }

    pub(super) fn unseal(
        file: VaultFile,
        envelope: Envelope,
        dek: Key,
    ) -> Result<Self, VaultError> {
        Ok(Self {
            secrets: envelope.unseal(&dek)?,
            file,
            envelope,
            dek,
        })
    }

    /// Right after unlocking: keeps the passphrase at today's cost, where it was cheaper to guess.
    pub(super) fn strengthen(&mut self, old_slot: &Slot, passphrase: &Passphrase) {
        let cost = self.file.cost();
        if !old_slot.is_weaker_than(cost) {
            return;
        }
        let strengthened = self.change(|unsealed| {
            let Unsealed { envelope, dek, .. } = unsealed;
            let slot = envelope.passphrase_slot(passphrase, cost, dek)?;
            // Not there any more: another Sendoff was faster.
            if let Some(place) = envelope.slots.iter_mut().find(|slot| *slot == old_slot) {
                *place = slot;
            }
            Ok(())
        });
        if let Err(err) = strengthened {
            // It opens as it is; the next unlocking tries again.
            tracing::warn!(%err, "could not strengthen the vault");
        }
    }

    fn change<R>(
        &mut self,
        edit: impl FnOnce(&mut Unsealed) -> Result<R, VaultError>,
    ) -> Result<R, VaultError> {
        let _lock = self.file.lock()?;
        let envelope = self.file.load()?;
        let mut unsealed = Unsealed {
            secrets: self.unseal_again(&envelope)?,
            envelope,
            dek: self.dek.clone(),
        };
        let result = edit(&mut unsealed)?;
        let Unsealed {
            envelope,
            dek,
            secrets,
        } = unsealed;
        let envelope = envelope.seal(&dek, &secrets)?;
        self.file.save(&envelope)?;
        (self.envelope, self.dek, self.secrets) = (envelope, dek, secrets);
        Ok(result)
    }

    fn unseal_again(&self, envelope: &Envelope) -> Result<Secrets, VaultError> {
        // It opened with this key before, so the file is another one now. Unlocking will tell whether it is sound.
        let unsealed = envelope.unseal(&self.dek);
        unsealed.map_err(|_tampered| VaultError::ChangedElsewhere)
    }
}

/// What a change works on.
struct Unsealed {
    envelope: Envelope,
    dek: Key,
    secrets: Secrets,
}

impl Unsealed {
    fn rewrap(
        &mut self,
        old: &Passphrase,
        new: &Passphrase,
        cost: KdfCost,
    ) -> Result<(), VaultError> {
        let index = self.slot_of(old)?;
        self.envelope.slots[index] = self.envelope.passphrase_slot(new, cost, &self.dek)?;
        Ok(())
    }

    fn rotate(
        &mut self,
        keyring_key: Option<&Key>,
        passphrase: Option<&Passphrase>,
        cost: KdfCost,
    ) -> Result<(), VaultError> {
        let slots = VaultSlots::of(&self.envelope);
        let dek = Key::generate()?;
        let mut new_slots = Vec::new();
        if slots.keyring {
            let kek = keyring_key.ok_or(VaultError::KeyringNeeded)?;
            let mut old_slots = self.envelope.slots.iter();
            if !old_slots.any(|slot| self.envelope.unwrap(slot, kek).is_some()) {
                return Err(VaultError::KeyringEntryMissing);
            }
            new_slots.push(self.envelope.keyring_slot(kek, &dek)?);
        }
        if slots.passphrase {
            let passphrase = passphrase.ok_or(VaultError::PassphraseNeeded)?;
            self.slot_of(passphrase)?;
            new_slots.push(self.envelope.passphrase_slot(passphrase, cost, &dek)?);
        }
        self.envelope.slots = new_slots;
        self.dek = dek;
        Ok(())
    }

    /// Which slot a passphrase opens.
    fn slot_of(&self, passphrase: &Passphrase) -> Result<usize, VaultError> {
        if !self.envelope.slots.iter().any(Slot::is_passphrase) {
            return Err(VaultError::NoSuchSlot);
        }
        for (index, slot) in self.envelope.slots.iter().enumerate() {
            let dek = self.envelope.unwrap_with_passphrase(slot, passphrase)?;
            if dek.is_some() {
                return Ok(index);
            }
        }
        Err(VaultError::WrongPassphrase)
    }
}

#[cfg(test)]
impl Vault {
    pub(super) fn has_same_key(&self, other: &Self) -> bool {
        self.dek.is_same(&other.dek)
    }
}

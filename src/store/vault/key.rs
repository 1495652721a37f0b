//! A 256-bit key: the vault's own, or one that wraps it. Never shown, never compared in the open, zeroed on drop.

use zeroize::Zeroizing;

use super::VaultError;

/// 32 secret bytes. No `Debug`, no `Display`, no `PartialEq`, on purpose.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; 32]>);

impl Key {
    /// A new key from the system's source of randomness.
    pub fn generate() -> Result<Self, VaultError> {
        let mut key = Self(Zeroizing::new([0; 32]));
        fill_random(key.0.as_mut_slice())?;
        Ok(key)
    }

    /// A key somebody else kept.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, for a cipher or a keyring.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Whether both are the same key, in a time that does not tell where they differ.
    pub fn is_same(&self, other: &Self) -> bool {
        let pairs = self.0.iter().zip(other.0.iter());
        pairs.fold(0, |differing, (a, b)| differing | (a ^ b)) == 0
    }
}

/// Random bytes for ids, salts and nonces.
pub(super) fn random<const N: usize>() -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    fill_random(&mut bytes)?;
    Ok(bytes)
}

fn fill_random(bytes: &mut [u8]) -> Result<(), VaultError> {
    getrandom::fill(bytes).map_err(|_cause| VaultError::NoRandomness)
}

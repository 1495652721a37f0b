//! From a passphrase to a key: Argon2id, and how much work it may be.

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::key::Key;
use super::{Passphrase, VaultError};

/// What one guess at a passphrase costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KdfCost {
    /// Memory in KiB.
    pub m_kib: u32,
    /// Passes over the memory.
    pub t: u32,
    /// Lanes.
    pub p: u32,
}

impl KdfCost {
    /// What new vaults use: the second recommended option of RFC 9106, section 4. About 0.15 s.
    pub const CURRENT: Self = Self {
        m_kib: 65_536,
        t: 3,
        p: 4,
    };
    /// The least a vault may ask for: the OWASP Password Storage Cheat Sheet's minimum. For tests too.
    pub const FLOOR: Self = Self {
        m_kib: 19_456,
        t: 2,
        p: 1,
    };
    /// The most a vault may ask for, 1 GiB: a file must not be able to bring the computer down.
    const CEILING: Self = Self {
        m_kib: 1_048_576,
        t: 16,
        p: 16,
    };

    /// Whether a vault may ask for this. Checked before any memory is taken.
    pub(super) fn is_allowed(self) -> bool {
        (Self::FLOOR.m_kib..=Self::CEILING.m_kib).contains(&self.m_kib)
            && (1..=Self::CEILING.t).contains(&self.t)
            && (1..=Self::CEILING.p).contains(&self.p)
    }

    /// Whether guessing is cheaper than it would be at `other`.
    pub(super) fn is_weaker_than(self, other: Self) -> bool {
        let work = |cost: Self| u64::from(cost.m_kib) * u64::from(cost.t);
        self.m_kib < other.m_kib || work(self) < work(other)
    }

    /// The key that wraps the vault's key. Takes the memory and the time it says.
    pub(super) fn derive(
        self,
        passphrase: &Passphrase,
        salt: &[u8; SALT_BYTES],
    ) -> Result<Key, VaultError> {
        if !self.is_allowed() {
            return Err(VaultError::UnsupportedParameters);
        }
        let params = Params::new(self.m_kib, self.t, self.p, Some(32))
            .map_err(|_cause| VaultError::UnsupportedParameters)?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.bytes(), salt, key.as_mut_slice())
            .map_err(explain)?;
        Ok(Key::from_bytes(*key))
    }
}

fn explain(err: argon2::Error) -> VaultError {
    match err {
        argon2::Error::OutOfMemory => VaultError::OutOfMemory,
        _ => VaultError::UnsupportedParameters,
    }
}

/// How the cost stands in the file.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Kdf {
    Argon2id { m_kib: u32, t: u32, p: u32 },
}

impl From<KdfCost> for Kdf {
    fn from(KdfCost { m_kib, t, p }: KdfCost) -> Self {
        Self::Argon2id { m_kib, t, p }
    }
}

impl From<Kdf> for KdfCost {
    fn from(Kdf::Argon2id { m_kib, t, p }: Kdf) -> Self {
        Self { m_kib, t, p }
    }
}

pub(super) const SALT_BYTES: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_costs_inside_the_window_are_allowed() {
        for (m_kib, t, p, is_allowed) in [
            (19_456, 2, 1, true),
            (65_536, 3, 4, true),
            (1_048_576, 16, 16, true),
            (19_455, 2, 1, false),
            (8, 2, 1, false),
            (1 << 31, 2, 1, false),
            (65_536, 0, 1, false),
            (65_536, 17, 1, false),
            (65_536, 3, 0, false),
            (65_536, 3, 17, false),
        ] {
            let cost = KdfCost { m_kib, t, p };
            assert_eq!(cost.is_allowed(), is_allowed, "{cost:?}");
        }
    }

    #[test]
    fn only_a_lack_of_memory_is_called_that() {
        let lack = explain(argon2::Error::OutOfMemory);
        assert!(matches!(lack, VaultError::OutOfMemory));
        let other = explain(argon2::Error::MemoryTooMuch);
        assert!(matches!(other, VaultError::UnsupportedParameters));
    }

    #[test]
    fn less_memory_or_less_work_is_weaker() {
        let current = KdfCost::CURRENT;
        assert!(KdfCost::FLOOR.is_weaker_than(current));
        assert!(KdfCost { t: 2, ..current }.is_weaker_than(current));
        assert!(!current.is_weaker_than(current));
        let larger = KdfCost {
            m_kib: 262_144,
            t: 1,
            p: 4,
        };
        assert!(!larger.is_weaker_than(current));
        let hasty = KdfCost {
            m_kib: 70_000,
            t: 1,
            p: 4,
        };
        assert!(hasty.is_weaker_than(current), "a third of the work");
    }
}

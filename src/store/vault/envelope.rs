//! The vault file, byte for byte: its RON, what is checked before any work, and the two kinds of seal.
//!
//! ```ron
//! (
//!     format: 1,
//!     vault_id: "…",      // 16 random bytes, base64 as all bytes here
//!     generation: 7,      // one more at every save
//!     slots: [            // 1 to 4 ways to the vault's key
//!         Keyring(nonce: "…", wrapped_dek: "…"),
//!         Passphrase(kdf: Argon2id(m_kib: 65536, t: 3, p: 4), salt: "…", nonce: "…", wrapped_dek: "…"),
//!     ],
//!     nonce: "…",
//!     payload: "…",
//! )
//! ```
//! A random key, the DEK, seals the payload; each slot holds the DEK sealed with another key, the KEK, which the
//! keyring keeps or a passphrase gives. The cipher is XChaCha20-Poly1305 with random nonces throughout.
//! Who may open or change the vault, and when, is decided in [`super::open`], not here.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::{AeadInOut as _, KeyInit as _, XChaCha20Poly1305, XNonce};
use ron::error::SpannedError;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

use super::kdf::{Kdf, KdfCost, SALT_BYTES};
use super::key::{Key, random};
use super::{Passphrase, Secrets, VaultError};

/// A vault file whose shape has been checked; its seals have not.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Envelope {
    format: u32,
    vault_id: Bytes,
    generation: u64,
    pub(super) slots: Vec<Slot>,
    nonce: Bytes,
    payload: Bytes,
}

impl Envelope {
    /// A first envelope around no secrets, not yet with a slot.
    pub(super) fn new() -> Result<Self, VaultError> {
        Ok(Self {
            format: FORMAT,
            vault_id: Bytes(random::<ID_BYTES>()?.to_vec()),
            generation: 0,
            slots: Vec::new(),
            nonce: Bytes(Vec::new()),
            payload: Bytes(Vec::new()),
        })
    }

    /// Reads a file and checks everything that can be checked without a key.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, VaultError> {
        /// All formats have this in common.
        #[derive(Deserialize)]
        struct Header {
            format: u32,
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let Header { format } = ron::de::from_bytes(bytes).map_err(|err| not_ron(&err))?;
        if format > FORMAT {
            return Err(VaultError::NewerFormat(format));
        }
        let envelope: Self = ron::de::from_bytes(bytes).map_err(|err| not_ron(&err))?;
        envelope.check()?;
        Ok(envelope)
    }

    pub(super) fn to_file(&self) -> Result<String, VaultError> {
        self.check()?;
        let pretty = PrettyConfig::new().new_line("\n").depth_limit(2);
        let mut text = ron::ser::to_string_pretty(self, pretty)
            // Numbers and base64 always have a form.
            .map_err(|_cause| VaultError::UnsupportedParameters)?;
        text.push('\n');
        Ok(text)
    }

    /// The name under which a keyring keeps a key for this vault.
    pub(super) fn id(&self) -> String {
        STANDARD.encode(&self.vault_id.0)
    }

    /// Opens the payload.
    pub(super) fn unseal(&self, dek: &Key) -> Result<Secrets, VaultError> {
        let aad = payload_aad(&self.vault_id.0, self.generation);
        let text = open(dek, &self.nonce, &aad, &self.payload).ok_or(VaultError::Tampered)?;
        Secrets::from_plain_text(&text, &self.id())
    }

    /// The next generation, with these secrets under this key, and a nonce never used before.
    pub(super) fn seal(mut self, dek: &Key, secrets: &Secrets) -> Result<Self, VaultError> {
        let generation = self.generation.checked_add(1);
        self.generation = generation.ok_or(VaultError::UnsupportedParameters)?;
        let text = secrets.to_plain_text(&self.id())?;
        let nonce = random()?;
        let aad = payload_aad(&self.vault_id.0, self.generation);
        self.payload = seal(dek, nonce, &aad, text.as_bytes())?;
        self.nonce = Bytes(nonce.to_vec());
        Ok(self)
    }

    /// A slot for a key that a keyring keeps.
    pub(super) fn keyring_slot(&self, kek: &Key, dek: &Key) -> Result<Slot, VaultError> {
        let (nonce, wrapped_dek) = self.wrap(kek, dek)?;
        Ok(Slot::Keyring { nonce, wrapped_dek })
    }

    /// A slot for a passphrase, with a salt of its own. Takes as long as unlocking.
    pub(super) fn passphrase_slot(
        &self,
        passphrase: &Passphrase,
        cost: KdfCost,
        dek: &Key,
    ) -> Result<Slot, VaultError> {
        let salt = random()?;
        let kek = cost.derive(passphrase, &salt)?;
        let (nonce, wrapped_dek) = self.wrap(&kek, dek)?;
        Ok(Slot::Passphrase {
            kdf: cost.into(),
            salt: Bytes(salt.to_vec()),
            nonce,
            wrapped_dek,
        })
    }

    /// The vault's key out of a slot, if the passphrase fits. Any other slot has no key for it.
    pub(super) fn unwrap_with_passphrase(
        &self,
        slot: &Slot,
        passphrase: &Passphrase,
    ) -> Result<Option<Key>, VaultError> {
        let Slot::Passphrase { kdf, salt, .. } = slot else {
            return Ok(None);
        };
        let salt = salt.0.as_slice().try_into();
        let salt = salt.map_err(|_length| VaultError::UnsupportedParameters)?;
        let kek = KdfCost::from(*kdf).derive(passphrase, salt)?;
        Ok(self.unwrap(slot, &kek))
    }

    /// The vault's key out of a slot, if the key fits.
    pub(super) fn unwrap(&self, slot: &Slot, kek: &Key) -> Option<Key> {
        let (Slot::Keyring { nonce, wrapped_dek }
        | Slot::Passphrase {
            nonce, wrapped_dek, ..
        }) = slot;
        let dek = open(kek, nonce, &slot_aad(&self.vault_id.0), wrapped_dek)?;
        let dek = Zeroizing::new(<[u8; 32]>::try_from(dek.as_slice()).ok()?);
        Some(Key::from_bytes(*dek))
    }

    fn wrap(&self, kek: &Key, dek: &Key) -> Result<(Bytes, Bytes), VaultError> {
        let nonce = random()?;
        let wrapped_dek = seal(kek, nonce, &slot_aad(&self.vault_id.0), dek.expose())?;
        Ok((Bytes(nonce.to_vec()), wrapped_dek))
    }

    fn check(&self) -> Result<(), VaultError> {
        let is_sound = self.format == FORMAT
            && self.vault_id.0.len() == ID_BYTES
            && (1..=MAX_SLOTS).contains(&self.slots.len())
            && self.slots.iter().all(Slot::is_sound)
            && self.nonce.0.len() == NONCE_BYTES
            && self.payload.0.len() >= TAG_BYTES;
        is_sound
            .then_some(())
            .ok_or(VaultError::UnsupportedParameters)
    }
}

/// One way to the vault's key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Slot {
    Keyring {
        nonce: Bytes,
        wrapped_dek: Bytes,
    },
    Passphrase {
        kdf: Kdf,
        salt: Bytes,
        nonce: Bytes,
        wrapped_dek: Bytes,
    },
}

impl Slot {
    pub(super) fn is_keyring(&self) -> bool {
        matches!(self, Self::Keyring { .. })
    }

    pub(super) fn is_passphrase(&self) -> bool {
        matches!(self, Self::Passphrase { .. })
    }

    /// Whether a passphrase is cheaper to guess here than it should be.
    pub(super) fn is_weaker_than(&self, cost: KdfCost) -> bool {
        match self {
            Self::Keyring { .. } => false,
            Self::Passphrase { kdf, .. } => KdfCost::from(*kdf).is_weaker_than(cost),
        }
    }

    fn is_sound(&self) -> bool {
        let (Self::Keyring { nonce, wrapped_dek }
        | Self::Passphrase {
            nonce, wrapped_dek, ..
        }) = self;
        let is_passphrase_sound = match self {
            Self::Keyring { .. } => true,
            Self::Passphrase { kdf, salt, .. } => {
                KdfCost::from(*kdf).is_allowed() && salt.0.len() == SALT_BYTES
            }
        };
        is_passphrase_sound && nonce.0.len() == NONCE_BYTES && wrapped_dek.0.len() == 32 + TAG_BYTES
    }
}

/// Bytes that stand in the file as base64.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Bytes(pub(super) Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let decoded = STANDARD.decode(text);
        decoded.map(Self).map_err(serde::de::Error::custom)
    }
}

fn seal(
    key: &Key,
    nonce: [u8; NONCE_BYTES],
    aad: &[u8],
    secret: &[u8],
) -> Result<Bytes, VaultError> {
    // Room for the tag, because a vector that grows leaves its old copy behind.
    let mut buffer = Vec::with_capacity(secret.len() + TAG_BYTES);
    buffer.extend_from_slice(secret);
    cipher(key)?
        .encrypt_in_place(&XNonce::from(nonce), aad, &mut buffer)
        // Beyond 256 GiB only.
        .map_err(|_too_long| VaultError::UnsupportedParameters)?;
    Ok(Bytes(buffer))
}

fn open(key: &Key, nonce: &Bytes, aad: &[u8], sealed: &Bytes) -> Option<Zeroizing<Vec<u8>>> {
    let nonce: [u8; NONCE_BYTES] = nonce.0.as_slice().try_into().ok()?;
    let mut buffer = Zeroizing::new(sealed.0.clone());
    cipher(key)
        .ok()?
        .decrypt_in_place(&XNonce::from(nonce), aad, &mut *buffer)
        .ok()?;
    Some(buffer)
}

fn cipher(key: &Key) -> Result<XChaCha20Poly1305, VaultError> {
    // From a slice, so that the key is not copied onto the stack on the way.
    XChaCha20Poly1305::new_from_slice(key.expose())
        .map_err(|_length| VaultError::UnsupportedParameters)
}

fn slot_aad(vault_id: &[u8]) -> Vec<u8> {
    [CONTEXT, b"slot\0", vault_id].concat()
}

fn payload_aad(vault_id: &[u8], generation: u64) -> Vec<u8> {
    [CONTEXT, b"payload\0", vault_id, &generation.to_le_bytes()].concat()
}

fn not_ron(err: &SpannedError) -> VaultError {
    let line = err.span.start.line;
    let column = err.span.start.col;
    VaultError::NotRon { line, column }
}

/// Refused beyond this before it is read: 1 MiB.
pub(super) const MAX_FILE_BYTES: u64 = 1 << 20;
/// Frozen, whatever the program is called: every vault ever written depends on it.
const CONTEXT: &[u8] = b"li-desk.vault.v1\0";
const FORMAT: u32 = 1;
const MAX_SLOTS: usize = 4;
const ID_BYTES: usize = 16;
const NONCE_BYTES: usize = 24;
const TAG_BYTES: usize = 16;

/// Compares the seals with those another implementation made, in hexadecimal: key, wrapped key, payload.
#[cfg(test)]
pub(super) fn check_known_answer(
    passphrase: &Passphrase,
    vault_id: &[u8; ID_BYTES],
    salt: &[u8; SALT_BYTES],
    dek: &Key,
    [slot_nonce, payload_nonce]: [[u8; NONCE_BYTES]; 2],
    [kek_hex, wrapped_hex, payload_hex]: [&str; 3],
) {
    use std::fmt::Write as _;
    let hex = |bytes: &[u8]| {
        bytes.iter().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").unwrap();
            hex
        })
    };
    let kek = KdfCost::FLOOR.derive(passphrase, salt).ok().unwrap();
    assert_eq!(hex(kek.expose()), kek_hex);
    let wrapped = seal(&kek, slot_nonce, &slot_aad(vault_id), dek.expose());
    assert_eq!(hex(&wrapped.ok().unwrap().0), wrapped_hex);
    let payload = seal(
        dek,
        payload_nonce,
        &payload_aad(vault_id, 7),
        b"(accounts:{})",
    );
    assert_eq!(hex(&payload.ok().unwrap().0), payload_hex);
}

#[cfg(test)]
impl Envelope {
    /// Shows `look` the envelope with each bit of each sealed part flipped, and the part's name.
    pub(super) fn each_flipped_bit(&self, mut look: impl FnMut(&str, &Self)) {
        type Part = fn(&mut Envelope) -> &mut Vec<u8>;
        let parts: [(&str, Part); 5] = [
            ("payload", |envelope| &mut envelope.payload.0),
            ("nonce", |envelope| &mut envelope.nonce.0),
            ("vault_id", |envelope| &mut envelope.vault_id.0),
            ("slot", |envelope| envelope.slots[0].parts().0),
            ("slot", |envelope| envelope.slots[0].parts().1),
        ];
        for (name, part) in parts {
            let mut flipped = self.clone();
            for bit in 0..part(&mut flipped).len() * 8 {
                part(&mut flipped)[bit / 8] ^= 1 << (bit % 8);
                look(name, &flipped);
                part(&mut flipped)[bit / 8] ^= 1 << (bit % 8);
            }
        }
    }
}

#[cfg(test)]
impl Slot {
    fn parts(&mut self) -> (&mut Vec<u8>, &mut Vec<u8>) {
        let (Self::Keyring { nonce, wrapped_dek }
        | Self::Passphrase {
            nonce, wrapped_dek, ..
        }) = self;
        (&mut nonce.0, &mut wrapped_dek.0)
    }
}

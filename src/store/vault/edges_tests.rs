//! The vault at its edges: each length by itself, each way in by itself, each answer of the disk.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::envelope::Envelope;
use super::*;
use crate::store::disk::faulty::{Fault, FaultyDisk};
use crate::store::disk::{Disk, RealDisk};
use crate::store::error::StoreError;
use crate::store::keyring::memory::MemoryKeyring;
use crate::store::keyring::{KeyProvider, KeyringError};

/// A vault with one account, and a slot of each kind.
const BOTH_SLOTS: &str = include_str!("../../../fuzz/seeds/vault/both_slots.ron");

fn file_in(dir: &tempfile::TempDir, disk: impl Disk + 'static) -> VaultFile {
    VaultFile::new(Arc::new(disk), dir.path().join("vault.ron")).with_cost(KdfCost::FLOOR)
}

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(&text.into()).ok().unwrap()
}

#[test]
fn each_length_in_the_file_is_checked_by_itself() {
    let pieces: Vec<&str> = BOTH_SLOTS.split('"').collect();
    let lengths = [
        ("the id", 16),
        ("the nonce of the keyring's slot", 24),
        ("the key in the keyring's slot", 48),
        ("the salt", 16),
        ("the nonce of the passphrase's slot", 24),
        ("the key in the passphrase's slot", 48),
        ("the nonce", 24),
    ];
    let with = |place: usize, len: usize| {
        let bytes = STANDARD.encode(vec![7; len]);
        let mut pieces = pieces.clone();
        pieces[2 * place + 1] = &bytes;
        Envelope::parse(pieces.join("\"").as_bytes()).map(drop)
    };
    for (place, (what, len)) in lengths.into_iter().enumerate() {
        assert!(with(place, len).is_ok(), "{what} of {len} bytes");
        for wrong in [0, len - 1, len + 1] {
            let refused = with(place, wrong).err();
            let is_refused = matches!(refused, Some(VaultError::UnsupportedParameters));
            assert!(is_refused, "{what} of {wrong} bytes");
        }
    }
    assert!(with(7, 16).is_ok());
    assert!(with(7, 15).is_err(), "a payload shorter than its seal");
}

#[test]
fn each_cost_outside_the_window_is_refused_by_a_look_alone() {
    for (from, to) in [
        ("m_kib: 19456", "m_kib: 19455"),
        ("m_kib: 19456", "m_kib: 1048577"),
        ("t: 2,", "t: 0,"),
        ("t: 2,", "t: 17,"),
        ("p: 1)", "p: 0)"),
        ("p: 1)", "p: 17)"),
    ] {
        let text = BOTH_SLOTS.replacen(from, to, 1);
        let refused = Envelope::parse(text.as_bytes()).err();
        assert!(
            matches!(refused, Some(VaultError::UnsupportedParameters)),
            "{to}"
        );
    }
}

#[test]
fn a_vault_says_by_which_ways_it_opens_and_under_which_id() {
    let keyring = MemoryKeyring::default();
    for (by_keyring, by_passphrase) in [(true, false), (false, true), (true, true)] {
        let dir = tempfile::tempdir().unwrap();
        let file = file_in(&dir, RealDisk);
        let mut vault = if by_passphrase {
            file.create_with_passphrase(&passphrase("the right one"))
                .ok()
                .unwrap()
        } else {
            file.create_with_keyring(&keyring).ok().unwrap()
        };
        if by_keyring && by_passphrase {
            vault.add_keyring_slot(&keyring).ok().unwrap();
        }
        let slots = VaultSlots {
            keyring: by_keyring,
            passphrase: by_passphrase,
        };
        assert_eq!(file.state().ok(), Some(VaultState::Locked(slots)));
        assert_eq!(vault.slots(), slots);
        let text = std::fs::read_to_string(file.path()).unwrap();
        assert!(text.contains(&format!("vault_id: \"{}\"", vault.vault_id())));
        assert_eq!(STANDARD.decode(vault.vault_id()).unwrap().len(), 16);
    }
}

#[test]
fn a_vault_that_is_not_there_or_cannot_be_renamed_is_not_put_aside() {
    let dir = tempfile::tempdir().unwrap();
    let none = file_in(&dir, RealDisk).set_aside(7);
    assert!(matches!(none, Err(VaultError::Missing)));
    std::fs::write(dir.path().join("vault.ron"), "whatever").unwrap();
    let refused = file_in(&dir, FaultyDisk::new(0, Fault::FullOnce)).set_aside(7);
    let is_said = matches!(refused, Err(VaultError::Store(StoreError::Io { .. })));
    assert!(is_said && dir.path().join("vault.ron").exists());
}

#[test]
fn a_vault_that_cannot_be_read_is_not_called_too_large() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("vault.ron")).unwrap();
    let refused = file_in(&dir, RealDisk).state();
    assert!(matches!(
        refused,
        Err(VaultError::Store(StoreError::Io { .. }))
    ));
}

#[test]
fn a_vault_of_exactly_the_largest_size_is_saved_and_no_larger_one() {
    let dir = tempfile::tempdir().unwrap();
    let file = file_in(&dir, RealDisk);
    let dek = Key::from_bytes([8; 32]);
    let sealed = |generation: &str, len: usize| {
        let text = BOTH_SLOTS.replacen("generation: 1", &format!("generation: {generation}"), 1);
        let secrets = Secrets {
            apps: [("x".repeat(len), StoredApp::default())].into(),
            ..Secrets::default()
        };
        let envelope = Envelope::parse(text.as_bytes()).ok().unwrap();
        envelope.seal(&dek, &secrets).ok().unwrap()
    };
    let size = |envelope: &Envelope| envelope.to_file().ok().unwrap().len();
    let most = 1 << 20;
    // Base64 grows by four at a time; one more digit elsewhere shifts it.
    let generation = ["1", "10", "100", "1000"]
        .into_iter()
        .find(|generation| size(&sealed(generation, 3)) % 4 == 0)
        .unwrap();
    let len = (most - size(&sealed(generation, 3))) / 4 * 3 + 3;
    assert_eq!(size(&sealed(generation, len)), most);
    assert!(file.save(&sealed(generation, len)).is_ok());
    let before = std::fs::read(file.path()).unwrap();
    let refused = file.save(&sealed(generation, len + 3));
    assert!(matches!(
        refused,
        Err(VaultError::Store(StoreError::TooLarge { .. }))
    ));
    assert_eq!(std::fs::read(file.path()).unwrap(), before);
}

/// Keeps something else than it is given.
struct Mixer;

impl KeyProvider for Mixer {
    fn store_key(&self, _: &str, _: &Key) -> Result<(), KeyringError> {
        Ok(())
    }
    fn load_key(&self, _: &str) -> Result<Key, KeyringError> {
        Ok(Key::from_bytes([1; 32]))
    }
    fn delete_key(&self, _: &str) -> Result<(), KeyringError> {
        Ok(())
    }
}

#[test]
fn no_vault_is_made_with_a_keyring_that_gives_back_another_key() {
    let dir = tempfile::tempdir().unwrap();
    let file = file_in(&dir, RealDisk);
    let refused = file.create_with_keyring(&Mixer).err();
    assert!(matches!(
        refused,
        Some(VaultError::KeyringUnavailable(KeyringError::Forgetful))
    ));
    assert!(!file.path().exists());
}

#[test]
fn keys_that_differ_twice_in_the_same_way_differ() {
    let mut other = [0; 32];
    other[..2].copy_from_slice(&[5, 5]);
    let [none, other] = [[0; 32], other].map(Key::from_bytes);
    assert!(none.is_same(&none.clone()) && !none.is_same(&other));
}

#[test]
fn a_passphrase_that_is_added_takes_the_place_of_the_one_before() {
    let dir = tempfile::tempdir().unwrap();
    let file = file_in(&dir, RealDisk);
    let keyring = MemoryKeyring::default();
    let mut vault = file.create_with_keyring(&keyring).ok().unwrap();
    let [first, second] = ["the first one", "the second one"].map(passphrase);
    vault.add_passphrase_slot(&first).ok().unwrap();
    assert!(file.open_with_passphrase(&first).is_ok());
    vault.add_passphrase_slot(&second).ok().unwrap();
    let refused = file.open_with_passphrase(&first);
    assert!(matches!(refused.err(), Some(VaultError::WrongPassphrase)));
    assert!(file.open_with_passphrase(&second).is_ok());
    assert!(file.open_with_keyring(&keyring).is_ok());
}

//! The vault as a whole: what each kind of damage, crash and second process does to it.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use secrecy::ExposeSecret as _;

use super::envelope::Envelope;
use super::secrets::tests::{exposed, sample};
use super::*;
use crate::store::disk::faulty::{Fault, FaultyDisk};
use crate::store::disk::{Disk, RealDisk};
use crate::store::error::StoreError;
use crate::store::keyring::KeyProvider as _;
use crate::store::keyring::memory::MemoryKeyring;

/// A folder with room for a vault, and a keyring.
struct Place {
    dir: tempfile::TempDir,
    keyring: MemoryKeyring,
}

impl Place {
    fn new() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
            keyring: MemoryKeyring::default(),
        }
    }

    fn file(&self) -> VaultFile {
        self.file_on(RealDisk)
    }

    fn file_on(&self, disk: impl Disk + 'static) -> VaultFile {
        let path = self.dir.path().join("vault.ron");
        VaultFile::new(std::sync::Arc::new(disk), path).with_cost(KdfCost::FLOOR)
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.file().path()).unwrap()
    }

    fn write(&self, bytes: impl AsRef<[u8]>) {
        fs::write(self.file().path(), bytes).unwrap();
    }

    fn text(&self) -> String {
        String::from_utf8(self.bytes()).unwrap()
    }

    /// With the sample of one account in it.
    fn with_keyring_vault(self) -> Self {
        let mut vault = self.file().create_with_keyring(&self.keyring).ok().unwrap();
        vault.update(|secrets| *secrets = sample(1)).ok().unwrap();
        self
    }

    fn with_passphrase_vault(self, passphrase: &str) -> Self {
        let passphrase = self::passphrase(passphrase);
        let mut vault = self
            .file()
            .create_with_passphrase(&passphrase)
            .ok()
            .unwrap();
        vault.update(|secrets| *secrets = sample(1)).ok().unwrap();
        self
    }

    fn open_with_keyring(&self) -> Result<Vault, VaultError> {
        self.file().open_with_keyring(&self.keyring)
    }

    fn open_with(&self, passphrase: &str) -> Result<Vault, VaultError> {
        self.file()
            .open_with_passphrase(&self::passphrase(passphrase))
    }
}

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(&text.into()).ok().unwrap()
}

#[track_caller]
fn error<T>(result: Result<T, VaultError>) -> VaultError {
    result.err().expect("it should have been refused")
}

/// Bytes that count up from `first`.
fn counting<const N: usize>(first: u8) -> [u8; N] {
    std::array::from_fn(|index| first + u8::try_from(index).unwrap())
}

fn access_of(vault: &Vault, number: usize) -> String {
    let key = format!("urn:li:person:{number}@77abc");
    vault.secrets().accounts[&key]
        .access
        .expose_secret()
        .to_owned()
}

#[test]
fn the_seals_are_those_of_another_implementation() {
    // Made with PyNaCl and argon2-cffi.
    envelope::check_known_answer(
        &passphrase("correct horse battery staple"),
        &counting(0xa0),
        &counting(0x00),
        &Key::from_bytes(counting(0x80)),
        [counting(0x40), counting(0x60)],
        [
            "818259b6310026a8e0dbac5d2e6927abcfdb07b32258fac4f61b18b80f929085",
            "5ec35a7019525894b67350acbb361f15256e059584cddd8ddafa115aa1c0ba54\
             aa52a0529b46b37bd6f66fb06a55eca5",
            "f9617157df08228e9ea098d67cbb74952c06bdf1f846111fe6b9d6d1b3",
        ],
    );
}

#[test]
fn a_vault_comes_back_as_it_was_saved_whatever_its_size() {
    for accounts in [0, 1, 20] {
        let place = Place::new();
        let mut vault = place
            .file()
            .create_with_keyring(&place.keyring)
            .ok()
            .unwrap();
        vault
            .update(|secrets| *secrets = sample(accounts))
            .ok()
            .unwrap();
        let again = place.open_with_keyring().ok().unwrap();
        assert_eq!(exposed(again.secrets()), exposed(&sample(accounts)));
    }
}

#[test]
fn two_saves_of_the_same_secrets_share_neither_nonce_nor_payload() {
    let place = Place::new().with_keyring_vault();
    let lines = |text: String| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let before = lines(place.text());
    let mut vault = place.open_with_keyring().ok().unwrap();
    vault.update(|_| ()).ok().unwrap();
    let after = lines(place.text());
    for field in ["nonce:", "payload:", "generation:"] {
        let of = |lines: &[String]| {
            let mut lines = lines.iter().rev();
            lines
                .find(|line| line.trim_start().starts_with(field))
                .cloned()
        };
        assert!(of(&before).is_some(), "no {field}");
        assert_ne!(of(&before), of(&after), "{field}");
    }
}

#[test]
fn nothing_secret_stands_in_the_file() {
    let text = Place::new().with_keyring_vault().text();
    assert!(!text.contains("CANARY") && !text.contains("person"));
}

#[test]
fn a_wrong_passphrase_is_refused_and_changes_nothing() {
    let place = Place::new().with_passphrase_vault("the right one");
    let before = place.bytes();
    let err = error(place.open_with("the wrong one"));
    assert!(matches!(err, VaultError::WrongPassphrase));
    assert_eq!(place.bytes(), before);
}

#[test]
fn every_flipped_bit_is_noticed() {
    let place = Place::new().with_keyring_vault();
    let vault_id = place.open_with_keyring().ok().unwrap().vault_id();
    let kek = place.keyring.load_key(&vault_id).unwrap();
    let envelope = Envelope::parse(&place.bytes()).ok().unwrap();
    let dek = envelope.unwrap(&envelope.slots[0], &kek).unwrap();
    envelope.each_flipped_bit(|part, flipped| match part {
        "payload" | "nonce" => {
            let err = error(flipped.unseal(&dek));
            assert!(matches!(err, VaultError::Tampered), "{part}");
        }
        "slot" => assert!(flipped.unwrap(&flipped.slots[0], &kek).is_none()),
        _ => {
            assert!(flipped.unwrap(&flipped.slots[0], &kek).is_none());
            assert!(flipped.unseal(&dek).is_err(), "{part}");
        }
    });
}

#[test]
fn an_edited_generation_is_tampering() {
    for (from, to) in [
        ("generation: 2,", "generation: 1,"),
        ("generation: 2,", "generation: 3,"),
    ] {
        let place = Place::new().with_keyring_vault();
        let edited = place.text().replacen(from, to, 1);
        assert_ne!(edited, place.text());
        place.write(edited);
        let err = error(place.open_with_keyring());
        assert!(matches!(err, VaultError::Tampered));
    }
}

#[test]
fn the_payload_of_one_vault_in_another_is_tampering() {
    let [a, b] = [(); 2].map(|()| Place::new().with_keyring_vault());
    let tail = |text: &str| text.split_once("    nonce: ").unwrap().1.to_owned();
    let head = b.text().split_once("    nonce: ").unwrap().0.to_owned();
    b.write(format!("{head}    nonce: {}", tail(&a.text())));
    let err = error(b.open_with_keyring());
    assert!(matches!(err, VaultError::Tampered));
}

#[test]
fn a_file_cut_short_anywhere_is_an_error_and_stays() {
    let place = Place::new().with_keyring_vault();
    let whole = place.bytes();
    for len in 0..whole.trim_ascii_end().len() {
        place.write(&whole[..len]);
        let err = error(place.open_with_keyring());
        assert!(matches!(err, VaultError::NotRon { .. }), "{len}: {err}");
        let err = error(place.file().state());
        assert!(matches!(err, VaultError::NotRon { .. }), "{len}: {err}");
        let err = error(place.file().create_with_keyring(&place.keyring));
        assert!(matches!(err, VaultError::AlreadyThere), "{len}: {err}");
        assert_eq!(place.bytes(), &whole[..len]);
    }
}

#[test]
fn a_newer_format_is_refused_and_never_written() {
    let place = Place::new().with_keyring_vault();
    let mut open = place.open_with_keyring().ok().unwrap();
    let newer = "(format: 2, who_knows: Something(new: [1, 2]))";
    place.write(newer);
    for err in [
        error(place.open_with_keyring()),
        error(place.file().state()),
        error(open.refresh()),
        error(open.update(|_| ())),
        error(open.rotate_key(Some(&place.keyring), None)),
    ] {
        assert!(matches!(err, VaultError::NewerFormat(2)), "{err}");
    }
    let created = place.file().create_with_keyring(&place.keyring);
    assert!(matches!(error(created), VaultError::AlreadyThere));
    assert_eq!(place.text(), newer);
}

#[test]
fn costs_lengths_and_counts_outside_the_window_are_refused_before_any_work() {
    let place = Place::new().with_passphrase_vault("the right one");
    let good = place.text();
    let slot_start = good.find("        Passphrase(").unwrap();
    let slot_len = good[slot_start..].find('\n').unwrap() + 1;
    let slot = &good[slot_start..slot_start + slot_len];
    let salt_at = slot.find("salt: ").unwrap();
    let salt = &slot[salt_at..salt_at + 32];
    for bad in [
        good.replace("m_kib: 19456", "m_kib: 8"),
        good.replace("m_kib: 19456", "m_kib: 2147483648"),
        good.replace("t: 2,", "t: 0,"),
        good.replace("t: 2,", "t: 17,"),
        good.replace("p: 1)", "p: 0)"),
        good.replace("p: 1)", "p: 17)"),
        good.replace(salt, "salt: \"AAAA\""),
        good.replace(slot, ""),
        good.replace(slot, &slot.repeat(5)),
        good.replace("format: 1", "format: 0"),
    ] {
        assert_ne!(bad, good);
        place.write(&bad);
        // Looking at it asks for no passphrase, so nothing can have been derived.
        for err in [
            error(place.file().state()),
            error(place.open_with("the right one")),
        ] {
            assert!(
                matches!(err, VaultError::UnsupportedParameters),
                "{err}\n{bad}"
            );
        }
    }
}

#[test]
fn a_huge_file_is_refused_by_its_size() {
    let place = Place::new();
    let file = fs::File::create(place.file().path()).unwrap();
    file.set_len(2 << 30).unwrap();
    let err = error(place.file().state());
    assert!(matches!(
        err,
        VaultError::Store(StoreError::TooLarge { .. })
    ));
}

#[test]
fn after_a_change_of_passphrase_only_the_new_one_and_the_keyring_open() {
    let place = Place::new().with_passphrase_vault("the first one");
    let mut vault = place.open_with("the first one").ok().unwrap();
    vault.add_keyring_slot(&place.keyring).ok().unwrap();
    let [first, second] = ["the first one", "the second one"].map(passphrase);
    let err = error(vault.change_passphrase(&second, &first));
    assert!(matches!(err, VaultError::WrongPassphrase));
    vault.change_passphrase(&first, &second).ok().unwrap();
    let err = error(place.open_with("the first one"));
    assert!(matches!(err, VaultError::WrongPassphrase));
    for opened in [place.open_with("the second one"), place.open_with_keyring()] {
        let opened = opened.ok().unwrap();
        assert!(opened.has_same_key(&vault));
        assert_eq!(exposed(opened.secrets()), exposed(&sample(1)));
    }
}

#[test]
fn whatever_fails_while_the_passphrase_changes_the_old_or_the_new_one_opens() {
    for fault in [Fault::FullOnce, Fault::CrashBefore, Fault::CrashAfter] {
        for nth in 0.. {
            let place = Place::new().with_passphrase_vault("the first one");
            let disk = std::sync::Arc::new(FaultyDisk::new(nth, fault));
            let file = VaultFile::new(disk.clone(), place.file().path().to_owned())
                .with_cost(KdfCost::FLOOR);
            let [first, second] = ["the first one", "the second one"].map(passphrase);
            let mut vault = file.open_with_passphrase(&first).ok().unwrap();
            let changed = vault.change_passphrase(&first, &second);
            if !disk.has_failed() {
                assert!(changed.is_ok());
                break;
            }
            assert!(changed.is_err(), "{fault:?} at {nth}");
            let opened = place
                .open_with("the first one")
                .or_else(|_| place.open_with("the second one"));
            let opened = opened.ok().unwrap();
            assert_eq!(exposed(opened.secrets()), exposed(&sample(1)));
        }
    }
}

#[test]
fn a_rotated_key_opens_with_every_slot_and_the_old_key_opens_nothing() {
    let place = Place::new().with_passphrase_vault("the right one");
    let mut vault = place.open_with("the right one").ok().unwrap();
    vault.add_keyring_slot(&place.keyring).ok().unwrap();
    let mut stale = place.open_with_keyring().ok().unwrap();
    let before = place.bytes();

    let right = passphrase("the right one");
    let err = error(vault.rotate_key(Some(&place.keyring), None));
    assert!(matches!(err, VaultError::PassphraseNeeded));
    let err = error(vault.rotate_key(None, Some(&right)));
    assert!(matches!(err, VaultError::KeyringNeeded));
    let wrong = passphrase("the wrong one");
    let err = error(vault.rotate_key(Some(&place.keyring), Some(&wrong)));
    assert!(matches!(err, VaultError::WrongPassphrase));
    assert_eq!(place.bytes(), before);

    vault
        .rotate_key(Some(&place.keyring), Some(&right))
        .ok()
        .unwrap();
    for opened in [place.open_with("the right one"), place.open_with_keyring()] {
        let opened = opened.ok().unwrap();
        assert!(opened.has_same_key(&vault) && !opened.has_same_key(&stale));
    }
    let err = error(stale.update(|_| ()));
    assert!(matches!(err, VaultError::ChangedElsewhere));
}

#[test]
fn unlocking_strengthens_a_passphrase_kept_at_a_lower_cost() {
    let place = Place::new().with_passphrase_vault("the right one");
    let stronger = KdfCost {
        t: 3,
        ..KdfCost::FLOOR
    };
    let before = place.open_with("the right one").ok().unwrap();
    let file = place.file().with_cost(stronger);
    let opened = file
        .open_with_passphrase(&passphrase("the right one"))
        .ok()
        .unwrap();
    assert!(place.text().contains("t: 3,"));
    assert!(opened.has_same_key(&before));
    assert!(place.open_with("the right one").is_ok());
    assert!(place.text().contains("t: 3,"), "weakened again");
}

#[test]
fn unlocking_works_where_strengthening_cannot_be_saved() {
    let place = Place::new().with_passphrase_vault("the right one");
    let stronger = KdfCost {
        t: 3,
        ..KdfCost::FLOOR
    };
    let file = place
        .file_on(FaultyDisk::new(0, Fault::CrashBefore))
        .with_cost(stronger);
    let opened = file.open_with_passphrase(&passphrase("the right one"));
    assert!(opened.is_ok());
    assert!(place.open_with("the right one").is_ok());
}

#[test]
fn a_passphrase_opens_however_its_letters_were_composed() {
    let place = Place::new().with_passphrase_vault("caf\u{e9} noir");
    assert!(place.open_with("cafe\u{301} noir").is_ok());
    assert!(place.open_with("cafe\u{301} noir ").is_err());
}

#[test]
fn what_another_sendoff_saved_is_kept_by_an_update() {
    let place = Place::new().with_keyring_vault();
    let [mut window, mut command] = [(); 2].map(|()| place.open_with_keyring().ok().unwrap());
    command
        .update(|secrets| {
            let account = secrets.accounts.values().next().unwrap().clone();
            secrets.accounts.insert("second".to_owned(), account);
        })
        .ok()
        .unwrap();
    assert_eq!(window.secrets().accounts.len(), 1);
    window.update(|secrets| secrets.apps.clear()).ok().unwrap();
    assert_eq!(window.secrets().accounts.len(), 2);
    assert!(command.refresh().ok().unwrap());
    assert!(command.secrets().apps.is_empty());
    assert!(!command.refresh().ok().unwrap());
}

#[test]
fn a_new_vault_in_its_place_is_a_change_elsewhere() {
    let place = Place::new().with_keyring_vault();
    let mut vault = place.open_with_keyring().ok().unwrap();
    let kept = place.file().set_aside(1_764_000_000).ok().unwrap();
    assert!(kept.ends_with("vault.lost-1764000000.ron"));
    assert!(matches!(error(vault.update(|_| ())), VaultError::Missing));
    assert_eq!(place.file().state().ok(), Some(VaultState::Missing));

    let other = Place::new().with_keyring_vault();
    place.write(other.bytes());
    let err = error(vault.update(|_| ()));
    assert!(matches!(err, VaultError::ChangedElsewhere));
    assert_eq!(place.bytes(), other.bytes());
    // Within the same second, and the first one is not replaced.
    let first = fs::read(&kept).unwrap();
    assert!(place.file().set_aside(1_764_000_000).is_ok());
    assert_eq!(fs::read(&kept).unwrap(), first);
}

#[test]
fn a_failed_save_leaves_memory_and_disk_as_they_were() {
    let place = Place::new().with_keyring_vault();
    let before = place.bytes();
    let file = place.file_on(FaultyDisk::new(0, Fault::FullOnce));
    let mut vault = file.open_with_keyring(&place.keyring).ok().unwrap();
    let err = error(vault.update(|secrets| secrets.accounts.clear()));
    assert!(matches!(err, VaultError::Store(StoreError::Io { .. })));
    assert_eq!(access_of(&vault, 0), "CANARY-ACCESS-0-\"\\\u{1}é");
    assert_eq!(place.bytes(), before);
    vault
        .update(|secrets| secrets.accounts.clear())
        .ok()
        .unwrap();
    assert!(vault.secrets().accounts.is_empty());
}

#[test]
fn the_keyring_forgetting_its_key_leaves_the_passphrase_and_is_repaired() {
    let place = Place::new().with_passphrase_vault("the right one");
    let mut vault = place.open_with("the right one").ok().unwrap();
    let err = error(place.open_with_keyring());
    assert!(matches!(err, VaultError::NoSuchSlot));
    vault.add_keyring_slot(&place.keyring).ok().unwrap();
    place.keyring.delete_key(&vault.vault_id()).unwrap();
    let err = error(place.open_with_keyring());
    assert!(matches!(err, VaultError::KeyringEntryMissing));
    let mut vault = place.open_with("the right one").ok().unwrap();
    vault.add_keyring_slot(&place.keyring).ok().unwrap();
    assert!(place.open_with_keyring().is_ok());
    let both = VaultSlots {
        keyring: true,
        passphrase: true,
    };
    assert_eq!(place.file().state().ok(), Some(VaultState::Locked(both)));
}

#[test]
fn a_vault_that_could_not_be_written_leaves_no_key_in_the_keyring() {
    let place = Place::new();
    let file = place.file_on(FaultyDisk::new(0, Fault::FullOnce));
    assert!(file.create_with_keyring(&place.keyring).is_err());
    assert_eq!(place.keyring.len(), 0);
}

#[test]
fn no_error_of_the_vault_prints_what_is_inside() {
    let place = Place::new();
    let file = place.file();
    place.write("(format: 1, vault_id: \"CANARY\", slots: [CANARY])");
    for err in [error(file.state()), error(place.open_with("the CANARY!"))] {
        assert!(!format!("{err} {err:?}").contains("CANARY"));
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_the_vault_survives_and_its_target_is_replaced() {
    let place = Place::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join("kept/vault.ron");
    std::os::unix::fs::symlink(&target, place.file().path()).unwrap();
    let place = place.with_keyring_vault();
    let is_link = |path: &Path| fs::symlink_metadata(path).unwrap().is_symlink();
    assert!(is_link(place.file().path()));
    assert!(!is_link(&target));
    assert!(place.open_with_keyring().is_ok());
}

#[cfg(unix)]
#[test]
fn the_vault_of_another_user_is_refused() {
    let place = Place::new().with_keyring_vault();
    // Only root may give a file away; elsewhere there is nothing to see.
    if std::os::unix::fs::chown(place.file().path(), Some(12_345), None).is_ok() {
        let err = error(place.open_with_keyring());
        assert!(matches!(err, VaultError::Store(StoreError::Foreign { .. })));
    }
}

#[test]
fn a_vault_nested_without_end_is_refused() {
    for open in [
        "(",
        "[",
        "Some(",
        "(slots:[",
        "(format:1,slots:(",
        "{(",
        "/*",
    ] {
        let deep = open.repeat((1 << 20) / open.len());
        let err = error(Envelope::parse(deep.as_bytes()).map(drop));
        assert!(matches!(err, VaultError::NotRon { .. }), "{open}: {err}");
    }
}

#[test]
fn a_vault_with_slots_without_end_is_refused() {
    let slot = "Keyring(nonce:\"\",wrapped_dek:\"\"),";
    let slots = slot.repeat((1 << 19) / slot.len());
    let many =
        format!("(format:1,vault_id:\"\",generation:1,slots:[{slots}],nonce:\"\",payload:\"\")");
    let err = error(Envelope::parse(many.as_bytes()).map(drop));
    assert!(matches!(err, VaultError::UnsupportedParameters), "{err}");
}

proptest! {
    #[test]
    fn words_of_a_vault_in_any_order_are_no_vault(
        words in proptest::collection::vec(proptest::sample::select(WORDS), 0..64),
    ) {
        prop_assert!(Envelope::parse(words.concat().as_bytes()).is_err());
    }

    #[test]
    fn arbitrary_bytes_are_no_vault(bytes in proptest::collection::vec(any::<u8>(), 0..2048)) {
        prop_assert!(Envelope::parse(&bytes).is_err());
    }

    #[test]
    fn a_vault_with_arbitrary_bytes_changed_opens_unchanged_or_not_at_all(
        edits in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let kek = Key::from_bytes([7; 32]);
        let dek = Key::from_bytes([8; 32]);
        let mut envelope = Envelope::new().ok().unwrap();
        let slot = envelope.keyring_slot(&kek, &dek).ok().unwrap();
        envelope.slots.push(slot);
        let envelope = envelope.seal(&dek, &sample(1)).ok().unwrap();
        let mut bytes = envelope.to_file().ok().unwrap().into_bytes();
        for (index, byte) in edits {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        if let Ok(read) = Envelope::parse(&bytes)
            && let Some(dek) = read.slots.iter().find_map(|slot| read.unwrap(slot, &kek))
            && let Ok(secrets) = read.unseal(&dek)
        {
            prop_assert_eq!(exposed(&secrets), exposed(&sample(1)));
        }
    }
}

/// What a vault file is made of, but for a payload that would make it one.
const WORDS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "format",
    ":1",
    ":2",
    "vault_id",
    "generation",
    "slots",
    "nonce",
    "payload",
    "Keyring",
    "Passphrase",
    "kdf",
    "Argon2id",
    "m_kib",
    "wrapped_dek",
    "\"AAAA\"",
    "18446744073709551616",
    "-1",
    "\u{feff}",
    "//",
    "\n",
    "\0",
    "#![enable(implicit_some)]",
];

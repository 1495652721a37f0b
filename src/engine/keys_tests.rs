//! The vault of a profile as the engine sees it: what opens it, what is told when nothing does, what mends it.

use std::fs;
use std::sync::atomic::AtomicUsize;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use super::*;
use crate::store::Paths;
use crate::store::keyring::memory::MemoryKeyring;
use crate::store::keyring::{Keyring, KeyringError};
use crate::store::vault::{Key, StoredApp};

const PASSPHRASE: &str = "correct horse battery";

/// A profile of its own.
struct Place {
    store: Store,
    _folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(folder.path()));
        store.make_folders().unwrap();
        Self {
            store,
            _folder: folder,
        }
    }

    fn keys(&self, source: KeySource) -> Keys {
        Keys::new(&self.store, source, KdfCost::FLOOR)
    }

    fn vault(&self) -> Vec<u8> {
        fs::read(self.store.paths().vault()).unwrap()
    }

    fn write(&self, vault: &str) {
        fs::write(self.store.paths().vault(), vault).unwrap();
    }
}

/// A keyring that works, or answers everything with the same error, and counts what it is asked.
#[derive(Default)]
struct Moody {
    inner: MemoryKeyring,
    mood: Mutex<Option<KeyringError>>,
    num_calls: AtomicUsize,
}

impl Moody {
    fn turn(&self, mood: Option<KeyringError>) {
        *lock(&self.mood) = mood;
    }

    fn num_calls(&self) -> usize {
        self.num_calls.load(Ordering::SeqCst)
    }

    fn answer<R>(&self, work: impl FnOnce() -> Result<R, KeyringError>) -> Result<R, KeyringError> {
        self.num_calls.fetch_add(1, Ordering::SeqCst);
        match *lock(&self.mood) {
            Some(err) => Err(err),
            None => work(),
        }
    }
}

impl KeyProvider for Moody {
    fn store_key(&self, vault_id: &str, key: &Key) -> Result<(), KeyringError> {
        self.answer(|| self.inner.store_key(vault_id, key))
    }
    fn load_key(&self, vault_id: &str) -> Result<Key, KeyringError> {
        self.answer(|| self.inner.load_key(vault_id))
    }
    fn delete_key(&self, vault_id: &str) -> Result<(), KeyringError> {
        self.answer(|| self.inner.delete_key(vault_id))
    }
}

fn moody() -> (Arc<Moody>, KeySource) {
    let keyring = Arc::new(Moody::default());
    let source = KeySource::Keyring(keyring.clone());
    (keyring, source)
}

fn new_passphrase(present: Option<&str>, new: &str) -> VaultChange {
    VaultChange::Passphrase {
        present: present.map(SecretString::from),
        new: new.into(),
    }
}

fn new_key(passphrase: Option<&str>) -> VaultChange {
    VaultChange::NewKey {
        passphrase: passphrase.map(SecretString::from),
    }
}

fn keep_app(secrets: &mut Secrets) {
    let app = StoredApp::default();
    secrets.apps.insert("app".to_owned(), app);
}

fn has_app(keys: &Keys) -> bool {
    keys.look_up(|secrets| secrets.apps.contains_key("app"))
        .unwrap()
}

/// A keyring vault with a recovery passphrase, closed again.
fn place_with_both(source: &KeySource) -> Place {
    let place = Place::new();
    let keys = place.keys(source.clone());
    keys.change(keep_app).unwrap();
    keys.alter(&new_passphrase(None, PASSPHRASE)).unwrap();
    place
}

#[track_caller]
fn error(done: Result<(), VaultError>) -> VaultError {
    done.expect_err("it should have been refused")
}

#[track_caller]
fn open_vault(status: VaultStatus) -> OpenVault {
    match status {
        VaultStatus::Open(open) => open,
        other => panic!("not open: {other:?}"),
    }
}

/// Everything but [`KeyringError::EntryMissing`], which is about one key and not about the keyring.
const USELESS: [KeyringError; 7] = [
    KeyringError::Busy,
    KeyringError::NotThere,
    KeyringError::Denied,
    KeyringError::NotOurs,
    KeyringError::Unsuitable,
    KeyringError::Forgetful,
    KeyringError::Failed,
];

#[test]
fn a_vault_that_another_sendoff_gave_a_new_key_is_opened_again() {
    let place = Place::new();
    let keys = || place.keys(KeySource::Passphrase(PASSPHRASE.into()));
    let (window, command_line) = (keys(), keys());
    window.open().unwrap();
    command_line.change(|_| {}).unwrap();
    command_line.rotate().unwrap();
    window.change(keep_app).unwrap();
    assert!(has_app(&command_line));
    open_vault(window.probe());
}

#[test]
fn a_keyring_of_no_use_means_a_passphrase_and_nothing_unencrypted() {
    let errors = USELESS.into_iter().chain([KeyringError::EntryMissing]);
    for err in errors {
        let (keyring, source) = moody();
        keyring.turn(Some(err));
        let place = Place::new();
        let keys = place.keys(source);
        let passphrase_needed = true;
        assert_eq!(
            keys.probe(),
            VaultStatus::Missing { passphrase_needed },
            "{err}"
        );
        assert!(keys.change(keep_app).is_err(), "{err}");
        assert!(!place.store.paths().vault().exists(), "{err}");
        if err == KeyringError::Busy {
            keys.unlock(&PASSPHRASE.into()).unwrap();
            let open = open_vault(keys.probe());
            assert!(open.has_passphrase && !open.has_keyring);
        }
    }
}

#[test]
fn whatever_the_keyring_answers_the_passphrase_still_opens() {
    let (keyring, source) = moody();
    let place = place_with_both(&source);
    let errors = USELESS.into_iter().chain([KeyringError::EntryMissing]);
    for err in errors {
        keyring.turn(Some(err));
        let keys = place.keys(source.clone());
        let VaultStatus::Locked {
            why: Some(why),
            has_passphrase: true,
        } = keys.probe()
        else {
            panic!("not locked after {err}");
        };
        assert!(why.starts_with("The keyring "), "{why}");
        keys.unlock(&PASSPHRASE.into()).unwrap();
        assert!(has_app(&keys), "{err}");
    }
}

#[test]
fn a_vault_that_only_a_useless_keyring_opens_is_locked_and_not_broken() {
    for err in USELESS {
        let (keyring, source) = moody();
        let place = Place::new();
        place.keys(source.clone()).change(keep_app).unwrap();
        keyring.turn(Some(err));
        let keys = place.keys(source);
        let is_locked = matches!(
            keys.probe(),
            VaultStatus::Locked {
                why: Some(_),
                has_passphrase: false
            }
        );
        assert!(is_locked, "{err}");
        // Only a person puts it aside; a sign-in does not.
        let (kept, prepared) = keys.prepare(None, 1);
        assert!(kept.is_none() && prepared.is_err(), "{err}");
        keyring.turn(None);
        open_vault(keys.probe());
        assert!(has_app(&keys), "{err}");
    }
}

#[test]
fn a_keyring_that_panics_means_a_passphrase() {
    struct Panicking;
    impl KeyProvider for Panicking {
        fn store_key(&self, _: &str, _: &Key) -> Result<(), KeyringError> {
            panic!("store")
        }
        fn load_key(&self, _: &str) -> Result<Key, KeyringError> {
            panic!("load")
        }
        fn delete_key(&self, _: &str) -> Result<(), KeyringError> {
            panic!("delete")
        }
    }
    let open = || Ok(Box::new(Panicking) as Box<dyn KeyProvider>);
    let keyring = Keyring::start(open, Duration::from_mins(1)).unwrap();
    let place = Place::new();
    let keys = place.keys(KeySource::Keyring(Arc::new(keyring)));
    let passphrase_needed = true;
    assert_eq!(keys.probe(), VaultStatus::Missing { passphrase_needed });
    keys.unlock(&PASSPHRASE.into()).unwrap();
    open_vault(keys.probe());
}

#[test]
fn a_keyring_that_forgets_what_it_is_given_is_not_used() {
    struct Sieve;
    impl KeyProvider for Sieve {
        fn store_key(&self, _: &str, _: &Key) -> Result<(), KeyringError> {
            Ok(())
        }
        fn load_key(&self, _: &str) -> Result<Key, KeyringError> {
            Err(KeyringError::EntryMissing)
        }
        fn delete_key(&self, _: &str) -> Result<(), KeyringError> {
            Err(KeyringError::EntryMissing)
        }
    }
    let place = Place::new();
    let keys = place.keys(KeySource::Keyring(Arc::new(Sieve)));
    let passphrase_needed = true;
    assert_eq!(keys.probe(), VaultStatus::Missing { passphrase_needed });
    assert!(keys.open().is_err());
    assert!(!place.store.paths().vault().exists());
}

/// A real keyring thread whose keyring answers a `load_key` when the test lets it, and counts them.
fn hanging(inner: Arc<Moody>) -> (KeySource, SyncSender<()>) {
    struct Hanging(Arc<Moody>, Mutex<Receiver<()>>);
    impl KeyProvider for Hanging {
        fn store_key(&self, vault_id: &str, key: &Key) -> Result<(), KeyringError> {
            self.0.store_key(vault_id, key)
        }
        fn load_key(&self, vault_id: &str) -> Result<Key, KeyringError> {
            let answer = self.0.load_key(vault_id);
            self.1.lock().unwrap().recv().ok();
            answer
        }
        fn delete_key(&self, vault_id: &str) -> Result<(), KeyringError> {
            self.0.delete_key(vault_id)
        }
    }
    let (let_go, go_on) = sync_channel(8);
    let mut parts = Some((inner, Mutex::new(go_on)));
    let open = move || {
        let (inner, go_on) = parts.take().unwrap();
        Ok(Box::new(Hanging(inner, go_on)) as Box<dyn KeyProvider>)
    };
    let keyring = Keyring::start(open, Duration::from_millis(40)).unwrap();
    (KeySource::Keyring(Arc::new(keyring)), let_go)
}

#[test]
fn a_keyring_that_hangs_is_asked_once_and_its_late_answer_opens_nothing_twice() {
    let (keyring, source) = moody();
    let place = place_with_both(&source);
    let before = keyring.num_calls();
    let (source, let_go) = hanging(Arc::clone(&keyring));
    let keys = place.keys(source);
    let first = keys.glance();
    let is_locked = matches!(
        first,
        VaultStatus::Locked {
            why: Some(_),
            has_passphrase: true
        }
    );
    assert!(is_locked, "{first:?}");
    // Other files of the profile change, and so does the vault, by another Sendoff.
    for _ in 0..3 {
        let other = place.keys(KeySource::Passphrase(PASSPHRASE.into()));
        other.change(|_| {}).unwrap();
        assert_eq!(keys.glance(), first);
    }
    assert!(keyring.num_calls() - before <= 1, "asked again");
    keys.unlock(&PASSPHRASE.into()).unwrap();
    let_go.send(()).unwrap();
    drop(let_go);
    let open = open_vault(keys.glance());
    assert!(open.has_keyring && !open.keyring_lost_key);
    open_vault(keys.probe());
}

#[test]
fn a_keyring_is_asked_again_about_another_vault_and_when_a_person_wishes_it() {
    let (keyring, source) = moody();
    let place = Place::new();
    let keys = place.keys(source.clone());
    keyring.turn(Some(KeyringError::Denied));
    keys.glance();
    let asked = keyring.num_calls();
    keys.glance();
    assert_eq!(keyring.num_calls(), asked);
    keys.probe();
    assert!(keyring.num_calls() > asked);
    keyring.turn(None);
    place.keys(source).open().unwrap();
    open_vault(keys.glance());
}

#[test]
fn a_keyring_that_lost_the_key_is_given_it_again_after_the_passphrase() {
    let (keyring, source) = moody();
    let place = place_with_both(&source);
    let keys = place.keys(source.clone());
    keys.open().unwrap();
    let (vault_id, _) = keys.file.sight().unwrap().unwrap();
    keyring.inner.delete_key(&vault_id).unwrap();

    let keys = place.keys(source.clone());
    let status = keys.probe();
    assert!(
        matches!(
            status,
            VaultStatus::Locked {
                has_passphrase: true,
                ..
            }
        ),
        "{status:?}"
    );
    keys.unlock(&PASSPHRASE.into()).unwrap();
    assert!(open_vault(keys.glance()).keyring_lost_key);
    keys.alter(&VaultChange::Keyring).unwrap();
    assert!(!open_vault(keys.glance()).keyring_lost_key);
    let keys = place.keys(source);
    open_vault(keys.probe());
    assert!(has_app(&keys));
}

#[test]
fn a_vault_whose_only_key_is_lost_is_explained_and_a_sign_in_keeps_it_aside() {
    let (keyring, source) = moody();
    let place = Place::new();
    let keys = place.keys(source.clone());
    keys.change(keep_app).unwrap();
    let (vault_id, _) = keys.file.sight().unwrap().unwrap();
    keyring.inner.delete_key(&vault_id).unwrap();
    let old = place.vault();

    let keys = place.keys(source);
    let VaultStatus::Broken {
        why,
        can_be_replaced: true,
    } = keys.probe()
    else {
        panic!("not explained")
    };
    assert!(why.contains("sign in again"), "{why}");
    let (kept, prepared) = keys.prepare(None, 1_764_000_000);
    prepared.unwrap();
    let kept = kept.unwrap();
    assert!(kept.ends_with("vault.lost-1764000000.ron"));
    assert_eq!(fs::read(kept).unwrap(), old);
    assert!(!has_app(&keys), "it is a new one");
}

#[test]
fn a_passphrase_is_changed_only_by_whoever_knows_it() {
    let place = Place::new();
    let keys = place.keys(KeySource::Person);
    keys.unlock(&PASSPHRASE.into()).unwrap();
    keys.change(keep_app).unwrap();
    let before = place.vault();
    for present in [None, Some("something else"), Some("short")] {
        let err = error(keys.alter(&new_passphrase(present, "another passphrase")));
        let is_refused = match present {
            None => matches!(err, VaultError::PassphraseNeeded),
            Some(_) => matches!(err, VaultError::WrongPassphrase),
        };
        assert!(is_refused, "{err}");
    }
    let err = error(keys.alter(&new_passphrase(Some(PASSPHRASE), "1234567")));
    assert!(matches!(err, VaultError::PassphraseTooShort));
    assert_eq!(place.vault(), before);

    keys.alter(&new_passphrase(Some(PASSPHRASE), "another passphrase"))
        .unwrap();
    let again = place.keys(KeySource::Person);
    let err = error(again.unlock(&PASSPHRASE.into()));
    assert!(matches!(err, VaultError::WrongPassphrase));
    again.unlock(&"another passphrase".into()).unwrap();
    assert!(has_app(&again));
}

#[test]
fn a_new_key_is_owed_after_signing_out_until_the_passphrase_is_given() {
    let (_keyring, source) = moody();
    let place = place_with_both(&source);
    let keys = place.keys(source);
    keys.remove(|secrets| secrets.apps.clear()).unwrap();
    let err = error(keys.rotate());
    assert!(matches!(err, VaultError::PassphraseNeeded));
    assert!(open_vault(keys.glance()).owes_new_key);
    let err = error(keys.alter(&new_key(Some("something else"))));
    assert!(matches!(err, VaultError::WrongPassphrase));
    keys.alter(&new_key(Some(PASSPHRASE))).unwrap();
    assert!(!open_vault(keys.glance()).owes_new_key);
    let again = place.keys(KeySource::Passphrase(PASSPHRASE.into()));
    open_vault(again.probe());
}

#[test]
fn a_newer_vault_is_neither_written_nor_put_aside() {
    let place = Place::new();
    let newer = "(format: 2, who_knows: Something(new: [1, 2]))";
    place.write(newer);
    let (_keyring, source) = moody();
    let keys = place.keys(source);
    let status = keys.probe();
    assert!(
        matches!(
            status,
            VaultStatus::Broken {
                can_be_replaced: false,
                ..
            }
        ),
        "{status:?}"
    );
    let refused = [
        error(keys.replace(1).map(drop)),
        error(keys.prepare(None, 1).1),
        error(keys.prepare(Some(&PASSPHRASE.into()), 1).1),
        error(keys.unlock(&PASSPHRASE.into())),
        error(keys.change(keep_app)),
        error(keys.remove(keep_app)),
    ];
    for err in refused {
        assert!(matches!(err, VaultError::NewerFormat(2)), "{err}");
    }
    assert_eq!(place.vault(), newer.as_bytes());
}

#[test]
fn where_there_is_no_vault_there_is_nothing_to_take_out_and_none_is_made() {
    let place = Place::new();
    let (keyring, source) = moody();
    keyring.turn(Some(KeyringError::NotThere));
    for source in [source, KeySource::Person] {
        place.keys(source).remove(keep_app).unwrap();
        assert!(!place.store.paths().vault().exists());
    }
    place.write("junk");
    let keys = place.keys(KeySource::Person);
    keys.remove(keep_app).unwrap();
    assert_eq!(place.vault(), b"junk");
}

#[test]
fn signing_out_needs_a_vault_that_could_still_be_opened() {
    let place = Place::new();
    let (_keyring, source) = moody();
    place.keys(source).change(keep_app).unwrap();
    let before = place.vault();
    let err = error(place.keys(KeySource::Person).remove(keep_app));
    assert!(matches!(err, VaultError::PassphraseNeeded));
    assert_eq!(place.vault(), before);
}

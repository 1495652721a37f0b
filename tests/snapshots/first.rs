//! Pictures of what somebody sees who has not signed in, or cannot.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use sendoff::engine::KeySource;
use sendoff::store::keyring::{KeyProvider, KeyringError};
use sendoff::store::vault::Key;

use crate::photo::setup;
use crate::support::{Setup, Window};

fn stranger() -> Window {
    Window::open_with(Setup {
        keys: KeySource::Person,
        signs_in: false,
        is_sandbox: false,
        ..setup()
    })
}

#[test]
fn welcome() {
    let mut window = stranger();
    window.wait_for("Welcome to Sendoff");
    window.photo("welcome");
    window.narrow_photo("welcome");
}

/// A keyring in memory that survives a window.
#[derive(Clone, Default)]
struct Pocket(Arc<Mutex<BTreeMap<String, [u8; 32]>>>);

impl KeyProvider for Pocket {
    fn store_key(&self, vault_id: &str, key: &Key) -> Result<(), KeyringError> {
        let mut keys = self.0.lock().unwrap();
        keys.insert(vault_id.to_owned(), *key.expose());
        Ok(())
    }
    fn load_key(&self, vault_id: &str) -> Result<Key, KeyringError> {
        let keys = self.0.lock().unwrap();
        let key = keys.get(vault_id).ok_or(KeyringError::EntryMissing)?;
        Ok(Key::from_bytes(*key))
    }
    fn delete_key(&self, vault_id: &str) -> Result<(), KeyringError> {
        let removed = self.0.lock().unwrap().remove(vault_id);
        removed.map(drop).ok_or(KeyringError::EntryMissing)
    }
}

#[test]
fn a_locked_vault() {
    let pocket = Pocket::default();
    let keys = KeySource::Keyring(Arc::new(pocket.clone()));
    let mut window = Window::open_with(Setup {
        keys: keys.clone(),
        ..setup()
    });
    window.open_page("Accounts");
    window.wait_for("Counted here today: 5 of 100");
    window.press("Add a passphrase…");
    window.fill("New passphrase", "for a rainy day");
    window.press("Add passphrase");
    window.wait_for("The keyring opens it, and so does your passphrase");
    let folder = window.close();
    pocket.0.lock().unwrap().clear();
    let mut window = Window::open_with(Setup {
        keys,
        folder,
        signs_in: false,
        ..setup()
    });
    window.wait_for("Post as Alex Morgan");
    window.open_page("Accounts");
    window.wait_for("The vault is locked");
    window.photo("vault_locked");
}

//! The vault and its keys, in the window.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use sendoff::engine::{KeySource, SignInRequest};
use sendoff::store::keyring::{KeyProvider, Keyring, KeyringError};
use sendoff::store::vault::Key;

use crate::support::{Setup, Window, community_app};

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
fn the_passphrase_of_the_vault_is_changed_in_the_window_by_whoever_knows_it() {
    let mut window = Window::open();
    window.open_page("Accounts");
    window.press("Change passphrase…");
    window.fill("Current passphrase", "not the right one");
    window.fill("New passphrase", "a different one");
    let button = window.harness.get_by_label("Change passphrase");
    button.scroll_to_me();
    window.harness.step();
    window.press("Change passphrase");
    window.wait_for("That is not the passphrase of this vault");
    assert!(window.vault_opens_with("correct horse battery"));
    window.fill("Current passphrase", "correct horse battery");
    window.fill("New passphrase", "a different one");
    window.press("Change passphrase");
    window.wait_for("From now on the new passphrase opens the vault");
    assert!(window.vault_opens_with("a different one"));
    assert!(!window.vault_opens_with("correct horse battery"));
}

#[test]
fn the_vault_gets_a_new_key_in_the_window() {
    let mut window = Window::open();
    let before = std::fs::read(window.store.paths().vault()).unwrap();
    window.open_page("Accounts");
    window.press("New key…");
    window.fill("Current passphrase", "correct horse battery");
    window.press("Make a new key");
    window.wait_for("The vault has a new key");
    assert_ne!(std::fs::read(window.store.paths().vault()).unwrap(), before);
    assert!(window.vault_opens_with("correct horse battery"));
    window.open_page("Write");
    window.write("Still signed in");
    window.press("Post as Alex Morgan");
    window.wait_for("Copy link");
}

#[test]
fn a_passphrase_saves_a_vault_whose_keyring_lost_the_key_and_the_keyring_gets_it_back() {
    let pocket = Pocket::default();
    let keys = KeySource::Keyring(Arc::new(pocket.clone()));
    let mut window = Window::open_with(Setup {
        keys: keys.clone(),
        ..Setup::default()
    });
    window.open_page("Accounts");
    window.wait_for("Only the keyring opens it");
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
        ..Setup::default()
    });
    window.wait_for("Post as Alex Morgan");
    window.open_page("Accounts");
    window.wait_for("The vault is locked");
    window.fill("Passphrase", "for a rainy day");
    window.press("Unlock");
    window.press("Let the keyring open it again");
    window.wait_for("The keyring opens the vault.");
    window.wait_until_gone("Let the keyring open it again");
    assert_eq!(pocket.0.lock().unwrap().len(), 1);
}

#[test]
fn a_vault_whose_only_key_is_lost_is_kept_aside_and_no_word_is_lost() {
    let pocket = Pocket::default();
    let keys = KeySource::Keyring(Arc::new(pocket.clone()));
    let mut window = Window::open_with(Setup {
        keys: keys.clone(),
        ..Setup::default()
    });
    window.sandbox.expire_all_tokens();
    window.write("On its way");
    window.press("Post as Alex Morgan");
    window.wait_for("Waiting");
    window.write("Not finished");
    let store = window.store.clone();
    window.wait_until("the draft is on disk", |_| {
        store.drafts().unwrap().0.len() == 1
    });
    let vault = window.store.paths().vault();
    let folder = window.close();
    pocket.0.lock().unwrap().clear();
    let old = std::fs::read(&vault).unwrap();

    let mut window = Window::open_with(Setup {
        keys,
        folder,
        signs_in: false,
        ..Setup::default()
    });
    window.wait_for("Post as Alex Morgan");
    window.open_page("Accounts");
    window.wait_for("The keyring does not have the key of this vault any more");
    window.press("Keep it aside and make a new one");
    window.wait_until_gone("The vault cannot be used");
    let mut files = std::fs::read_dir(vault.parent().unwrap()).unwrap();
    let kept = files.find_map(|file| {
        let file = file.unwrap();
        let name = file.file_name().to_string_lossy().into_owned();
        name.starts_with("vault.lost-").then(|| file.path())
    });
    assert_eq!(std::fs::read(kept.unwrap()).unwrap(), old);
    window.open_page("Write");
    window.wait_for("On its way");
    let editor = window.harness.get_by_role(Role::MultilineTextInput);
    assert_eq!(editor.value().as_deref(), Some("Not finished"));
    let app = community_app(&window.sandbox);
    window.harness.state_mut().begin_sign_in(app);
    window.wait_for("Copy link");
    assert_eq!(window.num_creates(), 1);
}

#[test]
fn a_newer_vault_is_explained_and_left_where_it_is() {
    let setup = Setup {
        signs_in: false,
        ..Setup::default()
    };
    let vault = setup.store().paths().vault();
    let newer = "(format: 2, new: Things)";
    std::fs::create_dir_all(vault.parent().unwrap()).unwrap();
    std::fs::write(&vault, newer).unwrap();
    let mut window = Window::open_with(setup);
    window.open_page("Accounts");
    window.wait_for("A newer Sendoff wrote the vault");
    window.wait_until_gone("Keep it aside");
    assert_eq!(std::fs::read_to_string(vault).unwrap(), newer);
}

#[test]
fn a_keyring_that_hangs_leaves_the_window_alive_and_a_passphrase_to_choose() {
    /// Answers when the test is over.
    struct Hanging(Mutex<std::sync::mpsc::Receiver<()>>);
    impl KeyProvider for Hanging {
        fn store_key(&self, _: &str, _: &Key) -> Result<(), KeyringError> {
            self.0.lock().unwrap().recv().ok();
            Err(KeyringError::Failed)
        }
        fn load_key(&self, _: &str) -> Result<Key, KeyringError> {
            Err(KeyringError::Failed)
        }
        fn delete_key(&self, _: &str) -> Result<(), KeyringError> {
            Err(KeyringError::Failed)
        }
    }
    let (let_go, go_on) = std::sync::mpsc::sync_channel(1);
    let mut go_on = Some(go_on);
    let open = move || {
        let hanging = Hanging(Mutex::new(go_on.take().unwrap()));
        Ok(Box::new(hanging) as Box<dyn KeyProvider>)
    };
    let keyring = Keyring::start(open, Duration::from_secs(2)).unwrap();
    let mut window = Window::open_with(Setup {
        keys: KeySource::Keyring(Arc::new(keyring)),
        signs_in: false,
        ..Setup::default()
    });
    // Before anything is known of the keyring.
    window.write("Words come first");
    let store = window.store.clone();
    window.wait_until("the draft is on disk", |_| {
        store.drafts().unwrap().0.len() == 1
    });
    window.press("Connect your LinkedIn app…");
    window.wait_for("Choose a passphrase for the vault");
    assert!(!window.store.paths().vault().exists());
    drop(window);
    drop(let_go);
}

#[test]
fn a_browser_that_never_comes_back_gives_the_window_back() {
    let mut window = Window::open();
    window.open_page("Accounts");
    let app = SignInRequest {
        timeout: Duration::ZERO,
        unattended: false,
        ..community_app(&window.sandbox)
    };
    window.harness.state_mut().begin_sign_in(app);
    window.wait_for("The browser did not come back in time");
    window.wait_until_gone("Waiting for you to come back");
}

#[test]
fn a_test_process_cannot_open_the_keyring_of_this_computer() {
    let opened = std::panic::catch_unwind(|| Keyring::of_this_computer().is_ok());
    assert!(opened.is_err());
}

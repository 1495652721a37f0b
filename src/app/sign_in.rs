//! Wishes about accounts and the vault, and the answers to them. What was typed as a secret leaves the form at once.

use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};

use super::App;
use super::pending::{take_answer, take_failures, take_ready_one};
use crate::domain::{AccountKey, SignInFlow};
use crate::engine::{Command, SignInRequest, VaultChange, VaultStatus};
use crate::ui::{OpenVaultFacts, Page, SignInFacts, VaultFacts, VaultWish};
use crate::words::t;

impl App {
    pub(super) fn sign_in(&mut self) {
        let needs_passphrase = self.state.vault == VaultFacts::NeedsPassphrase;
        let passphrase = taken(&mut self.form.passphrase);
        let secret = taken(&mut self.form.client_secret);
        let flow = if self.form.pkce {
            SignInFlow::NativePkce
        } else {
            SignInFlow::Standard
        };
        let request = SignInRequest {
            client_id: self.form.client_id.trim().to_owned(),
            client_secret: (!self.form.pkce).then(|| secret.expose_secret().trim().into()),
            flow,
            access: self.form.access,
            passphrase: needs_passphrase.then_some(passphrase),
            ports: self.state.settings.redirect_ports.clone(),
            timeout: SIGN_IN_TIMEOUT,
            unattended: false,
            again: None,
        };
        self.begin_sign_in(request);
    }

    /// Signs in as before; the secret of the app is in the vault.
    pub(super) fn sign_in_again(&mut self, key: &AccountKey) {
        let known = self
            .state
            .accounts
            .iter()
            .find(|account| account.key() == *key);
        let Some(account) = known else {
            return;
        };
        let request = SignInRequest {
            client_id: account.client_id.clone(),
            client_secret: None,
            flow: account.flow,
            access: account.access,
            passphrase: None,
            ports: self.state.settings.redirect_ports.clone(),
            timeout: SIGN_IN_TIMEOUT,
            unattended: false,
            again: Some(key.clone()),
        };
        self.page = Page::Accounts;
        self.begin_sign_in(request);
    }

    /// Starts a sign-in.
    pub fn begin_sign_in(&mut self, request: SignInRequest) {
        self.pending.sign_in = self.ask(|answer| Command::SignIn(Box::new(request), answer));
        if self.pending.sign_in.is_some() {
            self.state.sign_in = SignInFacts::Waiting(None);
        }
    }

    pub(super) fn sign_out(&mut self, key: AccountKey) {
        let asked = self.ask(|answer| Command::SignOut(key, answer));
        self.pending.sign_out.extend(asked);
    }

    pub(super) fn unlock(&mut self) {
        let passphrase = taken(&mut self.form.passphrase);
        self.pending.vault = self.ask(|answer| Command::UnlockVault(passphrase, answer));
    }

    /// Changes how the vault opens, with what was typed.
    pub(super) fn alter_vault(&mut self, wish: VaultWish) {
        let form = &mut self.form.vault;
        let present = taken(&mut form.present);
        let present = (!present.expose_secret().is_empty()).then_some(present);
        let change = match wish {
            VaultWish::Passphrase => VaultChange::Passphrase {
                present,
                new: taken(&mut form.new),
            },
            VaultWish::Keyring => VaultChange::Keyring,
            VaultWish::NewKey => VaultChange::NewKey {
                passphrase: present,
            },
        };
        let asked = self.ask(|answer| Command::AlterVault(change, answer));
        self.form.vault.is_busy = asked.is_some();
        self.pending.vault_change = asked.map(|promise| (wish, promise));
    }

    pub(super) fn take_account_answers(&mut self) {
        match take_answer(&mut self.pending.sign_in) {
            Some(Ok(signed_in)) => {
                tracing::info!(name = signed_in.account.member.name, "signed in");
                self.state.sign_in = SignInFacts::Idle;
                if let Some(trouble) = signed_in.trouble {
                    self.state.notify(t!("signed-in-but"), &trouble);
                }
                self.order(Command::Resume);
                self.page = Page::Write;
                self.wants_focus = true;
            }
            Some(Err(failure)) => {
                self.state.sign_in = SignInFacts::Failed(failure.message, failure.hint);
            }
            None => {}
        }
        if let Some(done) = take_answer(&mut self.pending.vault) {
            if let Err(words) = done {
                self.state.notify(t!("vault-not-opened"), &words);
            } else {
                self.order(Command::Resume);
            }
        }
        self.take_vault_change();
        for failure in take_failures(&mut self.pending.sign_out) {
            self.state.notify(&failure.message(), failure.hint());
        }
    }

    fn take_vault_change(&mut self) {
        let Some((wish, done)) = take_ready_one(&mut self.pending.vault_change) else {
            return;
        };
        let form = &mut self.form.vault;
        form.is_busy = false;
        if done.is_ok() {
            form.begin(None);
        }
        form.outcome = Some(done.map(|()| {
            let words = match wish {
                VaultWish::Passphrase => t!("vault-new-passphrase"),
                VaultWish::Keyring => t!("vault-keyring-opens"),
                VaultWish::NewKey => t!("vault-has-new-key"),
            };
            words.to_owned()
        }));
    }
}

/// What was typed into a field, which is empty from then on.
fn taken(field: &mut String) -> SecretString {
    std::mem::take(field).into()
}

/// How long the person has in the browser.
const SIGN_IN_TIMEOUT: Duration = Duration::from_mins(10);

/// What the window shows of the vault.
pub(super) fn vault_facts(status: VaultStatus) -> VaultFacts {
    match status {
        VaultStatus::Unknown
        | VaultStatus::Missing {
            passphrase_needed: false,
        } => VaultFacts::Fine,
        VaultStatus::Missing {
            passphrase_needed: true,
        } => VaultFacts::NeedsPassphrase,
        VaultStatus::Locked {
            why,
            has_passphrase,
        } => VaultFacts::Locked {
            why,
            has_passphrase,
        },
        VaultStatus::Open(vault) => VaultFacts::Open(OpenVaultFacts {
            has_passphrase: vault.has_passphrase,
            has_keyring: vault.has_keyring,
            keyring_lost_key: vault.keyring_lost_key,
            can_use_keyring: vault.can_use_keyring,
            owes_new_key: vault.owes_new_key,
        }),
        VaultStatus::Broken {
            why,
            can_be_replaced,
        } => VaultFacts::Broken {
            why,
            can_be_replaced,
        },
    }
}

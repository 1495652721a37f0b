//! What the window asks about the vault as a whole. Every answer is from a thread that may wait for a keyring.

use std::sync::Arc;

use poll_promise::Sender;
use secrecy::SecretString;

use super::context::{Context, off_the_network};
use super::event::Event;
use super::keys::Keys;
use super::vault_status::{VaultChange, VaultStatus};
use crate::store::vault::VaultError;
use crate::words::t;

/// Says how the vault stands; asks the keyring again.
pub(super) fn probe(context: &Arc<Context>) {
    tell(context, Keys::probe);
}

/// Says how the vault stands; asks the keyring only about what it was not asked before.
pub(super) fn glance(context: &Arc<Context>) {
    tell(context, Keys::glance);
}

/// Opens the vault, or makes one.
pub(super) fn unlock(
    context: &Arc<Context>,
    passphrase: SecretString,
    answer: Sender<Result<(), String>>,
) {
    follow(context, answer, move |keys| keys.unlock(&passphrase));
}

/// Puts the vault aside.
pub(super) fn replace(context: &Arc<Context>, answer: Sender<Result<(), String>>) {
    let now = context.now().as_second();
    follow(context, answer, move |keys| keys.replace(now).map(drop));
}

/// Changes how the vault opens.
pub(super) fn alter(
    context: &Arc<Context>,
    change: VaultChange,
    answer: Sender<Result<(), String>>,
) {
    follow(context, answer, move |keys| keys.alter(&change));
}

fn tell(context: &Arc<Context>, look: impl FnOnce(&Keys) -> VaultStatus + Send + 'static) {
    let context = Arc::clone(context);
    tokio::spawn(async move {
        let keys = Arc::clone(&context.sessions.keys);
        let status = off_the_network(move || look(&keys)).await;
        context.tell(Event::Vault(status)).await;
    });
}

/// Answers, then says how the vault stands now. A breakdown is an answer too.
fn follow(
    context: &Arc<Context>,
    answer: Sender<Result<(), String>>,
    work: impl FnOnce(&Keys) -> Result<(), VaultError> + Send + 'static,
) {
    let context = Arc::clone(context);
    tokio::spawn(async move {
        let keys = Arc::clone(&context.sessions.keys);
        let done = tokio::task::spawn_blocking(move || {
            (work(&keys).map_err(|err| err.to_string()), keys.glance())
        });
        let (done, status) = match done.await {
            Ok((done, status)) => (done, Some(status)),
            Err(_broken) => (Err(t!("broke-down-retry").to_owned()), None),
        };
        if let Some(status) = status {
            context.tell(Event::Vault(status)).await;
        }
        answer.send(done);
        context.voice.wake();
    });
}

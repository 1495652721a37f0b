//! Signing out: LinkedIn is asked to forget the token, and it is forgotten here, whatever LinkedIn says.

use std::sync::Arc;

use super::context::off_the_network;
use super::keys::failure_of;
use super::session::Sessions;
use crate::domain::{AccountKey, Failure};

impl Sessions {
    /// Signs out. Also where the vault with the tokens is gone or beyond repair: then there is nothing to take out.
    pub(super) async fn sign_out(&self, key: &AccountKey) -> Result<(), Failure> {
        if let (Ok(tokens), Ok(secret)) = (
            self.tokens(key).await,
            self.client_secret(&key.client_id).await,
        ) {
            self.wire
                .revoke(&key.client_id, secret.as_ref(), &tokens.access)
                .await;
        }
        let is_last_of_app = !self
            .accounts()
            .iter()
            .any(|account| account.client_id == key.client_id && account.key() != *key);
        let (name, client_id) = (key.to_string(), key.client_id.clone());
        let keys = Arc::clone(&self.keys);
        // The tokens first: an account whose tokens cannot be removed is not signed out.
        let removed = off_the_network(move || {
            keys.remove(|secrets| {
                secrets.accounts.remove(&name);
                if is_last_of_app {
                    secrets.apps.remove(&client_id);
                }
            })
        });
        removed.await.map_err(|err| failure_of(&err))?;
        let gone = key.clone();
        self.update_accounts(move |accounts| accounts.retain(|account| account.key() != gone))
            .await?;
        let keys = Arc::clone(&self.keys);
        if let Err(err) = off_the_network(move || keys.rotate()).await {
            tracing::info!(%err, "the vault keeps its key");
        }
        Ok(())
    }
}

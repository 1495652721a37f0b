//! New tokens without the browser, where LinkedIn gave the means: one request, however many jobs need it.

use secrecy::{ExposeSecret as _, SecretString};

use super::session::{Sessions, expiry, stored_tokens};
use crate::domain::{AccountKey, Cause, Failure};
use crate::linkedin::SignInError;

impl Sessions {
    /// Replaces `spent`, a token that LinkedIn did not accept or will not for much longer.
    ///
    /// Whoever comes second finds the work done. The new token is on disk before anyone uses it.
    pub(super) async fn renew(
        &self,
        key: &AccountKey,
        spent: &SecretString,
    ) -> Result<(), Failure> {
        let _turn = self.renewing.lock().await;
        let tokens = self.tokens(key).await?;
        if tokens.access.expose_secret() != spent.expose_secret() {
            return Ok(());
        }
        let refresh = tokens
            .refresh
            .clone()
            .ok_or_else(|| Failure::new(Cause::TokenExpired))?;
        let secret = self.client_secret(&key.client_id).await?;
        let grant = self
            .wire
            .refresh(&key.client_id, secret.as_ref(), &refresh, &tokens.scopes)
            .await;
        let grant = match grant {
            Ok(grant) => grant,
            Err(err) => {
                if let SignInError::CodeRefused { .. } = err {
                    self.stop_renewing(key).await;
                }
                return Err(err.failure());
            }
        };
        let now = self.clock.now();
        let stored = stored_tokens(&grant, &key.client_id, now, Some(refresh));
        let (expires_at, renewable_until) = (
            expiry(grant.expires_in, now),
            expiry(grant.refresh_expires_in, now),
        );
        let name = key.to_string();
        self.change_secrets(move |secrets| {
            secrets.accounts.insert(name, stored);
        })
        .await?;
        let key = key.clone();
        self.update_accounts(move |accounts| {
            for account in accounts.iter_mut().filter(|account| account.key() == key) {
                account.obtained_at = now;
                account.expires_at = expires_at;
                account.renewable_until = renewable_until.or(account.renewable_until);
            }
        })
        .await
    }

    /// A refresh token that was refused stays refused: it is not shown to LinkedIn again.
    async fn stop_renewing(&self, key: &AccountKey) {
        let name = key.to_string();
        let forgotten = self.change_secrets(move |secrets| {
            if let Some(tokens) = secrets.accounts.get_mut(&name) {
                tokens.refresh = None;
                tokens.refresh_expires_at = None;
            }
        });
        let key = key.clone();
        let listed = self.update_accounts(move |accounts| {
            for account in accounts.iter_mut().filter(|account| account.key() == key) {
                account.renewable_until = None;
            }
        });
        if let Err(failure) = forgotten.await.and(listed.await) {
            tracing::warn!(%failure, "a refused refresh token could not be forgotten");
        }
    }
}

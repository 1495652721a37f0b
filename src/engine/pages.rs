//! Asking LinkedIn again which pages an account may post for.

use std::sync::Arc;

use super::context::Context;
use super::event::Event;
use super::session::Sessions;
use crate::domain::{AccountKey, Failure};

impl Sessions {
    /// Asks again which pages an account may post for.
    async fn refresh_pages(&self, key: &AccountKey) -> Result<(), Failure> {
        let organizations = self
            .client(key)
            .await?
            .postable_organizations()
            .await
            .map_err(Failure::from)?;
        let key = key.clone();
        self.update_accounts(move |accounts| {
            for account in accounts.iter_mut().filter(|account| account.key() == key) {
                account.organizations.clone_from(&organizations);
            }
        })
        .await
    }
}

/// Asks again which pages an account may post for, and tells what became of it.
pub(super) fn refresh_pages(context: &Arc<Context>, key: AccountKey) {
    let context = Arc::clone(context);
    tokio::spawn(async move {
        let refreshed = context.sessions.refresh_pages(&key).await;
        context.keep_ledger().await;
        let event = match refreshed {
            Ok(()) => Event::Accounts(context.sessions.accounts()),
            Err(failure) => Event::Trouble(failure.message()),
        };
        context.tell(event).await;
    });
}

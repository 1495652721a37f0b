//! Accounts and their tokens: keeping those of a sign-in, and a client that speaks for an account.
//!
//! Renewing is in `renewal.rs`, signing out in `sign_out.rs`.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;

use super::clock::Clock;
use super::context::off_the_network;
use super::keys::{Keys, failure_of};
use super::sign_in::{SignInFailure, SignInRequest, SignedIn};
use super::tally::Tally;
use crate::domain::{
    Access, Account, AccountKey, ApiVersion, Author, AuthorUrn, Cause, Failure, Job, Role,
};
use crate::linkedin::{ApiError, Client, Meter, TokenGrant, Wire};
use crate::store::Store;
use crate::store::vault::{Secrets, StoredApp, StoredTokens};
use crate::words::t;

/// The accounts of a profile.
pub(super) struct Sessions {
    pub(super) wire: Wire,
    pub(super) keys: Arc<Keys>,
    store: Store,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) tally: Arc<Tally>,
    version: Mutex<ApiVersion>,
    accounts: Mutex<Vec<Account>>,
    /// One renewal at a time; the second finds the work done.
    pub(super) renewing: tokio::sync::Mutex<()>,
}

impl Sessions {
    pub(super) fn new(wire: Wire, keys: Arc<Keys>, store: Store, clock: Arc<dyn Clock>) -> Self {
        Self {
            wire,
            keys,
            store,
            tally: Tally::new(Arc::clone(&clock)),
            clock,
            version: Mutex::new(ApiVersion::DEFAULT),
            accounts: Mutex::new(Vec::new()),
            renewing: tokio::sync::Mutex::new(()),
        }
    }

    /// Asks for this version from now on.
    pub(super) fn use_version(&self, version: ApiVersion) {
        *self.version.lock().unwrap_or_else(PoisonError::into_inner) = version;
    }

    /// The accounts as last read.
    pub(super) fn accounts(&self) -> Vec<Account> {
        self.accounts
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Keeps the accounts as they are on disk.
    pub(super) fn remember(&self, accounts: &[Account]) {
        accounts.clone_into(&mut self.accounts.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// A client that does what a job needs.
    pub(super) async fn client_of(&self, job: &Job) -> Result<Client, Failure> {
        let client = self.client(&job.account).await?;
        let meter = self.tally.meter(&job.account, &job.post.author().urn);
        Ok(client.metered(meter))
    }

    /// A client that speaks for an account, with a token that was renewed if it was time.
    pub(super) async fn client(&self, key: &AccountKey) -> Result<Client, Failure> {
        let client = self.renewed_client(key).await?;
        Ok(client.metered(self.tally.meter(key, &key.member)))
    }

    async fn renewed_client(&self, key: &AccountKey) -> Result<Client, Failure> {
        let account = self
            .accounts()
            .into_iter()
            .find(|account| account.key() == *key);
        let account = account.ok_or_else(|| Failure::new(Cause::NotSignedIn))?;
        let tokens = self.tokens(key).await?;
        if !account.should_renew(self.clock.now()) {
            return Ok(self.client_with(tokens.access));
        }
        if let Err(failure) = self.renew(key, &tokens.access).await {
            // The old token still works for a while; LinkedIn will say when it does not.
            tracing::warn!(%failure, "the sign-in was not renewed");
        }
        let tokens = self.tokens(key).await?;
        Ok(self.client_with(tokens.access))
    }

    /// Whether the token of an account is so new that LinkedIn may not know it everywhere yet.
    pub(super) fn is_new(&self, key: &AccountKey, now: Timestamp) -> bool {
        let accounts = self.accounts();
        let account = accounts.iter().find(|account| account.key() == *key);
        account.is_some_and(|account| now.duration_since(account.obtained_at) < NEW_TOKEN_AGE)
    }

    /// Whether there is a token for an account, in a vault that is open.
    pub(super) async fn can_speak(&self, key: &AccountKey) -> Result<(), Failure> {
        self.tokens(key).await.map(drop)
    }

    /// The same, for whoever is away from the network already. Blocks.
    pub(super) fn can_speak_at_once(&self, key: &AccountKey) -> Result<(), Failure> {
        find_tokens(&self.keys, key).map(drop)
    }

    fn client_with(&self, token: SecretString) -> Client {
        let version = *self.version.lock().unwrap_or_else(PoisonError::into_inner);
        self.wire.client(version, token)
    }

    pub(super) async fn tokens(&self, key: &AccountKey) -> Result<StoredTokens, Failure> {
        let (keys, key) = (Arc::clone(&self.keys), key.clone());
        off_the_network(move || find_tokens(&keys, &key)).await
    }

    /// Turns the code or grant of a sign-in into an account that is kept.
    pub(super) async fn admit(
        &self,
        request: &SignInRequest,
        grant: TokenGrant,
        secret: Option<SecretString>,
    ) -> Result<SignedIn, SignInFailure> {
        // Whose requests these are is known only afterwards.
        let asked = Arc::new(AtomicU32::new(0));
        let counter = Arc::clone(&asked);
        let meter = Meter::new(move || {
            counter.fetch_add(1, Ordering::Relaxed);
        });
        let client = self.client_with(grant.access.clone()).metered(meter);
        let member = patiently(&*self.clock, || client.who_am_i(request.access))
            .await
            .map_err(|err| SignInFailure::from(&err))?;
        let organizations = match request.access {
            // An app for one's own posts may not ask.
            Access::Member => Ok(Vec::new()),
            Access::Community => patiently(&*self.clock, || client.postable_organizations()).await,
        };
        // The sign-in is too good to be thrown away because the pages cannot be listed now.
        let mut troubles: Vec<String> = organizations
            .as_ref()
            .err()
            .map(pages_missing)
            .into_iter()
            .collect();
        let organizations =
            organizations.unwrap_or_else(|_| self.known_pages(&request.client_id, &member.urn));
        let now = self.clock.now();
        let account = Account {
            client_id: request.client_id.clone(),
            flow: request.flow,
            access: request.access,
            member: Author {
                urn: member.urn,
                name: member.name,
                role: Role::Member,
            },
            organizations,
            scopes: grant.scopes.clone(),
            obtained_at: now,
            expires_at: expiry(grant.expires_in, now),
            renewable_until: grant
                .refresh
                .as_ref()
                .and(expiry(grant.refresh_expires_in, now)),
        };
        let (key, asked) = (account.key(), asked.load(Ordering::Relaxed));
        self.tally.count(&key, &key.member, asked);
        if let Some(kept) = self.still_better(&account).await {
            let trouble = Some(less_than(&kept));
            return Ok(SignedIn {
                account: kept,
                trouble,
            });
        }
        troubles.extend(self.surprises(&account, request.again.as_ref()));
        self.keep(&account, &grant, secret).await?;
        let trouble = (!troubles.is_empty()).then(|| troubles.join(" "));
        Ok(SignedIn { account, trouble })
    }

    /// The known sign-in of the same member, if it may do what `newer` may not and LinkedIn still takes its token.
    async fn still_better(&self, newer: &Account) -> Option<Account> {
        let mut known = self.accounts().into_iter();
        let better = known.find(|known| known.outranks(newer))?;
        let client = self.client(&better.key()).await.ok()?;
        client.who_am_i(better.access).await.ok()?;
        Some(better)
    }

    /// What a person would not expect of a sign-in that worked.
    fn surprises(&self, account: &Account, again: Option<&AccountKey>) -> Vec<String> {
        let name = &account.member.name;
        let mut surprises = Vec::new();
        let accounts = self.accounts();
        let expected = accounts
            .iter()
            .find(|known| Some(&known.key()) == again && known.key() != account.key());
        if let Some(expected) = expected {
            let expected = &expected.member.name;
            surprises.push(t!(
                "sign-in-other-member",
                name = name.as_str(),
                expected = expected.as_str()
            ));
        }
        if !account.can_post_as(&account.member.urn) {
            surprises.push(t!(
                "sign-in-no-posting",
                name = name.as_str(),
                product = account.access.product()
            ));
        }
        surprises
    }

    /// The pages that were found at an earlier sign-in.
    fn known_pages(&self, client_id: &str, member: &AuthorUrn) -> Vec<Author> {
        let accounts = self.accounts();
        let known = accounts
            .into_iter()
            .find(|account| account.client_id == client_id && account.member.urn == *member);
        known.map_or_else(Vec::new, |account| account.organizations)
    }

    async fn keep(
        &self,
        account: &Account,
        grant: &TokenGrant,
        secret: Option<SecretString>,
    ) -> Result<(), SignInFailure> {
        let name = account.key().to_string();
        let client_id = account.client_id.clone();
        let stored = stored_tokens(grant, &client_id, account.obtained_at, None);
        let kept = self.change_secrets(move |secrets| {
            secrets.accounts.insert(name, stored);
            secrets.apps.insert(
                client_id,
                StoredApp {
                    client_secret: secret,
                },
            );
        });
        kept.await
            .map_err(|failure| SignInFailure::from(&failure))?;
        let new = account.clone();
        let updated = self.update_accounts(move |accounts| {
            match accounts.iter_mut().find(|known| known.key() == new.key()) {
                Some(known) => *known = new,
                None => accounts.push(new),
            }
        });
        updated
            .await
            .map_err(|failure| SignInFailure::from(&failure))
    }

    /// The secret of the person's app, if the vault has it.
    pub(super) async fn client_secret(
        &self,
        client_id: &str,
    ) -> Result<Option<SecretString>, Failure> {
        let keys = Arc::clone(&self.keys);
        let client_id = client_id.to_owned();
        let find = move |secrets: &Secrets| {
            secrets
                .apps
                .get(&client_id)
                .and_then(|app| app.client_secret.clone())
        };
        off_the_network(move || keys.look_up(find))
            .await
            .map_err(|err| failure_of(&err))
    }

    pub(super) async fn change_secrets(
        &self,
        edit: impl FnOnce(&mut Secrets) + Send + 'static,
    ) -> Result<(), Failure> {
        let keys = Arc::clone(&self.keys);
        off_the_network(move || keys.change(edit))
            .await
            .map_err(|err| failure_of(&err))
    }

    pub(super) async fn update_accounts(
        &self,
        change: impl FnOnce(&mut Vec<Account>) + Send + 'static,
    ) -> Result<(), Failure> {
        let store = self.store.clone();
        let updated = off_the_network(move || store.update_accounts(change)).await;
        let accounts =
            updated.map_err(|err| Failure::with_detail(Cause::Storage, &err.to_string()))?;
        self.remember(&accounts);
        Ok(())
    }
}

/// The tokens of an account. Blocks.
fn find_tokens(keys: &Keys, key: &AccountKey) -> Result<StoredTokens, Failure> {
    let name = key.to_string();
    let found = keys.look_up(|secrets| secrets.accounts.get(&name).cloned());
    found
        .map_err(|err| failure_of(&err))?
        .ok_or_else(|| Failure::new(Cause::NotSignedIn))
}

fn pages_missing(err: &ApiError) -> String {
    t!("sign-in-no-pages", why = err.to_string())
}

fn less_than(kept: &Account) -> String {
    let name = &kept.member.name;
    t!("sign-in-less", name = name.as_str())
}

pub(super) fn stored_tokens(
    grant: &TokenGrant,
    app: &str,
    now: Timestamp,
    old_refresh: Option<SecretString>,
) -> StoredTokens {
    StoredTokens {
        access: grant.access.clone(),
        refresh: grant.refresh.clone().or(old_refresh),
        scopes: grant.scopes.clone(),
        obtained_at: now.as_second(),
        expires_at: expiry(grant.expires_in, now).map(Timestamp::as_second),
        refresh_expires_at: expiry(grant.refresh_expires_in, now).map(Timestamp::as_second),
        app: app.to_owned(),
    }
}

pub(super) fn expiry(secs: Option<u64>, now: Timestamp) -> Option<Timestamp> {
    let secs = i64::try_from(secs?).ok()?;
    now.checked_add(SignedDuration::from_secs(secs)).ok()
}

/// Asks something that may be asked again, and waits a moment where that may help: a token that is seconds old may be
/// called revoked, and a connection may break.
async fn patiently<T, F>(clock: &dyn Clock, ask: impl Fn() -> F) -> Result<T, ApiError>
where
    F: Future<Output = Result<T, ApiError>>,
{
    for wait in WAITS {
        match ask().await {
            Err(err) if passes(&err.failure().cause) => clock.wait(wait).await,
            done => return done,
        }
    }
    ask().await
}

fn passes(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::TokenRevoked
            | Cause::ServerTrouble { .. }
            | Cause::NoConnection
            | Cause::ConnectionLost
    )
}

/// LinkedIn may call a token revoked for some seconds after issuing it (seen by several client authors).
const WAITS: [Duration; 4] = [
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(4),
];

/// How long a token counts as new. LinkedIn, seen by several client authors: "for some seconds", sometimes more.
const NEW_TOKEN_AGE: SignedDuration = SignedDuration::from_secs(60);

#[cfg(test)]
#[path = "accounts_tests.rs"]
mod tests;

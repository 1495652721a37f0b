//! One sign-in from the first request to the account that is kept.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;

use super::context::{Context, off_the_network};
use super::event::Event;
use crate::domain::{Access, Account, AccountKey, Failure, Group, SignInFlow, statistics};
use crate::linkedin::{ApiError, Invitation, Listener, SignInError};
use crate::store::Store;
use crate::store::vault::VaultError;
use crate::words::t;

/// What a sign-in needs to know.
pub struct SignInRequest {
    /// The person's own LinkedIn app.
    pub client_id: String,
    /// Its secret, unless it is known from an earlier sign-in; none with [`SignInFlow::NativePkce`].
    pub client_secret: Option<SecretString>,
    /// How.
    pub flow: SignInFlow,
    /// For what.
    pub access: Access,
    /// Makes the vault or opens it, where nothing else can.
    pub passphrase: Option<SecretString>,
    /// The ports to listen on, tried in order.
    pub ports: Vec<u16>,
    /// How long the person has in the browser.
    pub timeout: Duration,
    /// Go to the sign-in page without a browser: the built-in sandbox says yes by itself.
    pub unattended: bool,
    /// The account that is to be signed in again, if it is not a new one.
    pub again: Option<AccountKey>,
}

/// A sign-in that worked.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who is signed in now.
    pub account: Account,
    /// What did not work all the same: a sentence.
    pub trouble: Option<String>,
}

/// Why a sign-in did not work: sentences for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInFailure {
    /// What happened.
    pub message: String,
    /// What to do next.
    pub hint: String,
    /// The group it belongs to.
    pub group: Group,
}

/// Signs a member in: listens first, then sends the person to LinkedIn, then turns the code into tokens.
pub(super) async fn sign_in(
    context: &Context,
    request: &SignInRequest,
) -> Result<SignedIn, SignInFailure> {
    // What is missing is said before anything is touched.
    let known = match &request.client_secret {
        None if request.flow == SignInFlow::Standard => Some(known_secret(context, request).await?),
        given => given.clone(),
    };
    let secret = known.filter(|_| request.flow == SignInFlow::Standard);
    let (kept, opened) = open_vault(context, request.passphrase.as_ref()).await;
    let signed_in = match opened {
        Ok(()) => go_to_linkedin(context, request, secret).await,
        Err(err) => Err(SignInFailure::from(&err)),
    };
    match kept {
        Some(kept) => signed_in
            .map(|signed_in| signed_in.after_keeping(&kept))
            .map_err(|failure| failure.after_keeping(&kept)),
        None => signed_in,
    }
}

async fn go_to_linkedin(
    context: &Context,
    request: &SignInRequest,
    secret: Option<SecretString>,
) -> Result<SignedIn, SignInFailure> {
    let listener = Listener::bind(&request.ports)
        .await
        .map_err(|err| SignInFailure::from(&err))?;
    let mut scopes = request.access.scopes(request.flow).to_vec();
    let settings = context.on_disk(Store::settings).await;
    if request.access == Access::Community && settings.is_ok_and(|kept| kept.asks_statistics) {
        scopes.extend([statistics::PAGE_SCOPE, statistics::MEMBER_SCOPE]);
    }
    let invitation = Invitation::new(
        &context.endpoints,
        &request.client_id,
        request.flow,
        &scopes,
        listener.redirect_url(),
    );
    if request.unattended {
        let (wire, url) = (context.sessions.wire.clone(), invitation.url.clone());
        tokio::spawn(async move { wire.visit(&url).await });
    } else {
        context.tell(Event::Authorize(invitation.url.clone())).await;
    }
    let code = listener
        .wait(&invitation.state, request.timeout)
        .await
        .map_err(|err| SignInFailure::from(&err))?;
    let grant = context
        .sessions
        .wire
        .exchange(&invitation, &code, secret.as_ref())
        .await;
    let grant = grant.map_err(|err| SignInFailure::from(&err))?;
    context.sessions.admit(request, grant, secret).await
}

/// The secret that proves which app asks, as the vault knows it from an earlier sign-in.
async fn known_secret(
    context: &Context,
    request: &SignInRequest,
) -> Result<SecretString, SignInFailure> {
    let keys = Arc::clone(&context.sessions.keys);
    let client_id = request.client_id.clone();
    let looked_up = off_the_network(move || {
        let known = keys.look_up(|secrets| secrets.apps.get(&client_id)?.client_secret.clone());
        known.map_err(|err| (keys.is_beyond_repair(&err), err))
    });
    let (message, hint) = match looked_up.await {
        Ok(Some(secret)) => return Ok(secret),
        Ok(None) | Err((_, VaultError::Missing)) => (
            t!("sign-in-secret-unknown").to_owned(),
            t!("sign-in-secret-unknown-hint"),
        ),
        Err((true, err)) => (err.to_string(), t!("sign-in-vault-beyond-repair")),
        Err((false, err)) => return Err(SignInFailure::from(&err)),
    };
    Err(SignInFailure {
        message,
        hint: hint.to_owned(),
        group: Group::SignIn,
    })
}

/// The tokens need a place before anyone is sent to the browser. Tells where a vault was put that does not open.
async fn open_vault(
    context: &Context,
    passphrase: Option<&SecretString>,
) -> (Option<PathBuf>, Result<(), VaultError>) {
    let keys = Arc::clone(&context.sessions.keys);
    let (passphrase, now) = (passphrase.cloned(), context.now().as_second());
    off_the_network(move || keys.prepare(passphrase.as_ref(), now)).await
}

impl SignedIn {
    fn after_keeping(mut self, kept: &Path) -> Self {
        let told = format!("{} {}", kept_as(kept), t!("vault-new-made"));
        self.trouble = Some(match self.trouble {
            Some(trouble) => format!("{trouble} {told}"),
            None => told,
        });
        self
    }
}

/// What became of a vault that did not open.
fn kept_as(kept: &Path) -> String {
    let name = kept.file_name().unwrap_or_default().to_string_lossy();
    t!("vault-kept-as", name = name.to_string())
}

impl SignInFailure {
    /// A sign-in that the person stopped, or that was replaced by another.
    pub(super) fn stopped() -> Self {
        Self {
            message: t!("sign-in-stopped").to_owned(),
            hint: t!("sign-in-cancelled-hint").to_owned(),
            group: Group::SignIn,
        }
    }

    /// "Nothing was changed" is not true any more.
    fn after_keeping(mut self, kept: &Path) -> Self {
        let rest = self
            .hint
            .strip_prefix(t!("nothing-changed"))
            .unwrap_or(&self.hint);
        self.hint = format!("{} {}", kept_as(kept), rest.trim_start());
        self
    }
}

impl From<&SignInError> for SignInFailure {
    fn from(err: &SignInError) -> Self {
        Self {
            message: err.to_string(),
            hint: err.hint(),
            group: err.group(),
        }
    }
}

impl From<&Failure> for SignInFailure {
    fn from(failure: &Failure) -> Self {
        // Words about posts make no sense before anyone is signed in.
        let message = match (failure.group(), &failure.detail) {
            (Group::Refused, Some(detail)) => {
                t!("sign-in-refused-because", words = detail.as_str())
            }
            (Group::Refused, None) => t!("sign-in-refused").to_owned(),
            _ => failure.message(),
        };
        let group = match failure.group() {
            Group::Refused => Group::SignIn,
            group => group,
        };
        Self {
            message,
            hint: t!("sign-in-try-again").to_owned(),
            group,
        }
    }
}

impl From<&ApiError> for SignInFailure {
    fn from(err: &ApiError) -> Self {
        Self::from(err.failure())
    }
}

impl From<&VaultError> for SignInFailure {
    fn from(err: &VaultError) -> Self {
        let hint = match err {
            VaultError::Store(_) => t!("sign-in-check-disk"),
            VaultError::PassphraseNeeded => {
                t!("sign-in-passphrase")
            }
            VaultError::KeyringBusy
            | VaultError::KeyringUnavailable(_)
            | VaultError::NoSuchSlot => {
                t!("sign-in-no-keyring")
            }
            _ => {
                t!("sign-in-unlock")
            }
        };
        Self {
            message: err.to_string(),
            hint: hint.to_owned(),
            group: Group::SignIn,
        }
    }
}

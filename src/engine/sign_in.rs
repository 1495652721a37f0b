//! One sign-in from the first request to the account that is kept.

use std::time::Duration;

use secrecy::SecretString;

use super::context::{Context, off_the_network};
use super::event::Event;
use crate::domain::{Access, Account, Failure, Group, SignInFlow};
use crate::linkedin::{ApiError, Invitation, Listener, SignInError};
use crate::store::vault::VaultError;

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
    open_vault(context, request.passphrase.as_ref()).await?;
    let secret = secret_of(context, request).await?;
    let listener = Listener::bind(&request.ports)
        .await
        .map_err(|err| SignInFailure::from(&err))?;
    let invitation = Invitation::new(
        &context.endpoints,
        &request.client_id,
        request.flow,
        request.access.scopes(request.flow),
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

/// The secret that proves which app asks: as given, or as the vault knows it.
async fn secret_of(
    context: &Context,
    request: &SignInRequest,
) -> Result<Option<SecretString>, SignInFailure> {
    if request.flow == SignInFlow::NativePkce {
        return Ok(None);
    }
    if let Some(secret) = &request.client_secret {
        return Ok(Some(secret.clone()));
    }
    let known = context.sessions.client_secret(&request.client_id).await;
    match known.map_err(|failure| SignInFailure::from(&failure))? {
        Some(secret) => Ok(Some(secret)),
        None => Err(SignInFailure {
            message: "The client secret of this app is not known here".to_owned(),
            hint: "Copy it from your app's Auth page and sign in with it.".to_owned(),
            group: Group::SignIn,
        }),
    }
}

/// The tokens need a place before anyone is sent to the browser.
async fn open_vault(
    context: &Context,
    passphrase: Option<&SecretString>,
) -> Result<(), SignInFailure> {
    let keys = std::sync::Arc::clone(&context.sessions.keys);
    let (passphrase, now) = (passphrase.cloned(), context.now().as_second());
    off_the_network(move || keys.prepare(passphrase.as_ref(), now))
        .await
        .map_err(|err| SignInFailure::from(&err))
}

impl SignInFailure {
    /// A sign-in that the person stopped, or that was replaced by another.
    pub(super) fn stopped() -> Self {
        Self {
            message: "The sign-in was stopped".to_owned(),
            hint: "Nothing was changed. Start it again when you like.".to_owned(),
            group: Group::SignIn,
        }
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
            (Group::Refused, Some(detail)) => format!("LinkedIn refused the sign-in ({detail})"),
            (Group::Refused, None) => "LinkedIn refused the sign-in".to_owned(),
            _ => failure.message(),
        };
        let group = match failure.group() {
            Group::Refused => Group::SignIn,
            group => group,
        };
        Self {
            message,
            hint: "Nothing was changed. Try to sign in again.".to_owned(),
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
            VaultError::Store(_) => "Nothing was changed. Check the disk, then sign in again.",
            VaultError::PassphraseNeeded
            | VaultError::KeyringBusy
            | VaultError::KeyringUnavailable(_) => {
                "Without a keyring, a passphrase of your own keeps your sign-in safe. Type one where it is asked for, or \
                 put it into SENDOFF_PASSPHRASE, and sign in again."
            }
            _ => "The sign-in needs a vault to keep its tokens in. Unlock it and sign in again.",
        };
        Self {
            message: err.to_string(),
            hint: hint.to_owned(),
            group: Group::SignIn,
        }
    }
}

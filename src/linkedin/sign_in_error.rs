//! Why a sign-in did not work, and what the person can do about it.

use crate::domain::{Failure, Group};

/// Why a sign-in did not work.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInError {
    /// None of the ports could be listened on.
    #[error("The sign-in cannot listen on {}", redirect_urls(ports))]
    PortsTaken {
        /// The ports that were tried.
        ports: Vec<u16>,
    },
    /// The person pressed cancel on LinkedIn's page.
    #[error("The sign-in was cancelled on LinkedIn's page")]
    Cancelled,
    /// LinkedIn refused a scope, and with it all of them.
    #[error("Your LinkedIn app may not ask for {scope}")]
    ScopeRefused {
        /// The scope, or a word for "one of them".
        scope: String,
    },
    /// LinkedIn refused for another reason.
    #[error("LinkedIn refused the sign-in ({words})")]
    Refused {
        /// LinkedIn's own words, made harmless.
        words: String,
    },
    /// The browser never came back.
    #[error("The browser did not come back in time")]
    TimedOut {
        /// What must be registered with the app.
        redirect_url: String,
    },
    /// 401 `invalid_client`.
    #[error("LinkedIn does not accept the client secret")]
    WrongSecret,
    /// The code was used, too old, or belonged to other addresses.
    #[error("LinkedIn did not accept the browser's answer ({words})")]
    CodeRefused {
        /// LinkedIn's own words, made harmless.
        words: String,
    },
    /// The way to LinkedIn, or its answer.
    #[error("{0}")]
    Wire(Failure),
}

impl SignInError {
    /// What to do next.
    pub fn hint(&self) -> String {
        match self {
            Self::PortsTaken { .. } => {
                "Nothing was changed. Close the program that uses this port, or choose another port in the settings and \
                 register its redirect URL with your LinkedIn app."
                    .to_owned()
            }
            Self::Cancelled => "Nothing was changed. Start the sign-in again when you like.".to_owned(),
            Self::ScopeRefused { .. } => {
                "Add the missing product to your app in LinkedIn's developer portal (Share on LinkedIn and Sign In with \
                 LinkedIn for member access, Community Management for community access), or choose the other access."
                    .to_owned()
            }
            Self::Refused { .. } => "Check your app in LinkedIn's developer portal, then sign in again.".to_owned(),
            Self::TimedOut { redirect_url } => format!(
                "If LinkedIn showed an error page, register exactly {redirect_url} as an authorized redirect URL of your \
                 app and check the client id, then sign in again."
            ),
            Self::WrongSecret => "Copy the client secret from your app's Auth page once more, then sign in again.".to_owned(),
            Self::CodeRefused { .. } => "Sign in again and come back within half an hour.".to_owned(),
            Self::Wire(failure) if failure.group() == Group::Network => {
                "Nothing was changed. Check the connection, then sign in again.".to_owned()
            }
            Self::Wire(_) => "Nothing was changed. Sign in again.".to_owned(),
        }
    }

    /// The group it belongs to; the command line's exit codes follow it.
    pub fn group(&self) -> Group {
        match self {
            Self::PortsTaken { .. } => Group::Draft,
            Self::Wire(failure) => match failure.group() {
                group @ (Group::Network | Group::RateLimit) => group,
                _ => Group::SignIn,
            },
            _ => Group::SignIn,
        }
    }

    /// The failure that this means for a job whose token was to be renewed.
    pub fn failure(&self) -> Failure {
        match self {
            Self::Wire(failure) => failure.clone(),
            _ => Failure::with_detail(crate::domain::Cause::TokenExpired, &self.to_string()),
        }
    }
}

/// As they are registered with the app, in the order in which they were tried.
fn redirect_urls(ports: &[u16]) -> String {
    let urls: Vec<String> = ports
        .iter()
        .map(|port| format!("http://127.0.0.1:{port}/callback"))
        .collect();
    urls.join(" or ")
}

impl From<Failure> for SignInError {
    fn from(failure: Failure) -> Self {
        Self::Wire(failure)
    }
}

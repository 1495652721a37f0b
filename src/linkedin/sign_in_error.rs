//! Why a sign-in did not work, and what the person can do about it.

use crate::domain::{Failure, Group};
use crate::words::t;

/// Why a sign-in did not work.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInError {
    /// None of the ports could be listened on.
    #[error("{}", t!("sign-in-ports", urls = redirect_urls(ports)))]
    PortsTaken {
        /// The ports that were tried.
        ports: Vec<u16>,
    },
    /// The person pressed cancel on LinkedIn's page.
    #[error("{}", t!("sign-in-cancelled"))]
    Cancelled,
    /// LinkedIn refused a scope, and with it all of them.
    #[error("{}", t!("sign-in-scope", scope = scope.as_str()))]
    ScopeRefused {
        /// The scope, or a word for "one of them".
        scope: String,
    },
    /// LinkedIn refused for another reason.
    #[error("{}", t!("sign-in-refused-because", words = words.as_str()))]
    Refused {
        /// LinkedIn's own words, made harmless.
        words: String,
    },
    /// The browser never came back.
    #[error("{}", t!("sign-in-timed-out"))]
    TimedOut {
        /// What must be registered with the app.
        redirect_url: String,
    },
    /// 401 `invalid_client`.
    #[error("{}", t!("sign-in-wrong-secret"))]
    WrongSecret,
    /// The code was used, too old, or belonged to other addresses.
    #[error("{}", t!("sign-in-code", words = words.as_str()))]
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
            Self::PortsTaken { .. } => t!("sign-in-ports-hint").to_owned(),
            Self::Cancelled => t!("sign-in-cancelled-hint").to_owned(),
            Self::ScopeRefused { .. } => t!("sign-in-scope-hint").to_owned(),
            Self::Refused { .. } => t!("sign-in-refused-hint").to_owned(),
            Self::TimedOut { redirect_url } => {
                t!("sign-in-timed-out-hint", url = redirect_url.as_str())
            }
            Self::WrongSecret => t!("sign-in-wrong-secret-hint").to_owned(),
            Self::CodeRefused { .. } => t!("sign-in-code-hint").to_owned(),
            Self::Wire(failure) if failure.group() == Group::Network => {
                t!("sign-in-network-hint").to_owned()
            }
            Self::Wire(_) => t!("sign-in-again-hint").to_owned(),
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

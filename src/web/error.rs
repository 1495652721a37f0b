//! Why a link has no card, in words for a person. Never: the words of the page or the server.

use crate::words::t;

/// Why nothing could be learnt about a link. The link itself is as good as before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// Not `http` or `https`, or no host.
    #[error("{}", t!("page-not-web"))]
    NotWeb,
    /// The link, or where it leads, carries a user name or password.
    #[error(
        "{}", t!("page-secret")
    )]
    Credentials,
    /// A port that web pages are not served on.
    #[error("{}", t!("page-port"))]
    UnusualPort,
    /// Every address behind the name, or the address itself, is private, local or reserved.
    #[error("{}", t!("page-private"))]
    NotPublic,
    /// It leads on and on.
    #[error("{}", t!("page-redirects"))]
    TooManyRedirects,
    /// No name, no connection, no trust, or no end of the answer.
    #[error("{}", t!("page-unreachable"))]
    Unreachable,
    /// Not done in time.
    #[error("{}", t!("page-slow"))]
    TimedOut,
    /// An answer that is no success.
    #[error("{}", t!("page-status", status = *.0))]
    Status(u16),
    /// Something else than an HTML page.
    #[error("{}", t!("page-none"))]
    NotAPage,
    /// Something else than a picture.
    #[error("{}", t!("page-no-picture"))]
    NotAPicture,
    /// Compressed although nobody asked for that: it could unfold to any size.
    #[error("{}", t!("page-packed"))]
    Compressed,
    /// A picture of more bytes than a card needs.
    #[error("{}", t!("page-picture-large"))]
    TooLarge,
    /// A character set that is not known here.
    #[error("{}", t!("page-charset"))]
    UnknownCharset,
}

impl CardError {
    /// What was kept and what to do next.
    pub fn hint(self) -> &'static str {
        match self {
            Self::NotWeb => t!("page-check-link"),
            Self::Unreachable | Self::TimedOut | Self::Status(_) => {
                t!("page-try-again")
            }
            _ => t!("page-write-title"),
        }
    }
}

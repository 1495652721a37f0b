//! Why a link has no card, in words for a person. Never: the words of the page or the server.

/// Why nothing could be learnt about a link. The link itself is as good as before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// Not `http` or `https`, or no host.
    #[error("Only links that begin with http:// or https:// can be looked up")]
    NotWeb,
    /// The link, or where it leads, carries a user name or password.
    #[error(
        "This link carries a user name or a password, which Sendoff does not send to web pages"
    )]
    Credentials,
    /// A port that web pages are not served on.
    #[error("This link leads to an unusual port, and Sendoff looks up only ordinary web pages")]
    UnusualPort,
    /// Every address behind the name, or the address itself, is private, local or reserved.
    #[error("This link leads into a private network, and Sendoff looks up only public web pages")]
    NotPublic,
    /// It leads on and on.
    #[error("This link leads on to another page too many times")]
    TooManyRedirects,
    /// No name, no connection, no trust, or no end of the answer.
    #[error("The page could not be reached")]
    Unreachable,
    /// Not done in time.
    #[error("The page took too long to answer")]
    TimedOut,
    /// An answer that is no success.
    #[error("The page answered with error {0}")]
    Status(u16),
    /// Something else than an HTML page.
    #[error("There is no web page behind this link, but something else")]
    NotAPage,
    /// Something else than a picture.
    #[error("There is no picture behind the address that the page names")]
    NotAPicture,
    /// Compressed although nobody asked for that: it could unfold to any size.
    #[error("The page came packed in a way that Sendoff does not unpack")]
    Compressed,
    /// A picture of more bytes than a card needs.
    #[error("The picture of the page is too large")]
    TooLarge,
    /// A character set that is not known here.
    #[error("The page is written in a character set that Sendoff does not know")]
    UnknownCharset,
}

impl CardError {
    /// What was kept and what to do next.
    pub fn hint(self) -> &'static str {
        match self {
            Self::NotWeb => "Check the link. The text is kept.",
            Self::Unreachable | Self::TimedOut | Self::Status(_) => {
                "The link is kept. Try again, or write the title yourself."
            }
            _ => "The link is kept. Write the title yourself.",
        }
    }
}

//! Who may see a post.

use crate::words::t;
use serde::{Deserialize, Serialize};

/// Who may see a post. LinkedIn, Posts API, field `visibility`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Visibility {
    /// Anyone, on LinkedIn and off it.
    #[default]
    Public,
    /// First-degree connections; members only, a page has none.
    Connections,
    /// Anyone who is signed in to LinkedIn.
    LoggedIn,
}

impl Visibility {
    /// All of them, widest first.
    pub const ALL: [Self; 3] = [Self::Public, Self::LoggedIn, Self::Connections];

    /// The word on the command line and in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Connections => "connections",
            Self::LoggedIn => "logged-in",
        }
    }

    /// In words, as a person chooses it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Public => t!("visibility-public"),
            Self::Connections => t!("visibility-connections"),
            Self::LoggedIn => t!("visibility-logged-in"),
        }
    }
}

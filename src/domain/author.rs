//! Who speaks: a member, or a page that the member may post for.

use serde::{Deserialize, Serialize};

use super::AuthorUrn;
use crate::words::t;

/// Someone in whose name a post can appear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// LinkedIn's name for them.
    pub urn: AuthorUrn,
    /// The name people know them by.
    pub name: String,
    /// What lets the signed-in member speak as them.
    pub role: Role,
}

/// What lets a member speak as an author.
///
/// LinkedIn, Organization Access Control: of all roles only these three may post (Posts API, "Permissions").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// The author is the member.
    Member,
    /// Administrator of the page.
    Administrator,
    /// Content administrator of the page.
    ContentAdministrator,
    /// May post in the page's name, for advertising.
    DirectSponsoredContentPoster,
}

impl Role {
    /// Reads LinkedIn's word for a role on a page; `None` for roles that may not post.
    pub fn from_linkedin(word: &str) -> Option<Self> {
        match word {
            "ADMINISTRATOR" => Some(Self::Administrator),
            "CONTENT_ADMINISTRATOR" | "CONTENT_ADMIN" => Some(Self::ContentAdministrator),
            "DIRECT_SPONSORED_CONTENT_POSTER" => Some(Self::DirectSponsoredContentPoster),
            _ => None,
        }
    }

    /// LinkedIn's word for it (`MEMBER` is ours).
    pub fn as_linkedin(self) -> &'static str {
        match self {
            Self::Member => "MEMBER",
            Self::Administrator => "ADMINISTRATOR",
            Self::ContentAdministrator => "CONTENT_ADMINISTRATOR",
            Self::DirectSponsoredContentPoster => "DIRECT_SPONSORED_CONTENT_POSTER",
        }
    }

    /// In words, as shown beside the name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Member => t!("role-member"),
            Self::Administrator => t!("role-administrator"),
            Self::ContentAdministrator => t!("role-content-administrator"),
            Self::DirectSponsoredContentPoster => t!("role-sponsored"),
        }
    }
}

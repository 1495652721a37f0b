//! Who and what exists in the sandbox: two members, eight pages, two LinkedIn apps. Never changes while it runs.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A person with a LinkedIn account in the sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Member {
    /// Alex Morgan, who may post for two pages.
    Alex,
    /// Sam Rivera, who has a role of every kind and in every state.
    Sam,
}

/// The credentials of one of the two apps, as its owner would copy them from LinkedIn's portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct AppKeys {
    /// The public identifier.
    pub client_id: &'static str,
    /// The shared secret; a fixed word, worth nothing outside the sandbox.
    pub client_secret: &'static str,
}

impl Member {
    /// Everybody.
    pub const ALL: [Self; 2] = [Self::Alex, Self::Sam];

    /// The short name used by switches and by the consent form.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Alex => "alex",
            Self::Sam => "sam",
        }
    }

    /// The given name.
    pub const fn first_name(self) -> &'static str {
        match self {
            Self::Alex => "Alex",
            Self::Sam => "Sam",
        }
    }

    /// The family name.
    pub const fn last_name(self) -> &'static str {
        match self {
            Self::Alex => "Morgan",
            Self::Sam => "Rivera",
        }
    }

    /// Both names.
    pub fn name(self) -> String {
        format!("{} {}", self.first_name(), self.last_name())
    }

    /// The line below the name on the profile.
    pub const fn headline(self) -> &'static str {
        match self {
            Self::Alex => "Roaster and community lead",
            Self::Sam => "Independent designer",
        }
    }

    /// The member with this short name.
    pub(super) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|member| member.key() == key)
    }
}

/// A LinkedIn developer app. `LRN:marketing/increasing-access`: one with the Community Management product has no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum App {
    /// Sign In with LinkedIn and Share on LinkedIn.
    SelfServe,
    /// Community Management API.
    Community,
}

impl App {
    pub(super) const ALL: [Self; 2] = [Self::SelfServe, Self::Community];

    pub(super) const fn keys(self) -> AppKeys {
        match self {
            Self::SelfServe => AppKeys {
                client_id: "sandbox-self-serve",
                client_secret: "sandbox-self-serve-secret",
            },
            Self::Community => AppKeys {
                client_id: "sandbox-community",
                client_secret: "sandbox-community-secret",
            },
        }
    }

    /// What the consent page calls it.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::SelfServe => "Self-serve app",
            Self::Community => "Community app",
        }
    }

    pub(super) fn from_client_id(client_id: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|app| app.keys().client_id == client_id)
    }

    /// The scopes its products bring.
    pub(super) const fn scopes(self) -> &'static [&'static str] {
        match self {
            Self::SelfServe => &["openid", "profile", "email", "w_member_social"],
            Self::Community => &COMMUNITY_SCOPES,
        }
    }

    /// A member's identifier under this app: pairwise, so another app sees another one.
    pub(super) fn person_id(self, member: Member) -> String {
        let hash = Sha256::digest(format!("{}/{}", self.keys().client_id, member.key()));
        URL_SAFE_NO_PAD.encode(&hash[..7])
    }

    pub(super) fn person_urn(self, member: Member) -> String {
        format!("urn:li:person:{}", self.person_id(member))
    }
}

/// A company page.
pub(super) struct Organization {
    pub(super) id: u64,
    pub(super) name: &'static str,
    pub(super) vanity_name: &'static str,
    pub(super) acls: &'static [Acl],
}

/// One member's role on a page.
pub(super) struct Acl {
    pub(super) member: Member,
    pub(super) role: &'static str,
    pub(super) state: &'static str,
}

impl Organization {
    pub(super) fn urn(&self) -> String {
        format!("urn:li:organization:{}", self.id)
    }

    pub(super) fn find(id: &str) -> Option<&'static Self> {
        let id: u64 = id.parse().ok()?;
        ORGANIZATIONS
            .iter()
            .find(|organization| organization.id == id)
    }

    /// Whether this member may write ordinary posts for the page (`LRN:…/shares/posts-api`, permissions).
    pub(super) fn may_post(&self, member: Member) -> bool {
        self.acls.iter().any(|acl| {
            acl.member == member && acl.state == "APPROVED" && POSTING_ROLES.contains(&acl.role)
        })
    }

    /// Whether this member may read its numbers (`LRN:…/organizations/share-statistics`, permissions).
    pub(super) fn is_administered_by(&self, member: Member) -> bool {
        self.acls.iter().any(|acl| {
            acl.member == member && acl.state == "APPROVED" && acl.role == "ADMINISTRATOR"
        })
    }

    /// Whether this member has any approved role on the page.
    pub(super) fn has_role(&self, member: Member) -> bool {
        self.acls
            .iter()
            .any(|acl| acl.member == member && acl.state == "APPROVED")
    }
}

/// The member behind a person identifier, whichever app it belongs to.
pub(super) fn member_by_person_id(id: &str) -> Option<(App, Member)> {
    App::ALL
        .into_iter()
        .flat_map(|app| Member::ALL.map(|member| (app, member)))
        .find(|(app, member)| app.person_id(*member) == id)
}

/// Every scope that LinkedIn knows, whether or not an app here has it.
pub(super) fn is_known_scope(scope: &str) -> bool {
    App::ALL.iter().any(|app| app.scopes().contains(&scope)) || OTHER_SCOPES.contains(&scope)
}

pub(super) const fn acl(member: Member, role: &'static str, state: &'static str) -> Acl {
    Acl {
        member,
        role,
        state,
    }
}

pub(super) static ORGANIZATIONS: [Organization; 8] = [
    Organization {
        id: 2_414_183,
        name: "Northwind Coffee",
        vanity_name: "northwind-coffee",
        acls: &[acl(Member::Alex, "ADMINISTRATOR", "APPROVED")],
    },
    Organization {
        id: 5_590_506,
        name: "Harbour Labs",
        vanity_name: "harbour-labs",
        acls: &[acl(Member::Alex, "CONTENT_ADMINISTRATOR", "APPROVED")],
    },
    Organization {
        id: 7_310_042,
        name: "Quarry Analytics",
        vanity_name: "quarry-analytics",
        acls: &[
            acl(Member::Alex, "ANALYST", "APPROVED"),
            acl(Member::Sam, "ANALYST", "APPROVED"),
        ],
    },
    Organization {
        id: 8_865_119,
        name: "Lantern Theatre",
        vanity_name: "lantern-theatre",
        acls: &[
            acl(Member::Alex, "ADMINISTRATOR", "REQUESTED"),
            acl(Member::Sam, "ADMINISTRATOR", "REJECTED"),
        ],
    },
    Organization {
        id: 4_417_230,
        name: "Fernhill Books",
        vanity_name: "fernhill-books",
        acls: &[
            acl(Member::Sam, "ANALYST", "APPROVED"),
            acl(Member::Sam, "ADMINISTRATOR", "APPROVED"),
        ],
    },
    Organization {
        id: 6_602_381,
        name: "Quayside Radio",
        vanity_name: "quayside-radio",
        acls: &[
            // The old spelling, which some pages still have.
            acl(Member::Sam, "CONTENT_ADMIN", "APPROVED"),
            acl(Member::Sam, "ADMINISTRATOR", "REQUESTED"),
        ],
    },
    Organization {
        id: 9_120_774,
        name: "Tern Bicycles",
        vanity_name: "tern-bicycles",
        acls: &[acl(
            Member::Sam,
            "DIRECT_SPONSORED_CONTENT_POSTER",
            "APPROVED",
        )],
    },
    Organization {
        id: 1_031_556,
        name: "Juniper Museum",
        vanity_name: "juniper-museum",
        acls: &[acl(Member::Sam, "ADMINISTRATOR", "REVOKED")],
    },
];

const POSTING_ROLES: [&str; 4] = [
    "ADMINISTRATOR",
    "CONTENT_ADMINISTRATOR",
    "CONTENT_ADMIN",
    "DIRECT_SPONSORED_CONTENT_POSTER",
];

/// `LRN:marketing/community-management-app-review`.
const COMMUNITY_SCOPES: [&str; 13] = [
    "r_basicprofile",
    "r_organization_admin",
    "rw_organization_admin",
    "r_organization_social",
    "w_organization_social",
    "r_organization_social_feed",
    "w_organization_social_feed",
    "w_member_social",
    "w_member_social_feed",
    "r_organization_followers",
    "r_1st_connections_size",
    "r_member_postAnalytics",
    "r_member_profileAnalytics",
];

/// Real scopes that neither app has: closed (`r_member_social`), retired, or from another product.
const OTHER_SCOPES: [&str; 5] = [
    "r_member_social",
    "r_liteprofile",
    "r_emailaddress",
    "r_ads",
    "rw_ads",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_has_another_identifier_under_each_app() {
        assert_ne!(
            App::SelfServe.person_id(Member::Alex),
            App::Community.person_id(Member::Alex)
        );
    }

    #[test]
    fn alex_may_post_for_exactly_two_pages() {
        let pages: Vec<&str> = ORGANIZATIONS
            .iter()
            .filter(|organization| organization.may_post(Member::Alex))
            .map(|organization| organization.name)
            .collect();
        assert_eq!(pages, ["Northwind Coffee", "Harbour Labs"]);
    }
}

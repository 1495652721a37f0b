//! Whose token speaks: one member signed in through one LinkedIn app. The tokens themselves are in the vault.

use std::fmt;

use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Author, AuthorUrn};

/// One member, signed in through one LinkedIn app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The client id of the person's own LinkedIn app.
    pub client_id: String,
    /// How the sign-in was done, and so how it is done again.
    pub flow: SignInFlow,
    /// Which product of LinkedIn the app has.
    pub access: Access,
    /// The member who signed in.
    pub member: Author,
    /// The pages the member may post for.
    pub organizations: Vec<Author>,
    /// What LinkedIn granted.
    pub scopes: Vec<String>,
    /// When the token was issued.
    pub obtained_at: Timestamp,
    /// When the token ends; unknown if LinkedIn did not say.
    pub expires_at: Option<Timestamp>,
    /// Until when the token can be renewed without the browser; `None` for most apps.
    pub renewable_until: Option<Timestamp>,
}

impl Account {
    /// What tells this account from every other.
    ///
    /// LinkedIn gives the same person another id under another app, so the app is part of it.
    pub fn key(&self) -> AccountKey {
        AccountKey {
            client_id: self.client_id.clone(),
            member: self.member.urn.clone(),
        }
    }

    /// Everyone these accounts can post as, in order and without repetition.
    pub fn everyone(accounts: &[Self]) -> Vec<&Author> {
        let mut everyone: Vec<&Author> = Vec::new();
        for author in accounts.iter().flat_map(Self::authors) {
            if !everyone.iter().any(|known| known.urn == author.urn) {
                everyone.push(author);
            }
        }
        everyone
    }

    /// Everyone this account can post as: the member first.
    pub fn authors(&self) -> impl Iterator<Item = &Author> {
        std::iter::once(&self.member).chain(&self.organizations)
    }

    /// How long the token still lasts, as far as this computer's clock can tell.
    ///
    /// A hint for people only: whether a token works is for LinkedIn to say.
    pub fn expiry(&self, now: Timestamp) -> Expiry {
        let Some(expires_at) = self.expires_at else {
            return Expiry::Unknown;
        };
        let left = expires_at.duration_since(now);
        if left.is_negative() || left.is_zero() {
            return Expiry::Past;
        }
        let days = u32::try_from(left.as_hours() / 24).unwrap_or(u32::MAX);
        if self.renews_itself(now) {
            return Expiry::Days(days);
        }
        match days {
            0..WARN_URGENTLY_DAYS => Expiry::Soon {
                days,
                urgency: Urgency::Now,
            },
            WARN_URGENTLY_DAYS..WARN_AGAIN_DAYS => Expiry::Soon {
                days,
                urgency: Urgency::High,
            },
            WARN_AGAIN_DAYS..WARN_FIRST_DAYS => Expiry::Soon {
                days,
                urgency: Urgency::Low,
            },
            _ => Expiry::Days(days),
        }
    }

    /// Whether the token can be renewed without the browser.
    pub fn renews_itself(&self, now: Timestamp) -> bool {
        self.renewable_until.is_some_and(|until| until > now)
    }

    /// Whether it is time to renew the token in the background: renewable, and in its last week.
    pub fn should_renew(&self, now: Timestamp) -> bool {
        let Some(expires_at) = self.expires_at else {
            return false;
        };
        let last_week = expires_at
            .checked_sub(Span::new().hours(7 * 24))
            .unwrap_or(Timestamp::MIN);
        self.renews_itself(now) && now >= last_week
    }

    /// Whether LinkedIn granted `scope`.
    pub fn has_scope(&self, scope: &str) -> bool {
        self.scopes.iter().any(|granted| granted == scope)
    }

    /// The scopes that are asked for at a sign-in like this one and that LinkedIn did not grant.
    pub fn refused_scopes(&self) -> Vec<&'static str> {
        let asked = self.access.scopes(self.flow).iter().copied();
        asked.filter(|scope| !self.has_scope(scope)).collect()
    }

    /// Whether this sign-in may post where `newer`, of the same member with the same wishes, may not.
    ///
    /// A sign-in with other wishes ends this one at LinkedIn (*Authorization Code Flow*: asking for other scopes
    /// invalidates earlier tokens), so such a one is never less.
    pub fn outranks(&self, newer: &Self) -> bool {
        let is_alike =
            self.key() == newer.key() && (self.access, self.flow) == (newer.access, newer.flow);
        let is_less = |scope: &&str| self.has_scope(scope) && !newer.has_scope(scope);
        is_alike && [POST_AS_MEMBER, POST_AS_PAGE].iter().any(is_less)
    }

    /// Whether this account may post as `author`. LinkedIn, Posts API, "Permissions".
    pub fn can_post_as(&self, author: &AuthorUrn) -> bool {
        let scope = if author.is_organization() {
            POST_AS_PAGE
        } else {
            POST_AS_MEMBER
        };
        self.has_scope(scope) && self.authors().any(|known| known.urn == *author)
    }
}

const POST_AS_MEMBER: &str = "w_member_social";
const POST_AS_PAGE: &str = "w_organization_social";

/// What tells one account from another: the app and the member.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AccountKey {
    /// The app's client id.
    pub client_id: String,
    /// The member who signed in.
    pub member: AuthorUrn,
}

impl fmt::Display for AccountKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.client_id, self.member)
    }
}

/// How a sign-in is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignInFlow {
    /// The app's client secret proves who asks.
    #[default]
    Standard,
    /// A one-time proof instead of a secret; LinkedIn must have enabled it for the app.
    NativePkce,
}

/// Which of LinkedIn's products the app has, and so what can be asked for.
///
/// LinkedIn keeps the two apart: Community Management must be the only product of its app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Access {
    /// *Share on LinkedIn* with *Sign In with LinkedIn*: the member's own posts.
    #[default]
    Member,
    /// *Community Management*: pages as well.
    Community,
}

impl Access {
    /// The scopes to ask for. One scope too many and LinkedIn refuses all of them.
    ///
    /// LinkedIn does not grant OpenID's scopes in native PKCE flows (seen by client authors); who signed in is then
    /// asked of the profile.
    pub fn scopes(self, flow: SignInFlow) -> &'static [&'static str] {
        match (self, flow) {
            (Self::Member, SignInFlow::Standard) => {
                &["openid", "profile", "email", "w_member_social"]
            }
            (Self::Member, SignInFlow::NativePkce) => &["r_basicprofile", "w_member_social"],
            (Self::Community, _) => &[
                "r_basicprofile",
                "r_organization_admin",
                "w_member_social",
                "w_organization_social",
                "r_organization_social",
                "w_member_social_feed",
                "w_organization_social_feed",
            ],
        }
    }

    /// What LinkedIn calls the product that lets the app post.
    pub fn product(self) -> &'static str {
        match self {
            Self::Member => "Share on LinkedIn",
            Self::Community => "Community Management API",
        }
    }

    /// The word used on the command line and in its output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Community => "community",
        }
    }
}

/// How long a token still lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// LinkedIn did not say.
    Unknown,
    /// Long enough, or it renews itself.
    Days(u32),
    /// Not long: the person will have to sign in again.
    Soon {
        /// Whole days left.
        days: u32,
        /// How loudly to say so.
        urgency: Urgency,
    },
    /// Over, by this computer's clock.
    Past,
}

/// How loudly to warn of a token's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Two weeks or less.
    Low,
    /// Three days or less.
    High,
    /// A day or less.
    Now,
}

/// Signing in again is quick only while the old token lives, so people are warned early: from 14 days on,
/// then from 3, then from 1.
const WARN_FIRST_DAYS: u32 = 14;
const WARN_AGAIN_DAYS: u32 = 3;
const WARN_URGENTLY_DAYS: u32 = 1;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Role;

    fn account(expires_in_hours: i64, renewable: bool) -> Account {
        let member = Author {
            urn: "urn:li:person:abc".parse().unwrap(),
            name: "Ada".to_owned(),
            role: Role::Member,
        };
        Account {
            client_id: "app".to_owned(),
            flow: SignInFlow::Standard,
            access: Access::Member,
            member,
            organizations: Vec::new(),
            scopes: vec!["w_member_social".to_owned()],
            obtained_at: Timestamp::UNIX_EPOCH,
            expires_at: Some(Timestamp::from_second(expires_in_hours * 3600).unwrap()),
            renewable_until: renewable.then(|| Timestamp::from_second(365 * 86_400).unwrap()),
        }
    }

    #[test]
    fn a_token_is_announced_two_weeks_three_days_and_one_day_before_its_end() {
        let soon = |days, urgency| Expiry::Soon { days, urgency };
        for (hours, expected) in [
            (60 * 24, Expiry::Days(60)),
            (14 * 24, Expiry::Days(14)),
            (14 * 24 - 1, soon(13, Urgency::Low)),
            (3 * 24, soon(3, Urgency::Low)),
            (3 * 24 - 1, soon(2, Urgency::High)),
            (23, soon(0, Urgency::Now)),
            (0, Expiry::Past),
            (-5, Expiry::Past),
        ] {
            assert_eq!(
                account(hours, false).expiry(Timestamp::UNIX_EPOCH),
                expected,
                "{hours} hours left"
            );
        }
    }

    #[test]
    fn a_token_that_renews_itself_is_renewed_in_its_last_week_and_not_announced() {
        assert_eq!(
            account(30, true).expiry(Timestamp::UNIX_EPOCH),
            Expiry::Days(1)
        );
        assert!(account(30, true).should_renew(Timestamp::UNIX_EPOCH));
        assert!(!account(30 * 24, true).should_renew(Timestamp::UNIX_EPOCH));
        assert!(!account(30, false).should_renew(Timestamp::UNIX_EPOCH));
    }

    #[test]
    fn what_was_asked_for_and_not_granted_is_known() {
        let mut account = account(1, false);
        account.scopes = ["openid", "w_member_social", "r_events"]
            .map(str::to_owned)
            .to_vec();
        assert_eq!(account.refused_scopes(), ["profile", "email"]);
        account.flow = SignInFlow::NativePkce;
        assert_eq!(account.refused_scopes(), ["r_basicprofile"]);
    }

    #[test]
    fn a_page_needs_its_own_scope() {
        let page: AuthorUrn = "urn:li:organization:1".parse().unwrap();
        let mut account = account(1, false);
        account.organizations.push(Author {
            urn: page.clone(),
            name: "Page".to_owned(),
            role: Role::Administrator,
        });
        assert!(!account.can_post_as(&page));
        account.scopes.push("w_organization_social".to_owned());
        assert!(account.can_post_as(&page));
        assert!(account.can_post_as(&account.member.urn));
    }
}

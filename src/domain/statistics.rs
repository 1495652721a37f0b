//! How often a post was seen and answered to, as far as LinkedIn tells, and the words for where it does not.
//!
//! LinkedIn, *Organization Share Statistics*, *Member Post Statistics*. Never here: asking.

use super::{Access, Account, AuthorUrn, Cause, Failure, Group};
use crate::words::t;

/// What LinkedIn counted for one post, from its first day on. A number that it does not give is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PostStatistics {
    /// How often it was shown.
    pub impressions: Option<u64>,
    /// To how many different people.
    pub people_reached: Option<u64>,
    /// Clicks on it; pages only.
    pub clicks: Option<u64>,
    /// Likes and the like.
    pub reactions: Option<u64>,
    /// Comments.
    pub comments: Option<u64>,
    /// How often it was reshared.
    pub reshares: Option<u64>,
    /// Clicks, reactions, comments and reshares for each time it was shown; pages only.
    pub engagement: Option<f64>,
}

impl PostStatistics {
    /// The numbers that are there, with their names in JSON and on screen.
    pub fn counts(&self) -> Vec<(&'static str, &'static str, u64)> {
        let all = [
            ("impressions", t!("count-impressions"), self.impressions),
            ("people_reached", t!("count-people"), self.people_reached),
            ("clicks", t!("count-clicks"), self.clicks),
            ("reactions", t!("count-reactions"), self.reactions),
            ("comments", t!("count-comments"), self.comments),
            ("reshares", t!("count-reshares"), self.reshares),
        ];
        all.into_iter()
            .filter_map(|(key, name, count)| Some((key, name, count?)))
            .collect()
    }
}

/// What came of a question for numbers; `None` where LinkedIn has none of the post yet.
pub type Counted = Result<Option<PostStatistics>, NoStatistics>;

/// Why there are no numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoStatistics {
    /// The word for programs.
    pub kind: &'static str,
    /// What happened, in one sentence without a full stop.
    pub message: String,
    /// What to do next.
    pub hint: &'static str,
    /// Who can end the trouble.
    pub group: Group,
}

impl NoStatistics {
    /// What is said where asking failed; `author` is who posted it.
    pub fn of(failure: &Failure, author: &AuthorUrn) -> Self {
        let (message, hint) = match failure.cause {
            Cause::PermissionMissing | Cause::Forbidden if author.is_organization() => (
                t!("statistics-page-refused").to_owned(),
                t!("statistics-page-hint"),
            ),
            Cause::PermissionMissing | Cause::Forbidden => (
                t!("statistics-post-refused").to_owned(),
                t!("statistics-post-hint"),
            ),
            Cause::NotFound => (
                t!("statistics-not-found").to_owned(),
                t!("statistics-not-found-hint"),
            ),
            _ => return Self::because(failure),
        };
        Self {
            message,
            hint,
            ..Self::because(failure)
        }
    }

    /// What is said where that has nothing to do with whose post it is.
    pub fn because(failure: &Failure) -> Self {
        Self {
            kind: failure.kind(),
            message: failure.message(),
            hint: again(failure.group()),
            group: failure.group(),
        }
    }

    /// There is no such post among those that were posted from here.
    pub fn unknown_post() -> Self {
        Self {
            kind: "unknown_post",
            message: t!("statistics-not-ours").to_owned(),
            hint: t!("statistics-not-ours-hint"),
            group: Group::Draft,
        }
    }

    /// LinkedIn did not say what the post is called.
    pub fn no_urn() -> Self {
        Self {
            kind: "no_urn",
            message: t!("statistics-no-name").to_owned(),
            hint: t!("statistics-look"),
            group: Group::Draft,
        }
    }
}

/// The scope that lets a token read the statistics of what `author` posted.
pub fn needed_scope(author: &AuthorUrn) -> &'static str {
    if author.is_organization() {
        PAGE_SCOPE
    } else {
        MEMBER_SCOPE
    }
}

/// Whether an account was given what it takes; where not, LinkedIn need not be asked.
///
/// # Errors
/// What is missing, and how to get it.
pub fn check_access(account: &Account, author: &AuthorUrn) -> Result<(), NoStatistics> {
    if account.has_scope(needed_scope(author)) {
        return Ok(());
    }
    let hint = match account.access {
        Access::Member => {
            t!("statistics-need-community")
        }
        Access::Community => {
            t!("statistics-switch-on")
        }
    };
    Err(NoStatistics {
        kind: "permission_missing",
        message: t!("statistics-not-granted", scope = needed_scope(author)),
        hint,
        group: Group::Refused,
    })
}

fn again(group: Group) -> &'static str {
    match group {
        Group::SignIn => t!("statistics-sign-in"),
        Group::RateLimit => t!("statistics-rate-limit"),
        Group::Network => t!("statistics-network"),
        Group::Draft | Group::Refused | Group::Interrupted => t!("statistics-look-at-post"),
    }
}

/// LinkedIn, *Organization Share Statistics*, "Permissions": for administrators of the page.
pub const PAGE_SCOPE: &str = "rw_organization_admin";
/// LinkedIn, *Member Post Statistics*, "Permissions".
pub const MEMBER_SCOPE: &str = "r_member_postAnalytics";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Author, Role, SignInFlow};

    fn account(access: Access, scopes: &[&str]) -> Account {
        Account {
            client_id: "app".to_owned(),
            flow: SignInFlow::Standard,
            access,
            member: Author {
                urn: "urn:li:person:a".parse().unwrap(),
                name: "Ada".to_owned(),
                role: Role::Member,
            },
            organizations: Vec::new(),
            scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
            obtained_at: jiff::Timestamp::UNIX_EPOCH,
            expires_at: None,
            renewable_until: None,
        }
    }

    #[test]
    fn what_is_missing_is_named_with_the_way_to_get_it() {
        let person = "urn:li:person:a".parse().unwrap();
        let page = "urn:li:organization:1".parse().unwrap();
        let none = check_access(&account(Access::Member, &["w_member_social"]), &person);
        let none = none.unwrap_err();
        assert!(none.message.contains(MEMBER_SCOPE));
        assert!(none.hint.contains("Community Management API"));
        let some = account(Access::Community, &[MEMBER_SCOPE]);
        assert_eq!(check_access(&some, &person), Ok(()));
        let none = check_access(&some, &page).unwrap_err();
        assert!(none.message.contains(PAGE_SCOPE) && none.hint.contains("--statistics"));
        assert_eq!(
            check_access(&account(Access::Community, &[PAGE_SCOPE]), &page),
            Ok(())
        );
    }

    #[test]
    fn only_numbers_that_are_there_are_shown() {
        let some = PostStatistics {
            impressions: Some(7),
            comments: Some(0),
            ..PostStatistics::default()
        };
        let counts: Vec<_> = some
            .counts()
            .iter()
            .map(|(key, _, count)| (*key, *count))
            .collect();
        assert_eq!(counts, [("impressions", 7), ("comments", 0)]);
    }
}

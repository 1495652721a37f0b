//! What is decided before a draft becomes a job: whether it passes, and whose token it takes.

use crate::domain::{Account, AccountKey, AuthorUrn, Cause, Draft, Failure, Job, Post};

/// The account that may post as `author`. A member's own sign-in comes before one with more rights.
pub(super) fn account_for(accounts: &[Account], author: &AuthorUrn) -> Result<AccountKey, Failure> {
    let mut fitting = accounts
        .iter()
        .filter(|account| account.can_post_as(author));
    fitting
        .next()
        .map(Account::key)
        .ok_or_else(|| Failure::new(Cause::NotSignedIn))
}

pub(super) fn earlier_in_words(earlier: &Job) -> String {
    format!(
        "the earlier post is {}, {}",
        earlier.stage().word(),
        earlier.id()
    )
}

/// What would be sent, for `--dry-run`: the same checks, nothing else.
///
/// # Errors
/// The failure that sending would have met.
pub fn check_only(draft: &Draft) -> Result<Post, Failure> {
    let post = draft
        .check()
        .map_err(|problems| Failure::with_detail(Cause::Draft, &problems.to_string()))?;
    // The proof that nothing is lost on the way comes before anything is promised.
    post.commentary()?;
    Ok(post)
}

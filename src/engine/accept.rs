//! What is decided before a draft becomes a job: whether it passes, whose token it takes, whether it repeats another.

use jiff::Timestamp;

use crate::domain::{Account, AccountKey, AuthorUrn, Cause, Draft, Failure, Job, Post, outbox};
use crate::store::{FileLock, Store, StoreError};
use crate::words::t;

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

/// Puts a job into the outbox, unless it repeats one that is there. Blocks.
pub(super) fn queue(
    store: &Store,
    job: &Job,
    again: bool,
    now: Timestamp,
) -> Result<FileLock, Failure> {
    let storage = |err: StoreError| Failure::with_detail(Cause::Storage, &err.to_string());
    // Held until the job is written: of two programs started at once, the second must see the first one's.
    let _turn = store.lock_outbox().map_err(storage)?;
    let (jobs, _unreadable) = store.jobs().map_err(storage)?;
    if let Some(earlier) = outbox::same_text(&job.post, &jobs, now).filter(|_| !again) {
        return Err(Failure::with_detail(
            Cause::SameText,
            &earlier_in_words(earlier),
        ));
    }
    // One that cannot be read may be on its way all the same.
    let unread = store
        .unread_job_with(job.post.text(), &jobs)
        .map_err(storage)?;
    if let Some(path) = unread.filter(|_| !again) {
        let words = t!("earlier-post-unreadable", path = path.display().to_string());
        return Err(Failure::with_detail(Cause::SameText, &words));
    }
    store.enqueue(job).map_err(|err| match err {
        StoreError::Busy { .. } => Failure::new(Cause::OnItsWay),
        err => storage(err),
    })
}

fn earlier_in_words(earlier: &Job) -> String {
    t!("earlier-post", id = earlier.id().to_string())
}

//! After a post has arrived: another text for it, or its end.
//!
//! What LinkedIn is asked for is written down before it leaves, like everything that is done there. What a change
//! means is decided in `domain/change.rs`.

use std::sync::Arc;

use poll_promise::Sender;

use super::accept::account_for;
use super::context::{Context, is_about_the_token};
use super::older;
use crate::domain::{AccountKey, Cause, Change, Failure, JobId, PassedChange, SentPost, Unchanged};
use crate::store::StoreError;
use crate::words::t;

/// Makes a change and answers; the list of what was posted is reported anew.
pub(super) fn begin_change(
    context: &Arc<Context>,
    id: JobId,
    wish: Change,
    answer: Sender<Result<(), Unchanged>>,
) {
    let context = Arc::clone(context);
    tokio::spawn(async move {
        let worker = Arc::clone(&context);
        let changed = tokio::spawn(async move { change(&worker, id, &wish).await }).await;
        older::read_receipts(&context).await;
        context.keep_ledger().await;
        answer
            .send(changed.unwrap_or_else(|_broken| Err(Unchanged::of(&Failure::new(Cause::Died)))));
        context.voice.wake();
    });
}

async fn change(context: &Context, id: JobId, wish: &Change) -> Result<(), Unchanged> {
    let sent = context.on_disk(move |store| store.receipt(id)).await;
    let sent = sent
        .map_err(|err| not_stored(&err))?
        .ok_or_else(Unchanged::unknown_post)?;
    let passed = sent.check_change(wish)?;
    let refused = |failure| Unchanged::of(&failure);
    let account = account_for(&context.sessions.accounts(), &sent.author.urn).map_err(refused)?;
    context
        .sessions
        .can_speak(&account)
        .await
        .map_err(refused)?;
    let (asked, now) = (passed.change.clone(), context.now());
    let before = note(context, id, move |sent| sent.ask(asked, now)).await?;
    match tell_linkedin(context, &account, &passed).await {
        Ok(()) => {
            let now = context.now();
            let noted = note(context, id, move |sent| {
                sent.take_change(passed.change, now);
            })
            .await;
            noted.map_err(|_not_noted| done_but_not_noted())
        }
        Err(failure) => {
            let unchanged = Unchanged::of(&failure);
            if !unchanged.is_uncertain {
                // LinkedIn said no to this; what it did not answer before is as open as it was.
                note(context, id, move |sent| sent.asked = before)
                    .await
                    .ok();
            }
            Err(unchanged)
        }
    }
}

/// Asks LinkedIn once, and once more with a new token where the old one was the trouble.
async fn tell_linkedin(
    context: &Context,
    account: &AccountKey,
    passed: &PassedChange,
) -> Result<(), Failure> {
    let mut has_renewed = false;
    loop {
        let client = context.sessions.client(account).await?;
        let done = match &passed.commentary {
            Some(commentary) => client.edit_post(&passed.urn, commentary).await,
            None => client.delete_post(&passed.urn).await,
        };
        let Err(failure) = done.map_err(Failure::from) else {
            return Ok(());
        };
        let may_help = is_about_the_token(&failure) && !has_renewed;
        if !may_help
            || context
                .sessions
                .renew(account, client.token())
                .await
                .is_err()
        {
            return Err(failure);
        }
        has_renewed = true;
    }
}

/// Writes something on a receipt.
async fn note<R: Send + 'static>(
    context: &Context,
    id: JobId,
    change: impl FnOnce(&mut SentPost) -> R + Send + 'static,
) -> Result<R, Unchanged> {
    let noted = context
        .on_disk(move |store| store.change_receipt(id, change))
        .await;
    noted
        .map_err(|err| not_stored(&err))?
        .ok_or_else(Unchanged::unknown_post)
}

fn not_stored(err: &StoreError) -> Unchanged {
    Unchanged::of(&Failure::with_detail(Cause::Storage, &err.to_string()))
}

fn done_but_not_noted() -> Unchanged {
    Unchanged::because(
        "storage",
        t!("change-not-noted"),
        t!("change-not-noted-hint"),
    )
}

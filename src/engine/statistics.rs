//! What LinkedIn counted for a post: asked when a person wants to know, kept nowhere.

use std::sync::Arc;

use poll_promise::Sender;

use super::accept::account_for;
use super::context::{Context, is_about_the_token};
use crate::domain::statistics::{Counted, NoStatistics, check_access};
use crate::domain::{AccountKey, Cause, Failure, JobId, SentPost};

/// Asks LinkedIn and answers.
pub(super) fn begin(context: &Arc<Context>, id: JobId, answer: Sender<Counted>) {
    let context = Arc::clone(context);
    tokio::spawn(async move {
        let worker = Arc::clone(&context);
        let counted = tokio::spawn(async move { count(&worker, id).await }).await;
        let broken = || Err(NoStatistics::because(&Failure::new(Cause::Died)));
        answer.send(counted.unwrap_or_else(|_broken| broken()));
        context.voice.wake();
    });
}

async fn count(context: &Context, id: JobId) -> Counted {
    let sent = context.on_disk(move |store| store.receipt(id)).await;
    let Ok(Some(sent)) = sent else {
        return Err(NoStatistics::unknown_post());
    };
    let refused = |failure: Failure| NoStatistics::of(&failure, &sent.author.urn);
    let accounts = context.sessions.accounts();
    let key = account_for(&accounts, &sent.author.urn).map_err(refused)?;
    if let Some(account) = accounts.iter().find(|account| account.key() == key) {
        check_access(account, &sent.author.urn)?;
    }
    ask(context, &key, &sent).await
}

/// Asks once, and once more with a new token where the old one was the trouble.
async fn ask(context: &Context, key: &AccountKey, sent: &SentPost) -> Counted {
    let urn = sent.receipt.urn.as_ref().ok_or_else(NoStatistics::no_urn)?;
    let refused = |failure: Failure| NoStatistics::of(&failure, &sent.author.urn);
    let mut has_renewed = false;
    loop {
        let client = context.sessions.client(key).await.map_err(refused)?;
        let counted = client.statistics(&sent.author.urn, urn).await;
        let failure = match counted.map_err(Failure::from) {
            Ok(counted) => return Ok(counted),
            Err(failure) => failure,
        };
        let may_help = is_about_the_token(&failure) && !has_renewed;
        let renewal = context.sessions.renew(key, client.token());
        if !may_help || renewal.await.is_err() {
            return Err(refused(failure));
        }
        has_renewed = true;
    }
}

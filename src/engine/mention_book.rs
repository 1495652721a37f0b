//! The book of people and pages that are mentioned: keeping it, and asking LinkedIn what a page is called.

use std::sync::Arc;

use poll_promise::Sender;

use super::context::Context;
use super::event::Event;
use crate::domain::{Account, AuthorUrn, Mention, Whom, mention_book};
use crate::words::t;

/// What may be asked about the book.
pub enum MentionWish {
    /// Put someone into it.
    Keep(Mention),
    /// Take someone out of it.
    Forget(AuthorUrn),
    /// Ask LinkedIn for the name and URN of a page. The answer may be a sentence for the person.
    Find(Whom, Sender<Result<Mention, String>>),
}

/// Follows a wish.
pub(super) async fn take(context: &Arc<Context>, wish: MentionWish) {
    let changed = match wish {
        MentionWish::Find(whom, answer) => return find(context, whom, answer),
        MentionWish::Keep(mention) => {
            context
                .on_disk(move |store| {
                    store.update_mentions(|book| mention_book::add(book, mention))
                })
                .await
        }
        MentionWish::Forget(urn) => {
            let without = move |book: &mut Vec<Mention>| book.retain(|known| known.urn != urn);
            context
                .on_disk(move |store| store.update_mentions(without))
                .await
        }
    };
    if let Some(book) = context.or_trouble(changed).await {
        context.tell(Event::Mentions(book)).await;
    }
}

/// Reads the book and reports it.
pub(super) async fn read(context: &Context) {
    let read = context.on_disk(crate::store::Store::mentions).await;
    if let Some(book) = context.or_trouble(read).await {
        context.tell(Event::Mentions(book)).await;
    }
}

fn find(context: &Arc<Context>, whom: Whom, answer: Sender<Result<Mention, String>>) {
    let (context, voice) = (Arc::clone(context), context.voice.clone());
    let asking = tokio::spawn(async move {
        let found = ask(&context, &whom).await;
        context.keep_ledger().await;
        found
    });
    tokio::spawn(async move {
        let found = asking.await;
        answer.send(found.unwrap_or_else(|_broken| Err(t!("broke-down-retry").to_owned())));
        voice.wake();
    });
}

async fn ask(context: &Context, whom: &Whom) -> Result<Mention, String> {
    if matches!(whom, Whom::Known(urn) if !urn.is_organization()) {
        return Err(t!("mention-no-people").to_owned());
    }
    let accounts = context.sessions.accounts();
    let account = accounts.iter().find(|account| may_find_pages(account));
    let account = account.ok_or_else(|| t!("mention-not-allowed").to_owned())?;
    let client = context.sessions.client(&account.key()).await;
    let client = client.map_err(|failure| format!("{}. {}", failure.message(), failure.hint()))?;
    match client.find_page(whom).await {
        Ok(Some(mention)) => Ok(mention),
        Ok(None) => Err(t!("mention-not-found").to_owned()),
        Err(err) => Err(format!("{err}. {}", err.failure().hint())),
    }
}

/// LinkedIn, Organization Lookup API: `r_organization_admin` or `rw_organization_admin`.
fn may_find_pages(account: &Account) -> bool {
    ["r_organization_admin", "rw_organization_admin"]
        .iter()
        .any(|scope| account.has_scope(scope))
}

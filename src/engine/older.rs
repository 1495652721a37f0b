//! What there may be many of, as a window asks for it: the newest by themselves, older ones on demand. However many there
//! are, no more are held than somebody wanted to see.

use std::collections::BTreeSet;
use std::sync::Arc;

use poll_promise::Sender;

use super::context::Context;
use super::event::Event;
use super::office::Office;
use crate::domain::JobId;
use crate::domain::library::{finds, folded};
use crate::store::{Batch, Filed, Store, StoreError};
use crate::words::t;

/// What else is wanted of the drafts, or of what was posted.
#[derive(Clone, Debug)]
pub struct Older {
    /// Those that are there already.
    pub known: BTreeSet<JobId>,
    /// Words to be found in them; without any, the next older ones are wanted.
    pub search: String,
}

impl Office {
    /// Reports the last saved drafts.
    pub(super) async fn read_drafts(&self) {
        report_newest(&self.context, Event::Drafts).await;
    }

    /// Reports the newest receipts, now and whenever there are others.
    pub(super) async fn follow_receipts(&mut self) {
        self.follows_receipts = true;
        self.tidy_receipts().await;
        read_receipts(&self.context).await;
    }

    pub(super) async fn tidy_receipts(&self) {
        let tidied = self.context.on_disk(Store::tidy_receipts).await;
        self.context.or_trouble(tidied).await;
    }
}

/// Reports the newest receipts.
pub(super) async fn read_receipts(context: &Context) {
    report_newest(context, Event::Receipts).await;
}

async fn report_newest<T: Filed + Send + 'static>(context: &Context, event: fn(Batch<T>) -> Event) {
    let newest = |store: &Store| store.some(&BTreeSet::new(), READ_AT_ONCE, |_| true);
    let read = context.on_disk(newest).await;
    if let Some((batch, troubles)) = context.or_trouble(read).await {
        context.tell(event(batch)).await;
        context.tell_all(troubles).await;
    }
}

/// Answers with some that the window does not have.
pub(super) fn find<T: Filed + Send + 'static>(
    context: &Arc<Context>,
    wish: Older,
    answer: Sender<Result<Batch<T>, String>>,
) {
    let context = Arc::clone(context);
    tokio::spawn(async move {
        let worker = Arc::clone(&context);
        let read = tokio::spawn(async move {
            let read = worker.on_disk(move |store| older(store, &wish)).await;
            read.map_err(|err| err.to_string())
        });
        let broken = || Err(t!("broke-down-retry").to_owned());
        answer.send(match read.await.unwrap_or_else(|_broken| broken()) {
            Ok((batch, troubles)) => {
                context.tell_all(troubles).await;
                Ok(batch)
            }
            Err(words) => Err(words),
        });
        context.voice.wake();
    });
}

fn older<T: Filed>(store: &Store, wish: &Older) -> Result<(Batch<T>, Vec<StoreError>), StoreError> {
    let query = folded(&wish.search);
    store.some(&wish.known, READ_AT_ONCE, |item: &T| {
        finds(&query, &item.searched())
    })
}

/// More than most people write in years, and little to hold.
const READ_AT_ONCE: usize = 1_000;

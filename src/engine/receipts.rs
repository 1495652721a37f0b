//! What was posted, as a window asks for it: the newest posts by themselves, older ones on demand. However many there
//! are, no more are held than somebody wanted to see.

use std::collections::BTreeSet;
use std::sync::Arc;

use poll_promise::Sender;

use super::context::Context;
use super::event::Event;
use super::office::Office;
use crate::domain::library::{finds, folded, searched_post};
use crate::domain::{JobId, SentPost};
use crate::store::{Receipts, Store, StoreError};
use crate::words::t;

/// What else is wanted of what was posted.
#[derive(Clone, Debug)]
pub struct OlderPosts {
    /// The posts that are there already.
    pub known: BTreeSet<JobId>,
    /// Words to be found in them; without any, the next older ones are wanted.
    pub search: String,
}

/// Reads the newest receipts and reports them.
pub(super) async fn read_newest(context: &Context) {
    let newest = |store: &Store| store.some_receipts(&BTreeSet::new(), READ_AT_ONCE, |_| true);
    let read = context.on_disk(newest).await;
    if let Some((receipts, troubles)) = context.or_trouble(read).await {
        context.tell(Event::Receipts(receipts)).await;
        context.tell_all(troubles).await;
    }
}

impl Office {
    /// Reports the newest receipts, now and whenever there are others.
    pub(super) async fn follow_receipts(&mut self) {
        self.follows_receipts = true;
        self.tidy_receipts().await;
        read_newest(&self.context).await;
    }

    pub(super) async fn tidy_receipts(&self) {
        let tidied = self.context.on_disk(Store::tidy_receipts).await;
        self.context.or_trouble(tidied).await;
    }
}

/// Answers with receipts that the window does not have.
pub(super) fn find_older(
    context: &Arc<Context>,
    wish: OlderPosts,
    answer: Sender<Result<Receipts, String>>,
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
            Ok((receipts, troubles)) => {
                context.tell_all(troubles).await;
                Ok(receipts)
            }
            Err(words) => Err(words),
        });
        context.voice.wake();
    });
}

fn older(store: &Store, wish: &OlderPosts) -> Result<(Receipts, Vec<StoreError>), StoreError> {
    let query = folded(&wish.search);
    let is_found = |sent: &SentPost| finds(&query, &searched_post(sent));
    store.some_receipts(&wish.known, READ_AT_ONCE, is_found)
}

/// More than most people post in years, and little to hold.
const READ_AT_ONCE: usize = 1_000;

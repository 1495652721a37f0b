//! Counting the requests of the day: in memory as they leave, on disk right after, several at once where they are many.
//!
//! It is a courtesy: no request waits for it, where it cannot be written down nothing stops, and it is tried again with
//! the next requests. A program that is killed loses what left while the disk was at work, mostly one request.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;

use super::clock::Clock;
use super::context::Context;
use super::event::Event;
use crate::domain::{AccountKey, AuthorUrn, Ledger, day_of};
use crate::linkedin::Meter;
use crate::store::Store;

/// What was counted and is not on disk yet.
pub(super) struct Tally {
    clock: Arc<dyn Clock>,
    unwritten: Mutex<Ledger>,
    counted: Notify,
    /// Held while the disk is at work, so that whoever finds nothing to write down may take it for written.
    writing: tokio::sync::Mutex<()>,
}

impl Tally {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Arc<Self> {
        Arc::new(Self {
            clock,
            unwritten: Mutex::default(),
            counted: Notify::new(),
            writing: tokio::sync::Mutex::default(),
        })
    }

    /// Counts what an account asks for on behalf of an author.
    pub(super) fn meter(self: &Arc<Self>, account: &AccountKey, author: &AuthorUrn) -> Meter {
        let (tally, account, author) = (Arc::clone(self), account.clone(), author.clone());
        Meter::new(move || tally.count(&account, &author, 1))
    }

    /// Counts requests that have left.
    pub(super) fn count(&self, account: &AccountKey, author: &AuthorUrn, requests: u32) {
        let today = day_of(self.clock.now());
        self.unwritten().count(today, account, author, requests);
        self.counted.notify_one();
    }

    fn unwritten(&self) -> std::sync::MutexGuard<'_, Ledger> {
        self.unwritten
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Context {
    /// Reports what was counted before.
    pub(super) async fn read_ledger(&self) {
        match self.on_disk(Store::ledger).await {
            Ok(ledger) => self.tell(Event::Ledger(ledger)).await,
            Err(err) => tracing::warn!(%err, "the requests of the day could not be read"),
        }
    }

    /// Writes down what is counted as soon as it is; never ends.
    pub(super) async fn follow_tally(self: Arc<Self>) {
        loop {
            self.sessions.tally.counted.notified().await;
            self.keep_ledger().await;
        }
    }

    /// Writes down what was counted, if anything was, and reports the whole. Afterwards nothing is being written.
    pub(super) async fn keep_ledger(&self) {
        let tally = &self.sessions.tally;
        let _turn = tally.writing.lock().await;
        let counted = std::mem::take(&mut *tally.unwritten());
        if counted.is_empty() {
            return;
        }
        let today = day_of(self.now());
        let to_add = counted.clone();
        let added = self.on_disk(move |store| store.add_to_ledger(&to_add, today));
        match added.await {
            Ok(ledger) => self.tell(Event::Ledger(ledger)).await,
            Err(err) => {
                tracing::warn!(%err, "the requests of the day could not be written down");
                tally.unwritten().take_in(&counted, today);
            }
        }
    }
}

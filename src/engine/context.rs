//! What every task of the engine shares.

use std::sync::Arc;

use jiff::Timestamp;
use tokio::sync::{Mutex, mpsc};

use super::clock::{Clock, new_installation};
use super::document_pages::PageDrawer;
use super::event::Event;
use super::progress::Board;
use super::session::Sessions;
use super::spelling::Speller;
use crate::domain::{Cause, Failure, Group, InstallationId};
use crate::linkedin::Endpoints;
use crate::store::{Store, StoreError};
use crate::web::Pages;

/// What every task of the engine shares; cloned cheaply.
pub(super) struct Context {
    pub(super) store: Store,
    pub(super) endpoints: Endpoints,
    pub(super) pages: Arc<dyn Pages>,
    pub(super) drawer: PageDrawer,
    pub(super) speller: Arc<Speller>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) installation: InstallationId,
    pub(super) sessions: Sessions,
    pub(super) board: Board,
    pub(super) voice: Voice,
    /// One create request at a time, and when the last one left.
    pub(super) submit_turn: Mutex<Option<Timestamp>>,
}

impl Context {
    /// The time.
    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Does something with the disk, away from the threads that serve the network.
    pub(super) async fn on_disk<R: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> R + Send + 'static,
    ) -> R {
        let store = self.store.clone();
        off_the_network(move || work(&store)).await
    }

    /// Tells what happened.
    pub(super) async fn tell(&self, event: Event) {
        self.voice.tell(event).await;
    }

    /// Tells of everything that could not be read.
    pub(super) async fn tell_all(&self, troubles: Vec<StoreError>) {
        for trouble in troubles {
            self.tell(Event::Trouble(trouble.to_string())).await;
        }
    }

    /// Tells of trouble with the disk, and hands out what worked.
    pub(super) async fn or_trouble<R>(&self, result: Result<R, StoreError>) -> Option<R> {
        match result {
            Ok(done) => Some(done),
            Err(err) => {
                self.tell(Event::Trouble(err.to_string())).await;
                None
            }
        }
    }
}

/// Where events go: to the window or the command line, which is woken after each.
#[derive(Clone)]
pub(super) struct Voice {
    events: mpsc::Sender<Event>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Voice {
    pub(super) fn new(events: mpsc::Sender<Event>, wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        Self { events, wake }
    }

    pub(super) async fn tell(&self, event: Event) {
        // Nobody listens any more when the window is closed; the facts are on disk.
        self.events.send(event).await.ok();
        (self.wake)();
    }

    pub(super) fn wake(&self) {
        (self.wake)();
    }
}

/// Runs blocking work on its own thread; a panic in it goes on in the task that waits.
pub(super) async fn off_the_network<R: Send + 'static>(
    work: impl FnOnce() -> R + Send + 'static,
) -> R {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(err) if err.is_panic() => std::panic::resume_unwind(err.into_panic()),
        Err(_cancelled) => std::future::pending().await,
    }
}

/// Whether a renewed token could help.
pub(super) fn is_about_the_token(failure: &Failure) -> bool {
    failure.group() == Group::SignIn && failure.cause != Cause::TokenTooNew
}

/// Makes the profile's folders and tells which computer this is.
pub(super) async fn installation_of(store: &Store) -> Result<InstallationId, StoreError> {
    let store = store.clone();
    off_the_network(move || {
        let read = || {
            store.make_folders()?;
            store.installation(new_installation)
        };
        // A disk that stumbles once must not make this another computer, whose jobs are nobody's at the next start.
        read().or_else(|_stumbled| read())
    })
    .await
}

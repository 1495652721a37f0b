//! Work in the background: the only tokio runtime, and the only door between a face (window or command line) and
//! everything that waits.
//!
//! Orders go in as [`Command`]s, facts come out as [`Event`]s, progress is looked up. Never here: pixels, wording of
//! the window.

mod accept;
mod after;
mod attach;
mod attached;
mod bind;
mod clock;
mod command;
mod context;
mod decisions;
mod desk;
mod document_pages;
mod event;
mod export;
mod first_comment;
mod given_as;
mod keys;
mod later;
mod library;
mod light_tables;
mod look_up;
mod mention_book;
mod neighbours;
mod notification;
mod office;
mod older;
mod pages;
mod progress;
mod publish;
mod renewal;
mod runtime;
mod session;
mod sign_in;
mod sign_out;
mod signals;
mod spelling;
mod statistics;
mod strong_room;
mod system_theme;
mod tally;
mod turns;
mod upload;
mod uploading;
mod vault_status;
mod video;

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::{mpsc, watch};

pub use accept::check_only;
pub use attach::{
    attach_beside, attach_file, attach_picture, prepare_beside, prepare_file, prepare_picture,
};
pub use attached::{Attached, NotAttached};
pub use clock::{Clock, SystemClock, Waiting, new_job_id};
pub use command::{Choosing, Command, Order, PictureSource, Publish};
pub use document_pages::{PageDrawer, PageWish};
pub use event::Event;
pub use export::{Export, Exported, document, json_document, write_document};
pub use given_as::{GivenAs, check_given_as};
pub use keys::{KeySource, Keys};
pub use library::keep_imported;
pub use look_up::LookedUp;
pub use mention_book::MentionWish;
pub use notification::{Notification, Showing, show};
pub use older::Older;
pub use progress::{UploadProgress, Uploads};
pub use runtime::block_on;
pub use sign_in::{SignInFailure, SignInRequest, SignedIn};
pub use spelling::{Checked, FoundDictionaries, SpellingQuestion};
pub use vault_status::{OpenVault, VaultChange, VaultStatus};

use crate::domain::{ApiVersion, Draft, Failure, Settings};
use crate::linkedin::{self, Endpoints, Patience, PlannedRequest};
use crate::store::Store;
use crate::store::vault::KdfCost;
use crate::web::Pages;
use crate::words::t;

/// What an engine is made of.
pub struct Parts {
    /// The profile.
    pub store: Store,
    /// Where LinkedIn is.
    pub endpoints: Endpoints,
    /// How long to wait for LinkedIn.
    pub patience: Patience,
    /// The API version to ask for instead of the one in the settings.
    pub api_version: Option<ApiVersion>,
    /// How the vault opens.
    pub keys: KeySource,
    /// What a guess at a new vault's passphrase costs.
    pub kdf_cost: KdfCost,
    /// Who looks at the pages behind links.
    pub pages: Arc<dyn Pages>,
    /// Who draws the pages of documents.
    pub drawer: PageDrawer,
    /// The folders in which dictionaries are looked for, the first of which wins.
    pub dictionary_folders: Vec<PathBuf>,
    /// Time and chance.
    pub clock: Arc<dyn Clock>,
    /// Whether to work on the outbox and watch the profile without being asked.
    pub initiative: Initiative,
    /// A server to run beside it: the built-in sandbox.
    pub companion: Option<Companion>,
}

/// Whether the engine works on the outbox without being asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Initiative {
    /// It does, and it watches for what other processes change: for the window.
    Window,
    /// It does what it is told and nothing else: for the command line.
    Asked,
}

/// A server that runs on the engine's runtime as long as the engine.
pub type Companion = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;

/// The door to the background. Dropping it stops the work, in two seconds at most.
pub struct Engine {
    commands: mpsc::Sender<Command>,
    events: mpsc::Receiver<Event>,
    uploads: watch::Receiver<Uploads>,
    endpoints: Endpoints,
    api_version: Option<ApiVersion>,
    listener: Listener,
    thread: Option<thread::JoinHandle<()>>,
}

/// The thread that waits for events, if one does.
type Listener = Arc<Mutex<Option<thread::Thread>>>;

/// The engine has more orders waiting than it takes; try again in a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", t!("engine-busy"))]
pub struct Busy;

impl Engine {
    /// Starts the background. `wake` is called after every event and, now and then, while an upload goes on.
    pub fn start(parts: Parts, wake: impl Fn() + Send + Sync + 'static) -> io::Result<Self> {
        let (commands, inbox) = mpsc::channel(WAITING_COMMANDS);
        let (outbox, events) = mpsc::channel(WAITING_EVENTS);
        let (endpoints, api_version) = (parts.endpoints.clone(), parts.api_version);
        let listener = Listener::default();
        let listening = Arc::clone(&listener);
        let wake = move || {
            wake();
            let listening = listening.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(thread) = &*listening {
                thread.unpark();
            }
        };
        let (uploads, thread) = runtime::start(parts, inbox, outbox, Arc::new(wake))?;
        Ok(Self {
            commands,
            events,
            uploads,
            endpoints,
            api_version,
            listener,
            thread: Some(thread),
        })
    }

    /// Hands an order to the background.
    ///
    /// # Errors
    /// [`Busy`] if too many wait already.
    pub fn send(&self, command: Command) -> Result<(), Busy> {
        self.commands.try_send(command).map_err(|_full| Busy)
    }

    /// What has happened since the last call.
    pub fn drain(&mut self) -> impl Iterator<Item = Event> + '_ {
        std::iter::from_fn(|| self.events.try_recv().ok())
    }

    /// Waits for the next event; `None` after the deadline, or when the background has ended.
    pub fn next_event(&mut self, deadline: Instant) -> Option<Event> {
        *self.listening() = Some(thread::current());
        loop {
            match self.events.try_recv() {
                Ok(event) => return Some(event),
                Err(mpsc::error::TryRecvError::Disconnected) => return None,
                Err(mpsc::error::TryRecvError::Empty) => {}
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return None;
            }
            // Whoever tells an event wakes this thread; nobody does where the background ends.
            thread::park_timeout(left.min(LISTEN_INTERVAL));
        }
    }

    fn listening(&self) -> MutexGuard<'_, Option<thread::Thread>> {
        self.listener.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the background still works; it only ends early if it broke down.
    pub fn is_running(&self) -> bool {
        self.thread
            .as_ref()
            .is_some_and(|thread| !thread.is_finished())
    }

    /// Every request that sending this draft would make, in order. Sends nothing.
    ///
    /// # Errors
    /// The failure that sending would have met.
    pub fn plan(&self, draft: &Draft, settings: &Settings) -> Result<Vec<PlannedRequest>, Failure> {
        let version = self.api_version.unwrap_or(settings.api_version);
        check_only(draft).and_then(|post| linkedin::plan(&post, &self.endpoints, version))
    }

    /// How far the uploads are.
    pub fn uploads(&self) -> Uploads {
        self.uploads.borrow().clone()
    }
}

impl Drop for Engine {
    /// Tells the background to stop and waits, briefly, until the outbox is on disk.
    fn drop(&mut self) {
        let (closed, _) = mpsc::channel(1);
        // The background ends when nobody can order anything any more.
        self.commands = closed;
        self.events.close();
        let deadline = Instant::now() + PATIENCE_AT_EXIT;
        let Some(thread) = self.thread.take() else {
            return;
        };
        while !thread.is_finished() && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// People don't order faster than this is worked off.
const WAITING_COMMANDS: usize = 256;
/// A window that does not look for a while holds the background up rather than filling memory.
const WAITING_EVENTS: usize = 4_096;
/// A hung network or disk never blocks the end of the program for longer.
const PATIENCE_AT_EXIT: Duration = Duration::from_secs(2);
/// How often the command line looks for events between wake-ups.
const LISTEN_INTERVAL: Duration = Duration::from_millis(50);

#[cfg(test)]
mod tests;

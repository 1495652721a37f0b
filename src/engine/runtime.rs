//! The one tokio runtime, its thread, and its one loop.

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::{mpsc, watch};
use tokio::time::{Interval, MissedTickBehavior};

use super::clock::new_installation;
use super::command::Command;
use super::context::{Context, Voice, installation_of};
use super::desk::{Desk, Done};
use super::event::Event;
use super::keys::Keys;
use super::office::Office;
use super::progress::{Board, Uploads};
use super::session::Sessions;
use super::spelling::Speller;
use super::{Initiative, Parts, signals};
use crate::domain::InstallationId;
use crate::linkedin::Wire;
use crate::store::{Store, StoreError};

/// Builds the runtime on a thread of its own and runs the loop there until nobody can order anything any more.
pub(super) fn start(
    parts: Parts,
    inbox: mpsc::Receiver<Command>,
    events: mpsc::Sender<Event>,
    wake: Arc<dyn Fn() + Send + Sync>,
) -> io::Result<(watch::Receiver<Uploads>, thread::JoinHandle<()>)> {
    let runtime = build()?;
    let wire =
        Wire::with_patience(parts.endpoints.clone(), parts.patience).map_err(io::Error::other)?;
    let (board, uploads) = Board::new(Arc::clone(&wake));
    let voice = Voice::new(events, wake);
    let thread = thread::Builder::new()
        .name("engine".to_owned())
        .spawn(move || {
            runtime.block_on(run(parts, wire, board, voice, inbox));
            // Never waits for a hung keyring or disk.
            runtime.shutdown_background();
        })?;
    Ok((uploads, thread))
}

/// Runs a future to its end: for the sandbox as a program of its own.
pub fn block_on<R>(future: impl Future<Output = R>) -> io::Result<R> {
    Ok(build()?.block_on(future))
}

fn build() -> io::Result<Runtime> {
    Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("network")
        .enable_all()
        .build()
}

async fn run(
    parts: Parts,
    wire: Wire,
    board: Board,
    voice: Voice,
    mut inbox: mpsc::Receiver<Command>,
) {
    let companion = parts.companion.map(tokio::spawn);
    let keys = Arc::new(Keys::new(&parts.store, parts.keys, parts.kdf_cost));
    let (installation, trouble) = installation_or_new(&parts.store).await;
    let context = Arc::new(Context {
        sessions: Sessions::new(wire, keys, parts.store.clone(), Arc::clone(&parts.clock)),
        store: parts.store,
        endpoints: parts.endpoints,
        pages: parts.pages,
        drawer: parts.drawer,
        speller: Arc::new(Speller::new(parts.dictionary_folders)),
        clock: parts.clock,
        installation,
        board,
        voice,
        submit_turn: tokio::sync::Mutex::new(None),
    });
    context.tell_all(trouble.into_iter().collect()).await;
    let books = Arc::clone(&context);
    let bookkeeper = tokio::spawn(Arc::clone(&context).follow_tally());
    let (done, mut ended) = mpsc::channel::<Done>(64);
    let for_window = parts.initiative == Initiative::Window;
    let desk = Desk::new(Arc::clone(&context), done, for_window);
    let mut office = Office::new(context, desk, parts.api_version);
    open(&mut office, for_window).await;
    let mut look = looks();
    let mut ended_by_hand = std::pin::pin!(signals::interrupted());
    let mut was_interrupted = false;
    loop {
        tokio::select! {
            () = &mut ended_by_hand, if !was_interrupted => {
                was_interrupted = true;
                office.tell(Event::Interrupted).await;
            }
            command = inbox.recv() => match command {
                Some(command) => office.take(command).await,
                None => break,
            },
            Some(job_done) = ended.recv() => office.take_back(job_done).await,
            () = std::future::ready(()), if office.desk.has_unseen() => {
                office.desk.look_at_some().await;
            }
            () = office.desk.next_turn() => office.desk.take_turns().await,
            _ = look.tick(), if for_window => office.look_for_changes().await,
        }
    }
    office.close(&mut ended).await;
    tokio::time::timeout(LAST_COUNT, books.keep_ledger())
        .await
        .ok();
    bookkeeper.abort();
    if let Some(companion) = companion {
        companion.abort();
    }
}

/// Reads the profile: what the window is opened for comes first.
async fn open(office: &mut Office, for_window: bool) {
    if for_window {
        office.read_last_draft().await;
    }
    office.open(for_window).await;
}

/// This computer's name for itself; one of this run only where it cannot be kept, and why. What is sent now is sent
/// now, and nothing can be kept for later then anyway.
async fn installation_or_new(store: &Store) -> (InstallationId, Option<StoreError>) {
    match installation_of(store).await {
        Ok(installation) => (installation, None),
        Err(err) => (new_installation(), Some(err)),
    }
}

fn looks() -> Interval {
    let mut looks = tokio::time::interval(LOOK_INTERVAL);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    looks
}

/// How long the end waits for the last counts of the day to be written down.
const LAST_COUNT: Duration = Duration::from_millis(300);
/// How often to look whether another process changed something.
const LOOK_INTERVAL: Duration = Duration::from_millis(700);

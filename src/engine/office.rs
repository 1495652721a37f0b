//! The office: what is asked about the profile, its drafts, accounts, vault and settings, and who watches over them.
//!
//! Jobs are the business of `desk.rs`; the loop that brings the orders is in `runtime.rs`.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use poll_promise::Sender;
use tokio::sync::{Semaphore, mpsc};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::attached::{Attached, NotAttached};
use super::command::{Choosing, Command, PictureSource};
use super::context::Context;
use super::desk::{Desk, Done};
use super::event::Event;
use super::light_tables::{LightTable, LightTables};
use super::look_up::LookedUp;
use super::neighbours::Neighbours;
use super::sign_in::{SignInFailure, SignInRequest, SignedIn};
use super::system_theme::Follower;
use super::{
    after, attach, document_pages, export, look_up, mention_book, older, pages, sign_in, spelling,
    statistics, strong_room,
};
use crate::domain::{ApiVersion, Attachment, Cause, Failure, JobId, Settings};
use crate::media::Thumbnail;
use crate::store::Store;
use crate::words::t;

/// Follows orders about everything but jobs, and hands those on to the [`Desk`].
pub(super) struct Office {
    pub(super) context: Arc<Context>,
    pub(super) desk: Desk,
    version: Option<ApiVersion>,
    pub(super) neighbours: Neighbours,
    sign_in: CancellationToken,
    /// One sign-in at a time: the next waits until the last has let go of its port.
    sign_in_turn: Arc<tokio::sync::Mutex<()>>,
    /// Tells one picture's copy from another's, also where two were added at the same moment.
    next_picture: u64,
    /// Pictures are looked into two at a time: each may take some hundred megabytes for a moment.
    light_tables: LightTables,
    /// So many pictures are looked into or on their way to the disk, which may be slower than whoever looks.
    hands: Arc<Semaphore>,
    theme: Follower,
    /// Whether somebody wants to know what was posted.
    pub(super) follows_receipts: bool,
}

impl Office {
    /// `version` is asked for instead of the one in the settings.
    pub(super) fn new(context: Arc<Context>, desk: Desk, version: Option<ApiVersion>) -> Self {
        let next_picture = u64::try_from(context.now().as_millisecond()).unwrap_or(0);
        Self {
            context,
            desk,
            version,
            neighbours: Neighbours::default(),
            sign_in: CancellationToken::new(),
            sign_in_turn: Arc::default(),
            next_picture,
            light_tables: LightTables::new(2),
            hands: Arc::new(Semaphore::new(8)),
            theme: Follower::default(),
            follows_receipts: false,
        }
    }

    /// Tells what happened.
    pub(super) async fn tell(&self, event: Event) {
        self.context.tell(event).await;
    }

    /// Takes note that a drive has ended.
    pub(super) async fn take_back(&mut self, done: Done) {
        self.desk.take_back(done).await;
    }

    /// Reads the profile and reports it.
    pub(super) async fn open(&mut self, with_everything: bool) {
        self.look_around().await;
        self.read_settings().await;
        self.read_accounts().await;
        if with_everything {
            let here = self.context.installation.clone();
            self.tell(Event::Installation(here)).await;
            mention_book::read(&self.context).await;
            self.settle().await;
            self.desk.look_at_some().await;
            self.context.read_ledger().await;
            strong_room::probe(&self.context);
            self.take_handover().await;
            let tidied = self.context.on_disk(Store::tidy_removed_media);
            self.context.tell_all(tidied.await).await;
        }
    }

    /// Finishes what a crash interrupted, and begins to look at the jobs.
    async fn settle(&mut self) {
        let now = self.context.now();
        let tidied = self.context.on_disk(move |store| store.tidy_drafts(now));
        self.context.tell_all(tidied.await).await;
        self.read_drafts().await;
        self.read_trash().await;
        self.read_kept().await;
        self.desk.open().await;
    }

    /// The same to its end, for a command that is about to look at the profile.
    async fn settle_at_once(&mut self) {
        self.settle().await;
        self.tidy_receipts().await;
        while self.desk.has_unseen() {
            self.desk.look_at_some().await;
        }
        self.tell(Event::Settled).await;
    }

    /// Follows an order.
    pub(super) async fn take(&mut self, command: Command) {
        match command {
            Command::Publish(wish) => self.desk.publish(*wish).await,
            Command::Order(id, order) => self.desk.order(id, order).await,
            Command::Settle => self.settle_at_once().await,
            Command::ListDue(late_by) => self.desk.list_due(late_by).await,
            Command::Resume => self.desk.resume().await,
            Command::Pause { cut_off } => self.desk.pause(cut_off),
            Command::Change(id, change, answer) => {
                after::begin_change(&self.context, id, change, answer);
            }
            Command::FollowReceipts => self.follow_receipts().await,
            Command::OlderPosts(wish, answer) => older::find(&self.context, wish, answer),
            Command::OlderDrafts(wish, answer) => older::find(&self.context, wish, answer),
            Command::Count(id, answer) => statistics::begin(&self.context, id, answer),
            Command::Export(wish, answer) => export::begin(&self.context, *wish, answer),
            Command::SaveDraft(draft) => self.save_draft(*draft).await,
            Command::DiscardDraft(draft, into) => self.discard_draft(*draft, into).await,
            Command::RestoreDraft(discarded) => self.restore_draft(discarded).await,
            Command::ForgetDiscarded(discarded) => self.forget_discarded(discarded).await,
            Command::DuplicateDraft(draft) => self.duplicate_draft(*draft).await,
            Command::ImportDraft(path, answer) => self.import_draft(path, answer).await,
            Command::Versions(id, answer) => self.tell_versions(id, answer),
            Command::KeepVersion(draft) => self.keep_version(*draft).await,
            Command::KeepText(text, answer) => self.keep_text(*text, answer).await,
            Command::ForgetKept(id) => self.forget_kept(id).await,
            Command::Attach(id, source, answer) => self.attach(id, source, answer),
            Command::LookUp(id, url, answer) => self.look_up(id, url, answer),
            Command::ChooseFiles(choosing, answer) => self.wait_for_files(choosing, answer),
            Command::Detach(id, attachment) => self.detach(id, &attachment).await,
            Command::Thumbnail(id, attachment, answer) => self.draw(id, *attachment, answer),
            Command::Page(wish, answer) => {
                document_pages::begin(&self.context, self.light_tables.visitor(), *wish, answer);
            }
            Command::SignIn(request, answer) => self.begin_sign_in(*request, answer),
            Command::CancelSignIn => self.sign_in.cancel(),
            Command::SignOut(key, answer) => self.sign_out(key, answer),
            Command::RefreshPages(key) => pages::refresh_pages(&self.context, key),
            Command::Spelling(wish) => spelling::begin(&self.context, wish),
            Command::Mentions(wish) => mention_book::take(&self.context, wish).await,
            Command::ProbeVault => strong_room::probe(&self.context),
            Command::UnlockVault(passphrase, answer) => {
                strong_room::unlock(&self.context, passphrase, answer);
            }
            Command::ReplaceVault(answer) => strong_room::replace(&self.context, answer),
            Command::AlterVault(change, answer) => {
                strong_room::alter(&self.context, change, answer);
            }
            Command::FollowDesktop(wanted) => self.theme.follow(wanted, &self.context.voice),
            Command::Notify(showing) => drop(tokio::spawn(showing)),
            Command::SaveSettings(settings) => self.save_settings(*settings).await,
        }
    }

    fn look_up(&mut self, id: JobId, url: Url, answer: Sender<Result<LookedUp, String>>) {
        let number = self.take_number();
        look_up::begin(&self.context, id, number, url, answer);
    }

    /// A number that tells a picture from the others of its draft.
    fn take_number(&mut self) -> u64 {
        self.next_picture += 1;
        self.next_picture - 1
    }

    fn attach(
        &mut self,
        id: JobId,
        source: PictureSource,
        answer: Sender<Result<Attached, NotAttached>>,
    ) {
        let store = self.context.store.clone();
        let number = self.take_number();
        let breakdown = Err(t!("broke-down-retry").to_owned().into());
        self.aside(answer, breakdown, move |table| {
            let name = source.file_name();
            attach::attach(table, &store, id, number, source)
                .map_err(|refused| NotAttached { name, ..refused })
        });
    }

    fn draw(&self, id: JobId, attachment: Attachment, answer: Sender<Result<Thumbnail, String>>) {
        let store = self.context.store.clone();
        self.look_into(answer, move || attach::thumbnail(&store, id, &attachment));
    }

    /// Answers a question about a picture, as soon as there is room to look into it.
    pub(super) fn look_into<R: Send + 'static>(
        &self,
        answer: Sender<Result<R, String>>,
        work: impl FnOnce() -> Result<R, String> + Send + 'static,
    ) {
        self.aside(answer, Err(t!("broke-down-retry").to_owned()), |_table| {
            work()
        });
    }

    /// Works aside, as soon as there is room, which the work may give back before it ends. Work that breaks down is
    /// answered for by `breakdown`.
    fn aside<R: Send + 'static>(
        &self,
        answer: Sender<R>,
        breakdown: R,
        work: impl FnOnce(LightTable) -> R + Send + 'static,
    ) {
        let (voice, visitor) = (self.context.voice.clone(), self.light_tables.visitor());
        let hands = Arc::clone(&self.hands);
        tokio::spawn(async move {
            let _hand = hands.acquire_owned().await;
            let Some(table) = visitor.table().await else {
                return;
            };
            let done = tokio::task::spawn_blocking(move || work(table)).await;
            answer.send(done.unwrap_or(breakdown));
            voice.wake();
        });
    }

    /// Waits for a file dialog. One that breaks down has chosen nothing.
    fn wait_for_files(&self, choosing: Choosing, answer: Sender<Option<Vec<PathBuf>>>) {
        let voice = self.context.voice.clone();
        tokio::spawn(async move {
            answer.send(tokio::spawn(choosing).await.unwrap_or(None));
            voice.wake();
        });
    }

    async fn detach(&self, id: JobId, attachment: &Attachment) {
        for file in attachment.files().map(|file| file.file.clone()) {
            let removed = self
                .context
                .on_disk(move |store| store.remove_draft_media(id, &file))
                .await;
            self.context.or_trouble(removed).await;
        }
    }

    fn begin_sign_in(
        &mut self,
        request: SignInRequest,
        answer: Sender<Result<SignedIn, SignInFailure>>,
    ) {
        self.sign_in.cancel();
        self.sign_in = CancellationToken::new();
        let (context, stop) = (Arc::clone(&self.context), self.sign_in.clone());
        let turn = Arc::clone(&self.sign_in_turn);
        tokio::spawn(async move {
            let worker = Arc::clone(&context);
            let attempt = tokio::spawn(async move {
                let attempt = async {
                    let _turn = turn.lock().await;
                    sign_in::sign_in(&worker, &request).await
                };
                tokio::select! {
                    signed_in = attempt => signed_in,
                    () = stop.cancelled() => Err(SignInFailure::stopped()),
                }
            });
            let signed_in = attempt
                .await
                .unwrap_or_else(|_broken| Err(SignInFailure::stopped()));
            if signed_in.is_ok() {
                context
                    .tell(Event::Accounts(context.sessions.accounts()))
                    .await;
                context.keep_ledger().await;
            }
            // It may have been made, opened or put aside; where that failed, the keyring is asked what it needs now.
            match &signed_in {
                Ok(_) => strong_room::glance(&context),
                Err(_) => strong_room::probe(&context),
            }
            answer.send(signed_in);
            context.voice.wake();
        });
    }

    fn sign_out(&self, key: crate::domain::AccountKey, answer: Sender<Result<(), Failure>>) {
        let context = Arc::clone(&self.context);
        tokio::spawn(async move {
            let worker = Arc::clone(&context);
            let done = tokio::spawn(async move { worker.sessions.sign_out(&key).await }).await;
            context
                .tell(Event::Accounts(context.sessions.accounts()))
                .await;
            strong_room::glance(&context);
            answer.send(done.unwrap_or_else(|_broken| Err(Failure::new(Cause::Storage))));
            context.voice.wake();
        });
    }

    async fn save_settings(&self, settings: Settings) {
        self.use_settings(&settings);
        let kept = settings.clone();
        let saved = self
            .context
            .on_disk(move |store| store.save_settings(&kept))
            .await;
        if self.context.or_trouble(saved).await.is_some() {
            self.context.tell(Event::Settings(settings, None)).await;
        }
    }

    fn use_settings(&self, settings: &Settings) {
        self.context
            .sessions
            .use_version(self.version.unwrap_or(settings.api_version));
    }

    pub(super) async fn read_settings(&self) {
        let (settings, trouble) = match self.context.on_disk(Store::settings).await {
            Ok(settings) => (settings, None),
            Err(err) => {
                tracing::warn!("the settings could not be read, so the defaults are used. {err}");
                (Settings::default(), Some(err.to_string()))
            }
        };
        self.use_settings(&settings);
        self.context.tell(Event::Settings(settings, trouble)).await;
    }

    pub(super) async fn read_accounts(&self) {
        let read = self.context.on_disk(Store::accounts).await;
        if let Some(accounts) = self.context.or_trouble(read).await {
            self.context.sessions.remember(&accounts);
            self.context.tell(Event::Accounts(accounts)).await;
        }
    }

    /// Stops the work: politely at first; an answer that does not come soon counts as lost.
    pub(super) async fn close(&mut self, ended: &mut mpsc::Receiver<Done>) {
        self.desk.pause(false);
        for patience in [POLITE_WAIT, FINAL_WAIT] {
            let work = async {
                while !self.desk.is_idle() {
                    let Some(done) = ended.recv().await else {
                        return;
                    };
                    self.desk.take_back(done).await;
                }
            };
            match tokio::time::timeout(patience, work).await {
                Ok(()) => return,
                Err(_elapsed) => self.desk.pause(true),
            }
        }
    }
}

/// For an answer when the program is closed; together less than the patience of `Engine::drop`.
const POLITE_WAIT: Duration = Duration::from_millis(1_400);
const FINAL_WAIT: Duration = Duration::from_millis(400);

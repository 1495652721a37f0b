//! A profile, an engine and a LinkedIn on loopback: set up, killed, started again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use secrecy::SecretString;
use sendoff::domain::{
    Access, Account, Author, BesideKind, Draft, InstallationId, Job, JobId, Next, Role, SignInFlow,
    Stage,
};
use sendoff::engine::{
    Command, Engine, Event, Initiative, KeySource, Keys, Order, PageDrawer, Parts, Publish,
    attach_beside, attach_file,
};
use sendoff::linkedin::{Endpoints, Patience};
use sendoff::sandbox::{
    AppKeys, Fault, FaultKind, HandedOut, Member, PublishedPost, Route, Sandbox,
};
use sendoff::store::keyring::{KeyProvider, KeyringError};
use sendoff::store::vault::{KdfCost, Key, StoredApp, StoredTokens};
use sendoff::store::{Paths, Store};
use sendoff::web::NoPages;
use tempfile::TempDir;

use crate::clock::{Handle, VirtualClock};
use crate::disk::{DiskFault, Lifeline, SweepDisk};
use crate::network::{Network, WireFault};

/// Whoever drives the engine hears this when the program has died, or would wait for longer than the run lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Died;

/// Everything a run needs.
pub(crate) struct Rig {
    pub(crate) folder: TempDir,
    pub(crate) sandbox: Sandbox,
    pub(crate) network: Arc<Network>,
    pub(crate) clock: Arc<VirtualClock>,
    pub(crate) disk: Arc<SweepDisk>,
    lifeline: Arc<Lifeline>,
    keyring: Arc<MemoryKeyring>,
    pub(crate) patience: Patience,
    engine: Option<Engine>,
    pub(crate) here: InstallationId,
    pub(crate) seen: Seen,
    /// What must be found again, by the id it was promised under.
    pub(crate) promises: BTreeMap<JobId, Promise>,
    /// What must be in no file.
    pub(crate) secrets: Vec<String>,
    /// The program dies as soon as LinkedIn has had this many requests.
    pub(crate) dies_at_request: Option<usize>,
    num_drafts: u64,
    pub(crate) member: Account,
    pub(crate) page: Account,
}

/// What the window was told in this life of the program.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) jobs: BTreeMap<JobId, Job>,
    pub(crate) busy: BTreeSet<JobId>,
    pub(crate) refused: Vec<(JobId, String)>,
    pub(crate) troubles: Vec<String>,
    pub(crate) log: Vec<Event>,
    /// Jobs that lay there at the start and were not heard of yet.
    awaited: BTreeSet<JobId>,
    pings: usize,
}

impl Seen {
    /// What happened, for the words of a failure.
    pub(crate) fn story(&self) -> String {
        let line = |event: &Event| match event {
            Event::Job(job) => format!("{} is {:?}, {:?}", job.id(), job.stage(), job.wait()),
            event => format!("{event:?}").chars().take(300).collect(),
        };
        self.log.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// Words that were acknowledged as kept.
#[derive(Clone, Debug)]
pub(crate) struct Promise {
    pub(crate) text: String,
    pub(crate) picture_count: usize,
    /// Whether the window was told that the words are on disk.
    pub(crate) is_kept: bool,
    /// How often a person said: send it again.
    pub(crate) again: usize,
    /// Whether a person dropped it while nobody knew whether it had arrived.
    pub(crate) is_dropped: bool,
}

/// When every run begins.
pub(crate) const START: &str = "2026-11-24T12:00:00Z";

impl Rig {
    /// A profile with two accounts and nothing else; the program does not run yet.
    pub(crate) fn new() -> Self {
        let folder = if std::path::Path::new("/dev/shm").is_dir() {
            tempfile::tempdir_in("/dev/shm")
        } else {
            tempfile::tempdir()
        };
        let folder = folder.unwrap();
        let sandbox = Sandbox::new();
        sandbox.switches(|switches| {
            // Whatever arrives twice shall be seen twice.
            switches.duplicate_window_secs = 0;
            switches.processing_ms = 0;
            switches.refresh_tokens = true;
        });
        let network = Network::new(sandbox.clone());
        let lifeline = Arc::new(Lifeline::default());
        let clock = VirtualClock::new(
            START.parse().unwrap(),
            sandbox.clone(),
            Arc::clone(&network),
            Arc::clone(&lifeline),
        );
        let disk = Arc::new(SweepDisk::new(DiskFault::Nothing, Arc::clone(&lifeline)));
        let store = Store::on(
            Arc::clone(&disk) as Arc<dyn sendoff::store::disk::Disk>,
            Paths::under(folder.path()),
        );
        store.make_folders().unwrap();
        let here = store
            .installation(|| InstallationId("here".to_owned()))
            .unwrap();
        let keyring = Arc::new(MemoryKeyring::default());
        let mut secrets = Vec::new();
        let [member, page] = accounts(&sandbox, &store, &keyring, &mut secrets);
        Self {
            folder,
            sandbox,
            network,
            clock,
            disk,
            lifeline,
            keyring,
            patience: Patience::default(),
            engine: None,
            here,
            seen: Seen::default(),
            promises: BTreeMap::new(),
            secrets,
            dies_at_request: None,
            num_drafts: 0,
            member,
            page,
        }
    }

    /// The profile, past every fault.
    pub(crate) fn store(&self) -> Store {
        let disk = SweepDisk::new(DiskFault::Nothing, Arc::default());
        Store::on(Arc::new(disk), Paths::under(self.folder.path()))
    }

    pub(crate) fn now(&self) -> Timestamp {
        sendoff::engine::Clock::now(&Handle(Arc::clone(&self.clock)))
    }

    /// Starts the program on this disk, with this network; so much time may pass in this life.
    pub(crate) fn start(&mut self, disk: DiskFault, wire: WireFault, horizon: Duration) {
        assert!(self.engine.is_none(), "it runs already");
        self.lifeline = Arc::default();
        self.disk = Arc::new(SweepDisk::new(disk, Arc::clone(&self.lifeline)));
        self.clock.begin(horizon, Arc::clone(&self.lifeline));
        self.network.begin(wire);
        self.seen = Seen::default();
        let (jobs, _) = self.store().jobs().unwrap();
        self.seen.awaited = jobs.iter().map(Job::id).collect();
        let parts = Parts {
            store: Store::on(
                Arc::clone(&self.disk) as Arc<dyn sendoff::store::disk::Disk>,
                Paths::under(self.folder.path()),
            ),
            endpoints: Endpoints::loopback(&self.network.origin()).unwrap(),
            patience: self.patience,
            api_version: None,
            keys: KeySource::Keyring(Arc::clone(&self.keyring) as Arc<dyn KeyProvider>),
            kdf_cost: KdfCost::FLOOR,
            pages: Arc::new(NoPages),
            drawer: PageDrawer::new(env!("CARGO_BIN_EXE_sendoff").into()),
            dictionary_folders: Vec::new(),
            clock: Arc::new(Handle(Arc::clone(&self.clock))),
            initiative: Initiative::Window,
            companion: None,
        };
        let listener = thread::current();
        self.engine = Some(Engine::start(parts, move || listener.unpark()).unwrap());
    }

    /// Starts it on a sound disk with a sound network.
    pub(crate) fn start_soundly(&mut self) {
        self.start(DiskFault::Nothing, WireFault::Nothing, A_LONG_TIME);
    }

    /// The program ends without another word on disk or wire.
    pub(crate) fn kill(&mut self) {
        self.lifeline.die();
        self.network.cut();
        self.hear_the_rest();
        self.engine = None;
        self.dies_at_request = None;
    }

    /// The window is closed.
    pub(crate) fn close(&mut self) {
        self.clock.hold(false);
        self.hear_the_rest();
        self.engine = None;
        self.network.cut();
        self.dies_at_request = None;
    }

    pub(crate) fn keyring(&self) -> Arc<dyn KeyProvider> {
        Arc::clone(&self.keyring) as Arc<dyn KeyProvider>
    }

    fn hear_the_rest(&mut self) {
        let events: Vec<Event> = self
            .engine
            .iter_mut()
            .flat_map(|engine| engine.drain().collect::<Vec<_>>())
            .collect();
        for event in events {
            self.take(event);
        }
    }

    /// Waits until the program has nothing more to do.
    pub(crate) fn settle(&mut self) -> Result<(), Died> {
        self.send(Command::Order(PING, Order::Retry));
        let pings = self.seen.pings + 1;
        self.until(|rig| {
            let seen = &rig.seen;
            // On a disk that fails, not every job is heard of.
            let has_heard = seen.awaited.is_empty() || !seen.troubles.is_empty();
            seen.pings >= pings && seen.busy.is_empty() && has_heard
        })
    }

    /// Hears events until this holds.
    pub(crate) fn until(&mut self, holds: impl Fn(&Self) -> bool) -> Result<(), Died> {
        let patience = Instant::now() + TOO_LONG;
        loop {
            if holds(self) {
                return Ok(());
            }
            let is_struck = self
                .dies_at_request
                .is_some_and(|nth| self.sandbox.requests().len() > nth);
            if is_struck {
                self.lifeline.die();
            }
            if self.lifeline.is_dead() || self.clock.is_at_horizon() {
                return Err(Died);
            }
            let engine = self.engine.as_mut().expect("it runs");
            assert!(
                engine.is_running(),
                "the engine broke down: {}",
                self.seen.story()
            );
            match engine.next_event(Instant::now() + A_MOMENT) {
                Some(event) => self.take(event),
                None => assert!(
                    Instant::now() < patience,
                    "it does not come to rest: busy {:?}, {}",
                    self.seen.busy,
                    self.seen.story()
                ),
            }
        }
    }

    fn take(&mut self, event: Event) {
        let now = self.now();
        let seen = &mut self.seen;
        if !matches!(event, Event::OrderRefused(PING, _)) {
            seen.log.push(event.clone());
        }
        match event {
            Event::Installation(id) => self.here = id,
            Event::Job(job) => {
                let id = job.id();
                seen.awaited.remove(&id);
                let next = job.next(&self.here, Timestamp::MIN);
                // One that is scheduled waits for its time without being worked on; one that missed it, for a person.
                let goes_on = !matches!(next, Next::Rest | Next::WaitForPerson)
                    && job.scheduled_for().is_none()
                    && !job.is_too_late(now);
                if goes_on || *job.stage() == Stage::Submitting {
                    seen.busy.insert(id);
                } else if job.is_too_late(now) {
                    seen.busy.remove(&id);
                }
                if let Some(promise) = self.promises.get_mut(&id) {
                    promise.is_kept = true;
                }
                seen.jobs.insert(id, *job);
            }
            Event::Rests(id) | Event::JobGone(id) => {
                seen.busy.remove(&id);
                seen.awaited.remove(&id);
            }
            Event::OrderRefused(id, _) if id == PING => seen.pings += 1,
            Event::OrderRefused(id, why) => {
                seen.busy.remove(&id);
                seen.refused.push((id, why));
            }
            Event::Refused(id, failure) => {
                seen.busy.remove(&id);
                seen.refused.push((id, failure.message()));
            }
            Event::DraftSaved(id) => {
                if let Some(promise) = self.promises.get_mut(&id) {
                    promise.is_kept = true;
                }
            }
            Event::DraftNotSaved(_, why) | Event::Trouble(why) => {
                seen.troubles.push(why);
            }
            _ => {}
        }
    }

    pub(crate) fn send(&mut self, command: Command) {
        self.engine
            .as_ref()
            .expect("it runs")
            .send(command)
            .unwrap();
    }

    /// A new draft in the member's name, not saved yet.
    pub(crate) fn draft(&mut self, text: &str) -> Draft {
        self.num_drafts += 1;
        let born = self.now().as_millisecond() / 1_000 * 1_000;
        let id = JobId::from_parts(u64::try_from(born).unwrap() + self.num_drafts, 7);
        let mut draft = Draft::new(id);
        draft.author = Some(self.member.member.clone());
        text.clone_into(&mut draft.text);
        self.promise(&draft, false);
        draft
    }

    /// A saved draft with pictures.
    pub(crate) fn draft_with_pictures(&mut self, text: &str, count: usize) -> Draft {
        let mut draft = self.draft(text);
        let store = self.store();
        for number in 0..count {
            let path = self.picture(number);
            let number = u64::try_from(number).unwrap();
            let attachment = attach_file(&store, draft.id, &path, number).unwrap();
            draft.attachments.push(attachment);
        }
        store.save_draft(&draft, self.now()).unwrap();
        self.promise(&draft, true);
        draft
    }

    /// A saved draft with a video that says where it was made, with captions and a cover picture.
    pub(crate) fn draft_with_video(&mut self, text: &str) -> Draft {
        let mut draft = self.draft(text);
        let store = self.store();
        let path = self.folder.path().join("kite.mp4");
        std::fs::write(
            &path,
            crate::film::film(5_000, "+69.6492+018.9553/", 80_000),
        )
        .unwrap();
        let mut attachment = attach_file(&store, draft.id, &path, 0).unwrap();
        let captions = self.folder.path().join("kite.srt");
        std::fs::write(&captions, "1\n00:00:00,000 --> 00:00:02,000\nA kite\n").unwrap();
        let cover = self.picture(0);
        for (kind, path) in [(BesideKind::Captions, captions), (BesideKind::Cover, cover)] {
            let file = attach_beside(&store, draft.id, kind, &path, 1).unwrap();
            attachment.beside.replace(kind, Some(file));
        }
        draft.attachments.push(attachment);
        store.save_draft(&draft, self.now()).unwrap();
        self.promise(&draft, true);
        draft
    }

    fn picture(&self, number: usize) -> PathBuf {
        let path = self.folder.path().join(format!("picture-{number}.png"));
        let shade = u8::try_from(40 * number).unwrap();
        image::RgbImage::from_pixel(4, 4, image::Rgb([200, shade, 9]))
            .save(&path)
            .unwrap();
        path
    }

    /// From now on these words are looked for; with `is_kept` they must be found.
    pub(crate) fn promise(&mut self, draft: &Draft, is_kept: bool) {
        let promise = Promise {
            text: draft.text.clone(),
            picture_count: draft.attachments.len(),
            is_kept,
            again: 0,
            is_dropped: false,
        };
        self.promises.insert(draft.id, promise);
    }

    pub(crate) fn publish(&mut self, draft: &Draft) {
        self.publish_with_undo(draft, 0);
    }

    pub(crate) fn publish_with_undo(&mut self, draft: &Draft, undo_secs: u8) {
        let publish = Publish {
            draft: draft.clone(),
            again: false,
            undo_secs,
            at: None,
        };
        self.send(Command::Publish(Box::new(publish)));
    }

    /// Has it sent at its time.
    pub(crate) fn schedule(&mut self, draft: &Draft, at: Timestamp) {
        let publish = Publish {
            draft: draft.clone(),
            again: false,
            undo_secs: 0,
            at: Some(at),
        };
        self.send(Command::Publish(Box::new(publish)));
    }

    pub(crate) fn order(&mut self, id: JobId, order: Order) {
        let promise = self.promises.get_mut(&id).unwrap();
        match order {
            Order::ItIsNotThere => promise.again += 1,
            Order::Cancel => {
                let job = self.seen.jobs.get(&id);
                promise.is_dropped |=
                    job.is_some_and(|job| matches!(job.stage(), Stage::Uncertain(_)));
            }
            Order::Retry
            | Order::Resume
            | Order::Release(_)
            | Order::Reschedule(_)
            | Order::ItIsThere(_) => {}
        }
        self.seen.busy.insert(id);
        self.send(Command::Order(id, order));
    }

    /// Waits until the window shows the job in this stage.
    pub(crate) fn until_stage(&mut self, id: JobId, stage: &str) -> Result<(), Died> {
        self.until(|rig| rig.stage(id) == stage)
    }

    /// The word for the stage that the window shows.
    pub(crate) fn stage(&self, id: JobId) -> &'static str {
        self.seen
            .jobs
            .get(&id)
            .map_or("nowhere", |job| job.stage().word())
    }

    /// The posts that LinkedIn has of this text.
    pub(crate) fn posts(&self, text: &str) -> Vec<PublishedPost> {
        let mut posts = self.sandbox.posts();
        posts.retain(|post| post.text == text);
        posts
    }

    /// How often LinkedIn was asked to create a post.
    pub(crate) fn num_creates(&self) -> usize {
        let requests = self.sandbox.requests();
        let creates = requests
            .iter()
            .filter(|entry| entry.method == "POST" && entry.target == "/rest/posts");
        creates.count()
    }

    pub(crate) fn fault(&self, route: Route, times: u32, what: FaultKind) {
        let fault = Fault {
            times,
            ..Fault::once(route, what)
        };
        self.sandbox.fault(fault);
    }

    /// The hidden files, locks and papers of the profile as the next start will find them.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        crate::disk::files_below(self.folder.path())
    }
}

/// Longer than any wait of the program.
pub(crate) const A_LONG_TIME: Duration = Duration::from_hours(25);
/// Between two looks at what has no event.
const A_MOMENT: Duration = Duration::from_millis(5);
/// Real time after which a run is taken for stuck.
const TOO_LONG: Duration = Duration::from_secs(6);
/// An order about this job is refused, and so everything ordered before it is done.
const PING: JobId = JobId::from_parts(0, 0);

fn accounts(
    sandbox: &Sandbox,
    store: &Store,
    keyring: &Arc<MemoryKeyring>,
    told: &mut Vec<String>,
) -> [Account; 2] {
    let keys = KeySource::Keyring(Arc::clone(keyring) as Arc<dyn KeyProvider>);
    let keys = Keys::new(store, keys, KdfCost::FLOOR);
    let mut tokens = Vec::new();
    let mut account = |app: AppKeys, access: Access, organizations: Vec<Author>| {
        let granted = sandbox.sign_in(app, Member::Alex);
        told.push(granted.access.clone());
        told.extend(granted.refresh.clone());
        told.push(app.client_secret.to_owned());
        let account = account_of(&granted, app, access, organizations);
        let stored = tokens_of(granted, app, &account);
        tokens.push((account.key().to_string(), app, stored));
        account
    };
    let both = [
        account(sandbox.self_serve_app(), Access::Member, Vec::new()),
        account(
            sandbox.community_app(),
            Access::Community,
            vec![northwind()],
        ),
    ];
    keys.change(|secrets| {
        for (name, app, stored) in tokens {
            secrets.accounts.insert(name, stored);
            let app_secret = StoredApp {
                client_secret: Some(app.client_secret.into()),
            };
            secrets.apps.insert(app.client_id.to_owned(), app_secret);
        }
    })
    .unwrap();
    store
        .update_accounts(|known| known.extend(both.iter().cloned()))
        .unwrap();
    both
}

/// The account that a sign-in an hour before the start made.
fn account_of(
    granted: &HandedOut,
    app: AppKeys,
    access: Access,
    organizations: Vec<Author>,
) -> Account {
    let now: Timestamp = START.parse().unwrap();
    let expires_at = now + jiff::SignedDuration::from_secs(i64::from(granted.expires_in));
    Account {
        client_id: app.client_id.to_owned(),
        flow: SignInFlow::Standard,
        access,
        member: Author {
            urn: granted.person.parse().unwrap(),
            name: Member::Alex.name(),
            role: Role::Member,
        },
        organizations,
        scopes: granted.scopes.clone(),
        obtained_at: now - jiff::SignedDuration::from_hours(1),
        expires_at: Some(expires_at),
        renewable_until: Some(expires_at),
    }
}

fn tokens_of(granted: HandedOut, app: AppKeys, account: &Account) -> StoredTokens {
    let expires_at = account.expires_at.map(Timestamp::as_second);
    StoredTokens {
        access: granted.access.into(),
        refresh: granted.refresh.map(SecretString::from),
        scopes: granted.scopes,
        obtained_at: account.obtained_at.as_second(),
        expires_at,
        refresh_expires_at: expires_at,
        app: app.client_id.to_owned(),
    }
}

/// A page that the member may post for.
pub(crate) fn northwind() -> Author {
    Author {
        urn: "urn:li:organization:2414183".parse().unwrap(),
        name: "Northwind Coffee".to_owned(),
        role: Role::from_linkedin("ADMINISTRATOR").unwrap(),
    }
}

/// A keyring in memory.
#[derive(Default)]
pub(crate) struct MemoryKeyring(Mutex<BTreeMap<String, [u8; 32]>>);

impl KeyProvider for MemoryKeyring {
    fn store_key(&self, vault_id: &str, key: &Key) -> Result<(), KeyringError> {
        let mut keys = self.0.lock().unwrap();
        keys.insert(vault_id.to_owned(), *key.expose());
        Ok(())
    }

    fn load_key(&self, vault_id: &str) -> Result<Key, KeyringError> {
        let keys = self.0.lock().unwrap();
        let bytes = keys.get(vault_id).ok_or(KeyringError::EntryMissing)?;
        Ok(Key::from_bytes(*bytes))
    }

    fn delete_key(&self, vault_id: &str) -> Result<(), KeyringError> {
        let removed = self.0.lock().unwrap().remove(vault_id);
        removed.map(drop).ok_or(KeyringError::EntryMissing)
    }
}

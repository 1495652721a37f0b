//! Through the engine to the sandbox: a text post beside a bare request and the two files that are owed, a film beside
//! `curl -T` to the same receiver.

use std::fs::File;
use std::io::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use poll_promise::Promise;
use sendoff::domain::{Access, Account, Author, Draft, JobId, SignInFlow, Stage};
use sendoff::engine::{
    Command as Order, Companion, Engine, Event, Initiative, KeySource, PageDrawer, Parts,
    PictureSource, Publish, SignInRequest, SystemClock,
};
use sendoff::linkedin::{Endpoints, Patience};
use sendoff::sandbox::{Member, Sandbox};
use sendoff::store::vault::KdfCost;
use sendoff::store::{Paths, Store};
use sendoff::web::NoPages;

use crate::discard::discard;
use crate::film;
use crate::table::{Row, median};

const POSTS: u64 = 21;
const FILM: u64 = 500_000_000;
const FILMS: u64 = 5;
/// The number of the first post with a film.
const FIRST_FILM: u64 = 1_000;

pub(crate) fn rows() -> Vec<Row> {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = Sandbox::new();
    let mut office = Office::open(folder.path(), &sandbox);
    let least = Least::beside(&office, folder.path(), &sandbox);
    // In turn, because a disk is not equally fast from one second to the next.
    let (posts, floor) = (1..=POSTS)
        .map(|nth| (office.post(nth), least.post(nth)))
        .unzip();
    let path = folder.path().join("film.mp4");
    long_film(&path);
    let address = discard();
    // The same account, to somebody else.
    let Office { author, .. } = office;
    let mut office = Office::at(folder.path(), &address, None, |_| author);
    // In turn, because a computer is not equally fast from one second to the next.
    let (curl, films): (Vec<f64>, Vec<Film>) = (0..FILMS)
        .map(|nth| {
            let curl = curl_rate(&path, &address);
            (curl, office.film(&path, FIRST_FILM + 2 * nth))
        })
        .unzip();
    let of_films = |figure: fn(&Film) -> f64| films.iter().map(figure).collect::<Vec<_>>();
    vec![
        Row::times(
            "a text post, until published",
            "ms",
            median(posts),
            median(floor),
            1.5,
        ),
        Row::at_least(
            "a film of 500 MB, beside `curl -T`",
            "MB/s",
            median(of_films(|film| film.rate)),
            median(curl),
            0.9,
        ),
        Row::most(
            "memory for it",
            "MiB",
            of_films(|film| film.memory).into_iter().fold(0.0, f64::max),
            16.0,
        ),
        Row::at_least(
            "progress of it, beside ten times a second",
            "/s",
            median(of_films(|film| film.beats)),
            10.0,
            0.9,
        ),
    ]
}

/// An engine that somebody is signed in to.
struct Office {
    engine: Engine,
    origin: String,
    author: Author,
}

/// How a film was uploaded.
struct Film {
    /// Megabytes in a second.
    rate: f64,
    /// How often in a second progress was told of.
    beats: f64,
    /// Memory that was in use beside what was before, in MiB.
    memory: f64,
}

impl Office {
    /// On a sandbox.
    fn open(folder: &Path, sandbox: &Sandbox) -> Self {
        sandbox.switches(|switches| switches.auto_approve = Some(Member::Alex));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = Sandbox::origin(listener.local_addr().unwrap());
        let companion: Companion = Box::pin(sandbox.clone().serve_on(listener));
        Self::at(folder, &origin, Some(companion), |engine| {
            sign_in(engine, sandbox)
        })
    }

    fn at(
        folder: &Path,
        origin: &str,
        companion: Option<Companion>,
        author: impl FnOnce(&Engine) -> Author,
    ) -> Self {
        let parts = Parts {
            patience: Patience::default(),
            store: Store::new(Paths::under(folder)),
            endpoints: Endpoints::loopback(origin).unwrap(),
            api_version: None,
            keys: KeySource::Passphrase("correct horse battery".into()),
            kdf_cost: KdfCost::FLOOR,
            pages: Arc::new(NoPages),
            drawer: PageDrawer::new(crate::screen::sendoff()),
            dictionary_folders: Vec::new(),
            clock: Arc::new(SystemClock),
            initiative: Initiative::Asked,
            companion,
        };
        let engine = Engine::start(parts, || {}).unwrap();
        let author = author(&engine);
        Self {
            engine,
            origin: origin.to_owned(),
            author,
        }
    }

    fn draft(&self, number: u64) -> Draft {
        Draft {
            author: Some(self.author.clone()),
            text: format!("Post number {number} (really) #fast"),
            ..Draft::new(JobId::from_parts(number, 1))
        }
    }

    /// From the order to the answer, in milliseconds.
    fn post(&mut self, number: u64) -> f64 {
        let draft = self.draft(number);
        rest();
        let begun = Instant::now();
        self.publish(draft);
        begun.elapsed().as_secs_f64() * 1000.0
    }

    /// Orders a post; gives its id.
    fn order(&self, draft: Draft) -> JobId {
        let id = draft.id;
        let wish = Publish {
            draft,
            again: false,
            undo_secs: 0,
            at: None,
        };
        self.engine.send(Order::Publish(Box::new(wish))).unwrap();
        id
    }

    fn publish(&mut self, draft: Draft) {
        let id = self.order(draft);
        let deadline = Instant::now() + Duration::from_mins(3);
        loop {
            match self.engine.next_event(deadline).expect("it arrives") {
                Event::Job(job) if job.id() == id => match job.stage() {
                    Stage::Published(_) => return,
                    Stage::Failed(failure) => panic!("{failure}"),
                    _ => {}
                },
                Event::Refused(_, failure) => panic!("{failure}"),
                _ => {}
            }
        }
    }

    /// Uploads a film; its post has this number, and one before it the next.
    fn film(&mut self, path: &Path, number: u64) -> Film {
        let (answer, promise) = Promise::new();
        let draft = self.draft(number);
        let wish = Order::Attach(draft.id, PictureSource::File(path.to_owned()), answer);
        self.engine.send(wish).unwrap();
        let attached = promise.block_and_take().unwrap();
        let draft = Draft {
            attachments: vec![attached.attachment],
            ..draft
        };
        // Opens the vault, whose key takes memory to derive: not what is measured.
        self.publish(self.draft(number + 1));
        let before = watch_memory();
        let id = self.order(draft);
        let (mut told, mut first, mut last) = (Vec::new(), None, Instant::now());
        loop {
            let event = self
                .engine
                .next_event(Instant::now() + Duration::from_millis(5));
            let sent = self
                .engine
                .uploads()
                .values()
                .map(|it| it.progress.sent)
                .max();
            let now = Instant::now();
            if let Some(sent) = sent.filter(|sent| *sent > 0 && told.last() != Some(sent)) {
                first.get_or_insert((now, sent));
                last = now;
                told.push(sent);
            }
            match event {
                Some(Event::Job(job)) if job.id() == id => match job.stage() {
                    Stage::Published(_) => break,
                    Stage::Failed(failure) => panic!("{failure}"),
                    _ => {}
                },
                Some(Event::Refused(_, failure)) => panic!("{failure}"),
                _ => {}
            }
        }
        let (begun, already) = first.expect("progress was told of");
        let taken = last.duration_since(begun).as_secs_f64();
        Film {
            rate: megabytes(told[told.len() - 1] - already) / taken,
            beats: f64::from(u32::try_from(told.len()).unwrap()) / taken,
            memory: memory("VmHWM:") - before,
        }
    }
}

/// What a post takes at least: two files written through to the disk, and one request on an open connection.
struct Least {
    runtime: tokio::runtime::Runtime,
    client: reqwest::Client,
    address: String,
    token: String,
    author: String,
    folder: PathBuf,
}

impl Least {
    fn beside(office: &Office, folder: &Path, sandbox: &Sandbox) -> Self {
        let app = sandbox.self_serve_app();
        Self {
            runtime: tokio::runtime::Runtime::new().unwrap(),
            client: sendoff::tls::client_builder().build().unwrap(),
            address: format!("{}/rest/posts", office.origin),
            token: sandbox.sign_in(app, Member::Alex).access,
            author: office.author.urn.to_string(),
            folder: folder.to_owned(),
        }
    }

    /// In milliseconds.
    fn post(&self, number: u64) -> f64 {
        rest();
        let begun = Instant::now();
        for name in ["job", "receipt"] {
            let path = self.folder.join(format!("{name}-{number}"));
            let mut file = File::create(path).unwrap();
            file.write_all(&[b'x'; 1_500]).unwrap();
            file.sync_all().unwrap();
        }
        let body = serde_json::json!({
            "author": self.author, "commentary": format!("Bare number {number}"), "visibility": "PUBLIC",
            "distribution": {"feedDistribution": "MAIN_FEED"}, "lifecycleState": "PUBLISHED",
        });
        let request = self
            .client
            .post(&self.address)
            .bearer_auth(&self.token)
            .header("LinkedIn-Version", VERSION)
            .header("X-Restli-Protocol-Version", "2.0.0")
            .json(&body);
        let sent = async { request.send().await.unwrap().status() };
        assert_eq!(self.runtime.block_on(sent), 201);
        begun.elapsed().as_secs_f64() * 1000.0
    }
}

/// Two posts leave at least a second apart; that is a rule of ours, and not what is measured. The floor waits as well:
/// a disk and a processor that have just been at work are faster.
fn rest() {
    thread::sleep(Duration::from_millis(1_100));
}

fn sign_in(engine: &Engine, sandbox: &Sandbox) -> Author {
    let app = sandbox.self_serve_app();
    let request = SignInRequest {
        client_id: app.client_id.to_owned(),
        client_secret: Some(app.client_secret.into()),
        flow: SignInFlow::Standard,
        access: Access::Member,
        passphrase: None,
        ports: vec![0],
        timeout: Duration::from_secs(30),
        unattended: true,
        again: None,
    };
    let (answer, promise) = Promise::new();
    engine
        .send(Order::SignIn(Box::new(request), answer))
        .unwrap();
    let account = promise.block_and_take().unwrap().account;
    Account::everyone(&[account])[0].clone()
}

/// A film of this many bytes, all of them on disk.
fn long_film(path: &Path) {
    let beginning = film::film(5_000, "", 80_000);
    let mut file = File::create(path).unwrap();
    file.write_all(&beginning).unwrap();
    let mut left = FILM - u64::try_from(beginning.len()).unwrap();
    let block = vec![0x5A; 1 << 16];
    while left > 0 {
        let some = left.min(1 << 16);
        file.write_all(&block[..usize::try_from(some).unwrap()])
            .unwrap();
        left -= some;
    }
    file.sync_all().unwrap();
}

/// Megabytes in a second, by curl to somebody who throws everything away.
fn curl_rate(path: &Path, address: &str) -> f64 {
    let begun = Instant::now();
    let status = Command::new("curl")
        .args(["-sS", "-T"])
        .arg(path)
        .arg(format!("{address}/film"))
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    megabytes(FILM) / begun.elapsed().as_secs_f64()
}

/// Lets the most memory that is in use be counted from now on; gives what is in use now, in MiB.
fn watch_memory() -> f64 {
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    memory("VmRSS:")
}

/// A line of what the system knows about the memory of this process, in MiB.
fn memory(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kibibytes = line.unwrap().trim().trim_end_matches(" kB");
    kibibytes.parse::<f64>().unwrap() / 1024.0
}

fn megabytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes / 1_000).unwrap()) / 1_000.0
}

/// A version of the API that the sandbox knows.
const VERSION: &str = "202609";

//! The engine as a whole: what one order does to another, and that nothing holds up its end.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use poll_promise::Promise;
use url::Url;

use super::*;
use crate::domain::{Access, Account, Draft, SignInFlow};
use crate::sandbox::{Fault, FaultKind, Member, Route, Sandbox};
use crate::store::Paths;
use crate::store::keyring::{KeyProvider, Keyring, KeyringError};
use crate::store::vault::Key;
use crate::web::NoPages;

const SOON: Duration = Duration::from_secs(30);

/// An engine on a profile of its own, beside a LinkedIn that says yes to everything.
fn engine(keys: KeySource) -> (Engine, Sandbox, tempfile::TempDir) {
    let sandbox = Sandbox::new();
    sandbox.switches(|switches| switches.auto_approve = Some(Member::Alex));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = Sandbox::origin(listener.local_addr().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let parts = Parts {
        patience: crate::linkedin::Patience::default(),
        store: Store::new(Paths::under(folder.path())),
        endpoints: Endpoints::loopback(&origin).unwrap(),
        api_version: None,
        keys,
        kdf_cost: KdfCost::FLOOR,
        pages: Arc::new(NoPages),
        drawer: PageDrawer::new(std::path::PathBuf::new()),
        dictionary_folders: Vec::new(),
        clock: Arc::new(SystemClock),
        initiative: Initiative::Window,
        companion: Some(Box::pin(sandbox.clone().serve_on(listener))),
    };
    (Engine::start(parts, || {}).unwrap(), sandbox, folder)
}

type Answer = Promise<Result<SignedIn, SignInFailure>>;

fn begin_sign_in(engine: &Engine, sandbox: &Sandbox) -> Answer {
    let app = sandbox.self_serve_app();
    let request = SignInRequest {
        client_id: app.client_id.to_owned(),
        client_secret: Some(app.client_secret.into()),
        flow: SignInFlow::Standard,
        access: Access::Member,
        passphrase: None,
        ports: vec![0],
        timeout: SOON,
        unattended: false,
        again: None,
    };
    let (answer, promise) = Promise::new();
    let order = Command::SignIn(Box::new(request), answer);
    assert_eq!(engine.send(order), Ok(()));
    promise
}

/// Waits for the address that the person is sent to.
fn authorize(engine: &mut Engine) -> Url {
    loop {
        match engine.next_event(Instant::now() + SOON) {
            Some(Event::Authorize(url)) => return url,
            Some(_) => {}
            None => panic!("nobody was sent to LinkedIn"),
        }
    }
}

fn answered<T: Send + 'static>(engine: &mut Engine, mut promise: Promise<T>) -> T {
    let deadline = Instant::now() + SOON;
    while promise.ready_mut().is_none() {
        assert!(Instant::now() < deadline, "no answer");
        engine.next_event(Instant::now() + Duration::from_millis(20));
    }
    promise.block_and_take()
}

fn parameter(url: &Url, name: &str) -> String {
    let mut pairs = url.query_pairs();
    pairs.find(|(key, _)| key == name).unwrap().1.into_owned()
}

/// The first line of the answer and the address it leads to.
fn get(url: &Url) -> (String, Option<Url>) {
    let host = format!("{}:{}", url.host_str().unwrap(), url.port().unwrap());
    let Ok(mut stream) = TcpStream::connect(&host) else {
        return ("nobody is there".to_owned(), None);
    };
    let target = &url[url::Position::BeforePath..];
    let request = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let location = answer
        .lines()
        .find_map(|line| line.strip_prefix("location: "))
        .map(|to| Url::parse(to).unwrap());
    let status = answer.lines().next().unwrap_or_default();
    (status.to_owned(), location)
}

#[test]
fn a_second_sign_in_closes_the_door_of_the_first_and_only_its_own_state_counts() {
    let keys = KeySource::Passphrase("correct horse battery".into());
    let (mut engine, sandbox, _folder) = engine(keys);
    let first = begin_sign_in(&engine, &sandbox);
    let first_page = authorize(&mut engine);
    let second = begin_sign_in(&engine, &sandbox);
    let second_page = authorize(&mut engine);
    let first_door = Url::parse(&parameter(&first_page, "redirect_uri")).unwrap();
    let second_door = Url::parse(&parameter(&second_page, "redirect_uri")).unwrap();
    let state = parameter(&first_page, "state");
    // The system may have given the port that the first let go of to somebody else.
    for door in [&first_door, &second_door] {
        let mut old = door.clone();
        old.set_query(Some(&format!("state={state}&code=a")));
        assert!(!get(&old).0.contains(" 200 "), "the first still listens");
    }
    assert!(answered(&mut engine, first).is_err());
    let (_, back) = get(&second_page);
    assert!(get(&back.unwrap()).0.contains(" 200 "));
    let signed_in = answered(&mut engine, second).unwrap();
    assert_eq!(signed_in.account.member.name, "Alex Morgan");
}

/// A draft with a picture of its own.
fn draft_with_picture(engine: &mut Engine, account: &Account, text: &str) -> Draft {
    let draft = Draft {
        text: text.to_owned(),
        author: Some(account.member.clone()),
        ..Draft::new(new_job_id(jiff::Timestamp::now()))
    };
    let (width, height) = (8, 8);
    let rgba = Box::new(|| vec![255; 4 * 8 * 8]);
    let source = PictureSource::Pixels {
        width,
        height,
        rgba,
    };
    let (answer, promise) = Promise::new();
    assert_eq!(
        engine.send(Command::Attach(draft.id, source, answer)),
        Ok(())
    );
    let attached = answered(engine, promise).unwrap();
    Draft {
        attachments: vec![attached.attachment],
        ..draft
    }
}

#[test]
fn two_posts_that_meet_the_end_of_a_token_at_once_both_arrive_after_one_renewal() {
    let keys = KeySource::Passphrase("correct horse battery".into());
    let (mut engine, sandbox, _folder) = engine(keys);
    sandbox.switches(|switches| switches.refresh_tokens = true);
    let signing_in = begin_sign_in(&engine, &sandbox);
    let page = authorize(&mut engine);
    get(&get(&page).1.unwrap());
    let account = answered(&mut engine, signing_in).unwrap().account;
    let drafts = ["First", "Second"].map(|text| draft_with_picture(&mut engine, &account, text));
    // Both requests have left with the old token before either is answered.
    sandbox.fault(Fault {
        times: 2,
        ..Fault::once(Route::InitializeImage, FaultKind::Delay { ms: 500 })
    });
    sandbox.expire_all_tokens();
    for draft in drafts {
        let wish = Publish {
            draft,
            again: false,
            undo_secs: 0,
            at: None,
        };
        assert_eq!(engine.send(Command::Publish(Box::new(wish))), Ok(()));
    }
    let deadline = Instant::now() + SOON;
    while sandbox.posts().len() < 2 {
        assert!(Instant::now() < deadline, "they never arrived");
        engine.next_event(Instant::now() + Duration::from_millis(20));
    }
    let renewals = sandbox.requests().into_iter().filter(|request| {
        let names = &request.form_fields;
        names.iter().any(|name| name == "refresh_token")
    });
    assert_eq!(renewals.count(), 1);
    assert_eq!(sandbox.posts().len(), 2);
}

/// Says when it is asked, and answers when the test is over.
struct Hanging(SyncSender<()>, Mutex<Receiver<()>>);

impl Hanging {
    fn hang<R>(&self) -> Result<R, KeyringError> {
        self.0.try_send(()).ok();
        self.1.lock().unwrap().recv().ok();
        Err(KeyringError::Failed)
    }
}

impl KeyProvider for Hanging {
    fn store_key(&self, _: &str, _: &Key) -> Result<(), KeyringError> {
        self.hang()
    }
    fn load_key(&self, _: &str) -> Result<Key, KeyringError> {
        self.hang()
    }
    fn delete_key(&self, _: &str) -> Result<(), KeyringError> {
        self.hang()
    }
}

#[test]
fn a_keyring_that_hangs_does_not_hold_up_the_end() {
    let (begun, has_begun) = sync_channel(1);
    let (let_go, go_on) = sync_channel::<()>(1);
    let mut hanging = Some(Hanging(begun, Mutex::new(go_on)));
    let open = move || Ok(Box::new(hanging.take().unwrap()) as Box<dyn KeyProvider>);
    // Nobody would wait that long.
    let keyring = Keyring::start(open, Duration::from_hours(1)).unwrap();
    let (engine, _sandbox, _folder) = engine(KeySource::Keyring(Arc::new(keyring)));
    has_begun.recv_timeout(SOON).unwrap();
    let (ended, has_ended) = sync_channel(1);
    let ending = thread::Builder::new().name("ending".to_owned());
    let ending = ending.spawn(move || {
        drop(engine);
        ended.send(()).ok();
    });
    assert_eq!(has_ended.recv_timeout(SOON), Ok(()));
    ending.unwrap().join().unwrap();
    drop(let_go);
}

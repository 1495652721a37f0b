//! Signing in, renewing and signing out against the sandbox: what is asked of LinkedIn, what is kept, what is told.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use secrecy::ExposeSecret as _;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use super::*;
use crate::domain::{InstallationId, SignInFlow};
use crate::engine::clock::SystemClock;
use crate::engine::context::{Context, Voice};
use crate::engine::document_pages::PageDrawer;
use crate::engine::event::Event;
use crate::engine::keys::KeySource;
use crate::engine::progress::Board;
use crate::engine::sign_in::sign_in;
use crate::engine::spelling::Speller;
use crate::linkedin::Endpoints;
use crate::sandbox::{Fault, FaultKind, LedgerEntry, Member, Route, Sandbox};
use crate::store::Paths;
use crate::store::disk::{Contents, Disk, Entry, RealDisk};
use crate::store::keyring::KeyProvider as _;
use crate::store::keyring::memory::MemoryKeyring;
use crate::store::vault::KdfCost;

/// One profile beside one LinkedIn.
struct Bench {
    sandbox: Sandbox,
    endpoints: Endpoints,
    folder: tempfile::TempDir,
    disk: Arc<Jammed>,
    keyring: Arc<MemoryKeyring>,
    /// Whoever tells something needs someone to tell it to.
    events: mpsc::Receiver<Event>,
    context: Arc<Context>,
}

/// A real disk on which the vault cannot be written while it is jammed.
#[derive(Default)]
struct Jammed(AtomicBool);

impl Disk for Jammed {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Contents> {
        RealDisk.read(path, limit)
    }
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.0.load(Ordering::SeqCst) && path.ends_with("vault.ron") {
            return Err(io::ErrorKind::StorageFull.into());
        }
        RealDisk.replace(path, bytes)
    }
    fn copy(&self, from: &Path, to: &Path) -> io::Result<u64> {
        RealDisk.copy(from, to)
    }
    fn write_from(&self, from: &mut dyn io::Read, to: &Path) -> io::Result<u64> {
        RealDisk.write_from(from, to)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        RealDisk.create_dir(path)
    }
    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        RealDisk.sync_dir(path)
    }
    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_dir(path)
    }
    fn list(&self, dir: &Path) -> io::Result<Vec<Entry>> {
        RealDisk.list(dir)
    }
    fn exists(&self, path: &Path) -> io::Result<bool> {
        RealDisk.exists(path)
    }
}

impl Bench {
    async fn new() -> Self {
        let sandbox = Sandbox::new();
        sandbox.switches(|switches| switches.auto_approve = Some(Member::Alex));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = Sandbox::origin(listener.local_addr().unwrap());
        tokio::spawn(sandbox.clone().serve(listener));
        let endpoints = Endpoints::loopback(&origin).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let disk = Arc::new(Jammed::default());
        let keyring = Arc::new(MemoryKeyring::default());
        let source = KeySource::Keyring(keyring.clone());
        let (context, events) = context(&endpoints, folder.path(), Arc::clone(&disk), source);
        Self {
            sandbox,
            endpoints,
            folder,
            disk,
            keyring,
            events,
            context,
        }
    }

    /// As if the program had ended and been started again.
    fn restart(&mut self, source: KeySource) {
        let disk = Arc::clone(&self.disk);
        let (context, events) = context(&self.endpoints, self.folder.path(), disk, source);
        let accounts = context.store.accounts().unwrap();
        context.sessions.remember(&accounts);
        (self.context, self.events) = (context, events);
    }

    fn request(&self) -> SignInRequest {
        let app = self.sandbox.self_serve_app();
        SignInRequest {
            client_id: app.client_id.to_owned(),
            client_secret: Some(app.client_secret.into()),
            flow: SignInFlow::Standard,
            access: Access::Member,
            passphrase: None,
            ports: vec![0],
            timeout: Duration::from_secs(20),
            unattended: true,
            again: None,
        }
    }

    async fn sign_in_as(&self, member: Member, request: SignInRequest) -> SignedIn {
        self.sandbox
            .switches(|switches| switches.auto_approve = Some(member));
        let signed_in = sign_in(&self.context, &request).await;
        signed_in.unwrap_or_else(|failure| panic!("{failure:?}"))
    }

    async fn sign_in(&self) -> AccountKey {
        let signed_in = self.sign_in_as(Member::Alex, self.request()).await;
        assert_eq!(signed_in.trouble, None);
        signed_in.account.key()
    }

    fn sessions(&self) -> &Sessions {
        &self.context.sessions
    }

    fn arrived(&self, path: &str) -> Vec<LedgerEntry> {
        let mut requests = self.sandbox.requests();
        requests.retain(|entry| entry.target == path);
        requests
    }

    /// How often a token was asked for with a refresh token.
    fn num_renewals(&self) -> usize {
        let asked = self.arrived("/oauth/v2/accessToken");
        let is_renewal =
            |entry: &&LedgerEntry| entry.form_fields.iter().any(|name| name == "refresh_token");
        asked.iter().filter(is_renewal).count()
    }

    async fn token(&self, key: &AccountKey) -> SecretString {
        self.sessions().tokens(key).await.unwrap().access
    }

    fn files(&self) -> Vec<String> {
        let files = fs::read_dir(self.folder.path().join("config")).unwrap();
        files
            .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
            .collect()
    }

    fn vault(&self) -> std::path::PathBuf {
        self.context.store.paths().vault()
    }
}

fn context(
    endpoints: &Endpoints,
    folder: &Path,
    disk: Arc<Jammed>,
    source: KeySource,
) -> (Arc<Context>, mpsc::Receiver<Event>) {
    let store = Store::on(disk, Paths::under(folder));
    store.make_folders().unwrap();
    let (events, inbox) = mpsc::channel(256);
    let (board, _) = Board::new(Arc::new(|| {}));
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let keys = Arc::new(Keys::new(&store, source, KdfCost::FLOOR));
    let wire = Wire::new(endpoints.clone()).unwrap();
    let context = Context {
        sessions: Sessions::new(wire, keys, store.clone(), Arc::clone(&clock)),
        store,
        endpoints: endpoints.clone(),
        pages: Arc::new(crate::web::NoPages),
        drawer: PageDrawer::new(std::path::PathBuf::new()),
        speller: Arc::new(Speller::new(Vec::new())),
        clock,
        installation: InstallationId("here".to_owned()),
        board,
        voice: Voice::new(events, Arc::new(|| {})),
        submit_turn: tokio::sync::Mutex::new(None),
    };
    (Arc::new(context), inbox)
}

#[tokio::test]
async fn two_jobs_whose_token_ended_at_once_ask_for_one_new_token() {
    let bench = Bench::new().await;
    bench
        .sandbox
        .switches(|switches| switches.refresh_tokens = true);
    let key = bench.sign_in().await;
    let spent = bench.token(&key).await;
    let sessions = bench.sessions();
    let (first, second) = tokio::join!(sessions.renew(&key, &spent), sessions.renew(&key, &spent));
    assert_eq!((first, second), (Ok(()), Ok(())));
    // A third hears of the old token's end when all is done, within the same second.
    assert_eq!(sessions.renew(&key, &spent).await, Ok(()));
    assert_eq!(bench.num_renewals(), 1);
    let new = bench.token(&key).await;
    assert_ne!(new.expose_secret(), spent.expose_secret());
    let client = sessions.client(&key).await.unwrap();
    assert_eq!(client.token().expose_secret(), new.expose_secret());
}

#[tokio::test]
async fn a_new_token_that_could_not_be_kept_is_not_used_and_nothing_is_lost() {
    let mut bench = Bench::new().await;
    bench
        .sandbox
        .switches(|switches| switches.refresh_tokens = true);
    let key = bench.sign_in().await;
    let spent = bench.token(&key).await;
    bench.disk.0.store(true, Ordering::SeqCst);
    let failure = bench.sessions().renew(&key, &spent).await.unwrap_err();
    assert_eq!(failure.cause, Cause::Storage);
    let token = bench.token(&key).await;
    assert_eq!(token.expose_secret(), spent.expose_secret());
    // The program ends here, between the answer and the disk.
    bench.disk.0.store(false, Ordering::SeqCst);
    bench.restart(KeySource::Keyring(bench.keyring.clone()));
    bench.sandbox.expire_all_tokens();
    let token = bench.token(&key).await;
    assert_eq!(token.expose_secret(), spent.expose_secret());
    assert_eq!(bench.sessions().renew(&key, &spent).await, Ok(()));
    let client = bench.sessions().client(&key).await.unwrap();
    client.who_am_i(Access::Member).await.unwrap();
}

#[tokio::test]
async fn a_refresh_token_that_was_refused_is_not_shown_again() {
    let bench = Bench::new().await;
    bench
        .sandbox
        .switches(|switches| switches.refresh_tokens = true);
    let key = bench.sign_in().await;
    let spent = bench.token(&key).await;
    bench.sandbox.revoke_all_tokens();
    for _ in 0..3 {
        let failure = bench.sessions().renew(&key, &spent).await.unwrap_err();
        assert_eq!(failure.cause, Cause::TokenExpired);
    }
    assert_eq!(bench.num_renewals(), 1);
    let account = bench.sessions().accounts().remove(0);
    assert_eq!(account.renewable_until, None, "nor is it promised");
}

#[tokio::test]
async fn trouble_on_the_way_to_a_new_token_does_not_cost_the_refresh_token() {
    let bench = Bench::new().await;
    bench
        .sandbox
        .switches(|switches| switches.refresh_tokens = true);
    let key = bench.sign_in().await;
    let spent = bench.token(&key).await;
    for what in [FaultKind::status(503), FaultKind::Reset] {
        let fault = Fault::once(Route::AccessToken, what);
        bench.sandbox.fault(fault);
        assert!(bench.sessions().renew(&key, &spent).await.is_err());
    }
    assert_eq!(bench.sessions().renew(&key, &spent).await, Ok(()));
}

#[tokio::test]
async fn whoever_comes_back_as_someone_else_is_a_second_account() {
    let bench = Bench::new().await;
    let alex = bench.sign_in().await;
    let request = SignInRequest {
        client_secret: None,
        again: Some(alex.clone()),
        ..bench.request()
    };
    let signed_in = bench.sign_in_as(Member::Sam, request).await;
    let sam = signed_in.account.key();
    assert_ne!(sam, alex);
    let told = signed_in.trouble.unwrap();
    let names: Vec<String> = bench
        .sessions()
        .accounts()
        .into_iter()
        .map(|account| account.member.name)
        .collect();
    assert_eq!(names.len(), 2);
    assert!(names.iter().all(|name| told.contains(name)), "{told}");
    let [first, second] = [&alex, &sam].map(|key| bench.sessions().tokens(key));
    let (first, second) = (first.await.unwrap(), second.await.unwrap());
    assert_ne!(first.access.expose_secret(), second.access.expose_secret());
}

#[tokio::test]
async fn a_sign_in_that_may_not_post_is_kept_and_says_which_product_is_missing() {
    let bench = Bench::new().await;
    let token = json!({"access_token": "T", "expires_in": 60, "scope": "openid,profile,email"});
    let person = json!({"sub": "abc123", "name": "Robin"});
    for (route, answer) in [(Route::AccessToken, token), (Route::UserInfo, person)] {
        let answer = FaultKind::json(200, &answer);
        bench.sandbox.fault(Fault::once(route, answer));
    }
    let signed_in = bench.sign_in_as(Member::Alex, bench.request()).await;
    let account = signed_in.account;
    assert!(!account.can_post_as(&account.member.urn));
    assert_eq!(bench.sessions().accounts(), [account]);
    let told = signed_in.trouble.unwrap();
    assert!(told.contains("Share on LinkedIn"), "{told}");
}

/// Makes the next sign-in one that may see a name and post nothing.
fn allow_little(bench: &Bench, member: &AuthorUrn) {
    let token = json!({"access_token": "T", "expires_in": 60, "scope": "openid,profile,email"});
    let person = json!({"sub": member.key(), "name": "Alex Morgan"});
    for (route, answer) in [(Route::AccessToken, token), (Route::UserInfo, person)] {
        let answer = FaultKind::json(200, &answer);
        bench.sandbox.fault(Fault::once(route, answer));
    }
}

#[tokio::test]
async fn a_sign_in_that_allows_less_replaces_none_that_still_works() {
    let bench = Bench::new().await;
    let key = bench.sign_in().await;
    let before = bench.token(&key).await;
    allow_little(&bench, &key.member);
    let again = bench.sign_in_as(Member::Alex, bench.request()).await;
    assert!(again.account.can_post_as(&key.member));
    assert!(
        again
            .trouble
            .unwrap()
            .contains("the earlier sign-in of Alex Morgan is kept")
    );
    assert_eq!(bench.sessions().accounts(), [again.account]);
    let after = bench.token(&key).await;
    assert_eq!(after.expose_secret(), before.expose_secret());
    // One that LinkedIn does not take any more is no better than nothing.
    bench.sandbox.revoke_all_tokens();
    allow_little(&bench, &key.member);
    let third = bench.sign_in_as(Member::Alex, bench.request()).await;
    assert!(!third.account.can_post_as(&key.member));
    assert_eq!(bench.token(&key).await.expose_secret(), "T");
}

#[tokio::test]
async fn signing_out_tells_linkedin_once_and_leaves_the_others_alone() {
    let bench = Bench::new().await;
    let alex = bench.sign_in().await;
    let request = bench.request();
    let sam = bench.sign_in_as(Member::Sam, request).await.account.key();
    let before = fs::read_to_string(bench.vault()).unwrap();
    bench.sessions().sign_out(&alex).await.unwrap();
    assert_eq!(bench.arrived("/oauth/v2/revoke").len(), 1);
    let left = bench.sessions().accounts();
    let left: Vec<AccountKey> = left.iter().map(Account::key).collect();
    assert_eq!(left, std::slice::from_ref(&sam));
    assert!(bench.sessions().tokens(&alex).await.is_err());
    let client = bench.sessions().client(&sam).await.unwrap();
    client.who_am_i(Access::Member).await.unwrap();
    let secret = bench.sessions().client_secret(&sam.client_id).await;
    assert!(secret.unwrap().is_some(), "the other account needs it");
    // The key of the vault is a new one: what wrapped the old one does not stand in the file any more.
    let slot = |text: &str| {
        let at = text.find("wrapped_dek").unwrap();
        text[at..at + 80].to_owned()
    };
    let after = fs::read_to_string(bench.vault()).unwrap();
    assert_ne!(slot(&after), slot(&before));
}

#[tokio::test]
async fn signing_out_does_not_depend_on_linkedin() {
    for what in [FaultKind::status(500), FaultKind::Reset] {
        let bench = Bench::new().await;
        let alex = bench.sign_in().await;
        bench.sandbox.fault(Fault::once(Route::RevokeToken, what));
        bench.sessions().sign_out(&alex).await.unwrap();
        assert_eq!(bench.sessions().accounts(), []);
        assert_eq!(bench.arrived("/oauth/v2/revoke").len(), 1, "asked again");
        let secrets = bench.sessions().keys.look_up(|secrets| {
            let apps = secrets.apps.len();
            (secrets.accounts.len(), apps)
        });
        assert_eq!(secrets.unwrap(), (0, 0));
    }
}

#[tokio::test]
async fn signing_out_works_where_the_vault_is_gone_and_there_is_no_keyring() {
    let mut bench = Bench::new().await;
    let alex = bench.sign_in().await;
    fs::remove_file(bench.vault()).unwrap();
    bench.restart(KeySource::Person);
    bench.sessions().sign_out(&alex).await.unwrap();
    assert_eq!(bench.sessions().accounts(), []);
    assert_eq!(bench.context.store.accounts().unwrap(), []);
    assert!(!bench.vault().exists(), "a vault was made to sign out of");
}

#[tokio::test]
async fn signing_out_works_where_the_keyring_lost_the_only_key() {
    let mut bench = Bench::new().await;
    let alex = bench.sign_in().await;
    let file = crate::store::vault::VaultFile::new(bench.context.store.disk(), bench.vault());
    let (vault_id, _) = file.sight().unwrap().unwrap();
    bench.keyring.delete_key(&vault_id).unwrap();
    bench.restart(KeySource::Keyring(bench.keyring.clone()));
    bench.sessions().sign_out(&alex).await.unwrap();
    assert_eq!(bench.sessions().accounts(), []);
}

#[tokio::test]
async fn a_failed_sign_in_says_where_the_vault_that_did_not_open_is_kept() {
    let bench = Bench::new().await;
    fs::write(bench.vault(), "junk").unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let request = SignInRequest {
        ports: vec![taken.local_addr().unwrap().port()],
        ..bench.request()
    };
    let failure = sign_in(&bench.context, &request).await.unwrap_err();
    assert!(
        !failure.hint.contains("Nothing was changed"),
        "{}",
        failure.hint
    );
    let kept = bench
        .files()
        .into_iter()
        .find(|name| name.starts_with("vault.lost-"));
    assert!(failure.hint.contains(&kept.unwrap()), "{}", failure.hint);
    // And where it works, that is told as well.
    fs::write(bench.vault(), "junk again").unwrap();
    let signed_in = bench.sign_in_as(Member::Alex, bench.request()).await;
    assert!(signed_in.trouble.unwrap().contains("vault.lost-"));
}

#[tokio::test]
async fn a_sign_in_that_cannot_begin_puts_no_vault_aside() {
    let bench = Bench::new().await;
    fs::write(bench.vault(), "junk").unwrap();
    let request = SignInRequest {
        client_secret: None,
        ..bench.request()
    };
    let failure = sign_in(&bench.context, &request).await.unwrap_err();
    assert!(
        failure.hint.starts_with("Nothing was changed"),
        "{}",
        failure.hint
    );
    assert!(failure.hint.contains("client secret"), "{}", failure.hint);
    assert_eq!(fs::read(bench.vault()).unwrap(), b"junk");
}

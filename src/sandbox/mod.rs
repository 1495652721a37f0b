//! LinkedIn on loopback: for trying Sendoff without a LinkedIn app, and for its tests.
//!
//! It imports nothing of ours. It is a second, independent reading of LinkedIn's pages (Microsoft Learn, 2026-11), so
//! that a misunderstanding shows up as a refusal instead of being shared; and it is never kinder than the real service.
//! It builds no runtime and starts no thread: whoever calls [`Sandbox::serve`] runs it.
//!
//! # The world
//!
//! Two members, [`Member::Alex`] and [`Member::Sam`]. Alex may post for two pages, Northwind Coffee and Harbour Labs;
//! is an analyst, who may not, of Quarry Analytics; and has only asked to join Lantern Theatre. Sam may post for three
//! others, has two roles on one of them, and has asked, been turned down and been removed elsewhere.
//!
//! Two apps: [`Sandbox::self_serve_app`] (OpenID and Share) and [`Sandbox::community_app`] (Community Management on its
//! Development tier, which alone knows pages). Both have registered every loopback redirect, or those of
//! [`Switches::registered_redirects`]. A member's identifier differs from app to app.
//!
//! # Signing in without a browser
//!
//! Set [`Switches::auto_approve`], or send the consent form: `POST` to the authorization address itself, with
//! `member=alex|sam` and `decision=allow|cancel|cancel_login`, as the three buttons of the page do.
//!
//! # From outside
//!
//! | address | meaning |
//! |---|---|
//! | `GET /sandbox/ledger` | every request that arrived: [`LedgerEntry`] |
//! | `GET /sandbox/posts` | every post that was accepted: [`PublishedPost`] |
//! | `GET`, `POST /sandbox/switches` | [`Switches`]; a `POST` changes the fields it names |
//! | `POST /sandbox/clock` | `{"advance_secs": n}`, `{"freeze": "2026-11-24T12:00:00Z"}`, `{"freeze": null}` |
//! | `GET`, `POST /sandbox/faults` | those still to come; one more [`Fault`] |
//! | `POST /sandbox/clear-faults` | `{}`: forgets all faults |
//! | `POST /sandbox/revoke-tokens` | `{}`: every token answers 65601 |
//! | `POST /sandbox/expire-tokens` | `{}`: every access token answers 65602 |
//!
//! A fault looks like `{"route": "create_post", "times": 2, "what": {"answer": {"status": 503, "body": "…"}}}` or
//! `{"route": "create_post", "what": "commit_then_reset"}`; see [`FaultKind`].
//!
//! # Not here yet
//!
//! Reactions answer 404, and statistics know no intervals of time.

mod alone;
mod authorize;
mod call;
mod clock;
mod comments;
mod consent_page;
mod control;
mod dispatch;
mod document;
mod duplicate;
mod errors;
mod fault;
mod feed_page;
mod gate;
mod html;
mod identity;
mod images;
mod ledger;
mod little_text;
mod mint;
mod oauth;
mod organizations;
mod picture;
mod post_rules;
mod post_schema;
mod post_update;
mod posts;
mod published_post;
mod reply;
mod route;
mod server;
mod state;
mod statistics;
mod switches;
mod tokens;
mod urn;
mod video_extras;
mod videos;
mod world;

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::net::{TcpListener, TcpStream};

pub use alone::run_alone;
pub use clock::Clock;
pub use comments::PostedComment;
pub use fault::{CannedAnswer, Fault, FaultKind};
pub use ledger::{Caller, LedgerEntry};
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use little_text::shown;
pub use oauth::HandedOut;
pub use published_post::{Lifecycle, PostedImage, PublishedPost};
pub use route::Route;
pub use switches::{
    DuplicateScope, DuplicateUrn, EarlyImage, OrganizationField, ScopeSeparator, Switches,
};
pub use world::{AppKeys, Member};

/// A handle to one LinkedIn; clones see the same world.
#[derive(Clone, Default)]
pub struct Sandbox {
    state: Arc<Mutex<state::State>>,
}

impl Sandbox {
    /// A world in which nothing has been posted.
    pub fn new() -> Self {
        Self::default()
    }

    /// Serves on `listener` until the future is dropped; that also ends its connections.
    pub async fn serve(self, listener: TcpListener) -> io::Result<()> {
        server::serve(self, listener).await
    }

    /// Serves one connection that somebody else accepted.
    pub async fn talk(self, stream: TcpStream) {
        server::converse(self, stream).await;
    }

    /// The address that replaces both of LinkedIn's hosts when the sandbox listens at `address`.
    pub fn origin(address: SocketAddr) -> String {
        format!("http://{address}")
    }

    /// The app with Sign In with LinkedIn and Share on LinkedIn.
    pub const fn self_serve_app(&self) -> AppKeys {
        world::App::SelfServe.keys()
    }

    /// The app with the Community Management API.
    pub const fn community_app(&self) -> AppKeys {
        world::App::Community.keys()
    }

    /// Signs a member in without browser and callback: the tokens that the member's consent would have brought.
    ///
    /// # Panics
    /// If `keys` are not those of one of the two apps.
    pub fn sign_in(&self, keys: AppKeys, member: Member) -> HandedOut {
        oauth::hand_out(&mut self.lock(), keys.client_id, member)
            .expect("the keys are those of an app of the sandbox")
    }

    /// Every post ever accepted, oldest first: also those that are deleted or failed since.
    pub fn posts(&self) -> Vec<PublishedPost> {
        let mut state = self.lock();
        state.settle();
        state.posts.all().to_vec()
    }

    /// The newest 10,000 requests, oldest first.
    pub fn requests(&self) -> Vec<LedgerEntry> {
        self.lock().ledger.entries()
    }

    /// Turns switches.
    pub fn switches(&self, turn: impl FnOnce(&mut Switches)) {
        turn(&mut self.lock().switches);
    }

    /// Orders a misfortune.
    pub fn fault(&self, fault: Fault) {
        self.lock().faults.order(fault);
    }

    /// Forgets the misfortunes that have not happened yet, and lets go what they hold up.
    pub fn clear_faults(&self) {
        self.lock().faults.clear();
    }

    /// What time the sandbox believes it is.
    pub fn now(&self) -> Timestamp {
        self.lock().now()
    }

    /// Stops time at `at`.
    pub fn freeze(&self, at: Timestamp) {
        self.lock().switches.clock.frozen_at = Some(at);
    }

    /// Moves time forward by whole seconds.
    pub fn advance(&self, by: Duration) {
        let secs = i64::try_from(by.as_secs()).unwrap_or(i64::MAX);
        self.lock().switches.clock.advance(secs);
    }

    /// As if every member had removed every app: all tokens answer 65601.
    pub fn revoke_all_tokens(&self) {
        self.lock().tokens.revoke_all();
    }

    /// Ends the life of every access token: they answer 65602. Refresh tokens live on.
    pub fn expire_all_tokens(&self) {
        let mut state = self.lock();
        let now = state.now();
        state.tokens.expire_all(now);
    }

    /// A panic elsewhere must not take the whole sandbox along.
    fn lock(&self) -> MutexGuard<'_, state::State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Says nothing of the world: it holds tokens.
impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").finish_non_exhaustive()
    }
}

//! LinkedIn on loopback for one test, and what every test asks it. The program itself is run by `profile.rs`.

use std::io::Cursor;
use std::time::{Duration, Instant};

use reqwest::{Client, redirect};
use sendoff::sandbox::{Fault, FaultKind, LedgerEntry, PublishedPost, Route, Sandbox};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use url::Url;

use crate::profile::Profile;

pub(crate) const NORTHWIND: &str = "urn:li:organization:2414183";
pub(crate) const HARBOUR: &str = "urn:li:organization:5590506";

/// A sandbox that listens until it is dropped.
pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    pub(crate) origin: String,
    http: Client,
    runtime: Runtime,
}

impl World {
    pub(crate) fn open() -> Self {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let sandbox = Sandbox::new();
        sandbox.switches(|switches| switches.processing_ms = 0);
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let origin = Sandbox::origin(listener.local_addr().unwrap());
        runtime.spawn(sandbox.clone().serve(listener));
        let http = sendoff::tls::client_builder()
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Self {
            sandbox,
            origin,
            http,
            runtime,
        }
    }

    /// A profile that nobody has signed in to.
    pub(crate) fn profile(&self) -> Profile {
        Profile::new(&self.origin)
    }

    /// A profile with Alex signed in for posts of his own.
    pub(crate) fn member(&self) -> Profile {
        let profile = self.profile();
        self.sign_in(&profile, "member");
        profile
    }

    /// A profile with Alex signed in for pages as well.
    pub(crate) fn community(&self) -> Profile {
        let profile = self.profile();
        self.sign_in(&profile, "community");
        profile
    }

    /// Signs Alex in; gives the event that says so.
    pub(crate) fn sign_in(&self, profile: &Profile, access: &str) -> Value {
        let login = profile.start_login(self, access, &[]);
        self.consent(&login.event("authorize"), "allow");
        let outcome = login.end();
        assert_eq!(outcome.code, 0, "{outcome:?}");
        outcome.one("signed_in").clone()
    }

    /// Answers the consent page behind an `authorize` event as Alex and takes the browser back to the program.
    pub(crate) fn consent(&self, authorize: &Value, decision: &str) -> u16 {
        let back = self.decide(authorize, decision);
        self.visit(back.as_str())
    }

    /// Answers the consent page; gives the address at which the program waits for the browser.
    pub(crate) fn decide(&self, authorize: &Value, decision: &str) -> Url {
        self.decide_as("alex", authorize, decision)
    }

    /// Answers the consent page as any member.
    pub(crate) fn decide_as(&self, member: &str, authorize: &Value, decision: &str) -> Url {
        let form = [("member", member), ("decision", decision)];
        let request = self.http.post(text(authorize, "url")).form(&form);
        let response = self.runtime.block_on(request.send()).unwrap();
        assert_eq!(response.status(), 302);
        let location = response.headers()["location"].to_str().unwrap();
        Url::parse(location).unwrap()
    }

    /// Opens an address as a browser would; gives the status.
    pub(crate) fn visit(&self, url: &str) -> u16 {
        let response = self.runtime.block_on(self.http.get(url).send()).unwrap();
        response.status().as_u16()
    }

    pub(crate) fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    pub(crate) fn fault(&self, route: Route, what: FaultKind) {
        self.sandbox.fault(Fault::once(route, what));
    }

    /// The requests with this method and beginning of a path.
    pub(crate) fn arrived(&self, method: &str, path: &str) -> Vec<LedgerEntry> {
        let mut requests = self.sandbox.requests();
        requests.retain(|request| request.method == method && request.target.starts_with(path));
        requests
    }

    /// The create requests.
    pub(crate) fn creates(&self) -> Vec<LedgerEntry> {
        self.arrived("POST", "/rest/posts")
    }

    /// Everything that posting asks of LinkedIn, uploads included.
    pub(crate) fn posting_requests(&self) -> usize {
        self.arrived("POST", "/rest/").len() + self.arrived("PUT", "/").len()
    }

    /// The one post there is.
    pub(crate) fn the_post(&self) -> PublishedPost {
        let posts = self.sandbox.posts();
        assert_eq!(posts.len(), 1);
        posts[0].clone()
    }
}

/// Claims that a `post` with these arguments ends with 2 and that nothing of it left.
#[track_caller]
pub(crate) fn check_refused(world: &World, profile: &Profile, args: &[&str], kind: &str) {
    let outcome = profile.run(&[&["post"], args].concat());
    outcome.fails(2, kind);
    assert_eq!(world.posting_requests(), 0);
    assert_eq!(profile.jobs(), Vec::<Value>::new());
}

/// Waits until something is so; a test that waits for ever says what for.
#[track_caller]
pub(crate) fn until(what: &str, is_so: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < deadline, "never: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A field that must be a text.
#[track_caller]
pub(crate) fn text<'a>(event: &'a Value, name: &str) -> &'a str {
    let found = event[name].as_str();
    found.unwrap_or_else(|| panic!("no text {name:?} in {event}"))
}

/// A small PNG; `shade` tells one from another.
pub(crate) fn png(shade: u8) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::GrayImage::from_pixel(4, 3, image::Luma([shade]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// How long any one thing may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

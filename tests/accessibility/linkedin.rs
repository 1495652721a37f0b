//! LinkedIn for this test: the sandbox as a process of its own.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::desk::{Running, program};

/// A sandbox that listens until this is dropped.
pub(crate) struct LinkedIn {
    pub(crate) origin: String,
    announced: Value,
    http: reqwest::Client,
    _running: Running,
}

impl LinkedIn {
    /// A sandbox on whose consent page Alex has agreed already.
    pub(crate) async fn open() -> Self {
        let mut running = Running(
            Command::new(program())
                .args(["sandbox", "--port", "0", "--json"])
                .env_remove("RUST_LOG")
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap(),
        );
        let mut line = String::new();
        BufReader::new(running.0.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let announced: Value = serde_json::from_str(&line).unwrap();
        let linkedin = Self {
            origin: text(&announced, "url").to_owned(),
            announced,
            http: sendoff::tls::client_builder().no_proxy().build().unwrap(),
            _running: running,
        };
        let switches = linkedin
            .http
            .post(format!("{}/sandbox/switches", linkedin.origin))
            .json(&json!({"auto_approve": "alex"}))
            .send();
        switches.await.unwrap().error_for_status().unwrap();
        linkedin
    }

    /// The client id and secret of the app for posts of one's own.
    pub(crate) fn app(&self) -> (&str, &str) {
        let app = &self.announced;
        (text(app, "client_id"), text(app, "client_secret"))
    }

    /// Opens an address as a browser would, one redirect after the other.
    pub(crate) async fn browse(&self, url: &str) {
        let page = self.http.get(url).send().await.unwrap();
        page.error_for_status().unwrap();
    }

    /// The texts of all posts.
    pub(crate) async fn posts(&self) -> Vec<String> {
        let posts = self.look("posts").await;
        let texts = posts.iter().map(|post| text(post, "text").to_owned());
        texts.collect()
    }

    /// How many requests were to create a post, whatever became of them.
    pub(crate) async fn num_creates(&self) -> usize {
        let ledger = self.look("ledger").await;
        let creates = ledger
            .iter()
            .filter(|entry| entry["method"] == "POST" && entry["target"] == "/rest/posts");
        creates.count()
    }

    async fn look(&self, name: &str) -> Vec<Value> {
        let url = format!("{}/sandbox/{name}", self.origin);
        let answer = self.http.get(url).send().await.unwrap();
        answer.json().await.unwrap()
    }
}

/// A field that must be a text.
#[track_caller]
fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    let found = value[name].as_str();
    found.unwrap_or_else(|| panic!("no text {name:?} in {value}"))
}

//! LinkedIn for one test: the sandbox as a process of its own, asked and turned over plain HTTP.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::profile::{program, text};

pub(crate) const NORTHWIND: &str = "urn:li:organization:2414183";

/// A sandbox that listens until this is dropped.
pub(crate) struct LinkedIn {
    child: Child,
    pub(crate) origin: String,
    pub(crate) announced: Value,
}

impl LinkedIn {
    pub(crate) fn open() -> Self {
        let mut child = dying_with_us()
            .arg(program())
            .args(["sandbox", "--port", "0", "--json"])
            .env_remove("RUST_LOG")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let announced: Value = serde_json::from_str(&line).unwrap();
        let linkedin = Self {
            child,
            origin: text(&announced, "url").to_owned(),
            announced,
        };
        linkedin.control(
            "switches",
            &json!({
                "auto_approve": "alex", "processing_ms": 0,
                "daily_limit": 1_000_000, "daily_app_limit": 1_000_000,
                "community_daily_limit": 1_000_000, "community_daily_app_limit": 1_000_000,
            }),
        );
        linkedin
    }

    /// The client id and secret of the app for this access.
    pub(crate) fn app(&self, access: &str) -> (&str, &str) {
        let app = match access {
            "community" => &self.announced["community"],
            _ => &self.announced,
        };
        (text(app, "client_id"), text(app, "client_secret"))
    }

    /// Turns a switch or orders a fault.
    pub(crate) fn control(&self, switch: &str, body: &Value) {
        let url = format!("{}/sandbox/{switch}", self.origin);
        let answer = request("POST", &url, Some(body));
        assert_eq!(answer.status, 204, "{}", answer.body);
    }

    /// Something is to go wrong with the next request on a route.
    pub(crate) fn fault(&self, route: &str, what: &Value) {
        self.control("faults", &json!({"route": route, "what": what}));
    }

    /// Whether every fault that was ordered has happened, or is happening.
    pub(crate) fn has_struck(&self) -> bool {
        self.look("faults").is_empty()
    }

    /// What the sandbox shows under this name.
    pub(crate) fn look(&self, name: &str) -> Vec<Value> {
        let answer = request("GET", &format!("{}/sandbox/{name}", self.origin), None);
        serde_json::from_str(&answer.body).unwrap()
    }

    /// Everything that happened.
    pub(crate) fn records(&self) -> Records {
        Records {
            posts: self.look("posts"),
            ledger: self.look("ledger"),
        }
    }

    /// The posts that begin with these words.
    pub(crate) fn posts(&self, words: &str) -> usize {
        self.records().posts(words).len()
    }

    /// The create requests for a post that begins with these words, whatever became of them.
    pub(crate) fn creates(&self, words: &str) -> usize {
        self.records().creates(words)
    }

    /// Opens an address as a browser would, one redirect after the other.
    pub(crate) fn browse(url: &str) {
        let mut next = Some(url.to_owned());
        while let Some(url) = next.take() {
            let answer = request("GET", &url, None);
            assert!(answer.status < 400, "{url} says {}", answer.status);
            next = answer.location;
        }
    }
}

impl Drop for LinkedIn {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// What LinkedIn has seen up to one moment.
pub(crate) struct Records {
    posts: Vec<Value>,
    ledger: Vec<Value>,
}

impl Records {
    /// The posts that begin with these words.
    pub(crate) fn posts(&self, words: &str) -> Vec<&Value> {
        let begins = |post: &&Value| text(post, "text").starts_with(words);
        self.posts.iter().filter(begins).collect()
    }

    /// How many posts there are.
    pub(crate) fn count(&self) -> usize {
        self.posts.len()
    }

    /// The create requests for a post that begins with these words, whatever became of them.
    pub(crate) fn creates(&self, words: &str) -> usize {
        let of_it = self.ledger.iter().filter(|entry| {
            entry["method"] == "POST"
                && entry["target"] == "/rest/posts"
                && entry["json"]["commentary"]
                    .as_str()
                    .is_some_and(|sent| sent.starts_with(words))
        });
        of_it.count()
    }
}

/// Runs what follows until this thread ends, however it ends: a sandbox must not outlive its test.
fn dying_with_us() -> Command {
    let mut command = Command::new(if cfg!(target_os = "linux") {
        "setpriv"
    } else {
        "env"
    });
    if cfg!(target_os = "linux") {
        command.args(["--pdeathsig", "KILL"]);
    }
    command
}

struct Answer {
    status: u16,
    location: Option<String>,
    body: String,
}

/// One request over plain HTTP on a connection of its own.
fn request(method: &str, url: &str, body: Option<&Value>) -> Answer {
    let (host, path) = url
        .trim_start_matches("http://")
        .split_once('/')
        .unwrap_or_else(|| panic!("no path in {url}"));
    let body = body.map(Value::to_string).unwrap_or_default();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "{method} /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let said = String::from_utf8(bytes).unwrap();
    let (head, body) = said.split_once("\r\n\r\n").unwrap();
    let location = head
        .lines()
        .find_map(|line| line.strip_prefix("location: "))
        .map(str::to_owned);
    Answer {
        status: head[9..12].parse().unwrap(),
        location,
        body: body.to_owned(),
    }
}

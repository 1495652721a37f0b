//! What really happened: every request, and every post that came into the world. Only adds; never judges.

use std::collections::VecDeque;

use axum::http::Method;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::call::Call;
use super::route::{Route, resolve};
use super::world::Member;

/// One request that arrived.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerEntry {
    /// When, by the sandbox's clock.
    pub at: Timestamp,
    /// `GET`, `POST`, …
    pub method: String,
    /// Path and query as sent.
    pub target: String,
    /// The headers in order, without the bearer token and without cookies' values.
    pub headers: Vec<(String, String)>,
    /// Whose token came with it.
    pub caller: Option<Caller>,
    /// The body's length in bytes.
    pub body_len: usize,
    /// The body's SHA-256 in lower-case hexadecimal.
    pub body_sha256: String,
    /// The names (never the values) of the fields of a form.
    pub form_fields: Vec<String>,
    /// The body, where it is JSON of at most 64 KiB.
    pub json: Option<Value>,
    /// The status that was sent; `None` if the connection was closed or kept silent.
    pub status: Option<u16>,
    /// The post this request brought into the world, whatever was answered.
    pub created: Option<String>,
    /// Whether a fault hit it.
    pub faulted: bool,
}

/// The owner of a token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Caller {
    /// The app.
    pub client_id: String,
    /// The member.
    pub member: Member,
}

/// The newest requests.
#[derive(Debug, Default)]
pub(super) struct Ledger(VecDeque<LedgerEntry>);

/// How a request ended.
pub(super) struct Outcome {
    pub(super) status: Option<u16>,
    pub(super) created: Option<String>,
    pub(super) faulted: bool,
}

impl Ledger {
    pub(super) fn record(
        &mut self,
        at: Timestamp,
        call: &Call,
        caller: Option<Caller>,
        outcome: Outcome,
    ) {
        if self.0.len() == CAPACITY {
            self.0.pop_front();
        }
        self.0.push_back(LedgerEntry {
            at,
            method: call.method.to_string(),
            target: call.target(),
            headers: headers(call, caller.as_ref()),
            caller,
            body_len: call.body.len(),
            body_sha256: sha256_hex(&call.body),
            form_fields: call.form().into_iter().map(|(name, _)| name).collect(),
            json: json(call),
            status: outcome.status,
            created: outcome.created,
            faulted: outcome.faulted,
        });
    }

    /// How many of the requests written down were on this route.
    pub(super) fn carried_out(&self, route: Route) -> usize {
        let is_on_route = |entry: &&LedgerEntry| {
            let path = entry.target.split('?').next().unwrap_or_default();
            let method = entry.method.parse::<Method>();
            method.is_ok_and(|method| resolve(&method, path).is_ok_and(|found| found.0 == route))
        };
        self.0.iter().filter(is_on_route).count()
    }

    pub(super) fn entries(&self) -> Vec<LedgerEntry> {
        self.0.iter().cloned().collect()
    }
}

pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut hex, byte| {
            // Writing to a `String` cannot fail.
            write!(hex, "{byte:02x}").ok();
            hex
        })
}

fn headers(call: &Call, caller: Option<&Caller>) -> Vec<(String, String)> {
    let shown = |name: &str, value: &str| match (name, caller) {
        ("authorization", Some(caller)) => {
            format!("of {} with {}", caller.member.key(), caller.client_id)
        }
        ("authorization", None) => "of nobody".to_owned(),
        ("cookie", _) => "…".to_owned(),
        _ => value.to_owned(),
    };
    call.headers
        .iter()
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes());
            (name.to_string(), shown(name.as_str(), &value))
        })
        .collect()
}

fn json(call: &Call) -> Option<Value> {
    let small = call.body.len() <= JSON_CAP && call.content_type() == "application/json";
    small
        .then(|| serde_json::from_slice(&call.body).ok())
        .flatten()
}

/// Enough for every test and a long evening of trying; the oldest go first.
const CAPACITY: usize = 10_000;

const JSON_CAP: usize = 64 * 1024;

//! The sandbox's own addresses under `/sandbox/…`: look into the ledger, turn switches. LinkedIn has none of this.

use axum::http::{Method, StatusCode};
use serde::Serialize;
use serde_json::{Value, json};

use super::call::Call;
use super::fault::Fault;
use super::reply::Reply;
use super::state::State;

/// Answers one request; the module documentation of `sandbox` lists them.
pub(super) fn control(state: &mut State, call: &Call, key: &str) -> Result<Reply, Reply> {
    if call.method == Method::GET {
        return match key {
            "ledger" => shown(&state.ledger.entries()),
            "posts" => shown(&state.posts.all()),
            "switches" => shown(&state.switches),
            "faults" => shown(&state.faults.pending()),
            _ => Err(refused(StatusCode::NOT_FOUND, "There is no such page")),
        };
    }
    // A web page elsewhere can send a form across origins, but not JSON.
    let Ok(body) = call.json() else {
        return Err(refused(
            StatusCode::BAD_REQUEST,
            "Send a JSON object as application/json",
        ));
    };
    match key {
        "switches" => change_switches(state, &body)?,
        "clock" => change_clock(state, &body)?,
        "faults" => state.faults.order(read::<Fault>(body)?),
        "clear-faults" => state.faults.clear(),
        "revoke-tokens" => state.tokens.revoke_all(),
        "expire-tokens" => {
            let now = state.now();
            state.tokens.expire_all(now);
        }
        _ => return Err(refused(StatusCode::NOT_FOUND, "There is no such switch")),
    }
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// Only the fields that are named change.
fn change_switches(state: &mut State, changes: &Value) -> Result<(), Reply> {
    let mut all = serde_json::to_value(&state.switches).map_err(|err| unreadable(&err))?;
    for (name, value) in changes.as_object().into_iter().flatten() {
        all[name] = value.clone();
    }
    state.switches = read(all)?;
    Ok(())
}

/// `{"advance_secs": 60}`, `{"freeze": "2026-11-24T12:00:00Z"}` or `{"freeze": null}`.
fn change_clock(state: &mut State, body: &Value) -> Result<(), Reply> {
    if let Some(at) = body.get("freeze") {
        state.switches.clock.frozen_at = read(at.clone())?;
    }
    if let Some(secs) = body.get("advance_secs") {
        let secs = read(secs.clone())?;
        state.switches.clock.advance(secs);
    }
    Ok(())
}

fn shown(value: &impl Serialize) -> Result<Reply, Reply> {
    serde_json::to_value(value)
        .map(|value| Reply::ok(&value))
        .map_err(|err| unreadable(&err))
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, Reply> {
    serde_json::from_value(value).map_err(|err| unreadable(&err))
}

fn unreadable(err: &serde_json::Error) -> Reply {
    refused(StatusCode::BAD_REQUEST, &err.to_string())
}

fn refused(status: StatusCode, message: &str) -> Reply {
    Reply::json(status, &json!({"sandbox": message}))
}

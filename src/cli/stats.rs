//! `sendoff stats`: what LinkedIn counted for a post.

use poll_promise::Promise;
use serde_json::json;

use super::after::find;
use super::follow::await_answer;
use super::output::{Exit, Output};
use super::profile::Profile;
use crate::domain::statistics::NoStatistics;
use crate::domain::{PostStatistics, PostUrn};
use crate::engine::{Command, Engine};

/// Asks LinkedIn, once, for the numbers of a post that was posted from here.
pub(super) fn stats(profile: &Profile, output: Output, urn: &PostUrn) -> Exit {
    let sent = match find(profile, urn) {
        Ok(Some(sent)) => sent,
        Ok(None) => return refuse(output, &NoStatistics::unknown_post()),
        Err(err) => return output.unchanged("storage", &err),
    };
    let mut engine = match Engine::start(profile.parts(profile.keys()), || {}) {
        Ok(engine) => engine,
        Err(err) => return output.unchanged("system", &err),
    };
    let (answer, mut promise) = Promise::new();
    if let Err(busy) = engine.send(Command::Count(sent.id, answer)) {
        return output.unchanged("busy", &busy);
    }
    match await_answer(&mut engine, &mut promise) {
        Ok(Ok(counted)) => show(output, urn, *counted),
        Ok(Err(none)) => refuse(output, none),
        Err(unanswered) => unanswered.told(output, AGAIN),
    }
}

fn show(output: Output, urn: &PostUrn, counted: Option<PostStatistics>) -> Exit {
    let numbers = counted.unwrap_or_default();
    let mut event =
        json!({"event": "statistics", "urn": urn.as_str(), "is_counted": counted.is_some()});
    let mut lines = Vec::new();
    for (key, name, count) in numbers.counts() {
        event[key] = count.into();
        lines.push(format!("{name:<15} {count}"));
    }
    if let Some(engagement) = numbers.engagement {
        event["engagement"] = engagement.into();
        lines.push(format!("{:<15} {:.1} %", "Engagement", engagement * 100.0));
    }
    if lines.is_empty() {
        lines.push("LinkedIn has counted nothing for this post yet".to_owned());
    }
    output.event(&event, &lines.join("\n"));
    Exit::Done
}

fn refuse(output: Output, none: &NoStatistics) -> Exit {
    output.refused(none.kind, &none.message, none.hint, none.group.into())
}

const AGAIN: &str = "Ask again: that does no harm.";

//! `sendoff send-due`: what was scheduled and is due, one after the other; for a system timer.
//!
//! What is too old is named and left to a person.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::args;
use super::follow::follow_due;
use super::output::{Exit, Output};
use super::profile::Profile;
use crate::domain::{JobId, Receipt, Stage};
use crate::engine::{Command, Engine, Event, Order};

/// Sends what is due. The exit code is the highest of those that `post` would have given.
pub(super) fn send_due(profile: &Profile, output: Output, args: &args::SendDue) -> Exit {
    let late_by = SignedDuration::from_hours(i64::from(args.late_by));
    let mut engine = match Engine::start(profile.parts(super::profile::key_source()), || {}) {
        Ok(engine) => engine,
        Err(err) => return output.unchanged("system", &err),
    };
    let Some(due) = due(&mut engine, late_by) else {
        let hint = "Nothing was sent.";
        return output.refused("busy", "Sendoff did not look in time", hint, Exit::Usage);
    };
    name_missed(profile, output, late_by);
    let mut worst = Exit::Done;
    for id in due {
        if let Err(busy) = engine.send(Command::Order(id, Order::Release(late_by))) {
            return output.refused("busy", &busy.to_string(), "The rest is kept.", Exit::Usage);
        }
        let timeout = Duration::from_secs(args.timeout);
        let exit = follow_due(&mut engine, output, id, timeout);
        worst = worst.max(exit);
        if exit == Exit::Interrupted {
            break;
        }
    }
    worst
}

/// The jobs that are due, once what a crash interrupted is finished.
fn due(engine: &mut Engine, late_by: SignedDuration) -> Option<Vec<JobId>> {
    engine.send(Command::Settle).ok()?;
    engine.send(Command::ListDue(late_by)).ok()?;
    let deadline = Instant::now() + PATIENCE;
    while let Some(event) = engine.next_event(deadline) {
        match event {
            Event::Due(due) => return Some(due),
            Event::Trouble(words) => tracing::warn!("{words}"),
            _ => {}
        }
    }
    None
}

/// Says which posts and first comments are too late to be sent by a timer.
fn name_missed(profile: &Profile, output: Output, late_by: SignedDuration) {
    let now = Timestamp::now();
    let is_late = |at: &Timestamp| now.duration_since(*at) > late_by;
    let (jobs, _told) = profile.store.jobs().unwrap_or_default();
    for job in jobs {
        let id = job.id().to_string();
        let retry = format!("Too late to be sent without you: `sendoff outbox retry {id}`");
        if let Some(at) = job.scheduled_for().filter(is_late) {
            let line = format!("{id} was due at {at}. {retry}");
            output.event(&json!({"event": "missed", "id": id, "at": at}), &line);
        } else if job.owes_comment()
            && let Stage::Published(Receipt {
                published_at: at, ..
            }) = job.stage()
            && is_late(at)
        {
            let line = format!("{id} was posted at {at} without its first comment. {retry}");
            output.event(
                &json!({"event": "missed", "id": id, "at": at, "what": "first_comment"}),
                &line,
            );
        }
    }
}

const PATIENCE: Duration = Duration::from_mins(1);

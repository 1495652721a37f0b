//! `sendoff outbox …`.

use std::time::{Duration, Instant};

use super::args;
use super::follow::{LIST_HINT, follow, uncertain};
use super::output::{Exit, Output, beginning, job_details, job_event};
use super::profile::Profile;
use crate::domain::{JobId, Stage};
use crate::engine::{Command, Engine, Event, Order};

/// Shows or changes what is on its way.
pub(super) fn outbox(profile: &Profile, output: Output, command: args::Outbox) -> Exit {
    match command {
        args::Outbox::List => list(profile, output),
        args::Outbox::Show { id } => show(profile, output, id),
        args::Outbox::Retry { id, timeout } => {
            retry(profile, output, id, Duration::from_secs(timeout))
        }
        args::Outbox::Resolve(args::Resolve { id, published, .. }) => {
            let order = published.map_or(Order::ItIsNotThere, |urn| Order::ItIsThere(Some(urn)));
            order_and_wait(profile, output, id, order)
        }
        args::Outbox::Cancel { id } => order_and_wait(profile, output, id, Order::Cancel),
    }
}

fn list(profile: &Profile, output: Output) -> Exit {
    // What was cut off in the middle of sending is uncertain, also when the command line is the first to look.
    if let Err(exit) = settle(profile, output) {
        return exit;
    }
    match profile.store.jobs() {
        Ok((jobs, troubles)) => {
            for job in &jobs {
                let line = format!(
                    "{}  {:<10} {}",
                    job.id(),
                    job.stage().word(),
                    beginning(job.post.text())
                );
                output.event(&job_event(job), &line);
            }
            for trouble in troubles {
                tracing::warn!("{trouble}");
            }
            for path in profile.store.unread_jobs(&jobs).unwrap_or_default() {
                tracing::warn!("a post that cannot be read is kept as {}", path.display());
            }
            Exit::Done
        }
        Err(err) => output.unchanged("storage", &err),
    }
}

fn show(profile: &Profile, output: Output, id: JobId) -> Exit {
    if let Err(exit) = settle(profile, output) {
        return exit;
    }
    match profile.store.job(id) {
        Ok(Some(job)) => {
            let moments: Vec<String> = job
                .history()
                .iter()
                .map(|moment| format!("  {}  {:<10} {}", moment.at, moment.stage, moment.note))
                .collect();
            let line = format!(
                "{}  {}\n{}\n{}",
                job.id(),
                job.stage().word(),
                job.post.text(),
                moments.join("\n")
            );
            output.event(&job_details(&job), &line);
            Exit::Done
        }
        Ok(None) => output.refused(
            "unknown_job",
            "There is no such post in the outbox",
            LIST_HINT,
            Exit::Usage,
        ),
        Err(err) => output.unchanged("storage", &err),
    }
}

fn retry(profile: &Profile, output: Output, id: JobId, timeout: Duration) -> Exit {
    if let Err(exit) = settle(profile, output) {
        return exit;
    }
    // Only a person may say what became of an uncertain one.
    if let Ok(Some(job)) = profile.store.job(id)
        && let Stage::Uncertain(failure) = job.stage()
    {
        return uncertain(output, &id.to_string(), failure);
    }
    match Engine::start(profile.parts(profile.keys()), || {}) {
        Ok(mut engine) => match engine.send(Command::Order(id, Order::Retry)) {
            Ok(()) => follow(&mut engine, output, id, timeout),
            Err(busy) => {
                output.refused("busy", &busy.to_string(), "Nothing was sent.", Exit::Usage)
            }
        },
        Err(err) => output.refused("system", &err.to_string(), "Nothing was sent.", Exit::Usage),
    }
}

fn order_and_wait(profile: &Profile, output: Output, id: JobId, order: Order) -> Exit {
    let mut engine = match Engine::start(profile.parts(super::profile::key_source()), || {}) {
        Ok(engine) => engine,
        Err(err) => {
            return output.unchanged("system", &err);
        }
    };
    if engine.send(Command::Order(id, order)).is_err() {
        return output.refused(
            "busy",
            "Sendoff is busy",
            "Try again in a moment.",
            Exit::Usage,
        );
    }
    let deadline = Instant::now() + PATIENCE;
    while let Some(event) = engine.next_event(deadline) {
        match event {
            Event::Rests(rested) if rested == id => return output.done("Done"),
            Event::OrderRefused(refused, reason) if refused == id => {
                return output.refused("refused", &reason, LIST_HINT, Exit::Usage);
            }
            // The order is followed all the same, or refused.
            Event::Trouble(words) => tracing::warn!("{words}"),
            Event::Interrupted => {
                let message = "You stopped it before it was certain";
                return output.refused("interrupted", message, LIST_HINT, Exit::Interrupted);
            }
            _ => {}
        }
    }
    output.refused(
        "busy",
        "Sendoff did not finish in time",
        LIST_HINT,
        Exit::Usage,
    )
}

/// Finishes what a crash interrupted, without sending anything.
fn settle(profile: &Profile, output: Output) -> Result<(), Exit> {
    let mut engine = Engine::start(profile.parts(crate::engine::KeySource::Person), || {})
        .map_err(|err| output.unchanged("system", &err))?;
    if engine.send(Command::Settle).is_err() {
        return Ok(());
    }
    let deadline = Instant::now() + PATIENCE;
    while let Some(event) = engine.next_event(deadline) {
        if let Event::Settled = event {
            break;
        }
    }
    Ok(())
}

const PATIENCE: Duration = Duration::from_secs(20);

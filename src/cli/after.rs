//! `sendoff edit` and `sendoff delete`.

use std::time::{Duration, Instant};

use poll_promise::Promise;

use super::output::{Exit, Output};
use super::profile::Profile;
use crate::domain::{Change, PostUrn, SentPost, Unchanged};
use crate::engine::{Command, Engine, Event};

/// Changes a post that was posted from here.
pub(super) fn change(profile: &Profile, output: Output, urn: &PostUrn, change: Change) -> Exit {
    let sent = match profile.store.receipts() {
        Ok((receipts, troubles)) => {
            for trouble in troubles {
                tracing::warn!("{trouble}");
            }
            receipts
                .into_iter()
                .find(|sent| sent.receipt.urn.as_ref() == Some(urn))
        }
        Err(err) => return output.unchanged("storage", &err),
    };
    // Whatever is wrong with the wish is said before anybody is asked for a passphrase.
    let passed = sent
        .as_ref()
        .ok_or_else(Unchanged::unknown_post)
        .and_then(|sent| sent.check_change(&change));
    match (sent, passed) {
        (Some(sent), Ok(_)) => ask(profile, output, &sent, change),
        (_, Err(unchanged)) => refuse(output, &unchanged),
        (None, Ok(_)) => refuse(output, &Unchanged::unknown_post()),
    }
}

fn ask(profile: &Profile, output: Output, sent: &SentPost, change: Change) -> Exit {
    let mut engine = match Engine::start(profile.parts(profile.keys()), || {}) {
        Ok(engine) => engine,
        Err(err) => return output.unchanged("system", &err),
    };
    let (answer, mut promise) = Promise::new();
    if let Err(busy) = engine.send(Command::Change(sent.id, change, answer)) {
        return output.unchanged("busy", &busy);
    }
    loop {
        match engine.next_event(Instant::now() + GLANCE) {
            Some(Event::Interrupted) => {
                let message = "You stopped it before LinkedIn answered";
                return output.refused("interrupted", message, AGAIN, Exit::Interrupted);
            }
            Some(Event::Trouble(words)) => tracing::warn!("{words}"),
            _ => {}
        }
        let is_running = engine.is_running();
        match promise.ready_mut() {
            Some(Ok(())) => return output.done("Done"),
            Some(Err(unchanged)) => return refuse(output, unchanged),
            None if !is_running => {
                let message = "Something in Sendoff broke down";
                return output.refused("system", message, AGAIN, Exit::Usage);
            }
            None => {}
        }
    }
}

fn refuse(output: Output, unchanged: &Unchanged) -> Exit {
    let exit = unchanged.group.into();
    output.refused(unchanged.kind, &unchanged.message, unchanged.hint, exit)
}

const GLANCE: Duration = Duration::from_millis(20);
const AGAIN: &str = "The change may have been made or not. Ask for it again: that does no harm.";

//! `sendoff edit` and `sendoff delete`.

use poll_promise::Promise;

use super::follow::await_answer;
use super::output::{Exit, Output};
use super::profile::Profile;
use crate::domain::{Change, PostUrn, SentPost, Unchanged};
use crate::engine::{Command, Engine};
use crate::store::StoreError;

/// Changes a post that was posted from here.
pub(super) fn change(profile: &Profile, output: Output, urn: &PostUrn, change: Change) -> Exit {
    let sent = match find(profile, urn) {
        Ok(sent) => sent,
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
    match await_answer(&mut engine, &mut promise) {
        Ok(Ok(())) => output.done("Done"),
        Ok(Err(unchanged)) => refuse(output, unchanged),
        Err(unanswered) => unanswered.told(output, AGAIN),
    }
}

/// The post that was posted from here under this name.
pub(super) fn find(profile: &Profile, urn: &PostUrn) -> Result<Option<SentPost>, StoreError> {
    let (receipts, troubles) = profile.store.receipts()?;
    for trouble in troubles {
        tracing::warn!("{trouble}");
    }
    let mut receipts = receipts.into_iter();
    Ok(receipts.find(|sent| sent.receipt.urn.as_ref() == Some(urn)))
}

fn refuse(output: Output, unchanged: &Unchanged) -> Exit {
    let exit = unchanged.group.into();
    output.refused(unchanged.kind, &unchanged.message, unchanged.hint, exit)
}

const AGAIN: &str = "The change may have been made or not. Ask for it again: that does no harm.";

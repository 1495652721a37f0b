//! `sendoff` without a command: the window, on the person's LinkedIn or on the built-in sandbox.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde_json::json;

use super::age::age_of_process;
use super::output::{Exit, Output};
use super::profile::{Profile, key_source};
use crate::app::{self, Stopwatch, System};
use crate::domain::{Access, NotASuggestion, SignInFlow, Suggestion};
use crate::engine::{Companion, Initiative, KeySource, Parts, SignInRequest, new_job_id};
use crate::linkedin::Endpoints;
use crate::sandbox::{Member, Sandbox};
use crate::store::vault::KdfCost;
use crate::web::PublicPages;

/// Opens the window, or hands the files to the one that is open. Since `measured_since` it is measured how soon one can
/// write in it.
pub(super) fn window(
    mut profile: Profile,
    output: Output,
    with_sandbox: bool,
    files: &[PathBuf],
    measured_since: Option<Instant>,
) -> Exit {
    let files: Vec<PathBuf> = match files.iter().map(argument).collect() {
        Ok(files) => files,
        Err(err) => {
            return output.refused(
                "usage",
                &err.to_string(),
                "No draft was begun.",
                Exit::Usage,
            );
        }
    };
    let demo = match with_sandbox
        .then(|| Demo::prepare(&mut profile))
        .transpose()
    {
        Ok(demo) => demo,
        Err(err) => {
            return output.unchanged("system", &err);
        }
    };
    let _only = match profile.store.lock_instance() {
        Ok(Some(lock)) => Some(lock),
        Ok(None) => return hand_over(&profile, output, &files),
        Err(err) => {
            tracing::warn!(%err, "it is not certain that this is the only window");
            None
        }
    };
    // The accounts and tokens of the sandbox's last run are of no use in this one.
    if demo.is_some()
        && let Err(err) = profile.store.forget_accounts()
    {
        return output.unchanged("storage", &err);
    }
    let request = demo.as_ref().map(Demo::sign_in);
    let parts = window_parts(&profile, demo);
    let memory = profile.store.paths().window();
    if let Err(err) = profile.store.keep_window_private() {
        tracing::warn!("{err}");
    }
    let activity = profile.endpoints.recent_activity();
    let system = System::of_this_computer(profile.folder);
    let stopwatch = measured_since.map(stopwatch);
    match app::open(parts, system, activity, request, files, memory, stopwatch) {
        Ok(()) => Exit::Done,
        Err(err) => output.refused(
            "no_display",
            &err.to_string(),
            "`sendoff post` works without one.",
            Exit::Usage,
        ),
    }
}

/// Prints what it measured; programs read it, whatever was asked for.
fn stopwatch(begun: Instant) -> Stopwatch {
    let output = Output { is_json: true };
    let age = age_of_process().map(|age| age.saturating_sub(begun.elapsed()));
    Stopwatch::new(begun, age.unwrap_or_default(), move |measured| {
        output.event(&json!(measured), "");
    })
}

/// A file, named so that it is found from everywhere, or the address of a suggested text as it is.
fn argument(argument: &PathBuf) -> Result<PathBuf, NotASuggestion> {
    if !Suggestion::is_meant_by(argument) {
        return Ok(std::path::absolute(argument).unwrap_or_else(|_| argument.clone()));
    }
    let address = argument.to_str().ok_or(NotASuggestion::Hidden)?;
    address.parse::<Suggestion>().map(|_| argument.clone())
}

fn window_parts(profile: &Profile, demo: Option<Demo>) -> Parts {
    let keys = demo
        .as_ref()
        .map_or_else(key_source, |demo| demo.keys.clone());
    let kdf_cost = if demo.is_some() {
        KdfCost::FLOOR
    } else {
        KdfCost::CURRENT
    };
    let companion =
        demo.map(|demo| -> Companion { Box::pin(demo.sandbox.serve_on(demo.listener)) });
    Parts {
        initiative: Initiative::Window,
        kdf_cost,
        companion,
        pages: Arc::new(PublicPages),
        ..profile.parts(keys)
    }
}

fn hand_over(profile: &Profile, output: Output, files: &Vec<PathBuf>) -> Exit {
    match profile.store.hand_over(new_job_id(Timestamp::now()), files) {
        Ok(()) => output.done("Sendoff is open already"),
        Err(err) => output.refused(
            "storage",
            &err.to_string(),
            "Close the open window and try again.",
            Exit::Usage,
        ),
    }
}

/// The built-in sandbox behind a window.
struct Demo {
    sandbox: Sandbox,
    listener: TcpListener,
    keys: KeySource,
}

impl Demo {
    /// Binds the sandbox and turns the profile to it. The sandbox has a profile of its own inside this one.
    fn prepare(profile: &mut Profile) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let sandbox = Sandbox::new();
        sandbox.switches(|switches| switches.auto_approve = Some(Member::Alex));
        let origin = Sandbox::origin(listener.local_addr()?);
        profile.endpoints = Endpoints::loopback(&origin).map_err(io::Error::other)?;
        profile.store = crate::store::Store::new(profile.store.paths().of_sandbox());
        // Good for this run: the sandbox forgets its tokens when it ends.
        let passphrase = format!("sandbox {}", new_job_id(Timestamp::now()));
        Ok(Self {
            sandbox,
            listener,
            keys: KeySource::Passphrase(passphrase.into()),
        })
    }

    fn sign_in(&self) -> SignInRequest {
        let app = self.sandbox.community_app();
        SignInRequest {
            client_id: app.client_id.to_owned(),
            client_secret: Some(app.client_secret.into()),
            flow: SignInFlow::Standard,
            access: Access::Community,
            passphrase: None,
            ports: vec![0],
            timeout: Duration::from_secs(30),
            unattended: true,
            again: None,
        }
    }
}

//! `sendoff diagnostics`: what a person may show to somebody who helps. No secret, no name, no word of any post, and not
//! where the person's home is.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::output::{Exit, Output};
use super::profile::Profile;
use crate::domain::{Job, Stage};
use crate::store::StoreError;
use crate::store::vault::{VaultFile, VaultState};

/// Prints the diagnostics. Looks only; a file that makes no sense is put aside, as by every start.
pub(super) fn diagnostics(profile: &Profile, output: Output) -> Exit {
    let store = &profile.store;
    let paths = store.paths();
    let mut troubles: Vec<String> = Vec::new();
    let settings = or_trouble(store.settings(), &mut troubles);
    let accounts = or_trouble(store.accounts(), &mut troubles);
    let (jobs, unread_jobs) = or_trouble(store.jobs(), &mut troubles);
    let (drafts, unread_drafts) = or_trouble(store.drafts(), &mut troubles);
    let (receipts, unread_receipts) = or_trouble(store.receipts(), &mut troubles);
    let unread = unread_jobs
        .iter()
        .chain(&unread_drafts)
        .chain(&unread_receipts);
    troubles.extend(unread.map(ToString::to_string));
    let event = json!({
        "event": "diagnostics",
        "version": env!("CARGO_PKG_VERSION"),
        "system": format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        "config": without_home(&shown(paths.vault().parent())),
        "data": without_home(&shown(paths.installation().parent())),
        "api_version": profile.api_version(),
        "undo_secs": settings.undo_secs,
        "redirect_ports": settings.redirect_ports,
        "vault": vault_in_words(&VaultFile::new(store.disk(), paths.vault())),
        "accounts": accounts.iter().map(|account| account.access.word()).collect::<Vec<_>>(),
        "drafts": drafts.len(),
        "jobs": counted(&jobs),
        "receipts": receipts.len(),
        "troubles": troubles.iter().map(|words| without_home(words)).collect::<Vec<_>>(),
    });
    output.event(&event, &lines_of(&event));
    Exit::Done
}

/// How many jobs are in which stage, and why they stand still there.
fn counted(jobs: &[Job]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for job in jobs {
        let reason = match job.stage() {
            Stage::Failed(failure) | Stage::Uncertain(failure) => Some(failure),
            _ => job.wait().and_then(|wait| wait.failure.as_ref()),
        };
        let why = reason.map_or_else(String::new, |failure| format!(" ({})", failure.kind()));
        *counts
            .entry(job.stage().word().to_owned() + &why)
            .or_default() += 1;
    }
    counts
}

fn vault_in_words(vault: &VaultFile) -> &'static str {
    match vault.state() {
        Ok(VaultState::Missing) => "none",
        Ok(VaultState::Locked(slots)) => match (slots.keyring, slots.passphrase) {
            (true, true) => "keyring and passphrase",
            (true, false) => "keyring",
            (false, _) => "passphrase",
        },
        Err(_) => "cannot be used",
    }
}

fn or_trouble<T: Default>(read: Result<T, StoreError>, troubles: &mut Vec<String>) -> T {
    read.unwrap_or_else(|err| {
        troubles.push(err.to_string());
        T::default()
    })
}

fn shown(path: Option<&Path>) -> String {
    path.map_or_else(String::new, |path| path.display().to_string())
}

/// The words with `~` for the person's home, whose path often is the person's name.
fn without_home(words: &str) -> String {
    let home = std::env::home_dir().map(|home| home.display().to_string());
    match home.filter(|home| home.len() > 1) {
        Some(home) => words.replace(&home, "~"),
        None => words.to_owned(),
    }
}

/// One line for each field.
fn lines_of(event: &Value) -> String {
    let fields = event.as_object().into_iter().flatten().skip(1);
    let lines: Vec<String> = fields
        .map(|(name, value)| match value.as_str() {
            Some(text) => format!("{name}: {text}"),
            None => format!("{name}: {value}"),
        })
        .collect();
    lines.join("\n")
}

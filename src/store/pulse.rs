//! Noticing that another process changed the profile: the window shows what the command line did.
//!
//! Only dates and sizes are looked at, so a look is cheap; what changed is then read anew.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use super::Store;

/// What the profile looked like at one moment; two that are equal mean that nothing changed between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pulse {
    marks: Vec<(String, Option<SystemTime>, u64)>,
}

impl Store {
    /// Looks at what may change from outside: jobs, receipts, accounts, settings, drafts, and knocks at the door.
    pub fn pulse(&self) -> Pulse {
        let paths = &self.paths;
        let mut marks = Vec::new();
        for path in [
            paths.accounts(),
            paths.settings(),
            paths.vault(),
            paths.receipts(),
            paths.drafts(),
            paths.handover(),
        ] {
            marks.push(mark(&path));
        }
        for id in self.ids_in(&paths.outbox()).unwrap_or_default() {
            marks.push(mark(&paths.job(id).join("job.ron")));
        }
        Pulse { marks }
    }
}

fn mark(path: &Path) -> (String, Option<SystemTime>, u64) {
    let name = path.to_string_lossy().into_owned();
    match fs::metadata(path) {
        Ok(metadata) => (name, metadata.modified().ok(), metadata.len()),
        Err(_) => (name, None, 0),
    }
}

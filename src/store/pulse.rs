//! Noticing that another process changed the profile: the window shows what the command line did.
//!
//! Only dates and sizes are looked at, so a look at one file is cheap; what changed is then read anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use super::Store;
use crate::domain::JobId;

/// What the profile looked like at one moment, but for its jobs; two that are equal mean that nothing changed between
/// them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    /// Accounts, settings, vault and mentions.
    pub preferences: [Mark; 4],
    /// The folder of the receipts.
    pub receipts: Mark,
    /// The folder of the drafts.
    pub drafts: Mark,
    /// What another start left at the door.
    pub handover: Mark,
}

/// What the files of the jobs looked like at one moment. Each file is asked for, so this costs more the more jobs there
/// are.
#[derive(Debug, Default)]
pub struct Pulse(BTreeMap<JobId, Mark>);

/// When a file or folder was last changed, and its size in bytes; nothing where it is not there.
pub(crate) type Mark = Option<(Option<SystemTime>, u64)>;

impl Pulse {
    /// The jobs that are new or have changed since an `earlier` look, in order of birth.
    pub fn changed_since(&self, earlier: &Self) -> Vec<JobId> {
        let is_new = |(id, mark): &(&JobId, &Mark)| earlier.0.get(*id) != Some(*mark);
        let changed = self.0.iter().filter(is_new);
        changed.map(|(id, _)| *id).collect()
    }
}

impl Store {
    /// Looks at what may change from outside, but for the jobs: receipts, accounts, settings, drafts, and knocks at the
    /// door.
    pub fn glance(&self) -> Glance {
        let paths = &self.paths;
        Glance {
            preferences: [
                paths.accounts(),
                paths.settings(),
                paths.vault(),
                paths.mentions(),
            ]
            .map(mark),
            receipts: mark(paths.receipts()),
            drafts: mark(paths.drafts()),
            handover: mark(paths.handover()),
        }
    }

    /// Looks at the jobs, which may change from outside too.
    pub fn pulse(&self) -> Pulse {
        let jobs = self.ids_in(&self.paths.outbox()).unwrap_or_default();
        let marked = jobs.into_iter().map(|id| (id, mark(self.job_file(id))));
        Pulse(marked.collect())
    }
}

pub(super) fn mark(path: impl AsRef<Path>) -> Mark {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok(), metadata.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Paths;

    #[test]
    fn only_what_is_new_or_has_changed_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(folder.path()));
        let [first, second] = [1, 2].map(|n| JobId::from_parts(n, 1));
        let write = |id: JobId, words: &str| {
            let file = store.job_file(id);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, words).unwrap();
        };
        write(first, "a");
        let before = store.pulse();
        assert_eq!(before.changed_since(&Pulse::default()), [first]);
        write(second, "b");
        assert_eq!(store.pulse().changed_since(&before), [second]);
        write(first, "longer");
        assert_eq!(store.pulse().changed_since(&before), [first, second]);
        let now = store.pulse();
        assert_eq!(now.changed_since(&now), []);
    }
}

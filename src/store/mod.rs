//! The disk: the only folder that knows RON, paths, locks and encryption.
//!
//! ```text
//! config/  settings.ron  accounts.ron  mentions.ron  vault.ron
//! data/    drafts/<id>/draft.ron + media/     what is being typed
//!          drafts/<id>/versions.ron             what it said before
//!          texts.ron                            templates and snippets
//!          trash/<id>/ as a draft               what was discarded lately
//!          outbox/<id>/job.ron + media/       what is on its way
//!          receipts/<id>.ron                  what arrived
//!          installation.ron  instance.lock  outbox.lock  handover/  window.ron
//!          dictionaries/                      Hunspell dictionaries that a person puts there
//! ```
//!
//! Everything is durable when a call returns, the folder of a new job once the job is in it, and every call blocks: run
//! them on a plain thread or with `spawn_blocking`, never in async code or while painting. Never here: network, egui,
//! decisions about what to do.

mod batch;
mod dictionaries;
pub mod disk;
mod drafts;
mod error;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod fuzzing;
mod handover;
mod kept;
pub mod keyring;
mod ledger;
mod lock;
mod outbox;
mod outside;
mod paths;
mod preferences;
mod pulse;
mod receipts;
pub mod ron_file;
mod tidy;
mod trash;
pub mod vault;
mod versions;

// Test code only, as it says itself.
mod persisted;

use std::io;
use std::path::Path;
use std::sync::Arc;

pub use batch::{Batch, Filed, newest_first};
pub use dictionaries::{DictionaryFiles, dictionary_folders, find_dictionaries, read_dictionary};
pub use drafts::SavedDraft;
pub use error::{DiskTrouble, StoreError};
pub use lock::FileLock;
pub use outside::MAX_TEXT_FILE_BYTES;
pub use paths::Paths;
pub use pulse::{Glance, Pulse};
pub use trash::DiscardedDraft;

use crate::domain::JobId;
use crate::words::t;
use disk::{Disk, RealDisk};

/// The files of one profile. A handle: clones are the same profile.
#[derive(Clone)]
pub struct Store {
    paths: Paths,
    disk: Arc<dyn Disk>,
}

impl Store {
    /// The profile at `paths`, on the real disk. Nothing is read or written yet.
    pub fn new(paths: Paths) -> Self {
        Self::on(Arc::new(RealDisk), paths)
    }

    /// The profile at `paths`, on a disk that may fail.
    pub fn on(disk: Arc<dyn Disk>, paths: Paths) -> Self {
        Self { paths, disk }
    }

    /// Where the files are.
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// The disk under it, for the vault.
    pub fn disk(&self) -> Arc<dyn Disk> {
        Arc::clone(&self.disk)
    }

    /// Makes the profile's folders, for this user only.
    pub fn make_folders(&self) -> Result<(), StoreError> {
        self.paths.folders().into_iter().try_for_each(|dir| {
            self.disk
                .create_dir(dir)
                .map_err(StoreError::io(t!("disk-make-folder"), dir))
        })
    }

    /// The ids that name the entries of a folder, in order of birth. Other names are left alone.
    fn ids_in(&self, dir: &Path) -> Result<Vec<JobId>, StoreError> {
        let mut ids: Vec<JobId> = Vec::new();
        self.disk
            .visit(dir, &mut |entry| {
                let name = entry.name.to_str().unwrap_or_default();
                let id = name.strip_suffix(".ron").unwrap_or(name).parse::<JobId>();
                ids.extend(id.ok());
            })
            .map_err(StoreError::io(t!("disk-look-into-folder"), dir))?;
        ids.sort_unstable();
        Ok(ids)
    }

    fn exists(&self, path: &Path) -> Result<bool, StoreError> {
        self.disk
            .exists(path)
            .map_err(StoreError::io(t!("disk-look-for-file"), path))
    }

    fn let_names_last(&self, folder: &Path) -> Result<(), StoreError> {
        self.disk
            .sync_dir(folder)
            .map_err(StoreError::io(t!("disk-make-folder"), folder))
    }

    fn read_media(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        let contents = self
            .disk
            .read(path, MAX_MEDIA_BYTES)
            .map_err(StoreError::io(t!("disk-read-picture"), path))?;
        Ok(contents.bytes)
    }

    fn remove_folder(&self, dir: &Path) -> Result<(), StoreError> {
        match self.disk.remove_dir(dir) {
            Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done.map_err(StoreError::io(t!("disk-remove-folder"), dir)),
        }
    }
}

/// No picture is larger; see `media`.
const MAX_MEDIA_BYTES: u64 = 64 * 1024 * 1024;

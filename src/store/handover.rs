//! What a second start leaves for the window that is already open: files to attach, addresses of suggested texts, and
//! the wish to be seen.

use std::path::PathBuf;

use super::lock::FileLock;
use super::ron_file::{self, Format};
use super::{Store, StoreError};
use crate::domain::JobId;

impl Store {
    /// The right to be the one window of this profile; `None` if a window is open.
    pub fn lock_instance(&self) -> Result<Option<FileLock>, StoreError> {
        FileLock::try_take(&self.paths.instance_lock())
    }

    /// Leaves files for the open window, which comes to the front.
    pub fn hand_over(&self, id: JobId, files: &Vec<PathBuf>) -> Result<(), StoreError> {
        HANDOVER.write(
            &*self.disk,
            &self.paths.handover().join(format!("{id}.ron")),
            files,
        )
    }

    /// Takes what was left, in order; `None` if nobody knocked.
    pub fn take_handover(&self) -> Result<Option<Vec<PathBuf>>, StoreError> {
        let folder = self.paths.handover();
        let mut files = None;
        for id in self.ids_in(&folder)? {
            let path = folder.join(format!("{id}.ron"));
            let left = HANDOVER.read(&*self.disk, &path)?.unwrap_or_default();
            ron_file::remove(&*self.disk, &path)?;
            files.get_or_insert_with(Vec::new).extend(left);
        }
        Ok(files)
    }
}

pub(super) const HANDOVER: Format<Vec<PathBuf>> = Format::new("sendoff handover");

//! Files that a person wants elsewhere than in the profile: exports, and texts to be read in.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use super::{Store, StoreError};
use crate::words::t;

impl Store {
    /// Writes a file whole or not at all, for this user only, into a folder that is there.
    ///
    /// # Errors
    /// [`StoreError::NoFolder`] where the folder is not there. [`StoreError::Taken`] where a file of this name is there
    /// and may not be replaced. What is no regular file is never replaced.
    pub fn write_outside(
        &self,
        path: &Path,
        bytes: &[u8],
        may_replace: bool,
    ) -> Result<(), StoreError> {
        let failed = |err| StoreError::io(t!("disk-write-file"), path)(err);
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        // The store makes the folders it needs; here a missing one is a slip of the pen.
        if !folder.is_dir() {
            let path = folder.to_owned();
            return Err(StoreError::NoFolder { path });
        }
        if self.exists(path)? {
            let is_file = fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
            if !may_replace || !is_file {
                let path = path.to_owned();
                return Err(StoreError::Taken { path });
            }
        }
        self.disk.replace(path, bytes).map_err(failed)
    }

    /// Reads a text that a person names; nothing about the file is changed.
    ///
    /// # Errors
    /// [`StoreError::TooLarge`] beyond [`MAX_TEXT_FILE_BYTES`], [`StoreError::NoText`] where it is not UTF-8. What is
    /// no regular file is not opened.
    pub fn read_outside(&self, path: &Path) -> Result<String, StoreError> {
        let failed = |err| StoreError::io(t!("disk-read-file"), path)(err);
        let metadata = fs::metadata(path).map_err(failed)?;
        if !metadata.is_file() {
            return Err(failed(io::ErrorKind::InvalidInput.into()));
        }
        let file = fs::File::open(path).map_err(failed)?;
        let mut bytes = Vec::new();
        let read = file.take(MAX_TEXT_FILE_BYTES + 1).read_to_end(&mut bytes);
        read.map_err(failed)?;
        let path = path.to_owned();
        if bytes.len() as u64 > MAX_TEXT_FILE_BYTES {
            return Err(StoreError::TooLarge { path });
        }
        String::from_utf8(bytes).map_err(|_not_text| StoreError::NoText { path })
    }
}

/// No text that is read in is longer, in bytes.
pub const MAX_TEXT_FILE_BYTES: u64 = 256 * 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Paths;

    #[test]
    fn a_file_that_is_there_is_replaced_only_by_leave_and_nothing_else_ever() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(dir.path()));
        let path = dir.path().join("posts.json");
        store.write_outside(&path, b"one", false).unwrap();
        let taken = store.write_outside(&path, b"two", false);
        assert!(matches!(taken, Err(StoreError::Taken { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        store.write_outside(&path, b"two", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        let folder = store.write_outside(dir.path(), b"x", true);
        assert!(matches!(folder, Err(StoreError::Taken { .. })));
        let nowhere = store.write_outside(&dir.path().join("no/posts.json"), b"x", true);
        assert!(matches!(nowhere, Err(StoreError::NoFolder { .. })));
        assert!(!dir.path().join("no").exists());
        let below_a_file = store.write_outside(&path.join("x.json"), b"x", true);
        assert!(matches!(below_a_file, Err(StoreError::NoFolder { .. })));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_written_is_for_this_user_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(dir.path()));
        let path = dir.path().join("posts.md");
        store.write_outside(&path, b"x", false).unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

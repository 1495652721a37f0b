//! Being the only one: a lock file that two processes cannot hold at once.
//!
//! The file says nothing and is never deleted; deleting it would let two processes lock two files of the
//! same name. The system lets go when the process ends, however it ends. Calls block; see [`super::disk`].

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::disk::{Disk as _, RealDisk};
use super::error::StoreError;
use crate::words::t;

/// A lock, held until it is dropped.
///
/// It keeps out other processes and other `FileLock`s of this one.
#[must_use = "the lock is let go when this is dropped"]
#[derive(Debug)]
pub struct FileLock {
    _file: File,
    path: PathBuf,
}

impl FileLock {
    /// Takes the lock if nobody holds it; `None` if somebody does.
    pub fn try_take(path: &Path) -> Result<Option<Self>, StoreError> {
        for _ in 0..MAX_REMOVALS {
            let file = open(path).map_err(|err| explain(err, path))?;
            match file.try_lock() {
                Ok(()) if is_at(&file, path) => {
                    return Ok(Some(Self {
                        _file: file,
                        path: path.to_owned(),
                    }));
                }
                // Its folder was removed between opening and locking: this is a lock on nothing.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(err)) => return Err(explain(err, path)),
            }
        }
        Ok(None)
    }

    /// Takes the lock, waiting for it up to `patience`; after that [`StoreError::Busy`].
    pub fn take_within(path: &Path, patience: Duration) -> Result<Self, StoreError> {
        let deadline = Instant::now() + patience;
        loop {
            if let Some(lock) = Self::try_take(path)? {
                return Ok(lock);
            }
            if Instant::now() >= deadline {
                let path = path.to_owned();
                return Err(StoreError::Busy { path });
            }
            thread::sleep(PAUSE);
        }
    }

    /// The lock file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

fn open(path: &Path) -> io::Result<File> {
    if let Some(dir) = path.parent().filter(|dir| !dir.as_os_str().is_empty()) {
        RealDisk.create_dir(dir)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Whether the open file is the one that has this name now.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let number = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(open), Ok(named)) => number(open) == number(named),
        _ => false,
    }
}

/// Where an open file cannot be removed, it is always the one that has its name.
#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}

fn explain(err: io::Error, path: &Path) -> StoreError {
    let is_unsupported = err.kind() == io::ErrorKind::Unsupported
        || err
            .raw_os_error()
            .is_some_and(|code| Some(code) == NO_LOCKS);
    if is_unsupported {
        let path = path.to_owned();
        return StoreError::LocksUnsupported { path };
    }
    StoreError::io(t!("disk-lock-folder"), path)(err)
}

/// A folder that is removed again and again under our hands is somebody else's.
const MAX_REMOVALS: u32 = 8;
/// Between two tries: a save takes a few milliseconds.
const PAUSE: Duration = Duration::from_millis(15);

/// `ENOLCK`, which a network folder without a lock service answers; the standard library has no kind for it.
const NO_LOCKS: Option<i32> = if cfg!(target_os = "linux") {
    Some(37)
} else if cfg!(target_os = "macos") {
    Some(77)
} else {
    None
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_holds_the_lock_and_the_file_stays_when_it_lets_go() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("new/vault.lock");
        let held = FileLock::try_take(&path).unwrap().unwrap();
        assert!(FileLock::try_take(&path).unwrap().is_none());
        drop(held);
        assert!(path.exists());
        let again = FileLock::try_take(&path).unwrap().unwrap();
        assert_eq!(again.path(), path);
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_on_a_file_that_was_removed_is_no_lock() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("job.lock");
        let file = open(&path).unwrap();
        assert!(is_at(&file, &path));
        std::fs::remove_file(&path).unwrap();
        assert!(!is_at(&file, &path));
        let _other = open(&path).unwrap();
        assert!(!is_at(&file, &path));
    }

    #[test]
    fn waiting_for_the_lock_ends_with_busy() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("vault.lock");
        let _held = FileLock::try_take(&path).unwrap().unwrap();
        let err = FileLock::take_within(&path, Duration::ZERO).unwrap_err();
        assert!(matches!(err, StoreError::Busy { .. }));
    }

    #[test]
    fn whoever_waits_gets_the_lock_when_it_is_free() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("vault.lock");
        let held = FileLock::try_take(&path).unwrap().unwrap();
        let (waiting, started) = std::sync::mpsc::sync_channel(1);
        thread::scope(|scope| {
            let waiter = thread::Builder::new()
                .name("waiter".to_owned())
                .spawn_scoped(scope, || {
                    waiting.send(()).unwrap();
                    FileLock::take_within(&path, Duration::from_secs(30)).map(drop)
                })
                .unwrap();
            started.recv().unwrap();
            drop(held);
            waiter.join().unwrap().unwrap();
        });
    }

    #[test]
    fn a_folder_that_cannot_lock_is_its_own_error() {
        let path = Path::new("vault.lock");
        let err = explain(io::ErrorKind::Unsupported.into(), path);
        assert!(matches!(err, StoreError::LocksUnsupported { .. }));
        let err = explain(io::ErrorKind::PermissionDenied.into(), path);
        assert!(matches!(err, StoreError::Io { .. }));
    }
}

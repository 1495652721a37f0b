//! A disk that fails on purpose, for tests: the n-th change does, or that one and all after it.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Contents, Disk, Entry, RealDisk};

/// Fails the `nth` changing operation (from 0); reading works throughout.
pub(crate) struct FaultyDisk {
    nth: usize,
    fault: Fault,
    done: AtomicUsize,
}

/// How it fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The disk is full once, then has room again.
    FullOnce,
    /// The power goes before the operation: nothing happens any more.
    CrashBefore,
    /// The operation happens and reports an error, then nothing happens any more.
    CrashAfter,
}

impl FaultyDisk {
    pub(crate) fn new(nth: usize, fault: Fault) -> Self {
        let done = AtomicUsize::new(0);
        Self { nth, fault, done }
    }

    /// Whether the fault was met; a sweep over `nth` ends at the first run where it was not.
    pub(crate) fn has_failed(&self) -> bool {
        self.done.load(Ordering::SeqCst) > self.nth
    }

    fn change<T>(&self, operation: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let number = self.done.fetch_add(1, Ordering::SeqCst);
        let (is_hit, is_after) = (number == self.nth, number > self.nth);
        match self.fault {
            Fault::FullOnce if is_hit => Err(io::ErrorKind::StorageFull.into()),
            Fault::CrashAfter if is_hit => operation().and(Err(io::ErrorKind::Other.into())),
            Fault::CrashBefore | Fault::CrashAfter if is_hit || is_after => {
                Err(io::ErrorKind::Other.into())
            }
            Fault::FullOnce | Fault::CrashBefore | Fault::CrashAfter => operation(),
        }
    }
}

impl Disk for FaultyDisk {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Contents> {
        RealDisk.read(path, limit)
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.change(|| RealDisk.replace(path, bytes))
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<u64> {
        self.change(|| RealDisk.copy(from, to))
    }

    fn write_from(&self, from: &mut dyn io::Read, to: &Path) -> io::Result<u64> {
        self.change(|| RealDisk.write_from(from, to))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change(|| RealDisk.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.change(|| RealDisk.remove(path))
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.change(|| RealDisk.create_dir(path))
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.change(|| RealDisk.sync_dir(path))
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.change(|| RealDisk.remove_dir(path))
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<Entry>> {
        RealDisk.list(dir)
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        RealDisk.exists(path)
    }
}

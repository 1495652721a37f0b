//! The disk as the store sees it: a dozen whole operations, each durable when it returns. The folder of a new job is the
//! exception, see `RealDisk::begin_dir`.
//!
//! Everything in `store/` that touches a file goes through [`Disk`], so that a test can make any one
//! operation fail. What the bytes mean is never decided here.
//! All calls block: run them on a plain thread or with `spawn_blocking`, never in async code or while painting.

#[cfg(test)]
pub(crate) mod faulty;
mod platform;
mod real;

pub use real::RealDisk;

use std::ffi::OsString;
use std::io;
use std::path::Path;

/// Whole operations on files. Each either happened and is durable, or returns an error.
///
/// An error may come after the effect (a folder that could not be synced): whoever gets one knows
/// nothing about what a restart will find, only that it is the old state or the new one.
pub trait Disk: Send + Sync {
    /// Reads a regular file whole. A file that others could read is made private by this.
    ///
    /// A file of more than `limit` bytes is refused with [`io::ErrorKind::FileTooLarge`] before any of it is
    /// read; a pipe, a device or a folder with [`io::ErrorKind::InvalidInput`].
    fn read(&self, path: &Path, limit: u64) -> io::Result<Contents>;

    /// Writes a file so that a crash leaves the old contents or the new, never a mixture.
    ///
    /// Missing folders above it are made. A symbolic link stays, and its target is replaced.
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Copies a file of any size into the store with the guarantees of [`Disk::replace`]; returns its size in bytes.
    fn copy(&self, from: &Path, to: &Path) -> io::Result<u64>;

    /// Writes all that `from` gives with the guarantees of [`Disk::replace`], a piece at a time; returns its size in
    /// bytes.
    fn write_from(&self, from: &mut dyn io::Read, to: &Path) -> io::Result<u64>;

    /// Renames a file or a folder. Never replaces: a taken name is [`io::ErrorKind::AlreadyExists`].
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Removes a temporary file that an interrupted write left; whether it did. One that is being written stays.
    fn remove_abandoned(&self, path: &Path) -> io::Result<bool> {
        self.remove(path).map(|()| true)
    }

    /// Makes a folder, and those above it that are missing, for this user only. One that is there is left alone.
    fn create_dir(&self, path: &Path) -> io::Result<()>;

    /// Lets the names of what was made in a folder outlast a power cut, see `RealDisk::begin_dir`.
    fn sync_dir(&self, path: &Path) -> io::Result<()>;

    /// Removes a folder and all that is in it.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;

    /// What lies in a folder, by name. A folder that is not there is empty.
    fn list(&self, dir: &Path) -> io::Result<Vec<Entry>>;

    /// Shows what lies in a folder, in any order: for folders of which nobody knows how much lies in them. A folder that
    /// is not there is empty.
    fn visit(&self, dir: &Path, see: &mut dyn FnMut(Entry)) -> io::Result<()> {
        self.list(dir)
            .map(|entries| entries.into_iter().for_each(see))
    }

    /// Whether something has this name, be it a broken link.
    fn exists(&self, path: &Path) -> io::Result<bool>;
}

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// All of it.
    pub bytes: Vec<u8>,
    /// Other users of this computer could read or change it until now.
    pub was_exposed: bool,
    /// It belongs to another user. Always `false` where files have no such owner.
    pub is_foreign: bool,
}

/// One name in a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The name, without the folder.
    pub name: OsString,
    /// It is a folder, not a file or a link.
    pub is_dir: bool,
}

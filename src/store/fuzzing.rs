//! What must hold for anything that stands in a file of the profile: the bodies of the fuzz targets and property tests.
//!
//! Each takes any bytes at all, and panics where a promise is broken: no byte of a file is ever lost, and what can be
//! read can be written and is the same again. Never in the program itself.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;
use super::disk::{Contents, Disk, Entry};
use super::outbox::JOB;
use super::preferences::SETTINGS;
use super::ron_file::Format;
use crate::domain;

pub use super::vault::fuzzing::vault;

/// Any bytes as `job.ron`. What can be read is a job that comes to rest by its rules.
///
/// Gives whether it was read.
pub fn job_file(bytes: &[u8]) -> bool {
    let Some(job) = kept(&JOB, bytes) else {
        return false;
    };
    for now in [
        job.created_at,
        Timestamp::UNIX_EPOCH,
        Timestamp::MIN,
        Timestamp::MAX,
    ] {
        domain::fuzzing::job(&job, now);
    }
    true
}

/// Any bytes as `settings.ron`, which people edit.
///
/// Gives whether they were read.
pub fn settings_file(bytes: &[u8]) -> bool {
    kept(&SETTINGS, bytes).is_some()
}

/// Reads the bytes as a file of this kind; whatever comes of it, they are still there unless they were read, and
/// then writing what was read gives a file that says the same.
fn kept<T>(format: &Format<T>, bytes: &[u8]) -> Option<T>
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let path = Path::new("it.ron");
    let disk = MemoryDisk::with(path, bytes);
    match format.read(&disk, path) {
        Ok(None) => panic!("the file is there"),
        Ok(Some(value)) => {
            assert_eq!(disk.bytes(path).as_deref(), Some(bytes));
            format.write(&disk, path, &value).expect("it can be saved");
            let written = disk.bytes(path);
            let again = format.read(&disk, path).expect("it can be read");
            assert_eq!(again.as_ref(), Some(&value));
            format.write(&disk, path, &value).expect("it can be saved");
            assert_eq!(disk.bytes(path), written);
            return Some(value);
        }
        Err(StoreError::Unreadable { kept_as, .. }) => {
            assert_eq!(disk.bytes(&kept_as).as_deref(), Some(bytes));
            assert_eq!(disk.bytes(path), None);
        }
        Err(
            StoreError::Newer { .. } | StoreError::Misspelt { .. } | StoreError::TooLarge { .. },
        ) => {
            assert_eq!(disk.bytes(path).as_deref(), Some(bytes));
        }
        Err(err) => panic!("a disk without faults, and yet: {err}"),
    }
    None
}

/// A disk without faults, in memory.
#[derive(Default)]
struct MemoryDisk(Mutex<BTreeMap<PathBuf, Vec<u8>>>);

impl MemoryDisk {
    fn with(path: &Path, bytes: &[u8]) -> Self {
        let files = [(path.to_owned(), bytes.to_vec())];
        Self(Mutex::new(files.into()))
    }

    fn bytes(&self, path: &Path) -> Option<Vec<u8>> {
        self.files().get(path).cloned()
    }

    fn files(&self) -> std::sync::MutexGuard<'_, BTreeMap<PathBuf, Vec<u8>>> {
        self.0.lock().expect("nothing panics while it is held")
    }
}

impl Disk for MemoryDisk {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Contents> {
        let bytes = self.bytes(path).ok_or(io::ErrorKind::NotFound)?;
        if bytes.len() as u64 > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(Contents {
            bytes,
            was_exposed: false,
            is_foreign: false,
        })
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.files().insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<u64> {
        let bytes = self.bytes(from).ok_or(io::ErrorKind::NotFound)?;
        self.replace(to, &bytes)?;
        Ok(bytes.len() as u64)
    }

    fn write_from(&self, from: &mut dyn io::Read, to: &Path) -> io::Result<u64> {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes)?;
        self.replace(to, &bytes)?;
        Ok(bytes.len() as u64)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut files = self.files();
        if files.contains_key(to) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let bytes = files.remove(from).ok_or(io::ErrorKind::NotFound)?;
        files.insert(to.to_owned(), bytes);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let removed = self.files().remove(path);
        removed.map(drop).ok_or(io::ErrorKind::NotFound.into())
    }

    fn sync_dir(&self, _path: &Path) -> io::Result<()> {
        Ok(())
    }

    fn create_dir(&self, _path: &Path) -> io::Result<()> {
        Ok(())
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.files().retain(|name, _| !name.starts_with(path));
        Ok(())
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<Entry>> {
        let files = self.files();
        let inside = files.keys().filter(|path| path.parent() == Some(dir));
        let entry = |path: &PathBuf| {
            let name = path.file_name()?.to_owned();
            Some(Entry {
                name,
                is_dir: false,
            })
        };
        Ok(inside.filter_map(entry).collect())
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        Ok(self.files().contains_key(path))
    }
}

#[cfg(test)]
#[path = "persisted_tests.rs"]
mod tests;

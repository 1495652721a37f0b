//! A disk that does as it is told: it fails at the n-th operation, tears it, or forgets what was not synced.
//!
//! Fast, because it never syncs; what a real disk does about that is [`sendoff::store::disk::RealDisk`]'s business.

use std::fs;
use std::io::{self, Read as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use sendoff::store::disk::{Contents, Disk, Entry};

/// Whether this run of the program is still alive; shared by everything around it.
#[derive(Default)]
pub(crate) struct Lifeline(AtomicBool);

impl Lifeline {
    pub(crate) fn die(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    pub(crate) fn is_dead(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// What goes wrong; operations are counted from 0, changes and looks apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DiskFault {
    Nothing,
    /// The n-th change does not happen.
    Once(usize, io::ErrorKind),
    /// The n-th change happens, and an error is reported.
    OnceAfter(usize),
    /// No change happens from the n-th on.
    ForEver(usize, io::ErrorKind),
    /// This many changes from the n-th on do not happen.
    For(usize, usize, io::ErrorKind),
    /// The n-th look fails.
    LookOnce(usize, io::ErrorKind),
    /// Every look from the n-th on fails.
    LookForEver(usize, io::ErrorKind),
    /// The n-th change makes whoever asked for it break down.
    Panic(usize),
    /// The program dies before the n-th change.
    CrashBefore(usize),
    /// The program dies right after the n-th change.
    CrashAfter(usize),
    /// The power goes within the n-th change, which is left half done.
    Torn(usize, u64),
    /// The n-th change happens and is reported as failed; the power goes some changes later, and what was not synced
    /// since is as if it had never happened.
    PowerLoss(usize, u64),
}

/// The disk.
pub(crate) struct SweepDisk {
    fault: DiskFault,
    lifeline: Arc<Lifeline>,
    counts: Mutex<Counts>,
}

/// How much was done so far.
#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) changes: usize,
    pub(crate) looks: usize,
    /// Operations that failed on purpose while the program lived.
    pub(crate) failed: usize,
    unsynced: Option<Unsynced>,
}

/// A change that was made and reported as failed: whether it survives a power loss is not known.
struct Unsynced {
    folder: PathBuf,
    before: Snapshot,
}

impl SweepDisk {
    pub(crate) fn new(fault: DiskFault, lifeline: Arc<Lifeline>) -> Self {
        let counts = Mutex::default();
        Self {
            fault,
            lifeline,
            counts,
        }
    }

    /// Changes and looks so far.
    pub(crate) fn counts(&self) -> (usize, usize) {
        let counts = self.counts.lock().unwrap();
        (counts.changes, counts.looks)
    }

    /// Operations that failed on purpose while the program lived.
    pub(crate) fn failed(&self) -> usize {
        self.counts.lock().unwrap().failed
    }

    fn look<T>(&self, look: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        if self.lifeline.is_dead() {
            return Err(gone());
        }
        let number = {
            let mut counts = self.counts.lock().unwrap();
            counts.looks += 1;
            counts.looks - 1
        };
        let kind = match self.fault {
            DiskFault::LookOnce(nth, kind) if number == nth => kind,
            DiskFault::LookForEver(nth, kind) if number >= nth => kind,
            _ => return look(),
        };
        self.counts.lock().unwrap().failed += 1;
        Err(kind.into())
    }

    /// One change at a time, so that a count is a place.
    fn change<T>(&self, change: &Change<'_, T>) -> io::Result<T> {
        let mut counts = self.counts.lock().unwrap();
        if self.lifeline.is_dead() {
            return Err(gone());
        }
        let number = counts.changes;
        counts.changes += 1;
        match self.fault {
            DiskFault::Once(nth, kind) if number == nth => {
                counts.failed += 1;
                Err(kind.into())
            }
            DiskFault::ForEver(nth, kind) if number >= nth => {
                counts.failed += 1;
                Err(kind.into())
            }
            DiskFault::For(nth, times, kind) if (nth..nth + times).contains(&number) => {
                counts.failed += 1;
                Err(kind.into())
            }
            DiskFault::OnceAfter(nth) if number == nth => {
                counts.failed += 1;
                (change.make)()?;
                Err(gone())
            }
            DiskFault::Panic(nth) if number == nth => {
                drop(counts);
                panic!("the {number}th change breaks down on purpose");
            }
            DiskFault::CrashBefore(nth) if number == nth => {
                self.lifeline.die();
                Err(gone())
            }
            DiskFault::CrashAfter(nth) if number == nth => {
                (change.make)()?;
                self.lifeline.die();
                Err(gone())
            }
            DiskFault::Torn(nth, seed) if number == nth => {
                (change.tear)(&mut Dice(seed))?;
                self.lifeline.die();
                Err(gone())
            }
            DiskFault::PowerLoss(nth, seed) => self.lose_power(&mut counts, change, nth, seed),
            _ => (change.make)(),
        }
    }

    fn lose_power<T>(
        &self,
        counts: &mut Counts,
        change: &Change<'_, T>,
        nth: usize,
        seed: u64,
    ) -> io::Result<T> {
        let number = counts.changes - 1;
        let mut dice = Dice(seed);
        let last = nth + 1 + dice.below(5);
        if number == nth {
            counts.failed += 1;
            counts.unsynced = Some(Unsynced {
                folder: folder_of(change.path).to_owned(),
                before: Snapshot::of(change.path),
            });
            (change.make)()?;
            return Err(gone());
        }
        if number == last {
            (change.tear)(&mut dice)?;
            if let Some(unsynced) = counts.unsynced.take() {
                unsynced.before.restore();
            }
            self.lifeline.die();
            return Err(gone());
        }
        let done = (change.make)();
        // Syncing the folder for one change syncs the other too.
        if done.is_ok()
            && counts
                .unsynced
                .as_ref()
                .is_some_and(|unsynced| unsynced.folder == folder_of(change.path))
        {
            counts.unsynced = None;
        }
        done
    }
}

/// A change, and what the power leaves of it when it goes in the middle.
struct Change<'a, T> {
    path: &'a Path,
    make: &'a dyn Fn() -> io::Result<T>,
    tear: &'a dyn Fn(&mut Dice) -> io::Result<()>,
}

impl Disk for SweepDisk {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Contents> {
        self.look(|| read(path, limit))
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.change(&Change {
            path,
            make: &|| replace(path, bytes),
            tear: &|dice| tear_file(path, bytes, dice),
        })
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<u64> {
        let copy = || {
            let bytes = fs::read(from)?;
            replace(to, &bytes)?;
            Ok(bytes.len() as u64)
        };
        self.change(&Change {
            path: to,
            make: &copy,
            tear: &|dice| tear_file(to, &fs::read(from)?, dice),
        })
    }

    fn write_from(&self, from: &mut dyn io::Read, to: &Path) -> io::Result<u64> {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes)?;
        self.replace(to, &bytes)?;
        Ok(bytes.len() as u64)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let rename = || {
            if to.exists() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            fs::rename(from, to)
        };
        self.change(&Change {
            path: to,
            make: &rename,
            tear: &|dice| match dice.below(3) {
                0 => Ok(()),
                // The new name is taken before the old one is given up.
                1 if from.is_file() => fs::File::create_new(to).map(drop),
                _ => rename(),
            },
        })
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.change(&Change {
            path,
            make: &|| fs::remove_file(path),
            tear: &|dice| match dice.below(2) {
                0 => Ok(()),
                _ => fs::remove_file(path),
            },
        })
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        if path.is_dir() {
            return self.look(|| Ok(()));
        }
        self.change(&Change {
            path,
            make: &|| create_dir(path),
            tear: &|dice| match dice.below(3) {
                0 => Ok(()),
                1 => create_dir(folder_of(path)),
                _ => create_dir(path),
            },
        })
    }

    /// Fails as a look does: what a power loss leaves of it is what it leaves of the change before.
    fn sync_dir(&self, _path: &Path) -> io::Result<()> {
        self.look(|| Ok(()))
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        if !path.exists() {
            return self.look(|| Err(io::ErrorKind::NotFound.into()));
        }
        self.change(&Change {
            path,
            make: &|| fs::remove_dir_all(path),
            tear: &|dice| {
                // Some of what is in it is gone.
                for file in files_below(path) {
                    if dice.below(2) == 0 {
                        fs::remove_file(file)?;
                    }
                }
                Ok(())
            },
        })
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<Entry>> {
        self.look(|| list(dir))
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        self.look(|| Ok(fs::symlink_metadata(path).is_ok()))
    }
}

fn gone() -> io::Error {
    io::Error::other("the disk reported an error")
}

fn read(path: &Path, limit: u64) -> io::Result<Contents> {
    let file = fs::File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(Contents {
        bytes,
        was_exposed: false,
        is_foreign: false,
    })
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = temporary_for(path);
    write(&temporary, bytes)?;
    fs::rename(temporary, path)
}

/// What is left when the power goes while a file is replaced: the old one, perhaps a part of the new one beside it.
fn tear_file(path: &Path, bytes: &[u8], dice: &mut Dice) -> io::Result<()> {
    match dice.below(4) {
        0 => Ok(()),
        1 => write(&temporary_for(path), &bytes[..dice.below(bytes.len() + 1)]),
        2 => write(&temporary_for(path), bytes),
        _ => replace(path, bytes),
    }
}

fn temporary_for(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    folder_of(path).join(format!(".{name}.aB3dE6"))
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create_dir(folder_of(path))?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    io::Write::write_all(&mut options.open(path)?, bytes)
}

fn create_dir(path: &Path) -> io::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
}

fn list(dir: &Path) -> io::Result<Vec<Entry>> {
    let found = match fs::read_dir(dir) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        found => found?,
    };
    let entry = |entry: io::Result<fs::DirEntry>| {
        let entry = entry?;
        Ok(Entry {
            name: entry.file_name(),
            is_dir: entry.file_type()?.is_dir(),
        })
    };
    let mut entries = found.map(entry).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

/// Every file below a folder.
pub(crate) fn files_below(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// What a place looked like, so that a change to it can be undone.
enum Snapshot {
    Nothing(PathBuf),
    File(PathBuf, Vec<u8>),
    Folder(PathBuf, Vec<(PathBuf, Vec<u8>)>),
}

impl Snapshot {
    fn of(path: &Path) -> Self {
        let path = path.to_owned();
        if path.is_dir() {
            let files = files_below(&path);
            let files = files.into_iter().map(|file| {
                let bytes = fs::read(&file).unwrap();
                (file, bytes)
            });
            let files = files.collect();
            return Self::Folder(path, files);
        }
        match fs::read(&path) {
            Ok(bytes) => Self::File(path, bytes),
            Err(_) => Self::Nothing(path),
        }
    }

    fn restore(self) {
        match self {
            Self::Nothing(path) => {
                fs::remove_file(&path)
                    .or_else(|_| fs::remove_dir_all(&path))
                    .ok();
            }
            Self::File(path, bytes) => write(&path, &bytes).unwrap(),
            Self::Folder(path, files) => {
                create_dir(&path).unwrap();
                for (file, bytes) in files {
                    write(&file, &bytes).unwrap();
                }
            }
        }
    }
}

/// Chance that repeats itself.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is not 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }
}

//! The disk of this computer. Permissions and folder syncing are in `platform`, nothing else differs by system.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{Contents, Disk, Entry, platform};

/// The disk of this computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Contents> {
        // Looked at before opening as well, because opening a pipe waits for its other end.
        check_regular(&fs::metadata(path)?, limit)?;
        let mut file = File::open(path)?;
        let metadata = file.metadata()?;
        check_regular(&metadata, limit)?;
        let is_foreign = platform::is_foreign(&metadata)?;
        let was_exposed = !is_foreign && platform::make_private(&file, &metadata);
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
        // It may have grown since.
        (&mut file).take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(Contents {
            bytes,
            was_exposed,
            is_foreign,
        })
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.write_whole(path, |file| file.write_all(bytes))
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<u64> {
        check_regular(&fs::metadata(from)?, u64::MAX)?;
        let mut copied = 0;
        self.write_whole(to, |file| {
            // `File` to `File`, which lets the system share blocks where it can.
            copied = io::copy(&mut File::open(from)?, file)?;
            Ok(())
        })?;
        Ok(copied)
    }

    fn write_from(&self, from: &mut dyn io::Read, to: &Path) -> io::Result<u64> {
        // A second try would find `from` at its end.
        let mut is_first = true;
        let mut written = 0;
        self.write_whole(to, |file| {
            if !std::mem::take(&mut is_first) {
                return Err(io::ErrorKind::Interrupted.into());
            }
            written = io::copy(from, file)?;
            Ok(())
        })?;
        Ok(written)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if fs::symlink_metadata(from)?.is_dir() {
            rename_dir(from, to)?;
        } else {
            rename_file(from, to)?;
        }
        platform::sync_dir(folder_of(to))?;
        if folder_of(from) != folder_of(to) {
            platform::sync_dir(folder_of(from))?;
        }
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)?;
        platform::sync_dir(folder_of(path))
    }

    fn remove_abandoned(&self, path: &Path) -> io::Result<bool> {
        let file = File::open(path)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Ok(false),
            // Where nothing can be locked, whoever writes it writes it again.
            _ => self.remove(path).map(|()| true),
        }
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        if self.begin_dir(path)? {
            self.sync_dir(folder_of(path))?;
        }
        Ok(())
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        platform::sync_dir(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)?;
        platform::sync_dir(folder_of(path))
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        self.visit(dir, &mut |entry| entries.push(entry))?;
        entries.sort();
        Ok(entries)
    }

    fn visit(&self, dir: &Path, see: &mut dyn FnMut(Entry)) -> io::Result<()> {
        let found = match fs::read_dir(dir) {
            Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(()),
            found => found?,
        };
        for entry in found {
            let entry = entry?;
            let is_dir = entry.file_type()?.is_dir();
            let name = entry.file_name();
            see(Entry { name, is_dir });
        }
        Ok(())
    }

    fn exists(&self, path: &Path) -> io::Result<bool> {
        match fs::symlink_metadata(path) {
            Ok(_) => Ok(true),
            Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(err) => Err(err),
        }
    }
}

impl RealDisk {
    /// Makes a folder as [`Disk::create_dir`] does, but a power cut may still undo it until [`Disk::sync_dir`] of the
    /// folder above: one wait for the disk less, once what goes into it has been waited for. Whether it was missing.
    pub(in super::super) fn begin_dir(self, path: &Path) -> io::Result<bool> {
        if path.is_dir() {
            return Ok(false);
        }
        let above = folder_of(path);
        if above != path {
            self.create_dir(above)?;
        }
        match platform::create_private_dir(path) {
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(false),
            made => made.map(|()| true),
        }
    }

    /// Fills a temporary file beside the target, syncs it, renames it over the target, syncs the folder.
    fn write_whole(
        self,
        path: &Path,
        mut write: impl FnMut(&mut File) -> io::Result<()>,
    ) -> io::Result<()> {
        let target = resolve_links(path)?;
        self.create_dir(folder_of(&target))?;
        for _ in 1..ATTEMPTS {
            match write_once(&target, &mut write) {
                Err(err) if err.kind() == io::ErrorKind::NotFound => {}
                done => return done,
            }
        }
        write_once(&target, &mut write)
    }
}

fn write_once(target: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    // Removed again when it is not given its name.
    let mut file = temporary_beside(target)?;
    // Tells another Sendoff that this one is being written, see `remove_abandoned`; not everywhere can it be told.
    file.as_file().try_lock().ok();
    platform::keep_owner(file.as_file(), target)?;
    write(file.as_file_mut())?;
    file.as_file().sync_all()?;
    // Windows lets nobody read what is locked, under whatever name.
    if cfg!(windows) {
        file.as_file().unlock()?;
    }
    // As the standard library renames, on Windows also over a file that somebody is reading.
    fs::rename(file.path(), target)?;
    file.disable_cleanup(true);
    platform::sync_dir(folder_of(target))
}

/// A new file for this user only, `.draft.ron.AbC123` beside `draft.ron`.
fn temporary_beside(target: &Path) -> io::Result<NamedTempFile> {
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut prefix = OsString::from(".");
    prefix.push(name);
    prefix.push(".");
    tempfile::Builder::new()
        .prefix(&prefix)
        .rand_bytes(6)
        .make_in(folder_of(target), platform::create_private_file)
}

/// Where a chain of symbolic links ends, whether or not there is a file yet.
fn resolve_links(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&target) {
            Ok(next) => target = folder_of(&target).join(next),
            // Not a link, or nothing there.
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::new(
        io::ErrorKind::InvalidInput,
        "too many symbolic links",
    ))
}

/// A plain rename would replace `to`; a name taken by creating it cannot be someone else's work.
fn rename_file(from: &Path, to: &Path) -> io::Result<()> {
    File::create_new(to)?;
    fs::rename(from, to).inspect_err(|_| {
        // Our own empty file; if it stays, it is in nobody's way.
        fs::remove_file(to).ok();
    })
}

fn rename_dir(from: &Path, to: &Path) -> io::Result<()> {
    if fs::symlink_metadata(to).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}

fn check_regular(metadata: &fs::Metadata, limit: u64) -> io::Result<()> {
    if !metadata.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "not a regular file",
        ));
    }
    if metadata.len() > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(above) if above.as_os_str().is_empty() => Path::new("."),
        Some(above) => above,
        None => path,
    }
}

/// Another Sendoff that starts may sweep the temporary file away before it is locked; then it is written again.
const ATTEMPTS: usize = 3;
/// More links than this in a row are taken for a circle; Linux itself gives up at 40.
const MAX_LINKS: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_file_has_the_new_bytes_and_leaves_nothing_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/b/file.ron");
        RealDisk.replace(&path, b"one").unwrap();
        RealDisk.replace(&path, b"two").unwrap();
        assert_eq!(RealDisk.read(&path, 3).unwrap().bytes, b"two");
        let beside = RealDisk.list(path.parent().unwrap()).unwrap();
        assert_eq!(beside.len(), 1, "{beside:?}");
    }

    #[test]
    fn what_is_being_written_is_not_swept_away_under_its_hands() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file.ron");
        let mut tries = 0;
        let sweep = || {
            let entries = RealDisk.list(dir.path()).unwrap();
            let beside = entries.iter().map(|entry| dir.path().join(&entry.name));
            let removed = beside.filter(|path| RealDisk.remove_abandoned(path).unwrap());
            (entries.len(), removed.count())
        };
        let written = RealDisk.write_whole(&path, |file| {
            tries += 1;
            assert_eq!(sweep(), (1, 0), "there, and left alone");
            file.write_all(b"one")
        });
        written.unwrap();
        assert_eq!(
            (tries, fs::read(&path).unwrap().as_slice()),
            (1, &b"one"[..])
        );
        assert_eq!(sweep(), (1, 1), "nobody writes it any more");
    }

    #[test]
    fn a_file_over_the_limit_is_refused_without_reading_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("sparse");
        File::create(&path).unwrap().set_len(2 << 30).unwrap();
        let err = RealDisk.read(&path, 1 << 20).unwrap_err();
        assert_eq!(err.kind(), io::ErrorKind::FileTooLarge);
    }

    #[test]
    fn a_folder_is_not_read_as_a_file() {
        let dir = tempfile::tempdir().unwrap();
        let err = RealDisk.read(dir.path(), 10).unwrap_err();
        assert_eq!(err.kind(), io::ErrorKind::InvalidInput);
    }

    #[test]
    fn renaming_never_replaces_a_file_or_a_folder() {
        let dir = tempfile::tempdir().unwrap();
        let [from, to] = ["from", "to"].map(|name| dir.path().join(name));
        RealDisk.replace(&from, b"from").unwrap();
        RealDisk.replace(&to, b"to").unwrap();
        let err = RealDisk.rename(&from, &to).unwrap_err();
        assert_eq!(err.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(RealDisk.read(&to, 9).unwrap().bytes, b"to");

        let folder = dir.path().join("folder");
        RealDisk.create_dir(&folder).unwrap();
        let err = RealDisk.rename(&folder, &to).unwrap_err();
        assert_eq!(err.kind(), io::ErrorKind::AlreadyExists);
        RealDisk
            .rename(&folder, &dir.path().join("elsewhere"))
            .unwrap();
        assert!(!RealDisk.exists(&folder).unwrap());
    }

    #[test]
    fn a_copy_is_equal_and_says_its_size() {
        let dir = tempfile::tempdir().unwrap();
        let [from, to] = ["picture.jpg", "job/00.jpg"].map(|name| dir.path().join(name));
        fs::write(&from, vec![7; 100_000]).unwrap();
        assert_eq!(RealDisk.copy(&from, &to).unwrap(), 100_000);
        assert_eq!(fs::read(&to).unwrap(), fs::read(&from).unwrap());
    }

    #[test]
    fn a_folder_that_is_not_there_is_empty() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(RealDisk.list(&dir.path().join("none")).unwrap(), []);
    }

    #[cfg(unix)]
    mod unix {
        use std::os::unix::fs::{PermissionsExt as _, chown, symlink};

        use super::*;

        #[track_caller]
        fn mode(path: &Path) -> u32 {
            fs::metadata(path).unwrap().permissions().mode() & 0o777
        }

        #[test]
        fn files_and_folders_are_for_this_user_only() {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("config/sendoff/vault.ron");
            RealDisk.replace(&path, b"x").unwrap();
            assert_eq!(mode(&path), 0o600);
            assert_eq!(mode(path.parent().unwrap()), 0o700);
            assert_eq!(mode(&dir.path().join("config")), 0o700);
        }

        #[test]
        fn a_file_others_could_read_becomes_private_when_read_and_when_replaced() {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("file");
            for touch in [
                |path: &Path| assert!(RealDisk.read(path, 9).unwrap().was_exposed),
                |path: &Path| RealDisk.replace(path, b"y").unwrap(),
            ] {
                fs::write(&path, b"x").unwrap();
                fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
                touch(&path);
                assert_eq!(mode(&path), 0o600);
                assert!(!RealDisk.read(&path, 9).unwrap().was_exposed);
            }
        }

        #[test]
        fn a_link_survives_and_its_target_is_replaced() {
            let dir = tempfile::tempdir().unwrap();
            let [link, target] = ["link.ron", "else/where.ron"].map(|name| dir.path().join(name));
            symlink("else/where.ron", &link).unwrap();
            for bytes in [b"one", b"two"] {
                RealDisk.replace(&link, bytes).unwrap();
                assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
                assert_eq!(fs::read(&target).unwrap(), bytes);
            }
        }

        #[test]
        fn links_in_a_circle_are_an_error() {
            let dir = tempfile::tempdir().unwrap();
            let [a, b] = ["a", "b"].map(|name| dir.path().join(name));
            symlink(&a, &b).unwrap();
            symlink(&b, &a).unwrap();
            assert!(RealDisk.replace(&a, b"x").is_err());
        }

        #[test]
        fn a_file_of_another_user_is_recognised_and_stays_theirs() {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("file");
            RealDisk.replace(&path, b"x").unwrap();
            assert!(!RealDisk.read(&path, 9).unwrap().is_foreign);
            // Only root may give a file away; elsewhere there is nothing to see.
            if chown(&path, Some(12_345), None).is_ok() {
                assert!(RealDisk.read(&path, 9).unwrap().is_foreign);
                RealDisk.replace(&path, b"y").unwrap();
                assert!(RealDisk.read(&path, 9).unwrap().is_foreign);
            }
        }
    }
}

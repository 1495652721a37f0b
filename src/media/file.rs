//! Reading a file someone chose, which may be anything and may change meanwhile.
//!
//! Knows nothing about pictures.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::MediaError;
use super::kind::OPENING;

/// Reads a regular file of at most `max_bytes`. What is returned is all that was read, once.
pub(super) fn read(path: &Path, max_bytes: usize) -> Result<Vec<u8>, MediaError> {
    let file = open(path)?;
    let announced = file.metadata()?.len();
    read_from(file, announced, max_bytes)
}

/// Opens a regular file.
///
/// A pipe would block on opening, so the path is looked at first; it may become something else
/// before it is opened, so the handle is looked at as well.
pub(super) fn open(path: &Path) -> Result<File, MediaError> {
    if !fs::metadata(path)?.is_file() {
        return Err(MediaError::NotAFile);
    }
    let file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(MediaError::NotAFile);
    }
    Ok(file)
}

/// Reads the bytes by which a file is recognised.
pub(super) fn opening(file: &mut (impl Read + Seek)) -> Result<Vec<u8>, MediaError> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.take(OPENING as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a file that announced its length and may have grown or shrunk since: the limit cuts it off.
fn read_from(file: impl Read, announced: u64, max_bytes: usize) -> Result<Vec<u8>, MediaError> {
    let announced = usize::try_from(announced).unwrap_or(usize::MAX);
    if announced > max_bytes {
        return Err(MediaError::TooManyBytes);
    }
    let mut bytes = Vec::with_capacity(announced + 1);
    file.take(max_bytes as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > max_bytes {
        return Err(MediaError::TooManyBytes);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use tempfile::TempDir;

    use super::*;

    fn written(folder: &TempDir, bytes: &[u8]) -> PathBuf {
        let path = folder.path().join("file");
        fs::write(&path, bytes).unwrap();
        path
    }

    #[test]
    fn a_file_as_large_as_allowed_is_read() {
        let folder = TempDir::new().unwrap();
        let path = written(&folder, b"12345");
        assert_eq!(read(&path, 5).unwrap(), b"12345");
    }

    #[test]
    fn a_file_one_byte_larger_is_refused() {
        let folder = TempDir::new().unwrap();
        let path = written(&folder, b"123456");
        assert!(matches!(read(&path, 5), Err(MediaError::TooManyBytes)));
    }

    #[test]
    fn a_folder_is_not_a_file() {
        let folder = TempDir::new().unwrap();
        assert!(matches!(read(folder.path(), 5), Err(MediaError::NotAFile)));
    }

    #[test]
    fn a_missing_file_is_called_missing() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("gone");
        assert!(matches!(read(&path, 5), Err(MediaError::NotFound)));
    }

    /// The kernel announces these files as empty, as if they grew once opened.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_turns_out_longer_than_announced_is_cut_off_by_the_limit() {
        let path = Path::new("/proc/self/status");
        assert!(matches!(read(path, 5), Err(MediaError::TooManyBytes)));
        assert!(read(path, 1 << 20).unwrap().starts_with(b"Name:"));
    }

    #[test]
    fn a_file_that_grows_or_shrinks_while_it_is_read_is_what_was_read() {
        assert_eq!(read_from(&b"grown"[..], 3, 5).unwrap(), b"grown");
        assert_eq!(read_from(&b"cut"[..], 5, 5).unwrap(), b"cut");
        let outgrown = read_from(&b"outgrown"[..], 3, 5);
        assert!(matches!(outgrown, Err(MediaError::TooManyBytes)));
    }

    #[cfg(unix)]
    mod on_unix {
        use std::os::unix::fs::symlink;
        use std::os::unix::net::UnixListener;
        use std::process::Command;

        use super::*;

        #[test]
        fn a_dangling_link_is_a_missing_file() {
            let folder = TempDir::new().unwrap();
            let path = folder.path().join("link");
            symlink(folder.path().join("gone"), &path).unwrap();
            assert!(matches!(read(&path, 5), Err(MediaError::NotFound)));
        }

        #[test]
        fn an_endless_device_is_refused() {
            assert!(matches!(
                read(Path::new("/dev/zero"), 5),
                Err(MediaError::NotAFile)
            ));
        }

        #[test]
        fn a_pipe_nobody_writes_to_does_not_block() {
            let folder = TempDir::new().unwrap();
            let path = folder.path().join("pipe");
            assert!(
                Command::new("mkfifo")
                    .arg(&path)
                    .status()
                    .unwrap()
                    .success()
            );
            assert!(matches!(read(&path, 5), Err(MediaError::NotAFile)));
        }

        #[test]
        fn a_file_that_may_not_be_read_is_refused() {
            use std::os::unix::fs::PermissionsExt as _;

            let folder = TempDir::new().unwrap();
            let path = written(&folder, b"12345");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
            // Root may read everything.
            match (File::open(&path), read(&path, 5)) {
                (Err(_), refused) => assert!(matches!(refused, Err(MediaError::NotAllowed))),
                (Ok(_), taken) => assert_eq!(taken.unwrap(), b"12345"),
            }
        }

        #[test]
        fn a_socket_is_refused() {
            let folder = TempDir::new().unwrap();
            let path = folder.path().join("socket");
            let _listener = UnixListener::bind(&path).unwrap();
            assert!(matches!(read(&path, 5), Err(MediaError::NotAFile)));
        }
    }
}

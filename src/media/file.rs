//! Reading a file someone chose, which may be anything and may change meanwhile.
//!
//! Knows nothing about pictures.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use super::MediaError;

/// Reads a regular file of at most `max_bytes`. What is returned is all that was read, once.
///
/// A pipe would block on opening, so the path is looked at first; it may become something else
/// before it is opened, so the handle is looked at as well. A file that grows is cut off by the limit.
pub(super) fn read(path: &Path, max_bytes: usize) -> Result<Vec<u8>, MediaError> {
    if !fs::metadata(path)?.is_file() {
        return Err(MediaError::NotAFile);
    }
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(MediaError::NotAFile);
    }
    let announced = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
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
        fn a_socket_is_refused() {
            let folder = TempDir::new().unwrap();
            let path = folder.path().join("socket");
            let _listener = UnixListener::bind(&path).unwrap();
            assert!(matches!(read(&path, 5), Err(MediaError::NotAFile)));
        }
    }
}

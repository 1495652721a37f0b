//! What can go wrong with a file of the store, said for the person at the window.
//!
//! No variant carries what the file contains: messages end up in logs and on screens.

use crate::words::t;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A file of the store could not be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk refused an operation.
    #[error(
        "{}",
        t!(
            "disk-could-not",
            what = *what,
            why = DiskTrouble::from(source).to_string(),
            path = path.display().to_string()
        )
    )]
    Io {
        /// The operation in words, such as "save the file".
        what: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said, for the log.
        source: io::Error,
    },
    /// A later Sendoff wrote the file. It was left untouched.
    #[error("{}: {}", t!("store-newer"), path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version it names.
        version: u32,
    },
    /// The file made no sense and was put aside, whole, under another name.
    #[error(
        "{}",
        t!(
            "store-unreadable",
            line = *line,
            column = *column,
            path = kept_as.display().to_string()
        )
    )]
    Unreadable {
        /// Where it was.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// In characters, counted from 1.
        column: usize,
        /// Where it is now.
        kept_as: PathBuf,
    },
    /// A file that people edit by hand makes no sense. It was left where it is.
    #[error(
        "{}",
        t!(
            "store-misspelt",
            line = *line,
            column = *column,
            why = why.as_str(),
            path = path.display().to_string()
        )
    )]
    Misspelt {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// In characters, counted from 1.
        column: usize,
        /// What was expected there.
        why: String,
    },
    /// More than [`super::ron_file::MAX_BYTES`]: not read, or not written. The file was left where it is.
    #[error("{}: {}", t!("store-too-much"), path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// The value has no form on disk. A mistake in Sendoff; nothing was written.
    #[error("{}: {}", t!("store-not-written"), path.display())]
    NotWritable {
        /// The file it was meant for.
        path: PathBuf,
        /// Why, for the log.
        source: ron::Error,
    },
    /// Another Sendoff holds the lock and did not let go in time. Trying again is safe.
    #[error("{}: {}", t!("store-busy"), path.display())]
    Busy {
        /// The lock file.
        path: PathBuf,
    },
    /// The file system cannot lock files, as some network folders.
    #[error("{}: {}", t!("store-no-lock"), path.display())]
    LocksUnsupported {
        /// The lock file.
        path: PathBuf,
    },
    /// The file is no text.
    #[error("{}: {}", t!("store-no-text"), path.display())]
    NoText {
        /// The file.
        path: PathBuf,
    },
    /// There is a file, folder or device of this name, and it may not be replaced.
    #[error("{}: {}", t!("store-taken"), path.display())]
    Taken {
        /// What is there.
        path: PathBuf,
    },
    /// The folder that a file is to go into is not there. Nothing was written.
    #[error("{}: {}", t!("store-no-folder"), path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The file belongs to another user of this computer.
    #[error("{}: {}", t!("store-foreign"), path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
}

impl StoreError {
    /// Why the disk refused, where it was the disk.
    pub fn trouble(&self) -> Option<DiskTrouble> {
        match self {
            Self::Io { source, .. } => Some(DiskTrouble::from(source)),
            Self::Newer { .. }
            | Self::Unreadable { .. }
            | Self::Misspelt { .. }
            | Self::TooLarge { .. }
            | Self::NotWritable { .. }
            | Self::Busy { .. }
            | Self::LocksUnsupported { .. }
            | Self::NoText { .. }
            | Self::Taken { .. }
            | Self::NoFolder { .. }
            | Self::Foreign { .. } => None,
        }
    }

    /// For `map_err`: names the operation and the file.
    pub(crate) fn io(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            what,
            path: path.to_owned(),
            source,
        }
    }
}

/// The causes a person can do something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskTrouble {
    /// No room, or the user's share of it is used up.
    Full,
    /// Mounted for reading only.
    ReadOnly,
    /// The file or folder may not be used by this user.
    Denied,
    /// The file or folder is not there, or not any more.
    Missing,
    /// A folder, a pipe or a device where a file is wanted.
    NoFile,
    /// Anything else; the log has the details.
    Other,
}

impl From<&io::Error> for DiskTrouble {
    fn from(err: &io::Error) -> Self {
        match err.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::PermissionDenied => Self::Denied,
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::IsADirectory | io::ErrorKind::InvalidInput => Self::NoFile,
            _ => Self::Other,
        }
    }
}

impl fmt::Display for DiskTrouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Full => t!("disk-full"),
            Self::ReadOnly => t!("disk-read-only"),
            Self::Denied => t!("disk-denied"),
            Self::Missing => t!("disk-missing"),
            Self::NoFile => t!("disk-no-file"),
            Self::Other => t!("disk-error"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_says_what_and_why_and_names_the_file_last() {
        let err = StoreError::io("save the draft", Path::new("/home/ada/draft.ron"))(
            io::ErrorKind::StorageFull.into(),
        );
        assert_eq!(err.trouble(), Some(DiskTrouble::Full));
        assert_eq!(
            err.to_string(),
            "Could not save the draft because the disk is full: /home/ada/draft.ron"
        );
    }

    #[test]
    fn each_cause_of_the_system_has_its_words() {
        for (kind, trouble) in [
            (io::ErrorKind::QuotaExceeded, DiskTrouble::Full),
            (io::ErrorKind::ReadOnlyFilesystem, DiskTrouble::ReadOnly),
            (io::ErrorKind::PermissionDenied, DiskTrouble::Denied),
            (io::ErrorKind::NotFound, DiskTrouble::Missing),
            (io::ErrorKind::IsADirectory, DiskTrouble::NoFile),
            (io::ErrorKind::TimedOut, DiskTrouble::Other),
        ] {
            assert_eq!(DiskTrouble::from(&io::Error::from(kind)), trouble);
        }
    }
}

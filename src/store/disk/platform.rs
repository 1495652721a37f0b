//! What differs by system: permissions, owners, syncing a folder. The only `cfg` of the disk.

pub(super) use system::{
    create_private_dir, create_private_file, is_foreign, keep_owner, make_private, sync_dir,
};

#[cfg(unix)]
mod system {
    use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
    use std::io;
    use std::os::fd::OwnedFd;
    use std::os::unix::fs::{
        DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _, fchown,
    };
    use std::path::Path;

    /// Lets a file belong to whoever owns the one that it replaces, as far as the system allows: root must not take a
    /// person's files away from them.
    ///
    /// # Errors
    /// Where root would take one away all the same.
    pub(in super::super) fn keep_owner(file: &File, replaced: &Path) -> io::Result<()> {
        let (Ok(own), Ok(old)) = (file.metadata(), fs::metadata(replaced)) else {
            return Ok(());
        };
        if (own.uid(), own.gid()) == (old.uid(), old.gid()) {
            return Ok(());
        }
        match fchown(file, Some(old.uid()), Some(old.gid())) {
            Err(err) if own.uid() == ROOT && old.uid() != ROOT => Err(err),
            _ => Ok(()),
        }
    }

    pub(in super::super) fn create_private_file(path: &Path) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(0o600).open(path)
    }

    pub(in super::super) fn create_private_dir(path: &Path) -> io::Result<()> {
        DirBuilder::new().mode(0o700).create(path)
    }

    pub(in super::super) fn sync_dir(path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    pub(in super::super) fn make_private(file: &File, metadata: &Metadata) -> bool {
        let is_exposed = metadata.mode() & 0o077 != 0;
        if is_exposed {
            // A file system without permissions keeps what it has.
            file.set_permissions(fs::Permissions::from_mode(0o600)).ok();
        }
        is_exposed
    }

    pub(in super::super) fn is_foreign(metadata: &Metadata) -> io::Result<bool> {
        Ok(metadata.uid() != own_uid()?)
    }

    /// The standard library does not tell the user's id, but a new pipe belongs to whoever made it.
    fn own_uid() -> io::Result<u32> {
        let (reader, _writer) = io::pipe()?;
        Ok(File::from(OwnedFd::from(reader)).metadata()?.uid())
    }

    const ROOT: u32 = 0;
}

#[cfg(not(unix))]
mod system {
    use std::fs::{self, File, Metadata};
    use std::io;
    use std::path::Path;

    /// A file on Windows inherits from its folder who may do what; a profile folder is for its user alone.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "the same signature on every system"
    )]
    pub(in super::super) fn keep_owner(_file: &File, _replaced: &Path) -> io::Result<()> {
        Ok(())
    }

    pub(in super::super) fn create_private_file(path: &Path) -> io::Result<File> {
        File::create_new(path)
    }

    pub(in super::super) fn create_private_dir(path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    /// NTFS keeps its own journal of names, and a folder cannot be opened for syncing.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "the same signature on every system"
    )]
    pub(in super::super) fn sync_dir(_path: &Path) -> io::Result<()> {
        Ok(())
    }

    pub(in super::super) fn make_private(_file: &File, _metadata: &Metadata) -> bool {
        false
    }

    #[expect(
        clippy::unnecessary_wraps,
        reason = "the same signature on every system"
    )]
    pub(in super::super) fn is_foreign(_metadata: &Metadata) -> io::Result<bool> {
        Ok(false)
    }
}

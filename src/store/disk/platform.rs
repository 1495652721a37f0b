//! What differs by system: permissions, owners, syncing a folder. The only `cfg` of the disk.

pub(super) use system::{
    create_private_dir, is_foreign, make_private, private_replacement, sync_dir,
};

#[cfg(unix)]
mod system {
    use std::fs::{self, DirBuilder, File, Metadata};
    use std::io;
    use std::os::fd::OwnedFd;
    use std::os::unix::fs::{
        DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _,
    };
    use std::path::Path;

    use atomic_write_file::OpenOptions;
    use atomic_write_file::unix::OpenOptionsExt as _;

    /// Without `preserve_mode(false)` an old file that others can read would stay so.
    pub(in super::super) fn private_replacement() -> OpenOptions {
        let mut options = OpenOptions::new();
        options.preserve_mode(false).mode(0o600);
        options
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
}

#[cfg(not(unix))]
mod system {
    use std::fs::{self, File, Metadata};
    use std::io;
    use std::path::Path;

    use atomic_write_file::OpenOptions;

    /// A profile folder on Windows is readable by its user alone, and its files inherit that.
    pub(in super::super) fn private_replacement() -> OpenOptions {
        OpenOptions::new()
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

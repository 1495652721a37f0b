//! The settings, the accounts, the people and pages that are mentioned, and the installation's id on disk.

use std::time::Duration;

use super::lock::FileLock;
use super::ron_file::{self, Format};
use super::{Store, StoreError};
use crate::domain::{Account, InstallationId, Mention, Settings};
use crate::words::t;

impl Store {
    /// The settings; the defaults if there are none.
    ///
    /// # Errors
    /// [`StoreError::Misspelt`] if they were edited by hand and make no sense. The file is left as it is; run with the
    /// defaults and say so.
    pub fn settings(&self) -> Result<Settings, StoreError> {
        Ok(SETTINGS
            .read(&*self.disk, &self.paths.settings())?
            .unwrap_or_default())
    }

    /// Saves the settings. A file that makes no sense is kept beside them.
    pub fn save_settings(&self, settings: &Settings) -> Result<(), StoreError> {
        let path = self.paths.settings();
        if matches!(
            SETTINGS.read(&*self.disk, &path),
            Err(StoreError::Misspelt { .. })
        ) {
            ron_file::put_aside(&*self.disk, &path)?;
        }
        SETTINGS.write(&*self.disk, &path, settings)
    }

    /// The accounts, in the order of sign-in.
    pub fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        Ok(ACCOUNTS
            .read(&*self.disk, &self.paths.accounts())?
            .unwrap_or_default())
    }

    /// Changes the accounts; the window and the command line take turns.
    pub fn update_accounts(
        &self,
        change: impl FnOnce(&mut Vec<Account>),
    ) -> Result<Vec<Account>, StoreError> {
        let path = self.paths.accounts();
        let _turn = FileLock::take_within(&path.with_extension("lock"), TURN)?;
        let mut accounts = self.accounts()?;
        change(&mut accounts);
        ACCOUNTS.write(&*self.disk, &path, &accounts)?;
        Ok(accounts)
    }

    /// The people and pages that are mentioned, in the order in which they were added.
    pub fn mentions(&self) -> Result<Vec<Mention>, StoreError> {
        Ok(MENTIONS
            .read(&*self.disk, &self.paths.mentions())?
            .unwrap_or_default())
    }

    /// Changes the people and pages that are mentioned; the window and the command line take turns.
    pub fn update_mentions(
        &self,
        change: impl FnOnce(&mut Vec<Mention>),
    ) -> Result<Vec<Mention>, StoreError> {
        let path = self.paths.mentions();
        let _turn = FileLock::take_within(&path.with_extension("lock"), TURN)?;
        let mut mentions = self.mentions()?;
        change(&mut mentions);
        MENTIONS.write(&*self.disk, &path, &mentions)?;
        Ok(mentions)
    }

    /// Makes sure that what the window remembers of itself can be read by this user only.
    ///
    /// Its file is written by others, who keep the permissions of a file that is there.
    pub fn keep_window_private(&self) -> Result<(), StoreError> {
        let path = self.paths.window();
        let kept = match self.disk.read(&path, ron_file::MAX_BYTES) {
            Err(err) if err.kind() == std::io::ErrorKind::NotFound => {
                self.disk.replace(&path, NOTHING_REMEMBERED)
            }
            read => read.map(drop),
        };
        kept.map_err(StoreError::io(t!("disk-keep-window"), &path))
    }

    /// Removes the accounts and the vault; for the sandbox, whose tokens end with it.
    pub fn forget_accounts(&self) -> Result<(), StoreError> {
        ron_file::remove(&*self.disk, &self.paths.accounts())?;
        ron_file::remove(&*self.disk, &self.paths.vault())
    }

    /// Tells this computer's copy of the program from any other; made on first use from `fresh`.
    pub fn installation(
        &self,
        fresh: impl FnOnce() -> InstallationId,
    ) -> Result<InstallationId, StoreError> {
        let path = self.paths.installation();
        let _turn = FileLock::take_within(&path.with_extension("lock"), TURN)?;
        if let Some(known) = INSTALLATION.read(&*self.disk, &path)? {
            return Ok(known);
        }
        let installation = fresh();
        INSTALLATION.write(&*self.disk, &path, &installation)?;
        Ok(installation)
    }
}

/// A map of nothing, as the window would write it.
const NOTHING_REMEMBERED: &[u8] = b"{}";

pub(super) const SETTINGS: Format<Settings> = Format::new("sendoff settings").edited_by_hand();
pub(super) const ACCOUNTS: Format<Vec<Account>> = Format::new("sendoff accounts");
pub(super) const MENTIONS: Format<Vec<Mention>> = Format::new("sendoff mentions");
pub(super) const INSTALLATION: Format<InstallationId> = Format::new("sendoff installation");

/// How long to wait for another Sendoff that is writing; a save takes a few milliseconds.
const TURN: Duration = Duration::from_secs(3);

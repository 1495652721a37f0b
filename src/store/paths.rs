//! Where the files live: names only, nothing is opened here.

use std::path::{Path, PathBuf};

use crate::domain::{JobId, MediaName};

/// The folders of one profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    config: PathBuf,
    data: PathBuf,
}

impl Paths {
    /// The platform's folders for this user; `None` if the user has no home.
    ///
    /// What may be sent lies in the *local* data folder: a roaming one would be copied to another computer and
    /// sent from there again.
    pub fn of_user() -> Option<Self> {
        let dirs = directories::ProjectDirs::from("", "", "Sendoff")?;
        Some(Self {
            config: dirs.config_dir().to_owned(),
            data: dirs.data_local_dir().to_owned(),
        })
    }

    /// Everything under one folder, as `--profile-dir` asks.
    pub fn under(profile_dir: &Path) -> Self {
        Self {
            config: profile_dir.join("config"),
            data: profile_dir.join("data"),
        }
    }

    /// The profile of the built-in sandbox, kept apart inside this one.
    #[must_use]
    pub fn of_sandbox(&self) -> Self {
        Self::under(&self.data.join("sandbox"))
    }

    /// `settings.ron`.
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.ron")
    }

    /// `accounts.ron`: names, URNs, expiry; no secrets.
    pub fn accounts(&self) -> PathBuf {
        self.config.join("accounts.ron")
    }

    /// `mentions.ron`: the people and pages that are mentioned.
    pub fn mentions(&self) -> PathBuf {
        self.config.join("mentions.ron")
    }

    /// `vault.ron`: the encrypted secrets.
    pub fn vault(&self) -> PathBuf {
        self.config.join("vault.ron")
    }

    /// `installation.ron`: tells this computer from another.
    pub fn installation(&self) -> PathBuf {
        self.data.join("installation.ron")
    }

    /// `dictionaries`: where a person may put Hunspell dictionaries. Sendoff does not make it.
    pub fn dictionaries(&self) -> PathBuf {
        self.data.join("dictionaries")
    }

    /// `ledger.ron`: the requests of the day.
    pub fn ledger(&self) -> PathBuf {
        self.data.join("ledger.ron")
    }

    /// `window.ron`: the window's size and place, written by eframe.
    pub fn window(&self) -> PathBuf {
        self.data.join("window.ron")
    }

    /// Held by the one window of this profile.
    pub fn instance_lock(&self) -> PathBuf {
        self.data.join("instance.lock")
    }

    /// Held while a job is put into the outbox or taken out of it.
    pub fn outbox_lock(&self) -> PathBuf {
        self.data.join("outbox.lock")
    }

    /// What a second start left for the window.
    pub fn handover(&self) -> PathBuf {
        self.data.join("handover")
    }

    /// All drafts.
    pub fn drafts(&self) -> PathBuf {
        self.data.join("drafts")
    }

    /// What was discarded.
    pub fn trash(&self) -> PathBuf {
        self.data.join("trash")
    }

    /// The folder of one discarded draft, under its name in the trash.
    pub fn discarded(&self, id: JobId) -> PathBuf {
        self.trash().join(id.to_string())
    }

    /// `texts.ron`: templates and snippets.
    pub fn kept_texts(&self) -> PathBuf {
        self.data.join("texts.ron")
    }

    /// All jobs.
    pub fn outbox(&self) -> PathBuf {
        self.data.join("outbox")
    }

    /// All receipts.
    pub fn receipts(&self) -> PathBuf {
        self.data.join("receipts")
    }

    /// The folder of one draft.
    pub fn draft(&self, id: JobId) -> PathBuf {
        self.drafts().join(id.to_string())
    }

    /// A media file of one draft.
    pub fn draft_media(&self, id: JobId, name: &MediaName) -> PathBuf {
        self.draft(id).join(MEDIA).join(name.as_str())
    }

    /// The folder of one job.
    pub fn job(&self, id: JobId) -> PathBuf {
        self.outbox().join(id.to_string())
    }

    /// The media folder of one job.
    pub fn job_media_dir(&self, id: JobId) -> PathBuf {
        self.job(id).join(MEDIA)
    }

    /// A media file of one job.
    pub fn job_media(&self, id: JobId, name: &MediaName) -> PathBuf {
        self.job_media_dir(id).join(name.as_str())
    }

    /// The receipt of one job.
    pub fn receipt(&self, id: JobId) -> PathBuf {
        self.receipts().join(format!("{id}.ron"))
    }

    /// The folders that must exist before anything is written.
    pub(super) fn folders(&self) -> [&Path; 2] {
        [&self.config, &self.data]
    }
}

const MEDIA: &str = "media";

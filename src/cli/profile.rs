//! Which files, which LinkedIn, which vault: what the global options and the environment say.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use secrecy::SecretString;

use super::args::Global;
use crate::domain::Settings;
use crate::engine::{Initiative, KeySource, Keys, PageDrawer, Parts, SystemClock, VaultStatus};
use crate::linkedin::{Endpoints, Patience};
use crate::store::keyring::Keyring;
use crate::store::vault::KdfCost;
use crate::store::{Paths, Store, dictionary_folders};
use crate::web::NoPages;

/// Where this run works.
pub(super) struct Profile {
    pub(super) store: Store,
    pub(super) endpoints: Endpoints,
    api_version: Option<crate::domain::ApiVersion>,
    /// The folder that everything is kept under, if that is not the platform's.
    pub(super) folder: Option<PathBuf>,
}

impl Profile {
    /// Reads the global options.
    ///
    /// # Errors
    /// A sentence. A server other than LinkedIn is accepted only on this computer and only with a profile of its own:
    /// a stored token must never reach it by a slip.
    pub(super) fn read(global: &Global) -> Result<Self, String> {
        let endpoints = match (&global.endpoint, &global.profile_dir) {
            (None, _) => Endpoints::linkedin(),
            (Some(url), Some(_)) => Endpoints::loopback(url).map_err(|err| err.to_string())?,
            (Some(_), None) => return Err("--endpoint needs a --profile-dir of its own".to_owned()),
        };
        let folder = global.profile_dir.as_deref().map(absolute);
        let paths = match &folder {
            Some(folder) => Paths::under(folder),
            None => Paths::of_user().ok_or(
                "This user has no home folder; say where to keep files with --profile-dir",
            )?,
        };
        Ok(Self {
            store: Store::new(paths),
            endpoints,
            api_version: global.api_version,
            folder,
        })
    }

    /// What an engine needs. A vault that only a person can open is asked for here, if a person is there.
    pub(super) fn parts(&self, keys: KeySource) -> Parts {
        Parts {
            store: self.store.clone(),
            endpoints: self.endpoints.clone(),
            patience: Patience::default(),
            api_version: self.api_version,
            keys,
            kdf_cost: KdfCost::CURRENT,
            pages: Arc::new(NoPages),
            drawer: PageDrawer::this_program(),
            dictionary_folders: dictionary_folders(self.store.paths()),
            clock: Arc::new(SystemClock),
            initiative: Initiative::Asked,
            companion: None,
        }
    }

    /// The API version that requests would ask for.
    pub(super) fn api_version(&self) -> crate::domain::ApiVersion {
        self.api_version
            .unwrap_or_else(|| self.settings().api_version)
    }

    /// The settings. Where they make no sense, the defaults are used, and that is said.
    pub(super) fn settings(&self) -> Settings {
        self.store.settings().unwrap_or_else(|err| {
            tracing::warn!("the settings could not be read, so the defaults are used. {err}");
            Settings::default()
        })
    }

    /// How the vault opens: the environment's passphrase, the keyring, or a passphrase typed now.
    pub(super) fn keys(&self) -> KeySource {
        let source = key_source();
        if matches!(source, KeySource::Passphrase(_)) || !std::io::stdin().is_terminal() {
            return source;
        }
        let question = match Keys::new(&self.store, source.clone(), KdfCost::CURRENT).probe() {
            VaultStatus::Locked {
                has_passphrase: true,
                ..
            } => "Passphrase of the vault: ",
            VaultStatus::Missing {
                passphrase_needed: true,
            } => "Choose a passphrase for the vault: ",
            VaultStatus::Unknown
            | VaultStatus::Missing { .. }
            | VaultStatus::Locked { .. }
            | VaultStatus::Open(_)
            | VaultStatus::Broken { .. } => return source,
        };
        rpassword::prompt_password(question)
            .map_or(source, |typed| KeySource::Passphrase(typed.into()))
    }
}

/// How the vault opens as far as the environment says.
pub(super) fn key_source() -> KeySource {
    if let Some(passphrase) = secret_from("SENDOFF_PASSPHRASE") {
        return KeySource::Passphrase(passphrase);
    }
    match Keyring::of_this_computer() {
        Ok(keyring) => KeySource::Keyring(Arc::new(keyring)),
        Err(err) => {
            tracing::warn!(%err, "the keyring cannot be used");
            KeySource::Person
        }
    }
}

/// A secret from the environment; empty counts as not set.
pub(super) fn secret_from(variable: &str) -> Option<SecretString> {
    std::env::var(variable)
        .ok()
        .filter(|value| !value.is_empty())
        .map(SecretString::from)
}

fn absolute(dir: &Path) -> std::path::PathBuf {
    std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned())
}

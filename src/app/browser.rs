//! Sending a person to a page in their browser or to a window on the sandbox; neither gets anything else of ours.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::domain::BrowserLink;

/// Shows a page in the person's browser.
///
/// A program that is started inherits the environment of the one that starts it, and ours may have been given secrets.
/// They cannot be taken out of it again, so the browser is then started by another copy of this program, which never
/// had them.
///
/// # Errors
/// If the address is none for a browser, or there is no browser.
pub fn open_page(address: &str) -> io::Result<()> {
    let link: BrowserLink = address.parse().map_err(io::Error::other)?;
    if SECRETS.iter().all(|name| std::env::var_os(name).is_none()) {
        return webbrowser::open(link.as_str());
    }
    let mut helper = Command::new(std::env::current_exe()?);
    for name in SECRETS {
        helper.env_remove(name);
    }
    let status = helper
        .args(["open-page", link.as_str()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err(io::Error::other("there is no browser"))
    }
}

/// Opens another window of this program, on the sandbox, and waits until it is closed. It never has the secrets that
/// this one was given.
///
/// # Errors
/// If it cannot be started.
pub(super) fn open_sandbox(profile: Option<&Path>) -> io::Result<()> {
    let mut window = Command::new(std::env::current_exe()?);
    window.arg("--sandbox").stdin(Stdio::null());
    if let Some(profile) = profile {
        window.arg("--profile-dir").arg(profile);
    }
    for name in SECRETS.into_iter().chain([ENDPOINT]) {
        window.env_remove(name);
    }
    window.status().map(|_| ())
}

/// Does something that may take as long as the person does, on a thread of its own. What goes wrong goes to the log.
pub(super) fn aside(name: &str, open: impl FnOnce() -> io::Result<()> + Send + 'static) {
    let opened = std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || {
            if let Err(err) = open() {
                tracing::warn!(%err, "it could not be opened");
            }
        });
    if let Err(err) = opened {
        tracing::warn!(%err, "it could not be opened");
    }
}

/// The variable that names another server than LinkedIn.
const ENDPOINT: &str = "SENDOFF_ENDPOINT";

/// The variables through which secrets come in.
const SECRETS: [&str; 2] = ["SENDOFF_CLIENT_SECRET", "SENDOFF_PASSPHRASE"];

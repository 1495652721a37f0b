//! Sending a person to a page in their browser, which gets an address and nothing else of ours.

use std::io;
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

/// The variables through which secrets come in.
const SECRETS: [&str; 2] = ["SENDOFF_CLIENT_SECRET", "SENDOFF_PASSPHRASE"];

//! What the window asks of the system it runs on. Never here: what it does with the answers.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::browser::{aside, open_page, open_sandbox};
use crate::engine::{Choosing, Clock, Notification, Showing, SystemClock, show};
use crate::ui::FileWish;
use crate::words::t;

/// What the window needs from the system; tests bring their own.
#[derive(Clone)]
pub struct System {
    /// Shows an address in the browser.
    pub browse: Arc<dyn Fn(&str) + Send + Sync>,
    /// Opens another window, on the built-in sandbox.
    pub try_sandbox: Arc<dyn Fn() + Send + Sync>,
    /// Opens a file dialog; called on the window's thread. `None` where there is no dialog on this computer.
    pub choose_files: Arc<dyn Fn() -> Choosing + Send + Sync>,
    /// Opens a file dialog for one file, to be written or read; called on the window's thread.
    pub choose_file: Arc<dyn Fn(&FileWish) -> Choosing + Send + Sync>,
    /// Which files were copied in another program; may block for a moment.
    pub copied_files: Arc<dyn Fn() -> Vec<PathBuf> + Send + Sync>,
    /// Shows a notification on the desktop; nobody waits for it.
    pub notify: Arc<dyn Fn(Notification) -> Showing + Send + Sync>,
    /// What the system calls its language and country, such as `de-DE`.
    pub locale: Option<String>,
    /// Whether the desktop is asked if it is light or dark.
    pub asks_desktop: bool,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// What the clock on the wall shows.
    pub zone: TimeZone,
}

impl System {
    /// The person's browser, the system's file dialog, the computer's clock. `profile` is the folder that everything
    /// is kept under, if that is not the platform's.
    pub fn of_this_computer(profile: Option<PathBuf>) -> Self {
        Self {
            browse: Arc::new(|url| {
                let url = url.to_owned();
                aside("browser", move || open_page(&url));
            }),
            try_sandbox: Arc::new(move || {
                let profile = profile.clone();
                aside("sandbox", move || open_sandbox(profile.as_deref()));
            }),
            choose_files: Arc::new(|| {
                let dialog = rfd::AsyncFileDialog::new().add_filter(t!("dialog-media"), FILES);
                let chosen = dialog.pick_files();
                Box::pin(async {
                    let files = chosen.await;
                    // Elsewhere than on Linux there always is a dialog, and no answer means that it was cancelled.
                    let files = files.or(cfg!(not(target_os = "linux")).then(Vec::new));
                    files.map(|files| files.iter().map(|file| file.path().to_owned()).collect())
                })
            }),
            choose_file: Arc::new(|wish| match wish {
                FileWish::Save(name) => {
                    let chosen = rfd::AsyncFileDialog::new().set_file_name(name).save_file();
                    Box::pin(async { chosen.await.map(|file| vec![file.path().to_owned()]) })
                }
                FileWish::OpenText => {
                    let dialog = rfd::AsyncFileDialog::new().add_filter(t!("dialog-texts"), TEXTS);
                    let chosen = dialog.pick_file();
                    Box::pin(async { chosen.await.map(|file| vec![file.path().to_owned()]) })
                }
            }),
            copied_files: Arc::new(|| {
                let files = arboard::Clipboard::new().and_then(|mut it| it.get().file_list());
                // Where it holds something else, it says so as an error.
                files.unwrap_or_default()
            }),
            notify: Arc::new(|notification| Box::pin(show(notification))),
            locale: sys_locale::get_locale(),
            asks_desktop: true,
            clock: Arc::new(SystemClock),
            zone: TimeZone::system(),
        }
    }
}

/// What the file dialog offers as texts.
const TEXTS: &[&str] = &["md", "markdown", "txt"];
/// What the file dialog offers; what a file really is, its content says.
const FILES: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "pdf", "docx", "pptx", "doc", "ppt",
    "mp4", "m4v", "srt",
];

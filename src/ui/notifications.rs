//! The setting that says what the desktop may show of a post that has ended.

use egui::Ui;

use super::theme;
use super::widgets::Select;
use crate::domain::{NotificationChoice, Settings};
use crate::words::t;

/// Shows the setting, where Sendoff knows how to show a notification; elsewhere the taskbar alone points at the window.
pub(super) fn notifications_ui(settings: &mut Settings, ui: &mut Ui) {
    if cfg!(not(any(target_os = "linux", target_os = "macos", windows))) {
        return;
    }
    let choices = [
        (NotificationChoice::Off, t!("notify-none")),
        (NotificationChoice::WithoutWords, t!("notify-result")),
        (NotificationChoice::WithWords, t!("notify-words")),
    ];
    Select::new(t!("notify")).show(ui, &mut settings.notifications, &choices);
    ui.add_space(theme::GAP_M);
}

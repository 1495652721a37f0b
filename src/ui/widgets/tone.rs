//! How serious a notice is, and the icon and colours that go with it.

use egui::Color32;

use crate::ui::icon::Icon;
use crate::ui::theme::Palette;
use crate::words::t;

/// How serious a banner or chip is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A fact.
    Neutral,
    /// Worth knowing; nothing is wrong.
    Info,
    /// It worked.
    Success,
    /// It may go wrong, or needs attention soon.
    Warning,
    /// It went wrong.
    Danger,
}

impl Tone {
    /// The icon that says the same as the colour.
    pub fn icon(self) -> Icon {
        match self {
            Self::Neutral | Self::Info => Icon::Info,
            Self::Success => Icon::CheckCircle,
            Self::Warning => Icon::AlertTriangle,
            Self::Danger => Icon::AlertCircle,
        }
    }

    /// The word a screen reader says first; empty where the text alone is enough.
    pub fn word(self) -> &'static str {
        match self {
            Self::Neutral => "",
            Self::Info => t!("tone-note"),
            Self::Success => t!("tone-done"),
            Self::Warning => t!("tone-warning"),
            Self::Danger => t!("tone-error"),
        }
    }

    /// The colour of its icon.
    pub fn foreground(self, palette: &Palette) -> Color32 {
        match self {
            Self::Neutral => palette.text_muted,
            Self::Info => palette.link,
            Self::Success => palette.success,
            Self::Warning => palette.warning,
            Self::Danger => palette.danger_text,
        }
    }

    /// The colour behind it.
    pub fn background(self, palette: &Palette) -> Color32 {
        match self {
            Self::Neutral => palette.neutral,
            Self::Info => palette.accent_soft,
            Self::Success => palette.success_soft,
            Self::Warning => palette.warning_soft,
            Self::Danger => palette.danger_soft,
        }
    }
}

//! Preferences: what a person may change about the program.

use serde::{Deserialize, Serialize};

use super::{ApiVersion, EmojiHabits, LanguageChoice, Motion, SpellingChoice, TextScale};

/// Preferences. A missing field has its default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Sent with every request.
    pub api_version: ApiVersion,
    /// The ports that sign-in may listen on, tried in order; each is part of a registered redirect URL.
    pub redirect_ports: Vec<u16>,
    /// How long a post can be taken back after Post was pressed; 0 turns it off.
    pub undo_secs: u8,
    /// Light, dark, or as the system says.
    pub theme: ThemeChoice,
    /// What language the window speaks.
    #[serde(skip_serializing_if = "is_usual")]
    pub language: LanguageChoice,
    /// How large the window is drawn.
    #[serde(skip_serializing_if = "is_usual")]
    pub text_scale: TextScale,
    /// Whether what opens and scrolls may do so gradually.
    #[serde(skip_serializing_if = "is_usual")]
    pub motion: Motion,
    /// Whether a sign-in with community access asks for what it takes to read statistics.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub asks_statistics: bool,
    /// The skin tone of emoji, and those used last.
    #[serde(skip_serializing_if = "EmojiHabits::is_empty")]
    pub emoji: EmojiHabits,
    /// What the desktop shows when a post ends while the person is elsewhere.
    #[serde(skip_serializing_if = "is_usual")]
    pub notifications: NotificationChoice,
    /// What spelling is checked against.
    #[serde(skip_serializing_if = "is_usual")]
    pub spelling: SpellingChoice,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            api_version: ApiVersion::DEFAULT,
            redirect_ports: vec![18_720, 18_721, 18_722],
            undo_secs: 5,
            theme: ThemeChoice::default(),
            language: LanguageChoice::default(),
            text_scale: TextScale::default(),
            motion: Motion::default(),
            asks_statistics: false,
            emoji: EmojiHabits::default(),
            notifications: NotificationChoice::default(),
            spelling: SpellingChoice::default(),
        }
    }
}

/// Whether a setting is as long as nobody chooses.
fn is_usual<T: Default + PartialEq>(setting: &T) -> bool {
    *setting == T::default()
}

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What the desktop shows when a post ends while the person is elsewhere; others may see it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotificationChoice {
    /// Nothing.
    Off,
    /// What became of it, and the author.
    #[default]
    WithoutWords,
    /// That and how its text begins.
    WithWords,
}

/// What the system says about light and dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SystemTheme {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

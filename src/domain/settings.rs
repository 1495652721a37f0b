//! Preferences: what a person may change about the program.

use serde::{Deserialize, Serialize};

use super::ApiVersion;

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
    /// Whether a sign-in with community access asks for what it takes to read statistics.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub asks_statistics: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            api_version: ApiVersion::DEFAULT,
            redirect_ports: vec![18_720, 18_721, 18_722],
            undo_secs: 5,
            theme: ThemeChoice::default(),
            asks_statistics: false,
        }
    }
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

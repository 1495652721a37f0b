//! What makes the window bearable for a person: how large it is drawn, whether anything moves, what language it speaks.

use serde::{Deserialize, Serialize};

use crate::words::Language;

/// What language the window speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LanguageChoice {
    /// The system's, where Sendoff speaks it; English otherwise.
    #[default]
    System,
    /// English.
    English,
    /// German.
    German,
}

impl LanguageChoice {
    /// The language itself. `locale` is what the system calls its own: `de-DE`, `de_AT.UTF-8`, `C`.
    pub fn language(self, locale: Option<&str>) -> Language {
        let system = locale.and_then(|locale| locale.split(['-', '_', '.', '@']).next());
        match self {
            Self::German => Language::German,
            Self::System if system.is_some_and(|code| code.eq_ignore_ascii_case("de")) => {
                Language::German
            }
            Self::System | Self::English => Language::English,
        }
    }
}

/// Whether what opens and scrolls may do so gradually.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Motion {
    /// As the desktop says; where it says nothing, all of it.
    #[default]
    System,
    /// Everything is at once where it is to be.
    Reduced,
    /// All of it.
    Full,
}

/// How large the window is drawn: one of [`TextScale::PERCENT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "u16", into = "u16")]
pub struct TextScale(u16);

/// A change of the size of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextStep {
    /// To the next larger one.
    Larger,
    /// To the next smaller one.
    Smaller,
    /// To 100 %.
    Usual,
}

impl TextScale {
    /// Every size, in percent of the usual one.
    pub const PERCENT: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];

    /// What a length of the usual size is multiplied by.
    pub fn factor(self) -> f32 {
        f32::from(self.0) / 100.0
    }

    /// In percent of the usual size.
    pub fn percent(self) -> u16 {
        self.0
    }

    /// The size one step away; the same at the end of the list.
    #[must_use]
    pub fn stepped(self, step: TextStep) -> Self {
        let mut sizes = Self::PERCENT.into_iter();
        let next = match step {
            TextStep::Larger => sizes.find(|percent| *percent > self.0),
            TextStep::Smaller => sizes.rfind(|percent| *percent < self.0),
            TextStep::Usual => return Self::default(),
        };
        next.map_or(self, Self)
    }
}

impl Default for TextScale {
    fn default() -> Self {
        Self(100)
    }
}

/// The nearest size there is.
impl From<u16> for TextScale {
    fn from(percent: u16) -> Self {
        let nearest = Self::PERCENT
            .into_iter()
            .min_by_key(|known| known.abs_diff(percent));
        nearest.map_or_else(Self::default, Self)
    }
}

impl From<TextScale> for u16 {
    fn from(scale: TextScale) -> Self {
        scale.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_speaks_the_systems_language_where_it_can() {
        for (locale, language) in [
            (Some("de-DE"), Language::German),
            (Some("de_AT.UTF-8"), Language::German),
            (Some("DE"), Language::German),
            (Some("den"), Language::English),
            (Some("fr-FR"), Language::English),
            (Some("C"), Language::English),
            (Some(""), Language::English),
            (None, Language::English),
        ] {
            assert_eq!(
                LanguageChoice::System.language(locale),
                language,
                "{locale:?}"
            );
            assert_eq!(LanguageChoice::English.language(locale), Language::English);
            assert_eq!(LanguageChoice::German.language(locale), Language::German);
        }
    }

    #[test]
    fn text_grows_and_shrinks_step_by_step_and_stays_within_its_bounds() {
        let climb = |step| {
            let mut scale = TextScale::from(100);
            let mut seen = Vec::new();
            for _ in 0..10 {
                scale = scale.stepped(step);
                seen.push(scale.percent());
            }
            seen
        };
        assert_eq!(climb(TextStep::Larger)[..5], [110, 125, 150, 175, 200]);
        assert_eq!(climb(TextStep::Larger)[9], 200);
        assert_eq!(climb(TextStep::Smaller)[..3], [90, 80, 80]);
        assert_eq!(
            TextScale::from(175).stepped(TextStep::Usual),
            TextScale::default()
        );
    }

    #[test]
    fn a_size_written_by_hand_is_the_nearest_there_is() {
        for (written, percent) in [
            (0, 80),
            (96, 100),
            (130, 125),
            (1_000, 200),
            (u16::MAX, 200),
        ] {
            assert_eq!(TextScale::from(written).percent(), percent);
        }
    }
}

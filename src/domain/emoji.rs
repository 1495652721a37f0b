//! Emoji: found by name and shortcode, in the skin tone a person chose, those used last first.
//!
//! Never here: whether this computer can draw one.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::library::folded;
use crate::words::t;

/// One emoji, with its name as Unicode gives it.
pub type Emoji = emojis::Emoji;

/// The skin tone in which hands and people are put in, where they have one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SkinTone {
    /// The yellow that stands for nobody's skin.
    #[default]
    None,
    /// Light.
    Light,
    /// Medium light.
    MediumLight,
    /// Medium.
    Medium,
    /// Medium dark.
    MediumDark,
    /// Dark.
    Dark,
}

impl SkinTone {
    /// All of them, from none to dark.
    pub const ALL: [Self; 6] = [
        Self::None,
        Self::Light,
        Self::MediumLight,
        Self::Medium,
        Self::MediumDark,
        Self::Dark,
    ];

    /// What it is called in the window.
    pub fn label(self) -> &'static str {
        match self {
            Self::None => t!("skin-none"),
            Self::Light => t!("skin-light"),
            Self::MediumLight => t!("skin-medium-light"),
            Self::Medium => t!("skin-medium"),
            Self::MediumDark => t!("skin-medium-dark"),
            Self::Dark => t!("skin-dark"),
        }
    }

    fn known(self) -> emojis::SkinTone {
        match self {
            Self::None => emojis::SkinTone::Default,
            Self::Light => emojis::SkinTone::Light,
            Self::MediumLight => emojis::SkinTone::MediumLight,
            Self::Medium => emojis::SkinTone::Medium,
            Self::MediumDark => emojis::SkinTone::MediumDark,
            Self::Dark => emojis::SkinTone::Dark,
        }
    }
}

/// What is remembered of how somebody uses emoji.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EmojiHabits {
    /// The skin tone chosen last.
    pub tone: SkinTone,
    /// Those used last, the last one first, without their skin tones.
    pub recent: Vec<String>,
}

impl EmojiHabits {
    /// Whether there is nothing to remember.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Notes that an emoji was used.
    pub fn note(&mut self, emoji: &Emoji) {
        let plain = in_tone(emoji, SkinTone::None).as_str();
        self.recent.retain(|known| known != plain);
        self.recent.insert(0, plain.to_owned());
        self.recent.truncate(MAX_RECENT);
    }

    /// Those used last, the last one first; what is no emoji is left out.
    pub fn recent(&self) -> Vec<&'static Emoji> {
        let known = self.recent.iter().filter_map(|text| emojis::get(text));
        known.take(MAX_RECENT).collect()
    }
}

/// A group of emoji, as keyboards order them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmojiGroup(emojis::Group);

impl EmojiGroup {
    /// All of them, in their usual order.
    pub fn all() -> impl Iterator<Item = Self> {
        emojis::Group::iter().map(Self)
    }

    /// What it is called in the window.
    pub fn label(self) -> &'static str {
        match self.0 {
            emojis::Group::SmileysAndEmotion => t!("emoji-smileys"),
            emojis::Group::PeopleAndBody => t!("emoji-people"),
            emojis::Group::AnimalsAndNature => t!("emoji-animals"),
            emojis::Group::FoodAndDrink => t!("emoji-food"),
            emojis::Group::TravelAndPlaces => t!("emoji-travel"),
            emojis::Group::Activities => t!("emoji-activities"),
            emojis::Group::Objects => t!("emoji-objects"),
            emojis::Group::Symbols => t!("emoji-symbols"),
            emojis::Group::Flags => t!("emoji-flags"),
        }
    }

    /// Whether an emoji is in it.
    pub fn holds(self, emoji: &Emoji) -> bool {
        emoji.group() == self.0
    }

    /// What is in it, in its usual order, without skin tones.
    pub fn emoji(self) -> impl Iterator<Item = &'static Emoji> {
        self.0.emojis()
    }
}

/// The emoji with this text; `None` where it is none.
pub fn known(text: &str) -> Option<&'static Emoji> {
    emojis::get(text)
}

/// An emoji in a skin tone, or as it is where it has none.
pub fn in_tone(emoji: &Emoji, tone: SkinTone) -> &Emoji {
    emoji.with_skin_tone(tone.known()).unwrap_or(emoji)
}

/// What a search finds: every word of it begins a word of the name or of a shortcode. Those that begin with it come
/// first. A search without words finds everything.
pub fn found(search: &str) -> Vec<&'static Emoji> {
    let wanted = folded(search.trim().trim_matches(':')).replace('_', " ");
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let Some(first) = words.first() else {
        return emojis::iter().collect();
    };
    let mut found: Vec<(bool, &Emoji)> = Vec::new();
    for emoji in emojis::iter() {
        let names: Vec<String> = names(emoji).collect();
        let begins = |word: &&str| {
            let mut parts = names.iter().flat_map(|name| name.split([' ', '-']));
            parts.any(|part| part.starts_with(*word))
        };
        if words.iter().all(begins) {
            let is_first = names.iter().any(|name| name.starts_with(*first));
            found.push((!is_first, emoji));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, emoji)| emoji).collect()
}

/// The name and the shortcodes, folded, in words.
fn names(emoji: &Emoji) -> impl Iterator<Item = String> {
    let shortcodes = emoji.shortcodes().map(|code| code.replace('_', " "));
    std::iter::once(folded(emoji.name())).chain(shortcodes)
}

/// The shortcode that is being typed: a colon and at least two letters between it and the caret, which is at byte
/// `caret`. `None` where a colon means something else: in a time, an address or a smiley.
pub fn being_typed(text: &str, caret: usize) -> Option<Range<usize>> {
    let is_in_code = |c: char| c.is_ascii_alphanumeric() || "_+-".contains(c);
    let code = text[..caret].trim_end_matches(is_in_code).len();
    let start = text[..code].strip_suffix(':')?.len();
    let follows_word = text[..start].ends_with(|c: char| c.is_alphanumeric() || ":/".contains(c));
    let ends_here = !text[caret..].starts_with(is_in_code);
    let is_word =
        text[code..caret].starts_with(|c: char| c.is_ascii_alphabetic() || "+-".contains(c));
    (caret - code >= 2 && is_word && ends_here && !follows_word).then_some(start..caret)
}

/// What is offered for a shortcode of which the beginning is typed, colon included: at most `most`, the shortest first.
pub fn suggested(typed: &str, most: usize) -> Vec<&'static Emoji> {
    let wanted = typed.trim_start_matches(':').to_ascii_lowercase();
    let fits = |emoji: &&Emoji| {
        let fitting = emoji.shortcodes().filter(|code| code.starts_with(&wanted));
        fitting.map(str::len).min()
    };
    let mut suggested: Vec<_> = emojis::iter()
        .filter_map(|emoji| Some((fits(&emoji)?, emoji)))
        .collect();
    suggested.sort_by_key(|(length, _)| *length);
    suggested
        .into_iter()
        .map(|(_, emoji)| emoji)
        .take(most)
        .collect()
}

const MAX_RECENT: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(emoji: &[&Emoji]) -> Vec<String> {
        emoji
            .iter()
            .map(|emoji| emoji.as_str().to_owned())
            .collect()
    }

    #[test]
    fn names_and_shortcodes_are_found_by_the_beginnings_of_their_words() {
        for (search, wanted) in [
            ("kite", "🪁"),
            ("PINATA", "🪅"),
            ("tada", "🎉"),
            (":tada:", "🎉"),
            ("party pop", "🎉"),
            ("germany", "🇩🇪"),
            ("+1", "👍"),
        ] {
            assert!(
                texts(&found(search)).contains(&wanted.to_owned()),
                "{search}"
            );
        }
        assert_eq!(texts(&found("kite"))[0], "🪁");
        assert!(found("nothing is called so").is_empty());
        assert_eq!(found("  ").len(), emojis::iter().count());
    }

    #[test]
    fn a_skin_tone_is_put_on_what_has_one_and_on_nothing_else() {
        let wave = known("👋").unwrap();
        assert_eq!(in_tone(wave, SkinTone::MediumDark).as_str(), "👋🏾");
        let dark = known("👋🏿").unwrap();
        assert_eq!(in_tone(dark, SkinTone::None).as_str(), "👋");
        let kite = known("🪁").unwrap();
        assert_eq!(in_tone(kite, SkinTone::Dark).as_str(), "🪁");
    }

    #[test]
    fn those_used_last_come_first_and_each_once() {
        let mut habits = EmojiHabits::default();
        for text in ["👋", "🎉", "👋🏿"] {
            habits.note(known(text).unwrap());
        }
        assert_eq!(texts(&habits.recent()), ["👋", "🎉"]);
        for emoji in emojis::iter().take(100) {
            habits.note(emoji);
        }
        assert_eq!(habits.recent.len(), MAX_RECENT);
        habits.recent.insert(0, "no emoji".to_owned());
        assert_eq!(habits.recent().len(), MAX_RECENT);
    }

    #[test]
    fn a_colon_begins_a_shortcode_only_where_it_means_nothing_else() {
        for (text, typed) in [
            (":kite", Some(":kite")),
            ("Up :ki", Some(":ki")),
            ("(:ki", Some(":ki")),
            (":+1", Some(":+1")),
            ("@Ann :kite", Some(":kite")),
            (":k", None),
            (":", None),
            ("at 12:30", None),
            ("at :30", None),
            ("https://kite", None),
            ("note:kite", None),
            ("std::kite", None),
            (":kite:", None),
            ("", None),
        ] {
            let range = being_typed(text, text.len());
            assert_eq!(range.map(|range| &text[range]), typed, "{text}");
        }
        assert_eq!(being_typed(":kite", 3), None);
        assert_eq!(being_typed("é :ki té", "é :ki".len()), Some(3..6));
    }

    #[test]
    fn the_shortest_shortcode_is_offered_first() {
        assert_eq!(texts(&suggested(":kite", 6))[0], "🪁");
        assert_eq!(texts(&suggested(":TADA", 6)), ["🎉"]);
        assert_eq!(suggested(":s", 6).len(), 6);
        assert!(suggested(":qqqq", 6).is_empty());
    }
}

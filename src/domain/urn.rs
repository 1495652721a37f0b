//! URNs: LinkedIn's names for people, pages, pictures and posts.
//!
//! Parsing is the only way in, so a URN inside the program is always well formed and may be put into a link,
//! a file or the window as it is. Percent-encoding for paths is the business of `linkedin/`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Any well-formed URN: `urn:li:{entity}:{key}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Urn(String);

impl Urn {
    /// What kind of thing it names, such as `person` or `share`.
    pub fn entity(&self) -> &str {
        self.0.split(':').nth(2).unwrap_or_default()
    }

    /// Its key among the things of that kind.
    pub fn key(&self) -> &str {
        self.0.split(':').nth(3).unwrap_or_default()
    }

    /// The URN as LinkedIn writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Urn {
    type Err = UrnError;

    fn from_str(text: &str) -> Result<Self, UrnError> {
        let malformed = || UrnError::Malformed(text.chars().take(LONGEST_QUOTE).collect());
        let rest = text.strip_prefix("urn:li:").ok_or_else(malformed)?;
        let (entity, key) = rest.split_once(':').ok_or_else(malformed)?;
        let entity_fits =
            (1..=32).contains(&entity.len()) && entity.bytes().all(|b| b.is_ascii_alphabetic());
        let key_fits = (1..=128).contains(&key.len())
            && key
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        if entity_fits && key_fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(malformed())
        }
    }
}

impl fmt::Display for Urn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Urn {
    type Error = UrnError;

    fn try_from(text: String) -> Result<Self, UrnError> {
        text.parse()
    }
}

impl From<Urn> for String {
    fn from(urn: Urn) -> Self {
        urn.0
    }
}

/// Why a text is not the URN that was expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UrnError {
    /// Not of the form `urn:li:{entity}:{key}`.
    #[error("This is not a LinkedIn URN: {0}")]
    Malformed(String),
    /// A URN, but of something else.
    #[error("This URN names something else than {expected}: {found}")]
    WrongKind {
        /// What would have fitted, in words.
        expected: &'static str,
        /// The URN that was given.
        found: String,
    },
}

/// Makes a URN type that accepts only some entities.
macro_rules! urn_of {
    ($(#[$doc:meta])* $name:ident, $expected:literal, $($entity:literal)|+) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "Urn", into = "Urn")]
        pub struct $name(Urn);

        impl $name {
            /// The URN as LinkedIn writes it.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }

            /// What kind of thing it names, such as `person` or `share`.
            pub fn entity(&self) -> &str {
                self.0.entity()
            }

            /// Its key: the part after the last colon.
            pub fn key(&self) -> &str {
                self.0.key()
            }
        }

        impl TryFrom<Urn> for $name {
            type Error = UrnError;

            fn try_from(urn: Urn) -> Result<Self, UrnError> {
                match urn.entity() {
                    $($entity)|+ => Ok(Self(urn)),
                    _ => Err(UrnError::WrongKind { expected: $expected, found: urn.0 }),
                }
            }
        }

        impl From<$name> for Urn {
            fn from(urn: $name) -> Self {
                urn.0
            }
        }

        impl FromStr for $name {
            type Err = UrnError;

            fn from_str(text: &str) -> Result<Self, UrnError> {
                Self::try_from(text.parse::<Urn>()?)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

urn_of!(
    /// Who can speak: a member (`urn:li:person:…`) or a page (`urn:li:organization:…`).
    ///
    /// LinkedIn, Posts API, field `author`.
    AuthorUrn,
    "a member or a page",
    "person" | "organization"
);

urn_of!(
    /// An uploaded picture, document or video. LinkedIn, Images API, field `value.image`; Documents API,
    /// `value.document`; Videos API, `value.video`.
    MediaUrn,
    "a picture, a document or a video",
    "image" | "document" | "video"
);

urn_of!(
    /// An uploaded video. LinkedIn, Videos API, field `value.video`.
    VideoUrn,
    "a video",
    "video"
);

urn_of!(
    /// A published post. LinkedIn, Posts API, header `x-restli-id`: `share` or `ugcPost`, never to be guessed.
    /// (`activity` appears in links that people copy.)
    PostUrn,
    "a post",
    "share" | "ugcPost" | "activity"
);

impl PostUrn {
    /// Whether it names the post's place in the feed rather than the post: what links have that people copy. The API
    /// wants the post itself.
    pub fn is_activity(&self) -> bool {
        self.0.entity() == "activity"
    }

    /// The post that a link or text names: a URN in it, percent-encoded or not, or the `share-…`, `ugcPost-…` or
    /// `activity-…` of LinkedIn's public addresses.
    pub fn named_in(text: &str) -> Option<Self> {
        let text = text.replace("%3A", ":").replace("%3a", ":");
        let found = |mark: &str, least: usize| {
            text.match_indices(mark).find_map(|(at, _)| {
                let after = &text[at + mark.len()..];
                let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
                (digits.len() >= least).then_some(digits)
            })
        };
        let urn = |entity: &str, digits: String| format!("urn:li:{entity}:{digits}").parse().ok();
        let entities = ["share", "ugcPost", "activity"];
        let by_urn = entities
            .iter()
            .find_map(|entity| urn(entity, found(&format!("urn:li:{entity}:"), 1)?));
        // The words of a post stand in its public address, and may say "share-5" themselves.
        by_urn.or_else(|| {
            entities
                .iter()
                .find_map(|entity| urn(entity, found(&format!("{entity}-"), LEAST_DIGITS)?))
        })
    }
}

impl AuthorUrn {
    /// Whether it names a page rather than a person.
    pub fn is_organization(&self) -> bool {
        self.0.entity() == "organization"
    }
}

/// LinkedIn's ids count milliseconds in their upper bits and have had 19 digits for years.
const LEAST_DIGITS: usize = 15;
/// How much of a text that is no URN is quoted back, in characters.
const LONGEST_QUOTE: usize = 80;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_formed_urns_are_read_and_written_back() {
        for text in [
            "urn:li:person:782bbtaQ",
            "urn:li:organization:2414183",
            "urn:li:image:C4E10AQFoyyAj-_Q",
        ] {
            assert_eq!(text.parse::<Urn>().map(String::from).as_deref(), Ok(text));
            let urn: Urn = text.parse().unwrap();
            assert_eq!(format!("urn:li:{}:{}", urn.entity(), urn.key()), text);
        }
    }

    #[test]
    fn hostile_and_malformed_urns_are_refused() {
        let long = format!("urn:li:share:{}", "9".repeat(129));
        for text in [
            "",
            "urn:li:",
            "urn:li:share:",
            "urn:li::1",
            "urn:x:share:1",
            "urn:li:share:1 2",
            "urn:li:share:<b>",
            "urn:li:share:1/../2",
            "urn:li:share:1:2",
            "URN:LI:SHARE:1",
            "javascript:alert(1)",
            "urn:li:share:1\n",
            &long,
        ] {
            assert!(text.parse::<Urn>().is_err(), "{text:?} was taken for a URN");
        }
    }

    #[test]
    fn a_post_is_found_in_every_kind_of_link() {
        for (text, expected) in [
            ("urn:li:share:71", Some("urn:li:share:71")),
            (
                "https://www.linkedin.com/feed/update/urn:li:ugcPost:72/?x=1",
                Some("urn:li:ugcPost:72"),
            ),
            (
                "https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A73",
                Some("urn:li:activity:73"),
            ),
            (
                "https://www.linkedin.com/posts/ada_to-share-5-kites-activity-7460123456789012345-AbC?utm_source=share",
                Some("urn:li:activity:7460123456789012345"),
            ),
            ("https://www.linkedin.com/in/ada", None),
            ("urn:li:share:", None),
            ("share-<script>", None),
            ("", None),
        ] {
            let found = PostUrn::named_in(text).map(|urn| urn.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_urn_of_another_kind_is_refused() {
        assert!("urn:li:share:1".parse::<AuthorUrn>().is_err());
        assert!("urn:li:person:1".parse::<PostUrn>().is_err());
        assert!("urn:li:share:1".parse::<MediaUrn>().is_err());
        assert!(
            "urn:li:person:1"
                .parse::<AuthorUrn>()
                .is_ok_and(|urn| !urn.is_organization())
        );
        assert!(
            "urn:li:organization:1"
                .parse::<AuthorUrn>()
                .is_ok_and(|urn| urn.is_organization())
        );
    }
}

//! What a post can carry besides its text and files: a poll, the card of a link, or somebody's post that is reshared.
//!
//! At most one of them, and none together with pictures; the picture of a link's card is the draft's only attachment.
//! LinkedIn, Posts API: `content` is a union, `reshareContext` stands alone.

use crate::words::t;
use serde::{Deserialize, Serialize};
use url::Url;

use super::commentary::{as_seen, clean, is_blank};
use super::limits::{
    MAX_LINK_DESCRIPTION_UNITS, MAX_LINK_TITLE_UNITS, MAX_POLL_OPTION_UNITS,
    MAX_POLL_QUESTION_UNITS, POLL_OPTIONS,
};
use super::{Place, PostUrn, Problem, Trouble};

/// What stands below the text and is no file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Extra {
    /// A question with answers to choose from.
    Poll(Poll),
    /// The card of a link. LinkedIn looks at no page itself, so all of it is written here.
    Link(LinkCard),
    /// A post that is shown below the text, of anybody who allows that.
    Reshare(PostUrn),
}

/// A poll as it is being written. LinkedIn, Polls API.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poll {
    /// What is asked.
    pub question: String,
    /// Two to four answers.
    pub options: Vec<String>,
    /// How long it is open.
    pub days: PollDays,
}

/// How long a poll is open; LinkedIn knows these four.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PollDays {
    /// A day.
    One,
    /// Three days.
    #[default]
    Three,
    /// A week.
    Seven,
    /// Two weeks.
    Fourteen,
}

impl PollDays {
    /// All of them, shortest first.
    pub const ALL: [Self; 4] = [Self::One, Self::Three, Self::Seven, Self::Fourteen];

    /// The number of days.
    pub fn count(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Three => 3,
            Self::Seven => 7,
            Self::Fourteen => 14,
        }
    }
}

/// The card of a link as it is being written. LinkedIn, Posts API, `content.article`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkCard {
    /// Where it leads: `http` or `https`.
    pub source: Url,
    /// The headline; needed.
    pub title: String,
    /// The lines below; may be empty.
    pub description: String,
}

/// A field of its own beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What stands above a document.
    DocumentTitle,
    /// What stands above a video.
    VideoTitle,
    /// The picture that is shown before a video runs.
    VideoCover,
    /// What a poll asks.
    PollQuestion,
    /// The answers of a poll as a whole.
    PollOptions,
    /// One answer, counted from 0.
    PollOption(usize),
    /// Where a link leads.
    LinkSource,
    /// The headline of a link's card.
    LinkTitle,
    /// The lines below it.
    LinkDescription,
    /// Which post is reshared.
    Reshare,
    /// What stands below the post.
    FirstComment,
}

impl Extra {
    /// What keeps it from being sent.
    pub(super) fn problems(&self) -> Vec<Problem> {
        match self {
            Self::Poll(poll) => poll.problems(),
            Self::Link(card) => card.problems(),
            Self::Reshare(urn) if urn.is_activity() => {
                vec![at(Field::Reshare, Trouble::NamedByActivity)]
            }
            Self::Reshare(_) => Vec::new(),
        }
    }

    /// The same without what cannot be shown.
    pub(super) fn cleaned(self) -> Self {
        match self {
            Self::Poll(poll) => Self::Poll(Poll {
                question: clean(&poll.question),
                options: poll.options.iter().map(|option| clean(option)).collect(),
                days: poll.days,
            }),
            Self::Link(card) => Self::Link(LinkCard {
                title: clean(&card.title),
                description: clean(&card.description),
                source: card.source,
            }),
            Self::Reshare(urn) => Self::Reshare(urn),
        }
    }
}

impl Poll {
    /// The first answer that is the same as an earlier one, in a sentence without the full stop. Nobody is kept from
    /// trying: LinkedIn does not say whether it takes that (*Polls API*).
    pub fn repeats(&self) -> Option<String> {
        let seen: Vec<String> = self.options.iter().map(|option| as_seen(option)).collect();
        (1..seen.len()).find_map(|later| {
            let text = &seen[later];
            let earlier = seen[..later].iter().position(|option| option == text)?;
            let (earlier, later) = (earlier + 1, later + 1);
            let words = t!("poll-same-answers", earlier = earlier, later = later);
            (!text.is_empty()).then_some(words)
        })
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let question = (Field::PollQuestion, &self.question, MAX_POLL_QUESTION_UNITS);
        let options = self.options.iter().enumerate();
        let options =
            options.map(|(idx, option)| (Field::PollOption(idx), option, MAX_POLL_OPTION_UNITS));
        for (field, text, limit) in std::iter::once(question).chain(options) {
            if is_blank(text) {
                problems.push(at(field, Trouble::Blank));
            }
            problems.extend(too_long(field, text, limit));
        }
        let count = self.options.len();
        if !POLL_OPTIONS.contains(&count) {
            problems.push(at(Field::PollOptions, Trouble::OptionCount { count }));
        }
        problems
    }
}

impl LinkCard {
    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !matches!(self.source.scheme(), "http" | "https") {
            problems.push(at(Field::LinkSource, Trouble::NotAWebAddress));
        }
        if !self.source.username().is_empty() || self.source.password().is_some() {
            problems.push(at(Field::LinkSource, Trouble::TellsASecret));
        }
        if is_blank(&self.title) {
            problems.push(at(Field::LinkTitle, Trouble::Blank));
        }
        problems.extend(too_long(
            Field::LinkTitle,
            &self.title,
            MAX_LINK_TITLE_UNITS,
        ));
        problems.extend(too_long(
            Field::LinkDescription,
            &self.description,
            MAX_LINK_DESCRIPTION_UNITS,
        ));
        problems
    }
}

fn at(field: Field, trouble: Trouble) -> Problem {
    Problem {
        place: Place::Field(field),
        trouble,
    }
}

fn too_long(field: Field, text: &str, limit: usize) -> Option<Problem> {
    let units = text.encode_utf16().count();
    (units > limit).then(|| at(field, Trouble::FieldTooLong { units, limit }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(extra: &Extra) -> Vec<(Field, Trouble)> {
        let problems = extra.problems().into_iter();
        let field = |problem: Problem| match problem.place {
            Place::Field(field) => (field, problem.trouble),
            place => panic!("{place:?}"),
        };
        problems.map(field).collect()
    }

    fn poll(question: &str, options: &[&str]) -> Extra {
        Extra::Poll(Poll {
            question: question.to_owned(),
            options: options.iter().map(|&option| option.to_owned()).collect(),
            days: PollDays::Seven,
        })
    }

    fn link(source: &str, title: &str, description: &str) -> Extra {
        Extra::Link(LinkCard {
            source: Url::parse(source).unwrap(),
            title: title.to_owned(),
            description: description.to_owned(),
        })
    }

    #[test]
    fn a_poll_at_its_limits_passes_and_one_unit_more_does_not() {
        let (question, option) = ("?".repeat(140), "ä".repeat(30));
        assert_eq!(places(&poll(&question, &[option.as_str(); 4])), []);
        assert_eq!(places(&poll("Tea?", &["Yes", "No"])), []);
        assert_eq!(
            places(&poll(
                &format!("{question}?"),
                &["Yes", &format!("{option}x")]
            )),
            [
                (
                    Field::PollQuestion,
                    Trouble::FieldTooLong {
                        units: 141,
                        limit: 140
                    }
                ),
                (
                    Field::PollOption(1),
                    Trouble::FieldTooLong {
                        units: 31,
                        limit: 30
                    }
                ),
            ]
        );
    }

    #[test]
    fn a_poll_needs_a_question_and_two_to_four_answers_that_say_something() {
        assert_eq!(
            places(&poll(" ", &["Yes", "\u{1}"])),
            [
                (Field::PollQuestion, Trouble::Blank),
                (Field::PollOption(1), Trouble::Blank)
            ]
        );
        for options in [&["Yes"][..], &["a"; 5], &[]] {
            let count = options.len();
            assert_eq!(
                places(&poll("Tea?", options)),
                [(Field::PollOptions, Trouble::OptionCount { count })]
            );
        }
    }

    #[test]
    fn a_card_needs_a_web_address_and_a_headline() {
        assert_eq!(places(&link("https://a.example/", "A", "")), []);
        let (title, description) = ("t".repeat(401), "d".repeat(4_087));
        assert_eq!(
            places(&link("ftp://a.example/", &title, &description)),
            [
                (Field::LinkSource, Trouble::NotAWebAddress),
                (
                    Field::LinkTitle,
                    Trouble::FieldTooLong {
                        units: 401,
                        limit: 400
                    }
                ),
                (
                    Field::LinkDescription,
                    Trouble::FieldTooLong {
                        units: 4_087,
                        limit: 4_086
                    }
                ),
            ]
        );
        assert_eq!(
            places(&link("https://a.example/", " ", "")),
            [(Field::LinkTitle, Trouble::Blank)]
        );
    }

    #[test]
    fn a_link_with_a_password_or_a_user_name_is_not_shown_to_the_world() {
        for source in [
            "https://a:b@a.example",
            "https://a@a.example",
            "https://:b@a.example",
        ] {
            assert_eq!(
                places(&link(source, "A", "")),
                [(Field::LinkSource, Trouble::TellsASecret)]
            );
        }
    }

    #[test]
    fn a_post_is_reshared_by_its_own_name_only() {
        let reshare = |urn: &str| Extra::Reshare(urn.parse().unwrap());
        assert_eq!(places(&reshare("urn:li:share:1")), []);
        assert_eq!(places(&reshare("urn:li:ugcPost:1")), []);
        assert_eq!(
            places(&reshare("urn:li:activity:1")),
            [(Field::Reshare, Trouble::NamedByActivity)]
        );
    }
}

//! Earlier versions of a draft: what it said before a pause, or before much of it went at once.
//!
//! A version keeps words, not files: those stay with the draft as it is. Never here: the disk.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Draft, Extra, Mention};

/// What a draft said at some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// When it was last written on.
    pub at: Timestamp,
    /// The text.
    pub text: String,
    /// Who was meant by `@Name` in the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// Its poll, its link's card or what it reshared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra: Option<Extra>,
    /// What its first comment was to say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub first_comment: String,
}

impl Version {
    /// What a draft says, which was last written on `at`.
    pub fn of(draft: &Draft, at: Timestamp) -> Self {
        Self {
            at,
            text: draft.text.clone(),
            mentions: draft.mentions.clone(),
            extra: draft.extra.clone(),
            first_comment: draft.first_comment.clone(),
        }
    }

    /// Whether a draft says just this.
    pub fn is_in(&self, draft: &Draft) -> bool {
        self.text == draft.text
            && self.mentions == draft.mentions
            && self.extra == draft.extra
            && self.first_comment == draft.first_comment
    }

    /// Lets a draft say this; its files, author and audience stay.
    pub fn put_into(&self, draft: &mut Draft) {
        self.text.clone_into(&mut draft.text);
        self.mentions.clone_into(&mut draft.mentions);
        self.extra.clone_into(&mut draft.extra);
        self.first_comment.clone_into(&mut draft.first_comment);
    }
}

/// Whether what was saved at `saved_at` is worth going back to once `next` takes its place: it stood for a while, or
/// much of it goes at once.
pub fn is_left_behind(saved: &Draft, saved_at: Timestamp, next: &Draft, now: Timestamp) -> bool {
    if saved.is_empty() || Version::of(saved, saved_at).is_in(next) {
        return false;
    }
    now.duration_since(saved_at) >= PAUSE || loses_much(saved, next)
}

/// Whether a draft loses so much that a slip of the hand would hurt.
pub fn loses_much(saved: &Draft, next: &Draft) -> bool {
    let loses_extra = saved.extra.is_some() && next.extra.is_none();
    loses_extra || num_lost(&saved.text, &next.text) >= MUCH
}

/// How many characters between what two texts begin and end with alike are only in the first.
fn num_lost(old: &str, new: &str) -> usize {
    let alike = |(a, b): &(char, char)| a == b;
    let start = old.chars().zip(new.chars()).take_while(alike).count();
    let (old_len, new_len) = (old.chars().count(), new.chars().count());
    let room = old_len.min(new_len) - start;
    let back = old.chars().rev().zip(new.chars().rev()).take(room);
    old_len - start - back.take_while(alike).count()
}

/// Adds a version to those of a draft, the oldest first. There are never more than [`MOST`]: of the older ones those
/// go that lie closest together.
pub fn add(versions: &mut Vec<Version>, version: Version) {
    let says_the_same = |last: &Version| {
        *last
            == Version {
                at: last.at,
                ..version.clone()
            }
    };
    if versions.last().is_some_and(says_the_same) {
        versions.pop();
    }
    versions.push(version);
    while versions.len() > MOST {
        let crowded = (1..versions.len() - NEWEST_KEPT)
            .min_by_key(|&idx| versions[idx + 1].at.duration_since(versions[idx - 1].at));
        versions.remove(crowded.unwrap_or(0));
    }
}

/// The most versions of one draft.
pub const MOST: usize = 50;
/// As many of the newest are never thinned out.
const NEWEST_KEPT: usize = 20;
/// Whoever does not write for so long has come to a rest.
const PAUSE: SignedDuration = SignedDuration::from_mins(3);
/// So many characters that go at once are much: two lines.
const MUCH: usize = 120;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{JobId, Poll, PollDays};

    fn draft(text: &str) -> Draft {
        Draft {
            text: text.to_owned(),
            ..Draft::new(JobId::from_parts(1, 1))
        }
    }

    fn at(secs: i64) -> Timestamp {
        Timestamp::from_second(secs).unwrap()
    }

    fn version(secs: i64, text: &str) -> Version {
        Version::of(&draft(text), at(secs))
    }

    #[test]
    fn what_stood_for_a_while_or_goes_at_once_is_worth_a_version() {
        let long = "word ".repeat(30);
        for (saved, next, secs, is_worth_it) in [
            ("Hello", "Hello w", 1, false),
            ("Hello", "Hello w", 179, false),
            ("Hello", "Hello w", 180, true),
            ("Hello", "Hello", 9_999, false),
            ("", "Hello", 9_999, false),
            (&long, "x", 1, true),
            (&long, &format!("{long} and more"), 1, false),
            (&long, &long[5..], 1, false),
            ("Hello", "Hello w", -5, false),
        ] {
            let left = is_left_behind(&draft(saved), at(1_000), &draft(next), at(1_000 + secs));
            assert_eq!(left, is_worth_it, "{saved:?} → {next:?} after {secs}");
        }
        let mut poll = draft("Which?");
        poll.extra = Some(Extra::Poll(Poll {
            question: "Tea?".to_owned(),
            options: Vec::new(),
            days: PollDays::One,
        }));
        assert!(is_left_behind(&poll, at(1), &draft("Which?"), at(2)));
    }

    #[test]
    fn the_same_words_are_kept_once_and_with_their_last_time() {
        let mut versions = vec![version(1, "a")];
        add(&mut versions, version(2, "a"));
        add(&mut versions, version(3, "b"));
        assert_eq!(versions, [version(2, "a"), version(3, "b")]);
    }

    #[test]
    fn older_versions_are_thinned_and_the_newest_and_the_first_stay() {
        let mut versions = Vec::new();
        for number in 0..500 {
            add(&mut versions, version(number * 60, &number.to_string()));
        }
        assert_eq!(versions.len(), MOST);
        assert_eq!(versions[0].text, "0");
        let newest = versions.iter().rev().take(NEWEST_KEPT).rev();
        let newest: Vec<&str> = newest.map(|version| version.text.as_str()).collect();
        let expected: Vec<String> = (480..500).map(|number| number.to_string()).collect();
        assert_eq!(newest, expected);
        let widest = versions
            .windows(2)
            .map(|two| two[1].at.duration_since(two[0].at));
        assert!(widest.max().unwrap() < SignedDuration::from_mins(60));
    }

    #[test]
    fn going_back_changes_words_and_nothing_else() {
        let mut now = draft("New");
        now.reshare_disabled = true;
        version(1, "Old").put_into(&mut now);
        assert_eq!((now.text.as_str(), now.reshare_disabled), ("Old", true));
    }

    proptest! {
        #[test]
        fn whatever_the_times_there_are_never_too_many(secs in prop::collection::vec(-9_999_i64..9_999, 0..120)) {
            let mut versions = Vec::new();
            for (number, secs) in secs.iter().enumerate() {
                let newest = version(*secs, &number.to_string());
                add(&mut versions, newest.clone());
                prop_assert!(versions.len() <= MOST);
                prop_assert_eq!(versions.last(), Some(&newest));
            }
        }

        #[test]
        fn no_more_is_lost_than_there_was(old in "[ab]{0,9}", new in "[ab]{0,9}") {
            let lost = num_lost(&old, &new);
            prop_assert!(lost <= old.len());
            prop_assert!(old.len() - lost <= new.len());
        }
    }
}

//! The time of a post that is to be sent later: from words or a date and a time of day, in a time zone.
//!
//! Clocks are put forward and back: a time of day may not exist, or exist twice. Neither is guessed.

use crate::words::t;
use jiff::civil::DateTime;
use jiff::fmt::temporal::Pieces;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// Why a time is of no use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    /// It is no time.
    #[error(
        "{}", t!("when-unreadable")
    )]
    Unreadable,
    /// The clocks are put forward over it.
    #[error("{}", t!("when-gap", time = .0.as_str()))]
    Gap(String),
    /// The clocks are put back over it.
    #[error(
        "{}", t!("when-fold", first = .first.to_string(), second = .second.to_string())
    )]
    Fold {
        /// The one that comes first.
        first: Timestamp,
        /// The other.
        second: Timestamp,
    },
    /// It is over.
    #[error("{}", t!("when-past"))]
    Past,
    /// It is too far ahead.
    #[error(
        "{}", t!("when-too-far")
    )]
    TooFar,
}

/// Reads a time: RFC 3339, or a date and a time of day in `zone`. It must be ahead of `now`, by a year at most.
///
/// # Errors
/// [`WhenError`], in words for whoever wrote it.
pub fn parse(text: &str, zone: &TimeZone, now: Timestamp) -> Result<Timestamp, WhenError> {
    let text = text.trim();
    if !is_offset_on_earth(text) {
        return Err(WhenError::Unreadable);
    }
    let at = match text.parse::<Timestamp>() {
        Ok(at) => at,
        Err(_) => in_zone(local(text).ok_or(WhenError::Unreadable)?, zone)?,
    };
    check(at, now)
}

/// The moment at which clocks in `zone` show this.
///
/// # Errors
/// [`WhenError::Gap`] if they never do, [`WhenError::Fold`] if they do twice.
pub fn in_zone(shown: DateTime, zone: &TimeZone) -> Result<Timestamp, WhenError> {
    let ambiguous = zone.to_ambiguous_timestamp(shown);
    let words = || shown.strftime("%Y-%m-%d %H:%M").to_string();
    let at = |moment: Result<Timestamp, jiff::Error>| moment.ok().ok_or(WhenError::Unreadable);
    match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { .. } => at(ambiguous.unambiguous()),
        AmbiguousOffset::Gap { .. } => Err(WhenError::Gap(words())),
        AmbiguousOffset::Fold { .. } => Err(WhenError::Fold {
            first: at(ambiguous.earlier())?,
            second: at(ambiguous.later())?,
        }),
    }
}

/// Whether a post may wait for this time.
///
/// # Errors
/// [`WhenError::Past`] or [`WhenError::TooFar`].
pub fn check(at: Timestamp, now: Timestamp) -> Result<Timestamp, WhenError> {
    if at <= now {
        Err(WhenError::Past)
    } else if at.duration_since(now) > FARTHEST {
        Err(WhenError::TooFar)
    } else {
        Ok(at)
    }
}

/// A slip of the pen in the offset would move the post by a day. No clocks differ from UTC by more than 14 hours.
fn is_offset_on_earth(text: &str) -> bool {
    let offset = Pieces::parse(text)
        .ok()
        .and_then(|pieces| pieces.to_numeric_offset());
    offset.is_none_or(|offset| offset.seconds().unsigned_abs() <= 14 * 60 * 60)
}

/// A date and a time of day without a zone; a date alone says no time.
fn local(text: &str) -> Option<DateTime> {
    let shape = text.as_bytes();
    let has_time = matches!(shape.get(10), Some(b'T' | b't' | b' ')) && text.contains(':');
    // What follows a time of day could be a zone, which must not be read over.
    let is_plain = text
        .bytes()
        .skip(11)
        .all(|byte| byte.is_ascii_digit() || byte == b':');
    (has_time && is_plain)
        .then(|| text.parse::<DateTime>().ok())
        .flatten()
}

/// A sign-in lasts 60 days, a renewed one a year. LinkedIn, programmatic refresh tokens: 365 days.
const FARTHEST: SignedDuration = SignedDuration::from_hours(366 * 24);

#[cfg(test)]
mod tests {
    use super::*;

    /// Central European time by its rule, whatever this computer knows of time zones.
    fn berlin() -> TimeZone {
        TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
    }

    fn read(text: &str) -> Result<String, WhenError> {
        let now = "2026-11-24T12:00:00Z".parse().unwrap();
        parse(text, &berlin(), now).map(|at| at.to_string())
    }

    #[test]
    fn times_are_read_with_a_zone_and_without() {
        for (text, expected) in [
            ("2026-11-25T09:00:00Z", "2026-11-25T09:00:00Z"),
            ("2026-11-25T09:00:00+01:00", "2026-11-25T08:00:00Z"),
            ("2026-11-25 09:00-05:00", "2026-11-25T14:00:00Z"),
            ("2026-11-25T09:00", "2026-11-25T08:00:00Z"),
            (" 2026-11-25 09:00:30 ", "2026-11-25T08:00:30Z"),
            ("2027-07-01T09:00", "2027-07-01T07:00:00Z"),
            ("2027-03-28T01:59", "2027-03-28T00:59:00Z"),
            ("2027-03-28T03:00", "2027-03-28T01:00:00Z"),
            ("2027-10-31T01:59", "2027-10-30T23:59:00Z"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn an_hour_that_is_left_out_or_comes_twice_is_not_guessed() {
        for text in ["2027-03-28T02:00", "2027-03-28T02:30", "2027-03-28 02:59"] {
            assert!(matches!(read(text), Err(WhenError::Gap(_))), "{text}");
        }
        let fold = WhenError::Fold {
            first: "2027-10-31T00:30:00Z".parse().unwrap(),
            second: "2027-10-31T01:30:00Z".parse().unwrap(),
        };
        assert_eq!(read("2027-10-31T02:30"), Err(fold.clone()));
        // Each of the two that are offered is taken.
        assert!(
            fold.to_string()
                .ends_with("2027-10-31T00:30:00Z or 2027-10-31T01:30:00Z")
        );
        assert!(read("2027-10-31T00:30:00Z").is_ok());
    }

    #[test]
    fn what_is_over_or_too_far_ahead_is_not_taken() {
        for text in [
            "2026-11-24T12:00:00Z",
            "2026-11-24T13:00",
            "1999-01-01T00:00",
        ] {
            assert_eq!(read(text), Err(WhenError::Past), "{text}");
        }
        assert!(read("2027-11-25T12:00:00Z").is_ok());
        for text in [
            "2027-11-25T12:00:01Z",
            "2099-01-01T00:00",
            "9999-12-30T00:00",
        ] {
            assert_eq!(read(text), Err(WhenError::TooFar), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_said_to_be_none() {
        for text in [
            "",
            " ",
            "tomorrow",
            "9:00",
            "2026-11-25",
            "2026-11-25T",
            "2026-11-25T09",
            "2026-02-30T09:00",
            "2026-11-25T25:00",
            "2026-11-25T09:61",
            "25.11.2026 09:00",
            "11/25/2026 9:00",
            "2026-11-25T09:00X",
            "2026-11-25T09:00+99:00",
            "2026-11-25T09:00[Europe/Nowhere]",
            "1764061200",
            "２０２６-11-25T09:00",
            "2026-11-25T09:00\u{202e}",
            "-2026-11-25T09:00",
        ] {
            assert_eq!(read(text), Err(WhenError::Unreadable), "{text:?}");
        }
    }
}

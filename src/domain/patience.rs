//! Whether and when to try again: a pure decision from what happened, how often, and the time.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::{Cause, Failure};

/// What to do after a step of a job did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// Try the same step again at this time.
    Until(Timestamp),
    /// Nothing changes by itself: a person must sign in, change a setting or press retry; then the job goes on.
    ForPerson,
    /// It will not get better: the job has failed.
    GiveUp,
}

/// Decides what to do after an upload step, or a create that was certainly not processed, did not succeed.
///
/// `tries` counts this failure, from 1. `roll` is a random number from 0 to 1 that spreads the waiting times of
/// many computers ("full jitter").
pub fn after(failure: &Failure, tries: u32, now: Timestamp, roll: f64) -> Patience {
    match failure.cause {
        Cause::RateLimited { daily } => {
            Patience::Until(rate_limit_ends(failure, daily, tries, now, roll))
        }
        // Costs nothing and LinkedIn does not see it: as long as it takes.
        Cause::NoConnection => Patience::Until(later(now, backoff(tries, roll))),
        Cause::ServerTrouble { .. } | Cause::ConnectionLost | Cause::TimedOut => {
            Patience::Until(later(now, knock(tries, roll)))
        }
        Cause::AnswerUnreadable if tries < MAX_UNREADABLE_TRIES => {
            Patience::Until(later(now, backoff(tries, roll)))
        }
        Cause::TokenTooNew if tries <= MAX_NEW_TOKEN_WAITS => {
            Patience::Until(later(now, backoff(tries, 1.0)))
        }
        Cause::Certificate if tries < MAX_CERTIFICATE_TRIES => {
            Patience::Until(later(now, backoff(tries, roll)))
        }
        Cause::UploadExpired if tries < MAX_UPLOAD_TRIES => Patience::Until(now),
        Cause::MediaNotReady if tries <= MAX_MEDIA_WAITS => {
            Patience::Until(later(now, backoff(tries, 1.0)))
        }
        Cause::NotSignedIn
        | Cause::VaultLocked
        | Cause::TokenInvalid
        | Cause::TokenRevoked
        | Cause::TokenExpired
        | Cause::TokenTooNew
        | Cause::VersionRetired
        | Cause::Storage
        | Cause::Interrupted => Patience::ForPerson,
        Cause::Draft
        | Cause::AuthorUnknown
        | Cause::SameText
        | Cause::OnItsWay
        | Cause::MediaChanged
        | Cause::TextGarbled
        | Cause::PermissionMissing
        | Cause::AuthorRefused
        | Cause::FieldRefused
        | Cause::Forbidden
        | Cause::TooLong
        | Cause::Duplicate { .. }
        | Cause::ContentRefused
        | Cause::MediaNotReady
        | Cause::MediaRefused
        | Cause::UploadExpired
        | Cause::UploadHostRefused
        | Cause::NotFound
        | Cause::RequestRefused
        | Cause::Conflict
        | Cause::AnswerUnreadable
        | Cause::Certificate
        | Cause::Died => Patience::GiveUp,
    }
}

/// Decides after LinkedIn was busy with the same thing (409) during a step that may be repeated.
pub fn after_conflict(tries: u32, now: Timestamp, roll: f64) -> Patience {
    if tries < MAX_CONFLICT_TRIES {
        Patience::Until(later(now, backoff(tries, roll)))
    } else {
        Patience::GiveUp
    }
}

/// When to knock again after a 429: as LinkedIn asked, else a short ladder, else after the next midnight UTC,
/// when LinkedIn starts to count anew (LinkedIn, *rate limiting*).
fn rate_limit_ends(
    failure: &Failure,
    daily: bool,
    tries: u32,
    now: Timestamp,
    roll: f64,
) -> Timestamp {
    if let Some(secs) = failure.retry_after_secs {
        return later(now, SignedDuration::from_secs(i64::from(secs)));
    }
    match (daily, tries) {
        (false, 0..=3) => later(
            now,
            SignedDuration::from_secs(30 << tries.saturating_sub(1)),
        ),
        _ => later(
            next_utc_midnight(now),
            SignedDuration::from_secs_f64(600.0 * roll.clamp(0.0, 1.0)),
        ),
    }
}

fn next_utc_midnight(now: Timestamp) -> Timestamp {
    let today = TimeZone::UTC.to_datetime(now).date();
    let tomorrow = today.tomorrow().unwrap_or(today);
    tomorrow
        .to_zoned_datetime(TimeZone::UTC)
        .map_or(now, |zoned| zoned.timestamp())
}

/// Each knock counts against the day's limit: after some quick ones, four an hour.
fn knock(tries: u32, roll: f64) -> SignedDuration {
    if tries <= MAX_QUICK_KNOCKS {
        backoff(tries, roll)
    } else {
        SignedDuration::from_mins(15)
    }
}

/// Between half a second and a doubling bound: 1, 2, 4 … 60 seconds.
fn backoff(tries: u32, roll: f64) -> SignedDuration {
    let bound = f64::from(1_u32 << tries.saturating_sub(1).min(6)).min(MAX_BACKOFF_SECS);
    SignedDuration::from_secs_f64((bound * roll.clamp(0.0, 1.0)).max(MIN_BACKOFF_SECS))
}

fn later(now: Timestamp, wait: SignedDuration) -> Timestamp {
    now.checked_add(wait.min(LONGEST_WAIT))
        .unwrap_or(Timestamp::MAX)
}

const MIN_BACKOFF_SECS: f64 = 0.5;
const MAX_BACKOFF_SECS: f64 = 60.0;
/// No wait is longer.
pub(super) const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(48);
/// 1 + 2 + … + 60 seconds, about four minutes, of trying quickly.
const MAX_QUICK_KNOCKS: u32 = 8;
/// An answer that makes no sense three times will not make sense the fourth time.
const MAX_UNREADABLE_TRIES: u32 = 3;
const MAX_CONFLICT_TRIES: u32 = 3;
/// 1 + 2 + 4 seconds, for LinkedIn to know a sign-in that is seconds old; after that it is taken at its word.
pub(super) const MAX_NEW_TOKEN_WAITS: u32 = 3;
/// A certificate that is refused three times will not be accepted the fourth time.
const MAX_CERTIFICATE_TRIES: u32 = 3;
/// An upload address that expires three times in a row is no accident.
const MAX_UPLOAD_TRIES: u32 = 3;
/// 1 + 2 + 4 + 8 + 16 + 32 seconds, about a minute, for LinkedIn to finish with a picture.
const MAX_MEDIA_WAITS: u32 = 6;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn noon() -> Timestamp {
        "2026-11-24T12:00:00Z".parse().unwrap()
    }

    #[track_caller]
    fn check(cause: Cause, tries: u32, expected: &str) {
        let said = match after(&Failure::new(cause), tries, noon(), 1.0) {
            Patience::Until(at) => at.to_string(),
            Patience::ForPerson => "person".to_owned(),
            Patience::GiveUp => "give up".to_owned(),
        };
        assert_eq!(said, expected);
    }

    #[test]
    fn trouble_on_the_way_is_tried_again_with_growing_waits() {
        check(Cause::NoConnection, 1, "2026-11-24T12:00:01Z");
        check(
            Cause::ServerTrouble { status: 503 },
            3,
            "2026-11-24T12:00:04Z",
        );
        check(Cause::NoConnection, 40, "2026-11-24T12:01:00Z");
        check(Cause::ConnectionLost, 8, "2026-11-24T12:01:00Z");
        check(Cause::ConnectionLost, 9, "2026-11-24T12:15:00Z");
        check(Cause::AnswerUnreadable, 2, "2026-11-24T12:00:02Z");
        check(Cause::Certificate, 2, "2026-11-24T12:00:02Z");
        check(Cause::UploadExpired, 2, "2026-11-24T12:00:00Z");
    }

    #[test]
    fn a_sign_in_that_linkedin_does_not_know_yet_gets_a_moment() {
        check(Cause::TokenTooNew, 1, "2026-11-24T12:00:01Z");
        check(Cause::TokenTooNew, 3, "2026-11-24T12:00:04Z");
        check(Cause::TokenTooNew, 4, "person");
    }

    #[test]
    fn a_conflict_in_a_step_that_may_be_repeated_is_tried_again() {
        let soon = "2026-11-24T12:00:02Z".parse().unwrap();
        assert_eq!(after_conflict(2, noon(), 1.0), Patience::Until(soon));
        assert_eq!(after_conflict(3, noon(), 1.0), Patience::GiveUp);
    }

    #[test]
    fn a_rate_limit_waits_for_midnight_utc_at_last() {
        check(
            Cause::RateLimited { daily: false },
            1,
            "2026-11-24T12:00:30Z",
        );
        check(
            Cause::RateLimited { daily: false },
            3,
            "2026-11-24T12:02:00Z",
        );
        check(
            Cause::RateLimited { daily: false },
            4,
            "2026-11-25T00:10:00Z",
        );
        check(
            Cause::RateLimited { daily: true },
            1,
            "2026-11-25T00:10:00Z",
        );
        let limit = Failure::new(Cause::RateLimited { daily: true });
        assert_eq!(
            after(&limit, 1, noon(), 0.5),
            Patience::Until("2026-11-25T00:05:00Z".parse().unwrap())
        );
        let asked = Failure {
            retry_after_secs: Some(7),
            ..Failure::new(Cause::RateLimited { daily: true })
        };
        assert_eq!(
            after(&asked, 1, noon(), 1.0),
            Patience::Until("2026-11-24T12:00:07Z".parse().unwrap())
        );
    }

    #[test]
    fn what_a_person_must_change_waits_for_the_person() {
        check(Cause::TokenExpired, 1, "person");
        check(Cause::VersionRetired, 1, "person");
    }

    #[test]
    fn a_refusal_is_final() {
        check(Cause::Conflict, 1, "give up");
        check(Cause::ContentRefused, 1, "give up");
        check(Cause::Duplicate { of: None }, 1, "give up");
        check(Cause::UploadExpired, 3, "give up");
        check(Cause::MediaNotReady, 7, "give up");
        check(Cause::Certificate, 3, "give up");
        check(Cause::AnswerUnreadable, 3, "give up");
    }

    proptest! {
        #[test]
        fn a_wait_is_never_below_its_floor_or_above_its_ceiling(tries in 0_u32..1_000, roll in 0.0..1.0_f64) {
            let wait = backoff(tries, roll).as_secs_f64();
            prop_assert!((MIN_BACKOFF_SECS..=MAX_BACKOFF_SECS).contains(&wait));
        }

        #[test]
        fn the_quick_tries_together_take_minutes(rolls in proptest::collection::vec(0.0..1.0_f64, 8)) {
            let waits = (1..).zip(&rolls).map(|(tries, roll)| knock(tries, *roll).as_secs_f64());
            let sum: f64 = waits.sum();
            prop_assert!((4.0..=300.0).contains(&sum), "{sum}");
            prop_assert_eq!(knock(MAX_QUICK_KNOCKS + 1, rolls[0]), SignedDuration::from_mins(15));
        }

        #[test]
        fn whatever_linkedin_asks_no_wait_is_longer_than_two_days(secs in any::<u32>(), tries in 0_u32..1_000) {
            let now: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
            let limited = Failure {
                retry_after_secs: Some(secs),
                ..Failure::new(Cause::RateLimited { daily: false })
            };
            let Patience::Until(until) = after(&limited, tries, now, 1.0) else {
                return Err(TestCaseError::fail("it does not wait"));
            };
            prop_assert!(until.duration_since(now) <= LONGEST_WAIT);
        }
    }
}

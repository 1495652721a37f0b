//! The sandbox's own clock, which a test may push forward or stop. Never the client's clock.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// What time the sandbox believes it is: the machine's time plus an offset, or a time that stands still.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Clock {
    /// Seconds the sandbox is ahead of the machine (negative: behind).
    pub offset_secs: i64,
    /// When set, time stands still here until it is advanced or released.
    pub frozen_at: Option<Timestamp>,
}

impl Clock {
    /// The sandbox's present.
    pub fn now(&self) -> Timestamp {
        let moving = || shifted(Timestamp::now(), self.offset_secs);
        self.frozen_at.unwrap_or_else(moving)
    }

    /// Moves the present by whole seconds, whether time stands still or runs.
    pub fn advance(&mut self, secs: i64) {
        match &mut self.frozen_at {
            Some(at) => *at = shifted(*at, secs),
            None => self.offset_secs = self.offset_secs.saturating_add(secs),
        }
    }
}

/// Adds seconds, staying inside the range of representable times.
pub(super) fn shifted(at: Timestamp, secs: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_secs(secs))
        .unwrap_or(at)
}

/// A time as the `Date` header writes it.
pub(super) fn http_date(at: Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// Midnight UTC, as whole days since the epoch: the day a quota belongs to.
pub(super) fn utc_day(at: Timestamp) -> i64 {
    at.as_second().div_euclid(86_400)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frozen_clock_moves_only_when_told() {
        let noon: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
        let mut clock = Clock {
            frozen_at: Some(noon),
            ..Clock::default()
        };
        clock.advance(90);
        assert_eq!(clock.now().to_string(), "2026-11-24T12:01:30Z");
    }

    #[test]
    fn the_date_header_is_in_greenwich_time() {
        let noon: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
        assert_eq!(http_date(noon), "Tue, 24 Nov 2026 12:00:00 GMT");
    }
}

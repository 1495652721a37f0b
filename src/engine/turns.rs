//! Whose turn comes when: jobs that wait for a time or for somebody to work on them. No I/O and no clock of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::domain::JobId;

/// The jobs that wait, each with the time when it may go on.
#[derive(Default)]
pub(super) struct Turns {
    times: BTreeMap<JobId, Timestamp>,
    order: BTreeSet<(Timestamp, JobId)>,
}

impl Turns {
    /// Notes when a job may go on; what was noted before is forgotten.
    pub(super) fn note(&mut self, id: JobId, at: Timestamp) {
        if let Some(earlier) = self.times.insert(id, at) {
            self.order.remove(&(earlier, id));
        }
        self.order.insert((at, id));
    }

    /// How long until the next turn, but never longer than a nap: a computer that slept must not oversleep.
    pub(super) fn next(&self, now: Timestamp) -> Option<Duration> {
        let (at, _) = self.order.first()?;
        let wait = Duration::try_from(at.duration_since(now)).unwrap_or_default();
        Some(wait.min(LONGEST_NAP))
    }

    /// Takes out those whose time has come, the earliest first, `most` at most.
    pub(super) fn take_due(&mut self, now: Timestamp, most: usize) -> Vec<JobId> {
        let mut due = Vec::new();
        while due.len() < most
            && let Some(&(at, id)) = self.order.first()
            && at <= now
        {
            self.order.pop_first();
            self.times.remove(&id);
            due.push(id);
        }
        due
    }
}

/// Whether a wait is too long for somebody to sit there and wait.
pub(super) fn is_long(until: Timestamp, now: Timestamp) -> bool {
    until.duration_since(now) > SignedDuration::from_secs(30)
}

/// The clock is looked at again at least this often.
pub(super) const LONGEST_NAP: Duration = Duration::from_secs(30);

#[cfg(test)]
mod tests {
    use super::*;

    fn at(secs: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + secs).unwrap()
    }

    fn job(n: u64) -> JobId {
        JobId::from_parts(n, 1)
    }

    #[test]
    fn the_earliest_go_first_and_only_when_their_time_has_come() {
        let mut turns = Turns::default();
        for (n, secs) in [(1, 50), (2, 10), (3, 20), (4, 60)] {
            turns.note(job(n), at(secs));
        }
        assert_eq!(turns.next(at(5)), Some(Duration::from_secs(5)));
        assert_eq!(turns.take_due(at(9), 9), []);
        assert_eq!(turns.take_due(at(50), 2), [job(2), job(3)]);
        assert_eq!(turns.take_due(at(50), 2), [job(1)]);
        assert_eq!(turns.next(at(70)), Some(Duration::ZERO));
    }

    #[test]
    fn a_job_has_one_turn_and_a_far_one_is_looked_at_again_soon() {
        let mut turns = Turns::default();
        turns.note(job(1), at(10));
        turns.note(job(1), at(90_000));
        assert_eq!(turns.take_due(at(20), 9), []);
        assert_eq!(turns.next(at(20)), Some(LONGEST_NAP));
        assert_eq!(turns.take_due(at(90_000), 9), [job(1)]);
        assert_eq!(turns.next(at(90_000)), None);
    }
}

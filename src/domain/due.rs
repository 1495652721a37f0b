//! When a job that is to be sent later is due, and when it is too late to send it without asking.
//!
//! Pure: the time, and since when somebody has been there to send it, come in as arguments.

use jiff::{SignedDuration, Timestamp};

use super::{InstallationId, Job, Next, Stage};

/// How a scheduled job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Its time is still to come.
    Ahead,
    /// Its time is now.
    Now,
    /// Its time has passed and nobody was there to send it: a person is asked.
    Missed,
}

impl Job {
    /// When it is to be sent, as long as it waits for that.
    pub fn scheduled_for(&self) -> Option<Timestamp> {
        match self.stage() {
            Stage::Scheduled { at } => Some(*at),
            _ => None,
        }
    }

    /// How it stands for a program that has been running since `awake_since`; `None` if it is not scheduled.
    pub fn due(&self, now: Timestamp, awake_since: Timestamp) -> Option<Due> {
        let at = self.scheduled_for()?;
        Some(if at > now {
            Due::Ahead
        } else if at >= awake_since && now.duration_since(at) <= GRACE {
            Due::Now
        } else {
            Due::Missed
        })
    }

    /// Until when what [`due`](Self::due) said `now` stays true; `None` if time alone does not change it any more.
    pub fn due_until(&self, now: Timestamp, awake_since: Timestamp) -> Option<Timestamp> {
        let at = self.scheduled_for()?;
        match self.due(now, awake_since)? {
            Due::Ahead => Some(at),
            // Still true at its end.
            Due::Now => at.checked_add(GRACE + SignedDuration::from_nanos(1)).ok(),
            Due::Missed => None,
        }
    }

    /// Whether `sendoff send-due` sends it: due, at most `late_by` late, and of this computer; or sent on at its time
    /// and held up since, and nothing keeps it any more; or published no longer ago than that and without its comment.
    pub fn is_due_within(
        &self,
        here: &InstallationId,
        now: Timestamp,
        late_by: SignedDuration,
    ) -> bool {
        if let Some(at) = self.scheduled_for() {
            return at <= now && now.duration_since(at) <= late_by && self.installation == *here;
        }
        let next = self.next(here, now);
        if let (Next::Comment, Stage::Published(receipt)) = (&next, self.stage()) {
            return now.duration_since(receipt.published_at) <= late_by;
        }
        let goes_on = matches!(next, Next::Begin | Next::Upload(_) | Next::Create);
        self.was_released() && goes_on
    }
}

/// So late still counts as on time while the program runs: a busy or waking computer needs a moment.
const GRACE: SignedDuration = SignedDuration::from_mins(5);

/// A job whose time has come goes on by itself for so long, whatever holds it up; after that a person is asked.
pub const SEND_BY: SignedDuration = SignedDuration::from_hours(1);

/// Until when a job may go on by itself that is sent at `now` and was due at `at`.
pub fn on_time(at: Timestamp, now: Timestamp, late_by: SignedDuration) -> Timestamp {
    let later = |from: Timestamp, by| from.checked_add(by).unwrap_or(Timestamp::MAX);
    later(at, late_by).max(later(now, SEND_BY))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AccountKey, Author, Draft, JobId, Role, Step};

    fn at(text: &str) -> Timestamp {
        format!("2026-11-24T{text}:00Z").parse().unwrap()
    }

    fn here() -> InstallationId {
        InstallationId("here".to_owned())
    }

    fn job(due: &str) -> Job {
        let author = Author {
            urn: "urn:li:person:a".parse().unwrap(),
            name: "Ada".to_owned(),
            role: Role::Member,
        };
        let draft = Draft {
            author: Some(author),
            text: "Later".to_owned(),
            ..Draft::new(JobId::from_parts(1, 1))
        };
        let account = AccountKey {
            client_id: "app".to_owned(),
            member: "urn:li:person:a".parse().unwrap(),
        };
        let mut job = Job::new(draft.check().unwrap(), account, here(), at("08:00"), None);
        job.advance(Step::Schedule(at(due)), at("08:00")).unwrap();
        job
    }

    #[test]
    fn a_job_is_sent_at_its_time_and_asked_about_where_nobody_was_there() {
        let job = job("10:00");
        for (now, awake_since, expected) in [
            ("09:59", "09:00", Due::Ahead),
            ("10:00", "09:00", Due::Now),
            ("10:05", "10:00", Due::Now),
            ("10:06", "09:00", Due::Missed),
            ("10:01", "10:01", Due::Missed),
            ("10:00", "10:01", Due::Missed),
            ("23:00", "09:00", Due::Missed),
        ] {
            let due = job.due(at(now), at(awake_since));
            assert_eq!(due, Some(expected), "{now}, awake since {awake_since}");
        }
    }

    #[test]
    fn what_is_due_stays_so_until_the_moment_that_is_told() {
        let job = job("10:00");
        let moment = SignedDuration::from_nanos(1);
        for (now, awake_since) in [("09:59", "09:00"), ("10:00", "09:00"), ("10:05", "10:00")] {
            let (now, awake_since) = (at(now), at(awake_since));
            let until = job.due_until(now, awake_since).unwrap();
            assert_eq!(
                job.due(until - moment, awake_since),
                job.due(now, awake_since)
            );
            assert_ne!(job.due(until, awake_since), job.due(now, awake_since));
        }
        assert_eq!(job.due_until(at("10:06"), at("09:00")), None);
    }

    #[test]
    fn it_waits_for_its_time_and_then_for_whoever_may_send_it() {
        let mut job = job("10:00");
        assert_eq!(job.next(&here(), at("09:00")), Next::WaitUntil(at("10:00")));
        assert_eq!(job.next(&here(), at("10:00")), Next::WaitForPerson);
        let elsewhere = InstallationId("elsewhere".to_owned());
        assert_eq!(job.next(&elsewhere, at("09:00")), Next::WaitForPerson);
        job.advance(Step::Release { by: at("11:00") }, at("10:00"))
            .unwrap();
        assert_eq!(job.next(&here(), at("10:59")), Next::Begin);
        assert_eq!(job.next(&here(), at("11:01")), Next::WaitForPerson);
        // A person may.
        job.advance(Step::Retry, at("11:01")).unwrap();
        assert_eq!(job.next(&here(), at("11:01")), Next::Begin);
    }

    #[test]
    fn send_due_takes_what_is_due_but_not_what_is_too_old_or_of_another_computer() {
        let hours = SignedDuration::from_hours;
        let waiting = job("10:00");
        let is_due = |job: &Job, now: &str, late_by| job.is_due_within(&here(), at(now), late_by);
        assert!(!is_due(&waiting, "09:59", hours(24)));
        assert!(is_due(&waiting, "10:00", hours(0)));
        assert!(is_due(&waiting, "12:00", hours(2)));
        assert!(!is_due(&waiting, "12:01", hours(2)));
        let elsewhere = InstallationId("elsewhere".to_owned());
        assert!(!waiting.is_due_within(&elsewhere, at("10:00"), hours(24)));
        // One that was held up goes on as long as it may.
        let mut released = waiting;
        released
            .advance(Step::Release { by: at("11:00") }, at("10:00"))
            .unwrap();
        assert!(is_due(&released, "10:30", hours(0)));
        assert!(!is_due(&released, "11:01", hours(24)));
    }

    #[test]
    fn a_scheduled_job_can_be_moved_taken_back_and_posted_now_but_not_submitted() {
        let mut moved = job("10:00");
        moved
            .advance(Step::Schedule(at("12:00")), at("09:00"))
            .unwrap();
        assert_eq!(moved.scheduled_for(), Some(at("12:00")));
        assert!(moved.clone().advance(Step::Submit, at("12:00")).is_err());
        assert!(moved.clone().advance(Step::Begin, at("12:00")).is_err());
        moved.advance(Step::Retry, at("09:00")).unwrap();
        assert_eq!(moved.stage(), &Stage::Queued);
        assert!(
            moved
                .clone()
                .advance(Step::Release { by: at("10:00") }, at("09:00"))
                .is_err()
        );
        let mut dropped = job("10:00");
        let draft = JobId::from_parts(2, 2);
        dropped.advance(Step::Cancel(draft), at("10:00")).unwrap();
        assert!(dropped.is_over());
    }

    #[test]
    fn a_job_of_an_earlier_sendoff_reads_and_is_written_as_before() {
        let mut plain = job("10:00");
        plain.advance(Step::Retry, at("09:00")).unwrap();
        let text = ron::to_string(&plain).unwrap();
        assert!(!text.contains("send_by"), "{text}");
        assert_eq!(ron::from_str::<Job>(&text), Ok(plain));
    }
}

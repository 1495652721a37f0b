//! The jobs of the window, and which of them are to be seen now.
//!
//! They are looked through anew only when one of them has changed or a time of theirs has come: a window that paints
//! a letter does not ask ten thousand jobs how they stand.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::domain::{Due, InstallationId, Job, JobId};
use crate::ui::JobFacts;

/// On their way, or arrived since the window was opened and not put away.
#[derive(Default)]
pub(super) struct Panel {
    jobs: BTreeMap<JobId, Job>,
    sight: Option<Sight>,
}

/// How the jobs stand, from one moment until another.
struct Sight {
    from: Timestamp,
    /// Not valid any more from then on.
    until: Timestamp,
    /// Oldest first.
    news: Vec<JobId>,
    /// The next first.
    scheduled: Vec<JobId>,
    /// Of the times at which a job is to be sent, or ends to wait, the next.
    next_end: Option<Timestamp>,
    /// Of the times until which a post can be taken back, the next.
    next_ring_end: Option<Timestamp>,
}

impl Panel {
    /// All of them, the oldest first.
    pub(super) fn jobs(&self) -> &BTreeMap<JobId, Job> {
        &self.jobs
    }

    pub(super) fn insert(&mut self, job: Job) {
        self.sight = None;
        self.jobs.insert(job.id(), job);
    }

    pub(super) fn remove(&mut self, id: JobId) {
        if self.jobs.remove(&id).is_some() {
            self.sight = None;
        }
    }

    /// The next look asks every job again: it is known by now which computer this is.
    pub(super) fn forget_sight(&mut self) {
        self.sight = None;
    }

    /// Looks at them as they stand `now`, for a window that has been there since `opened_at`, on the computer `here`.
    pub(super) fn look(&mut self, now: Timestamp, opened_at: Timestamp, here: &InstallationId) {
        let stands = |sight: &Sight| (sight.from..sight.until).contains(&now);
        if !self.sight.as_ref().is_some_and(stands) {
            self.sight = Some(Sight::of(&self.jobs, now, opened_at, here));
        }
    }

    /// How they stand, as far as they were looked at. What waits for its time is news only once that was missed.
    pub(super) fn facts(&self) -> JobFacts<'_> {
        let seen = self.sight.as_ref();
        JobFacts {
            all: &self.jobs,
            news: seen.map_or(&[], |sight| &sight.news),
            scheduled: seen.map_or(&[], |sight| &sight.scheduled),
        }
    }

    /// Until when the last look holds, if no job changes.
    pub(super) fn until(&self) -> Option<Timestamp> {
        let until = self.sight.as_ref()?.until;
        (until < Timestamp::MAX).then_some(until)
    }

    /// When the next wait of a job ends.
    pub(super) fn next_end(&self) -> Option<Timestamp> {
        self.sight.as_ref()?.next_end
    }

    /// When the next chance to take a post back ends.
    pub(super) fn next_ring_end(&self) -> Option<Timestamp> {
        self.sight.as_ref()?.next_ring_end
    }
}

impl Sight {
    fn of(
        jobs: &BTreeMap<JobId, Job>,
        now: Timestamp,
        opened_at: Timestamp,
        here: &InstallationId,
    ) -> Self {
        let mut sight = Self {
            from: now,
            until: Timestamp::MAX,
            news: Vec::new(),
            scheduled: Vec::new(),
            next_end: None,
            next_ring_end: None,
        };
        for (id, job) in jobs {
            if job.scheduled_for().is_some() {
                sight.scheduled.push(*id);
            }
            let due = job.due(now, opened_at);
            if due.is_none_or(|due| due == Due::Missed) {
                sight.news.push(*id);
            }
            if let Some(until) = job.due_until(now, opened_at) {
                sight.until = sight.until.min(until);
            }
            let wait = || job.wait()?.until;
            let end = job.scheduled_for().or_else(wait);
            keep_the_next(&mut sight.next_end, end, now);
            keep_the_next(&mut sight.next_ring_end, job.undo_until(here, now), now);
        }
        let at = |id: &JobId| (jobs.get(id).and_then(Job::scheduled_for), *id);
        sight.scheduled.sort_by_key(at);
        for end in [sight.next_end, sight.next_ring_end].into_iter().flatten() {
            sight.until = sight.until.min(end);
        }
        sight
    }
}

/// The earlier of two ends, of those that are still to come.
fn keep_the_next(next: &mut Option<Timestamp>, end: Option<Timestamp>, now: Timestamp) {
    let Some(end) = end.filter(|end| *end > now) else {
        return;
    };
    *next = Some(next.map_or(end, |next| next.min(end)));
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, ToSpan as _};

    use super::*;
    use crate::domain::{AccountKey, Author, Draft, Role, Step};

    fn here() -> InstallationId {
        InstallationId("here".to_owned())
    }

    fn opened_at() -> Timestamp {
        "2026-05-04T10:00:00Z".parse().unwrap()
    }

    /// A job that was made when the window was opened, to be sent so much later.
    fn job(n: u64, after: SignedDuration) -> Job {
        let urn = "urn:li:person:a".parse().unwrap();
        let (name, role) = ("A".to_owned(), Role::Member);
        let author = Some(Author { urn, name, role });
        let draft = Draft {
            author,
            text: "Hello".to_owned(),
            ..Draft::new(JobId::from_parts(n, 1))
        };
        let account = AccountKey {
            client_id: "app".to_owned(),
            member: "urn:li:person:a".parse().unwrap(),
        };
        let post = draft.check().unwrap();
        let mut job = Job::new(post, account, here(), opened_at(), None);
        let at = opened_at() + after;
        job.advance(Step::Schedule(at), opened_at()).unwrap();
        job
    }

    fn seen(panel: &mut Panel, after: SignedDuration) -> [Vec<u64>; 2] {
        panel.look(opened_at() + after, opened_at(), &here());
        let number = |id: &JobId| (1..9).find(|n| *id == JobId::from_parts(*n, 1)).unwrap();
        let facts = panel.facts();
        [facts.news, facts.scheduled].map(|ids| ids.iter().map(number).collect())
    }

    #[test]
    fn a_look_holds_until_a_job_changes_or_a_time_comes() {
        let minutes = SignedDuration::from_mins;
        let mut panel = Panel::default();
        panel.insert(job(1, minutes(30)));
        panel.insert(job(2, minutes(20)));
        assert_eq!(seen(&mut panel, minutes(1)), [vec![], vec![2, 1]]);
        assert_eq!(panel.next_end(), Some(opened_at() + 20.minutes()));
        let held = panel.sight.as_ref().unwrap().from;
        assert_eq!(seen(&mut panel, minutes(19)), [vec![], vec![2, 1]]);
        assert_eq!(
            panel.sight.as_ref().unwrap().from,
            held,
            "nothing was asked again"
        );
        // Nobody took them up when their time came.
        assert_eq!(seen(&mut panel, minutes(26)), [vec![2], vec![2, 1]]);
        assert_eq!(panel.next_end(), Some(opened_at() + 30.minutes()));
        // The clock was put back.
        assert_eq!(seen(&mut panel, minutes(2)), [vec![], vec![2, 1]]);
        let mut sent_now = job(1, minutes(30));
        sent_now.advance(Step::Retry, opened_at()).unwrap();
        panel.insert(sent_now);
        assert_eq!(seen(&mut panel, minutes(3)), [vec![1], vec![2]]);
        panel.remove(JobId::from_parts(2, 1));
        assert_eq!(seen(&mut panel, minutes(3)), [vec![1], vec![]]);
        assert_eq!(panel.next_end(), None);
    }
}

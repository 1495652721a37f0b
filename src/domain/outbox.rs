//! Rules about jobs together: which text repeats another, which jobs are done with.

use jiff::{SignedDuration, Timestamp};
use unicode_normalization::UnicodeNormalization as _;

use super::limits::DUPLICATE_WINDOW_HOURS;
use super::{Group, InstallationId, Job, Post, Stage};

/// The job that `post` would repeat: the same text and pictures by the same author, uncertain, under way, or
/// published in the last 48 hours.
pub fn same_text<'a>(
    post: &Post,
    jobs: impl IntoIterator<Item = &'a Job>,
    now: Timestamp,
) -> Option<&'a Job> {
    jobs.into_iter().find(|job| {
        job.id() != post.id() && says_the_same(&job.post, post) && still_counts(job, now)
    })
}

/// Whether a finished job has served its purpose and may leave the outbox, once its receipt is written.
pub fn is_spent(job: &Job, now: Timestamp) -> bool {
    let is_settled = match job.stage() {
        // Nor does a comment that is still to be sent get lost with it.
        Stage::Published(_) => !job.owes_comment(),
        // Until then the job is the only place where the text is.
        Stage::Cancelled { returned, .. } => *returned,
        _ => false,
    };
    let last_change = job
        .history()
        .last()
        .map_or(job.created_at, |moment| moment.at);
    is_settled && now.duration_since(last_change) > duplicate_window()
}

/// Whether a job stands still only until somebody signs in, or unlocks the vault. One from another computer than `here`,
/// or one whose time passed meanwhile, stands still until a person says otherwise.
pub fn waits_for_sign_in(job: &Job, here: &InstallationId, now: Timestamp) -> bool {
    let why = job.wait().filter(|wait| wait.until.is_none());
    why.and_then(|wait| wait.failure.as_ref())
        .is_some_and(|failure| failure.group() == Group::SignIn)
        && job.installation == *here
        && !job.is_too_late(now)
}

/// LinkedIn's duplicate check is about the text; media do not save a repeated text.
fn says_the_same(one: &Post, other: &Post) -> bool {
    // Letters count as the same however they are put together.
    let same = |one: &str, other: &str| one.trim().nfc().eq(other.trim().nfc());
    one.author().urn == other.author().urn
        && same(one.text(), other.text())
        && !one.text().trim().is_empty()
}

fn still_counts(job: &Job, now: Timestamp) -> bool {
    match job.stage() {
        Stage::Scheduled { .. }
        | Stage::Queued
        | Stage::Uploading
        | Stage::Ready
        | Stage::Submitting
        | Stage::Uncertain(_) => true,
        Stage::Published(receipt) => now.duration_since(receipt.published_at) < duplicate_window(),
        Stage::Failed(_) | Stage::Cancelled { .. } => false,
    }
}

fn duplicate_window() -> SignedDuration {
    SignedDuration::from_hours(DUPLICATE_WINDOW_HOURS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        AccountKey, Author, Cause, Draft, Evidence, Failure, JobId, Receipt, Role, Step, Wait,
    };

    fn now() -> Timestamp {
        "2026-11-24T12:00:00Z".parse().unwrap()
    }

    fn post(id: u64, text: &str) -> Post {
        let author = Author {
            urn: "urn:li:person:a".parse().unwrap(),
            name: "Ada".to_owned(),
            role: Role::Member,
        };
        let draft = Draft {
            author: Some(author),
            text: text.to_owned(),
            ..Draft::new(JobId::from_parts(id, 1))
        };
        draft.check().unwrap()
    }

    fn job(id: u64, text: &str, steps: Vec<Step>) -> Job {
        let account = AccountKey {
            client_id: "app".to_owned(),
            member: "urn:li:person:a".parse().unwrap(),
        };
        let mut job = Job::new(
            post(id, text),
            account,
            InstallationId("here".to_owned()),
            now(),
            None,
        );
        for step in steps {
            job.advance(step, now()).unwrap();
        }
        job
    }

    fn published() -> Vec<Step> {
        let receipt = Receipt {
            urn: None,
            permalink: None,
            published_at: now(),
            evidence: Evidence::Answer,
        };
        vec![Step::Begin, Step::Submit, Step::Publish(receipt)]
    }

    #[test]
    fn a_text_repeats_another_only_while_that_one_counts() {
        let uncertain = vec![
            Step::Begin,
            Step::Submit,
            Step::LoseAnswer(Failure::new(Cause::TimedOut)),
        ];
        let failed = vec![Step::Begin, Step::Fail(Failure::new(Cause::Conflict))];
        for (name, steps, repeats) in [
            ("queued", vec![], true),
            ("uncertain", uncertain, true),
            ("published", published(), true),
            ("failed", failed, false),
            (
                "cancelled",
                vec![Step::Cancel(JobId::from_parts(9, 9))],
                false,
            ),
        ] {
            let jobs = [job(1, "Hello", steps)];
            assert_eq!(
                same_text(&post(2, "Hello"), &jobs, now()).is_some(),
                repeats,
                "{name}"
            );
            assert!(
                same_text(&post(2, "Other"), &jobs, now()).is_none(),
                "{name}"
            );
            assert!(
                same_text(&post(1, "Hello"), &jobs, now()).is_none(),
                "a job does not repeat itself"
            );
        }
        let two_days_on = now() + SignedDuration::from_hours(48);
        assert!(
            same_text(
                &post(2, "Hello"),
                &[job(1, "Hello", published())],
                two_days_on
            )
            .is_none()
        );
    }

    #[test]
    fn only_a_job_of_this_computer_goes_on_by_itself_after_a_sign_in() {
        let wait = Wait {
            until: None,
            failure: Some(Failure::new(Cause::TokenExpired)),
        };
        let job = job(1, "Hello", vec![Step::Begin, Step::Delay(wait)]);
        let computer = |name: &str| InstallationId(name.to_owned());
        assert!(waits_for_sign_in(&job, &computer("here"), now()));
        assert!(!waits_for_sign_in(&job, &computer("elsewhere"), now()));
    }

    #[test]
    fn a_job_whose_time_passed_does_not_go_on_by_itself_after_a_sign_in() {
        let wait = Wait {
            until: None,
            failure: Some(Failure::new(Cause::TokenExpired)),
        };
        let release = Step::Release { by: now() };
        let steps = vec![
            Step::Schedule(now()),
            release,
            Step::Begin,
            Step::Delay(wait),
        ];
        let mut job = job(1, "Hello", steps);
        let here = InstallationId("here".to_owned());
        let later = now() + SignedDuration::from_secs(1);
        assert!(waits_for_sign_in(&job, &here, now()));
        assert!(!waits_for_sign_in(&job, &here, later));
        // What a sign-in sends on keeps its bound; what a person sends has none.
        job.advance(Step::Resume, now()).unwrap();
        assert!(job.is_too_late(later));
        job.advance(Step::Retry, later).unwrap();
        assert!(!job.is_too_late(later));
    }

    #[test]
    fn letters_put_together_in_another_way_are_the_same_text() {
        let jobs = [job(1, "Caf\u{e9} ", vec![])];
        assert!(same_text(&post(2, "Cafe\u{301}"), &jobs, now()).is_some());
        assert!(same_text(&post(2, "Cafe"), &jobs, now()).is_none());
    }

    #[test]
    fn only_finished_jobs_leave_and_not_before_two_days() {
        let later = now() + SignedDuration::from_hours(49);
        assert!(is_spent(&job(1, "a", published()), later));
        let cancel = Step::Cancel(JobId::from_parts(9, 9));
        assert!(
            !is_spent(&job(1, "a", vec![cancel.clone()]), later),
            "its text is nowhere else"
        );
        assert!(is_spent(&job(1, "a", vec![cancel, Step::Returned]), later));
        assert!(!is_spent(&job(1, "a", published()), now()));
        let two_days_on = now() + SignedDuration::from_hours(48);
        assert!(!is_spent(&job(1, "a", published()), two_days_on));
        assert!(!is_spent(&job(1, "a", vec![]), later));
    }
}

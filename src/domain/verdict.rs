//! What an answer to the create request means for its job: the rule that keeps a post from going out twice.

use jiff::Timestamp;

use super::{
    Cause, Evidence, Failure, Job, Patience, PostUrn, Receipt, Stage, Step, Wait, patience,
};

/// What is known after the create request was tried. LinkedIn has no idempotency key, so there is a third case
/// besides yes and no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CreateAnswer {
    /// LinkedIn created the post and, usually, named it.
    Created(Option<PostUrn>),
    /// It was certainly not created: LinkedIn said no, or nothing was sent.
    NotCreated(Failure),
    /// It may or may not have been created.
    Unknown(Failure),
}

/// The step that `answer` means for `job`, which is submitting.
///
/// `permalink` makes the public link of a post; `roll` is a random number from 0 to 1.
pub fn judge(
    job: &Job,
    answer: CreateAnswer,
    now: Timestamp,
    roll: f64,
    permalink: impl Fn(&PostUrn) -> String,
) -> Step {
    let receipt = |urn: Option<PostUrn>, evidence| {
        let permalink = urn.as_ref().map(permalink);
        Step::Publish(Receipt {
            urn,
            permalink,
            published_at: now,
            evidence,
        })
    };
    match answer {
        CreateAnswer::Created(urn) => receipt(urn, Evidence::Answer),
        CreateAnswer::Unknown(failure) => Step::LoseAnswer(failure),
        CreateAnswer::NotCreated(failure) => match failure.cause {
            // The earlier try, whose answer was lost, had arrived after all: LinkedIn's word for it.
            Cause::Duplicate { of } if job.has_unanswered_attempt() => {
                receipt(of, Evidence::DuplicateReport)
            }
            _ => after_trouble(job, failure, now, roll),
        },
    }
}

/// A token that is seconds old and called revoked may only be too new for LinkedIn: that is believed for a moment.
pub fn in_perspective(job: &Job, failure: Failure, token_is_new: bool) -> Failure {
    let too_new = Failure {
        cause: Cause::TokenTooNew,
        ..failure.clone()
    };
    let has_waited = job.tries_of(&too_new) >= patience::MAX_NEW_TOKEN_WAITS;
    if failure.cause == Cause::TokenRevoked && token_is_new && !has_waited {
        too_new
    } else {
        failure
    }
}

/// The step after an upload, or a create that was certainly not processed, did not succeed.
pub fn after_trouble(job: &Job, failure: Failure, now: Timestamp, roll: f64) -> Step {
    let tries = job.tries_of(&failure).saturating_add(1);
    // An upload may be repeated whatever became of it; a create that met a conflict is for the person.
    let patience = match (job.stage(), &failure.cause) {
        (Stage::Uploading, Cause::Conflict) => patience::after_conflict(tries, now, roll),
        _ => patience::after(&failure, tries, now, roll),
    };
    match patience {
        Patience::Until(until) => Step::Delay(Wait {
            until: Some(until),
            failure: Some(failure),
        }),
        Patience::ForPerson => Step::Delay(Wait {
            until: None,
            failure: Some(failure),
        }),
        Patience::GiveUp => Step::Fail(failure),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AccountKey, Author, Draft, InstallationId, JobId, Role};

    fn now() -> Timestamp {
        "2026-11-24T12:00:00Z".parse().unwrap()
    }

    fn submitting() -> Job {
        let author = Author {
            urn: "urn:li:person:a".parse().unwrap(),
            name: "Ada".to_owned(),
            role: Role::Member,
        };
        let account = AccountKey {
            client_id: "app".to_owned(),
            member: author.urn.clone(),
        };
        let draft = Draft {
            author: Some(author),
            text: "Hello".to_owned(),
            ..Draft::new(JobId::from_parts(1, 1))
        };
        let mut job = Job::new(
            draft.check().unwrap(),
            account,
            InstallationId("here".to_owned()),
            now(),
            None,
        );
        job.advance(Step::Begin, now()).unwrap();
        job.advance(Step::Submit, now()).unwrap();
        job
    }

    #[track_caller]
    fn check(mut job: Job, answer: CreateAnswer, stage: &str) -> Job {
        let step = judge(&job, answer, now(), 1.0, |urn| format!("https://x/{urn}"));
        job.advance(step, now()).unwrap();
        assert_eq!(job.stage().word(), stage);
        job
    }

    #[test]
    fn created_is_published_with_or_without_a_name() {
        let urn: PostUrn = "urn:li:share:1".parse().unwrap();
        let job = check(submitting(), CreateAnswer::Created(Some(urn)), "published");
        assert!(
            matches!(job.stage(), Stage::Published(receipt) if receipt.permalink.as_deref() == Some("https://x/urn:li:share:1"))
        );
        check(submitting(), CreateAnswer::Created(None), "published");
    }

    #[test]
    fn no_answer_is_uncertain_whatever_the_reason() {
        for cause in [
            Cause::ConnectionLost,
            Cause::TimedOut,
            Cause::ServerTrouble { status: 503 },
            Cause::AnswerUnreadable,
        ] {
            check(
                submitting(),
                CreateAnswer::Unknown(Failure::new(cause)),
                "uncertain",
            );
        }
    }

    #[test]
    fn a_no_is_ready_again_or_failed() {
        for (cause, stage) in [
            (Cause::NoConnection, "ready"),
            (Cause::TokenExpired, "ready"),
            (Cause::RateLimited { daily: true }, "ready"),
            (Cause::MediaNotReady, "ready"),
            (Cause::VersionRetired, "ready"),
            (Cause::Conflict, "failed"),
            (Cause::ContentRefused, "failed"),
            (Cause::Duplicate { of: None }, "failed"),
        ] {
            check(
                submitting(),
                CreateAnswer::NotCreated(Failure::new(cause)),
                stage,
            );
        }
    }

    #[test]
    fn a_conflict_is_tried_again_with_a_picture_and_never_with_a_post() {
        let conflict = || Failure::new(Cause::Conflict);
        let text = ron::to_string(&submitting()).unwrap();
        let uploading = text.replace("stage:Submitting", "stage:Uploading");
        let job: Job = ron::from_str(&uploading).unwrap();
        assert_eq!(job.stage(), &Stage::Uploading);
        let step = after_trouble(&job, conflict(), now(), 1.0);
        assert!(matches!(step, Step::Delay(Wait { until: Some(_), .. })));
        let step = after_trouble(&submitting(), conflict(), now(), 1.0);
        assert_eq!(step, Step::Fail(conflict()));
    }

    #[test]
    fn a_new_token_that_is_called_revoked_gets_a_moment_and_no_more() {
        let mut job = submitting();
        let revoked = || Failure::new(Cause::TokenRevoked);
        assert_eq!(in_perspective(&job, revoked(), false), revoked());
        for _ in 0..patience::MAX_NEW_TOKEN_WAITS {
            let failure = in_perspective(&job, revoked(), true);
            assert_eq!(failure.cause, Cause::TokenTooNew);
            job = check(job, CreateAnswer::NotCreated(failure), "ready");
            job.advance(Step::Submit, now()).unwrap();
        }
        let failure = in_perspective(&job, revoked(), true);
        assert_eq!(failure, revoked());
        let job = check(job, CreateAnswer::NotCreated(failure), "ready");
        assert!(job.wait().is_some_and(|wait| wait.until.is_none()));
    }

    #[test]
    fn a_duplicate_of_a_try_without_an_answer_is_that_try() {
        let mut job = check(
            submitting(),
            CreateAnswer::Unknown(Failure::new(Cause::TimedOut)),
            "uncertain",
        );
        job.advance(Step::SendAgain, now()).unwrap();
        job.advance(Step::Submit, now()).unwrap();
        let of = Some("urn:li:share:7".parse().unwrap());
        let job = check(
            job,
            CreateAnswer::NotCreated(Failure::new(Cause::Duplicate { of })),
            "published",
        );
        assert!(
            matches!(job.stage(), Stage::Published(receipt) if receipt.evidence == Evidence::DuplicateReport)
        );
    }
}

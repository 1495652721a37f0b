//! The life of a job as tables: which step leads where, and what comes next.

use super::*;
use crate::domain::{
    Attachment, Author, Beside, Cause, Digest, Draft, Evidence, ImageFacts, ImageFormat, Media,
    PartAddress, PartPlace, Receipt, Role, VideoWay,
};

fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().unwrap()
}

fn here() -> InstallationId {
    InstallationId("here".to_owned())
}

fn job(num_pictures: usize) -> Job {
    let author = Author {
        urn: "urn:li:person:a".parse().unwrap(),
        name: "Ada".to_owned(),
        role: Role::Member,
    };
    let mut draft = Draft::new(JobId::from_parts(1, 1));
    draft.text = "Hello".to_owned();
    draft.attachments = (0..num_pictures)
        .map(|idx| Attachment {
            file: format!("{idx}.png").parse().unwrap(),
            name: "a.png".to_owned(),
            byte_count: 1,
            sha256: Digest([0; 32]),
            media: Media::Image(ImageFacts {
                format: ImageFormat::Png,
                width: 1,
                height: 1,
                frames: 1,
            }),
            alt_text: String::new(),
            title: String::new(),
            beside: Beside::default(),
            pages: None,
        })
        .collect();
    let account = AccountKey {
        client_id: "app".to_owned(),
        member: author.urn.clone(),
    };
    draft.author = Some(author);
    Job::new(draft.check().unwrap(), account, here(), now(), None)
}

fn urn(n: u32) -> MediaUrn {
    format!("urn:li:image:{n}").parse().unwrap()
}

fn failure(cause: Cause) -> Failure {
    Failure::new(cause)
}

fn receipt() -> Receipt {
    Receipt {
        urn: None,
        permalink: None,
        published_at: now(),
        evidence: Evidence::Answer,
    }
}

/// A job of one picture, taken to the named stage by the steps of its life.
fn job_at(stage: &str) -> Job {
    let mut job = job(1);
    let steps = [Step::Begin, Step::Uploaded(0, urn(1)), Step::Submit];
    let way = match stage {
        "queued" => 0,
        "uploading" => 1,
        "ready" => 2,
        _ => 3,
    };
    for step in steps.into_iter().take(way) {
        job.advance(step, now()).unwrap();
    }
    let last = match stage {
        "published" => Some(Step::Publish(receipt())),
        "uncertain" => Some(Step::LoseAnswer(failure(Cause::ConnectionLost))),
        "failed" => Some(Step::Fail(failure(Cause::ContentRefused))),
        "cancelled" => {
            job = job_at("ready");
            Some(Step::Cancel(JobId::from_parts(2, 2)))
        }
        _ => None,
    };
    if let Some(step) = last {
        job.advance(step, now()).unwrap();
    }
    assert_eq!(job.stage().word(), stage);
    job
}

/// For each step, the stage it leads to from each stage in the order of a life; empty where it is refused.
fn step_table() -> [(Step, [&'static str; 8]); 12] {
    let wait = Wait {
        until: Some(now()),
        failure: None,
    };
    [
        (Step::Begin, ["uploading", "", "", "", "", "", "", ""]),
        (
            Step::Uploaded(0, urn(1)),
            ["", "ready", "", "", "", "", "", ""],
        ),
        (
            Step::MoveVideo(0, Box::new(video_way(1))),
            ["", "uploading", "", "", "", "", "", ""],
        ),
        (Step::Submit, ["", "", "submitting", "", "", "", "", ""]),
        (
            Step::Delay(wait),
            ["queued", "uploading", "ready", "ready", "", "", "", ""],
        ),
        (
            Step::Publish(receipt()),
            ["", "", "", "published", "", "published", "", ""],
        ),
        (
            Step::Fail(failure(Cause::Conflict)),
            ["failed", "failed", "failed", "failed", "", "", "", ""],
        ),
        (
            Step::LoseAnswer(failure(Cause::Died)),
            ["", "", "", "uncertain", "", "", "", ""],
        ),
        (Step::Returned, ["", "", "", "", "", "", "", "cancelled"]),
        (Step::SendAgain, ["", "", "", "", "", "ready", "", ""]),
        (
            Step::Retry,
            ["queued", "queued", "ready", "", "", "", "ready", ""],
        ),
        (
            Step::Cancel(JobId::from_parts(2, 2)),
            [
                "cancelled",
                "cancelled",
                "cancelled",
                "",
                "",
                "cancelled",
                "cancelled",
                "",
            ],
        ),
    ]
}

#[test]
fn every_step_from_every_stage_leads_where_the_table_says() {
    let stages = [
        "queued",
        "uploading",
        "ready",
        "submitting",
        "published",
        "uncertain",
        "failed",
        "cancelled",
    ];
    for (step, ends) in step_table() {
        for (stage, end) in stages.iter().zip(ends) {
            let mut job = job_at(stage);
            let before = job.clone();
            if job.advance(step.clone(), now()).is_ok() {
                assert_eq!(job.stage().word(), end, "{step:?} from {stage}");
            } else {
                assert_eq!(end, "", "{step:?} from {stage} was refused");
                assert_eq!(job, before, "a refused step changed the job");
            }
        }
    }
}

#[test]
fn an_uncertain_job_is_never_sent_by_the_machine() {
    for stage in ["submitting", "uncertain", "failed"] {
        assert_eq!(
            job_at(stage).next(&here(), now()),
            Next::WaitForPerson,
            "{stage}"
        );
    }
    let mut job = job_at("uncertain");
    assert!(job.advance(Step::Retry, now()).is_err());
    assert!(job.advance(Step::Submit, now()).is_err());
    job.advance(Step::SendAgain, now()).unwrap();
    assert_eq!(job.next(&here(), now()), Next::Create);
    assert!(job.has_unanswered_attempt());
}

#[test]
fn pictures_are_uploaded_in_order_and_then_the_post_is_created() {
    let mut job = job(2);
    assert_eq!(job.next(&here(), now()), Next::Begin);
    job.advance(Step::Begin, now()).unwrap();
    assert_eq!(job.next(&here(), now()), Next::Upload(0));
    job.advance(Step::Uploaded(0, urn(1)), now()).unwrap();
    assert_eq!(
        (job.next(&here(), now()), job.uploaded()),
        (Next::Upload(1), None)
    );
    job.advance(Step::Uploaded(1, urn(2)), now()).unwrap();
    assert_eq!(
        (job.next(&here(), now()), job.uploaded()),
        (Next::Create, Some(vec![urn(1), urn(2)]))
    );
}

#[test]
fn pictures_may_arrive_in_any_order_and_stay_where_they_are_in_the_post() {
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]] {
        let mut job = job(3);
        job.advance(Step::Begin, now()).unwrap();
        for (num_there, idx) in order.into_iter().enumerate() {
            assert_eq!(
                (job.stage(), job.uploaded()),
                (&Stage::Uploading, None),
                "{num_there} of {order:?}"
            );
            let urn = urn(u32::try_from(idx).unwrap());
            job.advance(Step::Uploaded(idx, urn), now()).unwrap();
            let missing: Vec<usize> = job.missing().collect();
            assert!(missing.is_sorted() && missing.len() == 2 - num_there);
            assert!(!missing.contains(&idx));
            // What is there is not taken twice: the second would be another picture to LinkedIn.
            let again = Step::Uploaded(idx, self::urn(9));
            assert!(job.clone().advance(again, now()).is_err());
        }
        assert_eq!(job.uploaded(), Some(vec![urn(0), urn(1), urn(2)]));
        assert_eq!(job.next(&here(), now()), Next::Create);
    }
}

#[test]
fn trouble_with_one_picture_leaves_the_others_where_they_are() {
    for trouble in [Cause::ConnectionLost, Cause::UploadExpired] {
        let mut job = job(3);
        job.advance(Step::Begin, now()).unwrap();
        job.advance(Step::Uploaded(2, urn(2)), now()).unwrap();
        let wait = Wait {
            until: Some(now()),
            failure: Some(failure(trouble)),
        };
        job.advance(Step::Delay(wait), now()).unwrap();
        assert_eq!(job.missing().collect::<Vec<_>>(), [0, 1]);
        assert_eq!(job.next(&here(), now()), Next::Upload(0));
        let text = ron::to_string(&job).unwrap();
        let after_a_crash: Job = ron::from_str(&text).unwrap();
        assert_eq!(after_a_crash, job);
    }
}

#[test]
fn a_text_alone_needs_no_upload() {
    let mut job = job(0);
    job.advance(Step::Begin, now()).unwrap();
    assert_eq!(job.next(&here(), now()), Next::Create);
}

#[test]
fn a_job_that_waits_does_nothing_before_its_time() {
    let later = now() + jiff::SignedDuration::from_secs(5);
    let mut job = job(0);
    job.advance(
        Step::Delay(Wait {
            until: Some(later),
            failure: None,
        }),
        now(),
    )
    .unwrap();
    assert_eq!(job.next(&here(), now()), Next::WaitUntil(later));
    assert_eq!(job.next(&here(), later), Next::Begin);
    job.advance(
        Step::Delay(Wait {
            until: None,
            failure: Some(failure(Cause::TokenExpired)),
        }),
        now(),
    )
    .unwrap();
    assert_eq!(job.next(&here(), later), Next::WaitForPerson);
    job.advance(Step::Retry, now()).unwrap();
    assert_eq!(job.next(&here(), now()), Next::Begin);
}

#[test]
fn a_job_copied_to_another_computer_never_sends_itself() {
    let elsewhere = InstallationId("elsewhere".to_owned());
    for stage in ["queued", "uploading", "ready"] {
        assert_eq!(
            job_at(stage).next(&elsewhere, now()),
            Next::WaitForPerson,
            "{stage}"
        );
    }
    let mut job = job_at("ready");
    job.adopt(&elsewhere);
    assert_eq!(job.next(&elsewhere, now()), Next::Create);
    assert_eq!(job.next(&here(), now()), Next::WaitForPerson);
}

#[test]
fn a_job_whose_file_lost_a_picture_uploads_it_before_it_is_sent() {
    let text = ron::to_string(&job_at("ready")).unwrap();
    let uploaded = "uploads:[Some(\"urn:li:image:1\")]";
    assert!(text.contains(uploaded), "{text}");
    for lost in ["uploads:[None]", "uploads:[]"] {
        let mut job: Job = ron::from_str(&text.replace(uploaded, lost)).unwrap();
        assert_eq!(job.stage(), &Stage::Ready);
        assert!(job.clone().advance(Step::Submit, now()).is_err(), "{lost}");
        assert_eq!(job.next(&here(), now()), Next::Upload(0));
        job.advance(Step::Uploaded(0, urn(2)), now()).unwrap();
        assert_eq!(job.next(&here(), now()), Next::Create);
        assert_eq!(job.uploaded(), Some(vec![urn(2)]));
    }
}

#[test]
fn a_job_whose_file_lost_what_its_pictures_were_waits_for_a_person() {
    let text = ron::to_string(&job_at("ready")).unwrap();
    let pictures = text.find("attachments:").unwrap();
    // A misspelt field is a field that is not there.
    let lost = format!("{}atachments:{}", &text[..pictures], &text[pictures + 12..]);
    let mut job: Job = ron::from_str(&lost).unwrap();
    assert!(job.post.attachments().is_empty());
    assert_eq!(job.next(&here(), now()), Next::WaitForPerson);
    let draft = JobId::from_parts(2, 2);
    assert!(job.advance(Step::Cancel(draft), now()).is_ok());
}

#[test]
fn a_job_with_all_its_pictures_is_sent_also_where_its_file_says_uploading() {
    let text = ron::to_string(&job_at("ready")).unwrap();
    assert!(text.contains("stage:Ready"));
    let text = text.replacen("stage:Ready", "stage:Uploading", 1);
    let mut job: Job = ron::from_str(&text).unwrap();
    assert_eq!(job.next(&here(), now()), Next::Create);
    job.advance(Step::Submit, now()).unwrap();
    assert_eq!(job.stage(), &Stage::Submitting);
}

#[test]
fn a_picture_that_a_job_does_not_have_is_refused() {
    let mut job = job_at("uploading");
    assert!(job.advance(Step::Uploaded(1, urn(1)), now()).is_err());
    assert_eq!(job, job_at("uploading"));
}

#[test]
fn counting_begins_anew_with_each_step_forward() {
    let lost = failure(Cause::ConnectionLost);
    let delayed = |stage: &str| {
        let mut job = job_at(stage);
        let wait = Wait {
            until: Some(now()),
            failure: Some(failure(Cause::ConnectionLost)),
        };
        job.advance(Step::Delay(wait.clone()), now()).unwrap();
        job.advance(Step::Delay(wait), now()).unwrap();
        assert_eq!(job.tries_of(&failure(Cause::TimedOut)), 2);
        assert_eq!(job.tries_of(&failure(Cause::NoConnection)), 0);
        job
    };
    let mut uploaded = delayed("uploading");
    uploaded.advance(Step::Uploaded(0, urn(1)), now()).unwrap();
    let mut retried = delayed("ready");
    retried.advance(Step::Retry, now()).unwrap();
    let mut again = delayed("ready");
    again.advance(Step::Submit, now()).unwrap();
    assert_eq!(again.tries_of(&lost), 2, "the same step goes on");
    again
        .advance(Step::LoseAnswer(lost.clone()), now())
        .unwrap();
    again.advance(Step::SendAgain, now()).unwrap();
    for job in [uploaded, retried, again] {
        assert_eq!(job.tries_of(&lost), 0);
    }
}

#[test]
fn no_count_in_a_file_can_overflow() {
    let text = ron::to_string(&job_at("ready")).unwrap();
    for (count, largest) in [
        ("attempts:0", "attempts:4294967295"),
        ("unanswered_attempts:0", "unanswered_attempts:4294967295"),
        (
            "tries:0,tries_of:None",
            "tries:4294967295,tries_of:Some(\"on_the_way\")",
        ),
    ] {
        assert!(text.contains(count), "{count} in {text}");
        let mut job: Job = ron::from_str(&text.replacen(count, largest, 1)).unwrap();
        let wait = Wait {
            until: Some(now()),
            failure: Some(failure(Cause::TimedOut)),
        };
        job.advance(Step::Delay(wait), now()).unwrap();
        job.advance(Step::Submit, now()).unwrap();
        let lost = failure(Cause::TimedOut);
        job.advance(Step::LoseAnswer(lost), now()).unwrap();
        assert!(job.has_unanswered_attempt());
    }
}

#[test]
fn a_refused_step_says_what_cannot_follow_what() {
    let refused = |stage: &str, step: Step| {
        let refused = job_at(stage).advance(step, now());
        refused.unwrap_err().to_string()
    };
    assert_eq!(
        refused("published", Step::Submit),
        "A post that is published cannot submit"
    );
    assert_eq!(
        refused("queued", Step::SendAgain),
        "A post that is queued cannot send again"
    );
}

#[test]
fn a_retry_after_trouble_with_a_picture_uploads_it_anew() {
    let mut job = job_at("submitting");
    job.advance(Step::Fail(failure(Cause::MediaRefused)), now())
        .unwrap();
    job.advance(Step::Retry, now()).unwrap();
    assert_eq!((job.stage().word(), job.uploaded()), ("queued", None));
}

#[test]
fn a_history_is_bounded_and_keeps_its_beginning() {
    let mut job = job(0);
    for _ in 0..1_000 {
        job.advance(Step::Retry, now()).unwrap();
    }
    assert_eq!(job.history().len(), MAX_HISTORY);
    assert_eq!(job.history()[0].note, "");
}

/// The video of [`job`]'s one attachment, with this many of its two parts there.
fn video_way(num_there: usize) -> VideoWay {
    let part = |first_byte| PartPlace {
        address: PartAddress("https://www.linkedin.com/dms-uploads/1".to_owned()),
        first_byte,
        byte_count: 4,
    };
    VideoWay {
        video: "urn:li:video:C5F10A".parse().unwrap(),
        token: String::new(),
        parts: vec![part(0), part(4)],
        part_ids: vec!["\"id\"".to_owned(); num_there],
        captions: None,
        cover: None,
        end_was_said: false,
    }
}

#[test]
fn a_job_remembers_the_parts_of_its_video_until_all_of_it_is_there() {
    let mut job = job_at("uploading");
    for num_there in 0..=2 {
        let step = Step::MoveVideo(0, Box::new(video_way(num_there)));
        job.advance(step, now()).unwrap();
        assert_eq!(job.video(), Some(&video_way(num_there)));
        assert_eq!(job.next(&here(), now()), Next::Upload(0));
    }
    let lost = Wait {
        until: Some(now()),
        failure: Some(failure(Cause::ConnectionLost)),
    };
    job.advance(Step::Delay(lost), now()).unwrap();
    assert_eq!(job.video(), Some(&video_way(2)));
    let there = Step::Uploaded(0, "urn:li:video:C5F10A".parse().unwrap());
    job.advance(there, now()).unwrap();
    assert_eq!((job.video(), job.stage()), (None, &Stage::Ready));
}

#[test]
fn a_video_begins_anew_where_its_addresses_are_of_no_more_use() {
    for cause in [
        Cause::UploadExpired,
        Cause::MediaRefused,
        Cause::MediaChanged,
        Cause::UploadHostRefused,
    ] {
        let mut job = job_at("uploading");
        job.advance(Step::MoveVideo(0, Box::new(video_way(1))), now())
            .unwrap();
        let expired = Wait {
            until: Some(now()),
            failure: Some(failure(cause)),
        };
        job.advance(Step::Delay(expired), now()).unwrap();
        assert_eq!(job.video(), None);
    }
}

#[test]
fn the_parts_of_a_video_take_one_line_of_the_history() {
    let mut job = job_at("uploading");
    let before = job.history().len();
    for num_there in [0, 1, 2] {
        job.advance(Step::MoveVideo(0, Box::new(video_way(num_there))), now())
            .unwrap();
        assert_eq!(job.history().len(), before + 1);
    }
    let last = &job.history()[before].note;
    assert_eq!(last, "video: 2 of 2 parts");
}

#[test]
fn addresses_that_expire_are_counted_across_the_parts_that_arrived() {
    let mut job = job_at("uploading");
    for tries in 1..=3 {
        let expired = failure(Cause::UploadExpired);
        let wait = Wait {
            until: Some(now()),
            failure: Some(expired.clone()),
        };
        job.advance(Step::MoveVideo(0, Box::new(video_way(1))), now())
            .unwrap();
        job.advance(Step::Delay(wait), now()).unwrap();
        assert_eq!(job.tries_of(&expired), tries);
    }
    // What LinkedIn counts as trouble on the way is over with each part.
    let lost = Wait {
        until: Some(now()),
        failure: Some(failure(Cause::ConnectionLost)),
    };
    job.advance(Step::Delay(lost), now()).unwrap();
    job.advance(Step::MoveVideo(0, Box::new(video_way(1))), now())
        .unwrap();
    assert_eq!(job.tries_of(&failure(Cause::ConnectionLost)), 0);
}

/// A job of two unlike pictures of which LinkedIn has both, failed for this reason.
fn failed_with_both(cause: Cause) -> Job {
    let mut job = job(2);
    let mut draft = job.post.clone().into_draft();
    draft.attachments[1].sha256 = Digest([1; 32]);
    job.post = draft.check().unwrap();
    for step in [
        Step::Begin,
        Step::Uploaded(0, urn(1)),
        Step::Uploaded(1, urn(2)),
        Step::Submit,
        Step::Fail(failure(cause)),
    ] {
        job.advance(step, now()).unwrap();
    }
    job
}

#[test]
fn what_went_up_is_used_again_by_the_same_author_and_account_alone() {
    let old = failed_with_both(Cause::Forbidden);
    let registered = old.registered().unwrap();
    let mut draft = old.post.clone().into_draft();
    // In another order, with another text and one picture more.
    draft.attachments.reverse();
    draft.attachments[0].alt_text = "A kite".to_owned();
    draft.attachments.push(draft.attachments[0].clone());
    draft.registered = Some(Box::new(registered.clone()));
    assert_eq!(draft.bound_files().count(), 3);
    let fresh = |draft: &Draft, client_id: &str| {
        let account = AccountKey {
            client_id: client_id.to_owned(),
            ..old.account.clone()
        };
        let post = draft.check().unwrap();
        let mut job = Job::new(post, account, here(), now(), None);
        job.reuse(&registered);
        job
    };
    let job = fresh(&draft, "app");
    assert_eq!(job.missing().collect::<Vec<_>>(), [2]);
    assert_eq!(job.registered().unwrap().files[0].urn, urn(2));
    assert_eq!(fresh(&draft, "other").missing().count(), 3);
    draft.author = draft.author.map(|author| Author {
        urn: "urn:li:organization:1".parse().unwrap(),
        ..author
    });
    assert_eq!(draft.bound_files().count(), 0);
    assert_eq!(fresh(&draft, "app").missing().count(), 3);
}

#[test]
fn what_was_the_trouble_or_may_be_in_a_post_is_not_used_again() {
    let cancel = Step::Cancel(JobId::from_parts(2, 2));
    for (cause, is_kept) in [
        (Cause::Forbidden, true),
        (Cause::MediaRefused, false),
        (Cause::UploadExpired, false),
    ] {
        let mut job = failed_with_both(cause.clone());
        job.advance(cancel.clone(), now()).unwrap();
        assert_eq!(job.registered().is_some(), is_kept, "{cause:?}");
    }
    let registered = failed_with_both(Cause::Forbidden).registered().unwrap();
    let old = failed_with_both(Cause::Forbidden);
    let mut job = Job::new(old.post, old.account, here(), now(), None);
    job.reuse(&registered);
    job.advance(Step::Begin, now()).unwrap();
    assert_eq!(job.registered(), Some(registered));
    for step in [Step::Submit, Step::Fail(failure(Cause::Forbidden))] {
        job.advance(step, now()).unwrap();
    }
    assert_eq!(job.registered(), None);
    let mut job = failed_with_both(Cause::Forbidden);
    for step in [
        Step::Retry,
        Step::Submit,
        Step::LoseAnswer(failure(Cause::TimedOut)),
        cancel,
    ] {
        job.advance(step, now()).unwrap();
    }
    assert_eq!(job.registered(), None);
}

#[test]
fn a_post_can_be_undone_until_its_time_and_not_while_something_else_holds_it_back() {
    let until = now() + jiff::SignedDuration::from_secs(5);
    let post = job(0).post;
    let fresh = || {
        let account = job(0).account;
        Job::new(post.clone(), account, here(), now(), Some(until))
    };
    assert_eq!(fresh().undo_until(&here(), now()), Some(until));
    assert_eq!(fresh().undo_until(&here(), until), None);
    let elsewhere = InstallationId("elsewhere".to_owned());
    assert_eq!(fresh().undo_until(&elsewhere, now()), None);
    let mut held_up = fresh();
    let wait = Wait {
        until: Some(until),
        failure: Some(failure(Cause::TimedOut)),
    };
    held_up.advance(Step::Delay(wait), now()).unwrap();
    assert_eq!(held_up.undo_until(&here(), now()), None);
}

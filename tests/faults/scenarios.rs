//! What a person does, each as a preparation that nothing disturbs and a part that the sweep disturbs at every place.

use std::fs;

use jiff::SignedDuration;
use sendoff::domain::{AccountKey, Draft, Job, JobId, Step};
use sendoff::engine::{Command, Order};
use sendoff::sandbox::{FaultKind, Route};

use crate::rig::{Died, Rig};

/// One thing that a person does.
#[derive(Clone, Copy)]
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    pub(crate) prepare: fn(&mut Rig) -> Vec<Draft>,
    pub(crate) act: fn(&mut Rig, &[Draft]) -> Result<(), Died>,
    /// The stages at the end of a run in which nothing goes wrong, in order of the drafts.
    pub(crate) ends: &'static [&'static str],
}

/// All of them.
pub(crate) const ALL: &[Scenario] = &[
    Scenario {
        name: "text",
        prepare: one_text,
        act: publish_all,
        ends: &["published"],
    },
    Scenario {
        name: "pictures",
        prepare: |rig| vec![rig.draft_with_pictures("Two pictures", 2)],
        act: publish_all,
        ends: &["published"],
    },
    Scenario {
        name: "video",
        prepare: |rig| vec![rig.draft_with_video("A video")],
        act: publish_all,
        ends: &["published"],
    },
    Scenario {
        name: "page",
        prepare: |rig| {
            let mut draft = rig.draft_with_pictures("Two pictures of a page", 2);
            draft.author = Some(rig.page.organizations[0].clone());
            rig.store().save_draft(&draft, rig.now()).unwrap();
            vec![draft]
        },
        act: publish_all,
        ends: &["published"],
    },
    Scenario {
        name: "two",
        prepare: |rig| {
            vec![
                rig.draft("The first of two"),
                rig.draft("The second of two"),
            ]
        },
        act: |rig, drafts| {
            for draft in drafts {
                rig.publish(draft);
            }
            rig.settle()
        },
        ends: &["published", "published"],
    },
    Scenario {
        name: "cancel-queued",
        prepare: one_picture,
        act: |rig, drafts| {
            rig.clock.hold(true);
            rig.publish_with_undo(&drafts[0], 10);
            cancel_in(rig, drafts[0].id, "queued")
        },
        ends: &["cancelled"],
    },
    Scenario {
        name: "cancel-uploading",
        prepare: |rig| {
            rig.fault(Route::InitializeImage, u32::MAX, FaultKind::status(429));
            one_picture(rig)
        },
        act: |rig, drafts| {
            rig.clock.hold(true);
            rig.publish(&drafts[0]);
            cancel_in(rig, drafts[0].id, "uploading")
        },
        ends: &["cancelled"],
    },
    Scenario {
        name: "cancel-ready",
        prepare: |rig| {
            rig.fault(Route::CreatePost, u32::MAX, FaultKind::status(429));
            one_picture(rig)
        },
        act: |rig, drafts| {
            rig.clock.hold(true);
            rig.publish(&drafts[0]);
            cancel_in(rig, drafts[0].id, "ready")
        },
        ends: &["cancelled"],
    },
    Scenario {
        name: "cancel-submitting",
        prepare: |rig| {
            rig.fault(Route::CreatePost, 1, FaultKind::Delay { ms: 10 });
            one_text(rig)
        },
        act: |rig, drafts| {
            let id = drafts[0].id;
            rig.publish(&drafts[0]);
            rig.until(|rig| {
                rig.seen.jobs.get(&id).is_some_and(|job| !job.can_cancel()) || rests(rig, id)
            })?;
            rig.order(id, Order::Cancel);
            rig.settle()
        },
        ends: &["published"],
    },
    Scenario {
        name: "cancel-failed",
        prepare: |rig| {
            rig.fault(Route::CreatePost, 1, FaultKind::status(422));
            one_picture(rig)
        },
        act: |rig, drafts| publish_then(rig, &drafts[0], Order::Cancel),
        ends: &["cancelled"],
    },
    Scenario {
        name: "retry-failed",
        prepare: |rig| {
            rig.fault(Route::CreatePost, 1, FaultKind::status(422));
            one_picture(rig)
        },
        act: |rig, drafts| publish_then(rig, &drafts[0], Order::Retry),
        ends: &["published"],
    },
    Scenario {
        name: "uncertain-there",
        prepare: |rig| {
            rig.fault(Route::CreatePost, 1, FaultKind::CommitThenReset);
            one_text(rig)
        },
        act: |rig, drafts| {
            let draft = &drafts[0];
            rig.publish(draft);
            rig.settle()?;
            // A person who looks says what is so.
            if !rig.posts(&draft.text).is_empty() {
                rig.order(draft.id, Order::ItIsThere(None));
            }
            rig.settle()
        },
        ends: &["published"],
    },
    Scenario {
        name: "uncertain-not-there",
        prepare: |rig| {
            rig.fault(Route::CreatePost, 1, FaultKind::Reset);
            one_picture(rig)
        },
        act: |rig, drafts| publish_then(rig, &drafts[0], Order::ItIsNotThere),
        ends: &["published"],
    },
    Scenario {
        name: "uncertain-dropped",
        prepare: |rig| {
            rig.fault(Route::CreatePost, 1, FaultKind::CommitThenReset);
            one_picture(rig)
        },
        act: |rig, drafts| publish_then(rig, &drafts[0], Order::Cancel),
        ends: &["cancelled"],
    },
    Scenario {
        name: "duplicate-report",
        prepare: |rig| {
            rig.sandbox
                .switches(|switches| switches.duplicate_window_secs = 172_800);
            rig.fault(Route::CreatePost, 1, FaultKind::CommitThenReset);
            one_text(rig)
        },
        act: |rig, drafts| publish_then(rig, &drafts[0], Order::ItIsNotThere),
        ends: &["published"],
    },
    Scenario {
        name: "token",
        prepare: |rig| {
            rig.sandbox.expire_all_tokens();
            one_picture(rig)
        },
        act: publish_all,
        ends: &["published"],
    },
    Scenario {
        name: "autosave",
        prepare: one_text,
        act: |rig, drafts| {
            let mut typing = drafts[0].clone();
            "A te".clone_into(&mut typing.text);
            rig.send(Command::SaveDraft(Box::new(typing)));
            rig.settle()?;
            rig.promise(&drafts[0], false);
            rig.send(Command::SaveDraft(Box::new(drafts[0].clone())));
            rig.settle()?;
            rig.publish(&drafts[0]);
            // The window saves once more what it has; a draft that is on its way must not come back.
            rig.send(Command::SaveDraft(Box::new(drafts[0].clone())));
            rig.settle()
        },
        ends: &["published"],
    },
    Scenario {
        name: "scheduled",
        prepare: one_picture,
        act: |rig, drafts| {
            let (id, at) = (drafts[0].id, rig.now() + SignedDuration::from_mins(1));
            rig.schedule(&drafts[0], at);
            rig.settle()?;
            rig.until(|rig| {
                let waits = rig.stage(id) == "scheduled" && rig.now() < at + LATE_ENOUGH;
                !waits && rig.stage(id) != "nowhere" || !rig.seen.refused.is_empty()
            })?;
            rig.settle()
        },
        ends: &["published"],
    },
    Scenario {
        name: "leftovers",
        prepare: leftovers,
        act: |rig, _| rig.settle(),
        ends: &["published", "nowhere", "uncertain", "cancelled"],
    },
];

/// By then a scheduled post has left or is left to a person.
const LATE_ENOUGH: SignedDuration = SignedDuration::from_mins(5);

fn rests(rig: &Rig, id: JobId) -> bool {
    !rig.seen.busy.contains(&id)
        && (rig.seen.jobs.contains_key(&id) || !rig.seen.refused.is_empty())
}

fn one_text(rig: &mut Rig) -> Vec<Draft> {
    vec![rig.draft("A text (with brackets)")]
}

fn one_picture(rig: &mut Rig) -> Vec<Draft> {
    vec![rig.draft_with_pictures("A picture", 1)]
}

fn publish_all(rig: &mut Rig, drafts: &[Draft]) -> Result<(), Died> {
    for draft in drafts {
        rig.publish(draft);
        rig.settle()?;
    }
    Ok(())
}

/// Publishes, and decides once the job has come to rest where it does without further trouble.
fn publish_then(rig: &mut Rig, draft: &Draft, order: Order) -> Result<(), Died> {
    rig.publish(draft);
    rig.settle()?;
    if rig.seen.jobs.contains_key(&draft.id) {
        rig.order(draft.id, order);
    }
    rig.settle()
}

/// Cancels once the job waits in this stage, or is at rest elsewhere.
fn cancel_in(rig: &mut Rig, id: JobId, stage: &str) -> Result<(), Died> {
    rig.until(|rig| {
        let job = rig.seen.jobs.get(&id);
        let waits = job.is_some_and(|job| job.stage().word() == stage && job.wait().is_some());
        waits || rests(rig, id) || has_failed_elsewhere(rig, id)
    })?;
    if rig.seen.jobs.contains_key(&id) {
        rig.order(id, Order::Cancel);
    }
    rig.settle()
}

/// Whether it waits at another place than planned, because of the fault.
fn has_failed_elsewhere(rig: &Rig, id: JobId) -> bool {
    let wait = rig.seen.jobs.get(&id).and_then(Job::wait);
    wait.is_some_and(|wait| wait.failure.is_some())
}

/// What a program that died at the worst moments left behind.
fn leftovers(rig: &mut Rig) -> Vec<Draft> {
    let store = rig.store();
    let now = rig.now();
    let account = rig.member.key();
    let job_of = |rig: &Rig, draft: &Draft, account: &AccountKey| {
        Job::new(
            draft.check().unwrap(),
            account.clone(),
            rig.here.clone(),
            now,
            None,
        )
    };
    // A draft whose job is written.
    let twin = rig.draft("A draft and a job");
    drop(store.enqueue(&job_of(rig, &twin, &account)).unwrap());
    store.save_draft(&twin, now).unwrap();
    rig.promise(&twin, true);
    // A job that was never written, of a draft that is complete.
    let half = rig.draft_with_pictures("Half queued", 1);
    let media = store.job_media_path(half.id, &half.attachments[0].file);
    fs::create_dir_all(media.parent().unwrap()).unwrap();
    fs::write(&media, b"half").unwrap();
    fs::write(media.with_file_name(".a.png.aB3dE6"), b"ha").unwrap();
    // A job that was being sent.
    let sending = rig.draft("Cut off while sending");
    let mut job = job_of(rig, &sending, &account);
    job.advance(Step::Begin, now).unwrap();
    job.advance(Step::Submit, now).unwrap();
    drop(store.enqueue(&job).unwrap());
    rig.promise(&sending, true);
    // A job that was taken back, whose text is not a draft yet.
    let taken = rig.draft_with_pictures("Taken back", 1);
    let mut job = job_of(rig, &taken, &account);
    drop(store.enqueue(&job).unwrap());
    job.advance(Step::Cancel(JobId::from_parts(77, 7)), now)
        .unwrap();
    store.save_job(&job).unwrap();
    for name in [".draft.ron.aB3dE6", ".installation.ron.Zz9Zz9"] {
        fs::write(rig.folder.path().join("data").join(name), b"(").unwrap();
    }
    vec![twin, half, sending, taken]
}

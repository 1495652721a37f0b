//! What breaks down in the middle of the work, and what is taken away from under it.

use std::fs;
use std::time::Duration;

use sendoff::domain::{Cause, Draft, Stage};
use sendoff::sandbox::{FaultKind, Route};

use crate::disk::DiskFault;
use crate::invariants::{assert_all_is_done, assert_invariants, person_tidies_up};
use crate::network::WireFault;
use crate::rig::{A_LONG_TIME, Rig};

const TEXT: &str = "Nobody is perfect";

#[test]
fn a_breakdown_while_a_job_is_worked_on_costs_neither_the_program_nor_the_post() {
    // Of the changes of a post with one picture, those after it was put into the outbox are made by the worker.
    let (first, end) = changes_of_the_worker();
    assert!(end - first >= 4, "from {first} to {end}");
    for nth in first..end {
        let mut rig = Rig::new();
        let draft = rig.draft_with_pictures(TEXT, 1);
        rig.start(DiskFault::Panic(nth), WireFault::Nothing, A_LONG_TIME);
        rig.publish(&draft);
        rig.settle().unwrap();
        let stage = rig.stage(draft.id);
        let is_known = ["queued", "uploading", "ready", "uncertain", "published"].contains(&stage);
        assert!(is_known, "{nth}: {stage}");
        // The window is alive and takes orders.
        let other = rig.draft("Typed afterwards");
        rig.send(sendoff::engine::Command::SaveDraft(Box::new(other.clone())));
        rig.until(|rig| rig.promises[&other.id].is_kept).unwrap();
        rig.close();
        rig.start_soundly();
        rig.settle().unwrap();
        assert_invariants(&rig).unwrap();
        person_tidies_up(&mut rig).unwrap();
        rig.close();
        assert_invariants(&rig).unwrap();
        assert_all_is_done(&rig).unwrap();
    }
}

/// The first change after the job lies in the outbox and its draft is gone, and one past the last.
fn changes_of_the_worker() -> (usize, usize) {
    let run = |hold: bool| {
        let mut rig = Rig::new();
        let draft = rig.draft_with_pictures(TEXT, 1);
        rig.start_soundly();
        rig.clock.hold(hold);
        rig.publish_with_undo(&draft, 1);
        if hold {
            rig.until(|rig| !rig.clock.waits().is_empty()).unwrap();
        } else {
            rig.settle().unwrap();
        }
        rig.disk.counts().0
    };
    (run(true), run(false))
}

/// A post that waits, and whose outbox is then deleted.
fn without_an_outbox(route: Route, num_pictures: usize) -> (Rig, Draft) {
    let mut rig = Rig::new();
    rig.fault(route, 1, FaultKind::status(429));
    let draft = if num_pictures == 0 {
        rig.draft(TEXT)
    } else {
        rig.draft_with_pictures(TEXT, num_pictures)
    };
    rig.start_soundly();
    rig.clock.hold(true);
    rig.publish(&draft);
    rig.until(|rig| !rig.clock.waits().is_empty()).unwrap();
    fs::remove_dir_all(rig.store().paths().outbox()).unwrap();
    rig.clock.hold(false);
    rig.settle().unwrap();
    (rig, draft)
}

#[test]
fn a_job_whose_folder_was_deleted_is_written_again_before_it_is_sent() {
    let (mut rig, draft) = without_an_outbox(Route::CreatePost, 0);
    assert_eq!(rig.stage(draft.id), "published");
    assert_eq!(rig.posts(TEXT).len(), 1);
    let job = rig.store().job(draft.id).unwrap();
    assert!(job.is_some_and(|job| matches!(job.stage(), Stage::Published(_))));
    rig.close();
    assert_invariants(&rig).unwrap();
}

#[test]
fn a_job_whose_pictures_were_deleted_fails_with_its_text_and_sends_nothing() {
    let (rig, draft) = without_an_outbox(Route::InitializeImage, 1);
    let job = rig.store().job(draft.id).unwrap().unwrap();
    let Stage::Failed(failure) = job.stage() else {
        panic!("{:?}", job.stage());
    };
    assert_eq!(failure.cause, Cause::MediaChanged);
    assert_eq!(job.post.text(), TEXT);
    assert_eq!(rig.num_creates(), 0);
}

#[test]
fn a_job_that_cannot_be_written_is_not_sent_and_says_so() {
    for kind in [
        std::io::ErrorKind::StorageFull,
        std::io::ErrorKind::ReadOnlyFilesystem,
    ] {
        let (first, end) = changes_of_the_worker();
        for nth in first..end {
            let mut rig = Rig::new();
            let draft = rig.draft_with_pictures(TEXT, 1);
            let horizon = Duration::from_mins(10);
            rig.start(DiskFault::ForEver(nth, kind), WireFault::Nothing, horizon);
            rig.publish(&draft);
            let outcome = rig.settle();
            if rig.num_creates() == 0 {
                assert_eq!(outcome, Ok(()));
                let wait = rig.seen.jobs[&draft.id].wait().cloned();
                let why = wait
                    .and_then(|wait| wait.failure)
                    .map(|failure| failure.cause);
                assert_eq!(why, Some(Cause::Storage), "{nth}");
            } else {
                let job = rig.store().job(draft.id).unwrap().unwrap();
                // Written down before it left, and afterwards if the disk still worked by then.
                let is_written = matches!(job.stage(), Stage::Submitting | Stage::Published(_));
                assert!(is_written, "{nth}: sent as {:?}", job.stage());
            }
            rig.kill();
        }
    }
}

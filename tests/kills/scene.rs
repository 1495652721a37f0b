//! Where on its way a post was when the program was held still: read from the disk and from the calls made so far.

use std::fs;
use std::path::Path;

use sendoff::domain::Stage;

use crate::profile::Profile;

/// What a post's way looks like at one moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scene {
    /// The case it belongs to; the list is in `tests/cases/crashes.md`.
    pub(crate) case: &'static str,
    /// The word for the job's stage on disk; `None` where there is no job yet.
    pub(crate) stage: Option<&'static str>,
}

impl Scene {
    /// Looks at the one post in the profile.
    pub(crate) fn look(profile: &Profile, calls: &[String]) -> Self {
        let jobs = profile.jobs();
        assert!(jobs.len() < 2, "{jobs:?}");
        let data = profile.folder().join("data");
        let Some(job) = jobs.first() else {
            let case = if has_file(&data.join("outbox"), "media/0") {
                "C-02"
            } else {
                "C-01"
            };
            return Self { case, stage: None };
        };
        let folder = data.join("outbox").join(job.id().to_string());
        let case = match job.stage() {
            Stage::Queued if data.join("drafts").join(job.id().to_string()).exists() => "C-03",
            // Without files the disk hears of nothing between.
            Stage::Queued
                if job.post.attachments().is_empty() && has_file(&folder, "/.job.ron") =>
            {
                "C-08"
            }
            Stage::Queued => "before C-04",
            Stage::Uploading if !was_answered(calls, "POST /rest/images") => "before C-04",
            Stage::Uploading if was_answered(calls, "PUT /") => "C-06",
            Stage::Uploading if was_sent(calls, "PUT /") => "C-05",
            Stage::Uploading => "C-04",
            Stage::Ready if has_file(&folder, "/.job.ron") => "C-08",
            Stage::Ready => "C-07",
            Stage::Submitting if was_answered(calls, "POST /rest/posts") => "C-13",
            Stage::Submitting if was_sent(calls, "POST /rest/posts") => "C-11 or C-12",
            Stage::Submitting => "C-09",
            Stage::Published(_) if folder.join("media").exists() => "C-14",
            Stage::Published(_)
                if !data
                    .join("receipts")
                    .join(format!("{}.ron", job.id()))
                    .exists() =>
            {
                "C-14"
            }
            Stage::Published(_) => "after C-14",
            stage => panic!("nothing leads to {stage:?} here"),
        };
        Self {
            case,
            stage: Some(job.stage().word()),
        }
    }
}

/// Whether a request that begins like this has left, in whole or in part.
fn was_sent(calls: &[String], head: &str) -> bool {
    calls.iter().any(|call| call.contains(head))
}

/// Whether anything was heard after that.
fn was_answered(calls: &[String], head: &str) -> bool {
    let sent = calls.iter().position(|call| call.contains(head));
    sent.is_some_and(|at| {
        calls[at..]
            .iter()
            .any(|call| call.contains("HTTP/1.1 ") && call.contains("recvfrom"))
    })
}

/// Whether a file below `folder` has this in its path.
fn has_file(folder: &Path, part: &str) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    entries.flatten().any(|entry| {
        let path = entry.path();
        path.to_string_lossy().contains(part) || (path.is_dir() && has_file(&path, part))
    })
}

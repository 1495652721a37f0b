//! What must hold however things went: nothing lost, nothing twice, nothing untrue, nothing told, nothing left lying.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use sendoff::domain::{Evidence, Group, Job, SentPost, Stage};
use sendoff::engine::Order;
use sendoff::store::{SavedDraft, StoreError};

use crate::disk::files_below;
use crate::rig::{Died, Promise, Rig};

/// Looks at the profile and at LinkedIn after the program has started again on a sound disk and come to rest.
pub(crate) fn assert_invariants(rig: &Rig) -> Result<(), String> {
    let found = Found::read(rig).map_err(|err| format!("I6: {err}"))?;
    nothing_is_lost(rig, &found)?;
    nothing_is_sent_twice(rig)?;
    nothing_untrue_is_said(rig, &found)?;
    nothing_secret_is_told(rig)?;
    nothing_stands_still_without_a_reason(rig, &found)?;
    every_file_is_in_order(rig, &found)
}

/// What is in the profile.
struct Found {
    jobs: Vec<Job>,
    drafts: Vec<SavedDraft>,
    receipts: Vec<SentPost>,
    troubles: Vec<StoreError>,
}

impl Found {
    fn read(rig: &Rig) -> Result<Self, StoreError> {
        let store = rig.store();
        let (jobs, mut troubles) = store.jobs()?;
        let (drafts, more) = store.drafts()?;
        troubles.extend(more);
        let (receipts, more) = store.receipts()?;
        troubles.extend(more);
        store.settings()?;
        store.accounts()?;
        Ok(Self {
            jobs,
            drafts,
            receipts,
            troubles,
        })
    }
}

/// I1: what was acknowledged is there, word for word and with its pictures.
fn nothing_is_lost(rig: &Rig, found: &Found) -> Result<(), String> {
    let store = rig.store();
    let (jobs, drafts) = (&found.jobs, &found.drafts);
    for (id, promise) in rig.promises.iter().filter(|(_, promise)| promise.is_kept) {
        let job = jobs.iter().find(|job| {
            let is_elsewhere = matches!(job.stage(), Stage::Cancelled { returned: true, .. });
            job.post.text() == promise.text && !is_elsewhere
        });
        let draft = drafts.iter().find(|saved| saved.draft.text == promise.text);
        let is_received = found.receipts.iter().any(|sent| sent.text == promise.text);
        match (job, draft) {
            (None, None) if !is_received => return Err(format!("I1: {id} is lost: {promise:?}")),
            (Some(job), _) if !matches!(job.stage(), Stage::Published(_)) => {
                for attachment in job.post.attachments() {
                    store
                        .job_media(job.id(), &attachment.file)
                        .map_err(|err| format!("I1: a picture of {id} is lost: {err}"))?;
                }
            }
            (None, Some(saved)) => {
                if saved.draft.attachments.len() != promise.picture_count {
                    return Err(format!("I1: pictures of the draft {id} are lost"));
                }
                for attachment in &saved.draft.attachments {
                    store
                        .draft_media(saved.draft.id, &attachment.file)
                        .map_err(|err| format!("I1: a picture of the draft {id}: {err}"))?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// I2: LinkedIn has each at most once, and once more for each time a person said so.
fn nothing_is_sent_twice(rig: &Rig) -> Result<(), String> {
    for (id, promise) in &rig.promises {
        let num_posts = rig.posts(&promise.text).len();
        if num_posts > 1 + promise.again {
            return Err(format!("I2: {id} was sent {num_posts} times"));
        }
    }
    Ok(())
}

/// I3: what the outbox says is what LinkedIn has.
fn nothing_untrue_is_said(rig: &Rig, found: &Found) -> Result<(), String> {
    for job in &found.jobs {
        let posts = rig.posts(job.post.text());
        let promise = rig.promises.get(&job.id());
        is_true(
            job,
            &posts
                .iter()
                .map(|post| post.urn.as_str())
                .collect::<Vec<_>>(),
            promise,
        )
        .map_err(|why| format!("I3: {} is {:?}, but {why}", job.id(), job.stage()))?;
    }
    for promise in rig.promises.values() {
        let is_under_way = found.jobs.iter().any(|job| job.post.text() == promise.text);
        let is_received = found.receipts.iter().any(|sent| sent.text == promise.text);
        if !is_under_way && !is_received && !rig.posts(&promise.text).is_empty() {
            return Err(format!("I3: LinkedIn has what no job knows: {promise:?}"));
        }
    }
    Ok(())
}

fn is_true(job: &Job, posts: &[&str], promise: Option<&Promise>) -> Result<(), &'static str> {
    let may_be_there = promise.is_some_and(|promise| promise.again > 0 || promise.is_dropped);
    match job.stage() {
        Stage::Published(receipt) if receipt.evidence == Evidence::Answer => match &receipt.urn {
            Some(urn) if !posts.contains(&urn.as_str()) => Err("LinkedIn has no such post"),
            None if posts.is_empty() => Err("LinkedIn has nothing"),
            _ => Ok(()),
        },
        // Somebody else's word.
        Stage::Published(_) | Stage::Uncertain(_) => Ok(()),
        Stage::Submitting => Err("nobody waits for its answer"),
        _ if posts.is_empty() || may_be_there => Ok(()),
        _ => Err("LinkedIn has it"),
    }
}

/// I4: no token is in any file.
fn nothing_secret_is_told(rig: &Rig) -> Result<(), String> {
    if let Some(secret) = secret_in(rig, rig.seen.story().as_bytes()) {
        return Err(format!("I4: an event says {secret}"));
    }
    for path in rig.files() {
        let bytes = fs::read(&path).unwrap_or_default();
        if secret_in(rig, &bytes).is_some() {
            return Err(format!("I4: a secret is in {}", path.display()));
        }
    }
    Ok(())
}

fn secret_in<'a>(rig: &'a Rig, bytes: &[u8]) -> Option<&'a str> {
    let text = String::from_utf8_lossy(bytes);
    let mut secrets = rig.secrets.iter().map(String::as_str);
    secrets.find(|secret| text.contains(secret))
}

/// I5: whatever is on its way has arrived, or says why it waits for a person.
fn nothing_stands_still_without_a_reason(rig: &Rig, found: &Found) -> Result<(), String> {
    for job in &found.jobs {
        let moves = matches!(job.stage(), Stage::Queued | Stage::Uploading | Stage::Ready);
        let is_excused = job
            .wait()
            .is_some_and(|wait| wait.until.is_none() && wait.failure.is_some());
        let is_asked_about = job.is_too_late(rig.now());
        if moves && !is_excused && !is_asked_about {
            return Err(format!("I5: {} stands still: {:?}", job.id(), job.stage()));
        }
    }
    Ok(())
}

/// I6: every file can be read, is private, and none is left over.
fn every_file_is_in_order(rig: &Rig, found: &Found) -> Result<(), String> {
    if !found.troubles.is_empty() {
        return Err(format!("I6: cannot be read: {:?}", found.troubles));
    }
    for path in ["config", "data"]
        .iter()
        .flat_map(|part| files_below(&rig.folder.path().join(part)))
    {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || name.contains("unreadable") {
            return Err(format!("I6: {} is left over", path.display()));
        }
        let mode = fs::metadata(&path).map_or(0, |data| data.permissions().mode());
        if mode & 0o077 != 0 {
            return Err(format!("I6: others may read {}", path.display()));
        }
    }
    Ok(())
}

/// Does what a person does who looks at LinkedIn and then answers every question, until nothing is left to do.
pub(crate) fn person_tidies_up(rig: &mut Rig) -> Result<(), Died> {
    for _ in 0..4 {
        let jobs: Vec<Job> = rig.seen.jobs.values().cloned().collect();
        for job in jobs {
            let id = job.id();
            let posts = rig.posts(job.post.text());
            match job.stage() {
                Stage::Uncertain(_) => {
                    let urn = posts.first().map(|post| post.urn.parse().unwrap());
                    let is_there = urn.is_some();
                    rig.order(
                        id,
                        if is_there {
                            Order::ItIsThere(urn)
                        } else {
                            Order::ItIsNotThere
                        },
                    );
                }
                Stage::Failed(_) | Stage::Scheduled { .. } => rig.order(id, Order::Retry),
                Stage::Queued | Stage::Uploading | Stage::Ready
                    if job.wait().is_some_and(|wait| wait.until.is_none())
                        || job.is_too_late(rig.now()) =>
                {
                    rig.order(id, Order::Retry);
                }
                _ => continue,
            }
            rig.settle()?;
        }
    }
    Ok(())
}

/// After that, every job has arrived exactly once or is a draft again.
pub(crate) fn assert_all_is_done(rig: &Rig) -> Result<(), String> {
    let (jobs, _) = rig.store().jobs().map_err(|err| err.to_string())?;
    for job in jobs {
        let posts = rig.posts(job.post.text());
        let promise = rig.promises.get(&job.id());
        let is_done = match job.stage() {
            Stage::Published(_) => posts.len() == 1,
            Stage::Cancelled { returned, .. } => {
                *returned && (posts.is_empty() || promise.is_some_and(|promise| promise.is_dropped))
            }
            _ => false,
        };
        if !is_done {
            return Err(format!(
                "not done: {} is {:?} with {} posts",
                job.id(),
                job.stage(),
                posts.len()
            ));
        }
    }
    Ok(())
}

/// Whether a job waits because of the sign-in.
pub(crate) fn waits_for_sign_in(job: &Job) -> bool {
    job.wait().is_some_and(|wait| {
        let is_about_it = |failure: &sendoff::domain::Failure| failure.group() == Group::SignIn;
        wait.until.is_none() && wait.failure.as_ref().is_some_and(is_about_it)
    })
}

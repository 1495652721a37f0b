//! After a kill: the program starts again, a person decides what only a person can, and then nothing may be lost or
//! doubled.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use sendoff::domain::Job;

use crate::linkedin::{LinkedIn, Records};
use crate::profile::{Outcome, Profile, is_moving, text};

/// One post that somebody wants to see published.
pub(crate) struct Wish {
    /// How it begins; no other post does.
    pub(crate) words: String,
    pub(crate) text: String,
    pub(crate) pictures: Vec<String>,
    pub(crate) author: Option<&'static str>,
}

/// How the program is started again.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Restart {
    Window,
    CommandLine,
}

/// What the person does about a post of which nobody knows whether it arrived.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Person {
    /// Looks first, and says what is there.
    Looks,
    /// Sends it again without looking.
    SendsAgain,
}

impl Wish {
    pub(crate) fn new(words: String) -> Self {
        // Every letter that LinkedIn would stumble over, so that a text cut short is seen.
        let text = format!("{words} | caffè (al banco) #uno @due *tre* {{vier}} <5> ~ _ \\ [6] 👩‍🚀");
        Self {
            words,
            text,
            pictures: Vec::new(),
            author: None,
        }
    }

    /// The command that asks for it.
    pub(crate) fn command(&self) -> Vec<&str> {
        let mut args = vec!["post", "--text", &self.text];
        for picture in &self.pictures {
            args.extend(["--image", picture]);
        }
        if let Some(author) = self.author {
            args.extend(["--as", author]);
        }
        args
    }

    /// The word for the stage of its job on disk.
    pub(crate) fn stage(&self, profile: &Profile) -> Option<&'static str> {
        self.job(profile).map(|job| job.stage().word())
    }

    /// Its job; `None` where there is none.
    pub(crate) fn job(&self, profile: &Profile) -> Option<Job> {
        let mut jobs = profile.jobs();
        jobs.retain(|job| job.post.text().starts_with(&self.words));
        assert!(jobs.len() < 2, "{jobs:?}");
        let job = jobs.pop()?;
        assert_eq!(job.post.text(), self.text);
        Some(job)
    }
}

/// Starts the program again and lets it do what it does by itself.
pub(crate) fn restart(profile: &Profile, how: Restart) {
    match how {
        Restart::Window => profile.open_window(),
        Restart::CommandLine => {
            let listed = profile.run(&["outbox"]);
            assert_eq!(listed.code, Some(0), "{listed:?}");
            for job in profile.jobs().iter().filter(|job| is_moving(job)) {
                let outcome = profile.run(&["outbox", "retry", &job.id().to_string()]);
                assert_eq!(outcome.code, Some(0), "{outcome:?}");
            }
        }
    }
}

/// Does what a person does until the post is published; how often that meant to send it again.
pub(crate) fn finish(linkedin: &LinkedIn, profile: &Profile, wish: &Wish, person: Person) -> usize {
    let Some(job) = wish.job(profile) else {
        // It was never said to be in the outbox, so the person says it again.
        publishes(&profile.run(&wish.command()));
        return 0;
    };
    let id = &job.id().to_string();
    match job.stage().word() {
        "published" => 0,
        "queued" | "uploading" | "ready" => {
            publishes(&profile.run(&["outbox", "retry", id]));
            0
        }
        "uncertain" => decide(linkedin, profile, wish, id, person),
        stage => panic!("{stage}: {job:?}"),
    }
}

fn decide(linkedin: &LinkedIn, profile: &Profile, wish: &Wish, id: &str, person: Person) -> usize {
    let records = linkedin.records();
    if let (Some(post), Person::Looks) = (records.posts(&wish.words).first(), person) {
        let seen = profile.run(&["outbox", "resolve", id, "--published", text(post, "urn")]);
        assert_eq!(seen.code, Some(0), "{seen:?}");
        return 0;
    }
    let again = profile.run(&["outbox", "resolve", id, "--not-published"]);
    assert_eq!(again.code, Some(0), "{again:?}");
    publishes(&profile.run(&["outbox", "retry", id]));
    1
}

#[track_caller]
pub(crate) fn publishes(outcome: &Outcome) {
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
}

/// Claims that the post is there once, whole, and that the profile says so; `again` is how often a person sent it
/// again.
#[track_caller]
pub(crate) fn check_published_once(
    records: &Records,
    profile: &Profile,
    wish: &Wish,
    again: usize,
) {
    let posts = records.posts(&wish.words);
    assert_eq!(posts.len(), 1, "{}: {posts:?}", wish.words);
    assert_eq!(text(posts[0], "text"), wish.text);
    assert_eq!(
        posts[0]["images"].as_array().unwrap().len(),
        wish.pictures.len()
    );
    let sent = records.creates(&wish.words);
    assert!(
        sent <= 1 + again,
        "{} was sent {sent} times, again {again}",
        wish.words
    );
    let (receipts, troubles) = profile.store().receipts().unwrap();
    assert!(troubles.is_empty(), "{troubles:?}");
    let of_it = receipts.iter().filter(|sent| sent.text == wish.text);
    let urns: Vec<String> = of_it
        .filter_map(|sent| sent.receipt.urn.as_ref())
        .map(ToString::to_string)
        .collect();
    assert_eq!(urns, [text(posts[0], "urn")]);
    assert_eq!(wish.stage(profile), Some("published"));
}

/// Claims that every file is whole and for this user only, and that no draft and nothing half written is left.
#[track_caller]
pub(crate) fn check_files(profile: &Profile) {
    let (drafts, troubles) = profile.store().drafts().unwrap();
    assert!(
        drafts.is_empty() && troubles.is_empty(),
        "{drafts:?} {troubles:?}"
    );
    let (_, troubles) = profile.store().receipts().unwrap();
    assert!(troubles.is_empty(), "{troubles:?}");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for file in files_below(&profile.folder()) {
        let name = file.file_name().unwrap().to_string_lossy();
        assert!(
            !name.starts_with('.') && !name.contains("unreadable"),
            "{}",
            file.display()
        );
        assert_eq!(mode(&file), 0o600, "{}", file.display());
        assert_eq!(mode(file.parent().unwrap()), 0o700, "{}", file.display());
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files
}

//! Files of the profile that a person edited, or that a newer Sendoff wrote: said, left alone, and nothing sent by guess.

use std::fs;
use std::path::PathBuf;

use sendoff::sandbox::{FaultKind, Route};

use crate::profile::Profile;
use crate::support::World;

/// The one file with this name.
fn the_file(profile: &Profile, name: &str) -> PathBuf {
    let mut found = profile.files();
    found.retain(|path| path.file_name().is_some_and(|found| found == name));
    assert_eq!(found.len(), 1, "{name}: {found:?}");
    found.remove(0)
}

#[test]
fn settings_that_make_no_sense_are_said_and_left_alone() {
    let world = World::open();
    let profile = world.member();
    let settings = profile.folder().join("config/settings.ron");
    let text = "(\n kind: \"sendoff settings\", version: 1,\n body: (undo_secs: lots))";
    fs::write(&settings, text).unwrap();
    for args in [
        &["post", "--text", "Hello"][..],
        &["post", "--dry-run", "--text", "Hello"],
    ] {
        let outcome = profile.run(args);
        assert_eq!(outcome.code, 0, "{outcome:?}");
        assert!(outcome.stderr.contains("Line 3, column 19"), "{outcome:?}");
        assert!(outcome.stderr.contains("defaults are used"), "{outcome:?}");
        assert_eq!(fs::read_to_string(&settings).unwrap(), text);
    }
    assert_eq!(world.creates().len(), 1);
}

#[test]
fn a_job_of_a_newer_sendoff_is_named_and_neither_sent_nor_changed() {
    let world = World::open();
    let profile = world.member();
    let post = ["post", "--text", "From tomorrow"];
    world.fault(Route::CreatePost, FaultKind::status(429));
    profile.run(&post).fails(4, "rate_limited");
    let (id, _) = profile.the_job();
    let file = the_file(&profile, "job.ron");
    let newer = fs::read_to_string(&file)
        .unwrap()
        .replacen("version: 1", "version: 2", 1);
    fs::write(&file, &newer).unwrap();

    let listed = profile.run(&["outbox", "list"]);
    assert!(listed.events.is_empty(), "{listed:?}");
    assert!(listed.stderr.contains("newer Sendoff"), "{listed:?}");
    assert!(listed.stderr.contains(&id), "{listed:?}");
    let retried = profile.run(&["outbox", "retry", &id]);
    assert_ne!(retried.code, 0);
    assert!(retried.stdout.contains("newer Sendoff"), "{retried:?}");
    // The same text may be in it, so it is not sent beside it.
    profile.run(&post).fails(2, "duplicate");
    assert_eq!(fs::read_to_string(&file).unwrap(), newer);
    assert_eq!(world.creates().len(), 1);
}

#[test]
fn a_job_with_words_of_a_person_in_it_is_sent_and_the_words_are_kept() {
    let world = World::open();
    let profile = world.member();
    world.fault(Route::CreatePost, FaultKind::status(429));
    profile
        .run(&["post", "--text", "Edited"])
        .fails(4, "rate_limited");
    let (id, _) = profile.the_job();
    let file = the_file(&profile, "job.ron");
    let noted = format!("// mine\n{}", fs::read_to_string(&file).unwrap());
    fs::write(&file, &noted).unwrap();
    profile.run(&["outbox", "retry", &id]).publishes();
    let kept = profile.files();
    let kept = kept
        .iter()
        .filter(|path| path.to_string_lossy().ends_with("job.ron.v1.bak"));
    let kept: Vec<String> = kept.map(|path| fs::read_to_string(path).unwrap()).collect();
    assert_eq!(kept, [noted]);
}

//! How a save looks from outside: in which order the calls come that make it last.

use crate::aftermath::Wish;
use crate::linkedin::LinkedIn;
use crate::points::png;
use crate::profile::Profile;
use crate::stepper::{can_step, step};

/// What a call does, as far as the order matters: `fsync PATH`, or `rename PATH`, without the slash in front.
fn deed(call: &str) -> Option<String> {
    let between = |text: &str, from: &str, to: &str| -> Option<String> {
        let rest = text.split_once(from)?.1;
        Some(rest.split_once(to)?.0.to_owned())
    };
    if call.contains("fsync(") {
        return Some(format!("fsync {}", between(call, "</", ">")?));
    }
    if call.contains("rename") {
        return Some(format!("rename {}", between(call, "\"/", "\"")?));
    }
    None
}

/// Whether the folder is synced in which nothing but the counts of the day is saved.
fn is_home(deed: &str) -> bool {
    deed.starts_with("fsync ") && deed.ends_with("/profile/data")
}

#[test]
fn a_file_is_synced_before_it_gets_its_name_and_its_folder_after() {
    if !can_step() {
        return;
    }
    let linkedin = LinkedIn::open();
    let profile = Profile::signed_in(&linkedin, &["member"]);
    let mut wish = Wish::new("Order:".to_owned());
    wish.pictures.push(profile.file("cup.png", &png()));
    let run = step(&profile, &wish.command(), |_| false);
    let deeds: Vec<String> = run.calls.iter().filter_map(|call| deed(call)).collect();
    // The counts of the day are written down beside everything else, by a thread of their own.
    let (counts, others): (Vec<_>, Vec<_>) = deeds
        .iter()
        .filter(|deed| !is_home(deed))
        .partition(|deed| deed.contains("/.ledger.ron."));
    let mut saved = Vec::new();
    for (at, renamed) in others.iter().enumerate() {
        let Some(path) = renamed.strip_prefix("rename ") else {
            continue;
        };
        let (folder, name) = path.rsplit_once('/').unwrap();
        assert_eq!(*others[at - 1], format!("fsync {path}"), "{deeds:#?}");
        assert_eq!(*others[at + 1], format!("fsync {folder}"), "{deeds:#?}");
        saved.push(name.rsplit_once('.').unwrap().0.to_owned());
    }
    for (at, renamed) in counts.iter().enumerate() {
        if let Some(path) = renamed.strip_prefix("rename ") {
            assert_eq!(*counts[at - 1], format!("fsync {path}"), "{deeds:#?}");
            let later = deeds.iter().skip_while(|deed| deed != renamed);
            assert!(later.skip(1).any(|deed| is_home(deed)), "{deeds:#?}");
        }
    }
    // The job's own folder has its name before the draft goes.
    let first = others
        .iter()
        .position(|deed| deed.starts_with("rename ") && deed.contains("/.job.ron."))
        .unwrap();
    let outbox = others[first + 2];
    assert!(
        outbox.starts_with("fsync ") && outbox.ends_with("/outbox"),
        "{deeds:#?}"
    );
    // The picture twice, the job at each stage, the receipt.
    assert!(saved.len() >= 7, "{saved:?}");
    assert_eq!(
        saved.iter().filter(|name| *name == ".job.ron").count(),
        5,
        "{saved:?}"
    );
}

//! What we carry: the crates in the program, against what `benches/budget.ron` allows. Never: which crates those are.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

/// What was decided to be enough.
#[derive(Deserialize)]
struct Budget {
    /// Crates that end up in the program on Linux, or build it.
    crates: usize,
    /// Of these, names that are there in more than one version.
    in_two_versions: usize,
}

#[test]
fn no_more_crates_are_carried_than_was_decided() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/budget.ron");
    let budget = std::fs::read_to_string(path).expect("the budget can be read");
    let budget: Budget = ron::from_str(&budget).expect("the budget is RON");
    let crates = carried();
    let mut names: Vec<&str> = crates
        .iter()
        .filter_map(|name| name.split(' ').next())
        .collect();
    names.sort_unstable();
    let mut doubled: Vec<&str> = names
        .windows(2)
        .filter(|two| two[0] == two[1])
        .map(|two| two[0])
        .collect();
    doubled.dedup();
    // Fewer are good news, to be written down at once: else the next one comes in unseen.
    assert_eq!(crates.len(), budget.crates, "crates are carried");
    assert_eq!(doubled.len(), budget.in_two_versions, "{doubled:?}");
}

/// Name and version of every crate that ends up in the program on Linux, or builds it.
fn carried() -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["tree", "--locked", "--edges", "normal,build"])
        .args(["--target", "x86_64-unknown-linux-gnu"])
        .args(["--prefix", "none", "--no-dedupe", "--format", "{p}"])
        .output()
        .expect("cargo can be run");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let name_and_version = |line: &str| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(name_and_version)
        .collect()
}

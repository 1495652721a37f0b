//! Pictures of every pane in its states, light and dark: what is drawn against what lies in this folder.
//!
//! Time stands still, only the bundled fonts are there, nothing blinks, and `painter.rs` draws without a graphics card:
//! a picture is the same on every machine. `README.md` says how they are made anew.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod elsewhere;
mod first;
mod outbox;
mod painter;
mod photo;
#[expect(dead_code, reason = "shared with tests that press more buttons")]
#[path = "../ui_window/support.rs"]
mod support;
mod writing;

/// What everybody who fetches the repository carries, in bytes.
const ROOM: u64 = 1_600_000;

#[test]
fn the_pictures_stay_small() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots");
    let files = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    // Others are left behind where a picture has changed, and not checked in.
    let is_kept = |name: &str| {
        let parts = name.rsplit_once('.');
        parts.is_some_and(|(name, end)| end == "png" && !name.contains('.'))
    };
    let kept = files.filter(|file| file.file_name().to_str().is_some_and(is_kept));
    let bytes: u64 = kept.map(|file| file.metadata().unwrap().len()).sum();
    assert!(bytes > 0, "there are none");
    assert!(bytes <= ROOM, "{bytes} bytes: run `optipng` over them");
}

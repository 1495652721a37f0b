//! What the page behind a link says of itself: looked at only when that is asked for, and never on this computer.

use crate::support::{World, check_refused};

#[test]
fn this_computer_and_its_neighbours_are_never_looked_at() {
    let world = World::open();
    let profile = world.profile();
    for url in [
        world.origin.as_str(),
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://0x7f.1/",
        "http://169.254.169.254/latest/",
        "http://10.0.0.1/",
        "https://ann:secret@example.com/",
    ] {
        let outcome = profile.run(&["link", url]);
        outcome.fails(2, "link");
        assert!(!outcome.stdout.contains("secret"), "{outcome:?}");
    }
    for url in ["ftp://example.com/", "hello", ""] {
        profile.run(&["link", url]).fails(2, "usage");
    }
    assert_eq!(world.sandbox.requests().len(), 0);
}

#[test]
fn a_card_that_cannot_be_looked_up_sends_nothing() {
    let world = World::open();
    let profile = world.member();
    let before = world.sandbox.requests().len();
    let link = ["--text", "Read", "--link", "http://127.0.0.1/"];
    let look_up = [&link[..], &["--look-up"]].concat();
    check_refused(&world, &profile, &look_up, "link");
    let dry_run = [&look_up[..], &["--dry-run"]].concat();
    check_refused(&world, &profile, &dry_run, "link");
    check_refused(&world, &profile, &["--text", "x", "--look-up"], "usage");
    assert_eq!(world.sandbox.requests().len(), before);
}

//! Pictures on a bad way: whatever happens to an upload, a post has each picture once or is not created, and its text
//! is kept.

use std::fs;
use std::net::TcpListener;

use sendoff::sandbox::{EarlyImage, Fault, FaultKind, Route};
use serde_json::json;

use crate::profile::{Outcome, Profile};
use crate::support::{NORTHWIND, World, png, text};

const TEXT: &str = "With a picture";

/// Posts one picture while requests on `route` meet `what`, the first `times` of them.
fn post_with(route: Route, what: FaultKind, times: u32) -> (World, Profile, Outcome) {
    let world = World::open();
    let profile = world.member();
    world.sandbox.fault(Fault {
        times,
        ..Fault::once(route, what)
    });
    let picture = profile.file("cup.png", png(1));
    let outcome = profile.run(&["post", "--text", TEXT, "--image", &picture]);
    (world, profile, outcome)
}

fn num_initialized(world: &World) -> usize {
    world
        .arrived("POST", "/rest/images?action=initializeUpload")
        .len()
}

/// Claims that nothing was created and that the failed job still has its text and its picture.
#[track_caller]
fn check_kept(world: &World, profile: &Profile) {
    assert!(world.creates().is_empty());
    let (id, stage) = profile.the_job();
    assert_eq!(stage, "failed");
    let shown = profile.run(&["outbox", "show", &id]);
    assert_eq!(text(shown.one("job"), "text"), TEXT);
    profile.run(&["outbox", "retry", &id]).publishes();
    let post = world.the_post();
    assert_eq!((post.text.as_str(), post.images.len()), (TEXT, 1));
}

#[test]
fn an_upload_whose_answer_is_lost_is_begun_anew_and_the_post_has_one_picture() {
    for what in [FaultKind::CommitThenReset, FaultKind::Reset] {
        let (world, _profile, outcome) = post_with(Route::UploadImage, what, 1);
        outcome.publishes();
        assert_eq!(
            num_initialized(&world),
            2,
            "the first address may be used up"
        );
        assert_eq!(world.creates().len(), 1);
        assert_eq!(world.the_post().images.len(), 1);
    }
}

#[test]
fn an_expired_upload_address_is_replaced_and_three_of_them_are_enough() {
    for status in [403, 404, 410] {
        let (world, _profile, outcome) =
            post_with(Route::UploadImage, FaultKind::status(status), 2);
        outcome.publishes();
        assert_eq!(num_initialized(&world), 3);
        assert_eq!(world.the_post().images.len(), 1);
    }
    let (world, profile, outcome) = post_with(Route::UploadImage, FaultKind::status(410), 3);
    outcome.fails(5, "upload_expired");
    assert_eq!(num_initialized(&world), 3);
    check_kept(&world, &profile);
}

#[test]
fn an_upload_address_that_makes_no_sense_ends_with_7_and_keeps_the_post() {
    for body in [
        json!({"value": {"image": "urn:li:image:I1"}}),
        json!({"value": {"uploadUrl": 7, "image": ["x"]}}),
    ] {
        let (world, profile, outcome) =
            post_with(Route::InitializeImage, FaultKind::json(200, &body), 3);
        outcome.fails(7, "answer_unreadable");
        assert_eq!(num_initialized(&world), 3);
        assert!(world.arrived("PUT", "/").is_empty());
        check_kept(&world, &profile);
    }
}

#[test]
fn a_redirected_upload_goes_nowhere_and_keeps_the_post() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let to = format!("http://{}/", elsewhere.local_addr().unwrap());
    let (world, profile, outcome) = post_with(Route::UploadImage, FaultKind::redirect(307, to), 3);
    outcome.fails(7, "answer_unreadable");
    let knocked = elsewhere.accept();
    assert_eq!(knocked.unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
    check_kept(&world, &profile);
}

#[test]
fn a_picture_that_is_never_done_is_not_waited_for_for_ever_and_keeps_the_post() {
    let world = World::open();
    let profile = world.community();
    world.sandbox.switches(|switches| {
        switches.processing_ms = 3_600_000;
        switches.early_image = EarlyImage::Refused;
    });
    let picture = profile.file("cup.png", png(1));
    let args = [
        "post", "--as", NORTHWIND, "--text", TEXT, "--image", &picture,
    ];
    let outcome = profile.run(&[&args[..], &["--timeout", "8"]].concat());
    assert_eq!(outcome.code, 7, "{outcome:?}");
    let looks = world.arrived("GET", "/rest/images/").len();
    assert!((1..=12).contains(&looks), "{looks} looks in eight seconds");
    assert!(world.creates().is_empty());
    let (id, stage) = profile.the_job();
    assert_eq!(stage, "uploading");
    world
        .sandbox
        .switches(|switches| switches.processing_ms = 0);
    profile.run(&["outbox", "retry", &id]).publishes();
    assert_eq!(world.the_post().text, TEXT);
}

#[test]
fn a_copy_that_is_not_what_it_was_is_not_uploaded() {
    for change in ["its last byte", "its second half", "all of it"] {
        let world = World::open();
        let profile = world.member();
        let picture = profile.file("cup.png", png(1));
        let args = [
            "post",
            "--text",
            TEXT,
            "--image",
            &picture,
            "--timeout",
            "1",
        ];
        // Port 1 belongs to a service that no computer runs any more.
        let offline = profile.run_with_env(&args, "SENDOFF_ENDPOINT", "http://127.0.0.1:1");
        assert_eq!(offline.code, 7, "{offline:?}");
        // What happens to the original is all the same; the copy is what counts.
        fs::remove_file(&picture).unwrap();
        let (id, _) = profile.the_job();
        let job = profile.folder().join("data/outbox").join(&id);
        let is_png = |path: &std::path::PathBuf| {
            path.starts_with(&job) && path.extension().is_some_and(|ending| ending == "png")
        };
        let copy = profile.files().into_iter().find(is_png).unwrap();
        let whole = fs::read(&copy).unwrap();
        let changed = match change {
            "its last byte" => [&whole[..whole.len() - 1], b"\0"].concat(),
            "its second half" => whole[..whole.len() / 2].to_vec(),
            _ => Vec::new(),
        };
        fs::write(&copy, changed).unwrap();
        profile
            .run(&["outbox", "retry", &id])
            .fails(2, "media_changed");
        assert_eq!(
            world.posting_requests(),
            0,
            "not even an address is asked for"
        );
        assert_eq!(profile.the_job().1, "failed");
        fs::write(&copy, whole).unwrap();
        profile.run(&["outbox", "retry", &id]).publishes();
        assert_eq!(world.the_post().text, TEXT);
    }
}

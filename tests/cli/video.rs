//! Posts with a video: in the parts that LinkedIn asks for, each of them once, and posted when LinkedIn is done with it.

use std::fs;
use std::ops::Range;

use sendoff::sandbox::{Fault, FaultKind, LedgerEntry, Route};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::film::film;
use crate::profile::{Outcome, Profile};
use crate::support::{World, check_refused, png, text, until};

/// As LinkedIn cuts videos, in bytes.
const PART: usize = 4 * 1024 * 1024;
/// Enough for three parts.
const DATA: u32 = 9_000_000;
const PLACE: &str = "+69.6492+018.9553/";

/// A film of three parts in a file, and its bytes.
fn three_parts(profile: &Profile) -> (String, Vec<u8>) {
    let bytes = film(5_000, "", DATA);
    (profile.file("kite.mp4", &bytes), bytes)
}

/// The requests that put a part.
fn puts(world: &World) -> Vec<LedgerEntry> {
    world.arrived("PUT", "/dms-uploads/")
}

/// How often an upload was begun.
fn num_begun(world: &World) -> usize {
    let path = "/rest/videos?action=initializeUpload";
    world.arrived("POST", path).len()
}

fn ends(world: &World) -> Vec<LedgerEntry> {
    world.arrived("POST", "/rest/videos?action=finalizeUpload")
}

fn sha256(bytes: &[u8]) -> String {
    let digits = |byte: &u8| format!("{byte:02x}");
    let digits: Vec<_> = Sha256::digest(bytes).iter().map(digits).collect();
    digits.concat()
}

/// The checksum of each part of a file.
fn sums(bytes: &[u8]) -> Vec<String> {
    bytes.chunks(PART).map(sha256).collect()
}

/// Posts a video of three parts while requests on `route` meet `what`, those in `which`.
fn post_with(route: Route, what: FaultKind, which: Range<u32>) -> (World, Profile, Outcome) {
    let world = World::open();
    let profile = world.member();
    let (path, _) = three_parts(&profile);
    world.sandbox.fault(Fault {
        after: which.start,
        times: which.end - which.start,
        ..Fault::once(route, what)
    });
    let outcome = profile.run(&["post", "--text", "A kite", "--video", &path]);
    (world, profile, outcome)
}

#[test]
fn a_video_goes_up_in_the_parts_that_were_asked_for_and_is_posted_under_its_title() {
    let world = World::open();
    let profile = world.member();
    let (path, bytes) = three_parts(&profile);
    let args = [
        "post",
        "--text",
        "A kite",
        "--title",
        "On (kites)",
        "--video",
        &path,
    ];
    profile.run(&args).publishes();
    let seen: Vec<String> = puts(&world)
        .into_iter()
        .map(|put| put.body_sha256)
        .collect();
    assert_eq!(seen, sums(&bytes));
    assert_eq!(num_begun(&world), 1);
    let end = ends(&world)[0].json.clone().unwrap();
    let part_ids = &end["finalizeUploadRequest"]["uploadedPartIds"];
    assert_eq!(part_ids.as_array().unwrap().len(), 3);
    let media = world.the_post().content["media"].clone();
    assert!(text(&media, "id").starts_with("urn:li:video:"), "{media}");
    assert_eq!(media["title"], "On (kites)");
}

#[test]
fn a_video_of_many_parts_goes_up_whole_and_in_order() {
    let world = World::open();
    let profile = world.member();
    let bytes = film(5_000, "", 15 * 4_194_304 - 900_000);
    let path = profile.file("long.mp4", &bytes);
    profile.run(&["post", "--video", &path]).publishes();
    let put = puts(&world).into_iter();
    let seen: Vec<String> = put.map(|put| put.body_sha256).collect();
    assert_eq!(seen, sums(&bytes));
    assert_eq!(seen.len(), 15);
    let (_, stage) = profile.the_job();
    assert_eq!(stage, "published");
}

#[test]
fn a_video_needs_neither_words_nor_a_title() {
    let world = World::open();
    let profile = world.member();
    let path = profile.file("kite.mp4", film(5_000, "", 80_000));
    profile.run(&["post", "--video", &path]).publishes();
    let post = world.the_post();
    assert_eq!(
        (post.text.as_str(), &post.content["media"]["title"]),
        ("", &Value::Null)
    );
}

#[test]
fn a_post_waits_until_linkedin_is_done_with_its_video() {
    let world = World::open();
    let profile = world.member();
    world
        .sandbox
        .switches(|switches| switches.processing_ms = u32::MAX);
    let path = profile.file("kite.mp4", film(5_000, "", 80_000));
    let run = profile.start(profile.command(&["post", "--text", "x", "--video", &path]));
    let looks = || world.arrived("GET", "/rest/videos/").len();
    until("a second look", || looks() > 1);
    world
        .sandbox
        .switches(|switches| switches.processing_ms = 0);
    run.end().publishes();
    assert_eq!(world.creates().len(), 1, "it was posted too early");
}

#[test]
fn where_nobody_may_look_the_post_is_tried_until_linkedin_takes_it() {
    let world = World::open();
    let profile = world.member();
    world
        .sandbox
        .switches(|switches| switches.processing_ms = 400);
    world.sandbox.fault(Fault {
        times: 9,
        ..Fault::once(Route::Video, FaultKind::status(403))
    });
    let path = profile.file("kite.mp4", film(5_000, "", 80_000));
    profile
        .run(&["post", "--text", "x", "--video", &path])
        .publishes();
    assert_eq!(world.sandbox.posts().len(), 1);
    assert_eq!((num_begun(&world), puts(&world).len()), (1, 1));
}

#[test]
fn what_a_video_says_about_its_place_does_not_leave_this_computer() {
    let world = World::open();
    let profile = world.member();
    let bytes = film(5_000, PLACE, DATA);
    let path = profile.file("kite.mp4", &bytes);
    world
        .sandbox
        .switches(|switches| switches.processing_fails = true);
    let outcome = profile.run(&["post", "--text", "x", "--video", &path]);
    outcome.fails(5, "media_refused");
    assert_eq!(fs::read(&path).unwrap(), bytes, "the person's file stays");
    let files = profile.files();
    let mut copies = files
        .iter()
        .filter(|file| file.extension().is_some_and(|ending| ending == "mp4"));
    let copy = fs::read(copies.next().unwrap()).unwrap();
    assert_eq!(copies.next(), None);
    assert!(!copy.windows(PLACE.len()).any(|at| at == PLACE.as_bytes()));
    assert_eq!(copy.len(), bytes.len());
    let seen: Vec<String> = puts(&world)
        .into_iter()
        .map(|put| put.body_sha256)
        .collect();
    assert_eq!(seen, sums(&copy));
    assert!(world.creates().is_empty());
    // The person may try again, and the video begins anew.
    world
        .sandbox
        .switches(|switches| switches.processing_fails = false);
    let (id, _) = profile.the_job();
    profile.run(&["outbox", "retry", &id]).publishes();
    assert_eq!(num_begun(&world), 2);
}

#[test]
fn a_video_that_linkedin_would_not_take_does_not_leave() {
    let world = World::open();
    let profile = world.member();
    let quicktime = [&b"\0\0\0\x14ftypqt  \0\0\0\0qt  "[..], &vec![0; 80_000]].concat();
    let mut cut_off = film(5_000, "", 80_000);
    // The head says that it is longer than the file.
    cut_off[24] = 0x7F;
    for (name, bytes) in [
        ("short.mp4", film(2_999, "", 80_000)),
        ("long.mp4", film(1_800_001, "", 80_000)),
        ("small.mp4", film(5_000, "", 70_000)),
        ("film.mov", quicktime),
        (
            "matroska.mp4",
            [&b"\x1A\x45\xDF\xA3"[..], &vec![0; 80_000]].concat(),
        ),
        ("damaged.mp4", cut_off),
        ("picture.mp4", png(1)),
        ("words.mp4", b"Hello".to_vec()),
        ("empty.mp4", Vec::new()),
    ] {
        let path = profile.file(name, bytes);
        check_refused(
            &world,
            &profile,
            &["--text", "x", "--video", &path],
            "draft",
        );
    }
    let good = profile.file("good.mp4", film(5_000, "", 80_000));
    check_refused(
        &world,
        &profile,
        &["--text", "x", "--image", &good],
        "draft",
    );
    check_refused(
        &world,
        &profile,
        &["--text", "x", "--document", &good],
        "draft",
    );
    let gone = ["--text", "x", "--video", "/nowhere/kite.mp4"];
    check_refused(&world, &profile, &gone, "draft");
    let long = "t".repeat(201);
    let long = ["--text", "x", "--video", &good, "--title", &long];
    check_refused(&world, &profile, &long, "draft");
    let picture = profile.file("a.png", png(1));
    for other in [
        ["--image", &picture],
        ["--video", &good],
        ["--document", &good],
    ] {
        let args = [&["--text", "x", "--video", &good], &other[..]].concat();
        check_refused(&world, &profile, &args, "usage");
    }
}

#[test]
fn a_dry_run_shows_how_a_video_would_go_up_and_sends_and_keeps_nothing() {
    let world = World::open();
    let profile = world.member();
    let path = profile.file("kite.mp4", film(5_000, PLACE, 80_000));
    let before = profile.files();
    let dry = profile.run(&["post", "--dry-run", "--video", &path, "--title", "Kites"]);
    assert_eq!(dry.code, 0, "{dry:?}");
    let methods: Vec<&str> = dry
        .events
        .iter()
        .map(|event| text(event, "method"))
        .collect();
    assert_eq!(methods, ["POST", "PUT", "POST", "POST"]);
    let size = fs::metadata(&path).unwrap().len();
    let wish = &dry.events[0]["body"]["initializeUploadRequest"];
    assert_eq!(wish["fileSizeBytes"], size);
    let media = &dry.events[3]["body"]["content"]["media"];
    assert_eq!(
        (text(media, "id"), text(media, "title")),
        ("{{video 1}}", "Kites")
    );
    assert_eq!(world.posting_requests(), 0);
    let new: Vec<_> = profile
        .files()
        .into_iter()
        .filter(|file| !before.contains(file))
        .collect();
    assert!(
        !new.iter()
            .any(|file| file.extension().is_some_and(|ending| ending == "mp4")),
        "{new:?}"
    );
}

#[test]
fn of_a_video_only_the_part_that_failed_twice_is_put_again() {
    let (world, _profile, outcome) =
        post_with(Route::UploadVideoPart, FaultKind::status(503), 1..3);
    outcome.publishes();
    let puts = puts(&world);
    assert_eq!(puts.len(), 5);
    let second: Vec<&str> = puts[1..4].iter().map(|put| put.target.as_str()).collect();
    assert!(second.iter().all(|target| *target == second[0]));
    assert_eq!((num_begun(&world), ends(&world).len()), (1, 1));
}

#[test]
fn a_video_goes_on_after_a_power_cut_and_no_part_that_is_there_is_put_again() {
    let world = World::open();
    let profile = world.member();
    let (path, bytes) = three_parts(&profile);
    world.sandbox.fault(Fault {
        after: 1,
        ..Fault::once(Route::UploadVideoPart, FaultKind::Silence)
    });
    let run = profile.start(profile.command(&["post", "--text", "A kite", "--video", &path]));
    until("the second part", || puts(&world).len() == 2);
    until("the disk to know of the first", || {
        let (id, _) = profile.the_job();
        let job = profile
            .folder()
            .join("data/outbox")
            .join(id)
            .join("job.ron");
        fs::read_to_string(job).unwrap().contains("1 of 3 parts")
    });
    run.kill();
    fs::remove_file(path).unwrap();
    let (id, stage) = profile.the_job();
    assert_eq!(stage, "uploading");
    profile.run(&["outbox", "retry", &id]).publishes();
    let there: Vec<String> = puts(&world)
        .into_iter()
        .filter(|put| put.status == Some(200))
        .map(|put| put.body_sha256)
        .collect();
    assert_eq!(there, sums(&bytes), "each part arrived once, in order");
    assert_eq!(puts(&world).len(), 4);
    assert_eq!((num_begun(&world), ends(&world).len()), (1, 1));
    assert_eq!(world.the_post().text, "A kite");
}

#[test]
fn a_video_goes_on_after_a_pause_that_linkedin_asked_for() {
    let (world, profile, outcome) = post_with(Route::UploadVideoPart, FaultKind::status(429), 2..3);
    outcome.fails(4, "rate_limited");
    let (id, _) = profile.the_job();
    profile.run(&["outbox", "retry", &id]).publishes();
    assert_eq!((num_begun(&world), puts(&world).len()), (1, 4));
}

#[test]
fn the_end_of_a_video_is_said_once_also_if_the_answer_to_it_is_lost() {
    // The first request on this route begins the upload.
    let (world, _profile, outcome) = post_with(Route::Videos, FaultKind::CommitThenReset, 1..2);
    outcome.publishes();
    assert_eq!(ends(&world).len(), 1);
    assert_eq!((num_begun(&world), puts(&world).len()), (1, 3));
    // One that did not arrive is said again.
    let (world, _profile, outcome) = post_with(Route::Videos, FaultKind::Reset, 1..2);
    outcome.publishes();
    assert_eq!(ends(&world).len(), 2);
    assert_eq!((num_begun(&world), puts(&world).len()), (1, 3));
}

#[test]
fn a_part_whose_name_is_lost_makes_a_video_begin_anew() {
    let (world, _profile, outcome) =
        post_with(Route::UploadVideoPart, FaultKind::CommitThenReset, 1..2);
    outcome.publishes();
    assert_eq!(num_begun(&world), 2);
    assert_eq!(ends(&world).len(), 1);
    assert_eq!(world.sandbox.posts().len(), 1);
}

#[test]
fn addresses_that_expire_over_and_over_are_not_asked_for_without_end() {
    let world = World::open();
    let profile = world.member();
    let (path, _) = three_parts(&profile);
    // The first part of each try arrives.
    for _ in 0..3 {
        world.sandbox.fault(Fault {
            after: 1,
            ..Fault::once(Route::UploadVideoPart, FaultKind::status(410))
        });
    }
    let outcome = profile.run(&["post", "--text", "x", "--video", &path]);
    outcome.fails(5, "upload_expired");
    assert_eq!((num_begun(&world), puts(&world).len()), (3, 6));
    let (id, stage) = profile.the_job();
    assert_eq!(stage, "failed");
    profile.run(&["outbox", "retry", &id]).publishes();
}

#[test]
fn a_video_that_was_changed_on_disk_is_not_sent() {
    let (world, profile, outcome) = post_with(Route::UploadVideoPart, FaultKind::status(429), 2..3);
    outcome.fails(4, "rate_limited");
    let files = profile.files();
    let copy = files
        .iter()
        .find(|file| file.extension().is_some_and(|ending| ending == "mp4"));
    let copy = copy.unwrap();
    let mut bytes = fs::read(copy).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(copy, bytes).unwrap();
    let (id, _) = profile.the_job();
    let retried = profile.run(&["outbox", "retry", &id]);
    retried.fails(2, "media_changed");
    assert!(ends(&world).is_empty() && world.creates().is_empty());
}

#[test]
fn of_what_was_given_as_a_video_or_a_document_and_is_none_the_words_are_about_that() {
    let world = World::open();
    let profile = world.member();
    let words = profile.file("words.txt", "Hello");
    let picture = profile.file("a.png", png(1));
    let video = profile.file("kite.mp4", film(5_000, "", 80_000));
    let empty = profile.file("empty.mp4", "");
    let captions = profile.file("kite.srt", "1\n00:00:00,000 --> 00:00:02,000\nA kite\n");
    let folder = profile.folder().into_os_string().into_string().unwrap();
    for (flag, path, said) in [
        (
            "--video",
            &words,
            "a text file; LinkedIn takes videos as MP4. Choose an MP4",
        ),
        (
            "--video",
            &picture,
            "a PNG picture; LinkedIn takes videos as MP4. Add it as a picture",
        ),
        ("--video", &captions, "LinkedIn takes videos as MP4"),
        ("--video", &empty, "The file is empty"),
        ("--video", &folder, "a folder or a device"),
        (
            "--document",
            &words,
            "a text file; LinkedIn takes PDF, Word and PowerPoint. Save it as PDF",
        ),
        ("--document", &picture, "Add it as a picture instead"),
        (
            "--document",
            &video,
            "an MP4 video; LinkedIn takes PDF, Word and PowerPoint. Add it as a video",
        ),
        ("--document", &folder, "a folder or a device"),
    ] {
        for more in [&[][..], &["--dry-run"]] {
            let args = [&["post", "--text", "x", flag, path.as_str()], more].concat();
            let outcome = profile.run(&args);
            let message = text(outcome.fails(2, "draft"), "message");
            assert!(message.contains(said), "{message}");
        }
    }
    assert_eq!(world.posting_requests(), 0);
}

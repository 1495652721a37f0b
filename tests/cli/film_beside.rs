//! What goes up beside a video: captions and a cover picture, each once, before LinkedIn is told that all is there.

use std::fs;

use sendoff::sandbox::{Fault, FaultKind, LedgerEntry, Route};
use sha2::{Digest as _, Sha256};

use crate::film::film;
use crate::profile::Profile;
use crate::support::{World, check_refused, png, text, until};

const CAPTIONS: &str = "1\n00:00:00,000 --> 00:00:02,000\nEin Drachen\n\n\
    2\n00:00:02,500 --> 00:00:04,000\nEr ist rot\n";

/// A film with captions and a cover picture, as arguments of a post.
fn with_both(profile: &Profile) -> Vec<String> {
    let video = profile.file("kite.mp4", film(5_000, "", 80_000));
    let captions = profile.file("kite.de.srt", format!("\u{feff}{CAPTIONS}"));
    let cover = profile.file("cover.png", png(7));
    let args = [
        "post",
        "--text",
        "A kite",
        "--video",
        &video,
        "--captions",
        &captions,
        "--cover",
        &cover,
    ];
    args.map(str::to_owned).into()
}

/// The uploads in order: part, captions or cover picture.
fn puts(world: &World) -> Vec<LedgerEntry> {
    world.arrived("PUT", "/dms-uploads/")
}

fn header<'a>(entry: &'a LedgerEntry, name: &str) -> &'a str {
    let mut found = entry.headers.iter().filter(|(known, _)| known == name);
    found.next().map_or("", |(_, value)| value)
}

#[test]
fn captions_and_a_cover_picture_go_up_with_the_video() {
    let world = World::open();
    let profile = world.member();
    profile.run(&with_both(&profile)).publishes();
    let post = world.the_post();
    assert_eq!(post.captions.as_deref(), Some(CAPTIONS));
    let digits = |byte: &u8| format!("{byte:02x}");
    let sum: Vec<String> = Sha256::digest(png(7)).iter().map(digits).collect();
    assert_eq!(post.thumbnail_sha256, Some(sum.concat()));
    assert!(post.images.is_empty());
    let puts = puts(&world);
    let types: Vec<&str> = puts.iter().map(|put| header(put, "content-type")).collect();
    assert_eq!(types.len(), 3);
    assert!(
        types[1].starts_with("multipart/form-data; boundary="),
        "{types:?}"
    );
    assert_eq!(header(&puts[2], "media-type-family"), "STILLIMAGE");
    let ends = world.arrived("POST", "/rest/videos?action=finalizeUpload");
    assert_eq!(ends.len(), 1);
}

#[test]
fn each_of_the_two_may_be_there_alone() {
    for (flag, name, bytes) in [
        ("--captions", "kite.srt", CAPTIONS.as_bytes().to_vec()),
        ("--cover", "cover.png", png(7)),
    ] {
        let world = World::open();
        let profile = world.member();
        let video = profile.file("kite.mp4", film(5_000, "", 80_000));
        let file = profile.file(name, bytes);
        profile
            .run(&["post", "--video", &video, flag, &file])
            .publishes();
        let post = world.the_post();
        assert_eq!(post.captions.is_some(), flag == "--captions");
        assert_eq!(post.thumbnail_sha256.is_some(), flag == "--cover");
    }
}

#[test]
fn what_linkedin_would_not_take_beside_a_video_does_not_leave() {
    let world = World::open();
    let profile = world.member();
    let video = profile.file("kite.mp4", film(5_000, "", 80_000));
    let latin = b"1\n00:00:00,000 --> 00:00:02,000\nGr\xfc\xdfe\n".to_vec();
    for (flag, bytes, words) in [
        ("--captions", Vec::new(), "empty"),
        (
            "--captions",
            b"Words".to_vec(),
            "Line 1 of the captions should be the number",
        ),
        ("--captions", b"\n\n".to_vec(), "no captions in this file"),
        ("--captions", b"WEBVTT\n\n".to_vec(), "WebVTT"),
        ("--captions", latin, "not in UTF-8"),
        ("--captions", vec![b'1'; 2 << 20], "larger than 1 MB"),
        (
            "--captions",
            CAPTIONS
                .replace("02,500", "00,500")
                .replace("00,000", "01,000")
                .into_bytes(),
            "Line 6 of the captions has a caption that begins before",
        ),
        ("--captions", png(1), "UTF-8"),
        ("--cover", CAPTIONS.as_bytes().to_vec(), "cover"),
        ("--cover", film_bytes(), "cover"),
        ("--cover", Vec::new(), "empty"),
    ] {
        let file = profile.file("cover", bytes);
        let args = ["--text", "x", "--video", &video, flag, &file];
        check_refused(&world, &profile, &args, "draft");
        let outcome = profile.run(&[&["post", "--dry-run"], &args[..]].concat());
        let message = text(outcome.fails(2, "draft"), "message");
        assert!(message.contains(words), "{message}");
    }
}

fn film_bytes() -> Vec<u8> {
    film(5_000, "", 80_000)
}

#[test]
fn without_a_video_they_are_wrong_usage() {
    let world = World::open();
    let profile = world.member();
    let captions = profile.file("kite.srt", CAPTIONS);
    let picture = profile.file("cup.png", png(1));
    for args in [
        &["post", "--text", "x", "--captions", &captions][..],
        &["post", "--text", "x", "--cover", &picture],
        &["post", "--image", &picture, "--cover", &picture],
        &["post", "--image", &picture, "--title", "A cup"],
        &[
            "post",
            "--text",
            "x",
            "--link",
            "https://example.com",
            "--captions",
            &captions,
        ],
    ] {
        let outcome = profile.run(args);
        assert_eq!(outcome.code, 2, "{outcome:?}");
    }
    // In the place of a picture they are told where they belong.
    let outcome = profile.run(&["post", "--image", &captions]);
    let message = text(outcome.fails(2, "draft"), "message");
    assert!(message.contains("--captions"), "{message}");
    assert_eq!(world.posting_requests(), 0);
}

#[test]
fn a_dry_run_shows_both_and_sends_nothing() {
    let world = World::open();
    let profile = world.member();
    let mut args = with_both(&profile);
    args.push("--dry-run".to_owned());
    let dry = profile.run(&args);
    assert_eq!(dry.code, 0, "{dry:?}");
    let urls: Vec<&str> = dry.events.iter().map(|event| text(event, "url")).collect();
    assert_eq!(urls.len(), 6);
    assert_eq!(urls[2], "{{upload address of the captions}}");
    assert_eq!(urls[3], "{{upload address of the cover picture}}");
    let wish = &dry.events[0]["body"]["initializeUploadRequest"];
    assert_eq!(
        (&wish["uploadCaptions"], &wish["uploadThumbnail"]),
        (&true.into(), &true.into())
    );
    let metadata = &dry.events[2]["body"]["metadata"];
    assert_eq!(
        (&metadata["format"], &metadata["locale"]["language"]),
        (&"SRT".into(), &"DE".into())
    );
    assert_eq!(dry.events[3]["headers"]["media-type-family"], "STILLIMAGE");
    assert_eq!(world.posting_requests(), 0);
}

#[test]
fn after_a_power_cut_only_what_is_missing_goes_up() {
    for route in [Route::UploadCaptions, Route::UploadThumbnail] {
        let world = World::open();
        let profile = world.member();
        world.fault(route, FaultKind::Silence);
        let missing = match route {
            Route::UploadCaptions => 2,
            _ => 3,
        };
        let args = with_both(&profile);
        let run = profile.start(profile.command(&args));
        until("it is on its way", || puts(&world).len() == missing);
        run.kill();
        for file in [&args[4], &args[6], &args[8]] {
            fs::remove_file(file).unwrap();
        }
        let (id, stage) = profile.the_job();
        assert_eq!(stage, "uploading");
        profile.run(&["outbox", "retry", &id]).publishes();
        assert_eq!(puts(&world).len(), 4, "one of three went twice");
        let begun = world.arrived("POST", "/rest/videos?action=initializeUpload");
        assert_eq!(begun.len(), 1);
        let post = world.the_post();
        assert!(post.captions.is_some() && post.thumbnail_sha256.is_some());
    }
}

#[test]
fn what_arrived_though_its_answer_was_lost_is_there() {
    for route in [Route::UploadCaptions, Route::UploadThumbnail] {
        let world = World::open();
        let profile = world.member();
        world.fault(route, FaultKind::CommitThenReset);
        profile.run(&with_both(&profile)).publishes();
        assert_eq!(puts(&world).len(), 4);
        assert_eq!(world.the_post().captions.as_deref(), Some(CAPTIONS));
    }
}

#[test]
fn captions_that_linkedin_refuses_keep_the_post() {
    let world = World::open();
    let profile = world.member();
    world.sandbox.fault(Fault {
        times: 9,
        ..Fault::once(Route::UploadCaptions, FaultKind::status(400))
    });
    let outcome = profile.run(&with_both(&profile));
    assert_eq!(outcome.code, 5, "{outcome:?}");
    assert!(world.creates().is_empty());
    world.sandbox.clear_faults();
    let (id, _) = profile.the_job();
    profile.run(&["outbox", "retry", &id]).publishes();
    assert_eq!(world.the_post().captions.as_deref(), Some(CAPTIONS));
}

#[test]
fn captions_that_were_changed_on_disk_are_not_sent() {
    let world = World::open();
    let profile = world.member();
    let mut args = with_both(&profile);
    args.extend(["--timeout", "1"].map(str::to_owned));
    let offline = profile.run_with_env(&args, "SENDOFF_ENDPOINT", "http://127.0.0.1:1");
    assert_eq!(offline.code, 7, "{offline:?}");
    let (id, _) = profile.the_job();
    let is_copy = |path: &std::path::PathBuf| {
        path.components().any(|part| part.as_os_str() == "outbox")
            && path.extension().is_some_and(|ending| ending == "srt")
    };
    let copy = profile.files().into_iter().find(is_copy).unwrap();
    fs::write(&copy, "1\n00:00:00,000 --> 00:00:02,000\nOther words\n").unwrap();
    profile
        .run(&["outbox", "retry", &id])
        .fails(2, "media_changed");
    assert!(world.creates().is_empty());
    assert_eq!(puts(&world).len(), 1, "only the film");
}

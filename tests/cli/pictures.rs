//! Pictures: they arrive in order, with their descriptions, or nothing leaves.

use std::io::Cursor;

use sendoff::sandbox::{EarlyImage, Fault, FaultKind, Route};
use serde_json::Value;

use crate::profile::Profile;
use crate::support::{NORTHWIND, World, check_refused, png, text};

/// The beginning of a PNG that promises this many pixels.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::GrayImage::new(1, 1)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    let mut bytes = bytes.into_inner();
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}

/// The checksum of PNG chunks (PNG specification, annex D).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

#[test]
fn one_picture_arrives_with_its_description() {
    let world = World::open();
    let profile = world.member();
    let picture = profile.file("cup.png", png(1));
    let args = [
        "post",
        "--text",
        "A cup",
        "--image",
        &picture,
        "--alt",
        "-- a <cup> & saucer",
    ];
    let outcome = profile.run(&args);
    outcome.publishes();
    let post = world.the_post();
    assert_eq!(post.images.len(), 1);
    assert_eq!(post.images[0].alt_text, "-- a <cup> & saucer");
    let shown = image::load_from_memory(&post.images[0].bytes).unwrap();
    assert_eq!(shown.to_luma8().get_pixel(0, 0).0, [1]);
    let uploads: Vec<&Value> = outcome
        .events
        .iter()
        .filter(|event| event["event"] == "upload")
        .collect();
    let last = uploads.last().unwrap();
    assert_eq!(last["file"], "cup.png");
    assert_eq!(last["sent"], last["total"]);
    assert_eq!(last["total"], post.images[0].bytes.len());
}

#[test]
fn several_pictures_keep_their_order_and_their_descriptions() {
    let world = World::open();
    let profile = world.member();
    let [one, two, three] =
        [10, 20, 30].map(|shade| profile.file(&format!("{shade}.png"), png(shade)));
    profile
        .run(&[
            "post", "--text", "Three", "--image", &one, "--alt", "first", "--image", &two,
            "--image", &three, "--alt", "third",
        ])
        .publishes();
    let post = world.the_post();
    let seen: Vec<(u8, &str)> = post
        .images
        .iter()
        .map(|picture| {
            let pixels = image::load_from_memory(&picture.bytes).unwrap().to_luma8();
            (pixels.get_pixel(0, 0).0[0], picture.alt_text.as_str())
        })
        .collect();
    assert_eq!(seen, [(10, "first"), (20, ""), (30, "third")]);
}

/// A `post` of so many pictures, told apart by their first points.
fn post_of(profile: &Profile, num_pictures: u8, more: &[&str]) -> Vec<String> {
    let mut args: Vec<String> = ["post", "--text", "Many"].map(str::to_owned).into();
    for number in 0..num_pictures {
        let name = format!("{number}.png");
        args.extend(["--image".to_owned(), profile.file(&name, shade(number))]);
    }
    args.extend(more.iter().map(|arg| (*arg).to_owned()));
    args
}

/// A picture whose first point has this shade, of a size of its own: their files differ in length.
fn shade(number: u8) -> Vec<u8> {
    let side = 8 * (u32::from(number) + 1);
    let mut bytes = Cursor::new(Vec::new());
    image::GrayImage::from_fn(side, side, |x, y| match (x, y) {
        (0, 0) => image::Luma([number]),
        _ => image::Luma([(x * 31 + y * 57 + x * y).to_le_bytes()[0]]),
    })
    .write_to(&mut bytes, image::ImageFormat::Png)
    .unwrap();
    bytes.into_inner()
}

/// The shades of the pictures of the one post, in order.
fn shades(world: &World) -> Vec<u8> {
    let images = world.the_post().images;
    let shade = images.iter().map(|picture| {
        let pixels = image::load_from_memory(&picture.bytes).unwrap().to_luma8();
        pixels.get_pixel(0, 0).0[0]
    });
    shade.collect()
}

/// The order in which the three pictures of the one post were taken by LinkedIn, counted from 1.
fn order_taken(world: &World) -> Vec<usize> {
    let images = world.the_post().images;
    let number_of = |len: usize| {
        1 + images
            .iter()
            .position(|image| image.bytes.len() == len)
            .unwrap()
    };
    let puts = world.arrived("PUT", "/dms-uploads/");
    puts.iter().map(|put| number_of(put.body_len)).collect()
}

#[test]
fn pictures_stand_where_they_were_put_whichever_linkedin_takes_first() {
    let world = World::open();
    let profile = world.member();
    world.sandbox.fault(Fault {
        body_len: Some(shade(0).len()),
        ..Fault::once(
            Route::UploadImage,
            FaultKind::Hold {
                carried_out: Some(2),
            },
        )
    });
    profile.run(&post_of(&profile, 3, &[])).publishes();
    assert_eq!(shades(&world), [0, 1, 2]);
    let taken = order_taken(&world);
    assert_eq!(taken[2], 1, "the first was taken last: {taken:?}");
}

#[test]
fn no_more_than_three_pictures_are_under_way_at_once() {
    let world = World::open();
    let profile = world.member();
    world.sandbox.fault(Fault {
        times: 20,
        ..Fault::once(Route::UploadImage, FaultKind::Silence)
    });
    let outcome = profile.run(&post_of(&profile, 7, &["--timeout", "4"]));
    assert_eq!(outcome.code, 7, "{outcome:?}");
    assert_eq!(world.arrived("PUT", "/dms-uploads/").len(), 3);
    assert!(world.creates().is_empty());
    world.sandbox.clear_faults();
    let (id, stage) = profile.the_job();
    assert_eq!(stage, "uploading");
    profile.run(&["outbox", "retry", &id]).publishes();
    assert_eq!(shades(&world), [0, 1, 2, 3, 4, 5, 6]);
}

#[test]
fn what_has_arrived_is_kept_when_another_picture_fails() {
    let world = World::open();
    let profile = world.member();
    // The first upload to arrive fails for good; those beside it are let through.
    world.fault(Route::UploadImage, FaultKind::status(422));
    let outcome = profile.run(&post_of(&profile, 3, &[]));
    assert_ne!(outcome.code, 0, "{outcome:?}");
    assert_eq!(world.arrived("PUT", "/dms-uploads/").len(), 3);
    let (id, stage) = profile.the_job();
    assert_eq!(stage, "failed");
    profile.run(&["outbox", "retry", &id]).publishes();
    assert_eq!(
        world.arrived("PUT", "/dms-uploads/").len(),
        4,
        "only the one that failed goes again"
    );
    assert_eq!(shades(&world), [0, 1, 2]);
}

#[test]
fn pictures_that_cannot_be_sent_stop_the_post_before_anything_leaves() {
    let world = World::open();
    let profile = world.member();
    let folder = profile.folder();
    let missing = folder.join("gone.png");
    let not_a_picture = profile.file("letter.png", "Dear reader");
    let empty = profile.file("empty.png", "");
    let good = profile.file("good.png", png(1));
    for bad in [
        missing.to_str().unwrap(),
        folder.to_str().unwrap(),
        &not_a_picture,
        &empty,
    ] {
        check_refused(
            &world,
            &profile,
            &["--text", "With", "--image", &good, "--image", bad],
            "draft",
        );
        let dry = profile.run(&["post", "--dry-run", "--text", "With", "--image", bad]);
        dry.fails(2, "draft");
    }
}

#[test]
fn a_picture_with_too_many_pixels_is_refused_by_its_size() {
    let world = World::open();
    let profile = world.member();
    let huge = profile.file("huge.png", png_header(30_000, 30_000));
    let outcome = profile.run(&["post", "--text", "x", "--image", &huge]);
    let message = text(outcome.fails(2, "draft"), "message");
    assert!(message.contains("30000 × 30000"), "{message}");
    assert_eq!(world.posting_requests(), 0);
}

#[test]
fn a_description_without_a_picture_is_wrong_usage() {
    let world = World::open();
    let profile = world.member();
    let picture = profile.file("cup.png", png(1));
    for args in [
        &["post", "--text", "x", "--alt", "a cup"][..],
        &["post", "--alt", "a cup", "--image", &picture],
        &["post", "--image", &picture, "--alt", "a", "--alt", "b"],
        &["post", "--text", "x", "--text-file", "-"],
        &["post", "--text", "x", "--visibility", "nobody"],
    ] {
        let outcome = profile.run(args);
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(!outcome.stderr.is_empty());
    }
    assert_eq!(world.posting_requests(), 0);
}

#[test]
fn a_page_may_post_pictures() {
    let world = World::open();
    let profile = world.community();
    let picture = profile.file("cup.png", png(1));
    profile
        .run(&[
            "post", "--as", NORTHWIND, "--text", "Look", "--image", &picture,
        ])
        .publishes();
    assert_eq!(world.the_post().images.len(), 1);
}

#[test]
fn a_picture_that_linkedin_still_works_on_is_waited_for() {
    let world = World::open();
    world.sandbox.switches(|switches| {
        switches.early_image = EarlyImage::Refused;
        switches.processing_ms = 600;
    });
    for (profile, author) in [(world.member(), "person"), (world.community(), NORTHWIND)] {
        let picture = profile.file("cup.png", png(1));
        let mut args = vec!["post", "--text", author, "--image", &picture];
        if author == NORTHWIND {
            args.extend(["--as", NORTHWIND]);
        }
        profile.run(&args).publishes();
    }
    assert_eq!(world.sandbox.posts().len(), 2);
    let looks = world.arrived("GET", "/rest/images/");
    let member_looks = looks.iter().filter(|look| look.status == Some(403)).count();
    assert_eq!(member_looks, 0, "a member's token may not look");
}

#[test]
fn an_upload_whose_answer_never_ends_counts_by_its_head() {
    let world = World::open();
    let profile = world.member();
    let picture = profile.file("cup.png", png(1));
    world.fault(Route::UploadImage, FaultKind::StallBody { after: 0 });
    let outcome = profile.run(&[
        "post",
        "--text",
        "x",
        "--image",
        &picture,
        "--timeout",
        "30",
    ]);
    outcome.publishes();
}

//! Posting when something is wrong: which exit code, what is kept, and never two create requests.

use std::fs;
use std::net::TcpListener;

use sendoff::sandbox::{CannedAnswer, Fault, FaultKind, Route};
use serde_json::{Value, json};

use crate::profile::{Outcome, Profile};
use crate::support::{NORTHWIND, World, png, until};

const POST: [&str; 3] = ["post", "--text", "Careful now"];

/// Posts while the create request meets `what`; claims how that ends and that it was sent once.
#[track_caller]
fn check_create(what: FaultKind, check: impl Fn(&Outcome)) -> (World, Profile) {
    let world = World::open();
    let profile = world.member();
    world.fault(Route::CreatePost, what);
    check(&profile.run(&POST));
    assert_eq!(world.creates().len(), 1);
    (world, profile)
}

/// Claims that what befell the create request leaves the outcome uncertain, and that looking sends nothing.
#[track_caller]
fn check_uncertain(what: FaultKind) {
    let (world, profile) = check_create(what, |outcome| {
        outcome.is_uncertain();
    });
    assert_eq!(profile.the_job().1, "uncertain");
    assert_eq!(world.creates().len(), 1);
}

/// Claims that LinkedIn's no ends with this code and kind, and that the job is kept in this stage.
#[track_caller]
fn check_no(what: FaultKind, code: i32, kind: &str, stage: &str) {
    let (world, profile) = check_create(what, |outcome| {
        let failed = outcome.fails(code, kind);
        assert!(failed["id"].is_string(), "{failed}");
    });
    assert_eq!(profile.the_job().1, stage);
    assert_eq!(world.sandbox.posts().len(), 0);
}

fn error(status: u16, code: &str, message: &str) -> FaultKind {
    FaultKind::json(
        status,
        &json!({"status": status, "code": code, "message": message}),
    )
}

#[test]
fn server_trouble_on_create_leaves_the_outcome_uncertain() {
    for status in [500, 502, 503, 504, 520, 408] {
        check_uncertain(FaultKind::status(status));
    }
}

#[test]
fn an_answer_that_says_nothing_leaves_the_outcome_uncertain() {
    check_uncertain(FaultKind::html(503, "<h1>Service unavailable</h1>"));
    check_uncertain(FaultKind::html(200, "<h1>Access denied</h1>"));
    check_uncertain(FaultKind::status(200));
    check_uncertain(FaultKind::redirect(307, "/rest/posts"));
}

#[test]
fn a_connection_that_breaks_leaves_the_outcome_uncertain() {
    check_uncertain(FaultKind::Reset);
    check_uncertain(FaultKind::CommitThenReset);
}

#[test]
fn silence_beyond_the_time_allowed_leaves_the_outcome_uncertain() {
    for what in [FaultKind::Silence, FaultKind::CommitThenSilence] {
        // A busy computer may need longer to get as far as the request.
        let left_in_time = ["1", "5", "25", "60"].iter().any(|secs| {
            let world = World::open();
            let profile = world.member();
            world.fault(Route::CreatePost, what.clone());
            let outcome = profile.run(&[&POST[..], &["--timeout", secs]].concat());
            if world.creates().is_empty() {
                assert_eq!(outcome.code, 7, "{outcome:?}");
                return false;
            }
            outcome.is_uncertain();
            assert_eq!(profile.the_job().1, "uncertain");
            assert_eq!(world.creates().len(), 1);
            true
        });
        assert!(left_in_time, "{what:?}");
    }
}

#[test]
fn an_answer_cut_off_after_its_headers_is_an_answer() {
    let (world, profile) = check_create(FaultKind::CutBody { after: 0 }, |outcome| {
        outcome.publishes();
    });
    assert_eq!(world.sandbox.posts().len(), 1);
    assert_eq!(profile.run(&["history"]).events.len(), 1);
}

#[test]
fn a_no_from_linkedin_ends_with_5_and_keeps_the_post() {
    let denied = "Not enough permissions to access: partnerApiPosts.CREATE.20260901";
    check_no(
        error(403, "ACCESS_DENIED", denied),
        5,
        "permission_missing",
        "failed",
    );
    check_no(FaultKind::status(403), 5, "forbidden", "failed");
    check_no(
        error(422, "INVALID_CONTENT", "no"),
        5,
        "content_refused",
        "failed",
    );
    check_no(
        error(400, "ILLEGAL_ARGUMENT", "no"),
        5,
        "content_refused",
        "failed",
    );
}

#[test]
fn a_retired_version_ends_with_5_and_a_newer_one_publishes() {
    let world = World::open();
    let profile = world.member();
    world
        .sandbox
        .switches(|switches| switches.active_versions = ["203001".to_owned()].into());
    profile.run(&POST).fails(5, "version_retired");
    let (id, stage) = profile.the_job();
    assert_eq!(stage, "ready");
    profile
        .run(&["outbox", "retry", &id, "--api-version", "203001"])
        .publishes();
    assert_eq!(world.sandbox.posts().len(), 1);
}

#[test]
fn a_rate_limit_ends_with_4_at_once_and_keeps_the_post() {
    let world = World::open();
    let profile = world.member();
    let too_many = CannedAnswer {
        status: 429,
        headers: vec![("retry-after".to_owned(), "3600".to_owned())],
        body: String::new(),
    };
    world.fault(Route::CreatePost, FaultKind::Answer(too_many));
    profile.run(&POST).fails(4, "rate_limited");
    let (id, stage) = profile.the_job();
    assert_eq!(stage, "ready");
    assert_eq!(world.creates().len(), 1);
    profile.run(&["outbox", "retry", &id]).publishes();
    assert_eq!(world.sandbox.posts().len(), 1);
}

#[test]
fn the_limit_of_the_day_ends_with_4() {
    let world = World::open();
    let profile = world.member();
    world.sandbox.switches(|switches| switches.daily_limit = 0);
    profile.run(&POST).fails(4, "rate_limited");
    assert_eq!(profile.the_job().1, "ready");
}

#[test]
fn nobody_signed_in_ends_with_3() {
    let world = World::open();
    let profile = world.profile();
    profile.run(&POST).fails(3, "not_signed_in");
    assert!(world.sandbox.requests().is_empty());
}

#[test]
fn a_wrong_passphrase_ends_with_3_before_anything_is_sent_or_kept() {
    let world = World::open();
    let profile = world.member();
    let before = world.sandbox.requests().len();
    let locked = profile.run_with_env(&POST, "SENDOFF_PASSPHRASE", "something else");
    locked.fails(3, "vault_locked");
    assert_eq!(world.sandbox.requests().len(), before);
    assert_eq!(profile.jobs(), Vec::<Value>::new());
    profile.run(&POST).publishes();
}

#[test]
fn a_damaged_vault_ends_with_3_and_is_not_touched() {
    let world = World::open();
    let profile = world.member();
    let vault = profile.folder().join("config/vault.ron");
    let whole = fs::read(&vault).unwrap();
    let half = &whole[..whole.len() / 2];
    for damaged in [half, b"\0\xff not a vault", b""] {
        fs::write(&vault, damaged).unwrap();
        profile.run(&POST).fails(3, "vault_locked");
        assert_eq!(fs::read(&vault).unwrap(), damaged);
    }
    assert!(world.creates().is_empty());
    fs::write(&vault, &whole).unwrap();
    profile.run(&POST).publishes();
}

#[test]
fn a_token_that_ended_ends_with_3_and_the_post_goes_out_after_signing_in_again() {
    let revoked = |world: &World| world.sandbox.revoke_all_tokens();
    let expired = |world: &World| world.sandbox.expire_all_tokens();
    for (end, kind) in [
        (&revoked as &dyn Fn(&World), "token_revoked"),
        (&expired, "token_expired"),
    ] {
        let world = World::open();
        let profile = world.member();
        end(&world);
        profile.run(&POST).fails(3, kind);
        let (id, stage) = profile.the_job();
        assert_eq!(stage, "ready");
        world.sign_in(&profile, "member");
        assert_eq!(world.sandbox.posts().len(), 0);
        profile.run(&["outbox", "retry", &id]).publishes();
        assert_eq!(world.the_post().text, "Careful now");
    }
}

#[test]
fn an_endpoint_that_is_not_on_this_computer_is_refused() {
    let world = World::open();
    let profile = world.member();
    for endpoint in [
        "https://api.linkedin.com",
        "http://192.0.2.1:80",
        "http://127.0.0.1.example.com",
        "nonsense",
    ] {
        profile
            .run_with_env(&POST, "SENDOFF_ENDPOINT", endpoint)
            .fails(2, "usage");
    }
    assert_eq!(world.posting_requests(), 0);
}

#[test]
fn an_endpoint_without_a_profile_of_its_own_is_refused() {
    let world = World::open();
    let profile = world.profile();
    let mut command = profile.command(&POST);
    command.env_remove("SENDOFF_PROFILE_DIR");
    profile.start(command).end().fails(2, "usage");
    assert!(world.sandbox.requests().is_empty());
}

#[test]
fn where_nobody_listens_it_ends_with_7_and_the_post_is_kept() {
    let world = World::open();
    let profile = world.member();
    let args = [&POST[..], &["--timeout", "2"]].concat();
    // Port 1 belongs to a service that no computer runs any more.
    let outcome = profile.run_with_env(&args, "SENDOFF_ENDPOINT", "http://127.0.0.1:1");
    outcome.fails(7, "no_connection");
    let (id, stage) = profile.the_job();
    assert_eq!(stage, "ready");
    profile.run(&["outbox", "retry", &id]).publishes();
    assert_eq!(world.creates().len(), 1);
}

#[test]
fn a_dead_proxy_means_that_nothing_was_sent_and_its_password_is_not_repeated() {
    let world = World::open();
    let profile = world.member();
    let args = [&POST[..], &["--timeout", "8"]].concat();
    let mut command = profile.command(&args);
    for name in ["SENDOFF_ENDPOINT", "NO_PROXY", "no_proxy"] {
        command.env_remove(name);
    }
    // Port 1 belongs to a service that no computer runs any more, so nothing gets any further.
    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        command.env(name, "http://someone:proxy-secret@127.0.0.1:1");
    }
    command.env("RUST_LOG", "debug");
    let outcome = profile.start(command).end();
    outcome.fails(7, "no_connection");
    assert!(!outcome.stdout.contains("proxy-secret") && !outcome.stderr.contains("proxy-secret"));
    let (id, stage) = profile.the_job();
    assert_eq!(stage, "ready");
    profile.run(&["outbox", "retry", &id]).publishes();
    assert_eq!(world.creates().len(), 1);
}

#[test]
fn an_upload_is_tried_again_and_the_post_created_once() {
    let world = World::open();
    let profile = world.member();
    world.sandbox.fault(Fault {
        times: 2,
        ..Fault::once(Route::UploadImage, FaultKind::status(503))
    });
    let picture = profile.file("cup.png", png(1));
    profile
        .run(&[&POST[..], &["--image", &picture]].concat())
        .publishes();
    assert_eq!(world.creates().len(), 1);
    assert_eq!(world.the_post().images.len(), 1);
}

#[test]
fn a_picture_that_linkedin_cannot_use_ends_with_5_and_nothing_is_created() {
    let world = World::open();
    let profile = world.community();
    world
        .sandbox
        .switches(|switches| switches.processing_fails = true);
    let picture = profile.file("cup.png", png(1));
    let args = [
        "post", "--as", NORTHWIND, "--text", "x", "--image", &picture,
    ];
    profile.run(&args).fails(5, "media_refused");
    assert!(world.creates().is_empty());
}

#[test]
fn an_upload_address_outside_linkedin_gets_no_byte() {
    let world = World::open();
    let profile = world.member();
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let origin = format!("http://{}", elsewhere.local_addr().unwrap());
    world
        .sandbox
        .switches(|switches| switches.upload_origin = Some(origin));
    let picture = profile.file("cup.png", png(1));
    let outcome = profile.run(&[&POST[..], &["--image", &picture]].concat());
    outcome.fails(5, "upload_host_refused");
    let knocked = elsewhere.accept();
    assert_eq!(knocked.unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
    assert!(world.creates().is_empty());
}

#[test]
fn a_power_cut_while_the_answer_is_awaited_leaves_the_outcome_uncertain() {
    let world = World::open();
    let profile = world.member();
    world.fault(Route::CreatePost, FaultKind::Silence);
    let run = profile.start(profile.command(&POST));
    until("the create request", || world.creates().len() == 1);
    run.kill();
    let (id, stage) = profile.the_job();
    assert_eq!(stage, "uncertain");
    let retried = profile.run(&["outbox", "retry", &id]);
    assert_ne!(retried.code, 0, "{retried:?}");
    assert_eq!(world.creates().len(), 1);
}

#[test]
fn a_power_cut_during_an_upload_leaves_a_post_that_can_be_sent() {
    let world = World::open();
    let profile = world.member();
    world.fault(Route::UploadImage, FaultKind::Silence);
    let picture = profile.file("cup.png", png(1));
    let run = profile.start(profile.command(&[&POST[..], &["--image", &picture]].concat()));
    until("the upload", || world.arrived("PUT", "/").len() == 1);
    run.kill();
    fs::remove_file(picture).unwrap();
    let (id, stage) = profile.the_job();
    assert_eq!(stage, "uploading");
    profile.run(&["outbox", "retry", &id]).publishes();
    assert_eq!(world.creates().len(), 1);
    assert_eq!(world.the_post().images.len(), 1);
}

#[cfg(unix)]
#[test]
fn ctrl_c_during_an_upload_ends_with_130_and_keeps_the_post() {
    let world = World::open();
    let profile = world.member();
    world.fault(Route::UploadImage, FaultKind::Silence);
    let picture = profile.file("cup.png", png(1));
    let run = profile.start(profile.command(&[&POST[..], &["--image", &picture]].concat()));
    until("the upload", || world.arrived("PUT", "/").len() == 1);
    run.interrupt();
    run.end().fails(130, "interrupted");
    let (id, stage) = profile.the_job();
    assert_eq!(stage, "uploading");
    assert!(world.creates().is_empty());
    profile.run(&["outbox", "retry", &id]).publishes();
}

#[cfg(unix)]
#[test]
fn ctrl_c_while_the_answer_is_awaited_leaves_the_outcome_uncertain() {
    let world = World::open();
    let profile = world.member();
    world.fault(Route::CreatePost, FaultKind::Silence);
    let run = profile.start(profile.command(&POST));
    until("the create request", || world.creates().len() == 1);
    run.interrupt();
    run.end().is_uncertain();
    assert_eq!(profile.the_job().1, "uncertain");
    assert_eq!(world.creates().len(), 1);
}

#[cfg(unix)]
#[test]
fn ctrl_c_during_a_sign_in_ends_with_130() {
    let world = World::open();
    let profile = world.profile();
    let login = profile.start_login(&world, "member", &[]);
    login.event("authorize");
    login.interrupt();
    assert_eq!(login.end().code, 130);
    assert_eq!(profile.run(&["accounts"]).events, Vec::<Value>::new());
}

#[test]
fn a_token_that_stays_bad_is_renewed_once_and_not_for_ever() {
    let world = World::open();
    world
        .sandbox
        .switches(|switches| switches.refresh_tokens = true);
    let profile = world.member();
    let picture = profile.file("cup.png", png(1));
    let denied = serde_json::json!({"status": 401, "serviceErrorCode": 65600, "code": "INVALID_ACCESS_TOKEN"});
    world.sandbox.fault(Fault {
        times: 100,
        ..Fault::once(Route::InitializeImage, FaultKind::json(401, &denied))
    });
    profile
        .run(&["post", "--text", "x", "--image", &picture])
        .fails(3, "token_invalid");
    let asked = world.arrived("POST", "/rest/images").len();
    assert_eq!(asked, 2, "once with the old token, once with the new one");
}

#[test]
fn a_post_that_is_given_up_on_because_of_the_time_says_so_whatever_it_waited_for() {
    let world = World::open();
    let profile = world.member();
    let waiting = serde_json::json!({"status": 400, "code": "MEDIA_ASSET_WAITING_UPLOAD", "message": "Media asset is waiting upload"});
    world.sandbox.fault(Fault {
        times: 100,
        ..Fault::once(Route::CreatePost, FaultKind::json(400, &waiting))
    });
    profile
        .run(&["post", "--text", "x", "--timeout", "8"])
        .fails(7, "media_not_ready");
    assert_eq!(profile.the_job().1, "ready");
}

#[test]
fn a_post_that_cannot_be_read_still_counts_as_on_its_way() {
    let (world, profile) = check_create(FaultKind::status(500), |outcome| {
        outcome.is_uncertain();
    });
    let (id, _) = profile.the_job();
    let file = profile
        .folder()
        .join("data/outbox")
        .join(&id)
        .join("job.ron");
    let whole = fs::read_to_string(&file).unwrap();
    fs::write(&file, &whole[..whole.len() - 20]).unwrap();
    profile.run(&POST).fails(2, "duplicate");
    let listed = profile.run(&["outbox"]);
    assert!(listed.stderr.contains("job.ron.unreadable"), "{listed:?}");
    profile.run(&POST).fails(2, "duplicate");
    profile
        .run(&["post", "--text", "Something else"])
        .publishes();
    assert_eq!(world.creates().len(), 2);
}

#[test]
fn a_text_of_control_characters_is_no_text() {
    let world = World::open();
    let profile = world.member();
    for nothing in [&b"\x01\x02"[..], b"\0", b" \x1b\n"] {
        profile
            .run_with_input(&["post", "--text-file", "-"], nothing)
            .fails(2, "draft");
    }
    let long = [vec![0; 1 << 20], b"tail".to_vec()].concat();
    let outcome = profile.run_with_input(&["post", "--text-file", "-"], &long);
    let failed = outcome.fails(2, "draft");
    assert!(
        failed["message"].as_str().unwrap().contains("1 MiB"),
        "{failed}"
    );
    assert_eq!(world.posting_requests(), 0);
}

#[test]
fn every_picture_is_said_to_be_uploaded_once() {
    let world = World::open();
    let profile = world.member();
    let names = ["a.png", "b.png", "c.png", "d.png"];
    let mut args = vec!["post".to_owned(), "--text".to_owned(), "Four".to_owned()];
    for (shade, name) in (1..).zip(names) {
        args.extend(["--image".to_owned(), profile.file(name, png(shade))]);
    }
    let outcome = profile.run(&args);
    outcome.publishes();
    let uploads = outcome
        .events
        .iter()
        .filter(|event| event["event"] == "upload");
    let mut whole: Vec<&str> = Vec::new();
    for upload in uploads {
        let file = upload["file"].as_str().unwrap();
        assert!(!whole.contains(&file), "{file} is over: {outcome:?}");
        if upload["sent"] == upload["total"] {
            whole.push(file);
        }
    }
    // Several go up at once, so any of them may be the first.
    whole.sort_unstable();
    assert_eq!(whole, names);
    assert_eq!(outcome.events.last().unwrap()["event"], "published");
}

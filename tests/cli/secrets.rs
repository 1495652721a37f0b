//! Secrets stay secret: not in what is printed, not in what is logged, not in any file in clear.

use std::fs;
use std::path::Path;

use sendoff::sandbox::{FaultKind, Route};
use serde_json::json;

use crate::profile::{Outcome, PASSPHRASE, Profile};
use crate::scanner::{assert_clean, assert_files_clean, assert_nothing_told, heard, listen_in};
use crate::support::{World, png, text};

/// Runs a command that logs as much as it can.
fn traced(profile: &Profile, args: &[&str]) -> Outcome {
    profile.run_with_env(args, "RUST_LOG", "trace")
}

/// Signs in while everything is logged.
fn traced_login(world: &World, profile: &Profile, secret: &str) -> Outcome {
    let app = world.sandbox.self_serve_app();
    let args = [
        "login",
        "--no-browser",
        "--port",
        "0",
        "--client-id",
        app.client_id,
    ];
    let mut command = profile.command(&args);
    command
        .env("RUST_LOG", "trace")
        .env("SENDOFF_CLIENT_SECRET", secret);
    let login = profile.start(command);
    world.consent(&login.event("authorize"), "allow");
    login.end()
}

#[test]
fn nothing_secret_is_printed_logged_or_written() {
    let world = World::open();
    let (origin, tape) = listen_in(&world);
    let profile = Profile::new(&origin);
    world
        .sandbox
        .switches(|switches| switches.refresh_tokens = true);
    let secret = world.sandbox.self_serve_app().client_secret;
    let picture = profile.file("cup.png", png(1));
    let mut said = vec![traced_login(&world, &profile, secret)];
    assert_eq!(said[0].code, 0, "{:?}", said[0].events);
    said.push(traced(
        &profile,
        &["post", "--text", "One", "--image", &picture],
    ));
    said[1].publishes();
    world.fault(Route::UserInfo, FaultKind::status(500));
    said.push(traced_login(&world, &profile, secret));
    for what in [
        FaultKind::status(500),
        FaultKind::Reset,
        FaultKind::html(403, "<p>no</p>"),
        FaultKind::status(429),
        FaultKind::CutBody { after: 3 },
    ] {
        world.fault(Route::CreatePost, what);
        let number = said.len().to_string();
        said.push(traced(&profile, &["post", "--text", &number]));
    }
    world.sandbox.expire_all_tokens();
    said.push(traced(&profile, &["post", "--text", "Renewed"]));
    world.sandbox.revoke_all_tokens();
    said.push(traced(&profile, &["post", "--text", "Revoked"]));
    said.push(traced(&profile, &["post", "--dry-run", "--text", "Dry"]));
    for args in [&["accounts"][..], &["outbox"], &["history"]] {
        said.push(traced(&profile, args));
    }
    let mut secrets = heard(&tape, "\"access_token\":\"", &['"']);
    let tokens = secrets.len();
    secrets.extend(heard(&tape, "\"refresh_token\":\"", &['"']));
    assert!(tokens >= 2 && secrets.len() > tokens, "{secrets:?}");
    let codes = heard(&tape, "&code=", &['&', ' ', '\r']);
    assert!(codes.len() >= 2, "{codes:?}");
    secrets.extend(codes);
    secrets.extend([secret.to_owned(), PASSPHRASE.to_owned()]);
    assert_nothing_told(&said, &profile, &secrets);
    assert!(said[1].stderr.contains("TRACE"), "nothing was traced");
}

#[test]
fn what_a_server_repeats_of_a_secret_is_not_passed_on() {
    let world = World::open();
    let (origin, tape) = listen_in(&world);
    let profile = Profile::new(&origin);
    let secret = world.sandbox.self_serve_app().client_secret;
    let mut said = vec![traced_login(&world, &profile, secret)];
    let tokens = heard(&tape, "\"access_token\":\"", &['"']);
    let echo = |words: &str| json!({"status": 400, "message": format!("bad token Bearer {words}")});
    world.fault(Route::CreatePost, FaultKind::json(400, &echo(&tokens[0])));
    said.push(traced(&profile, &["post", "--text", "Echo"]));
    said[1].fails(5, "content_refused");
    let echo =
        json!({"error": "invalid_request", "error_description": format!("client_secret={secret}")});
    world.fault(Route::AccessToken, FaultKind::json(400, &echo));
    said.push(traced_login(&world, &profile, secret));
    said[2].fails(3, "sign_in");
    assert_nothing_told(&said, &profile, &[tokens[0].clone(), secret.to_owned()]);
}

#[test]
fn a_secret_that_is_refused_is_kept_nowhere() {
    let world = World::open();
    let profile = world.profile();
    let outcome = traced_login(&world, &profile, "a-mistyped-client-secret");
    outcome.fails(3, "sign_in");
    let secrets = ["a-mistyped-client-secret".to_owned()];
    assert_clean("stdout", outcome.stdout.as_bytes(), &secrets);
    assert_clean("stderr", outcome.stderr.as_bytes(), &secrets);
    assert_files_clean(&profile, &secrets);
}

#[test]
fn a_wrong_passphrase_is_not_repeated() {
    let world = World::open();
    let profile = world.member();
    let mut command = profile.command(&["post", "--text", "x"]);
    command
        .env("RUST_LOG", "trace")
        .env("SENDOFF_PASSPHRASE", "a wrong passphrase");
    let outcome = profile.start(command).end();
    outcome.fails(3, "vault_locked");
    let secrets = ["a wrong passphrase".to_owned()];
    assert_nothing_told(&[outcome], &profile, &secrets);
}

#[test]
fn the_client_secret_is_no_argument() {
    let world = World::open();
    let profile = world.profile();
    for option in ["--client-secret", "--secret", "--passphrase"] {
        let outcome = profile.run(&["login", "--client-id", "x", option, "hush"]);
        assert_eq!(outcome.code, 2, "{outcome:?}");
    }
    assert!(world.sandbox.requests().is_empty());
}

#[test]
fn signing_out_takes_the_token_from_linkedin_too() {
    let world = World::open();
    let profile = world.member();
    let accounts = profile.run(&["accounts"]);
    let urn = text(accounts.one("account"), "urn");
    assert_eq!(profile.run(&["logout", urn]).code, 0);
    assert_eq!(world.arrived("POST", "/oauth/v2/revoke").len(), 1);
}

#[cfg(unix)]
#[test]
fn only_the_user_may_look_into_the_profile() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::open();
    let profile = world.member();
    let picture = profile.file("cup.png", png(1));
    world.fault(Route::CreatePost, FaultKind::status(429));
    profile
        .run(&["post", "--text", "x", "--image", &picture])
        .fails(4, "rate_limited");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for file in profile.files() {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
        let folder = file.parent().unwrap();
        assert_eq!(mode(folder), 0o700, "{}", folder.display());
    }
}

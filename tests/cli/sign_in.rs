//! Signing in and out: what is printed, what is kept, what every way of not signing in is called.

use std::fs;
use std::net::TcpListener;

use sendoff::sandbox::{Fault, FaultKind, OrganizationField, Route};
use serde_json::{Value, json};

use crate::profile::{Outcome, Profile};
use crate::support::{HARBOUR, NORTHWIND, World, text};

fn names(list: &Value) -> Vec<&str> {
    let list = list.as_array().unwrap();
    list.iter().map(|entry| text(entry, "name")).collect()
}

#[test]
fn a_member_signs_in_and_can_post_as_oneself_only() {
    let world = World::open();
    let profile = world.profile();
    let signed_in = world.sign_in(&profile, "member");
    assert_eq!(signed_in["account"]["name"], "Alex Morgan");
    assert_eq!(signed_in["organizations"], json!([]));
    let accounts = profile.run(&["accounts"]);
    assert_eq!(accounts.code, 0);
    let account = accounts.one("account");
    assert_eq!(account["urn"], signed_in["account"]["urn"]);
    assert_eq!(
        account["client_id"],
        world.sandbox.self_serve_app().client_id
    );
    assert_eq!(account["access"], "member");
    assert!(account["expires_at"].is_string(), "{account}");
    assert_eq!(names(&account["authors"]), ["Alex Morgan"]);
}

#[test]
fn community_access_brings_the_pages_one_may_post_for_and_no_others() {
    let world = World::open();
    let profile = world.profile();
    let signed_in = world.sign_in(&profile, "community");
    let mut pages: Vec<(&str, &str)> = signed_in["organizations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|page| (text(page, "urn"), text(page, "role")))
        .collect();
    pages.sort_unstable();
    assert_eq!(
        pages,
        [
            (NORTHWIND, "ADMINISTRATOR"),
            (HARBOUR, "CONTENT_ADMINISTRATOR")
        ]
    );
    let accounts = profile.run(&["accounts"]);
    let account = accounts.one("account");
    assert_eq!(account["access"], "community");
    let mut authors = names(&account["authors"]);
    authors.sort_unstable();
    assert_eq!(authors, ["Alex Morgan", "Harbour Labs", "Northwind Coffee"]);
}

#[test]
fn a_sign_in_with_pkce_needs_no_secret() {
    let world = World::open();
    let profile = world.profile();
    let login = profile.start_login(&world, "community", &["--pkce"]);
    let authorize = login.event("authorize");
    assert!(text(&authorize, "url").contains("code_challenge_method=S256"));
    world.consent(&authorize, "allow");
    let outcome = login.end();
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(outcome.one("signed_in")["account"]["name"], "Alex Morgan");
    let exchange = &world.arrived("POST", "/oauth/v2/accessToken")[0];
    assert!(exchange.form_fields.contains(&"code_verifier".to_owned()));
    assert!(!exchange.form_fields.contains(&"client_secret".to_owned()));
}

#[test]
fn the_standard_flow_sends_no_pkce() {
    let world = World::open();
    let profile = world.profile();
    let login = profile.start_login(&world, "member", &[]);
    let authorize = login.event("authorize");
    assert!(!text(&authorize, "url").contains("code_challenge"));
    world.consent(&authorize, "allow");
    assert_eq!(login.end().code, 0);
    let exchange = &world.arrived("POST", "/oauth/v2/accessToken")[0];
    assert!(!exchange.form_fields.contains(&"code_verifier".to_owned()));
}

#[test]
fn consent_that_is_cancelled_ends_with_3() {
    for decision in ["cancel", "cancel_login"] {
        let world = World::open();
        let profile = world.profile();
        let login = profile.start_login(&world, "member", &[]);
        world.consent(&login.event("authorize"), decision);
        let outcome = login.end();
        let failed = outcome.fails(3, "sign_in");
        assert!(text(failed, "message").contains("cancelled"), "{failed}");
        assert_eq!(profile.run(&["accounts"]).events, Vec::<Value>::new());
    }
}

#[test]
fn a_wrong_secret_ends_with_3_and_is_not_kept() {
    let world = World::open();
    let profile = world.profile();
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
    command.env("SENDOFF_CLIENT_SECRET", "not-the-secret");
    let login = profile.start(command);
    world.consent(&login.event("authorize"), "allow");
    let outcome = login.end();
    let failed = outcome.fails(3, "sign_in");
    assert!(text(failed, "message").contains("secret"), "{failed}");
    assert_eq!(profile.run(&["accounts"]).events, Vec::<Value>::new());
}

#[test]
fn a_missing_secret_ends_with_2_before_anything_happens() {
    let world = World::open();
    let profile = world.profile();
    let app = world.sandbox.self_serve_app();
    let args = [
        "login",
        "--no-browser",
        "--port",
        "0",
        "--client-id",
        app.client_id,
    ];
    for secret in [None, Some("")] {
        let mut command = profile.command(&args);
        if let Some(secret) = secret {
            command.env("SENDOFF_CLIENT_SECRET", secret);
        }
        let outcome = profile.start(command).end();
        let failed = outcome.fails(2, "secret_missing");
        assert!(text(failed, "hint").contains("SENDOFF_CLIENT_SECRET"));
    }
    assert!(world.sandbox.requests().is_empty());
}

#[test]
fn a_port_that_is_taken_ends_with_2_and_is_named() {
    let world = World::open();
    let profile = world.profile();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let outcome = profile
        .start_login(&world, "member", &["--port", &port])
        .end();
    let failed = outcome.fails(2, "sign_in");
    assert!(text(failed, "message").contains(&port), "{failed}");
    assert!(
        outcome
            .events
            .iter()
            .all(|event| event["event"] != "authorize")
    );
}

#[test]
fn a_browser_that_never_comes_back_ends_with_3_and_the_redirect_url_to_register() {
    let world = World::open();
    let profile = world.profile();
    let outcome = profile
        .start_login(&world, "member", &["--timeout", "1"])
        .end();
    let failed = outcome.fails(3, "sign_in");
    let hint = text(failed, "hint");
    assert!(hint.contains("http://127.0.0.1:"), "{hint}");
    assert!(hint.contains("/callback"), "{hint}");
}

#[test]
fn an_answer_with_a_foreign_state_is_turned_away_and_the_sign_in_goes_on() {
    let world = World::open();
    let profile = world.profile();
    let login = profile.start_login(&world, "member", &[]);
    let back = world.decide(&login.event("authorize"), "allow");
    for query in [
        "code=x&state=guessed",
        "error=access_denied&state=",
        "code=x",
    ] {
        let mut forged = back.clone();
        forged.set_query(Some(query));
        assert_eq!(world.visit(forged.as_str()), 403, "{query}");
    }
    assert_eq!(world.visit(back.as_str()), 200);
    let outcome = login.end();
    assert_eq!(outcome.code, 0, "{outcome:?}");
    outcome.one("signed_in");
}

#[test]
fn signing_in_again_changes_the_account_and_adds_none() {
    let world = World::open();
    let profile = world.member();
    world.sign_in(&profile, "member");
    assert_eq!(profile.run(&["accounts"]).events.len(), 1);
}

#[test]
fn what_waits_for_one_member_is_never_sent_by_another() {
    let world = World::open();
    let profile = world.member();
    world.sandbox.expire_all_tokens();
    profile
        .run(&["post", "--text", "Mine alone"])
        .fails(3, "token_expired");
    let (id, _) = profile.the_job();
    let login = profile.start_login(&world, "member", &[]);
    let back = world.decide_as("sam", &login.event("authorize"), "allow");
    assert_eq!(world.visit(back.as_str()), 200);
    assert_eq!(login.end().code, 0);
    assert_eq!(profile.run(&["accounts"]).events.len(), 2);
    profile
        .run(&["outbox", "retry", &id])
        .fails(3, "token_expired");
    assert_eq!(world.sandbox.posts().len(), 0);
    world.sign_in(&profile, "member");
    profile.run(&["outbox", "retry", &id]).publishes();
    let caller = world.the_post().author;
    assert!(profile.run(&["accounts"]).stdout.contains(&caller));
}

#[test]
fn a_renewal_that_was_refused_keeps_the_post_and_is_not_tried_again() {
    let world = World::open();
    world
        .sandbox
        .switches(|switches| switches.refresh_tokens = true);
    let profile = world.member();
    let exchanges = || world.arrived("POST", "/oauth/v2/accessToken").len();
    let before = exchanges();
    world.sandbox.revoke_all_tokens();
    profile
        .run(&["post", "--text", "Patience"])
        .fails(3, "token_revoked");
    let (id, stage) = profile.the_job();
    assert_eq!(stage, "ready");
    assert_eq!(exchanges(), before + 1);
    for _ in 0..2 {
        profile
            .run(&["outbox", "retry", &id])
            .fails(3, "token_revoked");
    }
    assert_eq!(exchanges(), before + 1, "asked again");
    world.sign_in(&profile, "member");
    profile.run(&["outbox", "retry", &id]).publishes();
}

#[test]
fn a_new_token_comes_by_itself_and_is_on_disk_before_the_post_goes_out() {
    let world = World::open();
    world
        .sandbox
        .switches(|switches| switches.refresh_tokens = true);
    let profile = world.member();
    let exchanges = || world.arrived("POST", "/oauth/v2/accessToken").len();
    let before = exchanges();
    world.sandbox.expire_all_tokens();
    profile.run(&["post", "--text", "First"]).publishes();
    profile.run(&["post", "--text", "Second"]).publishes();
    assert_eq!(exchanges(), before + 1, "the second found it in the vault");
}

#[test]
fn one_profile_may_hold_both_kinds_of_access() {
    let world = World::open();
    let profile = world.member();
    world.sign_in(&profile, "community");
    let accounts = profile.run(&["accounts"]).events;
    let mut kinds: Vec<&str> = accounts
        .iter()
        .map(|account| text(account, "access"))
        .collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["community", "member"]);
}

#[test]
fn signing_out_forgets_the_account_and_its_secrets() {
    let world = World::open();
    let profile = world.member();
    let vault = profile.folder().join("config/vault.ron");
    let before = fs::read(&vault).unwrap();
    let accounts = profile.run(&["accounts"]);
    let urn = text(accounts.one("account"), "urn");
    let outcome = profile.run(&["logout", urn]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    outcome.one("done");
    assert_eq!(profile.run(&["accounts"]).events, Vec::<Value>::new());
    assert_ne!(fs::read(&vault).unwrap_or_default(), before);
    profile
        .run(&["post", "--text", "Anyone there?"])
        .fails(3, "not_signed_in");
    profile.run(&["logout", urn]).fails(2, "unknown_account");
}

#[test]
fn signing_out_works_when_linkedin_cannot_be_reached() {
    let world = World::open();
    let profile = world.member();
    world.fault(Route::RevokeToken, FaultKind::status(503));
    let accounts = profile.run(&["accounts"]);
    let outcome = profile.run(&["logout", text(accounts.one("account"), "urn")]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(profile.run(&["accounts"]).events, Vec::<Value>::new());
}

#[test]
fn a_token_that_linkedin_does_not_know_for_some_seconds_is_given_them() {
    let world = World::open();
    world
        .sandbox
        .switches(|switches| switches.fresh_token_secs = 2);
    let profile = world.community();
    profile
        .run(&["post", "--text", "Soon", "--as", NORTHWIND])
        .publishes();
}

#[test]
fn pages_are_found_in_all_spellings_and_one_by_one() {
    for field in [
        OrganizationField::Organization,
        OrganizationField::OrganizationTarget,
        OrganizationField::OrganizationalTarget,
    ] {
        let world = World::open();
        world.sandbox.switches(|switches| {
            switches.organization_field = field;
            switches.page_cap = 1;
        });
        let profile = world.profile();
        let signed_in = world.sign_in(&profile, "community");
        let pages = signed_in["organizations"].as_array().unwrap();
        let names: Vec<&str> = pages.iter().map(|page| text(page, "name")).collect();
        assert_eq!(names, ["Northwind Coffee", "Harbour Labs"], "{field:?}");
    }
}

#[test]
fn pages_that_cannot_be_listed_do_not_cost_the_sign_in() {
    let world = World::open();
    let profile = world.community();
    world.fault(Route::OrganizationAcls, FaultKind::html(403, "<p>no</p>"));
    let signed_in = world.sign_in(&profile, "community");
    let pages = signed_in["organizations"].as_array().unwrap();
    assert_eq!(pages, &Vec::<Value>::new(), "this token may not list them");
    let world = World::open();
    let profile = world.community();
    world.fault(Route::OrganizationAcls, FaultKind::json(200, &Value::Null));
    let signed_in = world.sign_in(&profile, "community");
    let pages = signed_in["organizations"].as_array().unwrap();
    assert_eq!(pages.len(), 2, "those that were known stay");
}

#[test]
fn signing_in_again_mends_a_damaged_vault_and_keeps_the_old_one() {
    let world = World::open();
    let profile = world.member();
    let vault = profile.folder().join("config/vault.ron");
    fs::write(&vault, "junk").unwrap();
    profile
        .run(&["post", "--text", "Locked out"])
        .fails(3, "vault_locked");
    world.sign_in(&profile, "member");
    profile.run(&["post", "--text", "Back in"]).publishes();
    let kept = profile.files().into_iter().find(|file| {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with("vault.lost-")
    });
    assert_eq!(fs::read(kept.unwrap()).unwrap(), b"junk");
}

#[test]
fn signing_out_with_a_locked_vault_changes_nothing() {
    let world = World::open();
    let profile = world.member();
    let accounts = profile.run(&["accounts"]);
    let urn = text(accounts.one("account"), "urn");
    profile
        .run_with_env(&["logout", urn], "SENDOFF_PASSPHRASE", "something else")
        .fails(3, "vault_locked");
    assert_eq!(profile.run(&["accounts"]).events.len(), 1);
    assert!(world.arrived("POST", "/oauth/v2/revoke").is_empty());
    assert_eq!(profile.run(&["logout", urn]).code, 0);
}

#[test]
fn a_command_line_that_is_not_understood_is_told_to_programs_too() {
    let world = World::open();
    let profile = world.profile();
    let outcome = profile.run(&["login", "--no-browser"]);
    let failed = outcome.fails(2, "usage");
    assert!(text(failed, "message").contains("--client-id"), "{failed}");
    assert!(outcome.stderr.contains("--client-id"));
}

/// What signing in comes to when LinkedIn introduces the member like this.
fn introduced_as(introduction: &Value) -> (Profile, Outcome) {
    let world = World::open();
    let profile = world.profile();
    world.sandbox.fault(Fault {
        times: 9,
        ..Fault::once(Route::UserInfo, FaultKind::json(200, introduction))
    });
    let login = profile.start_login(&world, "member", &[]);
    world.consent(&login.event("authorize"), "allow");
    let outcome = login.end();
    (profile, outcome)
}

#[test]
fn somebody_without_a_sound_id_is_not_kept() {
    for sub in [
        json!(null),
        json!(7),
        json!("x".repeat(10_000)),
        json!("a/../b"),
    ] {
        let (profile, outcome) = introduced_as(&json!({"sub": sub, "name": "Mallory"}));
        assert_ne!(outcome.code, 0, "{outcome:?}");
        assert!(
            outcome
                .events
                .iter()
                .all(|event| event["event"] != "signed_in")
        );
        assert_eq!(profile.run(&["accounts"]).events, Vec::<Value>::new());
        let stored = profile
            .files()
            .iter()
            .map(|file| fs::read(file).unwrap())
            .collect::<Vec<_>>();
        assert!(
            !String::from_utf8_lossy(&stored.concat()).contains("Mallory"),
            "{sub}"
        );
    }
}

#[test]
fn a_name_that_deceives_is_shown_as_one_harmless_line() {
    let name = "\u{202e}Ada\n\u{1b}[31mLovelace\u{2066}\r";
    let (profile, outcome) = introduced_as(&json!({"sub": "ada", "name": name}));
    assert_eq!(
        outcome.one("signed_in")["account"]["name"],
        "Ada [31mLovelace"
    );
    let mut command = profile.command(&["accounts"]);
    command.env("RUST_LOG", "trace");
    let accounts = profile.start(command).end();
    for shown in [
        &outcome.stdout,
        &outcome.stderr,
        &accounts.stdout,
        &accounts.stderr,
    ] {
        assert!(
            !shown.contains(['\u{202e}', '\u{1b}', '\u{2066}', '\r']),
            "{shown:?}"
        );
        assert!(
            !shown.lines().any(|line| line.starts_with("[31m")),
            "{shown:?}"
        );
    }
    assert_eq!(accounts.one("account")["name"], "Ada [31mLovelace");
}

//! What a person may show to somebody who helps.

use sendoff::sandbox::{FaultKind, Route};

use crate::profile::PASSPHRASE;
use crate::support::{World, text};

#[test]
fn diagnostics_tell_how_things_stand_and_nothing_about_the_person() {
    let world = World::open();
    let profile = world.member();
    world.fault(Route::CreatePost, FaultKind::status(429));
    let words = "Nobody's business";
    profile
        .run(&["post", "--text", words])
        .fails(4, "rate_limited");
    for is_json in [true, false] {
        let mut command = profile.command(&["diagnostics"]);
        command.env("HOME", profile.folder());
        if !is_json {
            let args: Vec<_> = command
                .get_args()
                .filter(|arg| *arg != "--json")
                .map(ToOwned::to_owned)
                .collect();
            let mut plain = std::process::Command::new(command.get_program());
            plain
                .args(args)
                .env("HOME", profile.folder())
                .env("SENDOFF_PROFILE_DIR", profile.folder());
            command = plain;
        }
        let told = profile.start(command).end();
        assert_eq!(told.code, 0, "{told:?}");
        for secret in [
            words,
            PASSPHRASE,
            "Alex",
            "urn:li:",
            world.sandbox.self_serve_app().client_id,
            &profile.folder().display().to_string(),
        ] {
            assert!(!told.stdout.contains(secret), "{secret}: {}", told.stdout);
        }
        assert!(told.stdout.contains("~/data"), "{}", told.stdout);
        if is_json {
            let event = told.one("diagnostics");
            assert_eq!(text(event, "vault"), "passphrase");
            assert_eq!(event["jobs"]["ready (rate_limited)"], 1, "{event}");
            assert_eq!(event["accounts"][0], "member");
        }
    }
}

//! A computer that is not as it should be: a careless umask, no keyring service, a file size limit, a folder that can
//! only be read, core files switched on. Nothing is lost there either, and nothing gets out.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use sendoff::sandbox::{FaultKind, Route};
use serde_json::{Value, json};

use crate::profile::{Outcome, Profile};
use crate::skip::skip;
use crate::support::{World, png, text, until};

const POST: [&str; 3] = ["post", "--text", "On rough ground"];

/// Signs in with a command that a shell starts after doing something first.
fn sign_in_after(world: &World, profile: &Profile, first: &str) -> Outcome {
    let app = world.sandbox.self_serve_app();
    let args = ["login", "--no-browser", "--port", "0", "--client-id"];
    let mut command = profile.command_after(first, &[&args[..], &[app.client_id]].concat());
    command.env("SENDOFF_CLIENT_SECRET", app.client_secret);
    let login = profile.start(command);
    world.consent(&login.event("authorize"), "allow");
    login.end()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn whatever_the_umask_files_are_for_this_user_only() {
    let world = World::open();
    for umask in ["000", "022", "077"] {
        let profile = world.profile();
        let first = format!("umask {umask}");
        for round in ["One", "Two"] {
            assert_eq!(sign_in_after(&world, &profile, &first).code, 0);
            let wish = [
                "post",
                "--text",
                &format!("{round} {umask}"),
                "--image",
                &profile.file("a.png", png(1)),
            ];
            profile
                .start(profile.command_after(&first, &wish))
                .end()
                .publishes();
            for file in profile.files() {
                assert_eq!(mode(&file), 0o600, "umask {umask}: {}", file.display());
                let folder = file.parent().unwrap();
                assert_eq!(mode(folder), 0o700, "umask {umask}: {}", folder.display());
            }
            // As another program may have left them; the second time they are saved over.
            for name in [
                "config/vault.ron",
                "config/accounts.ron",
                "data/installation.ron",
            ] {
                set_mode(&profile.folder().join(name), 0o644);
            }
        }
    }
}

/// Claims that signing in says at once that a passphrase is needed, and that nothing is kept.
#[track_caller]
fn check_asks_for_a_passphrase(world: &World, profile: &Profile, mut command: Command) {
    // What this computer needs for a sign-in that looks for no keyring at all.
    let mut plain = sign_in_alone(world, profile, "true");
    plain.env_remove("SENDOFF_PASSPHRASE");
    let begun = Instant::now();
    profile.start(plain).end().fails(3, "sign_in");
    let usual = begun.elapsed();
    command
        .env_remove("SENDOFF_PASSPHRASE")
        .env_remove("SENDOFF_NO_KEYRING");
    let begun = Instant::now();
    let outcome = profile.start(command).end();
    let failed = outcome.fails(3, "sign_in");
    assert!(text(failed, "hint").contains("passphrase"), "{failed}");
    // The keyring was not waited for: its patience alone is three seconds.
    assert!(
        begun.elapsed() < 2 * usual + Duration::from_millis(2_500),
        "{:?}, and {usual:?} without a keyring",
        begun.elapsed()
    );
    assert!(
        !profile
            .files()
            .iter()
            .any(|file| file.ends_with("vault.ron"))
    );
    for file in profile.files() {
        let content = fs::read_to_string(&file).unwrap();
        assert!(
            !content.contains("sandbox-self-serve-secret"),
            "{}",
            file.display()
        );
    }
}

/// A sign-in with nobody at the keyboard, on a computer with no session but what the test gives it.
fn sign_in_alone(world: &World, profile: &Profile, first: &str) -> Command {
    let app = world.sandbox.self_serve_app();
    let args = ["login", "--no-browser", "--port", "0", "--client-id"];
    let mut command = profile.command_after(first, &[&args[..], &[app.client_id]].concat());
    let empty = profile.folder().join("run");
    fs::create_dir_all(&empty).unwrap();
    set_mode(&empty, 0o700);
    command
        .env("SENDOFF_CLIENT_SECRET", app.client_secret)
        .env("XDG_RUNTIME_DIR", empty);
    command
}

#[test]
fn without_a_session_bus_a_passphrase_is_asked_for_at_once() {
    let world = World::open();
    let profile = world.profile();
    let command = sign_in_alone(&world, &profile, "true");
    check_asks_for_a_passphrase(&world, &profile, command);
}

#[test]
fn on_a_session_bus_without_a_secret_service_a_passphrase_is_asked_for_at_once() {
    if Command::new("dbus-run-session")
        .args(["--", "true"])
        .output()
        .is_err()
    {
        return skip(
            "no sign-in on a session bus of its own, because there is no dbus-run-session",
        );
    }
    let world = World::open();
    let profile = world.profile();
    // A bus that knows no service to start: this computer's own Secret Service must not come to it.
    let config = profile.file(
        "bus.conf",
        "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context=\"default\">\
         <allow send_destination=\"*\"/><allow own=\"*\"/><allow eavesdrop=\"true\"/></policy></busconfig>",
    );
    let args = sign_in_alone(&world, &profile, "true");
    let mut command = Command::new("dbus-run-session");
    command
        .args(["--config-file", &config, "--"])
        .arg(args.get_program())
        .args(args.get_args());
    for (name, value) in args.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    check_asks_for_a_passphrase(&world, &profile, command);
}

#[test]
fn a_file_size_limit_in_the_way_leaves_everything_as_it_was() {
    let world = World::open();
    let profile = world.member();
    // 1024 bytes; the system then sends a signal, or, where that is ignored, refuses.
    let limited = "ulimit -f 2; trap '' XFSZ";
    let vault = profile.folder().join("config/vault.ron");
    let before = fs::read(&vault).unwrap();
    assert!(before.len() > 1_024);
    sign_in_after(&world, &profile, limited).fails(2, "sign_in");
    assert_eq!(fs::read(&vault).unwrap(), before);
    // Longer than the limit, so that not even its first version fits.
    let long = "On rough ground. ".repeat(100);
    let post = ["post", "--text", &long];
    let run = |first| profile.start(profile.command_after(first, &post)).end();
    run(limited).fails(2, "storage");
    let killed = run("ulimit -f 2");
    assert_eq!(killed.code, -1, "{killed:?}");
    assert_eq!(world.posting_requests(), 0);
    assert_eq!(profile.jobs(), Vec::<Value>::new());
    profile.run(&post).publishes();
    assert_eq!(profile.run(&["accounts"]).events.len(), 1);
}

#[test]
fn in_a_profile_that_can_only_be_read_nothing_is_sent_and_everything_can_be_seen() {
    let world = World::open();
    let profile = world.member();
    profile.run(&["post", "--text", "Before"]).publishes();
    let as_reader = as_somebody_who_minds_permissions(&profile);
    set_modes(&profile.folder(), 0o500, 0o400);
    let run = |args: &[&str]| profile.start(as_reader(args)).end();
    run(&POST).fails(2, "storage");
    assert_eq!(world.creates().len(), 1);
    for args in [&["accounts"][..], &["outbox"], &["history"]] {
        let looked = run(args);
        assert_eq!((looked.code, looked.events.len()), (0, 1), "{looked:?}");
    }
    set_modes(&profile.folder(), 0o700, 0o600);
    run(&POST).publishes();
}

/// The program as this user; permissions mean nothing to root, who therefore becomes nobody.
fn as_somebody_who_minds_permissions(profile: &Profile) -> impl Fn(&[&str]) -> Command {
    let program = PathBuf::from(profile.command(&["x"]).get_program());
    let copy = profile.folder().parent().unwrap().join("sendoff");
    let is_root = chown(profile.folder(), Some(NOBODY), Some(NOBODY)).is_ok();
    if is_root {
        // Where the program was built, nobody may look.
        fs::copy(program, &copy).unwrap();
        set_mode(profile.folder().parent().unwrap(), 0o755);
        for path in everything_below(&profile.folder()) {
            chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
        }
    }
    move |args| {
        let own = profile.command(args);
        if !is_root {
            return own;
        }
        let mut command = Command::new("setpriv");
        let nobody = NOBODY.to_string();
        command.args(["--clear-groups", "--reuid", &nobody, "--regid", &nobody]);
        command
            .arg(&copy)
            .args(own.get_args())
            .stdin(std::process::Stdio::null());
        for (name, value) in own.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command
    }
}

fn set_modes(folder: &Path, of_folders: u32, of_files: u32) {
    set_mode(folder, 0o700);
    let all = everything_below(folder);
    // The innermost first: what cannot be searched cannot be changed.
    for path in all.iter().rev().chain([&folder.to_owned()]) {
        set_mode(path, if path.is_dir() { of_folders } else { of_files });
    }
}

fn everything_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        found.push(path.clone());
        if path.is_dir() {
            set_mode(&path, 0o700);
            found.extend(everything_below(&path));
        }
    }
    found
}

#[test]
fn a_crash_leaves_no_core_file_even_where_they_are_switched_on() {
    let world = World::open();
    let profile = world.member();
    world.fault(Route::CreatePost, FaultKind::Silence);
    let run = profile.start(profile.command_after("ulimit -c unlimited 2>/dev/null", &POST));
    until("the create request", || world.creates().len() == 1);
    let limits = fs::read_to_string(format!("/proc/{}/limits", run.id())).unwrap_or_default();
    run.signal("ABRT");
    let status = run.status();
    assert!(
        status.signal().is_some() && !status.core_dumped(),
        "{status:?}"
    );
    let of_cores = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"));
    if cfg!(target_os = "linux") {
        let words: Vec<&str> = of_cores.unwrap().split_whitespace().collect();
        assert_eq!(words[4..6], ["0", "0"]);
    }
}

#[test]
fn what_linkedin_says_cannot_forge_a_line_of_the_log_or_colour_the_terminal() {
    let world = World::open();
    let profile = world.member();
    let said = "no\n2026-11-25T00:00:00Z ERROR forged: \u{1b}[31mred\u{1b}[0m\r\u{202e}";
    let refusal = json!({"status": 403, "code": "ACCESS_DENIED", "message": said});
    world.fault(Route::CreatePost, FaultKind::json(403, &refusal));
    let outcome = profile.run_with_env(&POST, "RUST_LOG", "trace");
    outcome.fails(5, "forbidden");
    for printed in [&outcome.stderr, &outcome.stdout] {
        assert!(
            !printed.contains('\u{1b}') && !printed.contains('\u{202e}'),
            "{printed:?}"
        );
        assert!(
            !printed
                .lines()
                .any(|line| line.contains("ERROR forged") && line.starts_with("2026-11-25T00"))
        );
    }
    assert!(outcome.stderr.contains("TRACE"), "nothing was traced");
}

/// The user whom no file belongs to.
const NOBODY: u32 = 65_534;

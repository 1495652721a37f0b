//! Every way in which signing in, uploading and posting can go wrong, with a server that repeats every secret it has
//! heard: none of them gets out, however much is logged.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use sendoff::sandbox::{CannedAnswer, FaultKind, Route};

use crate::profile::{Outcome, PASSPHRASE, Profile};
use crate::scanner::{
    Tape, assert_clean, assert_files_clean, assert_nothing_told, heard, listen_in,
};
use crate::support::{World, png, text, until};

/// Everything secret that was said so far, and the passphrase.
fn secrets_on(tape: &Tape) -> Vec<String> {
    let ends = ['&', ' ', '\r', '"'];
    let mut secrets = heard(tape, "\"access_token\":\"", &ends);
    for before in [
        "\"refresh_token\":\"",
        "&code=",
        "code_verifier=",
        "client_secret=",
    ] {
        secrets.extend(heard(tape, before, &ends));
    }
    secrets.push(PASSPHRASE.to_owned());
    secrets
}

/// Answers that say all of this, as a careless server or proxy would.
fn indiscreet(words: &str) -> Vec<FaultKind> {
    let json = |body: String| -> Vec<FaultKind> {
        [400, 401, 403, 422, 429, 500]
            .into_iter()
            .map(|status| {
                FaultKind::Answer(CannedAnswer {
                    status,
                    headers: vec![
                        ("content-type".to_owned(), "application/json".to_owned()),
                        ("x-echo".to_owned(), words.replace('\n', " ")),
                    ],
                    body: body.clone(),
                })
            })
            .collect()
    };
    let mut all = json(serde_json::json!({
        "message": words, "error": words, "error_description": words, "code": words, "serviceErrorCode": words,
    }).to_string());
    all.extend([
        FaultKind::html(200, format!("<p>{words}</p>")),
        FaultKind::html(503, format!("<p>{words}</p>")),
        FaultKind::json(
            200,
            &serde_json::json!({"access_token": [words], "value": words, "sub": [words]}),
        ),
        FaultKind::redirect(307, format!("/elsewhere?{}", words.replace('\n', "&"))),
        FaultKind::Reset,
        FaultKind::CommitThenReset,
        FaultKind::CutBody { after: 3 },
    ]);
    all
}

fn traced(profile: &Profile, args: &[&str]) -> Outcome {
    profile.run_with_env(args, "RUST_LOG", "trace")
}

/// Signs in with everything logged, in either flow; what the browser carries is secret until it is used.
fn traced_login(world: &World, profile: &Profile, more: &[&str]) -> (Outcome, String) {
    // Only the app with community access may use the native flow.
    let app = match more {
        [] => world.sandbox.self_serve_app(),
        _ => world.sandbox.community_app(),
    };
    let args = [
        "login",
        "--no-browser",
        "--port",
        "0",
        "--client-id",
        app.client_id,
    ];
    let mut command = profile.command(&[&args[..], more].concat());
    command.env("RUST_LOG", "trace");
    if more.is_empty() {
        command.env("SENDOFF_CLIENT_SECRET", app.client_secret);
    }
    let login = profile.start(command);
    let authorize = login.event("authorize");
    let address = text(&authorize, "url");
    let state = address.split("state=").nth(1).unwrap();
    let state = state.split('&').next().unwrap().to_owned();
    world.consent(&authorize, "allow");
    (login.end(), state)
}

/// Claims that nothing secret is in what was said or written. The address that a person has to open carries the
/// state; that one line is the only place for it.
#[track_caller]
fn check(said: &[Outcome], profile: &Profile, tape: &Tape, states: &[String]) {
    assert_nothing_told(said, profile, &secrets_on(tape));
    for outcome in said {
        assert_clean("stderr", outcome.stderr.as_bytes(), states);
        let others = outcome
            .stdout
            .lines()
            .filter(|line| !line.contains("\"authorize\""));
        assert_clean("stdout", others.collect::<String>().as_bytes(), states);
    }
    assert_files_clean(profile, states);
}

#[test]
fn no_error_of_signing_in_tells_a_secret() {
    let world = World::open();
    let (origin, tape) = listen_in(&world);
    let profile = Profile::new(&origin);
    let (first, state) = traced_login(&world, &profile, &[]);
    assert_eq!(first.code, 0, "{first:?}");
    let (mut said, mut states) = (vec![first], vec![state]);
    let (pkce, state) = traced_login(&world, &profile, &["--pkce", "--access", "community"]);
    assert_eq!(pkce.code, 0, "{pkce:?}");
    said.push(pkce);
    states.push(state);
    assert!(!heard(&tape, "code_verifier=", &['&', ' ']).is_empty());
    let words = secrets_on(&tape).join("\n");
    for route in [Route::AccessToken, Route::UserInfo] {
        for what in indiscreet(&words) {
            world.fault(route, what);
            let (outcome, state) = traced_login(&world, &profile, &[]);
            said.push(outcome);
            states.push(state);
        }
    }
    check(&said, &profile, &tape, &states);
    assert!(said.iter().all(|outcome| outcome.stderr.contains("TRACE")));
}

#[test]
fn no_error_of_uploading_or_posting_tells_a_secret() {
    let world = World::open();
    world
        .sandbox
        .switches(|switches| switches.refresh_tokens = true);
    let (origin, tape) = listen_in(&world);
    let profile = Profile::new(&origin);
    let (first, state) = traced_login(&world, &profile, &[]);
    let (mut said, states) = (vec![first], vec![state]);
    let picture = profile.file("cup.png", png(1));
    for route in [
        Route::InitializeImage,
        Route::UploadImage,
        Route::CreatePost,
    ] {
        for what in indiscreet(&secrets_on(&tape).join("\n")) {
            world.fault(route, what);
            let words = format!("Number {}", said.len());
            let args = [
                "post",
                "--text",
                &words,
                "--image",
                &picture,
                "--timeout",
                "1",
            ];
            said.push(traced(&profile, &args));
        }
    }
    said.push(traced(&profile, &["accounts"]));
    let urn = text(said.last().unwrap().one("account"), "urn").to_owned();
    for what in indiscreet(&secrets_on(&tape).join("\n"))
        .into_iter()
        .take(1)
    {
        world.fault(Route::RevokeToken, what);
        said.push(traced(&profile, &["logout", &urn]));
    }
    check(&said, &profile, &tape, &states);
}

/// A person at a terminal, who is asked for secrets and types them.
#[cfg(target_os = "linux")]
struct Terminal {
    child: std::process::Child,
    keyboard: std::process::ChildStdin,
    screen: String,
}

#[cfg(target_os = "linux")]
impl Terminal {
    /// Runs a command of the profile's, without a passphrase in its environment.
    fn open(profile: &Profile, args: &[&str]) -> Self {
        let mut own = profile.command(args);
        own.env_remove("SENDOFF_PASSPHRASE")
            .env("RUST_LOG", "trace");
        let line: Vec<String> = std::iter::once(own.get_program())
            .chain(own.get_args())
            .map(|word| format!("'{}'", word.to_string_lossy()))
            .collect();
        let screen = profile.file("screen", "");
        let mut command = Command::new("script");
        command
            .args(["--quiet", "--flush", "--command"])
            .args([&format!("exec {}", line.join(" ")), &screen])
            .env("SHELL", "/bin/sh")
            .stdin(Stdio::piped())
            .stdout(Stdio::null());
        for (name, value) in own.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        let mut child = command.spawn().expect("util-linux has `script`");
        let keyboard = child.stdin.take().unwrap();
        Self {
            child,
            keyboard,
            screen,
        }
    }

    fn shown(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.screen).unwrap()).into_owned()
    }

    fn wait_for(&self, words: &str) {
        until(words, || self.shown().contains(words));
    }

    fn is_silent(&self) -> bool {
        descendants(self.child.id()).into_iter().any(|id| {
            let terminal = format!("/proc/{id}/fd/0");
            let set = Command::new("stty").args(["-F", &terminal, "-a"]).output();
            set.is_ok_and(|set| String::from_utf8_lossy(&set.stdout).contains(" -echo "))
        })
    }

    /// Types when the terminal has stopped showing what is typed, a moment after the question.
    fn answer(&mut self, question: &str, words: &str) {
        self.wait_for(question);
        until("nothing typed is shown", || self.is_silent());
        writeln!(self.keyboard, "{words}").unwrap();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_typed_secret_is_not_shown_and_in_no_argument_or_environment() {
    let world = World::open();
    let profile = world.profile();
    let app = world.sandbox.self_serve_app();
    let args = ["login", "--no-browser", "--port", "0", "--client-id"];
    let mut terminal = Terminal::open(&profile, &[&args[..], &[app.client_id]].concat());
    terminal.answer("Client secret: ", app.client_secret);
    terminal.answer("passphrase for the vault: ", PASSPHRASE);
    terminal.wait_for("\"authorize\"");
    let secrets = [app.client_secret.to_owned(), PASSPHRASE.to_owned()];
    let processes = descendants(terminal.child.id());
    assert!(!processes.is_empty());
    for id in processes {
        for name in ["cmdline", "environ"] {
            let content = fs::read(format!("/proc/{id}/{name}")).unwrap();
            assert!(!content.is_empty());
            assert_clean(name, &content, &secrets);
        }
    }
    let shown = terminal.shown();
    let event = shown
        .lines()
        .find(|line| line.contains("\"authorize\""))
        .unwrap();
    let event = &event[event.find('{').unwrap()..];
    world.consent(&serde_json::from_str(event.trim()).unwrap(), "allow");
    assert!(terminal.child.wait().unwrap().success());
    assert_clean("the terminal", terminal.shown().as_bytes(), &secrets);
    assert_files_clean(&profile, &secrets);
    assert_eq!(profile.run(&["accounts"]).events.len(), 1);
}

#[test]
fn the_browser_inherits_no_secret() {
    let world = World::open();
    let profile = world.profile();
    let seen = profile.file("seen", "");
    let browser = profile.file(
        "browser",
        format!("#!/bin/sh\n(env; echo \"opened $1\") >'{seen}'\n"),
    );
    let executable = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    fs::set_permissions(&browser, executable).unwrap();
    let app = world.sandbox.self_serve_app();
    let mut command = profile.command(&["login", "--port", "0", "--client-id", app.client_id]);
    command
        .env("SENDOFF_CLIENT_SECRET", app.client_secret)
        .env("BROWSER", &browser);
    let login = profile.start(command);
    let authorize = login.event("authorize");
    let opened = format!("opened {}", text(&authorize, "url"));
    until("the browser", || {
        fs::read_to_string(&seen).unwrap().contains(&opened)
    });
    let secrets = [app.client_secret.to_owned(), PASSPHRASE.to_owned()];
    assert_clean("the browser", &fs::read(&seen).unwrap(), &secrets);
    world.consent(&authorize, "allow");
    assert_eq!(login.end().code, 0);
}

/// The processes that a process has started, and those that they have started.
#[cfg(target_os = "linux")]
fn descendants(id: u32) -> Vec<u32> {
    let path = format!("/proc/{id}/task/{id}/children");
    let children = fs::read_to_string(path).unwrap_or_default();
    let children = children
        .split_whitespace()
        .map(|child| child.parse().unwrap());
    children
        .flat_map(|child| [vec![child], descendants(child)].concat())
        .collect()
}

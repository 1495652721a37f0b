//! The real window on a screen of its own: killed while somebody types, started twice, closed and told to end while it
//! works.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::aftermath::{Wish, check_files, check_published_once};
use crate::linkedin::LinkedIn;
use crate::points::noise;
use crate::profile::{Profile, Run, until};
use crate::skip::skip;
use crate::wire::kill_within;

/// A screen that nobody looks at.
struct Screen {
    child: Child,
    display: String,
}

impl Screen {
    /// `None` where this computer has none to offer, and that is said.
    fn open() -> Option<Self> {
        let server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x900x24",
                "-nolisten",
                "tcp",
                // Starting afresh whenever nobody is connected, it would turn away who comes at that moment.
                "-noreset",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let has_keys = Command::new("xdotool").arg("version").output().is_ok();
        let (Ok(mut child), true) = (server, has_keys) else {
            skip("nothing about the real window, because Xvfb or xdotool cannot be used here");
            return None;
        };
        let mut number = String::new();
        let output = child.stdout.take().unwrap();
        BufReader::new(output).read_line(&mut number).unwrap();
        let display = format!(":{}", number.trim());
        Some(Self { child, display })
    }

    fn command(&self, profile: &Profile) -> Command {
        let mut command = profile.command(&[]);
        command
            .env("DISPLAY", &self.display)
            .env("LIBGL_ALWAYS_SOFTWARE", "1");
        command
    }

    /// Starts a window beside so many others and waits until it is there.
    fn window(&self, profile: &Profile, others: usize) -> Run {
        // The screen may still show one that has ended.
        until("the other windows", || self.windows().len() == others);
        let run = profile.start(self.command(profile));
        until("the window", || self.windows().len() > others);
        run
    }

    fn windows(&self) -> Vec<String> {
        let found = self.xdotool(&["search", "--name", "^Sendoff$"]);
        found.lines().map(str::to_owned).collect()
    }

    /// Asks a window to close, as a window manager does when the person clicks its cross. There is none on this screen,
    /// so this speaks to it directly: three requests of the X protocol.
    fn close(&self, window: u32) {
        let number = self.display.trim_start_matches(':');
        let mut server = UnixStream::connect(format!("/tmp/.X11-unix/X{number}")).unwrap();
        server
            .write_all(&[b'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0])
            .unwrap();
        let mut head = [0; 8];
        server.read_exact(&mut head).unwrap();
        assert_eq!(head[0], 1, "the screen does not let us in");
        let words = usize::from(u16::from_le_bytes([head[6], head[7]]));
        server.read_exact(&mut vec![0; words * 4]).unwrap();
        let [protocols, delete] = ["WM_PROTOCOLS", "WM_DELETE_WINDOW"].map(|name| {
            let length = u8::try_from(name.len()).unwrap();
            let head = [16, 0, 2 + length / 4, 0, length, 0, 0, 0];
            answer(&mut server, &[&head, name.as_bytes()].concat())
        });
        let message = [
            [25, 0, 11, 0],
            window.to_le_bytes(),
            [0; 4],
            [33, 32, 0, 0],
            window.to_le_bytes(),
        ];
        server
            .write_all(&[message.as_flattened(), &protocols, &delete, &[0; 16]].concat())
            .unwrap();
        // An answer to what comes after it means that it has arrived.
        answer(&mut server, &[43, 0, 1, 0]);
    }

    fn xdotool(&self, args: &[&str]) -> String {
        let mut command = Command::new("xdotool");
        command.args(args).env("DISPLAY", &self.display);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    }
}

/// What the X server answers to a request: the one number of it that is wanted here.
fn answer(server: &mut UnixStream, request: &[u8]) -> [u8; 4] {
    server.write_all(request).unwrap();
    let mut reply = [0; 32];
    server.read_exact(&mut reply).unwrap();
    assert_eq!(reply[0], 1, "{reply:?}");
    [reply[8], reply[9], reply[10], reply[11]]
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[test]
fn killed_while_somebody_types_the_window_loses_two_seconds_of_it_at_most() {
    let Some(screen) = Screen::open() else { return };
    let linkedin = LinkedIn::open();
    let profile = Profile::signed_in(&linkedin, &["member"]);
    let run = screen.window(&profile, 0);
    let id = screen.windows().pop().unwrap();
    let kept = || {
        let drafts = profile.store().drafts().unwrap().0;
        drafts.first().map(|saved| saved.draft.text.clone())
    };
    // A window has the keyboard when it has painted its first picture; what is typed before that is nobody's.
    until("the first draft", || {
        screen.xdotool(&["windowfocus", &id]);
        screen.xdotool(&["type", "--window", &id, "begun "]);
        std::thread::sleep(Duration::from_secs(1));
        kept().is_some()
    });
    // Until the first words are older than what may be lost.
    let mut typed: Vec<(String, Instant)> = Vec::new();
    while typed
        .first()
        .is_none_or(|(_, at)| at.elapsed() < Duration::from_secs(3))
    {
        let word = format!("word{} ", typed.len());
        screen.xdotool(&["type", "--window", &id, "--delay", "20", &word]);
        typed.push((word, Instant::now()));
    }
    let killed = Instant::now();
    assert_eq!(run.kill().code, None);
    let kept = kept().expect("a draft");
    let old = typed
        .iter()
        .filter(|(_, at)| killed.duration_since(*at) >= Duration::from_secs(2));
    let safe: String = old.map(|(word, _)| word.as_str()).collect();
    assert!(
        kept.contains(safe.trim_end()),
        "{safe:?} typed, {kept:?} kept"
    );
    assert!(
        safe.contains("word0 "),
        "nothing typed is old enough to prove anything"
    );
    // The lock of the one that was killed is free, and the words are there.
    let again = screen.window(&profile, 0);
    assert_eq!(profile.store().drafts().unwrap().0[0].draft.text, kept);
    again.kill();
}

/// A profile with a post whose picture was on its way when the program was killed.
fn interrupted_upload(linkedin: &LinkedIn, template: &Profile, words: &str) -> (Profile, Wish) {
    let mut wish = Wish::new(words.to_owned());
    wish.pictures.push(template.file("noise.png", &noise(64)));
    let profile = kill_within(linkedin, template, &wish, "PUT ", 1_000);
    assert_eq!(wish.stage(&profile), Some("uploading"));
    (profile, wish)
}

#[test]
fn a_second_start_leaves_the_work_to_the_first_and_two_profiles_do_not_mind_each_other() {
    let Some(screen) = Screen::open() else { return };
    let linkedin = LinkedIn::open();
    let template = Profile::signed_in(&linkedin, &["member"]);
    let (profile, wish) = interrupted_upload(&linkedin, &template, "Once:");
    let mut first = screen.window(&profile, 0);
    let begun = Instant::now();
    let second = profile.start(screen.command(&profile)).end();
    assert_eq!(second.code, Some(0), "{second:?}");
    println!("the second start took {:?}", begun.elapsed());
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "{:?}",
        begun.elapsed()
    );
    until("the post", || wish.stage(&profile) == Some("published"));
    let mut other = screen.window(&template, 1);
    assert!(first.child.try_wait().unwrap().is_none());
    assert!(other.child.try_wait().unwrap().is_none());
    other.kill();
    first.kill();
    // At once: nothing has to time out before the next one may start.
    let mut third = screen.window(&profile, 0);
    assert!(third.child.try_wait().unwrap().is_none());
    third.kill();
    check_published_once(&linkedin.records(), &profile, &wish, 0);
}

/// Asks the window to end in this way while a request is held up; gives how long that took.
fn end_while(
    screen: &Screen,
    linkedin: &LinkedIn,
    profile: &Profile,
    route: &str,
    how: &str,
) -> Duration {
    linkedin.fault(route, &json!("silence"));
    let run = screen.window(profile, 0);
    until("the request", || linkedin.has_struck());
    let begun = Instant::now();
    match how {
        "close" => screen.close(screen.windows().pop().unwrap().parse().unwrap()),
        signal => run.signal(signal),
    }
    let outcome = run.end();
    assert_eq!(outcome.code, Some(0), "{how}: {outcome:?}");
    begun.elapsed()
}

#[test]
fn closed_or_told_to_end_while_it_works_the_window_is_gone_in_two_seconds_and_the_post_is_safe() {
    let Some(screen) = Screen::open() else { return };
    let linkedin = LinkedIn::open();
    let template = Profile::signed_in(&linkedin, &["member"]);
    for how in ["close", "TERM", "HUP"] {
        let (profile, wish) = interrupted_upload(&linkedin, &template, &format!("{how}:"));
        for (route, stage) in [("upload_image", "uploading"), ("create_post", "uncertain")] {
            let took = end_while(&screen, &linkedin, &profile, route, how);
            println!("{how} during {route}: {took:?}");
            // Two seconds are the program's; the rest is for a busy computer.
            assert!(
                took < Duration::from_secs(4),
                "{how} during {route}: {took:?}"
            );
            assert_eq!(wish.stage(&profile), Some(stage), "{how}");
        }
        assert_eq!(linkedin.creates(&wish.words), 1, "{how}");
        assert_eq!(linkedin.posts(&wish.words), 0, "{how}");
        check_files(&profile);
    }
}

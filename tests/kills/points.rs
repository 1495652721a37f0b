//! Killed after every single call that changes a file or talks to the network, for all of one post's way.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::aftermath::{Person, Restart, Wish, check_files, check_published_once, finish, restart};
use crate::linkedin::LinkedIn;
use crate::profile::Profile;
use crate::scene::Scene;
use crate::stepper::{can_step, step};

/// How often each case was met.
type Met = BTreeMap<&'static str, usize>;

/// A point to kill at: after so many calls within a case.
type Point = (&'static str, usize);

/// Kills a `post` at point after point of its way; claims each time that what was on disk decides what the restart
/// does, and that nothing is lost or doubled.
fn sweep(name: &str, pictures: &[(&str, &[u8])], cases: &[&'static str]) -> Met {
    let linkedin = LinkedIn::open();
    let template = Profile::signed_in(&linkedin, &["member"]);
    let wish_in = |profile: &Profile, number: usize| {
        let mut wish = Wish::new(format!("{name} {number}:"));
        for (name, bytes) in pictures {
            wish.pictures.push(profile.file(name, bytes));
        }
        wish
    };
    let watch = |number: usize| {
        let whole = template.copy();
        points_of(&whole, &wish_in(&whole, number))
    };
    let mut points = watch(0);
    // What is over within a single call may go unseen while another thread makes one: seen is what is seen in any of
    // several runs.
    for number in 1..WATCHES {
        let is_seen = |case: &&str| points.iter().any(|(seen, _)| seen == case);
        if cases.iter().all(is_seen) {
            break;
        }
        let seen: Vec<&str> = points.iter().map(|(case, _)| *case).collect();
        let more = watch(WATCHED_FROM + number);
        points.extend(more.into_iter().filter(|(case, _)| !seen.contains(case)));
    }
    let next = AtomicUsize::new(0);
    let met = Mutex::new(Met::new());
    let work = || {
        while let number = next.fetch_add(1, Ordering::Relaxed)
            && let Some(point) = points.get(number)
        {
            // No two runs talk to the network in the same pieces, so a point may be missed.
            let is_met = (0..TRIES).any(|again| {
                let profile = template.copy();
                let wish = wish_in(&profile, 1 + number * TRIES + again);
                kill_at(&linkedin, &profile, &wish, *point, number)
            });
            *met.lock().unwrap().entry(point.0).or_default() += usize::from(is_met);
        }
    };
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            let thread = thread::Builder::new().name("sweep".to_owned());
            thread.spawn_scoped(scope, work).unwrap();
        }
    });
    met.into_inner().unwrap()
}

/// Watches one whole run: after each call a point. Without `SENDOFF_KILL_EVERYWHERE` only the first and the last of
/// each case.
fn points_of(profile: &Profile, wish: &Wish) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let mut calls_in = Met::new();
    step(profile, &wish.command(), |calls| {
        let case = Scene::look(profile, calls).case;
        let nth = calls_in.entry(case).or_default();
        *nth += 1;
        points.push((case, *nth));
        false
    });
    if std::env::var_os("SENDOFF_KILL_EVERYWHERE").is_none() {
        points.retain(|(case, nth)| *nth == 1 || *nth == calls_in[case]);
    }
    points
}

/// One kill, one restart, one person. Whether the point was met.
fn kill_at(
    linkedin: &LinkedIn,
    profile: &Profile,
    wish: &Wish,
    point: Point,
    number: usize,
) -> bool {
    let (case, nth) = point;
    let mut calls_in_case = 0;
    let run = step(profile, &wish.command(), |calls| {
        calls_in_case += usize::from(Scene::look(profile, calls).case == case);
        calls_in_case == nth
    });
    if !run.was_killed {
        return false;
    }
    // Another thread may have been in the middle of a call when the program was held, and have brought it to its end
    // before it died: only now does nothing change any more.
    let Scene {
        case: killed_in,
        stage,
    } = Scene::look(profile, &run.calls);
    // Each way to restart with each kind of person.
    let how = [Restart::Window, Restart::CommandLine][number % 2];
    let person = [Person::Looks, Person::SendsAgain][number / 2 % 2];
    let context = format!(
        "{point:?}, killed in {killed_in} after {:?}, {how:?}, {person:?}",
        run.calls.last()
    );
    restart(profile, how);
    let expected = match stage {
        None => None,
        Some("submitting") => Some("uncertain"),
        Some(_) => Some("published"),
    };
    assert_eq!(wish.stage(profile), expected, "{context}");
    let sent = linkedin.creates(&wish.words);
    let may_be_sent = match killed_in {
        "C-09" => 0..=0,
        // Not all of it may have been read when the program died.
        "C-11 or C-12" => 0..=1,
        _ if stage.is_none() => 0..=0,
        _ => 1..=1,
    };
    assert!(may_be_sent.contains(&sent), "{sent} creates: {context}");
    let again = finish(linkedin, profile, wish, person);
    check_published_once(&linkedin.records(), profile, wish, again);
    check_files(profile);
    killed_in == case
}

#[test]
fn a_post_of_words_killed_after_any_call_is_neither_lost_nor_doubled() {
    if !can_step() {
        return;
    }
    let cases = ["C-01", "C-08", "C-09", "C-11 or C-12", "C-13", "C-14"];
    check_met(&sweep("Words", &[], &cases), &cases);
}

#[test]
fn a_post_with_a_picture_killed_after_any_call_is_neither_lost_nor_doubled() {
    if !can_step() {
        return;
    }
    let cases = [
        "C-01",
        "C-02",
        "C-03",
        "C-04",
        "C-05",
        "C-06",
        "C-07",
        "C-08",
        "C-09",
        "C-11 or C-12",
        "C-13",
        "C-14",
    ];
    let met = sweep("Picture", &[("cup.png", &png())], &cases);
    check_met(&met, &cases);
}

/// Claims that the program was killed in each of these cases.
fn check_met(met: &Met, cases: &[&str]) {
    for case in cases {
        let times = met.get(case).copied().unwrap_or_default();
        assert!(times > 0, "{case} was never met: {met:?}");
    }
}

/// A small picture.
pub(crate) fn png() -> Vec<u8> {
    encoded(&image::GrayImage::from_pixel(64, 48, image::Luma([90])))
}

/// A picture that takes about as many bytes as it has dots.
pub(crate) fn noise(side: u32) -> Vec<u8> {
    let mut state = 1_u32;
    encoded(&image::GrayImage::from_fn(side, side, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        image::Luma([state.to_be_bytes()[0]])
    }))
}

fn encoded(picture: &image::GrayImage) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// One for each processor of a small computer: most of the time is spent waiting for the disk and for each other.
const AT_ONCE: usize = 2;
const TRIES: usize = 6;
/// As many whole runs are watched at most.
const WATCHES: usize = 8;
/// The numbers of their wishes, behind all others.
const WATCHED_FROM: usize = 1_000_000;

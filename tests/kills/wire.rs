//! Killed while a request is half sent or its answer is awaited, and while a person's decision is written down.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use serde_json::json;

use crate::aftermath::{Person, Wish, check_files, check_published_once, finish, publishes};
use crate::linkedin::LinkedIn;
use crate::points::noise;
use crate::profile::{Profile, until};
use crate::stepper::{can_step, step};

/// An address before LinkedIn's that lets only so many bytes of one request through.
struct Gate {
    origin: String,
    is_reached: Receiver<()>,
    let_go: SyncSender<()>,
}

impl Gate {
    /// Stops the first request that begins with `head` after `bytes` bytes. Everything else passes.
    fn open(linkedin: &LinkedIn, head: &'static str, bytes: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let upstream = linkedin.origin.trim_start_matches("http://").to_owned();
        let (reach, is_reached) = sync_channel(1);
        let (let_go, wait) = sync_channel(1);
        in_background(move || {
            let mut is_shut = false;
            while let Ok((near, _)) = listener.accept() {
                let far = TcpStream::connect(&upstream).unwrap();
                let mut first = vec![0; head.len()];
                near.peek(&mut first).unwrap();
                if !is_shut && first == head.as_bytes() {
                    is_shut = true;
                    let mut part = vec![0; bytes];
                    (&near).read_exact(&mut part).unwrap();
                    (&far).write_all(&part).unwrap();
                    reach.send(()).unwrap();
                    wait.recv().unwrap();
                } else {
                    let (near_in, far_out) = (near.try_clone().unwrap(), far.try_clone().unwrap());
                    in_background(move || pass_on(&near_in, &far_out));
                    in_background(move || pass_on(&far, &near));
                }
            }
        });
        Self {
            origin,
            is_reached,
            let_go,
        }
    }
}

fn pass_on(mut from: &TcpStream, mut to: &TcpStream) {
    std::io::copy(&mut from, &mut to).ok();
    to.shutdown(Shutdown::Write).ok();
}

fn in_background(work: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().name("gate".to_owned());
    thread.spawn(work).unwrap();
}

/// Kills a `post` when only `bytes` bytes of the request beginning with `head` have passed. What LinkedIn sees is a
/// request that breaks off.
pub(crate) fn kill_within(
    linkedin: &LinkedIn,
    profile: &Profile,
    wish: &Wish,
    head: &'static str,
    bytes: usize,
) -> Profile {
    let gate = Gate::open(linkedin, head, bytes);
    let profile = profile.copy().behind(&gate.origin);
    let run = profile.start(profile.command(&wish.command()));
    gate.is_reached
        .recv_timeout(std::time::Duration::from_mins(1))
        .unwrap();
    assert_eq!(run.kill().code, None);
    gate.let_go.send(()).unwrap();
    profile.behind(&linkedin.origin)
}

/// Claims that a post whose create request may have arrived is uncertain, stays so, and is not sent by anything but
/// a person, who then gets it published once.
#[track_caller]
fn check_uncertain(
    linkedin: &LinkedIn,
    profile: &Profile,
    wish: &Wish,
    posts: usize,
    person: Person,
) {
    let sent = linkedin.creates(&wish.words);
    profile.open_window();
    assert_eq!(wish.stage(profile), Some("uncertain"));
    let id = wish.job(profile).unwrap().id().to_string();
    assert_eq!(profile.run(&["outbox", "retry", &id]).code, Some(6));
    assert_eq!(linkedin.creates(&wish.words), sent);
    assert_eq!(linkedin.posts(&wish.words), posts);
    let again = finish(linkedin, profile, wish, person);
    check_published_once(&linkedin.records(), profile, wish, again);
    check_files(profile);
}

#[test]
fn killed_in_the_middle_of_an_upload_it_is_published_once_with_its_picture() {
    let linkedin = LinkedIn::open();
    let template = Profile::signed_in(&linkedin, &["member"]);
    let picture = template.file("noise.png", &noise(256));
    for bytes in [10, 2_000, 50_000] {
        let mut wish = Wish::new(format!("Upload {bytes}:"));
        wish.pictures.push(picture.clone());
        let profile = kill_within(&linkedin, &template, &wish, "PUT ", bytes);
        assert_eq!(wish.stage(&profile), Some("uploading"));
        profile.open_window();
        check_published_once(&linkedin.records(), &profile, &wish, 0);
        check_files(&profile);
    }
}

#[test]
fn killed_with_the_create_request_half_sent_it_is_uncertain_and_never_sent_by_itself() {
    let linkedin = LinkedIn::open();
    let template = Profile::signed_in(&linkedin, &["member"]);
    for bytes in [20, 400, 1_000] {
        let mut wish = Wish::new(format!("Half {bytes}:"));
        wish.text.push_str(&"long ".repeat(200));
        wish.text.push('.');
        let profile = kill_within(&linkedin, &template, &wish, "POST /rest/posts ", bytes);
        assert_eq!(wish.stage(&profile), Some("submitting"));
        check_uncertain(&linkedin, &profile, &wish, 0, Person::Looks);
    }
}

#[test]
fn killed_before_linkedin_has_done_anything_it_is_uncertain_and_sent_again_only_by_a_person() {
    let linkedin = LinkedIn::open();
    let profile = Profile::signed_in(&linkedin, &["member"]);
    let wish = Wish::new("Slow:".to_owned());
    linkedin.fault("create_post", &json!("silence"));
    let run = profile.start(profile.command(&wish.command()));
    until("the create request", || linkedin.has_struck());
    assert_eq!(run.kill().code, None);
    check_uncertain(&linkedin, &profile, &wish, 0, Person::Looks);
}

#[test]
fn killed_after_linkedin_has_posted_it_is_uncertain_and_is_posted_once_whatever_the_person_does() {
    let linkedin = LinkedIn::open();
    let template = Profile::signed_in(&linkedin, &["member"]);
    for (word, person) in [("Look:", Person::Looks), ("Again:", Person::SendsAgain)] {
        let profile = template.copy();
        let wish = Wish::new(word.to_owned());
        linkedin.fault("create_post", &json!("commit_then_silence"));
        let run = profile.start(profile.command(&wish.command()));
        until("the post", || linkedin.posts(&wish.words) == 1);
        assert_eq!(run.kill().code, None);
        check_uncertain(&linkedin, &profile, &wish, 1, person);
    }
}

#[test]
fn killed_while_a_person_says_send_again_it_is_sent_at_most_once_more() {
    if !can_step() {
        return;
    }
    let linkedin = LinkedIn::open();
    let template = Profile::signed_in(&linkedin, &["member"]);
    let wish = Wish::new("Decided:".to_owned());
    linkedin.fault("create_post", &json!("reset"));
    assert_eq!(template.run(&wish.command()).code, Some(6));
    let id = wish.job(&template).unwrap().id().to_string();
    let order = ["outbox", "resolve", &id, "--not-published"];
    let mut stages = Vec::new();
    for point in 1.. {
        let profile = template.copy();
        if !step(&profile, &order, |calls| calls.len() >= point).was_killed {
            break;
        }
        // Looking changes nothing: either the decision was written down or it was not.
        assert_eq!(profile.run(&["outbox"]).code, Some(0));
        stages.extend(wish.stage(&profile));
        assert_eq!(linkedin.creates(&wish.words), 1);
    }
    let kept = stages
        .iter()
        .take_while(|stage| **stage == "uncertain")
        .count();
    assert!(0 < kept && kept < stages.len(), "{stages:?}");
    assert!(
        stages[kept..].iter().all(|stage| *stage == "ready"),
        "{stages:?}"
    );
    publishes(&template.run(&order));
    template.open_window();
    check_published_once(&linkedin.records(), &template, &wish, 1);
}

//! A day in the life of one profile, in virtual time: tokens end, the limit of the day is met, the clocks are put
//! forward, the computer sleeps, LinkedIn and the network come and go, and the program is closed and opened again.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp, civil, tz::TimeZone};
use sendoff::domain::{Draft, Job};
use sendoff::engine::Order;
use sendoff::sandbox::{FaultKind, Route};

use crate::disk::DiskFault;
use crate::invariants::assert_invariants;
use crate::network::WireFault;
use crate::rig::Rig;

/// Two posts in each hour.
const POSTS: usize = 48;
const HALF_AN_HOUR: Duration = Duration::from_mins(30);
/// What may pass in one life of the program.
const TWO_DAYS: Duration = Duration::from_hours(48);

#[test]
fn a_day_with_all_that_a_day_can_bring_loses_and_doubles_nothing() {
    let mut rig = Rig::new();
    // The evening before the clocks are put forward in Europe; the tokens that were given out have ended long ago.
    let evening: Timestamp = "2027-03-27T20:00:00Z".parse().unwrap();
    let until_then = evening.duration_since(rig.now());
    rig.clock.pass(Duration::try_from(until_then).unwrap());
    rig.sandbox.switches(|switches| switches.daily_limit = 6);
    rig.start(DiskFault::Nothing, WireFault::Nothing, TWO_DAYS);
    let mut drafts = Vec::new();
    let mut is_a_new_day = false;
    for n in 0..POSTS {
        if rig.now() >= midnight() && !is_a_new_day {
            is_a_new_day = true;
            rig.sandbox.switches(|switches| switches.daily_limit = 500);
            drafts.push(schedule_into_the_missing_hour(&mut rig));
        }
        drafts.push(live_through(&mut rig, n));
        rig.clock.pass(HALF_AN_HOUR);
    }
    rig.settle().unwrap();
    assert!(rig.now().duration_since(evening) >= SignedDuration::from_hours(24));
    assert_eq!(drafts.len(), POSTS + 1);
    for draft in &drafts {
        assert_eq!(rig.posts(&draft.text).len(), 1, "{}", draft.text);
    }
    check_the_limit_was_kept(&rig);
    rig.close();
    assert_invariants(&rig).unwrap();
}

fn midnight() -> Timestamp {
    "2027-03-28T00:00:00Z".parse().unwrap()
}

/// A job that waits for half past two in Berlin, an hour that this night does not have; LinkedIn gets it at half past
/// three, which is the same moment.
fn schedule_into_the_missing_hour(rig: &mut Rig) -> Draft {
    let berlin = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
    let half_past_two = civil::date(2027, 3, 28).at(2, 30, 0, 0);
    let due = berlin.to_zoned_datetime(half_past_two).unwrap().timestamp();
    assert_eq!(due.to_string(), "2027-03-28T01:30:00Z");
    let draft = rig.draft("In the hour that is not there");
    let account = rig.member.key();
    let post = draft.check().unwrap();
    let job = Job::new(post, account, rig.here.clone(), rig.now(), Some(due));
    rig.close();
    rig.store().save_job(&job).unwrap();
    rig.start(DiskFault::Nothing, WireFault::Nothing, TWO_DAYS);
    draft
}

/// Publishes one post in the way of the half hour, whatever has just gone wrong.
fn live_through(rig: &mut Rig, n: usize) -> Draft {
    let text = format!("Number {n} of the day");
    let draft = if n % 5 == 2 {
        let mut draft = rig.draft_with_pictures(&text, 1);
        draft.author = Some(rig.page.organizations[0].clone());
        draft
    } else {
        rig.draft(&text)
    };
    match n % 12 {
        3 => rig.sandbox.expire_all_tokens(),
        5 => rig.network.stay_away(2),
        7 => rig.fault(Route::CreatePost, 1, FaultKind::status(503)),
        9 => {
            rig.close();
            rig.start(DiskFault::Nothing, WireFault::Nothing, TWO_DAYS);
        }
        11 => return sleep_on(rig, draft),
        _ => {}
    }
    rig.publish(&draft);
    rig.until(|rig| rig.seen.jobs.contains_key(&draft.id))
        .unwrap();
    rig.settle().unwrap();
    if rig.stage(draft.id) == "uncertain" {
        // A person looked: it is not there.
        rig.order(draft.id, Order::ItIsNotThere);
        rig.settle().unwrap();
    }
    assert_eq!(rig.stage(draft.id), "published", "{text}");
    draft
}

/// The lid is closed while there is still time to undo; hours later it goes out, once.
fn sleep_on(rig: &mut Rig, draft: Draft) -> Draft {
    rig.clock.hold(true);
    rig.publish_with_undo(&draft, 30);
    rig.until_stage(draft.id, "queued").unwrap();
    rig.clock.pass(Duration::from_hours(2));
    assert!(rig.posts(&draft.text).is_empty());
    rig.clock.hold(false);
    rig.settle().unwrap();
    assert_eq!(rig.stage(draft.id), "published");
    draft
}

/// Until midnight in Greenwich no more was created than one member and one page may.
fn check_the_limit_was_kept(rig: &Rig) {
    let posts = rig.sandbox.posts();
    let on_the_first_day = posts.iter().filter(|post| post.created_at < midnight());
    let num_posts = on_the_first_day.count();
    assert!((5..=12).contains(&num_posts), "{num_posts} before midnight");
}

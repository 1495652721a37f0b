//! Killed at moments that nobody chose, over and over in one profile, while it posts words, pictures and for a page.

use std::thread;
use std::time::Duration;

use crate::aftermath::{Person, Wish, check_files, check_published_once, finish};
use crate::linkedin::{LinkedIn, NORTHWIND};
use crate::points::{noise, png};
use crate::profile::{Profile, is_moving, until};

/// Chance that can be had again: the same seed, the same numbers (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u16) -> u16 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u16::try_from(self.0 % u64::from(end)).unwrap()
    }
}

/// A number from the environment.
fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |value| value.parse().unwrap())
}

#[test]
fn killed_at_random_over_and_over_nothing_is_lost_and_nothing_doubled() {
    let rounds = setting("SENDOFF_KILL_ROUNDS", 50);
    let seed = setting("SENDOFF_KILL_SEED", 20_261_125);
    println!("{rounds} rounds from seed {seed}");
    let mut dice = Dice(seed.max(1));
    let linkedin = LinkedIn::open();
    let profile = Profile::signed_in(&linkedin, &["member", "community"]);
    let pictures = [
        profile.file("small.png", &png()),
        profile.file("large.png", &noise(160)),
    ];
    let mut wishes = Vec::new();
    for round in 0..rounds {
        let mut wish = Wish::new(format!("Round {round}:"));
        match dice.below(3) {
            0 => {}
            1 => wish.pictures.extend(
                pictures
                    .iter()
                    .take(1 + usize::from(dice.below(2)))
                    .cloned(),
            ),
            _ => wish.author = Some(NORTHWIND),
        }
        kill(&profile, &wish.command(), &mut dice, || {
            wish.stage(&profile).is_some()
        });
        let was_accepted = wish.stage(&profile).is_some();
        wishes.push((wish, was_accepted));
        stumble_on(&profile, &mut dice);
    }
    assert_eq!(profile.run(&["outbox"]).code, Some(0));
    wishes.retain(|(wish, was_accepted)| {
        let is_there = wish.stage(&profile).is_some();
        assert_eq!(is_there, *was_accepted, "{}", wish.words);
        is_there
    });
    let mut again = Vec::new();
    for (wish, _) in &wishes {
        let person = [Person::Looks, Person::SendsAgain][usize::from(dice.below(2))];
        again.push(finish(&linkedin, &profile, wish, person));
    }
    let records = linkedin.records();
    for ((wish, _), again) in wishes.iter().zip(again) {
        check_published_once(&records, &profile, wish, again);
    }
    check_files(&profile);
    let published = wishes.len();
    assert!(published > 0, "nothing was ever in the outbox");
    assert_eq!(records.count(), published);
    println!(
        "{published} of {rounds} were in the outbox before the first kill; all were published once"
    );
}

/// Starts the program and kills it within 400 ms, if it still runs: every other time counted from its start, else from
/// the moment at which the post is in the outbox, which a busy computer reaches late.
fn kill(profile: &Profile, args: &[&str], dice: &mut Dice, is_there: impl Fn() -> bool) {
    let mut run = profile.start(profile.command(args));
    if dice.below(2) == 0 {
        until("the post in the outbox, or the program's end", || {
            is_there() || run.child.try_wait().unwrap().is_some()
        });
    }
    // Not waited for anything: the moment is the point. Most of them soon, where most happens.
    thread::sleep(Duration::from_millis(u64::from(
        dice.below(20) * dice.below(20),
    )));
    run.kill();
}

/// Half of the time the person tries to go on with something, and that is killed as well.
fn stumble_on(profile: &Profile, dice: &mut Dice) {
    if dice.below(2) == 0 {
        return;
    }
    let moving = profile.jobs().into_iter().rfind(is_moving);
    match moving {
        Some(job) => {
            let id = job.id().to_string();
            kill(profile, &["outbox", "retry", &id], dice, || true);
        }
        None => kill(profile, &["outbox"], dice, || true),
    }
}

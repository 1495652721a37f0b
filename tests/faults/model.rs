//! Any order of events, through the pure rules ten thousand times and through the whole engine some hundred times.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use sendoff::domain::{
    AccountKey, Author, Cause, CreateAnswer, Draft, Evidence, Failure, InstallationId, Job, JobId,
    Next, Receipt, Role, Stage, Step, after_trouble, in_perspective, judge,
};
use sendoff::engine::{Command, Order};
use sendoff::sandbox::{FaultKind, Route};

use crate::disk::DiskFault;
use crate::invariants::{assert_all_is_done, assert_invariants, person_tidies_up};
use crate::network::WireFault;
use crate::rig::{A_LONG_TIME, Rig};

/// Something that happens to a post.
#[derive(Clone, Debug)]
enum Happening {
    /// The program does the next thing, and LinkedIn or the network does this.
    Works(Fate),
    /// The same, and the program dies before it hears.
    Dies(Fate),
    Time(u32),
    Retry,
    Cancel,
    ItIsThere,
    ItIsNotThere,
}

/// What becomes of a request.
#[derive(Clone, Debug)]
enum Fate {
    Arrives,
    ArrivesUnheard(Cause),
    Lost(Cause),
    Refused(Cause),
}

fn fate() -> impl Strategy<Value = Fate> {
    let lost = prop_oneof![
        Just(Cause::ConnectionLost),
        Just(Cause::TimedOut),
        Just(Cause::AnswerUnreadable),
        (500_u16..600).prop_map(|status| Cause::ServerTrouble { status }),
        Just(Cause::ServerTrouble { status: 408 }),
    ];
    let refused = prop_oneof![
        Just(Cause::NoConnection),
        Just(Cause::Certificate),
        Just(Cause::TokenExpired),
        Just(Cause::TokenRevoked),
        Just(Cause::RateLimited { daily: false }),
        Just(Cause::RateLimited { daily: true }),
        Just(Cause::VersionRetired),
        Just(Cause::ContentRefused),
        Just(Cause::Conflict),
        Just(Cause::Forbidden),
    ];
    prop_oneof![
        2 => Just(Fate::Arrives),
        1 => lost.clone().prop_map(Fate::ArrivesUnheard),
        1 => lost.prop_map(Fate::Lost),
        3 => refused.prop_map(Fate::Refused),
    ]
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        6 => fate().prop_map(Happening::Works),
        2 => fate().prop_map(Happening::Dies),
        3 => (0_u32..200_000).prop_map(Happening::Time),
        1 => Just(Happening::Retry),
        1 => Just(Happening::Cancel),
        1 => Just(Happening::ItIsThere),
        1 => Just(Happening::ItIsNotThere),
    ]
}

/// The job as it is on disk and in memory, and what LinkedIn has.
struct Model {
    job: Job,
    now: Timestamp,
    num_posts: usize,
    num_again: usize,
    was_dropped: bool,
}

fn here() -> InstallationId {
    InstallationId("here".to_owned())
}

impl Model {
    fn new() -> Self {
        let author = Author {
            urn: "urn:li:person:a".parse().unwrap(),
            name: "Ada".to_owned(),
            role: Role::Member,
        };
        let account = AccountKey {
            client_id: "app".to_owned(),
            member: author.urn.clone(),
        };
        let draft = Draft {
            author: Some(author),
            text: "Hello".to_owned(),
            ..Draft::new(JobId::from_parts(1, 1))
        };
        let now: Timestamp = crate::rig::START.parse().unwrap();
        Self {
            job: Job::new(draft.check().unwrap(), account, here(), now, None),
            now,
            num_posts: 0,
            num_again: 0,
            was_dropped: false,
        }
    }

    fn happen(&mut self, happening: &Happening) {
        match happening {
            Happening::Works(fate) => self.work(fate, false),
            Happening::Dies(fate) => self.work(fate, true),
            Happening::Time(secs) => self.now += SignedDuration::from_secs(i64::from(*secs)),
            Happening::Retry => self.step(Step::Retry),
            Happening::Cancel => {
                let is_uncertain = matches!(self.job.stage(), Stage::Uncertain(_));
                self.was_dropped |= is_uncertain;
                self.step(Step::Cancel(JobId::from_parts(2, 2)));
            }
            // A person who looks says what is so.
            Happening::ItIsThere if self.num_posts > 0 => {
                let receipt = Receipt {
                    urn: None,
                    permalink: None,
                    published_at: self.now,
                    evidence: Evidence::PersonSaw,
                };
                if matches!(self.job.stage(), Stage::Uncertain(_)) {
                    self.step(Step::Publish(receipt));
                }
            }
            Happening::ItIsThere => {}
            Happening::ItIsNotThere => {
                if matches!(self.job.stage(), Stage::Uncertain(_)) {
                    self.num_again += 1;
                }
                self.step(Step::SendAgain);
            }
        }
    }

    fn step(&mut self, step: Step) {
        // One that is out of order changes nothing; that is a rule of its own.
        self.job.advance(step, self.now).ok();
    }

    fn work(&mut self, fate: &Fate, dies: bool) {
        match self.job.next(&here(), self.now) {
            Next::Begin => self.step(Step::Begin),
            Next::Create => self.create(fate, dies),
            Next::WaitUntil(until) => self.now = until,
            Next::Upload(_) | Next::Comment | Next::WaitForPerson | Next::Rest => {}
        }
    }

    fn create(&mut self, fate: &Fate, dies: bool) {
        self.job.advance(Step::Submit, self.now).unwrap();
        if matches!(fate, Fate::Arrives | Fate::ArrivesUnheard(_)) {
            self.num_posts += 1;
        }
        let step = match fate {
            _ if dies => Step::LoseAnswer(Failure::new(Cause::Died)),
            Fate::Arrives => self.judged(CreateAnswer::Created(None)),
            Fate::ArrivesUnheard(cause) | Fate::Lost(cause) => {
                self.judged(CreateAnswer::Unknown(Failure::new(cause.clone())))
            }
            Fate::Refused(cause) => {
                let failure = in_perspective(&self.job, Failure::new(cause.clone()), false);
                self.judged(CreateAnswer::NotCreated(failure))
            }
        };
        self.job.advance(step, self.now).unwrap();
    }

    fn judged(&self, answer: CreateAnswer) -> Step {
        judge(&self.job, answer, self.now, 0.5, ToString::to_string)
    }

    fn check(&self) -> Result<(), TestCaseError> {
        prop_assert!(
            self.num_posts <= 1 + self.num_again,
            "I2: sent {} times",
            self.num_posts
        );
        prop_assert_eq!(self.job.post.text(), "Hello", "I1");
        let may_be_there = self.num_again > 0 || self.was_dropped;
        match self.job.stage() {
            Stage::Published(_) => prop_assert!(self.num_posts > 0, "I3: it is not there"),
            Stage::Uncertain(_) => {}
            Stage::Submitting => prop_assert!(false, "I5: nobody waits"),
            _ => prop_assert!(self.num_posts == 0 || may_be_there, "I3: it is there"),
        }
        Ok(())
    }

    /// Whatever moves by itself arrives, or says why it waits for a person.
    fn run_out(&mut self) -> Result<(), TestCaseError> {
        for _ in 0..20 {
            match self.job.next(&here(), self.now) {
                Next::Rest | Next::WaitForPerson => return Ok(()),
                _ => self.work(&Fate::Arrives, false),
            }
        }
        prop_assert!(false, "I5: it goes on and on: {:?}", self.job.stage());
        Ok(())
    }
}

fn runner(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(config, rng)
}

#[test]
fn ten_thousand_orders_of_events_lose_double_and_misstate_nothing() {
    let sequences = proptest::collection::vec(happening(), 1..25);
    let held = runner(10_000).run(&sequences, |happenings| {
        let mut model = Model::new();
        for happening in &happenings {
            model.happen(happening);
            model.check()?;
        }
        model.run_out()?;
        model.check()
    });
    held.unwrap();
}

#[test]
fn whatever_stops_a_step_that_may_be_repeated_never_makes_a_post_uncertain() {
    let held = runner(2_000).run(&(fate(), 0.0..1.0_f64), |(fate, roll)| {
        let (Fate::Refused(cause) | Fate::Lost(cause) | Fate::ArrivesUnheard(cause)) = fate else {
            return Ok(());
        };
        let mut model = Model::new();
        model.step(Step::Begin);
        let step = after_trouble(&model.job, Failure::new(cause), model.now, roll);
        let is_harmless = matches!(step, Step::Delay(_) | Step::Fail(_));
        prop_assert!(is_harmless, "{step:?}");
        Ok(())
    });
    held.unwrap();
}

/// Something that a person or the world does to the whole program.
#[derive(Clone, Debug)]
enum Deed {
    Publish,
    Edit,
    Order(usize, Order),
    Meet(Route, FaultKind),
    Crash,
    Close,
    FailDisk(usize),
    Time(u64),
}

fn deed() -> impl Strategy<Value = Deed> {
    let order = prop_oneof![
        Just(Order::Retry),
        Just(Order::Cancel),
        Just(Order::ItIsNotThere)
    ];
    let route = prop_oneof![
        Just(Route::CreatePost),
        Just(Route::InitializeImage),
        Just(Route::UploadImage),
        Just(Route::Any)
    ];
    let what = prop_oneof![
        Just(FaultKind::Reset),
        Just(FaultKind::CommitThenReset),
        Just(FaultKind::CutBody { after: 2 }),
        prop_oneof![
            Just(401_u16),
            Just(403),
            Just(408),
            Just(409),
            Just(422),
            Just(426),
            Just(429),
            Just(500),
            Just(503)
        ]
        .prop_map(FaultKind::status),
    ];
    prop_oneof![
        3 => Just(Deed::Publish),
        1 => Just(Deed::Edit),
        3 => (0_usize..4, order).prop_map(|(job, order)| Deed::Order(job, order)),
        4 => (route, what).prop_map(|(route, what)| Deed::Meet(route, what)),
        1 => Just(Deed::Crash),
        1 => Just(Deed::Close),
        1 => (0_usize..12).prop_map(Deed::FailDisk),
        1 => (1_u64..200_000).prop_map(Deed::Time),
    ]
}

/// Whatever happens, the program is started again where it died.
fn do_it(rig: &mut Rig, deed: &Deed, drafts: &mut Vec<Draft>) {
    match deed {
        Deed::Publish => {
            let text = format!("Text number {}", drafts.len());
            let draft = rig.draft_with_pictures(&text, drafts.len() % 2);
            rig.publish(&draft);
            drafts.push(draft);
        }
        Deed::Edit => {
            let draft = rig.draft(&format!("Draft {}", rig.promises.len()));
            rig.send(Command::SaveDraft(Box::new(draft)));
        }
        Deed::Order(nth, order) => {
            let Some(draft) = drafts.get(*nth) else {
                return;
            };
            let is_there = !rig.posts(&draft.text).is_empty();
            let is_uncertain = rig.stage(draft.id) == "uncertain";
            let order = match order {
                Order::ItIsNotThere if is_there => Order::ItIsThere(None),
                order => order.clone(),
            };
            let is_for_uncertain = matches!(order, Order::ItIsThere(_) | Order::ItIsNotThere);
            if rig.seen.jobs.contains_key(&draft.id) && (is_uncertain || !is_for_uncertain) {
                rig.order(draft.id, order);
            }
        }
        Deed::Meet(route, what) => rig.fault(*route, 1, what.clone()),
        Deed::Crash => {
            rig.kill();
            rig.start_soundly();
        }
        Deed::Close => {
            rig.close();
            rig.start_soundly();
        }
        Deed::FailDisk(nth) => {
            rig.close();
            let fault = DiskFault::Once(*nth, std::io::ErrorKind::StorageFull);
            rig.start(fault, WireFault::Nothing, A_LONG_TIME);
        }
        Deed::Time(secs) => rig.clock.pass(Duration::from_secs(*secs)),
    }
    if rig.settle().is_err() {
        rig.kill();
        rig.start_soundly();
    }
}

#[test]
fn any_order_of_deeds_and_faults_leaves_the_whole_program_in_order() {
    let sequences = proptest::collection::vec(deed(), 1..10);
    let held = runner(150).run(&sequences, |deeds| {
        let mut rig = Rig::new();
        let mut drafts = Vec::new();
        rig.start_soundly();
        for deed in &deeds {
            do_it(&mut rig, deed, &mut drafts);
        }
        rig.close();
        rig.sandbox.clear_faults();
        rig.start_soundly();
        let is_at_rest = rig.settle();
        prop_assert!(is_at_rest.is_ok(), "it waits for more than a day");
        assert_invariants(&rig).map_err(TestCaseError::fail)?;
        let is_tidy = person_tidies_up(&mut rig);
        prop_assert!(is_tidy.is_ok(), "it waits for more than a day");
        rig.close();
        assert_invariants(&rig).map_err(TestCaseError::fail)?;
        assert_all_is_done(&rig).map_err(TestCaseError::fail)
    });
    held.unwrap();
}

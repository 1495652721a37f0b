//! Time that passes when the engine waits for it, and stands still otherwise. LinkedIn's clock moves along.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use sendoff::engine::{Clock, Waiting};
use sendoff::sandbox::Sandbox;
use tokio::sync::watch;

use crate::disk::{Dice, Lifeline};
use crate::network::Network;

/// The time of one world.
pub(crate) struct VirtualClock {
    time: Mutex<Time>,
    chance: AtomicU64,
    is_held: watch::Sender<bool>,
    is_at_horizon: AtomicBool,
    sandbox: Sandbox,
    network: Arc<Network>,
}

struct Time {
    now: Timestamp,
    /// How much more of it may pass before the run is looked at.
    left: Duration,
    /// Every wait that was asked for, in order.
    waits: Vec<Duration>,
    lifeline: Arc<Lifeline>,
}

impl VirtualClock {
    pub(crate) fn new(
        now: Timestamp,
        sandbox: Sandbox,
        network: Arc<Network>,
        lifeline: Arc<Lifeline>,
    ) -> Arc<Self> {
        sandbox.freeze(now);
        Arc::new(Self {
            time: Mutex::new(Time {
                now,
                left: Duration::MAX,
                waits: Vec::new(),
                lifeline,
            }),
            chance: AtomicU64::new(1),
            is_held: watch::Sender::new(false),
            is_at_horizon: AtomicBool::new(false),
            sandbox,
            network,
        })
    }

    /// For the next life of the program: this much time may pass in it.
    pub(crate) fn begin(&self, horizon: Duration, lifeline: Arc<Lifeline>) {
        let mut time = self.time.lock().unwrap();
        time.left = horizon;
        time.waits.clear();
        time.lifeline = lifeline;
        self.is_at_horizon.store(false, Ordering::SeqCst);
        self.is_held.send_replace(false);
    }

    /// Whether the engine would wait beyond the horizon.
    pub(crate) fn is_at_horizon(&self) -> bool {
        self.is_at_horizon.load(Ordering::SeqCst)
    }

    /// Makes every wait last until it is let go.
    pub(crate) fn hold(&self, is_held: bool) {
        self.is_held.send_replace(is_held);
    }

    /// Every wait that was asked for since the life began.
    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.time.lock().unwrap().waits.clone()
    }

    /// Puts this computer's clock elsewhere, not LinkedIn's.
    pub(crate) fn jump(&self, by: SignedDuration) {
        let mut time = self.time.lock().unwrap();
        time.now = time.now.saturating_add(by).unwrap();
    }

    /// Time passes although nobody waits for it: the computer slept.
    pub(crate) fn pass(&self, by: Duration) {
        self.move_on(by);
    }

    fn move_on(&self, by: Duration) {
        let mut time = self.time.lock().unwrap();
        time.left = time.left.saturating_sub(by);
        let by = SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX);
        time.now = time.now.saturating_add(by).unwrap_or(Timestamp::MAX);
        let there = self.sandbox.now().saturating_add(by);
        self.sandbox.freeze(there.unwrap_or(Timestamp::MAX));
        drop(time);
        self.network.time_passes();
    }
}

/// What an `Arc` of it is to the engine.
pub(crate) struct Handle(pub(crate) Arc<VirtualClock>);

impl Clock for Handle {
    fn now(&self) -> Timestamp {
        self.0.time.lock().unwrap().now
    }

    fn roll(&self) -> f64 {
        let number = self.0.chance.fetch_add(1, Ordering::SeqCst);
        let thousandths = u32::try_from(Dice(number).next() % 1_001).unwrap();
        f64::from(thousandths) / 1_000.0
    }

    fn wait(&self, how_long: Duration) -> Waiting {
        let clock = Arc::clone(&self.0);
        {
            let mut time = clock.time.lock().unwrap();
            time.waits.push(how_long);
            let is_beyond = how_long > time.left;
            if is_beyond && !*clock.is_held.borrow() {
                clock.is_at_horizon.store(true, Ordering::SeqCst);
            }
            if time.lifeline.is_dead() || is_beyond {
                return Box::pin(std::future::pending());
            }
        }
        let mut is_held = clock.is_held.subscribe();
        Box::pin(async move {
            is_held.wait_for(|is_held| !is_held).await.ok();
            clock.move_on(how_long);
            tokio::task::yield_now().await;
        })
    }
}

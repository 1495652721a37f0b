//! Time, chance and new ids: what the engine takes from outside, in one place, so that tests can bring their own.

use std::pin::Pin;
use std::time::Duration;

use jiff::Timestamp;

use crate::domain::{InstallationId, JobId};

/// A span of time that ends.
pub type Waiting = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Where time and chance come from.
pub trait Clock: Send + Sync {
    /// The time.
    fn now(&self) -> Timestamp;

    /// A number from 0 to 1.
    fn roll(&self) -> f64;

    /// Ends when this much time has passed, whatever happens to the time of day meanwhile.
    fn wait(&self, how_long: Duration) -> Waiting;
}

/// The computer's own.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn roll(&self) -> f64 {
        f64::from(u32::from_le_bytes(random())) / f64::from(u32::MAX)
    }

    fn wait(&self, how_long: Duration) -> Waiting {
        Box::pin(tokio::time::sleep(how_long))
    }
}

/// An id for a new draft.
pub fn new_job_id(now: Timestamp) -> JobId {
    JobId::from_parts(
        u64::try_from(now.as_millisecond()).unwrap_or(0),
        u128::from_le_bytes(random()),
    )
}

/// An id for a new profile.
pub(super) fn new_installation() -> InstallationId {
    InstallationId(format!("{:032x}", u128::from_le_bytes(random())))
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("every supported system has a source of random numbers");
    bytes
}

//! The id that a draft is born with and its job keeps.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ulid::Ulid;

/// The id that a draft is born with and its job keeps, so that one draft can be on its way only once.
///
/// A ULID: 26 letters and digits, in order of birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct JobId(Ulid);

impl JobId {
    /// An id from the time of birth, in milliseconds since 1970, and 80 random bits.
    pub const fn from_parts(born_millis: u64, random: u128) -> Self {
        Self(Ulid::from_parts(born_millis, random))
    }

    /// When it was born.
    pub fn born(self) -> Timestamp {
        i64::try_from(self.0.timestamp_ms())
            .ok()
            .and_then(|millis| Timestamp::from_millisecond(millis).ok())
            .unwrap_or(Timestamp::MAX)
    }
}

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for JobId {
    type Err = BadJobId;

    fn from_str(text: &str) -> Result<Self, BadJobId> {
        Ulid::from_string(text).map(Self).map_err(|_why| BadJobId)
    }
}

impl TryFrom<String> for JobId {
    type Error = BadJobId;

    fn try_from(text: String) -> Result<Self, BadJobId> {
        text.parse()
    }
}

impl From<JobId> for String {
    fn from(id: JobId) -> Self {
        id.to_string()
    }
}

/// A text that is not a job's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("A job's id has 26 letters and digits; `sendoff outbox` lists them")]
pub struct BadJobId;

//! The version of LinkedIn's API that is asked for, and when each one ends.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

/// A month's version of LinkedIn's API, written `YYYYMM`. LinkedIn, *API versioning*: each lives about a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ApiVersion(u32);

impl ApiVersion {
    /// The newest version there is evidence of (November 2026).
    pub const DEFAULT: Self = Self(202_609);

    /// The day it ends: LinkedIn's date where it gave one, otherwise the middle of the same month a year on.
    pub fn sunset(self) -> Date {
        let announced = SUNSETS.iter().find(|(version, _)| *version == self.0);
        announced.map_or_else(|| self.a_year_on(), |(_, day)| *day)
    }

    fn a_year_on(self) -> Date {
        let year = i16::try_from(self.0 / 100 + 1).unwrap_or(i16::MAX);
        let month = i8::try_from(self.0 % 100).unwrap_or(12);
        Date::new(year, month, 15).unwrap_or(Date::MAX)
    }
}

impl Default for ApiVersion {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for ApiVersion {
    type Err = BadApiVersion;

    fn from_str(text: &str) -> Result<Self, BadApiVersion> {
        let digits_only = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
        let number: u32 = if digits_only {
            text.parse().map_err(|_not| BadApiVersion)?
        } else {
            0
        };
        let is_month =
            (1..=12).contains(&(number % 100)) && (2022..=2099).contains(&(number / 100));
        if is_month {
            Ok(Self(number))
        } else {
            Err(BadApiVersion)
        }
    }
}

impl TryFrom<String> for ApiVersion {
    type Error = BadApiVersion;

    fn try_from(text: String) -> Result<Self, BadApiVersion> {
        text.parse()
    }
}

impl From<ApiVersion> for String {
    fn from(version: ApiVersion) -> Self {
        version.to_string()
    }
}

/// A text that is not an API version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "An API version is a year and a month, such as {}",
    ApiVersion::DEFAULT
)]
pub struct BadApiVersion;

/// LinkedIn, Marketing API versioning, table of versions as read in autumn 2026.
const SUNSETS: [(u32, Date); 12] = [
    (202_508, date(2026, 8, 17)),
    (202_509, date(2026, 9, 15)),
    (202_510, date(2026, 10, 15)),
    (202_511, date(2026, 11, 16)),
    (202_601, date(2027, 1, 15)),
    (202_602, date(2027, 2, 15)),
    (202_603, date(2027, 3, 16)),
    (202_604, date(2027, 4, 15)),
    (202_605, date(2027, 5, 15)),
    (202_606, date(2027, 6, 15)),
    (202_607, date(2027, 7, 15)),
    (202_608, date(2027, 8, 15)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_months() {
        for text in [
            "",
            "2026",
            "202613",
            "202600",
            "20260901",
            "latest",
            "199901",
            "２０２６０９",
        ] {
            assert!(text.parse::<ApiVersion>().is_err(), "{text}");
        }
        assert_eq!("202609".parse(), Ok(ApiVersion::DEFAULT));
    }

    #[test]
    fn the_end_of_a_version_is_known_or_estimated() {
        assert_eq!(
            "202511".parse::<ApiVersion>().unwrap().sunset(),
            date(2026, 11, 16)
        );
        assert_eq!(ApiVersion::DEFAULT.sunset(), date(2027, 9, 15));
    }
}

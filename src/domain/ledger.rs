//! The requests of a day, counted on this computer, and how near they come to the few limits that LinkedIn publishes.
//!
//! LinkedIn counts for each member and for each app, anew from 00:00 UTC (*Rate limits*), and tells nobody how far it is.
//! Ours is a lower bound: it knows nothing of other programs with the same app. Pure: the day comes in.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::{Access, Account, AccountKey, Author, AuthorUrn, Draft, commentary};
use crate::words::t;

/// What was asked of LinkedIn on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    #[serde(default)]
    day: Option<Date>,
    #[serde(default)]
    counts: Vec<Count>,
}

/// The requests of one account for one author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Count {
    account: AccountKey,
    author: AuthorUrn,
    requests: u32,
}

/// The day that LinkedIn counts on: the one in UTC.
pub fn day_of(now: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(now).date()
}

impl Ledger {
    /// Counts so many requests of an account for an author; on a new day everything before is forgotten.
    pub fn count(&mut self, today: Date, account: &AccountKey, author: &AuthorUrn, requests: u32) {
        self.turn_to(today);
        let known = self
            .counts
            .iter_mut()
            .find(|count| count.account == *account && count.author == *author);
        match known {
            Some(count) => count.requests = count.requests.saturating_add(requests),
            None => self.counts.push(Count {
                account: account.clone(),
                author: author.clone(),
                requests,
            }),
        }
    }

    /// Adds what was counted elsewhere, as far as it is of today.
    pub fn take_in(&mut self, other: &Self, today: Date) {
        self.turn_to(today);
        for count in other.of_day(today) {
            self.count(today, &count.account, &count.author, count.requests);
        }
    }

    /// Whether nothing is counted.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The requests with the token of this account.
    pub fn of_account(&self, account: &AccountKey, today: Date) -> u32 {
        self.sum(today, |count| count.account == *account)
    }

    /// The requests with this app, by its client id.
    pub fn of_app(&self, client_id: &str, today: Date) -> u32 {
        self.sum(today, |count| count.account.client_id == client_id)
    }

    /// The requests of this account for one author.
    pub fn of_author(&self, account: &AccountKey, author: &AuthorUrn, today: Date) -> u32 {
        self.sum(today, |count| {
            count.account == *account && count.author == *author
        })
    }

    /// Whether `needed` more requests come near a published limit, or pass it: the one with the least room.
    pub fn strain(&self, account: &Account, needed: u32, now: Timestamp) -> Option<Strain> {
        let (limits, today) = (Published::of(account.access), day_of(now));
        let member = (
            self.of_account(&account.key(), today),
            limits.member,
            "member",
        );
        let app = (self.of_app(&account.client_id, today), limits.app, "app");
        let strains = [member, app].map(|(counted, limit, whose)| Strain {
            counted,
            limit,
            needed,
            whose,
            product: limits.product,
        });
        strains
            .into_iter()
            .filter(Strain::is_near)
            .min_by_key(|strain| strain.limit.saturating_sub(strain.counted))
    }

    fn of_day(&self, today: Date) -> &[Count] {
        if self.day == Some(today) {
            &self.counts
        } else {
            &[]
        }
    }

    fn sum(&self, today: Date, is_meant: impl Fn(&Count) -> bool) -> u32 {
        let counts = self.of_day(today).iter().filter(|count| is_meant(count));
        counts.fold(0, |sum, count| sum.saturating_add(count.requests))
    }

    /// Also where the clock was put back: a day that is not today's says nothing.
    fn turn_to(&mut self, today: Date) {
        if self.day != Some(today) {
            self.counts.clear();
            self.day = Some(today);
        }
    }
}

/// How many requests LinkedIn takes in a day, as far as it publishes that: *Share on LinkedIn*, "Rate Limits", and
/// *Increasing Access*, "Development tier".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// From one member with one app.
    pub member: u32,
    /// From one app.
    pub app: u32,
    /// Of what these are the numbers.
    pub product: &'static str,
}

impl Published {
    /// The numbers for an app with this access.
    pub fn of(access: Access) -> Self {
        match access {
            Access::Member => Self {
                member: 150,
                app: 100_000,
                product: "Share on LinkedIn",
            },
            // Of the Standard tier no numbers are published.
            Access::Community => Self {
                member: 100,
                app: 500,
                product: "Community Management, Development tier",
            },
        }
    }
}

/// A limit that is nearly reached, or passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strain {
    /// So many were counted here today.
    pub counted: u32,
    /// So many LinkedIn takes in a day.
    pub limit: u32,
    /// So many more are wanted.
    pub needed: u32,
    whose: &'static str,
    product: &'static str,
}

impl Strain {
    /// Whether the limit is passed.
    pub fn is_over(&self) -> bool {
        self.counted.saturating_add(self.needed) > self.limit
    }

    /// Whether not even a tenth of the day's requests is left.
    fn is_near(&self) -> bool {
        let after = self.counted.saturating_add(self.needed);
        u64::from(after) * 10 > u64::from(self.limit) * 9
    }
}

impl fmt::Display for Strain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            counted,
            limit,
            needed,
            whose,
            product,
        } = self;
        let counted = t!(
            "ledger-counted",
            counted = *counted,
            limit = *limit,
            whose = *whose,
            product = *product
        );
        let left = if self.is_over() {
            t!("ledger-over", needed = *needed)
        } else {
            t!("ledger-few-left", needed = *needed)
        };
        write!(f, "{counted} {left}")
    }
}

impl Draft {
    /// How many requests it takes at least to send this. The bytes of a file go to another host and are probably not
    /// counted, and so are those of a video's captions and cover picture, which are announced with it.
    pub fn least_requests(&self) -> u32 {
        let files = self.attachments.iter().map(|file| {
            // An upload is announced; that of a video is ended too, and whether it is ready is looked at.
            if file.is_video() { 3 } else { 1 }
        });
        let is_page = |author: &Author| author.urn.is_organization();
        // For a page, the last of the other files is looked at.
        let looks = self.author.as_ref().is_some_and(is_page)
            && self.attachments.iter().any(|file| !file.is_video());
        let comment = u32::from(!commentary::is_blank(&self.first_comment));
        1 + comment + u32::from(looks) + files.sum::<u32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{JobId, Role, SignInFlow};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn noon() -> Timestamp {
        at("2026-11-24T12:00:00Z")
    }

    fn today() -> Date {
        day_of(noon())
    }

    fn key(app: &str, member: &str) -> AccountKey {
        AccountKey {
            client_id: app.to_owned(),
            member: format!("urn:li:person:{member}").parse().unwrap(),
        }
    }

    fn account(access: Access) -> Account {
        let key = key("app", "a");
        Account {
            client_id: key.client_id,
            flow: SignInFlow::Standard,
            access,
            member: Author {
                urn: key.member,
                name: "Ada".to_owned(),
                role: Role::Member,
            },
            organizations: Vec::new(),
            scopes: Vec::new(),
            obtained_at: noon(),
            expires_at: None,
            renewable_until: None,
        }
    }

    #[test]
    fn requests_are_counted_for_each_author_member_and_app() {
        let (ada, bob) = (key("app", "a"), key("app", "b"));
        let page: AuthorUrn = "urn:li:organization:1".parse().unwrap();
        let mut ledger = Ledger::default();
        ledger.count(today(), &ada, &ada.member, 2);
        ledger.count(today(), &ada, &page, 3);
        ledger.count(today(), &ada, &page, 1);
        ledger.count(today(), &bob, &bob.member, 10);
        ledger.count(today(), &key("other", "a"), &ada.member, 100);
        assert_eq!(ledger.of_author(&ada, &ada.member, today()), 2);
        assert_eq!(ledger.of_author(&ada, &page, today()), 4);
        assert_eq!(ledger.of_account(&ada, today()), 6);
        assert_eq!(ledger.of_app("app", today()), 16);
        assert_eq!(ledger.of_app("nobody's", today()), 0);
    }

    #[test]
    fn the_day_ends_at_midnight_in_utc_and_a_clock_that_is_put_back_begins_another() {
        let ada = key("app", "a");
        let late = day_of(at("2026-11-24T23:59:59Z"));
        let tomorrow = day_of(at("2026-11-25T00:00:00Z"));
        let mut ledger = Ledger::default();
        ledger.count(late, &ada, &ada.member, 5);
        assert_eq!(ledger.of_account(&ada, today()), 5);
        assert_eq!(ledger.of_account(&ada, tomorrow), 0);
        ledger.count(tomorrow, &ada, &ada.member, 1);
        assert_eq!(ledger.of_account(&ada, tomorrow), 1);
        ledger.count(today(), &ada, &ada.member, 2);
        assert_eq!(ledger.of_account(&ada, today()), 2);
    }

    #[test]
    fn what_two_counted_adds_up_and_what_is_of_yesterday_does_not() {
        let ada = key("app", "a");
        let mut ledger = Ledger::default();
        ledger.count(today(), &ada, &ada.member, 5);
        let mut other = ledger.clone();
        other.count(today(), &ada, &ada.member, 2);
        ledger.take_in(&other, today());
        assert_eq!(ledger.of_account(&ada, today()), 12);
        let tomorrow = day_of(at("2026-11-25T01:00:00Z"));
        ledger.take_in(&other, tomorrow);
        assert!(ledger.is_empty());
    }

    #[test]
    fn the_warning_comes_with_the_last_tenth_and_says_when_it_is_too_much() {
        let account = account(Access::Member);
        let strain = |counted, needed| {
            let mut ledger = Ledger::default();
            let key = account.key();
            ledger.count(today(), &key, &key.member, counted);
            ledger.strain(&account, needed, noon())
        };
        for (counted, needed, is_over) in [
            (0, 1, None),
            (134, 1, None),
            (135, 1, Some(false)),
            (149, 1, Some(false)),
            (149, 2, Some(true)),
            (150, 1, Some(true)),
            (u32::MAX, u32::MAX, Some(true)),
        ] {
            let found = strain(counted, needed).map(|strain| strain.is_over());
            assert_eq!(found, is_over, "{counted} and {needed}");
        }
        assert_eq!(
            strain(149, 3).unwrap().to_string(),
            "Counted here today: 149 of the 150 requests that LinkedIn publishes for a member (Share on LinkedIn). \
             This post needs at least 3 requests, so LinkedIn may refuse it until 00:00 UTC"
        );
    }

    #[test]
    fn an_app_that_several_use_is_warned_of_where_a_member_is_not() {
        let account = account(Access::Community);
        let mut ledger = Ledger::default();
        for member in ["b", "c", "d", "e", "f", "g"] {
            let key = key("app", member);
            ledger.count(today(), &key, &key.member, 80);
        }
        let strain = ledger.strain(&account, 1, noon()).unwrap();
        assert_eq!((strain.counted, strain.limit), (480, 500));
        assert_eq!(ledger.strain(&account, 1, at("2026-11-25T00:00:00Z")), None);
    }

    #[test]
    fn a_post_takes_one_request_and_more_with_files_and_a_comment() {
        let mut draft = Draft::new(JobId::from_parts(1, 1));
        draft.text = "Hello".to_owned();
        assert_eq!(draft.least_requests(), 1);
        draft.first_comment = "More".to_owned();
        assert_eq!(draft.least_requests(), 2);
    }

    #[test]
    fn a_ledger_of_another_sendoff_is_read_as_far_as_it_is_understood() {
        for text in [
            "()",
            "(day: None)",
            "(day: Some(\"2026-11-24\"), counts: [], more: 1)",
        ] {
            let ledger: Ledger = ron::from_str(text).unwrap();
            assert!(ledger.is_empty(), "{text}");
        }
    }
}

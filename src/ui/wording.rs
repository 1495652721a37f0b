//! Words that stand in more than one place: how a text begins, sizes, times, how long a sign-in lasts and what it may
//! do, what opens the vault.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::facts::OpenVaultFacts;
use crate::domain::Expiry;

/// That a sign-in ends, in words.
pub(super) fn ends_in(days: u32) -> String {
    match days {
        0 => "Your sign-in ends today".to_owned(),
        1 => "Your sign-in ends in 1 day".to_owned(),
        days => format!("Your sign-in ends in {days} days"),
    }
}

/// The beginning of a text, on one line.
pub(super) fn beginning(text: &str) -> String {
    text.split_whitespace()
        .take(30)
        .collect::<Vec<_>>()
        .join(" ")
}

/// A number of bytes in words.
pub(super) fn size(bytes: f64) -> String {
    match bytes {
        ..1e3 => format!("{bytes:.0} B"),
        ..1e6 => format!("{:.0} kB", bytes / 1e3),
        _ => format!("{:.1} MB", bytes / 1e6),
    }
}

/// How long a video runs, as players show it.
pub(super) fn running_time(millis: u64) -> String {
    let secs = millis.div_ceil(1_000);
    format!("{}:{:02}", secs / 60, secs % 60)
}

/// A moment as the clock on this computer's wall showed it.
pub(super) fn local_time(at: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string()
}

/// When something happens: in so many seconds, or at what time.
pub(super) fn in_a_while(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let secs = at.duration_since(now).as_secs().max(0) + 1;
    if secs <= COUNTED_SECS {
        format!("in {secs} s")
    } else {
        format!("at {}", local_time(at, zone))
    }
}

/// A day as the calendar on this computer's wall names it.
pub(super) fn local_day(day: Date) -> String {
    day.strftime("%a %Y-%m-%d").to_string()
}

/// A moment with its day and the clock that is meant: `Fri 2026-11-27 09:00, Europe/Berlin (UTC+01:00)`.
pub(super) fn zone_name(at: Timestamp, zone: &TimeZone) -> String {
    let shown = zone
        .to_datetime(at)
        .strftime("%a %Y-%m-%d %H:%M")
        .to_string();
    let offset = offset_name(at, zone);
    match zone.iana_name() {
        Some(name) if !matches!(name, "UTC" | "Etc/UTC") => format!("{shown}, {name} ({offset})"),
        _ => format!("{shown}, {offset}"),
    }
}

/// How far the clocks of a zone are from UTC then.
pub(super) fn offset_name(at: Timestamp, zone: &TimeZone) -> String {
    let there = at.to_zoned_datetime(zone.clone());
    format!("UTC{}", there.strftime("%:z"))
}

/// How long it is until then, in the unit that fits.
pub(super) fn how_far(at: Timestamp, now: Timestamp) -> String {
    let mins = (at.duration_since(now).as_secs().max(0) + 30) / 60;
    let hours = (mins + 30) / 60;
    match (mins, hours) {
        (..60, _) => format!("in {} min", mins.max(1)),
        (_, ..48) => format!("in {hours} h"),
        _ => format!("in {} days", (hours + 12) / 24),
    }
}

/// How long a sign-in lasts.
pub(super) fn days_left(expiry: Expiry) -> String {
    match expiry {
        Expiry::Unknown => "LinkedIn did not say how long the sign-in lasts".to_owned(),
        Expiry::Days(1) | Expiry::Soon { days: 1, .. } => "1 day left".to_owned(),
        Expiry::Soon { days: 0, .. } => "ends today".to_owned(),
        Expiry::Days(days) | Expiry::Soon { days, .. } => format!("{days} days left"),
        Expiry::Past => "the sign-in has probably expired".to_owned(),
    }
}

/// Why an account is of no use for posting, and what to do.
pub(super) fn cannot_post(product: &str) -> String {
    format!("Cannot post: add the product “{product}” to your LinkedIn app, then sign in again")
}

/// What LinkedIn granted, in words.
pub(super) fn granted(scopes: &[String]) -> String {
    let mut deeds = Vec::new();
    for scope in scopes {
        let deed = scope_in_words(scope).map_or_else(|| scope.clone(), str::to_owned);
        if !deeds.contains(&deed) {
            deeds.push(deed);
        }
    }
    if deeds.is_empty() {
        return "LinkedIn granted nothing".to_owned();
    }
    format!("LinkedIn lets it {}", deeds.join(", "))
}

/// What was asked for and not granted, in words and with LinkedIn's own; there is at least one.
pub(super) fn not_granted(scopes: &[&str]) -> String {
    let deeds: Vec<String> = scopes
        .iter()
        .map(|scope| {
            let words = scope_in_words(scope);
            words.map_or_else(|| (*scope).to_owned(), |words| format!("{words} ({scope})"))
        })
        .collect();
    format!("Asked for and not granted: {}", deeds.join(", "))
}

/// What a scope lets an app do; `None` for one that is never asked for. LinkedIn: *Getting Access to LinkedIn APIs*.
fn scope_in_words(scope: &str) -> Option<&'static str> {
    match scope {
        "openid" | "profile" | "r_basicprofile" => Some("see your name"),
        "email" => Some("see your email address"),
        "w_member_social" => Some("post as you"),
        "w_organization_social" => Some("post as your pages"),
        "w_member_social_feed" => Some("comment as you"),
        "w_organization_social_feed" => Some("comment as your pages"),
        "r_organization_admin" | "rw_organization_admin" => Some("look up pages"),
        "r_organization_social" => Some("read the posts of your pages"),
        _ => None,
    }
}

/// What opens the vault, in a sentence.
pub(super) fn what_opens(vault: OpenVaultFacts) -> &'static str {
    match (vault.has_passphrase, vault.has_keyring) {
        (true, true) => "The keyring opens it, and so does your passphrase.",
        (false, true) => {
            "Only the keyring opens it. A passphrase would still open it if the keyring were lost."
        }
        (true, false) => "Your passphrase opens it.",
        (false, false) => "It is open.",
    }
}

/// Further ahead than this a time is told, not counted down to.
pub const COUNTED_SECS: i64 = 120;

/// How many pages a document has.
pub(super) fn pages_in_words(count: u32) -> String {
    match count {
        1 => "1 page".to_owned(),
        count => format!("{count} pages"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Access, SignInFlow, Urgency};

    #[test]
    fn sizes_are_told_in_the_unit_that_fits() {
        assert_eq!(size(999.0), "999 B");
        assert_eq!(size(1_500.0), "2 kB");
        assert_eq!(size(2_340_000.0), "2.3 MB");
    }

    #[test]
    fn a_running_time_is_minutes_and_seconds() {
        assert_eq!(running_time(5_000), "0:05");
        assert_eq!(running_time(61_001), "1:02");
        assert_eq!(running_time(1_800_000), "30:00");
    }

    #[test]
    fn times_are_those_of_the_wall() {
        let at = "2026-11-24T23:30:00Z".parse().unwrap();
        let zone = TimeZone::fixed(jiff::tz::offset(1));
        assert_eq!(local_time(at, &zone), "2026-11-25 00:30");
    }

    #[test]
    fn scopes_are_told_once_each_and_unknown_ones_by_their_names() {
        let scopes = ["openid", "profile", "w_member_social", "r_events"].map(str::to_owned);
        assert_eq!(
            granted(&scopes),
            "LinkedIn lets it see your name, post as you, r_events"
        );
        assert_eq!(granted(&[]), "LinkedIn granted nothing");
        assert_eq!(
            not_granted(&["w_organization_social", "x"]),
            "Asked for and not granted: post as your pages (w_organization_social), x"
        );
    }

    #[test]
    fn every_scope_that_is_asked_for_has_words() {
        for access in [Access::Member, Access::Community] {
            for flow in [SignInFlow::Standard, SignInFlow::NativePkce] {
                for scope in access.scopes(flow) {
                    assert!(scope_in_words(scope).is_some(), "{scope}");
                }
            }
        }
    }

    #[test]
    fn what_is_near_is_counted_down_to() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let words = |until: &str| in_a_while(at(until), at("2026-11-24T12:00:00Z"), &TimeZone::UTC);
        assert_eq!(words("2026-11-24T12:00:04.5Z"), "in 5 s");
        assert_eq!(words("2026-11-24T11:00:00Z"), "in 1 s");
        assert_eq!(words("2026-11-25T00:10:00Z"), "at 2026-11-25 00:10");
    }

    #[test]
    fn how_far_a_time_is_is_told_in_one_unit() {
        let now: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
        for (mins, words) in [
            (-5, "in 1 min"),
            (0, "in 1 min"),
            (59, "in 59 min"),
            (60, "in 1 h"),
            (200, "in 3 h"),
            (47 * 60, "in 47 h"),
            (48 * 60, "in 2 days"),
            (365 * 24 * 60, "in 365 days"),
        ] {
            let at = now + jiff::SignedDuration::from_mins(mins);
            assert_eq!(how_far(at, now), words, "{mins}");
        }
    }

    #[test]
    fn a_time_is_named_with_its_day_and_its_clock() {
        let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
        let name = |at: &str| zone_name(at.parse().unwrap(), &zone);
        assert_eq!(
            name("2026-11-27T08:00:00Z"),
            "Fri 2026-11-27 09:00, UTC+01:00"
        );
        assert_eq!(
            name("2027-07-01T07:00:00Z"),
            "Thu 2027-07-01 09:00, UTC+02:00"
        );
    }

    #[test]
    fn the_days_left_are_counted_as_people_do() {
        let soon = |days| Expiry::Soon {
            days,
            urgency: Urgency::Now,
        };
        assert_eq!(days_left(Expiry::Days(58)), "58 days left");
        assert_eq!(days_left(soon(1)), "1 day left");
        assert_eq!(days_left(soon(0)), "ends today");
    }
}

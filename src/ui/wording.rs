//! Words that stand in more than one place: how a text begins, sizes, times, how long a sign-in lasts and what it may
//! do, what opens the vault.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

use super::facts::OpenVaultFacts;
use crate::domain::{Expiry, Media};
use crate::media::Change;
use crate::words::t;

/// That a sign-in ends, in words.
pub(super) fn ends_in(days: u32) -> String {
    match days {
        0 => t!("sign-in-ends-today").to_owned(),
        days => t!("sign-in-ends-in", days = days),
    }
}

/// The beginning of a text, on one line; "…" says that there is more of it.
pub(super) fn beginning(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut beginning = words.by_ref().take(30).collect::<Vec<_>>().join(" ");
    if words.next().is_some() {
        beginning.push('…');
    }
    beginning
}

/// What was done to a file to make it ready, in one line; `None` if these are its own bytes. `media` is what it is now.
pub fn changes_in_words(changes: &[Change], media: Media) -> Option<String> {
    let has = |change: Change| changes.contains(&change);
    let word = |change: &Change| {
        Some(match change {
            Change::ConvertedFrom(kind) => match media {
                Media::Image(facts) => {
                    let (from, to) = (kind.format_name(), facts.format.label());
                    t!("change-converted-to", from = from, to = to)
                }
                _ => t!("change-converted", from = kind.format_name()),
            },
            Change::ScaledFrom { width, height } => {
                t!("change-scaled", width = *width, height = *height)
            }
            Change::Rotated => t!("change-rotated").to_owned(),
            Change::LocationRemoved if has(Change::MetadataRemoved) => {
                t!("change-location-and-camera").to_owned()
            }
            Change::LocationRemoved => t!("change-location").to_owned(),
            Change::MetadataRemoved if has(Change::LocationRemoved) => return None,
            Change::MetadataRemoved => t!("change-camera").to_owned(),
            Change::TrailingBytesRemoved => t!("change-hidden-bytes").to_owned(),
        })
    };
    let words = changes
        .iter()
        .filter_map(word)
        .collect::<Vec<_>>()
        .join(", ");
    let first = words.chars().next()?.to_uppercase();
    Some(first.chain(words.chars().skip(1)).collect())
}

/// A number of bytes in words.
pub(super) fn size(bytes: f64) -> String {
    match bytes {
        ..1e3 => format!("{bytes:.0} B"),
        ..1e6 => format!("{:.0} kB", bytes / 1e3),
        _ => format!("{:.1} MB", bytes / 1e6).replace('.', t!("decimal-sign")),
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
        t!("in-seconds", count = secs)
    } else {
        t!("at-time", when = local_time(at, zone))
    }
}

/// A day as the calendar on this computer's wall names it.
pub(super) fn local_day(day: Date) -> String {
    format!("{} {}", weekday(day), day.strftime("%Y-%m-%d"))
}

/// A moment with its day and the clock that is meant: `Fri 2026-11-27 09:00, Europe/Berlin (UTC+01:00)`.
pub(super) fn zone_name(at: Timestamp, zone: &TimeZone) -> String {
    let shown = zone.to_datetime(at);
    let day = weekday(shown.date());
    let shown = format!("{day} {}", shown.strftime("%Y-%m-%d %H:%M"));
    let offset = offset_name(at, zone);
    match zone.iana_name() {
        Some(name) if !matches!(name, "UTC" | "Etc/UTC") => format!("{shown}, {name} ({offset})"),
        _ => format!("{shown}, {offset}"),
    }
}

fn weekday(day: Date) -> &'static str {
    match day.weekday() {
        Weekday::Monday => t!("weekday-mon"),
        Weekday::Tuesday => t!("weekday-tue"),
        Weekday::Wednesday => t!("weekday-wed"),
        Weekday::Thursday => t!("weekday-thu"),
        Weekday::Friday => t!("weekday-fri"),
        Weekday::Saturday => t!("weekday-sat"),
        Weekday::Sunday => t!("weekday-sun"),
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
        (..60, _) => t!("in-minutes", count = mins.max(1)),
        (_, ..48) => t!("in-hours", count = hours),
        _ => t!("in-days", count = (hours + 12) / 24),
    }
}

/// How long a sign-in lasts.
pub(super) fn days_left(expiry: Expiry) -> String {
    match expiry {
        Expiry::Unknown => t!("expiry-unknown").to_owned(),
        Expiry::Soon { days: 0, .. } => t!("expiry-today").to_owned(),
        Expiry::Days(days) | Expiry::Soon { days, .. } => t!("expiry-days", count = days),
        Expiry::Past => t!("expiry-past").to_owned(),
    }
}

/// Why an account is of no use for posting, and what to do.
pub(super) fn cannot_post(product: &str) -> String {
    t!("cannot-post", product = product)
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
        return t!("granted-nothing").to_owned();
    }
    t!("granted", deeds = deeds.join(", "))
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
    t!("not-granted", deeds = deeds.join(", "))
}

/// What a scope lets an app do; `None` for one that is never asked for. LinkedIn: *Getting Access to LinkedIn APIs*.
fn scope_in_words(scope: &str) -> Option<&'static str> {
    match scope {
        "openid" | "profile" | "r_basicprofile" => Some(t!("scope-name")),
        "email" => Some(t!("scope-email")),
        "w_member_social" => Some(t!("scope-post")),
        "w_organization_social" => Some(t!("scope-post-pages")),
        "w_member_social_feed" => Some(t!("scope-comment")),
        "w_organization_social_feed" => Some(t!("scope-comment-pages")),
        "r_organization_admin" | "rw_organization_admin" => Some(t!("scope-look-up")),
        "r_organization_social" => Some(t!("scope-read-pages")),
        _ => None,
    }
}

/// What opens the vault, in a sentence.
pub(super) fn what_opens(vault: OpenVaultFacts) -> &'static str {
    match (vault.has_passphrase, vault.has_keyring) {
        (true, true) => t!("vault-opened-by-both"),
        (false, true) => {
            t!("vault-opened-by-keyring")
        }
        (true, false) => t!("vault-opened-by-passphrase"),
        (false, false) => t!("vault-is-open"),
    }
}

/// Further ahead than this a time is told, not counted down to.
pub const COUNTED_SECS: i64 = 120;

/// How many pages a document has.
pub(super) fn pages_in_words(count: u32) -> String {
    t!("pages-counted", count = count)
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
    fn a_beginning_says_whether_there_is_more() {
        assert_eq!(beginning("Short\n and  whole"), "Short and whole");
        assert_eq!(beginning(&"a ".repeat(30)).matches('a').count(), 30);
        assert!(!beginning(&"a ".repeat(30)).contains('…'));
        assert!(beginning(&"a ".repeat(31)).ends_with("a…"));
    }

    #[test]
    fn scopes_are_told_once_each_and_unknown_ones_by_their_names() {
        let scopes = ["openid", "profile", "w_member_social", "r_events"].map(str::to_owned);
        assert_eq!(
            granted(&scopes),
            "LinkedIn lets Sendoff see your name, post as you, r_events"
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
    fn what_was_done_to_a_file_is_one_line() {
        use crate::domain::{ImageFacts, ImageFormat};
        use crate::media::FileKind;
        let png = Media::Image(ImageFacts {
            format: ImageFormat::Png,
            width: 1,
            height: 1,
            frames: 1,
        });
        let words = |changes: &[Change]| changes_in_words(changes, png);
        assert_eq!(words(&[]), None);
        for (changes, line) in [
            (
                &[Change::ConvertedFrom(FileKind::Webp)][..],
                "Converted from WebP to PNG",
            ),
            (
                &[
                    Change::Rotated,
                    Change::LocationRemoved,
                    Change::MetadataRemoved,
                ],
                "Turned upright, location and camera data removed",
            ),
            (
                &[Change::MetadataRemoved],
                "Camera and editing data removed",
            ),
            (&[Change::LocationRemoved], "Location removed"),
        ] {
            assert_eq!(words(changes).as_deref(), Some(line));
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

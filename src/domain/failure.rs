//! Why a job stopped: what happened, what was kept, what to do next.
//!
//! A failure is kept with its job, so it is a value of ours, not an error type of some library. Whether and when
//! to try again is decided in `patience.rs`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::failure_words::{what_happened, what_to_do};
use super::{Garbled, PostUrn};

/// Why a job stopped or waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What kind of trouble it was.
    pub cause: Cause,
    /// LinkedIn's own words, or the system's, made harmless for showing; may be missing.
    pub detail: Option<String>,
    /// How long LinkedIn asked to wait, in seconds.
    pub retry_after_secs: Option<u32>,
}

/// The kinds of trouble. LinkedIn's errors are those of its Posts, Images and OAuth pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    // Before anything is sent.
    /// The draft does not pass.
    Draft,
    /// Nobody signed in can post as the author that was asked for.
    AuthorUnknown,
    /// The same text by the same author is under way or was published lately.
    SameText,
    /// This very draft is under way.
    OnItsWay,
    /// Nobody is signed in who could post as this author.
    NotSignedIn,
    /// The vault with the tokens is locked or cannot be read.
    VaultLocked,
    /// The copy of a file is missing or not what it was.
    MediaChanged,
    /// The text could not be written for LinkedIn without changing it.
    TextGarbled,
    /// The disk did not take what had to be written first.
    Storage,
    /// The person stopped it.
    Interrupted,

    // The token.
    /// 401 `INVALID_ACCESS_TOKEN` and any 401 without a better name.
    TokenInvalid,
    /// 401 `REVOKED_ACCESS_TOKEN`.
    TokenRevoked,
    /// 401 `EXPIRED_ACCESS_TOKEN`.
    TokenExpired,
    /// 401 `REVOKED_ACCESS_TOKEN` for a token that is seconds old: LinkedIn does not know it yet.
    TokenTooNew,

    // Permission.
    /// 403 "Not enough permissions to access": the app lacks a product or scope.
    PermissionMissing,
    /// 403 on the field `author`, or 400 "Organization permissions must be used".
    AuthorRefused,
    /// 403 "Unpermitted fields".
    FieldRefused,
    /// 403 on a picture, and 403 without a better name.
    Forbidden,

    // The version.
    /// 426 `NONEXISTENT_VERSION`, 400 `VERSION_MISSING`.
    VersionRetired,

    // The content.
    /// 400 `FIELD_LENGTH_TOO_LONG`.
    TooLong,
    /// 422 `DUPLICATE_POST`.
    Duplicate {
        /// The post it is said to repeat.
        of: Option<PostUrn>,
    },
    /// 400 and 422 that name a field or value.
    ContentRefused,
    /// 400 `MEDIA_ASSET_WAITING_UPLOAD`: LinkedIn is not done with a picture yet.
    MediaNotReady,
    /// `MEDIA_ASSET_PROCESSING_FAILED`, `UPDATING_ASSET_FAILED`, an invalid image id.
    MediaRefused,
    /// `EXPIRED_UPLOAD_URL`, or 403, 404, 410 from an upload address.
    UploadExpired,
    /// LinkedIn named an upload address outside LinkedIn.
    UploadHostRefused,

    // The service.
    /// 429.
    RateLimited {
        /// Whether the limit is one for the day.
        daily: bool,
    },
    /// 404, 410: what was asked about is not there, or not for this token.
    NotFound,
    /// 405, 411, 412: the request itself was wrong.
    RequestRefused,
    /// 409 `CONFLICT`.
    Conflict,
    /// 408 and every 5xx.
    ServerTrouble {
        /// The HTTP status.
        status: u16,
    },
    /// An answer that makes no sense.
    AnswerUnreadable,

    // The way there.
    /// No connection could be made: nothing was sent.
    NoConnection,
    /// The server's certificate was not accepted: nothing was sent.
    Certificate,
    /// The connection broke, or no answer came.
    ConnectionLost,
    /// It took longer than the person allowed.
    TimedOut,
    /// The program ended while it waited for the answer.
    Died,
}

impl Failure {
    /// A failure with nothing more to say.
    pub fn new(cause: Cause) -> Self {
        Self {
            cause,
            detail: None,
            retry_after_secs: None,
        }
    }

    /// A failure with somebody else's words, which are made harmless and short.
    pub fn with_detail(cause: Cause, detail: &str) -> Self {
        let detail = harmless(detail);
        Self {
            cause,
            detail: (!detail.is_empty()).then_some(detail),
            retry_after_secs: None,
        }
    }

    /// The word for programs, as printed in JSON.
    pub fn kind(&self) -> &'static str {
        match self.cause {
            Cause::Draft => "draft",
            Cause::AuthorUnknown => "unknown_author",
            Cause::SameText | Cause::OnItsWay | Cause::Duplicate { .. } => "duplicate",
            Cause::NotSignedIn => "not_signed_in",
            Cause::VaultLocked => "vault_locked",
            Cause::MediaChanged => "media_changed",
            Cause::TextGarbled => "text_garbled",
            Cause::Storage => "storage",
            Cause::Interrupted => "interrupted",
            Cause::TokenInvalid => "token_invalid",
            Cause::TokenRevoked => "token_revoked",
            Cause::TokenExpired => "token_expired",
            Cause::TokenTooNew => "token_too_new",
            Cause::PermissionMissing => "permission_missing",
            Cause::AuthorRefused => "author_refused",
            Cause::FieldRefused => "field_refused",
            Cause::Forbidden => "forbidden",
            Cause::VersionRetired => "version_retired",
            Cause::TooLong => "too_long",
            Cause::ContentRefused => "content_refused",
            Cause::MediaNotReady => "media_not_ready",
            Cause::MediaRefused => "media_refused",
            Cause::UploadExpired => "upload_expired",
            Cause::UploadHostRefused => "upload_host_refused",
            Cause::RateLimited { .. } => "rate_limited",
            Cause::NotFound => "not_found",
            Cause::RequestRefused => "request_refused",
            Cause::Conflict => "conflict",
            Cause::ServerTrouble { .. } => "server_trouble",
            Cause::AnswerUnreadable => "answer_unreadable",
            Cause::NoConnection => "no_connection",
            Cause::Certificate => "certificate",
            Cause::ConnectionLost => "connection_lost",
            Cause::TimedOut => "timed_out",
            Cause::Died => "died",
        }
    }

    /// The kind of trouble it is counted as: those on the way that LinkedIn notices are one.
    pub fn counts_as(&self) -> &'static str {
        match self.cause {
            Cause::ServerTrouble { .. } | Cause::ConnectionLost | Cause::TimedOut => "on_the_way",
            _ => self.kind(),
        }
    }

    /// What happened, in one sentence.
    pub fn message(&self) -> String {
        let what = what_happened(&self.cause);
        match &self.detail {
            Some(detail) => format!("{what} ({detail})"),
            None => what.to_owned(),
        }
    }

    /// What was kept and what to do next, in one or two sentences.
    pub fn hint(&self) -> &'static str {
        what_to_do(&self.cause)
    }

    /// Which group it belongs to; the command line's exit codes follow it.
    pub fn group(&self) -> Group {
        match self.cause {
            Cause::Draft
            | Cause::AuthorUnknown
            | Cause::SameText
            | Cause::OnItsWay
            | Cause::MediaChanged
            | Cause::TextGarbled
            | Cause::Storage => Group::Draft,
            Cause::Interrupted => Group::Interrupted,
            Cause::NotSignedIn
            | Cause::VaultLocked
            | Cause::TokenInvalid
            | Cause::TokenRevoked
            | Cause::TokenExpired
            | Cause::TokenTooNew => Group::SignIn,
            Cause::RateLimited { .. } => Group::RateLimit,
            Cause::PermissionMissing
            | Cause::AuthorRefused
            | Cause::FieldRefused
            | Cause::Forbidden
            | Cause::VersionRetired
            | Cause::TooLong
            | Cause::Duplicate { .. }
            | Cause::ContentRefused
            | Cause::MediaNotReady
            | Cause::MediaRefused
            | Cause::UploadExpired
            | Cause::UploadHostRefused
            | Cause::NotFound
            | Cause::RequestRefused
            | Cause::Conflict => Group::Refused,
            Cause::ServerTrouble { .. }
            | Cause::AnswerUnreadable
            | Cause::NoConnection
            | Cause::Certificate
            | Cause::ConnectionLost
            | Cause::TimedOut
            | Cause::Died => Group::Network,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl From<Garbled> for Failure {
    fn from(_: Garbled) -> Self {
        Self::new(Cause::TextGarbled)
    }
}

/// The groups of trouble, by who can end it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Nothing was sent; the draft or this computer needs a change.
    Draft,
    /// Sign in again, or unlock the vault.
    SignIn,
    /// Wait.
    RateLimit,
    /// LinkedIn said no.
    Refused,
    /// The way to LinkedIn, or LinkedIn itself, is in trouble.
    Network,
    /// The person stopped it.
    Interrupted,
}

/// Makes words from outside harmless: one line, no control, direction or invisible characters, bounded.
pub fn harmless(words: &str) -> String {
    harmless_within(words, LONGEST_DETAIL)
}

/// The same with a bound of one's own, in UTF-16 units; what is longer ends with `…`.
pub fn harmless_within(words: &str, longest: usize) -> String {
    let mut line = String::new();
    let mut num_units = 0;
    // As much of the line as leaves room for `…`.
    let mut room_until = 0;
    let mut is_gap = false;
    for c in words.chars().filter(|&c| !has_no_width(c)) {
        if c.is_whitespace() || c.is_control() || turns_direction(c) {
            is_gap = !line.is_empty();
            continue;
        }
        if std::mem::take(&mut is_gap) {
            line.push(' ');
            num_units += 1;
        }
        line.push(c);
        num_units += c.len_utf16();
        if num_units < longest {
            room_until = line.len();
        }
        if num_units > longest {
            line.truncate(room_until);
            line.push('…');
            break;
        }
    }
    line
}

/// Unicode, `Bidi_Control` and its deprecated kin: what follows could be shown as something else.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
}

/// Not the joiners that emoji and scripts need.
fn has_no_width(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// How much of somebody else's words is kept, in UTF-16 units.
const LONGEST_DETAIL: usize = 300;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_from_outside_become_one_harmless_line() {
        assert_eq!(harmless("a\n\u{1b}[31mred\u{202e}  b\0"), "a [31mred b");
        assert_eq!(harmless(" \u{61c}a\u{2067}\u{206a}\u{2028}b\u{85}"), "a b");
        assert_eq!(
            harmless("pay\u{200b}pal\u{feff} 👩\u{200d}💻"),
            "paypal 👩\u{200d}💻"
        );
        for letter in ["x", "é", "😀", "x "] {
            let line = harmless(&letter.repeat(1_000));
            let num_units = line.encode_utf16().count();
            assert!(
                (LONGEST_DETAIL - 2..=LONGEST_DETAIL).contains(&num_units),
                "{num_units}"
            );
            assert!(line.ends_with('…') && !line.ends_with(" …"), "{line}");
        }
        let fits = "x".repeat(LONGEST_DETAIL);
        assert_eq!(harmless(&fits), fits);
    }

    #[test]
    fn a_message_says_what_happened_and_quotes_linkedin() {
        let failure = Failure::with_detail(Cause::ContentRefused, "title is required but missing");
        assert_eq!(
            failure.message(),
            "LinkedIn does not accept a part of this post (title is required but missing)"
        );
        assert_eq!(failure.to_string(), failure.message());
        assert!(failure.hint().ends_with('.'));
    }

    #[test]
    fn words_from_outside_are_found_behind_a_long_gap() {
        let gap = " ".repeat(3 * LONGEST_DETAIL);
        assert_eq!(harmless(&format!("{gap}words")), "words");
    }

    #[test]
    fn programs_get_a_word_for_each_kind_of_trouble() {
        for (cause, kind) in [
            (Cause::SameText, "duplicate"),
            (Cause::OnItsWay, "duplicate"),
            (Cause::Duplicate { of: None }, "duplicate"),
            (Cause::TokenExpired, "token_expired"),
            (Cause::RateLimited { daily: true }, "rate_limited"),
            (Cause::ServerTrouble { status: 503 }, "server_trouble"),
            (Cause::NoConnection, "no_connection"),
        ] {
            assert_eq!(Failure::new(cause).kind(), kind);
        }
    }

    #[test]
    fn trouble_on_the_way_is_counted_together_and_all_else_apart() {
        for (cause, counts_as) in [
            (Cause::ServerTrouble { status: 502 }, "on_the_way"),
            (Cause::ConnectionLost, "on_the_way"),
            (Cause::TimedOut, "on_the_way"),
            (Cause::NoConnection, "no_connection"),
            (Cause::MediaNotReady, "media_not_ready"),
        ] {
            assert_eq!(Failure::new(cause).counts_as(), counts_as);
        }
    }
}

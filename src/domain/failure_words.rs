//! The sentences for every [`Cause`]: what happened; what was kept and what to do next.
//!
//! Only words. Which cause is which is decided where it happens.

use super::Cause;
use crate::words::t;

/// What happened, in one sentence without a full stop.
pub(super) fn what_happened(cause: &Cause) -> &'static str {
    match cause {
        Cause::Draft => t!("failure-draft"),
        Cause::AuthorUnknown => t!("failure-author-unknown"),
        Cause::SameText => t!("failure-same-text"),
        Cause::OnItsWay => t!("failure-on-its-way"),
        Cause::NotSignedIn => t!("failure-not-signed-in"),
        Cause::VaultLocked => t!("failure-vault-locked"),
        Cause::MediaChanged => t!("failure-media-changed"),
        Cause::TextGarbled => t!("failure-text-garbled"),
        Cause::Storage => t!("failure-storage"),
        Cause::Interrupted => t!("failure-interrupted"),
        Cause::TokenInvalid => t!("failure-token-invalid"),
        Cause::TokenRevoked => t!("failure-token-revoked"),
        Cause::TokenExpired => t!("failure-token-expired"),
        Cause::TokenTooNew => t!("failure-token-too-new"),
        Cause::PermissionMissing => t!("failure-permission-missing"),
        Cause::AuthorRefused => t!("failure-author-refused"),
        Cause::FieldRefused => t!("failure-field-refused"),
        Cause::Forbidden => t!("failure-forbidden"),
        Cause::VersionRetired => t!("failure-version-retired"),
        Cause::TooLong => t!("failure-too-long"),
        Cause::Duplicate { .. } => t!("failure-duplicate"),
        Cause::ContentRefused => t!("failure-content-refused"),
        Cause::MediaNotReady => t!("failure-media-not-ready"),
        Cause::MediaRefused => t!("failure-media-refused"),
        Cause::UploadExpired => t!("failure-upload-expired"),
        Cause::UploadHostRefused => {
            t!("failure-upload-host-refused")
        }
        Cause::RateLimited { daily: true } => t!("failure-rate-limited-today"),
        Cause::RateLimited { daily: false } => t!("failure-rate-limited"),
        Cause::NotFound => t!("failure-not-found"),
        Cause::RequestRefused => t!("failure-request-refused"),
        Cause::Conflict => t!("failure-conflict"),
        Cause::ServerTrouble { .. } => t!("failure-server-trouble"),
        Cause::AnswerUnreadable => t!("failure-answer-unreadable"),
        Cause::NoConnection => t!("failure-no-connection"),
        Cause::Certificate => t!("failure-certificate"),
        Cause::ConnectionLost => t!("failure-connection-lost"),
        Cause::TimedOut => t!("failure-timed-out"),
        Cause::Died => t!("failure-died"),
    }
}

/// What was kept and what to do next, in one or two sentences.
pub(super) fn what_to_do(cause: &Cause) -> &'static str {
    match cause {
        Cause::Draft => t!("remedy-draft"),
        Cause::AuthorUnknown | Cause::NotSignedIn => {
            t!("remedy-author")
        }
        Cause::SameText => t!("remedy-same-text"),
        Cause::OnItsWay => t!("remedy-on-its-way"),
        Cause::TokenInvalid | Cause::TokenRevoked | Cause::TokenExpired => {
            t!("remedy-token")
        }
        Cause::VaultLocked => t!("remedy-vault-locked"),
        Cause::MediaChanged => t!("remedy-media-changed"),
        Cause::TextGarbled => {
            t!("remedy-text-garbled")
        }
        Cause::Storage => {
            t!("remedy-storage")
        }
        Cause::Interrupted | Cause::ConnectionLost | Cause::TimedOut | Cause::Died => {
            t!("remedy-in-outbox")
        }
        Cause::PermissionMissing => {
            t!("remedy-permission-missing")
        }
        Cause::AuthorRefused => {
            t!("remedy-author-refused")
        }
        Cause::FieldRefused | Cause::ContentRefused | Cause::TooLong => {
            t!("remedy-edit")
        }
        Cause::Forbidden => t!("remedy-forbidden"),
        Cause::VersionRetired => {
            t!("remedy-version-retired")
        }
        Cause::Duplicate { .. } => {
            t!("remedy-duplicate")
        }
        Cause::MediaRefused => t!("remedy-media-refused"),
        Cause::RateLimited { daily: true } => {
            t!("remedy-rate-limited-today")
        }
        Cause::NotFound | Cause::RequestRefused | Cause::UploadHostRefused => {
            t!("remedy-look-for-newer")
        }
        Cause::Conflict | Cause::UploadExpired => {
            t!("remedy-retry-in-a-moment")
        }
        Cause::MediaNotReady
        | Cause::TokenTooNew
        | Cause::RateLimited { daily: false }
        | Cause::ServerTrouble { .. }
        | Cause::AnswerUnreadable => t!("remedy-retry-in-minutes"),
        Cause::NoConnection => {
            t!("remedy-no-connection")
        }
        Cause::Certificate => {
            t!("remedy-certificate")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Cause; 38] = [
        Cause::Draft,
        Cause::AuthorUnknown,
        Cause::SameText,
        Cause::OnItsWay,
        Cause::NotSignedIn,
        Cause::VaultLocked,
        Cause::MediaChanged,
        Cause::TextGarbled,
        Cause::Storage,
        Cause::Interrupted,
        Cause::TokenInvalid,
        Cause::TokenRevoked,
        Cause::TokenExpired,
        Cause::TokenTooNew,
        Cause::PermissionMissing,
        Cause::AuthorRefused,
        Cause::FieldRefused,
        Cause::Forbidden,
        Cause::VersionRetired,
        Cause::TooLong,
        Cause::Duplicate { of: None },
        Cause::ContentRefused,
        Cause::MediaNotReady,
        Cause::MediaRefused,
        Cause::UploadExpired,
        Cause::UploadHostRefused,
        Cause::RateLimited { daily: false },
        Cause::RateLimited { daily: true },
        Cause::NotFound,
        Cause::RequestRefused,
        Cause::Conflict,
        Cause::ServerTrouble { status: 503 },
        Cause::AnswerUnreadable,
        Cause::NoConnection,
        Cause::Certificate,
        Cause::ConnectionLost,
        Cause::TimedOut,
        Cause::Died,
    ];

    #[test]
    fn a_message_is_one_sentence_and_a_hint_is_another() {
        for cause in &ALL {
            let (message, hint) = (what_happened(cause), what_to_do(cause));
            assert!(!message.ends_with('.') && message.len() > 10, "{message}");
            assert!(hint.ends_with('.') && hint.len() > 10, "{hint}");
            assert!(!hint.contains(message), "{message}");
        }
    }

    #[test]
    fn no_two_causes_are_told_alike() {
        let mut messages: Vec<&str> = ALL.iter().map(what_happened).collect();
        let count = messages.len();
        messages.sort_unstable();
        messages.dedup();
        assert_eq!(messages.len(), count);
    }
}

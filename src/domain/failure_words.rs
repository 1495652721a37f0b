//! The sentences for every [`Cause`]: what happened; what was kept and what to do next.
//!
//! Only words. Which cause is which is decided where it happens.

use super::Cause;

/// What happened, in one sentence without a full stop.
pub(super) fn what_happened(cause: &Cause) -> &'static str {
    match cause {
        Cause::Draft => "The draft cannot be posted yet",
        Cause::AuthorUnknown => "Nobody who is signed in can post as this author",
        Cause::SameText => "The same text by this author is on its way or was posted lately",
        Cause::OnItsWay => "This draft is on its way already",
        Cause::NotSignedIn => "Nobody is signed in who can post as this author",
        Cause::VaultLocked => "The vault with your LinkedIn access is locked",
        Cause::MediaChanged => "A file of this post is missing or was changed on disk",
        Cause::TextGarbled => "The text could not be written for LinkedIn without changing it",
        Cause::Storage => "This computer did not store what must be kept before sending",
        Cause::Interrupted => "You stopped it before it was posted",
        Cause::TokenInvalid => "LinkedIn does not accept the sign-in any more",
        Cause::TokenRevoked => "The sign-in was revoked on LinkedIn",
        Cause::TokenExpired => "The sign-in has expired",
        Cause::TokenTooNew => "LinkedIn does not know the new sign-in yet",
        Cause::PermissionMissing => "Your LinkedIn app lacks the permission for this",
        Cause::AuthorRefused => "LinkedIn does not let this sign-in post as this author",
        Cause::FieldRefused => "LinkedIn does not let this sign-in use a part of this post",
        Cause::Forbidden => "LinkedIn does not allow this",
        Cause::VersionRetired => "LinkedIn has retired the API version that Sendoff asks for",
        Cause::TooLong => "LinkedIn finds the text too long",
        Cause::Duplicate { .. } => "LinkedIn says that this was already posted",
        Cause::ContentRefused => "LinkedIn does not accept a part of this post",
        Cause::MediaNotReady => "LinkedIn is still working on a file of this post",
        Cause::MediaRefused => "LinkedIn could not use a file of this post",
        Cause::UploadExpired => "The address for uploading a file has expired",
        Cause::UploadHostRefused => {
            "LinkedIn named an upload address that is not LinkedIn's, so nothing was uploaded"
        }
        Cause::RateLimited { daily: true } => "LinkedIn's limit for today is reached",
        Cause::RateLimited { daily: false } => "LinkedIn asks to slow down",
        Cause::NotFound => "LinkedIn does not find what this is about",
        Cause::RequestRefused => "LinkedIn did not understand the request",
        Cause::Conflict => "LinkedIn was busy with the same thing",
        Cause::ServerTrouble { .. } => "LinkedIn has trouble at the moment",
        Cause::AnswerUnreadable => "LinkedIn's answer made no sense",
        Cause::NoConnection => "LinkedIn cannot be reached",
        Cause::Certificate => "The server did not prove that it is LinkedIn",
        Cause::ConnectionLost => "The connection broke before LinkedIn answered",
        Cause::TimedOut => "LinkedIn did not answer in time",
        Cause::Died => "Sendoff ended while it waited for LinkedIn's answer",
    }
}

/// What was kept and what to do next, in one or two sentences.
pub(super) fn what_to_do(cause: &Cause) -> &'static str {
    match cause {
        Cause::Draft => "Nothing was sent. Change the draft and post again.",
        Cause::AuthorUnknown | Cause::NotSignedIn => {
            "Nothing was sent. Sign in as someone who may, or choose another author."
        }
        Cause::SameText => "Nothing was sent. See the earlier post; `--again` posts anyway.",
        Cause::OnItsWay => "Nothing was sent twice. The outbox shows how far it is.",
        Cause::TokenInvalid | Cause::TokenRevoked | Cause::TokenExpired => {
            "The post is kept. Sign in again; the window then sends it, or `sendoff outbox retry` does."
        }
        Cause::VaultLocked => "Nothing was sent. Unlock it with its passphrase, then try again.",
        Cause::MediaChanged => "Nothing was posted. Edit the post and add the file again.",
        Cause::TextGarbled => {
            "Nothing was sent and the text is kept. Please report this text as a fault of Sendoff."
        }
        Cause::Storage => {
            "Nothing was sent. Check that the disk has room and can be written to, then try again."
        }
        Cause::Interrupted | Cause::ConnectionLost | Cause::TimedOut | Cause::Died => {
            "It is kept in the outbox and can be sent or cancelled from there."
        }
        Cause::PermissionMissing => {
            "The post is kept. Add the product to your app in LinkedIn's developer portal, sign in again and retry."
        }
        Cause::AuthorRefused => {
            "The post is kept. Check your role on the page, sign in with community access, or choose another author."
        }
        Cause::FieldRefused | Cause::ContentRefused | Cause::TooLong => {
            "The post is kept. Edit it and post again."
        }
        Cause::Forbidden => "The post is kept. Check the app's products and your role, then retry.",
        Cause::VersionRetired => {
            "The post is kept. Choose a newer API version in the settings or with `--api-version`, then retry."
        }
        Cause::Duplicate { .. } => {
            "Nothing was posted twice and the text is kept. Change the text if you want to post again."
        }
        Cause::MediaRefused => "The post is kept. Edit it, replace the file and post again.",
        Cause::RateLimited { daily: true } => {
            "The post is kept and can be sent after midnight UTC, when LinkedIn starts to count anew."
        }
        Cause::NotFound | Cause::RequestRefused | Cause::UploadHostRefused => {
            "The post is kept. Retry; if it happens again, look for a newer Sendoff."
        }
        Cause::Conflict | Cause::UploadExpired => {
            "Nothing was posted and the post is kept. Retry in a moment."
        }
        Cause::MediaNotReady
        | Cause::TokenTooNew
        | Cause::RateLimited { daily: false }
        | Cause::ServerTrouble { .. }
        | Cause::AnswerUnreadable => "The post is kept. Retry in a few minutes.",
        Cause::NoConnection => {
            "Nothing was posted and the post is kept. Check the connection, then retry."
        }
        Cause::Certificate => {
            "Nothing was sent and the post is kept. Check the network and this computer's clock, then retry."
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

//! What the service said, in our words: every error of LinkedIn's pages becomes a [`Cause`].
//!
//! Bodies are read leniently. Some errors are HTML, some are empty, and the wording changes: the status decides first,
//! then codes, and words only where nothing else tells two cases apart.

use jiff::Timestamp;
use serde_json::Value;

use super::answer::{Answer, http_date, retry_after};
use crate::domain::{Cause, Failure, PostUrn};

/// A call to the service did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{failure}")]
pub struct ApiError {
    failure: Failure,
}

impl ApiError {
    /// What it means for whoever called.
    pub fn failure(&self) -> &Failure {
        &self.failure
    }
}

impl From<Failure> for ApiError {
    fn from(failure: Failure) -> Self {
        Self { failure }
    }
}

impl From<ApiError> for Failure {
    fn from(err: ApiError) -> Self {
        err.failure
    }
}

/// An answer that cannot be read.
pub(super) fn unreadable() -> Failure {
    Failure::new(Cause::AnswerUnreadable)
}

/// What a broken connection means. Only a failure to connect proves that nothing was sent.
pub(super) fn network_failure(err: reqwest::Error) -> Failure {
    let err = err.without_url();
    tracing::debug!(%err, "the network failed");
    if err.is_connect() {
        let is_certificate = causes(&err).any(|cause| is_about_certificate(&cause.to_string()));
        return Failure::new(if is_certificate {
            Cause::Certificate
        } else {
            Cause::NoConnection
        });
    }
    Failure::new(if err.is_timeout() {
        Cause::TimedOut
    } else {
        Cause::ConnectionLost
    })
}

/// Whether words of the TLS library are about the server's certificate.
pub(super) fn is_about_certificate(words: &str) -> bool {
    let words = words.to_lowercase();
    ["certificate", "unknownissuer", "tls handshake"]
        .iter()
        .any(|sign| words.contains(sign))
}

fn causes(err: &dyn std::error::Error) -> impl Iterator<Item = &dyn std::error::Error> {
    std::iter::successors(err.source(), |cause| cause.source())
}

/// What an answer that is not a success means.
pub(super) fn failure_of(answer: &Answer, now: Timestamp) -> Failure {
    let said = Said::read(&answer.body);
    let cause = cause_of(answer.status, &said);
    // By LinkedIn's own clock, where it says what that is: this computer's may be wrong.
    let now = answer.header("date").and_then(http_date).unwrap_or(now);
    let asked = answer
        .header("retry-after")
        .and_then(|value| retry_after(value, now));
    let failure = Failure::with_detail(cause, &said.in_words());
    Failure {
        retry_after_secs: asked,
        ..failure
    }
}

/// What an error body says, as far as it says anything.
#[derive(Debug, Default)]
struct Said {
    service_code: Option<u64>,
    codes: Vec<String>,
    message: String,
    descriptions: Vec<String>,
}

impl Said {
    fn read(body: &[u8]) -> Self {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        let Ok(Value::Object(object)) = serde_json::from_slice::<Value>(body) else {
            return Self::default();
        };
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let mut said = Self {
            service_code: object.get("serviceErrorCode").and_then(Value::as_u64),
            codes: text(object.get("code")).into_iter().collect(),
            message: text(object.get("message")).unwrap_or_default(),
            descriptions: Vec::new(),
        };
        for list in ["inputErrors", "conditionalInputErrors"] {
            let errors = object
                .get("errorDetails")
                .and_then(|details| details.get(list))
                .and_then(Value::as_array);
            for error in errors.into_iter().flatten() {
                said.codes.extend(text(error.get("code")));
                said.descriptions.extend(text(error.get("description")));
            }
        }
        said
    }

    fn has_code(&self, wanted: &str) -> bool {
        self.codes.iter().any(|code| code == wanted)
    }

    fn mentions(&self, words: &str) -> bool {
        self.message.contains(words)
    }

    /// LinkedIn's own words, without the names of its Java classes.
    fn in_words(&self) -> String {
        let message = self
            .message
            .rsplit("Exception: ")
            .next()
            .unwrap_or_default();
        let mut words = vec![message.to_owned()];
        words.extend(
            self.descriptions
                .iter()
                .filter(|description| !message.contains(*description))
                .cloned(),
        );
        words.retain(|part| !part.trim().is_empty());
        words.join("; ")
    }
}

/// The cause that status, codes and words amount to. LinkedIn: Posts API, Images API and API error pages.
fn cause_of(status: u16, said: &Said) -> Cause {
    if let Some(cause) = cause_by_code(said) {
        return cause;
    }
    match status {
        400 if said.mentions("ermissions must be used when using organization") => {
            Cause::AuthorRefused
        }
        // The code is missing in some shapes of this answer, and after a lost answer it decides a job.
        422 if said.mentions("Content is a duplicate of") => Cause::Duplicate {
            of: duplicated(&said.message),
        },
        400 | 422 => Cause::ContentRefused,
        401 => match said.service_code {
            Some(65_601) => Cause::TokenRevoked,
            Some(65_602) => Cause::TokenExpired,
            _ => Cause::TokenInvalid,
        },
        403 if said.mentions("Not enough permissions to access") => Cause::PermissionMissing,
        403 if said.mentions("[/author]") || said.mentions("[/owner]") => Cause::AuthorRefused,
        403 if said.mentions("Unpermitted fields")
            || said.mentions("Field Value validation failed") =>
        {
            Cause::FieldRefused
        }
        403 => Cause::Forbidden,
        409 => Cause::Conflict,
        426 => Cause::VersionRetired,
        429 => Cause::RateLimited {
            daily: said.message.to_uppercase().contains("DAY"),
        },
        408 | 500.. => Cause::ServerTrouble { status },
        404 | 410 => Cause::NotFound,
        402..500 => Cause::RequestRefused,
        _ => Cause::AnswerUnreadable,
    }
}

fn cause_by_code(said: &Said) -> Option<Cause> {
    let by_code = [
        (
            "DUPLICATE_POST",
            Cause::Duplicate {
                of: duplicated(&said.message),
            },
        ),
        ("FIELD_LENGTH_TOO_LONG", Cause::TooLong),
        ("VERSION_MISSING", Cause::VersionRetired),
        ("NONEXISTENT_VERSION", Cause::VersionRetired),
        ("REVOKED_ACCESS_TOKEN", Cause::TokenRevoked),
        ("EXPIRED_ACCESS_TOKEN", Cause::TokenExpired),
        ("MEDIA_ASSET_WAITING_UPLOAD", Cause::MediaNotReady),
        ("MEDIA_ASSET_PROCESSING_FAILED", Cause::MediaRefused),
        ("UPDATING_ASSET_FAILED", Cause::MediaRefused),
        ("INVALID_IMAGE_ID", Cause::MediaRefused),
        ("EXPIRED_UPLOAD_URL", Cause::UploadExpired),
    ];
    by_code
        .into_iter()
        .find(|(code, _)| said.has_code(code))
        .map(|(_, cause)| cause)
}

/// The post that a duplicate is said to repeat; checked, because it becomes a link.
fn duplicated(message: &str) -> Option<PostUrn> {
    let from = message
        .find("urn:li:share:")
        .or_else(|| message.find("urn:li:ugcPost:"))?;
    let rest = &message[from..];
    let digits_from = rest.rfind_prefix_end()?;
    let num_digits = rest[digits_from..]
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    let after = rest[digits_from + num_digits..].chars().next();
    let ends_cleanly =
        after.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ')' | '"' | ';'));
    ends_cleanly
        .then(|| rest[..digits_from + num_digits].parse().ok())
        .flatten()
}

/// Where the number of a URN at the start of a text begins.
trait UrnPrefix {
    fn rfind_prefix_end(&self) -> Option<usize>;
}

impl UrnPrefix for str {
    fn rfind_prefix_end(&self) -> Option<usize> {
        self.match_indices(':').nth(2).map(|(at, _)| at + 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer {
            status,
            headers: reqwest::header::HeaderMap::new(),
            body: body.as_bytes().to_vec(),
        }
    }

    #[track_caller]
    fn check(status: u16, body: &Value, expected: impl Into<Option<Cause>>) {
        assert_eq!(
            failure_of(&answer(status, &body.to_string()), Timestamp::UNIX_EPOCH).cause,
            expected.into().unwrap(),
            "{body}"
        );
    }

    #[test]
    fn errors_of_sign_in_are_told_apart() {
        check(
            401,
            &json!({"serviceErrorCode": 65600, "code": "INVALID_ACCESS_TOKEN"}),
            Cause::TokenInvalid,
        );
        check(
            401,
            &json!({"serviceErrorCode": 65601, "code": "REVOKED_ACCESS_TOKEN"}),
            Cause::TokenRevoked,
        );
        check(
            401,
            &json!({"serviceErrorCode": 65602, "code": "EXPIRED_ACCESS_TOKEN"}),
            Cause::TokenExpired,
        );
        check(
            401,
            &json!({"serviceErrorCode": 65604, "message": "Empty oauth2 access token"}),
            Cause::TokenInvalid,
        );
        check(
            401,
            &json!({"code": "EXPIRED_ACCESS_TOKEN"}),
            Cause::TokenExpired,
        );
    }

    #[test]
    fn errors_of_permission_are_told_apart() {
        let denied = |message: &str| json!({"status": 403, "serviceErrorCode": 100, "code": "ACCESS_DENIED", "message": message});
        check(
            403,
            &denied("Not enough permissions to access: partnerApiPostsExternal.CREATE.20260901"),
            Cause::PermissionMissing,
        );
        check(
            403,
            &denied(
                "Field Value validation failed in REQUEST_BODY: Data Processing Exception while processing fields [/author]",
            ),
            Cause::AuthorRefused,
        );
        check(
            403,
            &denied(
                "Unpermitted fields present in REQUEST_BODY: Data Processing Exception while processing fields [/content]",
            ),
            Cause::FieldRefused,
        );
        check(
            403,
            &json!({"message": "", "status": 403}),
            Cause::Forbidden,
        );
        for message in [
            "Organization permissions must be used when using organization as author",
            "Organization Or Events permissions must be used when using organization as author",
        ] {
            check(
                400,
                &json!({"message": message, "status": 400}),
                Cause::AuthorRefused,
            );
        }
    }

    #[test]
    fn errors_of_version_rate_and_service_are_told_apart() {
        check(
            400,
            &json!({"code": "VERSION_MISSING"}),
            Cause::VersionRetired,
        );
        check(
            426,
            &json!({"code": "NONEXISTENT_VERSION", "message": "Requested version 20240401 is not active"}),
            Cause::VersionRetired,
        );
        check(426, &json!({}), Cause::VersionRetired);
        let limit =
            |message: &str| json!({"serviceErrorCode": 101, "message": message, "status": 429});
        check(
            429,
            &limit("Resource level throttle limit for calls to this resource is reached."),
            Cause::RateLimited { daily: false },
        );
        check(
            429,
            &limit(
                "Resource level throttle MEMBER DAY limit for calls to this resource is reached.",
            ),
            Cause::RateLimited { daily: true },
        );
        check(
            409,
            &json!({"code": "CONFLICT", "message": "Write Conflict"}),
            Cause::Conflict,
        );
        for status in [408, 500, 501, 503, 504, 520] {
            check(status, &json!({}), Cause::ServerTrouble { status });
        }
        for status in [404, 410] {
            check(status, &json!({}), Cause::NotFound);
        }
        for status in [405, 411, 412, 413, 418] {
            check(status, &json!({}), Cause::RequestRefused);
        }
    }

    #[test]
    fn errors_of_content_are_told_apart() {
        check(
            400,
            &json!({"code": "FIELD_LENGTH_TOO_LONG"}),
            Cause::TooLong,
        );
        check(
            400,
            &json!({"message": "x", "errorDetails": {"inputErrors": [{"code": "FIELD_LENGTH_TOO_LONG", "description": "too long"}]}}),
            Cause::TooLong,
        );
        check(
            422,
            &json!({"message": "ERROR :: /foo :: unrecognized field found but not allowed\n"}),
            Cause::ContentRefused,
        );
        check(
            400,
            &json!({"code": "MISSING_FIELD", "message": "title is required but missing"}),
            Cause::ContentRefused,
        );
        check(
            400,
            &json!({"code": "MEDIA_ASSET_WAITING_UPLOAD"}),
            Cause::MediaNotReady,
        );
        check(
            422,
            &json!({"code": "MEDIA_ASSET_PROCESSING_FAILED"}),
            Cause::MediaRefused,
        );
        check(
            400,
            &json!({"code": "EXPIRED_UPLOAD_URL"}),
            Cause::UploadExpired,
        );
    }

    #[test]
    fn a_duplicate_names_the_post_only_if_the_name_is_sound() {
        let duplicate = |message: &str| json!({"message": message, "status": 422, "errorDetails": {"inputErrors": [{"code": "DUPLICATE_POST"}]}});
        check(
            422,
            &duplicate(
                "com.linkedin.content.common.exception.BadRequestResponseException: Content is a duplicate of urn:li:share:7141138937766391808",
            ),
            Cause::Duplicate {
                of: Some("urn:li:share:7141138937766391808".parse().unwrap()),
            },
        );
        check(
            422,
            &duplicate("duplicate of urn:li:ugcPost:12."),
            Cause::Duplicate {
                of: Some("urn:li:ugcPost:12".parse().unwrap()),
            },
        );
        check(
            422,
            &json!({"message": "Content is a duplicate of urn:li:share:7", "status": 422}),
            Cause::Duplicate {
                of: Some("urn:li:share:7".parse().unwrap()),
            },
        );
        for hostile in [
            "",
            "urn:li:share:<script>",
            "urn:li:share:1<script>",
            "javascript:1",
            "urn:li:share:",
            "urn:li:share",
        ] {
            check(422, &duplicate(hostile), Cause::Duplicate { of: None });
        }
        check(
            422,
            &duplicate(&format!("urn:li:share:{}", "9".repeat(10_000))),
            Cause::Duplicate { of: None },
        );
    }

    #[test]
    fn bodies_that_are_no_json_leave_a_plain_sentence() {
        let deep = "[".repeat(10_000);
        for body in [
            "",
            "null",
            "[]",
            "1",
            "\"x\"",
            "<html><b>Bummer</b></html>",
            "{\"message\": 7, \"code\": []}",
            &deep,
            "\u{feff}{}",
        ] {
            let failure = failure_of(&answer(503, body), Timestamp::UNIX_EPOCH);
            assert_eq!(
                (failure.cause, failure.detail),
                (Cause::ServerTrouble { status: 503 }, None),
                "{body}"
            );
        }
    }

    #[test]
    fn linkedins_words_are_shown_without_its_class_names() {
        let body = json!({"message": "com.linkedin.x.BadRequestResponseException: Content is a duplicate", "status": 422});
        assert_eq!(
            failure_of(&answer(422, &body.to_string()), Timestamp::UNIX_EPOCH)
                .detail
                .as_deref(),
            Some("Content is a duplicate")
        );
    }

    proptest! {
        #[test]
        fn any_bytes_at_all_are_a_failure_and_no_panic(status in 100_u16..999, body in any::<Vec<u8>>()) {
            let answer = Answer { status, headers: reqwest::header::HeaderMap::new(), body };
            prop_assert!(!failure_of(&answer, Timestamp::UNIX_EPOCH).message().is_empty());
        }
    }
}

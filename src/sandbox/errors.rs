//! LinkedIn's error bodies, word for word where they are known. Decides nothing.
//!
//! Sources: `LRN:shared/api-guide/concepts/error-handling`, the error tables of the Posts and Images pages,
//! and bodies that users of the live service published.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::reply::Reply;

/// A body of the gateway: status, number, code, message.
fn gateway(status: StatusCode, number: u32, code: &str, message: &str) -> Reply {
    let body = json!({"status": status.as_u16(), "serviceErrorCode": number, "code": code, "message": message});
    Reply::json(status, &body).with("x-restli-gateway-error", "true")
}

/// A body without a number.
pub(super) fn coded(status: StatusCode, code: &str, message: &str) -> Reply {
    let body = json!({"status": status.as_u16(), "code": code, "message": message});
    Reply::json(status, &body).with("x-restli-error-response", "true")
}

/// A body of nothing but status and message.
pub(super) fn plain(status: StatusCode, message: &str) -> Reply {
    let body = json!({"status": status.as_u16(), "message": message});
    Reply::json(status, &body).with("x-restli-error-response", "true")
}

pub(super) fn empty_token() -> Reply {
    gateway(
        StatusCode::UNAUTHORIZED,
        65_604,
        "EMPTY_ACCESS_TOKEN",
        "Empty oauth2 access token",
    )
}

pub(super) fn invalid_token() -> Reply {
    gateway(
        StatusCode::UNAUTHORIZED,
        65_600,
        "INVALID_ACCESS_TOKEN",
        "Invalid access token",
    )
}

pub(super) fn revoked_token() -> Reply {
    let message = "The token used in the request has been revoked by the user";
    gateway(
        StatusCode::UNAUTHORIZED,
        65_601,
        "REVOKED_ACCESS_TOKEN",
        message,
    )
}

pub(super) fn expired_token() -> Reply {
    let message = "The token used in the request has expired";
    gateway(
        StatusCode::UNAUTHORIZED,
        65_602,
        "EXPIRED_ACCESS_TOKEN",
        message,
    )
}

/// `operation` as LinkedIn names it: `{resource}.{METHOD}.{version}`.
pub(super) fn not_permitted(operation: &str) -> Reply {
    denied(&format!("Not enough permissions to access: {operation}"))
}

/// A value that this token may not send; `field` is a path such as `/author`.
pub(super) fn field_refused(field: &str) -> Reply {
    denied(&format!(
        "Field Value validation failed in REQUEST_BODY: Data Processing Exception while processing fields [{field}]"
    ))
}

/// A field that this token may not send, or one that was sent as `null`.
pub(super) fn field_not_permitted(field: &str) -> Reply {
    denied(&format!(
        "Unpermitted fields present in REQUEST_BODY: Data Processing Exception while processing fields [{field}]"
    ))
}

fn denied(message: &str) -> Reply {
    gateway(StatusCode::FORBIDDEN, 100, "ACCESS_DENIED", message)
}

/// The wording since mid-2026; `part` is `author` or `owner`.
pub(super) fn organization_permissions(part: &str) -> Reply {
    let message = format!(
        "Organization Or Events permissions must be used when using organization as {part}"
    );
    plain(StatusCode::BAD_REQUEST, &message)
}

pub(super) fn image_forbidden() -> Reply {
    let message = "Accessing this image resource is forbidden. Please check your permissions for this resource";
    plain(StatusCode::FORBIDDEN, message)
}

pub(super) fn document_forbidden() -> Reply {
    let message = "Accessing this document resource is forbidden. Please check your permissions for this resource";
    coded(StatusCode::FORBIDDEN, "DOCUMENT_FORBIDDEN", message)
}

pub(super) fn video_forbidden() -> Reply {
    let message = "Accessing this video resource is forbidden. Please check your permissions for this resource";
    coded(StatusCode::FORBIDDEN, "VIDEO_FORBIDDEN", message)
}

pub(super) fn version_missing() -> Reply {
    let message = "A version must be present. Please specify a version by adding the LinkedIn-Version header.";
    coded(StatusCode::BAD_REQUEST, "VERSION_MISSING", message)
        .with("x-restli-gateway-error", "true")
}

pub(super) fn nonexistent_version(version: &str) -> Reply {
    let message = format!("Requested version {version}01 is not active");
    coded(
        StatusCode::UPGRADE_REQUIRED,
        "NONEXISTENT_VERSION",
        &message,
    )
    .with("x-restli-gateway-error", "true")
}

pub(super) fn illegal_argument(message: &str) -> Reply {
    coded(StatusCode::BAD_REQUEST, "ILLEGAL_ARGUMENT", message)
}

pub(super) fn not_found() -> Reply {
    coded(StatusCode::NOT_FOUND, "NOT_FOUND", "Not Found")
}

pub(super) fn wrong_method() -> Reply {
    coded(
        StatusCode::METHOD_NOT_ALLOWED,
        "METHOD_NOT_ALLOWED",
        "Method Not Allowed",
    )
}

pub(super) fn length_required() -> Reply {
    plain(StatusCode::LENGTH_REQUIRED, "Length Required")
}

/// `level` is `MEMBER` or `APPLICATION`.
pub(super) fn throttled(level: &str) -> Reply {
    let message =
        format!("Resource level throttle {level} DAY limit for calls to this resource is reached.");
    let body = json!({"serviceErrorCode": 101, "message": message, "status": 429});
    Reply::json(StatusCode::TOO_MANY_REQUESTS, &body)
}

/// One rule about one field was broken (400).
pub(super) fn field(code: &str, path: &str, description: &str) -> Reply {
    let input = json!({"inputPath": {"fieldPath": path}});
    bad_request(
        StatusCode::BAD_REQUEST,
        code,
        description,
        description,
        &input,
    )
}

pub(super) fn missing_field(path: &str) -> Reply {
    field(
        "MISSING_FIELD",
        path,
        &format!("{path} is required but missing"),
    )
}

pub(super) fn field_value(path: &str, value: &str) -> Reply {
    field(
        "INVALID_VALUE_FOR_FIELD",
        path,
        &format!("{path} can't be set to {value}"),
    )
}

pub(super) fn field_too_long(path: &str, length: usize, limit: usize) -> Reply {
    let description = format!("{path} length {length} can't exceeded maximum {limit} length");
    field("FIELD_LENGTH_TOO_LONG", path, &description)
}

/// The body does not have the documented shape (422); one line per trouble.
pub(super) fn schema(troubles: &[String]) -> Reply {
    let mut message = String::new();
    for trouble in troubles {
        message.push_str("ERROR :: ");
        message.push_str(trouble);
        message.push('\n');
    }
    plain(StatusCode::UNPROCESSABLE_ENTITY, &message)
}

pub(super) fn duplicate(urn: &str) -> Reply {
    let message = format!(
        "com.linkedin.content.common.exception.BadRequestResponseException: Content is a duplicate of {urn}"
    );
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    bad_request(
        status,
        "DUPLICATE_POST",
        &message,
        "Duplicate post is detected",
        &json!({}),
    )
}

fn bad_request(
    status: StatusCode,
    code: &str,
    message: &str,
    description: &str,
    input: &Value,
) -> Reply {
    let body = json!({
        "errorDetailType": "com.linkedin.common.error.BadRequest",
        "message": message,
        "errorDetails": {"inputErrors": [{"description": description, "input": input, "code": code}]},
        "status": status.as_u16(),
    });
    Reply::json(status, &body).with("x-restli-error-response", "true")
}

/// The other error shape: RFC 6749's, as the token endpoint uses it.
pub(super) fn oauth(status: StatusCode, error: &str, description: &str) -> Reply {
    Reply::json(
        status,
        &json!({"error": error, "error_description": description}),
    )
    .with("cache-control", "no-store")
}

pub(super) fn invalid_client() -> Reply {
    oauth(
        StatusCode::UNAUTHORIZED,
        "invalid_client",
        "Client authentication failed",
    )
}

pub(super) fn missing_parameter(name: &str) -> Reply {
    let description = format!("A required parameter \"{name}\" is missing");
    oauth(StatusCode::BAD_REQUEST, "invalid_request", &description)
}

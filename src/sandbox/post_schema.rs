//! The shape of a post's JSON: which fields exist, which must be there, what kind of value each takes. No meaning.
//!
//! `LRN:marketing/community-management/shares/post-api-schema`. The wording is that of Rest.li's data validator.

use serde_json::{Map, Value};

/// What is wrong with a create body, one line per trouble, in the order of the schema.
pub(super) fn troubles(body: &Value) -> Vec<String> {
    let mut found = Vec::new();
    record("", body, POST, &mut found);
    found
}

/// What is wrong with the new values of a partial update.
pub(super) fn patch_troubles(changes: &Value) -> Vec<String> {
    let mut found = Vec::new();
    record("", changes, PATCH, &mut found);
    found
}

/// What is wrong with the body of a comment.
pub(super) fn comment_troubles(body: &Value) -> Vec<String> {
    let mut found = Vec::new();
    record("", body, COMMENT, &mut found);
    found
}

/// Whether a post has this field, but it cannot change.
pub(super) fn is_fixed(name: &str) -> bool {
    let has = |fields: &[Field]| fields.iter().any(|Field(known, ..)| *known == name);
    has(POST) && !has(PATCH)
}

/// The first field that was sent as `null`; LinkedIn takes that for a field the token may not send.
pub(super) fn null_field(body: &Value) -> Option<String> {
    let fields = body.as_object()?;
    let null = fields.iter().find(|(_, value)| value.is_null());
    null.map(|(name, _)| format!("/{name}"))
}

/// One field: its name, whether it must be there, and its kind.
struct Field(&'static str, Need, Kind);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Required,
    Optional,
}

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Flag,
    Urn,
    Symbol(&'static [&'static str]),
    Record(&'static [Field]),
    /// Exactly one of the fields.
    Union(&'static [Field]),
    Records(&'static [Field]),
    /// A list whose elements the sandbox does not look into.
    List,
    /// A record the sandbox does not look into.
    Opaque,
}

fn record(path: &str, value: &Value, fields: &[Field], found: &mut Vec<String>) {
    let Some(entries) = value.as_object() else {
        found.push(format!("{path} :: {value} cannot be coerced to a record"));
        return;
    };
    for Field(name, need, kind) in fields {
        match entries.get(*name) {
            Some(value) => check(&format!("{path}/{name}"), value, *kind, found),
            None if *need == Need::Required => found.push(format!(
                "{path}/{name} :: field is required but not found and has no default value"
            )),
            None => {}
        }
    }
    unknown(path, entries, fields, found);
}

fn unknown(path: &str, entries: &Map<String, Value>, fields: &[Field], found: &mut Vec<String>) {
    for name in entries.keys() {
        if !fields.iter().any(|Field(known, ..)| known == name) {
            found.push(format!(
                "{path}/{name} :: unrecognized field found but not allowed"
            ));
        }
    }
}

fn check(path: &str, value: &Value, kind: Kind, found: &mut Vec<String>) {
    let mut must_be = |fits: bool, what: &str| {
        if !fits {
            found.push(format!("{path} :: {value} cannot be coerced to {what}"));
        }
    };
    match kind {
        Kind::Text => must_be(value.is_string(), "String"),
        Kind::Flag => must_be(value.is_boolean(), "Boolean"),
        Kind::List => must_be(value.is_array(), "an array"),
        Kind::Opaque => must_be(value.is_object(), "a record"),
        Kind::Urn => {
            let fits = value
                .as_str()
                .is_some_and(|text| text.starts_with("urn:li:"));
            if !fits {
                found.push(format!(
                    "{path} :: {value} cannot be coerced. Invalid Urn format. Invalid prefix."
                ));
            }
        }
        Kind::Symbol(symbols) => {
            let fits = value.as_str().is_some_and(|text| symbols.contains(&text));
            if !fits {
                found.push(format!("{path} :: {value} is not an enum symbol"));
            }
        }
        Kind::Record(fields) => record(path, value, fields, found),
        Kind::Union(members) => union(path, value, members, found),
        Kind::Records(fields) => match value.as_array() {
            None => must_be(false, "an array"),
            Some(elements) => {
                for (idx, element) in elements.iter().enumerate() {
                    record(&format!("{path}/{idx}"), element, fields, found);
                }
            }
        },
    }
}

fn union(path: &str, value: &Value, members: &[Field], found: &mut Vec<String>) {
    record(path, value, members, found);
    if value.as_object().is_some_and(|entries| entries.len() != 1) {
        found.push(format!("{path} :: a union must have exactly one member"));
    }
}

use Kind::{Flag, List, Opaque, Record, Records, Symbol, Text, Union, Urn};
use Need::{Optional, Required};

const POST: &[Field] = &[
    // Checked by the rules, which answer 403 for a value that is no person and no organization.
    Field("author", Required, Text),
    Field("commentary", Required, Text),
    Field(
        "visibility",
        Required,
        Symbol(&["PUBLIC", "CONNECTIONS", "LOGGED_IN", "CONTAINER"]),
    ),
    Field("distribution", Required, Record(DISTRIBUTION)),
    Field("lifecycleState", Required, Symbol(LIFECYCLE)),
    Field("isReshareDisabledByAuthor", Optional, Flag),
    Field("content", Optional, Union(CONTENT)),
    Field(
        "reshareContext",
        Optional,
        Record(&[Field("parent", Required, Urn)]),
    ),
    Field("contentLandingPage", Optional, Text),
    Field("contentCallToActionLabel", Optional, Symbol(CALLS)),
    Field("adContext", Optional, Opaque),
    Field("container", Optional, Urn),
];

/// `LRN:…/shares/comments-api`, create comment.
const COMMENT: &[Field] = &[
    Field("actor", Required, Urn),
    Field("object", Required, Urn),
    Field("message", Required, Record(MESSAGE)),
    Field("content", Optional, List),
    Field("parentComment", Optional, Urn),
];

const MESSAGE: &[Field] = &[
    Field("text", Required, Text),
    Field("attributes", Optional, List),
];

/// `LRN:…/shares/posts-api`, update posts: all that may change.
const PATCH: &[Field] = &[
    Field("commentary", Optional, Text),
    Field("contentCallToActionLabel", Optional, Symbol(CALLS)),
    Field("contentLandingPage", Optional, Text),
    Field("lifecycleState", Optional, Symbol(LIFECYCLE)),
    Field("adContext", Optional, Record(AD_CONTEXT)),
];

const AD_CONTEXT: &[Field] = &[
    Field("dscName", Optional, Text),
    Field("dscStatus", Optional, Symbol(&["ACTIVE", "ARCHIVED"])),
];

const DISTRIBUTION: &[Field] = &[
    Field("feedDistribution", Required, Symbol(&["MAIN_FEED", "NONE"])),
    Field("targetEntities", Optional, List),
    Field("thirdPartyDistributionChannels", Optional, List),
];

const CONTENT: &[Field] = &[
    Field("media", Optional, Record(MEDIA)),
    Field(
        "multiImage",
        Optional,
        Record(&[Field("images", Required, Records(PICTURE))]),
    ),
    Field("article", Optional, Record(ARTICLE)),
    Field("poll", Optional, Record(POLL)),
    Field("reference", Optional, Record(&[Field("id", Required, Urn)])),
];

const MEDIA: &[Field] = &[
    Field("id", Required, Urn),
    Field("altText", Optional, Text),
    Field("title", Optional, Text),
];

const PICTURE: &[Field] = &[Field("id", Required, Urn), Field("altText", Optional, Text)];

const ARTICLE: &[Field] = &[
    Field("source", Required, Text),
    Field("title", Optional, Text),
    Field("description", Optional, Text),
    Field("thumbnail", Optional, Urn),
    Field("thumbnailAltText", Optional, Text),
];

const POLL: &[Field] = &[
    Field("question", Required, Text),
    Field(
        "options",
        Required,
        Records(&[Field("text", Required, Text)]),
    ),
    Field("settings", Required, Record(POLL_SETTINGS)),
];

const POLL_SETTINGS: &[Field] = &[
    Field(
        "duration",
        Required,
        Symbol(&["ONE_DAY", "THREE_DAYS", "SEVEN_DAYS", "FOURTEEN_DAYS"]),
    ),
    Field("voteSelectionType", Optional, Symbol(&["SINGLE_VOTE"])),
    Field("isVoterVisibleToAuthor", Optional, Flag),
];

const LIFECYCLE: &[&str] = &["DRAFT", "PUBLISHED", "PUBLISH_REQUESTED", "PUBLISH_FAILED"];

const CALLS: &[&str] = &[
    "APPLY",
    "DOWNLOAD",
    "VIEW_QUOTE",
    "LEARN_MORE",
    "SIGN_UP",
    "SUBSCRIBE",
    "REGISTER",
    "JOIN",
    "ATTEND",
    "REQUEST_DEMO",
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_missing_and_an_unknown_field_are_both_named() {
        let body = json!({
            "author": "urn:li:person:x", "commentary": "a", "visibility": "PUBLIC",
            "distribution": {"feedDistribution": "MAIN_FEED"}, "foo": 1,
        });
        let expected = [
            "/lifecycleState :: field is required but not found and has no default value",
            "/foo :: unrecognized field found but not allowed",
        ];
        assert_eq!(troubles(&body), expected);
    }

    #[test]
    fn two_kinds_of_content_are_one_too_many() {
        let mut found = Vec::new();
        let content = json!({"reference": {"id": "urn:li:event:1"}, "article": {"source": "https://example.com"}});
        check("/content", &content, Union(CONTENT), &mut found);
        assert_eq!(found, ["/content :: a union must have exactly one member"]);
    }
}

//! LinkedIn's names for things, and how Rest.li 2.0 writes them in addresses. Reads and encodes text; looks nothing up.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::errors;
use super::reply::Reply;

/// `urn:li:{kind}:{id}`, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Urn<'a> {
    pub(super) kind: &'a str,
    pub(super) id: &'a str,
}

impl<'a> Urn<'a> {
    /// Reads a simple URN; compound ones (with parentheses) are not read.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let (kind, id) = text.strip_prefix("urn:li:")?.split_once(':')?;
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let valid = !kind.is_empty()
            && kind.chars().all(|c| c.is_ascii_alphabetic())
            && !id.is_empty()
            && id.chars().all(plain);
        valid.then_some(Self { kind, id })
    }

    /// Whether it names a post.
    pub(super) fn is_post(&self) -> bool {
        matches!(self.kind, "share" | "ugcPost") && self.id.chars().all(|c| c.is_ascii_digit())
    }
}

/// Percent-encodes a URN for a path or a query.
pub(super) fn encode(urn: &str) -> String {
    utf8_percent_encode(urn, RESERVED).to_string()
}

/// Decodes one percent-encoded piece; `None` if it is not UTF-8.
pub(super) fn decode(raw: &str) -> Option<String> {
    percent_decode_str(raw)
        .decode_utf8()
        .ok()
        .map(std::borrow::Cow::into_owned)
}

/// The key in a path: its colons, commas and parentheses must be encoded (`LRN:…/protocol-version`).
pub(super) fn path_key(raw: &str) -> Result<String, Reply> {
    let syntax = || errors::illegal_argument("Syntax exception in path variables");
    if raw.contains([':', ',', '(', ')']) {
        return Err(syntax());
    }
    decode(raw).ok_or_else(syntax)
}

/// The values of `List(a,b)`, each encoded by itself.
pub(super) fn list(raw: &str) -> Result<Vec<String>, Reply> {
    let syntax = || errors::illegal_argument("Invalid query parameters");
    let inner = raw
        .strip_prefix("List(")
        .and_then(|rest| rest.strip_suffix(')'))
        .ok_or_else(syntax)?;
    inner.split(',').map(query_value).collect()
}

/// One value in a query: a raw colon is a syntax error as it is in a path.
pub(super) fn query_value(raw: &str) -> Result<String, Reply> {
    let syntax = || errors::illegal_argument("Invalid query parameters");
    if raw.is_empty() || raw.contains([':', ',', '(', ')']) {
        return Err(syntax());
    }
    decode(raw).ok_or_else(syntax)
}

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_simple_urn_is_taken_apart() {
        let urn = Urn::parse("urn:li:image:C4E10AQ_-x").unwrap();
        assert_eq!((urn.kind, urn.id), ("image", "C4E10AQ_-x"));
    }

    #[test]
    fn what_is_not_a_urn_is_not_read() {
        for text in [
            "",
            "123",
            "urn:li:person:",
            "urn:li::1",
            "urn:lx:a:1",
            "urn:li:a:b:c",
        ] {
            assert_eq!(Urn::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_encoded_urn_survives_the_path() {
        let urn = "urn:li:share:7045020441609936898";
        assert_eq!(encode(urn), "urn%3Ali%3Ashare%3A7045020441609936898");
        assert_eq!(path_key(&encode(urn)).ok().as_deref(), Some(urn));
    }

    #[test]
    fn a_raw_colon_is_refused() {
        assert!(path_key("urn:li:share:1").is_err());
        assert!(list("List(urn:li:image:A)").is_err());
    }

    #[test]
    fn a_list_keeps_its_values_apart() {
        assert_eq!(
            list("List(a%2Cb,c)").ok(),
            Some(vec!["a,b".to_owned(), "c".to_owned()])
        );
    }
}

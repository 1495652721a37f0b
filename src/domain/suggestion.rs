//! A text that a web page or another program suggests, in an address: `sendoff://compose?text=…&link=…`.
//!
//! Whoever can show a link can make one, so this is hostile input: what is not exactly of this form is refused, and
//! nothing of it can name a file or an author, or send anything.

use std::path::Path;
use std::str::FromStr;

use percent_encoding::percent_decode_str;
use url::Url;

use super::commentary;
use super::limits::MAX_COMMENTARY_UNITS;
use crate::words::t;

/// A text to begin a draft with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// At most as long as a post, without control characters other than line breaks; empty where only a new draft is
    /// asked for.
    pub text: String,
}

impl Suggestion {
    /// Whether an argument means to be one, and not the path of a file.
    pub fn is_meant_by(argument: &Path) -> bool {
        let start = argument.as_os_str().as_encoded_bytes();
        let start = start.get(..SCHEME.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(SCHEME.as_bytes()))
    }
}

impl FromStr for Suggestion {
    type Err = NotASuggestion;

    fn from_str(address: &str) -> Result<Self, NotASuggestion> {
        if address.len() > MAX_ADDRESS {
            return Err(NotASuggestion::TooLong);
        }
        let rest = address.strip_prefix(SCHEME);
        let rest = rest.and_then(|rest| rest.strip_prefix("//compose"));
        let rest = rest.ok_or(NotASuggestion::Unknown)?;
        // Browsers add it.
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        if rest.is_empty() {
            return Ok(Self {
                text: String::new(),
            });
        }
        let query = rest.strip_prefix('?').ok_or(NotASuggestion::Unknown)?;
        let (mut text, mut link) = (None, None);
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=').ok_or(NotASuggestion::Unknown)?;
            let place = match name {
                "text" => &mut text,
                "link" => &mut link,
                _ => return Err(NotASuggestion::Unknown),
            };
            if place.replace(decode(value)?).is_some() {
                return Err(NotASuggestion::Unknown);
            }
        }
        let text = [text, link.as_deref().map(checked_link).transpose()?];
        let text = text.into_iter().flatten().collect::<Vec<_>>().join("\n\n");
        let text = text.trim();
        if commentary::is_blank(text) {
            return Err(NotASuggestion::Unknown);
        }
        if text.encode_utf16().count() > MAX_COMMENTARY_UNITS {
            return Err(NotASuggestion::TooLong);
        }
        Ok(Self {
            text: text.to_owned(),
        })
    }
}

/// A value as it was before it went into an address. A sign that draws nothing may hide something, so it is refused.
fn decode(value: &str) -> Result<String, NotASuggestion> {
    let spaced = value.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8();
    let text = decoded.map_err(|_why| NotASuggestion::Hidden)?;
    let text = text.replace("\r\n", "\n");
    let hides = |c: char| {
        // What joins the parts of an emoji or of a word in some scripts, and what makes a sign colourful.
        let is_joiner = matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE0E}' | '\u{FE0F}');
        let is_separator = matches!(c, '\u{2028}' | '\u{2029}');
        let is_control = c.is_control() && !matches!(c, '\n' | '\t');
        is_separator || is_control || (commentary::is_unseen(c) && !is_joiner)
    };
    if text.contains(hides) {
        return Err(NotASuggestion::Hidden);
    }
    Ok(text)
}

/// A link that leads to a web page, as a browser writes it.
fn checked_link(link: &str) -> Result<String, NotASuggestion> {
    if link.contains(|c: char| c.is_whitespace() || c == '\\') {
        return Err(NotASuggestion::NoWebPage);
    }
    let url = Url::parse(link).map_err(|_why| NotASuggestion::NoWebPage)?;
    let is_plain = url.username().is_empty() && url.password().is_none();
    let is_web = matches!(url.scheme(), "https" | "http") && url.host().is_some();
    if is_plain && is_web {
        Ok(url.into())
    } else {
        Err(NotASuggestion::NoWebPage)
    }
}

/// Why an address is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotASuggestion {
    /// Another host, another parameter, one twice, or nothing to say.
    #[error(
        "{}", t!("suggestion-other")
    )]
    Unknown,
    /// More than a post may have.
    #[error("{}", t!("suggestion-long"))]
    TooLong,
    /// Control characters, signs that turn the direction of text, or bytes that are no text.
    #[error("{}", t!("suggestion-hidden"))]
    Hidden,
    /// A link that leads elsewhere than to a web page.
    #[error("{}", t!("suggestion-link"))]
    NoWebPage,
}

const SCHEME: &str = "sendoff:";

/// In bytes: every character of the longest text as four escaped bytes, and some room for a link.
const MAX_ADDRESS: usize = 12 * MAX_COMMENTARY_UNITS + 4_096;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(address: &str) -> Result<String, NotASuggestion> {
        address.parse::<Suggestion>().map(|found| found.text)
    }

    #[test]
    fn without_a_text_it_asks_for_a_new_draft() {
        for address in ["sendoff://compose", "sendoff://compose/"] {
            assert_eq!(text(address), Ok(String::new()), "{address}");
        }
    }

    #[test]
    fn a_text_and_a_link_become_a_draft() {
        for (address, said) in [
            ("sendoff://compose?text=Hello", "Hello"),
            ("sendoff://compose/?text=Hello", "Hello"),
            ("sendoff://compose?text=a+b%20c%2Bd%26e", "a b c+d&e"),
            (
                "sendoff://compose?text=Gr%C3%BC%C3%9Fe%0D%0A%F0%9F%AA%81",
                "Grüße\n🪁",
            ),
            (
                "sendoff://compose?link=https://example.com/a?b%26c&text=See",
                "See\n\nhttps://example.com/a?b&c",
            ),
            (
                "sendoff://compose?text=%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7%E2%9D%A4%EF%B8%8F",
                "👩\u{200D}👧❤\u{FE0F}",
            ),
            (
                "sendoff://compose?link=http%3A%2F%2Fexample.com",
                "http://example.com/",
            ),
        ] {
            assert_eq!(text(address).as_deref(), Ok(said), "{address}");
        }
    }

    #[test]
    fn whatever_else_an_address_asks_for_is_refused() {
        use NotASuggestion::{Hidden, NoWebPage, TooLong, Unknown};
        let long = "a".repeat(MAX_COMMENTARY_UNITS + 1);
        let endless = "a".repeat(MAX_ADDRESS);
        for (rest, why) in [
            ("//compose?", Unknown),
            ("//compose?text=", Unknown),
            ("//compose?text=%20%0A", Unknown),
            ("//compose?text", Unknown),
            ("//compose?text=a&text=b", Unknown),
            ("//compose?text=a&file=/etc/passwd", Unknown),
            ("//compose?text=a&author=urn:li:person:1", Unknown),
            ("//compose?text=a&post=1", Unknown),
            ("//compose?TEXT=a", Unknown),
            ("//compose.example.com?text=a", Unknown),
            ("//a@compose?text=a", Unknown),
            ("//compose:80?text=a", Unknown),
            ("//compose/now?text=a", Unknown),
            ("//post?text=a", Unknown),
            ("compose?text=a", Unknown),
            ("//compose?text=%00", Hidden),
            ("//compose?text=a%1B%5B2J", Hidden),
            ("//compose?text=a%0D", Hidden),
            ("//compose?text=%E2%80%AEa", Hidden),
            ("//compose?text=a%E2%80%8B", Hidden),
            ("//compose?text=a%F3%A0%81%A1", Hidden),
            ("//compose?text=a%E2%80%A8b", Hidden),
            ("//compose?text=%FF", Hidden),
            ("//compose?link=javascript:alert(1)", NoWebPage),
            ("//compose?link=file:///etc/passwd", NoWebPage),
            ("//compose?link=/etc/passwd", NoWebPage),
            ("//compose?link=https://ann@example.com", NoWebPage),
            ("//compose?link=https://exa%0Ample.com", NoWebPage),
            (&format!("//compose?text={long}"), TooLong),
            (&format!("//compose?text={endless}"), TooLong),
        ] {
            assert_eq!(text(&format!("sendoff:{rest}")), Err(why), "{rest}");
        }
        assert_eq!(text("https://compose?text=a"), Err(Unknown));
    }

    #[test]
    fn a_file_is_not_taken_for_an_address() {
        for (argument, is_meant) in [
            ("sendoff://compose?text=a", true),
            ("SendOff:x", true),
            ("sendoff.png", false),
            ("/home/ann/sendoff:x", false),
            ("sendoff", false),
        ] {
            assert_eq!(Suggestion::is_meant_by(Path::new(argument)), is_meant);
        }
    }

    proptest! {
        #[test]
        fn what_is_taken_has_nothing_hidden_and_fits_into_a_post(query in "(text|link)=[ -~%é]{0,60}") {
            if let Ok(text) = text(&format!("sendoff://compose?{query}")) {
                prop_assert!(!text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
                prop_assert!(text.encode_utf16().count() <= MAX_COMMENTARY_UNITS);
            }
        }
    }
}

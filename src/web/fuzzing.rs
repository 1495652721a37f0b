//! What must hold for any page behind a link: the body of the fuzz target and of the property test.
//!
//! Takes any bytes at all, and panics where a promise is broken. Never in the program itself.

use std::net::IpAddr;

use url::{Host, Url};

use super::card::card_of;
use super::charset::decoded;
use super::reach::{PublicWeb, checked, is_public};

/// Any bytes as a page that came from `https://example.com/a/b`, in the character set that the server names: a card of
/// harmless lines, and a picture that is nowhere but on the public web.
///
/// Gives whether the page says anything.
pub fn page(body: &[u8], declared: Option<&str>) -> bool {
    let at = Url::parse("https://example.com/a/b").expect("an address");
    let Ok(html) = decoded(body, declared) else {
        return false;
    };
    let card = card_of(&html, &at, |picture| checked(&PublicWeb, picture));
    for line in [&card.title, &card.description] {
        assert!(line.encode_utf16().count() <= 400, "it does not fit");
        let deceives = |c: char| {
            c.is_control() || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!line.contains(deceives), "{line:?} can deceive");
    }
    if let Some(picture) = &card.picture {
        assert_on_the_public_web(picture);
    }
    !card.title.is_empty() || !card.description.is_empty() || card.picture.is_some()
}

fn assert_on_the_public_web(url: &Url) {
    assert!(matches!(url.scheme(), "http" | "https"), "{url}");
    assert!(url.username().is_empty() && url.password().is_none());
    assert_eq!(url.fragment(), None, "it is nobody's business");
    assert!(matches!(url.port_or_known_default(), Some(80 | 443)));
    let ip = match url.host().expect("an address on the web has a host") {
        Host::Ipv4(ip) => Some(IpAddr::V4(ip)),
        Host::Ipv6(ip) => Some(IpAddr::V6(ip)),
        Host::Domain(_) => None,
    };
    assert!(ip.is_none_or(is_public), "{url} is in a private network");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::page;

    /// Pieces of pages that name a picture or deceive.
    const SHREDS: [&str; 14] = [
        "<meta property='og:title' content='",
        "<meta property='og:image' content='",
        "<base href='",
        "<title>",
        "'>",
        "</title>",
        "http://127.0.0.1/",
        "//[::ffff:10.0.0.1]:80/",
        "https://a:b@example.com/#c",
        "file:///etc/passwd",
        "&#x202e;",
        "&NewLine;",
        "\u{2028}",
        "é😀",
    ];

    proptest! {
        #[test]
        fn a_card_of_any_page_is_harmless_and_leads_nowhere_but_to_the_public_web(
            shreds in prop::collection::vec(prop::sample::select(&SHREDS[..]), 0..30),
            noise in prop::collection::vec(any::<u8>(), 0..40),
            declared in prop::option::of(prop::sample::select(&["utf-8", "utf-16le", "latin1", "x"][..])),
        ) {
            let body = [shreds.concat().as_bytes(), &noise].concat();
            page(&body, declared);
        }
    }

    #[test]
    fn a_page_that_says_something_has_a_card() {
        assert!(page(b"<title>A</title>", None));
        assert!(!page(b"A", None));
    }
}

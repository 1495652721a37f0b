//! What an HTML page says of itself: its title, and the `meta` elements that describe it.
//!
//! One pass over the text, however broken it is, in time that grows with its length only. Scripts, styles and comments
//! are skipped, nothing is run or looked up. HTML: *tokenization*, as far as it matters here.

use super::entities::unescaped;

/// What a page says of itself; of each thing, what it says first.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// The text of `<title>`.
    pub(super) title: Option<String>,
    /// The value of `<base href>`.
    pub(super) base: Option<String>,
    /// The character set it names.
    pub(super) charset: Option<String>,
    /// The contents that are there of those in [`DESCRIBING`], in no order.
    described: Vec<(&'static str, String)>,
}

impl Head {
    /// The first of these descriptions that says anything.
    pub(super) fn first_of(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let found = self.described.iter().find(|(known, _)| known == name);
            found.map(|(_, content)| content.as_str())
        })
    }

    fn take_meta(&mut self, tag: &Tag<'_>) {
        if let Some(charset) = tag.attribute("charset") {
            self.charset
                .get_or_insert_with(|| charset.trim().to_owned());
        }
        let Some(content) = tag.attribute("content") else {
            return;
        };
        let is_type = tag
            .attribute("http-equiv")
            .is_some_and(|name| name.trim().eq_ignore_ascii_case("content-type"));
        if is_type && let Some((_, charset)) = content.split_once("charset=") {
            let charset = charset.trim_matches(|c: char| c.is_whitespace() || "\"';".contains(c));
            self.charset.get_or_insert_with(|| charset.to_owned());
        }
        // Some pages write `name` where `property` belongs, and the other way round.
        for name in ["property", "name"] {
            let named = tag.attribute(name).unwrap_or_default();
            let known = DESCRIBING
                .iter()
                .find(|known| known.eq_ignore_ascii_case(named.trim()));
            if let Some(known) = known
                && !content.trim().is_empty()
                && self.first_of(&[known]).is_none()
            {
                self.described.push((known, unescaped(content)));
            }
        }
    }
}

/// Reads what a page says of itself.
pub(super) fn scan(html: &str) -> Head {
    let mut head = Head::default();
    let mut is_in_head = true;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = after(comment, "-->");
        } else if rest.starts_with(['!', '?', '/']) {
            rest = after(rest, ">");
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let Some((tag, after_tag)) = Tag::read(rest) else {
                break;
            };
            rest = after_tag;
            if tag.is("meta") {
                head.take_meta(&tag);
            } else if tag.is("base") {
                let href = tag.attribute("href").map(unescaped);
                head.base = head.base.or(href);
            } else if tag.is("title") {
                let (text, after_text) = until_closed(rest, tag.name);
                if is_in_head && !text.trim().is_empty() {
                    head.title.get_or_insert_with(|| unescaped(text));
                }
                rest = after_text;
            } else if RAW.iter().any(|raw| tag.is(raw)) {
                (_, rest) = until_closed(rest, tag.name);
            } else if tag.is("body") {
                // A title after this belongs to a drawing, not to the page.
                is_in_head = false;
            }
        }
    }
    head
}

/// The text behind the next `mark`; nothing if there is none, as for a comment that is never closed.
fn after<'a>(text: &'a str, mark: &str) -> &'a str {
    text.find(mark).map_or("", |at| &text[at + mark.len()..])
}

/// The text up to the end tag of this name, and what begins with that end tag.
fn until_closed<'a>(text: &'a str, name: &str) -> (&'a str, &'a str) {
    let closes = |at: usize| {
        let tail = &text.as_bytes()[at + 2..];
        tail.get(..name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && tail.get(name.len()).is_none_or(|&next| ends_name(next))
    };
    let mut ends = text.match_indices("</").map(|(at, _)| at);
    let at = ends.find(|&at| closes(at)).unwrap_or(text.len());
    text.split_at(at)
}

/// A start tag.
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    /// Reads a tag from its name on: the tag and what follows. `None` if the text ends first.
    fn read(text: &'a str) -> Option<(Self, &'a str)> {
        let (name, mut rest) = text.split_at(text.bytes().position(ends_name)?);
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if let Some(after_tag) = rest.strip_prefix('>') {
                return Some((Self { name, attributes }, after_tag));
            }
            // A name may begin with anything, an equals sign too.
            let first = rest.chars().next()?.len_utf8();
            let ends = |byte: u8| ends_name(byte) || byte == b'=';
            let length = first + rest[first..].bytes().position(ends)?;
            let (attribute, after_name) = rest.split_at(length);
            let (value, after_value) = value(after_name)?;
            attributes.push((attribute, value));
            rest = after_value;
        }
    }

    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute as it is written; of two with the same name the first counts.
    fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut found = self.attributes.iter();
        found
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| *value)
    }
}

/// The value behind the name of an attribute, empty if it has none, and what follows.
fn value(text: &str) -> Option<(&str, &str)> {
    let Some(text) = text.trim_ascii_start().strip_prefix('=') else {
        return Some(("", text));
    };
    let text = text.trim_ascii_start();
    for quote in ['"', '\''] {
        if let Some(text) = text.strip_prefix(quote) {
            return text.split_once(quote);
        }
    }
    let ends = |byte: u8| byte.is_ascii_whitespace() || byte == b'>';
    Some(text.split_at(text.bytes().position(ends)?))
}

fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')
}

/// Elements whose content is no markup.
const RAW: [&str; 7] = [
    "script", "style", "textarea", "iframe", "noembed", "noframes", "xmp",
];

/// The descriptions that are kept. Open Graph, Twitter cards, and what was there before them.
const DESCRIBING: [&str; 10] = [
    "og:title",
    "og:description",
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:title",
    "twitter:description",
    "twitter:image",
    "twitter:image:src",
    "description",
];

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check_title(html: &str, expected: Option<&str>) {
        assert_eq!(scan(html).title.as_deref(), expected, "{html}");
    }

    #[test]
    fn the_first_title_in_the_head_counts_as_text() {
        check_title("<title>A &amp; B</title>", Some("A & B"));
        check_title("<TITLE lang=en>A</TITLE >", Some("A"));
        check_title("<title>A</title><title>B</title>", Some("A"));
        check_title("<title> </title><title>B</title>", Some("B"));
        check_title(
            "<title><script>alert(1)</script></title>",
            Some("<script>alert(1)</script>"),
        );
        check_title("<title>A</titled></title>", Some("A</titled>"));
        check_title("<title>never closed", Some("never closed"));
        check_title("<!-- <title>A</title> --><title>B</title>", Some("B"));
        check_title("<!-- never closed <title>A</title>", None);
        check_title("<script>'<title>A</title>'</script>", None);
        check_title("<style><title>A</title>", None);
        check_title("<body><svg><title>A</title>", None);
        check_title("<p title='<title>A</title>'>", None);
        check_title("< title>A", None);
        check_title("<titlepage>A", None);
        check_title("<title", None);
        check_title("", None);
    }

    #[test]
    fn descriptions_are_read_however_their_attributes_are_written() {
        for html in [
            "<meta property=\"og:title\" content=\"A 'b' c\">",
            "<META CONTENT=\"A 'b' c\" NAME=OG:Title />",
            "<meta\n\tproperty = og:title\ncontent\n=\n\"A 'b' c\"/>",
            "<meta a property='og:title' / content=\"A &#39;b&#x27; c\" content=D>",
            "<meta =x property='og:title' content=\"A 'b' c\">",
            "<body><p><meta property='og:title' content=\"A 'b' c\">",
        ] {
            assert_eq!(
                scan(html).first_of(&["og:title"]),
                Some("A 'b' c"),
                "{html}"
            );
        }
        for html in [
            "<meta property='og:title' content=''>",
            "<meta property='og:title' content=' '>",
            "<meta property='og:title'>",
            "<meta property='og:titles' content=A>",
            "<meta property='og:title' content='A",
            "<meta property='og:title' content=A",
            "<metaphor property='og:title' content=A>",
        ] {
            assert_eq!(scan(html).first_of(&["og:title"]), None, "{html}");
        }
    }

    /// Pieces from which broken pages are made.
    const SHREDS: [&str; 26] = [
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "<title",
        "<title>",
        "</title>",
        "<meta ",
        "property=og:title ",
        "content=",
        "\"",
        "'",
        "=",
        "/",
        "<script>",
        "</script>",
        "<base href=",
        "&",
        "&amp",
        "&#x",
        ";",
        "é",
        "\u{202e}",
        " ",
        "\0",
    ];

    proptest! {
        #[test]
        fn any_text_at_all_is_scanned_without_panic(html in any::<String>()) {
            let head = scan(&html);
            prop_assert!(head.title.is_none_or(|title| !title.is_empty()));
        }

        #[test]
        fn shreds_of_pages_are_scanned_without_panic_and_say_no_more_than_there_is(shreds in prop::collection::vec(prop::sample::select(&SHREDS[..]), 0..60)) {
            let html = shreds.concat();
            let head = scan(&html);
            let said = head.described.iter().map(|(_, content)| content.len()).sum::<usize>();
            prop_assert!(said <= html.len());
        }
    }

    #[test]
    fn the_worst_pages_are_scanned_in_time_that_grows_with_their_length_only() {
        let long = 128 * 1024;
        for shred in [
            "<",
            "</",
            "<!--",
            "<!",
            "<a ",
            "<a b=",
            "<a b='",
            "<title>",
            "</title",
            "<script>",
            "<meta ",
            "a=b ",
            "&",
            "&#",
            "&amp",
            "<meta property=og:title content=a>",
            "<title></titl",
        ] {
            let page = shred.repeat(long / shred.len());
            for page in [
                page.clone(),
                format!("<meta {page}"),
                format!("<title>{page}"),
            ] {
                let begun = Instant::now();
                scan(&page);
                let took = begun.elapsed();
                // Unoptimized it takes hundredths of a second; going back at every tag would take minutes.
                assert!(took < Duration::from_secs(2), "{shred}: {took:?}");
            }
        }
    }
}

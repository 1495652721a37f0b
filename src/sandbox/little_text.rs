//! LinkedIn's side of the little text format: from a post's `commentary` to what a reader sees. Never writes the format.
//!
//! `LRN:marketing/community-management/shares/little-text-format`. Where the text breaks the grammar LinkedIn still
//! answers 201 and shows only what stands before the offence; so does this parser.
//! Taken literally, because the live service was seen to: a bare `_`, an `@` that opens no mention, and `#word`.

/// A commentary as a reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rendered {
    pub(super) spans: Vec<Span>,
    /// Where the grammar was broken, in bytes of the source; everything from there on is invisible.
    pub(super) cut_at: Option<usize>,
}

/// One stretch of visible text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// Just words.
    Text(String),
    /// A hashtag, without its `#`.
    Hashtag(String),
    /// A mention whose text is the name of whom it mentions: a link.
    Mention { name: String, urn: String },
}

impl Rendered {
    /// Reads `source`; `names` lists the texts under which a URN may be mentioned, the full name first.
    pub(super) fn parse(source: &str, names: impl Fn(&str) -> Vec<String>) -> Self {
        let mut parser = Parser { source, at: 0 };
        let mut spans = Vec::new();
        let mut cut_at = None;
        while parser.peek().is_some() {
            let start = parser.at;
            let Some(span) = parser.element(&names) else {
                cut_at = Some(start);
                break;
            };
            push(&mut spans, span);
        }
        Self { spans, cut_at }
    }

    /// The visible characters in order.
    pub(super) fn text(&self) -> String {
        self.spans.iter().fold(String::new(), |mut text, span| {
            match span {
                Span::Text(words) => text.push_str(words),
                Span::Hashtag(word) => {
                    text.push('#');
                    text.push_str(word);
                }
                Span::Mention { name, .. } => text.push_str(name),
            }
            text
        })
    }
}

/// What a reader sees of a commentary in which `name` may be mentioned; `None` where LinkedIn would cut it.
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) fn shown(source: &str, name: &str) -> Option<String> {
    let rendered = Rendered::parse(source, |_urn| vec![name.to_owned()]);
    rendered.cut_at.is_none().then(|| rendered.text())
}

struct Parser<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn skip(&mut self, expected: &str) -> Option<()> {
        self.rest()
            .starts_with(expected)
            .then(|| self.at += expected.len())
    }

    /// One element; `None` where the grammar is broken.
    fn element(&mut self, names: &impl Fn(&str) -> Vec<String>) -> Option<Span> {
        match self.peek()? {
            '#' => self.hashtag(),
            '{' => self.template(),
            '@' if self.rest().starts_with("@[") || self.rest().starts_with("@(") => {
                self.mention(names)
            }
            '@' => self.next().map(|c| Span::Text(c.to_string())),
            _ => self.character().map(|c| Span::Text(c.to_string())),
        }
    }

    /// One visible character: unreserved, escaped, or the tolerated `_`.
    fn character(&mut self) -> Option<char> {
        match self.next()? {
            '\\' => self.next().filter(|c| RESERVED.contains(*c)),
            '_' => Some('_'),
            c => (!RESERVED.contains(c)).then_some(c),
        }
    }

    fn hashtag(&mut self) -> Option<Span> {
        self.skip("#")?;
        let rest = self.rest();
        let end = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        self.at += end;
        (end > 0).then(|| Span::Hashtag(rest[..end].to_owned()))
    }

    fn template(&mut self) -> Option<Span> {
        self.skip("{hashtag|\\")?;
        self.next().filter(|c| matches!(c, '#' | '\u{ff03}'))?;
        self.skip("|")?;
        self.text_until('}').map(Span::Hashtag)
    }

    fn mention(&mut self, names: &impl Fn(&str) -> Vec<String>) -> Option<Span> {
        self.skip("@")?;
        let label = match self.skip("[") {
            Some(()) => Some(self.text_until(']')?),
            None => None,
        };
        self.skip("(")?;
        let (urn, _) = self.rest().split_once(')')?;
        self.at += urn.len() + 1;
        let someone = ["urn:li:person:", "urn:li:organization:"]
            .iter()
            .any(|prefix| urn.strip_prefix(prefix).is_some_and(is_plain_id));
        if !someone {
            return None;
        }
        let known = names(urn);
        let name = label.or_else(|| known.first().cloned())?;
        Some(if known.contains(&name) {
            let urn = urn.to_owned();
            Span::Mention { name, urn }
        } else {
            Span::Text(name)
        })
    }

    /// The text up to an unescaped `end`, which is consumed; at least one character.
    fn text_until(&mut self, end: char) -> Option<String> {
        let mut text = String::new();
        while self.peek()? != end {
            text.push(self.character()?);
        }
        self.next();
        (!text.is_empty()).then_some(text)
    }
}

fn push(spans: &mut Vec<Span>, span: Span) {
    match (spans.last_mut(), span) {
        (Some(Span::Text(words)), Span::Text(more)) => words.push_str(&more),
        (_, span) => spans.push(span),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_plain_id(id: &str) -> bool {
    !id.is_empty()
        && id
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

const RESERVED: &str = "\\|{}@[]()<>#*_~";

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(source: &str) -> Rendered {
        Rendered::parse(source, |urn| match urn {
            "urn:li:organization:1" => vec!["Acme".to_owned()],
            "urn:li:person:x" => vec!["Ann Lee".to_owned(), "Ann".to_owned()],
            _ => Vec::new(),
        })
    }

    #[test]
    fn what_a_reader_sees() {
        let rows = [
            ("plain words", "a b\nc", "a b\nc"),
            (
                "every reserved character escaped",
                r"\\\|\{\}\@\[\]\(\)\<\>\#\*\_\~",
                r"\|{}@[]()<>#*_~",
            ),
            ("a bare underscore", "utm_source", "utm_source"),
            ("a bare at sign", "me@example.com @", "me@example.com @"),
            ("a bare hashtag", "see #rust!", "see #rust!"),
            ("a number after a hash", "#1", "#1"),
            ("a hashtag template", r"a {hashtag|\#|rust}b", "a #rustb"),
            (
                "a full-width hashtag template",
                "{hashtag|\\\u{ff03}|rust}",
                "#rust",
            ),
            ("an escape inside a template", r"{hashtag|\#|a\_b}", "#a_b"),
            (
                "a linked mention",
                "hi @[Acme](urn:li:organization:1)!",
                "hi Acme!",
            ),
            (
                "a mention without a text",
                "@(urn:li:organization:1)",
                "Acme",
            ),
            (
                "a mention under a wrong name",
                "@[ACME](urn:li:organization:1)",
                "ACME",
            ),
            (
                "an escape inside a mention",
                r"@[A \(B\)](urn:li:organization:9)",
                "A (B)",
            ),
            ("an emoji", "👩\u{200d}🚀 ok", "👩\u{200d}🚀 ok"),
        ];
        for (name, source, text) in rows {
            let rendered = parse(source);
            assert_eq!(
                (rendered.text().as_str(), rendered.cut_at),
                (text, None),
                "{name}"
            );
        }
    }

    #[test]
    fn the_text_ends_before_the_first_offence() {
        let rows = [
            ("a parenthesis", "Hello (world)", "Hello "),
            ("a closing parenthesis", "a) b", "a"),
            ("a bracket", "a [b]", "a "),
            ("a closing bracket", "a] b", "a"),
            ("a brace", "a {b}", "a "),
            ("a closing brace", "a} b", "a"),
            ("a less-than sign", "i <3 u", "i "),
            ("a greater-than sign", "a > b", "a "),
            ("a star", "2 * 3", "2 "),
            ("a tilde", "~5", ""),
            ("a bar", "a | b", "a "),
            ("a hash before a space", "# title", ""),
            ("a backslash before an ordinary letter", r"C:\new", "C:"),
            ("a backslash at the end", "a\\", "a"),
            ("an unknown template", "{mention|a}", ""),
            ("an empty template", r"{hashtag|\#|}", ""),
            ("a template with a bare hash", "x {hashtag|#|rust}", "x "),
            ("a mention of something else", "@[A](urn:li:share:1)", ""),
            (
                "a mention without its end",
                "a @[Acme](urn:li:organization:1",
                "a ",
            ),
            ("a mention without a URN", "a @[Acme] b", "a "),
            (
                "a mention of nobody, without a text",
                "a @(urn:li:person:nobody)",
                "a ",
            ),
        ];
        for (name, source, text) in rows {
            let rendered = parse(source);
            assert_eq!(rendered.text(), text, "{name}");
            assert_eq!(rendered.cut_at, Some(text.len()), "{name}");
        }
    }

    #[test]
    fn a_member_is_linked_by_first_or_full_name() {
        for name in ["Ann", "Ann Lee"] {
            let spans = parse(&format!("@[{name}](urn:li:person:x)")).spans;
            let urn = "urn:li:person:x".to_owned();
            assert_eq!(
                spans,
                [Span::Mention {
                    name: name.to_owned(),
                    urn
                }]
            );
        }
    }

    #[test]
    fn a_wrong_name_is_shown_but_not_linked() {
        let spans = parse("@[acme](urn:li:organization:1)").spans;
        assert_eq!(spans, [Span::Text("acme".to_owned())]);
    }

    /// What our own side writes, read by LinkedIn's.
    mod from_our_side {
        use proptest::prelude::*;

        use super::*;
        use crate::domain::LittleText;
        use crate::domain::commentary::Mention;

        fn mentions() -> [Mention; 2] {
            let mention = |name: &str, urn: &str| Mention {
                name: name.to_owned(),
                urn: urn.parse().unwrap(),
            };
            [
                mention("Acme", "urn:li:organization:1"),
                mention("Ann Lee", "urn:li:person:x"),
            ]
        }

        fn arrived(typed: &str) -> Rendered {
            parse(LittleText::encode(typed, &mentions()).unwrap().as_str())
        }

        /// A mention is seen without its `@`.
        #[track_caller]
        fn check(typed: &str, seen: &str) {
            let rendered = arrived(typed);
            assert_eq!((rendered.text().as_str(), rendered.cut_at), (seen, None));
        }

        #[test]
        fn each_reserved_character_arrives_at_the_start_in_the_middle_and_at_the_end() {
            for c in r"\|{}@[]()<>#*_~".chars() {
                for typed in [
                    c.to_string(),
                    format!("{c}a"),
                    format!("a{c}b"),
                    format!("a {c} b"),
                    format!("a{c}"),
                    format!("{c}{c}a{c}{c}b{c}{c}"),
                    format!("\n{c}\n"),
                ] {
                    check(&typed, &typed);
                }
            }
        }

        #[test]
        fn hashtags_and_mentions_stay_whole_beside_reserved_characters() {
            for c in r"\|{}[]()<>*~".chars() {
                let rendered = arrived(&format!("{c}#tag{c} {c}@Acme{c}"));
                assert_eq!(rendered.cut_at, None);
                assert_eq!(rendered.text(), format!("{c}#tag{c} {c}Acme{c}"));
                let tag = Span::Hashtag("tag".to_owned());
                let acme = Span::Mention {
                    name: "Acme".to_owned(),
                    urn: "urn:li:organization:1".to_owned(),
                };
                assert!(rendered.spans.contains(&tag) && rendered.spans.contains(&acme));
            }
        }

        proptest! {
            #[test]
            fn any_text_is_seen_whole(
                typed in r"(\PC|[\n\t\\|{}@\[\]()<>#*_~]|#[a-z_]{1,5}| @Ann Lee,|https://a\.b/c_d#e){0,120}",
            ) {
                let rendered = arrived(&typed);
                prop_assert_eq!(rendered.cut_at, None);
                prop_assert_eq!(rendered.text(), typed.replace(" @Ann Lee,", " Ann Lee,"));
            }

            #[test]
            fn any_text_at_all_is_seen_whole(typed in any::<String>()) {
                let rendered = arrived(&typed);
                prop_assert_eq!(rendered.cut_at, None);
                prop_assert_eq!(rendered.text(), typed);
            }
        }
    }
}

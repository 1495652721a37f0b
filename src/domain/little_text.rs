//! Little text: how LinkedIn wants a post's commentary written, and the proof that nothing is lost on the way.
//!
//! LinkedIn, *little text format*: fifteen characters are reserved and must be written with a backslash when they
//! are meant as themselves. A post with a bare one is accepted (201) and silently cut there. So the encoder is
//! not trusted: every text is decoded again, by the grammar, before it may leave.

use super::commentary::{Mention, Piece, pieces};

/// A commentary in LinkedIn's notation, proved to read back as what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LittleText(String);

impl LittleText {
    /// Writes `text` in LinkedIn's notation: hashtags as templates, `@Name` of the given mentions as links,
    /// every other reserved character with a backslash.
    ///
    /// # Errors
    /// [`Garbled`] if reading the result back does not give exactly `text`; then nothing may be sent.
    pub fn encode(text: &str, mentions: &[Mention]) -> Result<Self, Garbled> {
        let mut encoded = String::with_capacity(text.len() + text.len() / 8);
        for piece in pieces(text, mentions) {
            match piece {
                Piece::Plain(range) => escape_into(&mut encoded, &text[range]),
                Piece::Hashtag(range) => {
                    encoded.push_str(HASHTAG_OPEN);
                    escape_into(&mut encoded, &text[range.start + 1..range.end]);
                    encoded.push('}');
                }
                Piece::Mention(_, mention) => {
                    encoded.push_str("@[");
                    escape_into(&mut encoded, &mention.name);
                    encoded.push_str("](");
                    encoded.push_str(mention.urn.as_str());
                    encoded.push(')');
                }
            }
        }
        if decode(&encoded).is_some_and(|typed| typed == text) {
            Ok(Self(encoded))
        } else {
            Err(Garbled)
        }
    }

    /// The commentary as it goes over the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text would not arrive as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The text could not be written in LinkedIn's notation without changing it")]
pub struct Garbled;

/// Reads little text back into what a person would have typed: `#word` for a hashtag, `@Name` for a mention.
///
/// `None` where the grammar does not allow what is there. It is stricter than LinkedIn: a reserved character must
/// have its backslash wherever it is not part of an element.
pub fn decode(encoded: &str) -> Option<String> {
    let mut typed = String::with_capacity(encoded.len());
    let mut rest = encoded;
    while let Some(c) = rest.chars().next() {
        if let Some(template) = rest.strip_prefix(HASHTAG_OPEN) {
            let (word, after) = take_text(template, '}')?;
            typed.push('#');
            typed.push_str(&word);
            rest = after;
        } else if let Some(link) = rest.strip_prefix("@[") {
            let (name, after) = take_text(link, ']')?;
            let (urn, after) = after.strip_prefix('(')?.split_once(')')?;
            urn.parse::<super::AuthorUrn>().ok()?;
            typed.push('@');
            typed.push_str(&name);
            rest = after;
        } else if c == '\\' {
            let escaped = rest[1..].chars().next().filter(|&c| is_reserved(c))?;
            typed.push(escaped);
            rest = &rest[1 + escaped.len_utf8()..];
        } else if is_reserved(c) {
            return None;
        } else {
            typed.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    Some(typed)
}

/// Reads escaped text up to the bare character `close`; gives the text and what follows `close`.
fn take_text(from: &str, close: char) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut chars = from.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == close {
            return (!text.is_empty()).then_some((text, &from[at + c.len_utf8()..]));
        }
        match c {
            '\\' => text.push(chars.next().map(|(_, c)| c).filter(|&c| is_reserved(c))?),
            _ if is_reserved(c) => return None,
            _ => text.push(c),
        }
    }
    None
}

fn escape_into(encoded: &mut String, text: &str) {
    for c in text.chars() {
        if is_reserved(c) {
            encoded.push('\\');
        }
        encoded.push(c);
    }
}

fn is_reserved(c: char) -> bool {
    RESERVED.contains(c)
}

/// LinkedIn, little text format: "reserved characters".
const RESERVED: &str = r"\|{}@[]()<>#*_~";

/// The explicit form of a hashtag, which is also the form LinkedIn gives back.
pub(super) const HASHTAG_OPEN: &str = r"{hashtag|\#|";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mention(name: &str) -> Mention {
        Mention {
            name: name.to_owned(),
            urn: "urn:li:organization:2414183".parse().unwrap(),
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mentions = [mention("DevTestCo"), mention("Odd (Name) [x]")];
        assert_eq!(
            LittleText::encode(text, &mentions).unwrap().as_str(),
            expected
        );
    }

    #[test]
    fn each_reserved_character_gets_its_backslash() {
        check(r"\|{}@[]()<>#*_~", r"\\\|\{\}\@\[\]\(\)\<\>\#\*\_\~");
        check(
            "plain, with dots… and 😀\nlines",
            "plain, with dots… and 😀\nlines",
        );
    }

    #[test]
    fn hashtags_become_templates() {
        check("#rust!", r"{hashtag|\#|rust}!");
        check("#snake_case", r"{hashtag|\#|snake\_case}");
        check("C# a#b", r"C\# a\#b");
        check("https://a.example/x_y#z", r"https://a.example/x\_y\#z");
    }

    #[test]
    fn mentions_become_links_with_the_exact_name() {
        check(
            "Hi @DevTestCo!",
            "Hi @[DevTestCo](urn:li:organization:2414183)!",
        );
        check(
            "@Odd (Name) [x]",
            r"@[Odd \(Name\) \[x\]](urn:li:organization:2414183)",
        );
        check("@Somebody", r"\@Somebody");
    }

    #[test]
    fn what_the_grammar_does_not_allow_is_not_read() {
        for encoded in [
            "(",
            "a)",
            "@x",
            "#x",
            r"\a",
            r"\",
            "{hashtag|x}",
            r"{hashtag|\#|}",
            "@[x]",
            "@[x](y)",
            "_",
        ] {
            assert_eq!(decode(encoded), None, "{encoded}");
        }
    }

    proptest! {
        #[test]
        fn reading_back_gives_what_was_typed(text in r"(\PC|[\n\\|{}@\[\]()<>#*_~]|#[a-z_]{1,5}|@DevTestCo){0,200}") {
            let encoded = LittleText::encode(&text, &[mention("DevTestCo")]).unwrap();
            prop_assert_eq!(decode(encoded.as_str()), Some(text));
        }

        #[test]
        fn any_text_at_all_is_read_without_panic(text in any::<String>()) {
            decode(&text);
            prop_assert!(LittleText::encode(&text, &[]).is_ok());
        }
    }
}

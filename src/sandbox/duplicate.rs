//! What makes two posts of one author the same. Knows neither the author nor the time between them.
//!
//! LinkedIn documents no rule; users of the live service met `DUPLICATE_POST` for "identical text" (2024 to 2026).

use serde_json::{Value, json};

use super::published_post::PostedImage;
use super::switches::DuplicateScope;

/// A post reduced to what is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint {
    text: String,
    content: String,
}

impl Fingerprint {
    /// `text` is what readers see, so that two spellings of a hashtag are one; pictures count by their bytes, since
    /// the same file has another URN after each upload.
    pub(super) fn of(
        text: String,
        content: &Value,
        reshare_of: Option<&str>,
        images: &[PostedImage],
    ) -> Self {
        let pictures: Vec<&str> = images.iter().map(|image| image.sha256.as_str()).collect();
        let other = if images.is_empty() {
            content
        } else {
            &Value::Null
        };
        Self {
            text,
            content: json!([reshare_of, other, pictures]).to_string(),
        }
    }

    /// The same post with another text.
    pub(super) fn set_text(&mut self, text: String) {
        self.text = text;
    }

    /// Whether a post like `self` is one like `other` again. Without words, only the content can tell.
    pub(super) fn repeats(&self, other: &Self, scope: DuplicateScope) -> bool {
        let by_content = scope == DuplicateScope::TextAndContent || self.text.trim().is_empty();
        self.text == other.text && (!by_content || self.content == other.content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprint(text: &str, content: &str) -> Fingerprint {
        Fingerprint::of(text.to_owned(), &json!(content), None, &[])
    }

    #[test]
    fn the_scope_says_whether_content_tells_posts_apart() {
        use DuplicateScope::{Text, TextAndContent};
        let rows = [
            ("all the same", ("a", "x"), ("a", "x"), [true, true]),
            ("another content", ("a", "x"), ("a", "y"), [true, false]),
            ("another text", ("a", "x"), ("b", "x"), [false, false]),
            (
                "no words, same content",
                (" ", "x"),
                (" ", "x"),
                [true, true],
            ),
            (
                "no words, another content",
                ("", "x"),
                ("", "y"),
                [false, false],
            ),
        ];
        for (name, (text, content), (old_text, old_content), expected) in rows {
            let new = fingerprint(text, content);
            let old = fingerprint(old_text, old_content);
            let found = [Text, TextAndContent].map(|scope| new.repeats(&old, scope));
            assert_eq!(found, expected, "{name}");
        }
    }
}

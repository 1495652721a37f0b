//! Texts that are kept under a name: a template begins a draft, a snippet goes into one.

use serde::{Deserialize, Serialize};

use super::commentary::is_blank;
use super::library::folded;
use super::limits::MAX_DRAFT_BYTES;
use super::{Draft, JobId, Mention, Visibility};
use crate::words::t;

/// What a kept text is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeptKind {
    /// It goes into a draft, at the caret.
    #[default]
    Snippet,
    /// A draft begins with it.
    Template,
}

/// A text that is kept under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptText {
    /// Born with it.
    pub id: JobId,
    /// What it is for.
    pub kind: KeptKind,
    /// What a person calls it.
    pub name: String,
    /// The words.
    pub text: String,
    /// Who is meant by `@Name` in the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// Who may see what begins with a template.
    #[serde(default)]
    pub visibility: Visibility,
    /// Whether others are kept from resharing what begins with a template.
    #[serde(default)]
    pub reshare_disabled: bool,
}

impl KeptText {
    /// A draft that begins with it.
    pub fn begin(&self, id: JobId) -> Draft {
        Draft {
            text: self.text.clone(),
            mentions: self.mentions.clone(),
            visibility: self.visibility,
            reshare_disabled: self.reshare_disabled,
            ..Draft::new(id)
        }
    }

    /// Whether it has this name among its kind, whatever the case and the accents.
    pub fn is_called(&self, name: &str, kind: KeptKind) -> bool {
        self.kind == kind && folded(self.name.trim()) == folded(name.trim())
    }
}

/// Keeps a text; one of the same kind and name gives way to it.
///
/// # Errors
/// A sentence; then nothing has changed.
pub fn keep(texts: &mut Vec<KeptText>, text: KeptText) -> Result<(), &'static str> {
    if is_blank(&text.name) {
        return Err(t!("kept-no-name"));
    }
    if text.name.chars().count() > MAX_NAME_CHARS {
        return Err(t!("kept-long-name"));
    }
    if is_blank(&text.text) {
        return Err(t!("kept-no-text"));
    }
    if text.text.len() > MAX_DRAFT_BYTES {
        return Err(t!("kept-long-text"));
    }
    let before = texts
        .iter()
        .position(|kept| kept.is_called(&text.name, text.kind));
    match before {
        Some(idx) => texts[idx] = text,
        None if texts.len() >= MOST => {
            return Err(t!("kept-too-many"));
        }
        None => texts.push(text),
    }
    texts.sort_by_cached_key(|kept| (folded(&kept.name), kept.id));
    Ok(())
}

/// The most kept texts.
const MOST: usize = 100;
const MAX_NAME_CHARS: usize = 80;

#[cfg(test)]
mod tests {
    use super::*;

    fn text(number: u64, name: &str, words: &str) -> KeptText {
        KeptText {
            id: JobId::from_parts(number, 1),
            kind: KeptKind::Snippet,
            name: name.to_owned(),
            text: words.to_owned(),
            mentions: Vec::new(),
            visibility: Visibility::Public,
            reshare_disabled: false,
        }
    }

    #[test]
    fn a_name_is_taken_over_within_its_kind_only() {
        let mut texts = Vec::new();
        keep(&mut texts, text(1, "Zoo", "z")).unwrap();
        keep(&mut texts, text(2, "Été", "a")).unwrap();
        keep(&mut texts, text(3, " ete", "b")).unwrap();
        let template = KeptText {
            kind: KeptKind::Template,
            ..text(4, "ete", "c")
        };
        keep(&mut texts, template).unwrap();
        let words: Vec<&str> = texts.iter().map(|kept| kept.text.as_str()).collect();
        assert_eq!(words.len(), 3);
        assert_eq!(words[2], "z");
        assert!(words.contains(&"b") && words.contains(&"c"));
    }

    #[test]
    fn what_has_no_name_or_no_words_or_too_many_is_not_kept() {
        let mut texts = Vec::new();
        for (name, words) in [
            (" \n", "a".to_owned()),
            (&*"n".repeat(81), "a".to_owned()),
            ("a", " \u{1}".to_owned()),
            ("a", "a".repeat(MAX_DRAFT_BYTES + 1)),
        ] {
            assert!(keep(&mut texts, text(1, name, &words)).is_err(), "{name}");
        }
        for number in 0..MOST as u64 {
            keep(&mut texts, text(number, &number.to_string(), "a")).unwrap();
        }
        assert!(keep(&mut texts, text(999, "one more", "a")).is_err());
        assert!(keep(&mut texts, text(999, "7", "b")).is_ok());
        assert_eq!(texts.len(), MOST);
    }
}

//! The sentences that a person reads, by name, in the language of the window: `t!("post-button")`.
//!
//! The sentences themselves are in `assets/words`, a folder for each language and a file for each folder here, in
//! [Fluent](https://projectfluent.org)'s format. `tests/tidy/words.rs` keeps the names, and what they are filled with,
//! the same in all languages. Log lines, the command line's help and its JSON are English and stay where they are.
//! Never here: which sentence belongs where.

use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

/// What a sentence is filled with: a text or a number.
pub use fluent_bundle::FluentValue as Value;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

/// The sentence of this name in the language of the window, filled with what it needs: `t!("days-left", days = 3)`.
/// A sentence that needs nothing is `&'static str`, the others are `String`.
macro_rules! t {
    ($name:literal) => {
        $crate::words::plain($name)
    };
    ($name:literal, $($key:ident = $value:expr),+ $(,)?) => {
        $crate::words::filled(
            $name,
            [$((stringify!($key), $crate::words::Value::from($value))),+],
        )
    };
}
pub(crate) use t;

/// A language that the window speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Language {
    /// As in the United Kingdom.
    #[default]
    English,
    /// German, without a country.
    German,
}

/// Speaks this language from now on, everywhere in this process.
pub fn speak(language: Language) {
    SPOKEN.store(language as u8, Ordering::Relaxed);
}

/// The language that is spoken.
pub fn spoken() -> Language {
    match SPOKEN.load(Ordering::Relaxed) {
        1 => Language::German,
        _ => Language::English,
    }
}

/// A sentence that is filled with nothing. One that is not there is its own name.
pub fn plain(name: &'static str) -> &'static str {
    let found = book(spoken()).plain.get(name);
    found.map_or(name, String::as_str)
}

/// A sentence with what it is filled with.
pub fn filled<const N: usize>(
    name: &'static str,
    values: [(&'static str, Value<'_>); N],
) -> String {
    let book = book(spoken());
    let Some(pattern) = book
        .all
        .get_message(name)
        .and_then(|message| message.value())
    else {
        return name.to_owned();
    };
    let values: FluentArgs<'_> = values.into_iter().collect();
    // What is missing is shown by its name; the test sees to it that nothing is.
    let sentence = book
        .all
        .format_pattern(pattern, Some(&values), &mut Vec::new());
    sentence.into_owned()
}

/// The sentences of one language.
struct Book {
    /// Those that are always the same, ready to be shown.
    plain: HashMap<String, String>,
    all: FluentBundle<FluentResource>,
}

impl Book {
    fn of(code: &str, texts: &[&str]) -> Self {
        let mut all = FluentBundle::new_concurrent(vec![code.parse().unwrap_or_default()]);
        // Invisible marks around what is filled in would be copied along with it.
        all.set_use_isolating(false);
        let mut names = Vec::new();
        for text in texts {
            // What cannot be read is left out; the test sees to it that nothing is.
            let resource = FluentResource::try_new((*text).to_owned())
                .unwrap_or_else(|(readable, _)| readable);
            names.extend(names_in(&resource));
            all.add_resource_overriding(resource);
        }
        let plain = names
            .into_iter()
            .filter_map(|name| {
                let mut missing = Vec::new();
                let pattern = all.get_message(&name)?.value()?;
                let sentence = all.format_pattern(pattern, None, &mut missing).into_owned();
                missing.is_empty().then_some((name, sentence))
            })
            .collect();
        Self { plain, all }
    }
}

fn names_in(resource: &FluentResource) -> Vec<String> {
    use fluent_syntax::ast::Entry;
    resource
        .entries()
        .filter_map(|entry| match entry {
            Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        })
        .collect()
}

fn book(language: Language) -> &'static Book {
    static ENGLISH: OnceLock<Book> = OnceLock::new();
    static GERMAN: OnceLock<Book> = OnceLock::new();
    match language {
        Language::English => ENGLISH.get_or_init(|| Book::of("en", EN)),
        Language::German => GERMAN.get_or_init(|| Book::of("de", DE)),
    }
}

static SPOKEN: AtomicU8 = AtomicU8::new(Language::English as u8);

/// The sentences of one language, a file for each folder.
macro_rules! texts {
    ($language:literal) => {
        &[
            texts!($language, "app"),
            texts!($language, "domain"),
            texts!($language, "engine"),
            texts!($language, "linkedin"),
            texts!($language, "media"),
            texts!($language, "store"),
            texts!($language, "ui"),
            texts!($language, "web"),
        ]
    };
    ($language:literal, $folder:literal) => {
        include_str!(concat!(
            "../../assets/words/",
            $language,
            "/",
            $folder,
            ".ftl"
        ))
    };
}

const EN: &[&str] = texts!("en");
const DE: &[&str] = texts!("de");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_found_filled_and_counted() {
        assert_eq!(plain("role-member"), "You");
        let over = |count: u32| {
            filled(
                "problem-text-too-long",
                [
                    ("over", Value::from(count)),
                    ("limit", Value::from(3_000)),
                    ("units", Value::from(3_000 + count)),
                ],
            )
        };
        assert!(over(1).contains("1 character too long"), "{}", over(1));
        assert!(over(2).contains("2 characters too long"), "{}", over(2));
    }

    #[test]
    fn what_is_missing_is_shown_by_its_name_and_nothing_breaks_down() {
        assert_eq!(plain("no-such-sentence"), "no-such-sentence");
        let values = [("left", Value::from("x"))];
        assert_eq!(
            filled("no-such-sentence", values.clone()),
            "no-such-sentence"
        );
        assert!(filled("poll-same-answers", values).contains("earlier"));
    }

    #[test]
    fn every_language_has_every_sentence_without_a_mistake() {
        for (code, texts) in [("en", EN), ("de", DE)] {
            let mut names = Vec::new();
            for text in texts {
                let resource = FluentResource::try_new((*text).to_owned());
                let resource = resource.unwrap_or_else(|(_, errors)| panic!("{code}: {errors:?}"));
                names.extend(names_in(&resource));
            }
            names.sort_unstable();
            let count = names.len();
            names.dedup();
            assert_eq!(names.len(), count, "{code}: a name comes twice");
        }
    }
}

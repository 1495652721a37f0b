//! Spelling: the dictionaries that are asked, read when they are first needed and forgotten when they are no longer
//! chosen. Reading one takes some tenths of a second, so all of it is done aside.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use poll_promise::Sender;
use spellbook::Dictionary;
use tokio::task::spawn_blocking;

use super::context::Context;
use crate::domain::DictionaryName;
use crate::domain::spelling::as_in_dictionaries;
use crate::store::{find_dictionaries, read_dictionary};
use crate::words::t;

/// What may be asked about spelling.
pub enum SpellingQuestion {
    /// Which dictionaries there are on this computer.
    Find(Sender<FoundDictionaries>),
    /// Whether these words are right, each in turn. The answer may be a sentence for the person.
    Check(
        BTreeSet<DictionaryName>,
        Vec<String>,
        Sender<Result<Vec<bool>, String>>,
    ),
    /// What a word may have been meant to be, the likeliest first; some at most.
    Suggest(BTreeSet<DictionaryName>, String, Sender<Vec<String>>),
}

/// What there is on this computer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundDictionaries {
    /// By name.
    pub names: BTreeSet<DictionaryName>,
    /// The folder where a person may put further ones.
    pub folder: PathBuf,
}

/// The dictionaries of this computer.
pub(super) struct Speller {
    folders: Vec<PathBuf>,
    loaded: Mutex<BTreeMap<DictionaryName, Arc<Dictionary>>>,
}

impl Speller {
    pub(super) fn new(folders: Vec<PathBuf>) -> Self {
        Self {
            folders,
            loaded: Mutex::default(),
        }
    }

    /// The dictionaries of these names; the others are forgotten.
    fn load(&self, names: &BTreeSet<DictionaryName>) -> Result<Vec<Arc<Dictionary>>, String> {
        // A dictionary is put in only when it is whole, so one that broke down has left nothing behind.
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        loaded.retain(|name, _| names.contains(name));
        for name in names {
            if !loaded.contains_key(name) {
                let dictionary = self.read(name)?;
                loaded.insert(name.clone(), Arc::new(dictionary));
            }
        }
        Ok(loaded.values().cloned().collect())
    }

    fn read(&self, name: &DictionaryName) -> Result<Dictionary, String> {
        let files = read_dictionary(&self.folders, name).map_err(|err| err.to_string())?;
        Dictionary::new(&files.affixes, &files.words).map_err(|err| {
            tracing::warn!(%name, %err, "a dictionary makes no sense");
            t!("spelling-bad-dictionary", name = name.label())
        })
    }

    fn check(
        &self,
        names: &BTreeSet<DictionaryName>,
        words: &[String],
    ) -> Result<Vec<bool>, String> {
        let dictionaries = self.load(names)?;
        let is_right = |word: &String| {
            let word = as_in_dictionaries(word);
            dictionaries
                .iter()
                .any(|dictionary| dictionary.check(&word))
        };
        Ok(words.iter().map(is_right).collect())
    }

    fn suggest(&self, names: &BTreeSet<DictionaryName>, word: &str) -> Vec<String> {
        let word = as_in_dictionaries(word);
        let of_each = self
            .load(names)
            .unwrap_or_default()
            .into_iter()
            .map(|dictionary| {
                let mut found = Vec::new();
                dictionary.suggest(&word, &mut found);
                found.into_iter()
            });
        in_turn(of_each.collect())
    }
}

/// The first of each, then the second of each, and so on; every one once.
fn in_turn(mut lists: Vec<std::vec::IntoIter<String>>) -> Vec<String> {
    let mut taken: Vec<String> = Vec::new();
    while !lists.is_empty() && taken.len() < MOST_SUGGESTIONS {
        lists.retain_mut(|list| match list.next() {
            Some(word) => {
                if taken.len() < MOST_SUGGESTIONS && !taken.contains(&word) {
                    taken.push(word);
                }
                true
            }
            None => false,
        });
    }
    taken
}

/// Follows a wish, aside.
pub(super) fn begin(context: &Arc<Context>, wish: SpellingQuestion) {
    let speller = Arc::clone(&context.speller);
    let voice = context.voice.clone();
    tokio::spawn(async move {
        match wish {
            SpellingQuestion::Find(answer) => {
                let found = spawn_blocking(move || FoundDictionaries {
                    names: find_dictionaries(&speller.folders),
                    folder: speller.folders.first().cloned().unwrap_or_default(),
                })
                .await;
                answer.send(found.unwrap_or_default());
            }
            SpellingQuestion::Check(names, words, answer) => {
                let checked = spawn_blocking(move || speller.check(&names, &words)).await;
                let broken = |_broken| Err(t!("spelling-broke-down").to_owned());
                answer.send(checked.unwrap_or_else(broken));
            }
            SpellingQuestion::Suggest(names, word, answer) => {
                let found = spawn_blocking(move || speller.suggest(&names, &word)).await;
                answer.send(found.unwrap_or_default());
            }
        }
        voice.wake();
    });
}

/// More would be read by nobody.
const MOST_SUGGESTIONS: usize = 6;

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Two dictionaries of a few words.
    fn shelf() -> (tempfile::TempDir, Speller) {
        let folder = tempfile::tempdir().unwrap();
        let affixes = "SET UTF-8\nTRY esianrtolcdugmphbyfvkwzESIANRTOLCDUGMPHBYFVKWZ'\n";
        for (name, words) in [("en", "3\ntea\nkite\nisn't\n"), ("de", "2\nTee\nDrachen\n")] {
            fs::write(folder.path().join(format!("{name}.aff")), affixes).unwrap();
            fs::write(folder.path().join(format!("{name}.dic")), words).unwrap();
        }
        fs::write(folder.path().join("xx.aff"), "SET UTF-8\nFLAG nonsense\n").unwrap();
        fs::write(folder.path().join("xx.dic"), "1\nword\n").unwrap();
        let speller = Speller::new(vec![folder.path().to_owned()]);
        (folder, speller)
    }

    fn names(names: &[&str]) -> BTreeSet<DictionaryName> {
        names.iter().map(|name| name.parse().unwrap()).collect()
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_word_is_right_that_one_dictionary_has() {
        let (_folder, speller) = shelf();
        let words = words(&["tea", "Tea", "Tee", "kiet", "isn’t"]);
        let english = speller.check(&names(&["en"]), &words).unwrap();
        assert_eq!(english, [true, true, false, false, true]);
        let both = speller.check(&names(&["de", "en"]), &words).unwrap();
        assert_eq!(both, [true, true, true, false, true]);
    }

    #[test]
    fn likely_words_are_suggested() {
        let (_folder, speller) = shelf();
        let suggested = speller.suggest(&names(&["de", "en"]), "kiet");
        assert!(suggested.contains(&"kite".to_owned()), "{suggested:?}");
        assert!(speller.suggest(&names(&["en"]), "qqqqqqqqqq").is_empty());
    }

    #[test]
    fn suggestions_come_in_turn_and_once() {
        let lists = [&["a", "b", "c"][..], &["b", "d", "e", "f", "g"]];
        let lists = lists.map(|list| words(list).into_iter());
        assert_eq!(in_turn(lists.into()), ["a", "b", "d", "c", "e", "f"]);
    }

    #[test]
    fn what_is_no_longer_chosen_is_forgotten() {
        let (_folder, speller) = shelf();
        speller.check(&names(&["de", "en"]), &[]).unwrap();
        assert_eq!(speller.loaded.lock().unwrap().len(), 2);
        speller.check(&names(&["en"]), &[]).unwrap();
        assert_eq!(speller.loaded.lock().unwrap().len(), 1);
    }

    #[test]
    fn a_dictionary_that_is_gone_or_makes_no_sense_is_said() {
        let (_folder, speller) = shelf();
        let gone = speller.check(&names(&["fr"]), &[]).unwrap_err();
        assert!(gone.contains("fr.aff"), "{gone}");
        let bad = speller.check(&names(&["xx"]), &[]).unwrap_err();
        assert!(bad.contains("xx"), "{bad}");
        assert!(speller.suggest(&names(&["xx"]), "wrod").is_empty());
    }
}

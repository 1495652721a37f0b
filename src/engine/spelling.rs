//! Spelling: the dictionaries that are asked, read when they are first needed and forgotten when they are no longer
//! chosen. Reading one takes some tenths of a second, so all of it is done aside.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use poll_promise::Sender;
use spellbook::Dictionary;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::context::Context;
use crate::domain::DictionaryName;
use crate::domain::spelling::{as_in_dictionaries, as_typed};
use crate::store::{StoreError, find_dictionaries, read_dictionary};
use crate::words::t;

/// What may be asked about spelling.
pub enum SpellingQuestion {
    /// Which dictionaries there are on this computer.
    Find(Sender<FoundDictionaries>),
    /// Whether these words are right.
    Check(BTreeSet<DictionaryName>, Vec<String>, Sender<Checked>),
    /// What a word may have been meant to be, the likeliest first; some at most.
    Suggest(BTreeSet<DictionaryName>, String, Sender<Vec<String>>),
}

/// What was found out about words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Whether each is right, in turn. Where no dictionary can be asked, all are.
    pub are_right: Vec<bool>,
    /// Why a dictionary cannot be asked: a sentence for the person.
    pub trouble: Option<String>,
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
    read: Mutex<BTreeMap<DictionaryName, Result<Arc<Dictionary>, String>>>,
    /// One question at a time: what a hostile dictionary keeps busy is one thread and no more.
    turn: Arc<Semaphore>,
}

impl Speller {
    pub(super) fn new(folders: Vec<PathBuf>) -> Self {
        Self {
            folders,
            read: Mutex::default(),
            turn: Arc::new(Semaphore::new(1)),
        }
    }

    /// What there is; what could not be read is tried again after that.
    fn find(&self) -> FoundDictionaries {
        self.shelf().retain(|_, read| read.is_ok());
        FoundDictionaries {
            names: find_dictionaries(&self.folders),
            folder: self.folders.first().cloned().unwrap_or_default(),
        }
    }

    /// A dictionary is put in only when it is whole, so one that broke down has left nothing behind.
    fn shelf(&self) -> MutexGuard<'_, BTreeMap<DictionaryName, Result<Arc<Dictionary>, String>>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The dictionaries of these names that can be read, and why one cannot; the others are forgotten.
    fn load(&self, names: &BTreeSet<DictionaryName>) -> (Vec<Arc<Dictionary>>, Option<String>) {
        let mut known = self.shelf();
        known.retain(|name, _| names.contains(name));
        for name in names {
            if !known.contains_key(name) {
                let read = self.read(name).map(Arc::new);
                known.insert(name.clone(), read);
            }
        }
        let trouble = known.values().find_map(|read| read.clone().err());
        (known.values().flatten().cloned().collect(), trouble)
    }

    fn read(&self, name: &DictionaryName) -> Result<Dictionary, String> {
        let files = read_dictionary(&self.folders, name).map_err(|err| match err {
            StoreError::NoText { .. } => t!("spelling-encoding", name = name.label()),
            err => err.to_string(),
        })?;
        let parsed = catch_unwind(|| Dictionary::new(&files.affixes, &files.words));
        parsed.ok().and_then(Result::ok).ok_or_else(|| {
            tracing::warn!(%name, "a dictionary makes no sense");
            t!("spelling-bad-dictionary", name = name.label())
        })
    }

    fn check(&self, names: &BTreeSet<DictionaryName>, words: &[String]) -> Checked {
        let (dictionaries, trouble) = self.load(names);
        let is_right = |word: &String| {
            let word = as_in_dictionaries(word);
            // A word over which a dictionary breaks down is none of the person's mistakes.
            let has = |dictionary: &Arc<Dictionary>| {
                catch_unwind(AssertUnwindSafe(|| dictionary.check(&word))).unwrap_or(true)
            };
            dictionaries.is_empty() || dictionaries.iter().any(has)
        };
        Checked {
            are_right: words.iter().map(is_right).collect(),
            trouble,
        }
    }

    fn suggest(&self, names: &BTreeSet<DictionaryName>, typed: &str) -> Vec<String> {
        let word = as_in_dictionaries(typed);
        let (dictionaries, _) = self.load(names);
        let of_each = dictionaries.iter().map(|dictionary| {
            let mut found = Vec::new();
            dictionary.suggest(&word, &mut found);
            let found = found.into_iter().map(|found| as_typed(&found, typed));
            found.collect::<Vec<String>>().into_iter()
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

/// Answers a question, aside.
pub(super) fn begin(context: &Arc<Context>, question: SpellingQuestion) {
    let speller = Arc::clone(&context.speller);
    let voice = context.voice.clone();
    tokio::spawn(async move {
        match question {
            SpellingQuestion::Find(answer) => {
                let found = in_time(&speller, Speller::find).await;
                answer.send(found.unwrap_or_default());
            }
            SpellingQuestion::Check(names, words, answer) => {
                let all_right = vec![true; words.len()];
                let checked = in_time(&speller, move |speller| speller.check(&names, &words)).await;
                answer.send(checked.unwrap_or_else(|| Checked {
                    are_right: all_right,
                    trouble: Some(t!("spelling-broke-down").to_owned()),
                }));
            }
            SpellingQuestion::Suggest(names, word, answer) => {
                let found = in_time(&speller, move |speller| speller.suggest(&names, &word)).await;
                answer.send(found.unwrap_or_default());
            }
        }
        voice.wake();
    });
}

/// Does something with the dictionaries on a thread of its own; `None` where that breaks down or takes too long. What
/// takes too long works on until it is done, and nothing else begins until then.
async fn in_time<R: Send + 'static>(
    speller: &Arc<Speller>,
    work: impl FnOnce(&Speller) -> R + Send + 'static,
) -> Option<R> {
    let worker = Arc::clone(speller);
    let done = async move {
        let turn = Arc::clone(&worker.turn).acquire_owned().await.ok()?;
        let done = spawn_blocking(move || {
            let _turn = turn;
            work(&worker)
        });
        done.await.ok()
    };
    tokio::time::timeout(PATIENCE, done).await.ok().flatten()
}

/// A large dictionary is read in less than a second.
const PATIENCE: Duration = Duration::from_secs(10);
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
        let english = speller.check(&names(&["en"]), &words);
        assert_eq!(english.are_right, [true, true, false, false, true]);
        let both = speller.check(&names(&["de", "en"]), &words);
        assert_eq!(both.are_right, [true, true, true, false, true]);
        assert_eq!(both.trouble, None);
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
        speller.check(&names(&["de", "en"]), &[]);
        assert_eq!(speller.shelf().len(), 2);
        speller.check(&names(&["en"]), &[]);
        assert_eq!(speller.shelf().len(), 1);
    }

    #[test]
    fn a_dictionary_that_cannot_be_read_is_said_and_the_others_are_asked() {
        let (folder, speller) = shelf();
        let words = words(&["tea", "kiet"]);
        for (name, says) in [("fr", "fr.aff"), ("xx", "xx")] {
            let checked = speller.check(&names(&["en", name]), &words);
            assert_eq!(checked.are_right, [true, false]);
            let trouble = checked.trouble.unwrap();
            assert!(trouble.contains(says), "{trouble}");
            let alone = speller.check(&names(&[name]), &words);
            assert_eq!(alone.are_right, [true, true]);
            assert!(speller.suggest(&names(&[name]), "wrod").is_empty());
        }
        speller.check(&names(&["fr"]), &[]);
        fs::write(folder.path().join("fr.aff"), "SET UTF-8").unwrap();
        fs::write(folder.path().join("fr.dic"), "1\nkiet").unwrap();
        assert!(speller.check(&names(&["fr"]), &words).trouble.is_some());
        // Whoever looks what there is has perhaps put something there.
        speller.find();
        let checked = speller.check(&names(&["fr"]), &words);
        assert_eq!(
            (checked.are_right, checked.trouble),
            (vec![false, true], None)
        );
    }

    #[test]
    fn a_dictionary_in_an_encoding_that_is_not_read_is_said_to_be_so() {
        let (folder, speller) = shelf();
        fs::write(folder.path().join("pl.aff"), "SET ISO8859-2").unwrap();
        fs::write(folder.path().join("pl.dic"), "1\nx").unwrap();
        let trouble = speller.check(&names(&["pl"]), &[]).trouble.unwrap();
        assert!(trouble.contains("encoding"), "{trouble}");
    }

    #[tokio::test]
    async fn what_breaks_down_answers_nothing_and_lets_the_next_one_begin() {
        let (_folder, speller) = shelf();
        let speller = Arc::new(speller);
        let broken: Option<u8> = in_time(&speller, |_| panic!("a hostile dictionary")).await;
        assert_eq!(broken, None);
        assert_eq!(in_time(&speller, |_| 7).await, Some(7));
    }
}

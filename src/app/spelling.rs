//! Spelling: the words of the open draft that dictionaries have not been asked about yet are asked about, one question
//! at a time, and what is known of them is handed to the panes.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use egui::Context;
use poll_promise::Promise;

use super::App;
use super::pending::{take_answer, take_ready_one};
use crate::domain::spelling::words_to_check;
use crate::domain::{DictionaryName, Draft, Mention, Settings, SpellingChoice};
use crate::engine::{Command, FoundDictionaries, SpellingQuestion};
use crate::ui::{Page, SpellingFacts, SpellingWish, caret_byte, replace_word};

/// What is known of words, and what is being asked.
#[derive(Default)]
pub(super) struct Spelling {
    found: Option<(BTreeSet<DictionaryName>, String)>,
    finding: Option<Promise<FoundDictionaries>>,
    /// Against what the verdicts are.
    choice: SpellingChoice,
    revision: u64,
    verdicts: HashMap<String, bool>,
    checking: Option<(Vec<String>, Promise<Verdicts>)>,
    suggestions: HashMap<String, Vec<String>>,
    suggesting: Option<(String, Promise<Vec<String>>)>,
    trouble: Option<String>,
    words: Words,
    mistakes: Vec<Range<usize>>,
}

/// Whether each of some words is right, or why that is not known.
type Verdicts = Result<Vec<bool>, String>;

/// The words of a text, found again only when it has changed.
#[derive(Default)]
struct Words {
    text: String,
    mentions: Vec<Mention>,
    ranges: Option<Vec<Range<usize>>>,
}

impl Spelling {
    /// What the panes may read of it.
    pub(super) fn facts<'a>(&'a self, settings: &'a Settings) -> SpellingFacts<'a> {
        let found = self.found.as_ref();
        SpellingFacts {
            choice: &settings.spelling,
            found: found.map(|(names, _)| names),
            folder: found.map_or("", |(_, folder)| folder),
            verdicts: &self.verdicts,
            revision: self.revision,
            suggestions: &self.suggestions,
            mistakes: &self.mistakes,
            trouble: self.trouble.as_deref(),
        }
    }

    /// Forgets what was known where other dictionaries are asked now.
    fn use_choice(&mut self, choice: &SpellingChoice) {
        if self.choice == *choice {
            return;
        }
        if self.choice.dictionaries != choice.dictionaries {
            self.verdicts.clear();
            self.suggestions.clear();
            self.checking = None;
            self.suggesting = None;
            self.trouble = None;
            self.words = Words::default();
        }
        self.choice = choice.clone();
        self.revision += 1;
    }

    /// Takes the answers in that have come.
    fn take_answers(&mut self) {
        if let Some(found) = take_answer(&mut self.finding) {
            self.found = Some((found.names, found.folder.display().to_string()));
        }
        if let Some((word, found)) = take_ready_one(&mut self.suggesting) {
            self.suggestions.insert(word, found);
        }
        match take_ready_one(&mut self.checking) {
            Some((words, Ok(verdicts))) => {
                self.verdicts.extend(words.into_iter().zip(verdicts));
                self.revision += 1;
            }
            Some((_, Err(trouble))) => self.trouble = Some(trouble),
            None => {}
        }
    }

    /// Finds the doubtful words of a draft, and gives those that nobody has been asked about. The word that ends at
    /// the caret is still being typed.
    fn look_at(&mut self, draft: &Draft, caret: Option<usize>) -> Vec<String> {
        let dictionaries = &self.choice.dictionaries;
        let words = &mut self.words;
        if words.text != draft.text || words.mentions != draft.mentions {
            words.ranges = None;
        }
        let ranges = words.ranges.get_or_insert_with(|| {
            words.text.clone_from(&draft.text);
            words.mentions.clone_from(&draft.mentions);
            words_to_check(&draft.text, &draft.mentions, dictionaries)
        });
        let mut unknown = Vec::new();
        self.mistakes.clear();
        for range in ranges.iter().filter(|range| caret != Some(range.end)) {
            let word = &draft.text[range.clone()];
            match self.verdicts.get(word) {
                Some(false) if !self.choice.knows(word) => self.mistakes.push(range.clone()),
                Some(_) => {}
                None => unknown.push(word.to_owned()),
            }
        }
        unknown.sort_unstable();
        unknown.dedup();
        unknown
    }
}

impl App {
    /// Takes in what dictionaries have answered, and asks about the words that are new. Runs before every frame.
    pub(super) fn check_spelling(&mut self, ctx: &Context) {
        self.spelling.take_answers();
        self.spelling.use_choice(&self.state.settings.spelling);
        let is_shown = self.page == Page::Settings || self.spelling_pane.is_open();
        if is_shown && self.spelling.found.is_none() && self.spelling.finding.is_none() {
            self.spelling.finding =
                self.ask(|answer| Command::Spelling(SpellingQuestion::Find(answer)));
        }
        let choice = &self.state.settings.spelling;
        if !choice.is_on() || self.spelling.trouble.is_some() {
            self.spelling.mistakes.clear();
            return;
        }
        let caret = caret_byte(ctx, &self.state.draft);
        let unknown = self.spelling.look_at(&self.state.draft, caret);
        if unknown.is_empty() || self.spelling.checking.is_some() {
            return;
        }
        if self.spelling.verdicts.len() > MOST_VERDICTS {
            self.spelling.verdicts.clear();
        }
        let (names, words) = (choice.dictionaries.clone(), unknown.clone());
        let asked =
            self.ask(|answer| Command::Spelling(SpellingQuestion::Check(names, words, answer)));
        self.spelling.checking = asked.map(|promise| (unknown, promise));
    }

    /// Follows a wish about spelling.
    pub(super) fn follow_spelling(&mut self, wish: SpellingWish, ctx: &Context) {
        match wish {
            SpellingWish::Open if self.state.sending.is_none() => {
                self.page = Page::Write;
                // One may have been installed meanwhile.
                self.spelling.found = None;
                self.spelling_pane.open();
            }
            SpellingWish::Open => {}
            SpellingWish::Close => self.wants_focus = self.page == Page::Write,
            SpellingWish::Suggest(word) => self.suggest(word),
            SpellingWish::Replace { range, typed, with } => {
                let draft = &mut self.state.draft;
                let is_there = draft.text.get(range.clone()) == Some(typed.as_str());
                if is_there && self.state.sending.is_none() {
                    replace_word(ctx, draft, range, &with);
                }
            }
            SpellingWish::Learn(word) => {
                let mut settings = self.state.settings.clone();
                settings.spelling.learn(&word);
                self.keep_settings(settings);
            }
        }
    }

    /// Asks what a word may have been meant to be, one word at a time.
    fn suggest(&mut self, word: String) {
        if self.spelling.suggesting.is_some() {
            return;
        }
        let names = self.state.settings.spelling.dictionaries.clone();
        let asked = word.clone();
        let asked =
            self.ask(|answer| Command::Spelling(SpellingQuestion::Suggest(names, asked, answer)));
        self.spelling.suggesting = asked.map(|promise| (word, promise));
    }
}

/// With more words than that, what is known of them is found out anew.
const MOST_VERDICTS: usize = 20_000;

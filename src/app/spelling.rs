//! Spelling: the words of the open draft that dictionaries have not been asked about yet are asked about, one question
//! at a time, and what is known of them is handed to the panes.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::time::Duration;

use egui::Context;
use poll_promise::{Promise, Sender};

use super::App;
use super::pending::{take_answer, take_ready_one};
use crate::domain::spelling::{is_being_written, words_to_check};
use crate::domain::{DictionaryName, Draft, Mention, Settings, SpellingChoice};
use crate::engine::{Checked, Command, FoundDictionaries, SpellingQuestion};
use crate::ui::{Page, SpellingFacts, SpellingWish, being_written, replace_word};
use crate::words::t;

/// What is known of words, and what is being asked.
#[derive(Default)]
pub(super) struct Spelling {
    found: Option<(BTreeSet<DictionaryName>, String)>,
    finding: Option<Promise<FoundDictionaries>>,
    /// Against what the verdicts are.
    choice: SpellingChoice,
    revision: u64,
    verdicts: HashMap<String, bool>,
    checking: Option<(Vec<String>, Promise<Checked>)>,
    suggestions: HashMap<String, Vec<String>>,
    suggesting: Option<(String, Promise<Vec<String>>)>,
    trouble: Option<String>,
    words: Words,
    mistakes: Vec<Range<usize>>,
    /// Whether there are words that nobody has been asked about.
    has_unknown: bool,
    /// Whether dictionaries are shown to choose from.
    was_shown: bool,
}

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
            is_checking: self.has_unknown,
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
        if let Some((words, checked)) = take_ready_one(&mut self.checking) {
            self.verdicts
                .extend(words.into_iter().zip(checked.are_right));
            self.trouble = checked.trouble;
            self.revision += 1;
        }
    }

    /// Finds the doubtful words of a draft, and gives those that nobody has been asked about; without those that are
    /// still being written.
    fn look_at(&mut self, draft: &Draft, written: Option<&Range<usize>>) -> Vec<String> {
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
        let is_written =
            |range: &Range<usize>| written.is_some_and(|written| is_being_written(range, written));
        for range in ranges.iter().filter(|range| !is_written(range)) {
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
        self.find_dictionaries(ctx);
        let choice = &self.state.settings.spelling;
        if !choice.is_on() {
            self.spelling.mistakes.clear();
            self.spelling.trouble = None;
            return;
        }
        let draft = &self.state.draft;
        let written = being_written(ctx, draft, self.compose.is_composing());
        let unknown = self.spelling.look_at(draft, written.as_ref());
        self.spelling.has_unknown = !unknown.is_empty();
        if unknown.is_empty() || self.spelling.checking.is_some() {
            return;
        }
        if self.spelling.verdicts.len() > MOST_VERDICTS {
            self.spelling.verdicts.clear();
        }
        let (names, words) = (choice.dictionaries.clone(), unknown.clone());
        let asked = self.wonder(ctx, |answer| SpellingQuestion::Check(names, words, answer));
        self.spelling.checking = asked.map(|promise| (unknown, promise));
    }

    /// Looks which dictionaries there are whenever they begin to be shown: one may have been installed meanwhile.
    fn find_dictionaries(&mut self, ctx: &Context) {
        let is_shown = self.page == Page::Settings || self.spelling_pane.is_open();
        let was_shown = std::mem::replace(&mut self.spelling.was_shown, is_shown);
        if is_shown && !was_shown && self.spelling.finding.is_none() {
            self.spelling.finding = self.wonder(ctx, SpellingQuestion::Find);
            self.spelling.was_shown = self.spelling.finding.is_some();
            // What could not be read is tried again.
            if self.spelling.trouble.take().is_some() {
                self.spelling.verdicts.clear();
            }
        }
    }

    /// Asks what nobody waits for: an engine that is too busy is asked again a moment later.
    fn wonder<T: Send + 'static>(
        &self,
        ctx: &Context,
        question: impl FnOnce(Sender<T>) -> SpellingQuestion,
    ) -> Option<Promise<T>> {
        let (answer, promise) = Promise::new();
        let sent = self.engine.send(Command::Spelling(question(answer)));
        if sent.is_err() && self.engine.is_running() {
            ctx.request_repaint_after(ASK_AGAIN_AFTER);
        }
        sent.ok().map(|()| promise)
    }

    /// Follows a wish about spelling.
    pub(super) fn follow_spelling(&mut self, wish: SpellingWish, ctx: &Context) {
        match wish {
            SpellingWish::Open if self.state.sending.is_none() => {
                self.page = Page::Write;
                self.spelling_pane.open();
            }
            SpellingWish::Open => {}
            SpellingWish::Close => self.wants_focus = self.page == Page::Write,
            SpellingWish::Suggest(word) => self.suggest(word, ctx),
            SpellingWish::Replace { range, typed, with } => {
                let draft = &mut self.state.draft;
                let is_there = draft.text.get(range.clone()) == Some(typed.as_str());
                if is_there && self.state.sending.is_none() {
                    replace_word(ctx, draft, range, &with);
                }
            }
            SpellingWish::Learn(word) => {
                let mut settings = self.state.settings.clone();
                if settings.spelling.learn(&word) {
                    self.keep_settings(settings);
                } else {
                    let words = t!("spelling-full-text");
                    self.state.notify(t!("spelling-full"), words);
                }
            }
        }
    }

    /// Asks what a word may have been meant to be, one word at a time.
    fn suggest(&mut self, word: String, ctx: &Context) {
        if self.spelling.suggesting.is_some() {
            return;
        }
        let names = self.state.settings.spelling.dictionaries.clone();
        let about = word.clone();
        let asked = self.wonder(ctx, |answer| {
            SpellingQuestion::Suggest(names, about, answer)
        });
        self.spelling.suggesting = asked.map(|promise| (word, promise));
    }
}

/// How long to wait before an engine that was too busy is asked again.
const ASK_AGAIN_AFTER: Duration = Duration::from_secs(1);
/// With more words than that, what is known of them is found out anew.
const MOST_VERDICTS: usize = 20_000;

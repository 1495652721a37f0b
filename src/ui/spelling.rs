//! Spelling: what is known of it in one frame, the dialog that goes from one doubtful word to the next, and the choice of
//! dictionaries. Words are underlined in `spelling_marks`.
//!
//! Never here: asking a dictionary.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Context, Layout, Response, ScrollArea, Ui};

use super::action::{Action, SpellingWish};
use super::command::UiCommand;
use super::facts::Facts;
use super::icon::Icon;
use super::theme::{self, Weight};
use super::widgets::{Banner, Button, Dialog, MenuRow, Switch, Tone, focus_by_default};
use crate::domain::spelling::{mistakes_in_words, words_to_check};
use crate::domain::{DictionaryName, Draft, Mention, SpellingChoice};
use crate::words::t;

/// What is known about spelling in one frame.
#[derive(Clone, Copy)]
pub struct SpellingFacts<'a> {
    /// What is checked, and against what.
    pub choice: &'a SpellingChoice,
    /// The dictionaries of this computer; `None` until they were looked for.
    pub found: Option<&'a BTreeSet<DictionaryName>>,
    /// Where a person may put dictionaries.
    pub folder: &'a str,
    /// Whether the dictionaries have each of the words they were asked about.
    pub verdicts: &'a HashMap<String, bool>,
    /// Grows with each change of the verdicts and of what is chosen.
    pub revision: u64,
    /// What words may have been meant to be, for those that were asked about.
    pub suggestions: &'a HashMap<String, Vec<String>>,
    /// The words of the open draft that are in no dictionary, but for one that is still being typed; in bytes.
    pub mistakes: &'a [Range<usize>],
    /// Whether there are words that nobody has been asked about yet.
    pub is_checking: bool,
    /// Why a dictionary that is chosen is not asked: a sentence.
    pub trouble: Option<&'a str>,
}

impl SpellingFacts<'_> {
    /// Whether a word is in no dictionary and not one of the person's own.
    pub fn is_mistake(&self, word: &str) -> bool {
        self.verdicts.get(word) == Some(&false) && !self.choice.knows(word)
    }

    /// The words of a text that are in no dictionary, in bytes.
    pub(super) fn mistakes_in(&self, text: &str, mentions: &[Mention]) -> Vec<Range<usize>> {
        let mut words = words_to_check(text, mentions, &self.choice.dictionaries);
        words.retain(|range| self.is_mistake(&text[range.clone()]));
        words
    }
}

/// Says below the text how many words are in no dictionary, with the way to them; and which dictionary is not asked.
pub(super) fn mistakes_ui(facts: &Facts<'_>, ui: &mut Ui) -> Option<Action> {
    if let Some(trouble) = facts.spelling.trouble {
        ui.label(theme::small(trouble).color(theme::palette(ui).warning));
    }
    let count = facts.spelling.mistakes.len();
    if count == 0 {
        return None;
    }
    let mut is_wanted = false;
    ui.horizontal(|ui| {
        ui.label(theme::small(mistakes_in_words(count)).weak());
        let look = Button::ghost(t!("spelling-look"))
            .small()
            .with_keys_of(UiCommand::CheckSpelling);
        is_wanted = ui.add(look).clicked();
    });
    is_wanted.then_some(Action::Spelling(SpellingWish::Open))
}

/// What a word may have been meant to be, as rows of a menu, with the first of them; asks for it where that is not
/// known yet.
pub(super) fn suggestions_ui(
    facts: &SpellingFacts<'_>,
    text: &str,
    word: &Range<usize>,
    ui: &mut Ui,
) -> (Option<SpellingWish>, Option<Response>) {
    let Some(typed) = text.get(word.clone()) else {
        return (None, None);
    };
    let Some(suggestions) = facts.suggestions.get(typed) else {
        ui.label(theme::small(t!("spelling-looking")).weak());
        return (Some(SpellingWish::Suggest(typed.to_owned())), None);
    };
    if suggestions.is_empty() {
        ui.label(theme::small(t!("spelling-no-suggestion")).weak());
    }
    let (mut wish, mut first) = (None, None);
    for suggestion in suggestions {
        let row = ui.add(MenuRow::new(suggestion));
        let is_chosen = row.clicked();
        first.get_or_insert(row);
        if is_chosen {
            wish = Some(SpellingWish::Replace {
                range: word.clone(),
                typed: typed.to_owned(),
                with: suggestion.clone(),
            });
        }
    }
    (wish, first)
}

/// The dialog; remembers how far through the text it is.
#[derive(Debug, Default)]
pub struct SpellingPane {
    open: Option<Open>,
}

#[derive(Debug, Default)]
struct Open {
    /// Words before this byte have been decided about.
    from: usize,
    /// Where the word begins that the keyboard was given to last, if any word was looked at.
    focused: Option<usize>,
}

impl SpellingPane {
    /// Opens it at the first doubtful word.
    pub fn open(&mut self) {
        self.open = Some(Open::default());
    }

    /// Whether it stands over the window.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Shows it, if it is open.
    pub fn show(&mut self, facts: &Facts<'_>, draft: &Draft, ctx: &Context) -> Option<Action> {
        let open = self.open.as_mut()?;
        let shown = Dialog::new("spelling", UiCommand::CheckSpelling.name()).show(
            ctx,
            |ui| open.ui(facts, draft, ui),
            |ui| {
                let close = ui.add(Button::secondary(t!("close")));
                focus_by_default(&close);
                close.clicked()
            },
        );
        if shown.buttons || shown.dismissed {
            self.open = None;
            return Some(Action::Spelling(SpellingWish::Close));
        }
        shown.body
    }
}

impl Open {
    fn ui(&mut self, facts: &Facts<'_>, draft: &Draft, ui: &mut Ui) -> Option<Action> {
        let spelling = &facts.spelling;
        if !spelling.choice.is_on() {
            ui.label(theme::body(t!("spelling-off")));
            ui.add_space(theme::GAP_S);
            let mut settings = facts.settings.clone();
            dictionaries_ui(spelling, &mut settings.spelling, ui);
            return (settings != *facts.settings).then_some(Action::Keep(settings));
        }
        if let Some(words) = spelling.trouble {
            Banner::new(Tone::Warning, t!("spelling-not-checked"))
                .with_text(words)
                .show(ui);
            ui.add_space(theme::GAP_S);
        }
        let next = spelling
            .mistakes
            .iter()
            .find(|word| word.start >= self.from);
        let Some(word) = next else {
            ui.label(theme::body(if spelling.is_checking {
                t!("spelling-checking")
            } else if self.focused.is_some() {
                t!("spelling-no-more")
            } else {
                t!("spelling-all-right")
            }));
            return None;
        };
        self.word_ui(spelling, &draft.text, word, ui)
            .map(Action::Spelling)
    }

    /// One word among those around it, and what can be done about it.
    fn word_ui(
        &mut self,
        facts: &SpellingFacts<'_>,
        text: &str,
        word: &Range<usize>,
        ui: &mut Ui,
    ) -> Option<SpellingWish> {
        let typed = text.get(word.clone())?;
        ui.label(in_its_line(text, word, ui));
        ui.add_space(theme::GAP_S);
        let (mut wish, first) = ui
            .scope(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                suggestions_ui(facts, text, word, ui)
            })
            .inner;
        let has_none = facts.suggestions.get(typed).is_some_and(Vec::is_empty);
        // Enter takes the likeliest.
        if let Some(first) = first
            && self.focused.replace(word.start) != Some(word.start)
        {
            first.request_focus();
        }
        ui.add_space(theme::GAP_S);
        ui.horizontal_wrapped(|ui| {
            let skip = ui.add(Button::secondary(t!("spelling-skip")));
            if skip.clicked() {
                self.from = word.end;
            }
            if has_none && self.focused.replace(word.start) != Some(word.start) {
                skip.request_focus();
            }
            let learn = Button::ghost(t!("spelling-learn")).with_icon(Icon::Plus);
            if ui.add(learn).clicked() {
                wish = Some(SpellingWish::Learn(typed.to_owned()));
            }
        });
        if let Some(SpellingWish::Replace { with, .. }) = &wish {
            self.from = word.start + with.len();
        }
        wish
    }
}

/// A word and what stands around it in its line, the word in the colour of what is wrong.
fn in_its_line(text: &str, word: &Range<usize>, ui: &Ui) -> LayoutJob {
    let palette = theme::palette(ui);
    let before = text[..word.start].rsplit('\n').next().unwrap_or_default();
    let after = text[word.end..].split('\n').next().unwrap_or_default();
    let skipped = before.chars().count().saturating_sub(AROUND);
    let before: String = before.chars().skip(skipped).collect();
    let mut after_it: String = after.chars().take(AROUND).collect();
    if after_it.len() < after.len() {
        after_it.push('…');
    }
    let start = if skipped > 0 { "…" } else { "" };
    let format = |weight, color| TextFormat {
        font_id: theme::font(weight, theme::SIZE_BODY),
        color,
        ..TextFormat::default()
    };
    let around = format(Weight::Regular, palette.text_muted);
    let mut job = LayoutJob::default();
    job.append(start, 0.0, around.clone());
    job.append(&before, 0.0, around.clone());
    let strong = format(Weight::SemiBold, palette.danger_text);
    job.append(&text[word.clone()], 0.0, strong);
    job.append(&after_it, 0.0, around);
    job
}

/// A switch for each dictionary of this computer and each that is chosen; or how to come by one.
pub(super) fn dictionaries_ui(facts: &SpellingFacts<'_>, choice: &mut SpellingChoice, ui: &mut Ui) {
    let Some(found) = facts.found else {
        ui.label(theme::small(t!("spelling-finding")).weak());
        return;
    };
    let all: BTreeSet<&DictionaryName> = found.iter().chain(&facts.choice.dictionaries).collect();
    if all.is_empty() {
        let words = t!("spelling-none-found", folder = facts.folder);
        ui.label(theme::small(words).weak());
        return;
    }
    for name in all {
        let mut is_chosen = choice.dictionaries.contains(name);
        let label = name.label();
        let mut switch = Switch::new(&mut is_chosen, &label);
        if !found.contains(name) {
            switch = switch.with_hint(t!("spelling-gone"));
        }
        if ui.add(switch).changed() {
            if is_chosen {
                choice.dictionaries.insert(name.clone());
            } else {
                choice.dictionaries.remove(name);
            }
        }
    }
}

/// The setting: dictionaries, and the person's own words.
pub(super) fn spelling_settings_ui(
    facts: &SpellingFacts<'_>,
    choice: &mut SpellingChoice,
    ui: &mut Ui,
) {
    ui.label(theme::medium(t!("spelling")));
    ui.add_space(theme::GAP_XS);
    dictionaries_ui(facts, choice, ui);
    if choice.own_words.is_empty() {
        return;
    }
    ui.add_space(theme::GAP_S);
    ui.label(theme::small(t!("spelling-own-words")).weak());
    let mut forgotten = None;
    ScrollArea::vertical()
        .id_salt("own words")
        .max_height(LIST_HEIGHT)
        .min_scrolled_height(LIST_HEIGHT)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for word in &choice.own_words {
                ui.horizontal(|ui| {
                    ui.label(theme::body(word));
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        let remove = t!("spelling-forget", word = word.as_str());
                        if ui.add(Button::icon(Icon::Close, &remove).small()).clicked() {
                            forgotten = Some(word.clone());
                        }
                    });
                });
            }
        });
    if let Some(word) = forgotten {
        choice.own_words.remove(&word);
    }
}

/// As many letters of the line stand before a doubtful word, and behind it.
const AROUND: usize = 48;
/// More of one's own words are scrolled, in points.
const LIST_HEIGHT: f32 = 200.0;

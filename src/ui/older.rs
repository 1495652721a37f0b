//! The end of a list of which only the newest part is there: what is missing, and the button that fetches it.

use egui::Ui;

use super::action::Action;
use super::facts::OlderFacts;
use super::theme;
use super::widgets::Button;
use crate::domain::library::folded;
use crate::words::t;

/// Up to which words the older ones were searched.
#[derive(Debug, Default)]
pub(super) struct Searched(Option<String>);

impl Searched {
    /// Takes note that the older ones were read for this search, to the end or not.
    pub(super) fn take(&mut self, search: &str, is_all: bool) {
        self.0 = Some(folded(search)).filter(|_| is_all);
    }

    /// Whether all that this search can find is there: more words find less.
    fn covers(&self, search: &str) -> bool {
        let through = self.0.as_deref();
        through.is_some_and(|through| folded(search).starts_with(through))
    }
}

impl OlderFacts {
    /// Whether everything that `search` can find is there.
    pub(super) fn has_all_of(&self, search: &str, searched: &Searched) -> bool {
        self.count == 0 || (!search.trim().is_empty() && searched.covers(search))
    }
}

/// What a list is of, of which only the newest part is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Drafts.
    Drafts,
    /// What was posted.
    Posts,
}

impl Listed {
    /// What is missing, and what the button says that fetches it.
    fn words(self, count: usize, is_search: bool) -> (String, &'static str) {
        match (self, is_search) {
            (Self::Drafts, false) => (t!("drafts-older", count = count), t!("drafts-older-show")),
            (Self::Drafts, true) => (
                t!("drafts-older-unsearched", count = count),
                t!("drafts-older-search"),
            ),
            (Self::Posts, false) => (t!("posted-older", count = count), t!("posted-older-show")),
            (Self::Posts, true) => (
                t!("posted-older-unsearched", count = count),
                t!("posted-older-search"),
            ),
        }
    }
}

/// Says that older ones are not in the list, and offers to fetch them.
pub(super) fn older_ui(
    listed: Listed,
    facts: OlderFacts,
    search: &str,
    ui: &mut Ui,
) -> Option<Action> {
    let (words, ask) = listed.words(facts.count, !search.trim().is_empty());
    let fetch = Button::secondary(ask).small().busy(facts.is_reading);
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::small(words).weak());
        if ui.add_enabled(!facts.is_reading, fetch).clicked() {
            action = Some(Action::Older(listed, search.to_owned()));
        }
    });
    action
}

//! The end of a list of which only the newest part is there: what is missing, and the button that fetches it.

use egui::Ui;

use super::action::Action;
use super::facts::ReceiptFacts;
use super::theme;
use super::widgets::Button;
use crate::domain::library::folded;
use crate::words::t;

/// Up to which words the older posts were searched.
#[derive(Debug, Default)]
pub(super) struct Searched(Option<String>);

impl Searched {
    /// Takes note that the older posts were read for this search, to the end or not.
    pub(super) fn take(&mut self, search: &str, is_all: bool) {
        self.0 = Some(folded(search)).filter(|_| is_all);
    }

    /// Whether all that this search can find is there: more words find less.
    fn covers(&self, search: &str) -> bool {
        let through = self.0.as_deref();
        through.is_some_and(|through| folded(search).starts_with(through))
    }
}

impl ReceiptFacts<'_> {
    /// Whether everything that `search` can find is there.
    pub(super) fn has_all_of(&self, search: &str, searched: &Searched) -> bool {
        self.older == 0 || (!search.trim().is_empty() && searched.covers(search))
    }
}

/// Says that older posts are not in the list, and offers to fetch them.
pub(super) fn older_ui(facts: ReceiptFacts<'_>, search: &str, ui: &mut Ui) -> Option<Action> {
    let is_search = !search.trim().is_empty();
    let (words, ask) = if is_search {
        (
            t!("posted-older-unsearched", count = facts.older),
            t!("posted-older-search"),
        )
    } else {
        (
            t!("posted-older", count = facts.older),
            t!("posted-older-show"),
        )
    };
    let fetch = Button::secondary(ask).small().busy(facts.is_reading);
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::small(words).weak());
        if ui.add_enabled(!facts.is_reading, fetch).clicked() {
            action = Some(Action::OlderPosts(search.to_owned()));
        }
    });
    action
}

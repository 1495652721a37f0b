//! The drafts: found again by their words, gone on with, duplicated, discarded and had back.

use std::collections::BTreeMap;
use std::path::PathBuf;

use egui::Ui;
use jiff::Timestamp;

use super::action::{Action, KeptWish};
use super::command::UiCommand;
use super::draft_files::DraftFiles;
use super::facts::Facts;
use super::icon::Icon;
use super::older::{Listed, Searched, older_ui};
use super::theme;
use super::widgets::{
    Banner, Button, EmptyState, TextField, Tone, card_ui, long_list_ui, page_title_ui,
    section_heading_ui,
};
use super::wording::{beginning, local_time};
use crate::domain::library::{DAYS_IN_TRASH, finds, folded, searched};
use crate::domain::{Draft, Extra, JobId, NotWritten};
use crate::words::t;

/// The page of the drafts; remembers the search.
#[derive(Debug, Default)]
pub struct DraftsPane {
    query: String,
    shows_discarded: bool,
    files: DraftFiles,
    searched_older: Searched,
    /// What is searched in each draft, with the time and length at which it was so.
    searched: BTreeMap<JobId, (Option<Timestamp>, usize, String)>,
}

impl DraftsPane {
    /// Takes in the file that was chosen in the system's dialog.
    pub fn take_file(&mut self, path: PathBuf) {
        self.files.take_file(path);
    }

    /// Takes in what came of an import or export; gives it back where the dialog that could say so is gone.
    pub fn take_done(&mut self, done: Result<Vec<String>, NotWritten>) -> Result<(), NotWritten> {
        self.files.take(done)
    }

    /// Takes in that older drafts were read for this search, to the end or not.
    pub fn take_older(&mut self, search: &str, is_all: bool) {
        self.searched_older.take(search, is_all);
    }

    /// Shows the page; `open` is the draft that is being written, where it says something.
    pub fn ui(&mut self, facts: &Facts<'_>, open: Option<JobId>, ui: &mut Ui) -> Option<Action> {
        page_title_ui(ui, t!("drafts"));
        let mut action = undo_ui(facts, ui);
        self.files.told_ui(ui);
        ui.horizontal_wrapped(|ui| {
            let kept = Button::ghost(t!("drafts-kept"))
                .with_icon(Icon::FileText)
                .with_keys_of(UiCommand::ReuseText)
                .small();
            if ui.add(kept).clicked() {
                action = Some(Action::Kept(KeptWish::Open));
            }
            self.files.ui(open, ui);
        });
        ui.add_space(theme::GAP_XS);
        if facts.drafts.all.is_empty() && facts.drafts.older.count == 0 {
            EmptyState::new(Icon::FileText, t!("drafts-none"), t!("drafts-none-why"))
                .show(ui, |_| ());
        } else {
            action = action.or(self.list_ui(facts, ui));
        }
        if !facts.discarded.is_empty() {
            action = action.or(self.discarded_ui(facts, ui));
        }
        let ctx = ui.ctx().clone();
        action.or(self.files.show(facts, &ctx))
    }

    fn list_ui(&mut self, facts: &Facts<'_>, ui: &mut Ui) -> Option<Action> {
        let mut action = None;
        card_ui(ui, |ui| {
            TextField::new(t!("drafts-search"), &mut self.query)
                .with_example(t!("drafts-search-example"))
                .show(ui);
        });
        ui.add_space(theme::GAP_M);
        let found = self.found(facts);
        let older = facts.drafts.older;
        let has_all = older.has_all_of(&self.query, &self.searched_older);
        if found.is_empty() {
            let words = if has_all {
                t!("drafts-none-found")
            } else {
                t!("drafts-none-found-yet")
            };
            ui.label(theme::body(words).weak());
        }
        let ids: Vec<JobId> = found.iter().map(|draft| draft.id).collect();
        long_list_ui(ui, "drafts", &ids, |ui, place| {
            let row = row_ui(facts, &mut self.files, found[place], ui);
            action = action.take().or(row);
        });
        if !has_all {
            action = action.or(older_ui(Listed::Drafts, older, &self.query, ui));
        }
        action
    }

    /// What the search finds, the last changed first.
    fn found<'a>(&mut self, facts: &Facts<'a>) -> Vec<&'a Draft> {
        let query = folded(&self.query);
        let mut found: Vec<&Draft> = facts.drafts.all.iter().collect();
        if !query.trim().is_empty() {
            found.retain(|draft| finds(&query, self.searched_in(facts, draft)));
        }
        found
    }

    fn searched_in(&mut self, facts: &Facts<'_>, draft: &Draft) -> &str {
        let mark = (
            facts.drafts.saved_at.get(&draft.id).copied(),
            draft.text.len() + draft.attachments.len(),
        );
        let entry = self.searched.entry(draft.id).or_default();
        if entry.2.is_empty() || (entry.0, entry.1) != mark {
            *entry = (mark.0, mark.1, searched(draft));
        }
        &entry.2
    }

    fn discarded_ui(&mut self, facts: &Facts<'_>, ui: &mut Ui) -> Option<Action> {
        let mut action = None;
        ui.add_space(theme::GAP_M);
        let count = facts.discarded.len();
        let name = if self.shows_discarded {
            t!("drafts-hide-discarded").to_owned()
        } else {
            t!("drafts-show-discarded", count = count)
        };
        if ui.add(Button::ghost(&name).small()).clicked() {
            self.shows_discarded = !self.shows_discarded;
        }
        if !self.shows_discarded {
            return None;
        }
        section_heading_ui(ui, t!("drafts-discarded"));
        let stay = t!("drafts-discarded-stay", days = DAYS_IN_TRASH);
        ui.label(theme::small(stay).weak());
        let ids: Vec<JobId> = facts.discarded.iter().map(|entry| entry.id).collect();
        long_list_ui(ui, "discarded", &ids, |ui, place| {
            let entry = &facts.discarded[place];
            card_ui(ui, |ui| {
                ui.label(theme::body(title(&entry.draft)));
                let when = local_time(entry.id.born(), facts.zone);
                ui.label(theme::small(t!("drafts-discarded-at", when = when)).weak());
                ui.horizontal_wrapped(|ui| {
                    if ui.add(Button::secondary(t!("restore")).small()).clicked() {
                        action = Some(Action::RestoreDraft(entry.id));
                    }
                    let forget = Button::ghost(t!("drafts-delete-for-good")).small();
                    let forget = forget.with_tooltip(t!("cannot-be-undone"));
                    if ui.add(forget).clicked() {
                        action = Some(Action::ForgetDiscarded(entry.id));
                    }
                });
            });
        });
        action
    }
}

fn undo_ui(facts: &Facts<'_>, ui: &mut Ui) -> Option<Action> {
    let undo = facts.undo_discard?;
    let entry = facts.discarded.iter().find(|entry| entry.id == undo)?;
    let mut action = None;
    Banner::new(Tone::Info, t!("drafts-was-discarded"))
        .with_text(&first_words(&title(&entry.draft)))
        .show_with(ui, |ui| {
            if ui.add(Button::secondary(t!("undo")).small()).clicked() {
                action = Some(Action::RestoreDraft(undo));
            }
        });
    ui.add_space(theme::GAP_S);
    action
}

/// As much as stands on one line.
fn first_words(title: &str) -> String {
    let mut words = title.split_whitespace();
    let mut first = words.by_ref().take(6).collect::<Vec<_>>().join(" ");
    if words.next().is_some() && !first.ends_with('…') {
        first.push('…');
    }
    first
}

fn row_ui(facts: &Facts<'_>, files: &mut DraftFiles, draft: &Draft, ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    card_ui(ui, |ui| {
        ui.label(theme::body(title(draft)));
        ui.label(theme::small(details(facts, draft)).weak());
        if let Some(author) = &draft.author
            && facts.account_for(&author.urn).is_none()
        {
            let words = t!("drafts-no-author", name = author.name.as_str());
            ui.label(theme::small(words).color(theme::palette(ui).warning));
        }
        ui.horizontal_wrapped(|ui| {
            if ui
                .add(Button::secondary(t!("drafts-go-on")).small())
                .clicked()
            {
                action = Some(Action::OpenDraft(draft.id));
            }
            let copy = Button::ghost(t!("drafts-duplicate")).small();
            let copy = copy.with_tooltip(t!("drafts-duplicate-what"));
            if ui.add(copy).clicked() {
                action = Some(Action::DuplicateDraft(draft.id));
            }
            if ui.add(Button::ghost(t!("export-ask")).small()).clicked() {
                files.export(draft.id);
            }
            let tooltip = t!("drafts-discard-what", days = DAYS_IN_TRASH);
            let discard = Button::ghost(t!("discard")).small().with_tooltip(&tooltip);
            if ui.add(discard).clicked() {
                action = Some(Action::DiscardDraft(Some(draft.id)));
            }
        });
    });
    action
}

/// The first line that says something.
fn title(draft: &Draft) -> String {
    let line = draft.text.lines().find(|line| !line.trim().is_empty());
    line.map_or_else(|| t!("drafts-without-words").to_owned(), beginning)
}

/// Who speaks, when it was changed, and what goes with it.
fn details(facts: &Facts<'_>, draft: &Draft) -> String {
    let author = draft.author.as_ref().map(|author| author.name.clone());
    let changed = facts.drafts.saved_at.get(&draft.id);
    let changed = changed.map(|at| local_time(*at, facts.zone));
    let parts = author
        .into_iter()
        .chain(changed)
        .chain(files(draft))
        .chain(kind(draft));
    parts.collect::<Vec<_>>().join(" · ")
}

fn files(draft: &Draft) -> Option<String> {
    let count = draft.attachments.len();
    match draft.attachments.first()? {
        file if file.is_document() => Some(t!("one-document").to_owned()),
        file if file.is_video() => Some(t!("one-video").to_owned()),
        _ => Some(t!("pictures-counted", count = count)),
    }
}

fn kind(draft: &Draft) -> Option<String> {
    let word = match draft.extra.as_ref()? {
        Extra::Poll(_) => t!("poll"),
        Extra::Link(_) => t!("link"),
        Extra::Reshare(_) => t!("reshare"),
    };
    Some(word.to_owned())
}

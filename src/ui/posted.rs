//! What was posted: found again by its words, written into a file, given another text, deleted.
//!
//! Never here: asking LinkedIn; the dialogs about a post, which are in `post_change.rs`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use egui::{Context, Ui};
use jiff::Timestamp;

use super::action::Action;
use super::export::ExportDialog;
use super::facts::Facts;
use super::first_comment::of_comment;
use super::icon::Icon;
use super::older::{Listed, Searched, older_ui};
use super::post_change::{Asking, delete_dialog, edit_dialog, text_to_edit};
use super::theme;
use super::widgets::{Button, EmptyState, TextField, card_ui, long_list_ui, page_title_ui};
use super::wording::{beginning, local_time};
use crate::domain::library::{finds, folded, searched_post};
use crate::domain::statistics::Counted;
use crate::domain::{Change, CommentState, Evidence, JobId, NotWritten, SentPost, Unchanged};
use crate::words::t;

/// The page of what was posted; remembers what is looked for and what is being changed.
#[derive(Debug, Default)]
pub struct PostedPane {
    search: String,
    /// What is searched in each post, with the time of its last change from here.
    searched: BTreeMap<JobId, (Option<Timestamp>, String)>,
    searched_older: Searched,
    asking: Option<Asking>,
    export: Option<ExportDialog>,
    /// What was written last, in a sentence.
    written: Option<String>,
    /// What LinkedIn counted, since the window was opened.
    counted: BTreeMap<JobId, Counted>,
}

impl PostedPane {
    /// Shows the page, the newest post first.
    pub fn ui(&mut self, facts: &Facts<'_>, ui: &mut Ui) -> Option<Action> {
        let mut action = None;
        page_title_ui(ui, t!("posted"));
        if !facts.receipts.are_here {
            return None;
        }
        if facts.receipts.posts.is_empty() && facts.receipts.older.count == 0 {
            EmptyState::new(Icon::Send, t!("posted-none"), t!("posted-none-why")).show(ui, |_| ());
            return None;
        }
        card_ui(ui, |ui| {
            TextField::new(t!("posted-search"), &mut self.search)
                .with_example(t!("posted-search-example"))
                .show(ui);
        });
        ui.add_space(theme::GAP_S);
        let found = self.found(facts);
        let count = found.len();
        let receipts = facts.receipts;
        let has_all = receipts
            .older
            .has_all_of(&self.search, &self.searched_older);
        if count == 0 {
            let words = if has_all {
                t!("posted-none-found")
            } else {
                t!("posted-none-found-yet")
            };
            ui.label(theme::body(words));
        }
        if count > 0 || !has_all {
            self.export_row_ui(ui);
        }
        let ids: Vec<JobId> = found.iter().map(|sent| sent.id).collect();
        long_list_ui(ui, "posted", &ids, |ui, place| {
            let sent = found[place];
            card_ui(ui, |ui| {
                words_ui(facts, sent, ui);
                if let Some(counted) = self.counted.get(&sent.id) {
                    counted_ui(counted, ui);
                }
                action = self.buttons_ui(facts, sent, ui).or(action.take());
            });
        });
        if !has_all {
            let older = older_ui(Listed::Posts, facts.receipts.older, &self.search, ui);
            action = action.or(older);
        }
        let is_search = !self.search.trim().is_empty();
        let count = if has_all {
            Some(count)
        } else {
            (!is_search).then_some(count + facts.receipts.older.count)
        };
        let ctx = ui.ctx().clone();
        let exported = self.export_dialog(facts, count, &ctx);
        action.or(self.dialog(facts, &ctx)).or(exported)
    }

    /// What the search finds, the newest first.
    fn found<'a>(&mut self, facts: &Facts<'a>) -> Vec<&'a SentPost> {
        let query = folded(&self.search);
        let mut found: Vec<&SentPost> = facts.receipts.posts.iter().collect();
        if !query.trim().is_empty() {
            found.retain(|sent| {
                let entry = self.searched.entry(sent.id).or_default();
                if entry.1.is_empty() || entry.0 != sent.edited_at {
                    *entry = (sent.edited_at, searched_post(sent));
                }
                finds(&query, &entry.1)
            });
        }
        found
    }

    fn export_row_ui(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            let export = Button::ghost(t!("export-ask"))
                .with_icon(Icon::Download)
                .small()
                .with_tooltip(t!("posted-export-what"));
            if ui.add(export).clicked() {
                self.export = Some(ExportDialog::default());
                self.written = None;
            }
            if let Some(words) = &self.written {
                ui.label(theme::small(words).weak());
            }
        });
        ui.add_space(theme::GAP_XS);
    }

    fn export_dialog(
        &mut self,
        facts: &Facts<'_>,
        count: Option<usize>,
        ctx: &Context,
    ) -> Option<Action> {
        let dialog = self.export.as_mut()?;
        let (stays, wish) = dialog.show(&self.search, count, facts.files.is_busy, ctx);
        if !stays {
            self.export = None;
        }
        wish
    }

    /// Takes in that older posts were read for this search, to the end or not.
    pub fn take_older(&mut self, search: &str, is_all: bool) {
        self.searched_older.take(search, is_all);
    }

    /// Takes in what LinkedIn counted for a post.
    pub fn take_count(&mut self, id: JobId, counted: Counted) {
        self.counted.insert(id, counted);
    }

    /// Takes in the file that was chosen in the system's dialog.
    pub fn take_file(&mut self, path: PathBuf) {
        if let Some(dialog) = &mut self.export {
            dialog.file.choose(path);
        }
    }

    /// Takes in what became of an export; gives it back where the dialog that could say so is gone.
    pub fn take_export(&mut self, written: Result<String, NotWritten>) -> Result<(), NotWritten> {
        match (written, self.export.as_mut()) {
            (Ok(words), _) => {
                self.written = Some(words);
                self.export = None;
                Ok(())
            }
            (Err(trouble), Some(dialog)) => {
                dialog.refuse(trouble);
                Ok(())
            }
            (Err(trouble), None) => Err(trouble),
        }
    }

    /// Takes in what became of a change; gives it back where the dialog that could say so is gone.
    pub fn take_answer(
        &mut self,
        id: JobId,
        answer: Result<(), Unchanged>,
    ) -> Result<(), Unchanged> {
        let Some(asking) = self.asking.as_mut().filter(|asking| asking.id == id) else {
            return answer;
        };
        match answer {
            Ok(()) => self.asking = None,
            Err(unchanged) => asking.trouble = Some(unchanged),
        }
        Ok(())
    }

    fn buttons_ui(&mut self, facts: &Facts<'_>, sent: &SentPost, ui: &mut Ui) -> Option<Action> {
        let mut action = None;
        ui.horizontal_wrapped(|ui| {
            if let Some(link) = sent.receipt.permalink.as_ref().filter(|_| !is_gone(sent)) {
                if ui.add(Button::secondary(t!("open")).small()).clicked() {
                    action = Some(Action::Browse(link.clone()));
                }
                let copy = Button::icon(Icon::Copy, t!("copy-link")).small();
                if ui.add(copy).clicked() {
                    action = Some(Action::Copy(link.clone()));
                }
            }
            if sent.receipt.urn.is_none() || is_gone(sent) {
                return;
            }
            if facts.uncommented.contains(&sent.id) {
                let comment = Button::secondary(comment_words(sent)).small();
                if ui.add(comment).clicked() {
                    action = Some(Action::Retry(sent.id));
                }
            }
            let count = Button::ghost(t!("statistics"))
                .small()
                .busy(facts.files.counting == Some(sent.id))
                .with_tooltip(t!("statistics-what"));
            if ui
                .add_enabled(facts.files.counting.is_none(), count)
                .clicked()
            {
                self.counted.remove(&sent.id);
                action = Some(Action::Count(sent.id));
            }
            if ui.add(Button::ghost(t!("edit-ask")).small()).clicked() {
                self.ask(sent, Change::Text(text_to_edit(sent)));
            }
            if ui.add(Button::ghost(t!("delete-ask")).small()).clicked() {
                self.ask(sent, Change::Delete);
            }
        });
        action
    }

    fn ask(&mut self, sent: &SentPost, change: Change) {
        self.asking = Some(Asking {
            id: sent.id,
            change,
            trouble: None,
        });
    }

    fn dialog(&mut self, facts: &Facts<'_>, ctx: &Context) -> Option<Action> {
        let mut asking = self.asking.take()?;
        let sent = facts
            .receipts
            .posts
            .iter()
            .find(|sent| sent.id == asking.id)?;
        let (stays, wish) = match asking.change {
            Change::Text(_) => edit_dialog(facts, sent, &mut asking, ctx),
            Change::Delete => delete_dialog(facts, sent, &asking, ctx),
        };
        if stays {
            self.asking = Some(asking);
        }
        wish
    }
}

fn words_ui(facts: &Facts<'_>, sent: &SentPost, ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::medium(&sent.author.name));
        let day = local_time(sent.receipt.published_at, facts.zone);
        ui.label(theme::small(day).weak());
        if let Some(at) = sent.edited_at {
            let words = t!("posted-edited-at", when = local_time(at, facts.zone));
            ui.label(theme::small(words).weak());
        }
        if let Some(at) = sent.deleted_at {
            let words = t!("posted-deleted-at", when = local_time(at, facts.zone));
            ui.label(theme::small(words).weak());
        }
    });
    ui.label(theme::body(beginning(&sent.text)));
    let warning = theme::palette(ui).warning;
    if sent.receipt.evidence == Evidence::DuplicateReport {
        let words = t!("posted-duplicate");
        ui.label(theme::small(words).color(warning));
    }
    if let Some(comment) = &sent.first_comment {
        for sentence in of_comment(comment) {
            ui.label(theme::small(sentence).weak());
        }
    }
    let words = match sent.asked.as_ref().map(|asked| &asked.change) {
        None => return,
        Some(Change::Text(_)) => {
            t!("posted-edit-unanswered")
        }
        Some(Change::Delete) => {
            t!("posted-delete-unanswered")
        }
    };
    ui.label(theme::small(words).color(warning));
}

/// The numbers in a line, or why there are none.
fn counted_ui(counted: &Counted, ui: &mut Ui) {
    let words = match counted {
        Ok(None) => t!("posted-no-numbers").to_owned(),
        Ok(Some(numbers)) => {
            let counts = numbers.counts().into_iter();
            let counts = counts.map(|(_, name, count)| format!("{name} {count}"));
            let engagement = numbers.engagement.map(|engagement| {
                t!(
                    "count-engagement",
                    percent = format!("{:.1}", engagement * 100.0).replace('.', t!("decimal-sign"))
                )
            });
            let parts: Vec<String> = counts.chain(engagement).collect();
            parts.join(", ")
        }
        Err(none) => {
            let warning = theme::palette(ui).warning;
            let words = format!("{}. {}", none.message, none.hint);
            ui.label(theme::small(words).color(warning));
            return;
        }
    };
    ui.label(theme::small(words));
}

/// What the button says that sends the first comment.
fn comment_words(sent: &SentPost) -> &'static str {
    let state = sent.first_comment.as_ref().map(|comment| &comment.state);
    match state {
        Some(CommentState::Failed(_)) => t!("comment-again"),
        _ => t!("comment-post"),
    }
}

fn is_gone(sent: &SentPost) -> bool {
    sent.deleted_at.is_some()
}

//! What is asked about posts and drafts beyond writing: files of a person's choice, a change to a post, its numbers.

use std::path::PathBuf;

use poll_promise::Promise;

use super::App;
use super::pending::{take_answer, take_ready_one};
use crate::domain::{Change, JobId, NotWritten};
use crate::engine::{Command, Export, Exported};
use crate::ui::{FileAction, FileWish, Page, Place};
use crate::words::t;

impl App {
    /// Follows a wish about a file of the person's choice.
    pub(super) fn follow_file(&mut self, action: FileAction) {
        match action {
            FileAction::Choose(wish) => self.choose_file(&wish),
            FileAction::ExportHistory {
                search,
                format,
                place,
            } => self.export(Exported::History { search, format }, place),
            FileAction::ExportDraft(id, place) => self.export_draft(id, place),
            FileAction::ImportDraft(path) => self.import_draft(path),
        }
    }

    /// Opens the system's dialog; one at a time.
    fn choose_file(&mut self, wish: &FileWish) {
        if self.pending.file.is_none() {
            let choosing = (self.system.choose_file)(wish);
            self.pending.file = self.ask(|answer| Command::ChooseFiles(choosing, answer));
        }
    }

    /// Has what was posted written down; one file at a time.
    fn export(&mut self, what: Exported, place: Place) {
        if self.pending.export.is_none() {
            self.pending.export = self.write(what, place);
        }
    }

    /// Has a draft, open or not, written into a file.
    fn export_draft(&mut self, id: JobId, place: Place) {
        let open = Some(&self.state.draft).filter(|draft| draft.id == id);
        let draft = open.cloned().or_else(|| self.state.listed(id));
        if let Some(draft) = draft
            && self.pending.export_draft.is_none()
        {
            self.pending.export_draft = self.write(Exported::Draft(Box::new(draft)), place);
        }
    }

    fn write(
        &mut self,
        what: Exported,
        place: Place,
    ) -> Option<Promise<Result<String, NotWritten>>> {
        let export = Box::new(Export {
            what,
            path: place.path,
            may_replace: place.may_replace,
        });
        self.ask(|answer| Command::Export(export, answer))
    }

    /// Has a draft made of a text file.
    fn import_draft(&mut self, path: PathBuf) {
        if self.pending.import.is_none() {
            self.pending.import = self.ask(|answer| Command::ImportDraft(path, answer));
        }
    }

    /// Asks LinkedIn to change or delete a post.
    pub(super) fn change(&mut self, id: JobId, change: Change) {
        let asked = self.ask(|answer| Command::Change(id, change, answer));
        self.pending.change = asked.map(|promise| (id, promise));
    }

    /// Asks LinkedIn what it counted for a post; one question at a time.
    pub(super) fn count(&mut self, id: JobId) {
        if self.pending.count.is_none() {
            let asked = self.ask(|answer| Command::Count(id, answer));
            self.pending.count = asked.map(|promise| (id, promise));
        }
    }

    /// Takes in what was chosen, written and looked up.
    pub(super) fn take_chosen(&mut self) {
        // No dialog and no choice are the same here: the path can be typed.
        if let Some(Some(files)) = take_answer(&mut self.pending.file)
            && let Some(path) = files.into_iter().next()
        {
            match self.page {
                Page::Drafts => self.drafts.take_file(path),
                _ => self.posted.take_file(path),
            }
        }
        self.take_draft_files();
        if let Some(written) = take_answer(&mut self.pending.export)
            && let Err(trouble) = self.posted.take_export(written)
        {
            self.state.notify(t!("nothing-written"), &trouble.message);
        }
        self.take_kept();
    }

    fn take_draft_files(&mut self) {
        let written = take_answer(&mut self.pending.export_draft);
        let read = take_answer(&mut self.pending.import);
        let read = read.map(|read| match read {
            Ok(notes) => {
                let told = t!("text-is-draft-now").to_owned();
                Ok([vec![told], notes].concat())
            }
            Err(message) => Err(NotWritten {
                message,
                is_taken: false,
            }),
        });
        for done in [
            written.map(|written| written.map(|words| vec![words])),
            read,
        ] {
            if let Some(done) = done
                && let Err(trouble) = self.drafts.take_done(done)
            {
                self.state.notify(t!("did-not-work"), &trouble.message);
            }
        }
    }

    fn take_kept(&mut self) {
        if let Some((id, counted)) = take_ready_one(&mut self.pending.count) {
            self.posted.take_count(id, counted);
        }
        if let Some((id, versions)) = take_ready_one(&mut self.pending.versions)
            && id == self.state.draft.id
        {
            self.versions = Some(versions);
        }
        if let Some(Err(words)) = take_answer(&mut self.pending.keep) {
            self.state.notify(t!("text-not-kept"), &words);
        }
    }
}

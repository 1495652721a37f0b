//! What goes up beside the video of a draft: chosen, looked into, put into its place, taken out again.

use std::path::Path;

use egui::Context;

use super::App;
use super::pending::{FilesFor, take_ready};
use super::update::note_changes;
use crate::domain::{Attachment, BesideKind, Draft, JobId};
use crate::engine::{Attached, Command, PictureSource};
use crate::words::t;

impl App {
    /// Lets a person choose a file that goes up beside the video.
    pub(super) fn choose_beside(&mut self, kind: BesideKind) {
        let wanted = FilesFor::Beside(self.state.draft.id, kind);
        self.choose_files_for(wanted);
    }

    /// Looks into a file that goes up beside the video of draft `id`.
    pub(super) fn attach_beside(&mut self, id: JobId, kind: BesideKind, path: &Path) {
        let source = PictureSource::beside(kind, path);
        let asked = self.ask(|answer| Command::Attach(id, source, answer));
        self.pending
            .beside
            .extend(asked.map(|promise| ((id, kind), promise)));
    }

    /// Takes in the files that have been looked into.
    pub(super) fn take_beside(&mut self, ctx: &Context) {
        for ((id, kind), attached) in take_ready(&mut self.pending.beside) {
            match attached {
                Ok(attached) => self.put_beside(id, kind, attached, ctx),
                Err(err) => self.state.notify(&err.title(), &err.words),
            }
        }
    }

    /// Puts a file beside the video of the draft that it was chosen for; what was there before goes.
    pub(super) fn put_beside(
        &mut self,
        id: JobId,
        kind: BesideKind,
        attached: Attached,
        ctx: &Context,
    ) {
        note_changes(&attached);
        let file = attached.attachment;
        if let Some(thumbnail) = &attached.thumbnail {
            self.keep_thumbnail((id, file.file.clone()), thumbnail, ctx);
        }
        let is_open = id == self.state.draft.id;
        let on_its_way = self.state.panel.jobs().contains_key(&id);
        let draft = match is_open {
            true => Some(&mut self.state.draft),
            false if on_its_way => None,
            false => Some(self.state.other_draft(id)),
        };
        let Some(video) = draft.and_then(video_of) else {
            let words = t!("beside-no-video");
            self.state.notify(t!("file-not-added"), words);
            return self.order(Command::Detach(id, Box::new(file)));
        };
        let before = video.beside.replace(kind, Some(file));
        if !is_open {
            let draft = self.state.other_draft(id).clone();
            self.save(draft);
        }
        self.forget_file(id, before);
    }

    pub(super) fn remove_beside(&mut self, kind: BesideKind) {
        self.forget_removed();
        let video = video_of(&mut self.state.draft);
        let removed = video.and_then(|video| video.beside.replace(kind, None));
        if let Some(file) = removed {
            self.note_removed_beside(kind, file);
        }
    }

    /// Puts a file beside the video of the open draft again; what has come into its place since goes.
    pub(super) fn stand_beside(&mut self, id: JobId, kind: BesideKind, file: Attachment) {
        let video = video_of(&mut self.state.draft);
        let leaves = match video {
            Some(video) => video.beside.replace(kind, Some(file)),
            None => Some(file),
        };
        self.forget_file(id, leaves);
    }

    /// Takes a file off the disk, after a draft that does not name it any more.
    fn forget_file(&mut self, id: JobId, file: Option<Attachment>) {
        if let Some(file) = file {
            self.save_now();
            self.order(Command::Detach(id, Box::new(file)));
        }
    }
}

fn video_of(draft: &mut Draft) -> Option<&mut Attachment> {
    draft.attachments.iter_mut().find(|file| file.is_video())
}

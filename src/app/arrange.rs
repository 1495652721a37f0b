//! The order of the draft's files, what is taken out of it, and the way back. What was taken out stays on disk for as
//! long as it can be put back.

use super::App;
use super::pending::Bound;
use crate::domain::{Attachment, BesideKind, JobId, MediaName};
use crate::engine::{Attached, Command, NotAttached, PictureSource};
use crate::words::t;

/// What was taken out of a draft last.
pub(super) struct Removed {
    draft: JobId,
    /// The files with their places, from the first to the last.
    files: Vec<(usize, Attachment)>,
    /// What stood beside the video.
    beside: Option<(BesideKind, Attachment)>,
    /// What came in their place.
    made: Option<MediaName>,
    words: String,
}

/// What can be put back into the draft `open`, in a sentence.
pub(super) fn words(removed: Option<&Removed>, open: JobId) -> Option<&str> {
    let removed = removed.filter(|removed| removed.draft == open)?;
    Some(&removed.words)
}

impl App {
    pub(super) fn detach(&mut self, idx: usize) {
        if idx >= self.state.draft.attachments.len() {
            return;
        }
        self.forget_removed();
        let attachment = self.state.draft.attachments.remove(idx);
        self.removed = Some(Removed {
            draft: self.state.draft.id,
            words: t!("removed", name = attachment.name.as_str()),
            files: vec![(idx, attachment)],
            beside: None,
            made: None,
        });
    }

    pub(super) fn move_attachment(&mut self, from: usize, to: usize) {
        let files = &mut self.state.draft.attachments;
        if from < files.len() && to < files.len() {
            let moved = files.remove(from);
            files.insert(to, moved);
        }
    }

    pub(super) fn put_back(&mut self) {
        let id = self.state.draft.id;
        let Some(removed) = self.removed.take_if(|removed| removed.draft == id) else {
            return;
        };
        let files = &mut self.state.draft.attachments;
        let made = files
            .iter()
            .position(|file| Some(&file.file) == removed.made.as_ref())
            .map(|idx| files.remove(idx));
        for (idx, file) in removed.files {
            files.insert(idx.min(files.len()), file);
        }
        if let Some(made) = made {
            self.save_now();
            self.order(Command::Detach(id, Box::new(made)));
        }
        if let Some((kind, file)) = removed.beside {
            self.stand_beside(id, kind, file);
        }
    }

    /// Remembers what was taken from beside the video.
    pub(super) fn note_removed_beside(&mut self, kind: BesideKind, file: Attachment) {
        self.removed = Some(Removed {
            draft: self.state.draft.id,
            words: t!("removed", name = file.name.as_str()),
            files: Vec::new(),
            beside: Some((kind, file)),
            made: None,
        });
    }

    /// Takes what was removed off the disk too, after a draft that does not name it any more.
    pub(super) fn forget_removed(&mut self) {
        if let Some(removed) = self.removed.take() {
            self.save_now();
            let files = removed.files.into_iter().map(|(_, file)| file);
            let beside = removed.beside.map(|(_, file)| file);
            for file in files.chain(beside) {
                self.order(Command::Detach(removed.draft, Box::new(file)));
            }
        }
    }

    /// What was removed from another draft than the open one cannot be put back any more.
    pub(super) fn forget_removed_elsewhere(&mut self) {
        let open = self.state.draft.id;
        if self.removed.is_some() && words(self.removed.as_ref(), open).is_none() {
            self.forget_removed();
        }
    }

    /// Asks for one document of all pictures.
    pub(super) fn make_document(&mut self) {
        let draft = &self.state.draft;
        let (id, pictures) = (draft.id, draft.attachments.clone());
        let is_free = self.pending.document.is_none()
            && self.pending.attaching.is_empty()
            && self.state.sending.is_none();
        if is_free && pictures.len() > 1 && pictures.iter().all(Attachment::is_picture) {
            let source = PictureSource::Bound(pictures.clone());
            let asked = self.ask(|answer| Command::Attach(id, source, answer));
            self.pending.document = asked.map(|promise| ((id, pictures), promise));
        }
    }

    /// Puts the document into the place of its pictures, unless they have changed since.
    pub(super) fn take_document(
        &mut self,
        (id, pictures): Bound,
        made: Result<Attached, NotAttached>,
    ) {
        let document = match made {
            Ok(made) => made.attachment,
            Err(err) => return self.state.notify(t!("no-document-made"), &err.words),
        };
        if id != self.state.draft.id || self.state.draft.attachments != pictures {
            let words = t!("pictures-changed");
            self.state.notify(t!("no-document-made"), words);
            return self.order(Command::Detach(id, Box::new(document)));
        }
        self.forget_removed();
        self.removed = Some(Removed {
            draft: id,
            words: t!("became-document", count = pictures.len()),
            files: pictures.into_iter().enumerate().collect(),
            beside: None,
            made: Some(document.file.clone()),
        });
        self.state.draft.attachments = vec![document];
    }
}

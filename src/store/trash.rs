//! The trash: discarded drafts with their files, whole, until they are restored or their time is over.
//!
//! Each lies in a folder whose name was born when the draft was discarded, so one rename is all that discarding takes.

use jiff::{SignedDuration, Timestamp};

use super::drafts::DRAFT;
use super::{SavedDraft, Store, StoreError};
use crate::domain::library::DAYS_IN_TRASH;
use crate::domain::{Attachment, Draft, JobId};
use crate::words::t;

/// A draft that was discarded and can be had back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscardedDraft {
    /// Its name in the trash, born when it was discarded.
    pub id: JobId,
    /// What was typed.
    pub draft: Draft,
}

impl Store {
    /// Moves a draft into the trash under the name `into`, with its last words, which the disk may not have yet.
    pub fn discard_draft(
        &self,
        draft: &Draft,
        into: JobId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let is_saved = matches!(self.draft(draft.id), Ok(Some(saved)) if saved.draft == *draft);
        if !is_saved {
            self.save_draft(draft, now)?;
        }
        let trash = self.paths.trash();
        self.disk
            .create_dir(&trash)
            .map_err(StoreError::io(t!("disk-make-folder"), &trash))?;
        let from = self.paths.draft(draft.id);
        self.disk
            .rename(&from, &self.paths.discarded(into))
            .map_err(StoreError::io(t!("disk-discard-draft"), &from))
    }

    /// What lies in the trash, the last discarded first, and what could not be read.
    pub fn discarded(&self) -> Result<(Vec<DiscardedDraft>, Vec<StoreError>), StoreError> {
        let (mut found, mut troubles) = (Vec::new(), Vec::new());
        for id in self.ids_in(&self.paths.trash())?.into_iter().rev() {
            match DRAFT.read(&*self.disk, &self.discarded_file(id)) {
                Ok(Some(SavedDraft { draft, .. })) => found.push(DiscardedDraft { id, draft }),
                Ok(None) => {}
                Err(err) => troubles.push(err),
            }
        }
        Ok((found, troubles))
    }

    /// Makes what lies in the trash a draft again; `None` if it is not there any more.
    ///
    /// Where its id is taken meanwhile it comes back under the id `fresh`.
    pub fn restore_draft(
        &self,
        discarded: JobId,
        fresh: JobId,
    ) -> Result<Option<SavedDraft>, StoreError> {
        let file = self.discarded_file(discarded);
        let Some(mut saved) = DRAFT.read(&*self.disk, &file)? else {
            return Ok(None);
        };
        let id = saved.draft.id;
        let is_taken = self.exists(&self.paths.draft(id))?
            || self.exists(&self.paths.job(id))?
            || self.is_filed(id)?;
        if is_taken {
            saved.draft.id = fresh;
            DRAFT.write(&*self.disk, &file, &saved)?;
        }
        let drafts = self.paths.drafts();
        self.disk
            .create_dir(&drafts)
            .map_err(StoreError::io(t!("disk-make-folder"), &drafts))?;
        let from = self.paths.discarded(discarded);
        self.disk
            .rename(&from, &self.paths.draft(saved.draft.id))
            .map_err(StoreError::io(t!("disk-restore-draft"), &from))?;
        Ok(Some(saved))
    }

    /// Removes something from the trash for good; what is not there is fine.
    pub fn forget_discarded(&self, discarded: JobId) -> Result<(), StoreError> {
        self.remove_folder(&self.paths.discarded(discarded))
    }

    /// Removes what was discarded more than [`DAYS_IN_TRASH`] days ago.
    pub fn empty_trash(&self, now: Timestamp) -> Result<(), StoreError> {
        let stay = SignedDuration::from_hours(24 * i64::from(DAYS_IN_TRASH));
        let ids = self.ids_in(&self.paths.trash())?.into_iter();
        ids.filter(|id| now.duration_since(id.born()) > stay)
            .try_for_each(|id| self.forget_discarded(id))
    }

    /// Makes a second draft of the same words, with copies of its files of its own.
    pub fn duplicate_draft(
        &self,
        draft: &Draft,
        copy: JobId,
        now: Timestamp,
    ) -> Result<SavedDraft, StoreError> {
        for attachment in draft.attachments.iter().flat_map(Attachment::files) {
            let from = self.paths.draft_media(draft.id, &attachment.file);
            self.copy_draft_media(copy, &attachment.file, &from)?;
        }
        // An upload is for one post.
        let copy = Draft {
            id: copy,
            registered: None,
            ..draft.clone()
        };
        self.save_draft(&copy, now)?;
        Ok(SavedDraft {
            saved_at: now,
            draft: copy,
        })
    }

    fn discarded_file(&self, id: JobId) -> std::path::PathBuf {
        self.paths.discarded(id).join("draft.ron")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{Beside, Digest, DocumentFormat, Media};
    use crate::store::Paths;
    use crate::store::disk::faulty::{Fault, FaultyDisk};

    fn id(number: u64) -> JobId {
        JobId::from_parts(number, 1)
    }

    fn draft() -> Draft {
        Draft {
            text: "Kept".to_owned(),
            ..Draft::new(id(1))
        }
    }

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millisecond(millis).unwrap()
    }

    #[test]
    fn a_discarded_draft_comes_back_with_its_files_and_its_last_words() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(folder.path()));
        let name = "00.png".parse().unwrap();
        store.add_draft_media(id(1), &name, b"picture").unwrap();
        store.discard_draft(&draft(), id(50), at(50)).unwrap();
        assert_eq!(store.draft(id(1)).unwrap(), None);
        let (found, troubles) = store.discarded().unwrap();
        assert_eq!((found.len(), troubles.len()), (1, 0));
        assert_eq!((found[0].id, &found[0].draft), (id(50), &draft()));
        let back = store.restore_draft(id(50), id(9)).unwrap().unwrap();
        assert_eq!(back.draft, draft());
        assert_eq!(store.draft_media(id(1), &name).unwrap(), b"picture");
        assert_eq!(store.discarded().unwrap().0, []);
        assert_eq!(store.restore_draft(id(50), id(9)).unwrap(), None);
    }

    #[test]
    fn a_draft_whose_place_is_taken_comes_back_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(folder.path()));
        store.discard_draft(&draft(), id(50), at(50)).unwrap();
        let other = Draft {
            text: "Other".to_owned(),
            ..draft()
        };
        store.save_draft(&other, at(60)).unwrap();
        store.restore_draft(id(50), id(9)).unwrap();
        let text = |number| store.draft(id(number)).unwrap().unwrap().draft.text;
        assert_eq!((text(1), text(9)), ("Other".to_owned(), "Kept".to_owned()));
    }

    #[test]
    fn the_trash_keeps_a_draft_for_its_days_and_no_longer() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(folder.path()));
        store.discard_draft(&draft(), id(50), at(50)).unwrap();
        let stay = i64::from(DAYS_IN_TRASH) * 24 * 3_600_000;
        store.empty_trash(at(50 + stay)).unwrap();
        assert_eq!(store.discarded().unwrap().0.len(), 1);
        store.empty_trash(at(51 + stay)).unwrap();
        assert_eq!(store.discarded().unwrap().0.len(), 0);
    }

    #[test]
    fn a_copy_has_files_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(folder.path()));
        let attachment = Attachment {
            file: "00.pdf".parse().unwrap(),
            name: "a.pdf".to_owned(),
            byte_count: 7,
            sha256: Digest([0; 32]),
            media: Media::Document(DocumentFormat::Pdf),
            alt_text: String::new(),
            title: "A".to_owned(),
            beside: Beside::default(),
            pages: None,
        };
        let name = attachment.file.clone();
        let original = Draft {
            attachments: vec![attachment],
            ..draft()
        };
        store.add_draft_media(id(1), &name, b"picture").unwrap();
        store.save_draft(&original, at(1)).unwrap();
        let copy = store.duplicate_draft(&original, id(2), at(2)).unwrap();
        store.remove_draft(id(1)).unwrap();
        assert_eq!(copy.draft.text, "Kept");
        assert_eq!(store.draft(id(2)).unwrap(), Some(copy));
        assert_eq!(store.draft_media(id(2), &name).unwrap(), b"picture");
    }

    #[test]
    fn wherever_the_power_goes_the_words_are_a_draft_or_in_the_trash() {
        for fault in [Fault::FullOnce, Fault::CrashBefore, Fault::CrashAfter] {
            for nth in 0.. {
                let folder = tempfile::tempdir().unwrap();
                let sound = Store::new(Paths::under(folder.path()));
                sound.save_draft(&draft(), at(1)).unwrap();
                let disk = Arc::new(FaultyDisk::new(nth, fault));
                let store = Store::on(Arc::clone(&disk) as _, Paths::under(folder.path()));
                store.discard_draft(&draft(), id(50), at(50)).ok();
                store.restore_draft(id(50), id(9)).ok();
                let drafts = sound.drafts().unwrap().0.into_iter();
                let discarded = sound.discarded().unwrap().0.into_iter();
                let found: Vec<_> = drafts
                    .map(|saved| saved.draft)
                    .chain(discarded.map(|discarded| discarded.draft))
                    .collect();
                assert_eq!(found, [draft()], "{fault:?} at {nth}");
                if !disk.has_failed() {
                    break;
                }
            }
        }
    }
}

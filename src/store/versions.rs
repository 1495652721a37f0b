//! The earlier versions of a draft, in a file beside it. They go wherever its folder goes, and with it.

use jiff::Timestamp;

use super::ron_file::Format;
use super::{Store, StoreError};
use crate::domain::versions::{self, Version, is_left_behind, loses_much};
use crate::domain::{Draft, JobId};

impl Store {
    /// The versions of a draft, the oldest first.
    pub fn versions(&self, id: JobId) -> Result<Vec<Version>, StoreError> {
        let read = VERSIONS.read(&*self.disk, &self.versions_file(id))?;
        Ok(read.unwrap_or_default())
    }

    /// Keeps a version of a draft.
    pub fn keep_version(&self, id: JobId, version: Version) -> Result<(), StoreError> {
        let path = self.versions_file(id);
        let mut kept = match self.versions(id) {
            Ok(kept) => kept,
            // It was put aside, whole.
            Err(StoreError::Unreadable { .. }) => Vec::new(),
            Err(err) => return Err(err),
        };
        versions::add(&mut kept, version);
        loop {
            match VERSIONS.write(&*self.disk, &path, &kept) {
                Err(StoreError::TooLarge { .. }) if kept.len() > 1 => {
                    kept.drain(..kept.len() / 2);
                }
                written => return written,
            }
        }
    }

    /// Saves a draft as it is being written, and before that what it leaves behind.
    ///
    /// Where the versions cannot be written, the draft comes first.
    pub fn save_written_draft(&self, draft: &Draft, now: Timestamp) -> Result<(), StoreError> {
        // One that cannot be read is the business of the write.
        if let Ok(Some(before)) = self.draft(draft.id)
            && is_left_behind(&before.draft, before.saved_at, draft, now)
        {
            let version = Version::of(&before.draft, before.saved_at);
            if let Err(err) = self.keep_version(draft.id, version) {
                tracing::warn!("an earlier version of the draft was not kept. {err}");
            }
        }
        self.save_draft(draft, now)
    }

    /// Takes an emptied draft off the disk. One that said much goes into the trash, under the name `into`; whether it
    /// did.
    pub fn save_emptied_draft(&self, draft: &Draft, into: JobId) -> Result<bool, StoreError> {
        if let Ok(Some(before)) = self.draft(draft.id)
            && loses_much(&before.draft, draft)
        {
            self.discard_draft(&before.draft, into, before.saved_at)?;
            return Ok(true);
        }
        self.remove_draft(draft.id)?;
        Ok(false)
    }

    fn versions_file(&self, id: JobId) -> std::path::PathBuf {
        self.paths.draft(id).join("versions.ron")
    }
}

pub(super) const VERSIONS: Format<Vec<Version>> = Format::new("sendoff draft versions");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Paths;

    fn id() -> JobId {
        JobId::from_parts(1, 1)
    }

    fn at(secs: i64) -> Timestamp {
        Timestamp::from_second(secs).unwrap()
    }

    fn draft(text: &str) -> Draft {
        Draft {
            text: text.to_owned(),
            ..Draft::new(id())
        }
    }

    fn place() -> (tempfile::TempDir, Store) {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(dir.path()));
        (dir, store)
    }

    fn texts(store: &Store) -> Vec<String> {
        let versions = store.versions(id()).unwrap().into_iter();
        versions.map(|version| version.text).collect()
    }

    #[test]
    fn what_stood_before_a_pause_is_kept_and_goes_into_the_trash_and_back_with_the_draft() {
        let (_dir, store) = place();
        for (text, secs) in [("One", 0), ("One two", 10), ("Three", 500), ("Threes", 501)] {
            store.save_written_draft(&draft(text), at(secs)).unwrap();
        }
        assert_eq!(texts(&store), ["One two"]);
        assert_eq!(store.versions(id()).unwrap()[0].at, at(10));
        let name = JobId::from_parts(50, 1);
        store
            .discard_draft(&draft("Threes"), name, at(502))
            .unwrap();
        assert_eq!(texts(&store), [""; 0]);
        store.restore_draft(name, JobId::from_parts(9, 1)).unwrap();
        assert_eq!(texts(&store), ["One two"]);
        store.remove_draft(id()).unwrap();
        assert_eq!(texts(&store), [""; 0]);
    }

    #[test]
    fn an_emptied_draft_that_said_much_can_be_had_back() {
        let (_dir, store) = place();
        let name = JobId::from_parts(50, 1);
        store.save_written_draft(&draft("short"), at(0)).unwrap();
        assert!(!store.save_emptied_draft(&draft(""), name).unwrap());
        assert_eq!(store.draft(id()).unwrap(), None);
        let long = draft(&"long ".repeat(30));
        store.save_written_draft(&long, at(0)).unwrap();
        assert!(store.save_emptied_draft(&draft(""), name).unwrap());
        assert_eq!(store.draft(id()).unwrap(), None);
        assert_eq!(store.discarded().unwrap().0[0].draft, long);
    }

    #[test]
    fn versions_of_a_newer_sendoff_are_left_alone_and_do_not_keep_a_draft_from_being_saved() {
        let (_dir, store) = place();
        store.save_written_draft(&draft("One"), at(0)).unwrap();
        let newer = "(kind: \"sendoff draft versions\", version: 2, body: [whatever])";
        let path = store.versions_file(id());
        std::fs::write(&path, newer).unwrap();
        store.save_written_draft(&draft("Two"), at(900)).unwrap();
        assert_eq!(store.draft(id()).unwrap().unwrap().draft.text, "Two");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), newer);
    }

    #[test]
    fn broken_versions_are_put_aside_whole() {
        let (_dir, store) = place();
        store.save_written_draft(&draft("One"), at(0)).unwrap();
        let path = store.versions_file(id());
        std::fs::write(&path, "(nothing").unwrap();
        store.save_written_draft(&draft("Two"), at(900)).unwrap();
        assert_eq!(texts(&store), ["One"]);
        let aside = path.with_file_name("versions.ron.unreadable");
        assert_eq!(std::fs::read_to_string(aside).unwrap(), "(nothing");
    }

    #[test]
    fn texts_that_are_too_much_for_a_file_leave_the_newest() {
        let (_dir, store) = place();
        for number in 0..4 {
            let text = format!("{number}{}", "\u{1}".repeat(500_000));
            store
                .keep_version(id(), Version::of(&draft(&text), at(number)))
                .unwrap();
        }
        let kept = texts(&store);
        assert!(kept.len() < 4 && kept.last().unwrap().starts_with('3'));
    }
}

//! Templates and snippets on disk: all in one file, changed in turn with other processes.

use std::time::Duration;

use super::lock::FileLock;
use super::ron_file::Format;
use super::{Store, StoreError};
use crate::domain::KeptText;

impl Store {
    /// The kept texts, by name.
    pub fn kept_texts(&self) -> Result<Vec<KeptText>, StoreError> {
        let read = KEPT.read(&*self.disk, &self.paths.kept_texts())?;
        Ok(read.unwrap_or_default())
    }

    /// Changes the kept texts; gives them, and what the change gave.
    pub fn change_kept_texts<R>(
        &self,
        change: impl FnOnce(&mut Vec<KeptText>) -> R,
    ) -> Result<(Vec<KeptText>, R), StoreError> {
        let path = self.paths.kept_texts();
        let _turn = FileLock::take_within(&path.with_extension("lock"), TURN)?;
        let before = self.kept_texts()?;
        let mut texts = before.clone();
        let outcome = change(&mut texts);
        if texts != before {
            KEPT.write(&*self.disk, &path, &texts)?;
        }
        Ok((texts, outcome))
    }
}

pub(super) const KEPT: Format<Vec<KeptText>> = Format::new("sendoff texts");

/// How long to wait for another Sendoff that is writing; a save takes a few milliseconds.
const TURN: Duration = Duration::from_secs(3);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{JobId, KeptKind, Visibility, keep};
    use crate::store::Paths;

    fn text(name: &str) -> KeptText {
        KeptText {
            id: JobId::from_parts(1, 1),
            kind: KeptKind::Template,
            name: name.to_owned(),
            text: "Dear …\n\"you\"".to_owned(),
            mentions: Vec::new(),
            visibility: Visibility::LoggedIn,
            reshare_disabled: true,
        }
    }

    #[test]
    fn a_kept_text_is_read_as_it_was_written() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(dir.path()));
        store.make_folders().unwrap();
        let (kept, done) = store
            .change_kept_texts(|texts| keep(texts, text("Letter")))
            .unwrap();
        assert_eq!((done, &*kept), (Ok(()), &[text("Letter")][..]));
        assert_eq!(store.kept_texts().unwrap(), kept);
    }

    #[test]
    fn a_file_of_a_newer_sendoff_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(dir.path()));
        store.make_folders().unwrap();
        let newer = "(kind: \"sendoff texts\", version: 2, body: [])";
        std::fs::write(store.paths().kept_texts(), newer).unwrap();
        let changed = store.change_kept_texts(|texts| keep(texts, text("x")));
        assert!(matches!(changed, Err(StoreError::Newer { .. })));
        let after = std::fs::read_to_string(store.paths().kept_texts()).unwrap();
        assert_eq!(after, newer);
    }
}

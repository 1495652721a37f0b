//! The requests of the day on disk; several processes of one profile add to the same file.

use std::time::Duration;

use jiff::civil::Date;

use super::lock::FileLock;
use super::ron_file::Format;
use super::{Store, StoreError};
use crate::domain::Ledger;

impl Store {
    /// What was counted last. A file that makes no sense is put aside, and counting begins anew.
    ///
    /// # Errors
    /// If it cannot be read, or is of a newer Sendoff.
    pub fn ledger(&self) -> Result<Ledger, StoreError> {
        match LEDGER.read(&*self.disk, &self.paths.ledger()) {
            Ok(ledger) => Ok(ledger.unwrap_or_default()),
            Err(StoreError::Unreadable { .. }) => Ok(Ledger::default()),
            Err(err) => Err(err),
        }
    }

    /// Adds what was counted today, and gives back the whole.
    ///
    /// # Errors
    /// See [`Store::ledger`]; then nothing is written.
    pub fn add_to_ledger(&self, counted: &Ledger, today: Date) -> Result<Ledger, StoreError> {
        let path = self.paths.ledger();
        let _turn = FileLock::take_within(&path.with_extension("lock"), TURN)?;
        let mut ledger = self.ledger()?;
        ledger.take_in(counted, today);
        LEDGER.write(&*self.disk, &path, &ledger)?;
        Ok(ledger)
    }
}

pub(super) const LEDGER: Format<Ledger> = Format::new("sendoff ledger");

/// How long to wait for another Sendoff that is writing. A count is worth no more.
const TURN: Duration = Duration::from_secs(1);

#[cfg(test)]
mod tests {
    use std::fs;
    use std::thread;

    use super::*;
    use crate::domain::AccountKey;
    use crate::store::Paths;

    fn key() -> AccountKey {
        AccountKey {
            client_id: "app".to_owned(),
            member: "urn:li:person:a".parse().unwrap(),
        }
    }

    fn today() -> Date {
        "2026-11-24".parse().unwrap()
    }

    fn one() -> Ledger {
        let mut counted = Ledger::default();
        counted.count(today(), &key(), &key().member, 1);
        counted
    }

    fn place() -> (tempfile::TempDir, Store) {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(dir.path()));
        store.make_folders().unwrap();
        (dir, store)
    }

    #[test]
    fn several_add_to_one_ledger_and_nothing_is_lost() {
        let (_dir, store) = place();
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..5 {
                        store.add_to_ledger(&one(), today()).unwrap();
                    }
                });
            }
        });
        let ledger = store.ledger().unwrap();
        assert_eq!(ledger.of_account(&key(), today()), 20);
    }

    #[test]
    fn a_new_day_begins_with_nothing() {
        let (_dir, store) = place();
        store.add_to_ledger(&one(), today()).unwrap();
        let tomorrow = "2026-11-25".parse().unwrap();
        assert!(store.add_to_ledger(&one(), tomorrow).unwrap().is_empty());
    }

    #[test]
    fn a_damaged_ledger_is_put_aside_and_a_newer_one_is_left_alone() {
        let (dir, store) = place();
        let path = store.paths().ledger();
        for damage in [
            "",
            "(kind: \"sendoff ledger\", version: 1, body: (day: 7))",
            "\u{0}",
        ] {
            fs::write(&path, damage).unwrap();
            let ledger = store.add_to_ledger(&one(), today()).unwrap();
            assert_eq!(ledger.of_account(&key(), today()), 1, "{damage:?}");
        }
        let aside = fs::read_dir(dir.path().join("data")).unwrap();
        let aside = aside.filter(|entry| {
            let name = entry.as_ref().unwrap().file_name();
            name.to_string_lossy().contains("unreadable")
        });
        assert_eq!(aside.count(), 3);
        let newer = "(kind: \"sendoff ledger\", version: 99, body: ())";
        fs::write(&path, newer).unwrap();
        assert!(matches!(
            store.add_to_ledger(&one(), today()),
            Err(StoreError::Newer { .. })
        ));
        assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    }
}

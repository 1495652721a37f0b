//! Some of the drafts or receipts: however many there are, a window reads and holds only those that it shows.
//!
//! Never here: what a file says; that is its kind's.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::SystemTime;

use jiff::Timestamp;

use super::pulse::mark;
use super::{Store, StoreError};
use crate::domain::JobId;

/// What the store keeps one of to a file, by id.
pub trait Filed: Sized {
    /// Whose file it is.
    fn id(&self) -> JobId;
    /// The time it is listed by.
    fn at(&self) -> Timestamp;
    /// What a search looks at, folded.
    fn searched(&self) -> String;
    /// The ids of all that are there, the oldest first.
    fn ids(store: &Store) -> Result<Vec<JobId>, StoreError>;
    /// Where one is.
    fn file(store: &Store, id: JobId) -> PathBuf;
    /// One of them; `None` if there is none.
    fn read(store: &Store, id: JobId) -> Result<Option<Self>, StoreError>;
    /// Whether the date of this file says when it was last changed here; not so in a profile that was copied.
    fn is_dated(_store: &Store, _id: JobId, _written_at: SystemTime) -> Result<bool, StoreError> {
        Ok(true)
    }
}

/// Some of the files of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch<T> {
    /// The newest first.
    pub items: Vec<T>,
    /// Those that were looked at and could not be read, or are not there.
    pub unread: Vec<JobId>,
    /// Those that are older than these, or were not looked at.
    pub left: Vec<JobId>,
}

impl<T> Default for Batch<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            unread: Vec::new(),
            left: Vec::new(),
        }
    }
}

impl Store {
    /// All of a kind, the newest first, and what could not be read.
    pub(super) fn all<T: Filed>(&self) -> Result<(Vec<T>, Vec<StoreError>), StoreError> {
        let (all, troubles) = self.some(&BTreeSet::new(), usize::MAX, |_| true)?;
        Ok((all.items, troubles))
    }

    /// At most so many of the `wanted` ones that are not `known`, and what could not be read. What may be the newest is looked
    /// at first; the others only where that is not enough.
    pub fn some<T: Filed>(
        &self,
        known: &BTreeSet<JobId>,
        at_most: usize,
        wanted: impl Fn(&T) -> bool,
    ) -> Result<(Batch<T>, Vec<StoreError>), StoreError> {
        let mut ids = T::ids(self)?;
        ids.retain(|id| !known.contains(id));
        let (mut batch, mut troubles) = (Batch::default(), Vec::new());
        let others = self.split_off_older::<T>(&mut ids, at_most, &mut troubles);
        let mut others = others.into_iter();
        let mut read = |batch: &mut Batch<T>, id| {
            let item = T::read(self, id).unwrap_or_else(|err| {
                troubles.push(err);
                None
            });
            // A folder may be there without its file, or with that of another.
            if item.as_ref().is_none_or(|item| item.id() != id) {
                batch.unread.push(id);
            }
            batch.items.extend(item.filter(&wanted));
        };
        for id in ids {
            read(&mut batch, id);
        }
        while batch.items.len() < at_most
            && let Some(id) = others.next()
        {
            read(&mut batch, id);
        }
        batch.items.sort_by_key(newest_first);
        let too_many = batch.items.split_off(at_most.min(batch.items.len()));
        batch.left = others.chain(too_many.iter().map(Filed::id)).collect();
        Ok((batch, troubles))
    }

    /// Leaves in `ids` those that may be the newest `at_most`: as many that were written last, and as many whose ids are the
    /// youngest. The id was born with the draft, which may have been long before it was changed or posted; and files that
    /// were copied are all as old as the copy. Gives back the others, the youngest first.
    fn split_off_older<T: Filed>(
        &self,
        ids: &mut Vec<JobId>,
        at_most: usize,
        troubles: &mut Vec<StoreError>,
    ) -> Vec<JobId> {
        if ids.len() <= at_most {
            return Vec::new();
        }
        ids.sort_unstable_by_key(|id| Reverse(*id));
        let written = |id: JobId| mark(T::file(self, id)).and_then(|(at, _)| at);
        let dated = ids.iter().map(|&id| (Reverse(written(id)), Reverse(id)));
        let mut dated: Vec<_> = dated.collect();
        // There may be a hundred thousand: no more is put in order than is looked at.
        dated.select_nth_unstable(at_most);
        dated.truncate(at_most);
        if let Some(&(Reverse(Some(at)), Reverse(id))) = dated.iter().min() {
            match T::is_dated(self, id, at) {
                Ok(true) => {}
                Ok(false) => return Vec::new(),
                Err(err) => troubles.push(err),
            }
        }
        let last: BTreeSet<JobId> = dated.into_iter().map(|(_, Reverse(id))| id).collect();
        let mut place = 0;
        let is_older = |id: &mut JobId| {
            place += 1;
            place > at_most && !last.contains(id)
        };
        ids.extract_if(.., is_older).collect()
    }
}

/// The order in which they are shown.
pub fn newest_first<T: Filed>(item: &T) -> impl Ord + use<T> {
    Reverse((item.at(), item.id()))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;
    use crate::domain::{Draft, SentPost};
    use crate::store::persisted::sent;
    use crate::store::{Paths, SavedDraft};

    #[test]
    fn the_newest_are_read_first_and_the_older_on_demand() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(folder.path()));
        store.make_folders().unwrap();
        let write = |number: u64, published: u64, dated: u64| {
            let mut sent = sent(u128::from(number));
            sent.text = format!("Post {number}");
            let published = i64::try_from(published).unwrap();
            sent.receipt.published_at = Timestamp::from_second(published).unwrap();
            store.save_receipt(&sent).unwrap();
            let file = store.paths.receipt(sent.id);
            let file = std::fs::File::options().write(true).open(file).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(dated))
                .unwrap();
        };
        for number in 1..=5 {
            write(number, number, number);
        }
        let numbers = |receipts: &Batch<SentPost>| {
            let posts = receipts.items.iter();
            posts.map(|sent| sent.text.clone()).collect::<Vec<_>>()
        };
        let some = |at_most| store.some(&BTreeSet::new(), at_most, |_| true);
        let (newest, troubles) = some(2).unwrap();
        assert_eq!(numbers(&newest), ["Post 5", "Post 4"]);
        assert_eq!(newest.left.len(), 3);
        assert_eq!((newest.unread.len(), troubles.len()), (0, 0));

        let known = newest.items.iter().map(|sent| sent.id).collect();
        let odd = |sent: &SentPost| sent.text != "Post 2";
        let (older, _) = store.some(&known, 2, odd).unwrap();
        assert_eq!(numbers(&older), ["Post 3", "Post 1"]);
        assert_eq!(older.left, []);

        // An old draft that was posted today is new all the same.
        write(0, 6, 6);
        let (newest, _) = some(1).unwrap();
        assert_eq!(numbers(&newest), ["Post 0"]);

        // After a copy all are as old as each other, or as the one that was copied last.
        (1..=5).for_each(|number| write(number, number, 9));
        write(1, 1, 10);
        let (newest, _) = some(2).unwrap();
        assert_eq!(numbers(&newest), ["Post 5", "Post 4"]);
        assert_eq!(newest.left.len(), 4);

        // One that cannot be read is neither there nor older.
        std::fs::write(store.paths.receipt(JobId::from_parts(9, 9)), "(").unwrap();
        let (all, troubles) = some(9).unwrap();
        let lengths = [
            all.items.len(),
            all.unread.len(),
            all.left.len(),
            troubles.len(),
        ];
        assert_eq!(lengths, [6, 1, 0, 1]);
    }

    /// A store with drafts that were saved at the second of their number, by what they say and by the date of their files.
    fn with_drafts(numbers: impl IntoIterator<Item = u64>) -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(folder.path()));
        store.make_folders().unwrap();
        for number in numbers {
            let at = Timestamp::from_second(i64::try_from(number).unwrap()).unwrap();
            store.save_draft(&draft(number), at).unwrap();
            date(&store, number, number);
        }
        (folder, store)
    }

    fn draft(number: u64) -> Draft {
        Draft {
            text: "Words".to_owned(),
            ..Draft::new(id(number))
        }
    }

    /// The ids of later numbers are older.
    fn id(number: u64) -> JobId {
        JobId::from_parts(100 - number, 1)
    }

    fn date(store: &Store, number: u64, second: u64) {
        let file = SavedDraft::file(store, id(number));
        let file = std::fs::File::options().write(true).open(file).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(second))
            .unwrap();
    }

    #[track_caller]
    fn check(store: &Store, at_most: usize, newest: &[u64], left: usize) {
        let (batch, _) = store
            .some::<SavedDraft>(&BTreeSet::new(), at_most, |_| true)
            .unwrap();
        let read: Vec<JobId> = batch.items.iter().map(Filed::id).collect();
        let newest: Vec<JobId> = newest.iter().copied().map(id).collect();
        assert_eq!((read, batch.left.len()), (newest, left));
    }

    #[test]
    fn the_last_saved_drafts_are_read_however_old_their_ids_are() {
        let (_folder, store) = with_drafts(1..=9);
        check(&store, 3, &[9, 8, 7], 6);
        check(&store, 9, &[9, 8, 7, 6, 5, 4, 3, 2, 1], 0);
    }

    #[test]
    fn in_a_copied_profile_the_drafts_themselves_say_which_are_the_last() {
        let (_folder, store) = with_drafts(1..=9);
        for number in 1..=9 {
            date(&store, number, 1_000_000 - number);
        }
        check(&store, 2, &[9, 8], 7);
    }

    #[test]
    fn a_last_draft_that_makes_no_sense_keeps_none_of_the_others_away_and_is_told_once() {
        let (_folder, store) = with_drafts(1..=4);
        std::fs::write(SavedDraft::file(&store, id(4)), "(").unwrap();
        let some = || store.some::<SavedDraft>(&BTreeSet::new(), 2, |_| true);
        let (batch, troubles) = some().unwrap();
        assert_eq!((batch.items.len(), troubles.len()), (2, 1));
        assert_eq!(batch.unread, [id(4)]);
    }

    #[test]
    fn a_folder_without_a_draft_is_never_said_to_be_an_older_one_that_was_looked_at() {
        let (_folder, store) = with_drafts(1..=4);
        let broken = store.paths.draft(JobId::from_parts(1, 1));
        std::fs::create_dir(&broken).unwrap();
        std::fs::write(broken.join("draft.ron.unreadable"), "(").unwrap();
        check(&store, 3, &[4, 3, 2], 2);
        let known = (2..=4).map(id).collect();
        let (older, troubles) = store.some::<SavedDraft>(&known, 3, |_| true).unwrap();
        assert_eq!(older.items.len(), 1);
        assert_eq!(older.unread, [JobId::from_parts(1, 1)]);
        assert_eq!((older.left.len(), troubles.len()), (0, 0));
    }
}

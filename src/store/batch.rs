//! Some of the drafts or receipts: however many there are, a window reads and holds only those that it shows.
//!
//! Never here: what a file says; that is its kind's.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::PathBuf;

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
}

/// Some of the files of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch<T> {
    /// The newest first.
    pub items: Vec<T>,
    /// Those that were looked at and could not be read.
    pub unread: Vec<JobId>,
    /// Those that were not looked at.
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

    /// At most so many of the `wanted` ones that are not `known`, and what could not be read. The newest are looked at
    /// first.
    pub fn some<T: Filed>(
        &self,
        known: &BTreeSet<JobId>,
        at_most: usize,
        wanted: impl Fn(&T) -> bool,
    ) -> Result<(Batch<T>, Vec<StoreError>), StoreError> {
        let mut ids = T::ids(self)?;
        ids.retain(|id| !known.contains(id));
        if ids.len() > at_most {
            ids = self.newest_ids_first::<T>(ids, at_most);
        }
        let mut ids = ids.into_iter();
        let (mut batch, mut troubles) = (Batch::default(), Vec::new());
        while batch.items.len() < at_most
            && let Some(id) = ids.next()
        {
            match T::read(self, id) {
                Ok(item) => batch.items.extend(item.filter(&wanted)),
                Err(err) => {
                    batch.unread.push(id);
                    troubles.push(err);
                }
            }
        }
        batch.items.sort_by_key(newest_first);
        batch.left = ids.collect();
        Ok((batch, troubles))
    }

    /// By turns the one that was written last and the one whose id is the youngest, as many as are read at once; then
    /// the others, the youngest first. The id was born with the draft, which may have been long before it was changed or
    /// posted; and files that were copied are all as old as the copy.
    fn newest_ids_first<T: Filed>(&self, mut ids: Vec<JobId>, at_most: usize) -> Vec<JobId> {
        ids.sort_unstable_by_key(|id| Reverse(*id));
        let written = |id: JobId| mark(T::file(self, id)).and_then(|(at, _)| at);
        let dated = ids.iter().map(|&id| (Reverse(written(id)), Reverse(id)));
        let mut dated: Vec<_> = dated.collect();
        // There may be a hundred thousand: no more is put in order than is looked at.
        if at_most < dated.len() {
            dated.select_nth_unstable(at_most);
            dated.truncate(at_most);
        }
        dated.sort_unstable();
        let by_date = dated.into_iter().map(|(_, Reverse(id))| id);
        let both = by_date.zip(ids.iter().copied());
        let mut seen = BTreeSet::new();
        let mut first: Vec<JobId> = both
            .flat_map(<[JobId; 2]>::from)
            .filter(|id| seen.insert(*id))
            .collect();
        first.reserve_exact(ids.len() - first.len());
        first.extend(ids.into_iter().filter(|id| !seen.contains(id)));
        first
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
    use crate::domain::SentPost;
    use crate::store::Paths;
    use crate::store::persisted::sent;

    #[test]
    fn the_newest_are_read_first_and_the_older_on_demand() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(Paths::under(folder.path()));
        store.make_folders().unwrap();
        let write = |number: u128, at: u64| {
            let text = format!("Post {number}");
            let sent = SentPost {
                text,
                ..sent(number)
            };
            store.save_receipt(&sent).unwrap();
            let file = store.paths.receipt(sent.id);
            let file = std::fs::File::options().write(true).open(file).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(at))
                .unwrap();
        };
        for number in 1..=5 {
            write(u128::from(number), number);
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
        write(0, 6);
        let (newest, _) = some(1).unwrap();
        assert_eq!(numbers(&newest), ["Post 0"]);

        // After a copy all are as old as each other, or as the one that was copied last.
        (1..=5).for_each(|number| write(number, 9));
        write(1, 10);
        let (newest, _) = some(2).unwrap();
        assert_eq!(numbers(&newest), ["Post 5", "Post 1"]);

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
}

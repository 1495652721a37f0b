//! The receipts on disk: one file for each post that arrived.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::pulse::mark;
use super::ron_file::Format;
use super::{Store, StoreError};
use crate::domain::{JobId, SentPost};

/// Some of the receipts: however many there are, a window reads and holds only those that it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipts {
    /// The newest post first.
    pub posts: Vec<SentPost>,
    /// Those that were looked at and could not be read.
    pub unread: Vec<JobId>,
    /// Those that were not looked at.
    pub left: Vec<JobId>,
}

impl Store {
    /// All receipts, the newest first, and what could not be read.
    pub fn receipts(&self) -> Result<(Vec<SentPost>, Vec<StoreError>), StoreError> {
        let (receipts, troubles) = self.some_receipts(&BTreeSet::new(), usize::MAX, |_| true)?;
        Ok((receipts.posts, troubles))
    }

    /// At most so many of the `wanted` receipts that are not `known`, and what could not be read. The newest are looked
    /// at first.
    pub fn some_receipts(
        &self,
        known: &BTreeSet<JobId>,
        at_most: usize,
        wanted: impl Fn(&SentPost) -> bool,
    ) -> Result<(Receipts, Vec<StoreError>), StoreError> {
        let mut ids = self.ids_in(&self.paths.receipts())?;
        ids.retain(|id| !known.contains(id));
        if ids.len() > at_most {
            ids = self.newest_receipts_first(ids, at_most);
        }
        let mut ids = ids.into_iter();
        let (mut receipts, mut troubles) = (Receipts::default(), Vec::new());
        while receipts.posts.len() < at_most
            && let Some(id) = ids.next()
        {
            match self.receipt(id) {
                Ok(sent) => receipts.posts.extend(sent.filter(&wanted)),
                Err(err) => {
                    receipts.unread.push(id);
                    troubles.push(err);
                }
            }
        }
        receipts.posts.sort_by_key(newest_first);
        receipts.left = ids.collect();
        Ok((receipts, troubles))
    }

    /// By turns the one that was written last and the one whose id is the youngest, as many as are read at once; then
    /// the others, the youngest first. The id was born with the draft, which may have been long before the post; and
    /// files that were copied are all as old as the copy.
    fn newest_receipts_first(&self, mut ids: Vec<JobId>, at_most: usize) -> Vec<JobId> {
        ids.sort_unstable_by_key(|id| Reverse(*id));
        let written = |id: JobId| mark(self.paths.receipt(id)).and_then(|(at, _)| at);
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

    /// One receipt; `None` if there is none.
    pub fn receipt(&self, id: JobId) -> Result<Option<SentPost>, StoreError> {
        RECEIPT.read(&*self.disk, &self.paths.receipt(id))
    }

    /// Changes a receipt, in turn with other processes; durable when this returns. `None` if there is none.
    pub fn change_receipt<R>(
        &self,
        id: JobId,
        change: impl FnOnce(&mut SentPost) -> R,
    ) -> Result<Option<R>, StoreError> {
        let _turn = self.lock_outbox()?;
        let Some(mut sent) = self.receipt(id)? else {
            return Ok(None);
        };
        let changed = change(&mut sent);
        self.save_receipt(&sent)?;
        Ok(Some(changed))
    }

    /// Writes a receipt; durable when this returns.
    pub fn save_receipt(&self, sent: &SentPost) -> Result<(), StoreError> {
        RECEIPT.write(&*self.disk, &self.paths.receipt(sent.id), sent)
    }
}

/// The order in which posts are shown.
pub fn newest_first(sent: &SentPost) -> impl Ord + use<> {
    Reverse((sent.receipt.published_at, sent.id))
}

pub(super) const RECEIPT: Format<SentPost> = Format::new("sendoff receipt");

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;
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
        let numbers = |receipts: &Receipts| {
            let posts = receipts.posts.iter();
            posts.map(|sent| sent.text.clone()).collect::<Vec<_>>()
        };
        let nobody = BTreeSet::new();
        let (newest, troubles) = store.some_receipts(&nobody, 2, |_| true).unwrap();
        assert_eq!(numbers(&newest), ["Post 5", "Post 4"]);
        assert_eq!(newest.left.len(), 3);
        assert_eq!((newest.unread.len(), troubles.len()), (0, 0));

        let known = newest.posts.iter().map(|sent| sent.id).collect();
        let odd = |sent: &SentPost| sent.text != "Post 2";
        let (older, _) = store.some_receipts(&known, 2, odd).unwrap();
        assert_eq!(numbers(&older), ["Post 3", "Post 1"]);
        assert_eq!(older.left, []);

        // An old draft that was posted today is new all the same.
        write(0, 6);
        let (newest, _) = store.some_receipts(&nobody, 1, |_| true).unwrap();
        assert_eq!(numbers(&newest), ["Post 0"]);

        // After a copy all are as old as each other, or as the one that was copied last.
        (1..=5).for_each(|number| write(number, 9));
        write(1, 10);
        let (newest, _) = store.some_receipts(&nobody, 2, |_| true).unwrap();
        assert_eq!(numbers(&newest), ["Post 5", "Post 1"]);

        // One that cannot be read is neither there nor older.
        std::fs::write(store.paths.receipt(JobId::from_parts(9, 9)), "(").unwrap();
        let (all, troubles) = store.some_receipts(&nobody, 9, |_| true).unwrap();
        let lengths = [
            all.posts.len(),
            all.unread.len(),
            all.left.len(),
            troubles.len(),
        ];
        assert_eq!(lengths, [6, 1, 0, 1]);
    }
}

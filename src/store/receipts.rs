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
    /// How many receipts there are in all.
    pub total: usize,
    /// Whether every other one was looked at.
    pub is_all: bool,
}

impl Store {
    /// All receipts, the newest first, and what could not be read.
    pub fn receipts(&self) -> Result<(Vec<SentPost>, Vec<StoreError>), StoreError> {
        let (receipts, troubles) = self.some_receipts(&BTreeSet::new(), usize::MAX, |_| true)?;
        Ok((receipts.posts, troubles))
    }

    /// At most so many of the `wanted` receipts that are not `known`, and what could not be read. Those that were written
    /// last are looked at first.
    pub fn some_receipts(
        &self,
        known: &BTreeSet<JobId>,
        at_most: usize,
        wanted: impl Fn(&SentPost) -> bool,
    ) -> Result<(Receipts, Vec<StoreError>), StoreError> {
        let mut ids = self.ids_in(&self.paths.receipts())?;
        let total = ids.len();
        ids.retain(|id| !known.contains(id));
        if ids.len() > at_most {
            // The id was born with the draft, which may have been long before.
            ids.sort_by_cached_key(|&id| {
                let written = mark(self.paths.receipt(id)).and_then(|(at, _)| at);
                Reverse((written, id))
            });
        }
        let mut ids = ids.into_iter();
        let (mut posts, mut troubles) = (Vec::new(), Vec::new());
        while posts.len() < at_most
            && let Some(id) = ids.next()
        {
            match self.receipt(id) {
                Ok(sent) => posts.extend(sent.filter(&wanted)),
                Err(err) => troubles.push(err),
            }
        }
        posts.sort_by_key(newest_first);
        let is_all = ids.len() == 0;
        Ok((
            Receipts {
                posts,
                total,
                is_all,
            },
            troubles,
        ))
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
        assert_eq!((newest.total, newest.is_all), (5, false));
        assert_eq!(troubles.len(), 0);

        let known = newest.posts.iter().map(|sent| sent.id).collect();
        let odd = |sent: &SentPost| sent.text != "Post 2";
        let (older, _) = store.some_receipts(&known, 2, odd).unwrap();
        assert_eq!(numbers(&older), ["Post 3", "Post 1"]);
        assert_eq!((older.total, older.is_all), (5, true));

        // An old draft that was posted today is new all the same.
        write(0, 6);
        let (newest, _) = store.some_receipts(&nobody, 1, |_| true).unwrap();
        assert_eq!(numbers(&newest), ["Post 0"]);
    }
}

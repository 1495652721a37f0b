//! The drafts that are not open, as far as the window holds them: the last saved ones, and of the older ones those that
//! somebody asked for. Never here: their files.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::App;
use super::pending::take_ready_one;
use crate::domain::{Draft, JobId};
use crate::engine::{Command, Older};
use crate::store::{Batch, SavedDraft};
use crate::ui::{DraftFacts, OlderFacts};
use crate::words::t;

/// The drafts that the window holds, the last changed first.
#[derive(Default)]
pub(super) struct DraftList {
    drafts: Vec<Draft>,
    /// When drafts were last saved, the open one too.
    saved_at: BTreeMap<JobId, Timestamp>,
    /// The others that are on the disk.
    older: BTreeSet<JobId>,
}

impl DraftList {
    /// All that are here.
    pub(super) fn all(&self) -> &[Draft] {
        &self.drafts
    }

    /// What the panes may know of it.
    pub(super) fn facts(&self, is_reading: bool) -> DraftFacts<'_> {
        DraftFacts {
            all: &self.drafts,
            saved_at: &self.saved_at,
            older: OlderFacts {
                count: self.older.len(),
                is_reading,
            },
        }
    }

    /// The draft of this id, if it is here.
    pub(super) fn get(&self, id: JobId) -> Option<&Draft> {
        self.drafts.iter().find(|draft| draft.id == id)
    }

    /// The same, to be changed; `fresh` takes its place where it is not here.
    pub(super) fn get_or_put(&mut self, id: JobId, fresh: impl FnOnce() -> Draft) -> &mut Draft {
        let known = self.drafts.iter().position(|draft| draft.id == id);
        let idx = known.unwrap_or_else(|| {
            self.older.remove(&id);
            self.drafts.insert(0, fresh());
            0
        });
        &mut self.drafts[idx]
    }

    /// Takes in a draft, as the newest state of it.
    pub(super) fn put(&mut self, draft: Draft) {
        self.remove(draft.id);
        self.drafts.insert(0, draft);
        self.put_in_order();
    }

    /// Forgets a draft: it is open now, or on its way, or gone.
    pub(super) fn remove(&mut self, id: JobId) {
        self.drafts.retain(|draft| draft.id != id);
        self.older.remove(&id);
    }

    /// Takes note that a draft, listed or open, is saved now.
    pub(super) fn note_saved(&mut self, id: JobId, at: Timestamp) {
        self.saved_at.insert(id, at);
        if self.get(id).is_some() {
            self.put_in_order();
        }
    }

    /// Takes in the last saved drafts as they are now. Older ones that were asked for stay, as long as they are there.
    pub(super) fn take_newest(&mut self, batch: Batch<SavedDraft>) {
        let held = std::mem::take(&mut self.drafts);
        self.older = batch.left.into_iter().collect();
        for SavedDraft { saved_at, draft } in batch.items {
            self.saved_at.insert(draft.id, saved_at);
            self.drafts.push(draft);
        }
        let older = &mut self.older;
        let stay = held.into_iter().filter(|draft| older.remove(&draft.id));
        self.drafts.extend(stay);
        self.put_in_order();
    }

    /// Takes in older drafts. Of one that is here already, what is here is newer.
    fn take_older(&mut self, batch: Batch<SavedDraft>) {
        for SavedDraft { saved_at, draft } in batch.items {
            if self.older.remove(&draft.id) {
                self.saved_at.insert(draft.id, saved_at);
                self.drafts.push(draft);
            }
        }
        for id in batch.unread {
            self.older.remove(&id);
        }
        self.put_in_order();
    }

    fn put_in_order(&mut self) {
        let saved_at = &self.saved_at;
        // What has no time yet was changed just now.
        let changed_at = |draft: &Draft| saved_at.get(&draft.id).copied();
        self.drafts
            .sort_by_cached_key(|draft| Reverse(changed_at(draft).unwrap_or(Timestamp::MAX)));
    }
}

impl App {
    /// Has older drafts read, those with these words if there are any; one reading at a time.
    pub(super) fn fetch_older_drafts(&mut self, search: String) {
        if self.pending.older_drafts.is_none() {
            let listed = self.state.drafts.all().iter();
            let known = listed.chain([&self.state.draft]).map(|draft| draft.id);
            let wish = Older {
                known: known.collect(),
                search: search.clone(),
            };
            let asked = self.ask(|answer| Command::OlderDrafts(wish, answer));
            self.pending.older_drafts = asked.map(|promise| (search, promise));
        }
    }

    /// Takes in older drafts that were asked for.
    pub(super) fn take_older_drafts(&mut self) {
        match take_ready_one(&mut self.pending.older_drafts) {
            Some((search, Ok(batch))) => {
                self.drafts.take_older(&search, batch.left.is_empty());
                self.state.drafts.take_older(batch);
            }
            Some((_, Err(words))) => self.state.notify(t!("did-not-work"), &words),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u64) -> JobId {
        JobId::from_parts(number, 1)
    }

    fn draft(number: u64, text: &str) -> Draft {
        Draft {
            text: text.to_owned(),
            ..Draft::new(id(number))
        }
    }

    /// Drafts that were saved at their numbers, in seconds.
    fn batch(numbers: &[u64], left: &[u64]) -> Batch<SavedDraft> {
        let saved = |&number: &u64| SavedDraft {
            saved_at: Timestamp::from_second(i64::try_from(number).unwrap()).unwrap(),
            draft: draft(number, "As on the disk"),
        };
        Batch {
            items: numbers.iter().map(saved).collect(),
            unread: Vec::new(),
            left: left.iter().copied().map(id).collect(),
        }
    }

    #[track_caller]
    fn check(list: &DraftList, held: &[u64], older: &[u64]) {
        let ids = |numbers: &[u64]| numbers.iter().copied().map(id).collect::<Vec<_>>();
        let here: Vec<JobId> = list.all().iter().map(|draft| draft.id).collect();
        assert_eq!(here, ids(held));
        assert_eq!(Vec::from_iter(list.older.clone()), ids(older));
    }

    #[test]
    fn older_drafts_are_held_once_somebody_asked_for_them_and_as_long_as_they_are_there() {
        let mut list = DraftList::default();
        list.take_newest(batch(&[5, 4], &[3, 2, 1]));
        check(&list, &[5, 4], &[1, 2, 3]);
        list.take_older(batch(&[3, 1], &[]));
        check(&list, &[5, 4, 3, 1], &[2]);
        list.take_newest(batch(&[6, 5], &[4, 2, 1]));
        check(&list, &[6, 5, 4, 1], &[2]);
        list.take_older(Batch {
            unread: vec![id(2)],
            ..batch(&[], &[])
        });
        check(&list, &[6, 5, 4, 1], &[]);
        list.take_newest(batch(&[6, 5], &[]));
        check(&list, &[6, 5], &[]);
    }

    #[test]
    fn an_older_draft_that_is_opened_put_back_or_gone_is_not_counted_twice() {
        let mut list = DraftList::default();
        list.take_newest(batch(&[5, 4], &[3, 2, 1]));
        list.remove(id(3));
        check(&list, &[5, 4], &[1, 2]);
        list.put(draft(2, "Typed here"));
        check(&list, &[2, 5, 4], &[1]);
        list.take_older(batch(&[3, 2, 1], &[]));
        check(&list, &[2, 5, 4, 1], &[]);
        assert_eq!(list.get(id(2)).unwrap().text, "Typed here");
    }

    #[test]
    fn the_last_changed_draft_comes_first_also_when_it_is_saved_later() {
        let mut list = DraftList::default();
        list.take_newest(batch(&[5, 4, 3], &[]));
        list.put(draft(3, "Being saved"));
        list.note_saved(id(3), Timestamp::from_second(6).unwrap());
        check(&list, &[3, 5, 4], &[]);
        list.note_saved(id(4), Timestamp::from_second(7).unwrap());
        check(&list, &[4, 3, 5], &[]);
    }
}

//! What was posted, as far as the window holds it: the newest posts, and of the older ones those that somebody asked
//! for.

use std::collections::BTreeSet;

use egui::Context;

use super::App;
use super::pending::take_ready_one;
use crate::domain::{JobId, SentPost, commentary};
use crate::engine::{Command, OlderPosts};
use crate::store::{Receipts, newest_first};
use crate::ui::ReceiptFacts;
use crate::words::t;

/// The posts that the window holds.
#[derive(Default)]
pub(super) struct Shelf {
    posts: Vec<SentPost>,
    /// How many there are in all.
    total: usize,
    wanted: Wanted,
}

/// When the posts are read: a window that has just been opened shows its draft first.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Wanted {
    /// The draft is not there yet.
    #[default]
    Later,
    /// The draft is being painted.
    WithNextFrame,
    Asked,
}

impl Shelf {
    /// Takes in the newest posts as they are now, or older ones.
    pub(super) fn take(&mut self, receipts: Receipts) {
        let Receipts {
            mut posts, total, ..
        } = receipts;
        let new = ids(&posts);
        // Where these are all, one that is not among them is gone.
        if posts.len() < total {
            let kept = self.posts.drain(..).filter(|sent| !new.contains(&sent.id));
            posts.extend(kept);
            posts.sort_by_key(newest_first);
        }
        self.posts = posts;
        self.total = total;
    }

    /// What the panes may know of it.
    pub(super) fn facts(&self, is_reading: bool) -> ReceiptFacts<'_> {
        ReceiptFacts {
            posts: &self.posts,
            older: self.total.saturating_sub(self.posts.len()),
            is_reading,
        }
    }

    /// The hashtags used most in the last posts.
    pub(super) fn favourite_hashtags(&self) -> Vec<String> {
        let last = self.posts.iter().take(MAX_TEXTS);
        commentary::favourite_hashtags(last.map(|sent| sent.text.as_str()))
    }
}

impl App {
    /// Has older posts read, those with these words if there are any; one reading at a time.
    pub(super) fn fetch_older(&mut self, search: String) {
        if self.pending.older.is_none() {
            let known = ids(&self.state.shelf.posts);
            let wish = OlderPosts {
                known,
                search: search.clone(),
            };
            let asked = self.ask(|answer| Command::OlderPosts(wish, answer));
            self.pending.older = asked.map(|promise| (search, promise));
        }
    }

    /// Has the newest posts read, once, when the draft that was gone on with has been seen; takes in older ones that were
    /// asked for.
    pub(super) fn take_receipts(&mut self, ctx: &Context) {
        self.take_older();
        match self.state.shelf.wanted {
            Wanted::Later if self.state.has_gone_on() => {
                self.state.shelf.wanted = Wanted::WithNextFrame;
                ctx.request_repaint();
            }
            Wanted::WithNextFrame => {
                self.state.shelf.wanted = Wanted::Asked;
                self.order(Command::FollowReceipts);
            }
            Wanted::Later | Wanted::Asked => {}
        }
    }

    fn take_older(&mut self) {
        match take_ready_one(&mut self.pending.older) {
            Some((search, Ok(receipts))) => {
                self.posted.take_older(&search, receipts.is_all);
                self.state.shelf.take(receipts);
            }
            Some((_, Err(words))) => self.state.notify(t!("did-not-work"), &words),
            None => {}
        }
    }
}

fn ids(posts: &[SentPost]) -> BTreeSet<JobId> {
    posts.iter().map(|sent| sent.id).collect()
}

/// So many of the last posts say which hashtags somebody likes.
const MAX_TEXTS: usize = 300;

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::domain::{Author, Evidence, Receipt, Role};

    fn receipts(numbers: &[u64], total: usize) -> Receipts {
        let sent = |&number: &u64| SentPost {
            id: JobId::from_parts(number, 1),
            author: Author {
                urn: "urn:li:person:a".parse().unwrap(),
                name: "A".to_owned(),
                role: Role::Member,
            },
            text: format!("Post {number}"),
            picture_count: 0,
            receipt: Receipt {
                urn: None,
                permalink: None,
                published_at: Timestamp::UNIX_EPOCH,
                evidence: Evidence::Answer,
            },
            mentions: Vec::new(),
            asked: None,
            edited_at: None,
            deleted_at: None,
            first_comment: None,
        };
        Receipts {
            posts: numbers.iter().map(sent).collect(),
            total,
            is_all: false,
        }
    }

    #[test]
    fn older_posts_stay_when_the_newest_are_read_anew() {
        let mut shelf = Shelf::default();
        let steps: [(&[u64], usize, &[u64]); 4] = [
            (&[5, 4], 5, &[5, 4]),
            (&[3, 1], 5, &[5, 4, 3, 1]),
            (&[6, 5], 6, &[6, 5, 4, 3, 1]),
            // Others were taken away by hand, and now these are all.
            (&[6, 5, 2], 3, &[6, 5, 2]),
        ];
        for (posts, total, held) in steps {
            shelf.take(receipts(posts, total));
            let ids: Vec<JobId> = shelf.posts.iter().map(|sent| sent.id).collect();
            let held: Vec<JobId> = held.iter().map(|&id| JobId::from_parts(id, 1)).collect();
            assert_eq!((ids, shelf.total), (held, total));
        }
    }
}

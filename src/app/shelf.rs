//! What was posted, as far as the window holds it: the newest posts, and of the older ones those that somebody asked
//! for.

use std::collections::BTreeSet;
use std::time::Duration;

use egui::Context;

use super::App;
use super::pending::take_ready_one;
use crate::domain::{JobId, SentPost, commentary};
use crate::engine::{Command, Older};
use crate::store::{Batch, newest_first};
use crate::ui::{OlderFacts, Page, ReceiptFacts};
use crate::words::t;

/// The posts that the window holds.
#[derive(Default)]
pub(super) struct Shelf {
    posts: Vec<SentPost>,
    are_here: bool,
    /// The others that are on the disk.
    older: BTreeSet<JobId>,
    wanted: Wanted,
}

/// Whether the posts are read: a window that has just been opened shows none of them.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Wanted {
    #[default]
    NotYet,
    /// As soon as the engine takes an order.
    Now,
    Asked,
}

impl Shelf {
    /// Takes in the newest posts as they are now. Older ones that were asked for stay, as long as they are there.
    pub(super) fn take_newest(&mut self, batch: Batch<SentPost>) {
        self.are_here = true;
        let held = std::mem::replace(&mut self.posts, batch.items);
        self.older = batch.left.into_iter().collect();
        self.add_older(held);
    }

    /// Takes in older posts. Of one that is here already, what is here is newer.
    fn take_older(&mut self, batch: Batch<SentPost>) {
        self.add_older(batch.items);
        for id in batch.unread {
            self.older.remove(&id);
        }
    }

    fn add_older(&mut self, posts: Vec<SentPost>) {
        let older = &mut self.older;
        let posts = posts.into_iter().filter(|sent| older.remove(&sent.id));
        self.posts.extend(posts);
        self.posts.sort_by_key(newest_first);
    }

    /// Has the newest posts read, if they were not.
    pub(super) fn want(&mut self) {
        if self.wanted == Wanted::NotYet {
            self.wanted = Wanted::Now;
        }
    }

    /// What the panes may know of it.
    pub(super) fn facts(&self, is_reading: bool) -> ReceiptFacts<'_> {
        ReceiptFacts {
            posts: &self.posts,
            are_here: self.are_here,
            older: OlderFacts {
                count: self.older.len(),
                is_reading,
            },
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
    pub(super) fn fetch_older_posts(&mut self, search: String) {
        if self.pending.older_posts.is_none() {
            let known = ids_of(&self.state.shelf.posts);
            let wish = Older {
                known,
                search: search.clone(),
            };
            let asked = self.ask(|answer| Command::OlderPosts(wish, answer));
            self.pending.older_posts = asked.map(|promise| (search, promise));
        }
    }

    /// Has the newest posts read, once, when somebody looks at them, or types and may come to a hashtag; takes in older
    /// ones that were asked for.
    pub(super) fn take_receipts(&mut self, ctx: &Context) {
        self.take_older_posts();
        if self.page == Page::Posted {
            self.state.shelf.want();
        }
        let wanted = &mut self.state.shelf.wanted;
        if *wanted == Wanted::Now {
            match self.engine.send(Command::FollowReceipts) {
                Ok(()) => *wanted = Wanted::Asked,
                Err(_busy) if self.engine.is_running() => {
                    ctx.request_repaint_after(ASK_AGAIN_AFTER);
                }
                Err(_gone) => {}
            }
        }
    }

    fn take_older_posts(&mut self) {
        match take_ready_one(&mut self.pending.older_posts) {
            Some((search, Ok(batch))) => {
                self.posted.take_older(&search, batch.left.is_empty());
                self.state.shelf.take_older(batch);
            }
            Some((_, Err(words))) => self.state.notify(t!("did-not-work"), &words),
            None => {}
        }
    }
}

fn ids_of(posts: &[SentPost]) -> BTreeSet<JobId> {
    posts.iter().map(|sent| sent.id).collect()
}

const ASK_AGAIN_AFTER: Duration = Duration::from_millis(500);
/// So many of the last posts say which hashtags somebody likes.
const MAX_TEXTS: usize = 300;

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::domain::{Author, Evidence, Receipt, Role};

    fn receipts(numbers: &[u64], left: &[u64]) -> Batch<SentPost> {
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
        Batch {
            items: numbers.iter().map(sent).collect(),
            unread: Vec::new(),
            left: ids(left),
        }
    }

    fn ids(numbers: &[u64]) -> Vec<JobId> {
        let ids = numbers.iter().map(|&number| JobId::from_parts(number, 1));
        ids.collect()
    }

    #[track_caller]
    fn check(shelf: &Shelf, held: &[u64], older: &[u64]) {
        let posts: Vec<JobId> = shelf.posts.iter().map(|sent| sent.id).collect();
        assert_eq!(posts, ids(held));
        assert_eq!(Vec::from_iter(shelf.older.clone()), ids(older));
    }

    #[test]
    fn older_posts_stay_when_the_newest_are_read_anew_and_go_when_they_are_gone() {
        let mut shelf = Shelf::default();
        shelf.take_newest(receipts(&[5, 4], &[3, 2, 1]));
        check(&shelf, &[5, 4], &[1, 2, 3]);
        shelf.take_older(receipts(&[3, 1], &[]));
        check(&shelf, &[5, 4, 3, 1], &[2]);
        // One is new, and one was taken away by hand.
        shelf.take_newest(receipts(&[6, 5], &[4, 2, 1]));
        check(&shelf, &[6, 5, 4, 1], &[2]);
        shelf.take_newest(receipts(&[6, 5], &[]));
        check(&shelf, &[6, 5], &[]);
    }

    #[test]
    fn what_was_asked_for_before_does_not_replace_what_is_newer() {
        let mut shelf = Shelf::default();
        shelf.take_newest(receipts(&[5, 4], &[3]));
        let mut late = receipts(&[5, 3], &[]);
        "An earlier text".clone_into(&mut late.items[0].text);
        shelf.take_older(late);
        check(&shelf, &[5, 4, 3], &[]);
        assert_eq!(shelf.posts[0].text, "Post 5");
    }
}

//! Everything that changes while the sandbox runs, behind one lock. No rules here.

use jiff::Timestamp;

use super::fault::Faults;
use super::gate::Quota;
use super::images::{Images, Status};
use super::ledger::Ledger;
use super::mint::Mint;
use super::published_post::Posts;
use super::statistics::Looks;
use super::switches::Switches;
use super::tokens::Tokens;
use super::videos::Videos;

/// The memory of the sandbox.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) switches: Switches,
    pub(super) faults: Faults,
    pub(super) ledger: Ledger,
    pub(super) mint: Mint,
    pub(super) tokens: Tokens,
    pub(super) quota: Quota,
    pub(super) images: Images,
    pub(super) videos: Videos,
    pub(super) posts: Posts,
    pub(super) looks: Looks,
}

impl State {
    /// Lets happen what LinkedIn does by itself: a post whose picture failed in processing is taken back.
    pub(super) fn settle(&mut self) {
        let (images, switches) = (&self.images, &self.switches);
        self.posts.fail_where(|picture| {
            let image = images.find(&picture.urn);
            image.is_some_and(|image| image.status(switches) == Status::ProcessingFailed)
        });
    }

    pub(super) fn now(&self) -> Timestamp {
        self.switches.clock.now()
    }
}

//! Everything that changes while the sandbox runs, behind one lock. No rules here.

use jiff::Timestamp;

use super::fault::Faults;
use super::gate::Quota;
use super::images::Images;
use super::ledger::Ledger;
use super::mint::Mint;
use super::published_post::Posts;
use super::switches::Switches;
use super::tokens::Tokens;

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
    pub(super) posts: Posts,
}

impl State {
    pub(super) fn now(&self) -> Timestamp {
        self.switches.clock.now()
    }
}

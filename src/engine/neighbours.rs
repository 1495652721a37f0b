//! What another process changes in the profile: the command line beside the window, a second start.

use std::time::Duration;

use tokio::time::Instant;

use super::event::Event;
use super::office::Office;
use super::{mention_book, older, strong_room};
use crate::store::{Glance, Pulse, Store};

/// What the profile looked like when it was looked at last.
#[derive(Default)]
pub(super) struct Neighbours {
    glance: Glance,
    jobs: Pulse,
    /// Not before then are the jobs looked at again.
    jobs_from: Option<Instant>,
}

impl Office {
    /// Takes note of what the profile looks like before it is read.
    pub(super) async fn look_around(&mut self) {
        self.neighbours.glance = self.context.on_disk(Store::glance).await;
        self.neighbours.jobs = self.context.on_disk(Store::pulse).await;
    }

    /// Takes in what another process changed.
    pub(super) async fn look_for_changes(&mut self) {
        self.desk.look_elsewhere().await;
        let glance = self.context.on_disk(Store::glance).await;
        let before = std::mem::replace(&mut self.neighbours.glance, glance);
        if glance.preferences != before.preferences {
            self.read_settings().await;
            self.read_accounts().await;
            mention_book::read(&self.context).await;
            strong_room::glance(&self.context);
        }
        if glance.drafts != before.drafts {
            self.read_drafts().await;
        }
        if self.follows_receipts && glance.receipts != before.receipts {
            older::read_receipts(&self.context).await;
        }
        self.look_for_changed_jobs().await;
        if glance.handover != before.handover {
            self.take_handover().await;
        }
    }

    async fn look_for_changed_jobs(&mut self) {
        let begun = Instant::now();
        if self.neighbours.jobs_from.is_some_and(|from| begun < from) {
            return;
        }
        let jobs = self.context.on_disk(Store::pulse).await;
        let pause = (begun.elapsed() * LOOKING_IS_ONE_IN).min(LONGEST_PAUSE);
        self.neighbours.jobs_from = Some(begun + pause);
        let before = std::mem::replace(&mut self.neighbours.jobs, jobs);
        let changed = self.neighbours.jobs.changed_since(&before);
        for id in self.desk.look_at(changed).await {
            self.desk.look_later(id);
        }
    }

    pub(super) async fn take_handover(&self) {
        let left = self.context.on_disk(Store::take_handover).await;
        if let Some(Some(files)) = self.context.or_trouble(left).await {
            self.tell(Event::HandedOver(files)).await;
        }
    }
}

/// Of so many parts of the time, one may be spent on looking at the jobs: ten thousand are looked at less often than ten.
const LOOKING_IS_ONE_IN: u32 = 100;
/// A person who sends from the command line wants to see it in the window soon, however slow the disk.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

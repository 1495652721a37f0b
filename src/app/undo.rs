//! Times that run out while they are looked at: how often that is painted, and taking back the last post while there is
//! time.

use std::time::Duration;

use egui::Context;
use jiff::Timestamp;

use super::App;
use crate::domain::Job;
use crate::engine::{Command, Order};
use crate::ui::widgets::Tone;
use crate::ui::{COUNTED_SECS, Page};
use crate::words::t;

impl App {
    /// Takes back the post that was made last, while there is time for second thoughts.
    pub(super) fn take_back(&mut self) {
        let now = self.system.clock.now();
        if self.state.sending.is_some() {
            // The last post is not among them yet, and another is not meant.
            let (title, words) = (t!("undo-too-soon"), t!("undo-too-soon-why"));
            return self.state.say(Tone::Info, title, words);
        }
        let waiting = self.state.panel.jobs().values();
        let last = waiting
            .filter(|job| job.undo_until(&self.state.here, now).is_some())
            .max_by_key(|job| (job.created_at, job.id()))
            .map(Job::id);
        match last {
            Some(id) => self.order(Command::Order(id, Order::Cancel)),
            None => self
                .state
                .say(Tone::Info, t!("undo-nothing"), t!("undo-nothing-why")),
        }
    }

    /// Looks at how the jobs stand now.
    pub(super) fn look_at_jobs(&mut self) -> Timestamp {
        let now = self.system.clock.now();
        let state = &mut self.state;
        state.panel.look(now, state.opened_at, &state.here);
        now
    }

    /// A countdown on screen needs a frame each second; a ring that empties, ten.
    pub(super) fn count_down(&mut self, ctx: &Context) {
        let now = self.look_at_jobs();
        // One that ends hours from now would hardly move, and keep the processor awake all the while.
        let is_counted =
            |until: Timestamp| (0..=COUNTED_SECS).contains(&until.duration_since(now).as_secs());
        let panel = &self.state.panel;
        let moves = ctx.global_style().animation_time > 0.0 && self.page == Page::Write;
        if let Some(until) = panel.until() {
            let left = Duration::try_from(until.duration_since(now)).unwrap_or_default();
            ctx.request_repaint_after(left.min(LOOKED_AT_EVERY));
        }
        if moves && panel.next_ring_end().is_some_and(is_counted) {
            ctx.request_repaint_after(RING_STEP);
        } else if panel.next_end().is_some_and(is_counted) {
            ctx.request_repaint_after(Duration::from_millis(500));
        } else if self.page == Page::Scheduled || self.later.is_some() {
            ctx.request_repaint_after(SAID_AGAIN_AFTER);
        }
    }
}

/// How late it may be noticed that the computer slept, or that its clock was put forward, where a job waits for its time.
const LOOKED_AT_EVERY: Duration = Duration::from_mins(1);
/// How often a ring moves.
const RING_STEP: Duration = Duration::from_millis(100);
/// How long “in 3 h” may stand.
const SAID_AGAIN_AFTER: Duration = Duration::from_secs(30);

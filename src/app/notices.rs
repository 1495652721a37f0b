//! Messages, and what a person can do about them. Those of what went well pass; the others stay until they are taken
//! away.

use std::path::PathBuf;
use std::time::Duration;

use egui::Context;
use jiff::Timestamp;

use super::App;
use super::state::State;
use crate::domain::JobId;
use crate::engine::NotAttached;
use crate::ui::widgets::Tone;

/// A message.
pub(super) struct Notice {
    pub(super) number: u64,
    pub(super) tone: Tone,
    pub(super) title: String,
    pub(super) text: String,
    /// A picture of too many pixels, and the draft that it was meant for.
    pub(super) too_large: Option<(JobId, PathBuf)>,
    /// Since when it has been there to be read; for one that passes.
    since: Option<Timestamp>,
}

impl Notice {
    /// Whether it tells of something that the person should know before it goes.
    fn is_trouble(&self) -> bool {
        matches!(self.tone, Tone::Danger | Tone::Warning)
    }
}

impl App {
    pub(super) fn let_notices_pass(&mut self, ctx: &Context) {
        if let Some(moment) = self.state.let_pass(self.system.clock.now()) {
            ctx.request_repaint_after(moment);
        }
    }
}

impl State {
    /// Says that something went wrong.
    pub(super) fn notify(&mut self, title: &str, text: &str) {
        self.say(Tone::Danger, title, text);
    }

    pub(super) fn say(&mut self, tone: Tone, title: &str, text: &str) {
        self.next_notice += 1;
        self.notices
            .retain(|notice| notice.title != title || notice.text != text);
        self.notices.push(Notice {
            number: self.next_notice,
            tone,
            title: title.to_owned(),
            text: text.to_owned(),
            too_large: None,
            since: None,
        });
        self.drop_old_notices();
    }

    /// Lets go of what went well once it was there long enough to be read; tells when to look again.
    pub(super) fn let_pass(&mut self, now: Timestamp) -> Option<Duration> {
        let mut next: Option<Duration> = None;
        self.notices.retain_mut(|notice| {
            if notice.tone != Tone::Success {
                return true;
            }
            let since = *notice.since.get_or_insert(now);
            // A clock that was put back lets it go, rather than keep it for hours.
            let shown = Duration::try_from(now.duration_since(since)).unwrap_or(PASSES_AFTER);
            let left = PASSES_AFTER.saturating_sub(shown);
            if !left.is_zero() {
                next = Some(next.map_or(left, |next| next.min(left)));
            }
            !left.is_zero()
        });
        next
    }

    /// What went wrong stays until it is taken away; what went well makes room.
    fn drop_old_notices(&mut self) {
        if self.notices.len() > SHOWN_AT_ONCE {
            let passing = { self.notices.iter() }.position(|notice| !notice.is_trouble());
            if let Some(idx) = passing {
                self.notices.remove(idx);
            }
        }
        if self.notices.len() > MOST_KEPT {
            self.notices.remove(0);
        }
    }

    /// Says that a file was not added to a draft, and offers to scale it down where that is all it takes.
    pub(super) fn refuse_file(&mut self, id: JobId, refused: NotAttached) {
        let title = refused.title();
        let NotAttached {
            words, too_large, ..
        } = refused;
        let Some(path) = too_large else {
            return self.notify(&title, &words);
        };
        self.say(Tone::Warning, &title, &words);
        if let Some(notice) = self.notices.last_mut() {
            notice.too_large = Some((id, path));
        }
    }

    /// Takes a notice away, or all of them.
    pub(super) fn dismiss(&mut self, which: Option<u64>) {
        self.notices
            .retain(|notice| which.is_some_and(|number| notice.number != number));
    }

    /// Takes a notice away whose picture is to be scaled down; tells which picture, and for which draft.
    pub(super) fn take_too_large(&mut self, number: u64) -> Option<(JobId, PathBuf)> {
        let idx = { self.notices.iter() }.position(|notice| notice.number == number)?;
        self.notices.remove(idx).too_large
    }
}

/// More would hide the window; those that are older come up when these are closed.
pub(super) const SHOWN_AT_ONCE: usize = 3;
/// Long enough to read two sentences, and to look up from something else first.
const PASSES_AFTER: Duration = Duration::from_secs(12);
/// Nobody reads more.
const MOST_KEPT: usize = 50;

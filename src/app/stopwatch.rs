//! `--measure`: how long it took until somebody could write, in milliseconds since the process began.
//!
//! Never here: what is done about it.

use std::time::{Duration, Instant};

use egui::{Context, ViewportCommand};
use serde::Serialize;

use super::App;
use crate::ui::{Page, editor_has_focus};

/// When what was there for the first time, in milliseconds since the system began the process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Measured {
    /// The program's own code ran.
    pub main: f64,
    /// There was a window that could be drawn in.
    pub window: f64,
    /// Something was seen in it.
    pub first_frame: f64,
    /// The last draft was seen in it, with the caret; none where that took longer than ten seconds, as without an
    /// account.
    pub editable: Option<f64>,
}

/// What is done with what was measured, once.
type Telling = Box<dyn FnOnce(&Measured)>;

/// Waits for the first frame in which somebody can write, tells when it was and closes the window.
pub struct Stopwatch {
    begun: Instant,
    /// How old the process was then.
    age: Duration,
    measured: Measured,
    /// Frames that were drawn; one is seen when the next begins.
    frames: u32,
    shows_editor: bool,
    tell: Option<Telling>,
}

impl Stopwatch {
    /// One that was started when `main` began, `age` after the system began the process.
    pub fn new(begun: Instant, age: Duration, tell: impl FnOnce(&Measured) + 'static) -> Self {
        Self {
            begun,
            age,
            measured: Measured {
                main: millis(age),
                ..Measured::default()
            },
            frames: 0,
            shows_editor: false,
            tell: Some(Box::new(tell)),
        }
    }

    fn now(&self) -> f64 {
        millis(self.age + self.begun.elapsed())
    }

    /// Notes that the window is there.
    pub(super) fn see_window(&mut self) {
        self.measured.window = self.now();
    }

    /// Notes that a frame begins, and so that the one before is seen.
    fn begin_frame(&mut self, ctx: &Context) {
        let now = self.now();
        if self.frames == 1 {
            self.measured.first_frame = now;
        }
        let gives_up = self.begun.elapsed() > PATIENCE;
        if self.shows_editor || gives_up {
            self.measured.editable = self.shows_editor.then_some(now);
            if let Some(tell) = self.tell.take() {
                tell(&self.measured);
            }
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
        self.frames += 1;
    }

    fn end_frame(&mut self, is_editable: bool, ctx: &Context) {
        self.shows_editor = is_editable;
        if self.frames == 1 || is_editable {
            ctx.request_repaint();
        }
        ctx.request_repaint_after(PATIENCE);
    }
}

impl App {
    /// Draws a frame, with the stopwatch running if there is one.
    pub(super) fn measured_frame(
        &mut self,
        ui: &mut egui::Ui,
        frame: fn(&mut Self, &mut egui::Ui),
    ) {
        let Some(mut stopwatch) = self.stopwatch.take() else {
            return frame(self, ui);
        };
        stopwatch.begin_frame(ui.ctx());
        frame(self, ui);
        let is_editable = self.page == Page::Write
            && self.state.has_gone_on()
            && editor_has_focus(ui.ctx(), &self.state.draft);
        stopwatch.end_frame(is_editable, ui.ctx());
        self.stopwatch = Some(stopwatch);
    }
}

/// To a tenth.
fn millis(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 10_000.0).round() / 10.0
}

/// Where nobody can write after this, nobody will.
const PATIENCE: Duration = Duration::from_secs(10);

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use super::*;

    #[test]
    fn a_frame_is_seen_when_the_next_begins_and_told_of_once() {
        let told = Rc::new(Cell::new(None));
        let to_tell = Rc::clone(&told);
        let mut stopwatch = Stopwatch::new(Instant::now(), Duration::from_millis(7), move |it| {
            to_tell.set(Some(*it));
        });
        let ctx = Context::default();
        stopwatch.see_window();
        for is_editable in [false, true] {
            stopwatch.begin_frame(&ctx);
            assert_eq!(stopwatch.measured.editable, None);
            stopwatch.end_frame(is_editable, &ctx);
            assert!(told.get().is_none());
        }
        stopwatch.begin_frame(&ctx);
        let measured = told.take().unwrap();
        let editable = measured.editable.unwrap();
        let order = [7.0, measured.window, measured.first_frame, editable];
        assert!(order.is_sorted(), "{measured:?}");
        stopwatch.begin_frame(&ctx);
        assert!(told.get().is_none());
    }
}

//! What a screen reader is told when it happens, wherever the keyboard is: a live region that nobody sees.

use std::time::Duration;

use egui::accesskit::Live;
use egui::{Rect, Role, Sense, Ui, Vec2, WidgetInfo};

/// Tells screen readers what has happened.
#[derive(Debug, Default)]
pub struct Announcer {
    /// What is still to be told.
    waiting: Vec<(Live, String)>,
    /// What was told last, and when, in seconds of the window's own time.
    told: Option<(f64, Live, String)>,
    /// Each announcement is a new node, so that the same words are heard twice where they are said twice.
    number: u64,
}

impl Announcer {
    /// Tells this when the screen reader comes to the end of its sentence.
    pub fn say(&mut self, words: impl Into<String>) {
        self.waiting.push((Live::Polite, words.into()));
    }

    /// Tells this at once.
    pub fn call_out(&mut self, words: impl Into<String>) {
        self.waiting.push((Live::Assertive, words.into()));
    }

    /// Puts the announcement into the accessibility tree, after everything else in a pass. It takes no room and paints
    /// nothing.
    pub fn ui(&mut self, ui: &Ui) {
        let now = ui.input(|input| input.time);
        // What is put into a pass that is thrown away would be heard by nobody.
        if !self.waiting.is_empty() && !ui.ctx().will_discard() {
            let interrupts = self
                .waiting
                .iter()
                .any(|(live, _)| *live == Live::Assertive);
            let live = if interrupts {
                Live::Assertive
            } else {
                Live::Polite
            };
            let words: Vec<String> = self.waiting.drain(..).map(|(_, words)| words).collect();
            self.told = Some((now, live, words.join(". ")));
            self.number += 1;
            ui.ctx().request_repaint_after(STAYS_FOR);
        }
        // A reader may come back to ask for the words, but must not find them when they are no news any more.
        self.told
            .take_if(|(at, ..)| now - *at >= STAYS_FOR.as_secs_f64());
        let Some((_, live, words)) = &self.told else {
            return;
        };
        let id = ui.unique_id().with(("announcement", self.number));
        let place = Rect::from_min_size(ui.max_rect().min, Vec2::ZERO);
        let response = ui.interact(place, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Status, true, words));
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_live(*live));
    }
}

/// How long an announcement can be found.
const STAYS_FOR: Duration = Duration::from_secs(5);

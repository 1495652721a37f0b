//! The questions that a post raises: when it is to be sent, and whether the same text is to be posted again.

use egui::Context;

use super::App;
use crate::domain::{Account, Job, JobId};
use crate::engine::{Command, Order};
use crate::ui::widgets::{Button, Dialog, focus_by_default};
use crate::ui::{Chosen, LaterForm, Page, drop_target_ui, shortcuts_ui, theme};
use crate::words::t;

impl App {
    /// Asks when the draft is to be sent, if it can be.
    pub(super) fn send_later(&mut self) {
        if self.can_post() {
            self.later = Some(LaterForm::new(
                None,
                self.system.clock.now(),
                &self.system.zone,
            ));
        }
    }

    /// Asks when a job is to be sent instead.
    pub(super) fn change_time(&mut self, id: JobId) {
        let at = self
            .state
            .panel
            .jobs()
            .get(&id)
            .and_then(Job::scheduled_for);
        if let Some(at) = at {
            let now = self.system.clock.now();
            self.later = Some(LaterForm::new(Some((id, at)), now, &self.system.zone));
        }
    }

    /// Whether something lies over the window, so that its keys are not meant for what is below.
    pub(super) fn is_asked(&self) -> bool {
        let questions = [
            self.state.asks_again.is_some(),
            self.later.is_some(),
            self.wanted_author.is_some(),
            self.inspection.is_some(),
            self.kept.is_open(),
            self.palette.is_open(),
            self.emoji.is_open(),
            self.spelling_pane.is_open(),
            self.shows_shortcuts,
        ];
        questions.contains(&true)
    }

    /// Shows what will be sent and the questions that are open, and follows the answers.
    pub(super) fn dialogs_ui(&mut self, ctx: &Context) {
        self.inspector_ui(ctx);
        if let Some(wish) = self.emoji.show(&self.state.settings.emoji, ctx) {
            self.apply(wish, ctx);
        }
        self.ask_again(ctx);
        self.ask_when(ctx);
        self.ask_about_author(ctx);
        let authors = Account::everyone(&self.state.accounts);
        let can_write = self.page == Page::Write;
        if let Some(wish) = self.palette.show(&authors, can_write, ctx) {
            self.apply(wish, ctx);
        }
        if self.shows_shortcuts && shortcuts_ui(ctx) {
            self.shows_shortcuts = false;
        }
        let hovered = ctx.input(|input| input.raw.hovered_files.clone());
        drop_target_ui(&hovered, self.takes_no_files(), ctx);
    }

    /// Why no file can be added to the open draft now.
    fn takes_no_files(&self) -> Option<&'static str> {
        let is_handed_over = self.state.sending == Some(self.state.draft.id);
        is_handed_over.then_some(t!("drop-later"))
    }

    /// Asks for a time.
    fn ask_when(&mut self, ctx: &Context) {
        let now = self.system.clock.now();
        let Some(form) = &mut self.later else {
            return;
        };
        let Some(chosen) = form.ui(now, &self.system.zone, ctx) else {
            return;
        };
        self.later = None;
        match chosen {
            Chosen::Time(None, at) => self.post(false, Some(at)),
            Chosen::Time(Some(id), at) => self.order(Command::Order(id, Order::Reschedule(at))),
            Chosen::Dropped => {}
        }
    }

    /// Asks whether the same text should be posted again.
    fn ask_again(&mut self, ctx: &Context) {
        let Some((_, words)) = self.state.asks_again.clone() else {
            return;
        };
        let shown = Dialog::new("same text", t!("same-text-title")).show(
            ctx,
            |ui| ui.label(theme::body(words)),
            |ui| {
                let not = ui.add(Button::secondary(t!("same-text-not")));
                focus_by_default(&not);
                let again = ui.add(Button::primary(t!("same-text-again"))).clicked();
                (again, not.clicked())
            },
        );
        let (again, not) = shown.buttons;
        if again || not || shown.dismissed {
            self.state.asks_again = None;
        }
        if again {
            self.post(true, self.sends_at);
        }
    }
}

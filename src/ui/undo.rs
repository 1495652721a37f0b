//! The moments after Post in which it can be taken back: a ring that empties, and the button.

use egui::Ui;
use jiff::Timestamp;

use super::action::Action;
use super::command::UiCommand;
use super::facts::Facts;
use super::icon::Icon;
use super::theme;
use super::widgets::{Button, Countdown, keys_in_words};
use crate::domain::Job;
use crate::words::t;

/// Shows how long that is and offers to take the post back.
pub(super) fn undo_ui(
    facts: &Facts<'_>,
    job: &Job,
    until: Timestamp,
    ui: &mut Ui,
) -> Option<Action> {
    let secs = |from: Timestamp| until.duration_since(from).as_secs_f32();
    let mut action = None;
    ui.horizontal(|ui| {
        let ring = Countdown::new(t!("undo-ring"), secs(facts.now), secs(job.created_at));
        ui.add(ring);
        ui.label(theme::small(t!("until-posted")));
        let undo = Button::secondary(t!("undo"))
            .small()
            .with_icon(Icon::Undo)
            .with_tooltip(t!("undo-what"))
            .with_keys_of(UiCommand::TakeBack);
        if ui.add(undo).clicked() {
            action = Some(Action::Cancel(job.id()));
        }
        let keys = UiCommand::TakeBack.shortcut();
        let keys = keys.map(|keys| keys_in_words(ui.ctx(), &keys));
        ui.label(theme::small(keys.unwrap_or_default()).weak());
    });
    action
}

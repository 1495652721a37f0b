//! The page of what is to be sent later: when, by whom, and what can be done about it.

use egui::Ui;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::action::Action;
use super::facts::Facts;
use super::icon::Icon;
use super::theme;
use super::uploads::state;
use super::widgets::{Button, EmptyState, card_ui, chip_ui, long_list_ui, page_title_ui};
use super::wording::{beginning, how_far, zone_name};
use crate::domain::{Due, Job, JobId, Stage};
use crate::words::t;

/// What is scheduled, the next first.
pub fn scheduled_ui(facts: &Facts<'_>, ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    page_title_ui(ui, t!("scheduled"));
    if facts.jobs.scheduled.is_empty() {
        EmptyState::new(Icon::Clock, t!("scheduled-none"), t!("scheduled-none-why"))
            .show(ui, |_| ());
    }
    let jobs = facts.jobs;
    long_list_ui(ui, "scheduled", jobs.scheduled, |ui, place| {
        if let Some(job) = jobs.all.get(&jobs.scheduled[place]) {
            card_ui(ui, |ui| action = action.take().or(job_ui(facts, job, ui)));
        }
    });
    action
}

fn job_ui(facts: &Facts<'_>, job: &Job, ui: &mut Ui) -> Option<Action> {
    ui.set_width(ui.available_width());
    let (tone, word) = state(facts, job);
    ui.horizontal_wrapped(|ui| {
        chip_ui(ui, tone, word);
        ui.label(theme::medium(&job.post.author().name));
    });
    let text = job.post.text();
    let files = job.post.attachments();
    if !text.trim().is_empty() {
        ui.label(theme::body(beginning(text)));
    }
    for file in files {
        ui.add(egui::Label::new(theme::small(&file.name).weak()).truncate());
    }
    for sentence in sentences(facts, job) {
        ui.label(theme::small(sentence));
    }
    let mut action = None;
    ui.horizontal_wrapped(|ui| action = scheduled_buttons_ui(job.id(), ui));
    action
}

/// When it is sent, or why it is not.
pub(super) fn sentences(facts: &Facts<'_>, job: &Job) -> Vec<String> {
    let Stage::Scheduled { at } = job.stage() else {
        return Vec::new();
    };
    let mut sentences = vec![match job.due(facts.now, facts.opened_at) {
        Some(Due::Missed) => missed(*at, facts.zone),
        _ => format!(
            "{}, {}",
            zone_name(*at, facts.zone),
            how_far(*at, facts.now)
        ),
    }];
    if job.installation != *facts.here {
        sentences.push(t!("job-elsewhere").to_owned());
    }
    sentences
}

/// What can be decided about a job that waits for its time or has missed it.
pub(super) fn scheduled_buttons_ui(id: JobId, ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    for (name, wish) in [
        (t!("post-now"), Action::Retry(id)),
        (t!("change-time"), Action::ChangeTime(id)),
        (t!("back-to-draft"), Action::Cancel(id)),
    ] {
        if ui.add(Button::secondary(name).small()).clicked() {
            action = Some(wish);
        }
    }
    action
}

/// What is said about a post whose time passed while nobody was there.
fn missed(at: Timestamp, zone: &TimeZone) -> String {
    let when = zone_name(at, zone);
    t!("scheduled-missed", when = when)
}

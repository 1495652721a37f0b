//! The outbox panel: one card for each post that is on its way or needs a decision.

use std::collections::BTreeMap;

use egui::{Color32, Label, Ui};

use super::action::Action;
use super::facts::{Facts, Upload};
use super::first_comment::of_comment;
use super::icon::{Icon, icon_ui};
use super::scheduled;
use super::theme;
use super::undo::undo_ui;
use super::widgets::{Button, ProgressBar, Tone, card_ui, chip_ui, long_list_ui};
use super::wording::{beginning, in_a_while, size};
use crate::domain::{
    Attachment, BesideKind, Due, Evidence, Job, JobId, Next, PostUrn, Stage, VideoWay, Wait,
};
use crate::words::t;

/// The panel; remembers only the links that are half typed.
#[derive(Debug, Default)]
pub struct OutboxPane {
    links: BTreeMap<JobId, String>,
}

impl OutboxPane {
    /// Shows the panel.
    pub fn ui(&mut self, facts: &Facts<'_>, ui: &mut Ui) -> Option<Action> {
        let mut action = None;
        let count = facts.jobs.news.len();
        if count > WITHOUT_A_COUNT {
            let words = t!("posts-counted", count = count);
            ui.label(theme::small(words).weak());
            ui.add_space(theme::GAP_S);
        }
        let newest_first: Vec<JobId> = facts.jobs.news.iter().rev().copied().collect();
        long_list_ui(ui, "outbox", &newest_first, |ui, place| {
            if let Some(job) = facts.jobs.all.get(&newest_first[place]) {
                card_ui(ui, |ui| {
                    action = action.take().or(self.job_ui(facts, job, ui));
                });
            }
        });
        action
    }

    fn job_ui(&mut self, facts: &Facts<'_>, job: &Job, ui: &mut Ui) -> Option<Action> {
        let (tone, word) = state(facts, job);
        ui.horizontal(|ui| {
            chip_ui(ui, tone, word);
            ui.label(theme::medium(&job.post.author().name));
            let text = beginning(job.post.text());
            ui.add(Label::new(theme::small(text).weak()).truncate());
        });
        if let Some(until) = job.undo_until(facts.here, facts.now) {
            return undo_ui(facts, job, until, ui);
        }
        if *job.stage() == Stage::Uploading {
            files_ui(facts, job, ui);
        }
        for sentence in sentences(facts, job) {
            ui.label(theme::small(sentence));
        }
        let mut link = None;
        if let Stage::Uncertain(_) = job.stage() {
            let text = self.links.entry(job.id()).or_default();
            link_ui(text, ui);
            link = PostUrn::named_in(text);
        }
        let mut action = None;
        ui.horizontal_wrapped(|ui| action = buttons_ui(facts, job, link, ui));
        action
    }
}

/// Asks for the link of a post that the person has seen, so that its receipt can lead there.
fn link_ui(text: &mut String, ui: &mut Ui) {
    ui.horizontal(|ui| {
        let label = ui.label(theme::small(t!("link-if-there")).weak());
        let width = ui.available_width();
        let field = egui::TextEdit::singleline(text).desired_width(width);
        ui.add(field.hint_text("https://www.linkedin.com/feed/update/…"))
            .labelled_by(label.id);
    });
}

/// How a job stands, in a word.
pub(super) fn state(facts: &Facts<'_>, job: &Job) -> (Tone, &'static str) {
    match job.stage() {
        Stage::Scheduled { .. } => match job.due(facts.now, facts.opened_at) {
            Some(Due::Missed) => (Tone::Warning, t!("job-missed")),
            _ => (Tone::Neutral, t!("scheduled")),
        },
        Stage::Queued | Stage::Uploading | Stage::Ready if job.wait().is_some() => {
            (Tone::Neutral, t!("job-waiting"))
        }
        Stage::Queued => (Tone::Neutral, t!("job-queued")),
        Stage::Uploading => (Tone::Info, t!("job-uploading")),
        Stage::Ready | Stage::Submitting => (Tone::Info, t!("job-posting")),
        Stage::Published(receipt) => match receipt.evidence {
            Evidence::Answer | Evidence::PersonSaw => (Tone::Success, t!("posted")),
            Evidence::DuplicateReport => (Tone::Warning, t!("job-reported")),
        },
        Stage::Uncertain(_) => (Tone::Warning, t!("job-unclear")),
        Stage::Failed(_) => (Tone::Danger, t!("job-not-posted")),
        Stage::Cancelled { .. } => (Tone::Neutral, t!("job-cancelled")),
    }
}

/// One row for each picture: there, under way, or still to come.
fn files_ui(facts: &Facts<'_>, job: &Job, ui: &mut Ui) {
    for (idx, attachment) in job.post.attachments().iter().enumerate() {
        match facts.uploads.get(&(job.id(), idx)) {
            _ if job.is_uploaded(idx) => {
                let color = theme::palette(ui).success;
                let words = t!("file-uploaded", size = size(attachment.byte_count as f64));
                file_ui(ui, Icon::CheckCircle, color, attachment, &words);
            }
            _ if attachment.is_video() && job.video().is_some_and(VideoWay::is_whole) => {
                let color = theme::palette(ui).link;
                file_ui(ui, Icon::Clock, color, attachment, t!("file-at-work"));
            }
            Some(upload) => upload_ui(job, attachment, upload, ui),
            None => {
                let color = theme::palette(ui).text_muted;
                file_ui(ui, Icon::Clock, color, attachment, t!("file-waiting"));
            }
        }
    }
}

fn file_ui(ui: &mut Ui, icon: Icon, color: Color32, attachment: &Attachment, words: &str) {
    ui.horizontal(|ui| {
        icon_ui(ui, icon, 16.0, color);
        let words = format!("{}, {words}", attachment.name);
        ui.add(Label::new(theme::small(words).weak()).truncate());
    });
}

fn upload_ui(job: &Job, attachment: &Attachment, upload: &Upload, ui: &mut Ui) {
    let part = job.video().filter(|_| attachment.is_video()).map(part_of);
    let progress = t!(
        "file-progress",
        sent = size(upload.progress.sent as f64),
        total = size(upload.progress.total as f64),
        speed = size(upload.speed)
    );
    let words = part.unwrap_or_default() + &progress;
    let color = theme::palette(ui).link;
    file_ui(ui, Icon::Upload, color, attachment, &words);
    let name = t!("file-uploading", name = attachment.name.as_str());
    ui.add(ProgressBar::new(&name, upload.progress.fraction()));
}

/// Which part of a video is under way.
fn part_of(way: &VideoWay) -> String {
    match way.next_beside() {
        Some(BesideKind::Captions) if way.has_all_parts() => t!("part-captions").to_owned() + ", ",
        Some(BesideKind::Cover) if way.has_all_parts() => t!("part-cover").to_owned() + ", ",
        _ => {
            let (number, count) = (way.part_ids.len() + 1, way.parts.len());
            t!("part-of", number = number, count = count) + ", "
        }
    }
}

fn sentences(facts: &Facts<'_>, job: &Job) -> Vec<String> {
    match job.stage() {
        Stage::Failed(failure) => vec![failure.message(), failure.hint().to_owned()],
        Stage::Uncertain(failure) => vec![
            t!("job-not-known", why = failure.message()),
            t!("job-look-up").to_owned(),
        ],
        Stage::Published(receipt) => {
            let mut sentences = of_evidence(receipt.evidence);
            sentences.extend(job.first_comment().iter().flat_map(of_comment));
            sentences
        }
        Stage::Scheduled { .. } => scheduled::sentences(facts, job),
        Stage::Queued | Stage::Uploading | Stage::Ready if job.installation != *facts.here => {
            vec![t!("job-elsewhere").to_owned()]
        }
        Stage::Queued | Stage::Uploading | Stage::Ready if job.is_too_late(facts.now) => {
            vec![t!("job-held-up").to_owned()]
        }
        Stage::Queued | Stage::Uploading | Stage::Ready => job
            .wait()
            .map_or_else(Vec::new, |wait| of_wait(facts, wait)),
        Stage::Submitting | Stage::Cancelled { .. } => Vec::new(),
    }
}

/// Why a job stands still, and until when.
fn of_wait(facts: &Facts<'_>, wait: &Wait) -> Vec<String> {
    let when = wait
        .until
        .map(|until| in_a_while(until, facts.now, facts.zone));
    match (&wait.failure, when) {
        (None, Some(when)) => vec![t!("job-will-be-posted", when = when)],
        (None, None) => Vec::new(),
        (Some(failure), Some(when)) => vec![failure.message(), t!("job-tried-again", when = when)],
        (Some(failure), None) => vec![failure.message(), failure.hint().to_owned()],
    }
}

/// A report of LinkedIn is not a proof, and is not shown as one.
fn of_evidence(evidence: Evidence) -> Vec<String> {
    match evidence {
        Evidence::Answer | Evidence::PersonSaw => Vec::new(),
        Evidence::DuplicateReport => {
            vec![t!("duplicate-open-link").to_owned()]
        }
    }
}

fn buttons_ui(facts: &Facts<'_>, job: &Job, link: Option<PostUrn>, ui: &mut Ui) -> Option<Action> {
    let id = job.id();
    let mut action = None;
    let mut offer = |ui: &mut Ui, name: &str, wish: Action| {
        if ui.add(Button::secondary(name).small()).clicked() {
            action = Some(wish);
        }
    };
    match job.stage() {
        Stage::Published(receipt) => {
            if let Some(link) = &receipt.permalink {
                offer(ui, t!("open"), Action::Browse(link.clone()));
                offer(ui, t!("copy-link"), Action::Copy(link.clone()));
            }
            offer(ui, t!("clear"), Action::PutAway(id));
        }
        Stage::Uncertain(_) => {
            offer(
                ui,
                t!("look-at-activity"),
                Action::Browse(facts.recent_activity.to_owned()),
            );
            offer(ui, t!("it-is-there"), Action::ItIsThere(id, link));
            offer(ui, t!("it-is-not-there"), Action::ItIsNotThere(id));
            offer(ui, t!("drop-it"), Action::Cancel(id));
        }
        Stage::Failed(_) => {
            offer(ui, t!("retry"), Action::Retry(id));
            offer(ui, t!("edit-again"), Action::Cancel(id));
        }
        Stage::Scheduled { .. } => action = scheduled::scheduled_buttons_ui(id, ui),
        Stage::Queued | Stage::Uploading | Stage::Ready => {
            let is_undo = job.wait().is_some_and(|wait| wait.failure.is_none());
            if job.wait().is_some_and(|wait| wait.failure.is_some())
                || job.next(facts.here, facts.now) == Next::WaitForPerson
            {
                offer(ui, t!("retry"), Action::Retry(id));
            }
            offer(
                ui,
                if is_undo { t!("undo") } else { t!("cancel") },
                Action::Cancel(id),
            );
        }
        Stage::Submitting | Stage::Cancelled { .. } => {}
    }
    action
}

/// So many cards can be counted at a glance.
const WITHOUT_A_COUNT: usize = 3;

//! Choosing when a post is to be sent: a day, an hour and a minute on this computer's clock.
//!
//! A time that the clocks leave out is said to be none; of one that comes twice the person says which. Never: what is
//! done with the time; that is decided in `app/`.

use std::cell::Cell;

use egui::text::CCursorRange;
use egui::text_edit::TextEditState;
use egui::{Context, DragValue, Response, Ui};
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::action::Action;
use super::command::UiCommand;
use super::icon::Icon;
use super::theme;
use super::widgets::{Button, Dialog, segmented_ui};
use super::wording::{how_far, local_day, offset_name, zone_name};
use crate::domain::JobId;
use crate::domain::when::{self, WhenError};
use crate::words::t;

/// What is chosen so far.
#[derive(Clone, Debug)]
pub struct LaterForm {
    job: Option<JobId>,
    today: Date,
    /// Days from today.
    ahead: i32,
    hour: i8,
    minute: i8,
    /// Of a time that comes twice, which is meant.
    turn: Turn,
    wants_focus: bool,
}

/// What became of the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// This moment, for this job or for the open draft.
    Time(Option<JobId>, Timestamp),
    /// Nothing.
    Dropped,
}

/// Which of two moments at which the clocks show the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    First,
    Second,
}

impl LaterForm {
    /// Asks for the time of a job, beginning with the one that it has, or of the open draft.
    pub fn new(job: Option<(JobId, Timestamp)>, now: Timestamp, zone: &TimeZone) -> Self {
        let start = job.map(|(_, at)| at).filter(|at| *at > now);
        let mut form = Self {
            job: job.map(|(id, _)| id),
            today: zone.to_datetime(now).date(),
            ahead: 0,
            hour: 0,
            minute: 0,
            turn: Turn::First,
            wants_focus: true,
        };
        form.set(start.unwrap_or(now + AN_HOUR), zone);
        form
    }

    /// Asks, until there is an answer.
    pub fn ui(&mut self, now: Timestamp, zone: &TimeZone, ctx: &Context) -> Option<Chosen> {
        let title = match self.job {
            Some(_) => t!("later-title-instead"),
            None => t!("later-title"),
        };
        let is_fine = self.moment(now, zone).is_ok();
        // Enter ends a field and comes to what sends, so that the time can be read before it is pressed again.
        let is_entered = Cell::new(false);
        let shown = Dialog::new("later", title).show(
            ctx,
            |ui| {
                self.quick_ui(now, zone, ui);
                ui.add_space(theme::GAP_S);
                is_entered.set(self.fields_ui(ui));
                self.outcome_ui(now, zone, ui);
                // What was typed in this frame counts.
                self.moment(now, zone).ok()
            },
            |ui| {
                let send = Button::primary(t!("later-schedule")).with_icon(Icon::Clock);
                let is_dropped = ui.add(Button::secondary(t!("later-not-now"))).clicked();
                let send = ui.add_enabled(is_fine, send);
                if is_entered.get() {
                    send.request_focus();
                }
                (send.clicked(), is_dropped)
            },
        );
        match (shown.buttons, shown.body) {
            ((true, _), Some(at)) => Some(Chosen::Time(self.job, at)),
            ((_, true), _) => Some(Chosen::Dropped),
            _ if shown.dismissed => Some(Chosen::Dropped),
            _ => None,
        }
    }

    /// The times that are wanted most.
    fn quick_ui(&mut self, now: Timestamp, zone: &TimeZone, ui: &mut Ui) {
        let days_to_monday = i32::from(self.today.weekday().until(Weekday::Monday));
        let days_to_monday = if days_to_monday == 0 {
            7
        } else {
            days_to_monday
        };
        ui.horizontal_wrapped(|ui| {
            if ui
                .add(Button::secondary(t!("later-in-an-hour")).small())
                .clicked()
            {
                self.set(now + AN_HOUR, zone);
            }
            for (name, ahead) in [
                (t!("later-tomorrow"), 1),
                (t!("later-monday"), days_to_monday),
            ] {
                if ui.add(Button::secondary(name).small()).clicked() {
                    (self.ahead, self.hour, self.minute) = (ahead, 9, 0);
                }
            }
        });
    }

    /// Each takes what is typed, and the arrow keys. Whether Enter was pressed in one.
    fn fields_ui(&mut self, ui: &mut Ui) -> bool {
        let today = self.today;
        let name = move |ahead: f64| local_day(today.saturating_add(days(ahead)));
        let number = move |text: &str| Some(f64::from(days_until(today, date_in(text)?)));
        let two_digits = |number: f64, _| format!("{number:02}");
        let shown = name(f64::from(self.ahead));
        ui.style_mut().drag_value_text_style = egui::TextStyle::Body;
        ui.spacing_mut().interact_size.y = theme::CONTROL_HEIGHT;
        ui.horizontal(|ui| {
            let day = DragValue::new(&mut self.ahead).range(0..=MOST_DAYS);
            let day = day.custom_formatter(move |ahead, _| name(ahead));
            let day = labelled_ui(t!("later-day"), day.custom_parser(number), ui);
            let mut is_entered = day.lost_focus();
            if std::mem::take(&mut self.wants_focus) {
                focus(&day, &shown);
            }
            let hour = DragValue::new(&mut self.hour).range(0..=23);
            is_entered |=
                labelled_ui(t!("later-hour"), hour.custom_formatter(two_digits), ui).lost_focus();
            let minute = DragValue::new(&mut self.minute).range(0..=59);
            is_entered |= labelled_ui(t!("later-minute"), minute.custom_formatter(two_digits), ui)
                .lost_focus();
            is_entered && ui.input(|input| input.key_pressed(egui::Key::Enter))
        })
        .inner
    }

    /// Says when that is, or why it is never.
    fn outcome_ui(&mut self, now: Timestamp, zone: &TimeZone, ui: &mut Ui) {
        ui.add_space(theme::GAP_S);
        if let Ok(shown) = self.shown()
            && let Err(WhenError::Fold { first, second }) = when::in_zone(shown, zone)
        {
            ui.label(theme::body(t!("later-twice")));
            let names = [first, second].map(|at| offset_name(at, zone));
            let turns = [(Turn::First, &*names[0]), (Turn::Second, &*names[1])];
            segmented_ui(ui, t!("later-which"), &mut self.turn, &turns);
        }
        match self.moment(now, zone) {
            Ok(at) => {
                let words = format!("{}, {}", zone_name(at, zone), how_far(at, now));
                ui.label(theme::body(words));
            }
            Err(why) => {
                let color = theme::palette(ui).danger_text;
                ui.label(theme::body(why.to_string()).color(color));
            }
        }
        ui.label(theme::small(t!("later-who-sends")).weak());
    }

    /// Shows this moment, to the minute.
    fn set(&mut self, at: Timestamp, zone: &TimeZone) {
        let shown = zone.to_datetime(at);
        self.ahead = days_until(self.today, shown.date());
        (self.hour, self.minute) = (shown.hour(), shown.minute());
        let meant = self.shown().and_then(|shown| when::in_zone(shown, zone));
        self.turn = match meant {
            Err(WhenError::Fold { second, .. }) if second <= at => Turn::Second,
            _ => Turn::First,
        };
    }

    /// What the clocks will show.
    fn shown(&self) -> Result<DateTime, WhenError> {
        let time = Time::new(self.hour, self.minute, 0, 0).ok();
        let time = time.ok_or(WhenError::Unreadable)?;
        let day = self.today.saturating_add(days(f64::from(self.ahead)));
        Ok(DateTime::from_parts(day, time))
    }

    fn moment(&self, now: Timestamp, zone: &TimeZone) -> Result<Timestamp, WhenError> {
        let at = match (when::in_zone(self.shown()?, zone), self.turn) {
            (Err(WhenError::Fold { first, .. }), Turn::First) => first,
            (Err(WhenError::Fold { second, .. }), Turn::Second) => second,
            (at, _) => at?,
        };
        when::check(at, now)
    }
}

/// The button beside the one that posts.
pub(super) fn send_later_ui(is_on: bool, ui: &mut Ui) -> Option<Action> {
    let button = Button::icon(Icon::Clock, t!("send-later")).with_keys_of(UiCommand::SendLater);
    let is_clicked = ui.add_enabled(is_on, button).clicked();
    is_clicked.then_some(Action::SendLater)
}

/// A number under its name.
fn labelled_ui(name: &str, field: DragValue<'_>, ui: &mut Ui) -> Response {
    let group = ui.vertical(|ui| {
        let label = ui.label(theme::small(name));
        ui.add(field.speed(ONE_A_KEY)).labelled_by(label.id)
    });
    group.inner
}

/// Gives a field the keyboard with its text selected, as the Tab key would: what is typed replaces it.
fn focus(field: &Response, text: &str) {
    field.request_focus();
    let mut state = TextEditState::default();
    let all = CCursorRange::select_all_str(text);
    state.cursor.set_char_range(Some(all));
    state.store(&field.ctx, field.id);
}

fn days(count: f64) -> SignedDuration {
    SignedDuration::try_from_secs_f64(count * 86_400.0).unwrap_or_default()
}

fn days_until(today: Date, day: Date) -> i32 {
    let days = day.duration_since(today).as_hours() / 24;
    i32::try_from(days).unwrap_or(MOST_DAYS)
}

/// A date in what was typed, which may begin with the name of a weekday.
fn date_in(text: &str) -> Option<Date> {
    text.split_whitespace().last()?.parse().ok()
}

/// So far an arrow key goes; by egui's own measure, a quarter, it would go nowhere.
const ONE_A_KEY: f64 = 1.0;
const AN_HOUR: SignedDuration = SignedDuration::from_hours(1);
/// As far as [`when::check`] lets a post wait.
const MOST_DAYS: i32 = 366;

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_question_begins_with_the_time_that_a_job_has() {
        let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
        let now = at("2026-11-24T23:30:00Z");
        let id = JobId::from_parts(1, 1);
        for due in [
            "2026-11-24T23:31:00Z",
            "2026-11-25T08:00:00Z",
            "2027-03-28T01:00:00Z",
            // Both of an hour that comes twice.
            "2027-10-31T00:30:00Z",
            "2027-10-31T01:30:00Z",
        ] {
            let form = LaterForm::new(Some((id, at(due))), now, &zone);
            assert_eq!(form.moment(now, &zone), Ok(at(due)));
        }
        // A time that is over is no proposal.
        for job in [None, Some((id, at("2026-11-24T10:00:00Z")))] {
            let form = LaterForm::new(job, now, &zone);
            assert_eq!(form.moment(now, &zone), Ok(now + AN_HOUR));
        }
    }
}

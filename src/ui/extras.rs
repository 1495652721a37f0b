//! What a post carries besides text and pictures: the fields of a poll, of a link's card and of a reshare, and the
//! buttons that begin one. Never: looking at a page; a wish for that goes up.

use std::collections::BTreeMap;

use egui::{Align, Layout, Ui};
use url::Url;

use super::action::{Action, Beginning};
use super::command::UiCommand;
use super::facts::Facts;
use super::icon::Icon;
use super::theme;
use super::widgets::{Button, TextField, segmented_ui};
use crate::domain::limits::{
    MAX_LINK_TITLE_UNITS, MAX_POLL_OPTION_UNITS, MAX_POLL_QUESTION_UNITS, POLL_OPTIONS,
};
use crate::domain::{Draft, Extra, JobId, LinkCard, Poll, PollDays, PostUrn, commentary};
use crate::words::t;

/// What is half typed before there is an extra in the draft.
#[derive(Debug, Default)]
pub(super) struct ExtraForm {
    /// The draft that this is about.
    draft: Option<JobId>,
    asks: Option<Asked>,
    address: String,
    /// What was half typed for other drafts.
    aside: BTreeMap<JobId, (Asked, String)>,
    error: Option<&'static str>,
    /// The first field that comes up takes the keyboard.
    wants_focus: bool,
}

/// Which address is being asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Link,
    Reshare,
}

impl ExtraForm {
    /// The buttons that begin an extra. Beside pictures there is none; nothing is asked of the network.
    pub(super) fn buttons_ui(&mut self, draft: &mut Draft, ui: &mut Ui) {
        for (command, beginning) in [
            (UiCommand::AddLink, Beginning::Link),
            (UiCommand::AddPoll, Beginning::Poll),
            (UiCommand::AddReshare, Beginning::Reshare),
        ] {
            let button = Button::icon(command.icon(), command.name());
            if ui.add_enabled(is_free(draft), button).clicked() {
                self.begin(beginning, draft);
            }
        }
    }

    /// Begins an extra, where the draft has room for one.
    pub(super) fn begin(&mut self, beginning: Beginning, draft: &mut Draft) {
        if !is_free(draft) {
            return;
        }
        self.turn_to(draft.id);
        match beginning {
            Beginning::Link => self.ask(Asked::Link),
            Beginning::Reshare => self.ask(Asked::Reshare),
            Beginning::Poll => {
                self.asks = None;
                draft.extra = Some(Extra::Poll(empty_poll()));
                self.wants_focus = true;
            }
            Beginning::Path | Beginning::FirstComment => {}
        }
    }

    /// Whether an address is typed for this draft that is not part of it yet.
    pub(super) fn is_half_entered(&self, id: JobId) -> bool {
        if self.draft == Some(id) {
            self.half_entered().is_some()
        } else {
            self.aside.contains_key(&id)
        }
    }

    fn half_entered(&self) -> Option<Asked> {
        self.asks.filter(|_| !self.address.trim().is_empty())
    }

    /// What was typed for one draft is not meant for another: it waits until that one is open again.
    fn turn_to(&mut self, id: JobId) {
        let Some(before) = self.draft.replace(id).filter(|before| *before != id) else {
            return;
        };
        if let Some(asked) = self.half_entered() {
            let address = std::mem::take(&mut self.address);
            self.aside.insert(before, (asked, address));
        }
        let waiting = self.aside.remove(&id);
        self.asks = waiting.as_ref().map(|(asked, _)| *asked);
        self.address = waiting.map(|(_, address)| address).unwrap_or_default();
        self.error = None;
        self.wants_focus = false;
    }

    /// A second click takes the question back.
    fn ask(&mut self, asked: Asked) {
        self.asks = (self.asks != Some(asked)).then_some(asked);
        self.error = None;
        self.wants_focus = true;
    }

    /// The extra, or the question that leads to one.
    pub(super) fn ui(
        &mut self,
        facts: &Facts<'_>,
        draft: &mut Draft,
        ui: &mut Ui,
    ) -> Option<Action> {
        self.turn_to(draft.id);
        let Some(extra) = &mut draft.extra else {
            self.address_ui(draft, ui);
            self.offer_ui(draft, ui);
            return None;
        };
        let mut action = None;
        self.asks = None;
        ui.add_space(theme::GAP_M);
        let wants_focus = std::mem::take(&mut self.wants_focus);
        let is_removed = match extra {
            Extra::Poll(poll) => poll_ui(poll, wants_focus, ui),
            Extra::Link(card) => {
                let is_removed = link_ui(card, wants_focus, ui);
                action = look_up_ui(facts, ui);
                is_removed
            }
            Extra::Reshare(urn) => {
                heading_ui(t!("reshared-post"), urn.as_str(), t!("reshared-remove"), ui)
            }
        };
        if is_removed {
            draft.extra = None;
        }
        action
    }

    /// Offers a card for a link in the text. Nothing is looked at before somebody asks for it.
    fn offer_ui(&mut self, draft: &mut Draft, ui: &mut Ui) {
        if self.asks.is_some() || !draft.attachments.is_empty() {
            return;
        }
        let Some(source) = commentary::first_link(&draft.text) else {
            return;
        };
        let name = t!("link-offer", host = source.host_str().unwrap_or_default());
        if ui.add(Button::ghost(&name).with_icon(Icon::Link)).clicked() {
            draft.extra = Some(empty_card(source));
            self.wants_focus = true;
        }
    }

    fn address_ui(&mut self, draft: &mut Draft, ui: &mut Ui) {
        let Some(asked) = self.asks else {
            return;
        };
        ui.add_space(theme::GAP_S);
        let (label, example) = match asked {
            Asked::Link => (t!("link-address"), "https://example.com/article"),
            Asked::Reshare => (
                t!("reshare-address"),
                "https://www.linkedin.com/feed/update/…",
            ),
        };
        let field = TextField::new(label, &mut self.address)
            .with_example(example)
            .with_error(self.error)
            .show(ui);
        if std::mem::take(&mut self.wants_focus) {
            field.request_focus();
        }
        let is_entered =
            field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        ui.add_space(theme::GAP_S);
        let is_clicked = ui.add(Button::secondary(t!("add")).small()).clicked();
        if !(is_entered || is_clicked) {
            return;
        }
        match extra_of(asked, self.address.trim()) {
            Ok(extra) => {
                draft.extra = Some(extra);
                *self = Self {
                    wants_focus: true,
                    draft: self.draft,
                    ..Self::default()
                };
            }
            Err(words) => {
                self.error = Some(words);
                self.wants_focus = true;
            }
        }
    }
}

/// Beside pictures and other files there is no extra.
fn is_free(draft: &Draft) -> bool {
    draft.extra.is_none() && draft.attachments.is_empty()
}

fn extra_of(asked: Asked, address: &str) -> Result<Extra, &'static str> {
    match asked {
        Asked::Link => {
            let url = Url::parse(address).ok();
            let source = url.filter(|url| matches!(url.scheme(), "http" | "https"));
            let source = source.ok_or(t!("link-begins"))?;
            Ok(empty_card(source))
        }
        Asked::Reshare => PostUrn::named_in(address)
            .map(Extra::Reshare)
            .ok_or(t!("reshare-no-post")),
    }
}

fn empty_card(source: Url) -> Extra {
    Extra::Link(LinkCard {
        source,
        title: String::new(),
        description: String::new(),
    })
}

fn empty_poll() -> Poll {
    Poll {
        options: vec![String::new(); *POLL_OPTIONS.start()],
        ..Poll::default()
    }
}

/// Gives whether it is to be removed.
fn poll_ui(poll: &mut Poll, wants_focus: bool, ui: &mut Ui) -> bool {
    let is_removed = heading_ui(t!("poll"), "", t!("poll-remove"), ui);
    field_ui(
        t!("poll-question"),
        &mut poll.question,
        MAX_POLL_QUESTION_UNITS,
        wants_focus,
        ui,
    );
    let mut removed = None;
    let can_remove = poll.options.len() > *POLL_OPTIONS.start();
    for (idx, option) in poll.options.iter_mut().enumerate() {
        ui.add_space(theme::GAP_S);
        let label = t!("field-poll-option", number = idx + 1);
        ui.horizontal_top(|ui| {
            let room = if can_remove {
                theme::CONTROL_HEIGHT + theme::GAP_S
            } else {
                0.0
            };
            ui.vertical(|ui| {
                ui.set_max_width(ui.available_width() - room);
                field_ui(&label, option, MAX_POLL_OPTION_UNITS, false, ui);
            });
            let name = t!("poll-remove-answer", number = idx + 1);
            if can_remove && beside_field_ui(Button::icon(Icon::Close, &name), ui) {
                removed = Some(idx);
            }
        });
    }
    if let Some(idx) = removed {
        poll.options.remove(idx);
    }
    ui.add_space(theme::GAP_S);
    if let Some(words) = poll.repeats() {
        ui.label(theme::small(words).color(theme::palette(ui).warning));
    }
    if poll.options.len() < *POLL_OPTIONS.end()
        && ui
            .add(Button::ghost(t!("poll-add-answer")).with_icon(Icon::Plus))
            .clicked()
    {
        poll.options.push(String::new());
    }
    ui.label(theme::medium(t!("poll-open-for")));
    let days = PollDays::ALL.map(|days| (days, days_in_words(days)));
    segmented_ui(ui, t!("poll-open-for"), &mut poll.days, &days);
    is_removed
}

/// A button at the height of the field to its left, whose label stands above it; gives whether it was pressed.
fn beside_field_ui(button: Button<'_>, ui: &mut Ui) -> bool {
    ui.vertical(|ui| {
        ui.add_space(ui.text_style_height(&egui::TextStyle::Body) + LABEL_GAP);
        ui.add(button).clicked()
    })
    .inner
}

/// Gives whether it is to be removed.
fn link_ui(card: &mut LinkCard, wants_focus: bool, ui: &mut Ui) -> bool {
    let is_removed = heading_ui(t!("link"), card.source.as_str(), t!("link-remove"), ui);
    field_ui(
        t!("link-title"),
        &mut card.title,
        MAX_LINK_TITLE_UNITS,
        wants_focus,
        ui,
    );
    ui.add_space(theme::GAP_S);
    TextField::new(t!("link-description"), &mut card.description)
        .with_hint(t!("link-description-hint"))
        .show(ui);
    is_removed
}

/// The only button that leads to a request to somebody else's server.
fn look_up_ui(facts: &Facts<'_>, ui: &mut Ui) -> Option<Action> {
    ui.add_space(theme::GAP_S);
    let button = Button::secondary(t!("link-fill-in"))
        .small()
        .busy(facts.files.is_looking_up)
        .with_tooltip(t!("link-fill-in-what"));
    ui.add(button).clicked().then_some(Action::LookUp)
}

/// What kind it is, more about it, and the button that removes it; gives whether that was pressed.
pub(super) fn heading_ui(title: &str, more: &str, remove: &str, ui: &mut Ui) -> bool {
    let row = egui::vec2(ui.available_width(), theme::CONTROL_HEIGHT);
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        ui.label(theme::medium(title));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let is_removed = ui.add(Button::icon(Icon::Close, remove)).clicked();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(theme::small(more).weak()).truncate());
            });
            is_removed
        })
        .inner
    })
    .inner
}

/// A field that says how much room is left once it becomes scarce.
fn field_ui(label: &str, text: &mut String, limit: usize, wants_focus: bool, ui: &mut Ui) {
    let used = text.encode_utf16().count();
    let words = match limit.checked_sub(used) {
        Some(left) => t!("characters-left", count = left),
        None => t!("characters-too-many", count = used - limit),
    };
    let (is_scarce, is_over) = (5 * used > 4 * limit, used > limit);
    let mut field = TextField::new(label, text).with_error(is_over.then_some(words.as_str()));
    if is_scarce {
        field = field.with_hint(&words);
    }
    let field = field.show(ui);
    if wants_focus {
        field.request_focus();
    }
}

fn days_in_words(days: PollDays) -> &'static str {
    match days {
        PollDays::One => t!("poll-one-day"),
        PollDays::Three => t!("poll-three-days"),
        PollDays::Seven => t!("poll-one-week"),
        PollDays::Fourteen => t!("poll-two-weeks"),
    }
}

/// Between a field and its label, in points.
const LABEL_GAP: f32 = 6.0;

//! What will be sent: every request of the post, before any of them leaves. Shown word for word; nothing is sent from here.

use egui::{Context, Frame, Label, Margin, Ui};

use super::action::Action;
use super::icon::Icon;
use super::theme;
use super::widgets::{Banner, Button, Dialog, Tone, focus_by_default, section_heading_ui};
use crate::words::t;

/// All of what would be sent, without secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// The text as it was typed.
    pub typed: String,
    /// The text as LinkedIn is told it.
    pub encoded: String,
    /// The requests, in order.
    pub requests: Vec<RequestFacts>,
}

/// One request that would be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestFacts {
    /// The HTTP method and the address.
    pub line: String,
    /// A header on each line; the token is masked.
    pub headers: String,
    /// The body.
    pub body: String,
    /// A command that sends it.
    pub curl: String,
}

/// Shows it over the window, or why nothing would be sent; gives a wish, and whether it was closed.
pub fn inspector_ui(
    inspection: &Result<Inspection, String>,
    ctx: &Context,
) -> (Option<Action>, bool) {
    let shown = Dialog::new("inspector", t!("inspector-title"))
        .with_width(760.0)
        .show(
            ctx,
            |ui| match inspection {
                Ok(inspection) => inspection_ui(inspection, ui),
                Err(why) => {
                    Banner::new(Tone::Warning, t!("inspector-not-sent"))
                        .with_text(why)
                        .show(ui);
                    None
                }
            },
            |ui| {
                let close = ui.add(Button::secondary(t!("close")));
                focus_by_default(&close);
                close.clicked()
            },
        );
    (shown.body, shown.buttons || shown.dismissed)
}

fn inspection_ui(inspection: &Inspection, ui: &mut Ui) -> Option<Action> {
    let words = t!("inspector-what");
    ui.label(theme::small(words).weak());
    let Inspection { typed, encoded, .. } = inspection;
    if !typed.is_empty() {
        ui.add_space(theme::GAP_M);
        if ui.available_width() < SIDE_BY_SIDE {
            text_ui(t!("as-typed"), typed, ui);
            text_ui(t!("as-sent"), encoded, ui);
        } else {
            ui.columns_const(|[left, right]| {
                // A column stretches what it holds, a text to its full width too.
                left.vertical(|ui| text_ui(t!("as-typed"), typed, ui));
                right.vertical(|ui| text_ui(t!("as-sent"), encoded, ui));
            });
        }
    }
    let mut action = None;
    let count = inspection.requests.len();
    for (idx, request) in inspection.requests.iter().enumerate() {
        ui.add_space(theme::GAP_L);
        let title = t!("inspector-request", number = idx + 1, count = count);
        section_heading_ui(ui, &title);
        words_ui(&request.line, ui);
        words_ui(&request.headers, ui);
        words_ui(&request.body, ui);
        let name = t!("inspector-copy", number = idx + 1);
        let copy = Button::ghost(&name).with_icon(Icon::Copy).small();
        let tooltip = t!("inspector-curl-what");
        if ui.add(copy.with_tooltip(tooltip)).clicked() {
            action = Some(Action::Copy(request.curl.clone()));
        }
    }
    action
}

fn text_ui(title: &str, text: &str, ui: &mut Ui) {
    ui.label(theme::medium(title));
    words_ui(text, ui);
}

/// Words that can be marked and copied.
fn words_ui(words: &str, ui: &mut Ui) {
    let frame = Frame::new()
        .fill(theme::palette(ui).sunken)
        .corner_radius(theme::RADIUS_M)
        .inner_margin(Margin::symmetric(12, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(theme::small(words)).wrap().selectable(true));
    });
}

/// From this width on the two texts stand side by side, in points.
const SIDE_BY_SIDE: f32 = 520.0;

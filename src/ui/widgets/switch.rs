//! A switch: something that is on or off, and is so at once.

use egui::{Response, Role, Sense, Ui, Widget, WidgetInfo, pos2, vec2};

use super::focus_ring;
use crate::ui::theme::{self, Palette};

/// A switch with its label before it; the whole row can be clicked. The response is marked as changed.
#[must_use = "show it with `ui.add`"]
pub struct Switch<'a> {
    on: &'a mut bool,
    label: &'a str,
    hint: Option<&'a str>,
}

impl<'a> Switch<'a> {
    /// `label` says what is so while it is on.
    pub fn new(on: &'a mut bool, label: &'a str) -> Self {
        Self {
            on,
            label,
            hint: None,
        }
    }

    /// A line of explanation below the label.
    pub fn with_hint(mut self, hint: &'a str) -> Self {
        self.hint = Some(hint);
        self
    }
}

impl Widget for Switch<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let palette = theme::palette(ui);
        let width = ui.available_width();
        let wrap = (width - TRACK.x - theme::GAP_L).max(0.0);
        let font = |size| theme::font(theme::Weight::Regular, size);
        let painter = ui.painter();
        let label = painter.layout(
            self.label.to_owned(),
            font(theme::SIZE_BODY),
            palette.text,
            wrap,
        );
        let hint = self.hint.map(|hint| {
            painter.layout(
                hint.to_owned(),
                font(theme::SIZE_SMALL),
                palette.text_muted,
                wrap,
            )
        });
        let text_height = label.size().y + hint.as_ref().map_or(0.0, |hint| hint.size().y + 2.0);
        let height = (text_height + 2.0 * theme::GAP_XS).max(theme::CONTROL_HEIGHT);
        let (rect, mut response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        if response.clicked() {
            *self.on = !*self.on;
            response.mark_changed();
        }
        response.widget_info(|| {
            WidgetInfo::selected(Role::Switch, ui.is_enabled(), *self.on, self.label)
        });
        let top = rect.center().y - text_height / 2.0;
        let below = top + label.size().y + 2.0;
        ui.painter()
            .galley(pos2(rect.left(), top), label, palette.text);
        if let Some(hint) = hint {
            ui.painter()
                .galley(pos2(rect.left(), below), hint, palette.text_muted);
        }
        let track = egui::Rect::from_min_size(
            pos2(rect.right() - TRACK.x, rect.center().y - TRACK.y / 2.0),
            TRACK,
        );
        paint_track(ui, track, *self.on, response.hovered(), palette);
        focus_ring(ui, &response.clone().with_new_rect(track), 11);
        match ui.visuals().interact_cursor {
            Some(cursor) => response.on_hover_cursor(cursor),
            None => response,
        }
    }
}

/// On is told from off by the side of the knob as well as by the colour.
fn paint_track(ui: &Ui, track: egui::Rect, on: bool, hovered: bool, palette: &Palette) {
    let fill = match (on, hovered) {
        (true, false) => palette.accent,
        (true, true) => palette.accent_hover,
        (false, _) => palette.control,
    };
    let radius = TRACK.y / 2.0;
    let x = if on {
        track.right() - radius
    } else {
        track.left() + radius
    };
    ui.painter().rect_filled(track, radius, fill);
    let knob = pos2(x, track.center().y);
    ui.painter().circle_filled(knob, radius - 3.0, palette.knob);
}

const TRACK: egui::Vec2 = vec2(38.0, 22.0);

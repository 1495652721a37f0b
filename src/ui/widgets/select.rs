//! One of several in a list that opens: for choices too many or too long for a segmented control.

use egui::{
    Popup, Response, Role, Sense, TextWrapMode, Ui, UiBuilder, WidgetInfo, WidgetText, pos2, vec2,
};

use super::{MenuRow, focus_ring};
use crate::ui::icon::Icon;
use crate::ui::theme;

/// A list that opens below its button. `label` is its accessible name, and stands above it unless hidden.
#[must_use = "show it with `show`"]
pub struct Select<'a> {
    label: &'a str,
    labelled: bool,
    icon: Option<Icon>,
    width: Option<f32>,
}

impl<'a> Select<'a> {
    /// As wide as there is room, with its label above.
    pub fn new(label: &'a str) -> Self {
        Self {
            label,
            labelled: true,
            icon: None,
            width: None,
        }
    }

    /// Keeps the label for screen readers and the tooltip, where the place says what it is; as wide as its text.
    pub fn without_label(mut self) -> Self {
        self.labelled = false;
        self
    }

    /// Puts an icon before the chosen text.
    pub fn with_icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Width in points.
    pub fn with_width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Shows it; the response is marked as changed when another one was chosen.
    pub fn show<T: PartialEq + Copy>(
        self,
        ui: &mut Ui,
        chosen: &mut T,
        options: &[(T, &str)],
    ) -> Response {
        let text = options
            .iter()
            .find(|(value, _)| value == chosen)
            .map_or("", |(_, text)| *text);
        let mut response = ui
            .scope_builder(UiBuilder::new().id_salt(self.label), |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                if self.labelled {
                    ui.label(theme::medium(self.label));
                }
                self.button_ui(ui, text)
            })
            .inner;
        let popup = Popup::menu(&response);
        let was_open = popup.is_open();
        let width = response.rect.width();
        let picked = popup.width(width).accessible_name(self.label).show(|ui| {
            ui.set_min_width(width);
            options_ui(ui, *chosen, options, !was_open)
        });
        if let Some(picked) = picked.and_then(|shown| shown.inner) {
            *chosen = picked;
            response.mark_changed();
        }
        response
    }

    fn button_ui(&self, ui: &mut Ui, text: &str) -> Response {
        let palette = theme::palette(ui);
        let icon_room = self.icon.map_or(0.0, |_| theme::ICON + theme::GAP_S);
        let around = 2.0 * theme::GAP_M + icon_room + theme::GAP_S + theme::ICON;
        let room = self.width.unwrap_or(ui.available_width()) - around;
        let font = theme::font(theme::Weight::Regular, theme::SIZE_BODY);
        let galley = WidgetText::from(text).into_galley(
            ui,
            Some(TextWrapMode::Truncate),
            room.max(0.0),
            font,
        );
        let width = match (self.width, self.labelled) {
            (Some(width), _) => width,
            (None, true) => ui.available_width(),
            (None, false) => galley.size().x + around,
        };
        let (rect, response) =
            ui.allocate_exact_size(vec2(width, theme::CONTROL_HEIGHT), Sense::click());
        self.describe(ui, &response, text);
        let open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
        let fill = if response.hovered() || open {
            palette.neutral_hover
        } else {
            palette.neutral
        };
        ui.painter().rect_filled(rect, theme::RADIUS_M, fill);
        let (left, middle) = (rect.left() + theme::GAP_M, rect.center().y);
        if let Some(icon) = self.icon {
            let center = pos2(left + theme::ICON / 2.0, middle);
            icon.paint(ui.painter(), center, theme::ICON, palette.text);
        }
        let at = pos2(left + icon_room, middle - galley.size().y / 2.0);
        ui.painter().galley(at, galley, palette.text);
        let center = pos2(rect.right() - theme::GAP_M - theme::ICON / 2.0, middle);
        Icon::ChevronDown.paint(ui.painter(), center, theme::ICON, palette.text);
        focus_ring(ui, &response, theme::RADIUS_M);
        self.with_tooltip(ui, response)
    }

    fn describe(&self, ui: &Ui, response: &Response, text: &str) {
        response.widget_info(|| WidgetInfo {
            current_text_value: Some(text.to_owned()),
            ..WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), self.label)
        });
    }

    fn with_tooltip(&self, ui: &Ui, response: Response) -> Response {
        let response = match ui.visuals().interact_cursor {
            Some(cursor) => response.on_hover_cursor(cursor),
            None => response,
        };
        if self.labelled {
            response
        } else {
            response.on_hover_text(self.label)
        }
    }
}

/// The rows; the chosen one gets the keyboard when the list has just opened.
fn options_ui<T: PartialEq + Copy>(
    ui: &mut Ui,
    chosen: T,
    options: &[(T, &str)],
    opened: bool,
) -> Option<T> {
    let mut picked = None;
    for (value, text) in options {
        let row = ui.add(MenuRow::choice(text, *value == chosen));
        if opened && *value == chosen {
            row.request_focus();
        }
        if row.clicked() {
            picked = Some(*value);
            ui.close();
        }
    }
    picked
}

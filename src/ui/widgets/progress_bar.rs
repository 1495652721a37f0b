//! How much of something is done. It stands still between two facts: no animation, no repaint of its own.

use egui::{Rect, Response, Role, Sense, Ui, Widget, WidgetInfo, vec2};

use crate::ui::theme;

/// A bar that is filled as far as something is done.
#[must_use = "show it with `ui.add`"]
pub struct ProgressBar<'a> {
    name: &'a str,
    fraction: f32,
}

impl<'a> ProgressBar<'a> {
    /// `name` says what is under way; `fraction` is between 0 and 1, anything else is taken to the nearer end.
    pub fn new(name: &'a str, fraction: f32) -> Self {
        let fraction = if fraction.is_nan() { 0.0 } else { fraction };
        Self {
            name,
            fraction: fraction.clamp(0.0, 1.0),
        }
    }
}

impl Widget for ProgressBar<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let size = vec2(ui.available_width(), HEIGHT);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let percent = f64::from((self.fraction * 100.0).round());
        response.widget_info(|| WidgetInfo {
            value: Some(percent),
            ..WidgetInfo::labeled(Role::ProgressIndicator, ui.is_enabled(), self.name)
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(100.0);
            node.set_value(format!("{percent} %"));
        });
        let palette = theme::palette(ui);
        ui.painter()
            .rect_filled(rect, HEIGHT / 2.0, palette.neutral);
        if self.fraction > 0.0 {
            let width = (rect.width() * self.fraction).max(HEIGHT);
            let done = Rect::from_min_size(rect.min, vec2(width, HEIGHT));
            ui.painter().rect_filled(done, HEIGHT / 2.0, palette.accent);
        }
        response
    }
}

const HEIGHT: f32 = 6.0;

//! A ring that empties while time runs out, with the seconds that are left inside. It asks for no repaint of its own:
//! whoever shows it knows how long it is needed.

use std::f32::consts::TAU;

use egui::{Align2, Response, Role, Sense, Shape, Stroke, Ui, Vec2, Widget, WidgetInfo, vec2};

use crate::ui::theme;
use crate::words::t;

/// A ring that is as full as there is time left.
#[must_use = "show it with `ui.add`"]
pub struct Countdown<'a> {
    name: &'a str,
    left: f32,
    total: f32,
}

impl<'a> Countdown<'a> {
    /// `name` says what there is time for; `left` of `total` seconds remain. What makes no sense is taken to the nearer
    /// end.
    pub fn new(name: &'a str, left: f32, total: f32) -> Self {
        let total = if total > 0.0 { total } else { 1.0 };
        let left = if left.is_nan() { 0.0 } else { left };
        Self {
            name,
            left: left.clamp(0.0, total),
            total,
        }
    }

    /// The whole seconds that are left; the last one is a second too.
    fn secs(&self) -> f32 {
        self.left.ceil()
    }

    /// How much of the ring is painted. Where nothing is to move, it steps with the seconds.
    fn fraction(&self, ui: &Ui) -> f32 {
        let left = if ui.style().animation_time > 0.0 {
            self.left
        } else {
            self.secs()
        };
        (left / self.total).min(1.0)
    }

    fn paint(&self, ui: &Ui, response: &Response) {
        let palette = theme::palette(ui);
        let center = response.rect.center();
        let radius = (SIZE - WIDTH) / 2.0;
        let painter = ui.painter();
        painter.circle_stroke(center, radius, Stroke::new(WIDTH, palette.neutral));
        let angle = TAU * self.fraction(ui);
        let points = (0..=STEPS)
            .map(|step| {
                let part = angle * f32::from(step) / f32::from(STEPS);
                // From the top, against the clock: what is left shrinks towards twelve.
                center + radius * vec2(-part.sin(), -part.cos())
            })
            .collect();
        painter.add(Shape::line(points, Stroke::new(WIDTH, palette.accent)));
        painter.text(
            center,
            Align2::CENTER_CENTER,
            self.secs(),
            theme::font(theme::Weight::SemiBold, theme::SIZE_SMALL),
            palette.text,
        );
    }
}

impl Widget for Countdown<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(SIZE), Sense::hover());
        let secs = f64::from(self.secs());
        response.widget_info(|| WidgetInfo {
            value: Some(secs),
            ..WidgetInfo::labeled(Role::ProgressIndicator, ui.is_enabled(), self.name)
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(f64::from(self.total.ceil()));
            node.set_value(t!("seconds-left", count = secs));
        });
        if ui.is_rect_visible(rect) {
            self.paint(ui, &response);
        }
        response
    }
}

/// As high as what can be clicked beside it, and room for three digits.
const SIZE: f32 = 36.0;
/// Of the ring's line.
const WIDTH: f32 = 3.0;
/// So many straight pieces look round at this size.
const STEPS: u8 = 48;

//! The ring around whatever has the keyboard. Every widget that paints itself calls this last.

use egui::{CornerRadius, Response, Stroke, StrokeKind, Ui};

use crate::ui::theme;

/// Paints the focus ring around `response`, if it has the keyboard focus. The ring stands one point off
/// the widget, so leave four points between a widget and the edge of a scroll area.
pub fn focus_ring(ui: &Ui, response: &Response, radius: u8) {
    if !response.has_focus() {
        return;
    }
    let stroke = Stroke::new(theme::FOCUS_WIDTH, theme::palette(ui).focus);
    let radius = CornerRadius::same(radius.saturating_add(1));
    let rect = response.rect.expand(1.0);
    ui.painter()
        .rect_stroke(rect, radius, stroke, StrokeKind::Outside);
}

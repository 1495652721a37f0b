//! A card: the surface that groups what belongs together. A soft shadow instead of an outline.

use egui::{CornerRadius, Frame, InnerResponse, Margin, Ui};

use crate::ui::theme;

/// Shows `content` on a card as wide as there is room.
pub fn card_ui<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    card_frame(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        content(ui)
    })
}

/// The frame of a card, for a place that lays out its own content.
pub fn card_frame(ui: &Ui) -> Frame {
    let palette = theme::palette(ui);
    Frame::new()
        .fill(palette.surface)
        .corner_radius(CornerRadius::same(theme::RADIUS_L))
        .shadow(theme::card_shadow(palette))
        .inner_margin(Margin::same(16))
}

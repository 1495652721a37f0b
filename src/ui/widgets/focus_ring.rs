//! The ring around whatever has the keyboard. Every widget that paints itself calls this last.

use egui::{CornerRadius, Key, Response, Stroke, StrokeKind, Ui, Vec2};

use crate::ui::theme;

/// Paints the focus ring around `response`, if it has the keyboard focus, and scrolls to it as it gets that. The ring stands one point off
/// the widget, so leave four points between a widget and the edge of a scroll area.
pub fn focus_ring(ui: &Ui, response: &Response, radius: u8) {
    if !response.has_focus() {
        return;
    }
    scroll_to_focus(response);
    let stroke = Stroke::new(theme::FOCUS_WIDTH, theme::palette(ui).focus);
    let radius = CornerRadius::same(radius.saturating_add(1));
    let rect = response.rect.expand(1.0);
    ui.painter()
        .rect_stroke(rect, radius, stroke, StrokeKind::Outside);
}

/// Gives the keyboard to a button where nothing else has it: in a dialog, what Enter does that changes nothing.
pub fn focus_by_default(response: &Response) {
    if response.ctx.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
}

/// Scrolls by a page with the keys for that, where nothing lies over this part of the window; for the end of what can
/// be scrolled.
pub fn scroll_by_pages(ui: &Ui) {
    let over = ui.memory(egui::Memory::top_modal_layer);
    if over.is_some_and(|over| over != ui.layer_id()) {
        return;
    }
    let page = ui.clip_rect().height() * PAGE;
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    for (key, way) in [(Key::PageDown, -page), (Key::PageUp, page)] {
        if pressed(key) {
            ui.scroll_with_delta(Vec2::new(0.0, way));
        }
    }
}

/// How much of what is in sight goes out of it with a page.
const PAGE: f32 = 0.8;

/// Scrolls to what gets the keyboard, so that whoever goes by it sees where they are; egui itself leaves it out of
/// sight. For a widget that is not painted where it is out of sight.
pub(super) fn scroll_to_focus(response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// Scrolls to what gets the keyboard, of whatever kind it is; for the end of what can be scrolled. A field that is
/// higher than the room scrolls to its caret by itself.
pub fn follow_focus(ui: &Ui) {
    let focused = ui.memory(egui::Memory::focused);
    let response = focused.and_then(|id| ui.ctx().read_response(id));
    let is_here = |response: &Response| response.layer_id == ui.layer_id();
    if let Some(response) = response.filter(is_here)
        && response.gained_focus()
        && response.rect.height() <= ui.clip_rect().height()
    {
        response.scroll_to_me(None);
    }
}

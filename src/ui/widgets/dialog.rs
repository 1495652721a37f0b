//! A dialog over the window: title, body, a row of buttons. Esc closes it; a click beside it does not.

use egui::{
    Align, Context, Id, Key, Layout, Margin, Modal, Modifiers, Rect, Role, ScrollArea, Sense, Ui,
    UiBuilder, pos2, vec2,
};

use super::focus_ring::{follow_focus, scroll_by_pages};
use super::heading::page_title_ui;
use crate::ui::theme;

/// A question or page that must be answered before anything else.
#[must_use = "show it with `show`"]
pub struct Dialog<'a> {
    id: Id,
    title: &'a str,
    width: f32,
}

/// What became of a dialog in this frame.
#[derive(Debug)]
pub struct DialogResponse<B, R> {
    /// What the body returned.
    pub body: B,
    /// What the row of buttons returned.
    pub buttons: R,
    /// The user pressed Esc: close it without doing anything.
    pub dismissed: bool,
}

impl<'a> Dialog<'a> {
    /// `key` must be unlike that of any other dialog; `title` is a question or a thing.
    pub fn new(key: &str, title: &'a str) -> Self {
        Self {
            id: Id::unique(("dialog", key)),
            title,
            width: 440.0,
        }
    }

    /// Width in points; 440 unless told, and never wider than the window.
    pub fn with_width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Shows the body, and the buttons at the right end of a row: the one that does it comes last.
    pub fn show<B, R>(
        self,
        ctx: &Context,
        body: impl FnOnce(&mut Ui) -> B,
        buttons: impl FnOnce(&mut Ui) -> R,
    ) -> DialogResponse<B, R> {
        let style = ctx.global_style();
        let palette = theme::palette_of(&style.visuals);
        let room = ctx.content_rect().size() - egui::Vec2::splat(2.0 * theme::GAP_L);
        let frame = egui::Frame::popup(&style).inner_margin(Margin::same(24));
        let width = self.width.min(room.x) - frame.inner_margin.sum().x;
        let modal = Modal::new(self.id)
            .frame(frame)
            .backdrop_color(palette.backdrop);
        let shown = modal.show(ctx, |ui| {
            ui.set_width(width);
            page_title_ui(ui, self.title);
            // A dialog has no margin of its own for the bar: it stands beside what is scrolled, not over its ends.
            let scroll = &mut ui.spacing_mut().scroll;
            scroll.floating_allocated_width = scroll.bar_width + theme::GAP_XS;
            let key = self.id.with("buttons");
            let needed: Needed = ui.data(|data| data.get_temp(key)).unwrap_or_default();
            let around = CHROME_HEIGHT + needed.down(width) - theme::CONTROL_HEIGHT;
            let body = ScrollArea::vertical()
                .max_height((room.y - around).max(theme::CONTROL_HEIGHT))
                .show(ui, |ui| {
                    // Within what is scrolled, so that the ring around what comes first is not cut.
                    ui.add_space(theme::GAP_XS);
                    let body = body(ui);
                    follow_focus(ui);
                    scroll_by_pages(ui);
                    body
                })
                .inner;
            ui.add_space(theme::GAP_L);
            (body, row_ui(key, width, buttons, ui))
        });
        name(ctx, self.id, self.title);
        // Where it is to stand is known once its size is.
        let size = shown.response.rect.size();
        let before = ctx.data_mut(|data| {
            let before = data.get_temp(self.id);
            data.insert_temp(self.id, size);
            before
        });
        if before != Some(size) {
            ctx.request_repaint();
        }
        let on_top = shown.is_top_modal && !shown.any_popup_open;
        let (body, buttons) = shown.inner;
        DialogResponse {
            body,
            buttons,
            dismissed: on_top
                && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)),
        }
    }
}

/// The room that buttons need: beside each other, and below each other where that is too wide. Known from the pass before.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Needed {
    width: f32,
    height: f32,
}

impl Needed {
    fn is_too_wide(self, width: f32) -> bool {
        self.width > width + 0.5
    }

    /// How high the row or the stack is.
    fn down(self, width: f32) -> f32 {
        if self.is_too_wide(width) {
            self.height.max(theme::CONTROL_HEIGHT)
        } else {
            theme::CONTROL_HEIGHT
        }
    }
}

/// A row at the right end, made from left to right, so that Tab goes through it as one reads; below each other where
/// they have no room beside each other, so that no name is cut.
fn row_ui<R>(key: Id, width: f32, buttons: impl FnOnce(&mut Ui) -> R, ui: &mut Ui) -> R {
    let mut needed: Needed = ui.data(|data| data.get_temp(key)).unwrap_or_default();
    let before = needed;
    let is_stack = needed.is_too_wide(width);
    let size = vec2(width, needed.down(width));
    let (place, _) = ui.allocate_exact_size(size, Sense::hover());
    let builder = if is_stack {
        let layout = Layout::top_down(Align::Max);
        UiBuilder::new().max_rect(place).layout(layout)
    } else {
        // Each takes what it needs, so that it is known how much that is.
        let left = place.right() - needed.width;
        let row = Rect::from_min_size(pos2(left, place.top()), vec2(ENDLESS, size.y));
        let layout = Layout::left_to_right(Align::Center);
        UiBuilder::new().max_rect(row).layout(layout)
    };
    let mut place = ui.new_child(builder);
    let result = buttons(&mut place);
    let taken = place.min_rect().size();
    if is_stack {
        needed.height = taken.y;
    } else {
        needed.width = taken.x;
    }
    if (needed.width - before.width).abs() > 0.5 || (needed.height - before.height).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(key, needed));
        ui.ctx().request_discard("the buttons stand at the right");
        ui.ctx().request_repaint();
    }
    result
}

fn name(ctx: &Context, dialog: Id, title: &str) {
    ctx.accesskit_node_builder(dialog, |node| {
        node.set_role(Role::Dialog);
        node.set_label(title);
        node.set_modal();
    });
}

/// What title, buttons and margins take from the height of a dialog.
const CHROME_HEIGHT: f32 = 152.0;
/// Wider than any row of buttons, in points.
const ENDLESS: f32 = 4000.0;

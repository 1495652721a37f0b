//! What a pane shows while it has nothing to show: why, and what to do about it.

use egui::{Sense, Ui, Vec2};

use super::section_heading_ui;
use crate::ui::icon::Icon;
use crate::ui::theme;

/// An icon, a title and a sentence in the middle of an empty pane.
#[must_use = "show it with `show`"]
pub struct EmptyState<'a> {
    icon: Icon,
    title: &'a str,
    text: &'a str,
}

impl<'a> EmptyState<'a> {
    /// `title` says what is not there, `text` how it comes to be.
    pub fn new(icon: Icon, title: &'a str, text: &'a str) -> Self {
        Self { icon, title, text }
    }

    /// Shows it, and below it what `actions` shows: usually one button, or nothing.
    pub fn show<R>(self, ui: &mut Ui, actions: impl FnOnce(&mut Ui) -> R) -> R {
        let palette = theme::palette(ui);
        ui.vertical_centered(|ui| {
            ui.add_space(theme::GAP_XXL);
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(DISC), Sense::hover());
            ui.painter()
                .circle_filled(rect.center(), DISC / 2.0, palette.neutral);
            self.icon
                .paint(ui.painter(), rect.center(), 28.0, palette.text_muted);
            ui.add_space(theme::GAP_XS);
            section_heading_ui(ui, self.title);
            ui.scope(|ui| {
                ui.set_max_width(ui.available_width().min(360.0));
                ui.label(theme::body(self.text).weak());
            });
            ui.add_space(theme::GAP_S);
            let actions = actions(ui);
            ui.add_space(theme::GAP_XXL);
            actions
        })
        .inner
    }
}

const DISC: f32 = 64.0;

//! A notice that stays where it is until its cause is gone: icon, text, and what can be done about it.

use egui::{Align, CornerRadius, Frame, InnerResponse, Layout, Margin, Role, Ui};

use super::Tone;
use crate::ui::icon::icon_ui;
use crate::ui::theme;

/// A notice of a certain [`Tone`], as wide as there is room.
#[must_use = "show it with `show`"]
pub struct Banner<'a> {
    tone: Tone,
    title: &'a str,
    text: Option<&'a str>,
}

impl<'a> Banner<'a> {
    /// `title` says what happened, in a sentence.
    pub fn new(tone: Tone, title: &'a str) -> Self {
        Self {
            tone,
            title,
            text: None,
        }
    }

    /// What was kept, and what to do next.
    pub fn with_text(mut self, text: &'a str) -> Self {
        self.text = Some(text);
        self
    }

    /// Shows it without buttons.
    pub fn show(self, ui: &mut Ui) -> egui::Response {
        self.show_parts(ui, None::<fn(&mut Ui)>).response
    }

    /// Shows it with a row of small buttons below the text.
    pub fn show_with<R>(
        self,
        ui: &mut Ui,
        buttons: impl FnOnce(&mut Ui) -> R,
    ) -> InnerResponse<Option<R>> {
        self.show_parts(ui, Some(buttons))
    }

    fn show_parts<R>(
        self,
        ui: &mut Ui,
        buttons: Option<impl FnOnce(&mut Ui) -> R>,
    ) -> InnerResponse<Option<R>> {
        let shown = self.frame(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.x = theme::GAP_M;
                let color = self.tone.foreground(theme::palette(ui));
                icon_ui(ui, self.tone.icon(), theme::ICON, color);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing = egui::Vec2::splat(theme::GAP_XS);
                    self.words_ui(ui);
                    buttons.map(|buttons| {
                        ui.add_space(theme::GAP_XS);
                        ui.spacing_mut().item_spacing.x = theme::GAP_S;
                        ui.horizontal_wrapped(buttons).inner
                    })
                })
                .inner
            })
            .inner
        });
        self.announce(ui, shown.response.id);
        shown
    }

    fn frame(&self, ui: &Ui) -> Frame {
        Frame::new()
            .fill(self.tone.background(theme::palette(ui)))
            .corner_radius(CornerRadius::same(theme::RADIUS_M))
            .inner_margin(Margin::symmetric(14, 12))
    }

    fn words_ui(&self, ui: &mut Ui) {
        ui.label(theme::medium(self.title));
        if let Some(text) = self.text {
            ui.label(theme::body(text));
        }
    }

    /// Only what went wrong or may go wrong interrupts a screen reader.
    fn announce(&self, ui: &Ui, id: egui::Id) {
        let role = match self.tone {
            Tone::Neutral | Tone::Info | Tone::Success => Role::Status,
            Tone::Warning | Tone::Danger => Role::Alert,
        };
        let name = match self.tone.word() {
            "" => self.title.to_owned(),
            word => format!("{word}: {}", self.title),
        };
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(role);
            node.set_label(name);
        });
    }
}

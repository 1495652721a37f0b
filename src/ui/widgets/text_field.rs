//! A line or block of text to fill in: label above, field, hint or error below.

use egui::{Frame, Id, Margin, Response, TextEdit, Ui, UiBuilder, Vec2};

use super::Button;
use crate::ui::icon::{Icon, icon_ui};
use crate::ui::theme;
use crate::words::t;

/// A field with its label. The label is its accessible name.
#[must_use = "show it with `show`"]
pub struct TextField<'a> {
    label: &'a str,
    text: &'a mut String,
    example: &'a str,
    hint: Option<&'a str>,
    error: Option<&'a str>,
    rows: usize,
    secret: bool,
}

impl<'a> TextField<'a> {
    /// One line, as wide as there is room.
    pub fn new(label: &'a str, text: &'a mut String) -> Self {
        Self {
            label,
            text,
            example: "",
            hint: None,
            error: None,
            rows: 1,
            secret: false,
        }
    }

    /// Shown in the field while it is empty.
    pub fn with_example(mut self, example: &'a str) -> Self {
        self.example = example;
        self
    }

    /// Shown below the field.
    pub fn with_hint(mut self, hint: &'a str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// What is wrong with the text, shown instead of the hint.
    pub fn with_error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// Several lines, this many of them visible at least.
    pub fn with_rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// Hides what is typed, with a button to see it.
    pub fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Shows it; the response is that of the field itself.
    pub fn show(mut self, ui: &mut Ui) -> Response {
        ui.scope_builder(UiBuilder::new().id_salt(self.label), |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            let label = ui.label(theme::medium(self.label));
            let response = self.edit_ui(ui).labelled_by(label.id);
            self.below_ui(ui, response.id);
            response
        })
        .inner
    }

    fn edit_ui(&mut self, ui: &mut Ui) -> Response {
        let revealed_id = ui.scope_id().with("revealed");
        let revealed = ui.data(|data| data.get_temp(revealed_id).unwrap_or(false));
        let margin = Margin {
            right: if self.secret { 40 } else { 12 },
            ..Margin::symmetric(12, 9)
        };
        let edit = if self.rows > 1 {
            TextEdit::multiline(self.text).desired_rows(self.rows)
        } else {
            TextEdit::singleline(self.text)
        };
        let response = ui.add(
            edit.desired_width(f32::INFINITY)
                .hint_text(self.example)
                .password(self.secret && !revealed)
                .frame(field_frame(ui).inner_margin(margin))
                .min_size(Vec2::new(0.0, theme::CONTROL_HEIGHT)),
        );
        self.outline(ui, &response);
        if self.secret {
            forget_undo(ui, &response);
            reveal_ui(ui, &response, revealed_id, revealed);
        }
        response
    }

    /// A ring while it has the keyboard; a red one where something is wrong.
    fn outline(&self, ui: &Ui, response: &Response) {
        let palette = theme::palette(ui);
        let color = match (self.error, response.has_focus()) {
            (Some(_), _) => palette.danger_text,
            (None, true) => palette.focus,
            (None, false) => return,
        };
        let stroke = egui::Stroke::new(theme::FOCUS_WIDTH, color);
        let kind = egui::StrokeKind::Inside;
        ui.painter()
            .rect_stroke(response.rect, theme::RADIUS_M, stroke, kind);
    }

    fn below_ui(&self, ui: &mut Ui, field: Id) {
        let below = match (self.error, self.hint) {
            (Some(error), _) => {
                let color = theme::palette(ui).danger_text;
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    icon_ui(ui, Icon::AlertCircle, 16.0, color);
                    ui.add(egui::Label::new(theme::small(error).color(color)).wrap())
                })
                .inner
            }
            (None, Some(hint)) => ui.label(theme::small(hint).weak()),
            (None, None) => return,
        };
        let wrong = self.error.is_some();
        ui.ctx().accesskit_node_builder(field, |node| {
            node.push_described_by(below.id.accesskit_id());
            if wrong {
                node.set_invalid(egui::accesskit::Invalid::True);
            }
        });
    }
}

fn field_frame(ui: &Ui) -> Frame {
    Frame::new()
        .fill(theme::palette(ui).sunken)
        .corner_radius(theme::RADIUS_M)
}

/// A secret that was used and cleared must not come back with an undo.
fn forget_undo(ui: &Ui, field: &Response) {
    if let Some(mut state) = egui::text_edit::TextEditState::load(ui.ctx(), field.id) {
        state.clear_undoer();
        state.store(ui.ctx(), field.id);
    }
}

/// The eye at the right end of a secret field.
fn reveal_ui(ui: &mut Ui, field: &Response, id: Id, revealed: bool) {
    let (icon, name) = if revealed {
        (Icon::EyeOff, t!("field-hide"))
    } else {
        (Icon::Eye, t!("field-show"))
    };
    let size = Vec2::splat(theme::MIN_TARGET);
    let center = field.rect.right_center() - egui::vec2(4.0 + size.x / 2.0, 0.0);
    let rect = egui::Rect::from_center_size(center, size);
    if ui.put(rect, Button::icon(icon, name).small()).clicked() {
        ui.data_mut(|data| data.insert_temp(id, !revealed));
    }
}

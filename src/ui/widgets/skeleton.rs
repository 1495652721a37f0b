//! Grey bars where text will be, while it is fetched. They stand still.

use egui::{Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

use crate::ui::theme;

/// Shows `lines` bars, the last one shorter; `name` says what is awaited.
pub fn skeleton_ui(ui: &mut Ui, name: &str, lines: usize) -> Response {
    let width = ui.available_width();
    let count = lines.max(1);
    let height = count as f32 * LINE - (LINE - BAR);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, ui.is_enabled(), name));
    ui.ctx()
        .accesskit_node_builder(response.id, egui::accesskit::Node::set_busy);
    let fill = theme::palette(ui).neutral;
    for line in 0..count {
        let share = if line + 1 == count && count > 1 {
            0.6
        } else {
            1.0
        };
        let top_left = rect.min + vec2(0.0, line as f32 * LINE);
        let bar = Rect::from_min_size(top_left, vec2(width * share, BAR));
        ui.painter().rect_filled(bar, BAR / 2.0, fill);
    }
    response
}

const BAR: f32 = 12.0;
const LINE: f32 = 24.0;

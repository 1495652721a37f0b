//! A chip: a word or two in a pill, as a state or as something that can be taken away.

use egui::{
    Color32, Margin, Rect, Response, Role, Sense, TextWrapMode, Ui, WidgetInfo, WidgetText, pos2,
    vec2,
};

use super::{Tone, focus_ring};
use crate::ui::icon::Icon;
use crate::ui::theme;
use crate::words::t;

/// Shows `text` in a pill of the tone's colours, with its icon unless it is neutral.
pub fn chip_ui(ui: &mut Ui, tone: Tone, text: &str) -> Response {
    let icon = (tone != Tone::Neutral).then(|| tone.icon());
    let (response, _) = pill_ui(ui, tone, text, icon, 0.0);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text));
    response
}

/// Shows `text` in a pill with a cross; the response is that of the cross, whose name is “Remove” and the text.
pub fn removable_chip_ui(ui: &mut Ui, text: &str) -> Response {
    let (pill, color) = pill_ui(ui, Tone::Neutral, text, None, theme::MIN_TARGET - 8.0);
    pill.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text));
    let right = pill.rect.right_center() - vec2(theme::MIN_TARGET / 2.0, 0.0);
    let rect = Rect::from_center_size(right, vec2(theme::MIN_TARGET, theme::MIN_TARGET));
    let cross = ui.interact(rect, pill.id.with("remove"), Sense::click());
    let name = t!("remove", name = text);
    cross.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    if cross.hovered() {
        let fill = theme::palette(ui).neutral_pressed;
        ui.painter().circle_filled(rect.center(), 10.0, fill);
    }
    Icon::Close.paint(ui.painter(), rect.center(), 14.0, color);
    focus_ring(ui, &cross, 14);
    cross.on_hover_text(name)
}

/// Paints the pill, `extra` points wider than its text needs; also says in which colour the text is.
fn pill_ui(
    ui: &mut Ui,
    tone: Tone,
    text: &str,
    icon: Option<Icon>,
    extra: f32,
) -> (Response, Color32) {
    let palette = theme::palette(ui);
    let padding = Margin::symmetric(10, 0);
    let icon_room = icon.map_or(0.0, |_| 14.0 + theme::GAP_XS + 2.0);
    let room = ui.available_width() - padding.sum().x - icon_room - extra;
    let font = theme::font(theme::Weight::Medium, theme::SIZE_SMALL);
    let galley =
        WidgetText::from(text).into_galley(ui, Some(TextWrapMode::Truncate), room.max(0.0), font);
    let width = galley.size().x + padding.sum().x + icon_room + extra;
    let height = if extra > 0.0 { theme::MIN_TARGET } else { 24.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let color = match tone {
        Tone::Neutral => palette.text,
        _ => tone.foreground(palette),
    };
    ui.painter()
        .rect_filled(rect, height / 2.0, tone.background(palette));
    let left = rect.left() + padding.leftf();
    if let Some(icon) = icon {
        icon.paint(ui.painter(), pos2(left + 7.0, rect.center().y), 14.0, color);
    }
    let at = pos2(left + icon_room, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
    (response, color)
}

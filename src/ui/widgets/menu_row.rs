//! One row of a menu or list of choices: icon, text, keys at the end, a check mark where it is the chosen one.

use egui::{
    KeyboardShortcut, Response, Role, Sense, TextWrapMode, Ui, Widget, WidgetInfo, WidgetText,
    pos2, vec2,
};

use super::focus_ring;
use super::keys::keys_in_words;
use crate::ui::icon::Icon;
use crate::ui::theme;

/// A row to click in a menu. Show it inside `egui::Popup::menu(…)` with `ui.add(…)`.
#[must_use = "show it with `ui.add`"]
pub struct MenuRow<'a> {
    text: &'a str,
    icon: Option<Icon>,
    choice: Option<bool>,
    shortcut: Option<KeyboardShortcut>,
    is_lit: Option<bool>,
}

impl<'a> MenuRow<'a> {
    /// Something to do.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            icon: None,
            choice: None,
            shortcut: None,
            is_lit: None,
        }
    }

    /// Something to choose; the chosen one has a check mark.
    pub fn choice(text: &'a str, chosen: bool) -> Self {
        Self {
            choice: Some(chosen),
            ..Self::new(text)
        }
    }

    /// Puts an icon before the text.
    pub fn with_icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Names the keys that do the same. Listening to them is the caller's.
    pub fn with_shortcut(mut self, shortcut: KeyboardShortcut) -> Self {
        self.shortcut = Some(shortcut);
        self
    }

    /// Whether it is shown as the one that Enter takes while the keyboard is in a field above. Of such a list no other
    /// row is lit, and none has a check mark.
    pub fn lit(mut self, is_lit: bool) -> Self {
        self.is_lit = Some(is_lit);
        self
    }

    fn info(&self, enabled: bool) -> WidgetInfo {
        match self.choice {
            Some(chosen) => WidgetInfo::selected(Role::ListBoxOption, enabled, chosen, self.text),
            None if self.is_lit == Some(true) => {
                WidgetInfo::selected(Role::MenuItem, enabled, true, self.text)
            }
            None => WidgetInfo::labeled(Role::MenuItem, enabled, self.text),
        }
    }
}

impl Widget for MenuRow<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let palette = theme::palette(ui);
        let font = theme::font(theme::Weight::Regular, theme::SIZE_BODY);
        let extend = Some(TextWrapMode::Extend);
        let text = WidgetText::from(self.text).into_galley(ui, extend, 0.0, font);
        let keys = self.shortcut.map(|keys| {
            let keys = theme::small(keys_in_words(ui.ctx(), &keys)).weak();
            WidgetText::from(keys).into_galley(ui, extend, 0.0, egui::TextStyle::Small)
        });
        let icon_room = self.icon.map_or(0.0, |_| theme::ICON + theme::GAP_S);
        let [wanted, least] = [theme::GAP_XL, theme::GAP_M].map(|gap| {
            let end = match (&keys, self.choice) {
                (Some(keys), _) => keys.size().x + gap,
                (None, Some(_)) => theme::ICON + theme::GAP_M,
                (None, None) => 0.0,
            };
            2.0 * PADDING + icon_room + text.size().x + end
        });
        // Where there is room for all but the distance between them, the row is as wide as the others.
        let room = ui.available_width();
        let width = if least <= room { room } else { wanted };
        let size = vec2(width, theme::ROW_HEIGHT);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| self.info(ui.is_enabled()));
        let fill = match (self.is_lit, response.hovered()) {
            (Some(true), _) => Some(palette.accent_soft),
            (None, true) => Some(palette.neutral),
            (Some(false), _) | (None, false) => None,
        };
        if let Some(fill) = fill {
            ui.painter().rect_filled(rect, theme::RADIUS_S, fill);
        }
        let (left, middle) = (rect.left() + PADDING, rect.center().y);
        if let Some(icon) = self.icon {
            let center = pos2(left + theme::ICON / 2.0, middle);
            icon.paint(ui.painter(), center, theme::ICON, palette.text_muted);
        }
        let top = middle - text.size().y / 2.0;
        ui.painter()
            .galley(pos2(left + icon_room, top), text, palette.text);
        let right = rect.right() - PADDING;
        if let Some(keys) = keys {
            let at = pos2(right - keys.size().x, middle - keys.size().y / 2.0);
            ui.painter().galley(at, keys, palette.text_muted);
        } else if self.choice == Some(true) && self.is_lit.is_none() {
            let center = pos2(right - theme::ICON / 2.0, middle);
            Icon::Check.paint(ui.painter(), center, theme::ICON, palette.link);
        }
        focus_ring(
            ui,
            &response.clone().with_new_rect(rect.shrink(3.0)),
            theme::RADIUS_S - 2,
        );
        response
    }
}

/// Whether the pointer has just come to a row, which Enter takes from then on. One that rests there says nothing.
pub fn points_at(row: &Response) -> bool {
    row.hovered() && row.ctx.input(|input| input.pointer.is_moving())
}

const PADDING: f32 = 10.0;

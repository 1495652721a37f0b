//! The button in its kinds: primary, secondary, ghost, danger, and icon alone.

use std::sync::Arc;

use egui::{
    Color32, Galley, KeyboardShortcut, Rect, Response, Role, Sense, TextWrapMode, Ui, Vec2, Widget,
    WidgetInfo, WidgetText, pos2,
};

use super::Avatar;
use super::focus_ring;
use super::focus_ring::scroll_to_focus;
use super::keys::keys_in_words;
use crate::ui::command::UiCommand;
use crate::ui::icon::Icon;
use crate::ui::theme::{self, Palette};

/// A button. Show it with `ui.add(…)`, or `ui.add_enabled(…)` where it may be off.
///
/// A text that does not fit is cut with `…`; its full text stays the accessible name and becomes the tooltip.
#[must_use = "show it with `ui.add`"]
pub struct Button<'a> {
    name: &'a str,
    icon: Option<Icon>,
    avatar: Option<Avatar<'a>>,
    kind: Kind,
    shows_text: bool,
    size: Size,
    wide: bool,
    busy: bool,
    tooltip: Option<&'a str>,
    shortcut: Option<KeyboardShortcut>,
}

impl<'a> Button<'a> {
    /// The one thing to do here. At most one in sight.
    pub fn primary(name: &'a str) -> Self {
        Self::new(name, Kind::Primary)
    }

    /// Anything else worth a fill.
    pub fn secondary(name: &'a str) -> Self {
        Self::new(name, Kind::Secondary)
    }

    /// A quiet action, without a fill until the pointer is there.
    pub fn ghost(name: &'a str) -> Self {
        Self::new(name, Kind::Ghost)
    }

    /// Destroys something.
    pub fn danger(name: &'a str) -> Self {
        Self::new(name, Kind::Danger)
    }

    /// An icon alone; `name` is what a screen reader says and what the tooltip shows.
    pub fn icon(icon: Icon, name: &'a str) -> Self {
        Self {
            shows_text: false,
            icon: Some(icon),
            ..Self::ghost(name)
        }
    }

    /// Puts an icon before the text.
    pub fn with_icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Puts the picture of an author before the text, in place of an icon.
    pub fn with_avatar(mut self, avatar: Option<Avatar<'a>>) -> Self {
        self.avatar = avatar.map(|avatar| avatar.with_size(AVATAR));
        self
    }

    /// Says more while the pointer rests on it.
    pub fn with_tooltip(mut self, tooltip: &'a str) -> Self {
        self.tooltip = Some(tooltip);
        self
    }

    /// Names the keys that do the same, in the tooltip. Listening to them is the caller's.
    pub fn with_shortcut(mut self, shortcut: KeyboardShortcut) -> Self {
        self.shortcut = Some(shortcut);
        self
    }

    /// Names the keys of a command, where it has any.
    pub fn with_keys_of(mut self, command: UiCommand) -> Self {
        self.shortcut = command.shortcut();
        self
    }

    /// Lower, for a place inside a banner or row.
    pub fn small(mut self) -> Self {
        self.size = Size::Small;
        self
    }

    /// As wide as there is room.
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// While what it started is under way: an hourglass, and no clicks.
    pub fn busy(mut self, busy: bool) -> Self {
        self.busy = busy;
        self
    }

    fn new(name: &'a str, kind: Kind) -> Self {
        Self {
            name,
            icon: None,
            avatar: None,
            kind,
            shows_text: true,
            size: Size::Regular,
            wide: false,
            busy: false,
            tooltip: None,
            shortcut: None,
        }
    }

    fn height(&self) -> f32 {
        match self.size {
            Size::Small => theme::MIN_TARGET,
            Size::Regular => theme::CONTROL_HEIGHT,
        }
    }

    fn padding(&self) -> f32 {
        match (self.shows_text, self.size) {
            (false, _) => 0.0,
            (true, Size::Small) => 10.0,
            (true, Size::Regular) => 14.0,
        }
    }

    /// The text, cut to what is left of the row.
    fn galley(&self, ui: &Ui, room: f32) -> Option<Arc<Galley>> {
        let size = match self.size {
            Size::Small => theme::SIZE_SMALL,
            Size::Regular => theme::SIZE_BODY,
        };
        let text = WidgetText::from(self.name);
        let font = theme::font(theme::Weight::Medium, size);
        self.shows_text
            .then(|| text.into_galley(ui, Some(TextWrapMode::Truncate), room, font))
    }

    fn tooltip_text(&self, ui: &Ui, cut: bool) -> Option<String> {
        let shortcut = self.shortcut.map(|keys| keys_in_words(ui.ctx(), &keys));
        let text = match self.tooltip {
            Some(tooltip) => Some(tooltip),
            None if cut || !self.shows_text || shortcut.is_some() => Some(self.name),
            None => None,
        };
        match (text, shortcut) {
            (Some(text), Some(shortcut)) => Some(format!("{text} ({shortcut})")),
            (text, shortcut) => text.map(str::to_owned).or(shortcut),
        }
    }

    fn paint(&self, ui: &Ui, response: &Response, galley: Option<Arc<Galley>>) {
        let palette = theme::palette(ui);
        let is_on_soft = palette.is_soft(ui.stack().bg_color());
        let (fill, color) = self.colors(palette, is_on_soft, response);
        ui.painter()
            .rect_filled(response.rect, theme::RADIUS_M, fill);
        let text_width = galley.as_ref().map_or(0.0, |galley| galley.size().x);
        let icon_room = self.icon_room();
        let center = response.rect.center();
        let mut left = center.x - f32::midpoint(text_width, icon_room);
        if let Some(avatar) = self.shown_avatar() {
            let middle = pos2(left + AVATAR / 2.0, center.y);
            avatar.paint_on(
                ui,
                Rect::from_center_size(middle, Vec2::splat(AVATAR)),
                color,
            );
            left += icon_room;
        } else if let Some(icon) = self.shown_icon() {
            let size = match self.size {
                Size::Small => 16.0,
                Size::Regular => theme::ICON,
            };
            let middle = pos2(left + theme::ICON / 2.0, center.y);
            icon.paint(ui.painter(), middle, size, color);
            left += icon_room;
        }
        if let Some(galley) = galley {
            let top = center.y - galley.size().y / 2.0;
            ui.painter().galley(pos2(left, top), galley, color);
        }
        focus_ring(ui, response, theme::RADIUS_M);
    }

    fn shown_avatar(&self) -> Option<&Avatar<'a>> {
        self.avatar.as_ref().filter(|_| !self.busy)
    }

    /// What stands before the text takes from the row, with the gap after it.
    fn icon_room(&self) -> f32 {
        let width = match (self.shown_avatar(), self.shown_icon()) {
            (Some(_), _) => AVATAR,
            (None, Some(_)) => theme::ICON,
            (None, None) => return 0.0,
        };
        width + if self.shows_text { theme::GAP_S } else { 0.0 }
    }

    fn shown_icon(&self) -> Option<Icon> {
        if self.busy {
            Some(Icon::Hourglass)
        } else {
            self.icon
        }
    }

    /// What is behind, and what is written on it.
    fn colors(
        &self,
        palette: &Palette,
        is_on_soft: bool,
        response: &Response,
    ) -> (Color32, Color32) {
        if self.busy {
            return (palette.neutral, palette.text_muted);
        }
        let rest = if is_on_soft {
            palette.on_soft
        } else {
            palette.neutral
        };
        let shade = |rest, hovered, pressed| {
            if response.is_pointer_button_down_on() {
                pressed
            } else if response.hovered() {
                hovered
            } else {
                rest
            }
        };
        let (accent, danger) = (palette.accent, palette.danger);
        let neutral = (palette.neutral_hover, palette.neutral_pressed);
        match self.kind {
            Kind::Primary => (
                shade(accent, palette.accent_hover, palette.accent_pressed),
                palette.on_accent,
            ),
            Kind::Danger => (
                shade(danger, palette.danger_hover, palette.danger_pressed),
                palette.on_danger,
            ),
            Kind::Secondary => (shade(rest, neutral.0, neutral.1), palette.text),
            Kind::Ghost => (
                shade(Color32::TRANSPARENT, palette.neutral, neutral.1),
                palette.text,
            ),
        }
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let height = self.height();
        let around = self.icon_room() + 2.0 * self.padding();
        let galley = self.galley(ui, (ui.available_width() - around).max(0.0));
        let cut = galley.as_ref().is_some_and(|galley| galley.elided);
        let content = around + galley.as_ref().map_or(0.0, |galley| galley.size().x);
        let width = if self.wide {
            ui.available_width()
        } else {
            content.max(height)
        };
        let sense = if self.busy {
            Sense::hover()
        } else {
            Sense::click()
        };
        let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), sense);
        let enabled = ui.is_enabled() && !self.busy;
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, self.name));
        scroll_to_focus(&response);
        if ui.is_rect_visible(rect) {
            self.paint(ui, &response, galley);
        }
        let response = match (enabled, ui.visuals().interact_cursor) {
            (true, Some(cursor)) => response.on_hover_cursor(cursor),
            _ => response,
        };
        match self.tooltip_text(ui, cut) {
            Some(tooltip) => response
                .on_hover_text(&tooltip)
                .on_disabled_hover_text(tooltip),
            None => response,
        }
    }
}

#[derive(Clone, Copy)]
enum Size {
    Regular,
    Small,
}

#[derive(Clone, Copy)]
enum Kind {
    Primary,
    Secondary,
    Ghost,
    Danger,
}

/// Width and height of an author's picture, in points.
const AVATAR: f32 = 24.0;

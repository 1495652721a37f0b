//! The picture of an author: round for a member, a rounded square for an organization page; initials until there is one.

use egui::{
    Align2, Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, TextureId, Ui,
    Vec2, Widget, WidgetInfo, pos2,
};

use crate::ui::icon::Icon;
use crate::ui::theme;

/// The picture of an author. The name is also what a screen reader says.
#[must_use = "show it with `ui.add`"]
pub struct Avatar<'a> {
    name: &'a str,
    /// What the colour comes from.
    key: &'a str,
    shape: Shape,
    size: f32,
    picture: Option<TextureId>,
}

impl<'a> Avatar<'a> {
    /// A person.
    pub fn member(name: &'a str) -> Self {
        Self::new(name, Shape::Round)
    }

    /// An organization page.
    pub fn organization(name: &'a str) -> Self {
        Self::new(name, Shape::Square)
    }

    /// Width and height in points; 40 unless told.
    pub fn with_size(mut self, size: f32) -> Self {
        self.size = size;
        self
    }

    /// The colour comes from `key`, which stays when the name changes; without one it comes from the name.
    pub fn with_key(mut self, key: &'a str) -> Self {
        self.key = key;
        self
    }

    /// The picture to show; it should be square.
    pub fn with_picture(mut self, picture: Option<TextureId>) -> Self {
        self.picture = picture;
        self
    }

    fn new(name: &'a str, shape: Shape) -> Self {
        Self {
            name,
            key: name,
            shape,
            size: 40.0,
            picture: None,
        }
    }

    fn radius(&self) -> CornerRadius {
        let radius = match self.shape {
            Shape::Round => self.size / 2.0,
            Shape::Square => (self.size / 5.0).max(4.0),
        };
        CornerRadius::from(radius)
    }

    /// Paints it as decoration on a coloured ground, on which a thin edge of `edge` sets it off.
    pub fn paint_on(&self, ui: &Ui, rect: Rect, edge: Color32) {
        self.paint(ui, rect.shrink(1.0));
        let line = Stroke::new(1.0, edge);
        let painter = ui.painter();
        painter.rect_stroke(rect, self.radius(), line, StrokeKind::Inside);
    }

    /// Paints it as decoration, where the name stands beside it.
    pub fn paint(&self, ui: &Ui, rect: Rect) {
        let painter = ui.painter();
        if let Some(picture) = self.picture {
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            let shape = egui::epaint::RectShape::filled(rect, self.radius(), theme::UNTINTED);
            painter.add(shape.with_texture(picture, whole));
            return;
        }
        let palette = theme::palette(ui);
        let ground = palette.avatars[shade(self.key, palette.avatars.len())];
        painter.rect_filled(rect, self.radius(), ground);
        let initials = initials(self.name);
        if initials.is_empty() {
            let icon = match self.shape {
                Shape::Round => Icon::Member,
                Shape::Square => Icon::Organization,
            };
            icon.paint(painter, rect.center(), self.size * 0.5, palette.on_avatar);
        } else {
            let font = theme::font(theme::Weight::SemiBold, self.size * 0.4);
            let color = palette.on_avatar;
            painter.text(rect.center(), Align2::CENTER_CENTER, initials, font, color);
        }
    }
}

impl Widget for Avatar<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(self.size), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), self.name));
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect);
        }
        response
    }
}

enum Shape {
    Round,
    Square,
}

/// The first letters of the first and the last word; none if the name has no letters or digits.
fn initials(name: &str) -> String {
    let first_letter = |word: &str| word.chars().find(|letter| letter.is_alphanumeric());
    let mut letters = name.split_whitespace().filter_map(first_letter);
    let first = letters.next();
    first
        .into_iter()
        .chain(letters.next_back())
        .flat_map(char::to_uppercase)
        .collect()
}

/// Which of `count` colours goes with a name or key: the same one on every machine and every day (FNV-1a).
fn shade(key: &str, count: usize) -> usize {
    let hash = key.bytes().fold(0x811C_9DC5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash as usize % count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_come_from_the_first_and_the_last_word() {
        for (name, expected) in [
            ("Ada Lovelace", "AL"),
            ("Ada King of Lovelace", "AL"),
            ("ACME", "A"),
            ("élan (Paris)", "ÉP"),
            ("3M", "3"),
            ("  ", ""),
            ("★ ✦", ""),
        ] {
            assert_eq!(initials(name), expected, "{name:?}");
        }
    }

    #[test]
    fn a_name_keeps_its_colour() {
        assert_eq!(shade("Ada Lovelace", 8), shade("Ada Lovelace", 8));
        assert!(shade("ACME", 8) < 8);
        assert_ne!(shade("Ada Lovelace", 8), shade("ACME", 8));
    }
}

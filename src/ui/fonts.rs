//! The bundled typefaces, their sizes, and short ways to set a text in them; the public way in is [`super::theme`].
//!
//! Colour never lives here. Emoji and scripts that Inter lacks come from the system, through the window.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId, FontTweak, RichText, TextStyle};

/// How heavy a text is. Inter is bundled in these three static weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Running text.
    Regular,
    /// Buttons, labels of fields, names.
    Medium,
    /// Headings.
    SemiBold,
}

/// Size of the title of a page or dialog, in points.
pub const SIZE_TITLE: f32 = 20.0;
/// Size of the heading of a section or card, in points.
pub const SIZE_HEADING: f32 = 16.0;
/// Size of running text, fields and buttons, in points.
pub const SIZE_BODY: f32 = 15.0;
/// Size of hints, captions and chips, in points; nothing is smaller.
pub const SIZE_SMALL: f32 = 13.0;

/// Inter in this weight and size (points), with the icons behind it.
pub fn font(weight: Weight, size: f32) -> FontId {
    let family = match weight {
        Weight::Regular => "regular",
        Weight::Medium => "medium",
        Weight::SemiBold => "semibold",
    };
    FontId::new(size, FontFamily::Name(family.into()))
}

/// The icon font at this size (points); a glyph is exactly that wide and high.
pub fn icon_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("icons".into()))
}

/// The title of a page or dialog.
pub fn title(text: impl Into<String>) -> RichText {
    RichText::new(text).font(font(Weight::SemiBold, SIZE_TITLE))
}

/// The heading of a section or card.
pub fn heading(text: impl Into<String>) -> RichText {
    RichText::new(text).font(font(Weight::SemiBold, SIZE_HEADING))
}

/// Running text.
pub fn body(text: impl Into<String>) -> RichText {
    RichText::new(text).font(font(Weight::Regular, SIZE_BODY))
}

/// Text of body size that stands out a little: a name, the label of a field.
pub fn medium(text: impl Into<String>) -> RichText {
    RichText::new(text).font(font(Weight::Medium, SIZE_BODY))
}

/// A hint or caption. For the muted colour add `.weak()`.
pub fn small(text: impl Into<String>) -> RichText {
    RichText::new(text).font(font(Weight::Regular, SIZE_SMALL))
}

/// Every family the window uses. There is no monospaced face: egui's `Monospace` is Inter too.
pub(super) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in [
        ("inter-regular", INTER_REGULAR),
        ("inter-medium", INTER_MEDIUM),
        ("inter-semibold", INTER_SEMIBOLD),
        ("lucide", LUCIDE),
    ] {
        let data = Arc::new(FontData::from_static(bytes));
        fonts.font_data.insert(name.to_owned(), data);
    }
    // Lucide's glyphs stand on the baseline and are one em high. Inside a line of text they are
    // lowered until their middle meets the middle of Inter's capitals.
    let inline = FontTweak {
        y_offset_factor: 0.14,
        ..FontTweak::default()
    };
    let inline = Arc::new(FontData::from_static(LUCIDE).tweak(inline));
    fonts.font_data.insert("lucide-inline".to_owned(), inline);

    for (family, face) in [
        (FontFamily::Proportional, "inter-regular"),
        (FontFamily::Monospace, "inter-regular"),
        (FontFamily::Name("regular".into()), "inter-regular"),
        (FontFamily::Name("medium".into()), "inter-medium"),
        (FontFamily::Name("semibold".into()), "inter-semibold"),
    ] {
        let chain = vec![face.to_owned(), "lucide-inline".to_owned()];
        fonts.families.insert(family, chain);
    }
    let icons = FontFamily::Name("icons".into());
    fonts.families.insert(icons, vec!["lucide".to_owned()]);
    fonts
}

/// What egui's own text styles mean here.
pub(super) fn text_styles() -> [(TextStyle, FontId); 5] {
    [
        (TextStyle::Small, font(Weight::Regular, SIZE_SMALL)),
        (TextStyle::Body, font(Weight::Regular, SIZE_BODY)),
        (TextStyle::Button, font(Weight::Medium, SIZE_BODY)),
        (TextStyle::Heading, font(Weight::SemiBold, SIZE_HEADING)),
        (TextStyle::Monospace, font(Weight::Regular, SIZE_BODY)),
    ]
}

const INTER_REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.ttf");
const INTER_MEDIUM: &[u8] = include_bytes!("../../assets/fonts/Inter-Medium.ttf");
const INTER_SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.ttf");
const LUCIDE: &[u8] = include_bytes!("../../assets/fonts/Lucide.ttf");

#[cfg(test)]
mod tests {
    use egui::Color32;

    use super::*;
    use crate::ui::theme;

    #[test]
    fn a_character_that_no_font_has_shows_as_a_box() {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let mut shown = Vec::new();
        ctx.run_ui(egui::RawInput::default(), |ui| {
            shown = [Weight::Regular, Weight::Medium, Weight::SemiBold]
                .map(|weight| {
                    let font = font(weight, SIZE_BODY);
                    let text = "\u{10FFFD}".to_owned();
                    let galley =
                        ui.fonts_mut(|fonts| fonts.layout_no_wrap(text, font, Color32::WHITE));
                    galley.rows[0].row.glyphs[0].uv_rect.is_nothing()
                })
                .to_vec();
        })
        .drop_without_applying_deltas();
        assert_eq!(shown, [false; 3]);
    }
}

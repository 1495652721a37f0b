//! The look in one place: the only colours, spacings, radii and text sizes of the window, for light and dark.
//!
//! Nothing is painted here. No other file makes a colour; widgets ask [`palette`] and the constants below.

use egui::style::{ScrollAnimation, ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{
    Color32, Context, CornerRadius, Margin, Shadow, Stroke, Style, Theme, Ui, Vec2, Visuals,
};

use super::fonts;
pub use super::fonts::{
    SIZE_BODY, SIZE_HEADING, SIZE_SMALL, SIZE_TITLE, Weight, body, font, heading, icon_font,
    medium, small, title,
};

/// Every colour of one theme, named by what it is for.
#[derive(Debug)]
pub struct Palette {
    /// Behind everything.
    pub window: Color32,
    /// Cards, standing on the window.
    pub surface: Color32,
    /// Menus, dialogs and tooltips, standing on cards.
    pub raised: Color32,
    /// Fields and tracks, let into a card.
    pub sunken: Color32,
    /// A quiet button, a chip; also what a ghost button shows while hovered.
    pub neutral: Color32,
    /// `neutral` while hovered.
    pub neutral_hover: Color32,
    /// `neutral` while pressed.
    pub neutral_pressed: Color32,
    /// Text to read.
    pub text: Color32,
    /// Text of second rank: hints, captions, times.
    pub text_muted: Color32,
    /// Fill of the one thing to do, of progress, of a switch that is on.
    pub accent: Color32,
    /// `accent` while hovered.
    pub accent_hover: Color32,
    /// `accent` while pressed.
    pub accent_pressed: Color32,
    /// Text and icons on `accent`.
    pub on_accent: Color32,
    /// A tint of the accent behind `link` or `text`: what is chosen, what is worth knowing.
    pub accent_soft: Color32,
    /// Links, mentions, hashtags, and any text in the accent colour.
    pub link: Color32,
    /// Fill of a button that destroys.
    pub danger: Color32,
    /// `danger` while hovered.
    pub danger_hover: Color32,
    /// `danger` while pressed.
    pub danger_pressed: Color32,
    /// Text and icons on `danger`.
    pub on_danger: Color32,
    /// Text and icons that report an error.
    pub danger_text: Color32,
    /// Behind `danger_text`.
    pub danger_soft: Color32,
    /// Text and icons that report success.
    pub success: Color32,
    /// Behind `success`.
    pub success_soft: Color32,
    /// Text and icons that warn.
    pub warning: Color32,
    /// Behind `warning`.
    pub warning_soft: Color32,
    /// What must be seen to find a control: the track of a switch that is off, the handle of a scroll bar.
    pub control: Color32,
    /// Behind a button that stands on one of the soft tints; translucent, so that the tint stays in it.
    pub on_soft: Color32,
    /// Where the choices of a segmented control lie.
    pub track: Color32,
    /// Behind the chosen one of them.
    pub thumb: Color32,
    /// The knob of a switch.
    pub knob: Color32,
    /// A hairline between parts; decoration only.
    pub border: Color32,
    /// The ring around whatever has the keyboard.
    pub focus: Color32,
    /// Behind selected text.
    pub selection: Color32,
    /// Under cards.
    pub card_shadow: Color32,
    /// Under menus and dialogs.
    pub popup_shadow: Color32,
    /// Over the window while a dialog is open.
    pub backdrop: Color32,
    /// Over a picture, to read `on_veil` on whatever it shows.
    pub veil: Color32,
    /// Text and icons on `veil`.
    pub on_veil: Color32,
    /// Behind the initials of those who have no picture; `on_avatar` reads on all of them.
    pub avatars: [Color32; 8],
    /// Initials.
    pub on_avatar: Color32,
}

/// The colours on a bright day.
pub const LIGHT: Palette = Palette {
    window: rgb(0xF3, 0xF4, 0xF6),
    surface: rgb(0xFF, 0xFF, 0xFF),
    raised: rgb(0xFF, 0xFF, 0xFF),
    sunken: rgb(0xF0, 0xF2, 0xF5),
    neutral: rgb(0xE8, 0xEB, 0xEF),
    neutral_hover: rgb(0xDF, 0xE3, 0xE8),
    neutral_pressed: rgb(0xD3, 0xD8, 0xDF),
    text: rgb(0x1B, 0x1F, 0x24),
    text_muted: rgb(0x57, 0x60, 0x6A),
    accent: rgb(0x1F, 0x62, 0xC6),
    accent_hover: rgb(0x1A, 0x54, 0xAD),
    accent_pressed: rgb(0x15, 0x46, 0x91),
    on_accent: rgb(0xFF, 0xFF, 0xFF),
    accent_soft: rgb(0xE4, 0xED, 0xFB),
    link: rgb(0x1A, 0x57, 0xB3),
    danger: rgb(0xB8, 0x25, 0x2E),
    danger_hover: rgb(0xA0, 0x1F, 0x27),
    danger_pressed: rgb(0x87, 0x19, 0x20),
    on_danger: rgb(0xFF, 0xFF, 0xFF),
    danger_text: rgb(0xB0, 0x22, 0x2B),
    danger_soft: rgb(0xFC, 0xEA, 0xEB),
    success: rgb(0x17, 0x6F, 0x3C),
    success_soft: rgb(0xE3, 0xF4, 0xEA),
    warning: rgb(0x85, 0x55, 0x00),
    warning_soft: rgb(0xFD, 0xF2, 0xDA),
    control: rgb(0x7D, 0x85, 0x90),
    on_soft: Color32::from_rgba_premultiplied(178, 178, 178, 178),
    track: rgb(0xE8, 0xEB, 0xEF),
    thumb: rgb(0xFF, 0xFF, 0xFF),
    knob: rgb(0xFF, 0xFF, 0xFF),
    border: rgb(0xDF, 0xE3, 0xE8),
    focus: rgb(0x1F, 0x62, 0xC6),
    selection: rgb(0xD0, 0xE2, 0xFC),
    card_shadow: Color32::from_black_alpha(18),
    popup_shadow: Color32::from_black_alpha(44),
    backdrop: Color32::from_black_alpha(96),
    veil: Color32::from_black_alpha(160),
    on_veil: rgb(0xFF, 0xFF, 0xFF),
    avatars: AVATARS,
    on_avatar: rgb(0xFF, 0xFF, 0xFF),
};

/// The colours at night.
pub const DARK: Palette = Palette {
    window: rgb(0x16, 0x18, 0x1C),
    surface: rgb(0x1F, 0x22, 0x27),
    raised: rgb(0x25, 0x29, 0x30),
    sunken: rgb(0x12, 0x14, 0x17),
    neutral: rgb(0x32, 0x37, 0x3F),
    neutral_hover: rgb(0x3C, 0x42, 0x4B),
    neutral_pressed: rgb(0x47, 0x4E, 0x58),
    text: rgb(0xE8, 0xEA, 0xED),
    text_muted: rgb(0xA6, 0xAE, 0xB8),
    accent: rgb(0x36, 0x73, 0xD6),
    accent_hover: rgb(0x2F, 0x69, 0xC8),
    accent_pressed: rgb(0x29, 0x5D, 0xB3),
    on_accent: rgb(0xFF, 0xFF, 0xFF),
    accent_soft: rgb(0x21, 0x32, 0x4C),
    link: rgb(0x8F, 0xB8, 0xF9),
    danger: rgb(0xD0, 0x3B, 0x45),
    danger_hover: rgb(0xBE, 0x34, 0x3E),
    danger_pressed: rgb(0xA9, 0x2D, 0x36),
    on_danger: rgb(0xFF, 0xFF, 0xFF),
    danger_text: rgb(0xF7, 0xA4, 0xA7),
    danger_soft: rgb(0x40, 0x22, 0x26),
    success: rgb(0x7B, 0xD6, 0xA0),
    success_soft: rgb(0x18, 0x36, 0x28),
    warning: rgb(0xF0, 0xC3, 0x62),
    warning_soft: rgb(0x3A, 0x2F, 0x16),
    control: rgb(0x7A, 0x83, 0x8F),
    on_soft: Color32::from_rgba_premultiplied(28, 28, 28, 28),
    track: rgb(0x12, 0x14, 0x17),
    thumb: rgb(0x3C, 0x42, 0x4B),
    knob: rgb(0xFF, 0xFF, 0xFF),
    border: rgb(0x35, 0x3A, 0x42),
    focus: rgb(0x8F, 0xB8, 0xF9),
    selection: rgb(0x25, 0x42, 0x6E),
    card_shadow: Color32::TRANSPARENT,
    popup_shadow: Color32::from_black_alpha(120),
    backdrop: Color32::from_black_alpha(150),
    veil: Color32::from_black_alpha(160),
    on_veil: rgb(0xFF, 0xFF, 0xFF),
    avatars: AVATARS,
    on_avatar: rgb(0xFF, 0xFF, 0xFF),
};

/// Space between an icon and its text, in points.
pub const GAP_XS: f32 = 4.0;
/// Space between neighbours.
pub const GAP_S: f32 = 8.0;
/// Space between lines of a group, and inside small frames.
pub const GAP_M: f32 = 12.0;
/// Space between groups, and inside cards.
pub const GAP_L: f32 = 16.0;
/// Space between cards and around dialogs.
pub const GAP_XL: f32 = 24.0;
/// Space around what stands alone.
pub const GAP_XXL: f32 = 32.0;

/// Corners of small things: menu rows, chips that are not pills.
pub const RADIUS_S: u8 = 6;
/// Corners of controls: buttons, fields, banners.
pub const RADIUS_M: u8 = 8;
/// Corners of cards, menus and dialogs.
pub const RADIUS_L: u8 = 12;

/// Height of buttons, fields and everything that stands beside them.
pub const CONTROL_HEIGHT: f32 = 36.0;
/// Height of menu rows, and of what lies inside a track.
pub const ROW_HEIGHT: f32 = 32.0;
/// Nothing to click is smaller than this, in either direction.
pub const MIN_TARGET: f32 = 28.0;
/// Icons beside text.
pub const ICON: f32 = 18.0;
/// Width of a focus ring's line.
pub const FOCUS_WIDTH: f32 = 2.0;
/// A column of cards never gets wider than this.
pub const COLUMN_WIDTH: f32 = 680.0;

/// Gives the context our fonts and both our styles. To be called once, before the first frame.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts::definitions());
    ctx.set_style_of(Theme::Light, style(&LIGHT, Visuals::light()));
    ctx.set_style_of(Theme::Dark, style(&DARK, Visuals::dark()));
    // The size of text is a setting, and its keys are commands like any other.
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

/// Lets what opens and scrolls do so gradually, or puts everything at once where it is to be.
pub fn set_motion(ctx: &Context, moves: bool) {
    ctx.all_styles_mut(|style| {
        (style.animation_time, style.scroll_animation) = if moves {
            (ANIMATION_SECS, ScrollAnimation::default())
        } else {
            (0.0, ScrollAnimation::none())
        };
    });
}

/// The colours to paint with here.
pub fn palette(ui: &Ui) -> &'static Palette {
    palette_of(ui.visuals())
}

/// The colours that belong to these visuals, for code that has a context but no [`Ui`].
pub fn palette_of(visuals: &Visuals) -> &'static Palette {
    if visuals.dark_mode { &DARK } else { &LIGHT }
}

impl Palette {
    /// Whether this is the tint behind a notice.
    pub fn is_soft(&self, ground: Color32) -> bool {
        self.softs().contains(&ground)
    }

    fn softs(&self) -> [Color32; 4] {
        [
            self.accent_soft,
            self.danger_soft,
            self.success_soft,
            self.warning_soft,
        ]
    }
}

/// Shows a picture in its own colours.
pub const UNTINTED: Color32 = Color32::WHITE;

/// The shadow under a card.
pub fn card_shadow(palette: &Palette) -> Shadow {
    Shadow {
        offset: [0, 1],
        blur: 4,
        spread: 0,
        color: palette.card_shadow,
    }
}

fn style(palette: &Palette, visuals: Visuals) -> Style {
    let mut style = Style {
        text_styles: fonts::text_styles().into(),
        visuals: self::visuals(palette, visuals),
        animation_time: ANIMATION_SECS,
        ..Style::default()
    };
    style.interaction.selectable_labels = false;
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::splat(GAP_S);
    spacing.button_padding = Vec2::new(GAP_M, GAP_S);
    spacing.interact_size = Vec2::new(CONTROL_HEIGHT, MIN_TARGET);
    spacing.window_margin = Margin::same(16);
    spacing.menu_margin = Margin::same(6);
    spacing.menu_spacing = 2.0;
    spacing.icon_width = 18.0;
    spacing.icon_width_inner = 12.0;
    spacing.icon_spacing = GAP_S;
    spacing.combo_width = 160.0;
    spacing.tooltip_width = 320.0;
    spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        floating_width: 4.0,
        ..ScrollStyle::floating()
    };
    style
}

fn visuals(palette: &Palette, base: Visuals) -> Visuals {
    let mut visuals = Visuals {
        weak_text_color: Some(palette.text_muted),
        widgets: widgets(palette),
        selection: Selection {
            bg_fill: palette.selection,
            // Both the selected text itself and the ring around a focused text edit.
            stroke: Stroke::new(FOCUS_WIDTH, palette.link),
        },
        hyperlink_color: palette.link,
        faint_bg_color: palette.sunken,
        extreme_bg_color: palette.sunken,
        text_edit_bg_color: Some(palette.sunken),
        code_bg_color: palette.sunken,
        warn_fg_color: palette.warning,
        error_fg_color: palette.danger_text,
        window_corner_radius: CornerRadius::same(RADIUS_L),
        menu_corner_radius: CornerRadius::same(RADIUS_L),
        window_fill: palette.raised,
        panel_fill: palette.window,
        window_stroke: Stroke::NONE,
        window_shadow: popup_shadow(palette),
        popup_shadow: popup_shadow(palette),
        window_highlight_topmost: false,
        indent_has_left_vline: false,
        image_loading_spinners: false,
        interact_cursor: Some(egui::CursorIcon::PointingHand),
        ..base
    };
    visuals.text_cursor.stroke = Stroke::new(2.0, palette.link);
    visuals.ime_composition.active_underline_stroke.color = palette.link;
    visuals.ime_composition.inactive_underline_stroke.color = palette.text_muted;
    visuals
}

fn popup_shadow(palette: &Palette) -> Shadow {
    Shadow {
        offset: [0, 8],
        blur: 32,
        spread: 0,
        color: palette.popup_shadow,
    }
}

/// What egui's own widgets wear: fills and no outlines; only what has the keyboard gets a ring.
fn widgets(palette: &Palette) -> Widgets {
    let dressed = |fill, weak_fill, outline| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: weak_fill,
        bg_stroke: outline,
        fg_stroke: Stroke::new(1.5, palette.text),
        corner_radius: CornerRadius::same(RADIUS_M),
        expansion: 0.0,
    };
    let hairline = Stroke::new(1.0, palette.border);
    let ring = Stroke::new(FOCUS_WIDTH, palette.focus);
    let (rest, hover) = (palette.neutral, palette.neutral_hover);
    Widgets {
        noninteractive: dressed(palette.surface, palette.surface, hairline),
        inactive: dressed(palette.control, rest, Stroke::NONE),
        hovered: dressed(palette.control, hover, Stroke::NONE),
        active: dressed(palette.control, palette.neutral_pressed, ring),
        open: dressed(palette.control, hover, Stroke::NONE),
    }
}

/// How long what opens takes to be there.
const ANIMATION_SECS: f32 = 0.1;

const fn rgb(red: u8, green: u8, blue: u8) -> Color32 {
    Color32::from_rgb(red, green, blue)
}

const AVATARS: [Color32; 8] = [
    rgb(0x2F, 0x66, 0xB8),
    rgb(0x1D, 0x75, 0x68),
    rgb(0x3F, 0x71, 0x31),
    rgb(0x86, 0x5C, 0x0F),
    rgb(0xA8, 0x4E, 0x22),
    rgb(0xB0, 0x3A, 0x5B),
    rgb(0x8A, 0x48, 0xA6),
    rgb(0x58, 0x5F, 0xB5),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.2, 1.4.3: body text.
    const TEXT: f32 = 4.5;
    /// WCAG 2.2, 1.4.11: what is needed to find a control, and the focus ring.
    const CONTROL: f32 = 3.0;

    #[test]
    fn every_text_can_be_read_on_everything_it_stands_on() {
        for (theme, p) in [("light", &LIGHT), ("dark", &DARK)] {
            let grounds = [p.window, p.surface, p.raised, p.sunken];
            let veiled = [Color32::WHITE, Color32::BLACK].map(|picture| picture.blend(p.veil));
            for (name, text, grounds) in [
                (
                    "text",
                    p.text,
                    &[
                        &grounds[..],
                        &[p.neutral, p.neutral_hover, p.neutral_pressed, p.thumb],
                    ]
                    .concat()[..],
                ),
                (
                    "text on tints",
                    p.text,
                    &[p.softs(), p.softs().map(|soft| soft.blend(p.on_soft))].concat(),
                ),
                (
                    "muted",
                    p.text_muted,
                    &[&grounds[..], &[p.neutral, p.neutral_hover, p.track]].concat(),
                ),
                (
                    "link",
                    p.link,
                    &[&grounds[..], &[p.accent_soft, p.neutral, p.selection]].concat(),
                ),
                (
                    "danger",
                    p.danger_text,
                    &[&grounds[..], &[p.danger_soft, p.neutral]].concat(),
                ),
                (
                    "success",
                    p.success,
                    &[&grounds[..], &[p.success_soft]].concat(),
                ),
                (
                    "warning",
                    p.warning,
                    &[&grounds[..], &[p.warning_soft]].concat(),
                ),
                (
                    "on accent",
                    p.on_accent,
                    &[p.accent, p.accent_hover, p.accent_pressed],
                ),
                (
                    "on danger",
                    p.on_danger,
                    &[p.danger, p.danger_hover, p.danger_pressed],
                ),
                ("initials", p.on_avatar, &p.avatars),
                ("on a veiled picture", p.on_veil, &veiled),
            ] {
                check(theme, name, text, grounds, TEXT);
            }
        }
    }

    #[test]
    fn every_control_and_focus_ring_can_be_found() {
        for (theme, p) in [("light", &LIGHT), ("dark", &DARK)] {
            let grounds = [p.window, p.surface, p.raised, p.sunken];
            let cards = [p.window, p.surface, p.raised];
            for (name, color, grounds) in [
                ("focus ring", p.focus, &grounds[..]),
                (
                    "focus ring on tints",
                    p.focus,
                    &[p.accent_soft, p.danger_soft, p.success_soft, p.warning_soft],
                ),
                ("control", p.control, &grounds),
                ("switch knob", p.knob, &[p.control, p.accent]),
                ("accent", p.accent, &grounds),
                ("danger", p.danger, &cards),
                ("text cursor", p.link, &[p.sunken, p.surface]),
            ] {
                check(theme, name, color, grounds, CONTROL);
            }
        }
    }

    #[test]
    fn the_colours_follow_the_theme() {
        let ctx = Context::default();
        install(&ctx);
        assert_eq!(ctx.style_of(Theme::Light).visuals.panel_fill, LIGHT.window);
        assert_eq!(ctx.style_of(Theme::Dark).visuals.panel_fill, DARK.window);
        assert_eq!(
            palette_of(&ctx.style_of(Theme::Dark).visuals).window,
            DARK.window
        );
    }

    #[test]
    fn contrast_is_measured_as_the_standard_does() {
        let (black, white) = (rgb(0, 0, 0), rgb(0xFF, 0xFF, 0xFF));
        assert!((contrast(black, white) - 21.0).abs() < 0.01);
        assert!((contrast(rgb(0x77, 0x77, 0x77), white) - 4.48).abs() < 0.01);
    }

    #[track_caller]
    fn check(theme: &str, name: &str, color: Color32, grounds: &[Color32], least: f32) {
        for ground in grounds {
            let found = contrast(color, *ground);
            assert!(
                found >= least,
                "{theme}: {name} {color:?} on {ground:?} has {found:.2}:1, needs {least}:1"
            );
        }
    }

    fn contrast(one: Color32, other: Color32) -> f32 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Relative luminance of an opaque sRGB colour (WCAG 2.2, definitions).
    fn luminance(color: Color32) -> f32 {
        let [red, green, blue, alpha] = color.to_array();
        assert_eq!(
            alpha, 255,
            "contrast of a translucent colour depends on what is below"
        );
        let linear = |channel: u8| {
            let value = f32::from(channel) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}

//! The icons: names for the glyphs of the bundled Lucide subset (`assets/fonts/make.sh`), and how to paint one.
//!
//! An icon says nothing to a screen reader; whoever shows one also gives a name.

use egui::{Align2, Color32, Painter, Pos2, Response, Sense, Ui, Vec2};

use super::theme;

/// One glyph of the icon font. The number is its code point there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Icon {
    /// An arrow down: move a picture later.
    ArrowDown = 0xE042,
    /// An arrow to the left: back.
    ArrowLeft = 0xE048,
    /// An arrow to the right: onwards.
    ArrowRight = 0xE049,
    /// An arrow up: move a picture earlier.
    ArrowUp = 0xE04A,
    /// An at sign: mention somebody.
    AtSign = 0xE04E,
    /// An office building: an organization page.
    Organization = 0xE290,
    /// A calendar sheet: a day to post on.
    Calendar = 0xE063,
    /// Bars of a chart: a poll.
    Poll = 0xE4A7,
    /// A check mark: chosen.
    Check = 0xE06C,
    /// A small angle down: opens a list.
    ChevronDown = 0xE06D,
    /// A small angle to the left: the one before.
    ChevronLeft = 0xE06E,
    /// A small angle to the right: the one after, or a folded part.
    ChevronRight = 0xE06F,
    /// A small angle up: folds a list.
    ChevronUp = 0xE070,
    /// An empty circle: not done yet.
    Circle = 0xE076,
    /// An exclamation mark in a circle: something is wrong.
    AlertCircle = 0xE077,
    /// A check mark in a circle: done.
    CheckCircle = 0xE226,
    /// A question mark in a circle: help, or an unclear outcome.
    Question = 0xE082,
    /// A clock: later, or time left.
    Clock = 0xE087,
    /// Two sheets: copy.
    Copy = 0xE09E,
    /// An arrow into a tray: save to disk.
    Download = 0xE0B2,
    /// Three dots in a row: more to do here.
    More = 0xE0B6,
    /// An arrow out of a box: opens in the browser.
    ExternalLink = 0xE0B9,
    /// An eye: show.
    Eye = 0xE0BA,
    /// A crossed eye: hide.
    EyeOff = 0xE0BB,
    /// A sheet with lines: a document.
    FileText = 0xE0CC,
    /// An open folder: choose files.
    FolderOpen = 0xE247,
    /// A globe: anyone may see it.
    Globe = 0xE0E8,
    /// Six dots: drag to reorder.
    GripVertical = 0xE0EB,
    /// A number sign: a hashtag.
    Hash = 0xE0EF,
    /// An hourglass: under way.
    Hourglass = 0xE296,
    /// A picture.
    Image = 0xE0F6,
    /// A tray: the outbox.
    Inbox = 0xE0F7,
    /// The letter i in a circle: worth knowing.
    Info = 0xE0F9,
    /// A key: sign in, secrets.
    Key = 0xE4A3,
    /// Two links of a chain: a web address.
    Link = 0xE102,
    /// A closed lock: the vault, or only connections may see it.
    Lock = 0xE10B,
    /// An arrow out of a door: sign out.
    LogOut = 0xE10E,
    /// A speech bubble: a comment.
    Comment = 0xE117,
    /// A screen: follow the system.
    Monitor = 0xE11D,
    /// A moon: the dark theme.
    Moon = 0xE11E,
    /// A paper clip: attach.
    Paperclip = 0xE12D,
    /// A pencil: edit.
    Pencil = 0xE1F9,
    /// A plus: new.
    Plus = 0xE13D,
    /// Quotation marks: an alternative text.
    Quote = 0xE239,
    /// Two arrows in a circle: try again.
    Refresh = 0xE145,
    /// Two arrows in a loop: a reshared post.
    Reshare = 0xE411,
    /// A magnifying glass: find.
    Search = 0xE151,
    /// A paper plane: post.
    Send = 0xE152,
    /// A cogwheel: settings.
    Settings = 0xE154,
    /// A smiling face: choose an emoji.
    Smile = 0xE164,
    /// A sun: the light theme.
    Sun = 0xE178,
    /// A bin: delete.
    Trash = 0xE18E,
    /// An exclamation mark in a triangle: be careful.
    AlertTriangle = 0xE193,
    /// An arrow turning back: undo.
    Undo = 0xE2A1,
    /// An arrow out of a tray: upload.
    Upload = 0xE19E,
    /// One person: a member.
    Member = 0xE19F,
    /// Several people: connections.
    Connections = 0xE1A4,
    /// A camera: a video.
    Video = 0xE1A5,
    /// Crossed waves: no network.
    WifiOff = 0xE1AF,
    /// A cross: close or remove.
    Close = 0xE1B2,
}

impl Icon {
    /// The character that shows this icon, in the icon font and behind every text font.
    pub fn glyph(self) -> char {
        char::from_u32(self as u32).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// Paints the icon around `center`; `size` is its width and height in points.
    pub fn paint(self, painter: &Painter, center: Pos2, size: f32, color: Color32) {
        let font = theme::icon_font(size);
        painter.text(center, Align2::CENTER_CENTER, self.glyph(), font, color);
    }
}

/// Shows an icon as decoration, `size` points wide and high, in `color`.
pub fn icon_ui(ui: &mut Ui, icon: Icon, size: f32, color: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    if ui.is_rect_visible(rect) {
        icon.paint(ui.painter(), rect.center(), size, color);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_in_the_bundled_font() {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let mut missing = Vec::new();
        ctx.run_ui(egui::RawInput::default(), |ui| {
            missing = ALL
                .iter()
                .filter(|icon| {
                    !ui.fonts_mut(|fonts| fonts.has_glyph(&theme::icon_font(16.0), icon.glyph()))
                })
                .collect();
        })
        .drop_without_applying_deltas();
        assert!(missing.is_empty(), "not in the font: {missing:?}");
    }

    const ALL: &[Icon] = &[
        Icon::ArrowDown,
        Icon::ArrowLeft,
        Icon::ArrowRight,
        Icon::ArrowUp,
        Icon::AtSign,
        Icon::Organization,
        Icon::Calendar,
        Icon::Poll,
        Icon::Check,
        Icon::ChevronDown,
        Icon::ChevronLeft,
        Icon::ChevronRight,
        Icon::ChevronUp,
        Icon::Circle,
        Icon::AlertCircle,
        Icon::CheckCircle,
        Icon::Question,
        Icon::Clock,
        Icon::Copy,
        Icon::Download,
        Icon::More,
        Icon::ExternalLink,
        Icon::Eye,
        Icon::EyeOff,
        Icon::FileText,
        Icon::FolderOpen,
        Icon::Globe,
        Icon::GripVertical,
        Icon::Hash,
        Icon::Hourglass,
        Icon::Image,
        Icon::Inbox,
        Icon::Info,
        Icon::Key,
        Icon::Link,
        Icon::Lock,
        Icon::LogOut,
        Icon::Comment,
        Icon::Monitor,
        Icon::Moon,
        Icon::Paperclip,
        Icon::Pencil,
        Icon::Plus,
        Icon::Quote,
        Icon::Refresh,
        Icon::Reshare,
        Icon::Search,
        Icon::Send,
        Icon::Settings,
        Icon::Smile,
        Icon::Sun,
        Icon::Trash,
        Icon::AlertTriangle,
        Icon::Undo,
        Icon::Upload,
        Icon::Member,
        Icon::Connections,
        Icon::Video,
        Icon::WifiOff,
        Icon::Close,
    ];
}

//! What stands below the text of the card: pictures, a document, a video, a poll, the card of a link, a reshared post.
//!
//! The pages of a PDF are in `leaf`.

use egui::{Align2, Image, Rect, Response, Role, Sense, TextureHandle, Ui, WidgetInfo, pos2, vec2};

use super::grid::{grid, visible_part};
use super::leaf::Leaf;
use crate::domain::{
    Attachment, Draft, Extra, ImageFacts, LinkCard, Media, Poll, PollDays, PostUrn, VideoFacts,
};
use crate::ui::facts::Facts;
use crate::ui::icon::{Icon, icon_ui};
use crate::ui::theme::{self, Weight};
use crate::ui::wording;
use crate::words::t;

/// Shows what the draft carries besides its text, from edge to edge of the card.
pub(super) fn content_ui(facts: &Facts<'_>, draft: &Draft, leaf: &mut Leaf, ui: &mut Ui) {
    let alone = draft.attachments.iter().find(|file| !file.is_picture());
    match (&draft.extra, alone) {
        (Some(Extra::Poll(poll)), _) => inset(ui, |ui| poll_ui(poll, ui)),
        (Some(Extra::Link(card)), _) => link_ui(facts, draft, card, ui),
        (Some(Extra::Reshare(urn)), _) => inset(ui, |ui| reshare_ui(urn, ui)),
        (None, Some(file)) => match file.media {
            Media::Video(found) => {
                let cover = file.beside.cover.as_deref();
                let cover = cover.and_then(|cover| texture(facts, draft, cover));
                video_ui(found, cover, ui);
            }
            Media::Captions(_) => {}
            Media::Document(_) | Media::Image(_) => {
                inset(ui, |ui| document_ui(file, ui));
                inset(ui, |ui| leaf.ui(facts, draft, file, ui));
            }
        },
        (None, None) => pictures_ui(facts, draft, ui),
    }
}

/// Whether it ends at the lower edge of the card.
pub(super) fn fills_the_card(draft: &Draft) -> bool {
    let has_document = draft.attachments.iter().any(Attachment::is_document);
    match draft.extra {
        None => !draft.attachments.is_empty() && !has_document,
        Some(Extra::Link(_)) => true,
        Some(Extra::Poll(_) | Extra::Reshare(_)) => false,
    }
}

fn pictures_ui(facts: &Facts<'_>, draft: &Draft, ui: &mut Ui) {
    let pictures = &draft.attachments;
    let shapes: Vec<f32> = pictures
        .iter()
        .map(|file| shape(facts, draft, file))
        .collect();
    let grid = grid(&shapes, ui.available_width());
    let (place, _) = ui.allocate_exact_size(grid.size, Sense::hover());
    for (idx, (cell, picture)) in grid.cells.iter().zip(pictures).enumerate() {
        let cell = cell.translate(place.min.to_vec2());
        let texture = texture(facts, draft, picture);
        let described = match picture.alt_text.trim() {
            "" => t!("no-description"),
            _ => picture.alt_text.as_str(),
        };
        let name = t!(
            "picture-of",
            number = idx + 1,
            count = pictures.len(),
            described = described
        );
        picture_ui(texture, &name, cell, ui);
        if grid.hidden > 0 && idx + 1 == grid.cells.len() {
            more_ui(grid.hidden, cell, ui);
        }
    }
}

/// Says how many pictures are not shown, on the last that is.
fn more_ui(hidden: usize, cell: Rect, ui: &Ui) {
    let palette = theme::palette(ui);
    ui.painter().rect_filled(cell, 0, palette.veil);
    let font = theme::font(Weight::SemiBold, theme::SIZE_TITLE);
    let words = format!("+{hidden}");
    let at = cell.center();
    { ui.painter() }.text(at, Align2::CENTER_CENTER, &words, font, palette.on_veil);
    let response = ui.interact(cell, ui.scope_id().with("hidden pictures"), Sense::hover());
    let name = t!("more-pictures", count = hidden);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
}

fn picture_ui(texture: Option<&TextureHandle>, name: &str, cell: Rect, ui: &mut Ui) -> Response {
    if let Some(texture) = texture {
        let size = texture.size_vec2();
        let part = visible_part(size.x / size.y.max(1.0), cell.size());
        let image = Image::new((texture.id(), cell.size())).uv(part);
        ui.put(cell, image.alt_text(name))
    } else {
        let palette = theme::palette(ui);
        ui.painter().rect_filled(cell, 0, palette.neutral);
        let muted = palette.text_muted;
        Icon::Image.paint(ui.painter(), cell.center(), 32.0, muted);
        let response = ui.interact(cell, ui.scope_id().with(name), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
        response
    }
}

/// Width by height, as it is shown: turned upright, which the small copy is and the file may not be.
fn shape(facts: &Facts<'_>, draft: &Draft, picture: &Attachment) -> f32 {
    if let Some(texture) = texture(facts, draft, picture) {
        return texture.aspect_ratio();
    }
    match picture.media {
        Media::Image(ImageFacts { width, height, .. }) => width as f32 / height.max(1) as f32,
        Media::Video(found) => shape_of(found),
        Media::Document(_) | Media::Captions(_) => 1.0,
    }
}

fn shape_of(video: VideoFacts) -> f32 {
    video.width as f32 / video.height.max(1) as f32
}

/// The room that a video takes, its cover picture, and how long it runs; nothing of it is decoded.
fn video_ui(video: VideoFacts, cover: Option<&TextureHandle>, ui: &mut Ui) {
    let grid = grid(&[shape_of(video)], ui.available_width());
    let (cell, response) = ui.allocate_exact_size(grid.size, Sense::hover());
    let palette = theme::palette(ui);
    ui.painter().rect_filled(cell, 0, palette.neutral);
    let mut muted = palette.text_muted;
    if let Some(cover) = cover {
        let size = cover.size_vec2();
        let part = visible_part(size.x / size.y.max(1.0), cell.size());
        Image::new((cover.id(), cell.size()))
            .uv(part)
            .paint_at(ui, cell);
        ui.painter().rect_filled(cell, 0, palette.veil);
        muted = palette.on_veil;
    }
    Icon::Video.paint(ui.painter(), cell.center(), 32.0, muted);
    let time = video.duration_ms.map(wording::running_time);
    let name = match &time {
        Some(time) => t!("video-of", time = time.as_str()),
        None => t!("video").to_owned(),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    let font = theme::font(Weight::Regular, theme::SIZE_SMALL);
    let at = cell.right_bottom() - vec2(theme::GAP_S, theme::GAP_S);
    let words = time.unwrap_or_default();
    { ui.painter() }.text(at, Align2::RIGHT_BOTTOM, words, font, muted);
}

fn texture<'a>(
    facts: &Facts<'a>,
    draft: &Draft,
    picture: &Attachment,
) -> Option<&'a TextureHandle> {
    facts.thumbnails.get(&(draft.id, picture.file.clone()))
}

/// The title above the document and what kind it is.
fn document_ui(document: &Attachment, ui: &mut Ui) {
    let Media::Document(format) = document.media else {
        return;
    };
    box_ui(ui, |ui| {
        ui.horizontal(|ui| {
            icon_ui(ui, Icon::FileText, 32.0, theme::palette(ui).text_muted);
            ui.vertical(|ui| {
                ui.label(theme::medium(or_missing(&document.title, t!("no-title"))));
                let size = wording::size(document.byte_count as f64);
                let kind = format.extension().to_uppercase();
                let pages = document.pages.map(wording::pages_in_words);
                let pages = pages.map(|pages| format!(" · {pages}")).unwrap_or_default();
                let kind = t!("document-of-kind", kind = kind);
                ui.label(theme::small(format!("{kind}{pages} · {size}")).weak());
            });
        });
    });
}

fn poll_ui(poll: &Poll, ui: &mut Ui) {
    box_ui(ui, |ui| {
        ui.label(theme::medium(or_missing(&poll.question, t!("no-question"))));
        ui.label(theme::small(t!("poll-author-sees")).weak());
        for option in &poll.options {
            answer_ui(or_missing(option, t!("no-answer")), ui);
        }
        let days = match poll.days {
            PollDays::One => t!("poll-left-one"),
            PollDays::Three => t!("poll-left-three"),
            PollDays::Seven => t!("poll-left-week"),
            PollDays::Fourteen => t!("poll-left-weeks"),
        };
        ui.label(theme::small(format!("{} · {days}", t!("poll-no-votes"))).weak());
    });
}

/// An answer of a poll, as round as LinkedIn draws it. It cannot be pressed.
fn answer_ui(option: &str, ui: &mut Ui) {
    let palette = theme::palette(ui);
    let frame = egui::Frame::new()
        .corner_radius(theme::ROW_HEIGHT / 2.0)
        .stroke(egui::Stroke::new(1.0, palette.link))
        .inner_margin(egui::Margin::symmetric(16, 6));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.vertical_centered(|ui| ui.label(theme::medium(option).color(palette.link)));
    });
}

fn link_ui(facts: &Facts<'_>, draft: &Draft, card: &LinkCard, ui: &mut Ui) {
    if let Some(picture) = draft.attachments.first() {
        let size = vec2(ui.available_width(), (ui.available_width() / 1.91).round());
        let (cell, _) = ui.allocate_exact_size(size, Sense::hover());
        let texture = texture(facts, draft, picture);
        picture_ui(texture, t!("link-picture"), cell, ui);
    }
    let frame = egui::Frame::new()
        .fill(theme::palette(ui).sunken)
        .inner_margin(egui::Margin::symmetric(16, 12));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(theme::medium(or_missing(&card.title, t!("no-title"))));
        let host = card.source.host_str().unwrap_or_default();
        ui.label(theme::small(host).weak());
    });
}

fn reshare_ui(urn: &PostUrn, ui: &mut Ui) {
    box_ui(ui, |ui| {
        ui.horizontal(|ui| {
            icon_ui(ui, Icon::Reshare, 24.0, theme::palette(ui).text_muted);
            ui.vertical(|ui| {
                ui.label(theme::medium(t!("reshared-here")));
                ui.label(theme::small(urn.as_str()).weak());
                let words = t!("reshared-shown");
                ui.label(theme::small(words).weak());
            });
        });
    });
}

fn or_missing<'a>(text: &'a str, missing: &'a str) -> &'a str {
    if text.trim().is_empty() {
        missing
    } else {
        text
    }
}

/// A part of the card with a line around it.
fn box_ui(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let frame = egui::Frame::new()
        .corner_radius(theme::RADIUS_M)
        .stroke(egui::Stroke::new(1.0, theme::palette(ui).border))
        .inner_margin(egui::Margin::same(16));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        content(ui);
    });
}

/// Keeps the distance to the edges of the card that its text keeps.
fn inset(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 0));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        content(ui);
    });
}

/// Says on one line under the card what it cannot know.
pub(super) fn caption_ui(ui: &mut Ui) {
    let words = t!("preview-approximate");
    ui.label(theme::small(words).weak());
}

/// A line across the card.
pub(super) fn line_ui(ui: &mut Ui) {
    let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    let color = theme::palette(ui).border;
    let line = egui::Stroke::new(1.0, color);
    let (left, right) = (pos2(place.left(), place.center().y), place.right());
    ui.painter().hline(left.x..=right, left.y, line);
}

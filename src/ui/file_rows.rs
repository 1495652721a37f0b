//! The row of a file that stands alone in its post: a document or a video, its title, and what goes up beside a video.
//!
//! ```text
//! [film] kite.mp4, 0:05, 640 × 360, 9.0 MB          [x]
//! Title of the video [ A kite                        ]
//! [cc] Captions: kite.de.srt, 12 captions, DE       [x]
//! [Add cover picture…]
//! ```

use egui::{Align, Image, Label, Layout, TextureHandle, Ui, Vec2};

use super::action::Action;
use super::icon::{Icon, icon_ui};
use super::page_strip::{PageFacts, page_strip_ui};
use super::theme;
use super::widgets::{Button, TextField};
use super::wording::{pages_in_words, running_time, size};
use crate::domain::{Attachment, BesideKind, JobId, Language, Media, VideoFacts};
use crate::words::t;

/// A document: its name, its first pages, and the title that stands above it.
pub(super) fn document_ui(
    pages: &PageFacts,
    id: JobId,
    idx: usize,
    document: &mut Attachment,
    ui: &mut Ui,
) -> Option<Action> {
    let words = match document.pages {
        Some(pages) => format!("{}, {}", document.name, pages_in_words(pages)),
        None => document.name.clone(),
    };
    let is_removed = name_ui(Icon::FileText, &words, t!("document-remove"), ui);
    page_strip_ui(pages, id, document, ui);
    TextField::new(t!("document-title"), &mut document.title).show(ui);
    is_removed.then_some(Action::Detach(idx))
}

/// What was done to a file to make it ready.
pub(super) fn changed_ui(words: Option<&str>, ui: &mut Ui) {
    let Some(words) = words else {
        return;
    };
    ui.horizontal(|ui| {
        let muted = theme::palette(ui).text_muted;
        icon_ui(ui, Icon::CheckCircle, 14.0, muted);
        let words = theme::small(words).color(muted);
        ui.add(Label::new(words).truncate());
    });
}

/// A video: its name, what was found in it and done to it, the title that may stand above it, its captions and its cover picture.
pub(super) fn video_ui(
    idx: usize,
    video: &mut Attachment,
    (facts, changed): (VideoFacts, Option<&str>),
    cover: Option<&TextureHandle>,
    ui: &mut Ui,
) -> Option<Action> {
    let mut words = video.name.clone();
    if let Some(millis) = facts.duration_ms {
        words = format!("{words}, {}", running_time(millis));
    }
    let (width, height) = (facts.width, facts.height);
    let size = size(video.byte_count as f64);
    let words = format!("{words}, {width} × {height}, {size}");
    let is_removed = name_ui(Icon::Video, &words, t!("video-remove"), ui);
    changed_ui(changed, ui);
    TextField::new(t!("video-title"), &mut video.title)
        .with_example(t!("may-stay-empty"))
        .show(ui);
    let mut action = None;
    ui.add_space(theme::GAP_XS);
    for kind in BesideKind::ALL {
        if let Some(file) = video.beside.get(kind) {
            action = action.or(beside_ui(kind, file, cover, ui));
        }
    }
    ui.horizontal_wrapped(|ui| {
        let additions = [
            (
                BesideKind::Captions,
                Icon::FileText,
                t!("captions-add"),
                t!("captions-what"),
            ),
            (
                BesideKind::Cover,
                Icon::Image,
                t!("cover-add"),
                t!("cover-what"),
            ),
        ];
        for (kind, icon, words, tooltip) in additions {
            let button = Button::ghost(words).with_icon(icon).with_tooltip(tooltip);
            if video.beside.get(kind).is_none() && ui.add(button.small()).clicked() {
                action = Some(Action::ChooseBeside(kind));
            }
        }
    });
    action.or(is_removed.then_some(Action::Detach(idx)))
}

/// What goes up beside a video, and the button that removes it.
fn beside_ui(
    kind: BesideKind,
    file: &Attachment,
    cover: Option<&TextureHandle>,
    ui: &mut Ui,
) -> Option<Action> {
    let (icon, label, removes) = match kind {
        BesideKind::Captions => (Icon::FileText, t!("captions"), t!("captions-remove")),
        BesideKind::Cover => (Icon::Image, t!("cover"), t!("cover-remove")),
    };
    let words = format!("{label}: {}{}", file.name, found_in(file));
    let mut is_removed = false;
    ui.horizontal(|ui| {
        if let (BesideKind::Cover, Some(texture)) = (kind, cover) {
            let image = Image::new(texture).fit_to_exact_size(Vec2::splat(COVER));
            ui.add(image.corner_radius(theme::RADIUS_S).alt_text(&words));
        }
        is_removed = name_ui(icon, &words, removes, ui);
    });
    is_removed.then_some(Action::RemoveBeside(kind))
}

fn found_in(file: &Attachment) -> String {
    match file.media {
        Media::Captions(found) => {
            let captions = t!("captions-counted", count = found.cues);
            let told = Language::told_by(&file.name);
            let country = told.country.map(|country| format!("-{country}"));
            format!(
                ", {captions}, {}{}",
                told.language,
                country.unwrap_or_default()
            )
        }
        Media::Image(found) => format!(", {} × {}", found.width, found.height),
        Media::Document(_) | Media::Video(_) => String::new(),
    }
}

/// Captions that have no video yet.
pub(super) fn captions_alone_ui(idx: usize, captions: &Attachment, ui: &mut Ui) -> Option<Action> {
    let words = format!("{}{}", captions.name, found_in(captions));
    let is_removed = name_ui(Icon::FileText, &words, t!("captions-remove"), ui);
    is_removed.then_some(Action::Detach(idx))
}

/// What a file is, in words, and the button that removes it; whether that was pressed.
fn name_ui(icon: Icon, words: &str, removes: &str, ui: &mut Ui) -> bool {
    let mut is_removed = false;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            is_removed = ui.add(Button::icon(Icon::Close, removes)).clicked();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                icon_ui(ui, icon, theme::ICON, theme::palette(ui).text_muted);
                ui.add(Label::new(theme::small(words).weak()).truncate());
            });
        });
    });
    is_removed
}

/// The longer side of a cover picture in its row, in points.
const COVER: f32 = 40.0;

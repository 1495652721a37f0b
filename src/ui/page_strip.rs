//! The pages of a PDF, as far as they are drawn: what is known of them, and the row of them in the editor.
//!
//! ```text
//! [page 1] [page 2] [page 3] …
//! ```

use std::collections::{BTreeMap, BTreeSet};

use egui::{Image, Rect, Response, Role, ScrollArea, Sense, TextureHandle, Ui, WidgetInfo, vec2};

use super::theme;
use crate::domain::{Attachment, JobId, MediaName};
use crate::media::{MAX_DRAWN_PAGES, NoPreview, PageSize};

/// Which picture of which page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageKey {
    /// The draft.
    pub id: JobId,
    /// The PDF.
    pub file: MediaName,
    /// Counted from 0.
    pub page: u32,
    /// How large it is drawn.
    pub size: PageSize,
}

/// The pages that are drawn, and the PDFs that cannot be.
#[derive(Default)]
pub struct PageFacts {
    pictures: BTreeMap<PageKey, TextureHandle>,
    counts: BTreeMap<(JobId, MediaName), u32>,
    failed: BTreeSet<(JobId, MediaName)>,
}

impl PageFacts {
    /// Keeps a page, and how many the PDF has.
    pub fn keep(&mut self, key: PageKey, count: u32, picture: TextureHandle) {
        self.counts.insert((key.id, key.file.clone()), count.max(1));
        self.pictures.insert(key, picture);
    }

    /// A page could not be drawn, so none of its PDF is shown.
    pub fn give_up(&mut self, key: PageKey) {
        self.pictures
            .retain(|known, _| (known.id, &known.file) != (key.id, &key.file));
        self.failed.insert((key.id, key.file));
    }

    /// Lets go of what belongs to other drafts.
    pub fn forget_all_but(&mut self, id: JobId) {
        self.pictures.retain(|key, _| key.id == id);
        self.counts.retain(|(known, _), _| *known == id);
        self.failed.retain(|(known, _)| *known == id);
    }

    /// A page that is drawn.
    pub fn picture(&self, key: &PageKey) -> Option<&TextureHandle> {
        self.pictures.get(key)
    }

    /// How many pages a PDF has, at least one, once one of them is drawn.
    pub fn count(&self, id: JobId, file: &MediaName) -> Option<u32> {
        self.counts.get(&(id, file.clone())).copied()
    }

    /// Whether it is known that the pages cannot be drawn.
    pub fn has_no_preview(&self, id: JobId, file: &MediaName) -> bool {
        self.failed.contains(&(id, file.clone()))
    }
}

/// The first pages side by side; nothing for what is no PDF.
pub(super) fn page_strip_ui(pages: &PageFacts, id: JobId, document: &Attachment, ui: &mut Ui) {
    if !document.is_pdf() {
        return;
    }
    if pages.has_no_preview(id, &document.file) {
        no_preview_ui(ui);
        return;
    }
    let count = pages.count(id, &document.file).unwrap_or(1);
    let scrolls = ScrollArea::horizontal()
        .id_salt("pages of the document")
        .max_width(ui.available_width());
    scrolls.show(ui, |ui| {
        ui.horizontal(|ui| {
            for page in 0..count.min(MAX_DRAWN_PAGES) {
                let key = PageKey {
                    id,
                    file: document.file.clone(),
                    page,
                    size: PageSize::Row,
                };
                row_page_ui(pages.picture(&key), &page_name(page, count), ui);
            }
            if count > MAX_DRAWN_PAGES {
                let more = format!("{} more", count - MAX_DRAWN_PAGES);
                ui.label(theme::small(more).weak());
            }
        });
        // Room for the bar, which would lie over the pages.
        ui.add_space(theme::GAP_S);
    });
}

/// A page of the row. It can have the focus, so that the keyboard leads to those that are out of sight.
fn row_page_ui(texture: Option<&TextureHandle>, name: &str, ui: &mut Ui) {
    let shape = texture.map_or(USUAL_SHAPE, TextureHandle::aspect_ratio);
    let size = vec2((HEIGHT * shape).clamp(NARROWEST, WIDEST), HEIGHT);
    let (cell, _) = ui.allocate_exact_size(size, Sense::hover());
    let page = page_ui(texture, name, cell, Sense::focusable_noninteractive(), ui);
    if page.gained_focus() {
        page.scroll_to_me(None);
    }
    if page.has_focus() {
        let stroke = egui::Stroke::new(2.0, theme::palette(ui).link);
        let kind = egui::StrokeKind::Inside;
        ui.painter()
            .rect_stroke(cell, theme::RADIUS_S, stroke, kind);
    }
}

/// All of a page in the middle of a cell; the cell alone until it is drawn.
pub(super) fn page_ui(
    texture: Option<&TextureHandle>,
    name: &str,
    cell: Rect,
    sense: Sense,
    ui: &mut Ui,
) -> Response {
    let palette = theme::palette(ui);
    let line = egui::Stroke::new(1.0, palette.border);
    match texture {
        Some(texture) => {
            let scale = (cell.size() / texture.size_vec2()).min_elem();
            let sheet = Rect::from_center_size(cell.center(), texture.size_vec2() * scale);
            Image::new((texture.id(), sheet.size())).paint_at(ui, sheet);
            let kind = egui::StrokeKind::Inside;
            ui.painter().rect_stroke(sheet, 0, line, kind);
        }
        None => {
            ui.painter().rect_filled(cell, 0, palette.neutral);
        }
    }
    let id = ui.scope_id().with(name);
    let response = ui.interact(cell, id, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    response
}

/// What a page is called; `page` is counted from 0.
pub(super) fn page_name(page: u32, count: u32) -> String {
    format!("Page {} of {count}", page + 1)
}

pub(super) fn no_preview_ui(ui: &mut Ui) {
    ui.label(theme::small(NoPreview.to_string()).weak());
}

/// The height of a page in the row, in points.
const HEIGHT: f32 = 120.0;
/// The room for a page that is not drawn yet: width by height of A4.
const USUAL_SHAPE: f32 = 0.707;
/// The room for a page however it is shaped, in points.
const NARROWEST: f32 = 24.0;
const WIDEST: f32 = 240.0;

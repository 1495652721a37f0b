//! The pages of a PDF, as far as they are drawn: what is known of them, and the row of them in the editor.
//!
//! ```text
//! [page 1] [page 2] [page 3] …
//! ```

use std::collections::{BTreeMap, BTreeSet};

use egui::{
    Align2, Image, Rect, Response, Role, ScrollArea, Sense, TextStyle, TextureHandle, Ui,
    WidgetInfo, vec2,
};

use super::theme;
use crate::domain::{Attachment, JobId, MediaName};
use crate::media::{MAX_DRAWN_PAGES, NoPreview, PageSize};
use crate::words::t;

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

/// What is known of a page.
#[derive(Clone, Copy)]
pub(super) enum PageLook<'a> {
    /// It is not drawn yet.
    Awaited,
    /// It is drawn.
    Drawn(&'a TextureHandle),
    /// It cannot be drawn.
    Blank,
}

impl PageLook<'_> {
    /// Width by height, once it is drawn.
    pub(super) fn shape(self) -> Option<f32> {
        match self {
            Self::Drawn(picture) => Some(picture.aspect_ratio()),
            Self::Awaited | Self::Blank => None,
        }
    }
}

/// The pages that are drawn, and those and the PDFs that cannot be.
#[derive(Default)]
pub struct PageFacts {
    pictures: BTreeMap<PageKey, TextureHandle>,
    blank: BTreeSet<PageKey>,
    counts: BTreeMap<(JobId, MediaName), u32>,
    failed: BTreeSet<(JobId, MediaName)>,
}

impl PageFacts {
    /// Keeps a page, and how many the PDF has.
    pub fn keep(&mut self, key: PageKey, count: u32, picture: TextureHandle) {
        self.counts.insert((key.id, key.file.clone()), count.max(1));
        self.pictures.insert(key, picture);
    }

    /// A page could not be drawn, but the PDF has so many. Where it is the last that could be, none is shown.
    pub fn leave_blank(&mut self, key: PageKey, count: u32) {
        self.counts.insert((key.id, key.file.clone()), count.max(1));
        self.blank.insert(key.clone());
        let row = |page| PageKey {
            page,
            size: PageSize::Row,
            ..key.clone()
        };
        let mut pages = 0..count.clamp(1, MAX_DRAWN_PAGES);
        if pages.all(|page| self.blank.contains(&row(page))) {
            self.give_up(key);
        }
    }

    /// Whoever drew a page never answered or broke down, so none of its PDF is shown.
    pub fn give_up(&mut self, key: PageKey) {
        let is_other = |known: &PageKey| (known.id, &known.file) != (key.id, &key.file);
        self.pictures.retain(|known, _| is_other(known));
        self.blank.retain(is_other);
        self.failed.insert((key.id, key.file));
    }

    /// Lets go of what belongs to other drafts.
    pub fn forget_all_but(&mut self, id: JobId) {
        self.pictures.retain(|key, _| key.id == id);
        self.blank.retain(|key| key.id == id);
        self.counts.retain(|(known, _), _| *known == id);
        self.failed.retain(|(known, _)| *known == id);
    }

    /// Whether a page is neither drawn nor known to be one that cannot be.
    pub fn is_awaited(&self, key: &PageKey) -> bool {
        matches!(self.look(key), PageLook::Awaited)
    }

    /// What is known of a page.
    pub(super) fn look(&self, key: &PageKey) -> PageLook<'_> {
        match self.pictures.get(key) {
            Some(picture) => PageLook::Drawn(picture),
            None if self.blank.contains(key) => PageLook::Blank,
            None => PageLook::Awaited,
        }
    }

    /// How many pages a PDF has, at least one, once one of them is drawn or known to be one that cannot be.
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
                row_page_ui(pages.look(&key), &page_name(page, count), ui);
            }
            if count > MAX_DRAWN_PAGES {
                let more = t!("pages-more", count = count - MAX_DRAWN_PAGES);
                ui.label(theme::small(more).weak());
            }
        });
        // Room for the bar, which would lie over the pages.
        ui.add_space(theme::GAP_S);
    });
}

/// A page of the row. It can have the focus, so that the keyboard leads to those that are out of sight.
fn row_page_ui(look: PageLook<'_>, name: &str, ui: &mut Ui) {
    let shape = look.shape().unwrap_or(USUAL_SHAPE);
    let size = vec2((HEIGHT * shape).clamp(NARROWEST, WIDEST), HEIGHT);
    let (cell, _) = ui.allocate_exact_size(size, Sense::hover());
    let page = page_ui(look, name, cell, Sense::focusable_noninteractive(), ui);
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

/// All of a page in the middle of a cell; the cell alone until it is drawn, with words where it cannot be.
pub(super) fn page_ui(
    look: PageLook<'_>,
    name: &str,
    cell: Rect,
    sense: Sense,
    ui: &mut Ui,
) -> Response {
    let palette = theme::palette(ui);
    let line = egui::Stroke::new(1.0, palette.border);
    match look {
        PageLook::Drawn(texture) => {
            let scale = (cell.size() / texture.size_vec2()).min_elem();
            let sheet = Rect::from_center_size(cell.center(), texture.size_vec2() * scale);
            Image::new((texture.id(), sheet.size())).paint_at(ui, sheet);
            let kind = egui::StrokeKind::Inside;
            ui.painter().rect_stroke(sheet, 0, line, kind);
        }
        PageLook::Awaited => {
            ui.painter().rect_filled(cell, 0, palette.neutral);
        }
        PageLook::Blank => {
            let kind = egui::StrokeKind::Inside;
            ui.painter().rect_stroke(cell, 0, line, kind);
            let (font, color) = (TextStyle::Small.resolve(ui.style()), palette.text_muted);
            let place = cell.center();
            ui.painter()
                .text(place, Align2::CENTER_CENTER, t!("no-preview"), font, color);
        }
    }
    let id = ui.scope_id().with(name);
    let response = ui.interact(cell, id, sense);
    let name = match look {
        PageLook::Blank => format!("{name}: {}", t!("no-preview")),
        PageLook::Awaited | PageLook::Drawn(_) => name.to_owned(),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    response
}

/// What a page is called; `page` is counted from 0.
pub(super) fn page_name(page: u32, count: u32) -> String {
    t!("page-of", number = page + 1, count = count)
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

#[cfg(test)]
mod tests {
    use egui::{ColorImage, Context, TextureOptions};

    use super::*;

    fn key(page: u32, size: PageSize) -> PageKey {
        PageKey {
            id: JobId::from_parts(1, 1),
            file: "01-ab.pdf".parse().unwrap(),
            page,
            size,
        }
    }

    fn has_no_preview(facts: &PageFacts) -> bool {
        let key = key(0, PageSize::Row);
        facts.has_no_preview(key.id, &key.file)
    }

    #[test]
    fn a_blank_page_hides_itself_and_the_last_one_all() {
        let mut facts = PageFacts::default();
        facts.leave_blank(key(0, PageSize::Card), 2);
        facts.leave_blank(key(0, PageSize::Row), 2);
        assert!(!facts.is_awaited(&key(0, PageSize::Row)) && !has_no_preview(&facts));
        assert!(facts.is_awaited(&key(1, PageSize::Row)));
        facts.leave_blank(key(1, PageSize::Row), 2);
        assert!(has_no_preview(&facts));
    }

    #[test]
    fn where_drawing_is_given_up_all_pages_go_until_another_draft_is_opened() {
        let ctx = Context::default();
        let image = ColorImage::from_gray([1, 1], &[0]);
        let picture = ctx.load_texture("page", image, TextureOptions::LINEAR);
        let mut facts = PageFacts::default();
        facts.keep(key(0, PageSize::Row), 2, picture);
        assert!(!facts.is_awaited(&key(0, PageSize::Row)));
        facts.give_up(key(1, PageSize::Row));
        assert!(has_no_preview(&facts) && facts.is_awaited(&key(0, PageSize::Row)));
        facts.forget_all_but(JobId::from_parts(2, 2));
        assert!(!has_no_preview(&facts));
    }
}

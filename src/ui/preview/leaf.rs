//! A PDF on the card, one page at a time, to leaf through.
//!
//! ```text
//! │ page                        │
//! │ [<]      Page 2 of 12   [>] │
//! ```

use egui::{Sense, TextureHandle, Ui, vec2};

use crate::domain::{Attachment, Draft, MediaName};
use crate::media::{MAX_DRAWN_PAGES, PageSize};
use crate::ui::facts::Facts;
use crate::ui::icon::Icon;
use crate::ui::page_strip::{PageKey, no_preview_ui, page_name, page_ui};
use crate::ui::theme;
use crate::ui::widgets::Button;

/// Which page is open.
#[derive(Default)]
pub(super) struct Leaf {
    page: u32,
    /// Of this PDF; another one is opened at its first page.
    file: Option<MediaName>,
}

impl Leaf {
    /// Counted from 0.
    pub(super) fn page(&self) -> u32 {
        self.page
    }

    /// Shows the open page and what turns it; nothing for what is no PDF.
    pub(super) fn ui(
        &mut self,
        facts: &Facts<'_>,
        draft: &Draft,
        document: &Attachment,
        ui: &mut Ui,
    ) {
        if !document.is_pdf() {
            return;
        }
        if facts.pages.has_no_preview(draft.id, &document.file) {
            no_preview_ui(ui);
            return;
        }
        if self.file.as_ref() != Some(&document.file) {
            self.page = 0;
            self.file = Some(document.file.clone());
        }
        let count = facts.pages.count(draft.id, &document.file).unwrap_or(1);
        let shown = count.min(MAX_DRAWN_PAGES);
        self.page = self.page.min(shown - 1);
        let picture = |page, size| {
            let file = document.file.clone();
            let id = draft.id;
            facts.pages.picture(&PageKey {
                id,
                file,
                page,
                size,
            })
        };
        // All pages have the room of the first, so nothing moves while leafing through.
        let shape = picture(0, PageSize::Row).or(picture(0, PageSize::Card));
        let shape = shape.map_or(1.0, TextureHandle::aspect_ratio);
        let width = ui.available_width();
        let size = vec2(width, (width / shape.clamp(TALLEST, WIDEST)).round());
        let (cell, _) = ui.allocate_exact_size(size, Sense::hover());
        ui.painter().rect_filled(cell, 0, theme::palette(ui).sunken);
        // The small one stands in until the large one is drawn.
        let texture = picture(self.page, PageSize::Card).or(picture(self.page, PageSize::Row));
        let name = page_name(self.page, count);
        let label = format!("{name}, as on the card");
        page_ui(texture, &label, cell, Sense::hover(), ui);
        self.turn_ui(&name, shown, ui);
        if count > shown {
            let words = format!("The first {shown} pages are drawn here; LinkedIn shows all.");
            ui.label(theme::small(words).weak());
        }
    }

    fn turn_ui(&mut self, name: &str, shown: u32, ui: &mut Ui) {
        ui.horizontal(|ui| {
            let back = Button::icon(Icon::ArrowLeft, "Previous page");
            if ui.add_enabled(self.page > 0, back).clicked() {
                self.page -= 1;
            }
            let on = Button::icon(Icon::ArrowRight, "Next page");
            if ui.add_enabled(self.page + 1 < shown, on).clicked() {
                self.page += 1;
            }
            ui.label(theme::small(name).weak());
        });
    }
}

/// Pages beyond these shapes get empty room beside or above them: four by five, and three by one.
const TALLEST: f32 = 0.8;
const WIDEST: f32 = 3.0;

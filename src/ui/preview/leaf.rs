//! A PDF on the card, one page at a time, to leaf through.
//!
//! ```text
//! │ page                        │
//! │ [<]      Page 2 of 12   [>] │
//! ```

use egui::{Sense, Ui, vec2};

use crate::domain::{Attachment, Draft, MediaName};
use crate::media::{MAX_DRAWN_PAGES, PageSize};
use crate::ui::facts::Facts;
use crate::ui::icon::Icon;
use crate::ui::page_strip::{PageKey, PageLook, no_preview_ui, page_name, page_ui};
use crate::ui::theme;
use crate::ui::widgets::Button;
use crate::words::t;

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
        let look = |page, size| {
            let file = document.file.clone();
            let id = draft.id;
            facts.pages.look(&PageKey {
                id,
                file,
                page,
                size,
            })
        };
        // All pages have the room of the first, so nothing moves while leafing through.
        let shapes = [PageSize::Row, PageSize::Card].map(|size| look(0, size).shape());
        let shape = shapes.into_iter().flatten().next().unwrap_or(1.0);
        let width = ui.available_width();
        let size = vec2(width, (width / shape.clamp(TALLEST, WIDEST)).round());
        let (cell, _) = ui.allocate_exact_size(size, Sense::hover());
        ui.painter().rect_filled(cell, 0, theme::palette(ui).sunken);
        // The small one stands in until the large one is drawn.
        let (large, small) = (
            look(self.page, PageSize::Card),
            look(self.page, PageSize::Row),
        );
        let shown_look = match (large, small) {
            (PageLook::Awaited | PageLook::Blank, PageLook::Drawn(_)) => small,
            _ => large,
        };
        let name = page_name(self.page, count);
        let label = t!("page-on-card", page = name.as_str());
        page_ui(shown_look, &label, cell, Sense::hover(), ui);
        self.turn_ui(&name, shown, ui);
        if count > shown {
            let words = t!("pages-drawn", count = shown);
            ui.label(theme::small(words).weak());
        }
    }

    fn turn_ui(&mut self, name: &str, shown: u32, ui: &mut Ui) {
        ui.horizontal(|ui| {
            let back = Button::icon(Icon::ArrowLeft, t!("page-previous"));
            if ui.add_enabled(self.page > 0, back).clicked() {
                self.page -= 1;
            }
            let on = Button::icon(Icon::ArrowRight, t!("page-next"));
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

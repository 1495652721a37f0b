//! The pages of the open draft's PDF: asked for one after another, as far as they are in sight, and kept until another
//! draft is opened.

use egui::{ColorImage, Context, TextureOptions};
use poll_promise::Promise;

use super::App;
use super::pending::take_ready_one;
use crate::domain::Attachment;
use crate::engine::{Command, PageWish};
use crate::media::{DrawnPage, MAX_DRAWN_PAGES, NoPreview, PageSize};
use crate::ui::{Page, PageFacts, PageKey};

impl App {
    /// Asks for the next page that is missing. Where the engine is too busy, the next frame asks again.
    pub(super) fn draw_pages(&mut self) {
        let id = self.state.draft.id;
        self.document_pages.forget_all_but(id);
        if self.page != Page::Write || self.pending.page_picture.is_some() {
            return;
        }
        let shown = self.preview.shown_page();
        let files = self.state.draft.attachments.iter();
        let missing = files.filter(|file| file.is_pdf()).find_map(|document| {
            let key = next(&self.document_pages, id, document, shown)?;
            Some((key, document))
        });
        let Some((key, document)) = missing else {
            return;
        };
        let (answer, promise) = Promise::new();
        let wish = PageWish {
            id,
            document: document.clone(),
            page: key.page,
            size: key.size,
        };
        if self
            .engine
            .send(Command::Page(Box::new(wish), answer))
            .is_ok()
        {
            self.pending.page_picture = Some((key, promise));
        }
    }

    /// Takes in a page that was drawn, that it cannot be, or that there is none to be had.
    pub(super) fn take_page(&mut self, ctx: &Context) {
        let Some((key, drawn)) = take_ready_one(&mut self.pending.page_picture) else {
            return;
        };
        match drawn {
            Ok(DrawnPage {
                count,
                picture: Some(picture),
            }) => {
                let size = [picture.width as usize, picture.height as usize];
                let image = ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
                let name = format!("{} {}", key.file.as_str(), key.page);
                let texture = ctx.load_texture(name, image, TextureOptions::LINEAR);
                self.document_pages.keep(key, count, texture);
            }
            Ok(DrawnPage {
                count,
                picture: None,
            }) => self.document_pages.leave_blank(key, count),
            Err(NoPreview) => self.document_pages.give_up(key),
        }
    }
}

/// The page that is missing: the one on the card first, then those of the row.
fn next(
    known: &PageFacts,
    id: crate::domain::JobId,
    document: &Attachment,
    shown: Option<u32>,
) -> Option<PageKey> {
    if known.has_no_preview(id, &document.file) {
        return None;
    }
    // How many there are is known once one of them was looked at.
    let count = known.count(id, &document.file).unwrap_or(1);
    let count = count.min(MAX_DRAWN_PAGES);
    let key = |page, size| PageKey {
        id,
        file: document.file.clone(),
        page,
        size,
    };
    let card = shown.map(|page| key(page.min(count - 1), PageSize::Card));
    let row = (0..count).map(|page| key(page, PageSize::Row));
    let mut wanted = card.into_iter().chain(row);
    wanted.find(|key| known.is_awaited(key))
}

//! What stands below the page that is written on: the outbox, and the button that posts. Painted after the page, so that
//! Tab goes through the window as one reads it.

use egui::{Id, Panel, ScrollArea, Ui, UiBuilder};

use super::around::column;
use super::regions::{Region, Regions};
use crate::domain::Draft;
use crate::ui::{self, Action, Facts, OutboxPane, Page};

/// What stands below, and how high it was in the last frame.
#[derive(Debug, Default)]
pub(super) struct Below {
    outbox: OutboxPane,
    /// What the outbox needed, in points.
    outbox_height: f32,
    /// All of it, in points.
    height: f32,
}

impl Below {
    /// Where the page goes: into what is left by all that stands below it.
    pub(super) fn room_above(&self, page: Page, regions: &mut Regions, ui: &mut Ui) -> Ui {
        let mut rect = ui.available_rect_before_wrap();
        if page == Page::Write {
            rect.max.y = (rect.max.y - self.height).max(rect.min.y);
        }
        regions.note(Region::Page, rect);
        // An id of its own: a notice that comes above must not take the keyboard from a field of the page.
        let page = UiBuilder::new().scope_id(Id::unique("page"));
        ui.new_child(page.max_rect(rect))
    }

    /// Shows it, below the page that is written on only.
    pub(super) fn ui(
        &mut self,
        facts: &Facts<'_>,
        page: Page,
        draft: &mut Draft,
        regions: &mut Regions,
        ui: &mut Ui,
    ) -> Vec<Action> {
        let mut wishes = Vec::new();
        if page != Page::Write {
            return wishes;
        }
        let bottom = ui.available_rect_before_wrap().bottom();
        let Self {
            outbox,
            outbox_height,
            ..
        } = self;
        wishes.extend(regions.watch(Region::Outbox, ui, |ui| {
            outbox_ui(facts, outbox, outbox_height, ui)
        }));
        wishes.extend(regions.watch(Region::Footer, ui, |ui| footer_ui(facts, draft, ui)));
        let height = bottom - ui.available_rect_before_wrap().bottom();
        if (height - self.height).abs() > 0.5 {
            self.height = height;
            ui.ctx()
                .request_discard("the page ends where the rest begins");
            ui.ctx().request_repaint();
        }
        wishes
    }
}

/// The panel below, while there is anything in it: as high as that needs, but never more than its share of the window,
/// so that every button in it can be seen.
fn outbox_ui(
    facts: &Facts<'_>,
    pane: &mut OutboxPane,
    height: &mut f32,
    ui: &mut Ui,
) -> Option<Action> {
    if facts.jobs.news.is_empty() {
        return None;
    }
    let mut action = None;
    let room = ui.ctx().content_rect().height();
    let most = (room * OUTBOX_SHARE).min((room - ROOM_TO_WRITE).max(LEAST_OUTBOX));
    let panel = Panel::bottom("outbox").resizable(false);
    let shown = panel.exact_size(height.min(most)).show(ui, |ui| {
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                column(ui, |ui| action = pane.ui(facts, ui));
            })
    });
    let chrome = shown.response.rect.height() - shown.inner.inner_rect.height();
    let needed = shown.inner.content_size.y + chrome;
    if (needed - *height).abs() > 0.5 {
        *height = needed;
        ui.ctx()
            .request_discard("the outbox is as high as it needs to be");
    }
    action
}

/// What sends the post is always in sight, however long the text and however many the pictures.
fn footer_ui(facts: &Facts<'_>, draft: &mut Draft, ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    let panel = Panel::bottom("footer").resizable(false);
    panel.show_separator_line(false).show(ui, |ui| {
        column(ui, |ui| action = ui::compose_footer_ui(facts, draft, ui));
    });
    action
}

/// How much of the window's height the outbox may take.
const OUTBOX_SHARE: f32 = 0.45;

/// What the top bar, a few lines of text and the button that posts need, in points.
const ROOM_TO_WRITE: f32 = 400.0;
const LEAST_OUTBOX: f32 = 140.0;

//! What stands around every page of the window: the column it is in, and the notices above it.

use std::fmt::Debug;
use std::hash::Hash;

use egui::{CentralPanel, Panel, ScrollArea, Ui};

use super::App;
use super::notices::{Notice, SHOWN_AT_ONCE};
use super::state::State;
use crate::ui::widgets::{Banner, Button, Tone, follow_focus, scroll_by_pages};
use crate::ui::{Action, Page, theme};
use crate::words::t;

/// Says so as long as it is so.
fn not_saved_ui(why: Option<&str>, ui: &mut Ui) {
    if let Some(why) = why {
        let words = t!("not-saved-why", why = why);
        Banner::new(Tone::Danger, t!("not-saved"))
            .with_text(&words)
            .show(ui);
        ui.add_space(theme::GAP_S);
    }
}

/// What is not being saved, and the notices: above the page, so that they are in sight however far it is scrolled.
/// They stand over the column, which leaves so much free at the right.
pub(super) fn notices_ui(state: &State, free: f32, ui: &mut Ui) -> Option<Action> {
    let (not_saved, notices) = (state.not_saved.as_deref(), &state.notices);
    if not_saved.is_none() && notices.is_empty() {
        return None;
    }
    let mut action = None;
    let most = ui.ctx().content_rect().height() * NOTICES_SHARE;
    let panel = Panel::top("notices").resizable(false);
    panel.show_separator_line(false).show(ui, |ui| {
        let scrolls = ScrollArea::vertical().max_height(most);
        // No lower than what is in it, up to there.
        let scrolls = scrolls.min_scrolled_height(most);
        scrolls.auto_shrink([false, true]).show(ui, |ui| {
            let content = |ui: &mut Ui| {
                not_saved_ui(not_saved, ui);
                action = list_ui(notices, ui);
            };
            left_of(free, ui, |ui| column(ui, content));
        });
    });
    action
}

/// The newest first: it is the one that is looked for.
fn list_ui(notices: &[Notice], ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    for (idx, notice) in notices.iter().rev().take(SHOWN_AT_ONCE).enumerate() {
        if idx > 0 {
            ui.add_space(theme::GAP_S);
        }
        ui.push_id(notice.number, |ui| {
            Banner::new(notice.tone, &notice.title)
                .with_text(&notice.text)
                .show_with(ui, |ui| {
                    let scales = Button::secondary(t!("scale-down")).small();
                    if notice.too_large.is_some() && ui.add(scales).clicked() {
                        action = Some(Action::ScaleDown(notice.number));
                    }
                    if ui.add(Button::secondary(t!("close")).small()).clicked() {
                        action = Some(Action::Dismiss(Some(notice.number)));
                    }
                });
        });
    }
    let num_earlier = notices.len().saturating_sub(SHOWN_AT_ONCE);
    if num_earlier > 0 {
        action = action.or(earlier_ui(num_earlier, ui));
    }
    action
}

/// Says how many notices are not shown because of newer ones.
fn earlier_ui(count: usize, ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    ui.add_space(theme::GAP_S);
    ui.horizontal(|ui| {
        let words = t!("earlier-messages", count = count);
        ui.label(theme::small(words).weak());
        if ui.add(Button::ghost(t!("close-all")).small()).clicked() {
            action = Some(Action::Dismiss(None));
        }
    });
    action
}

impl App {
    /// What the column shows: a page, and whether the preview stands in the place of the editor.
    pub(super) fn sight(&self) -> (Page, bool) {
        (self.page, self.preview.hides_editor())
    }
}

/// What the top and the bottom of the window leave: one column that scrolls, each page for itself. At the right of it so
/// much stays free, where the preview stands on another page: on all pages the column is in the same place.
pub(super) fn central_column(
    page: impl Hash + Debug,
    ui: &mut Ui,
    beside: f32,
    content: impl FnOnce(&mut Ui),
) {
    CentralPanel::default().show(ui, |ui| {
        let scrolls = ScrollArea::vertical().id_salt(page);
        scrolls.auto_shrink([false, false]).show(ui, |ui| {
            left_of(beside, ui, |ui| column(ui, content));
            follow_focus(ui);
            scroll_by_pages(ui);
        });
    });
}

/// Leaves so much free at the right.
pub(super) fn left_of(beside: f32, ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let mut place = ui.available_rect_before_wrap();
    place.max.x -= beside;
    ui.scope_builder(egui::UiBuilder::new().max_rect(place), content);
}

/// One column in the middle, no wider than is good to read.
pub(super) fn column(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let width = (ui.available_width() - 2.0 * theme::GAP_M).min(theme::COLUMN_WIDTH);
    let margin = ((ui.available_width() - width) / 2.0).max(0.0);
    ui.horizontal_top(|ui| {
        ui.add_space(margin);
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.add_space(theme::GAP_M);
            content(ui);
            ui.add_space(theme::GAP_M);
        });
    });
}

/// How much of the window's height the notices may take.
const NOTICES_SHARE: f32 = 0.4;

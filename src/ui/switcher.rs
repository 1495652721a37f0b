//! Who speaks: the author of the draft, and the list to choose another from.

use egui::{
    Popup, Pos2, Rect, Response, Role, Sense, TextWrapMode, Ui, Vec2, WidgetInfo, WidgetText, pos2,
    vec2,
};

use super::action::Action;
use super::facts::Facts;
use super::icon::Icon;
use super::theme;
use super::widgets::{Avatar, focus_ring};
use super::wording::days_left;
use crate::domain::{Author, Draft};
use crate::words::t;

/// Shows who speaks; a click opens the list of everyone who could.
pub fn author_switcher_ui(facts: &Facts<'_>, draft: &Draft, ui: &mut Ui) -> Option<Action> {
    let authors = facts.authors();
    let chosen = draft.author.as_ref();
    let list_width = LIST_WIDTH.min(ui.ctx().content_rect().width() - LIST_AROUND);
    let shown = authors
        .iter()
        .find(|author| chosen.is_some_and(|chosen| chosen.urn == author.urn));
    let button = button_ui(shown.copied().or(chosen)?, ui);
    let popup = Popup::menu(&button);
    let was_open = popup.is_open();
    let picked = popup
        .width(list_width)
        .accessible_name(t!("author"))
        .show(|ui| {
            ui.set_min_width(list_width);
            let mut picked = None;
            for author in &authors {
                let is_chosen = chosen.is_some_and(|chosen| chosen.urn == author.urn);
                let row = row_ui(facts, author, is_chosen, ui);
                if is_chosen && !was_open {
                    row.request_focus();
                }
                if row.clicked() {
                    picked = Some(Action::Speak((*author).clone()));
                    ui.close();
                }
            }
            picked
        });
    picked.and_then(|shown| shown.inner)
}

fn button_ui(author: &Author, ui: &mut Ui) -> Response {
    let palette = theme::palette(ui);
    let around = 2.0 * theme::GAP_S + AVATAR_SMALL + theme::GAP_S + theme::GAP_XS + theme::ICON;
    let room = (BUTTON_WIDTH.min(ui.available_width()) - around).max(0.0);
    let font = theme::font(theme::Weight::Medium, theme::SIZE_BODY);
    let wrap = Some(TextWrapMode::Truncate);
    let name = WidgetText::from(&author.name).into_galley(ui, wrap, room, font);
    let size = vec2(name.size().x + around, theme::CONTROL_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo {
        current_text_value: Some(author.name.clone()),
        ..WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), t!("author"))
    });
    let is_open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
    let fill = if response.hovered() || is_open {
        palette.neutral_hover
    } else {
        palette.neutral
    };
    ui.painter().rect_filled(rect, theme::RADIUS_M, fill);
    let left = rect.left() + theme::GAP_S;
    avatar_ui(author, AVATAR_SMALL, pos2(left, rect.center().y), ui);
    let at = pos2(
        left + AVATAR_SMALL + theme::GAP_S,
        rect.center().y - name.size().y / 2.0,
    );
    ui.painter().galley(at, name, palette.text);
    let center = pos2(
        rect.right() - theme::GAP_S - theme::ICON / 2.0,
        rect.center().y,
    );
    Icon::ChevronDown.paint(ui.painter(), center, theme::ICON, palette.text_muted);
    focus_ring(ui, &response, theme::RADIUS_M);
    response.on_hover_text(t!("author-posts", name = author.name.as_str()))
}

/// Picture, name, what lets the person speak as them, and how long that lasts.
fn row_ui(facts: &Facts<'_>, author: &Author, is_chosen: bool, ui: &mut Ui) -> Response {
    let palette = theme::palette(ui);
    let size = vec2(ui.available_width(), ROW_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(
            Role::ListBoxOption,
            ui.is_enabled(),
            is_chosen,
            &author.name,
        )
    });
    if response.hovered() {
        ui.painter()
            .rect_filled(rect, theme::RADIUS_S, palette.neutral);
    }
    let left = rect.left() + theme::GAP_S;
    avatar_ui(author, AVATAR_LARGE, pos2(left, rect.center().y), ui);
    let left = left + AVATAR_LARGE + theme::GAP_M;
    let room = rect.right() - left - theme::ICON - 2.0 * theme::GAP_S;
    let wrap = Some(TextWrapMode::Truncate);
    let name = theme::font(theme::Weight::Medium, theme::SIZE_BODY);
    let name = WidgetText::from(&author.name).into_galley(ui, wrap, room, name);
    let mut words = author.role.label().to_owned();
    if let Some(expiry) = facts.expiry(&author.urn) {
        words = format!("{words} · {}", days_left(expiry));
    }
    let small = theme::font(theme::Weight::Regular, theme::SIZE_SMALL);
    let words = WidgetText::from(words).into_galley(ui, wrap, room, small);
    let top = rect.center().y - f32::midpoint(name.size().y, words.size().y);
    let below = top + name.size().y;
    ui.painter().galley(pos2(left, top), name, palette.text);
    ui.painter()
        .galley(pos2(left, below), words, palette.text_muted);
    if is_chosen {
        let center = pos2(
            rect.right() - theme::GAP_S - theme::ICON / 2.0,
            rect.center().y,
        );
        Icon::Check.paint(ui.painter(), center, theme::ICON, palette.link);
    }
    focus_ring(
        ui,
        &response.clone().with_new_rect(rect.shrink(3.0)),
        theme::RADIUS_S - 2,
    );
    response
}

/// Paints the picture of `author`; `left` is the middle of its left side.
fn avatar_ui(author: &Author, size: f32, left: Pos2, ui: &Ui) {
    let center = left + vec2(size / 2.0, 0.0);
    let rect = Rect::from_center_size(center, Vec2::splat(size));
    avatar_of(author).with_size(size).paint(ui, rect);
}

/// The picture of an author.
pub(super) fn avatar_of(author: &Author) -> Avatar<'_> {
    let avatar = if author.urn.is_organization() {
        Avatar::organization(&author.name)
    } else {
        Avatar::member(&author.name)
    };
    avatar.with_key(author.urn.as_str())
}

/// As wide as a long name needs, and no wider than leaves the tabs their room.
const BUTTON_WIDTH: f32 = 240.0;
/// As wide as a role and how long its sign-in lasts need, in points.
const LIST_WIDTH: f32 = 400.0;
/// What stands between the list and the edges of a narrow window.
const LIST_AROUND: f32 = 56.0;
const ROW_HEIGHT: f32 = 52.0;
const AVATAR_SMALL: f32 = 24.0;
const AVATAR_LARGE: f32 = 36.0;

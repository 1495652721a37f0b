//! One of a few, side by side: a segmented control for a choice, tabs for the pages of the window.

use egui::{
    Color32, Id, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, WidgetText, pos2, vec2,
};

use super::focus_ring;
use crate::ui::icon::Icon;
use crate::ui::theme::{self, Palette};

/// A choice among a few short words, all of equal width where there is room for that. `name` says what is chosen.
///
/// The response is marked as changed when another one was chosen.
pub fn segmented_ui<T: PartialEq + Copy>(
    ui: &mut Ui,
    name: &str,
    chosen: &mut T,
    options: &[(T, &str)],
) -> Response {
    let words: Vec<f32> = options
        .iter()
        .map(|(_, text)| text_width(ui, text))
        .collect();
    let widths = cell_widths(&words, ui.available_width() - 2.0 * INSET);
    let size = vec2(widths.iter().sum(), theme::ROW_HEIGHT) + egui::Vec2::splat(2.0 * INSET);
    let (rect, mut group) = ui.allocate_exact_size(size, Sense::hover());
    let palette = theme::palette(ui);
    ui.painter()
        .rect_filled(rect, theme::RADIUS_M + 2, palette.track);
    name_group(ui, &group, Role::RadioGroup, name);
    let mut left = rect.left() + INSET;
    let mut parts = Vec::with_capacity(options.len());
    group_ui(ui, group.id, |ui| {
        for ((value, text), width) in options.iter().zip(widths) {
            let size = vec2(width, theme::ROW_HEIGHT);
            let cell = Rect::from_min_size(pos2(left, rect.top() + INSET), size);
            left = cell.right();
            let selected = *chosen == *value;
            let response = part_ui(ui, group.id, cell, Role::RadioButton, text, selected);
            if selected {
                ui.painter()
                    .rect_filled(cell, theme::RADIUS_M, palette.thumb);
            } else if response.hovered() {
                ui.painter()
                    .rect_filled(cell, theme::RADIUS_M, palette.neutral_hover);
            }
            paint_text(ui, cell, text, selected, palette);
            if response.clicked() && !selected {
                *chosen = *value;
                group.mark_changed();
            }
            parts.push(response);
        }
        // Over what stands beside it.
        for part in parts {
            focus_ring(ui, &part, theme::RADIUS_M);
        }
    });
    group
}

/// How wide the parts of a choice are: equal, or as their words need where the longest would be cut otherwise.
fn cell_widths(words: &[f32], room: f32) -> Vec<f32> {
    let count = words.len().max(1) as f32;
    let widest = words.iter().copied().fold(0.0, f32::max);
    let equal = room / count;
    let each_as_it_needs = (room - words.iter().sum::<f32>()) / (2.0 * count);
    if widest + 2.0 * TIGHT <= equal || each_as_it_needs < TIGHT {
        vec![(widest + 2.0 * theme::GAP_L).min(equal); words.len()]
    } else {
        let padding = each_as_it_needs.min(theme::GAP_L);
        words.iter().map(|width| width + 2.0 * padding).collect()
    }
}

/// A page of the window that can be opened by its tab.
#[derive(Clone, Copy, Debug)]
pub struct Tab<T> {
    /// What is opened.
    pub page: T,
    /// Its name.
    pub name: &'static str,
    /// Stands for the name where there is no room for it.
    pub icon: Icon,
}

/// The pages of the window, as wide as their names; the open one is underlined.
///
/// The response is marked as changed when another one was opened. Names that do not fit move closer together, then
/// the last ones give way to their icons.
pub fn tabs_ui<T: PartialEq + Copy>(
    ui: &mut Ui,
    name: &str,
    open: &mut T,
    tabs: &[Tab<T>],
) -> Response {
    let names: Vec<f32> = tabs.iter().map(|tab| text_width(ui, tab.name)).collect();
    let count = tabs.len().max(1) as f32;
    let room = ui.available_width();
    let (num_named, widths) = as_many_names_as_fit(&names, room);
    let padding = ((room - widths.iter().sum::<f32>()) / (2.0 * count)).clamp(TIGHT, theme::GAP_M);
    let places = in_rows(&widths, padding, room);
    let width = places.iter().map(Rect::right).fold(0.0, f32::max);
    let height = places.last().map_or(0.0, Rect::bottom);
    let (rect, mut group) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    name_group(ui, &group, Role::TabList, name);
    // The first name, not its padding, lines up with what is below.
    let corner = rect.min.to_vec2() - vec2(padding, 0.0);
    group_ui(ui, group.id, |ui| {
        for (idx, (tab, place)) in tabs.iter().zip(places).enumerate() {
            let (cell, selected) = (place.translate(corner), *open == tab.page);
            let mut response = part_ui(ui, group.id, cell, Role::Tab, tab.name, selected);
            let is_named = idx < num_named;
            if !is_named {
                response = response.on_hover_text(tab.name);
            }
            tab.paint(ui, &response, padding, selected, is_named);
            if response.clicked() && !selected {
                *open = tab.page;
                group.mark_changed();
            }
        }
    });
    group
}

impl<T> Tab<T> {
    fn paint(&self, ui: &Ui, shown: &Response, padding: f32, selected: bool, is_named: bool) {
        let (palette, cell) = (theme::palette(ui), shown.rect);
        let plate = cell.shrink2(vec2(1.0, 4.0));
        if shown.hovered() && !selected {
            ui.painter()
                .rect_filled(plate, theme::RADIUS_S, palette.neutral);
        }
        if is_named {
            paint_text(ui, cell, self.name, selected, palette);
        } else {
            let color = word_color(selected, palette);
            self.icon
                .paint(ui.painter(), cell.center(), ICON_SIZE, color);
        }
        if selected {
            let line = Rect::from_x_y_ranges(
                cell.shrink(padding).x_range(),
                cell.bottom() - 3.0..=cell.bottom(),
            );
            ui.painter().rect_filled(line, 1.5, palette.accent);
        }
        focus_ring(ui, &shown.clone().with_new_rect(plate), theme::RADIUS_S);
    }
}

/// How many tabs are named so that all stand in one row, and how wide each is then, without padding. Where not even
/// icons would fit, all are named.
fn as_many_names_as_fit(names: &[f32], room: f32) -> (usize, Vec<f32>) {
    let with_icons = |num_named: usize| -> Vec<f32> {
        let width = |(idx, name): (usize, &f32)| if idx < num_named { *name } else { ICON_CELL };
        names.iter().enumerate().map(width).collect()
    };
    // The row ends with the last name, as it begins with the first: the padding there is outside.
    let paddings = 2.0 * TIGHT * names.len().saturating_sub(1) as f32;
    let fits = |widths: &[f32]| widths.iter().sum::<f32>() + paddings <= room;
    (0..=names.len())
        .rev()
        .map(|num_named| (num_named, with_icons(num_named)))
        .find(|(_, widths)| fits(widths))
        .unwrap_or_else(|| (names.len(), names.to_vec()))
}

/// Where tabs with words of these widths stand, from the corner of the first: in as many rows as they need.
fn in_rows(words: &[f32], padding: f32, room: f32) -> Vec<Rect> {
    let height = theme::CONTROL_HEIGHT + 4.0;
    let (mut left, mut top) = (0.0, 0.0);
    let mut place = |width: f32| {
        if left > 0.0 && left + width > room + 2.0 * padding {
            (left, top) = (0.0, top + height);
        }
        let place = Rect::from_min_size(pos2(left, top), vec2(width, height));
        left += width;
        place
    };
    let widths = words.iter().map(|width| width + 2.0 * padding);
    widths.map(&mut place).collect()
}

/// Makes whatever `content` shows a child of the group, for a screen reader too.
fn group_ui(ui: &mut Ui, group: Id, content: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new().id_salt(group).accessibility_parent(group);
    ui.scope_builder(builder, content);
}

fn name_group(ui: &Ui, group: &Response, role: Role, name: &str) {
    group.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), name));
}

fn part_ui(ui: &Ui, group: Id, cell: Rect, role: Role, text: &str, selected: bool) -> Response {
    let response = ui.interact(cell, group.with(text), Sense::click());
    response.widget_info(|| WidgetInfo::selected(role, ui.is_enabled(), selected, text));
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_selected(selected));
    match ui.visuals().interact_cursor {
        Some(cursor) => response.on_hover_cursor(cursor),
        None => response,
    }
}

fn paint_text(ui: &Ui, cell: Rect, text: &str, selected: bool, palette: &Palette) {
    let color = word_color(selected, palette);
    let wrap = Some(egui::TextWrapMode::Truncate);
    let galley = WidgetText::from(text).into_galley(ui, wrap, cell.width() - 2.0 * TIGHT, font());
    let at = cell.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, color);
}

fn word_color(selected: bool, palette: &Palette) -> Color32 {
    if selected {
        palette.text
    } else {
        palette.text_muted
    }
}

fn text_width(ui: &Ui, text: &str) -> f32 {
    let galley =
        WidgetText::from(text).into_galley(ui, Some(egui::TextWrapMode::Extend), 0.0, font());
    galley.size().x.ceil()
}

fn font() -> egui::FontId {
    theme::font(theme::Weight::Medium, theme::SIZE_BODY - 1.0)
}

/// The least room on either side of the name of a tab.
const TIGHT: f32 = 4.0;
/// The width of a tab that is shown by its icon, without the padding: enough to be hit.
const ICON_CELL: f32 = theme::MIN_TARGET - 2.0 * TIGHT;
const ICON_SIZE: f32 = 18.0;
/// Between the choice and the edge of its track.
const INSET: f32 = 2.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_choice_are_equal_unless_that_would_cut_one() {
        let widths = |room: f32| cell_widths(&[40.0, 100.0], room);
        assert_eq!(widths(500.0), [100.0 + 2.0 * theme::GAP_L; 2]);
        assert_eq!(widths(216.0), [108.0, 108.0]);
        assert_eq!(widths(180.0), [60.0, 120.0]);
        assert_eq!(widths(100.0), [50.0, 50.0], "both are cut anyway");
    }

    #[test]
    fn the_last_names_give_way_to_icons_until_all_stand_in_one_row() {
        let named = |room: f32| as_many_names_as_fit(&[60.0, 60.0, 60.0, 90.0], room).0;
        // Three gaps of two paddings.
        let gaps = 6.0 * TIGHT;
        assert_eq!(named(270.0 + gaps), 4);
        assert_eq!(named(269.0 + gaps), 3);
        assert_eq!(named(180.0 + ICON_CELL + gaps), 3);
        assert_eq!(named(179.0 + ICON_CELL + gaps), 2);
        assert_eq!(named(4.0 * ICON_CELL + gaps), 0);
        assert_eq!(named(10.0), 4, "rows, rather than icons in rows");
        let (num_named, widths) = as_many_names_as_fit(&[60.0, 60.0, 60.0, 90.0], 220.0);
        let tops = in_rows(&widths, TIGHT, 220.0)
            .iter()
            .map(Rect::top)
            .fold(0.0, f32::max);
        assert!(tops < 1.0, "{num_named} named");
    }
}

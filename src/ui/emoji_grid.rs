//! The grid of emoji under headings, of which only the lines in sight are laid out. Never: what is in it.

use std::ops::Range;

use egui::{Align2, FontId, Id, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::theme::{self, Weight};
use crate::domain::emoji::in_tone;
use crate::domain::{Emoji, SkinTone};

/// Emoji in lines.
#[derive(Debug, Default)]
pub(super) struct Grid {
    emoji: Vec<&'static Emoji>,
    lines: Vec<Line>,
    /// How far it is scrolled down, in points.
    offset: f32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    Heading(&'static str),
    /// Which of the emoji, counted from 0.
    Cells(Range<usize>),
}

/// How a grid is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// How many stand in a line.
    pub(super) columns: usize,
    /// Whether they are drawn; else their names stand there.
    pub(super) can_draw: bool,
    /// The skin tone.
    pub(super) tone: SkinTone,
}

impl Grid {
    /// Sections below each other, each under its heading; those without emoji are left out.
    pub(super) fn new(
        sections: Vec<(Option<&'static str>, Vec<&'static Emoji>)>,
        columns: usize,
    ) -> Self {
        let mut grid = Self::default();
        for (heading, emoji) in sections {
            if emoji.is_empty() {
                continue;
            }
            grid.lines.extend(heading.map(Line::Heading));
            let mut at = grid.emoji.len();
            for cells in emoji.chunks(columns) {
                grid.lines.push(Line::Cells(at..at + cells.len()));
                at += cells.len();
            }
            grid.emoji.extend(emoji);
        }
        grid
    }

    /// All that are in it, in order.
    pub(super) fn emoji(&self) -> &[&'static Emoji] {
        &self.emoji
    }

    /// The place below this one, or the same in the last line.
    pub(super) fn below(&self, place: usize) -> usize {
        let lines = self.lines.iter();
        Self::in_line_after(place, lines)
    }

    /// The place above this one, or the same in the first line.
    pub(super) fn above(&self, place: usize) -> usize {
        let lines = self.lines.iter().rev();
        Self::in_line_after(place, lines)
    }

    fn in_line_after<'a>(place: usize, lines: impl Iterator<Item = &'a Line>) -> usize {
        let mut lines = lines.filter_map(|line| match line {
            Line::Cells(cells) => Some(cells),
            Line::Heading(_) => None,
        });
        let Some(here) = lines.find(|cells| cells.contains(&place)) else {
            return place;
        };
        lines.next().map_or(place, |next| {
            let column = place - here.start;
            (next.start + column).min(next.end.saturating_sub(1))
        })
    }

    /// Shows it; gives what was clicked. `shows_chosen` scrolls to where `chosen` stands.
    pub(super) fn ui(
        &mut self,
        look: &Look,
        chosen: usize,
        shows_chosen: bool,
        ui: &mut Ui,
    ) -> Option<&'static Emoji> {
        let room = ui.ctx().content_rect().height() - AROUND_GRID;
        let height = room.clamp(2.0 * LINE, 7.0 * LINE);
        let mut area = ScrollArea::vertical()
            .id_salt("emoji grid")
            .max_height(height)
            .auto_shrink([false, false]);
        if shows_chosen {
            area = area.vertical_scroll_offset(self.offset_for(chosen, height));
        }
        let mut clicked = None;
        let shown = ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            area.show_rows(ui, LINE, self.lines.len(), |ui, rows| {
                for line in &self.lines[rows] {
                    let size = vec2(ui.available_width() - SCROLL_BAR, LINE);
                    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                    match line {
                        Line::Heading(words) => heading_ui(words, rect, ui),
                        Line::Cells(cells) => {
                            let picked = self.cells_ui(cells.clone(), rect, look, chosen, ui);
                            clicked = clicked.or(picked);
                        }
                    }
                }
            })
        });
        self.offset = shown.inner.state.clamped_offset().y;
        clicked
    }

    fn cells_ui(
        &self,
        cells: Range<usize>,
        line: Rect,
        look: &Look,
        chosen: usize,
        ui: &Ui,
    ) -> Option<&'static Emoji> {
        let mut clicked = None;
        let width = line.width() / look.columns as f32;
        for (column, idx) in cells.enumerate() {
            let left = line.left() + column as f32 * width;
            let cell = Rect::from_min_size(egui::pos2(left, line.top()), vec2(width, LINE));
            let id = ui.scope_id().with(("emoji", idx));
            if cell_ui(self.emoji[idx], look, idx == chosen, cell, id, ui) {
                clicked = Some(self.emoji[idx]);
            }
        }
        clicked
    }

    /// How far to scroll for a place to be in sight, and no farther; its heading is shown too.
    fn offset_for(&self, place: usize, height: f32) -> f32 {
        let is_there = |line: &Line| matches!(line, Line::Cells(cells) if cells.contains(&place));
        let Some(line) = self.lines.iter().position(is_there) else {
            return 0.0;
        };
        let first = match line
            .checked_sub(1)
            .and_then(|before| self.lines.get(before))
        {
            Some(Line::Heading(_)) => line - 1,
            _ => line,
        };
        let (top, bottom) = (first as f32 * LINE, (line + 1) as f32 * LINE);
        self.offset.min(top).max(bottom - height)
    }
}

/// How many emoji stand beside each other where there is this much room.
pub(super) fn columns(ui: &Ui) -> usize {
    let width = ui.available_width() - SCROLL_BAR;
    let fitting = (1..=MOST_COLUMNS).take_while(|count| *count as f32 * LEAST_CELL <= width);
    fitting.count().max(1)
}

/// The font in which they are drawn. Inter has none, so they come from the system.
pub(super) fn emoji_font() -> FontId {
    theme::font(Weight::Regular, EMOJI_SIZE)
}

fn heading_ui(words: &str, place: Rect, ui: &mut Ui) {
    let place = place.with_min_y(place.top() + theme::GAP_S);
    ui.put(place, |ui: &mut Ui| {
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.label(theme::small(words).weak())
        })
        .inner
    });
}

/// One emoji. The keyboard stays in the field above, so a cell takes clicks alone.
fn cell_ui(emoji: &Emoji, look: &Look, is_chosen: bool, cell: Rect, id: Id, ui: &Ui) -> bool {
    let emoji = in_tone(emoji, look.tone);
    let response = ui.interact(cell, id, Sense::CLICK);
    response.widget_info(|| {
        WidgetInfo::selected(
            Role::ListBoxOption,
            ui.is_enabled(),
            is_chosen,
            emoji.name(),
        )
    });
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_selected(is_chosen));
    let palette = theme::palette(ui);
    let fill = if is_chosen {
        Some(palette.neutral_hover)
    } else if response.hovered() {
        Some(palette.neutral)
    } else {
        None
    };
    if let Some(fill) = fill {
        ui.painter()
            .rect_filled(cell.shrink(1.0), theme::RADIUS_S, fill);
    }
    if is_chosen {
        let stroke = egui::Stroke::new(theme::FOCUS_WIDTH, palette.focus);
        let kind = egui::StrokeKind::Inside;
        ui.painter()
            .rect_stroke(cell.shrink(1.0), theme::RADIUS_S, stroke, kind);
    }
    if look.can_draw {
        let (at, align) = (cell.center(), Align2::CENTER_CENTER);
        ui.painter()
            .text(at, align, emoji.as_str(), emoji_font(), palette.text);
    } else {
        let at = cell.left_center() + vec2(theme::GAP_S, 0.0);
        let font = theme::font(Weight::Regular, theme::SIZE_BODY);
        ui.painter()
            .with_clip_rect(cell.intersect(ui.clip_rect()))
            .text(at, Align2::LEFT_CENTER, emoji.name(), font, palette.text);
    }
    let name = emoji.name();
    if look.can_draw {
        response.on_hover_text(name).clicked()
    } else {
        response.clicked()
    }
}

/// The height of a line, in points; a cell is at least this wide where emoji are drawn.
const LINE: f32 = 36.0;
const LEAST_CELL: f32 = 36.0;
const MOST_COLUMNS: usize = 12;
/// In points.
const EMOJI_SIZE: f32 = 22.0;
/// Room for the scroll bar, in points.
const SCROLL_BAR: f32 = 12.0;
/// What stands around the grid in the window, in points.
const AROUND_GRID: f32 = 380.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::EmojiGroup;

    #[track_caller]
    fn scrolls(offset: f32, expected: f32) {
        assert!((offset - expected).abs() < f32::EPSILON, "{offset}");
    }

    fn grid(counts: &[usize]) -> Grid {
        let section = |count: &usize| {
            let mut groups = EmojiGroup::all();
            let smileys = groups.next().unwrap().emoji();
            (Some("Some"), smileys.take(*count).collect())
        };
        Grid::new(counts.iter().map(section).collect(), 4)
    }

    #[test]
    fn arrows_go_over_headings_and_stay_in_the_column() {
        let grid = grid(&[6, 0, 3]);
        // 0 1 2 3 / 4 5 / heading / 6 7 8
        for (place, below, above) in [
            (0, 4, 0),
            (3, 5, 3),
            (4, 6, 0),
            (5, 7, 1),
            (6, 6, 4),
            (8, 8, 5),
        ] {
            assert_eq!(grid.below(place), below, "below {place}");
            assert_eq!(grid.above(place), above, "above {place}");
        }
    }

    #[test]
    fn an_empty_grid_leads_nowhere() {
        let grid = grid(&[0]);
        assert_eq!((grid.below(0), grid.above(0)), (0, 0));
        scrolls(grid.offset_for(0, 100.0), 0.0);
    }

    #[test]
    fn it_scrolls_as_far_as_the_chosen_line_needs() {
        let mut grid = grid(&[40]);
        scrolls(grid.offset_for(0, 3.0 * LINE), 0.0);
        scrolls(grid.offset_for(39, 3.0 * LINE), 8.0 * LINE);
        grid.offset = 8.0 * LINE;
        scrolls(grid.offset_for(36, 3.0 * LINE), 8.0 * LINE);
        scrolls(grid.offset_for(0, 3.0 * LINE), 0.0);
    }
}

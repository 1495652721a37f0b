//! Where the pictures of a post stand. Rectangles only; nothing is painted here.
//!
//! LinkedIn publishes no rule. This is what its feed shows: one picture in its own shape within bounds, two side by
//! side, three and four as one large with the others beside or below it, and from five on two above three, the last
//! under the number of those that are not shown.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::ui::theme;

/// Where each picture stands that is shown at once, from the corner at zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Grid {
    /// Width and height of all of it, in points.
    pub(super) size: Vec2,
    /// A cell for each picture that is shown, in their order.
    pub(super) cells: Vec<Rect>,
    /// How many pictures are not shown.
    pub(super) hidden: usize,
}

/// Lays out pictures of these shapes (width by height) in `width` points.
pub(super) fn grid(shapes: &[f32], width: f32) -> Grid {
    let shown = shapes.len().min(MOST_SHOWN);
    let is_first_wide = shapes.first().is_some_and(|shape| *shape > 1.0);
    let height = match shapes {
        [] => 0.0,
        [only] => width / only.clamp(TALLEST, WIDEST),
        [_, _] => (width - GAP) / 2.0,
        _ => width * 0.75,
    };
    let whole = Rect::from_min_size(Pos2::ZERO, vec2(width, height.round()));
    let cells = match shown {
        0 | 1 => row(whole, shown),
        2 => row(whole, 2),
        3 | 4 if is_first_wide => above(whole, 1, shown - 1, 2.0 / 3.0),
        3 | 4 => beside(whole, shown - 1),
        _ => above(whole, 2, shown - 2, 0.5),
    };
    Grid {
        size: whole.size(),
        cells,
        hidden: shapes.len() - shown,
    }
}

/// The part of a picture of `shape` that fills a cell: its middle, as fractions.
pub(super) fn visible_part(shape: f32, cell: Vec2) -> Rect {
    let cell_shape = cell.x / cell.y.max(1.0);
    let part = if shape > cell_shape {
        vec2(cell_shape / shape, 1.0)
    } else {
        vec2(1.0, shape / cell_shape)
    };
    Rect::from_center_size(pos2(0.5, 0.5), part)
}

/// One row of `upper` cells above one of `lower`.
fn above(whole: Rect, upper: usize, lower: usize, share: f32) -> Vec<Rect> {
    let middle = (whole.top() + whole.height() * share).round();
    let (top, bottom) = (
        Rect::from_min_max(whole.min, pos2(whole.right(), middle - GAP / 2.0)),
        Rect::from_min_max(pos2(whole.left(), middle + GAP / 2.0), whole.max),
    );
    let mut cells = row(top, upper);
    cells.extend(row(bottom, lower));
    cells
}

/// A large cell, and a column of `others` to its right.
fn beside(whole: Rect, others: usize) -> Vec<Rect> {
    let middle = (whole.left() + whole.width() * 2.0 / 3.0).round();
    let large = Rect::from_min_max(whole.min, pos2(middle - GAP / 2.0, whole.bottom()));
    let left = middle + GAP / 2.0;
    let column = cut(whole.top(), whole.bottom(), others);
    let column = column
        .map(|(top, bottom)| Rect::from_min_max(pos2(left, top), pos2(whole.right(), bottom)));
    std::iter::once(large).chain(column).collect()
}

fn row(whole: Rect, count: usize) -> Vec<Rect> {
    cut(whole.left(), whole.right(), count)
        .map(|(left, right)| {
            Rect::from_min_max(pos2(left, whole.top()), pos2(right, whole.bottom()))
        })
        .collect()
}

/// Cuts a line into `count` equal parts with gaps between them.
fn cut(from: f32, to: f32, count: usize) -> impl Iterator<Item = (f32, f32)> {
    let part = (to - from + GAP) / count.max(1) as f32;
    (0..count).map(move |idx| {
        let start = from + part * idx as f32;
        (start, start + part - GAP)
    })
}

/// As many pictures are shown at once.
const MOST_SHOWN: usize = 5;
/// Shapes beyond these are cropped: four by five, and three by one.
const TALLEST: f32 = 0.8;
const WIDEST: f32 = 3.0;
/// Between pictures.
const GAP: f32 = theme::GAP_XS;

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(left: f32, top: f32, right: f32, bottom: f32) -> Rect {
        Rect::from_min_max(pos2(left, top), pos2(right, bottom))
    }

    #[test]
    fn each_number_of_pictures_has_its_place() {
        let (wide, tall) = (1.5, 0.5);
        for (shapes, height, cells) in [
            (&[][..], 0.0, vec![]),
            (&[wide], 400.0, vec![rect(0.0, 0.0, 600.0, 400.0)]),
            (&[tall], 750.0, vec![rect(0.0, 0.0, 600.0, 750.0)]),
            (&[1e6], 200.0, vec![rect(0.0, 0.0, 600.0, 200.0)]),
            (
                &[wide, tall],
                298.0,
                vec![rect(0.0, 0.0, 298.0, 298.0), rect(302.0, 0.0, 600.0, 298.0)],
            ),
            (
                &[wide, tall, tall],
                450.0,
                vec![
                    rect(0.0, 0.0, 600.0, 298.0),
                    rect(0.0, 302.0, 298.0, 450.0),
                    rect(302.0, 302.0, 600.0, 450.0),
                ],
            ),
            (
                &[tall, wide, wide],
                450.0,
                vec![
                    rect(0.0, 0.0, 398.0, 450.0),
                    rect(402.0, 0.0, 600.0, 223.0),
                    rect(402.0, 227.0, 600.0, 450.0),
                ],
            ),
        ] {
            let found = grid(shapes, 600.0);
            assert_eq!(
                (found.size, found.cells),
                (vec2(600.0, height), cells),
                "{shapes:?}"
            );
        }
    }

    #[test]
    fn any_number_of_any_shape_is_shown_side_by_side() {
        for count in 1..=20 {
            for shape in [1e-6, 0.5, 1.0, 1.5, 1e6] {
                let found = grid(&vec![shape; count], 552.0);
                let whole = Rect::from_min_size(Pos2::ZERO, found.size).expand(0.1);
                assert_eq!(found.cells.len(), count.min(5), "{count}");
                assert_eq!(found.hidden, count.saturating_sub(5), "{count}");
                for (idx, cell) in found.cells.iter().enumerate() {
                    assert!(
                        whole.contains_rect(*cell) && cell.is_positive(),
                        "{count}: {cell}"
                    );
                    for other in &found.cells[..idx] {
                        assert!(
                            !cell.shrink(1.0).intersects(*other),
                            "{count}: {cell} {other}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn the_middle_of_a_picture_fills_its_cell() {
        let cell = vec2(200.0, 100.0);
        let tall = rect(0.0, 0.375, 1.0, 0.625);
        assert_eq!(visible_part(0.5, cell), tall);
        assert_eq!(visible_part(2.0, cell), rect(0.0, 0.0, 1.0, 1.0));
        assert_eq!(visible_part(4.0, cell), rect(0.25, 0.0, 0.75, 1.0));
    }
}

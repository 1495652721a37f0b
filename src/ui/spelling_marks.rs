//! The wavy lines below words that are in no dictionary.

use std::ops::Range;

use egui::text::{CCursor, CharIndex};
use egui::text_edit::TextEditOutput;
use egui::{Galley, Pos2, Rect, Shape, Stroke, Ui, pos2};

use super::spelling::SpellingFacts;
use super::theme;
use crate::domain::spelling::is_being_written;
use crate::domain::{Draft, Mention};

/// What is marked in the text that was shown last.
#[derive(Debug, Default)]
pub(super) struct SpellingMarks {
    text: String,
    mentions: Vec<Mention>,
    revision: Option<u64>,
    mistakes: Vec<Mistake>,
}

/// A word in no dictionary.
#[derive(Clone, Debug)]
struct Mistake {
    bytes: Range<usize>,
    chars: Range<usize>,
}

impl SpellingMarks {
    /// Marks the words of a field that was just shown.
    pub(super) fn ui(
        &mut self,
        output: &TextEditOutput,
        draft: &Draft,
        facts: &SpellingFacts<'_>,
        is_composing: bool,
        ui: &mut Ui,
    ) {
        self.look_at(draft, facts);
        let written = written(output, is_composing);
        let is_written = |word: &Range<usize>| {
            written
                .as_ref()
                .is_some_and(|written| is_being_written(word, written))
        };
        for mistake in &self.mistakes {
            if !is_written(&mistake.chars) {
                underline(output, &mistake.chars, ui);
            }
        }
    }

    /// Finds the words, where anything about them has changed.
    fn look_at(&mut self, draft: &Draft, facts: &SpellingFacts<'_>) {
        let is_known = self.revision == Some(facts.revision)
            && self.text == draft.text
            && self.mentions == draft.mentions;
        if is_known {
            return;
        }
        let mistakes = facts.mistakes_in(&draft.text, &draft.mentions);
        let mut counted = (0, 0);
        self.mistakes = mistakes
            .into_iter()
            .map(|bytes| {
                let start = counted.1 + draft.text[counted.0..bytes.start].chars().count();
                let end = start + draft.text[bytes.clone()].chars().count();
                counted = (bytes.end, end);
                Mistake {
                    bytes,
                    chars: start..end,
                }
            })
            .collect();
        self.revision = Some(facts.revision);
        self.text.clone_from(&draft.text);
        self.mentions.clone_from(&draft.mentions);
    }

    /// The word in no dictionary that stands there, and where it is on the screen.
    pub(super) fn mistake_at(
        &self,
        output: &TextEditOutput,
        at: Pos2,
    ) -> Option<(Rect, Range<usize>)> {
        let clicked = output.galley.cursor_from_pos(at - output.galley_pos);
        let clicked = clicked.index.0;
        let is_there =
            |mistake: &&Mistake| (mistake.chars.start..=mistake.chars.end).contains(&clicked);
        let mistake = self.mistakes.iter().find(is_there)?;
        let places = places(&output.galley, output.galley_pos, &mistake.chars);
        let mut places = places.into_iter();
        let place = places.find(|place| place.expand(2.0).contains(at))?;
        Some((place, mistake.bytes.clone()))
    }
}

/// Where the field is being written, in letters.
fn written(output: &TextEditOutput, is_composing: bool) -> Option<Range<usize>> {
    let range = output.cursor_range.filter(|_| output.response.has_focus());
    let range = range.filter(|range| is_composing || range.is_empty())?;
    let [from, to] = range.sorted_cursors();
    Some(from.index.0..to.index.0)
}

/// A wavy line below a word; none where it is out of sight.
fn underline(output: &TextEditOutput, chars: &Range<usize>, ui: &Ui) {
    let stroke = Stroke::new(1.25, theme::palette(ui).danger_text);
    let clip = ui.clip_rect().intersect(output.text_clip_rect);
    let painter = ui.painter().with_clip_rect(clip);
    for place in places(&output.galley, output.galley_pos, chars) {
        if clip.intersects(place) {
            let y = place.center().y + theme::SIZE_HEADING * 0.5 + 1.0;
            painter.add(Shape::line(wave(place.left(), place.right(), y), stroke));
        }
    }
}

/// Where letters stand: one place for each row that they are in.
fn places(galley: &Galley, origin: Pos2, chars: &Range<usize>) -> Vec<Rect> {
    let edge = |cursor: CCursor| galley.pos_from_cursor(cursor).translate(origin.to_vec2());
    // Where a row ends, a letter begins in the next one and ends in this one.
    let start = |index: usize| {
        edge(CCursor {
            index: CharIndex(index),
            prefer_next_row: true,
        })
    };
    let end = |index: usize| edge(CCursor::new(CharIndex(index)));
    let mut places: Vec<Rect> = Vec::new();
    for index in chars.clone() {
        let (start, end) = (start(index), end(index + 1));
        let letter = Rect::from_min_max(start.min, pos2(end.left(), start.bottom()));
        match places.last_mut() {
            Some(place) if (place.top() - letter.top()).abs() < 1.0 => *place = place.union(letter),
            _ => places.push(letter),
        }
    }
    places
}

/// Points of a line that goes up and down.
fn wave(from: f32, to: f32, y: f32) -> Vec<Pos2> {
    let mut points = Vec::new();
    let (mut x, mut is_down) = (from, false);
    while x < to {
        points.push(pos2(
            x,
            if is_down {
                y + AMPLITUDE
            } else {
                y - AMPLITUDE
            },
        ));
        (x, is_down) = (x + STEP, !is_down);
    }
    points.push(pos2(to, y));
    points
}

/// Half the height of the line, in points.
const AMPLITUDE: f32 = 1.0;
/// From one turn of the line to the next, in points.
const STEP: f32 = 2.0;

//! The wavy lines below words that are in no dictionary, and the menu of a right click on one.

use std::ops::Range;

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::text_edit::TextEditOutput;
use egui::{Galley, Popup, PopupKind, Pos2, Rect, Shape, Stroke, Ui, pos2};

use super::action::{Action, SpellingWish};
use super::icon::Icon;
use super::spelling::{SpellingFacts, suggestions_ui};
use super::theme;
use super::widgets::MenuRow;
use crate::domain::{Draft, Mention};
use crate::words::t;

/// What is marked in the text that was shown last, and the menu over it.
#[derive(Debug, Default)]
pub(super) struct SpellingMarks {
    text: String,
    mentions: Vec<Mention>,
    revision: Option<u64>,
    mistakes: Vec<Mistake>,
    menu: Option<Menu>,
}

/// A word in no dictionary.
#[derive(Clone, Debug)]
struct Mistake {
    bytes: Range<usize>,
    chars: Range<usize>,
}

/// The menu of a right click.
#[derive(Debug)]
struct Menu {
    /// Where the word is on the screen.
    place: Rect,
    word: Range<usize>,
}

impl SpellingMarks {
    /// Marks the words of a field that was just shown, and shows the menu of the one that was clicked with the other
    /// button.
    pub(super) fn ui(
        &mut self,
        output: &TextEditOutput,
        draft: &Draft,
        facts: &SpellingFacts<'_>,
        ui: &mut Ui,
    ) -> Option<Action> {
        self.look_at(draft, facts);
        // A word that is still being typed is not wrong yet.
        let caret = output.cursor_range.filter(CCursorRange::is_empty);
        let caret = caret.filter(|_| output.response.has_focus());
        let caret = caret.map(|range| range.primary.index.0);
        for mistake in &self.mistakes {
            if caret != Some(mistake.chars.end) {
                underline(output, &mistake.chars, ui);
            }
        }
        let response = &output.response.response;
        if response.secondary_clicked()
            && let Some(at) = response.interact_pointer_pos()
        {
            self.menu = self.menu_at(output, at);
        }
        self.menu_ui(output, draft, facts).map(Action::Spelling)
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

    /// The menu of the word that stands there, if it is in no dictionary.
    fn menu_at(&self, output: &TextEditOutput, at: Pos2) -> Option<Menu> {
        let clicked = output.galley.cursor_from_pos(at - output.galley_pos);
        let clicked = clicked.index.0;
        let is_there =
            |mistake: &&Mistake| (mistake.chars.start..=mistake.chars.end).contains(&clicked);
        let mistake = self.mistakes.iter().find(is_there)?;
        let places = places(&output.galley, output.galley_pos, &mistake.chars);
        let mut places = places.into_iter();
        Some(Menu {
            place: places.find(|place| place.expand(2.0).contains(at))?,
            word: mistake.bytes.clone(),
        })
    }

    fn menu_ui(
        &mut self,
        output: &TextEditOutput,
        draft: &Draft,
        facts: &SpellingFacts<'_>,
    ) -> Option<SpellingWish> {
        let menu = self.menu.as_ref()?;
        let typed = draft.text.get(menu.word.clone())?;
        let mut is_open = true;
        let popup = Popup::from_response(&output.response.response)
            .id(output.response.id.with("spelling"))
            .kind(PopupKind::Menu)
            .anchor(menu.place)
            .open_bool(&mut is_open)
            .width(MENU_WIDTH)
            .accessible_name(t!("spelling"));
        let shown = popup.show(|ui| {
            ui.set_width(MENU_WIDTH);
            ui.spacing_mut().item_spacing.y = 2.0;
            let (wish, _) = suggestions_ui(facts, &draft.text, &menu.word, ui);
            let learn = MenuRow::new(t!("spelling-learn")).with_icon(Icon::Plus);
            if ui.add(learn).clicked() {
                return Some(SpellingWish::Learn(typed.to_owned()));
            }
            wish
        });
        let wish = shown.and_then(|shown| shown.inner);
        let is_done = !matches!(wish, None | Some(SpellingWish::Suggest(_)));
        if is_done || !is_open {
            self.menu = None;
        }
        // One who was typing goes on typing.
        if is_done {
            output.response.request_focus();
        }
        wish
    }
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
    let edge = |index: usize, prefer_next_row: bool| {
        let cursor = CCursor {
            index: CharIndex(index),
            prefer_next_row,
        };
        galley.pos_from_cursor(cursor).translate(origin.to_vec2())
    };
    let mut places: Vec<Rect> = Vec::new();
    for index in chars.clone() {
        let (start, end) = (edge(index, true), edge(index + 1, false));
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
const MENU_WIDTH: f32 = 220.0;

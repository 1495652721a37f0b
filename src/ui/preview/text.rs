//! The text of the card: coloured, and folded after three lines until somebody unfolds it. It is laid out again only
//! when it, its width or its colours change.

use std::sync::Arc;

use egui::epaint::text::Glyph;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::{Appearance, Ink, Line, fold};
use crate::ui::theme::{self, Weight};
use crate::ui::widgets::{Button, focus_ring};
use crate::words::t;

/// The text of the card; remembers how it was laid out.
#[derive(Default)]
pub(super) struct PostText {
    laid: Option<Laid>,
    is_unfolded: bool,
}

struct Laid {
    look: Look,
    /// All of it.
    whole: Arc<LayoutJob>,
    /// What is seen before it is unfolded, where that is not all.
    folded: Option<Arc<LayoutJob>>,
}

/// What the layout depends on.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    /// Which text it is: counted up with every change.
    edition: u64,
    /// How wide the text is where LinkedIn folds it, in points.
    nominal: f32,
    /// How wide it is here, in points.
    width: f32,
    is_dark: bool,
    pixels_per_point: f32,
}

impl PostText {
    /// Folds it again.
    pub(super) fn fold(&mut self) {
        self.is_unfolded = false;
    }

    /// Shows the text. `nominal` is how wide LinkedIn would show it; here it may be narrower, and is folded after the
    /// same words.
    pub(super) fn ui(&mut self, shown: &Appearance, edition: u64, nominal: f32, ui: &mut Ui) {
        let look = Look {
            edition,
            nominal,
            width: ui.available_width(),
            is_dark: ui.visuals().dark_mode,
            pixels_per_point: ui.pixels_per_point(),
        };
        let laid = match self.laid.take() {
            Some(laid) if laid.look == look => laid,
            _ => lay_out(shown, look, ui),
        };
        let laid = self.laid.insert(laid);
        match &laid.folded {
            Some(folded) if !self.is_unfolded => {
                let text = ui.label(Arc::clone(folded));
                self.is_unfolded = more_ui(text.rect, look, ui);
            }
            folded => {
                ui.label(Arc::clone(&laid.whole));
                if folded.is_some() && ui.add(Button::ghost(t!("text-fold")).small()).clicked() {
                    self.is_unfolded = false;
                }
            }
        }
    }
}

/// "…more" at the end of the third line; gives whether it was pressed.
fn more_ui(text: Rect, look: Look, ui: &mut Ui) -> bool {
    let palette = theme::palette(ui);
    let format = format(Weight::Regular, palette.text_muted);
    let words = LayoutJob::single_section(t!("text-more").to_owned(), format);
    let words = { ui.painter() }.layout_job(words);
    let right = text.left() + look.width;
    let left = right - words.size().x - theme::GAP_XS;
    // In a narrower card the same words take more lines, and it stands below them.
    let top = if look.width + 0.5 < look.nominal {
        ui.allocate_space(vec2(0.0, LINE_HEIGHT));
        text.bottom() + theme::GAP_XS
    } else {
        text.bottom() - LINE_HEIGHT
    };
    let place = Rect::from_min_max(pos2(left, top), pos2(right, top + LINE_HEIGHT));
    let id = ui.scope_id().with("more");
    let response = ui.interact(place.expand(theme::GAP_XS), id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, t!("text-show-all")));
    let at = pos2(left + theme::GAP_XS, top);
    ui.painter().galley(at, words, palette.text_muted);
    focus_ring(ui, &response, theme::RADIUS_S);
    let response = response.on_hover_text(t!("text-fold-why"));
    response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .clicked()
}

fn lay_out(shown: &Appearance, look: Look, ui: &Ui) -> Laid {
    let mut nominal = job(shown, shown.text.len(), ui);
    nominal.wrap.max_width = look.nominal;
    let (galley, more) = ui.fonts_mut(|fonts| {
        let font = theme::font(Weight::Regular, SIZE);
        let more = fonts.layout_no_wrap(t!("text-more").to_owned(), font, theme::UNTINTED);
        (fonts.layout_job(nominal), more)
    });
    let room = look.nominal - more.size().x - theme::GAP_S;
    let end = fold(&shown.text, &lines(&shown.text, &galley), room);
    let at_width = |end| {
        let mut job = job(shown, end, ui);
        job.wrap.max_width = look.width;
        Arc::new(job)
    };
    Laid {
        look,
        whole: at_width(shown.text.len()),
        folded: end.map(at_width),
    }
}

/// The first `end` bytes of the text, coloured.
fn job(shown: &Appearance, end: usize, ui: &Ui) -> LayoutJob {
    let palette = theme::palette(ui);
    let mut job = LayoutJob::default();
    for (range, ink) in &shown.stretches {
        if range.start >= end {
            break;
        }
        let format = match ink {
            Ink::Plain => format(Weight::Regular, palette.text),
            Ink::Link => format(Weight::Regular, palette.link),
            Ink::Hashtag | Ink::Mention => format(Weight::SemiBold, palette.link),
        };
        job.append(&shown.text[range.start..range.end.min(end)], 0.0, format);
    }
    job
}

fn format(weight: Weight, color: Color32) -> TextFormat {
    TextFormat {
        font_id: theme::font(weight, SIZE),
        color,
        line_height: Some(LINE_HEIGHT),
        ..TextFormat::default()
    }
}

/// What stands on each line of a text that was laid out; no more of them than the fold asks about.
fn lines(text: &str, galley: &Galley) -> Vec<Line> {
    let mut chars = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let mut next = || chars.next().unwrap_or(text.len());
    let mut start = next();
    let rows = galley
        .rows
        .iter()
        .take(crate::domain::LINES_BEFORE_FOLD + 1);
    rows.map(|row| {
        let mut end = start;
        for _ in &row.glyphs {
            end = next();
        }
        let line = Line {
            range: start..end,
            ends: row.glyphs.iter().map(Glyph::max_x).collect(),
        };
        start = if row.ends_with_newline { next() } else { end };
        line
    })
    .collect()
}

/// LinkedIn's feed sets posts in 14 of its points, 20 apart.
const SIZE: f32 = 14.0;
const LINE_HEIGHT: f32 = 20.0;

#[cfg(test)]
mod tests {
    use super::*;

    /// How many lines of a text are seen before it is unfolded, and in all.
    fn seen(text: &str, nominal: f32, width: f32) -> (usize, usize) {
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let shown = Appearance::of(text, &[]);
        let mut seen = (0, 0);
        ctx.run_ui(egui::RawInput::default(), |ui| {
            ui.set_width(width);
            let mut pane = PostText::default();
            pane.ui(&shown, 1, nominal, ui);
            let laid = pane.laid.unwrap();
            let num_rows = |job: &Arc<LayoutJob>| {
                let job = LayoutJob::clone(job);
                ui.fonts_mut(|fonts| fonts.layout_job(job)).rows.len()
            };
            let whole = num_rows(&laid.whole);
            seen = (laid.folded.as_ref().map_or(whole, num_rows), whole);
        })
        .drop_without_applying_deltas();
        seen
    }

    #[test]
    fn odd_texts_are_folded_after_three_lines_too() {
        assert_eq!(seen("", 520.0, 520.0), (1, 1));
        assert_eq!(seen("a\nb\nc", 520.0, 520.0), (3, 3));
        let newlines = format!("a\nb\nc{}", "\n".repeat(200));
        assert_eq!(seen(&newlines, 520.0, 520.0), (3, 203));
        for text in [
            "😀".repeat(3_000),
            "x".repeat(3_000),
            "שלום עולם, مرحبا بالعالم ".repeat(120),
            "e\u{301}\u{200d}\u{fe0f}\u{202e} ".repeat(900),
            "#tag https://a.example/b ".repeat(120),
        ] {
            for nominal in [344.0, 520.0] {
                let (folded, whole) = seen(&text, nominal, nominal);
                assert_eq!(folded, 3, "{text:.20}");
                assert!(whole > 3, "{text:.20}");
            }
        }
    }

    #[test]
    fn a_narrower_card_folds_after_the_same_words() {
        let (folded, _) = seen(&"word ".repeat(200), 520.0, 260.0);
        assert!(folded > 3);
    }
}

//! What is worth a look in the text, said quietly below it: at most two lines, and nothing that keeps from posting.

use egui::{Label, Ui};

use super::action::Action;
use super::theme;
use super::widgets::Button;
use crate::domain::Draft;
use crate::domain::direction::runs_right_to_left;
use crate::domain::remark::remarks;
use crate::words::t;

/// Shows the remarks on a draft's text, with a button where a click can mend it.
pub(super) fn remarks_ui(draft: &Draft, ui: &mut Ui) -> Option<Action> {
    if runs_right_to_left(&draft.text) {
        let words = t!("right-to-left");
        ui.label(theme::small(words).weak());
    }
    let remarks = remarks(&draft.text, &draft.mentions);
    let more = remarks.len().saturating_sub(MOST_LINES);
    let mut mended = None;
    for (idx, remark) in remarks.iter().take(MOST_LINES).enumerate() {
        ui.horizontal(|ui| {
            let is_last = idx + 1 == MOST_LINES;
            let rest = if more > 0 && is_last { MORE_ROOM } else { 0.0 };
            let button = remark.remedy().map_or(0.0, |_| BUTTON_ROOM);
            let room = (ui.available_width() - button - rest).max(MORE_ROOM);
            let words = theme::small(remark.to_string()).weak();
            ui.scope(|ui| {
                ui.set_max_width(room);
                ui.add(Label::new(words).truncate());
            });
            if let Some(remedy) = remark.remedy()
                && ui.add(Button::ghost(remedy).small()).clicked()
            {
                mended = Some(remark.mended(&draft.text, &draft.mentions));
            }
            if rest > 0.0 {
                let all: Vec<String> = remarks.iter().map(ToString::to_string).collect();
                ui.label(theme::small(t!("remarks-more", count = more)).weak())
                    .on_hover_text(all.join("\n"));
            }
        });
    }
    mended.map(Action::Mend)
}

const MOST_LINES: usize = 2;
/// What the longest button needs, in points.
const BUTTON_ROOM: f32 = 124.0;
/// What “and 3 more” needs, in points.
const MORE_ROOM: f32 = 88.0;

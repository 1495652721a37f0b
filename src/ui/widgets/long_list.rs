//! A list of any length in a scroll area, of which only what is in sight is laid out: ten thousand cards cost no more
//! than ten. Never: what stands in a card.

use std::sync::Arc;

use egui::mutex::Mutex;
use egui::{AsIdSalt, Id, IdMap, Ui};

use crate::ui::theme;

/// Shows those of the items that are in sight, one below the other, each as high as it turns out to be.
///
/// `items` are shown in their order, each under a key of its own. The height of one that was never in sight is taken
/// to be that of the others, so the scroll bar settles while one scrolls. A screen beyond either end of what is in
/// sight is laid out too, so that the keyboard and a screen reader can move on to it.
pub fn long_list_ui<K: AsIdSalt, T>(
    ui: &mut Ui,
    name: &str,
    items: impl IntoIterator<Item = (K, T)>,
    mut show: impl FnMut(&mut Ui, T),
) {
    let id = ui.make_persistent_id(name);
    let heights = ui.data_mut(|data| {
        let heights: &mut Arc<Mutex<Heights>> = data.get_temp_mut_or_default(id);
        Arc::clone(heights)
    });
    let mut heights = heights.lock();
    let usual = heights.usual();
    let gap = ui.spacing().item_spacing.y + theme::GAP_S;
    let in_sight = ui.clip_rect();
    let in_sight = in_sight.expand2(egui::vec2(0.0, in_sight.height().max(LEAST_SCREEN)));
    let mut top = ui.cursor().top();
    let mut skipped = 0.0;
    for (key, item) in items {
        let key = id.with(key);
        let height = heights.of(key).unwrap_or(usual);
        if top > in_sight.bottom() || top + height < in_sight.top() {
            skipped += height + gap;
            top += height + gap;
            continue;
        }
        ui.add_space(std::mem::take(&mut skipped));
        let shown = ui.push_id(key, |ui| show(ui, item)).response;
        ui.add_space(theme::GAP_S);
        heights.learn(key, shown.rect.height());
        top = ui.cursor().top();
    }
    ui.add_space(skipped);
}

/// How high the items were when they were last in sight, in points.
#[derive(Default)]
struct Heights {
    items: IdMap<f32>,
    sum: f32,
}

impl Heights {
    fn of(&self, key: Id) -> Option<f32> {
        self.items.get(&key).copied()
    }

    fn usual(&self) -> f32 {
        match self.items.len() {
            0 => FIRST_GUESS,
            count => self.sum / count as f32,
        }
    }

    fn learn(&mut self, key: Id, height: f32) {
        let before = self.items.insert(key, height).unwrap_or(0.0);
        self.sum += height - before;
    }
}

/// What counts as a screen where less than that is in sight, in points.
const LEAST_SCREEN: f32 = 400.0;
/// A card with two lines and its buttons, in points.
const FIRST_GUESS: f32 = 120.0;

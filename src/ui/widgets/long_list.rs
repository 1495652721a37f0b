//! A list of any length in a scroll area, of which only what is in sight is laid out: ten thousand cards cost no more
//! than ten. Never: what stands in a card.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use egui::mutex::Mutex;
use egui::{AsIdSalt, Ui};

use crate::ui::theme;

/// Shows those of the items that are in sight, one below the other, each as high as it turns out to be.
///
/// `items` are shown in their order, each under a key of its own. The height of one that was never in sight is taken
/// to be that of the others, so the scroll bar settles while one scrolls. Some items beyond either end of what is in sight
/// are laid out too, so that the keyboard and a screen reader can move on to them.
pub fn long_list_ui<K, T>(
    ui: &mut Ui,
    name: &str,
    items: impl IntoIterator<Item = (K, T)>,
    mut show: impl FnMut(&mut Ui, T),
) where
    K: AsIdSalt + Copy + Eq + Hash + Send + 'static,
{
    let id = ui.make_persistent_id(name);
    let heights = ui.data_mut(|data| {
        let heights: &mut Arc<Mutex<Heights<K>>> = data.get_temp_mut_or_default(id);
        Arc::clone(heights)
    });
    let mut heights = heights.lock();
    let usual = heights.usual();
    let gap = ui.spacing().item_spacing.y + theme::GAP_S;
    let in_sight = ui.clip_rect();
    let in_sight = in_sight.expand2(egui::vec2(0.0, (usual + gap) * BEYOND_SIGHT));
    let mut top = ui.cursor().top();
    let mut skipped = 0.0;
    let mut count = 0;
    for (place, (key, item)) in items.into_iter().enumerate() {
        count = place + 1;
        let height = heights.at(place, key).unwrap_or(usual);
        if top > in_sight.bottom() || top + height < in_sight.top() {
            skipped += height + gap;
            top += height + gap;
            continue;
        }
        ui.add_space(std::mem::take(&mut skipped));
        let shown = ui.push_id(id.with(key), |ui| show(ui, item)).response;
        ui.add_space(theme::GAP_S);
        heights.learn(place, key, shown.rect.height());
        top = ui.cursor().top();
    }
    ui.add_space(skipped);
    heights.places.truncate(count);
}

/// How high the items were when they were last in sight, in points.
struct Heights<K> {
    learned: HashMap<K, f32>,
    sum: f32,
    /// What was asked for last at each place of the list: most items stand where they stood a frame ago, and need not
    /// be looked for.
    places: Vec<(K, Option<f32>)>,
}

impl<K> Default for Heights<K> {
    fn default() -> Self {
        Self {
            learned: HashMap::default(),
            sum: 0.0,
            places: Vec::new(),
        }
    }
}

impl<K: Copy + Eq + Hash> Heights<K> {
    /// The height of what stands at this place now. The places are asked for one after the other.
    fn at(&mut self, place: usize, key: K) -> Option<f32> {
        match self.places.get_mut(place) {
            Some((known, height)) if *known == key => *height,
            Some(held) => {
                *held = (key, self.learned.get(&key).copied());
                held.1
            }
            None => {
                let height = self.learned.get(&key).copied();
                self.places.push((key, height));
                height
            }
        }
    }

    fn usual(&self) -> f32 {
        match self.learned.len() {
            0 => FIRST_GUESS,
            count => self.sum / count as f32,
        }
    }

    fn learn(&mut self, place: usize, key: K, height: f32) {
        let before = self.learned.insert(key, height).unwrap_or(0.0);
        self.sum += height - before;
        self.places[place] = (key, Some(height));
    }
}

/// How many items of the usual height are laid out beyond either end of what is in sight: the next one, however high, and
/// one more.
const BEYOND_SIGHT: f32 = 2.0;
/// A card with two lines and its buttons, in points.
const FIRST_GUESS: f32 = 120.0;

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
/// `keys` has one of its own for each item, in the order in which they are shown; `show` is given the place of an item in
/// it. The height of one that was never in sight is taken to be that of the others, so the scroll bar settles while one
/// scrolls. Some items beyond either end of what is in sight are laid out too, so that the keyboard and a screen reader
/// can move on to them.
pub fn long_list_ui<K>(ui: &mut Ui, name: &str, keys: &[K], mut show: impl FnMut(&mut Ui, usize))
where
    K: AsIdSalt + Copy + Eq + Hash + Send + 'static,
{
    let id = ui.make_persistent_id(name);
    let heights = ui.data_mut(|data| {
        let heights: &mut Arc<Mutex<Heights<K>>> = data.get_temp_mut_or_default(id);
        Arc::clone(heights)
    });
    let mut heights = heights.lock();
    let gap = ui.spacing().item_spacing.y + theme::GAP_S;
    heights.lay_out(keys, gap);
    let beyond = (heights.usual() + gap) * BEYOND_SIGHT;
    let in_sight = ui.clip_rect().expand2(egui::vec2(0.0, beyond));
    let top = ui.cursor().top();
    let first = heights
        .ends
        .partition_point(|end| top + end - gap < in_sight.top());
    let before = first.checked_sub(1).map_or(0.0, |last| heights.ends[last]);
    ui.add_space(before);
    let mut shown_to = first;
    for (place, key) in keys.iter().enumerate().skip(first) {
        if ui.cursor().top() > in_sight.bottom() {
            break;
        }
        let shown = ui.push_id(id.with(key), |ui| show(ui, place)).response;
        ui.add_space(theme::GAP_S);
        heights.learn(*key, shown.rect.height());
        shown_to = place + 1;
    }
    let length = heights.ends.last().copied().unwrap_or_default();
    let laid_out = shown_to
        .checked_sub(1)
        .map_or(0.0, |last| heights.ends[last]);
    ui.add_space(length - laid_out);
}

/// How high the items were when they were last in sight, in points.
struct Heights<K> {
    learned: HashMap<K, f32>,
    sum: f32,
    /// Whether a height was learned since the items were laid out.
    is_stale: bool,
    keys: Vec<K>,
    gap: f32,
    /// Where each item ends, the gap behind it included, counted from the beginning of the list.
    ends: Vec<f32>,
}

impl<K> Default for Heights<K> {
    fn default() -> Self {
        Self {
            learned: HashMap::default(),
            sum: 0.0,
            is_stale: false,
            keys: Vec::new(),
            gap: 0.0,
            ends: Vec::new(),
        }
    }
}

impl<K: Copy + Eq + Hash> Heights<K> {
    /// Adds up the heights, where anything about them has changed: mostly it has not since the frame before.
    fn lay_out(&mut self, keys: &[K], gap: f32) {
        if !self.is_stale && self.keys == keys && self.gap.total_cmp(&gap).is_eq() {
            return;
        }
        keys.clone_into(&mut self.keys);
        (self.is_stale, self.gap) = (false, gap);
        let usual = self.usual();
        let mut end = 0.0;
        self.ends.clear();
        self.ends.extend(keys.iter().map(|key| {
            end += self.learned.get(key).copied().unwrap_or(usual) + gap;
            end
        }));
    }

    fn usual(&self) -> f32 {
        match self.learned.len() {
            0 => FIRST_GUESS,
            count => self.sum / count as f32,
        }
    }

    fn learn(&mut self, key: K, height: f32) {
        let before = self.learned.insert(key, height);
        self.is_stale |= before.is_none_or(|before| before.total_cmp(&height).is_ne());
        self.sum += height - before.unwrap_or(0.0);
    }
}

/// How many items of the usual height are laid out beyond either end of what is in sight: the next one, however high, and
/// one more.
const BEYOND_SIGHT: f32 = 2.0;
/// A card with two lines and its buttons, in points.
const FIRST_GUESS: f32 = 120.0;

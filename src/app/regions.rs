//! The parts of the window that F6 goes round: which there are, where each begins, and where the keyboard was in it
//! last.

use std::collections::BTreeMap;

use egui::{Context, Id, Key, LayerId, Modifiers, Order, Popup, Rect, Ui, WidgetRect};

/// A part of the window, in the order in which F6 goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Region {
    /// The author and the pages.
    Top,
    /// The open page.
    Page,
    /// The preview beside it.
    Preview,
    /// The button that posts and what stands around it.
    Footer,
    /// The outbox.
    Outbox,
}

/// Where the parts were in the last frame.
#[derive(Debug, Default)]
pub(super) struct Regions {
    rects: BTreeMap<Region, Rect>,
    /// What had the keyboard in each of them.
    last: BTreeMap<Region, Id>,
    /// What had the keyboard while nothing lay over the window, and whether something does now: a dialog or a menu.
    below: Option<Id>,
    was_over: bool,
    /// Whether a question of the window's own was open in the frame before.
    was_asked: bool,
}

impl Regions {
    /// Notes where a part was painted.
    pub(super) fn note(&mut self, region: Region, rect: Rect) {
        self.rects.insert(region, rect);
    }

    /// Paints a part, and notes the room that it took from the rest of the window.
    pub(super) fn watch<R>(
        &mut self,
        region: Region,
        ui: &mut Ui,
        paint: impl FnOnce(&mut Ui) -> R,
    ) -> R {
        let mut taken = ui.available_rect_before_wrap();
        let painted = paint(ui);
        let left = ui.available_rect_before_wrap();
        if left.top() > taken.top() {
            taken.max.y = left.top();
        } else if left.bottom() < taken.bottom() {
            taken.min.y = left.bottom();
        } else {
            taken.min.x = left.right();
        }
        if taken.is_positive() {
            self.note(region, taken);
        }
        painted
    }

    /// Follows F6 and Shift+F6, then forgets where the parts were: they are noted again while they are painted.
    pub(super) fn follow_keys(&mut self, is_asked: bool, ctx: &Context) {
        let focused = ctx.memory(egui::Memory::focused);
        let here = focused.and_then(|id| self.region_of(id, ctx));
        if let (Some(region), Some(id)) = (here, focused) {
            self.last.insert(region, id);
        }
        self.give_back(is_asked, focused, ctx);
        if !is_asked {
            let (back, on) = ctx.input_mut(|input| {
                let back = input.consume_key(Modifiers::SHIFT, Key::F6);
                (back, input.consume_key(Modifiers::NONE, Key::F6))
            });
            if back || on {
                self.go(here, back, ctx);
            }
        }
        self.rects.clear();
    }

    /// Once a dialog or a menu is closed, the keyboard goes back to where it was before; egui keeps it from what lay
    /// below for one more frame. Esc, which takes the keyboard from whatever has it, does not.
    fn give_back(&mut self, is_asked: bool, focused: Option<Id>, ctx: &Context) {
        let lags = ctx.memory(|memory| memory.top_modal_layer().is_some());
        let is_over = is_asked || lags || Popup::is_any_open(ctx);
        if is_over {
            // Once only: a dialog that is no question of the window's own stays open.
            if std::mem::replace(&mut self.was_asked, is_asked) && !is_asked {
                ctx.request_repaint();
            }
            self.was_over = true;
            return;
        }
        self.was_asked = false;
        let is_left = focused.is_none() && ctx.input(|input| input.key_pressed(Key::Escape));
        let is_closed = std::mem::take(&mut self.was_over);
        let has_other = focused.is_some_and(|id| widget_below(id, ctx).is_some());
        if is_left || (is_closed && !has_other) {
            if let Some(below) = self.below {
                ctx.memory_mut(|memory| memory.request_focus(below));
            }
        } else {
            self.below = focused;
        }
    }

    fn region_of(&self, id: Id, ctx: &Context) -> Option<Region> {
        let widget = widget_below(id, ctx)?;
        // Only what is in sight of it: an editor may be higher than its part.
        let mut regions = self.rects.iter();
        regions
            .find(|(_, place)| place.contains(widget.interact_rect.center()))
            .map(|(region, _)| *region)
    }

    /// Gives the keyboard to the next part that has anything to give it to.
    fn go(&self, here: Option<Region>, back: bool, ctx: &Context) {
        let mut regions: Vec<Region> = self.rects.keys().copied().collect();
        if back {
            regions.reverse();
        }
        let begin = here
            .and_then(|here| regions.iter().position(|region| *region == here))
            .map_or(0, |idx| idx + 1);
        let begin = begin % regions.len().max(1);
        regions.rotate_left(begin);
        let target = regions.iter().find_map(|region| self.entry(*region, ctx));
        if let Some(id) = target {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
    }

    /// Where the keyboard goes in a part: where it was last, if that is still there, else to the first control.
    fn entry(&self, region: Region, ctx: &Context) -> Option<Id> {
        let place = self.rects.get(&region)?;
        ctx.viewport(|viewport| {
            let widgets = &viewport.prev_pass.widgets;
            let mut inside = widgets
                .layers()
                .filter(|(layer, _)| is_below(**layer))
                .flat_map(|(_, widgets)| widgets)
                .filter(|widget| widget.enabled && widget.sense.is_focusable())
                .filter(|widget| widget.interact_rect.is_positive())
                .filter(|widget| place.contains(widget.interact_rect.center()))
                .map(|widget| widget.id)
                .peekable();
            let first = inside.peek().copied();
            let last = self.last.get(&region);
            inside.find(|id| Some(id) == last).or(first)
        })
    }
}

/// A widget of the parts; a dialog or menu lies over them and belongs to none.
fn widget_below(id: Id, ctx: &Context) -> Option<WidgetRect> {
    let widget = ctx.viewport(|viewport| viewport.prev_pass.widgets.get(id).copied())?;
    is_below(widget.layer_id).then_some(widget)
}

fn is_below(layer: LayerId) -> bool {
    layer.order == Order::Background
}

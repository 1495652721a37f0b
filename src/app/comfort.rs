//! How the window meets a person's eyes: light or dark, how large, and whether anything moves. What of it the person
//! chose is in the settings; what the desktop says comes from the engine.

use std::num::NonZeroUsize;

use egui::style::ScrollAnimation;
use egui::{Context, Key, Modifiers, Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2};

use super::App;
use crate::domain::{Motion, Settings, TextScale, TextStep, ThemeChoice};
use crate::engine::Command;
use crate::ui::{Action, theme};
use crate::words::speak;

impl App {
    /// Follows the settings, and the desktop where they say so.
    pub(super) fn use_looks(&mut self, ctx: &Context) {
        let settings = &self.state.settings;
        let locale = self.system.locale.as_deref();
        speak(settings.language.language(locale));
        ctx.set_theme(match settings.theme {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        });
        ctx.set_zoom_factor(settings.text_scale.factor());
        let moves = match settings.motion {
            Motion::System => !self.state.desktop_stands_still,
            Motion::Reduced => false,
            Motion::Full => true,
        };
        theme::set_motion(ctx, moves);
        if self.system.asks_desktop {
            let follows =
                settings.theme == ThemeChoice::System || settings.motion == Motion::System;
            self.order(Command::FollowDesktop(follows));
        }
    }

    /// Makes everything larger or smaller, from now on.
    pub(super) fn resize_text(&mut self, step: TextStep) {
        let settings = &self.state.settings;
        let text_scale = settings.text_scale.stepped(step);
        if text_scale != settings.text_scale {
            self.keep_settings(Settings {
                text_scale,
                ..settings.clone()
            });
        }
    }
}

/// The key of “+” without Shift, where “+” needs it, makes text larger too.
pub(super) fn larger_by_equals(ui: &Ui) -> Option<Action> {
    let pressed = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Equals));
    pressed.then_some(Action::ResizeText(TextStep::Larger))
}

/// A context that has the size of text before there is a window: the size of the window is remembered in points. As
/// eframe would make it otherwise.
pub(super) fn context(scale: TextScale) -> Context {
    let ctx = Context::default();
    ctx.set_embed_viewports(false);
    ctx.options_mut(|options| {
        options.max_passes = PASSES;
        options.zoom_factor = scale.factor();
    });
    ctx
}

/// The least size of a window with text of this size, in its points: the same number of pixels for every size of text,
/// as a screen does not grow with it.
pub(super) fn least_window(scale: TextScale) -> Vec2 {
    LEAST_WINDOW / scale.factor()
}

/// Gives the window no less room than its layout needs: where there is less, it can be scrolled.
pub(super) fn roomy(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let room = ui.available_size_before_wrap();
    if room.x >= LEAST_ROOM.x && room.y >= LEAST_ROOM.y {
        return content(ui);
    }
    let scrolls = ScrollArea::both().auto_shrink([false, false]);
    scrolls.show(ui, |ui| {
        let (rect, _) = ui.allocate_exact_size(room.max(LEAST_ROOM), Sense::hover());
        ui.scope_builder(UiBuilder::new().max_rect(rect), content);
        follow_keyboard(ui);
    });
}

/// Scrolls to what has got the keyboard, for a few frames: each part scrolls for itself only, so it may be on its way.
fn follow_keyboard(ui: &Ui) {
    let key = ui.scope_id().with("followed");
    let Some(id) = ui.memory(egui::Memory::focused) else {
        return;
    };
    let (followed, frames) = ui.data(|data| data.get_temp(key)).unwrap_or((id, 0));
    let frames = if followed == id { frames } else { 0 };
    if frames < FRAMES_TO_FOLLOW
        && let Some(response) = ui.ctx().read_response(id)
    {
        // Of what is larger than the window the beginning.
        let size = response.rect.size().min(ui.clip_rect().size());
        ui.scroll_to_rect_animation(
            Rect::from_min_size(response.rect.min, size),
            None,
            ScrollAnimation::none(),
        );
        ui.data_mut(|data| data.insert_temp(key, (id, frames + 1)));
        ui.ctx().request_repaint();
    }
}

/// In points at 100 %.
const LEAST_WINDOW: Vec2 = Vec2::new(420.0, 520.0);
/// What the layout needs at least, in points.
const LEAST_ROOM: Vec2 = Vec2::new(320.0, 420.0);
/// More than a part takes to scroll.
const FRAMES_TO_FOLLOW: u8 = 30;
/// How often a frame may be laid out anew before it is shown.
const PASSES: NonZeroUsize = NonZeroUsize::MIN.saturating_add(1);

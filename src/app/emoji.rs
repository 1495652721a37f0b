//! What changes the text without typing: emoji, which are remembered, and the remedies for what is remarked on.

use egui::Context;

use super::App;
use crate::domain::emoji::in_tone;
use crate::domain::{EmojiHabits, Settings};
use crate::ui::{
    EmojiWish, Page, editor_has_focus, forget_selection, insert_at_caret, replace_text,
};

impl App {
    /// Follows a wish about emoji.
    pub(super) fn follow_emoji(&mut self, wish: EmojiWish, ctx: &Context) {
        match wish {
            EmojiWish::Open if self.state.sending.is_none() => {
                self.page = Page::Write;
                self.emoji.open(editor_has_focus(ctx, &self.state.draft));
            }
            EmojiWish::Open => {}
            EmojiWish::Close => self.wants_focus = self.page == Page::Write,
            EmojiWish::Insert(emoji) => {
                let mut habits = self.state.settings.emoji.clone();
                if self.state.sending.is_none() {
                    let words = in_tone(emoji, habits.tone).as_str();
                    if !self.emoji.replaces() {
                        forget_selection(ctx, &self.state.draft);
                    }
                    insert_at_caret(ctx, &mut self.state.draft, words);
                    habits.note(emoji);
                    self.keep_habits(habits);
                }
                self.wants_focus = self.page == Page::Write;
            }
            EmojiWish::Tone(tone) => {
                let recent = self.state.settings.emoji.recent.clone();
                self.keep_habits(EmojiHabits { tone, recent });
            }
        }
    }

    /// Lets the draft say something else, with the keyboard in it.
    pub(super) fn mend(&mut self, text: String, ctx: &Context) {
        if self.state.sending.is_none() {
            replace_text(ctx, &mut self.state.draft, text);
            self.wants_focus = true;
        }
    }

    fn keep_habits(&mut self, emoji: EmojiHabits) {
        let settings = Settings {
            emoji,
            ..self.state.settings.clone()
        };
        self.keep_settings(settings);
    }
}

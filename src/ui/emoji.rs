//! Choosing an emoji: found by letters of its name, chosen by arrows and Enter or by a click.
//!
//! Colour emoji come from fonts of the system. Where it has none, they are listed by name: readers see them all the
//! same. Never here: the first frame, which a look into the system's fonts would hold up.

use egui::accesskit::Live;
use egui::{Context, Id, Key, Modifiers, Ui};

use super::action::{Action, EmojiWish};
use super::command::UiCommand;
use super::emoji_grid::{Grid, Look, columns, emoji_font};
use super::theme;
use super::widgets::{Button, Dialog, Select, TextField};
use crate::domain::emoji::{found, in_tone};
use crate::domain::{Emoji, EmojiGroup, EmojiHabits, SkinTone};
use crate::words::t;

/// The dialog of the emoji; remembers what is typed into it while it is open, and what this computer can draw.
#[derive(Debug, Default)]
pub struct EmojiPane {
    open: Option<Open>,
    replaces: bool,
    /// Whether this computer can draw emoji, once that was looked at.
    can_draw: Option<bool>,
}

#[derive(Debug, Default)]
struct Open {
    search: String,
    group: Option<EmojiGroup>,
    /// The emoji that Enter takes, counted from 0 among those that are found.
    chosen: usize,
    /// The field that is typed into, once it was shown.
    field: Option<Id>,
    grid: Grid,
    made_for: Option<Wanted>,
    has_frame: bool,
}

/// How often the keys of the grid were pressed.
#[derive(Debug, Default)]
struct Keys {
    left: usize,
    right: usize,
    up: usize,
    down: usize,
    enter: bool,
}

/// What the grid was made for.
type Wanted = (String, Option<EmojiGroup>, usize);

impl EmojiPane {
    /// Opens it, with the keyboard in its search. `replaces` says whether what is selected in the text is in sight, so
    /// that an emoji goes in its place.
    pub fn open(&mut self, replaces: bool) {
        self.open = Some(Open::default());
        self.replaces = replaces;
    }

    /// Whether an emoji goes in the place of what is selected.
    pub fn replaces(&self) -> bool {
        self.replaces
    }

    /// Whether it stands over the window.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Shows it, if it is open. Choosing an emoji closes it.
    pub fn show(&mut self, habits: &EmojiHabits, ctx: &Context) -> Option<Action> {
        let can_draw = &mut self.can_draw;
        let open = self.open.as_mut()?;
        let shown = Dialog::new("emoji", UiCommand::AddEmoji.name()).show(
            ctx,
            |ui| open.ui(habits, can_draw, ui),
            |ui| ui.add(Button::secondary(t!("close"))).clicked(),
        );
        let leaves = shown.buttons || shown.dismissed;
        let wish = shown.body.or(leaves.then_some(EmojiWish::Close));
        if matches!(wish, Some(EmojiWish::Insert(_) | EmojiWish::Close)) {
            self.open = None;
        }
        wish.map(Action::Emoji)
    }
}

impl Open {
    fn ui(
        &mut self,
        habits: &EmojiHabits,
        can_draw: &mut Option<bool>,
        ui: &mut Ui,
    ) -> Option<EmojiWish> {
        let keys = self.take_keys(ui);
        let field = TextField::new(t!("name"), &mut self.search)
            .with_example(t!("emoji-example"))
            .show(ui);
        if self.field.replace(field.id).is_none() {
            field.request_focus();
        }
        let mut wish = self.choices_ui(habits, ui);
        if !std::mem::replace(&mut self.has_frame, true) {
            ui.ctx().request_repaint();
            return wish;
        }
        let can_draw = *can_draw.get_or_insert_with(|| draws_emoji(ui));
        if !can_draw {
            let words = t!("emoji-no-font");
            ui.label(theme::small(words).weak());
        }
        let look = Look {
            columns: if can_draw { columns(ui) } else { 1 },
            can_draw,
            tone: habits.tone,
        };
        self.find(habits, &look, ui);
        let has_moved = self.step(&keys) || field.changed();
        let clicked = self.grid.ui(&look, self.chosen, has_moved, ui);
        self.name_ui(habits.tone, ui);
        let entered = self.grid.emoji().get(self.chosen).filter(|_| keys.enter);
        let picked = clicked.or(entered.copied());
        wish = wish.or(picked.map(EmojiWish::Insert));
        wish
    }

    /// Takes the keys of the grid before the field sees them.
    fn take_keys(&self, ui: &Ui) -> Keys {
        let focused = ui.memory(egui::Memory::focused);
        if self.field.is_none() || focused != self.field {
            return Keys::default();
        }
        let count = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        Keys {
            left: count(Key::ArrowLeft),
            right: count(Key::ArrowRight),
            up: count(Key::ArrowUp),
            down: count(Key::ArrowDown),
            enter: count(Key::Enter) > 0,
        }
    }

    /// The group and the skin tone.
    fn choices_ui(&mut self, habits: &EmojiHabits, ui: &mut Ui) -> Option<EmojiWish> {
        let mut tone = habits.tone;
        ui.add_space(theme::GAP_XS);
        ui.horizontal(|ui| {
            let width = (ui.available_width() - theme::GAP_S) / 2.0;
            let groups: Vec<_> = EmojiGroup::all()
                .map(|group| (Some(group), group.label()))
                .collect();
            let groups = [&[(None, t!("emoji-all-groups"))], &groups[..]].concat();
            Select::new(t!("emoji-group"))
                .without_label()
                .with_width(width)
                .show(ui, &mut self.group, &groups);
            let tones = SkinTone::ALL.map(|tone| (tone, tone.label()));
            Select::new(t!("emoji-skin-tone"))
                .without_label()
                .with_width(width)
                .show(ui, &mut tone, &tones);
        });
        ui.add_space(theme::GAP_XS);
        (tone != habits.tone).then_some(EmojiWish::Tone(tone))
    }

    /// Finds what is searched for, unless it was found already.
    fn find(&mut self, habits: &EmojiHabits, look: &Look, ui: &Ui) {
        let wanted = (self.search.clone(), self.group, look.columns);
        if self.made_for.as_ref() == Some(&wanted) {
            return;
        }
        let font = emoji_font();
        let is_drawn = |emoji: &&'static Emoji| {
            let first = emoji.as_str().chars().next();
            let has = |c| ui.fonts_mut(|fonts| fonts.has_glyph(&font, c));
            !look.can_draw || first.is_some_and(has)
        };
        let mut sections = sections(&self.search, self.group, habits);
        for (_, emoji) in &mut sections {
            emoji.retain(is_drawn);
        }
        self.grid = Grid::new(sections, look.columns);
        self.made_for = Some(wanted);
        self.chosen = 0;
    }

    /// Moves with the arrows; whether that led anywhere.
    fn step(&mut self, keys: &Keys) -> bool {
        let before = self.chosen;
        let last = self.grid.emoji().len().saturating_sub(1);
        let moved = (self.chosen + keys.right).saturating_sub(keys.left);
        self.chosen = moved.min(last);
        for _ in 0..keys.down {
            self.chosen = self.grid.below(self.chosen);
        }
        for _ in 0..keys.up {
            self.chosen = self.grid.above(self.chosen);
        }
        self.chosen != before
    }

    /// Says what the chosen one is called, and how it is typed.
    fn name_ui(&self, tone: SkinTone, ui: &mut Ui) {
        let chosen = self.grid.emoji().get(self.chosen);
        let nothing = || t!("emoji-none").to_owned();
        let words = chosen.map_or_else(nothing, |emoji| {
            let name = in_tone(emoji, tone).name();
            match emoji.shortcode() {
                Some(code) => format!("{name}   :{code}:"),
                None => name.to_owned(),
            }
        });
        ui.add_space(theme::GAP_XS);
        let label = egui::Label::new(theme::small(words).weak()).truncate();
        let label = ui.add(label);
        ui.ctx()
            .accesskit_node_builder(label.id, |node| node.set_live(Live::Polite));
    }
}

/// What is shown under which headings. A search has none: the best comes first.
fn sections(
    search: &str,
    group: Option<EmojiGroup>,
    habits: &EmojiHabits,
) -> Vec<(Option<&'static str>, Vec<&'static Emoji>)> {
    if !search.trim().is_empty() {
        let is_wanted = |emoji: &&Emoji| group.is_none_or(|group| group.holds(emoji));
        return vec![(None, found(search).into_iter().filter(is_wanted).collect())];
    }
    if let Some(group) = group {
        return vec![(None, group.emoji().collect())];
    }
    let recent = (Some(t!("emoji-used-last")), habits.recent());
    let groups = EmojiGroup::all().map(|group| (Some(group.label()), group.emoji().collect()));
    std::iter::once(recent).chain(groups).collect()
}

/// Whether this computer can draw emoji. Looks into the system's fonts, and waits until they are listed.
fn draws_emoji(ui: &Ui) -> bool {
    let font = emoji_font();
    ui.fonts_mut(|fonts| PROBES.iter().all(|probe| fonts.has_glyph(&font, *probe)))
}

/// What no font without emoji has: a star-struck face, a yo-yo.
const PROBES: [char; 2] = ['\u{1F929}', '\u{1FA80}'];

#[cfg(test)]
#[path = "emoji_tests.rs"]
mod tests;

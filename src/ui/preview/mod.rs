//! What the post will look like: LinkedIn's card, drawn here without asking LinkedIn anything.
//!
//! ```text
//! ┌ card ────────────────────────────────┐
//! │ (AL) Ada Lovelace                    │
//! │      Now · Anyone                    │
//! │ the text, three lines of it   …more  │
//! │ pictures, document, poll, link, post │
//! │ Like   Comment   Repost   Send       │
//! └──────────────────────────────────────┘
//! ```
//!
//! In a wide window it stands to the right; else it takes the place of the editor until it is closed.

mod content;
mod grid;
mod leaf;
mod text;

use egui::{Align, Frame, Key, Layout, Margin, Modifiers, Panel, Popup, ScrollArea, Ui, vec2};

use super::action::{Action, Page};
use super::command::UiCommand;
use super::facts::Facts;
use super::icon::{Icon, icon_ui};
use super::options::audience_icon;
use super::switcher::avatar_of;
use super::theme;
use super::widgets::{Avatar, Button, EmptyState, card_frame, section_heading_ui, segmented_ui};
use crate::domain::{Appearance, Author, Draft, Visibility, commentary};
use crate::words::t;
use content::{caption_ui, content_ui, fills_the_card, line_ui};
use leaf::Leaf;
use text::PostText;

/// The pane that shows what the post will look like.
#[derive(Default)]
pub struct PreviewPane {
    /// Whether it was asked for where it takes the place of the editor.
    instead: Instead,
    /// It was sent away where it stands beside the editor.
    is_put_away: bool,
    is_wide: bool,
    width: CardWidth,
    text: PostText,
    leaf: Leaf,
    look: Option<Look>,
    edition: u64,
}

/// Whether the preview stands in the place of the editor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Instead {
    #[default]
    No,
    /// What leads back to the editor gets the keyboard.
    JustNow,
    Yes,
}

/// What is made of a draft, until the draft changes.
struct Look {
    typed: Draft,
    shown: Draft,
    text: Appearance,
}

/// On what the post is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum CardWidth {
    #[default]
    Desktop,
    Phone,
}

impl PreviewPane {
    /// Shows it, or no longer.
    pub fn toggle(&mut self) {
        if self.is_wide {
            self.is_put_away = !self.is_put_away;
        } else {
            self.instead = match self.instead {
                Instead::No => Instead::JustNow,
                Instead::JustNow | Instead::Yes => Instead::No,
            };
        }
    }

    /// Whether it takes the place of the editor now.
    pub fn hides_editor(&self) -> bool {
        self.instead != Instead::No && !self.is_wide
    }

    /// Which page of a PDF is open on it, counted from 0; `None` where it is not shown.
    pub fn shown_page(&self) -> Option<u32> {
        let is_beside = self.is_wide && !self.is_put_away;
        (is_beside || self.hides_editor()).then(|| self.leaf.page())
    }

    /// How much of the window it takes at the right, in points. To be asked before anything is shown in a frame.
    pub fn room_beside(&mut self, ui: &Ui) -> f32 {
        self.is_wide = ui.ctx().content_rect().width() >= WIDE;
        if self.is_wide && !self.is_put_away {
            PANEL
        } else {
            0.0
        }
    }

    /// How much of it stays free on a page that it does not stand beside.
    pub fn room_free(&mut self, page: Page, ui: &Ui) -> f32 {
        match page {
            Page::Write => 0.0,
            _ => self.room_beside(ui),
        }
    }

    /// Shows it to the right, where there is room.
    pub fn beside_ui(&mut self, facts: &Facts<'_>, draft: &Draft, ui: &mut Ui) -> Option<Action> {
        if self.room_beside(ui) == 0.0 {
            return None;
        }
        let frame = Frame::new()
            .fill(theme::palette(ui).window)
            .inner_margin(Margin::symmetric(16, 0));
        let panel = Panel::right("preview").resizable(false).frame(frame);
        let panel = panel.show_separator_line(false).exact_size(PANEL);
        let mut action = None;
        panel.show(ui, |ui| {
            let scrolls = ScrollArea::vertical().auto_shrink([false, false]);
            scrolls.show(ui, |ui| {
                ui.add_space(theme::GAP_L);
                action = self.ui(facts, draft, ui);
                ui.add_space(theme::GAP_L);
            });
        });
        action
    }

    /// Shows it in the place of the editor; gives the wish to go back to that.
    pub fn instead_ui(&mut self, facts: &Facts<'_>, draft: &Draft, ui: &mut Ui) -> Option<Action> {
        // A menu or a dialog over it is what Esc closes first.
        let is_below =
            Popup::is_any_open(ui.ctx()) || ui.memory(|memory| memory.top_modal_layer().is_some());
        let is_left =
            !is_below && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let back = Button::ghost(t!("back-to-writing"))
            .with_icon(Icon::ArrowLeft)
            .with_keys_of(UiCommand::Preview);
        let back = ui.add(back);
        let is_back = back.clicked();
        if self.instead == Instead::JustNow {
            self.instead = Instead::Yes;
            back.request_focus();
        }
        ui.add_space(theme::GAP_S);
        let action = self.ui(facts, draft, ui);
        action.or((is_left || is_back).then_some(Action::Preview))
    }

    fn ui(&mut self, facts: &Facts<'_>, draft: &Draft, ui: &mut Ui) -> Option<Action> {
        self.look_at(draft);
        let row = vec2(ui.available_width(), theme::CONTROL_HEIGHT);
        ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
            section_heading_ui(ui, t!("preview"));
            ui.add_space(theme::GAP_S);
            let widths = [
                (CardWidth::Desktop, t!("preview-desktop")),
                (CardWidth::Phone, t!("preview-phone")),
            ];
            segmented_ui(ui, t!("preview-width"), &mut self.width, &widths);
        });
        ui.add_space(theme::GAP_S);
        if draft.is_empty() {
            let words = t!("preview-as-you-write");
            EmptyState::new(Icon::Eye, t!("preview-nothing"), words).show(ui, |_| ());
            return None;
        }
        let width = match self.width {
            CardWidth::Desktop => DESKTOP,
            CardWidth::Phone => PHONE,
        };
        ui.scope(|ui| {
            ui.set_max_width(width.min(ui.available_width()));
            card_frame(ui)
                .inner_margin(Margin::ZERO)
                .show(ui, |ui| self.card_ui(facts, width, ui));
            ui.add_space(theme::GAP_S);
            caption_ui(ui);
        });
        ui.add_space(theme::GAP_S);
        let inspect = Button::secondary(t!("inspector-title"))
            .small()
            .with_keys_of(UiCommand::Inspect);
        ui.add(inspect).clicked().then_some(Action::Inspect)
    }

    /// Works out what a reader will see, where the draft has changed.
    fn look_at(&mut self, draft: &Draft) {
        let known = self.look.as_ref().map(|look| &look.typed);
        if known == Some(draft) {
            return;
        }
        if known.is_some_and(|known| known.id != draft.id) {
            self.text.fold();
            self.instead = Instead::No;
        }
        let shown = draft
            .check()
            .map_or_else(|_problems| cleaned(draft), crate::domain::Post::into_draft);
        self.edition += 1;
        self.look = Some(Look {
            text: Appearance::of(&shown.text, &shown.mentions),
            typed: draft.clone(),
            shown,
        });
    }

    fn card_ui(&mut self, facts: &Facts<'_>, width: f32, ui: &mut Ui) {
        let Some(look) = &self.look else {
            return;
        };
        let draft = &look.shown;
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        let padded = |bottom| {
            Frame::new().inner_margin(Margin {
                left: 16,
                right: 16,
                top: 16,
                bottom,
            })
        };
        padded(0).show(ui, |ui| {
            ui.set_width(ui.available_width());
            author_ui(draft.author.as_ref(), draft.visibility, ui);
            if !commentary::is_blank(&look.text.text) {
                ui.add_space(theme::GAP_M);
                let nominal = width - 2.0 * theme::GAP_L;
                self.text.ui(&look.text, self.edition, nominal, ui);
            }
            ui.add_space(theme::GAP_L);
        });
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = theme::GAP_S;
            content_ui(facts, draft, &mut self.leaf, ui);
        });
        if !fills_the_card(draft) {
            ui.add_space(theme::GAP_M);
            line_ui(ui);
        }
        reactions_ui(draft.reshare_disabled, ui);
    }
}

/// The draft as far as it goes, where it has problems.
fn cleaned(draft: &Draft) -> Draft {
    Draft {
        text: commentary::clean(&draft.text),
        ..draft.clone()
    }
}

fn author_ui(author: Option<&Author>, visibility: Visibility, ui: &mut Ui) {
    let name = author.map_or(t!("preview-nobody"), |author| author.name.as_str());
    ui.horizontal(|ui| {
        let avatar = author.map_or(Avatar::member(name), avatar_of);
        ui.add(avatar.with_size(48.0));
        ui.vertical(|ui| {
            ui.add_space(theme::GAP_XS);
            ui.add(egui::Label::new(theme::medium(name)).truncate());
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = theme::GAP_XS;
                let label = visibility.label();
                ui.label(theme::small(format!("{} · {label}", t!("now"))).weak());
                icon_ui(
                    ui,
                    audience_icon(visibility),
                    14.0,
                    theme::palette(ui).text_muted,
                );
            });
        });
    });
}

/// What readers can do with the post. Nothing here can be pressed.
fn reactions_ui(reshare_disabled: bool, ui: &mut Ui) {
    let reposts = (!reshare_disabled).then_some(t!("reader-repost"));
    let words = [
        Some(t!("reader-like")),
        Some(t!("reader-comment")),
        reposts,
        Some(t!("reader-send")),
    ];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    let frame = Frame::new().inner_margin(Margin::symmetric(8, 12));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.columns(words.len(), |columns| {
            for (ui, word) in columns.iter_mut().zip(words) {
                ui.vertical_centered(|ui| {
                    let label = ui.label(theme::small(word).weak());
                    label.on_hover_text(t!("preview-readers"));
                });
            }
        });
    });
}

/// The button that shows the preview, or takes it away.
pub(super) fn preview_button_ui(ui: &mut Ui) -> Option<Action> {
    let button = Button::icon(Icon::Eye, t!("preview"))
        .with_tooltip(t!("preview-what"))
        .with_keys_of(UiCommand::Preview);
    ui.add(button).clicked().then_some(Action::Preview)
}

/// From this width of the window on it stands beside the editor, in points.
const WIDE: f32 = 1_100.0;
/// How wide LinkedIn's card is in its feed on a desktop and on a phone, in points. Neither is published.
const DESKTOP: f32 = 552.0;
const PHONE: f32 = 376.0;
/// The desktop's card and the space around it.
const PANEL: f32 = DESKTOP + 2.0 * theme::GAP_L;

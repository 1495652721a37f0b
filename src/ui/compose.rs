//! Writing a post.
//!
//! ```text
//! ┌ card ────────────────────────────────┐
//! │ text                                 │
//! │ [picture] description          [x]   │
//! │ poll, link's card or reshare         │
//! │ first comment                        │
//! │ add file   path…   link poll …       │
//! └──────────────────────────────────────┘
//!   audience   2,941 left   [Post as Ann]
//! ```

use egui::{Align, Context, Layout, Ui};

use super::action::{Action, Beginning};
use super::attachments::{attachments_ui, undescribed};
use super::command::UiCommand;
use super::editor::Editor;
use super::extras::ExtraForm;
use super::facts::{Facts, HalfEntered, VaultFacts};
use super::first_comment::CommentForm;
use super::icon::Icon;
use super::later::send_later_ui;
use super::ledger::strain_ui;
use super::mention_form::MentionForm;
use super::options::{audience_icon, options_ui, unusual_ui};
use super::path_form::PathForm;
use super::post_buffer::MAX_TEXT_BYTES;
use super::preview::preview_button_ui;
use super::remarks::remarks_ui;
use super::spelling::mistakes_ui;
use super::standing::{sign_in_banner, vault_banner};
use super::switcher::avatar_of;
use super::theme;
use super::widgets::{Banner, Button, Select, Tone, card_ui};
use super::wording::ends_in;
use crate::domain::direction::is_turned;
use crate::domain::limits::MAX_COMMENTARY_UNITS;
use crate::domain::{
    Author, Draft, Expiry, JobId, Problem, Problems, Trouble, Urgency, Visibility,
};
use crate::words::t;

/// The pane for writing; remembers only what is half typed besides the draft.
#[derive(Debug, Default)]
pub struct ComposePane {
    path: PathForm,
    editor: Editor,
    /// Who may be mentioned, and the form that adds to them.
    pub mentions: MentionForm,
    /// What leads to a poll, a link's card or a reshare.
    extra: ExtraForm,
    comment: CommentForm,
    /// How urgent the warning was that the person has put off.
    put_off: Option<Urgency>,
    /// The height of everything on the page but the editor, in points.
    around_editor: f32,
}

impl ComposePane {
    /// Asks for a path, where no file dialog came up.
    pub fn ask_for_path(&mut self) {
        self.path.open_without_dialog();
    }

    /// Takes Enter away while an input method composes, so that it sends nothing. Before shortcuts are listened to.
    pub fn leave_enter_to_input_method(&self, ctx: &Context) {
        self.editor.leave_enter_to_input_method(ctx);
    }

    /// What is typed for this draft and not part of it yet: it would not appear.
    pub fn half_entered(&self, id: JobId) -> Option<HalfEntered> {
        if self.extra.is_half_entered(id) {
            return Some(HalfEntered::Address);
        }
        self.path.is_half_entered().then_some(HalfEntered::Path)
    }

    /// Whether an input method composes something.
    pub fn is_composing(&self) -> bool {
        self.editor.is_composing()
    }

    /// Begins a part of the draft. What cannot stand beside what the draft has already is not begun.
    pub fn begin(&mut self, beginning: Beginning, draft: &mut Draft) {
        match beginning {
            Beginning::Path => self.path.open(),
            Beginning::FirstComment => self.comment.begin(draft),
            Beginning::Link | Beginning::Poll | Beginning::Reshare => {
                self.extra.begin(beginning, draft);
            }
        }
    }

    /// Shows the pane.
    pub fn ui(&mut self, facts: &Facts<'_>, draft: &mut Draft, ui: &mut Ui) -> Option<Action> {
        let mut action = None;
        if facts.accounts.is_empty() {
            action = action.or(sign_in_banner(facts, ui));
        } else if matches!(
            facts.vault,
            VaultFacts::Locked { .. } | VaultFacts::Broken { .. }
        ) {
            action = action.or(vault_banner(ui));
        }
        action = action.or(self.expiry_banner(facts, draft, ui));
        let height = (ui.clip_rect().height() - self.around_editor).max(MIN_EDITOR_HEIGHT);
        let mut editor_height = height;
        card_ui(ui, |ui| {
            ui.set_width(ui.available_width());
            // What has been handed to the outbox does not change any more.
            if facts.is_sending {
                ui.disable();
            }
            let (offers, tone) = (facts.mentions, facts.settings.emoji.tone);
            let edited = self
                .editor
                .ui(ui, draft, offers, &facts.spelling, tone, height);
            if let Some(name) = edited.adds {
                self.mentions.open(&name);
            }
            editor_height = edited.height;
            action = action.take().or(edited.action);
            action = action.take().or(self.mentions.ui(facts, draft, ui));
            action = action.take().or(attachments_ui(facts, draft, ui));
            action = action.take().or(self.extra.ui(facts, draft, ui));
            self.comment.ui(draft, ui);
            ui.add_space(theme::GAP_S);
            action = action.take().or(self.attach_row_ui(facts, draft, ui));
        });
        self.measure(editor_height, ui);
        action
    }

    /// Remembers what stands around the editor, which takes the room that is left.
    fn measure(&mut self, editor_height: f32, ui: &Ui) {
        let content = ui.min_rect().bottom() - ui.max_rect().top() + 2.0 * theme::GAP_M;
        let around = content - editor_height;
        if (around - self.around_editor).abs() > 0.5 {
            self.around_editor = around;
            ui.ctx()
                .request_discard("the editor takes the room that is left");
        }
    }

    /// Says in time that the sign-in ends, where it does not renew itself.
    fn expiry_banner(&mut self, facts: &Facts<'_>, draft: &Draft, ui: &mut Ui) -> Option<Action> {
        let author = draft.author.as_ref()?;
        let account = facts.account_for(&author.urn)?;
        let expiry = account.expiry(facts.now);
        let (urgency, title) = match expiry {
            Expiry::Unknown | Expiry::Days(_) => return None,
            Expiry::Soon { urgency, days } => (urgency, ends_in(days)),
            Expiry::Past => (Urgency::Now, t!("sign-in-probably-expired").to_owned()),
        };
        if self.put_off >= Some(urgency) {
            return None;
        }
        let tone = match urgency {
            Urgency::Low => Tone::Info,
            Urgency::High => Tone::Warning,
            Urgency::Now => Tone::Danger,
        };
        let mut action = None;
        Banner::new(tone, &title)
            .with_text(t!("sign-in-no-renewal"))
            .show_with(ui, |ui| {
                if ui
                    .add(Button::secondary(t!("sign-in-again")).small())
                    .clicked()
                {
                    action = Some(Action::SignInAgain(account.key()));
                }
                if ui.add(Button::ghost(t!("later")).small()).clicked() {
                    self.put_off = Some(urgency);
                }
            });
        ui.add_space(theme::GAP_M);
        action
    }

    fn attach_row_ui(
        &mut self,
        facts: &Facts<'_>,
        draft: &mut Draft,
        ui: &mut Ui,
    ) -> Option<Action> {
        let mut action = None;
        let add = t!("add-file");
        // All of them stand in one row in the narrowest window.
        let button = if ui.available_width() < WORD_IN_ROW_WIDTH {
            Button::icon(Icon::Paperclip, add)
        } else {
            Button::ghost(add).with_icon(Icon::Paperclip)
        };
        ui.horizontal_wrapped(|ui| {
            let button = button
                .with_tooltip(t!("add-file-what"))
                .with_keys_of(UiCommand::AddFile);
            if ui.add(button).clicked() {
                action = Some(Action::ChooseFiles);
            }
            let by_path = Button::icon(Icon::FolderOpen, t!("by-path"));
            if ui.add(by_path.with_tooltip(t!("by-path-what"))).clicked() {
                self.path.toggle();
            }
            self.extra.buttons_ui(draft, ui);
            self.comment.button_ui(draft, ui);
            let emoji = Button::icon(Icon::Smile, UiCommand::AddEmoji.name());
            if ui.add(emoji.with_keys_of(UiCommand::AddEmoji)).clicked() {
                action = Some(UiCommand::AddEmoji.action());
            }
            let kept = Button::icon(Icon::FileText, t!("kept-title"))
                .with_tooltip(t!("kept-what"))
                .with_keys_of(UiCommand::ReuseText);
            if ui.add(kept).clicked() {
                action = Some(UiCommand::ReuseText.action());
            }
            if facts.files.attaching > 0 {
                ui.label(theme::small(t!("looking-into-file")).weak());
            }
        });
        action.or(self.path.ui(ui))
    }
}

/// What stands below the pane and is always in sight: audience, counter, problems and the button that posts.
pub fn compose_footer_ui(facts: &Facts<'_>, draft: &mut Draft, ui: &mut Ui) -> Option<Action> {
    let problems = draft.check().err();
    let can_post = problems.is_none()
        && !facts.is_sending
        && facts.files.attaching == 0
        && facts.files.half_entered.is_none();
    let mut action = None;
    problems_ui(draft, problems, ui);
    if let Some(half_entered) = facts.files.half_entered {
        let words = match half_entered {
            HalfEntered::Address => t!("address-not-added"),
            HalfEntered::Path => t!("path-not-added"),
        };
        ui.label(theme::small(words).color(theme::palette(ui).text));
    }
    if !facts.is_sending {
        action = remarks_ui(draft, ui).or(mistakes_ui(facts, ui));
    }
    strain_ui(facts, draft, ui);
    unusual_ui(draft, ui);
    let name = post_name(draft.author.as_ref());
    let name = egui::WidgetText::from(theme::medium(name));
    let extend = Some(egui::TextWrapMode::Extend);
    let name = name.into_galley(ui, extend, 0.0, egui::TextStyle::Button);
    // The name of who speaks is never cut off where a row of its own would have room for it.
    let is_narrow = ui.available_width() < BESIDE_NAME + name.size().x;
    let layout = Layout::right_to_left(Align::Center);
    ui.horizontal(|ui| {
        let options = Visibility::ALL.map(|visibility| (visibility, visibility.label()));
        Select::new(t!("who-can-see"))
            .without_label()
            .with_icon(audience_icon(draft.visibility))
            .with_width(AUDIENCE_WIDTH.min(ui.available_width() - BESIDE_AUDIENCE))
            .show(ui, &mut draft.visibility, &options);
        counter_ui(draft, ui);
        action = action.take().or(preview_button_ui(ui));
        options_ui(draft, ui);
        if !is_narrow {
            ui.with_layout(layout, |ui| {
                action = action.take().or(post_ui(facts, draft, can_post, false, ui));
            });
        }
    });
    if is_narrow {
        let row = egui::vec2(ui.available_width(), theme::CONTROL_HEIGHT);
        ui.allocate_ui_with_layout(row, layout, |ui| {
            action = action.take().or(post_ui(facts, draft, can_post, true, ui));
        });
    }
    action
}

/// The one button that sends; it names who speaks. As wide as there is room where it has a row of its own. Beside it
/// the one that sends later.
fn post_ui(
    facts: &Facts<'_>,
    draft: &Draft,
    can_post: bool,
    is_wide: bool,
    ui: &mut Ui,
) -> Option<Action> {
    let size = egui::Vec2::splat(theme::CONTROL_HEIGHT);
    let (beside, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    let name = post_name(draft.author.as_ref());
    let mut button = Button::primary(&name)
        .with_icon(Icon::Send)
        .with_avatar(draft.author.as_ref().map(avatar_of))
        .with_keys_of(UiCommand::Post)
        .busy(facts.is_sending);
    if is_wide {
        button = button.wide();
    }
    let is_clicked = ui.add_enabled(can_post, button).clicked();
    // After the other, for Tab as for the eye.
    let mut beside = ui.new_child(egui::UiBuilder::new().max_rect(beside));
    let later = send_later_ui(can_post, &mut beside);
    is_clicked.then_some(Action::Post).or(later)
}

fn problems_ui(draft: &Draft, problems: Option<Problems>, ui: &mut Ui) {
    if draft.text.len() + 4 > MAX_TEXT_BYTES {
        let words = t!("text-cut-off");
        ui.label(theme::small(words).color(theme::palette(ui).warning));
    }
    if is_turned(&draft.text) {
        let words = t!("hidden-direction");
        ui.label(theme::small(words).color(theme::palette(ui).warning));
    }
    if let Some(words) = undescribed(draft) {
        ui.label(theme::small(words).color(theme::palette(ui).text_muted));
    }
    if let Some(Problems(problems)) = problems.filter(|_| !draft.is_empty()) {
        let palette = theme::palette(ui);
        // What is missing is not wrong yet, and one thing at a time is enough; but it is no mere advice, which is muted.
        let is_missing = |problem: &Problem| {
            matches!(
                problem.trouble,
                Trouble::Blank | Trouble::Empty | Trouble::NoAuthor
            )
        };
        let (missing, wrong): (Vec<Problem>, Vec<Problem>) =
            problems.into_iter().partition(is_missing);
        for problem in missing.into_iter().take(1) {
            ui.label(theme::small(problem.to_string()).color(palette.text));
        }
        for problem in wrong {
            ui.label(theme::small(problem.to_string()).color(palette.danger_text));
        }
    }
}

fn counter_ui(draft: &Draft, ui: &mut Ui) {
    let used = draft.visible_units();
    let text = match MAX_COMMENTARY_UNITS.checked_sub(used) {
        Some(left) => t!("characters-left", count = left),
        None => t!("characters-over", count = used - MAX_COMMENTARY_UNITS),
    };
    let color = if used > MAX_COMMENTARY_UNITS {
        theme::palette(ui).danger_text
    } else {
        theme::palette(ui).text_muted
    };
    // As wide as its usual words, so that what stands beside it stays where it is.
    let widest = theme::small(t!("characters-left", count = MAX_COMMENTARY_UNITS));
    let extend = Some(egui::TextWrapMode::Extend);
    let widest =
        egui::WidgetText::from(widest).into_galley(ui, extend, 0.0, egui::TextStyle::Small);
    let left = ui.cursor().left();
    ui.label(theme::small(text).color(color));
    ui.add_space((widest.size().x - (ui.min_rect().right() - left)).max(0.0));
}

fn post_name(author: Option<&Author>) -> String {
    author.map_or_else(
        || t!("post").to_owned(),
        |author| t!("post-as", name = author.name.as_str()),
    )
}

/// What a row needs beside the name on the button that posts, in points; where it has less, the button has a row of its
/// own.
const BESIDE_NAME: f32 = 490.0;
/// The longest audience is not cut, in points.
const AUDIENCE_WIDTH: f32 = 206.0;
/// What stands beside it, in points.
const BESIDE_AUDIENCE: f32 = 150.0;
/// Below this width the row of buttons under the text has icons alone, in points.
const WORD_IN_ROW_WIDTH: f32 = 470.0;
/// The editor is never lower, in points.
const MIN_EDITOR_HEIGHT: f32 = 120.0;

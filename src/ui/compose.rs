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

use egui::{Align, Key, KeyboardShortcut, Layout, Modifiers, Ui};

use super::action::{Action, KeptWish, Page};
use super::attachments::{attachments_ui, undescribed};
use super::editor::Editor;
use super::extras::ExtraForm;
use super::facts::{Facts, VaultFacts};
use super::first_comment::CommentForm;
use super::icon::Icon;
use super::kept::KEPT;
use super::later::send_later_ui;
use super::ledger::strain_ui;
use super::mention_form::MentionForm;
use super::options::{options_ui, unusual_ui};
use super::post_buffer::MAX_TEXT_BYTES;
use super::preview::preview_button_ui;
use super::theme;
use super::widgets::{Banner, Button, Select, Tone, card_ui};
use super::wording::ends_in;
use crate::domain::direction::is_turned;
use crate::domain::limits::MAX_COMMENTARY_UNITS;
use crate::domain::{Author, Draft, Expiry, Problems, Trouble, Urgency, Visibility};

/// The pane for writing; remembers only what is half typed besides the draft.
#[derive(Debug, Default)]
pub struct ComposePane {
    path: String,
    shows_path: bool,
    editor: Editor,
    /// Who may be mentioned, and the form that adds to them.
    pub mentions: MentionForm,
    /// What leads to a poll, a link's card or a reshare.
    extra: ExtraForm,
    comment: CommentForm,
    /// No file dialog came up, so the path is asked for.
    lacks_dialog: bool,
    /// How urgent the warning was that the person has put off.
    put_off: Option<Urgency>,
    /// The height of everything on the page but the editor, in points.
    around_editor: f32,
}

impl ComposePane {
    /// Asks for a path, where no file dialog came up.
    pub fn ask_for_path(&mut self) {
        self.shows_path = true;
        self.lacks_dialog = true;
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
            let (editor, adds) = self.editor.ui(ui, draft, facts.mentions, height);
            if let Some(name) = adds {
                self.mentions.open(&name);
            }
            editor_height = editor.rect.height();
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
            Expiry::Past => (Urgency::Now, "The sign-in has probably expired".to_owned()),
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
            .with_text("LinkedIn gives your app no way to renew it without you.")
            .show_with(ui, |ui| {
                if ui.add(Button::secondary("Sign in again").small()).clicked() {
                    action = Some(Action::SignInAgain(account.key()));
                }
                if ui.add(Button::ghost("Later").small()).clicked() {
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
        ui.horizontal_wrapped(|ui| {
            let button = Button::ghost("Add file…")
                .with_icon(Icon::Paperclip)
                .with_tooltip("Pictures, or one document or video")
                .with_shortcut(ATTACH);
            if ui.add(button).clicked() {
                action = Some(Action::ChooseFiles);
            }
            let by_path = Button::icon(Icon::FolderOpen, "By path");
            if ui
                .add(by_path.with_tooltip("Type where the file is"))
                .clicked()
            {
                self.shows_path = !self.shows_path;
            }
            self.extra.buttons_ui(draft, ui);
            self.comment.button_ui(draft, ui);
            let kept = Button::icon(Icon::FileText, "Texts to use again")
                .with_tooltip("Snippets, templates and earlier versions")
                .with_shortcut(KEPT);
            if ui.add(kept).clicked() {
                action = Some(Action::Kept(KeptWish::Open));
            }
            if facts.attaching > 0 {
                ui.label(theme::small("Looking into the file…").weak());
            }
        });
        if self.shows_path {
            action = action.or(self.path_ui(ui));
        }
        action
    }

    fn path_ui(&mut self, ui: &mut Ui) -> Option<Action> {
        let mut is_wanted = false;
        if self.lacks_dialog {
            let words = "No file dialog came up. Type or paste where the file is.";
            ui.label(theme::small(words).weak());
        }
        ui.horizontal(|ui| {
            let label = ui.label(theme::small("Path"));
            let width = (ui.available_width() - 90.0).max(80.0);
            let field = egui::TextEdit::singleline(&mut self.path)
                .desired_width(width)
                .hint_text("/home/me/picture.png");
            let field = ui.add(field).labelled_by(label.id);
            is_wanted = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            is_wanted |= ui.add(Button::secondary("Attach").small()).clicked();
        });
        (is_wanted && !self.path.trim().is_empty())
            .then(|| Action::AttachPath(std::mem::take(&mut self.path)))
    }
}

fn sign_in_banner(facts: &Facts<'_>, ui: &mut Ui) -> Option<Action> {
    let text = if facts.is_sandbox {
        "The sandbox is starting."
    } else {
        "You can write now and sign in later."
    };
    let mut action = None;
    Banner::new(Tone::Info, "Nobody is signed in")
        .with_text(text)
        .show_with(ui, |ui| {
            if ui.add(Button::secondary("Sign in…").small()).clicked() {
                action = Some(Action::Open(Page::Accounts));
            }
        });
    ui.add_space(theme::GAP_M);
    action
}

fn vault_banner(ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    Banner::new(Tone::Warning, "The vault with your sign-in is locked")
        .with_text("You can write now and unlock it before you post.")
        .show_with(ui, |ui| {
            if ui.add(Button::secondary("Unlock…").small()).clicked() {
                action = Some(Action::Open(Page::Accounts));
            }
        });
    ui.add_space(theme::GAP_M);
    action
}

/// What stands below the pane and is always in sight: audience, counter, problems and the button that posts.
pub fn compose_footer_ui(facts: &Facts<'_>, draft: &mut Draft, ui: &mut Ui) -> Option<Action> {
    let problems = draft.check().err();
    let can_post = problems.is_none() && !facts.is_sending && facts.attaching == 0;
    let mut action = None;
    problems_ui(draft, problems, ui);
    strain_ui(facts, draft, ui);
    unusual_ui(draft, ui);
    let is_narrow = ui.available_width() < ONE_ROW_WIDTH;
    let layout = Layout::right_to_left(Align::Center);
    ui.horizontal(|ui| {
        let options = Visibility::ALL.map(|visibility| (visibility, visibility.label()));
        Select::new("Who can see it")
            .without_label()
            .with_icon(Icon::Globe)
            .with_width(160.0)
            .show(ui, &mut draft.visibility, &options);
        counter_ui(draft, ui);
        action = preview_button_ui(ui);
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
    let later = send_later_ui(can_post, ui);
    let name = post_name(draft.author.as_ref());
    let mut button = Button::primary(&name)
        .with_icon(Icon::Send)
        .with_shortcut(POST)
        .busy(facts.is_sending);
    if is_wide {
        button = button.wide();
    }
    let is_clicked = ui.add_enabled(can_post, button).clicked();
    is_clicked.then_some(Action::Post).or(later)
}

fn problems_ui(draft: &Draft, problems: Option<Problems>, ui: &mut Ui) {
    if draft.text.len() + 4 > MAX_TEXT_BYTES {
        let words =
            "The text is as long as Sendoff keeps one; what was pasted beyond that was cut off";
        ui.label(theme::small(words).color(theme::palette(ui).warning));
    }
    if is_turned(&draft.text) {
        let words = "Invisible marks in the text turn the direction of what is underlined. \
                     Readers may see it in another order";
        ui.label(theme::small(words).color(theme::palette(ui).warning));
    }
    if let Some(words) = undescribed(draft) {
        ui.label(theme::small(words).color(theme::palette(ui).text_muted));
    }
    if let Some(Problems(problems)) = problems.filter(|_| !draft.is_empty()) {
        for problem in problems {
            let palette = theme::palette(ui);
            // What is empty is not wrong yet.
            let color = match problem.trouble {
                Trouble::Blank => palette.text_muted,
                _ => palette.danger_text,
            };
            ui.label(theme::small(problem.to_string()).color(color));
        }
    }
}

fn counter_ui(draft: &Draft, ui: &mut Ui) {
    let used = draft.visible_units();
    let text = match MAX_COMMENTARY_UNITS.checked_sub(used) {
        Some(left) => format!("{left} left"),
        None => format!("{} too many", used - MAX_COMMENTARY_UNITS),
    };
    let color = if used > MAX_COMMENTARY_UNITS {
        theme::palette(ui).danger_text
    } else {
        theme::palette(ui).text_muted
    };
    ui.label(theme::small(text).color(color));
}

fn post_name(author: Option<&Author>) -> String {
    author.map_or_else(
        || "Post".to_owned(),
        |author| format!("Post as {}", author.name),
    )
}

/// Below this width the button that posts gets a row of its own, in points.
const ONE_ROW_WIDTH: f32 = 560.0;
/// The editor is never lower, in points.
const MIN_EDITOR_HEIGHT: f32 = 120.0;

/// Sends the post.
pub const POST: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);
/// Chooses pictures.
pub const ATTACH: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::O);
/// Begins a new draft.
pub const NEW: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::N);

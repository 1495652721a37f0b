//! Texts to use again: snippets for the caret, templates for a new draft, and what the open draft said before.
//!
//! Never here: keeping them. Choosing one closes the dialog and hands the wish up.

use egui::{Context, Key, Ui};

use super::action::{Action, KeptWish};
use super::facts::Facts;
use super::theme;
use super::widgets::{Button, Dialog, TextField, card_ui, segmented_ui};
use super::wording::{beginning, local_time};
use crate::domain::library::{finds, folded};
use crate::domain::{Draft, JobId, KeptKind, KeptText, commentary};
use crate::words::t;

/// The dialog of the texts to use again; remembers whether it is open.
#[derive(Debug, Default)]
pub struct KeptPane {
    open: Option<Open>,
}

/// What is half done in the open dialog.
#[derive(Debug, Default)]
struct Open {
    part: Part,
    search: String,
    /// What a new one would be called.
    name: String,
    /// The one about which the person is being asked.
    deleting: Option<JobId>,
    /// The first field takes the keyboard.
    wants_focus: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Snippets,
    Templates,
    Versions,
}

impl Part {
    fn kind(self) -> Option<KeptKind> {
        match self {
            Self::Snippets => Some(KeptKind::Snippet),
            Self::Templates => Some(KeptKind::Template),
            Self::Versions => None,
        }
    }
}

impl KeptPane {
    /// Opens the dialog, with the keyboard in its search.
    pub fn open(&mut self) {
        self.open = Some(Open {
            wants_focus: true,
            ..Open::default()
        });
    }

    /// Whether it stands over the window.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Shows the dialog, if it is open. Choosing a text closes it.
    pub fn show(&mut self, facts: &Facts<'_>, draft: &Draft, ctx: &Context) -> Option<Action> {
        let open = self.open.as_mut()?;
        let shown = Dialog::new("kept texts", t!("kept-title"))
            .with_width(560.0)
            .show(
                ctx,
                |ui| open.ui(facts, draft, ui),
                |ui| ui.add(Button::secondary(t!("close"))).clicked(),
            );
        let action = shown.body;
        let is_chosen = matches!(
            action,
            Some(Action::Kept(
                KeptWish::Insert(_) | KeptWish::BeginWith(_) | KeptWish::GoBack(_)
            ))
        );
        let leaves = shown.buttons || shown.dismissed;
        if is_chosen || leaves {
            self.open = None;
        }
        action.or(leaves.then_some(Action::Kept(KeptWish::Close)))
    }
}

impl Open {
    fn ui(&mut self, facts: &Facts<'_>, draft: &Draft, ui: &mut Ui) -> Option<Action> {
        let parts = [
            (Part::Snippets, t!("kept-snippets")),
            (Part::Templates, t!("kept-templates")),
            (Part::Versions, t!("kept-versions")),
        ];
        if segmented_ui(ui, t!("kept-kind"), &mut self.part, &parts).changed() {
            self.deleting = None;
        }
        ui.add_space(theme::GAP_M);
        match self.part.kind() {
            Some(kind) => self.kept_ui(kind, facts, draft, ui),
            None => versions_ui(facts, draft, ui),
        }
    }

    fn kept_ui(
        &mut self,
        kind: KeptKind,
        facts: &Facts<'_>,
        draft: &Draft,
        ui: &mut Ui,
    ) -> Option<Action> {
        let mut action = self.list_ui(kind, facts, ui);
        if commentary::is_blank(&draft.text) {
            let words = match kind {
                KeptKind::Snippet => t!("kept-write-snippet"),
                KeptKind::Template => t!("kept-write-template"),
            };
            ui.label(theme::small(words).weak());
            return action;
        }
        let (hint, label) = match kind {
            KeptKind::Snippet => (t!("kept-snippet-what"), t!("kept-snippet-name")),
            KeptKind::Template => (t!("kept-template-what"), t!("kept-template-name")),
        };
        let field = TextField::new(label, &mut self.name)
            .with_hint(hint)
            .show(ui);
        // Where there is nothing to be searched.
        if std::mem::take(&mut self.wants_focus) {
            field.request_focus();
        }
        let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let is_known = facts
            .kept
            .texts
            .iter()
            .any(|kept| kept.is_called(&self.name, kind));
        let button = Button::secondary(if is_known {
            t!("kept-replace")
        } else {
            t!("kept-keep")
        });
        let can = !commentary::is_blank(&self.name);
        let is_clicked = ui.add_enabled(can, button.small()).clicked();
        if is_clicked || (can && is_entered) {
            let name = std::mem::take(&mut self.name).trim().to_owned();
            action = Some(Action::Kept(KeptWish::Keep(kind, name)));
        }
        action
    }

    /// What is kept, as far as the search finds it. Enter takes the first.
    fn list_ui(&mut self, kind: KeptKind, facts: &Facts<'_>, ui: &mut Ui) -> Option<Action> {
        let mut of_kind = facts
            .kept
            .texts
            .iter()
            .filter(|kept| kept.kind == kind)
            .peekable();
        if of_kind.peek().is_none() {
            let words = match kind {
                KeptKind::Snippet => t!("kept-no-snippets"),
                KeptKind::Template => t!("kept-no-templates"),
            };
            ui.label(theme::body(words));
            ui.add_space(theme::GAP_M);
            return None;
        }
        let search = TextField::new(t!("search"), &mut self.search)
            .with_example(t!("kept-search-example"))
            .show(ui);
        if std::mem::take(&mut self.wants_focus) {
            search.request_focus();
        }
        let is_entered = search.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let query = folded(&self.search);
        let found: Vec<&KeptText> = of_kind
            .filter(|kept| finds(&query, &folded(&format!("{}\n{}", kept.name, kept.text))))
            .collect();
        if found.is_empty() {
            ui.label(theme::body(t!("kept-none-found")).weak());
        }
        let mut action = found
            .first()
            .filter(|_| is_entered)
            .map(|kept| chosen(kept));
        ui.add_space(theme::GAP_S);
        for kept in found {
            ui.push_id(kept.id, |ui| {
                action = action.take().or(self.row_ui(kept, ui));
            });
            ui.add_space(theme::GAP_S);
        }
        action
    }

    fn row_ui(&mut self, kept: &KeptText, ui: &mut Ui) -> Option<Action> {
        let mut action = None;
        let use_it = match kept.kind {
            KeptKind::Snippet => t!("kept-insert"),
            KeptKind::Template => t!("new-draft"),
        };
        card_ui(ui, |ui| {
            ui.label(theme::medium(&kept.name));
            ui.label(theme::small(beginning(&kept.text)).weak());
            ui.horizontal_wrapped(|ui| {
                if ui.add(Button::secondary(use_it).small()).clicked() {
                    action = Some(chosen(kept));
                }
                if self.deleting != Some(kept.id) {
                    if ui.add(Button::ghost(t!("delete-ask")).small()).clicked() {
                        self.deleting = Some(kept.id);
                    }
                    return;
                }
                if ui.add(Button::danger(t!("delete-it")).small()).clicked() {
                    action = Some(Action::Kept(KeptWish::Forget(kept.id)));
                }
                if ui.add(Button::ghost(t!("kept-keep")).small()).clicked() {
                    self.deleting = None;
                }
            });
        });
        action
    }
}

fn chosen(kept: &KeptText) -> Action {
    match kept.kind {
        KeptKind::Snippet => Action::Kept(KeptWish::Insert(kept.id)),
        KeptKind::Template => Action::Kept(KeptWish::BeginWith(kept.id)),
    }
}

fn versions_ui(facts: &Facts<'_>, draft: &Draft, ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    let versions = match facts.kept.versions {
        None => {
            ui.label(theme::body(t!("looking")).weak());
            return None;
        }
        Some(Err(words)) => {
            ui.label(theme::body(words).color(theme::palette(ui).danger_text));
            return None;
        }
        Some(Ok(versions)) => versions,
    };
    let words = if versions.is_empty() {
        t!("kept-no-versions")
    } else {
        t!("kept-versions-what")
    };
    ui.label(theme::body(words));
    ui.add_space(theme::GAP_S);
    for (idx, version) in versions.iter().enumerate().rev() {
        ui.push_id(idx, |ui| {
            card_ui(ui, |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.label(theme::medium(local_time(version.at, facts.zone)));
                    let count = version.text.chars().count();
                    ui.label(theme::small(t!("characters-counted", count = count)).weak());
                });
                ui.label(theme::small(beginning(&version.text)).weak());
                let back = Button::secondary(t!("kept-go-back")).small();
                let is_other = !version.is_in(draft) && !facts.is_sending;
                if ui.add_enabled(is_other, back).clicked() {
                    action = Some(Action::Kept(KeptWish::GoBack(idx)));
                }
            });
        });
        ui.add_space(theme::GAP_S);
    }
    action
}

//! The dialogs that give a post another text, or delete it. Each stays open until LinkedIn has answered, so that no typed
//! word is lost.

use egui::{Context, Ui};

use super::action::Action;
use super::facts::Facts;
use super::theme;
use super::widgets::{Banner, Button, Dialog, TextField, Tone, focus_by_default};
use super::wording::beginning;
use crate::domain::{Change, JobId, SentPost, Unchanged};
use crate::words::t;

/// A dialog about one post.
#[derive(Debug)]
pub(super) struct Asking {
    pub(super) id: JobId,
    pub(super) change: Change,
    /// What became of the last try.
    pub(super) trouble: Option<Unchanged>,
}

/// Whether the dialog stays, and what was wished.
pub(super) fn edit_dialog(
    facts: &Facts<'_>,
    sent: &SentPost,
    asking: &mut Asking,
    ctx: &Context,
) -> (bool, Option<Action>) {
    let wrong = sent.check_change(&asking.change).err();
    let (trouble, change) = (&mut asking.trouble, &mut asking.change);
    let shown = Dialog::new("edit post", t!("edit-title"))
        .with_width(560.0)
        .show(
            ctx,
            |ui| {
                trouble_ui(trouble.as_ref(), ui);
                let Change::Text(text) = change else { return };
                let error = wrong.as_ref().map(|wrong| wrong.message.as_str());
                let field = TextField::new(t!("edit-text"), text)
                    .with_rows(8)
                    .with_hint(t!("edit-hint"))
                    .with_error(error)
                    .show(ui);
                focus_by_default(&field);
            },
            |ui| {
                let can = wrong.is_none() && facts.changing.is_none();
                let save = Button::primary(t!("edit-save")).busy(facts.changing.is_some());
                let leaves = ui.add(Button::secondary(t!("edit-keep"))).clicked();
                (ui.add_enabled(can, save).clicked(), leaves)
            },
        );
    let (saves, leaves) = shown.buttons;
    if saves {
        asking.trouble = None;
    }
    let wish = saves.then(|| Action::Change(asking.id, asking.change.clone()));
    (!leaves && !shown.dismissed, wish)
}

/// Whether the dialog stays, and what was wished.
pub(super) fn delete_dialog(
    facts: &Facts<'_>,
    sent: &SentPost,
    asking: &Asking,
    ctx: &Context,
) -> (bool, Option<Action>) {
    let shown = Dialog::new("delete post", t!("delete-title")).show(
        ctx,
        |ui| {
            trouble_ui(asking.trouble.as_ref(), ui);
            ui.label(theme::body(beginning(&sent.text)));
            ui.add_space(theme::GAP_S);
            let words = t!("delete-what");
            ui.label(theme::body(words));
        },
        |ui| {
            let delete = Button::danger(t!("delete-it")).busy(facts.changing.is_some());
            let keep = ui.add(Button::secondary(t!("delete-keep")));
            focus_by_default(&keep);
            let deletes = ui.add_enabled(facts.changing.is_none(), delete).clicked();
            (deletes, keep.clicked())
        },
    );
    let (deletes, leaves) = shown.buttons;
    let wish = deletes.then_some(Action::Change(asking.id, Change::Delete));
    (!leaves && !shown.dismissed, wish)
}

fn trouble_ui(trouble: Option<&Unchanged>, ui: &mut Ui) {
    if let Some(trouble) = trouble {
        Banner::new(Tone::Danger, &trouble.message)
            .with_text(trouble.hint)
            .show(ui);
        ui.add_space(theme::GAP_M);
    }
}

/// What was typed last, also where LinkedIn did not answer to it.
pub(super) fn text_to_edit(sent: &SentPost) -> String {
    match sent.asked.as_ref().map(|asked| &asked.change) {
        Some(Change::Text(text)) => text.clone(),
        Some(Change::Delete) | None => sent.text.clone(),
    }
}

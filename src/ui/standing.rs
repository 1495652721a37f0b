//! What stands above the editor while nobody can post: nobody is signed in, or the vault is closed; with the way out.

use egui::Ui;

use super::action::{Action, Page};
use super::facts::Facts;
use super::theme;
use super::widgets::{Banner, Button, Tone};
use crate::words::t;

/// Says that nobody is signed in.
pub(super) fn sign_in_banner(facts: &Facts<'_>, ui: &mut Ui) -> Option<Action> {
    let text = if facts.is_sandbox {
        t!("sandbox-starting")
    } else {
        t!("welcome-text")
    };
    let mut action = None;
    let title = if facts.is_sandbox {
        t!("nobody-signed-in")
    } else {
        t!("welcome")
    };
    Banner::new(Tone::Info, title)
        .with_text(text)
        .show_with(ui, |ui| {
            let connect = Button::secondary(t!("connect-app")).small();
            if ui.add(connect).clicked() {
                action = Some(Action::Open(Page::Accounts));
            }
            let tries = Button::ghost(t!("try-sandbox")).small();
            if !facts.is_sandbox && ui.add(tries).clicked() {
                action = Some(Action::TrySandbox);
            }
        });
    ui.add_space(theme::GAP_M);
    action
}

/// Says that the vault has to be opened.
pub(super) fn vault_banner(ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    Banner::new(Tone::Warning, t!("vault-locked-banner"))
        .with_text(t!("vault-locked-text"))
        .show_with(ui, |ui| {
            if ui
                .add(Button::secondary(t!("unlock-ask")).small())
                .clicked()
            {
                action = Some(Action::Open(Page::Accounts));
            }
        });
    ui.add_space(theme::GAP_M);
    action
}

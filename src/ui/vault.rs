//! The vault on the accounts page: what keeps it shut, what opens it, and changing that.

use egui::Ui;

use super::action::{Action, SignInForm, VaultForm, VaultWish};
use super::facts::{Facts, OpenVaultFacts, VaultFacts};
use super::theme;
use super::widgets::{Banner, Button, TextField, Tone, card_ui, section_heading_ui};
use super::wording::what_opens;
use crate::words::t;

/// Shows what is wrong with the vault, if anything is, and what can be done.
pub(super) fn vault_trouble_ui(
    facts: &Facts<'_>,
    form: &mut SignInForm,
    ui: &mut Ui,
) -> Option<Action> {
    match facts.vault {
        VaultFacts::Open(vault) if vault.keyring_lost_key => lost_key_ui(&form.vault, ui),
        VaultFacts::Fine | VaultFacts::NeedsPassphrase | VaultFacts::Open(_) => None,
        VaultFacts::Locked {
            why,
            has_passphrase: true,
        } => locked_ui(why.as_deref(), &mut form.passphrase, ui),
        VaultFacts::Locked {
            why,
            has_passphrase: false,
        } => {
            let why = why.as_deref().unwrap_or(t!("vault-opened-by-keyring-only"));
            let banner = Banner::new(Tone::Warning, t!("vault-is-locked")).with_text(why);
            let shown = banner.show_with(ui, |ui| try_again_ui(ui).or_else(|| replace_ui(ui)));
            shown.inner.flatten()
        }
        VaultFacts::Broken {
            why,
            can_be_replaced,
        } => {
            let banner = Banner::new(Tone::Danger, t!("vault-unusable")).with_text(why);
            if *can_be_replaced {
                banner.show_with(ui, replace_ui).inner.flatten()
            } else {
                banner.show_with(ui, try_again_ui).inner.flatten()
            }
        }
    }
}

fn locked_ui(why: Option<&str>, passphrase: &mut String, ui: &mut Ui) -> Option<Action> {
    let banner = Banner::new(Tone::Warning, t!("vault-is-locked"));
    let mut action = None;
    if let Some(why) = why {
        // The keyring may be unlocked by now.
        let shown = banner.with_text(why).show_with(ui, try_again_ui);
        action = shown.inner.flatten();
    } else {
        banner.with_text(t!("vault-passphrase-opens")).show(ui);
    }
    ui.add_space(theme::GAP_S);
    card_ui(ui, |ui| {
        TextField::new(t!("passphrase"), passphrase)
            .secret()
            .show(ui);
        ui.add_space(theme::GAP_XS);
        let unlock = Button::primary(t!("unlock"));
        if ui.add_enabled(!passphrase.is_empty(), unlock).clicked() {
            action = Some(Action::Unlock);
        }
    });
    ui.add_space(theme::GAP_S);
    action
}

fn lost_key_ui(form: &VaultForm, ui: &mut Ui) -> Option<Action> {
    let banner = Banner::new(Tone::Warning, t!("vault-keyring-lost"));
    let again = Button::secondary(t!("vault-keyring-again")).small();
    let shown = banner
        .with_text(t!("vault-keyring-once-more"))
        .show_with(ui, |ui| ui.add_enabled(!form.is_busy, again).clicked());
    shown
        .inner
        .is_some_and(|is_clicked| is_clicked)
        .then_some(Action::AlterVault(VaultWish::Keyring))
}

fn try_again_ui(ui: &mut Ui) -> Option<Action> {
    let again = Button::secondary(t!("try-again")).small();
    ui.add(again).clicked().then_some(Action::ProbeVault)
}

fn replace_ui(ui: &mut Ui) -> Option<Action> {
    let replace = Button::secondary(t!("vault-replace")).small();
    ui.add(replace).clicked().then_some(Action::ReplaceVault)
}

/// Shows what opens the vault, and changes it.
pub(super) fn vault_ui(facts: &Facts<'_>, form: &mut VaultForm, ui: &mut Ui) -> Option<Action> {
    let VaultFacts::Open(vault) = *facts.vault else {
        return None;
    };
    let mut action = None;
    section_heading_ui(ui, t!("vault"));
    card_ui(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(theme::body(what_opens(vault)));
        if vault.owes_new_key {
            let words = t!("vault-new-key-why");
            ui.label(theme::small(words).color(theme::palette(ui).warning));
        }
        ui.add_space(theme::GAP_S);
        action = match form.wish {
            Some(wish) => form_ui(vault, wish, form, ui),
            None => choices_ui(vault, form, ui),
        };
        outcome_ui(form, ui);
    });
    action
}

fn choices_ui(vault: OpenVaultFacts, form: &mut VaultForm, ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    ui.add_enabled_ui(!form.is_busy, |ui| {
        ui.horizontal_wrapped(|ui| {
            let name = if vault.has_passphrase {
                t!("passphrase-change-ask")
            } else {
                t!("passphrase-add-ask")
            };
            if ui.add(Button::secondary(name).small()).clicked() {
                form.begin(Some(VaultWish::Passphrase));
            }
            // Without a passphrase there is nothing to ask.
            let name = if vault.has_passphrase {
                t!("new-key-ask")
            } else {
                t!("new-key")
            };
            if ui.add(Button::secondary(name).small()).clicked() {
                form.begin(vault.has_passphrase.then_some(VaultWish::NewKey));
                action = (!vault.has_passphrase).then_some(Action::AlterVault(VaultWish::NewKey));
            }
            let keyring = Button::secondary(t!("vault-keyring-too")).small();
            if vault.can_use_keyring && !vault.has_keyring && ui.add(keyring).clicked() {
                form.begin(None);
                action = Some(Action::AlterVault(VaultWish::Keyring));
            }
        });
    });
    action
}

fn form_ui(
    vault: OpenVaultFacts,
    wish: VaultWish,
    form: &mut VaultForm,
    ui: &mut Ui,
) -> Option<Action> {
    let mut action = None;
    let mut is_filled = true;
    if vault.has_passphrase {
        TextField::new(t!("passphrase-present"), &mut form.present)
            .secret()
            .show(ui);
        ui.add_space(theme::GAP_S);
        is_filled = !form.present.is_empty();
    }
    if wish == VaultWish::Passphrase {
        let hint = if vault.has_passphrase {
            t!("passphrase-rule-change")
        } else {
            t!("passphrase-rule")
        };
        TextField::new(t!("passphrase-new"), &mut form.new)
            .with_hint(hint)
            .secret()
            .show(ui);
        ui.add_space(theme::GAP_S);
        is_filled &= !form.new.is_empty();
    }
    let name = match wish {
        VaultWish::Passphrase if vault.has_passphrase => t!("passphrase-change"),
        VaultWish::Passphrase => t!("passphrase-add"),
        VaultWish::NewKey | VaultWish::Keyring => t!("make-new-key"),
    };
    ui.horizontal(|ui| {
        let go = Button::primary(name).small();
        if ui.add_enabled(is_filled && !form.is_busy, go).clicked() {
            action = Some(Action::AlterVault(wish));
        }
        let cancel = Button::ghost(t!("cancel")).small();
        if ui.add_enabled(!form.is_busy, cancel).clicked() {
            form.begin(None);
        }
    });
    action
}

fn outcome_ui(form: &VaultForm, ui: &mut Ui) {
    let palette = theme::palette(ui);
    let (words, color) = match &form.outcome {
        Some(Ok(words)) => (words, palette.text_muted),
        Some(Err(words)) => (words, palette.danger_text),
        None => return,
    };
    ui.add_space(theme::GAP_S);
    ui.label(theme::small(words).color(color));
}

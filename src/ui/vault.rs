//! The vault on the accounts page: what keeps it shut, what opens it, and changing that.

use egui::Ui;

use super::action::{Action, SignInForm, VaultForm, VaultWish};
use super::facts::{Facts, OpenVaultFacts, VaultFacts};
use super::theme;
use super::widgets::{Banner, Button, TextField, Tone, card_ui, section_heading_ui};
use super::wording::what_opens;

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
            let why = why.as_deref().unwrap_or("Only the keyring opens it.");
            let banner = Banner::new(Tone::Warning, "The vault is locked").with_text(why);
            let shown = banner.show_with(ui, |ui| try_again_ui(ui).or_else(|| replace_ui(ui)));
            shown.inner.flatten()
        }
        VaultFacts::Broken {
            why,
            can_be_replaced,
        } => {
            let banner = Banner::new(Tone::Danger, "The vault cannot be used").with_text(why);
            if *can_be_replaced {
                banner.show_with(ui, replace_ui).inner.flatten()
            } else {
                banner.show_with(ui, try_again_ui).inner.flatten()
            }
        }
    }
}

fn locked_ui(why: Option<&str>, passphrase: &mut String, ui: &mut Ui) -> Option<Action> {
    let banner = Banner::new(Tone::Warning, "The vault is locked");
    let mut action = None;
    if let Some(why) = why {
        // The keyring may be unlocked by now.
        let shown = banner.with_text(why).show_with(ui, try_again_ui);
        action = shown.inner.flatten();
    } else {
        banner.with_text("Its passphrase opens it.").show(ui);
    }
    TextField::new("Passphrase", passphrase).secret().show(ui);
    let unlock = Button::primary("Unlock");
    if ui.add_enabled(!passphrase.is_empty(), unlock).clicked() {
        action = Some(Action::Unlock);
    }
    action
}

fn lost_key_ui(form: &VaultForm, ui: &mut Ui) -> Option<Action> {
    let banner = Banner::new(
        Tone::Warning,
        "The keyring does not have the key of the vault any more",
    );
    let again = Button::secondary("Let the keyring open it again").small();
    let shown = banner
        .with_text("Your passphrase opened it. The keyring can be given the key once more.")
        .show_with(ui, |ui| ui.add_enabled(!form.is_busy, again).clicked());
    shown
        .inner
        .is_some_and(|is_clicked| is_clicked)
        .then_some(Action::AlterVault(VaultWish::Keyring))
}

fn try_again_ui(ui: &mut Ui) -> Option<Action> {
    let again = Button::secondary("Try again").small();
    ui.add(again).clicked().then_some(Action::ProbeVault)
}

fn replace_ui(ui: &mut Ui) -> Option<Action> {
    let replace = Button::secondary("Keep it aside and make a new one").small();
    ui.add(replace).clicked().then_some(Action::ReplaceVault)
}

/// Shows what opens the vault, and changes it.
pub(super) fn vault_ui(facts: &Facts<'_>, form: &mut VaultForm, ui: &mut Ui) -> Option<Action> {
    let VaultFacts::Open(vault) = *facts.vault else {
        return None;
    };
    let mut action = None;
    section_heading_ui(ui, "Vault");
    card_ui(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(theme::body(what_opens(vault)));
        if vault.owes_new_key {
            let words =
                "Somebody was signed out. A new key makes old copies of the vault's key worthless.";
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
                "Change passphrase…"
            } else {
                "Add a passphrase…"
            };
            if ui.add(Button::secondary(name).small()).clicked() {
                form.begin(Some(VaultWish::Passphrase));
            }
            // Without a passphrase there is nothing to ask.
            let name = if vault.has_passphrase {
                "New key…"
            } else {
                "New key"
            };
            if ui.add(Button::secondary(name).small()).clicked() {
                form.begin(vault.has_passphrase.then_some(VaultWish::NewKey));
                action = (!vault.has_passphrase).then_some(Action::AlterVault(VaultWish::NewKey));
            }
            let keyring = Button::secondary("Let the keyring open it too").small();
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
        TextField::new("Present passphrase", &mut form.present)
            .secret()
            .show(ui);
        ui.add_space(theme::GAP_S);
        is_filled = !form.present.is_empty();
    }
    if wish == VaultWish::Passphrase {
        let hint = if vault.has_passphrase {
            "At least 8 letters or signs. The present one opens nothing from then on."
        } else {
            "At least 8 letters or signs"
        };
        TextField::new("New passphrase", &mut form.new)
            .with_hint(hint)
            .secret()
            .show(ui);
        ui.add_space(theme::GAP_S);
        is_filled &= !form.new.is_empty();
    }
    let name = match wish {
        VaultWish::Passphrase if vault.has_passphrase => "Change passphrase",
        VaultWish::Passphrase => "Add passphrase",
        VaultWish::NewKey | VaultWish::Keyring => "Make a new key",
    };
    ui.horizontal(|ui| {
        let go = Button::primary(name).small();
        if ui.add_enabled(is_filled && !form.is_busy, go).clicked() {
            action = Some(Action::AlterVault(wish));
        }
        let cancel = Button::ghost("Cancel").small();
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

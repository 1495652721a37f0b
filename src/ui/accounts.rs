//! Who is signed in, and signing in with the person's own LinkedIn app.

use egui::Ui;

use super::action::{Action, SignInForm};
use super::facts::{Facts, SignInFacts, VaultFacts};
use super::ledger::requests_ui;
use super::switcher::avatar_of;
use super::theme;
use super::vault::{vault_trouble_ui, vault_ui};
use super::widgets::{
    Banner, Button, Switch, TextField, Tone, card_ui, page_title_ui, section_heading_ui,
    segmented_ui,
};
use super::wording::{cannot_post, days_left, granted, not_granted};
use crate::domain::{Access, Account};

/// Shows the page.
pub fn accounts_ui(facts: &Facts<'_>, form: &mut SignInForm, ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    page_title_ui(ui, "Accounts");
    action = action.or(vault_trouble_ui(facts, form, ui));
    for account in facts.accounts {
        card_ui(ui, |ui| {
            ui.set_width(ui.available_width());
            action = action.take().or(account_ui(facts, account, ui));
        });
        ui.add_space(theme::GAP_S);
    }
    action = action.or(vault_ui(facts, &mut form.vault, ui));
    section_heading_ui(ui, "Sign in with your LinkedIn app");
    card_ui(ui, |ui| {
        ui.set_width(ui.available_width());
        action = action.take().or(sign_in_ui(facts, form, ui));
    });
    action
}

fn account_ui(facts: &Facts<'_>, account: &Account, ui: &mut Ui) -> Option<Action> {
    for author in account.authors() {
        ui.horizontal(|ui| {
            ui.add(avatar_of(author));
            ui.label(theme::medium(&author.name));
            ui.label(theme::small(author.role.label()).weak());
        });
    }
    ui.label(theme::small(days_left(account.expiry(facts.now))).weak());
    requests_ui(facts, account, ui);
    ui.label(theme::small(granted(&account.scopes)).weak());
    let refused = account.refused_scopes();
    if !refused.is_empty() {
        let words = not_granted(&refused);
        ui.label(theme::small(words).color(theme::palette(ui).warning));
    }
    if !account.can_post_as(&account.member.urn) {
        let words = cannot_post(account.access.product());
        ui.label(theme::small(words).color(theme::palette(ui).warning));
    }
    let mut action = None;
    ui.horizontal(|ui| {
        let is_waiting = matches!(facts.sign_in, SignInFacts::Waiting(_));
        let again = Button::secondary("Sign in again").small();
        if ui.add_enabled(!is_waiting, again).clicked() {
            action = Some(Action::SignInAgain(account.key()));
        }
        let pages = Button::secondary("Look for pages").small();
        if account.access == Access::Community && ui.add(pages).clicked() {
            action = Some(Action::RefreshPages(account.key()));
        }
        if ui.add(Button::ghost("Sign out").small()).clicked() {
            action = Some(Action::SignOut(account.key()));
        }
    });
    action
}

fn sign_in_ui(facts: &Facts<'_>, form: &mut SignInForm, ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    ui.label(theme::small("Register these redirect URLs with your app, under Auth:").weak());
    for port in &facts.settings.redirect_ports {
        let url = format!("http://127.0.0.1:{port}/callback");
        ui.horizontal(|ui| {
            ui.label(theme::body(&url));
            if ui
                .add(Button::ghost("Copy").small().with_tooltip(&url))
                .clicked()
            {
                action = Some(Action::Copy(url.clone()));
            }
        });
    }
    ui.add_space(theme::GAP_M);
    let accesses = [
        (Access::Member, "Member: my own posts"),
        (Access::Community, "Community: pages as well"),
    ];
    segmented_ui(ui, "Access", &mut form.access, &accesses);
    ui.add_space(theme::GAP_M);
    TextField::new("Client id", &mut form.client_id).show(ui);
    ui.add_space(theme::GAP_S);
    if !form.pkce {
        TextField::new("Client secret", &mut form.client_secret)
            .secret()
            .show(ui);
        ui.add_space(theme::GAP_S);
    }
    ui.add(
        Switch::new(&mut form.pkce, "Native PKCE")
            .with_hint("Only if LinkedIn enabled it for your app"),
    );
    if *facts.vault == VaultFacts::NeedsPassphrase {
        ui.add_space(theme::GAP_S);
        TextField::new("Choose a passphrase for the vault", &mut form.passphrase)
            .with_hint("There is no keyring here, so this passphrase protects your sign-in on this computer")
            .secret()
            .show(ui);
    }
    ui.add_space(theme::GAP_M);
    action.or(sign_in_state_ui(facts, form, ui))
}

fn sign_in_state_ui(facts: &Facts<'_>, form: &SignInForm, ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    if let SignInFacts::Waiting(address) = facts.sign_in {
        ui.label(theme::body(
            "Waiting for you to come back from the browser…",
        ));
        ui.horizontal(|ui| {
            if let Some(address) = address
                && ui
                    .add(Button::secondary("Open the browser again").small())
                    .clicked()
            {
                action = Some(Action::Browse(address.clone()));
            }
            if ui.add(Button::ghost("Cancel").small()).clicked() {
                action = Some(Action::CancelSignIn);
            }
        });
        return action;
    }
    if let SignInFacts::Failed(message, hint) = facts.sign_in {
        Banner::new(Tone::Danger, message).with_text(hint).show(ui);
        ui.add_space(theme::GAP_S);
    }
    let is_filled =
        !form.client_id.trim().is_empty() && (form.pkce || !form.client_secret.trim().is_empty());
    let has_passphrase = *facts.vault != VaultFacts::NeedsPassphrase || form.passphrase.len() >= 8;
    if ui
        .add_enabled(
            is_filled && has_passphrase,
            Button::primary("Sign in with LinkedIn"),
        )
        .clicked()
    {
        action = Some(Action::SignIn);
    }
    action
}

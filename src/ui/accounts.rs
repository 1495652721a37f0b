//! Who is signed in, and the vault. Signing in is `connect`.

use egui::Ui;

use super::action::{Action, SignInForm};
use super::connect::connect_ui;
use super::facts::{Facts, SignInFacts};
use super::ledger::requests_ui;
use super::switcher::avatar_of;
use super::theme;
use super::vault::{vault_trouble_ui, vault_ui};
use super::widgets::{Button, card_ui, page_title_ui, section_heading_ui};
use super::wording::{cannot_post, days_left, granted, not_granted};
use crate::domain::{Access, Account};
use crate::words::t;

/// Shows the page.
pub fn accounts_ui(facts: &Facts<'_>, form: &mut SignInForm, ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    page_title_ui(ui, t!("accounts"));
    action = action.or(vault_trouble_ui(facts, form, ui));
    for account in facts.accounts {
        card_ui(ui, |ui| {
            ui.set_width(ui.available_width());
            action = action.take().or(account_ui(facts, account, ui));
        });
        ui.add_space(theme::GAP_S);
    }
    action = action.or(vault_ui(facts, &mut form.vault, ui));
    section_heading_ui(ui, t!("accounts-connect"));
    card_ui(ui, |ui| {
        ui.set_width(ui.available_width());
        action = action.take().or(connect_ui(facts, form, ui));
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
    let words = t!(
        "account-sign-in",
        left = days_left(account.expiry(facts.now))
    );
    ui.label(theme::small(words).weak());
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
        let again = Button::secondary(t!("sign-in-again")).small();
        if ui.add_enabled(!is_waiting, again).clicked() {
            action = Some(Action::SignInAgain(account.key()));
        }
        let pages = Button::secondary(t!("look-for-pages")).small();
        if account.access == Access::Community && ui.add(pages).clicked() {
            action = Some(Action::RefreshPages(account.key()));
        }
        if ui.add(Button::ghost(t!("sign-out")).small()).clicked() {
            action = Some(Action::SignOut(account.key()));
        }
    });
    action
}

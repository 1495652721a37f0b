//! Connecting the person's own LinkedIn app, step by step as LinkedIn's portal wants it, and signing in with it.
//!
//! What was typed is looked at before a browser opens. Never here: what LinkedIn refuses; that comes back in words.

use egui::{Align, Layout, Ui, vec2};

use super::action::{Action, SignInForm};
use super::facts::{Facts, SignInFacts, VaultFacts};
use super::icon::Icon;
use super::theme;
use super::widgets::{Banner, Button, Switch, TextField, Tone, segmented_ui};
use crate::domain::Access;
use crate::domain::app_credentials::{check_client_id, check_client_secret};
use crate::words::t;

/// Shows the steps.
pub(super) fn connect_ui(facts: &Facts<'_>, form: &mut SignInForm, ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    let accesses = [
        (Access::Member, t!("access-member")),
        (Access::Community, t!("access-community")),
    ];
    segmented_ui(ui, t!("access"), &mut form.access, &accesses);
    ui.add_space(theme::GAP_M);
    step_ui(ui, 1, t!("connect-create"), |ui| {
        let words = t!("connect-create-why");
        ui.label(theme::small(words).weak());
        let portal = Button::secondary(t!("connect-open-portal")).small();
        if ui.add(portal).on_hover_text(PORTAL).clicked() {
            action = Some(Action::Browse(PORTAL.to_owned()));
        }
    });
    step_ui(ui, 2, t!("connect-products"), |ui| {
        ui.label(theme::small(products(form.access)).weak());
    });
    step_ui(ui, 3, t!("connect-redirects"), |ui| {
        let words = t!("connect-redirects-what");
        ui.label(theme::small(words).weak());
        action = action.take().or(redirect_urls_ui(facts, ui));
    });
    step_ui(ui, 4, t!("connect-keys"), |ui| {
        ui.label(theme::small(t!("connect-keys-where")).weak());
        keys_ui(facts, form, ui);
    });
    step_ui(ui, 5, t!("connect-sign-in"), |ui| {
        let words = t!("connect-sign-in-what");
        ui.label(theme::small(words).weak());
        ui.add_space(theme::GAP_XS);
        action = action.take().or(sign_in_state_ui(facts, form, ui));
    });
    action
}

/// A step with its number, and below its title what is to be done.
fn step_ui(ui: &mut Ui, number: u8, title: &str, body: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        let size = vec2(theme::MIN_TARGET, theme::MIN_TARGET);
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        let palette = theme::palette(ui);
        let painter = ui.painter();
        painter.circle_filled(rect.center(), DISC / 2.0, palette.accent_soft);
        let font = theme::font(theme::Weight::Medium, theme::SIZE_SMALL);
        let middle = egui::Align2::CENTER_CENTER;
        painter.text(rect.center(), middle, number, font, palette.link);
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.set_width(ui.available_width());
            let row = vec2(ui.available_width(), theme::MIN_TARGET);
            ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
                ui.label(theme::medium(title));
            });
            body(ui);
        });
    });
    ui.add_space(theme::GAP_M);
}

fn products(access: Access) -> &'static str {
    match access {
        Access::Member => {
            t!("connect-products-member")
        }
        Access::Community => {
            t!("connect-products-community")
        }
    }
}

fn redirect_urls_ui(facts: &Facts<'_>, ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    for port in &facts.settings.redirect_ports {
        let url = format!("http://127.0.0.1:{port}/callback");
        ui.horizontal(|ui| {
            // Before the address, so that the buttons stand in a column.
            let copy = Button::icon(Icon::Copy, t!("copy"))
                .small()
                .with_tooltip(&url);
            if ui.add(copy).clicked() {
                action = Some(Action::Copy(url.clone()));
            }
            ui.label(theme::body(&url));
        });
    }
    action
}

fn keys_ui(facts: &Facts<'_>, form: &mut SignInForm, ui: &mut Ui) {
    let trouble = check_client_id(&form.client_id).err();
    let words = trouble.map(|trouble| trouble.to_string());
    TextField::new(t!("client-id"), &mut form.client_id)
        .with_error(words.as_deref())
        .show(ui);
    ui.add_space(theme::GAP_S);
    if !form.pkce {
        let trouble = check_client_secret(&form.client_secret, &form.client_id).err();
        let words = trouble.map(|trouble| trouble.to_string());
        TextField::new(t!("client-secret"), &mut form.client_secret)
            .with_error(words.as_deref())
            .secret()
            .show(ui);
        ui.add_space(theme::GAP_S);
    }
    ui.add(Switch::new(&mut form.pkce, t!("connect-pkce")).with_hint(t!("connect-pkce-hint")));
    if *facts.vault == VaultFacts::NeedsPassphrase {
        ui.add_space(theme::GAP_S);
        let is_short = !form.passphrase.is_empty() && form.passphrase.len() < MIN_PASSPHRASE;
        TextField::new(t!("connect-choose-passphrase"), &mut form.passphrase)
            .with_hint(t!("connect-passphrase-hint"))
            .with_error(is_short.then_some(t!("connect-passphrase-short")))
            .secret()
            .show(ui);
    }
}

fn sign_in_state_ui(facts: &Facts<'_>, form: &SignInForm, ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    if let SignInFacts::Waiting(address) = facts.sign_in {
        ui.label(theme::body(t!("connect-waiting")));
        ui.horizontal(|ui| {
            if let Some(address) = address
                && ui
                    .add(Button::secondary(t!("connect-browser-again")).small())
                    .clicked()
            {
                action = Some(Action::Browse(address.clone()));
            }
            if ui.add(Button::ghost(t!("cancel")).small()).clicked() {
                action = Some(Action::CancelSignIn);
            }
        });
        return action;
    }
    if let SignInFacts::Failed(message, hint) = facts.sign_in {
        Banner::new(Tone::Danger, message).with_text(hint).show(ui);
        ui.add_space(theme::GAP_S);
    }
    let is_right = check_client_id(&form.client_id).is_ok()
        && check_client_secret(&form.client_secret, &form.client_id).is_ok();
    let is_filled =
        !form.client_id.trim().is_empty() && (form.pkce || !form.client_secret.trim().is_empty());
    let has_passphrase =
        *facts.vault != VaultFacts::NeedsPassphrase || form.passphrase.len() >= MIN_PASSPHRASE;
    if ui
        .add_enabled(
            is_filled && is_right && has_passphrase,
            Button::primary(t!("connect-with-linkedin")),
        )
        .clicked()
    {
        action = Some(Action::SignIn);
    }
    action
}

/// Where apps are made.
const PORTAL: &str = "https://www.linkedin.com/developers/apps";
/// The disc behind the number of a step, in points.
const DISC: f32 = 24.0;
/// The shortest passphrase of a vault, in bytes.
const MIN_PASSPHRASE: usize = 8;

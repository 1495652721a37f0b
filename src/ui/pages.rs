//! The page of the settings. The drafts are in `drafts.rs`, what was posted in `posted.rs`.

use egui::Ui;

use super::action::Action;
use super::facts::Facts;
use super::theme;
use super::widgets::{Select, Switch, TextField, card_ui, page_title_ui};
use crate::domain::{ApiVersion, Settings, ThemeChoice};

/// The settings page; remembers what is half typed.
#[derive(Debug, Default)]
pub struct SettingsPane {
    version: Option<String>,
    ports: Option<String>,
}

impl SettingsPane {
    /// Shows the page. Every change that makes sense is kept at once.
    pub fn ui(&mut self, facts: &Facts<'_>, ui: &mut Ui) -> Option<Action> {
        let mut settings = facts.settings.clone();
        page_title_ui(ui, "Settings");
        card_ui(ui, |ui| {
            ui.set_width(ui.available_width());
            let themes = [
                (ThemeChoice::System, "As the system"),
                (ThemeChoice::Light, "Light"),
                (ThemeChoice::Dark, "Dark"),
            ];
            Select::new("Theme").show(ui, &mut settings.theme, &themes);
            ui.add_space(theme::GAP_M);
            let undo = [
                (0, "Off"),
                (5, "5 seconds"),
                (10, "10 seconds"),
                (30, "30 seconds"),
            ];
            Select::new("Time to undo after Post").show(ui, &mut settings.undo_secs, &undo);
            ui.add_space(theme::GAP_M);
            let statistics = Switch::new(&mut settings.asks_statistics, "Ask for statistics")
                .with_hint(
                    "With community access, from the next sign-in on. Your app must have been granted them, or \
                     LinkedIn refuses the whole sign-in",
                );
            ui.add(statistics);
            ui.add_space(theme::GAP_M);
            self.version_ui(&mut settings, ui);
            ui.add_space(theme::GAP_M);
            self.ports_ui(&mut settings, ui);
        });
        (settings != *facts.settings).then_some(Action::Keep(settings))
    }

    fn version_ui(&mut self, settings: &mut Settings, ui: &mut Ui) {
        let text = self
            .version
            .get_or_insert_with(|| settings.api_version.to_string());
        let parsed = text.trim().parse::<ApiVersion>();
        let error = parsed.err().map(|err| err.to_string());
        let hint = format!(
            "LinkedIn ends this version about {}",
            settings.api_version.sunset()
        );
        TextField::new("LinkedIn API version", text)
            .with_hint(&hint)
            .with_error(error.as_deref())
            .show(ui);
        if let Ok(version) = parsed {
            settings.api_version = version;
        }
    }

    fn ports_ui(&mut self, settings: &mut Settings, ui: &mut Ui) {
        let text = self.ports.get_or_insert_with(|| {
            settings
                .redirect_ports
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", ")
        });
        let parsed: Result<Vec<u16>, _> = text.split(',').map(|port| port.trim().parse()).collect();
        let error = parsed
            .is_err()
            .then_some("Ports are numbers up to 65535, separated by commas");
        TextField::new("Ports for signing in", text)
            .with_hint("Each is part of a redirect URL that you register")
            .with_error(error)
            .show(ui);
        if let Ok(ports) = parsed {
            settings.redirect_ports = ports;
        }
    }
}

//! The page of the settings. The drafts are in `drafts.rs`, what was posted in `posted.rs`.

use egui::Ui;

use super::action::Action;
use super::facts::Facts;
use super::notifications::notifications_ui;
use super::spelling::spelling_settings_ui;
use super::theme;
use super::widgets::{Select, Switch, TextField, card_ui, page_title_ui};
use crate::domain::{ApiVersion, LanguageChoice, Motion, Settings, TextScale, ThemeChoice};
use crate::words::t;

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
        page_title_ui(ui, t!("settings"));
        card_ui(ui, |ui| {
            ui.set_width(ui.available_width());
            let themes = [
                (ThemeChoice::System, t!("theme-system")),
                (ThemeChoice::Light, t!("theme-light")),
                (ThemeChoice::Dark, t!("theme-dark")),
            ];
            Select::new(t!("theme")).show(ui, &mut settings.theme, &themes);
            ui.add_space(theme::GAP_M);
            let languages = [
                (LanguageChoice::System, t!("language-system")),
                (LanguageChoice::English, "English"),
                (LanguageChoice::German, "Deutsch"),
            ];
            Select::new(t!("language")).show(ui, &mut settings.language, &languages);
            ui.add_space(theme::GAP_M);
            eyes_ui(&mut settings, ui);
            ui.add_space(theme::GAP_M);
            let secs = |count: u8| t!("seconds", count = count);
            let [five, ten, thirty] = [5, 10, 30].map(secs);
            let undo: [(u8, &str); 4] = [(0, t!("off")), (5, &five), (10, &ten), (30, &thirty)];
            Select::new(t!("undo-time")).show(ui, &mut settings.undo_secs, &undo);
            ui.add_space(theme::GAP_M);
            notifications_ui(&mut settings, ui);
            spelling_settings_ui(&facts.spelling, &mut settings.spelling, ui);
            ui.add_space(theme::GAP_M);
            let statistics = Switch::new(&mut settings.asks_statistics, t!("asks-statistics"))
                .with_hint(t!("asks-statistics-what"));
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
        let hint = t!(
            "api-version-ends",
            when = settings.api_version.sunset().to_string()
        );
        TextField::new(t!("api-version"), text)
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
        let error = parsed.is_err().then_some(t!("ports-wrong"));
        TextField::new(t!("ports"), text)
            .with_hint(t!("ports-what"))
            .with_error(error)
            .show(ui);
        if let Ok(ports) = parsed {
            settings.redirect_ports = ports;
        }
    }
}

/// How large everything is, and whether it moves.
fn eyes_ui(settings: &mut Settings, ui: &mut Ui) {
    let sizes = TextScale::PERCENT.map(|percent| format!("{percent} %"));
    let sizes: Vec<(TextScale, &str)> = TextScale::PERCENT
        .into_iter()
        .zip(&sizes)
        .map(|(percent, words)| (percent.into(), words.as_str()))
        .collect();
    Select::new(t!("text-size")).show(ui, &mut settings.text_scale, &sizes);
    ui.add_space(theme::GAP_M);
    let motions = [
        (Motion::System, t!("theme-system")),
        (Motion::Reduced, t!("motion-reduced")),
        (Motion::Full, t!("motion-full")),
    ];
    Select::new(t!("motion")).show(ui, &mut settings.motion, &motions);
}

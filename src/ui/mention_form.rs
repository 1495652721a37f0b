//! Below the text: which names will be plain text, and the form that puts someone into the book. What a page is called
//! is asked of LinkedIn only when a person presses the button.

use egui::Ui;

use super::action::Action;
use super::extras::heading_ui;
use super::facts::Facts;
use super::icon::Icon;
use super::theme;
use super::widgets::{Button, TextField};
use crate::domain::{Draft, Mention, Whom, commentary, mention_book};
use crate::words::t;

/// What is half typed about someone.
#[derive(Debug, Default)]
pub struct MentionForm {
    is_open: bool,
    whom: String,
    name: String,
    error: Option<String>,
    wants_focus: bool,
}

impl MentionForm {
    /// Opens the form, with the name that was typed.
    pub(super) fn open(&mut self, name: &str) {
        *self = Self {
            is_open: true,
            name: name.to_owned(),
            wants_focus: true,
            ..Self::default()
        };
    }

    /// Fills in what LinkedIn says of the page that was looked up, or why it says nothing.
    pub fn take_found(&mut self, found: Result<Mention, String>) {
        match found {
            Ok(mention) => {
                self.whom = mention.urn.to_string();
                self.name = mention.name;
                self.error = None;
            }
            Err(words) => self.error = Some(words.trim_end_matches('.').to_owned()),
        }
    }

    /// Shows what will be plain text, and the form if it is open.
    pub(super) fn ui(
        &mut self,
        facts: &Facts<'_>,
        draft: &mut Draft,
        ui: &mut Ui,
    ) -> Option<Action> {
        self.unknown_ui(draft, ui);
        if !self.is_open {
            return None;
        }
        ui.add_space(theme::GAP_S);
        let hint = t!("mention-urn-hint");
        let whom = TextField::new(t!("mention-whom"), &mut self.whom)
            .with_example("https://www.linkedin.com/company/…")
            .with_hint(hint)
            .with_error(self.error.as_deref())
            .show(ui);
        if std::mem::take(&mut self.wants_focus) {
            whom.request_focus();
        }
        if whom.changed() {
            self.error = None;
        }
        ui.add_space(theme::GAP_S);
        TextField::new(t!("mention-name"), &mut self.name).show(ui);
        ui.add_space(theme::GAP_S);
        let action = self.buttons_ui(facts, draft, ui);
        action.or(book_ui(facts, ui))
    }

    fn buttons_ui(&mut self, facts: &Facts<'_>, draft: &mut Draft, ui: &mut Ui) -> Option<Action> {
        let mut action = None;
        ui.horizontal_wrapped(|ui| {
            if ui
                .add(Button::secondary(t!("mention-add")).small())
                .clicked()
            {
                match self.entry() {
                    Ok(mention) => {
                        mention_book::choose(&mut draft.mentions, &mention);
                        *self = Self::default();
                        action = Some(Action::KeepMention(mention));
                    }
                    Err(words) => self.error = Some(words),
                }
            }
            let look_up = Button::secondary(t!("mention-look-up"))
                .small()
                .busy(facts.mentions.is_finding_page)
                .with_tooltip(t!("mention-look-up-why"));
            if ui.add(look_up).clicked() {
                match Whom::read(&self.whom) {
                    Ok(whom) => action = Some(Action::FindPage(whom)),
                    Err(err) => self.error = Some(err.to_string()),
                }
            }
            if ui.add(Button::ghost(t!("cancel")).small()).clicked() {
                *self = Self::default();
            }
        });
        action
    }

    fn entry(&self) -> Result<Mention, String> {
        let urn = match Whom::read(&self.whom).map_err(|err| err.to_string())? {
            Whom::Known(urn) => urn,
            Whom::Vanity(_) => {
                return Err(t!("mention-look-up-first").to_owned());
            }
        };
        let name = mention_book::fit_name(&self.name).ok_or(t!("mention-one-line"))?;
        Ok(Mention { name, urn })
    }

    /// A quiet line for each name that nobody was chosen for.
    fn unknown_ui(&mut self, draft: &Draft, ui: &mut Ui) {
        let mut unknown: Vec<&str> = commentary::unknown_names(&draft.text, &draft.mentions)
            .into_iter()
            .map(|range| &draft.text[range])
            .collect();
        unknown.sort_unstable();
        unknown.dedup();
        let mut wanted = None;
        for name in unknown.into_iter().take(MAX_LINES) {
            ui.horizontal_wrapped(|ui| {
                let words = t!("mention-plain", name = name);
                ui.label(theme::small(words).weak());
                let button = t!("mention-add-name", name = name);
                if ui
                    .add(Button::ghost(&button).small().with_icon(Icon::AtSign))
                    .clicked()
                {
                    wanted = Some(name[1..].to_owned());
                }
            });
        }
        if let Some(name) = wanted {
            self.open(&name);
        }
    }
}

/// Who is in the book, with a button for each to leave it.
fn book_ui(facts: &Facts<'_>, ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    for mention in &facts.mentions.book {
        let remove = t!("mention-forget", name = mention.name.as_str());
        if heading_ui(&mention.name, mention.urn.as_str(), &remove, ui) {
            action = Some(Action::ForgetMention(mention.urn.clone()));
        }
    }
    action
}

/// More would push the buttons away.
const MAX_LINES: usize = 3;

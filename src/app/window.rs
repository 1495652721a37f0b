//! The window itself: opened, laid out, its keys.
//!
//! ```text
//! ┌ Post as [Ann Lee v]   Write Drafts Scheduled Posted Accounts … ┐
//! │ notices                                                        │
//! │ the open page, at most 680 points wide                         │
//! ├────────────────────────────────────────────────────────────────┤
//! │ the outbox, while there is anything in it                      │
//! └────────────────────────────────────────────────────────────────┘
//! ```

use std::collections::BTreeMap;
use std::path::PathBuf;

use egui::{Event, Key, Modifiers, Panel, ScrollArea, Ui};

use super::around::{central_column, column, notices_ui};
use super::kept::kept_facts;
use super::library::spoken;
use super::{App, System};
use crate::domain::Account;
use crate::engine::{Engine, Parts, SignInRequest};
use crate::ui::widgets::{Tone, chip_ui, tabs_ui};
use crate::ui::{
    self, Action, Facts, KeptWish, OutboxPane, Page, Upload, author_switcher_ui, theme,
};

/// Opens the window and stays until it is closed.
///
/// # Errors
/// [`NoWindow`] where there is no display.
pub fn open(
    parts: Parts,
    recent_activity: String,
    unattended: Option<SignInRequest>,
    files: Vec<PathBuf>,
    memory: PathBuf,
) -> Result<(), NoWindow> {
    if cfg!(target_os = "linux")
        && !["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
    {
        return Err(NoWindow);
    }
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon-256.png"))
        .unwrap_or_default();
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        persistence_path: Some(memory),
        viewport: egui::ViewportBuilder::default()
            .with_title("Sendoff")
            .with_app_id("sendoff")
            .with_inner_size([720.0, 760.0])
            .with_min_inner_size([420.0, 520.0])
            .with_icon(icon),
        ..eframe::NativeOptions::default()
    };
    let run = eframe::run_native(
        "sendoff",
        options,
        Box::new(move |cc| {
            let ctx = cc.egui_ctx.clone();
            let engine = Engine::start(parts, move || ctx.request_repaint())?;
            let system = System::of_this_computer();
            let mut app = App::new(
                &cc.egui_ctx,
                engine,
                system,
                recent_activity,
                unattended.is_some(),
                &files,
            );
            if let Some(request) = unattended {
                app.begin_sign_in(request);
            }
            Ok(Box::new(app))
        }),
    );
    run.map_err(|err| {
        tracing::error!(%err, "no window could be opened");
        NoWindow
    })
}

/// There is no display to open a window on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("There is no display to open a window on")]
pub struct NoWindow;

impl App {
    /// Paints the window and follows what was wished.
    pub(super) fn window_ui(&mut self, ui: &mut Ui) {
        let mut wishes = self.keys(ui);
        let uploads = self.upload_facts();
        self.state.mentions.is_finding_page = self.pending.page.is_some();
        let facts = Facts {
            now: self.system.clock.now(),
            opened_at: self.state.opened_at,
            zone: &self.system.zone,
            here: &self.state.here,
            accounts: &self.state.accounts,
            jobs: &self.state.jobs,
            uploads: &uploads,
            receipts: &self.state.receipts,
            mentions: &self.state.mentions,
            drafts: &self.state.drafts,
            saved_at: &self.state.saved_at,
            kept: kept_facts(&self.state.kept, self.versions.as_ref()),
            discarded: &self.state.discarded,
            undo_discard: self.state.undo_discard,
            thumbnails: &self.thumbnails,
            pages: &self.document_pages,
            removed: super::arrange::words(self.removed.as_ref(), self.state.draft.id),
            ledger: &self.state.ledger,
            settings: &self.state.settings,
            vault: &self.state.vault,
            sign_in: &self.state.sign_in,
            is_sandbox: self.is_sandbox,
            is_sending: self.state.sending.is_some(),
            is_looking_up: self.pending.look_up.is_some(),
            changing: self.pending.change.as_ref().map(|(id, _)| *id),
            files: self.pending.file_facts(),
            attaching: self.pending.num_attaching(),
            recent_activity: &self.recent_activity,
        };
        let beside = self.preview.room_beside(ui);
        let draft = &self.state.draft;
        wishes.extend(top_ui(&facts, draft, &mut self.page, beside, ui));
        if self.page == Page::Write {
            wishes.extend(self.preview.beside_ui(&facts, &self.state.draft, ui));
            let height = &mut self.outbox_height;
            wishes.extend(outbox_ui(&facts, &mut self.outbox, height, ui));
            wishes.extend(footer_ui(&facts, &mut self.state.draft, ui));
        }
        central_column(ui, |ui| {
            let not_saved = self.state.not_saved.as_deref();
            wishes.extend(notices_ui(not_saved, &self.state.notices, ui));
            wishes.extend(match self.page {
                Page::Write if self.preview.hides_editor() => {
                    self.preview.instead_ui(&facts, &self.state.draft, ui)
                }
                Page::Write => self.compose.ui(&facts, &mut self.state.draft, ui),
                Page::Drafts => self.drafts.ui(&facts, spoken(&self.state.draft), ui),
                Page::Scheduled => ui::scheduled_ui(&facts, ui),
                Page::Posted => self.posted.ui(&facts, ui),
                Page::Accounts => ui::accounts_ui(&facts, &mut self.form, ui),
                Page::Settings => self.settings.ui(&facts, ui),
            });
        });
        wishes.extend(self.kept.show(&facts, &self.state.draft, ui.ctx()));
        self.dialogs_ui(ui.ctx());
        self.follow_wishes(wishes, ui.ctx());
    }

    fn upload_facts(&self) -> BTreeMap<(crate::domain::JobId, usize), Upload> {
        let facts = |upload: crate::engine::UploadProgress| Upload {
            progress: upload.progress,
            speed: upload.speed(),
        };
        self.engine
            .uploads()
            .into_iter()
            .map(|(which, upload)| (which, facts(upload)))
            .collect()
    }

    /// Shortcuts, pasted pictures and dropped files.
    fn keys(&mut self, ui: &Ui) -> Vec<Action> {
        let mut wishes = Vec::new();
        let is_asked = self.is_asked();
        if !is_asked {
            wishes.extend(self.speak_by_number(ui));
        }
        let (pasted, dropped) = ui.input_mut(|input| {
            // What is being written is in sight only here.
            let can_write = self.page == Page::Write && !is_asked;
            for (shortcut, wish, is_on) in [
                // Before the one with fewer keys, which would take it too.
                (ui::LATER, Action::SendLater, can_write),
                (ui::POST, Action::Post, can_write),
                (ui::ATTACH, Action::ChooseFiles, can_write),
                (ui::PREVIEW, Action::Preview, can_write),
                (ui::INSPECT, Action::Inspect, can_write),
                (ui::KEPT, Action::Kept(KeptWish::Open), !is_asked),
                (ui::NEW, Action::NewDraft, !is_asked),
            ] {
                if is_on && input.consume_shortcut(&shortcut) {
                    wishes.push(wish);
                }
            }
            let pasted: Vec<_> = input
                .events
                .iter()
                .filter_map(|event| match event {
                    Event::PasteImage(image) => Some(image.clone()),
                    _ => None,
                })
                .collect();
            let dropped: Vec<PathBuf> = input
                .raw
                .dropped_files
                .iter()
                .map(|file| file.path().to_owned())
                .collect();
            (pasted, dropped)
        });
        for image in pasted {
            self.attach_pixels(image);
        }
        if !dropped.is_empty() {
            self.attach(dropped);
        }
        wishes
    }

    /// Ctrl or ⌘ and a number chooses who speaks.
    fn speak_by_number(&self, ui: &Ui) -> Option<Action> {
        let consumed =
            |key: &Key| ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, *key));
        let idx = NUMBERS.iter().position(consumed)?;
        let authors = Account::everyone(&self.state.accounts);
        authors
            .get(idx)
            .map(|author| Action::Speak((*author).clone()))
    }
}

/// The panel below, while there is anything in it: as high as that needs, but never more than its share of the window,
/// so that every button in it can be seen.
fn outbox_ui(
    facts: &Facts<'_>,
    pane: &mut OutboxPane,
    height: &mut f32,
    ui: &mut Ui,
) -> Option<Action> {
    if !ui::has_news(facts) {
        return None;
    }
    let mut action = None;
    let room = ui.ctx().content_rect().height();
    let most = (room * OUTBOX_SHARE).min((room - ROOM_TO_WRITE).max(LEAST_OUTBOX));
    let panel = Panel::bottom("outbox").resizable(false);
    let shown = panel.exact_size(height.min(most)).show(ui, |ui| {
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                column(ui, |ui| action = pane.ui(facts, ui));
            })
    });
    let chrome = shown.response.rect.height() - shown.inner.inner_rect.height();
    let needed = shown.inner.content_size.y + chrome;
    if (needed - *height).abs() > 0.5 {
        *height = needed;
        ui.ctx()
            .request_discard("the outbox is as high as it needs to be");
    }
    action
}

/// What sends the post is always in sight, however long the text and however many the pictures.
fn footer_ui(facts: &Facts<'_>, draft: &mut crate::domain::Draft, ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    let panel = Panel::bottom("footer").resizable(false);
    panel.show_separator_line(false).show(ui, |ui| {
        column(ui, |ui| action = ui::compose_footer_ui(facts, draft, ui));
    });
    action
}

fn top_ui(
    facts: &Facts<'_>,
    draft: &crate::domain::Draft,
    page: &mut Page,
    beside: f32,
    ui: &mut Ui,
) -> Option<Action> {
    let mut action = None;
    Panel::top("top").show(ui, |ui| {
        // Over the column that is written in, on every page.
        let mut place = ui.available_rect_before_wrap();
        place.max.x -= beside;
        ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
            column(ui, |ui| action = bar_ui(facts, draft, page, ui));
        });
    });
    action
}

fn bar_ui(
    facts: &Facts<'_>,
    draft: &crate::domain::Draft,
    page: &mut Page,
    ui: &mut Ui,
) -> Option<Action> {
    let mut action = None;
    // As high as the tabs, so that all stand on one line.
    ui.spacing_mut().interact_size.y = theme::CONTROL_HEIGHT + theme::GAP_XS;
    ui.horizontal_wrapped(|ui| {
        action = author_switcher_ui(facts, draft, ui);
        if facts.is_sandbox {
            chip_ui(ui, Tone::Info, "Sandbox").on_hover_text("Nothing leaves this computer");
        }
        if !facts.accounts.is_empty() {
            ui.add_space(theme::GAP_L);
        }
        let tabs = [
            (Page::Write, "Write"),
            (Page::Drafts, "Drafts"),
            (Page::Scheduled, "Scheduled"),
            (Page::Posted, "Posted"),
            (Page::Accounts, "Accounts"),
            (Page::Settings, "Settings"),
        ];
        tabs_ui(ui, "Pages", page, &tabs);
    });
    action
}

/// How much of the window's height the outbox may take.
const OUTBOX_SHARE: f32 = 0.45;

/// What the top bar, a few lines of text and the button that posts need, in points.
const ROOM_TO_WRITE: f32 = 400.0;
const LEAST_OUTBOX: f32 = 140.0;

/// The keys that choose the first nine authors.
const NUMBERS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

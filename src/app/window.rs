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

use egui::{Event, InputState, Key, Modifiers, Panel, Ui};

use super::around::{central_column, column, left_of, notices_ui};
use super::comfort::{context, larger_by_equals, least_window};
use super::kept::kept_facts;
use super::library::spoken;
use super::regions::{Region, Regions};
use super::stopwatch::Stopwatch;
use super::{App, System};
use crate::domain::{Account, Draft};
use crate::engine::{Engine, Parts, SignInRequest};
use crate::ui::icon::Icon;
use crate::ui::widgets::{Tab, Tone, chip_ui, tabs_ui};
use crate::ui::{
    self, Action, Facts, Page, PreviewPane, Reach, UiCommand, Upload, author_switcher_ui, theme,
};
use crate::words::t;

/// Opens the window and stays until it is closed.
///
/// # Errors
/// [`NoWindow`] where there is no display.
pub fn open(
    parts: Parts,
    system: System,
    recent_activity: String,
    unattended: Option<SignInRequest>,
    files: Vec<PathBuf>,
    memory: PathBuf,
    mut stopwatch: Option<Stopwatch>,
) -> Result<(), NoWindow> {
    if !has_display() {
        return Err(NoWindow);
    }
    // What is wrong with the settings is said by whoever reads them for good.
    let settings = parts.store.settings().unwrap_or_default();
    let text_scale = settings.text_scale;
    let icon = eframe::icon_data::from_png_bytes(ICON).unwrap_or_default();
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        persistence_path: Some(memory),
        viewport: egui::ViewportBuilder::default()
            .with_title("Sendoff")
            .with_app_id(APP_ID)
            .with_inner_size([720.0, 760.0])
            .with_min_inner_size(least_window(text_scale))
            .with_icon(icon),
        ..eframe::NativeOptions::default()
    };
    let ctx = context(text_scale);
    let to_wake = ctx.clone();
    // While the window is being opened, the last draft is already read.
    let engine = Engine::start(parts, move || to_wake.request_repaint()).map_err(no_window)?;
    let run = eframe::run_native_ext(
        "sendoff",
        options,
        Some(ctx),
        Box::new(move |cc| {
            if let Some(stopwatch) = &mut stopwatch {
                stopwatch.see_window();
            }
            let mut app = App::new(
                &cc.egui_ctx,
                engine,
                system,
                recent_activity,
                unattended.is_some(),
                &files,
            );
            app.state.settings = settings;
            app.use_looks(&cc.egui_ctx);
            app.stopwatch = stopwatch;
            if let Some(request) = unattended {
                app.begin_sign_in(request);
            }
            Ok(Box::new(app))
        }),
    );
    run.map_err(no_window)
}

/// Whether there is anything to open a window on, as far as can be told before trying.
fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(not(target_os = "linux")) || ["DISPLAY", "WAYLAND_DISPLAY"].into_iter().any(is_set)
}

fn no_window(err: impl std::fmt::Display) -> NoWindow {
    tracing::error!(%err, "no window could be opened");
    NoWindow
}

/// There is no display to open a window on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", t!("no-display"))]
pub struct NoWindow;

impl App {
    /// Paints the window and follows what was wished.
    pub(super) fn window_ui(&mut self, ui: &mut Ui) {
        let (mut wishes, uploads, now) = (self.keys(ui), self.upload_facts(), self.look_at_jobs());
        let facts = Facts {
            now,
            opened_at: self.state.opened_at,
            zone: &self.system.zone,
            here: &self.state.here,
            accounts: &self.state.accounts,
            jobs: self.state.panel.facts(),
            uncommented: &self.state.uncommented,
            uploads: &uploads,
            receipts: self.state.shelf.facts(self.pending.older_posts.is_some()),
            mentions: &self.state.mentions,
            drafts: self.state.drafts.facts(self.pending.older_drafts.is_some()),
            kept: kept_facts(&self.state.kept, self.versions.as_ref()),
            spelling: self.spelling.facts(&self.state.settings),
            discarded: &self.state.discarded,
            undo_discard: self.state.undo_discard,
            thumbnails: &self.thumbnails,
            changed: &self.changed,
            pages: &self.document_pages,
            removed: super::arrange::words(self.removed.as_ref(), self.state.draft.id),
            ledger: &self.state.ledger,
            settings: &self.state.settings,
            vault: &self.state.vault,
            sign_in: &self.state.sign_in,
            is_sandbox: self.is_sandbox,
            is_sending: self.state.sending.is_some(),
            changing: self.pending.change.as_ref().map(|(id, _)| *id),
            files: self.pending.file_facts(self.half_entered()),
            recent_activity: &self.recent_activity,
        };
        let around = Around {
            page: &mut self.page,
            preview: &mut self.preview,
            regions: &mut self.regions,
        };
        wishes.extend(around.ui(&facts, &mut self.state.draft, ui));
        let free = self.preview.room_free(self.page, ui);
        wishes.extend(notices_ui(&self.state, free, ui));
        let mut above = self.below.room_above(self.page, &mut self.regions, ui);
        central_column(self.sight(), &mut above, free, |ui| {
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
        let (draft, regions) = (&mut self.state.draft, &mut self.regions);
        wishes.extend(self.below.ui(&facts, self.page, draft, regions, ui));
        wishes.extend(self.kept.show(&facts, &self.state.draft, ui.ctx()));
        wishes.extend(self.spelling_pane.show(&facts, &self.state.draft, ui.ctx()));
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
        self.compose.leave_enter_to_input_method(ui.ctx());
        self.regions.follow_keys(is_asked, ui.ctx());
        if !is_asked {
            wishes.extend(self.speak_by_number(ui));
            wishes.extend(larger_by_equals(ui));
        }
        // What is being written is in sight only here.
        let can_write = self.page == Page::Write && !is_asked;
        self.watch_pasted(can_write, ui);
        let (pasted, dropped) = ui.input_mut(|input| {
            for (command, keys) in UiCommand::listened_to() {
                let is_on = match command.reach() {
                    Reach::Writing => can_write,
                    Reach::Everywhere => !is_asked,
                };
                let is_held = !command.may_repeat() && is_repeated(input, keys.logical_key);
                if is_on && input.consume_shortcut(&keys) && !is_held {
                    wishes.push(command.action());
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
            // Where they went is to be seen.
            self.page = Page::Write;
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

/// What stands around the open page.
struct Around<'a> {
    page: &'a mut Page,
    preview: &'a mut PreviewPane,
    regions: &'a mut Regions,
}

impl Around<'_> {
    fn ui(self, facts: &Facts<'_>, draft: &mut Draft, ui: &mut Ui) -> Vec<Action> {
        let mut wishes = Vec::new();
        let regions = self.regions;
        let beside = self.preview.room_beside(ui);
        let before = *self.page;
        wishes.extend(regions.watch(Region::Top, ui, |ui| {
            top_ui(facts, draft, self.page, beside, ui)
        }));
        // One who clicks wants to write; one who goes through the pages with arrow keys goes on.
        let is_clicked = ui.input(|input| input.pointer.any_released());
        if *self.page != before && is_clicked {
            wishes.push(Action::Open(*self.page));
        }
        if *self.page == Page::Write {
            wishes.extend(regions.watch(Region::Preview, ui, |ui| {
                self.preview.beside_ui(facts, draft, ui)
            }));
        }
        wishes
    }
}

fn top_ui(
    facts: &Facts<'_>,
    draft: &Draft,
    page: &mut Page,
    beside: f32,
    ui: &mut Ui,
) -> Option<Action> {
    let mut action = None;
    Panel::top("top").show(ui, |ui| {
        left_of(beside, ui, |ui| {
            column(ui, |ui| action = bar_ui(facts, draft, page, ui));
        });
    });
    action
}

fn bar_ui(facts: &Facts<'_>, draft: &Draft, page: &mut Page, ui: &mut Ui) -> Option<Action> {
    let mut action = None;
    // As high as the tabs, so that all stand on one line.
    ui.spacing_mut().interact_size.y = theme::CONTROL_HEIGHT + theme::GAP_XS;
    ui.horizontal_wrapped(|ui| {
        action = author_switcher_ui(facts, draft, ui);
        if facts.is_sandbox {
            chip_ui(ui, Tone::Info, t!("sandbox")).on_hover_text(t!("sandbox-what"));
        }
        if !facts.accounts.is_empty() {
            ui.add_space(theme::GAP_L);
        }
        let tabs = [
            (Page::Write, t!("page-write"), Icon::Pencil),
            (Page::Drafts, t!("drafts"), Icon::FileText),
            (Page::Scheduled, t!("scheduled"), Icon::Clock),
            (Page::Posted, t!("posted"), Icon::CheckCircle),
            (Page::Accounts, t!("accounts"), Icon::Member),
            (Page::Settings, t!("settings"), Icon::Settings),
        ]
        .map(|(page, name, icon)| Tab { page, name, icon });
        tabs_ui(ui, t!("pages"), page, &tabs);
    });
    action
}

/// What the desktop knows the window by: the name of the `.desktop` file, Wayland's app id, X11's class.
const APP_ID: &str = "sendoff";

const ICON: &[u8] = include_bytes!("../../assets/share/icons/hicolor/256x256/apps/sendoff.png");

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

/// Whether a key is only still held: a command is given once for each press.
fn is_repeated(input: &InputState, wanted: Key) -> bool {
    input.events.iter().any(|event| {
        matches!(event, Event::Key { key, pressed: true, repeat: true, .. } if *key == wanted)
    })
}

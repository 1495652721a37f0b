//! The window: facts from the engine in `logic`, painting in `ui`, wishes followed in `update`.

mod around;
mod arrange;
mod author_question;
mod below;
mod beside;
mod browser;
mod comfort;
mod copied;
mod document_pages;
mod draft_list;
mod emoji;
mod files;
mod handed_over;
mod inspector;
mod kept;
mod library;
mod look_up;
mod messages;
mod notices;
mod panel;
mod parts;
mod pending;
mod questions;
mod regions;
mod shelf;
mod sign_in;
mod spelling;
mod state;
mod stopwatch;
mod system;
mod undo;
mod update;
mod window;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, TextureHandle};
use jiff::Timestamp;

use crate::domain::versions::Version;
use crate::domain::{Draft, JobId, LanguageChoice, MediaName, SystemTheme};
use crate::engine::{Command, Engine, Event, new_job_id};
use crate::ui::{
    ComposePane, DraftsPane, EmojiPane, Inspection, KeptPane, LaterForm, Page, PageFacts,
    PalettePane, PostedPane, PreviewPane, SettingsPane, SignInForm, SpellingPane, theme,
};
use crate::words::speak;
use arrange::Removed;
use author_question::WantedAuthor;
use below::Below;
use messages::Messages;
use pending::Pending;
use regions::Regions;
use spelling::Spelling;
use state::{Deed, State};

use crate::words::t;
pub use browser::open_page;
pub use stopwatch::{Measured, Stopwatch};
pub use system::System;
pub use window::{NoWindow, open};

/// The window.
pub struct App {
    engine: Engine,
    system: System,
    state: State,
    pending: Pending,
    page: Page,
    compose: ComposePane,
    preview: PreviewPane,
    drafts: DraftsPane,
    /// What would be sent, while it is shown; or why nothing would.
    inspection: Option<Result<Inspection, String>>,
    kept: KeptPane,
    palette: PalettePane,
    emoji: EmojiPane,
    spelling: Spelling,
    spelling_pane: SpellingPane,
    /// Every shortcut lies over the window.
    shows_shortcuts: bool,
    regions: Regions,
    below: Below,
    posted: PostedPane,
    settings: SettingsPane,
    form: SignInForm,
    /// The question for a time that is open.
    later: Option<LaterForm>,
    wanted_author: Option<WantedAuthor>,
    messages: Messages,
    /// When the draft that was last handed to the outbox is to be sent, if not at once.
    sends_at: Option<Timestamp>,
    thumbnails: BTreeMap<(JobId, MediaName), TextureHandle>,
    /// What was done to attachments to make them ready, in words.
    changed: BTreeMap<(JobId, MediaName), String>,
    /// The pages of the open draft's PDF.
    document_pages: PageFacts,
    removed: Option<Removed>,
    /// What the open draft said before, once that was looked up.
    versions: Option<Result<Vec<Version>, String>>,
    changed_at: Option<Instant>,
    wants_focus: bool,
    is_sandbox: bool,
    recent_activity: String,
    /// While it is measured how soon one can write.
    stopwatch: Option<Stopwatch>,
}

impl App {
    /// A window on an engine. `files` are attached to the draft; the addresses of suggested texts among them begin one.
    pub fn new(
        ctx: &Context,
        engine: Engine,
        system: System,
        recent_activity: String,
        is_sandbox: bool,
        files: &[PathBuf],
    ) -> Self {
        theme::install(ctx);
        speak(LanguageChoice::System.language(system.locale.as_deref()));
        let now = system.clock.now();
        let state = State::new(Draft::new(new_job_id(now)), now);
        let mut app = Self {
            engine,
            system,
            state,
            pending: Pending::default(),
            page: Page::default(),
            compose: ComposePane::default(),
            preview: PreviewPane::default(),
            drafts: DraftsPane::default(),
            inspection: None,
            kept: KeptPane::default(),
            palette: PalettePane::default(),
            emoji: EmojiPane::default(),
            spelling: Spelling::default(),
            spelling_pane: SpellingPane::default(),
            shows_shortcuts: false,
            regions: Regions::default(),
            below: Below::default(),
            posted: PostedPane::default(),
            settings: SettingsPane::default(),
            form: SignInForm::default(),
            later: None,
            wanted_author: None,
            messages: Messages::default(),
            sends_at: None,
            thumbnails: BTreeMap::new(),
            changed: BTreeMap::new(),
            document_pages: PageFacts::default(),
            removed: None,
            versions: None,
            changed_at: None,
            wants_focus: true,
            is_sandbox,
            recent_activity,
            stopwatch: None,
        };
        app.take_handed_over(files.to_vec(), ctx);
        app
    }

    /// Takes in what has happened. Runs before every frame, and also while the window is hidden.
    fn take_in(&mut self, ctx: &Context) {
        let events: Vec<_> = self.engine.drain().collect();
        for event in events {
            self.state.is_attaching =
                !self.pending.attaching.is_empty() || !self.pending.beside.is_empty();
            if let Event::Job(job) = &event {
                self.tell_of(job, ctx);
            }
            let clock = Arc::clone(&self.system.clock);
            let deeds = self
                .state
                .take(event, || Draft::new(new_job_id(clock.now())));
            for deed in deeds {
                self.follow(deed, ctx);
            }
        }
        self.take_answers(ctx);
        self.tell_what_is_new(ctx);
        self.forget_removed_elsewhere();
        self.save_when_quiet(ctx);
        self.count_down(ctx);
        self.let_notices_pass(ctx);
    }

    fn follow(&mut self, deed: Deed, ctx: &Context) {
        match deed {
            Deed::Browse(url) => self.browse(&url),
            Deed::TakeOver(arguments) => self.take_handed_over(arguments, ctx),
            Deed::ComeToFront => ctx.send_viewport_cmd(egui::ViewportCommand::Focus),
            Deed::Close => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Deed::UseSettings => self.use_looks(ctx),
            // Where the toolkit itself knows nothing of the system, it takes this.
            Deed::UseSystemTheme(theme) => ctx.options_mut(|options| {
                options.fallback_theme = match theme {
                    SystemTheme::Light => egui::Theme::Light,
                    SystemTheme::Dark => egui::Theme::Dark,
                };
            }),
            Deed::LoadThumbnails => self.load_thumbnails(),
            Deed::ProbeVault => self.order(Command::ProbeVault),
            Deed::Focus => self.wants_focus = self.page == Page::Write,
        }
    }

    /// Saves what has changed a moment later, and again where that did not work.
    fn save_when_quiet(&mut self, ctx: &Context) {
        if !self.engine.is_running() {
            self.state.saving.clear();
            self.state.not_saved = Some(t!("broke-down").to_owned());
            return;
        }
        let is_saved = self.state.draft == self.state.saved && self.state.unsaved.is_empty();
        if is_saved {
            self.state.not_saved = None;
        }
        let id = self.state.draft.id;
        let waits = self.state.sending.is_some() || self.state.is_saving(id);
        if is_saved || waits || (self.is_kept_for_pictures() && self.state.unsaved.is_empty()) {
            self.changed_at = None;
            return;
        }
        let moment = match self.state.not_saved {
            Some(_) => SAVE_AGAIN_AFTER,
            None => SAVE_AFTER,
        };
        if !self.state.draft.is_empty() {
            // Whoever types may come to a hashtag, and is offered those of the last posts.
            self.state.shelf.want();
        }
        let since = *self.changed_at.get_or_insert_with(Instant::now);
        if since.elapsed() >= moment {
            self.save_now();
            self.save_the_others();
        } else {
            ctx.request_repaint_after(moment);
        }
    }

    /// Hands the open draft over to be saved. It counts as saved only when that is answered for.
    fn save_now(&mut self) {
        if self.state.draft != self.state.saved && !self.is_kept_for_pictures() {
            self.save(self.state.draft.clone());
        }
        self.changed_at = None;
    }

    /// To save an empty draft is to remove it, and with it pictures that are on their way into it or may come back.
    fn is_kept_for_pictures(&self) -> bool {
        let draft = &self.state.draft;
        let gets_pictures = self.pending.attaching.iter().any(|(id, _)| *id == draft.id);
        draft.is_empty()
            && (gets_pictures || arrange::words(self.removed.as_ref(), draft.id).is_some())
    }

    /// Hands over what was left behind unsaved, unless it is being saved.
    fn save_the_others(&mut self) {
        let others: Vec<Draft> = self.state.unsaved.values().cloned().collect();
        for draft in others {
            if !self.state.is_saving(draft.id) {
                self.save(draft);
            }
        }
    }

    fn save(&mut self, draft: Draft) {
        let now = self.system.clock.now();
        self.state.drafts.note_saved(draft.id, now);
        match self
            .engine
            .send(Command::SaveDraft(Box::new(draft.clone())))
        {
            Ok(()) => self.state.hand_over(draft),
            Err(busy) => self.state.not_saved = Some(busy.to_string()),
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.take_in(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.measured_frame(ui, |app, ui| {
            tracing::trace!("a frame");
            app.check_spelling(ui.ctx());
            comfort::roomy(ui, |ui| app.window_ui(ui));
            app.messages.announcer.ui(ui);
            app.draw_pages();
        });
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        // Between two panels it may be seen where they meet within a pixel.
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn persist_egui_memory(&self) -> bool {
        // What is typed into fields stays out of files.
        false
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.forget_removed();
        self.save_now();
        self.save_the_others();
    }
}

/// How long after a change the draft is saved; with the write itself, within a second.
const SAVE_AFTER: Duration = Duration::from_millis(400);
/// How long to wait before a save that did not work is tried again.
const SAVE_AGAIN_AFTER: Duration = Duration::from_secs(5);

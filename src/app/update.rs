//! Following wishes, and taking in the answers to questions. Accounts and the vault are in `sign_in.rs`.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{ColorImage, Context, TextureOptions};
use jiff::Timestamp;
use poll_promise::{Promise, Sender};

use super::App;
use super::pending::{FilesFor, take_answer, take_first, take_ready, take_ready_one};
use crate::domain::{Attachment, BesideKind, BrowserLink, Draft, JobId, Settings, Whom};
use crate::engine::{Attached, Command, MentionWish, Order, PictureSource, Publish, new_job_id};
use crate::media::Thumbnail;
use crate::ui::{Action, Listed, Page, changes_in_words, focus_editor};
use crate::words::t;

impl App {
    /// Gives the keyboard to the editor where that was asked for and nothing lies over it, then follows the wishes of
    /// a frame.
    pub(super) fn follow_wishes(&mut self, wishes: Vec<Action>, ctx: &Context) {
        if !self.is_asked() && std::mem::take(&mut self.wants_focus) {
            focus_editor(ctx, &self.state.draft);
        }
        for wish in wishes {
            self.apply(wish, ctx);
        }
    }

    /// Follows a wish.
    pub(super) fn apply(&mut self, action: Action, ctx: &Context) {
        match action {
            Action::Open(page) => self.open_page(page),
            Action::Post => self.post(false, None),
            Action::TakeBack => self.take_back(),
            Action::SendLater => self.send_later(),
            Action::ChangeTime(id) => self.change_time(id),
            Action::Speak(author) => self.speak(author),
            Action::Begin(beginning) => self.begin_part(beginning),
            Action::FindCommand => self.palette.open(),
            Action::ShowShortcuts => self.shows_shortcuts = true,
            Action::ResizeText(step) => self.resize_text(step),
            Action::ChooseFiles => self.choose_files(),
            Action::LookUp => self.look_up(),
            Action::AttachPath(path) => self.attach(vec![PathBuf::from(path.trim())]),
            Action::Detach(idx) => self.detach(idx),
            Action::ChooseBeside(kind) => self.choose_beside(kind),
            Action::RemoveBeside(kind) => self.remove_beside(kind),
            Action::Preview => self.toggle_preview(),
            Action::MoveAttachment { from, to } => self.move_attachment(from, to),
            Action::PutBack => self.put_back(),
            Action::MakeDocument => self.make_document(),
            Action::Inspect => self.inspect(),
            Action::KeepMention(mention) => self.mention(MentionWish::Keep(mention)),
            Action::ForgetMention(urn) => self.mention(MentionWish::Forget(urn)),
            Action::FindPage(whom) => self.find_page(whom),
            Action::NewDraft => self.new_draft(),
            Action::Kept(wish) => self.follow_kept(wish, ctx),
            Action::Mend(text) => self.mend(text, ctx),
            Action::Emoji(wish) => self.follow_emoji(wish, ctx),
            Action::Spelling(wish) => self.follow_spelling(wish, ctx),
            Action::OpenDraft(id) => self.open_draft(id),
            Action::DiscardDraft(id) => self.discard_draft(id),
            Action::RestoreDraft(discarded) => self.order(Command::RestoreDraft(discarded)),
            Action::ForgetDiscarded(discarded) => self.order(Command::ForgetDiscarded(discarded)),
            Action::DuplicateDraft(id) => self.duplicate_draft(id),
            Action::Retry(id) => self.order(Command::Order(id, Order::Retry)),
            Action::Cancel(id) => self.order(Command::Order(id, Order::Cancel)),
            Action::ItIsThere(id, urn) => self.order(Command::Order(id, Order::ItIsThere(urn))),
            Action::ItIsNotThere(id) => self.order(Command::Order(id, Order::ItIsNotThere)),
            Action::PutAway(id) => self.state.put_away(id),
            Action::Older(listed, search) => self.fetch_older(listed, search),
            Action::Count(id) => self.count(id),
            Action::Change(id, change) => self.change(id, change),
            Action::File(action) => self.follow_file(action),
            Action::Browse(url) => self.browse(&url),
            Action::Copy(text) => ctx.copy_text(text),
            Action::TrySandbox => (self.system.try_sandbox)(),
            Action::SignIn => self.sign_in(),
            Action::RefreshPages(key) => self.order(Command::RefreshPages(key)),
            Action::SignInAgain(key) => self.sign_in_again(&key),
            Action::CancelSignIn => self.order(Command::CancelSignIn),
            Action::SignOut(key) => self.sign_out(key),
            Action::Unlock => self.unlock(),
            Action::ProbeVault => self.order(Command::ProbeVault),
            Action::AlterVault(wish) => self.alter_vault(wish),
            Action::ReplaceVault => self.pending.vault = self.ask(Command::ReplaceVault),
            Action::Keep(settings) => self.keep_settings(settings),
            Action::ScaleDown(number) => self.scale_down(number),
            Action::Dismiss(which) => self.state.dismiss(which),
        }
    }

    /// Opens a page; on the one that is written on, one can write at once.
    fn open_page(&mut self, page: Page) {
        self.page = page;
        self.wants_focus |= page == Page::Write && !self.preview.hides_editor();
    }

    pub(super) fn keep_settings(&mut self, settings: Settings) {
        self.state.settings = settings.clone();
        self.order(Command::SaveSettings(Box::new(settings)));
    }

    fn toggle_preview(&mut self) {
        self.preview.toggle();
        self.wants_focus = !self.preview.hides_editor();
    }

    /// Asks LinkedIn what a page is called, one at a time.
    fn find_page(&mut self, whom: Whom) {
        if self.pending.page.is_none() {
            self.pending.page =
                self.ask(|answer| Command::Mentions(MentionWish::Find(whom, answer)));
        }
    }

    fn mention(&mut self, wish: MentionWish) {
        self.order(Command::Mentions(wish));
    }

    pub(super) fn order(&mut self, command: Command) {
        if let Err(busy) = self.engine.send(command) {
            self.state
                .notify(t!("could-not-be-done"), &busy.to_string());
        }
    }

    /// Asks the engine something. An engine that is too busy to take the question will not answer it either.
    pub(super) fn ask<T: Send + 'static>(
        &mut self,
        question: impl FnOnce(Sender<T>) -> Command,
    ) -> Option<Promise<T>> {
        let (answer, promise) = Promise::new();
        match self.engine.send(question(answer)) {
            Ok(()) => Some(promise),
            Err(busy) => {
                self.state
                    .notify(t!("could-not-be-done"), &busy.to_string());
                None
            }
        }
    }

    /// Hands the draft to the outbox. It stays in the editor until the outbox has it.
    pub(super) fn post(&mut self, again: bool, at: Option<Timestamp>) {
        if !self.can_post() {
            return;
        }
        // Whatever becomes of the order, the words are on disk.
        self.save_now();
        let mut draft = self.state.draft.clone();
        draft.drop_unused_mentions();
        let id = draft.id;
        let wish = Publish {
            draft,
            again,
            undo_secs: self.state.settings.undo_secs,
            at,
        };
        self.sends_at = at;
        match self.engine.send(Command::Publish(Box::new(wish))) {
            Ok(()) => self.state.sending = Some(id),
            Err(busy) => self.state.notify(t!("nothing-sent"), &busy.to_string()),
        }
    }

    /// Whether the draft can be handed to the outbox as it is.
    pub(super) fn can_post(&self) -> bool {
        self.state.sending.is_none()
            && self.state.draft.check().is_ok()
            && self.pending.attaching.is_empty()
            && self.pending.beside.is_empty()
            && self.pending.document.is_none()
            && self.pending.copied.is_none()
            && self.half_entered().is_none()
    }

    fn choose_files(&mut self) {
        self.choose_files_for(FilesFor::Draft);
    }

    pub(super) fn choose_files_for(&mut self, wanted: FilesFor) {
        if self.pending.files.is_none() {
            let choosing = (self.system.choose_files)();
            let asked = self.ask(|answer| Command::ChooseFiles(choosing, answer));
            self.pending.files = asked.map(|promise| (wanted, promise));
        }
    }

    fn take_files(&mut self, wanted: FilesFor, files: Option<Vec<PathBuf>>) {
        match (wanted, files) {
            (FilesFor::Draft, Some(files)) => self.attach(files),
            (FilesFor::Beside(id, kind), Some(files)) => {
                for file in files.iter().take(1) {
                    self.attach_beside(id, kind, file);
                }
            }
            // No portal and no other dialog: that is not "cancelled", so the other way is offered.
            (_, None) => self.compose.ask_for_path(),
        }
    }

    /// Copies files into the draft.
    pub(super) fn attach(&mut self, files: Vec<PathBuf>) {
        let id = self.state.draft.id;
        for file in files {
            self.attach_from(id, PictureSource::File(file));
        }
    }

    /// Copies a pasted picture into the draft.
    pub(super) fn attach_pixels(&mut self, image: Arc<ColorImage>) {
        let id = self.state.draft.id;
        let (Ok(width), Ok(height)) = (u32::try_from(image.width()), u32::try_from(image.height()))
        else {
            return;
        };
        let rgba = Box::new(move || {
            let pixels = image.pixels.iter();
            pixels
                .flat_map(egui::Color32::to_srgba_unmultiplied)
                .collect()
        });
        self.attach_from(
            id,
            PictureSource::Pixels {
                width,
                height,
                rgba,
            },
        );
    }

    pub(super) fn attach_from(&mut self, id: JobId, source: PictureSource) {
        if self.state.sending == Some(id) {
            let words = t!("add-to-next");
            self.state.notify(t!("file-not-added"), words);
            return;
        }
        let asked = self.ask(|answer| Command::Attach(id, source, answer));
        self.pending
            .attaching
            .extend(asked.map(|promise| (id, promise)));
    }

    /// Adds the picture that a notice is about after all, with fewer pixels.
    fn scale_down(&mut self, number: u64) {
        if let Some((id, path)) = self.state.take_too_large(number) {
            self.attach_from(id, PictureSource::Scaled(path));
        }
    }

    pub(super) fn new_draft(&mut self) {
        self.begin(Draft::new(new_job_id(self.system.clock.now())));
    }

    fn fetch_older(&mut self, listed: Listed, search: String) {
        match listed {
            Listed::Drafts => self.fetch_older_drafts(search),
            Listed::Posts => self.fetch_older_posts(search),
        }
    }

    fn open_draft(&mut self, id: JobId) {
        self.save_now();
        if let Some(draft) = self.state.listed(id) {
            self.state.change_to(draft);
            self.load_thumbnails();
        }
        self.page = Page::Write;
        self.wants_focus = true;
    }

    pub(super) fn browse(&mut self, url: &str) {
        match url.parse::<BrowserLink>() {
            Ok(link) => (self.system.browse)(link.as_str()),
            Err(err) => tracing::warn!(%err, "nothing was opened"),
        }
    }

    /// Asks for small pictures of the draft's attachments that are not there yet.
    pub(super) fn load_thumbnails(&mut self) {
        let id = self.state.draft.id;
        let attachments = self.state.draft.attachments.clone();
        let files = attachments.iter().flat_map(Attachment::files).cloned();
        for attachment in files.filter(Attachment::is_picture) {
            let key = (id, attachment.file.clone());
            let is_known = self.thumbnails.contains_key(&key)
                || self
                    .pending
                    .thumbnails
                    .iter()
                    .any(|(known, _)| *known == key);
            if !is_known {
                let asked = self.ask(|answer| Command::Thumbnail(id, Box::new(attachment), answer));
                self.pending
                    .thumbnails
                    .extend(asked.map(|promise| (key, promise)));
            }
        }
    }

    /// Takes in the answers that have come.
    pub(super) fn take_answers(&mut self, ctx: &Context) {
        if let Some((wanted, files)) = take_ready_one(&mut self.pending.files) {
            self.take_files(wanted, files);
        }
        if let Some(found) = take_answer(&mut self.pending.page) {
            self.compose.mentions.take_found(found);
        }
        self.state.mentions.is_finding_page = self.pending.page.is_some();
        self.take_beside(ctx);
        // In the order in which they were chosen, not in which they were ready.
        for (id, attached) in take_first(&mut self.pending.attaching) {
            match attached {
                Ok(attached) => self.take_attached(id, attached, ctx),
                Err(err) => self.state.refuse_file(id, err),
            }
        }
        if let Some((made, document)) = take_ready_one(&mut self.pending.document) {
            self.take_document(made, document);
        }
        for (key, thumbnail) in take_ready(&mut self.pending.thumbnails) {
            if let Ok(thumbnail) = thumbnail {
                self.keep_thumbnail(key, &thumbnail, ctx);
            }
        }
        self.take_page(ctx);
        if let Some(((id, url), found)) = take_ready_one(&mut self.pending.look_up) {
            match found {
                Ok(found) => self.take_looked_up(id, &url, found, ctx),
                Err(words) => self.state.notify(t!("page-told-nothing"), &words),
            }
        }
        if let Some((id, changed)) = take_ready_one(&mut self.pending.change)
            && let Err(unchanged) = self.posted.take_answer(id, changed)
        {
            self.state.notify(&unchanged.message, unchanged.hint);
        }
        self.take_chosen();
        self.take_receipts(ctx);
        self.take_older_drafts();
        self.take_account_answers();
    }

    /// Puts a picture into the draft it was chosen for, which may not be the open one any more.
    pub(super) fn take_attached(&mut self, id: JobId, attached: Attached, ctx: &Context) {
        let is_video = |file: &Attachment| file.is_video();
        let draft = &self.state.draft;
        if attached.attachment.is_captions()
            && id == draft.id
            && draft.attachments.iter().any(is_video)
        {
            return self.put_beside(id, BesideKind::Captions, attached, ctx);
        }
        note_changes(&attached);
        let key = (id, attached.attachment.file.clone());
        let changed = changes_in_words(&attached.changes, attached.attachment.media);
        self.changed
            .extend(changed.map(|words| (key.clone(), words)));
        if let Some(thumbnail) = &attached.thumbnail {
            self.keep_thumbnail(key, thumbnail, ctx);
        }
        if id == self.state.draft.id {
            self.state.draft.attachments.push(attached.attachment);
            return;
        }
        if self.state.panel.jobs().contains_key(&id) {
            let words = t!("file-post-on-its-way");
            self.state.notify(t!("file-too-late"), words);
            return;
        }
        let draft = self.state.other_draft(id);
        draft.attachments.push(attached.attachment);
        let draft = draft.clone();
        self.save(draft);
    }

    pub(super) fn keep_thumbnail(
        &mut self,
        key: (JobId, crate::domain::MediaName),
        thumbnail: &Thumbnail,
        ctx: &Context,
    ) {
        let size = [thumbnail.width as usize, thumbnail.height as usize];
        let image = ColorImage::from_rgba_unmultiplied(size, &thumbnail.rgba);
        let texture = ctx.load_texture(key.1.as_str(), image, TextureOptions::LINEAR);
        self.thumbnails.insert(key, texture);
    }
}

/// Writes into the log what was changed in a copy.
pub(super) fn note_changes(attached: &Attached) {
    for change in &attached.changes {
        tracing::info!(%change, "a file was cleaned");
    }
}

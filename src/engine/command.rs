//! What the window and the command line may ask the engine for.

use std::path::{Path, PathBuf};
use std::pin::Pin;

use jiff::{SignedDuration, Timestamp};
use poll_promise::Sender;
use secrecy::SecretString;
use url::Url;

use super::attached::{Attached, NotAttached};
use super::document_pages::PageWish;
use super::export::Export;
use super::look_up::LookedUp;
use super::mention_book::MentionWish;
use super::notification::Showing;
use super::older::Older;
use super::sign_in::{SignInFailure, SignInRequest, SignedIn};
use super::spelling::SpellingQuestion;
use super::vault_status::VaultChange;
use crate::domain::statistics::Counted;
use crate::domain::versions::Version;
use crate::domain::{
    AccountKey, Attachment, BesideKind, Change, Draft, Failure, JobId, KeptText, NotWritten,
    PostUrn, SentPost, Settings, Unchanged,
};
use crate::media::{DrawnPage, NoPreview, Thumbnail};
use crate::store::{Batch, SavedDraft};

/// An order to the engine. Orders about jobs are answered by events; a question carries the sender of its answer.
pub enum Command {
    /// Send a draft.
    Publish(Box<Publish>),
    /// Do something to a job.
    Order(JobId, Order),
    /// Stop working on every job at once, as far as that is safe; their state stays as it is.
    ///
    /// With `cut_off`, an answer that is being waited for counts as lost.
    Pause {
        /// Whether to give up on answers too.
        cut_off: bool,
    },
    /// Finish what a crash interrupted, without sending anything; for a face that only looks.
    Settle,
    /// Report which jobs are due and not later than this: [`super::Event::Due`].
    ListDue(SignedDuration),
    /// Send on what stood still because nobody was signed in.
    Resume,
    /// Change or delete what was posted, by the id of its receipt.
    Change(JobId, Change, Sender<Result<(), Unchanged>>),
    /// Report the newest receipts, now and whenever there are others: a window that only writes shows none of them.
    FollowReceipts,
    /// Read receipts beside those that are known.
    OlderPosts(Older, Sender<Result<Batch<SentPost>, String>>),
    /// Read drafts beside those that are known.
    OlderDrafts(Older, Sender<Result<Batch<SavedDraft>, String>>),
    /// What LinkedIn counted for a post, by the id of its receipt.
    Count(JobId, Sender<Counted>),
    /// Write something into a file of the person's choice; the answer says what was written.
    Export(Box<Export>, Sender<Result<String, NotWritten>>),
    /// Save a draft.
    SaveDraft(Box<Draft>),
    /// Move a draft into the trash, under this name.
    DiscardDraft(Box<Draft>, JobId),
    /// Make a draft again of what lies in the trash under this name.
    RestoreDraft(JobId),
    /// Remove what lies in the trash under this name for good.
    ForgetDiscarded(JobId),
    /// Make a second draft of the same words and files.
    DuplicateDraft(Box<Draft>),
    /// Make a draft of a text in a file; the answer is what a person should know about it.
    ImportDraft(PathBuf, Sender<Result<Vec<String>, String>>),
    /// What a draft said before, the oldest first.
    Versions(JobId, Sender<Result<Vec<Version>, String>>),
    /// Keep what a draft says now as a version of it.
    KeepVersion(Box<Draft>),
    /// Keep a template or snippet; the answer may be why it was not kept.
    KeepText(Box<KeptText>, Sender<Result<(), String>>),
    /// Delete a template or snippet.
    ForgetKept(JobId),
    /// Copy a picture into a draft.
    Attach(JobId, PictureSource, Sender<Result<Attached, NotAttached>>),
    /// Look at the page behind the link of a draft.
    LookUp(JobId, Url, Sender<Result<LookedUp, String>>),
    /// Wait for a file dialog that is open. The answer is `None` where there is no dialog on this computer.
    ChooseFiles(Choosing, Sender<Option<Vec<PathBuf>>>),
    /// Remove a picture from a draft's folder.
    Detach(JobId, Box<Attachment>),
    /// Make a small picture of an attachment of a draft or job.
    Thumbnail(JobId, Box<Attachment>, Sender<Result<Thumbnail, String>>),
    /// Draw a page of a PDF.
    Page(Box<PageWish>, Sender<Result<DrawnPage, NoPreview>>),
    /// Sign a member in.
    SignIn(Box<SignInRequest>, Sender<Result<SignedIn, SignInFailure>>),
    /// Stop a sign-in that is under way.
    CancelSignIn,
    /// Sign out and forget the tokens.
    SignOut(AccountKey, Sender<Result<(), Failure>>),
    /// Ask LinkedIn again which pages an account may post for.
    RefreshPages(AccountKey),
    /// Find out how the vault can be opened.
    ProbeVault,
    /// Open the vault, or make one, with this passphrase.
    UnlockVault(SecretString, Sender<Result<(), String>>),
    /// Put a vault that does not open aside, so that a new one can be made.
    ReplaceVault(Sender<Result<(), String>>),
    /// Change how the open vault is opened, or its key.
    AlterVault(VaultChange, Sender<Result<(), String>>),
    /// Something about the people and pages that are mentioned.
    Mentions(MentionWish),
    /// Something about spelling.
    Spelling(SpellingQuestion),
    /// Tell what the desktop looks like, or no longer: [`super::Event::SystemTheme`],
    /// [`super::Event::DesktopStandsStill`].
    FollowDesktop(bool),
    /// Let the desktop show a notification.
    Notify(Showing),
    /// Keep these settings.
    SaveSettings(Box<Settings>),
}

/// A file dialog that is open. It is opened on the window's thread, as macOS wants it, and waited for in the background.
pub type Choosing = Pin<Box<dyn Future<Output = Option<Vec<PathBuf>>> + Send>>;

/// A draft that is to be sent.
pub struct Publish {
    /// What to send.
    pub draft: Draft,
    /// Send it although the same text is under way or was published lately.
    pub again: bool,
    /// Let it be taken back for this long, in seconds.
    pub undo_secs: u8,
    /// Send it then, not now.
    pub at: Option<Timestamp>,
}

/// What a person decides about a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Try again now, without waiting any longer; of a published post, the first comment.
    Retry,
    /// Go on because somebody signed in; not where its time has passed meanwhile.
    Resume,
    /// Send it now if it is due and not later than this.
    Release(SignedDuration),
    /// Send it at another time.
    Reschedule(Timestamp),
    /// Take it back, or drop an uncertain one; the text becomes a draft again.
    Cancel,
    /// An uncertain post is there.
    ItIsThere(Option<PostUrn>),
    /// An uncertain post is not there; it may be sent again. Sends it if the window is open.
    ItIsNotThere,
}

impl PictureSource {
    /// What the file is called, where it is one.
    pub(super) fn file_name(&self) -> Option<String> {
        match self {
            Self::File(path) | Self::Scaled(path) | Self::Captions(path) | Self::Cover(path) => {
                Some(crate::media::display_name(path))
            }
            Self::Bound(_) | Self::Bytes { .. } | Self::Pixels { .. } => None,
        }
    }

    /// A file that is to go up beside a video.
    pub fn beside(kind: BesideKind, path: &Path) -> Self {
        match kind {
            BesideKind::Captions => Self::Captions(path.to_owned()),
            BesideKind::Cover => Self::Cover(path.to_owned()),
        }
    }
}

/// Where a picture comes from.
pub enum PictureSource {
    /// A file.
    File(PathBuf),
    /// A file with a picture of too many pixels, of which as many are kept as LinkedIn takes.
    Scaled(PathBuf),
    /// A file with the captions of a video.
    Captions(PathBuf),
    /// A file with the cover picture of a video.
    Cover(PathBuf),
    /// The draft itself: these pictures of it, bound into one document. They stay where they are.
    Bound(Vec<Attachment>),
    /// A web page.
    Bytes {
        /// What to call it.
        name: String,
        /// The whole file.
        bytes: Vec<u8>,
    },
    /// The clipboard.
    Pixels {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
        /// Gives rows of red, green, blue and alpha, not premultiplied: `4 × width × height` bytes. Called where it
        /// may take its time.
        rgba: Box<dyn FnOnce() -> Vec<u8> + Send>,
    },
}

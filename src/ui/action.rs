//! Everything a person can wish for by touching the window. What becomes of it is decided in `app/`.

use std::ops::Range;
use std::path::PathBuf;

use zeroize::Zeroize as _;

use super::file_form::Place;
use super::older::Listed;
use crate::domain::{
    Access, AccountKey, Author, AuthorUrn, BesideKind, Change, Emoji, ExportFormat, JobId,
    KeptKind, Mention, PostUrn, Settings, SkinTone, TextStep, Whom,
};

/// A wish.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Open this page.
    Open(Page),
    /// Send the draft.
    Post,
    /// Take the last post back, if there still is time.
    TakeBack,
    /// Ask when the draft is to be sent.
    SendLater,
    /// Ask when this job is to be sent instead.
    ChangeTime(JobId),
    /// Speak as this author.
    Speak(Author),
    /// Begin a part of the draft.
    Begin(Beginning),
    /// Let a command be found by its name.
    FindCommand,
    /// Show every shortcut.
    ShowShortcuts,
    /// Make everything larger or smaller.
    ResizeText(TextStep),
    /// Choose files to attach.
    ChooseFiles,
    /// Attach the file at this path.
    AttachPath(String),
    /// Remove the attachment with this number, counted from 0.
    Detach(usize),
    /// Choose a file that goes up beside the video.
    ChooseBeside(BesideKind),
    /// Remove what goes up beside the video.
    RemoveBeside(BesideKind),
    /// Let an attachment stand at another place; places are counted from 0.
    MoveAttachment {
        /// Where it stands.
        from: usize,
        /// Where it is to stand.
        to: usize,
    },
    /// Put back what was taken out of the draft last.
    PutBack,
    /// Make one document of all pictures of the draft.
    MakeDocument,
    /// Look at the page behind the draft's link.
    LookUp,
    /// Show what the post will look like, or no longer.
    Preview,
    /// Show every request that would be sent.
    Inspect,
    /// Put someone into the book of those who are mentioned.
    KeepMention(Mention),
    /// Take someone out of that book.
    ForgetMention(AuthorUrn),
    /// Ask LinkedIn what this page is called.
    FindPage(Whom),
    /// Begin a new draft; the present one is kept.
    NewDraft,
    /// Do something with the texts to use again.
    Kept(KeptWish),
    /// Let the text of the draft be this one, which can be undone.
    Mend(String),
    /// Do something with emoji.
    Emoji(EmojiWish),
    /// Do something about spelling.
    Spelling(SpellingWish),
    /// Go on with this draft.
    OpenDraft(JobId),
    /// Move this draft into the trash; the open one where none is named.
    DiscardDraft(Option<JobId>),
    /// Have back what lies in the trash under this name.
    RestoreDraft(JobId),
    /// Remove what lies in the trash under this name for good.
    ForgetDiscarded(JobId),
    /// Make a second draft like this one.
    DuplicateDraft(JobId),
    /// Try a job again now.
    Retry(JobId),
    /// Take a job back; its text becomes a draft again.
    Cancel(JobId),
    /// An uncertain post is there, and what it is called if the person knows.
    ItIsThere(JobId, Option<PostUrn>),
    /// An uncertain post is not there: send it again.
    ItIsNotThere(JobId),
    /// Take a job that is over out of the panel.
    PutAway(JobId),
    /// Read older ones, those with these words if there are any.
    Older(Listed, String),
    /// Ask LinkedIn what it counted for a post.
    Count(JobId),
    /// Change or delete what was posted.
    Change(JobId, Change),
    /// Do something with a file of the person's choice.
    File(FileAction),
    /// Show this address in the browser.
    Browse(String),
    /// Put this text on the clipboard.
    Copy(String),
    /// Open another window on the built-in sandbox.
    TrySandbox,
    /// Sign in with what the form says.
    SignIn,
    /// Ask again which pages this account may post for.
    RefreshPages(AccountKey),
    /// Sign this account in again, with what is known of its app.
    SignInAgain(AccountKey),
    /// Stop the sign-in that waits for the browser.
    CancelSignIn,
    /// Sign this account out.
    SignOut(AccountKey),
    /// Open the vault with the passphrase that was typed.
    Unlock,
    /// Look again whether the keyring opens the vault.
    ProbeVault,
    /// Put a vault that does not open aside.
    ReplaceVault,
    /// Change how the vault opens, with what was typed.
    AlterVault(VaultWish),
    /// Keep these settings.
    Keep(Settings),
    /// Scale the picture down that the notice with this number is about.
    ScaleDown(u64),
    /// Take the notice with this number away; all of them where none is named.
    Dismiss(Option<u64>),
}

/// A part of a draft that has fields of its own, which are not there until it is begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// The path of a file.
    Path,
    /// The address of a page to make a card of.
    Link,
    /// A poll.
    Poll,
    /// The address of a post to reshare.
    Reshare,
    /// The first comment.
    FirstComment,
}

/// What can be done with the texts to use again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeptWish {
    /// Show them.
    Open,
    /// They were closed without choosing one.
    Close,
    /// Put this snippet where the caret is.
    Insert(JobId),
    /// Begin a new draft with this template.
    BeginWith(JobId),
    /// Keep what is selected, or the whole text, under a name.
    Keep(KeptKind, String),
    /// Delete this template or snippet.
    Forget(JobId),
    /// Let the draft say again what its version with this number said, counted from 0.
    GoBack(usize),
}

/// What can be done with emoji.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmojiWish {
    /// Show them.
    Open,
    /// They were closed without choosing one.
    Close,
    /// Put this one where the caret is.
    Insert(&'static Emoji),
    /// Put hands and people in in this skin tone from now on.
    Tone(SkinTone),
}

/// What can be done about spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpellingWish {
    /// Go through the doubtful words.
    Open,
    /// The dialog was closed.
    Close,
    /// Find out what this word may have been meant to be.
    Suggest(String),
    /// Let the draft say something else there, if it still says what was typed.
    Replace {
        /// Where, in bytes.
        range: Range<usize>,
        /// What stands there.
        typed: String,
        /// What is to stand there.
        with: String,
    },
    /// Let a word be right from now on.
    Learn(String),
}

/// What can be done with files of a person's choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileAction {
    /// Choose one in the system's dialog, for the dialog of ours that asks for one.
    Choose(FileWish),
    /// Write down what was posted, as far as a search finds it.
    ExportHistory {
        /// The words of the search.
        search: String,
        /// As what.
        format: ExportFormat,
        /// Where.
        place: Place,
    },
    /// Write this draft, open or not, into a file.
    ExportDraft(JobId, Place),
    /// Make a draft of the text in this file.
    ImportDraft(PathBuf),
}

/// A file that the system's dialog is to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileWish {
    /// One to be written, which would be called so.
    Save(String),
    /// A text to be read in.
    OpenText,
}

/// The pages of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Page {
    /// Writing.
    #[default]
    Write,
    /// The drafts.
    Drafts,
    /// What is to be sent later.
    Scheduled,
    /// What was posted.
    Posted,
    /// Accounts and signing in.
    Accounts,
    /// Preferences.
    Settings,
}

/// What is typed into the sign-in page.
#[derive(Clone, Default)]
pub struct SignInForm {
    /// The app's client id.
    pub client_id: String,
    /// The app's client secret; cleared as soon as it was used.
    pub client_secret: String,
    /// What the app may do.
    pub access: Access,
    /// A one-time proof instead of the secret.
    pub pkce: bool,
    /// The vault's passphrase, where one is needed; cleared as soon as it was used.
    pub passphrase: String,
    /// What is typed to change how the vault opens.
    pub vault: VaultForm,
}

/// What can be changed about how the vault opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VaultWish {
    /// Another passphrase, or a first one.
    Passphrase,
    /// The keyring opens it too, or again.
    Keyring,
    /// A new key inside.
    NewKey,
}

/// What is typed to change how the vault opens.
#[derive(Clone, Default)]
pub struct VaultForm {
    /// What is being changed, once that was chosen.
    pub wish: Option<VaultWish>,
    /// The passphrase until now; cleared as soon as it was used.
    pub present: String,
    /// The passphrase from now on; cleared as soon as it was used.
    pub new: String,
    /// The change is being made.
    pub is_busy: bool,
    /// What became of the last change: whether it was made, and a sentence.
    pub outcome: Option<Result<String, String>>,
}

impl VaultForm {
    /// Begins another change, with empty fields.
    pub fn begin(&mut self, wish: Option<VaultWish>) {
        self.present.zeroize();
        self.new.zeroize();
        self.wish = wish;
        self.outcome = None;
    }
}

//! What the panes may read in one frame. They change none of it.

use std::collections::{BTreeMap, BTreeSet};

use egui::TextureHandle;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::page_strip::PageFacts;
use super::spelling::SpellingFacts;
use crate::domain::versions::Version;
use crate::domain::{
    Account, Author, AuthorUrn, Draft, Expiry, InstallationId, Job, JobId, KeptText, Ledger,
    MediaName, Mention, Progress, SentPost, Settings,
};

/// What the panes may read in one frame.
pub struct Facts<'a> {
    /// The time.
    pub now: Timestamp,
    /// Since when this window has been there to send what is due.
    pub opened_at: Timestamp,
    /// Where this computer is, for showing times.
    pub zone: &'a TimeZone,
    /// Which computer this is, among those that a job may come from.
    pub here: &'a InstallationId,
    /// Who is signed in.
    pub accounts: &'a [Account],
    /// The jobs of the window.
    pub jobs: JobFacts<'a>,
    /// The uploads under way, by their job and the attachment, counted from 0.
    pub uploads: &'a BTreeMap<(JobId, usize), Upload>,
    /// What arrived.
    pub receipts: ReceiptFacts<'a>,
    /// The posts whose first comment is not there and may be sent by a click.
    pub uncommented: &'a BTreeSet<JobId>,
    /// Who and what may be mentioned.
    pub mentions: &'a MentionFacts,
    /// The drafts.
    pub drafts: DraftFacts<'a>,
    /// The texts to use again.
    pub kept: KeptFacts<'a>,
    /// What is known about spelling.
    pub spelling: SpellingFacts<'a>,
    /// What lies in the trash, the last discarded first.
    pub discarded: &'a [DiscardedFacts],
    /// What was discarded last from this window, by its name in the trash.
    pub undo_discard: Option<JobId>,
    /// Small pictures of attachments, by file.
    pub thumbnails: &'a BTreeMap<(JobId, MediaName), TextureHandle>,
    /// What was done to attachments to make them ready, by file: a line for each that was added since the window opened.
    pub changed: &'a BTreeMap<(JobId, MediaName), String>,
    /// The pages of the open draft's PDF.
    pub pages: &'a PageFacts,
    /// What was taken out of the draft last and can be put back: a sentence.
    pub removed: Option<&'a str>,
    /// The requests of the day.
    pub ledger: &'a Ledger,
    /// Preferences.
    pub settings: &'a Settings,
    /// How things stand with the vault.
    pub vault: &'a VaultFacts,
    /// What the sign-in is doing.
    pub sign_in: &'a SignInFacts,
    /// Whether this is the built-in sandbox.
    pub is_sandbox: bool,
    /// Whether the draft has been handed to the outbox and the answer is awaited.
    pub is_sending: bool,
    /// The post that LinkedIn is being asked to change or delete.
    pub changing: Option<JobId>,
    /// Files of the person's choice, and numbers.
    pub files: FileFacts,
    /// Where the person sees what they posted lately.
    pub recent_activity: &'a str,
}

/// The drafts that are not open, as far as they are here.
#[derive(Clone, Copy, Debug)]
pub struct DraftFacts<'a> {
    /// The last changed first.
    pub all: &'a [Draft],
    /// When drafts were last saved, the open one too.
    pub saved_at: &'a BTreeMap<JobId, Timestamp>,
    /// Those that are not here.
    pub older: OlderFacts,
}

/// What arrived, as far as it is here.
#[derive(Clone, Copy, Debug)]
pub struct ReceiptFacts<'a> {
    /// The newest first.
    pub posts: &'a [SentPost],
    /// Whether the newest have been read.
    pub are_here: bool,
    /// Those that are not here.
    pub older: OlderFacts,
}

/// What is on the disk beside what the window holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct OlderFacts {
    /// How many there are.
    pub count: usize,
    /// Whether some of them are being read.
    pub is_reading: bool,
}

/// The jobs of the window: on their way, or arrived since it was opened and not put away.
#[derive(Clone, Copy, Debug)]
pub struct JobFacts<'a> {
    /// All of them, oldest first.
    pub all: &'a BTreeMap<JobId, Job>,
    /// Those that are on their way or need a decision, oldest first.
    pub news: &'a [JobId],
    /// Those that wait for their time, the next first.
    pub scheduled: &'a [JobId],
}

/// What is being read, written, looked up and counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct FileFacts {
    /// Whether a file of the person's choice is being written or read.
    pub is_busy: bool,
    /// How many files are being looked into.
    pub attaching: usize,
    /// What is typed and not part of the draft yet.
    pub half_entered: Option<HalfEntered>,
    /// Whether the page behind the draft's link is being looked at.
    pub is_looking_up: bool,
    /// The post about which LinkedIn is being asked what it counted.
    pub counting: Option<JobId>,
}

/// What is typed beside a draft and was not added to it: the post waits for that, as it would not appear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HalfEntered {
    /// The address of a page or a post.
    Address,
    /// The path of a file.
    Path,
}

/// The texts to use again.
#[derive(Clone, Copy, Debug)]
pub struct KeptFacts<'a> {
    /// Templates and snippets, by name.
    pub texts: &'a [KeptText],
    /// What the open draft said before, the oldest first, or why that is not known; `None` until it was looked up.
    pub versions: Option<&'a Result<Vec<Version>, String>>,
}

/// A draft in the trash.
#[derive(Clone, Debug, PartialEq)]
pub struct DiscardedFacts {
    /// Its name in the trash, born when it was discarded.
    pub id: JobId,
    /// What was typed.
    pub draft: Draft,
}

/// Who and what may be mentioned.
#[derive(Clone, Debug, Default)]
pub struct MentionFacts {
    /// The people and pages of the book.
    pub book: Vec<Mention>,
    /// Everyone who is offered while one types: those and one's own pages.
    pub offered: Vec<Mention>,
    /// The hashtags of the last posts, the most used first.
    pub hashtags: Vec<String>,
    /// Whether LinkedIn is being asked what a page is called.
    pub is_finding_page: bool,
}

/// One upload under way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Upload {
    /// How far it is.
    pub progress: Progress,
    /// Bytes per second.
    pub speed: f64,
}

/// How things stand with the vault.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum VaultFacts {
    /// Not known yet, or there is none and none is missed.
    #[default]
    Fine,
    /// A passphrase must be chosen at the first sign-in.
    NeedsPassphrase,
    /// It does not open without the person.
    Locked {
        /// Why, where the keyring should have opened it.
        why: Option<String>,
        /// Whether a passphrase opens it.
        has_passphrase: bool,
    },
    /// It is open.
    Open(OpenVaultFacts),
    /// It cannot be used.
    Broken {
        /// A sentence.
        why: String,
        /// Whether it may be put aside for a new one.
        can_be_replaced: bool,
    },
}

/// What opens the vault, and what can be mended about that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each true or not"
)]
pub struct OpenVaultFacts {
    /// A passphrase opens it.
    pub has_passphrase: bool,
    /// The keyring opens it, or did before it lost the key.
    pub has_keyring: bool,
    /// The keyring does not have the key any more.
    pub keyring_lost_key: bool,
    /// There may be a keyring to let open it.
    pub can_use_keyring: bool,
    /// Somebody was signed out and the key could not be changed without a passphrase.
    pub owes_new_key: bool,
}

/// What the sign-in is doing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SignInFacts {
    /// Nothing.
    #[default]
    Idle,
    /// It waits for the person to come back from this address.
    Waiting(Option<String>),
    /// It did not work: what happened, and what to do.
    Failed(String, String),
}

impl Facts<'_> {
    /// Everyone who can speak, without repetition.
    pub fn authors(&self) -> Vec<&Author> {
        Account::everyone(self.accounts)
    }

    /// The account that would post as `author`.
    pub fn account_for(&self, author: &AuthorUrn) -> Option<&Account> {
        self.accounts
            .iter()
            .find(|account| account.can_post_as(author))
    }

    /// How long `author` can still be posted as.
    pub fn expiry(&self, author: &AuthorUrn) -> Option<Expiry> {
        Some(self.account_for(author)?.expiry(self.now))
    }
}

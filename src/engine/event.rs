//! What the engine reports. Facts, in the order they happened.

use std::path::PathBuf;

use url::Url;

use super::vault_status::VaultStatus;
use crate::domain::{
    Account, Draft, Failure, InstallationId, Job, JobId, KeptText, Ledger, Mention, SentPost,
    Settings, SystemTheme,
};
use crate::store::{Batch, DiscardedDraft, SavedDraft};

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// The settings were read or changed; with what was wrong with the file.
    Settings(Settings, Option<String>),
    /// The desktop is light or dark.
    SystemTheme(SystemTheme),
    /// Whether the desktop wants nothing to move.
    DesktopStandsStill(bool),
    /// Which computer this is, among those that a job may come from.
    Installation(InstallationId),
    /// The accounts were read or changed.
    Accounts(Vec<Account>),
    /// The people and pages that are mentioned were read or changed.
    Mentions(Vec<Mention>),
    /// Whether the vault is open.
    Vault(VaultStatus),
    /// The draft that was saved last, before the others were read.
    LastDraft(Box<SavedDraft>),
    /// The last saved drafts.
    Drafts(Batch<SavedDraft>),
    /// A draft is on disk, as it was last handed over.
    DraftSaved(JobId),
    /// A draft could not be written; a sentence on why.
    DraftNotSaved(JobId, String),
    /// A draft was restored or duplicated.
    DraftMade(Box<SavedDraft>),
    /// What lies in the trash, the last discarded first.
    Discarded(Vec<DiscardedDraft>),
    /// Templates and snippets, by name.
    Kept(Vec<KeptText>),
    /// The text of a cancelled job is a draft again.
    DraftReturned(Box<Draft>),
    /// A draft could not be sent; nothing was put into the outbox.
    Refused(JobId, Failure),
    /// A job is new or has changed.
    Job(Box<Job>),
    /// An order about a job could not be followed.
    OrderRefused(JobId, String),
    /// Nobody works on the job any more: it is over, or waits for a person, or was stopped.
    Rests(JobId),
    /// The jobs that are due, oldest first.
    Due(Vec<JobId>),
    /// A job has left the outbox; its receipt stays.
    JobGone(JobId),
    /// What arrived last.
    Receipts(Batch<SentPost>),
    /// The person has to go here to sign in.
    Authorize(Url),
    /// The requests of the day, as counted on this computer.
    Ledger(Ledger),
    /// Another start of the program left these files to attach and addresses of suggested texts, and wants the window to be seen.
    HandedOver(Vec<PathBuf>),
    /// What a crash interrupted has been finished.
    Settled,
    /// The system or the person wants the program to end.
    Interrupted,
    /// Something on this computer went wrong; a sentence for the person.
    Trouble(String),
}

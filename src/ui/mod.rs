//! The look: what is painted, and what the person wished by touching it.
//!
//! Never here: tokio, HTTP, the disk, the clock. A pane changes only what it was lent; everything else it hands back
//! as an [`Action`].

mod accounts;
mod action;
mod attachments;
mod completion;
mod compose;
mod draft_files;
mod drafts;
mod editor;
mod export;
mod extras;
mod facts;
mod file_form;
mod file_rows;
mod first_comment;
mod fonts;
pub mod icon;
mod inspector;
mod kept;
mod later;
mod ledger;
mod mention_form;
mod options;
mod page_strip;
mod pages;
mod post_buffer;
mod posted;
mod preview;
mod scheduled;
mod switcher;
pub mod theme;
mod uploads;
mod vault;
pub mod widgets;
mod wording;

pub use accounts::accounts_ui;
pub use action::{Action, FileAction, FileWish, KeptWish, Page, SignInForm, VaultForm, VaultWish};
pub use compose::{ATTACH, ComposePane, NEW, POST, compose_footer_ui};
pub use drafts::DraftsPane;
pub use editor::{focus_editor, insert_at_caret, selected_text};
pub use facts::{
    DiscardedFacts, Facts, FileFacts, KeptFacts, MentionFacts, OpenVaultFacts, SignInFacts, Upload,
    VaultFacts,
};
pub use file_form::Place;
pub use inspector::{Inspection, RequestFacts, inspector_ui};
pub use kept::{KEPT, KeptPane};
pub use later::{Chosen, LATER, LaterForm};
pub use page_strip::{PageFacts, PageKey};
pub use pages::SettingsPane;
pub use posted::PostedPane;
pub use preview::{INSPECT, PREVIEW, PreviewPane};
pub use scheduled::scheduled_ui;
pub use switcher::author_switcher_ui;
pub use uploads::{OutboxPane, has_news};
pub use wording::COUNTED_SECS;

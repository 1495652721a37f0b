//! The look: what is painted, and what the person wished by touching it.
//!
//! Never here: tokio, HTTP, the disk, the clock. A pane changes only what it was lent; everything else it hands back
//! as an [`Action`].

mod accounts;
mod action;
mod announcer;
mod attachments;
mod command;
mod completion;
mod compose;
mod connect;
mod draft_files;
mod drafts;
mod drop_target;
mod editor;
mod emoji;
mod emoji_grid;
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
mod notifications;
mod older;
mod options;
mod page_strip;
mod pages;
mod palette;
mod path_form;
mod post_buffer;
mod post_change;
mod posted;
mod preview;
mod remarks;
mod scheduled;
mod shortcuts;
mod spelling;
mod spelling_marks;
mod standing;
mod switcher;
mod text_menu;
pub mod theme;
mod undo;
mod uploads;
mod vault;
pub mod widgets;
mod wording;

pub use accounts::accounts_ui;
pub use action::{
    Action, Beginning, EmojiWish, FileAction, FileWish, KeptWish, Page, SignInForm, SpellingWish,
    VaultForm, VaultWish,
};
pub use announcer::Announcer;
pub use command::{Reach, UiCommand};
pub use compose::{ComposePane, compose_footer_ui};
pub use drafts::DraftsPane;
pub use drop_target::drop_target_ui;
pub use editor::{
    being_written, editor_has_focus, focus_editor, forget_selection, insert_at_caret, replace_text,
    replace_word, selected_text,
};
pub use emoji::EmojiPane;
pub use facts::{
    DiscardedFacts, DraftFacts, Facts, FileFacts, HalfEntered, JobFacts, KeptFacts, MentionFacts,
    OlderFacts, OpenVaultFacts, ReceiptFacts, SignInFacts, Upload, VaultFacts,
};
pub use file_form::Place;
pub use inspector::{Inspection, RequestFacts, inspector_ui};
pub use kept::KeptPane;
pub use later::{Chosen, LaterForm};
pub use older::Listed;
pub use page_strip::{PageFacts, PageKey};
pub use pages::SettingsPane;
pub use palette::PalettePane;
pub use posted::PostedPane;
pub use preview::PreviewPane;
pub use scheduled::scheduled_ui;
pub use shortcuts::shortcuts_ui;
pub use spelling::{SpellingFacts, SpellingPane};
pub use switcher::author_switcher_ui;
pub use uploads::OutboxPane;
pub use wording::{COUNTED_SECS, changes_in_words};

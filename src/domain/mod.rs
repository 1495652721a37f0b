//! Values and rules: what Sendoff knows about posting without a computer.
//!
//! The words: a **draft** is being typed and may be wrong; a **post** is a draft that passed [`Draft::check`]; a
//! **job** is a post on its way; a **receipt** is what LinkedIn gave back; an **author** speaks; an **account** is
//! whose token is used.
//!
//! Never here: files, network, threads, `async`, the clock, random numbers, egui. Time and chance come in as
//! arguments, so everything here can be tested as a table.

mod account;
mod api_version;
pub mod app_credentials;
mod appearance;
mod attachment;
mod author;
mod beside;
mod browser_link;
mod change;
mod comfort;
pub mod commentary;
pub mod direction;
mod draft;
mod due;
pub mod emoji;
mod export;
mod extra;
mod failure;
mod failure_words;
mod first_comment;
mod fold;
pub mod front_matter;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod fuzzing;
mod job;
mod job_id;
mod kept;
mod ledger;
pub mod library;
pub mod limits;
mod little_text;
pub mod mention_book;
pub mod outbox;
pub mod patience;
mod post;
mod problem;
mod progress;
mod receipt;
mod registered;
pub mod remark;
mod settings;
pub mod spelling;
mod stage;
pub mod statistics;
mod suggestion;
mod urn;
mod verdict;
pub mod versions;
mod video_way;
mod visibility;
pub mod when;

pub use account::{Access, Account, AccountKey, Expiry, SignInFlow, Urgency};
pub use api_version::{ApiVersion, BadApiVersion};
pub use appearance::{Appearance, Ink, notation};
pub use attachment::{
    Attachment, BadDigest, BadMediaName, CaptionsFacts, Digest, DocumentFormat, ImageFacts,
    ImageFormat, Media, MediaName, VideoFacts,
};
pub use author::{Author, Role};
pub use beside::{Beside, BesideKind, Language};
pub use browser_link::{BrowserLink, NotABrowserLink};
pub use change::{AskedChange, Change, PassedChange, Unchanged};
pub use comfort::{LanguageChoice, Motion, TextScale, TextStep};
pub use commentary::Mention;
pub use draft::{Draft, check_image};
pub use due::{Due, SEND_BY, on_time};
pub use emoji::{Emoji, EmojiGroup, EmojiHabits, SkinTone};
pub use export::{ExportFormat, NotWritten, markdown};
pub use extra::{Extra, Field, LinkCard, Poll, PollDays};
pub use failure::{Cause, Failure, Group, harmless, harmless_within};
pub use first_comment::{CommentState, CommentWords, FirstComment, judge_comment};
pub use fold::{LINES_BEFORE_FOLD, Line, fold};
pub use job::Job;
pub use job_id::{BadJobId, JobId};
pub use kept::{KeptKind, KeptText, keep};
pub use ledger::{Ledger, Published, Strain, day_of};
pub use little_text::{Garbled, LittleText, decode};
pub use mention_book::{Whom, WhomError};
pub use patience::Patience;
pub use post::{Content, Post};
pub use problem::{Place, Problem, Problems, Trouble};
pub use progress::Progress;
pub use receipt::{Evidence, Receipt, SentPost};
pub use registered::{Registered, RegisteredFile};
pub use settings::{NotificationChoice, Settings, SystemTheme, ThemeChoice};
pub use spelling::{DictionaryName, SpellingChoice};
pub use stage::{InstallationId, Moment, Next, OutOfOrder, Stage, Step, Wait};
pub use statistics::PostStatistics;
pub use suggestion::{NotASuggestion, Suggestion};
pub use urn::{AuthorUrn, MediaUrn, PostUrn, Urn, UrnError, VideoUrn};
pub use verdict::{CreateAnswer, after_trouble, in_perspective, judge};
pub use video_way::{BesidePlace, PartAddress, PartPlace, VideoWay};
pub use visibility::Visibility;

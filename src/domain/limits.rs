//! Every number that LinkedIn imposes, each with the page it comes from. Nowhere else.
//!
//! "LinkedIn" pages are those under learn.microsoft.com/linkedin, as read in autumn 2026.

/// The longest commentary, in UTF-16 units of what a reader sees.
///
/// LinkedIn, Share on LinkedIn / UGC posts: 3,000 characters; the Posts API names only the error
/// `FIELD_LENGTH_TOO_LONG`. The unit is not documented: UTF-16 units are the strictest sensible reading
/// (an emoji counts two).
pub const MAX_COMMENTARY_UNITS: usize = 3_000;

/// A picture must have *fewer* pixels than this (width × height). LinkedIn, Images API.
pub const PIXELS_TOO_MANY: u64 = 36_152_320;

/// The most frames in an animated GIF. LinkedIn, Images API.
pub const MAX_GIF_FRAMES: u32 = 250;

/// The most pictures in one post. LinkedIn, `MultiImage` API (older revisions said 9).
pub const MAX_IMAGES: usize = 20;

/// The most pages of a document. LinkedIn, Documents API: 300.
pub const MAX_DOCUMENT_PAGES: usize = 300;

/// The longest text alternative of a picture, in UTF-16 units. LinkedIn, Posts API schema, `altText`: 4,086 characters;
/// the unit is not documented, so the strictest reading is taken.
pub const MAX_ALT_TEXT_UNITS: usize = 4_086;

/// The longest title of a document or a video, in UTF-16 units. LinkedIn, document ads: at most 200 characters; the
/// Documents and Videos APIs name no number.
pub const MAX_TITLE_UNITS: usize = 200;

/// The longest question of a poll, in UTF-16 units. LinkedIn, Polls API: 140 characters; the unit is not documented, so
/// the strictest reading is taken. So it is for the four below.
pub const MAX_POLL_QUESTION_UNITS: usize = 140;

/// The longest answer of a poll, in UTF-16 units. LinkedIn, Polls API.
pub const MAX_POLL_OPTION_UNITS: usize = 30;

/// How many answers a poll has. LinkedIn, Polls API.
pub const POLL_OPTIONS: std::ops::RangeInclusive<usize> = 2..=4;

/// The longest headline of a link's card, in UTF-16 units. LinkedIn, Posts API, `content.article.title`.
pub const MAX_LINK_TITLE_UNITS: usize = 400;

/// The longest description on a link's card, in UTF-16 units. LinkedIn, Posts API, `content.article.description`.
pub const MAX_LINK_DESCRIPTION_UNITS: usize = 4_086;

/// The longest comment, in UTF-16 units. LinkedIn, Comments API, names no number; client authors met 1,250.
pub const MAX_COMMENT_UNITS: usize = 1_250;

/// How long a text stays a duplicate of itself in our eyes.
///
/// LinkedIn documents no window; people saw refusals for 24 to 48 hours.
pub const DUPLICATE_WINDOW_HOURS: i64 = 48;

/// The sizes of a video, in bytes, both included. LinkedIn, Videos API: 75 KB to 500 MB, read as strictly as either
/// unit allows.
pub const VIDEO_BYTES: std::ops::RangeInclusive<u64> = 75 * 1024..=500_000_000;

/// How long a video may run, in milliseconds, both included. LinkedIn, Videos API: 3 seconds to 30 minutes.
pub const VIDEO_MILLIS: std::ops::RangeInclusive<u64> = 3_000..=30 * 60 * 1_000;

/// The largest document, in bytes. LinkedIn, Documents API: 100 MB, read as strictly as either unit allows.
pub const MAX_DOCUMENT_BYTES: u64 = 100_000_000;

/// The longest text that a draft keeps, in bytes. Ours: ten times what LinkedIn takes, and little enough to be laid out
/// within a frame.
pub const MAX_DRAFT_BYTES: usize = 32 * 1024;

//! What is inside a picture, video or document: its format and size, and whatever it says about its maker.
//!
//! A picture comes in through [`read_picture`], a paste through [`picture_from_bytes`] or
//! [`picture_from_pixels`]; what comes out is a [`Picture`] that may be uploaded, or a [`MediaError`]
//! that says what to do instead. On the way it is
//!
//! 1. opened once and read within bounds (`file`),
//! 2. recognised by its content, never by its name (`kind`),
//! 3. walked block by block, with its size checked before anything is decoded (`jpeg`, `png`, `gif`),
//! 4. rid of everything that is not the picture, byte for byte (`layout`),
//! 5. decoded once, so that a damaged file is refused here and not by LinkedIn (`pixels`).
//!
//! A video is too large for that: [`open_video`] looks into it and [`Video::copy_to`] copies it piece by piece
//! (`mp4`). Its captions come in through [`read_captions`] and are checked line by line. Of a document the kind and size are looked at ([`open_document`]), and what it says
//! of itself ([`document_facts`]); a page of a PDF is drawn small ([`draw_page`]) and goes from the process that drew it
//! to the one that shows it as a [`DrawnPage`].
//!
//! A picture with nothing to remove is uploaded exactly as it was. Whatever cannot be understood is
//! not attached.
//!
//! Never here: network, drafts, widgets, the clock. Everything may be slow for a large picture, so it
//! belongs on a background thread.

mod captions;
mod carousel;
mod document;
mod drawn_page;
mod error;
mod exif;
mod file;
mod foreign;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod fuzzing;
mod gif;
mod jpeg;
mod kind;
mod layout;
mod limits;
mod mp4;
mod name;
mod office;
mod pages;
mod pdf;
mod picture;
mod pixels;
mod png;
mod scaled;
mod scanner;
mod thumbnail;
mod webp;
mod zip;

// These two are test code only, as they say themselves.
mod hostile;
mod samples;

pub use self::captions::{BadLine, Captions, are_captions, read_captions};
pub use self::carousel::{Leaf, carousel};
pub use self::document::{Document, inspect_document, open_document};
pub use self::drawn_page::DrawnPage;
pub use self::error::MediaError;
pub use self::kind::FileKind;
pub use self::limits::{MAX_GIF_FRAMES, MAX_IMAGE_BYTES, PIXEL_LIMIT};
pub use self::mp4::{Video, inspect_video, open_video};
pub use self::name::display_name;
pub use self::office::{DocumentFacts, document_facts};
pub use self::pages::{MAX_DRAWN_BYTES, MAX_DRAWN_PAGES, NoPreview, PageSize, draw_page};
pub use self::picture::{
    Change, Picture, picture_from_bytes, picture_from_pixels, read_picture, read_picture_in,
    read_picture_to_fit,
};
pub use self::thumbnail::{THUMBNAIL_SIDE, Thumbnail, thumbnail};

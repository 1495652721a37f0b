//! The files that `sendoff post` was given: looked into, described, and copied to the draft. Never: sending them.

use std::path::{Path, PathBuf};

use super::args;
use crate::domain::{Attachment, BesideKind, JobId, Media};
use crate::engine::{
    self, attach_beside, attach_file, attach_picture, check_given_as, prepare_beside, prepare_file,
    prepare_picture,
};
use crate::store::Store;

/// A file that the post is to carry.
pub(super) struct FileToSend {
    origin: Origin,
    alt_text: String,
    given_as: GivenAs,
    /// What goes up beside it.
    beside: Vec<(BesideKind, PathBuf)>,
}

/// Where a file comes from.
enum Origin {
    Path(PathBuf),
    /// The page of the link: the bytes of its picture.
    Page(Vec<u8>),
}

/// What somebody says that a file is.
enum GivenAs {
    Picture,
    /// With a title, or without.
    Document(Option<String>),
    /// The same.
    Video(Option<String>),
}

impl FileToSend {
    /// The picture of a page. One that cannot be used is said, and the card has none.
    pub(super) fn of_page(bytes: Vec<u8>) -> Option<Self> {
        if let Err(words) = prepare_picture(OF_PAGE, bytes.clone(), 0) {
            tracing::warn!("the card has no picture. {words}");
            return None;
        }
        Some(Self {
            origin: Origin::Page(bytes),
            beside: Vec::new(),
            alt_text: String::new(),
            given_as: GivenAs::Picture,
        })
    }

    /// What would be attached; nothing is written.
    pub(super) fn prepare(&self, number: u64) -> Result<Attachment, String> {
        self.check_kind()?;
        let found = match &self.origin {
            Origin::Path(path) => prepare_file(path, number)?,
            Origin::Page(bytes) => prepare_picture(OF_PAGE, bytes.clone(), number)?,
        };
        self.with_beside(self.describe(found)?, prepare_beside)
    }

    /// Copies it into the folder of draft `id`.
    pub(super) fn attach(
        &self,
        store: &Store,
        id: JobId,
        number: u64,
    ) -> Result<Attachment, String> {
        self.check_kind()?;
        let found = match &self.origin {
            Origin::Path(path) => attach_file(store, id, path, number)?,
            Origin::Page(bytes) => attach_picture(store, id, OF_PAGE, bytes.clone(), number)?,
        };
        let beside = |kind, path: &Path, number| attach_beside(store, id, kind, path, number);
        self.with_beside(self.describe(found)?, beside)
    }

    /// Says of what is no video or document that it is none, rather than that it is no picture.
    fn check_kind(&self) -> Result<(), String> {
        match (&self.origin, &self.given_as) {
            (Origin::Path(path), GivenAs::Document(_)) => {
                check_given_as(engine::GivenAs::Document, path)
            }
            (Origin::Path(path), GivenAs::Video(_)) => check_given_as(engine::GivenAs::Video, path),
            _ => Ok(()),
        }
    }

    /// Puts what was said about the file onto what was found in it.
    fn describe(&self, mut attachment: Attachment) -> Result<Attachment, String> {
        let (name, media) = (&attachment.name, attachment.media);
        match (&self.given_as, media) {
            (GivenAs::Picture, Media::Image(_)) => {}
            (GivenAs::Document(title), Media::Document(_))
            | (GivenAs::Video(title), Media::Video(_)) => {
                if let Some(title) = title {
                    attachment.title.clone_from(title);
                }
            }
            (GivenAs::Document(_), _) => {
                let kinds = "LinkedIn takes PDF, Word and PowerPoint";
                return Err(format!("{name}: This is no document. {kinds}."));
            }
            (GivenAs::Video(_), _) => {
                return Err(format!("{name}: This is no video. LinkedIn takes MP4."));
            }
            (GivenAs::Picture, Media::Document(_)) => {
                return Err(format!(
                    "{name}: This is a document. Give it with --document."
                ));
            }
            (GivenAs::Picture, Media::Video(_)) => {
                return Err(format!("{name}: This is a video. Give it with --video."));
            }
            (GivenAs::Picture, Media::Captions(_)) => {
                return Err(format!(
                    "{name}: These are captions. Give them with --captions beside a --video."
                ));
            }
        }
        attachment.alt_text.clone_from(&self.alt_text);
        Ok(attachment)
    }

    /// Adds what goes up beside it, which `take` looks into; no other file has its number.
    fn with_beside(
        &self,
        mut attachment: Attachment,
        take: impl Fn(BesideKind, &Path, u64) -> Result<Attachment, String>,
    ) -> Result<Attachment, String> {
        for ((kind, path), number) in self.beside.iter().zip(1..) {
            let file = take(*kind, path, number)?;
            attachment.beside.replace(*kind, Some(file));
        }
        Ok(attachment)
    }
}

/// The pictures in order, then the picture of a card, the document or the video.
pub(super) fn files_of(args: &args::Post, alts: Vec<Option<String>>) -> Vec<FileToSend> {
    let file = |path: &PathBuf, alt_text: Option<String>| FileToSend {
        origin: Origin::Path(path.clone()),
        alt_text: alt_text.unwrap_or_default(),
        given_as: GivenAs::Picture,
        beside: Vec::new(),
    };
    let pictures = args.images.iter().zip(alts);
    let pictures = pictures.map(|(path, alt_text)| file(path, alt_text));
    let thumbnail = args.link_image.iter().map(|path| file(path, None));
    let document = args.document.iter().map(|path| FileToSend {
        given_as: GivenAs::Document(args.title.clone()),
        ..file(path, None)
    });
    let video = args.video.iter().map(|path| FileToSend {
        given_as: GivenAs::Video(args.title.clone()),
        beside: beside_of(args),
        ..file(path, None)
    });
    let alone = document.chain(video);
    pictures.chain(thumbnail).chain(alone).collect()
}

/// What goes up beside the video.
fn beside_of(args: &args::Post) -> Vec<(BesideKind, PathBuf)> {
    let of = |kind, path: &Option<PathBuf>| path.clone().map(|path| (kind, path));
    let captions = of(BesideKind::Captions, &args.captions);
    let cover = of(BesideKind::Cover, &args.cover);
    captions.into_iter().chain(cover).collect()
}

/// What the picture of a page is called.
const OF_PAGE: &str = "Picture of the page";

//! A post as LinkedIn keeps it, and the pile of them. No HTTP.

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::comments::PostedComment;
use super::duplicate::Fingerprint;
use super::switches::Switches;

/// A post that LinkedIn accepted.
#[derive(Clone, Debug, Serialize)]
pub struct PublishedPost {
    /// `urn:li:share:…` or `urn:li:ugcPost:…`.
    pub urn: String,
    /// Who speaks, as the URN that was sent.
    pub author: String,
    /// Who speaks, in words.
    pub author_name: String,
    /// The little text as sent.
    pub commentary: String,
    /// What a reader sees.
    pub text: String,
    /// Whether a reader sees less than was sent, because the little text broke its grammar.
    pub truncated: bool,
    /// How far its publication is; a 201 is not the last word.
    pub lifecycle: Lifecycle,
    /// `PUBLIC`, `CONNECTIONS`, …
    pub visibility: String,
    /// Whether others may not share it further.
    pub reshare_disabled: bool,
    /// The `content` as sent, or null.
    pub content: Value,
    /// The post it shares, or null.
    pub reshare_of: Option<String>,
    /// The pictures in order, or the document.
    pub images: Vec<PostedImage>,
    /// The words of the captions that its video came with.
    pub captions: Option<String>,
    /// SHA-256 of the thumbnail that its video came with, in lower-case hexadecimal.
    pub thumbnail_sha256: Option<String>,
    /// When it came into the world.
    pub created_at: Timestamp,
    /// When it last changed.
    pub modified_at: Timestamp,
    /// Whether it is gone again.
    pub deleted: bool,
    /// What was said below it, in order.
    pub comments: Vec<PostedComment>,
    /// What makes it a duplicate of another.
    #[serde(skip)]
    pub(super) fingerprint: Fingerprint,
}

/// The states of a post (`LRN:…/shares/post-api-schema`, `lifecycleState`). Readers see only `PUBLISHED` ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Lifecycle {
    /// Written, for nobody to see.
    Draft,
    /// There for its readers.
    Published,
    /// On its way.
    PublishRequested,
    /// Accepted once, but never shown.
    PublishFailed,
}

/// A picture of a post, or its document.
#[derive(Clone, Debug, Serialize)]
pub struct PostedImage {
    /// `urn:li:image:…` or `urn:li:document:…`.
    pub urn: String,
    /// What the author says is in it; empty if nothing.
    pub alt_text: String,
    /// SHA-256 of the uploaded bytes in lower-case hexadecimal.
    pub sha256: String,
    /// The uploaded bytes, exactly as they came.
    #[serde(skip)]
    pub bytes: Bytes,
}

/// Everything ever posted, oldest first.
#[derive(Debug, Default)]
pub(super) struct Posts {
    all: Vec<PublishedPost>,
    last_id: i64,
}

impl PublishedPost {
    /// Whether its readers can see it.
    pub(super) fn is_shown(&self) -> bool {
        !self.deleted && self.lifecycle == Lifecycle::Published
    }
}

impl Lifecycle {
    /// Reads what stands in JSON.
    pub(super) fn read(value: &Value) -> Option<Self> {
        Self::deserialize(value).ok()
    }

    /// As it stands in JSON.
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Draft => "DRAFT",
            Self::Published => "PUBLISHED",
            Self::PublishRequested => "PUBLISH_REQUESTED",
            Self::PublishFailed => "PUBLISH_FAILED",
        }
    }
}

impl Posts {
    pub(super) fn all(&self) -> &[PublishedPost] {
        &self.all
    }

    pub(super) fn add(&mut self, post: PublishedPost) {
        self.all.push(post);
    }

    /// A post that is still there.
    pub(super) fn find(&self, urn: &str) -> Option<&PublishedPost> {
        self.all
            .iter()
            .find(|post| post.urn == urn && !post.deleted)
    }

    pub(super) fn find_mut(&mut self, urn: &str) -> Option<&mut PublishedPost> {
        self.all
            .iter_mut()
            .find(|post| post.urn == urn && !post.deleted)
    }

    /// Fails the published posts that have a picture for which `failed` holds.
    pub(super) fn fail_where(&mut self, failed: impl Fn(&PostedImage) -> bool) {
        for post in &mut self.all {
            if post.lifecycle == Lifecycle::Published && post.images.iter().any(&failed) {
                post.lifecycle = Lifecycle::PublishFailed;
            }
        }
    }

    /// The name of a post with this content. Its number is a snowflake: the upper bits are the creation time in
    /// milliseconds. Text and single pictures were seen as `share`; polls and groups of pictures come as either.
    pub(super) fn next_urn(&mut self, now: Timestamp, content: &Value) -> String {
        self.last_id = (now.as_millisecond() << 22).max(self.last_id + 1);
        let either = content["multiImage"].is_object() || content["poll"].is_object();
        let kind = if either { "ugcPost" } else { "share" };
        format!("urn:li:{kind}:{}", self.last_id)
    }

    /// An earlier post of the same author that says the same, even a deleted one, if the memory reaches so far.
    pub(super) fn twin(&self, post: &PublishedPost, switches: &Switches) -> Option<&PublishedPost> {
        let window = SignedDuration::from_secs(i64::from(switches.duplicate_window_secs));
        self.all.iter().rev().find(|old| {
            old.author == post.author
                && post
                    .fingerprint
                    .repeats(&old.fingerprint, switches.duplicate_scope)
                && post.created_at.duration_since(old.created_at) < window
        })
    }
}

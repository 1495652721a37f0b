//! A post as LinkedIn keeps it, and the pile of them. No HTTP.

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde_json::Value;

/// A post that LinkedIn accepted.
#[derive(Clone, Debug, Serialize)]
pub struct PublishedPost {
    /// `urn:li:share:…`.
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
    /// `PUBLIC`, `CONNECTIONS`, …
    pub visibility: String,
    /// Whether others may not share it further.
    pub reshare_disabled: bool,
    /// The `content` as sent, or null.
    pub content: Value,
    /// The post it shares, or null.
    pub reshare_of: Option<String>,
    /// The pictures in order.
    pub images: Vec<PostedImage>,
    /// When it came into the world.
    pub created_at: Timestamp,
    /// When it last changed.
    pub modified_at: Timestamp,
    /// Whether it is gone again.
    pub deleted: bool,
    /// What makes it a duplicate of another.
    #[serde(skip)]
    pub(super) fingerprint: String,
}

/// A picture of a post.
#[derive(Clone, Debug, Serialize)]
pub struct PostedImage {
    /// `urn:li:image:…`.
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

    /// The next snowflake: its upper bits are the creation time in milliseconds.
    pub(super) fn next_urn(&mut self, now: Timestamp) -> String {
        self.last_id = (now.as_millisecond() << 22).max(self.last_id + 1);
        format!("urn:li:share:{}", self.last_id)
    }

    /// A post of the same author with the same content, even a deleted one, younger than `window_secs`.
    pub(super) fn twin(&self, post: &PublishedPost, window_secs: u32) -> Option<&PublishedPost> {
        let window = SignedDuration::from_secs(i64::from(window_secs));
        self.all.iter().rev().find(|old| {
            old.author == post.author
                && old.fingerprint == post.fingerprint
                && post.created_at.duration_since(old.created_at) < window
        })
    }
}

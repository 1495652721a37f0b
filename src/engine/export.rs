//! Documents of what was posted, made and written where a person wants them.
//!
//! The JSON of a post has the names that `sendoff history` prints, and more. Blocks; the window asks for it by an
//! order, the command line calls it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use poll_promise::Sender;
use serde_json::{Value, json};

use super::context::Context;
use crate::domain::{
    Change, Draft, ExportFormat, LittleText, NotWritten, SentPost, front_matter, library, markdown,
};
use crate::store::{Store, StoreError};
use crate::words::t;

/// Something that is to be written into a file of a person's choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// What.
    pub what: Exported,
    /// Where.
    pub path: PathBuf,
    /// Whether a file of this name may be replaced.
    pub may_replace: bool,
}

/// What is written into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exported {
    /// What was posted, as far as a search finds it.
    History {
        /// The words of the search; none find everything.
        search: String,
        /// As what.
        format: ExportFormat,
    },
    /// A draft, as Markdown with front matter.
    Draft(Box<Draft>),
}

/// A document of these posts, as it is `now`; it ends with a line break.
pub fn document(posts: &[SentPost], format: ExportFormat, now: Timestamp) -> String {
    match format {
        ExportFormat::Markdown => markdown(posts, now),
        ExportFormat::Json => {
            let document = json_document(posts, now);
            // A value has no form that could fail.
            let text = serde_json::to_string_pretty(&document).unwrap_or_default();
            format!("{text}\n")
        }
    }
}

/// The same as one value.
pub fn json_document(posts: &[SentPost], now: Timestamp) -> Value {
    let posts: Vec<Value> = posts.iter().map(post).collect();
    json!({"kind": "sendoff history", "version": 1, "exported_at": now, "posts": posts})
}

fn post(sent: &SentPost) -> Value {
    let mentions: Vec<Value> = sent
        .mentions
        .iter()
        .map(|mention| json!({"name": mention.name, "urn": mention.urn.as_str()}))
        .collect();
    let (unanswered, unanswered_text) = match sent.asked.as_ref().map(|asked| &asked.change) {
        Some(Change::Text(text)) => (Some("edit"), Some(text)),
        Some(Change::Delete) => (Some("delete"), None),
        None => (None, None),
    };
    let first_comment = sent
        .first_comment
        .as_ref()
        .map(|comment| json!({"text": comment.text, "state": comment.state.word()}));
    json!({
        "id": sent.id.to_string(),
        "urn": sent.receipt.urn,
        "permalink": sent.receipt.permalink,
        "author": sent.author.urn.as_str(),
        "author_name": sent.author.name,
        "text": sent.text,
        "text_as_sent": sent.as_sent().as_ref().map(LittleText::as_str),
        "mentions": mentions,
        "file_count": sent.picture_count,
        "published_at": sent.receipt.published_at,
        "evidence": sent.receipt.evidence.word(),
        "edited_at": sent.edited_at,
        "deleted_at": sent.deleted_at,
        "first_comment": first_comment,
        "unanswered": unanswered,
        "unanswered_text": unanswered_text,
    })
}

/// Writes a document where a person wants it, whole or not at all, for that person's eyes only.
///
/// # Errors
/// What is in the way. A file that is there is left alone unless it may be replaced.
pub fn write_document(
    store: &Store,
    path: &Path,
    text: &str,
    may_replace: bool,
) -> Result<(), NotWritten> {
    let written = store.write_outside(path, text.as_bytes(), may_replace);
    written.map_err(|err| NotWritten {
        is_taken: matches!(err, StoreError::Taken { .. }),
        message: err.to_string(),
    })
}

/// Follows a wish of the window and answers with a sentence on what was written.
pub(super) fn begin(
    context: &Arc<Context>,
    export: Export,
    answer: Sender<Result<String, NotWritten>>,
) {
    let (context, now) = (Arc::clone(context), context.now());
    tokio::spawn(async move {
        let worker = Arc::clone(&context);
        let done = tokio::spawn(async move {
            let written = worker.on_disk(move |store| written(store, &export, now));
            written.await
        });
        answer.send(done.await.unwrap_or_else(|_broken| {
            Err(NotWritten {
                message: t!("broke-down-retry").to_owned(),
                is_taken: false,
            })
        }));
        context.voice.wake();
    });
}

fn written(store: &Store, export: &Export, now: Timestamp) -> Result<String, NotWritten> {
    match &export.what {
        Exported::History { search, format } => {
            let (posts, troubles) = store.receipts().map_err(|err| NotWritten {
                message: err.to_string(),
                is_taken: false,
            })?;
            let posts = library::found_posts(posts, search);
            let text = document(&posts, *format, now);
            write_document(store, &export.path, &text, export.may_replace)?;
            let what = match posts.len() {
                1 => "1 post".to_owned(),
                count => format!("{count} posts"),
            };
            let missing = match troubles.len() {
                0 => String::new(),
                count => format!(", without {count} that could not be read"),
            };
            Ok(format!("Wrote {what}{missing}: {}", export.path.display()))
        }
        Exported::Draft(draft) => {
            let text = front_matter::export(draft);
            write_document(store, &export.path, &text, export.may_replace)?;
            Ok(format!("Wrote the draft: {}", export.path.display()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Author, Evidence, JobId, Receipt, Role};

    #[test]
    fn json_has_every_character_and_every_mark() {
        let at: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
        let text = "a\u{7}\r\n```\u{202e} \"quoted\" (x)";
        let sent = SentPost {
            id: JobId::from_parts(1, 1),
            author: Author {
                urn: "urn:li:person:a".parse().unwrap(),
                name: "Ada".to_owned(),
                role: Role::Member,
            },
            text: text.to_owned(),
            mentions: Vec::new(),
            picture_count: 2,
            receipt: Receipt {
                urn: None,
                permalink: None,
                published_at: at,
                evidence: Evidence::PersonSaw,
            },
            asked: None,
            edited_at: None,
            deleted_at: Some(at),
            first_comment: None,
        };
        let written = document(&[sent], ExportFormat::Json, at);
        let read: Value = serde_json::from_str(&written).unwrap();
        let post = &read["posts"][0];
        assert_eq!(post["text"], text);
        assert_eq!(
            post["text_as_sent"],
            text.replace('(', "\\(").replace(')', "\\)")
        );
        assert_eq!(post["deleted_at"], "2026-11-24T12:00:00Z");
        assert_eq!(
            (&post["urn"], &post["unanswered"]),
            (&Value::Null, &Value::Null)
        );
        assert_eq!(
            (&post["file_count"], &post["evidence"]),
            (&2.into(), &"person".into())
        );
    }
}

//! `sendoff history`: what was posted, listed or written into a file.

use std::path::Path;

use jiff::Timestamp;

use super::library_args::History;
use super::output::{Exit, Output, beginning, print_text, receipt_event};
use super::profile::Profile;
use crate::domain::{ExportFormat, SentPost, library};
use crate::engine::{document, json_document, write_document};

/// Lists what was posted, or writes it into a file.
pub(super) fn history(profile: &Profile, output: Output, args: &History) -> Exit {
    let (receipts, troubles) = match profile.store.receipts() {
        Ok(read) => read,
        Err(err) => return output.unchanged("storage", &err),
    };
    for trouble in troubles {
        tracing::warn!("{trouble}");
    }
    let search = args.search.as_deref().unwrap_or_default();
    let found = library::found_posts(receipts, search);
    match &args.export {
        Some(path) => export(profile, output, args, path, &found),
        None => list(output, &found),
    }
}

fn list(output: Output, receipts: &[SentPost]) -> Exit {
    for sent in receipts {
        let address = sent.receipt.permalink.clone().unwrap_or_default();
        let state = if sent.deleted_at.is_some() {
            "  (deleted)"
        } else {
            ""
        };
        let line = format!(
            "{}  {}  {}  {address}{state}",
            sent.receipt.published_at,
            sent.author.name,
            beginning(&sent.text)
        );
        output.event(&receipt_event(sent), &line);
    }
    Exit::Done
}

fn export(
    profile: &Profile,
    output: Output,
    args: &History,
    path: &Path,
    posts: &[SentPost],
) -> Exit {
    let now = Timestamp::now();
    let by_name = ExportFormat::of_file(&path.to_string_lossy());
    let format = args.format.map(ExportFormat::from);
    let format = format.or(by_name).unwrap_or_default();
    if path.as_os_str() == "-" {
        return print(output, posts, format, now);
    }
    let text = document(posts, format, now);
    let written = write_document(&profile.store, path, &text, args.overwrite);
    output.written(path, (posts.len(), "post"), written)
}

/// With `--json`, standard output is one JSON object per line, here as everywhere.
fn print(output: Output, posts: &[SentPost], format: ExportFormat, now: Timestamp) -> Exit {
    match (format, output.is_json) {
        (ExportFormat::Json, true) => output.event(&json_document(posts, now), ""),
        (ExportFormat::Markdown, true) => {
            let message = "With --json, standard output takes no Markdown";
            let hint = "Nothing was written. Leave one of the two out, or name a file.";
            return output.refused("usage", message, hint, Exit::Usage);
        }
        (format, false) => print_text(&document(posts, format, now)),
    }
    Exit::Done
}

//! `sendoff drafts`: what is being written, listed, shown, read in and written out. The window may be open beside it.

use std::io::Read as _;
use std::path::Path;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::library_args::Drafts;
use super::output::{Exit, Output, beginning, print_text};
use super::profile::Profile;
use crate::domain::library::{finds, folded, searched};
use crate::domain::{Account, JobId, front_matter};
use crate::engine::{keep_imported, write_document};
use crate::store::{MAX_TEXT_FILE_BYTES, SavedDraft};

/// Follows one of the commands about drafts.
pub(super) fn drafts(profile: &Profile, output: Output, command: Drafts) -> Exit {
    match command {
        Drafts::List { search } => list(profile, output, &search.unwrap_or_default()),
        Drafts::Show { id } => match find(profile, output, id) {
            Ok(saved) => show(output, &saved),
            Err(exit) => exit,
        },
        Drafts::Import { file } => import(profile, output, &file),
        Drafts::Export {
            id,
            file,
            overwrite,
        } => match find(profile, output, id) {
            Ok(saved) => export(profile, output, &saved, &file, overwrite),
            Err(exit) => exit,
        },
    }
}

fn list(profile: &Profile, output: Output, search: &str) -> Exit {
    let (drafts, troubles) = match profile.store.drafts() {
        Ok(read) => read,
        Err(err) => return output.unchanged("storage", &err),
    };
    for trouble in troubles {
        tracing::warn!("{trouble}");
    }
    let query = folded(search);
    for saved in drafts
        .iter()
        .filter(|saved| finds(&query, &searched(&saved.draft)))
    {
        let author = saved.draft.author.as_ref();
        let author = author.map_or("", |author| author.name.as_str());
        let line = format!(
            "{}  {}  {author}  {}",
            saved.draft.id,
            saved.saved_at,
            beginning(&saved.draft.text)
        );
        output.event(&draft_event(saved), &line);
    }
    Exit::Done
}

fn find(profile: &Profile, output: Output, id: JobId) -> Result<SavedDraft, Exit> {
    match profile.store.draft(id) {
        Ok(Some(saved)) => Ok(saved),
        Ok(None) => Err(output.refused(
            "unknown_draft",
            "There is no such draft",
            "`sendoff drafts` lists them.",
            Exit::Usage,
        )),
        Err(err) => Err(output.unchanged("storage", &err)),
    }
}

/// For people as the text that `drafts export` writes.
fn show(output: Output, saved: &SavedDraft) -> Exit {
    let text = front_matter::export(&saved.draft);
    if output.is_json {
        let mut event = draft_event(saved);
        event["markdown"] = text.into();
        output.event(&event, "");
    } else {
        print_text(&text);
    }
    Exit::Done
}

fn import(profile: &Profile, output: Output, file: &Path) -> Exit {
    let refused = |words: &str| {
        let hint = "Nothing was kept. Mend the file and read it in again.";
        output.refused("draft", words, hint, Exit::Usage)
    };
    let text = if file.as_os_str() == "-" {
        match standard_input() {
            Ok(text) => text,
            Err(words) => return refused(&words),
        }
    } else {
        match profile.store.read_outside(file) {
            Ok(text) => text,
            Err(err) => return refused(&err.to_string()),
        }
    };
    let accounts = match profile.store.accounts() {
        Ok(accounts) => accounts,
        Err(err) => return output.unchanged("storage", &err),
    };
    let now = Timestamp::now();
    let known = Account::everyone(&accounts);
    let (saved, notes) = match keep_imported(&profile.store, &text, &known, now) {
        Ok(kept) => kept,
        Err(words) => return refused(&words),
    };
    let id = saved.draft.id.to_string();
    for note in &notes {
        tracing::warn!("{note}");
    }
    let event = json!({"event": "imported", "id": id, "notes": notes});
    output.event(&event, &format!("Kept as the draft {id}"));
    Exit::Done
}

fn standard_input() -> Result<String, String> {
    let mut bytes = Vec::new();
    let stdin = std::io::stdin().lock();
    let read = stdin.take(MAX_TEXT_FILE_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|err| format!("The text could not be read: {err}"))?;
    if bytes.len() as u64 > MAX_TEXT_FILE_BYTES {
        return Err("The text is longer than 256 KiB".to_owned());
    }
    String::from_utf8(bytes).map_err(|_not_text| "The text is not UTF-8".to_owned())
}

fn export(
    profile: &Profile,
    output: Output,
    saved: &SavedDraft,
    path: &Path,
    overwrite: bool,
) -> Exit {
    if path.as_os_str() == "-" {
        return show(output, saved);
    }
    let text = front_matter::export(&saved.draft);
    let written = write_document(&profile.store, path, &text, overwrite);
    output.written(path, (1, "draft"), written)
}

/// A draft as the command line shows it.
fn draft_event(saved: &SavedDraft) -> Value {
    let draft = &saved.draft;
    let files: Vec<&str> = draft
        .attachments
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    let author = draft.author.as_ref();
    json!({
        "event": "draft", "id": draft.id.to_string(), "author": author.map(|author| author.urn.as_str()),
        "text": draft.text, "visibility": draft.visibility.word(), "files": files, "saved_at": saved.saved_at,
    })
}

//! Files that were copied in a file manager and are pasted here. What a file manager puts on the clipboard as text are
//! their paths, so a text of nothing but paths waits until the clipboard has said whether files were copied.
//!
//! Never here: the clipboard itself, which may take its time and is asked on a thread of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Context, Event, Id, Ui};
use poll_promise::Promise;

use super::App;
use super::pending::take_ready_one;
use crate::domain::JobId;
use crate::engine::PictureSource;
use crate::ui::insert_at_caret;

impl App {
    /// Takes a pasted text of nothing but paths out of the way, and puts it back where no files were copied.
    pub(super) fn watch_pasted(&mut self, can_write: bool, ui: &Ui) {
        if let Some((pasted, files)) = take_ready_one(&mut self.pending.copied) {
            self.take_pasted(pasted, files, can_write, ui);
        } else if can_write && self.pending.copied.is_none() {
            let text = ui.input_mut(|input| {
                let events = &mut input.events;
                let is_paths =
                    |event: &Event| matches!(event, Event::Paste(text) if names_files(text));
                let idx = events.iter().position(is_paths)?;
                match events.remove(idx) {
                    Event::Paste(text) => Some(text),
                    _ => None,
                }
            });
            let pasted = text.map(|text| Pasted {
                text,
                id: self.state.draft.id,
                field: ui.memory(egui::Memory::focused),
            });
            self.pending.copied = pasted.map(|pasted| (pasted, self.ask_clipboard(ui.ctx())));
        }
    }

    /// Attaches the files to the draft that they were pasted into. A text goes into the field that it was pasted into;
    /// where that has lost the keyboard, into the text of the draft.
    fn take_pasted(&mut self, pasted: Pasted, files: Vec<PathBuf>, can_write: bool, ui: &Ui) {
        let Pasted { text, id, field } = pasted;
        if !files.is_empty() {
            for file in files {
                self.attach_from(id, PictureSource::File(file));
            }
        } else if can_write && ui.memory(egui::Memory::focused) == field {
            ui.input_mut(|input| input.events.push(Event::Paste(text)));
        } else if self.state.draft.id == id && self.state.sending.is_none() {
            insert_at_caret(ui.ctx(), &mut self.state.draft, &text);
        }
    }

    /// Asks which files were copied; none, if it is not files that were.
    fn ask_clipboard(&self, ctx: &Context) -> Promise<Vec<PathBuf>> {
        let (answer, promise) = Promise::new();
        let (copied, ctx) = (Arc::clone(&self.system.copied_files), ctx.clone());
        let asking = std::thread::Builder::new().name("clipboard".to_owned());
        let asked = asking.spawn(move || {
            answer.send(copied());
            ctx.request_repaint();
        });
        match asked {
            Ok(_thread) => promise,
            Err(err) => {
                tracing::warn!(%err, "the clipboard was not asked for files");
                Promise::from_ready(Vec::new())
            }
        }
    }
}

/// A text of paths that was pasted, and where.
pub(super) struct Pasted {
    text: String,
    id: JobId,
    /// What had the keyboard.
    field: Option<Id>,
}

/// Whether a text is what file managers write of copied files: paths from the root or `file://` addresses, one a line.
fn names_files(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.is_empty()).peekable();
    // How GNOME's used to begin.
    for heading in ["x-special/nautilus-clipboard", "copy"] {
        lines.next_if_eq(&heading);
    }
    let is_path = |line: &str| line.starts_with("file://") || Path::new(line).is_absolute();
    text.len() <= MAX_TEXT && lines.peek().is_some() && lines.all(is_path)
}

/// A longer text is one to be read, in bytes.
const MAX_TEXT: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_from_the_root_name_files() {
        let root = if cfg!(windows) { "C:\\" } else { "/" };
        for text in [
            format!("{root}home"),
            format!("{root}kite.png\n{root}a b/c.jpg\n"),
            "file:///home/ann/kite.png".to_owned(),
            "x-special/nautilus-clipboard\ncopy\nfile:///home/ann/kite.png\n".to_owned(),
        ] {
            assert!(names_files(&text), "{text:?}");
        }
        for text in [
            "",
            "\n",
            "copy",
            "kite.png",
            "https://example.com/kite.png",
            "/home/ann/kite.png\nLook at it",
            "Either\n/or",
        ] {
            assert!(!names_files(text), "{text:?}");
        }
        assert!(!names_files(&format!("/{}", "a".repeat(MAX_TEXT))));
    }
}

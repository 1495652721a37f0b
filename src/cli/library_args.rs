//! `sendoff history` and `sendoff drafts` as people type them.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::domain::{ExportFormat, JobId};

#[derive(Args, Debug)]
pub(super) struct History {
    /// Only posts with all of these words in the text, the author's name, the URN or the link
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub(super) search: Option<String>,
    /// Write them into this file instead; `-` is standard output
    #[arg(long, value_name = "FILE", allow_hyphen_values = true)]
    pub(super) export: Option<PathBuf>,
    /// The form of the file; if not given, its ending says it, and JSON is the default
    #[arg(long, value_enum, requires = "export")]
    pub(super) format: Option<FormatWord>,
    /// Replace the file if there is one
    #[arg(long, requires = "export")]
    pub(super) overwrite: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FormatWord {
    Json,
    Markdown,
}

impl From<FormatWord> for ExportFormat {
    fn from(word: FormatWord) -> Self {
        match word {
            FormatWord::Json => Self::Json,
            FormatWord::Markdown => Self::Markdown,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Drafts {
    /// List the drafts, the last changed first
    List {
        /// Only drafts with all of these words in the text, the author's name or the names of the files
        #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
        search: Option<String>,
    },
    /// Show one draft, whole
    Show {
        /// The draft
        #[arg(value_name = "ID")]
        id: JobId,
    },
    /// Make a draft of a text: Markdown or plain, with front matter or without
    Import {
        /// The text; `-` is standard input
        file: PathBuf,
    },
    /// Write a draft as Markdown with front matter
    Export {
        /// The draft
        #[arg(value_name = "ID")]
        id: JobId,
        /// Where to; `-` is standard output
        file: PathBuf,
        /// Replace the file if there is one
        #[arg(long)]
        overwrite: bool,
    },
}

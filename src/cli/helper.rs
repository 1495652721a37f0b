//! The commands that Sendoff calls itself, so that what happens in them happens in a process of its own. No help lists
//! them. Never here: the profile.

use std::io::{self, Read as _, Write as _};

use clap::{Subcommand, ValueEnum};

use super::output::{Exit, Output};
use crate::app::open_page;
use crate::media::{DrawnPage, MAX_DRAWN_BYTES, NoPreview, PageSize, draw_page};

#[derive(Debug, Subcommand)]
pub(super) enum Helper {
    /// Show a page in the browser, which then inherits nothing
    #[command(hide = true)]
    OpenPage {
        /// The address
        address: String,
    },
    /// Draw a page of the PDF on standard input, within little memory
    #[command(hide = true)]
    DrawPage {
        /// Counted from 0
        page: u32,
        #[arg(value_enum)]
        size: SizeWord,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum SizeWord {
    Row,
    Card,
}

impl From<SizeWord> for PageSize {
    fn from(word: SizeWord) -> Self {
        match word {
            SizeWord::Row => Self::Row,
            SizeWord::Card => Self::Card,
        }
    }
}

impl Helper {
    /// Does it.
    pub(super) fn run(&self, output: Output) -> Exit {
        match self {
            Self::OpenPage { address } => match open_page(address) {
                Ok(()) => Exit::Done,
                Err(err) => output.unchanged("system", &err),
            },
            Self::DrawPage { page, size } => {
                bound_memory();
                match drawn(*page, (*size).into()).map(|page| send(&page)) {
                    Ok(Ok(())) => Exit::Done,
                    Ok(Err(_)) | Err(NoPreview) => Exit::Refused,
                }
            }
        }
    }
}

fn drawn(page: u32, size: PageSize) -> Result<DrawnPage, NoPreview> {
    let mut bytes = Vec::new();
    // One byte more shows that it is too large.
    let mut pdf = io::stdin().lock().take(MAX_DRAWN_BYTES + 1);
    let read = pdf.read_to_end(&mut bytes);
    read.map_err(|_cut_off| NoPreview)?;
    draw_page(bytes, page, size)
}

fn send(page: &DrawnPage) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(&page.to_bytes())?;
    out.flush()
}

/// From here on this process gets no more memory than drawing takes: what asks for more ends it. Where the system knows
/// no such bound, whoever started it ends it when it takes too long.
fn bound_memory() {
    #[cfg(all(unix, not(target_os = "openbsd")))]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let most = Rlimit {
            current: Some(MOST_MEMORY),
            maximum: Some(MOST_MEMORY),
        };
        setrlimit(Resource::As, most).ok();
    }
}

/// All addresses of a process that draws, in bytes. The program itself takes about 90 MB before it reads anything.
#[cfg(all(unix, not(target_os = "openbsd")))]
const MOST_MEMORY: u64 = 768 * 1024 * 1024;

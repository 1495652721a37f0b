//! Small pictures of the pages of a document that is attached, each drawn by a process of its own.
//!
//! A PDF may come from anywhere, so whoever looks into it may hang, take all memory or lie. It is this program again, with
//! nothing but the open file and a pipe for its answer: no environment, no profile. It is killed when it takes too long,
//! and its answer is checked. Never here: how a page is drawn (`media`), how the process bounds itself (`cli`).

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use poll_promise::Sender;
use tokio::io::AsyncReadExt as _;
use tokio::process::Command;
use tokio::time::timeout;

use super::context::Context;
use super::light_tables::Visitor;
use crate::domain::{Attachment, JobId};
use crate::media::{DrawnPage, MAX_DRAWN_BYTES, NoPreview, PageSize};

/// A page of an attached PDF that is to be drawn.
pub struct PageWish {
    /// The draft or job.
    pub id: JobId,
    /// The PDF.
    pub document: Attachment,
    /// Counted from 0.
    pub page: u32,
    /// How large.
    pub size: PageSize,
}

/// Who draws pages: a program that is started anew for each.
#[derive(Clone, Debug)]
pub struct PageDrawer {
    program: PathBuf,
    patience: Duration,
}

impl PageDrawer {
    /// This very program. Where it cannot be found, no page is drawn.
    pub fn this_program() -> Self {
        Self::new(std::env::current_exe().unwrap_or_default())
    }

    /// A program that takes `draw-page PAGE SIZE` as Sendoff does; it is killed after ten seconds.
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            patience: PATIENCE,
        }
    }

    /// The same, killed after this long.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Has a page drawn. Dropping the future kills whoever draws it.
    async fn draw(&self, pdf: File, page: u32, size: PageSize) -> Result<DrawnPage, NoPreview> {
        let answered = match timeout(self.patience, self.answer(pdf, page, size)).await {
            Ok(answered) => answered,
            Err(_elapsed) => Err(io::ErrorKind::TimedOut.into()),
        };
        let bytes = answered.map_err(|err| {
            tracing::debug!(%err, "a page of a document was not drawn");
            NoPreview
        })?;
        DrawnPage::parse(&bytes, page, size).ok_or(NoPreview)
    }

    /// What is answered: all of it, by somebody who then ends in order.
    async fn answer(&self, pdf: File, page: u32, size: PageSize) -> io::Result<Vec<u8>> {
        let mut drawer = Command::new(&self.program);
        drawer
            .args(["draw-page", &page.to_string(), word(size)])
            .env_clear()
            .stdin(pdf)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true);
        #[cfg(windows)]
        {
            drawer.creation_flags(CREATE_NO_WINDOW);
            // Windows finds parts of itself by it.
            if let Some(root) = std::env::var_os("SystemRoot") {
                drawer.env("SystemRoot", root);
            }
        }
        let mut drawer = drawer.spawn()?;
        let pipe = drawer.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let most = DrawnPage::most_bytes(size);
        let mut bytes = Vec::new();
        // One byte more shows that there are too many.
        pipe.take(most as u64 + 1).read_to_end(&mut bytes).await?;
        if bytes.len() > most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let status = drawer.wait().await?;
        if status.success() {
            Ok(bytes)
        } else {
            Err(io::Error::other(status.to_string()))
        }
    }
}

/// What a size is called on the command line.
fn word(size: PageSize) -> &'static str {
    match size {
        PageSize::Row => "row",
        PageSize::Card => "card",
    }
}

/// Has a page drawn, as soon as there is room to look into its document, and answers.
pub(super) fn begin(
    context: &Arc<Context>,
    visitor: Visitor,
    wish: PageWish,
    answer: Sender<Result<DrawnPage, NoPreview>>,
) {
    let context = Arc::clone(context);
    tokio::spawn(async move {
        let _table = visitor.table().await;
        let worker = Arc::clone(&context);
        let drawn = tokio::spawn(async move { drawn(&worker, &wish).await }).await;
        answer.send(drawn.unwrap_or(Err(NoPreview)));
        context.voice.wake();
    });
}

async fn drawn(context: &Context, wish: &PageWish) -> Result<DrawnPage, NoPreview> {
    // One that is too large is not even opened.
    if wish.document.byte_count > MAX_DRAWN_BYTES {
        return Err(NoPreview);
    }
    let (id, file) = (wish.id, wish.document.file.clone());
    let opened = context.on_disk(move |store| {
        File::open(store.paths().draft_media(id, &file))
            .or_else(|_not_there| File::open(store.job_media_path(id, &file)))
    });
    let pdf = opened.await.map_err(|err| {
        tracing::debug!(%err, "the pages of a document could not be read");
        NoPreview
    })?;
    context.drawer.draw(pdf, wish.page, wish.size).await
}

/// No console window appears (`winbase.h`).
#[cfg(windows)]
const CREATE_NO_WINDOW: u32 = 0x0800_0000;
/// How long drawing a page may take.
const PATIENCE: Duration = Duration::from_secs(10);

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::io::Read as _;
    use std::os::fd::OwnedFd;
    use std::path::Path;

    use super::*;

    /// A program that does this. It is written by another process: one that this process has open for writing could
    /// not be started while a test beside this one starts something.
    fn program(folder: &Path, script: &str) -> PathBuf {
        let path = folder.join("drawer");
        let written = std::process::Command::new("sh")
            .args([
                "-c",
                r#"printf '#!/bin/sh\n%s\n' "$1" > "$0" && chmod 700 "$0""#,
            ])
            .arg(&path)
            .arg(script)
            .status()
            .unwrap();
        assert!(written.success());
        path
    }

    fn no_pdf() -> File {
        File::open("/dev/null").unwrap()
    }

    /// What comes of asking a program that does this for the first page.
    async fn drawn_by(script: &str) -> Result<DrawnPage, NoPreview> {
        let folder = tempfile::tempdir().unwrap();
        let drawer = PageDrawer::new(program(folder.path(), script));
        drawer.draw(no_pdf(), 0, PageSize::Row).await
    }

    /// One page, one pixel.
    const TRUTH: &str = r"printf '\1\0\0\0\1\0\0\0\1\0\0\0\7\7\7\377'";

    #[tokio::test]
    async fn an_answer_is_believed_only_if_it_is_whole_true_and_ends_in_order() {
        let drawn = drawn_by(TRUTH).await.unwrap();
        assert_eq!(drawn.picture.unwrap().rgba, [7, 7, 7, 255]);
        for lie in [
            "true",
            "echo no preview",
            "exec yes",
            "exec cat /dev/zero",
            &format!("{TRUTH}; echo"),
            &format!("{TRUTH}; exit 5"),
            &format!("{TRUTH}; kill -KILL $$"),
            r"printf '\1\0\0\0\1\0\0\0\2\0\0\0\7\7\7\377'",
            r"printf '\0\0\0\0\1\0\0\0\1\0\0\0\7\7\7\377'",
        ] {
            assert_eq!(drawn_by(lie).await, Err(NoPreview), "{lie}");
        }
    }

    #[tokio::test]
    async fn a_program_that_is_not_there_draws_nothing() {
        for program in ["", "/not/there"] {
            let drawer = PageDrawer::new(program.into());
            let drawn = drawer.draw(no_pdf(), 0, PageSize::Card).await;
            assert_eq!(drawn, Err(NoPreview));
        }
    }

    #[tokio::test]
    async fn whoever_draws_gets_the_file_and_its_orders_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        std::fs::write(&path, "7").unwrap();
        // The shell itself sets the last three.
        let script = r#"[ "$* $(cat)" = 'draw-page 3 card 7' ] || exit 1
            [ -z "$(env | grep -v -e ^PWD= -e ^SHLVL= -e ^_=)" ] || exit 1
            printf '\4\0\0\0\0\0\0\0\0\0\0\0'"#;
        let drawer = PageDrawer::new(program(folder.path(), script));
        let pdf = File::open(path).unwrap();
        let drawn = drawer.draw(pdf, 3, PageSize::Card).await.unwrap();
        assert_eq!((drawn.count, drawn.picture), (4, None));
    }

    #[tokio::test]
    async fn whoever_never_answers_is_killed_when_patience_ends() {
        let folder = tempfile::tempdir().unwrap();
        for script in [
            "exec sleep 600",
            "exec >&-; exec sleep 600",
            "exec cat /dev/zero >&2",
        ] {
            let drawer = PageDrawer::new(program(folder.path(), script))
                .with_patience(Duration::from_millis(200));
            // Held open by nobody but the program: it ends with it.
            let (mut reader, writer) = io::pipe().unwrap();
            let pdf = File::from(OwnedFd::from(writer));
            let drawn = drawer.draw(pdf, 0, PageSize::Row).await;
            assert_eq!(drawn, Err(NoPreview), "{script}");
            let ended = tokio::task::spawn_blocking(move || reader.read(&mut [0]));
            assert_eq!(ended.await.unwrap().unwrap(), 0, "{script}");
        }
    }
}

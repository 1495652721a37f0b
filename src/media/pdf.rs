//! What a PDF says of itself: how many pages it has, and its title. No page is drawn (`pages`).
//!
//! What cannot be read here may still be read by LinkedIn, so it is no reason to refuse a file that has an end and
//! at least names a page.

use std::io::Read as _;
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use hayro_syntax::Pdf;

use super::document::{damaged, position};
use super::limits::{MAX_DOCUMENT_BYTES, MAX_DOCUMENT_PAGES};
use super::office::{DocumentFacts, one_line};
use super::{MediaError, file};

/// Reads the PDF at `path`; one that tells nothing has no pages and no title. Takes its size in memory.
///
/// # Errors
/// [`MediaError`] where the file cannot be read, breaks off, has no page or more than [`MAX_DOCUMENT_PAGES`].
pub(super) fn read_pdf(path: &Path) -> Result<DocumentFacts, MediaError> {
    let mut bytes = Vec::new();
    file::open(path)?
        .take(MAX_DOCUMENT_BYTES)
        .read_to_end(&mut bytes)?;
    let bytes = Arc::new(bytes);
    let facts = aside(PATIENCE, {
        let bytes = Arc::clone(&bytes);
        move || facts_of(bytes)
    })
    .unwrap_or_default();
    match facts.pages {
        Some(pages) if pages as usize > MAX_DOCUMENT_PAGES => {
            Err(MediaError::TooManyPages { pages })
        }
        None | Some(0) => has_pages_and_an_end(&bytes).map(|()| facts),
        Some(_) => Ok(facts),
    }
}

/// Refuses what no program can find a page in, by the words that stand unpacked and unlocked in every PDF: the mark of
/// its end, and the type of a page or of the packed objects among which pages may be (ISO 32000-1, 7.5.5 and 7.5.7).
fn has_pages_and_an_end(bytes: &[u8]) -> Result<(), MediaError> {
    let has = |word: &[u8]| position(bytes, word).is_some();
    if !has(b"%%EOF") {
        return Err(damaged("a PDF without its end"));
    }
    // `/Pages` is a list of them, which may be empty.
    let page = b"/Page";
    let has_page = bytes.windows(page.len() + 1).any(|at| {
        let is_longer = at[page.len()].is_ascii_alphanumeric();
        at.starts_with(page) && !is_longer
    });
    if !has_page && !has(b"/ObjStm") {
        return Err(damaged("a PDF without a page"));
    }
    Ok(())
}

/// Reads a whole PDF; `None` where it is locked or too damaged for that.
fn facts_of(bytes: Arc<Vec<u8>>) -> Option<DocumentFacts> {
    let pdf = Pdf::new(bytes).ok()?;
    let title = pdf.metadata().title.as_deref().map(text);
    Some(DocumentFacts {
        pages: u32::try_from(pdf.pages().len()).ok(),
        title: title.as_deref().map(one_line).unwrap_or_default(),
    })
}

/// Does something with a file that may be hostile on a thread of its own: what breaks down or takes too long tells
/// nothing.
pub(super) fn aside<R: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> Option<R> + Send + 'static,
) -> Option<R> {
    // One answer, for which there is room, so nobody who works too long has to wait for a listener.
    let (answer, answered) = mpsc::sync_channel(1);
    // One that takes too long works on until it is done; nobody listens to it any more.
    let thread = thread::Builder::new()
        .name("pdf".to_owned())
        .stack_size(STACK);
    thread.spawn(move || answer.send(work())).ok()?;
    answered.recv_timeout(patience).ok().flatten()
}

/// A text string: UTF-16 or UTF-8 by its mark, else of the letters of a PDF (ISO 32000-2, 7.9.2.2).
fn text(bytes: &[u8]) -> String {
    if let Some(units) = bytes.strip_prefix(b"\xFE\xFF") {
        let pairs = units.chunks_exact(2);
        let units: Vec<u16> = pairs
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
            .collect();
        return String::from_utf16_lossy(&units);
    }
    if let Some(utf8) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return String::from_utf8_lossy(utf8).into_owned();
    }
    bytes.iter().map(|&byte| letter(byte)).collect()
}

/// A letter of a PDF (ISO 32000-1, annex D.2): as in Latin-1, but for a few.
fn letter(byte: u8) -> char {
    match byte {
        0x80..=0x9E => LETTERS
            .chars()
            .nth(usize::from(byte - 0x80))
            .unwrap_or(char::REPLACEMENT_CHARACTER),
        0xA0 => '€',
        byte => char::from(byte),
    }
}

/// How long a PDF may take to tell about itself.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// Room for what is nested deeply, in bytes.
const STACK: usize = 64 * 1024 * 1024;
/// The letters from 0x80 on.
const LETTERS: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž";

#[cfg(test)]
mod tests {
    use pdf_writer::{Name, Rect, Ref, Str};

    use super::*;

    /// A PDF of so many empty pages.
    fn pdf(pages: i32, title: &[u8]) -> Vec<u8> {
        let (catalog, tree, info) = (Ref::new(1), Ref::new(2), Ref::new(3));
        let page = |number: i32| Ref::new(4 + number);
        let mut pdf = pdf_writer::Pdf::new();
        pdf.catalog(catalog).pages(tree);
        pdf.pages(tree).kids((0..pages).map(page)).count(pages);
        for number in 0..pages {
            let size = Rect::new(0.0, 0.0, 30.0, 40.0);
            pdf.page(page(number)).parent(tree).media_box(size);
        }
        pdf.document_info(info).pair(Name(b"Title"), Str(title));
        pdf.finish()
    }

    fn facts(pages: i32, title: &[u8]) -> DocumentFacts {
        facts_of(Arc::new(pdf(pages, title))).unwrap()
    }

    #[test]
    fn pages_are_counted() {
        for pages in [1, 2, 301] {
            let counted = facts(pages, b"").pages.unwrap();
            assert_eq!(i32::try_from(counted), Ok(pages));
        }
    }

    #[test]
    fn too_many_pages_and_none_at_all_are_refused_and_what_tells_nothing_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        let read = |bytes: Vec<u8>| {
            std::fs::write(&path, bytes).unwrap();
            read_pdf(&path)
        };
        assert_eq!(read(pdf(300, b"Tea")).unwrap().pages, Some(300));
        let refused = read(pdf(301, b"Tea")).unwrap_err();
        assert!(matches!(refused, MediaError::TooManyPages { pages: 301 }));
        for odd in ["<< /Type /Page >>\n%%EOF\n", "<< /Type /ObjStm >>\n%%EOF"] {
            let facts = read(format!("%PDF-1.7\n{odd}").into_bytes()).unwrap();
            assert_eq!(facts, DocumentFacts::default());
        }
        let whole = pdf(1, b"Tea");
        for broken in [
            b"%PDF-1.7\n".to_vec(),
            b"%PDF-1.7\n%%EOF\n".to_vec(),
            b"%PDF-1.7\n<< /Type /Page >>\n".to_vec(),
            whole[..40].to_vec(),
            pdf(0, b"Tea"),
        ] {
            let refused = read(broken).unwrap_err();
            assert!(matches!(refused, MediaError::DamagedDocument(_)));
        }
    }

    #[test]
    fn a_title_is_read_in_each_of_its_spellings() {
        let title = |bytes: &[u8]| facts(1, bytes).title;
        assert_eq!(title(b"Tea in figures"), "Tea in figures");
        assert_eq!(title(b"\x8DTea\x8E \xA05 \x97 caf\xE9"), "“Tea” €5 Š café");
        assert_eq!(title(b"\xFE\xFF\x00T\x6C\x34"), "T水");
        assert_eq!(title("\u{feff}Thé\tvert \n".as_bytes()), "Thé vert");
        assert_eq!(title(b" \r\n"), "");
    }

    #[test]
    fn what_breaks_down_or_takes_too_long_tells_nothing() {
        let moment = Duration::from_millis(20);
        assert_eq!(aside(PATIENCE, || Some(7)), Some(7));
        let broken = aside(PATIENCE, || -> Option<u8> { panic!("a hostile file") });
        assert_eq!(broken, None);
        let (_kept, never) = mpsc::sync_channel::<u8>(1);
        assert_eq!(aside(moment, move || never.recv().ok()), None);
    }

    #[test]
    fn what_is_no_pdf_or_breaks_off_tells_nothing_and_does_no_harm() {
        assert_eq!(facts_of(Arc::new(b"%PDF-1.7 and no more".to_vec())), None);
        let whole = pdf(3, b"Tea");
        for len in (0..whole.len()).step_by(7) {
            facts_of(Arc::new(whole[..len].to_vec()));
        }
    }
}

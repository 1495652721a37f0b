//! What kind of document a file is: PDF, Word or `PowerPoint`, old or new.
//!
//! Told by the content, as much of it as that takes: a PDF by its heading, a new office document by the
//! names in its ZIP directory, an old one by the names in its OLE directory. Nothing is unpacked and no
//! page is looked at; what a document says of itself is read in `office.rs`. Every look is bounded, whatever the file claims.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::limits::MAX_DOCUMENT_BYTES;
use super::{FileKind, MediaError, file, zip};
use crate::domain::DocumentFormat;

/// A document that LinkedIn takes. It is sent as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is by its content.
    pub format: DocumentFormat,
    /// Its length, at most 100 MB.
    pub byte_count: u64,
    /// It is locked in some way; LinkedIn may not be able to show it, so the person is warned.
    pub is_encrypted: bool,
}

/// Opens the file at `path` and looks into it; gives both, so that what is sent is what was looked at.
pub fn open_document(path: &Path) -> Result<(File, Document), MediaError> {
    let mut file = file::open(path)?;
    let document = inspect_document(&mut file)?;
    Ok((file, document))
}

/// Looks into a document, wherever its directory is.
pub fn inspect_document(file: &mut (impl Read + Seek)) -> Result<Document, MediaError> {
    let byte_count = file.seek(SeekFrom::End(0))?;
    if byte_count == 0 {
        return Err(MediaError::Empty);
    }
    if byte_count > MAX_DOCUMENT_BYTES {
        return Err(MediaError::DocumentTooLarge);
    }
    let opening = file::opening(file)?;
    let mut is_encrypted = false;
    let kind = if opening.starts_with(OLE_SIGNATURE) {
        kind_of_ole(file, &opening)?
    } else {
        match FileKind::of(&opening) {
            FileKind::Pdf => {
                is_encrypted = is_pdf_encrypted(file, byte_count)?;
                DocumentFormat::Pdf
            }
            FileKind::Archive => kind_of_zip(file, byte_count)?,
            other => return Err(MediaError::NotADocument(other)),
        }
    };
    Ok(Document {
        format: kind,
        byte_count,
        is_encrypted,
    })
}

/// Whether a PDF names a lock where its cross-reference table is, or near its end (ISO 32000-1, 7.5.5 and 7.5.8).
fn is_pdf_encrypted(file: &mut (impl Read + Seek), len: u64) -> Result<bool, MediaError> {
    let tail = stretch(file, len.saturating_sub(PDF_TAIL), PDF_TAIL)?;
    let has_lock = |bytes: &[u8]| position(bytes, b"/Encrypt").is_some();
    if has_lock(&tail) {
        return Ok(true);
    }
    let table = last_position(&tail, b"startxref").and_then(|at| {
        let number = tail[at + b"startxref".len()..].trim_ascii_start();
        let digits = number
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        std::str::from_utf8(&number[..digits]).ok()?.parse().ok()
    });
    match table {
        Some(at) if at < len => Ok(has_lock(&stretch(file, at, PDF_TABLE)?)),
        _ => Ok(false),
    }
}

/// Tells Word from `PowerPoint` by the names in the directory of a ZIP.
fn kind_of_zip(file: &mut (impl Read + Seek), len: u64) -> Result<DocumentFormat, MediaError> {
    let directory = zip::directory(file, len)?;
    let (mut has_types, mut kind) = (false, None);
    for entry in zip::entries(&directory) {
        match entry.name {
            b"[Content_Types].xml" => has_types = true,
            b"word/document.xml" => kind = Some(DocumentFormat::Docx),
            b"ppt/presentation.xml" => kind = Some(DocumentFormat::Pptx),
            _ => {}
        }
    }
    kind.filter(|_| has_types)
        .ok_or(MediaError::NotADocument(FileKind::Archive))
}

/// Tells Word from `PowerPoint` by the names of the streams in an OLE file (MS-CFB, 2.2, 2.3 and 2.6).
///
/// Follows the directory from sector to sector by the table whose first part is named in the header; that part
/// covers some seven megabytes, and programs write the directory early.
fn kind_of_ole(file: &mut (impl Read + Seek), header: &[u8]) -> Result<DocumentFormat, MediaError> {
    let shift = u16_at(header, 30).filter(|shift| matches!(shift, 9 | 12));
    let sector_len = 1_u64 << shift.ok_or_else(|| damaged("sectors of an odd length"))?;
    let place_of = |sector: u32| (u64::from(sector) + 1) * sector_len;
    let mut sector = u32_at(header, 48).ok_or_else(|| damaged("a header that breaks off"))?;
    for _ in 0..MAX_OLE_SECTORS {
        let names = stretch(file, place_of(sector), sector_len)?;
        for entry in names.chunks_exact(OLE_ENTRY) {
            let name: Vec<u8> = entry[..64]
                .iter()
                .copied()
                .step_by(2)
                .take_while(|&letter| letter != 0)
                .collect();
            match &name[..] {
                b"WordDocument" => return Ok(DocumentFormat::Doc),
                b"PowerPoint Document" => return Ok(DocumentFormat::Ppt),
                _ => {}
            }
        }
        let per_table = u32::try_from(sector_len / 4).unwrap_or(1);
        let table = usize::try_from(sector / per_table)
            .ok()
            .filter(|&table| table < OLE_TABLES);
        let next = table
            .and_then(|table| u32_at(header, 76 + 4 * table))
            .map(place_of);
        let Some(at) = next.map(|table| table + u64::from(sector % per_table) * 4) else {
            break;
        };
        match u32_at(&stretch(file, at, 4)?, 0) {
            Some(next) if next < OLE_LAST => sector = next,
            _ => break,
        }
    }
    Err(MediaError::UnknownDocument)
}

/// Reads up to `len` bytes from a place; fewer if the file is over before.
pub(super) fn stretch(
    file: &mut (impl Read + Seek),
    at: u64,
    len: u64,
) -> Result<Vec<u8>, MediaError> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(at))?;
    file.take(len).read_to_end(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn position(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|at| at == word)
}

pub(super) fn last_position(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|at| at == word)
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Damage found by ourselves; `what` is for the log.
pub(super) fn damaged(what: &'static str) -> MediaError {
    MediaError::DamagedDocument(what.into())
}

/// How much of the end of a PDF is searched, and how much from where it says that its table is.
const PDF_TAIL: u64 = 64 * 1024;
const PDF_TABLE: u64 = 1024 * 1024;

const OLE_SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const OLE_ENTRY: usize = 128;
/// Tables that are named in the header itself.
const OLE_TABLES: usize = 109;
/// From here on numbers of sectors mean something else, such as the end of a chain.
const OLE_LAST: u32 = 0xFFFF_FFFA;
const MAX_OLE_SECTORS: u32 = 64;

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    fn inspect(bytes: &[u8]) -> Result<Document, MediaError> {
        inspect_document(&mut Cursor::new(bytes))
    }

    #[track_caller]
    fn check(bytes: &[u8], kind: DocumentFormat) {
        let document = inspect(bytes).unwrap();
        assert_eq!((document.format, document.is_encrypted), (kind, false));
        assert_eq!(document.byte_count, bytes.len() as u64);
    }

    #[track_caller]
    fn check_not(bytes: &[u8], kind: FileKind) {
        let refused = inspect(bytes);
        assert!(
            matches!(refused, Err(MediaError::NotADocument(found)) if found == kind),
            "{refused:?}"
        );
    }

    fn pdf(trailer: &str) -> Vec<u8> {
        let body = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n";
        let table = body.len();
        format!("{body}xref\n0 1\ntrailer\n<< /Root 1 0 R {trailer}>>\nstartxref\n{table}\n%%EOF\n")
            .into()
    }

    /// A ZIP with empty files of these names.
    fn zip(names: &[&str]) -> Vec<u8> {
        let (mut files, mut directory) = (Vec::new(), Vec::new());
        for name in names {
            let len = u16::try_from(name.len()).unwrap().to_le_bytes();
            directory.extend(
                [
                    &b"PK\x01\x02"[..],
                    &[0; 24],
                    &len,
                    &[0; 16],
                    name.as_bytes(),
                ]
                .concat(),
            );
            files.extend([&b"PK\x03\x04"[..], &[0; 22], &len, &[0; 2], name.as_bytes()].concat());
        }
        let number = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
        let end = [
            &b"PK\x05\x06"[..],
            &[0; 8],
            &number(directory.len()),
            &number(files.len()),
            &[0; 2],
        ];
        let end = end.concat();
        [files, directory, end].concat()
    }

    /// An OLE file whose directory takes as many sectors as there are names.
    fn ole(names: &[&str]) -> Vec<u8> {
        let mut file = vec![0; 512];
        file[..8].copy_from_slice(OLE_SIGNATURE);
        file[30] = 9;
        // The directory begins in sector 1, the table is sector 0.
        file[48] = 1;
        let mut table = vec![0xFF; 512];
        for idx in 1..names.len() {
            let next = u32::try_from(idx + 1).unwrap().to_le_bytes();
            table[4 * idx..4 * idx + 4].copy_from_slice(&next);
        }
        table[4 * names.len()..4 * names.len() + 4].copy_from_slice(&0xFFFF_FFFE_u32.to_le_bytes());
        file.extend(table);
        for name in names {
            let mut sector = vec![0; 512];
            for (idx, unit) in name.encode_utf16().enumerate() {
                sector[128 + 2 * idx..130 + 2 * idx].copy_from_slice(&unit.to_le_bytes());
            }
            file.extend(sector);
        }
        file
    }

    #[test]
    fn a_document_is_known_by_its_content() {
        check(&pdf(""), DocumentFormat::Pdf);
        check(
            &zip(&["[Content_Types].xml", "word/document.xml"]),
            DocumentFormat::Docx,
        );
        check(
            &zip(&["ppt/presentation.xml", "a.png", "[Content_Types].xml"]),
            DocumentFormat::Pptx,
        );
        check(
            &ole(&["Root Entry", "1Table", "WordDocument"]),
            DocumentFormat::Doc,
        );
        check(&ole(&["PowerPoint Document"]), DocumentFormat::Ppt);
    }

    #[test]
    fn a_pdf_may_begin_within_the_first_kilobyte_and_no_later() {
        let after = |len| [vec![b'\n'; len], pdf("")].concat();
        check(&after(1_019), DocumentFormat::Pdf);
        check_not(&after(1_020), FileKind::Text);
        check_not(&after(2_000), FileKind::Text);
    }

    #[test]
    fn a_locked_pdf_is_known_by_its_trailer() {
        assert!(inspect(&pdf("/Encrypt 9 0 R ")).unwrap().is_encrypted);
        assert!(!inspect(&pdf("/Info (Encrypt) ")).unwrap().is_encrypted);
    }

    #[test]
    fn a_locked_pdf_is_known_by_a_table_far_from_its_end() {
        let len = usize::try_from(PDF_TAIL).unwrap();
        let body = "%PDF-1.7\n7 0 obj\n<< /Type /XRef /Encrypt 9 0 R >>\nendobj\n";
        let far = format!("{body}{}startxref\n9\n%%EOF", " ".repeat(len));
        assert!(inspect(far.as_bytes()).unwrap().is_encrypted);
        let elsewhere = far.replace("startxref\n9", "startxref\n99999999999999999999");
        assert!(!inspect(elsewhere.as_bytes()).unwrap().is_encrypted);
    }

    #[test]
    fn a_document_of_a_hundred_megabytes_is_taken_and_of_one_byte_more_refused() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("report.pdf");
        std::fs::write(&path, pdf("")).unwrap();
        let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
        file.set_len(MAX_DOCUMENT_BYTES).unwrap();
        let (_, document) = open_document(&path).unwrap();
        assert_eq!(document.byte_count, 100_000_000);
        file.set_len(MAX_DOCUMENT_BYTES + 1).unwrap();
        assert!(matches!(
            open_document(&path),
            Err(MediaError::DocumentTooLarge)
        ));
    }

    #[test]
    fn what_is_no_document_is_refused_by_its_content() {
        check_not(b"\xFF\xD8\xFF\xE0 %PDF-1.7", FileKind::Jpeg);
        check_not(b"<!doctype html>", FileKind::WebPage);
        check_not(
            &zip(&["[Content_Types].xml", "xl/workbook.xml"]),
            FileKind::Archive,
        );
        check_not(&zip(&["word/document.xml"]), FileKind::Archive);
        assert!(matches!(inspect(b""), Err(MediaError::Empty)));
    }

    #[test]
    fn an_office_document_with_a_password_is_refused() {
        let refused = inspect(&ole(&["Root Entry", "EncryptedPackage"]));
        assert!(matches!(refused, Err(MediaError::UnknownDocument)));
    }

    #[test]
    fn a_document_that_breaks_off_is_refused() {
        let whole = zip(&["[Content_Types].xml", "word/document.xml"]);
        for len in 4..whole.len() - 2 {
            assert!(inspect(&whole[..len]).is_err(), "{len}");
        }
        let whole = ole(&["Root Entry", "WordDocument"]);
        for len in 8..1_536 {
            assert!(inspect(&whole[..len]).is_err(), "{len}");
        }
    }

    #[test]
    fn a_directory_that_leads_in_circles_ends() {
        let mut circle = ole(&["Root Entry", "1Table"]);
        circle[512 + 8] = 1;
        circle[512 + 9..512 + 12].fill(0);
        assert!(matches!(inspect(&circle), Err(MediaError::UnknownDocument)));
    }

    proptest! {
        #[test]
        fn an_altered_document_never_makes_it_fail(
            which in 0..4_usize,
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        ) {
            let names = ["[Content_Types].xml", "word/document.xml"];
            let mut bytes = match which {
                0 => pdf("/Encrypt 9 0 R "),
                1 => zip(&names),
                2 => ole(&["Root Entry", "WordDocument"]),
                _ => b"PK\x05\x06%PDF-startxref".to_vec(),
            };
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if let Ok(document) = inspect(&bytes) {
                prop_assert_eq!(document.byte_count, bytes.len() as u64);
            }
        }
    }
}

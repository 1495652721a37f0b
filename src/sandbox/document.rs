//! What an uploaded document really is, as far as its outline tells. Draws no page; keeps nothing.

/// Whether LinkedIn can make pages of the bytes (`LRN:…/shares/documents-api`: PDF, PPT, PPTX, DOC, DOCX; at most 100 MB
/// and 300 pages). Returns the media type.
pub(super) fn inspect(bytes: &[u8]) -> Option<&'static str> {
    if bytes.len() > BYTE_LIMIT {
        return None;
    }
    if bytes.starts_with(b"%PDF-") {
        return pdf(bytes);
    }
    let has = |words: &[u8]| find(bytes, words).is_some();
    if bytes.starts_with(b"PK\x03\x04") && has(b"PK\x05\x06") && has(b"[Content_Types].xml") {
        return match (has(b"word/document.xml"), has(b"ppt/presentation.xml")) {
            (true, _) => {
                Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
            }
            (_, true) => {
                Some("application/vnd.openxmlformats-officedocument.presentationml.presentation")
            }
            _ => None,
        };
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return match (
            has(&wide("WordDocument")),
            has(&wide("PowerPoint Document")),
        ) {
            (true, _) => Some("application/msword"),
            (_, true) => Some("application/vnd.ms-powerpoint"),
            _ => None,
        };
    }
    None
}

/// Pages are counted where they stand open; a PDF may also pack them.
fn pdf(bytes: &[u8]) -> Option<&'static str> {
    let end = bytes.len().saturating_sub(1024);
    find(&bytes[end..], b"%%EOF")?;
    let pages = open_pages(bytes);
    let is_packed = find(bytes, b"/ObjStm").is_some();
    (pages <= PAGE_LIMIT && (pages > 0 || is_packed)).then_some("application/pdf")
}

fn open_pages(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    let mut count = 0;
    while let Some(at) = find(rest, b"/Type") {
        rest = rest[at + b"/Type".len()..].trim_ascii_start();
        let is_page = rest.strip_prefix(b"/Page").is_some_and(|after| {
            // Not `/Pages`.
            after
                .first()
                .is_none_or(|byte| !byte.is_ascii_alphanumeric())
        });
        count += usize::from(is_page);
    }
    count
}

fn find(bytes: &[u8], words: &[u8]) -> Option<usize> {
    bytes.windows(words.len()).position(|part| part == words)
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

const BYTE_LIMIT: usize = 100_000_000;
const PAGE_LIMIT: usize = 300;

#[cfg(test)]
mod tests {
    use super::*;

    fn pdf_of(pages: usize) -> Vec<u8> {
        let page = "<< /Type /Page >>\n".repeat(pages);
        format!("%PDF-1.4\n<</Type/Pages/Count {pages}>>\n{page}%%EOF\n").into_bytes()
    }

    #[test]
    fn a_pdf_of_one_to_three_hundred_pages_is_a_document() {
        assert_eq!(inspect(&pdf_of(1)), Some("application/pdf"));
        assert_eq!(inspect(&pdf_of(300)), Some("application/pdf"));
        assert_eq!(inspect(&pdf_of(301)), None);
        assert_eq!(inspect(&pdf_of(0)), None);
        assert_eq!(inspect(b"%PDF-1.5 /ObjStm %%EOF"), Some("application/pdf"));
        assert_eq!(inspect(b"%PDF-1.4 << /Type /Page >>"), None);
    }

    #[test]
    fn office_files_are_told_by_what_is_in_them() {
        let zip =
            |name: &str| format!("PK\x03\x04[Content_Types].xml {name} PK\x05\x06").into_bytes();
        assert!(inspect(&zip("word/document.xml")).is_some());
        assert!(inspect(&zip("ppt/presentation.xml")).is_some());
        assert_eq!(inspect(&zip("xl/workbook.xml")), None);
        let ole = |name: &str| [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &wide(name)].concat();
        assert_eq!(inspect(&ole("WordDocument")), Some("application/msword"));
        assert_eq!(inspect(&ole("Workbook")), None);
        assert_eq!(inspect(b"\x89PNG\r\n\x1a\n"), None);
        assert_eq!(inspect(b""), None);
    }
}

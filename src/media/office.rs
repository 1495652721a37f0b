//! What a document says of itself: its title, and how many pages it has. Nothing of it is drawn.
//!
//! What cannot be read here may still be read by LinkedIn, so it is never a reason to refuse a file.

use std::path::Path;

use super::pdf::read_pdf;
use super::{MediaError, file, zip};
use crate::domain::DocumentFormat;

/// What a document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentFacts {
    /// How many pages it has; only a PDF tells.
    pub pages: Option<u32>,
    /// Its title in one line; empty where it has none.
    pub title: String,
}

/// Reads what the document at `path` says of itself. Takes the size of a PDF in memory.
///
/// # Errors
/// [`MediaError`] where the file cannot be read, or has more pages than LinkedIn takes.
pub fn document_facts(path: &Path, format: DocumentFormat) -> Result<DocumentFacts, MediaError> {
    match format {
        DocumentFormat::Pdf => read_pdf(path),
        DocumentFormat::Docx | DocumentFormat::Pptx => Ok(DocumentFacts {
            pages: None,
            title: office_title(path)?.unwrap_or_default(),
        }),
        DocumentFormat::Doc | DocumentFormat::Ppt => Ok(DocumentFacts::default()),
    }
}

/// The title in the core properties of an office document (ECMA-376-2, 11).
fn office_title(path: &Path) -> Result<Option<String>, MediaError> {
    let mut file = file::open(path)?;
    let len = file.metadata()?.len();
    let directory = zip::directory(&mut file, len)?;
    let core = zip::entries(&directory).find(|entry| entry.name == b"docProps/core.xml");
    let properties = core.and_then(|entry| entry.read(&mut file, MAX_PROPERTIES));
    Ok(properties.and_then(|bytes| title_in(&String::from_utf8(bytes).ok()?)))
}

/// What stands in the first element `dc:title`, as office programs write it.
fn title_in(xml: &str) -> Option<String> {
    let (_, rest) = xml.split_once("<dc:title")?;
    let (attributes, rest) = rest.split_once('>')?;
    if attributes.ends_with('/') {
        return None;
    }
    let (title, _) = rest.split_once("</dc:title>")?;
    Some(one_line(&unescaped(title)))
}

/// The text that XML means; what is no entity of XML stays as it is.
fn unescaped(xml: &str) -> String {
    let mut text = String::new();
    let mut rest = xml;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let letter = after
            .split_once(';')
            .and_then(|(name, behind)| Some((entity(name)?, behind)));
        let (letter, behind) = letter.unwrap_or(('&', after));
        text.push(letter);
        rest = behind;
    }
    text.push_str(rest);
    text
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

/// A title without line ends and what cannot be shown.
pub(super) fn one_line(text: &str) -> String {
    let words = text
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Properties are a few hundred bytes; a bomb is not unpacked.
const MAX_PROPERTIES: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    /// A ZIP with one file, packed or not.
    fn zip(name: &str, content: &[u8], is_packed: bool) -> Vec<u8> {
        let packed = if is_packed {
            miniz_oxide::deflate::compress_to_vec(content, 6)
        } else {
            content.to_vec()
        };
        let method = if is_packed { 8_u16 } else { 0 }.to_le_bytes();
        let number = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
        let name_len = u16::try_from(name.len()).unwrap().to_le_bytes();
        let sizes = [number(packed.len()), number(content.len())].concat();
        let file = [
            b"PK\x03\x04".as_slice(),
            &[0; 4],
            &method,
            &[0; 8],
            &sizes,
            &name_len,
            &[0; 2],
            name.as_bytes(),
            &packed,
        ]
        .concat();
        let entry = [
            b"PK\x01\x02".as_slice(),
            &[0; 6],
            &method,
            &[0; 8],
            &sizes,
            &name_len,
            &[0; 16],
            name.as_bytes(),
        ]
        .concat();
        let end = [
            b"PK\x05\x06".as_slice(),
            &[0; 8],
            &number(entry.len()),
            &number(file.len()),
            &[0; 2],
        ]
        .concat();
        [file, entry, end].concat()
    }

    fn title_of(zip: &[u8]) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.docx");
        std::fs::write(&path, zip).unwrap();
        office_title(&path).unwrap()
    }

    fn core(title: &str) -> Vec<u8> {
        format!("<?xml version=\"1.0\"?><cp:coreProperties xmlns:dc=\"d\">{title}<dc:creator>Ada</dc:creator></cp:coreProperties>")
            .into_bytes()
    }

    #[test]
    fn a_title_is_read_packed_and_not() {
        let core = core("<dc:title>Tea &amp; &#x6C34; &lt;hot&gt;\n</dc:title>");
        for is_packed in [false, true] {
            let zip = zip("docProps/core.xml", &core, is_packed);
            assert_eq!(title_of(&zip).as_deref(), Some("Tea & 水 <hot>"));
        }
        assert_eq!(title_of(&zip("other.xml", &core, true)), None);
    }

    #[test]
    fn a_document_without_a_title_has_none() {
        for title in ["", "<dc:title/>", "<dc:title>Tea", "<dc:title"] {
            let zip = zip("docProps/core.xml", &core(title), true);
            assert_eq!(title_of(&zip), None, "{title}");
        }
        let empty = zip("docProps/core.xml", &core("<dc:title></dc:title>"), true);
        assert_eq!(title_of(&empty).as_deref(), Some(""));
    }

    #[test]
    fn a_bomb_is_not_unpacked_and_a_file_that_breaks_off_tells_nothing() {
        let bomb = zip("docProps/core.xml", &vec![b' '; 50_000_000], true);
        assert!(bomb.len() < MAX_PROPERTIES);
        assert_eq!(title_of(&bomb), None);
        let mut lies = zip("docProps/core.xml", &core("<dc:title>Tea</dc:title>"), true);
        // Where the directory says that the file begins.
        let at = lies.len() - 22 - "docProps/core.xml".len() - 4;
        lies[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(title_of(&lies), None);
    }

    #[test]
    fn what_is_no_entity_stays() {
        for (xml, text) in [
            ("a & b", "a & b"),
            ("&nbsp;", "&nbsp;"),
            ("&#xD800;", "&#xD800;"),
            ("&#65;&#x42;", "AB"),
            ("&amp;lt;", "&lt;"),
        ] {
            assert_eq!(unescaped(xml), text);
        }
    }
}

//! Bytes of a page to text: UTF-8, UTF-16 and the Western character sets. HTML: *encoding sniffing*, without guessing.

use super::CardError;
use super::head::scan;

/// The text of a page. `declared` is what the server says; a byte order mark says it louder, the page itself softer.
pub(super) fn decoded(body: &[u8], declared: Option<&str>) -> Result<String, CardError> {
    if let Some(rest) = body.strip_prefix(b"\xef\xbb\xbf") {
        return Ok(utf8(rest));
    }
    if let Some(rest) = body.strip_prefix(b"\xff\xfe") {
        return Ok(utf16(rest, u16::from_le_bytes));
    }
    if let Some(rest) = body.strip_prefix(b"\xfe\xff") {
        return Ok(utf16(rest, u16::from_be_bytes));
    }
    if let Some(label) = declared {
        return by_label(body, label);
    }
    match declared_inside(body) {
        // A page that can say so in single bytes is not what it says.
        Some(label) if label.to_ascii_lowercase().starts_with("utf-16") => Ok(utf8(body)),
        Some(label) => by_label(body, &label),
        None if is_utf8(body) => Ok(utf8(body)),
        None => Ok(western(body)),
    }
}

fn by_label(body: &[u8], label: &str) -> Result<String, CardError> {
    match label.trim().to_ascii_lowercase().as_str() {
        "" | "utf-8" | "utf8" => Ok(utf8(body)),
        "us-ascii" | "ascii" | "iso-8859-1" | "iso8859-1" | "latin1" | "iso-8859-15"
        | "windows-1252" | "cp1252" => Ok(western(body)),
        "utf-16" | "utf-16le" => Ok(utf16(body, u16::from_le_bytes)),
        "utf-16be" => Ok(utf16(body, u16::from_be_bytes)),
        // Many pages name one that they do not use.
        _ if is_utf8(body) && !body.contains(&ESCAPE) => Ok(utf8(body)),
        _ => Err(CardError::UnknownCharset),
    }
}

/// The character set that a page names in its first kibibyte.
fn declared_inside(body: &[u8]) -> Option<String> {
    scan(&western(&body[..body.len().min(1024)])).charset
}

fn utf8(body: &[u8]) -> String {
    String::from_utf8_lossy(body).into_owned()
}

/// A page that was cut off may end within a character.
fn is_utf8(body: &[u8]) -> bool {
    match std::str::from_utf8(body) {
        Ok(_) => true,
        Err(err) => err.error_len().is_none(),
    }
}

fn utf16(body: &[u8], unit: impl Fn([u8; 2]) -> u16) -> String {
    let units = body.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// Windows-1252, which browsers read wherever Latin-1 is declared.
fn western(body: &[u8]) -> String {
    body.iter()
        .map(|&byte| match byte {
            0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
            _ => char::from(byte),
        })
        .collect()
}

/// 0x80 to 0x9f of Windows-1252; those that mean nothing are left as the controls they are in Latin-1.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Begins the shifts of the old Japanese and Chinese mail encodings, which look like ASCII.
const ESCAPE: u8 = 0x1b;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &[u8], declared: Option<&str>, expected: &str) {
        assert_eq!(decoded(body, declared).as_deref(), Ok(expected));
    }

    #[test]
    fn the_mark_counts_before_the_server_and_the_server_before_the_page() {
        check(b"\xef\xbb\xbfa\xc3\xa9", Some("iso-8859-1"), "aé");
        check(b"\xff\xfea\0\xe9\0", Some("utf-8"), "aé");
        check(b"\xfe\xff\0a\0\xe9", None, "aé");
        check(b"a\xe9\x80", Some("ISO-8859-1"), "aé€");
        check(
            b"<meta charset=utf-8>\xe9",
            Some("latin1"),
            "<meta charset=utf-8>é",
        );
        check(
            b"<meta charset=windows-1252>\x93x\x94",
            None,
            "<meta charset=windows-1252>“x”",
        );
        let old = b"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>\xe9";
        assert!(decoded(old, None).unwrap().ends_with('é'));
    }

    #[test]
    fn a_page_that_says_nothing_is_utf_8_or_western() {
        check("aé".as_bytes(), None, "aé");
        check(b"a\xc3\xa9\xc3", None, "aé\u{fffd}");
        check(b"a\xe9b", None, "aéb");
    }

    #[test]
    fn a_wrong_name_spoils_letters_and_nothing_else() {
        check(b"a\xe9b", Some("utf-8"), "a\u{fffd}b");
        check("aé".as_bytes(), Some("latin1"), "aÃ©");
        check("aé".as_bytes(), Some("x-nonsense"), "aé");
        check(b"<meta charset=utf-16>a", None, "<meta charset=utf-16>a");
        check(b"a\0b", Some("utf-16le"), "a");
        for (body, label) in [(&b"\x82\xa0"[..], "shift_jis"), (b"\x1b$B", "iso-2022-jp")] {
            assert_eq!(decoded(body, Some(label)), Err(CardError::UnknownCharset));
        }
    }
}

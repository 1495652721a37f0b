//! A file's name as it may be shown.
//!
//! For eyes only: what comes out is never a path again.

use crate::words::t;
use std::path::Path;

/// The last part of `path`, safe to show in one line.
///
/// Control characters, and those that turn the direction of text, are written out as `\u{202e}`, so
/// that `photo<U+202E>gpj.exe` cannot pose as `photoexe.jpg`. A name longer than 80 characters loses
/// its middle, never its extension.
pub fn display_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let shown: String = name.chars().map(shown).collect();
    match shown.chars().count() {
        0 => t!("unnamed-file").to_owned(),
        1..=MAX_CHARS => shown,
        _ => shorten(&shown),
    }
}

fn shown(c: char) -> String {
    if c.is_control() || is_invisible(c) {
        c.escape_unicode().to_string()
    } else {
        c.to_string()
    }
}

/// Characters that turn text around, break lines or take no room. Joiners stay: emoji need them.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{61C}'
            | '\u{200B}'
            | '\u{200E}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
    )
}

/// Replaces the middle of a name by one `…`.
fn shorten(name: &str) -> String {
    let extension = match name.rfind('.') {
        Some(dot) if name[dot..].chars().count() <= MAX_EXTENSION_CHARS => &name[dot..],
        _ => "",
    };
    let room = MAX_CHARS - 1 - extension.chars().count();
    let start: String = name.chars().take(room).collect();
    format!("{start}…{extension}")
}

const MAX_CHARS: usize = 80;

/// A longer one is no extension but a sentence with a dot in it.
const MAX_EXTENSION_CHARS: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, name: &str) {
        assert_eq!(display_name(Path::new(path)), name);
    }

    #[test]
    fn only_the_last_part_is_shown() {
        check("../../x", "x");
        check("/home/me/Urlaub 2024.jpg", "Urlaub 2024.jpg");
        check("..", "unnamed file");
        check("", "unnamed file");
    }

    #[test]
    fn characters_that_deceive_are_written_out() {
        check("a\u{202E}gpj.exe", "a\\u{202e}gpj.exe");
        check("a\nb\0c.png", "a\\u{a}b\\u{0}c.png");
        check("a\u{2028}b\u{2066}c\u{85}", "a\\u{2028}b\\u{2066}c\\u{85}");
    }

    #[test]
    fn letters_of_all_scripts_and_emoji_stay() {
        check("שלום 👩\u{200D}🚀 café.gif", "שלום 👩\u{200D}🚀 café.gif");
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let name = display_name(Path::new(&format!("{}.jpeg", "ü".repeat(4096))));
        assert_eq!(name.chars().count(), 80);
        assert!(name.ends_with("ü….jpeg"), "{name}");
    }

    #[test]
    fn a_long_extension_does_not_lengthen_the_name() {
        let name = display_name(Path::new(&format!("a.{}", "b".repeat(200))));
        assert_eq!(name.chars().count(), 80);
        assert!(name.ends_with("b…"), "{name}");
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_not_unicode_is_shown_as_far_as_it_goes() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt as _;

        let path = Path::new(OsStr::from_bytes(b"caf\xE9.png"));
        assert_eq!(display_name(path), "caf\u{FFFD}.png");
    }
}

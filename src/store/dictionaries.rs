//! Hunspell dictionaries of this computer: where they are, and what is in them. They are read and never written.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::{Paths, StoreError};
use crate::domain::DictionaryName;
use crate::words::t;

/// The two files of a dictionary, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DictionaryFiles {
    /// The rules by which words change: `.aff`.
    pub affixes: String,
    /// The words: `.dic`.
    pub words: String,
}

/// The folders where dictionaries may be, the first of which wins: this profile's `dictionaries`, then where Hunspell
/// itself looks (its manual page, “-D” and `DICPATH`), then those of the system.
pub fn dictionary_folders(paths: &Paths) -> Vec<PathBuf> {
    let listed = |name: &str| {
        let value = std::env::var_os(name).unwrap_or_default();
        let folders: Vec<PathBuf> = std::env::split_paths(&value).collect();
        folders.into_iter().filter(|folder| folder.is_absolute())
    };
    let mut folders = vec![paths.dictionaries()];
    folders.extend(listed("DICPATH"));
    if let Some(dirs) = directories::BaseDirs::new() {
        folders.push(dirs.data_local_dir().join("hunspell"));
        folders.push(dirs.home_dir().join("Library/Spelling"));
    }
    let mut shares: Vec<PathBuf> = listed("XDG_DATA_DIRS").collect();
    shares.extend(["/usr/local/share", "/usr/share", "/opt/homebrew/share"].map(PathBuf::from));
    for share in shares {
        folders.extend(["hunspell", "myspell", "myspell/dicts"].map(|name| share.join(name)));
    }
    folders.push("/Library/Spelling".into());
    folders
}

/// The dictionaries that lie in these folders, by name. A folder that is not there has none.
pub fn find_dictionaries(folders: &[PathBuf]) -> BTreeSet<DictionaryName> {
    let entries = folders
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok());
    let paths = entries.flatten().flatten().map(|entry| entry.path());
    paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "dic"))
        .filter(|path| path.with_extension("aff").is_file())
        .filter_map(|path| path.file_stem()?.to_str()?.parse().ok())
        .collect()
}

/// Reads a dictionary from the first of the folders that has it.
///
/// # Errors
/// [`StoreError`] where none has it, it is too large, or it is in an encoding other than UTF-8 and ISO 8859-1 or -15.
pub fn read_dictionary(
    folders: &[PathBuf],
    name: &DictionaryName,
) -> Result<DictionaryFiles, StoreError> {
    let path_in = |folder: &PathBuf| folder.join(format!("{name}.aff"));
    let path = folders.iter().map(path_in).find(|path| path.is_file());
    let path = path.ok_or_else(|| {
        let nowhere = io::Error::from(io::ErrorKind::NotFound);
        StoreError::io(t!("disk-read-file"), Path::new(&format!("{name}.aff")))(nowhere)
    })?;
    let affixes = read(&path, MAX_AFFIX_BYTES)?;
    let encoding = encoding_of(&affixes);
    let words_path = path.with_extension("dic");
    let words = read(&words_path, MAX_WORDS_BYTES)?;
    Ok(DictionaryFiles {
        affixes: decoded(affixes, encoding).ok_or(StoreError::NoText { path })?,
        words: decoded(words, encoding).ok_or(StoreError::NoText { path: words_path })?,
    })
}

fn read(path: &Path, limit: u64) -> Result<Vec<u8>, StoreError> {
    let failed = |err| StoreError::io(t!("disk-read-file"), path)(err);
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(failed(io::ErrorKind::InvalidInput.into()));
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(failed)?;
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() as u64 > limit {
        let path = path.to_owned();
        return Err(StoreError::TooLarge { path });
    }
    Ok(bytes)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Latin1,
    Latin9,
    Other,
}

/// What the line `SET` names; without one it is ISO 8859-1 (hunspell(5)).
fn encoding_of(affixes: &[u8]) -> Encoding {
    if affixes.starts_with(b"\xEF\xBB\xBF") {
        return Encoding::Utf8;
    }
    let mut lines = affixes.split(|byte| matches!(byte, b'\n' | b'\r'));
    let line = lines.find_map(|line| line.trim_ascii_start().strip_prefix(b"SET"));
    let name = line.map(|name| name.trim_ascii().to_ascii_uppercase());
    match name.as_deref() {
        Some(b"UTF-8") => Encoding::Utf8,
        None | Some(b"ISO8859-1") => Encoding::Latin1,
        Some(b"ISO8859-15") => Encoding::Latin9,
        Some(_) => Encoding::Other,
    }
}

fn decoded(bytes: Vec<u8>, encoding: Encoding) -> Option<String> {
    match encoding {
        Encoding::Utf8 => String::from_utf8(bytes)
            .ok()
            .map(|text| text.trim_start_matches('\u{feff}').to_owned()),
        Encoding::Latin1 => Some(bytes.into_iter().map(char::from).collect()),
        Encoding::Latin9 => Some(bytes.into_iter().map(latin9).collect()),
        Encoding::Other => None,
    }
}

/// ISO 8859-15: as ISO 8859-1, but for eight letters.
fn latin9(byte: u8) -> char {
    match byte {
        0xA4 => '€',
        0xA6 => 'Š',
        0xA8 => 'š',
        0xB4 => 'Ž',
        0xB8 => 'ž',
        0xBC => 'Œ',
        0xBD => 'œ',
        0xBE => 'Ÿ',
        byte => char::from(byte),
    }
}

/// The largest in use have some hundred kilobytes of rules and ten megabytes of words.
const MAX_AFFIX_BYTES: u64 = 8 * 1024 * 1024;
const MAX_WORDS_BYTES: u64 = 32 * 1024 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str) -> DictionaryName {
        name.parse().unwrap()
    }

    fn put(folder: &Path, name: &str, affixes: &[u8], words: &[u8]) {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join(format!("{name}.aff")), affixes).unwrap();
        fs::write(folder.join(format!("{name}.dic")), words).unwrap();
    }

    #[test]
    fn dictionaries_are_found_by_both_their_files() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        put(&one, "en_US", b"", b"");
        put(&other, "de_DE", b"", b"");
        fs::write(other.join("hyph_de.dic"), "").unwrap();
        fs::write(other.join("README.dic"), "").unwrap();
        let folders = [one, other, folder.path().join("none")];
        let found = find_dictionaries(&folders);
        assert_eq!(found, BTreeSet::from([name("de_DE"), name("en_US")]));
    }

    #[test]
    fn the_first_folder_wins() {
        let folder = tempfile::tempdir().unwrap();
        let folders = ["one", "other"].map(|name| folder.path().join(name));
        put(&folders[1], "en", b"SET UTF-8", b"1\nother");
        assert_eq!(
            read_dictionary(&folders, &name("en")).unwrap().words,
            "1\nother"
        );
        put(&folders[0], "en", b"SET UTF-8", b"1\none");
        assert_eq!(
            read_dictionary(&folders, &name("en")).unwrap().words,
            "1\none"
        );
    }

    #[test]
    fn words_are_read_in_the_encoding_that_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let folders = [folder.path().to_owned()];
        for (set, bytes, words) in [
            (&b"SET UTF-8\n"[..], &b"\xEF\xBB\xBFcaf\xC3\xA9"[..], "café"),
            (b"\xEF\xBB\xBFSET UTF-8\n", b"caf\xC3\xA9", "café"),
            (b"# x\r\nSET ISO8859-1\r\n", b"caf\xE9", "café"),
            (b"", b"caf\xE9", "café"),
            (b"SET ISO8859-15", b"\xBDuf", "œuf"),
        ] {
            put(folder.path(), "fr", set, bytes);
            assert_eq!(read_dictionary(&folders, &name("fr")).unwrap().words, words);
        }
        for (set, bytes) in [(&b"SET UTF-8"[..], &b"\xE9"[..]), (b"SET KOI8-R", b"x")] {
            put(folder.path(), "fr", set, bytes);
            let refused = read_dictionary(&folders, &name("fr")).unwrap_err();
            assert!(matches!(refused, StoreError::NoText { .. }), "{refused:?}");
        }
    }

    #[test]
    fn what_is_not_there_or_no_file_or_too_large_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let folders = [folder.path().to_owned()];
        let refused = read_dictionary(&folders, &name("en")).unwrap_err();
        assert!(matches!(refused, StoreError::Io { .. }), "{refused:?}");
        put(folder.path(), "en", b"SET UTF-8", b"");
        let words = folder.path().join("en.dic");
        let file = fs::File::options().write(true).open(&words).unwrap();
        file.set_len(MAX_WORDS_BYTES + 1).unwrap();
        let refused = read_dictionary(&folders, &name("en")).unwrap_err();
        assert!(
            matches!(refused, StoreError::TooLarge { .. }),
            "{refused:?}"
        );
        fs::remove_file(&words).unwrap();
        fs::create_dir(&words).unwrap();
        let refused = read_dictionary(&folders, &name("en")).unwrap_err();
        assert!(matches!(refused, StoreError::Io { .. }), "{refused:?}");
    }
}

//! Versioned RON files: every file says its kind and version first, and none is ever lost to a mistake.
//!
//! ```ron
//! (
//!     kind: "sendoff draft",
//!     version: 1,
//!     body: (…),
//! )
//! ```
//! A file of a newer version is refused and left alone, one of an older version is kept as `<name>.v<N>.bak`
//! and carried over, one that makes no sense is put aside as `<name>.unreadable`. One that somebody changed by hand is
//! kept as a `.bak`, too, before it is replaced. What is in the bodies is
//! never known here. Calls block; see [`super::disk`].

use std::io;
use std::path::{Path, PathBuf};

use ron::error::{Position, SpannedError, SpannedResult};
use ron::ser::PrettyConfig;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::error::StoreError;
use crate::words::t;

/// One kind of file: its name, its version today, and how older versions become a `T`.
#[derive(Debug)]
pub struct Format<T> {
    kind: &'static str,
    version: u32,
    migrate: Migrate<T>,
    on_damage: OnDamage,
}

/// Makes a `T` of a file of an older version, given that version (at least 1) and the whole text.
///
/// [`body`] reads the text as the type of that time.
pub type Migrate<T> = fn(version: u32, text: &str) -> SpannedResult<T>;

impl<T: Serialize + DeserializeOwned> Format<T> {
    /// A kind of file in its first version: only Sendoff writes it, and a damaged one is put aside.
    pub const fn new(kind: &'static str) -> Self {
        Self {
            kind,
            version: 1,
            migrate: no_migration,
            on_damage: OnDamage::PutAside,
        }
    }

    /// The version after a change of shape, and the way from all versions before it.
    #[must_use]
    pub const fn with_version(self, version: u32, migrate: Migrate<T>) -> Self {
        Self {
            version,
            migrate,
            ..self
        }
    }

    /// People edit this kind of file: a damaged one stays, and is not overwritten until [`put_aside`].
    #[must_use]
    pub const fn edited_by_hand(self) -> Self {
        Self {
            on_damage: OnDamage::LeaveInPlace,
            ..self
        }
    }

    /// Reads a file; `None` if there is none. An older version is backed up, carried over and saved.
    pub fn read(&self, disk: &dyn Disk, path: &Path) -> Result<Option<T>, StoreError> {
        let Some(text) = self.read_text(disk, path)? else {
            return Ok(None);
        };
        if let Some(value) = self.read_at_once(&text) {
            return Ok(Some(value));
        }
        let version = self.check_header(disk, path, &text)?;
        let read = if version == self.version {
            body(&text)
        } else {
            (self.migrate)(version, &text)
        };
        let value = read.map_err(|err| self.damaged(disk, path, &err))?;
        if version < self.version {
            back_up(disk, path, version, text.as_bytes())?;
            self.save(disk, path, &value)?;
        }
        Ok(Some(value))
    }

    /// Writes a file, durable when this returns. What it replaces was either readable or is put aside first.
    pub fn write(&self, disk: &dyn Disk, path: &Path, value: &T) -> Result<(), StoreError> {
        match self.keep_what_is_there(disk, path) {
            // It is safe under its new name.
            Ok(()) | Err(StoreError::Unreadable { .. }) => self.save(disk, path, value),
            Err(err) => Err(err),
        }
    }

    /// Makes sure that replacing the file loses nothing: what it says that would not be written again, such as a comment
    /// or a field of another Sendoff, is kept in a copy.
    fn keep_what_is_there(&self, disk: &dyn Disk, path: &Path) -> Result<(), StoreError> {
        let Some(text) = self.read_text(disk, path)? else {
            return Ok(());
        };
        if let Some(value) = self.read_at_once(&text)
            && self.render(&value).is_ok_and(|written| written == text)
        {
            return Ok(());
        }
        let version = self.check_header(disk, path, &text)?;
        if version == self.version {
            body::<T>(&text).map_err(|err| self.damaged(disk, path, &err))?;
            tracing::warn!(path = %path.display(), "the file was changed by hand; a copy of it is kept beside it");
        }
        back_up(disk, path, version, text.as_bytes())
    }

    /// The value, where all is as it should be; otherwise the file is looked at with care.
    fn read_at_once(&self, text: &str) -> Option<T> {
        let whole: Whole<T> = ron::from_str(text).ok()?;
        (whole.kind == self.kind && whole.version == self.version).then_some(whole.body)
    }

    /// The whole text of a file.
    pub(super) fn render(&self, value: &T) -> ron::Result<String> {
        let envelope = EnvelopeRef {
            kind: self.kind,
            version: self.version,
            body: value,
        };
        let mut text = ron::ser::to_string_pretty(&envelope, PrettyConfig::new().new_line("\n"))?;
        text.push('\n');
        Ok(text)
    }

    fn save(&self, disk: &dyn Disk, path: &Path, value: &T) -> Result<(), StoreError> {
        let text = self
            .render(value)
            .map_err(|source| StoreError::NotWritable {
                path: path.to_owned(),
                source,
            })?;
        if text.len() as u64 > MAX_BYTES {
            let path = path.to_owned();
            return Err(StoreError::TooLarge { path });
        }
        disk.replace(path, text.as_bytes())
            .map_err(StoreError::io(t!("disk-save-file"), path))
    }

    fn read_text(&self, disk: &dyn Disk, path: &Path) -> Result<Option<String>, StoreError> {
        let contents = match disk.read(path, MAX_BYTES) {
            Ok(contents) => contents,
            Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(err) if err.kind() == io::ErrorKind::FileTooLarge => {
                return Err(match self.on_damage {
                    OnDamage::PutAside => self.damaged(disk, path, &nothing_read()),
                    OnDamage::LeaveInPlace => StoreError::TooLarge {
                        path: path.to_owned(),
                    },
                });
            }
            Err(err) => return Err(StoreError::io(t!("disk-read-file"), path)(err)),
        };
        if contents.was_exposed {
            tracing::warn!(path = %path.display(), "other users could read this file; it is private now");
        }
        match decode(contents.bytes) {
            Ok(text) => Ok(Some(text)),
            Err(err) => Err(self.damaged(disk, path, &err)),
        }
    }

    /// The file's version, after making sure that it is of this kind and not newer.
    fn check_header(&self, disk: &dyn Disk, path: &Path, text: &str) -> Result<u32, StoreError> {
        let header: Header = ron::from_str(text).map_err(|err| self.damaged(disk, path, &err))?;
        if header.kind != self.kind {
            let err = at_start(format!("expected the kind \"{}\"", self.kind));
            return Err(self.damaged(disk, path, &err));
        }
        if header.version > self.version {
            return Err(StoreError::Newer {
                path: path.to_owned(),
                version: header.version,
            });
        }
        if header.version == 0 {
            let err = at_start("versions begin with 1".to_owned());
            return Err(self.damaged(disk, path, &err));
        }
        Ok(header.version)
    }

    fn damaged(&self, disk: &dyn Disk, path: &Path, err: &SpannedError) -> StoreError {
        let Position { line, col: column } = err.span.start;
        match self.on_damage {
            OnDamage::LeaveInPlace => StoreError::Misspelt {
                path: path.to_owned(),
                line,
                column,
                why: err.code.to_string(),
            },
            OnDamage::PutAside => match put_aside(disk, path) {
                Ok(kept_as) => StoreError::Unreadable {
                    path: path.to_owned(),
                    line,
                    column,
                    kept_as,
                },
                Err(err) => err,
            },
        }
    }
}

/// Reads the whole text of a file as an envelope around a `B`, so that errors name the line in the file.
pub fn body<B: DeserializeOwned>(text: &str) -> SpannedResult<B> {
    ron::from_str::<Envelope<B>>(text).map(|envelope| envelope.body)
}

/// Removes a file for good; one that is not there is fine.
pub fn remove(disk: &dyn Disk, path: &Path) -> Result<(), StoreError> {
    match disk.remove(path) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done.map_err(StoreError::io(t!("disk-remove-file"), path)),
    }
}

fn remove_abandoned(disk: &dyn Disk, path: &Path) -> Result<bool, StoreError> {
    match disk.remove_abandoned(path) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(false),
        done => done.map_err(StoreError::io(t!("disk-remove-file"), path)),
    }
}

/// Renames a file to `<name>.unreadable`, or the first free `<name>.unreadable.2`, `.3`, …; returns the new path.
pub fn put_aside(disk: &dyn Disk, path: &Path) -> Result<PathBuf, StoreError> {
    for number in 1..=MAX_COPIES {
        let to = numbered(path, "unreadable", number);
        match disk.rename(path, &to) {
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {}
            done => {
                return done
                    .map(|()| to)
                    .map_err(StoreError::io(t!("disk-put-file-aside"), path));
            }
        }
    }
    Err(StoreError::io(t!("disk-put-file-aside"), path)(
        io::ErrorKind::AlreadyExists.into(),
    ))
}

/// Removes the temporary files that interrupted writes left in a folder; returns how many.
///
/// Safe beside another Sendoff: what it is writing stays.
pub fn sweep_temporaries(disk: &dyn Disk, dir: &Path) -> Result<usize, StoreError> {
    let mut temporaries = Vec::new();
    disk.visit(dir, &mut |entry| {
        let is_temporary = entry.name.to_str().is_some_and(is_temporary_name);
        temporaries.extend((is_temporary && !entry.is_dir).then_some(entry.name));
    })
    .map_err(StoreError::io(t!("disk-look-into-folder"), dir))?;
    let mut swept = 0;
    for name in temporaries {
        swept += usize::from(remove_abandoned(disk, &dir.join(name))?);
    }
    Ok(swept)
}

/// The most bytes a file of the store may have: 8 MiB.
pub const MAX_BYTES: u64 = 8 << 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OnDamage {
    PutAside,
    LeaveInPlace,
}

/// What comes first in every file; the body is skipped.
#[derive(Deserialize)]
struct Header {
    kind: String,
    version: u32,
}

#[derive(Deserialize)]
struct Whole<B> {
    kind: String,
    version: u32,
    body: B,
}

#[derive(Deserialize)]
struct Envelope<B> {
    body: B,
}

#[derive(Serialize)]
struct EnvelopeRef<'a, B> {
    kind: &'a str,
    version: u32,
    body: &'a B,
}

/// For kinds that have had one version only.
fn no_migration<T>(version: u32, _text: &str) -> SpannedResult<T> {
    Err(at_start(format!("there was no version {version}")))
}

fn back_up(disk: &dyn Disk, path: &Path, version: u32, bytes: &[u8]) -> Result<(), StoreError> {
    let what = t!("disk-keep-file");
    for number in 1..=MAX_COPIES {
        let to = numbered(path, &format!("v{version}.bak"), number);
        match disk.read(&to, MAX_BYTES) {
            // A migration that was interrupted after its backup.
            Ok(contents) if contents.bytes == bytes => return Ok(()),
            Err(err) if err.kind() == io::ErrorKind::NotFound => {
                return disk.replace(&to, bytes).map_err(StoreError::io(what, &to));
            }
            Ok(_) | Err(_) => {}
        }
    }
    Err(StoreError::io(what, path)(
        io::ErrorKind::AlreadyExists.into(),
    ))
}

/// `draft.ron` → `draft.ron.unreadable`, `draft.ron.unreadable.2`, …
fn numbered(path: &Path, extension: &str, number: u32) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    if number > 1 {
        name.push(format!(".{number}"));
    }
    name.into()
}

/// `.draft.ron.AbC123`, as [`RealDisk`](super::disk::RealDisk) names them.
fn is_temporary_name(name: &str) -> bool {
    let Some((target, random)) = name
        .strip_prefix('.')
        .and_then(|name| name.rsplit_once('.'))
    else {
        return false;
    };
    // All files of the store have an extension.
    target.trim_start_matches('.').contains('.')
        && random.len() == 6
        && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Text without the byte order mark that some editors put first. RON itself does not mind `\r\n`.
fn decode(bytes: Vec<u8>) -> SpannedResult<String> {
    let text = String::from_utf8(bytes).map_err(|err| {
        let valid = String::from_utf8_lossy(&err.as_bytes()[..err.utf8_error().valid_up_to()]);
        let line = valid.matches('\n').count() + 1;
        let col = valid.chars().rev().take_while(|&c| c != '\n').count() + 1;
        let why = ron::Error::Message("not text".to_owned());
        spanned(why, Position { line, col })
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(text) => text.to_owned(),
        None => text,
    })
}

fn nothing_read() -> SpannedError {
    at_start("too large".to_owned())
}

fn at_start(why: String) -> SpannedError {
    spanned(ron::Error::Message(why), Position { line: 1, col: 1 })
}

fn spanned(code: ron::Error, at: Position) -> SpannedError {
    let span = ron::error::Span { start: at, end: at };
    SpannedError { code, span }
}

/// How many files of one name are put aside or backed up before something else must be wrong.
const MAX_COPIES: u32 = 999;

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::store::disk::RealDisk;
    use crate::store::disk::faulty::{Fault, FaultyDisk};

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Note {
        text: String,
        #[serde(default)]
        stars: Option<u8>,
    }

    #[derive(Serialize, Deserialize)]
    struct NoteV1 {
        words: Vec<String>,
    }

    const NOTE: Format<Note> = Format::new("sendoff note");
    const NOTE_V2: Format<Note> = NOTE.with_version(2, migrate_note);
    const BY_HAND: Format<Note> = NOTE.edited_by_hand();
    const NOTE_V1: &str = "(kind: \"sendoff note\", version: 1, body: (words: [\"to\", \"do\"]))";

    fn migrate_note(version: u32, text: &str) -> SpannedResult<Note> {
        assert_eq!(version, 1);
        let NoteV1 { words } = body(text)?;
        Ok(note(&words.join(" ")))
    }

    fn note(text: &str) -> Note {
        let (text, stars) = (text.to_owned(), Some(3));
        Note { text, stars }
    }

    fn place() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("note.ron");
        (dir, path)
    }

    fn names(dir: &tempfile::TempDir) -> Vec<String> {
        let entries = RealDisk.list(dir.path()).unwrap();
        let names = entries.iter().map(|entry| entry.name.to_str().unwrap());
        names.map(str::to_owned).collect()
    }

    #[test]
    fn a_file_begins_with_kind_and_version_and_is_easy_to_read() {
        let (_dir, path) = place();
        NOTE.write(&RealDisk, &path, &note("a\nb")).unwrap();
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            "(\n    kind: \"sendoff note\",\n    version: 1,\n    body: (\n        \
             text: \"a\\nb\",\n        stars: Some(3),\n    ),\n)\n"
        );
    }

    #[test]
    fn any_text_comes_back_as_it_was() {
        let (_dir, path) = place();
        assert_eq!(NOTE.read(&RealDisk, &path).unwrap(), None);
        for text in ["", "\r\n\0\u{feff}", "👩‍👩‍👧 \"#\\", "e\u{301}\u{202e}"] {
            NOTE.write(&RealDisk, &path, &note(text)).unwrap();
            let read = NOTE.read(&RealDisk, &path).unwrap();
            assert_eq!(read, Some(note(text)));
        }
    }

    #[test]
    fn a_byte_order_mark_other_line_ends_and_unknown_fields_are_accepted() {
        let (dir, path) = place();
        let text = "\u{feff}(\r\n // mine\r\n version: 1, new: Some(A(b: [1])),\r\n \
                    kind: \"sendoff note\", body: (text: \"x\", more: {1: 'c'}))\r\n";
        fs::write(&path, text).unwrap();
        let read = NOTE.read(&RealDisk, &path).unwrap().unwrap();
        assert_eq!((read.text.as_str(), read.stars), ("x", None));
        assert_eq!(names(&dir), ["note.ron"]);
    }

    #[test]
    fn whatever_makes_no_sense_is_put_aside_whole() {
        let nested = "[".repeat(10_000);
        let zeros = [0; 512];
        let whole = "(kind: \"sendoff note\", version: 1, body: (text: \"x\"))";
        let cases: [&[u8]; 8] = [
            b"",
            &whole.as_bytes()[..whole.len() / 2],
            b"\xff\xfe\x00",
            &zeros,
            nested.as_bytes(),
            b"(kind: \"sendoff receipt\", version: 1, body: (text: \"x\"))",
            b"(kind: \"sendoff note\", version: 0, body: (text: \"x\"))",
            b"(kind: \"sendoff note\", version: 1, body: (text: 5))",
        ];
        for bytes in cases {
            let (dir, path) = place();
            fs::write(&path, bytes).unwrap();
            let err = NOTE.read(&RealDisk, &path).unwrap_err();
            let StoreError::Unreadable { kept_as, .. } = err else {
                panic!("{err}");
            };
            assert_eq!(fs::read(&kept_as).unwrap(), bytes);
            assert_eq!(names(&dir), ["note.ron.unreadable"]);
        }
    }

    #[test]
    fn putting_aside_never_replaces_what_was_put_aside_before() {
        let (dir, path) = place();
        for bytes in ["one", "two", "three"] {
            fs::write(&path, bytes).unwrap();
            NOTE.read(&RealDisk, &path).unwrap_err();
        }
        assert_eq!(
            names(&dir),
            [
                "note.ron.unreadable",
                "note.ron.unreadable.2",
                "note.ron.unreadable.3"
            ]
        );
        let first = dir.path().join("note.ron.unreadable");
        assert_eq!(fs::read(first).unwrap(), b"one");
    }

    #[test]
    fn a_file_over_the_limit_is_put_aside_without_reading_it() {
        let (dir, path) = place();
        let file = fs::File::create(&path).unwrap();
        file.set_len(100 << 20).unwrap();
        let err = NOTE.read(&RealDisk, &path).unwrap_err();
        assert!(matches!(err, StoreError::Unreadable { .. }));
        assert_eq!(names(&dir), ["note.ron.unreadable"]);
        let large = note(&"x".repeat(8 << 20));
        let err = NOTE.write(&RealDisk, &path, &large).unwrap_err();
        assert!(matches!(err, StoreError::TooLarge { .. }));
    }

    #[test]
    fn the_error_names_the_line_and_the_column() {
        let (_dir, path) = place();
        let text = "(\n  kind: \"sendoff note\",\n  version: 1,\n  body: (text: 5),\n)";
        fs::write(&path, text).unwrap();
        let err = BY_HAND.read(&RealDisk, &path).unwrap_err();
        let StoreError::Misspelt { line, column, .. } = err else {
            panic!("{err}");
        };
        // Right behind the colon.
        assert_eq!((line, column), (4, 15));
    }

    #[test]
    fn a_misspelt_file_edited_by_hand_stays_until_it_is_put_aside() {
        let (dir, path) = place();
        fs::write(&path, "oops").unwrap();
        for err in [
            BY_HAND.read(&RealDisk, &path).unwrap_err(),
            BY_HAND.write(&RealDisk, &path, &note("x")).unwrap_err(),
        ] {
            assert!(matches!(err, StoreError::Misspelt { .. }), "{err}");
            assert_eq!(fs::read(&path).unwrap(), b"oops");
        }
        put_aside(&RealDisk, &path).unwrap();
        BY_HAND.write(&RealDisk, &path, &note("x")).unwrap();
        assert_eq!(names(&dir), ["note.ron", "note.ron.unreadable"]);
    }

    #[test]
    fn a_newer_file_is_neither_read_nor_replaced() {
        let (dir, path) = place();
        let newer = "(kind: \"sendoff note\", version: 9, body: Whatever(1))";
        fs::write(&path, newer).unwrap();
        for err in [
            NOTE.read(&RealDisk, &path).unwrap_err(),
            NOTE.write(&RealDisk, &path, &note("x")).unwrap_err(),
        ] {
            assert!(matches!(err, StoreError::Newer { version: 9, .. }), "{err}");
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), newer);
        assert_eq!(names(&dir), ["note.ron"]);
    }

    #[test]
    fn writing_over_what_makes_no_sense_puts_it_aside_first() {
        let (dir, path) = place();
        fs::write(&path, "words that somebody wrote").unwrap();
        NOTE.write(&RealDisk, &path, &note("x")).unwrap();
        assert_eq!(names(&dir), ["note.ron", "note.ron.unreadable"]);
    }

    #[test]
    fn what_somebody_wrote_into_a_file_is_kept_when_it_is_replaced() {
        for text in [
            "// mine\n(kind: \"sendoff note\", version: 1, body: (text: \"x\", stars: Some(3)))",
            "(kind: \"sendoff note\", version: 1, body: (text: \"x\", colour: Red), more: 1)",
        ] {
            let (dir, path) = place();
            fs::write(&path, text).unwrap();
            for _ in 0..2 {
                NOTE.write(&RealDisk, &path, &note("y")).unwrap();
            }
            assert_eq!(names(&dir), ["note.ron", "note.ron.v1.bak"]);
            let kept = fs::read_to_string(dir.path().join("note.ron.v1.bak"));
            assert_eq!(kept.unwrap(), text);
        }
    }

    #[test]
    fn a_body_that_makes_no_sense_is_put_aside_when_it_is_replaced() {
        let (dir, path) = place();
        let text = "(kind: \"sendoff note\", version: 1, body: (text: 5))";
        fs::write(&path, text).unwrap();
        let err = BY_HAND.write(&RealDisk, &path, &note("x")).unwrap_err();
        assert!(matches!(err, StoreError::Misspelt { .. }), "{err}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        NOTE.write(&RealDisk, &path, &note("x")).unwrap();
        assert_eq!(names(&dir), ["note.ron", "note.ron.unreadable"]);
    }

    #[test]
    fn an_older_file_is_kept_and_carried_over() {
        let (dir, path) = place();
        fs::write(&path, NOTE_V1).unwrap();
        let read = NOTE_V2.read(&RealDisk, &path).unwrap();
        assert_eq!(read, Some(note("to do")));
        assert_eq!(names(&dir), ["note.ron", "note.ron.v1.bak"]);
        let backup = dir.path().join("note.ron.v1.bak");
        assert_eq!(fs::read_to_string(backup).unwrap(), NOTE_V1);
        assert_eq!(NOTE_V2.read(&RealDisk, &path).unwrap(), read);
    }

    #[test]
    fn whatever_fails_while_carrying_over_the_old_words_are_there_after_a_restart() {
        for fault in [Fault::FullOnce, Fault::CrashBefore, Fault::CrashAfter] {
            for nth in 0.. {
                let (dir, path) = place();
                fs::write(&path, NOTE_V1).unwrap();
                let disk = FaultyDisk::new(nth, fault);
                let read = NOTE_V2.read(&disk, &path);
                if !disk.has_failed() {
                    break;
                }
                assert!(read.is_err(), "{fault:?} at {nth}");
                let again = NOTE_V2.read(&RealDisk, &path).unwrap();
                assert_eq!(again, Some(note("to do")), "{fault:?} at {nth}");
                assert_eq!(names(&dir), ["note.ron", "note.ron.v1.bak"]);
            }
        }
    }

    #[test]
    fn removing_what_is_not_there_is_fine() {
        let (dir, path) = place();
        NOTE.write(&RealDisk, &path, &note("x")).unwrap();
        remove(&RealDisk, &path).unwrap();
        remove(&RealDisk, &path).unwrap();
        assert!(names(&dir).is_empty());
    }

    #[test]
    fn only_left_over_temporary_files_are_swept() {
        let (dir, _) = place();
        let kept = [".hidden", ".x.abcdef", "note.ron", "note.ron.abcdef"];
        for name in kept.iter().chain(&[".note.ron.aB3dEf", ".00.jpg.000000"]) {
            fs::write(dir.path().join(name), name).unwrap();
        }
        assert_eq!(sweep_temporaries(&RealDisk, dir.path()).unwrap(), 2);
        assert_eq!(names(&dir), kept);
    }
}

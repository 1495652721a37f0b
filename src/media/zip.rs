//! The directory at the end of a ZIP (APPNOTE, 4.3), and single small files in it. Every look is bounded, whatever the
//! file claims.

use std::io::{Read, Seek};

use super::MediaError;
use super::document::{damaged, last_position, stretch, u16_at, u32_at};

/// The bytes of a ZIP's directory.
pub(super) fn directory(file: &mut (impl Read + Seek), len: u64) -> Result<Vec<u8>, MediaError> {
    let tail = stretch(file, len.saturating_sub(TAIL), TAIL)?;
    let end = last_position(&tail, b"PK\x05\x06").ok_or_else(|| damaged("no directory"))?;
    let number =
        |at: usize| u32_at(&tail, end + at).ok_or_else(|| damaged("a directory that breaks off"));
    let (size, start) = (number(12)?, number(16)?);
    stretch(file, start.into(), u64::from(size).min(MAX_DIRECTORY))
}

/// A file in a ZIP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    /// Its name.
    pub(super) name: &'a [u8],
    /// How it is packed.
    method: u16,
    /// How many bytes it takes packed.
    packed: u32,
    /// Where it begins.
    at: u32,
}

/// The files of a directory, as far as it makes sense.
pub(super) fn entries(mut rest: &[u8]) -> impl Iterator<Item = Entry<'_>> {
    std::iter::from_fn(move || {
        let head = rest.strip_prefix(b"PK\x01\x02").map(|_| rest)?;
        let field = |at| u16_at(head, at).map(usize::from);
        let (name, extra, comment) = (field(28)?, field(30)?, field(32)?);
        rest = head
            .get(HEAD + name + extra + comment..)
            .unwrap_or_default();
        Some(Entry {
            name: head.get(HEAD..HEAD + name)?,
            method: u16_at(head, 10)?,
            packed: u32_at(head, 20)?,
            at: u32_at(head, 42)?,
        })
    })
}

impl Entry<'_> {
    /// Its bytes; `None` if it is damaged, packed in a way that is not usual, or more than `max_bytes` in either form.
    pub(super) fn read(&self, file: &mut (impl Read + Seek), max_bytes: usize) -> Option<Vec<u8>> {
        let packed_len = usize::try_from(self.packed)
            .ok()
            .filter(|len| *len <= max_bytes)?;
        let head = stretch(file, self.at.into(), LOCAL_HEAD as u64).ok()?;
        head.starts_with(b"PK\x03\x04").then_some(())?;
        let (name, extra) = (u16_at(&head, 26)?, u16_at(&head, 28)?);
        let begin = u64::from(self.at) + LOCAL_HEAD as u64 + u64::from(name) + u64::from(extra);
        let packed = stretch(file, begin, packed_len as u64).ok()?;
        match self.method {
            STORED => Some(packed),
            DEFLATED => miniz_oxide::inflate::decompress_to_vec_with_limit(&packed, max_bytes).ok(),
            _ => None,
        }
    }
}

/// Where the directory is announced: its last record, and the longest comment behind it.
const TAIL: u64 = 22 + 65_535;
/// Bytes of a directory entry before its name.
const HEAD: usize = 46;
/// Bytes before the name in front of a file.
const LOCAL_HEAD: usize = 30;
/// A presentation with thousands of pictures has less.
const MAX_DIRECTORY: u64 = 4 * 1024 * 1024;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

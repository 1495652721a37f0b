//! Copying a film with some stretches blanked: the same length, every other byte in its place.
//!
//! One piece at a time, whatever the length. Knows nothing about boxes.

use std::io::{self, Read, Write};
use std::ops::Range;

use sha2::{Digest as _, Sha256};

use super::walk::Blank;

/// What a file holds, with some stretches blanked.
pub(super) struct Cleaned<'a, R> {
    from: &'a mut R,
    blanks: &'a [Blank],
    /// Where the next byte lies in the file.
    at: u64,
}

impl<'a, R: Read> Cleaned<'a, R> {
    /// `from` is at its beginning, and the blanks are in the order of the file.
    pub(super) fn new(from: &'a mut R, blanks: &'a [Blank]) -> Self {
        Self {
            from,
            blanks,
            at: 0,
        }
    }
}

impl<R: Read> Read for Cleaned<'_, R> {
    fn read(&mut self, piece: &mut [u8]) -> io::Result<usize> {
        let len = self.from.read(piece)?;
        let end = self.at + len as u64;
        // In the order of the file, so all that lie before this piece are done with.
        let first = self
            .blanks
            .partition_point(|blank| blank.zeros.end <= self.at);
        for blank in &self.blanks[first..] {
            if start_of(blank) >= end {
                break;
            }
            apply(blank, &mut piece[..len], self.at..end);
        }
        self.at = end;
        Ok(len)
    }
}

/// Copies all of `from`; gives the number of bytes and the SHA-256 of the copy.
pub(super) fn copy(from: &mut impl Read, to: &mut impl Write) -> io::Result<(u64, [u8; 32])> {
    let mut hasher = Sha256::new();
    let mut piece = vec![0; PIECE_LEN];
    let mut byte_count = 0;
    loop {
        let len = match from.read(&mut piece) {
            Err(err) if err.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        if len == 0 {
            return Ok((byte_count, hasher.finalize().into()));
        }
        hasher.update(&piece[..len]);
        to.write_all(&piece[..len])?;
        byte_count += len as u64;
    }
}

fn start_of(blank: &Blank) -> u64 {
    blank.kind_at.unwrap_or(blank.zeros.start)
}

/// Blanks the part that lies in `piece`, which is what the file holds at `here`.
fn apply(blank: &Blank, piece: &mut [u8], here: Range<u64>) {
    if let Some(kind_at) = blank.kind_at {
        for (at, &letter) in (kind_at..).zip(b"free") {
            if here.contains(&at) {
                piece[offset(at, &here)] = letter;
            }
        }
    }
    let zeros = blank.zeros.start.max(here.start)..blank.zeros.end.min(here.end);
    if !zeros.is_empty() {
        piece[offset(zeros.start, &here)..offset(zeros.end, &here)].fill(0);
    }
}

fn offset(at: u64, here: &Range<u64>) -> usize {
    usize::try_from(at - here.start).expect("a piece fits into memory")
}

/// How much is held at a time, in bytes.
pub(super) const PIECE_LEN: usize = 64 * 1024;

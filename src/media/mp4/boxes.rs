//! The boxes an MP4 is made of (ISO/IEC 14496-12, section 4.2): where each begins and ends.
//!
//! Only headers are read, and small stretches on demand, so the size of the file does not matter.
//! Knows nothing about what the boxes mean.

use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;

use crate::media::MediaError;

/// Where a box lies in its file, in bytes from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Its four letters.
    pub(super) kind: [u8; 4],
    pub(super) start: u64,
    /// Behind the header.
    pub(super) content: u64,
    pub(super) end: u64,
}

impl Block {
    pub(super) fn content(self) -> Range<u64> {
        self.content..self.end
    }
}

/// A file that is read here and there, and only so often.
pub(super) struct Source<F> {
    file: F,
    num_blocks: u32,
}

impl<F: Read + Seek> Source<F> {
    pub(super) fn new(file: F) -> Self {
        Self {
            file,
            num_blocks: 0,
        }
    }

    /// The length of the file, in bytes.
    pub(super) fn len(&mut self) -> Result<u64, MediaError> {
        Ok(self.file.seek(SeekFrom::End(0))?)
    }

    /// The box at the front of `space`; `None` if what is left is too short for one.
    ///
    /// Every box lies wholly within `space` and has at least its header, so whoever goes on behind its
    /// end gets there.
    pub(super) fn block_in(&mut self, space: &Range<u64>) -> Result<Option<Block>, MediaError> {
        if space.end.saturating_sub(space.start) < SHORT_HEADER {
            return Ok(None);
        }
        self.num_blocks += 1;
        if self.num_blocks > MAX_BLOCKS {
            return Err(damaged("more boxes than any video has"));
        }
        let header: [u8; 8] = self.array_at(space.start)?;
        let [s0, s1, s2, s3, kind @ ..] = header;
        let (header_len, len) = match u32::from_be_bytes([s0, s1, s2, s3]) {
            // Until the end of the file, or of the box around it.
            0 => (SHORT_HEADER, space.end - space.start),
            1 if space.end - space.start < LONG_HEADER => {
                return Err(damaged("a header that breaks off"));
            }
            1 => {
                let len = u64::from_be_bytes(self.array_at(space.start + SHORT_HEADER)?);
                (LONG_HEADER, len)
            }
            len => (SHORT_HEADER, len.into()),
        };
        let end = space.start.checked_add(len);
        match end {
            Some(end) if len >= header_len && end <= space.end => Ok(Some(Block {
                kind,
                start: space.start,
                content: space.start + header_len,
                end,
            })),
            _ => Err(damaged("a box of an impossible length")),
        }
    }

    /// The beginning of a stretch, at most `max` bytes.
    pub(super) fn beginning(
        &mut self,
        stretch: Range<u64>,
        max: usize,
    ) -> Result<Vec<u8>, MediaError> {
        let len = (stretch.end - stretch.start).min(max as u64);
        let mut bytes = Vec::new();
        self.file.seek(SeekFrom::Start(stretch.start))?;
        (&mut self.file).take(len).read_to_end(&mut bytes)?;
        if bytes.len() as u64 == len {
            Ok(bytes)
        } else {
            Err(damaged("the file breaks off"))
        }
    }

    fn array_at<const N: usize>(&mut self, at: u64) -> Result<[u8; N], MediaError> {
        let bytes = self.beginning(at..at + N as u64, N)?;
        bytes
            .try_into()
            .map_err(|_short| damaged("the file breaks off"))
    }
}

/// Damage found by ourselves; `what` is for the log.
pub(super) fn damaged(what: &'static str) -> MediaError {
    MediaError::DamagedVideo(what.into())
}

const SHORT_HEADER: u64 = 8;
/// With a length of 64 bits behind the kind.
const LONG_HEADER: u64 = 16;
/// An hour in fragments of one second has some 40,000.
const MAX_BLOCKS: u32 = 200_000;

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<(u64, u64)>) {
        let mut source = Source::new(Cursor::new(bytes));
        let found = source.block_in(&(0..bytes.len() as u64));
        let found = found.map(|block| block.map(|block| (block.content, block.end)));
        assert_eq!(found.unwrap(), expected);
    }

    #[track_caller]
    fn check_damaged(bytes: &[u8]) {
        let mut source = Source::new(Cursor::new(bytes));
        let found = source.block_in(&(0..bytes.len() as u64));
        assert!(
            matches!(found, Err(MediaError::DamagedVideo(_))),
            "{found:?}"
        );
    }

    #[test]
    fn a_length_has_three_forms() {
        check(b"\0\0\0\x09freex..", Some((8, 9)));
        check(b"\0\0\0\x00freexyz", Some((8, 11)));
        check(b"\0\0\0\x01free\0\0\0\0\0\0\0\x12xy..", Some((16, 18)));
        check(b"\0\0\0\x08fre", None);
        check(b"", None);
    }

    #[test]
    fn a_box_neither_leaves_its_space_nor_ends_within_its_header() {
        check_damaged(b"\0\0\0\x0Cfreexyz");
        check_damaged(b"\0\0\0\x07freexyz");
        check_damaged(b"\0\0\0\x01free\0\0\0");
        check_damaged(b"\0\0\0\x01free\0\0\0\0\0\0\0\x0Fxy..");
        check_damaged(b"\0\0\0\x01free\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFFxy..");
    }

    #[test]
    fn counting_boxes_ends_somewhere() {
        let bytes = b"\0\0\0\x08free";
        let mut source = Source::new(Cursor::new(bytes));
        for _ in 0..MAX_BLOCKS {
            source.block_in(&(0..8)).unwrap();
        }
        assert!(source.block_in(&(0..8)).is_err());
    }
}

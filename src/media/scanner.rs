//! A place in a file's bytes that only moves forward and never past the end.
//!
//! Knows no format.

use super::MediaError;

/// Reads `bytes` from front to back; running out of them is [`MediaError::Damaged`].
pub(super) struct Scanner<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 0 }
    }

    /// Bytes from the start of the file to the next one read.
    pub(super) fn position(&self) -> usize {
        self.position
    }

    /// What has not been read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        &self.bytes[self.position..]
    }

    pub(super) fn take(&mut self, len: usize) -> Result<&'a [u8], MediaError> {
        let Some(taken) = self.rest().get(..len) else {
            return Err(MediaError::damaged("the file breaks off"));
        };
        self.position += len;
        Ok(taken)
    }

    pub(super) fn take_array<const N: usize>(&mut self) -> Result<[u8; N], MediaError> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    pub(super) fn byte(&mut self) -> Result<u8, MediaError> {
        self.take_array::<1>().map(|[byte]| byte)
    }
}

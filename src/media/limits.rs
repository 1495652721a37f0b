//! How large a picture, a video or a document may be, and the rules that say so.
//!
//! Only numbers and the checks that compare with them; who measures lives elsewhere.

use super::MediaError;
pub(super) use crate::domain::limits::{
    MAX_DOCUMENT_BYTES, MAX_DOCUMENT_PAGES, VIDEO_BYTES, VIDEO_MILLIS,
};
pub use crate::domain::limits::{MAX_GIF_FRAMES, PIXELS_TOO_MANY as PIXEL_LIMIT};

/// The largest picture that is read or sent, in bytes: 20 MiB.
///
/// This one is ours. LinkedIn documents no limit in bytes for pictures; twenty of these are still a
/// bearable upload, and no camera makes a larger JPEG within [`PIXEL_LIMIT`].
pub const MAX_IMAGE_BYTES: usize = 20 * 1024 * 1024;

/// The largest BMP or TIFF that is read to be converted, in bytes: a picture of nearly as many pixels as are taken, with
/// three bytes each. Ours, too.
pub(super) const MAX_LOOSE_BYTES: usize = 110 * 1024 * 1024;

/// What a decoder may allocate, in bytes.
///
/// The largest legal picture with four 16-bit channels takes 289 MB; the rest is for working buffers.
pub(super) const MAX_DECODER_BYTES: u64 = 512 * 1024 * 1024;

/// Refuses a size that LinkedIn would refuse, and one that is no size at all.
pub(super) fn check_size(width: u32, height: u32) -> Result<(), MediaError> {
    if width == 0 || height == 0 {
        return Err(MediaError::damaged("a side has no pixels"));
    }
    if !fits(width, height) {
        return Err(MediaError::TooManyPixels { width, height });
    }
    Ok(())
}

/// Whether LinkedIn takes as many pixels as this.
pub(super) fn fits(width: u32, height: u32) -> bool {
    u64::from(width) * u64::from(height) < PIXEL_LIMIT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_pixel_fewer_than_the_limit_is_taken() {
        assert_eq!(357 * 101_267, PIXEL_LIMIT - 1);
        check_size(357, 101_267).unwrap();
    }

    #[test]
    fn as_many_pixels_as_the_limit_are_refused() {
        assert_eq!(5_120 * 7_061, PIXEL_LIMIT);
        assert!(matches!(
            check_size(5_120, 7_061),
            Err(MediaError::TooManyPixels {
                width: 5_120,
                height: 7_061
            })
        ));
    }

    #[test]
    fn the_largest_sides_do_not_overflow() {
        assert!(matches!(
            check_size(u32::MAX, u32::MAX),
            Err(MediaError::TooManyPixels { .. })
        ));
    }

    #[test]
    fn a_side_without_pixels_is_damage() {
        assert!(matches!(check_size(0, 7), Err(MediaError::Damaged(_))));
        assert!(matches!(check_size(7, 0), Err(MediaError::Damaged(_))));
    }
}

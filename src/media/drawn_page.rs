//! A page that was drawn, and the bytes it goes in from the process that drew it to the one that shows it.
//!
//! ```text
//! count width height   pixels
//! 4     4     4        4 each: red, green, blue, and one that says nothing
//! ```
//!
//! Numbers are little-endian. Whoever drew it met a PDF that may be hostile, so its answer is read as that of a
//! stranger. Never here: drawing (`pages`).

use super::{PageSize, Thumbnail};

/// A page of a PDF, as far as it could be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnPage {
    /// How many pages the PDF has, at least one.
    pub count: u32,
    /// The page, without see-through pixels; `None` where this one cannot be drawn, though others may be.
    pub picture: Option<Thumbnail>,
}

impl DrawnPage {
    /// The longest that [`Self::to_bytes`] gives for a page of this size, in bytes.
    pub fn most_bytes(size: PageSize) -> usize {
        let (width, height) = size.most();
        NUMBERS + PIXEL * usize::from(width) * usize::from(height)
    }

    /// The bytes to send.
    pub fn to_bytes(&self) -> Vec<u8> {
        let (width, height, rgba) = self.picture.as_ref().map_or((0, 0, &[][..]), |picture| {
            (picture.width, picture.height, &picture.rgba[..])
        });
        let numbers = [self.count, width, height].map(u32::to_le_bytes);
        [numbers.as_flattened(), rgba].concat()
    }

    /// What somebody answered who was asked for this page, counted from 0, of this size.
    ///
    /// `None` for all that [`crate::media::draw_page`] cannot have meant: a PDF without that page, a picture that is
    /// too large, or more or fewer pixels than it has.
    pub fn parse(bytes: &[u8], page: u32, size: PageSize) -> Option<Self> {
        let (numbers, pixels) = bytes.split_at_checked(NUMBERS)?;
        let number = |idx: usize| {
            let number = numbers.as_chunks::<4>().0.get(idx)?;
            Some(u32::from_le_bytes(*number))
        };
        let (count, width, height) = (number(0)?, number(1)?, number(2)?);
        if count <= page {
            return None;
        }
        let (most_width, most_height) = size.most();
        let picture = match (width, height) {
            (0, 0) if pixels.is_empty() => None,
            (0, _) | (_, 0) => return None,
            _ if width > u32::from(most_width) || height > u32::from(most_height) => return None,
            _ if pixels.len() != PIXEL * width as usize * height as usize => return None,
            _ => Some(Thumbnail {
                width,
                height,
                rgba: opaque(pixels),
            }),
        };
        Some(Self { count, picture })
    }
}

/// The pixels with nothing that could be seen through.
fn opaque(rgba: &[u8]) -> Vec<u8> {
    let (pixels, _) = rgba.as_chunks::<PIXEL>();
    pixels
        .iter()
        .flat_map(|[red, green, blue, _]| [*red, *green, *blue, u8::MAX])
        .collect()
}

/// The bytes before the pixels.
const NUMBERS: usize = 12;
/// The bytes of a pixel.
const PIXEL: usize = 4;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn drawn(width: u32, height: u32) -> DrawnPage {
        let picture = Thumbnail {
            width,
            height,
            rgba: [7, 8, 9, 255].repeat((width * height) as usize),
        };
        DrawnPage {
            count: 3,
            picture: Some(picture),
        }
    }

    fn answer(numbers: [u32; 3], pixels: usize) -> Vec<u8> {
        let numbers = numbers.map(u32::to_le_bytes);
        [numbers.as_flattened(), &vec![9; PIXEL * pixels]].concat()
    }

    #[test]
    fn what_was_drawn_arrives_as_it_was() {
        let blank = DrawnPage {
            count: 3,
            picture: None,
        };
        for page in [drawn(240, 320), drawn(1, 1), blank] {
            let bytes = page.to_bytes();
            assert!(bytes.len() <= DrawnPage::most_bytes(PageSize::Row));
            assert_eq!(DrawnPage::parse(&bytes, 2, PageSize::Row), Some(page));
        }
        let largest = drawn(640, 800).to_bytes();
        assert_eq!(largest.len(), DrawnPage::most_bytes(PageSize::Card));
        assert!(DrawnPage::parse(&largest, 0, PageSize::Card).is_some());
    }

    #[test]
    fn an_answer_that_cannot_be_true_is_refused() {
        let refused = |bytes: &[u8]| DrawnPage::parse(bytes, 2, PageSize::Row).is_none();
        assert!(!refused(&answer([3, 2, 2], 4)));
        for (why, bytes) in [
            ("nothing", Vec::new()),
            ("half a number", answer([3, 2, 2], 0)[..11].to_vec()),
            ("no pages", answer([0, 2, 2], 4)),
            ("no such page", answer([2, 2, 2], 4)),
            ("no such page, and blank", answer([2, 0, 0], 0)),
            ("no width", answer([3, 0, 2], 0)),
            ("no height", answer([3, 2, 0], 0)),
            ("pixels of nothing", answer([3, 0, 0], 1)),
            ("a pixel too few", answer([3, 2, 2], 3)),
            ("a pixel too many", answer([3, 2, 2], 5)),
            ("too wide", answer([3, 241, 1], 241)),
            ("too high", answer([3, 1, 321], 321)),
            ("a card", drawn(640, 800).to_bytes()),
            ("wraps around", answer([3, 1 << 31, 2], 0)),
            ("the largest numbers", answer([u32::MAX; 3], 1)),
            ("words", b"No preview of this PDF".to_vec()),
        ] {
            assert!(refused(&bytes), "{why}");
        }
        let mut longer = answer([3, 2, 2], 4);
        longer.push(0);
        assert!(refused(&longer));
    }

    #[test]
    fn nothing_can_be_seen_through() {
        let read = DrawnPage::parse(&answer([1, 1, 1], 1), 0, PageSize::Row).unwrap();
        assert_eq!(read.picture.unwrap().rgba, [9, 9, 9, 255]);
    }

    proptest! {
        #[test]
        fn whatever_is_answered_is_a_page_within_its_bounds_or_none(
            numbers in [0..4_u32, 0..4_u32, 0..4_u32],
            pixels in prop::collection::vec(any::<u8>(), 0..70),
        ) {
            let numbers = numbers.map(u32::to_le_bytes);
            let bytes = [numbers.as_flattened(), &pixels].concat();
            if let Some(page) = DrawnPage::parse(&bytes, 0, PageSize::Row) {
                prop_assert!(page.count > 0);
                if let Some(picture) = page.picture {
                    let area = (picture.width * picture.height) as usize;
                    prop_assert!(area > 0 && picture.rgba.len() == PIXEL * area);
                }
            }
        }
    }
}

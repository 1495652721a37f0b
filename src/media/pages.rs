//! A page of a PDF, drawn small, as plain pixels for the window to paint.
//!
//! A PDF may come from anywhere, so the drawing is bounded: in the bytes and pages that are looked at, in pixels, in
//! time, and in what it may break. What bounds its memory is the process it is done in. Never here: why a PDF is taken
//! or refused (`pdf`), how a page gets from one process to another (`drawn_page`).

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_syntax::Pdf;
use hayro_syntax::page::Page;

use super::pdf::{PATIENCE, aside};
use super::{DrawnPage, Thumbnail};
use crate::words::t;

/// How large a page is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageSize {
    /// For a row of pages: at most 240 pixels wide and 320 high.
    Row,
    /// For the card of the preview: at most 640 pixels wide and 800 high.
    Card,
}

impl PageSize {
    /// The most pixels from left to right, and from top to bottom.
    pub(super) fn most(self) -> (u16, u16) {
        match self {
            Self::Row => (240, 320),
            Self::Card => (640, 800),
        }
    }
}

/// No page can be shown. That is no reason to refuse the PDF: LinkedIn may still draw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", t!("no-pdf-preview"))]
pub struct NoPreview;

/// Draws a page of a PDF, counted from 0. Blocks, for ten seconds at most. Work that takes longer goes on, and its
/// memory has no bound, so this is for a process of its own, which ends then.
///
/// # Errors
/// Where the PDF is larger than [`MAX_DRAWN_BYTES`], cannot be read or takes longer than that, and for a
/// page that it does not have or that is not among the first [`MAX_DRAWN_PAGES`].
pub fn draw_page(bytes: Vec<u8>, page: u32, size: PageSize) -> Result<DrawnPage, NoPreview> {
    if bytes.len() as u64 > MAX_DRAWN_BYTES || page >= MAX_DRAWN_PAGES {
        return Err(NoPreview);
    }
    aside(PATIENCE, move || drawn(bytes, page, size)).ok_or(NoPreview)
}

fn drawn(bytes: Vec<u8>, page: u32, size: PageSize) -> Option<DrawnPage> {
    let pdf = Pdf::new(bytes).ok()?;
    let pages = pdf.pages();
    let page = pages.get(page as usize)?;
    Some(DrawnPage {
        count: u32::try_from(pages.len()).ok()?,
        // A page that breaks the drawing down takes nothing else with it: all of it belongs to this call.
        picture: catch_unwind(AssertUnwindSafe(|| painted(page, size)))
            .ok()
            .flatten(),
    })
}

fn painted(page: &Page<'_>, size: PageSize) -> Option<Thumbnail> {
    let pixmap = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &scale(page, size)?,
    );
    picture(&pixmap)
}

/// Shrinks or enlarges a page until it fills what it may fill, whatever its own size is.
fn scale(page: &Page<'_>, size: PageSize) -> Option<PixmapSettings> {
    let (width, height) = page.render_dimensions();
    let is_a_size = |side: f32| side.is_finite() && side > 0.0;
    if !is_a_size(width) || !is_a_size(height) {
        return None;
    }
    let (most_width, most_height) = size.most();
    let (most_width, most_height) = (f32::from(most_width), f32::from(most_height));
    let scale = (most_width / width).min(most_height / height);
    // What is very long and thin is drawn one pixel thick. Half a pixel more is cut off again, and is proof against
    // what gets lost in between.
    let pixels = |side: f32, most: f32| (side * scale).round().clamp(1.0, most) + 0.5;
    let (x_scale, y_scale) = (
        pixels(width, most_width) / width,
        pixels(height, most_height) / height,
    );
    (x_scale.is_finite() && y_scale.is_finite()).then_some(PixmapSettings {
        x_scale,
        y_scale,
        bg_color: WHITE,
    })
}

/// The page is white below everything, so no colour has an alpha multiplied in.
fn picture(pixmap: &Pixmap) -> Option<Thumbnail> {
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    (width > 0 && height > 0).then(|| Thumbnail {
        width,
        height,
        rgba: pixmap.data_as_u8_slice().to_vec(),
    })
}

/// The largest PDF of which a page is drawn, in bytes; all of it is in memory meanwhile.
pub const MAX_DRAWN_BYTES: u64 = 32 * 1024 * 1024;
/// As many pages from the first on are drawn.
pub const MAX_DRAWN_PAGES: u32 = 10;

#[cfg(test)]
mod tests {
    use pdf_writer::{Content, Finish as _, Name, Rect, Ref};

    use super::*;

    const RED: [f32; 3] = [1.0, 0.0, 0.0];
    const GREEN: [f32; 3] = [0.0, 1.0, 0.0];

    /// A PDF with a page in each colour, all of this size in points.
    fn pdf(colors: &[[f32; 3]], width: f32, height: f32) -> Vec<u8> {
        let (catalog, tree) = (Ref::new(1), Ref::new(2));
        let page = |idx: usize| Ref::new(3 + 2 * i32::try_from(idx).unwrap());
        let mut pdf = pdf_writer::Pdf::new();
        pdf.catalog(catalog).pages(tree);
        let count = i32::try_from(colors.len()).unwrap();
        pdf.pages(tree)
            .kids((0..colors.len()).map(page))
            .count(count);
        for (idx, [red, green, blue]) in colors.iter().enumerate() {
            let content = Ref::new(page(idx).get() + 1);
            let mut leaf = pdf.page(page(idx));
            leaf.parent(tree);
            leaf.media_box(Rect::new(0.0, 0.0, width, height));
            leaf.contents(content);
            leaf.finish();
            let mut painted = Content::new();
            painted.set_fill_rgb(*red, *green, *blue);
            painted.rect(width / 4.0, height / 4.0, width / 2.0, height / 2.0);
            painted.fill_nonzero();
            pdf.stream(content, &painted.finish());
        }
        pdf.finish()
    }

    fn pixel(picture: &Thumbnail, x: u32, y: u32) -> [u8; 4] {
        let at = (y * picture.width + x) as usize * 4;
        picture.rgba[at..at + 4].try_into().unwrap()
    }

    fn middle(picture: &Thumbnail) -> [u8; 4] {
        pixel(picture, picture.width / 2, picture.height / 2)
    }

    fn sentence(bytes: Vec<u8>) -> String {
        let refused = draw_page(bytes, 0, PageSize::Row).unwrap_err();
        refused.to_string()
    }

    const WORDS: &str = "No preview of this PDF";

    #[test]
    fn each_page_has_its_colour_on_white_and_the_size_that_was_asked_for() {
        let pdf = pdf(&[RED, GREEN], 300.0, 400.0);
        for (size, width, height) in [(PageSize::Row, 240, 320), (PageSize::Card, 600, 800)] {
            for (page, color) in [(0, [255, 0, 0, 255]), (1, [0, 255, 0, 255])] {
                let drawn = draw_page(pdf.clone(), page, size).unwrap();
                let picture = drawn.picture.unwrap();
                assert_eq!(drawn.count, 2);
                assert_eq!((picture.width, picture.height), (width, height));
                assert_eq!(picture.rgba.len(), (width * height * 4) as usize);
                assert_eq!(middle(&picture), color);
                assert_eq!(pixel(&picture, 0, 0), [255; 4]);
            }
        }
    }

    #[test]
    fn pages_of_any_size_take_no_more_pixels_than_they_may() {
        for (width, height) in [
            (1e9, 1e9),
            (14_400.0, 1.0),
            (1.0, 14_400.0),
            (1e-3, 1e-3),
            (1e30, 1.0),
            (0.0, 0.0),
            (-300.0, 400.0),
            (f32::MAX, f32::MAX),
        ] {
            for size in [PageSize::Row, PageSize::Card] {
                let (most_width, most_height) = size.most();
                let drawn = draw_page(pdf(&[RED], width, height), 0, size).unwrap();
                assert_eq!(drawn.count, 1, "{width} by {height}");
                if let Some(picture) = drawn.picture {
                    assert!((1..=u32::from(most_width)).contains(&picture.width));
                    assert!((1..=u32::from(most_height)).contains(&picture.height));
                }
            }
        }
    }

    #[test]
    fn a_page_that_is_not_there_or_far_behind_is_not_drawn() {
        let twelve = pdf(&[RED; 12], 30.0, 40.0);
        assert_eq!(
            draw_page(twelve.clone(), 9, PageSize::Row).unwrap().count,
            12
        );
        assert!(draw_page(twelve.clone(), 10, PageSize::Row).is_err());
        assert!(draw_page(twelve, u32::MAX, PageSize::Row).is_err());
        assert!(draw_page(pdf(&[RED], 30.0, 40.0), 1, PageSize::Row).is_err());
    }

    #[test]
    fn what_cannot_be_drawn_is_said_in_a_sentence() {
        assert_eq!(sentence(Vec::new()), WORDS);
        assert_eq!(sentence(b"%PDF-1.7 and no more".to_vec()), WORDS);
        assert_eq!(sentence((0..=255).cycle().take(9_999).collect()), WORDS);
        assert_eq!(sentence(pdf(&[], 30.0, 40.0)), WORDS);
        let large = usize::try_from(MAX_DRAWN_BYTES).unwrap() + 1;
        let mut padded = pdf(&[RED], 30.0, 40.0);
        padded.resize(large, b'\n');
        assert_eq!(sentence(padded), WORDS);
    }

    #[test]
    fn a_pdf_that_breaks_off_does_no_harm() {
        let whole = pdf(&[RED, GREEN], 30.0, 40.0);
        for len in (0..whole.len()).step_by(23) {
            if let Err(err) = draw_page(whole[..len].to_vec(), 0, PageSize::Row) {
                assert_eq!(err.to_string(), WORDS, "{len}");
            }
        }
    }

    #[test]
    fn a_page_that_paints_itself_again_and_again_does_no_harm() {
        let (catalog, tree, leaf, form) = (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4));
        let mut content = Content::new();
        content.x_object(Name(b"Again"));
        let content = content.finish();
        let area = Rect::new(0.0, 0.0, 30.0, 40.0);
        let mut pdf = pdf_writer::Pdf::new();
        pdf.catalog(catalog).pages(tree);
        pdf.pages(tree).kids([leaf]).count(1);
        let mut page = pdf.page(leaf);
        page.parent(tree).media_box(area).contents(Ref::new(5));
        page.resources().x_objects().pair(Name(b"Again"), form);
        page.finish();
        let mut again = pdf.form_xobject(form, &content);
        again.bbox(area);
        again.resources().x_objects().pair(Name(b"Again"), form);
        again.finish();
        pdf.stream(Ref::new(5), &content);
        // Whether it is drawn or not: the program is still there to say so.
        let drawn = draw_page(pdf.finish(), 0, PageSize::Row);
        assert_eq!(drawn.map(|page| page.count), Ok(1));
    }
}

//! Pictures bound into a PDF: a page for each, as large as the picture, with its description (ISO 32000-1, 14.9.3).
//!
//! A JPEG goes in as it is; any other picture goes in without loss, on white where it lets something show through. The
//! PDF says nothing else: no date, no program, no title.

use image::{DynamicImage, Rgb, RgbImage};
use pdf_writer::types::StructRole;
use pdf_writer::writers::StructTreeRoot;
use pdf_writer::{Content, Filter, Finish as _, Name, Pdf, Rect, Ref, TextStr};

use super::picture::walk;
use super::pixels::Pixels;
use super::{FileKind, MediaError};
use crate::domain::ImageFormat;

/// One picture, ready for its page.
pub struct Leaf {
    width: u32,
    height: u32,
    samples: Vec<u8>,
    colors: Colors,
    is_jpeg: bool,
    words: String,
}

/// What the samples of a picture mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Colors {
    Gray,
    Rgb,
}

impl Leaf {
    /// Takes a picture as it lies in a draft, upright and clean, and its description.
    ///
    /// # Errors
    /// [`MediaError`] where it cannot be decoded.
    pub fn new(bytes: Vec<u8>, words: &str) -> Result<Self, MediaError> {
        let layout = walk(FileKind::of(&bytes), &bytes)?;
        let facts = layout.facts;
        let components = (facts.format == ImageFormat::Jpeg)
            .then(|| jpeg_components(&bytes))
            .flatten();
        let colors = match components {
            Some(1) => Some(Colors::Gray),
            Some(3) => Some(Colors::Rgb),
            // Four inks need a profile to look right, so they are decoded.
            _ => None,
        };
        let (samples, colors, is_jpeg) = if let Some(colors) = colors {
            (bytes, colors, true)
        } else {
            let pixels = on_white(Pixels::decode(&bytes, facts)?.image);
            let packed = miniz_oxide::deflate::compress_to_vec_zlib(pixels.as_raw(), PACKING);
            (packed, Colors::Rgb, false)
        };
        Ok(Self {
            width: facts.width,
            height: facts.height,
            samples,
            colors,
            is_jpeg,
            words: words.to_owned(),
        })
    }

    /// Width and height of its page in points, at 96 pixels an inch and no longer than a page may be.
    fn page_size(&self) -> (f32, f32) {
        let (width, height) = (self.width as f32, self.height as f32);
        let scale = 0.75_f32.min(LONGEST_SIDE / width.max(height));
        ((width * scale).max(1.0), (height * scale).max(1.0))
    }
}

/// Binds pictures into a PDF.
pub fn carousel(leaves: &[Leaf]) -> Vec<u8> {
    let mut refs = (1..).map(Ref::new);
    let mut next = || refs.next().unwrap_or(Ref::new(1));
    let (catalog, tree, root, parents) = (next(), next(), next(), next());
    let document = next();
    let places: Vec<Places> = leaves.iter().map(|_| Places::new(&mut next)).collect();
    let mut pdf = Pdf::new();
    let mut start = pdf.catalog(catalog);
    start.pages(tree);
    start.mark_info().marked(true);
    start.pair(Name(b"StructTreeRoot"), root);
    start.finish();
    let mut structure: StructTreeRoot<'_> = pdf.indirect(root).start();
    structure.child(document);
    structure.pair(Name(b"ParentTree"), parents);
    structure.finish();
    let mut whole = pdf.struct_element(document);
    whole.kind(StructRole::Document).parent(root);
    let mut figures = whole.children();
    for at in &places {
        figures.struct_element(at.figure);
    }
    figures.finish();
    whole.finish();
    let count = i32::try_from(leaves.len()).unwrap_or(i32::MAX);
    let pages = places.iter().map(|at| at.page);
    pdf.pages(tree).kids(pages).count(count);
    let mut table = pdf.indirect(parents).dict();
    let mut numbers = table.insert(Name(b"Nums")).array();
    for (number, at) in (0..).zip(&places) {
        numbers.item(number);
        numbers.push().array().item(at.figure);
    }
    numbers.finish();
    table.finish();
    for (number, (leaf, at)) in (0..).zip(leaves.iter().zip(&places)) {
        write_page(&mut pdf, number, leaf, at, tree);
        let mut figure = pdf.struct_element(at.figure);
        figure
            .kind(StructRole::Figure)
            .parent(document)
            .page(at.page);
        if !leaf.words.trim().is_empty() {
            figure.alt(TextStr(&leaf.words));
        }
        figure.children().marked_content_id(0);
    }
    pdf.finish()
}

/// Where the parts of one page stand.
struct Places {
    page: Ref,
    picture: Ref,
    content: Ref,
    figure: Ref,
}

impl Places {
    fn new(next: &mut impl FnMut() -> Ref) -> Self {
        Self {
            page: next(),
            picture: next(),
            content: next(),
            figure: next(),
        }
    }
}

fn write_page(pdf: &mut Pdf, number: i32, leaf: &Leaf, at: &Places, tree: Ref) {
    let (width, height) = leaf.page_size();
    let name = Name(b"P");
    let mut page = pdf.page(at.page);
    page.media_box(Rect::new(0.0, 0.0, width, height));
    page.parent(tree)
        .contents(at.content)
        .struct_parents(number);
    page.resources().x_objects().pair(name, at.picture);
    page.finish();
    let mut picture = pdf.image_xobject(at.picture, &leaf.samples);
    picture.filter(if leaf.is_jpeg {
        Filter::DctDecode
    } else {
        Filter::FlateDecode
    });
    picture
        .width(i32::try_from(leaf.width).unwrap_or(i32::MAX))
        .height(i32::try_from(leaf.height).unwrap_or(i32::MAX))
        .bits_per_component(8);
    match leaf.colors {
        Colors::Gray => picture.color_space().device_gray(),
        Colors::Rgb => picture.color_space().device_rgb(),
    }
    picture.finish();
    let mut content = Content::new();
    content
        .begin_marked_content_with_properties(Name(b"Figure"))
        .properties()
        .identify(0);
    content
        .save_state()
        .transform([width, 0.0, 0.0, height, 0.0, 0.0])
        .x_object(name)
        .restore_state()
        .end_marked_content();
    pdf.stream(at.content, &content.finish());
}

/// How many components the frame of a JPEG has (ITU T.81, B.2.2).
fn jpeg_components(bytes: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        while bytes.get(at + 1) == Some(&0xFF) {
            at += 1;
        }
        let marker = *bytes.get(at + 1)?;
        if matches!(marker, 0xC0..=0xC2) {
            return bytes.get(at + 9).copied();
        }
        let len = bytes.get(at + 2..at + 4)?;
        at += 2 + usize::from(u16::from_be_bytes([len[0], len[1]]));
    }
}

/// Paper is white where a picture lets something show through.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    let (width, height) = image.dimensions();
    RgbImage::from_fn(width, height, |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0;
        let over = |ink: u8| {
            let mixed = u32::from(ink) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
            u8::try_from((mixed + 127) / 255).unwrap_or(u8::MAX)
        };
        Rgb([over(red), over(green), over(blue)])
    })
}

/// The longest side of a page in points (ISO 32000-1, annex C.2).
const LONGEST_SIDE: f32 = 14_400.0;
/// Of 10; more takes much longer and saves little.
const PACKING: u8 = 6;

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::ImageFormat as Codec;

    use super::*;
    use crate::domain::DocumentFormat;
    use crate::media::{inspect_document, samples};

    fn text(pdf: &[u8]) -> String {
        String::from_utf8_lossy(pdf).into_owned()
    }

    #[test]
    fn a_jpeg_goes_in_as_it_is_and_its_page_has_its_proportions() {
        let picture = samples::quarters(64, 32);
        let jpeg = samples::encoded(&picture.into(), Codec::Jpeg);
        let leaf = Leaf::new(jpeg.clone(), "Four colours").unwrap();
        let pdf = carousel(&[leaf]);
        assert!(pdf.windows(jpeg.len()).any(|part| part == jpeg));
        assert!(
            text(&pdf).contains("/MediaBox [0 0 48 24]"),
            "{}",
            text(&pdf)
        );
        for part in [
            "/StructTreeRoot 3 0 R",
            "3 0 obj\n<<\n  /Type /StructTreeRoot",
            "/S /Document",
            "/Alt (Four colours)",
        ] {
            assert!(text(&pdf).contains(part), "{part}: {}", text(&pdf));
        }
        let found = inspect_document(&mut Cursor::new(&pdf)).unwrap();
        assert_eq!(
            (found.format, found.is_encrypted),
            (DocumentFormat::Pdf, false)
        );
    }

    #[test]
    fn pages_stand_in_the_order_of_the_pictures_and_tell_nothing_else() {
        let leaves = [
            samples::png(40, 20),
            samples::gif(4, 4, 2),
            samples::png(20, 40),
        ]
        .map(|bytes| Leaf::new(bytes, "").unwrap());
        let pdf = text(&carousel(&leaves));
        let place = |part: &str| pdf.find(part).unwrap_or_else(|| panic!("{part}"));
        assert!(pdf.contains("/Count 3"));
        assert!(place("[0 0 30 15]") < place("[0 0 3 3]"));
        assert!(place("[0 0 3 3]") < place("[0 0 15 30]"));
        for word in ["/Info", "/Producer", "/Metadata", "/Alt", "CreationDate"] {
            assert!(!pdf.contains(word), "{word}");
        }
    }

    #[test]
    fn what_shows_through_is_white_and_gray_stays_gray() {
        let clear = image::RgbaImage::from_pixel(1, 1, image::Rgba([0, 0, 0, 0]));
        assert_eq!(on_white(clear.into()).get_pixel(0, 0).0, [255, 255, 255]);
        let half = image::RgbaImage::from_pixel(1, 1, image::Rgba([0, 100, 255, 128]));
        assert_eq!(on_white(half.into()).get_pixel(0, 0).0, [127, 177, 255]);
        let gray = image::GrayImage::from_pixel(3, 3, image::Luma([99]));
        let leaf = Leaf::new(samples::encoded(&gray.into(), Codec::Jpeg), "").unwrap();
        assert_eq!((leaf.colors, leaf.is_jpeg), (Colors::Gray, true));
    }

    #[test]
    fn four_inks_are_decoded_and_a_long_strip_fits_onto_a_page() {
        let leaf = Leaf::new(samples::cmyk_jpeg([255, 0, 0, 255]), "").unwrap();
        assert_eq!((leaf.colors, leaf.is_jpeg), (Colors::Rgb, false));
        let strip = Leaf::new(samples::png(30_000, 1), "").unwrap();
        assert_eq!(strip.page_size(), (14_400.0, 1.0));
        assert!(Leaf::new(b"hello".to_vec(), "").is_err());
    }
}

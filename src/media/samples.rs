//! Small pictures for the tests, made on the spot. Test code only.

#![cfg(test)]

use std::fmt::Write as _;
use std::io::Cursor;

use gif::{Encoder, Frame, Repeat};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// Four quarters of different colours, so that every turn and mirroring shows.
pub(super) fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        match (x < width / 2, y < height / 2) {
            (true, true) => Rgb([220, 30, 30]),
            (false, true) => Rgb([30, 200, 30]),
            (true, false) => Rgb([30, 30, 220]),
            (false, false) => Rgb([230, 230, 230]),
        }
    })
}

pub(super) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    quarters(width, height).write_with_encoder(encoder).unwrap();
    bytes
}

pub(super) fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(&quarters(width, height).into(), ImageFormat::Png)
}

pub(super) fn webp(width: u32, height: u32) -> Vec<u8> {
    encoded(&quarters(width, height).into(), ImageFormat::WebP)
}

pub(super) fn bmp(width: u32, height: u32) -> Vec<u8> {
    encoded(&quarters(width, height).into(), ImageFormat::Bmp)
}

pub(super) fn tiff(width: u32, height: u32) -> Vec<u8> {
    encoded(&quarters(width, height).into(), ImageFormat::Tiff)
}

/// A looping GIF whose frames take no time.
pub(super) fn gif(width: u16, height: u16, frames: u32) -> Vec<u8> {
    let palette = [0, 0, 0, 255, 0, 0];
    let mut encoder = Encoder::new(Vec::new(), width, height, &palette).unwrap();
    encoder.set_repeat(Repeat::Infinite).unwrap();
    for number in 0..frames {
        let pixels = vec![u8::from(number % 2 == 0); usize::from(width) * usize::from(height)];
        let frame = Frame::from_indexed_pixels(width, height, pixels, None);
        encoder.write_frame(&frame).unwrap();
    }
    encoder.into_inner().unwrap()
}

pub(super) fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// An EXIF block with its heading, an orientation and perhaps a GPS directory that points at itself.
pub(super) fn exif(orientation: u8, has_location: bool) -> Vec<u8> {
    let mut block = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
    block.extend([1 + u8::from(has_location), 0]);
    block.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    if has_location {
        block.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0]);
    }
    block.extend([8, 0, 0, 0]);
    block
}

/// A JPEG with an EXIF block at its start.
pub(super) fn jpeg_with_exif(jpeg: &[u8], exif: &[u8]) -> Vec<u8> {
    [&jpeg[..2], &jpeg_segment(0xE1, exif), &jpeg[2..]].concat()
}

pub(super) fn jpeg_segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let len = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker], &len[..], content].concat()
}

pub(super) fn png_header(width: u32, height: u32, depth: u8, colour_type: u8) -> Vec<u8> {
    let mut content = [width.to_be_bytes(), height.to_be_bytes()].concat();
    content.extend([depth, colour_type, 0, 0, 0]);
    png_chunk(*b"IHDR", &content)
}

pub(super) fn png_chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let len = u32::try_from(content.len()).unwrap().to_be_bytes();
    let checked = [&name[..], content].concat();
    [&len[..], &checked, &crc(&checked).to_be_bytes()].concat()
}

/// The checksum of PNG chunks.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 * (crc & 1))
        })
    })
}

/// The picture as a camera held in that orientation stores it (EXIF 2.32, tag 274: where row 0 and
/// column 0 are in the upright picture).
pub(super) fn held(upright: &RgbImage, orientation: u8) -> RgbImage {
    let (right, bottom) = (upright.width() - 1, upright.height() - 1);
    let (width, height) = match orientation {
        1..=4 => (upright.width(), upright.height()),
        _ => (upright.height(), upright.width()),
    };
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = match orientation {
            2 => (right - x, y),
            3 => (right - x, bottom - y),
            4 => (x, bottom - y),
            5 => (y, x),
            6 => (right - y, x),
            7 => (right - y, bottom - x),
            8 => (y, bottom - x),
            _ => (x, y),
        };
        *upright.get_pixel(x, y)
    })
}

/// Eight by eight pixels of one colour, as Adobe stores them: four inverted channels, each close to 0
/// or to 255.
pub(super) fn cmyk_jpeg(channels: [u8; 4]) -> Vec<u8> {
    let mut bytes = b"\xFF\xD8".to_vec();
    bytes.extend(jpeg_segment(0xEE, b"Adobe\0\x64\0\0\0\0\0"));
    // Steps of four make the first coefficient twice the sample, less 256.
    let mut quantization = vec![0];
    quantization.extend([4; 64]);
    bytes.extend(jpeg_segment(0xDB, &quantization));
    let mut frame = vec![8, 0, 8, 0, 8, 4];
    let mut scan = vec![4];
    for number in 1..=4 {
        frame.extend([number, 0x11, 0]);
        scan.extend([number, 0]);
    }
    scan.extend([0, 63, 0]);
    bytes.extend(jpeg_segment(0xC0, &frame));
    // Differences: `0` is none, `10` has eight bits. The other coefficients: `0` ends the block.
    let codes = |class, symbols: &[u8]| {
        let mut table = vec![0; 17];
        table[0] = class;
        table[1..=symbols.len()].fill(1);
        table.extend(symbols);
        jpeg_segment(0xC4, &table)
    };
    bytes.extend(codes(0x00, &[0, 8]));
    bytes.extend(codes(0x10, &[0]));
    bytes.extend(jpeg_segment(0xDA, &scan));
    bytes.extend(coded(channels));
    bytes.extend(b"\xFF\xD9");
    bytes
}

/// One block per channel, each of a single difference, with the byte 0xFF stuffed.
fn coded(channels: [u8; 4]) -> Vec<u8> {
    let mut bits = String::new();
    for channel in channels {
        let difference = (i32::from(channel) * 2 - 256).max(-254);
        let magnitude = if difference < 0 {
            difference + 255
        } else {
            difference
        };
        write!(bits, "10{magnitude:08b}0").unwrap();
    }
    while !bits.len().is_multiple_of(8) {
        bits.push('1');
    }
    let byte = |at| u8::from_str_radix(&bits[at..at + 8], 2).unwrap();
    let bytes = (0..bits.len()).step_by(8).map(byte);
    bytes
        .flat_map(|byte| {
            if byte == 0xFF {
                vec![byte, 0]
            } else {
                vec![byte]
            }
        })
        .collect()
}

/// Two pixels by palette, the second half transparent.
pub(super) fn palette_png() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
    bytes.extend(png_header(2, 1, 8, 3));
    bytes.extend(png_chunk(*b"PLTE", &[10, 20, 30, 200, 100, 50]));
    bytes.extend(png_chunk(*b"tRNS", &[255, 128]));
    // One stored block of zlib: no filter, colour 0, colour 1.
    bytes.extend(png_chunk(
        *b"IDAT",
        b"\x78\x01\x01\x03\0\xFC\xFF\0\0\x01\0\x04\0\x02",
    ));
    bytes.extend(png_chunk(*b"IEND", b""));
    bytes
}

/// A WebP of one frame that calls itself an animation.
pub(super) fn animated_webp() -> Vec<u8> {
    let still = webp(4, 4);
    let frame = [b"\0\0\0\0\0\0\x03\0\0\x03\0\0\x64\0\0\0", &still[12..]].concat();
    let chunks = [
        b"WEBP".to_vec(),
        webp_chunk(b"VP8X", b"\x02\0\0\0\x03\0\0\x03\0\0"),
        webp_chunk(b"ANIM", b"\0\0\0\0\0\0"),
        webp_chunk(b"ANMF", &frame),
    ];
    webp_chunk(b"RIFF", &chunks.concat())
}

fn webp_chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
    let len = u32::try_from(content.len()).unwrap().to_le_bytes();
    let padding = &[0][..content.len() % 2];
    [name, &len, content, padding].concat()
}

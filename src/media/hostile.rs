//! Files that mean harm, or have come to it: cut, altered, made up. Test code only.

#![cfg(test)]

use proptest::prelude::*;

use super::fuzzing::picture;
use super::{MediaError, picture_from_bytes, samples};

/// One picture of each kind, each with something to remove.
fn pictures() -> Vec<Vec<u8>> {
    let mut png = samples::png(24, 16);
    png.splice(
        33..33,
        samples::png_chunk(*b"eXIf", &samples::exif(3, true)[6..]),
    );
    let mut gif = samples::gif(24, 16, 3);
    let end = gif.len() - 1;
    gif.splice(end..end, *b"\x21\xFE\x06secret\0");
    vec![
        samples::jpeg_with_exif(&samples::jpeg(24, 16), &samples::exif(1, true)),
        samples::jpeg_with_exif(&samples::jpeg(24, 16), &samples::exif(6, true)),
        samples::cmyk_jpeg([9, 9, 9, 9]),
        png,
        samples::palette_png(),
        gif,
        samples::webp(24, 16),
        samples::animated_webp(),
    ]
}

#[test]
fn a_picture_that_breaks_off_anywhere_is_refused() {
    for whole in pictures() {
        for len in (0..whole.len())
            .step_by(64)
            .chain([1, 2, 9, whole.len() - 1])
        {
            let refused = picture_from_bytes(whole[..len].to_vec());
            assert!(refused.is_err(), "{len} of {} bytes", whole.len());
        }
    }
}

#[test]
fn pixels_that_break_off_within_a_whole_container_are_damage() {
    let png = samples::png(64, 64);
    let pixels = png.windows(4).position(|at| at == b"IDAT").unwrap() + 4;
    let chunk = samples::png_chunk(*b"IDAT", &png[pixels..pixels + 20]);
    let end = samples::png_chunk(*b"IEND", b"");
    let broken = [&png[..pixels - 8], &chunk, &end].concat();
    assert!(matches!(
        picture_from_bytes(broken),
        Err(MediaError::Damaged(_))
    ));
}

#[test]
fn a_colour_profile_that_unpacks_into_nonsense_does_no_harm() {
    let mut png = samples::png(4, 4);
    let profile = samples::png_chunk(*b"iCCP", b"name\0\0\x78\x9c\xFF\xFF\xFF\xFF\xFF");
    png.splice(33..33, profile);
    picture(&png);
}

proptest! {
    #[test]
    fn made_up_bytes_never_make_it_fail(
        mut bytes in prop::collection::vec(any::<u8>(), 0..400),
        opening in prop::sample::select(vec![
            &b"\xFF\xD8\xFF"[..], b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR", b"GIF89a\x04\0\x04\0",
            b"RIFF\x10\0\0\0WEBPVP8L", b"RIFF\x10\0\0\0WEBPVP8X", b"",
        ]),
    ) {
        bytes.splice(0..0, opening.iter().copied());
        picture(&bytes);
    }

    #[test]
    fn an_altered_picture_is_refused_or_cleaned_for_good(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let pictures = pictures();
        let mut bytes = which.get(&pictures).clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        picture(&bytes);
    }
}

//! What must hold for any file that is attached: the bodies of the fuzz targets and property tests.
//!
//! Each takes any bytes at all, and panics where a promise is broken. What may be left in a picture is worked out
//! here a second time, from the bytes. Never in the program itself.

use std::io::Cursor;

use super::limits::VIDEO_BYTES;
use super::picture::walk;
use super::{Change, FileKind, inspect_video, picture_from_bytes, thumbnail};

/// Any bytes as a picture: refused, or cleaned for good, with nothing left that tells a place.
///
/// Pictures of many pixels are walked and cleaned, but not decoded, so that a run is quick.
///
/// Gives whether it was taken.
pub fn picture(bytes: &[u8]) -> bool {
    let kind = FileKind::of(bytes);
    if let Ok(layout) = walk(kind, bytes) {
        let clean = layout.clean(bytes.to_vec());
        assert!(clean.len() <= bytes.len(), "cleaning makes it longer");
        assert_tells_nothing(kind, &clean);
        let again = walk(kind, &clean).expect("a clean picture is whole");
        assert!(!again.has_metadata() && !again.has_trailing(clean.len()));
        assert!(!again.has_location);
        assert_eq!(again.facts, layout.facts);
        let facts = layout.facts;
        if u64::from(facts.width) * u64::from(facts.height) > MANY_PIXELS {
            return false;
        }
    }
    thumbnail(bytes, 16).ok();
    let Ok(picture) = picture_from_bytes(bytes.to_vec()) else {
        return false;
    };
    let is_encoded_anew = picture
        .changes
        .iter()
        .any(|change| matches!(change, Change::Rotated | Change::ConvertedFrom(_)));
    assert!(is_encoded_anew || picture.bytes.len() <= bytes.len());
    assert_tells_nothing(FileKind::of(&picture.bytes), &picture.bytes);
    let again = picture_from_bytes(picture.bytes.clone()).expect("what was made ready is taken");
    assert_eq!(again.changes, []);
    assert_eq!(again.bytes, picture.bytes);
    assert_eq!(again.facts, picture.facts);
    true
}

/// Any bytes as a video: refused, or copied with nothing left to remove, in the same length, and changed nowhere but
/// where something was taken out.
///
/// What is too short for LinkedIn gets a last box with nothing in it.
///
/// Gives whether it was taken.
pub fn video(bytes: &[u8]) -> bool {
    let mut bytes = bytes.to_vec();
    let shortest = usize::try_from(*VIDEO_BYTES.start()).expect("it fits into memory");
    let missing = shortest.saturating_sub(bytes.len());
    if let Ok(len) = u32::try_from(missing + 8) {
        bytes.extend(len.to_be_bytes());
        bytes.extend(b"free");
        bytes.resize(bytes.len() + missing, 0);
    }
    let mut from = Cursor::new(&bytes);
    let Ok(video) = inspect_video(&mut from) else {
        return false;
    };
    let mut to = Cursor::new(Vec::new());
    video
        .copy_to(&mut from, &mut to)
        .expect("what was found can be taken out");
    let copy = to.get_ref().clone();
    let again = inspect_video(&mut to).expect("a copy is whole");
    assert_eq!(again.changes, []);
    assert_eq!(again.facts, video.facts);
    assert_eq!(copy.len(), bytes.len(), "every offset in it stays right");
    let differs = |at: &usize| copy[*at] != bytes[*at];
    let changed: Vec<usize> = (0..bytes.len()).filter(differs).collect();
    assert_eq!(changed.is_empty(), video.changes.is_empty());
    assert!(
        changed.iter().all(|&at| b"free\0".contains(&copy[at])),
        "something was put in"
    );
    true
}

/// Panics if a clean picture has a part in which a place, a camera or a comment can stand, or goes on after its end.
fn assert_tells_nothing(kind: FileKind, bytes: &[u8]) {
    match kind {
        FileKind::Jpeg => assert_jpeg_tells_nothing(bytes),
        FileKind::Png => assert_png_tells_nothing(bytes),
        FileKind::Gif => assert_eq!(bytes.last(), Some(&0x3B), "it goes on"),
        _ => panic!("{kind:?} is not sent"),
    }
}

fn assert_jpeg_tells_nothing(bytes: &[u8]) {
    let mut at = 2;
    loop {
        while bytes.get(at + 1) == Some(&0xFF) {
            at += 1;
        }
        assert_eq!(bytes[at], 0xFF, "a marker at {at}");
        let marker = bytes[at + 1];
        if marker == 0xD9 {
            assert_eq!(at + 2, bytes.len(), "it goes on");
            return;
        }
        let len = usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
        let content = &bytes[at + 4..at + 2 + len];
        let is_harmless = match marker {
            0xE0 => content.starts_with(b"JFIF\0"),
            0xE2 => content.starts_with(b"ICC_PROFILE\0"),
            0xEE => content.starts_with(b"Adobe"),
            0xE1..=0xEF | 0xFE => false,
            _ => true,
        };
        assert!(is_harmless, "a segment {marker:02X}");
        at += 2 + len;
        if marker == 0xDA {
            let coded = bytes[at..]
                .windows(2)
                .position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xFF | 0xD0..=0xD7));
            at += coded.expect("a scan ends with a marker");
        }
    }
}

fn assert_png_tells_nothing(bytes: &[u8]) {
    let mut at = 8;
    loop {
        let len = u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
        let name = &bytes[at + 4..at + 8];
        let tells = [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"];
        assert!(!tells.iter().any(|chunk| name == *chunk), "{name:?}");
        at += 12 + len as usize;
        if name == b"IEND" {
            assert_eq!(at, bytes.len(), "it goes on");
            return;
        }
    }
}

/// Half a megapixel.
const MANY_PIXELS: u64 = 1 << 19;

//! Videos that are cleaned, refused, or mean harm. What is said of them is in the names.

use std::io::{Cursor, Read, Seek, SeekFrom};

use proptest::prelude::*;

use super::samples::{
    PLACE, block, boxed_place, keyed_place, long_block, named_place, samples, video,
};
use super::*;

/// Looks into a video and copies it.
fn cleaned(bytes: &[u8]) -> Result<(Video, Vec<u8>), MediaError> {
    let mut from = Cursor::new(bytes);
    let video = inspect_video(&mut from)?;
    let mut to = Cursor::new(Vec::new());
    video.copy_to(&mut from, &mut to)?;
    Ok((video, to.into_inner()))
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|at| at == word)
}

/// The first byte outside `stretch` that is not the same in both.
fn changed_outside(stretch: std::ops::Range<usize>, before: &[u8], after: &[u8]) -> Option<usize> {
    assert_eq!(before.len(), after.len());
    (0..before.len()).find(|idx| !stretch.contains(idx) && before[*idx] != after[*idx])
}

/// Each way to say a place that is known to us, as a box of its own.
fn places() -> Vec<Vec<u8>> {
    let xmp_id = b"\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC";
    let xmp = [&xmp_id[..], b"<x exif:GPSLatitude='", PLACE].concat();
    let full_meta = [&[0; 4], &keyed_place()[8..]].concat();
    vec![
        boxed_place(),
        named_place(),
        keyed_place(),
        block(b"udta", &block(b"meta", &full_meta)),
        samples::track(b"soun", b"mp4a", &boxed_place()),
        block(b"uuid", &xmp),
        block(b"gps ", &[b"GPS", PLACE].concat()),
        block(b"free", &[b"freeGPS ", PLACE].concat()),
        long_block(b"udta", &block(b"\xA9xyz", PLACE)),
    ]
}

#[test]
fn the_facts_of_a_video_are_found_wherever_its_head_is() {
    let expected = VideoFacts {
        width: 640,
        height: 360,
        duration_ms: Some(5_000),
    };
    let in_front = video(b"", b"");
    for bytes in [&in_front, &head_last(&in_front)] {
        let found = inspect_video(&mut Cursor::new(bytes)).unwrap();
        assert_eq!(found.facts, expected);
        assert_eq!(found.codecs, ["H.264", "AAC"]);
    }
}

#[test]
fn a_video_with_nothing_to_remove_is_copied_byte_for_byte() {
    let bytes = video(b"", b"");
    let (video, copy) = cleaned(&bytes).unwrap();
    assert!(copy == bytes);
    assert_eq!(video.changes, []);
    assert_eq!(video.byte_count, bytes.len() as u64);
}

#[test]
fn a_place_in_each_of_its_forms_goes_and_no_other_byte_changes_or_moves() {
    for form in places() {
        for bytes in [video(&form, b""), video(b"", &form)] {
            let (video, copy) = cleaned(&bytes).unwrap();
            assert!(contains(&bytes, PLACE) && !contains(&copy, PLACE));
            assert_eq!(video.changes.first(), Some(&Change::LocationRemoved));
            let at = bytes.windows(form.len()).position(|at| at == form).unwrap();
            let stretch = at + 4..at + form.len();
            assert_eq!(changed_outside(stretch, &bytes, &copy), None);
        }
    }
}

#[test]
fn what_was_cleaned_has_nothing_to_remove_any_more() {
    let (_, copy) = cleaned(&video(&places().concat(), &places().concat())).unwrap();
    let (again, copy_again) = cleaned(&copy).unwrap();
    assert_eq!(again.changes, []);
    assert!(copy_again == copy);
}

#[test]
fn a_description_without_a_place_goes_as_well_and_is_not_called_a_place() {
    let title = block(b"udta", &block(b"\xA9nam", b"\0\x04\0\0home"));
    let (video, copy) = cleaned(&video(&title, b"")).unwrap();
    assert_eq!(video.changes, [Change::MetadataRemoved]);
    assert!(!contains(&copy, b"home"));
}

#[test]
fn the_checksum_is_that_of_the_copy() {
    use sha2::Digest as _;
    let bytes = video(&boxed_place(), b"");
    let mut from = Cursor::new(&bytes);
    let video = inspect_video(&mut from).unwrap();
    let mut to = Cursor::new(Vec::new());
    let sha256 = video.copy_to(&mut from, &mut to).unwrap();
    assert_eq!(sha256[..], sha2::Sha256::digest(to.into_inner())[..]);
}

#[test]
fn a_video_on_its_side_is_measured_upright() {
    let bytes = video(b"", b"");
    let upright = samples::track_header(0, 640, 360, false);
    let turned = samples::track_header(0, 640, 360, true);
    let at = bytes
        .windows(upright.len())
        .position(|at| at == upright)
        .unwrap();
    let mut bytes = bytes;
    bytes.splice(at..at + turned.len(), turned);
    let facts = inspect_video(&mut Cursor::new(&bytes)).unwrap().facts;
    assert_eq!((facts.width, facts.height), (360, 640));
}

#[test]
fn a_track_that_tells_where_the_camera_was_is_refused() {
    let by_codec = samples::track(b"meta", b"gpmd", b"");
    let mut by_name = samples::track(b"meta", b"mebx", b"");
    let at = by_name.len() - 20;
    by_name.splice(at..at + 8, *b"location");
    for track in [by_codec, by_name] {
        let refused = inspect_video(&mut Cursor::new(video(&track, b"")));
        assert!(matches!(refused, Err(MediaError::TracksPlaces)));
    }
    let harmless = samples::track(b"meta", b"mebx", b"");
    inspect_video(&mut Cursor::new(video(&harmless, b""))).unwrap();
}

#[test]
fn sound_alone_is_no_video() {
    let film = block(b"mvhd", &samples::film_header(0, 1, 5));
    let film = [film, samples::track(b"soun", b"mp4a", b"")].concat();
    let bytes = [
        block(b"ftyp", b"M4A \0\0\0\0"),
        block(b"moov", &film),
        block(b"mdat", &samples()),
    ]
    .concat();
    let refused = inspect_video(&mut Cursor::new(bytes));
    assert!(matches!(refused, Err(MediaError::NoMovingPicture)));
}

#[test]
fn what_is_no_mp4_is_refused_by_its_content() {
    for (bytes, kind) in [
        (&b"\x1A\x45\xDF\xA3"[..], FileKind::Video),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", FileKind::Video),
        (b"\xFF\xD8\xFF\xE0", FileKind::Jpeg),
        (b"not a film", FileKind::Text),
    ] {
        let refused = inspect_video(&mut Cursor::new(bytes));
        assert!(matches!(refused, Err(MediaError::NotAVideo(found)) if found == kind));
    }
    let refused = inspect_video(&mut Cursor::new(b""));
    assert!(matches!(refused, Err(MediaError::Empty)));
}

#[test]
fn lengths_of_all_forms_are_walked() {
    let head = video(b"", b"");
    let data = head.windows(4).position(|at| at == b"mdat").unwrap() - 4;
    let head = &head[..data];
    let until_the_end = [head, b"\0\0\0\0mdat", &samples()].concat();
    let long = [head, &long_block(b"mdat", &samples()), &boxed_place()].concat();
    for bytes in [until_the_end, long] {
        let (_, copy) = cleaned(&bytes).unwrap();
        assert!(contains(&copy, &samples()[..64]) && !contains(&copy, PLACE));
    }
}

#[test]
fn boxes_that_contradict_themselves_are_damage() {
    let whole = video(&boxed_place(), b"");
    let kind = |kind: &[u8]| whole.windows(4).position(|at| at == kind).unwrap();
    let (film, track, data) = (kind(b"moov"), kind(b"trak"), kind(b"mdat"));
    for (at, len) in [
        (film, 0xFFFF_FFFF),
        (track, 7),
        (track, 0x00FF_FFFF),
        (data, 4),
        (film, 9),
    ] {
        let mut bytes = whole.clone();
        bytes[at - 4..at].copy_from_slice(&u32::to_be_bytes(len));
        let refused = inspect_video(&mut Cursor::new(&bytes));
        assert!(
            matches!(refused, Err(MediaError::DamagedVideo(_))),
            "{at}: {refused:?}"
        );
    }
}

#[test]
fn boxes_within_boxes_end_somewhere() {
    let mut nested = Vec::new();
    for _ in 0..1_000 {
        nested = block(b"stbl", &nested);
    }
    let bytes = video(
        &block(b"trak", &block(b"mdia", &block(b"minf", &nested))),
        b"",
    );
    let refused = inspect_video(&mut Cursor::new(&bytes));
    assert!(matches!(refused, Err(MediaError::DamagedVideo(_))));
}

/// The same video with its head at the end, as cameras write it.
fn head_last(bytes: &[u8]) -> Vec<u8> {
    let place = |kind: &[u8]| bytes.windows(4).position(|at| at == kind).unwrap() - 4;
    let (head, data) = (place(b"moov"), place(b"mdat"));
    [&bytes[..head], &bytes[data..], &bytes[head..data]].concat()
}

#[test]
fn a_video_that_breaks_off_anywhere_is_refused() {
    let bytes = head_last(&video(&boxed_place(), b""));
    let head = bytes.windows(4).position(|at| at == b"moov").unwrap();
    for len in (0..head).step_by(4_999).chain(head..bytes.len()) {
        let refused = inspect_video(&mut Cursor::new(&bytes[..len]));
        assert!(refused.is_err(), "{len} of {} bytes", bytes.len());
    }
}

#[test]
fn sizes_are_those_that_linkedin_takes() {
    let start = &b"\0\0\0\x14ftypisom\0\0\0\0isom"[..];
    let mut small = Cursor::new(start);
    assert!(matches!(
        inspect_video(&mut small),
        Err(MediaError::VideoTooSmall)
    ));
    let mut large = Hole::behind(start);
    large.len = VIDEO_BYTES.end() + 1;
    assert!(matches!(
        inspect_video(&mut large),
        Err(MediaError::VideoTooLarge)
    ));
}

#[test]
fn half_a_gigabyte_is_looked_into_by_reading_a_little_of_it() {
    let whole = video(&boxed_place(), b"");
    let data = whole.windows(4).position(|at| at == b"mdat").unwrap() - 4;
    let mut file = Hole::behind(&[&whole[..data], b"\0\0\0\0mdat"].concat());
    file.len = *VIDEO_BYTES.end();
    let video = inspect_video(&mut file).unwrap();
    assert_eq!(
        video.changes,
        [Change::LocationRemoved, Change::MetadataRemoved]
    );
    assert!(file.num_read < 16 * 1024, "{} bytes read", file.num_read);
}

#[test]
fn a_copy_holds_one_piece_at_a_time() {
    let whole = video(&boxed_place(), b"");
    let mut file = Hole::behind(&whole);
    file.len = 4 << 20;
    let mut to = Vec::new();
    file.seek(SeekFrom::Start(0)).unwrap();
    let (len, _) = copy::copy(&mut file, &mut to).unwrap();
    assert_eq!((len, to.len()), (4 << 20, 4 << 20));
    assert!(file.largest_read <= copy::PIECE_LEN);
}

#[test]
fn a_stretch_that_lies_across_pieces_is_blanked_wholly() {
    let bytes = vec![7; 3 * copy::PIECE_LEN];
    for start in [copy::PIECE_LEN - 6, copy::PIECE_LEN - 2, copy::PIECE_LEN, 5] {
        let blank = Blank {
            kind_at: Some(start as u64),
            zeros: start as u64 + 4..(2 * copy::PIECE_LEN + 3) as u64,
        };
        let mut to = Vec::new();
        let mut from = &bytes[..];
        let blanks = [blank];
        copy::copy(&mut copy::Cleaned::new(&mut from, &blanks), &mut to).unwrap();
        let mut expected = bytes.clone();
        expected[start + 4..2 * copy::PIECE_LEN + 3].fill(0);
        expected[start..start + 4].copy_from_slice(b"free");
        assert!(to == expected, "from {start}");
    }
}

#[test]
fn a_file_that_changes_between_the_look_and_the_copy_is_not_taken() {
    let before = video(&boxed_place(), b"");
    let moved = video(&[boxed_place(), block(b"free", b"")].concat(), b"");
    let elsewhere = [&before[..], b"more"].concat();
    let shorter = &before[..before.len() - 1];
    let hidden = video(&[block(b"free", &[0; 30]), boxed_place()].concat(), b"");
    let looked_at = inspect_video(&mut Cursor::new(&before)).unwrap();
    for after in [&moved[..], &elsewhere, shorter, &hidden] {
        let mut to = Cursor::new(Vec::new());
        let refused = looked_at.copy_to(&mut Cursor::new(after), &mut to);
        assert!(matches!(refused, Err(MediaError::ChangedMeanwhile)));
    }
}

#[test]
fn a_video_is_read_from_its_file() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("film.txt");
    std::fs::write(&path, video(&boxed_place(), b"")).unwrap();
    let (mut file, video) = open_video(&path).unwrap();
    let mut to = tempfile::tempfile().unwrap();
    video.copy_to(&mut file, &mut to).unwrap();
    assert_eq!(to.metadata().unwrap().len(), video.byte_count);
    assert!(matches!(
        open_video(folder.path()),
        Err(MediaError::NotAFile)
    ));
}

/// A file that begins with some bytes and goes on with zeros; counts what is read of it.
struct Hole {
    beginning: Vec<u8>,
    len: u64,
    at: u64,
    num_read: u64,
    largest_read: usize,
}

impl Hole {
    fn behind(beginning: &[u8]) -> Self {
        Self {
            beginning: beginning.to_vec(),
            len: (beginning.len() as u64).max(*VIDEO_BYTES.start()),
            at: 0,
            num_read: 0,
            largest_read: 0,
        }
    }
}

impl Read for Hole {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        self.largest_read = self.largest_read.max(to.len());
        let len = to.len().min(usize::try_from(self.len - self.at).unwrap());
        to[..len].fill(0);
        let at = usize::try_from(self.at).unwrap().min(self.beginning.len());
        let known = len.min(self.beginning.len() - at);
        to[..known].copy_from_slice(&self.beginning[at..at + known]);
        self.at += len as u64;
        self.num_read += len as u64;
        Ok(len)
    }
}

impl Seek for Hole {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(0) => self.len,
            _ => unreachable!("the walk goes from place to place"),
        };
        Ok(self.at)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn wherever_places_stand_none_is_in_the_copy(
        in_film in prop::collection::vec(prop::sample::select(places()), 0..4),
        behind in prop::collection::vec(prop::sample::select(places()), 0..4),
    ) {
        let bytes = video(&in_film.concat(), &behind.concat());
        let (video, copy) = cleaned(&bytes).unwrap();
        prop_assert!(!contains(&copy, PLACE));
        prop_assert_eq!(copy.len(), bytes.len());
        let has_place = !(in_film.is_empty() && behind.is_empty());
        prop_assert_eq!(video.changes.contains(&Change::LocationRemoved), has_place);
    }

    #[test]
    fn an_altered_video_is_refused_or_cleaned_for_good(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = video(&boxed_place(), &keyed_place());
        // The head, where a change tells.
        for (at, byte) in changes {
            bytes[at.index(1_400)] = byte;
        }
        crate::media::fuzzing::video(&bytes);
    }
}

#[test]
fn a_video_runs_as_long_as_linkedin_takes() {
    let lasting = |millis: u32| {
        let bytes = video(b"", b"");
        let header = samples::film_header(0, 1_000, 5_000);
        let at = bytes.windows(header.len()).position(|at| at == header);
        let at = at.unwrap();
        let mut bytes = bytes;
        bytes.splice(
            at..at + header.len(),
            samples::film_header(0, 1_000, millis),
        );
        inspect_video(&mut Cursor::new(bytes))
    };
    assert!(matches!(lasting(2_999), Err(MediaError::VideoTooShort)));
    assert!(lasting(3_000).is_ok());
    assert!(lasting(1_800_000).is_ok());
    assert!(matches!(lasting(1_800_001), Err(MediaError::VideoTooLong)));
    // Nothing is said about it.
    assert!(lasting(0).is_ok());
}

//! The few numbers of an MP4 that matter here: how long it runs, how large it is seen, which codecs it needs.
//!
//! Reads the contents of single boxes (ISO/IEC 14496-12, section 8) and nothing else. What is not there is `None`.

/// A track as far as its boxes have been met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Track {
    /// What it is for: `vide`, `soun`, …
    pub(super) handler: [u8; 4],
    /// The codec of its first samples.
    pub(super) codec: [u8; 4],
    /// The size it is shown in, in pixels and upright.
    pub(super) shown: Option<(u32, u32)>,
    /// The size it is stored in, in pixels.
    pub(super) stored: Option<(u32, u32)>,
    /// It is known to tell where the camera was, moment by moment.
    pub(super) tells_place: bool,
}

impl Track {
    /// `tkhd`: the size, and whether the camera was held on its side.
    pub(super) fn read_header(&mut self, content: &[u8]) {
        let matrix = if content.first() == Some(&1) { 52 } else { 40 };
        let (Some(width), Some(height)) =
            (u32_at(content, matrix + 36), u32_at(content, matrix + 40))
        else {
            return;
        };
        // Both are in 65,536ths of a pixel.
        let (width, height) = (width >> 16, height >> 16);
        let is_turned =
            u32_at(content, matrix) == Some(0) && u32_at(content, matrix + 16) == Some(0);
        self.shown = match (width, height) {
            (0, _) | (_, 0) => None,
            _ if is_turned => Some((height, width)),
            _ => Some((width, height)),
        };
    }

    /// `hdlr`: what the track is for. `QuickTime` has a second one further down, for where its data lie.
    pub(super) fn read_handler(&mut self, content: &[u8]) {
        if content.get(4..8) != Some(b"dhlr") {
            self.handler = array_at(content, 8).unwrap_or_default();
        }
    }

    /// `stsd`: the codec, and the size it is stored in.
    pub(super) fn read_description(&mut self, content: &[u8]) {
        self.codec = array_at(content, 12).unwrap_or_default();
        let side = |at| {
            array_at(content, at)
                .map(u16::from_be_bytes)
                .filter(|&side| side > 0)
        };
        if let (Some(width), Some(height)) = (side(40), side(42)) {
            self.stored = Some((width.into(), height.into()));
        }
        let names_place = content
            .windows(PLACE.len())
            .any(|at| at.eq_ignore_ascii_case(PLACE));
        self.tells_place = TELEMETRY.contains(&&self.codec) || names_place;
    }
}

/// Seconds as units of a clock that is told once for the whole film.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Duration {
    per_second: u32,
    whole: Option<u64>,
    in_fragments: Option<u64>,
}

impl Duration {
    /// `mvhd`: the clock, and how long the film runs.
    pub(super) fn read_film(&mut self, content: &[u8]) {
        let (clock, units) = if content.first() == Some(&1) {
            (20, u64_at(content, 24))
        } else {
            (12, u32_at(content, 16).map(or_unknown))
        };
        self.per_second = u32_at(content, clock).unwrap_or(0);
        self.whole = units.filter(|&units| units != 0 && units != u64::MAX);
    }

    /// `mehd`: how long it runs where it comes in fragments.
    pub(super) fn read_fragments(&mut self, content: &[u8]) {
        let units = if content.first() == Some(&1) {
            u64_at(content, 4)
        } else {
            u32_at(content, 4).map(or_unknown)
        };
        self.in_fragments = units.filter(|&units| units != 0 && units != u64::MAX);
    }

    /// In milliseconds, if the file says it.
    pub(super) fn millis(self) -> Option<u64> {
        let units = u128::from(self.whole.max(self.in_fragments)?);
        let millis = (units * 1000).checked_div(self.per_second.into())?;
        u64::try_from(millis).ok()
    }
}

/// All ones mean unknown.
fn or_unknown(units: u32) -> u64 {
    if units == u32::MAX {
        u64::MAX
    } else {
        units.into()
    }
}

/// A codec as people call it; `None` for one we have no name for.
pub(super) fn codec_name(codec: [u8; 4]) -> Option<&'static str> {
    Some(match &codec {
        b"avc1" | b"avc3" => "H.264",
        b"hvc1" | b"hev1" => "H.265",
        b"av01" => "AV1",
        b"vp08" => "VP8",
        b"vp09" => "VP9",
        b"mp4v" => "MPEG-4 Visual",
        b"mp4a" => "AAC",
        b"Opus" => "Opus",
        b"ac-3" => "Dolby Digital",
        b"ec-3" => "Dolby Digital Plus",
        b"alac" => "Apple Lossless",
        b"fLaC" => "FLAC",
        b".mp3" => "MP3",
        b"encv" | b"enca" => "encrypted",
        _ => return None,
    })
}

fn array_at<const N: usize>(content: &[u8], at: usize) -> Option<[u8; N]> {
    content.get(at..at + N)?.try_into().ok()
}

fn u32_at(content: &[u8], at: usize) -> Option<u32> {
    array_at(content, at).map(u32::from_be_bytes)
}

fn u64_at(content: &[u8], at: usize) -> Option<u64> {
    array_at(content, at).map(u64::from_be_bytes)
}

/// What action cameras, drones and phones record beside the picture, places among it: `GoPro`, Google's camera motion,
/// Sony, DJI.
const TELEMETRY: [&[u8; 4]; 4] = [b"gpmd", b"camm", b"rtmd", b"djmd"];

/// How `QuickTime`'s timed metadata names what it holds.
const PLACE: &[u8] = b"location";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::mp4::samples;

    #[test]
    fn both_versions_of_a_film_header_tell_the_duration() {
        for version in [0, 1] {
            let mut duration = Duration::default();
            duration.read_film(&samples::film_header(version, 600, 3_000));
            assert_eq!(duration.millis(), Some(5_000));
        }
    }

    #[test]
    fn a_duration_that_is_not_told_is_unknown() {
        for (clock, units) in [(600, 0), (600, u32::MAX), (0, 3_000)] {
            let mut duration = Duration::default();
            duration.read_film(&samples::film_header(0, clock, units));
            assert_eq!(duration.millis(), None);
        }
        assert_eq!(Duration::default().millis(), None);
    }

    #[test]
    fn a_film_in_fragments_tells_its_duration_elsewhere() {
        let mut duration = Duration::default();
        duration.read_film(&samples::film_header(0, 600, 0));
        duration.read_fragments(&[0, 0, 0, 0, 0, 0, 2, 88]);
        assert_eq!(duration.millis(), Some(1_000));
    }

    #[test]
    fn a_track_that_was_held_on_its_side_is_measured_upright() {
        for version in [0, 1] {
            for (is_turned, size) in [(false, (640, 360)), (true, (360, 640))] {
                let mut track = Track::default();
                track.read_header(&samples::track_header(version, 640, 360, is_turned));
                assert_eq!(track.shown, Some(size));
            }
        }
    }

    #[test]
    fn the_handler_of_the_data_is_not_taken_for_that_of_the_track() {
        let mut track = Track::default();
        track.read_handler(b"\0\0\0\0mhlrvideappl\0\0\0\0\0\0\0\0");
        track.read_handler(b"\0\0\0\0dhlrurl appl\0\0\0\0\0\0\0\0");
        assert_eq!(&track.handler, b"vide");
    }

    #[test]
    fn boxes_that_break_off_tell_nothing() {
        let (mut track, mut duration) = (Track::default(), Duration::default());
        for len in 0..20 {
            let cut = vec![1; len];
            track.read_header(&cut);
            track.read_handler(&cut[..len.min(11)]);
            track.read_description(&cut[..len.min(15)]);
            duration.read_film(&cut);
            duration.read_fragments(&cut[..len.min(7)]);
        }
        assert_eq!(track, Track::default());
        assert_eq!(duration.millis(), None);
    }
}

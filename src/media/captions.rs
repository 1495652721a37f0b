//! Captions of a video as a `SubRip` file (`.srt`): numbered cues, each with its time and its words. Read within bounds and
//! checked line by line, so that what LinkedIn would drop in silence is said here.
//!
//! `SubRip` has no standard. What is asked for is what every program that reads it agrees on: UTF-8, a number, a line
//! `HH:MM:SS,mmm --> HH:MM:SS,mmm`, words, an empty line. Never here: the video.

use std::path::Path;

use super::{MediaError, file};
use crate::words::t;

/// Captions that may be uploaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Captions {
    /// The file as it came, without a mark of its byte order.
    pub bytes: Vec<u8>,
    /// How many cues there are, at least one.
    pub cues: u32,
}

/// What is wrong with a line of captions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadLine {
    /// A cue does not begin with its number.
    NoNumber,
    /// A number is not above the one before it.
    NumberOutOfOrder,
    /// The line below a number is not two times with an arrow between them.
    NoTimes,
    /// A cue ends before it begins, or when it begins.
    EndsTooEarly,
    /// A cue begins before the one above it.
    BeginsTooEarly,
    /// A character that no text has, such as a zero byte.
    Control,
}

impl BadLine {
    /// The rest of a sentence that begins with the line.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::NoNumber => t!("captions-no-number"),
            Self::NumberOutOfOrder => t!("captions-out-of-order"),
            Self::NoTimes => t!("captions-no-times"),
            Self::EndsTooEarly => t!("captions-ends-early"),
            Self::BeginsTooEarly => t!("captions-begins-early"),
            Self::Control => t!("captions-control"),
        }
    }
}

/// Reads the captions at `path`.
pub fn read_captions(path: &Path) -> Result<Captions, MediaError> {
    let bytes = file::read(path, MAX_CAPTIONS_BYTES).map_err(|err| match err {
        MediaError::TooManyBytes => MediaError::CaptionsTooLarge,
        err => err,
    })?;
    captions(bytes)
}

/// Whether the file at `path` begins as captions do, whatever its name is.
pub fn are_captions(path: &Path) -> bool {
    let Ok(opening) = file::open(path).and_then(|mut file| file::opening(&mut file)) else {
        return false;
    };
    let opening = String::from_utf8_lossy(&opening);
    let mut lines = opening.trim_start_matches(BOM).lines().map(str::trim);
    let mut lines = lines.by_ref().skip_while(|line| line.is_empty());
    let has_number = lines.next().is_some_and(|line| number(line).is_some());
    has_number && lines.next().is_some_and(|line| line.contains(ARROW))
}

fn captions(bytes: Vec<u8>) -> Result<Captions, MediaError> {
    if bytes.is_empty() {
        return Err(MediaError::Empty);
    }
    let text = String::from_utf8(bytes).map_err(|_other| MediaError::CaptionsNotUtf8)?;
    let text = text.strip_prefix(BOM).unwrap_or(&text);
    if text.starts_with("WEBVTT") {
        return Err(MediaError::CaptionsAreWebVtt);
    }
    let cues = count(text).map_err(|(line, what)| MediaError::BadCaptions { line, what })?;
    if cues == 0 {
        return Err(MediaError::NoCaptions);
    }
    Ok(Captions {
        bytes: text.as_bytes().to_vec(),
        cues,
    })
}

/// How many cues there are, or the first line that is wrong, counted from 1, and how.
fn count(text: &str) -> Result<u32, (usize, BadLine)> {
    let mut lines = text.lines().map(str::trim).zip(1..).peekable();
    let mut cues: u32 = 0;
    let (mut last_number, mut last_begin) = (None, 0);
    while let Some((line, at)) = lines.next() {
        if let Some(trouble) = control(line) {
            return Err((at, trouble));
        }
        if line.is_empty() {
            continue;
        }
        let number = number(line).ok_or((at, BadLine::NoNumber))?;
        if last_number.is_some_and(|last| number <= last) {
            return Err((at, BadLine::NumberOutOfOrder));
        }
        let (line, at) = lines.next().unwrap_or(("", at + 1));
        let (begin, end) = times(line).ok_or((at, BadLine::NoTimes))?;
        if end <= begin {
            return Err((at, BadLine::EndsTooEarly));
        }
        if begin < last_begin {
            return Err((at, BadLine::BeginsTooEarly));
        }
        (last_number, last_begin) = (Some(number), begin);
        cues = cues.saturating_add(1);
        while let Some((words, at)) = lines.next_if(|(words, _)| !words.is_empty()) {
            if let Some(trouble) = control(words) {
                return Err((at, trouble));
            }
        }
    }
    Ok(cues)
}

fn control(line: &str) -> Option<BadLine> {
    let is_control = |c: char| c.is_control() && c != '\t';
    line.contains(is_control).then_some(BadLine::Control)
}

/// The number of a cue: digits and nothing else.
fn number(line: &str) -> Option<u64> {
    let is_number = !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| line.parse().ok()).flatten()
}

/// When a cue begins and ends, in milliseconds. Places on the picture may follow, as some programs write them.
fn times(line: &str) -> Option<(u64, u64)> {
    let (begin, rest) = line.split_once(ARROW)?;
    let end = rest.split_whitespace().next()?;
    Some((time(begin.trim())?, time(end)?))
}

/// `HH:MM:SS,mmm` in milliseconds.
fn time(text: &str) -> Option<u64> {
    let (clock, millis) = text.split_once(',')?;
    let mut parts = clock.split(':');
    let (hours, minutes, secs) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = parts.next().is_none() && hours.len() >= 2;
    let of = |digits: &str, len: usize, below: u64| {
        let value = number(digits).filter(|value| *value < below)?;
        (digits.len() == len).then_some(value)
    };
    let (minutes, secs) = (of(minutes, 2, 60)?, of(secs, 2, 60)?);
    let hours = of(hours, hours.len(), 1_000)?;
    let millis = of(millis, 3, 1_000)?;
    is_whole.then_some(((hours * 60 + minutes) * 60 + secs) * 1_000 + millis)
}

/// The largest captions, in bytes: 1 MiB. This one is ours, LinkedIn documents none; half an hour of speech takes a
/// twentieth of it.
pub(super) const MAX_CAPTIONS_BYTES: usize = 1024 * 1024;
const ARROW: &str = "-->";
const BOM: char = '\u{feff}';

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TWO: &str = "1\n00:00:00,000 --> 00:00:02,000\nA kite\n\n2\n00:00:02,500 --> 00:00:04,000\nIt is red,\nand it flies\n";

    fn check(text: &str) -> Result<u32, MediaError> {
        captions(text.as_bytes().to_vec()).map(|captions| captions.cues)
    }

    #[test]
    fn ordinary_captions_are_taken_as_they_are() {
        let taken = captions(TWO.as_bytes().to_vec()).unwrap();
        assert_eq!((taken.cues, taken.bytes), (2, TWO.as_bytes().to_vec()));
        assert_eq!(check(&TWO.replace('\n', "\r\n")).unwrap(), 2);
        // Positions behind the times, cues that overlap, a number left out, hours beyond a day, no words.
        let odd = "3\n00:00:00,000 --> 00:00:05,000 X1:40 X2:60\nA\n\n7\n00:00:01,000 --> 100:00:02,000\n\n";
        assert_eq!(check(odd).unwrap(), 2);
    }

    #[test]
    fn a_mark_of_the_byte_order_is_taken_out() {
        let marked = format!("\u{feff}{TWO}");
        let taken = captions(marked.into_bytes()).unwrap();
        assert_eq!(taken.bytes, TWO.as_bytes());
    }

    #[test]
    fn each_line_that_is_wrong_is_named() {
        let cue = |number: &str, times: &str| format!("{number}\n{times}\nWords\n\n");
        let good = "00:00:01,000 --> 00:00:02,000";
        for (text, line, what) in [
            (cue("one", good), 1, BadLine::NoNumber),
            (format!("Words\n\n{}", cue("1", good)), 1, BadLine::NoNumber),
            (
                cue("1", good) + &cue("1", good),
                5,
                BadLine::NumberOutOfOrder,
            ),
            (
                cue("2", good) + &cue("1", good),
                5,
                BadLine::NumberOutOfOrder,
            ),
            (
                cue("1", "00:00:01.000 --> 00:00:02.000"),
                2,
                BadLine::NoTimes,
            ),
            (
                cue("1", "0:00:01,000 --> 00:00:02,000"),
                2,
                BadLine::NoTimes,
            ),
            (
                cue("1", "00:61:01,000 --> 00:62:02,000"),
                2,
                BadLine::NoTimes,
            ),
            (
                cue("1", "00:00:01,000 -> 00:00:02,000"),
                2,
                BadLine::NoTimes,
            ),
            (cue("1", "00:00:01,000 -->"), 2, BadLine::NoTimes),
            ("1".to_owned(), 2, BadLine::NoTimes),
            (
                cue("1", "00:00:02,000 --> 00:00:02,000"),
                2,
                BadLine::EndsTooEarly,
            ),
            (
                cue("1", "00:00:03,000 --> 00:00:04,000") + &cue("2", good),
                6,
                BadLine::BeginsTooEarly,
            ),
            (cue("1", good) + "\0", 5, BadLine::Control),
            (format!("1\n{good}\nWo\u{7}rds\n"), 3, BadLine::Control),
        ] {
            let refused = check(&text).unwrap_err();
            assert!(
                matches!(refused, MediaError::BadCaptions { line: found, what: how } if (found, how) == (line, what)),
                "{text:?}: {refused:?}"
            );
            assert!(refused.to_string().starts_with(&format!("Line {line} ")));
        }
    }

    #[test]
    fn what_is_no_captions_at_all_is_told_apart() {
        assert!(matches!(check(""), Err(MediaError::Empty)));
        assert!(matches!(check(" \n\n"), Err(MediaError::NoCaptions)));
        assert!(matches!(
            check("WEBVTT\n\n00:01.000 --> 00:02.000\nA"),
            Err(MediaError::CaptionsAreWebVtt)
        ));
        let latin = b"1\n00:00:01,000 --> 00:00:02,000\nGr\xfc\xdfe\n".to_vec();
        assert!(matches!(captions(latin), Err(MediaError::CaptionsNotUtf8)));
    }

    #[test]
    fn captions_are_known_by_their_content() {
        let folder = tempfile::tempdir().unwrap();
        for (text, expected) in [
            (TWO, true),
            (&*format!("\u{feff}\n\n{TWO}"), true),
            ("1 kite", false),
            ("1\nWords", false),
            ("", false),
        ] {
            let path = folder.path().join("file");
            std::fs::write(&path, text).unwrap();
            assert_eq!(are_captions(&path), expected, "{text:?}");
        }
        assert!(!are_captions(folder.path()));
    }

    #[test]
    fn a_file_that_is_too_large_is_refused_before_it_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long.srt");
        std::fs::write(&path, vec![b'1'; MAX_CAPTIONS_BYTES + 1]).unwrap();
        assert!(matches!(
            read_captions(&path),
            Err(MediaError::CaptionsTooLarge)
        ));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_stumble(text in r"([0-9:,\n>\-]|00:00:0[0-9],000 --> |\PC){0,80}") {
            if let Ok(taken) = captions(text.into_bytes()) {
                assert!(taken.cues > 0);
            }
        }
    }
}

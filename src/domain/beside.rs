//! What goes up beside a video: its captions and its cover picture. They are files like others, but belong to the video.

use serde::{Deserialize, Serialize};

use super::{Attachment, Field, Media, Place, Problem, Trouble, check_image};

/// What goes up beside a video.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// Its words as text, in time with the picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captions: Option<Box<Attachment>>,
    /// The picture that is shown before it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<Box<Attachment>>,
}

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BesideKind {
    /// The captions.
    Captions,
    /// The cover picture.
    Cover,
}

impl BesideKind {
    /// Both, in the order in which they go up.
    pub const ALL: [Self; 2] = [Self::Captions, Self::Cover];

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Captions => "captions",
            Self::Cover => "cover picture",
        }
    }
}

impl Beside {
    /// Whether there is neither.
    pub fn is_empty(&self) -> bool {
        self.captions.is_none() && self.cover.is_none()
    }

    /// The file of this kind.
    pub fn get(&self, kind: BesideKind) -> Option<&Attachment> {
        match kind {
            BesideKind::Captions => self.captions.as_deref(),
            BesideKind::Cover => self.cover.as_deref(),
        }
    }

    /// Puts a file into its place, or takes it away; gives what was there.
    pub fn replace(&mut self, kind: BesideKind, with: Option<Attachment>) -> Option<Attachment> {
        let place = match kind {
            BesideKind::Captions => &mut self.captions,
            BesideKind::Cover => &mut self.cover,
        };
        let before = std::mem::replace(place, with.map(Box::new));
        before.map(|before| *before)
    }

    /// The files that there are.
    pub fn files(&self) -> impl Iterator<Item = &Attachment> {
        BesideKind::ALL
            .into_iter()
            .filter_map(|kind| self.get(kind))
    }

    /// What keeps them from being sent with a file that is, or is not, a video.
    pub(super) fn problems(&self, has_video: bool) -> Vec<Problem> {
        let mut problems = Vec::new();
        let captions_fit = self.captions.iter().all(|file| file.is_captions());
        let cover = self.cover.as_deref().map(|file| file.media);
        let cover_fits = cover.is_none_or(|media| matches!(media, Media::Image(_)));
        let fits = has_video && captions_fit && cover_fits;
        if !fits && !self.is_empty() {
            problems.push(Problem {
                place: Place::Attachments,
                trouble: Trouble::NotBesideAVideo,
            });
        }
        if let Some(Media::Image(facts)) = cover {
            problems.extend(check_image(facts).map(|trouble| Problem {
                place: Place::Field(Field::VideoCover),
                trouble,
            }));
        }
        problems
    }
}

/// The language of captions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// Two capital letters of ISO 639.
    pub language: String,
    /// Two capital letters of ISO 3166.
    pub country: Option<String>,
}

impl Language {
    /// The language that the name of a captions' file tells, as in `kite.de.srt` or `kite.pt-BR.srt`; American English
    /// where it tells none, as in LinkedIn's own example.
    pub fn told_by(name: &str) -> Self {
        let mut parts = name.rsplit('.');
        let told = parts.nth(1).filter(|_| parts.next().is_some());
        let told = told.and_then(|code| {
            let mut halves = code.splitn(2, ['-', '_']);
            let language = two_letters(halves.next()?)?;
            let country = match halves.next() {
                Some(country) => Some(two_letters(country)?),
                None => None,
            };
            Some(Self { language, country })
        });
        told.unwrap_or_else(|| Self {
            language: "EN".to_owned(),
            country: Some("US".to_owned()),
        })
    }
}

fn two_letters(code: &str) -> Option<String> {
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_code.then(|| code.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_tells_the_language_of_its_captions() {
        for (name, language, country) in [
            ("kite.de.srt", "DE", None),
            ("kite.pt-BR.srt", "PT", Some("BR")),
            ("kite.pt_br.srt", "PT", Some("BR")),
            ("kite.srt", "EN", Some("US")),
            ("de.srt", "EN", Some("US")),
            ("", "EN", Some("US")),
            ("kite.final.srt", "EN", Some("US")),
            ("kite.v2.srt", "EN", Some("US")),
            ("kite.de-austria.srt", "EN", Some("US")),
        ] {
            let expected = Language {
                language: language.to_owned(),
                country: country.map(str::to_owned),
            };
            assert_eq!(Language::told_by(name), expected, "{name}");
        }
    }
}

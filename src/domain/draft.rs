//! What is being typed. It may be wrong; [`Draft::check`] is the one gate to a [`Post`].

use serde::{Deserialize, Serialize};

use super::commentary::{self, Mention};
use super::limits::{
    MAX_ALT_TEXT_UNITS, MAX_COMMENTARY_UNITS, MAX_GIF_FRAMES, MAX_IMAGES, MAX_TITLE_UNITS,
    PIXELS_TOO_MANY,
};
use super::{
    Attachment, Author, Extra, Field, ImageFacts, JobId, Media, Place, Post, Problem, Problems,
    Registered, Trouble, Visibility, first_comment,
};

/// What a person is typing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Born with the draft; the job that sends it has the same, so pressing twice cannot send twice.
    pub id: JobId,
    /// In whose name it will appear.
    #[serde(default)]
    pub author: Option<Author>,
    /// The text, as typed.
    pub text: String,
    /// Who is meant by `@Name` in the text.
    #[serde(default)]
    pub mentions: Vec<Mention>,
    /// The files that go with it, in order.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// A poll, a link's card or a reshare.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra: Option<Extra>,
    /// What the author says below the post right after it appeared; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub first_comment: String,
    /// Who may see it.
    #[serde(default)]
    pub visibility: Visibility,
    /// Whether others are kept from resharing it.
    #[serde(default)]
    pub reshare_disabled: bool,
    /// What LinkedIn has of its files, where it was a job before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered: Option<Box<Registered>>,
}

impl Draft {
    /// An empty draft.
    pub fn new(id: JobId) -> Self {
        Self {
            id,
            author: None,
            text: String::new(),
            mentions: Vec::new(),
            attachments: Vec::new(),
            extra: None,
            first_comment: String::new(),
            visibility: Visibility::default(),
            reshare_disabled: false,
            registered: None,
        }
    }

    /// Forgets the mentions that the text does not have any more.
    pub fn drop_unused_mentions(&mut self) {
        let all = self.mentions.clone();
        let text = commentary::clean(&self.text);
        self.mentions
            .retain(|mention| commentary::mentions_someone(&text, &all, mention));
    }

    /// Whether nothing has been written or attached yet.
    pub fn is_empty(&self) -> bool {
        commentary::is_blank(&self.text)
            && self.attachments.is_empty()
            && self.extra.is_none()
            && commentary::is_blank(&self.first_comment)
    }

    /// The length of the text as LinkedIn counts it; at most [`MAX_COMMENTARY_UNITS`] may be sent.
    pub fn visible_units(&self) -> usize {
        commentary::visible_units(&commentary::clean(&self.text), &self.mentions)
    }

    /// The one gate from "being typed" to "may be sent".
    ///
    /// # Errors
    /// Every problem there is, never just the first, each pointing at its place.
    pub fn check(&self) -> Result<Post, Problems> {
        let mut problems = Vec::new();
        self.check_author(&mut problems);
        self.check_text(&mut problems);
        self.check_attachments(&mut problems);
        self.check_extra(&mut problems);
        problems.extend(first_comment::problem(&commentary::clean(
            &self.first_comment,
        )));
        match (&self.author, problems.is_empty()) {
            (Some(author), true) => Ok(Post::passed(self, author)),
            _ => Err(Problems(problems)),
        }
    }

    fn check_author(&self, problems: &mut Vec<Problem>) {
        let Some(author) = &self.author else {
            problems.push(Problem {
                place: Place::Author,
                trouble: Trouble::NoAuthor,
            });
            return;
        };
        if author.urn.is_organization() && self.visibility == Visibility::Connections {
            problems.push(Problem {
                place: Place::Visibility,
                trouble: Trouble::PageHasNoConnections,
            });
        }
    }

    fn check_text(&self, problems: &mut Vec<Problem>) {
        if self.needs_text() && commentary::is_blank(&self.text) {
            problems.push(Problem {
                place: Place::Text,
                trouble: Trouble::Empty,
            });
        }
        let units = self.visible_units();
        if units > MAX_COMMENTARY_UNITS {
            problems.push(Problem {
                place: Place::Text,
                trouble: Trouble::TooLong { units },
            });
        }
    }

    /// A picture or a reshared post stands for itself. LinkedIn, Posts API: `commentary` may be empty beside those.
    fn needs_text(&self) -> bool {
        match self.extra {
            None => self.attachments.is_empty(),
            Some(Extra::Poll(_) | Extra::Link(_)) => true,
            Some(Extra::Reshare(_)) => false,
        }
    }

    fn check_extra(&self, problems: &mut Vec<Problem>) {
        let Some(extra) = &self.extra else {
            return;
        };
        let room = usize::from(matches!(extra, Extra::Link(_)));
        if self.attachments.len() > room {
            problems.push(Problem {
                place: Place::Attachments,
                trouble: Trouble::TwoKinds,
            });
        }
        problems.extend(extra.problems());
    }

    fn check_attachments(&self, problems: &mut Vec<Problem>) {
        let count = self.attachments.len();
        if count > MAX_IMAGES {
            problems.push(Problem {
                place: Place::Attachments,
                trouble: Trouble::TooManyImages { count },
            });
        }
        if self.attachments.iter().any(Attachment::is_captions) {
            problems.push(Problem {
                place: Place::Attachments,
                trouble: Trouble::NotBesideAVideo,
            });
        }
        let stands_alone = self.attachments.iter().any(|file| !file.is_picture());
        if stands_alone && (count > 1 || self.extra.is_some()) {
            problems.push(Problem {
                place: Place::Attachments,
                trouble: Trouble::TwoKinds,
            });
        }
        for (idx, attachment) in self.attachments.iter().enumerate() {
            let place = Place::Attachment(idx);
            match attachment.media {
                Media::Image(facts) => {
                    let trouble = check_image(facts);
                    problems.extend(trouble.map(|trouble| Problem { place, trouble }));
                }
                Media::Document(_) => {
                    problems.extend(title_problem(Field::DocumentTitle, &attachment.title));
                }
                // It may go without a title.
                Media::Video(_) if commentary::is_blank(&attachment.title) => {}
                Media::Captions(_) => {}
                Media::Video(_) => {
                    problems.extend(title_problem(Field::VideoTitle, &attachment.title));
                }
            }
            let beside = attachment.beside.problems(attachment.is_video());
            problems.extend(beside);
            let units = attachment.alt_text.encode_utf16().count();
            if units > MAX_ALT_TEXT_UNITS {
                problems.push(Problem {
                    place,
                    trouble: Trouble::AltTextTooLong { units },
                });
            }
        }
    }
}

/// Whether LinkedIn takes a picture like this; `None` if it does.
pub fn check_image(facts: ImageFacts) -> Option<Trouble> {
    if u64::from(facts.width) * u64::from(facts.height) >= PIXELS_TOO_MANY {
        Some(Trouble::TooManyPixels {
            width: facts.width,
            height: facts.height,
        })
    } else if facts.frames > MAX_GIF_FRAMES {
        Some(Trouble::TooManyFrames {
            frames: facts.frames,
        })
    } else {
        None
    }
}

/// What is wrong with a title that must be there. LinkedIn, Posts API, `content.media.title`.
fn title_problem(field: Field, title: &str) -> Option<Problem> {
    let units = title.encode_utf16().count();
    let limit = MAX_TITLE_UNITS;
    let trouble = if commentary::is_blank(title) {
        Trouble::Blank
    } else if units > limit {
        Trouble::FieldTooLong { units, limit }
    } else {
        return None;
    };
    Some(Problem {
        place: Place::Field(field),
        trouble,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Beside, Digest, ImageFormat, Role, VideoFacts};

    fn author(urn: &str) -> Author {
        Author {
            urn: urn.parse().unwrap(),
            name: "Ada".to_owned(),
            role: Role::Member,
        }
    }

    fn draft(text: &str) -> Draft {
        let mut draft = Draft::new(JobId::from_parts(1, 1));
        draft.author = Some(author("urn:li:person:a"));
        text.clone_into(&mut draft.text);
        draft
    }

    fn image(width: u32, height: u32, frames: u32) -> Attachment {
        Attachment {
            file: "00.png".parse().unwrap(),
            name: "a.png".to_owned(),
            byte_count: 10,
            sha256: Digest([0; 32]),
            media: Media::Image(ImageFacts {
                format: ImageFormat::Png,
                width,
                height,
                frames,
            }),
            alt_text: String::new(),
            title: String::new(),
            beside: Beside::default(),
            pages: None,
        }
    }

    fn video() -> Attachment {
        Attachment {
            media: Media::Video(VideoFacts {
                width: 640,
                height: 360,
                duration_ms: Some(5_000),
            }),
            ..image(1, 1, 1)
        }
    }

    #[test]
    fn a_video_stands_alone_with_a_title_or_without() {
        let mut draft = draft("");
        draft.attachments = vec![video()];
        assert_eq!(problems(&draft), []);
        draft.attachments[0].title = "t".repeat(201);
        let too_long = Trouble::FieldTooLong {
            units: 201,
            limit: 200,
        };
        assert_eq!(
            problems(&draft),
            [(Place::Field(Field::VideoTitle), too_long)]
        );
        for beside in [image(1, 1, 1), video()] {
            draft.attachments = vec![video(), beside];
            assert_eq!(problems(&draft), [(Place::Attachments, Trouble::TwoKinds)]);
        }
    }

    fn problems(draft: &Draft) -> Vec<(Place, Trouble)> {
        draft.check().map_or_else(
            |problems| {
                problems
                    .0
                    .into_iter()
                    .map(|p| (p.place, p.trouble))
                    .collect()
            },
            |_| Vec::new(),
        )
    }

    #[test]
    fn a_plain_text_passes_and_is_kept_as_typed() {
        let post = draft("  Hello (world) #x\n").check().unwrap();
        assert_eq!(post.text(), "  Hello (world) #x\n");
    }

    #[test]
    fn every_problem_is_reported_at_once_and_at_its_place() {
        let mut draft = draft(&"x".repeat(3_001));
        draft.author = Some(author("urn:li:organization:1"));
        draft.visibility = Visibility::Connections;
        draft.attachments = vec![image(1, 1, 1); 21];
        draft.attachments[3] = image(6_013, 6_013, 1);
        draft.attachments[4] = image(1, 1, 251);
        draft.attachments[5].alt_text = "ä".repeat(4_087);
        assert_eq!(
            problems(&draft),
            [
                (Place::Visibility, Trouble::PageHasNoConnections),
                (Place::Text, Trouble::TooLong { units: 3_001 }),
                (Place::Attachments, Trouble::TooManyImages { count: 21 }),
                (
                    Place::Attachment(3),
                    Trouble::TooManyPixels {
                        width: 6_013,
                        height: 6_013
                    }
                ),
                (Place::Attachment(4), Trouble::TooManyFrames { frames: 251 }),
                (
                    Place::Attachment(5),
                    Trouble::AltTextTooLong { units: 4_087 }
                ),
            ]
        );
    }

    #[test]
    fn limits_are_met_exactly() {
        assert!(draft(&"x".repeat(3_000)).check().is_ok());
        assert!(draft(&"😀".repeat(1_500)).check().is_ok());
        assert_eq!(
            problems(&draft(&format!("{}x", "😀".repeat(1_500)))).len(),
            1
        );
        // 36,152,319 = 3 × 12,050,773 and 36,152,320 = 5,120 × 7,061.
        assert_eq!(
            check_image(ImageFacts {
                format: ImageFormat::Png,
                width: 12_050_773,
                height: 3,
                frames: 1
            }),
            None
        );
        assert!(
            check_image(ImageFacts {
                format: ImageFormat::Png,
                width: 5_120,
                height: 7_061,
                frames: 1
            })
            .is_some()
        );
    }

    #[test]
    fn nothing_but_space_is_nothing_unless_there_is_a_picture() {
        for nothing in [" \n\t ", "\u{1}\u{2}", " \u{1b}\r\n", "\0"] {
            assert_eq!(
                problems(&draft(nothing)),
                [(Place::Text, Trouble::Empty)],
                "{nothing:?}"
            );
        }
        let mut with_picture = draft("");
        with_picture.attachments.push(image(10, 10, 1));
        assert!(with_picture.check().is_ok());
    }

    #[test]
    fn a_post_read_from_disk_passes_the_same_gate() {
        let post = draft("Hello").check().unwrap();
        let text = ron::to_string(&post).unwrap();
        assert_eq!(ron::from_str::<Post>(&text), Ok(post));
        let emptied = text.replace("Hello", " ");
        assert!(ron::from_str::<Post>(&emptied).is_err());
    }
}

//! What must hold for any text and any job that is read: the bodies of the fuzz targets and property tests.
//!
//! Each takes anything at all, and panics where a promise is broken. Never in the program itself.

use jiff::Timestamp;

use super::{
    Cause, CommentState, Failure, InstallationId, Job, JobId, LittleText, MediaUrn, Mention, Next,
    PostUrn, Stage, Step, Urn, Wait, commentary, decode,
};

/// Any text, with one mention of any name, is written in LinkedIn's notation and reads back as it was.
///
/// Gives the text as it would be sent, and its visible characters as LinkedIn's page describes them.
pub(crate) fn little_text(text: &str, name: &str) -> (String, String) {
    let text = commentary::clean(text);
    let mentions = [Mention {
        name: name.to_owned(),
        urn: "urn:li:organization:1".parse().expect("a fixed URN parses"),
    }];
    let encoded = LittleText::encode(&text, &mentions).expect("every text has a form");
    assert_eq!(decode(encoded.as_str()).as_deref(), Some(text.as_str()));
    assert_eq!(
        bare_reserved(&plain_parts(encoded.as_str(), &mentions[0])),
        None
    );
    let visible = commentary::pieces(&text, &mentions)
        .into_iter()
        .map(|piece| match piece {
            commentary::Piece::Plain(range) | commentary::Piece::Hashtag(range) => &text[range],
            commentary::Piece::Mention(_, mention) => mention.name.as_str(),
        })
        .collect();
    (encoded.as_str().to_owned(), visible)
}

/// What stands outside the templates of hashtags and mentions.
fn plain_parts(encoded: &str, mention: &Mention) -> String {
    let urn = format!("]({})", mention.urn);
    encoded
        .replace(r"{hashtag|\#|", "")
        .replace(&urn, "")
        .replace("@[", "")
}

/// The first reserved character without its backslash, apart from the end of a hashtag's template.
fn bare_reserved(encoded: &str) -> Option<char> {
    let mut chars = encoded.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            '|' | '{' | '@' | '[' | ']' | '(' | ')' | '<' | '>' | '#' | '*' | '_' | '~' => {
                return Some(c);
            }
            _ => {}
        }
    }
    None
}

/// Any text is a sound URN, or none.
pub fn urn(text: &str) {
    if let Ok(urn) = text.parse::<Urn>() {
        let parts: Vec<&str> = text.split(':').collect();
        let [scheme, namespace, entity, key] = parts[..] else {
            panic!("{text:?} has {} parts", parts.len())
        };
        assert_eq!((scheme, namespace), ("urn", "li"));
        assert_eq!((urn.entity(), urn.key()), (entity, key));
        assert!((1..=32).contains(&entity.len()) && (1..=128).contains(&key.len()));
        assert!(entity.chars().all(|c| c.is_ascii_alphabetic()), "{text:?}");
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        assert!(key.chars().all(is_plain), "{text:?}");
        assert_eq!(urn.to_string(), text);
    }
    if let Some(post) = PostUrn::named_in(text) {
        assert!(!post.key().is_empty() && post.key().chars().all(|c| c.is_ascii_digit()));
        let entity = post.as_str().split(':').nth(2);
        assert!(matches!(entity, Some("share" | "ugcPost" | "activity")));
    }
}

/// Any job that is read comes to rest without being sent twice, and only where it belongs.
pub(crate) fn job(job: &Job, now: Timestamp) {
    let elsewhere = InstallationId(format!("not {}", job.installation.0));
    let there = job.next(&elsewhere, now);
    assert!(
        matches!(there, Next::WaitForPerson | Next::Rest),
        "{there:?} elsewhere"
    );
    comes_to_rest(job.clone(), now);
    for step in persons_steps() {
        let mut job = job.clone();
        if job.advance(step, now).is_ok() {
            comes_to_rest(job, now);
        }
    }
    for step in troubles() {
        let mut job = job.clone();
        let was_submitting = *job.stage() == Stage::Submitting;
        let is_lost = matches!(step, Step::LoseAnswer(_));
        if job.advance(step, now).is_ok() && is_lost {
            assert!(was_submitting && job.has_unanswered_attempt());
            assert_eq!(job.next(&job.installation, now), Next::WaitForPerson);
        }
    }
}

/// Does what the job asks for, as long as a machine may; every step must be one that it takes.
fn comes_to_rest(mut job: Job, mut now: Timestamp) {
    let here = job.installation.clone();
    let picture: MediaUrn = "urn:li:image:1".parse().expect("a fixed URN parses");
    for _ in 0..job.post.attachments().len() + 4 {
        let step = match job.next(&here, now) {
            Next::Begin => Step::Begin,
            Next::Upload(idx) => Step::Uploaded(idx, picture.clone()),
            Next::Create => {
                assert!(job.uploaded().is_some(), "sent without its pictures");
                Step::Submit
            }
            Next::WaitUntil(until) => {
                assert!(until > now);
                now = until;
                continue;
            }
            Next::Comment => Step::Comment(CommentState::Sending { tries: 0 }),
            Next::WaitForPerson | Next::Rest => return,
        };
        let is_last = step == Step::Submit;
        if let Err(err) = job.advance(step, now) {
            panic!("it asks for what it does not take: {err}");
        }
        if is_last {
            assert_eq!(job.next(&here, now), Next::WaitForPerson);
            return;
        }
    }
    panic!("it never comes to rest: {}", job.stage().word());
}

fn persons_steps() -> [Step; 4] {
    let draft = JobId::from_parts(1, 1);
    [
        Step::Retry,
        Step::SendAgain,
        Step::Cancel(draft),
        Step::Returned,
    ]
}

fn troubles() -> [Step; 3] {
    let failure = || Failure::new(Cause::TimedOut);
    [
        Step::LoseAnswer(failure()),
        Step::Fail(failure()),
        Step::Delay(Wait {
            until: None,
            failure: Some(failure()),
        }),
    ]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_at_all_is_a_sound_urn_or_none(
            text in r"(urn:li:)?(\PC|[a-z]|:|share|urn%3Ali%3Ashare%3A[0-9]|-[0-9]{15}){0,12}",
        ) {
            urn(&text);
        }
    }
}

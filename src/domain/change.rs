//! Changing a post that is on LinkedIn: another text, or its end. What is allowed, what is remembered, how it is said.
//!
//! What is asked of LinkedIn is on the receipt before it leaves. Both changes may be repeated, so a lost answer costs
//! nothing but to ask again. Never here: asking.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::commentary::{self, clean};
use super::limits::MAX_COMMENTARY_UNITS;
use super::{Cause, Failure, Group, LittleText, PostUrn, SentPost, Trouble};
use crate::words::t;

/// What is to become of a post that is on LinkedIn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// It says this instead, as typed.
    Text(String),
    /// It is deleted.
    Delete,
}

/// A change that LinkedIn was asked for and did not answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedChange {
    /// What was asked.
    pub change: Change,
    /// When.
    pub at: Timestamp,
}

/// A change that passed: what is written down and what is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedChange {
    /// The post.
    pub urn: PostUrn,
    /// The change, with a cleaned text.
    pub change: Change,
    /// The text in LinkedIn's notation; `None` to delete.
    pub commentary: Option<LittleText>,
}

/// Why a change was not made, or may not have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unchanged {
    /// The word for programs.
    pub kind: &'static str,
    /// What happened, in one sentence without a full stop.
    pub message: String,
    /// What was kept and what to do next.
    pub hint: &'static str,
    /// Who can end the trouble.
    pub group: Group,
    /// LinkedIn may have made the change all the same.
    pub is_uncertain: bool,
}

impl SentPost {
    /// The one gate to a change: the text follows the same rules as that of a new post.
    ///
    /// # Errors
    /// Why it cannot be made; then nothing may be sent.
    pub fn check_change(&self, change: &Change) -> Result<PassedChange, Unchanged> {
        let Some(urn) = self.receipt.urn.clone() else {
            return Err(Unchanged::because(
                "no_urn",
                t!("change-no-name"),
                t!("change-no-name-hint"),
            ));
        };
        let Change::Text(text) = change else {
            return Ok(PassedChange {
                urn,
                change: Change::Delete,
                commentary: None,
            });
        };
        if self.deleted_at.is_some() {
            return Err(Unchanged::because(
                "deleted",
                t!("change-deleted"),
                t!("change-deleted-hint"),
            ));
        }
        let text = clean(text);
        if let Some(trouble) = self.text_trouble(&text) {
            let hint = t!("change-text-hint");
            return Err(Unchanged::because("draft", &trouble.to_string(), hint));
        }
        let commentary = LittleText::encode(&text, &self.mentions)
            .map_err(|garbled| Unchanged::of(&garbled.into()))?;
        Ok(PassedChange {
            urn,
            change: Change::Text(text),
            commentary: Some(commentary),
        })
    }

    /// A picture stands for itself. What else went with a post is not on its receipt; there LinkedIn decides.
    fn text_trouble(&self, text: &str) -> Option<Trouble> {
        let units = commentary::visible_units(text, &self.mentions);
        if self.picture_count == 0 && commentary::is_blank(text) {
            Some(Trouble::Empty)
        } else {
            (units > MAX_COMMENTARY_UNITS).then_some(Trouble::TooLong { units })
        }
    }

    /// Notes what LinkedIn is being asked for; gives what it was asked for before and did not answer.
    pub fn ask(&mut self, change: Change, now: Timestamp) -> Option<AskedChange> {
        self.asked.replace(AskedChange { change, at: now })
    }

    /// Notes that LinkedIn has made a change. It outdoes what was asked before.
    pub fn take_change(&mut self, change: Change, now: Timestamp) {
        self.asked = None;
        match change {
            Change::Text(text) => {
                self.text = text;
                self.edited_at = Some(now);
            }
            Change::Delete => {
                self.deleted_at.get_or_insert(now);
            }
        }
    }

    /// Whether anything became of it after it was posted.
    pub fn is_changed(&self) -> bool {
        self.asked.is_some() || self.edited_at.is_some() || self.deleted_at.is_some()
    }
}

impl Unchanged {
    /// Something that is known before LinkedIn is asked.
    pub fn because(kind: &'static str, message: &str, hint: &'static str) -> Self {
        Self {
            kind,
            message: message.to_owned(),
            hint,
            group: Group::Draft,
            is_uncertain: false,
        }
    }

    /// There is no receipt of the post, so nothing is known of its author.
    pub fn unknown_post() -> Self {
        Self::because(
            "unknown_post",
            t!("change-unknown"),
            t!("change-unknown-hint"),
        )
    }

    /// What a failure means for a change.
    pub fn of(failure: &Failure) -> Self {
        let is_uncertain = may_have_happened(&failure.cause);
        Self {
            kind: failure.kind(),
            message: what_happened(failure),
            hint: what_to_do(failure, is_uncertain),
            group: failure.group(),
            is_uncertain,
        }
    }
}

/// The same division as for a new post: only an answer, or a connection that was never made, proves anything.
fn may_have_happened(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::ServerTrouble { .. }
            | Cause::AnswerUnreadable
            | Cause::ConnectionLost
            | Cause::TimedOut
            | Cause::Died
    )
}

fn what_happened(failure: &Failure) -> String {
    match failure.cause {
        // LinkedIn, Posts API: 404 where there is no such post, or not for this author.
        Cause::NotFound => t!("change-not-found").to_owned(),
        _ => failure.message(),
    }
}

fn what_to_do(failure: &Failure, is_uncertain: bool) -> &'static str {
    if is_uncertain {
        return t!("change-uncertain");
    }
    match failure.group() {
        Group::SignIn => t!("change-sign-in"),
        Group::RateLimit => {
            t!("change-rate-limit")
        }
        Group::Network => t!("change-network"),
        Group::Interrupted => t!("change-interrupted"),
        Group::Draft => t!("change-draft"),
        Group::Refused => {
            t!("change-refused")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Author, Evidence, JobId, Mention, Receipt, Role};

    fn sent() -> SentPost {
        SentPost {
            id: JobId::from_parts(1, 1),
            author: Author {
                urn: "urn:li:person:a".parse().unwrap(),
                name: "Ada".to_owned(),
                role: Role::Member,
            },
            text: "Hello @Acme".to_owned(),
            mentions: vec![Mention {
                name: "Acme".to_owned(),
                urn: "urn:li:organization:1".parse().unwrap(),
            }],
            picture_count: 0,
            receipt: Receipt {
                urn: Some("urn:li:share:1".parse().unwrap()),
                permalink: None,
                published_at: Timestamp::UNIX_EPOCH,
                evidence: Evidence::Answer,
            },
            asked: None,
            edited_at: None,
            deleted_at: None,
            first_comment: None,
        }
    }

    fn kind(sent: &SentPost, change: &Change) -> &'static str {
        sent.check_change(change)
            .map_or_else(|err| err.kind, |_| "fine")
    }

    #[test]
    fn a_new_text_follows_the_rules_of_a_new_post() {
        let with_picture = SentPost {
            picture_count: 1,
            ..sent()
        };
        let unnamed = SentPost {
            receipt: Receipt {
                urn: None,
                ..sent().receipt
            },
            ..sent()
        };
        let deleted = SentPost {
            deleted_at: Some(Timestamp::UNIX_EPOCH),
            ..sent()
        };
        let text = |text: &str| Change::Text(text.to_owned());
        for (sent, change, expected) in [
            (&sent(), text("x"), "fine"),
            (&sent(), text(" \u{1}"), "draft"),
            (&sent(), text(&"x".repeat(3_000)), "fine"),
            (&sent(), text(&"x".repeat(3_001)), "draft"),
            (&with_picture, text(""), "fine"),
            (&unnamed, text("x"), "no_urn"),
            (&unnamed, Change::Delete, "no_urn"),
            (&deleted, text("x"), "deleted"),
            (&deleted, Change::Delete, "fine"),
        ] {
            assert_eq!(kind(sent, &change), expected, "{change:?}");
        }
    }

    #[test]
    fn a_mention_survives_another_text() {
        let change = Change::Text("Bye @Acme (soon)".to_owned());
        let passed = sent().check_change(&change).unwrap();
        let commentary = passed.commentary.unwrap();
        assert_eq!(
            commentary.as_str(),
            "Bye @[Acme](urn:li:organization:1) \\(soon\\)"
        );
    }

    #[test]
    fn what_was_asked_is_remembered_until_linkedin_has_done_it() {
        let mut sent = sent();
        assert!(!sent.is_changed());
        let change = Change::Text("New".to_owned());
        assert_eq!(sent.ask(change.clone(), Timestamp::UNIX_EPOCH), None);
        assert!(sent.is_changed() && sent.text == "Hello @Acme");
        sent.take_change(change, Timestamp::UNIX_EPOCH);
        assert!(sent.asked.is_none() && sent.text == "New" && sent.edited_at.is_some());
        sent.take_change(Change::Delete, Timestamp::UNIX_EPOCH);
        assert!(sent.deleted_at.is_some() && sent.text == "New");
    }

    #[test]
    fn only_trouble_after_sending_leaves_a_doubt() {
        for (cause, is_uncertain) in [
            (Cause::ServerTrouble { status: 503 }, true),
            (Cause::ConnectionLost, true),
            (Cause::TimedOut, true),
            (Cause::NoConnection, false),
            (Cause::PermissionMissing, false),
            (Cause::NotFound, false),
            (Cause::RequestRefused, false),
            (Cause::NotSignedIn, false),
            (Cause::RateLimited { daily: true }, false),
        ] {
            let unchanged = Unchanged::of(&Failure::new(cause));
            assert_eq!(unchanged.is_uncertain, is_uncertain, "{unchanged:?}");
            assert_eq!(
                unchanged.hint.starts_with("Nothing was changed"),
                !is_uncertain,
                "{unchanged:?}"
            );
        }
    }
}

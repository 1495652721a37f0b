//! A draft as a text file, Markdown with front matter, and back.
//!
//! ```text
//! ---
//! author: "Ann Lee <urn:li:person:abc>"
//! visibility: public
//! ---
//!
//! The text, as typed.
//! ```
//! The keys are called like the options of `sendoff post`. What is not understood is said, never dropped in silence;
//! who may see a post is never guessed. Files do not travel with the text. Never here: reading and writing the file.

mod rows;

use std::fmt::Write as _;

use rows::{Row, quoted, shown, split, unquoted};

use super::limits::MAX_DRAFT_BYTES;
use super::{
    Author, Draft, Extra, JobId, LinkCard, Mention, Poll, PollDays, PostUrn, Role, Visibility,
};
use crate::words::t;

/// A draft that was read from a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The draft.
    pub draft: Draft,
    /// What a person should know about it, in sentences.
    pub notes: Vec<String>,
}

/// Why a text does not become a draft: a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotADraft(String);

/// The draft as a text that [`import`] makes the same draft of, apart from its files.
pub fn export(draft: &Draft) -> String {
    let mut page = String::from("---\n");
    let mut row = |key: &str, value: &str| writeln!(page, "{key}: {value}").ok();
    if let Some(author) = &draft.author {
        let words = format!("{} <{}>", author.name, author.urn);
        row("author", &quoted(&words));
    }
    row("visibility", draft.visibility.word());
    if draft.reshare_disabled {
        row("no-reshare", "true");
    }
    for mention in &draft.mentions {
        let words = format!("{}={}", mention.name, mention.urn);
        row("mention", &quoted(&words));
    }
    match &draft.extra {
        Some(Extra::Poll(poll)) => {
            row("poll", &quoted(&poll.question));
            for option in &poll.options {
                row("option", &quoted(option));
            }
            row("poll-days", &poll.days.count().to_string());
        }
        Some(Extra::Link(card)) => {
            row("link", &quoted(card.source.as_str()));
            row("link-title", &quoted(&card.title));
            row("link-description", &quoted(&card.description));
        }
        Some(Extra::Reshare(urn)) => {
            row("reshare", urn.as_str());
        }
        None => {}
    }
    if !draft.first_comment.is_empty() {
        row("first-comment", &quoted(&draft.first_comment));
    }
    for file in &draft.attachments {
        row("file", &quoted(&file.name));
    }
    write!(page, "---\n\n{}\n", draft.text).ok();
    page
}

/// Makes a draft of a text, with front matter or without. `known` are those who can speak here.
///
/// # Errors
/// [`NotADraft`] where the front matter could be misunderstood, or the text is longer than a draft.
pub fn import(text: &str, id: JobId, known: &[&Author]) -> Result<Imported, NotADraft> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (rows, body) = split(text)?;
    let mut reading = Reading::new(id, known);
    for row in rows {
        reading.take(&row)?;
    }
    let (mut draft, title, notes) = reading.finish()?;
    draft.text = match title {
        Some(title) if !begins_with(&body, &title) => format!("{title}\n\n{body}"),
        _ => body,
    };
    if draft.text.len() > MAX_DRAFT_BYTES {
        let (bytes, limit) = (draft.text.len(), MAX_DRAFT_BYTES);
        return Err(NotADraft(t!(
            "front-too-long",
            bytes = bytes,
            limit = limit
        )));
    }
    Ok(Imported { draft, notes })
}

/// What has been read so far.
struct Reading<'a> {
    draft: Draft,
    known: &'a [&'a Author],
    notes: Vec<String>,
    title: Option<String>,
    poll: Option<String>,
    options: Vec<String>,
    days: Option<PollDays>,
    link: Option<url::Url>,
    link_title: Option<String>,
    link_description: Option<String>,
    reshare: Option<PostUrn>,
    first_comment: Option<String>,
}

impl<'a> Reading<'a> {
    fn new(id: JobId, known: &'a [&'a Author]) -> Self {
        Self {
            draft: Draft::new(id),
            known,
            notes: Vec::new(),
            title: None,
            poll: None,
            options: Vec::new(),
            days: None,
            link: None,
            link_title: None,
            link_description: None,
            reshare: None,
            first_comment: None,
        }
    }

    fn take(&mut self, row: &Row) -> Result<(), NotADraft> {
        if !KEYS.contains(&row.key.as_str()) {
            let value = std::iter::once(&row.value).chain(&row.more);
            let value: Vec<&str> = value.map(String::as_str).collect();
            self.notes.push(t!(
                "front-unknown",
                key = shown(&row.key),
                value = shown(&value.join(" "))
            ));
            return Ok(());
        }
        let set = match unquoted(&row.value) {
            _ if !row.more.is_empty() => Err(t!("front-value-goes-on")),
            None => Err(t!("front-quotes")),
            Some(value) => self.set(&row.key, value),
        };
        set.map_err(|words| {
            NotADraft(t!(
                "front-line",
                number = row.number,
                key = row.key.as_str(),
                words = words
            ))
        })
    }

    fn set(&mut self, key: &str, value: String) -> Result<(), &'static str> {
        match key {
            "title" => once(&mut self.title, value),
            "author" => {
                let author = self.author(&value);
                self.draft.author = author;
                Ok(())
            }
            "visibility" => {
                let mut words = Visibility::ALL.into_iter();
                let found = words.find(|known| known.word() == value);
                self.draft.visibility = found.ok_or(t!("front-visibility"))?;
                Ok(())
            }
            "no-reshare" => {
                self.draft.reshare_disabled =
                    value.parse().map_err(|_neither| t!("front-true-false"))?;
                Ok(())
            }
            "mention" => {
                self.draft.mentions.push(mention(&value)?);
                Ok(())
            }
            "poll" => once(&mut self.poll, value),
            "option" => {
                self.options.push(value);
                Ok(())
            }
            "poll-days" => once(&mut self.days, days(&value)?),
            "link" => once(&mut self.link, link(&value)?),
            "link-title" => once(&mut self.link_title, value),
            "link-description" => once(&mut self.link_description, value),
            "first-comment" => once(&mut self.first_comment, value),
            "reshare" => once(
                &mut self.reshare,
                PostUrn::named_in(&value).ok_or(t!("front-no-post"))?,
            ),
            _ => {
                let name = shown(&value);
                let words = t!("front-file", name = name);
                self.notes.push(words);
                Ok(())
            }
        }
    }

    /// Who is meant: the one with this URN, or the only one of this name. One who is named in full but cannot speak
    /// here stays all the same.
    fn author(&mut self, value: &str) -> Option<Author> {
        let in_full = value
            .strip_suffix('>')
            .and_then(|value| value.rsplit_once('<'));
        let (name, urn) = in_full.unwrap_or((value, value));
        let name = name.strip_suffix(' ').unwrap_or(name);
        if let Ok(urn) = urn.trim().parse::<super::AuthorUrn>() {
            let known = self.known.iter().find(|author| author.urn == urn);
            if let Some(author) = known {
                return Some((*author).clone());
            }
            self.notes.push(t!("front-nobody", name = shown(name)));
            let role = if urn.is_organization() {
                Role::ContentAdministrator
            } else {
                Role::Member
            };
            let name = name.to_owned();
            return Some(Author { urn, name, role });
        }
        let wanted = value.to_lowercase();
        let called = |author: &&&Author| author.name.to_lowercase() == wanted;
        let mut called = self.known.iter().filter(called);
        if let (Some(author), None) = (called.next(), called.next()) {
            return Some((*author).clone());
        }
        self.notes.push(t!("front-author", name = shown(value)));
        None
    }

    /// The draft without its text, and the title.
    fn finish(mut self) -> Result<(Draft, Option<String>, Vec<String>), NotADraft> {
        let wrong = |words: &str| Err(NotADraft(words.to_owned()));
        let has_poll = self.poll.is_some();
        if !has_poll && (!self.options.is_empty() || self.days.is_some()) {
            return wrong(t!("front-needs-poll"));
        }
        if self.link.is_none() && (self.link_title.is_some() || self.link_description.is_some()) {
            return wrong(t!("front-needs-link"));
        }
        let (options, days) = (self.options, self.days.unwrap_or_default());
        let poll = self.poll.map(|question| {
            Extra::Poll(Poll {
                question,
                options,
                days,
            })
        });
        let (title, description) = (self.link_title, self.link_description);
        let link = self.link.map(|source| {
            Extra::Link(LinkCard {
                source,
                title: title.unwrap_or_default(),
                description: description.unwrap_or_default(),
            })
        });
        let extras = [poll, link, self.reshare.map(Extra::Reshare)];
        let mut extras = extras.into_iter().flatten();
        self.draft.extra = extras.next();
        if extras.next().is_some() {
            return wrong(t!("front-one-kind"));
        }
        self.draft.first_comment = self.first_comment.unwrap_or_default();
        if self.title.is_some() {
            let words = t!("front-title");
            self.notes.push(words.to_owned());
        }
        Ok((self.draft, self.title, self.notes))
    }
}

/// Which of two values counts nobody knows.
fn once<T>(place: &mut Option<T>, value: T) -> Result<(), &'static str> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(t!("front-twice")),
    }
}

fn mention(value: &str) -> Result<Mention, &'static str> {
    let (name, urn) = value.rsplit_once('=').ok_or(t!("front-name-urn"))?;
    let urn = urn.trim().parse().map_err(|_bad| t!("front-urn"))?;
    let name = name.to_owned();
    if name.is_empty() {
        return Err(t!("front-no-name"));
    }
    Ok(Mention { name, urn })
}

fn days(value: &str) -> Result<PollDays, &'static str> {
    let mut all = PollDays::ALL.into_iter();
    let found = all.find(|days| days.count().to_string() == value);
    found.ok_or(t!("front-days"))
}

fn link(value: &str) -> Result<url::Url, &'static str> {
    let url = url::Url::parse(value).map_err(|_bad| t!("front-no-address"))?;
    match url.scheme() {
        "http" | "https" => Ok(url),
        _ => Err(t!("link-begins-so")),
    }
}

/// Whether the text says its title already, as a heading or not.
fn begins_with(body: &str, title: &str) -> bool {
    let first = body.lines().find(|line| !line.trim().is_empty());
    let first = first.unwrap_or_default().trim_start_matches('#').trim();
    first == title.trim()
}

const KEYS: [&str; 15] = [
    "alt",
    "author",
    "file",
    "first-comment",
    "link",
    "link-description",
    "link-title",
    "mention",
    "no-reshare",
    "option",
    "poll",
    "poll-days",
    "reshare",
    "title",
    "visibility",
];

#[cfg(test)]
mod tests;

//! What is told of a job where the person may not see it: to a screen reader always, by the desktop and the taskbar
//! while they are in another window.

use egui::{Context, UserAttentionType, ViewportCommand};

use super::App;
use super::notices::Notice;
use crate::domain::limits::MAX_COMMENTARY_UNITS;
use crate::domain::{Draft, Job, NotificationChoice, Stage};
use crate::engine::{Command, Notification};
use crate::ui::Announcer;
use crate::ui::widgets::Tone;
use crate::words::t;

/// What was told, and what is still to be.
#[derive(Default)]
pub(super) struct Messages {
    pub(super) announcer: Announcer,
    /// The number of the last notice that a screen reader was told of.
    last_notice: u64,
    /// The draft was too long when it was last looked at.
    was_over: bool,
    /// The taskbar was asked to point at the window.
    is_pointed_at: bool,
}

/// What has become of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
enum News {
    Uploaded,
    Posted,
    NotPosted(String),
    Unclear,
    /// It goes on only when the person has done something.
    Waits(String),
}

impl News {
    /// Only what has changed in front of this window: what was so before is no news.
    fn of(before: &Job, now: &Job) -> Option<Self> {
        let was_on_its_way = is_on_its_way(before);
        let waits_for_person = |job: &Job| {
            let wait = job.wait().filter(|wait| wait.until.is_none())?;
            wait.failure.clone()
        };
        match now.stage() {
            Stage::Published(_) if !before.is_over() => Some(Self::Posted),
            Stage::Failed(failure) if was_on_its_way => Some(Self::NotPosted(failure.message())),
            Stage::Uncertain(_) if was_on_its_way => Some(Self::Unclear),
            _ => match (waits_for_person(before), waits_for_person(now)) {
                (None, Some(failure)) => Some(Self::Waits(failure.message())),
                _ => (before.missing().next().is_some() && now.missing().next().is_none())
                    .then_some(Self::Uploaded),
            },
        }
    }

    /// What it is in a few words, for whoever sees no more than that.
    fn title(&self, author: &str) -> String {
        match self {
            Self::Uploaded => t!("news-uploaded").to_owned(),
            Self::Posted => t!("news-posted", author = author),
            Self::NotPosted(_) => t!("news-not-posted", author = author),
            Self::Unclear => t!("news-unclear", author = author),
            Self::Waits(_) => t!("news-waits", author = author),
        }
    }

    fn is_trouble(&self) -> bool {
        !matches!(self, Self::Uploaded | Self::Posted)
    }

    /// In full, for whoever hears it.
    fn sentence(&self, author: &str) -> String {
        let title = self.title(author);
        match self {
            Self::NotPosted(why) | Self::Waits(why) => format!("{title}. {why}"),
            Self::Uploaded | Self::Posted | Self::Unclear => title,
        }
    }
}

fn is_on_its_way(job: &Job) -> bool {
    !job.is_over() && !matches!(job.stage(), Stage::Failed(_) | Stage::Uncertain(_))
}

impl Messages {
    /// Tells of the notices that are new.
    fn tell_notices(&mut self, notices: &[Notice]) {
        for notice in notices {
            if notice.number <= self.last_notice {
                continue;
            }
            self.last_notice = notice.number;
            let words = format!("{}. {}", notice.title, notice.text);
            match notice.tone {
                Tone::Danger | Tone::Warning => self.announcer.call_out(words),
                Tone::Neutral | Tone::Info | Tone::Success => self.announcer.say(words),
            }
        }
    }

    /// Tells when the text becomes too long, and when it is short enough again.
    fn tell_length(&mut self, draft: &Draft) {
        // It has at least as many bytes as LinkedIn counts.
        let is_short = draft.text.len() <= MAX_COMMENTARY_UNITS;
        let units = if is_short { 0 } else { draft.visible_units() };
        let is_over = units > MAX_COMMENTARY_UNITS;
        match (self.was_over, is_over) {
            (false, true) => {
                let over = units - MAX_COMMENTARY_UNITS;
                self.announcer.call_out(t!("over-the-limit", count = over));
            }
            (true, false) => self.announcer.say(t!("within-limit-again")),
            _ => {}
        }
        self.was_over = is_over;
    }
}

impl App {
    /// Looks at a job before it is taken in, and tells what has become of it.
    pub(super) fn tell_of(&mut self, now: &Job, ctx: &Context) {
        let before = self.state.panel.jobs().get(&now.id());
        let Some(news) = before.and_then(|before| News::of(before, now)) else {
            return;
        };
        let author = &now.post.author().name;
        let sentence = news.sentence(author);
        if news.is_trouble() {
            self.messages.announcer.call_out(sentence);
        } else {
            self.messages.announcer.say(sentence);
        }
        if news != News::Uploaded && !ctx.input(|input| input.focused) {
            let kind = if news.is_trouble() {
                UserAttentionType::Critical
            } else {
                UserAttentionType::Informational
            };
            ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(kind));
            self.messages.is_pointed_at = true;
            self.show_on_desktop(&news, now);
        }
    }

    fn show_on_desktop(&mut self, news: &News, job: &Job) {
        let body = match self.state.settings.notifications {
            NotificationChoice::Off => return,
            NotificationChoice::WithoutWords => String::new(),
            NotificationChoice::WithWords => first_words(job.post.text()),
        };
        let notification = Notification {
            summary: news.title(&job.post.author().name),
            body,
            is_trouble: news.is_trouble(),
        };
        let showing = (self.system.notify)(notification);
        // Whoever comes back sees it in the window.
        self.engine.send(Command::Notify(showing)).ok();
    }

    /// Tells what has changed in the window itself. Runs before every frame.
    pub(super) fn tell_what_is_new(&mut self, ctx: &Context) {
        self.messages.tell_notices(&self.state.notices);
        self.messages.tell_length(&self.state.draft);
        if self.messages.is_pointed_at && ctx.input(|input| input.focused) {
            self.messages.is_pointed_at = false;
            let reset = ViewportCommand::RequestUserAttention(UserAttentionType::Reset);
            ctx.send_viewport_cmd(reset);
        }
    }
}

/// So much of a text as says which one it is.
fn first_words(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut first = words
        .by_ref()
        .take(FIRST_WORDS)
        .collect::<Vec<_>>()
        .join(" ");
    let is_cut = first.chars().nth(MOST_LETTERS).is_some();
    if is_cut {
        first = first.chars().take(MOST_LETTERS).collect();
    }
    if is_cut || words.next().is_some() {
        first.push('…');
    }
    first
}

const FIRST_WORDS: usize = 8;
/// A text without spaces is no longer than this either.
const MOST_LETTERS: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_told_by_its_first_words() {
        for (text, expected) in [
            ("Hello", "Hello"),
            ("a b c\nd e f g h", "a b c d e f g h"),
            ("a b c d e f g h i", "a b c d e f g h…"),
            ("", ""),
        ] {
            assert_eq!(first_words(text), expected);
        }
        assert_eq!(first_words(&"x".repeat(90)).chars().count(), 61);
    }
}

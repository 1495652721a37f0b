//! What the command line prints: JSON events for programs, lines for people, exit codes for both.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::domain::{
    Account, Change, Failure, FirstComment, Group, Job, Ledger, NotWritten, Published, SentPost,
    Stage, day_of,
};

/// Where results go.
#[derive(Clone, Copy, Debug)]
pub(super) struct Output {
    pub(super) is_json: bool,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exit {
    Done,
    Usage,
    SignIn,
    RateLimited,
    Refused,
    Uncertain,
    Network,
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Usage => 2,
            Exit::SignIn => 3,
            Exit::RateLimited => 4,
            Exit::Refused => 5,
            Exit::Uncertain => 6,
            Exit::Network => 7,
            Exit::Interrupted => 130,
        })
    }
}

impl From<Group> for Exit {
    fn from(group: Group) -> Self {
        match group {
            Group::Draft => Self::Usage,
            Group::SignIn => Self::SignIn,
            Group::RateLimit => Self::RateLimited,
            Group::Refused => Self::Refused,
            Group::Network => Self::Network,
            Group::Interrupted => Self::Interrupted,
        }
    }
}

impl Output {
    /// Prints an event: as JSON, or as the given line for people.
    pub(super) fn event(self, event: &Value, line: &str) {
        let mut out = io::stdout().lock();
        let printed = if self.is_json {
            writeln!(out, "{event}")
        } else {
            writeln!(out, "{line}")
        };
        // Whoever listened has gone away; what was done is on disk.
        printed.and_then(|()| out.flush()).ok();
    }

    /// Prints an event that people don't need to see.
    pub(super) fn detail(self, event: &Value) {
        if self.is_json {
            self.event(event, "");
        }
    }

    /// Prints that something failed; `id` is the job that was kept, if there is one.
    pub(super) fn failed(self, id: Option<&str>, failure: &Failure) -> Exit {
        let event = json!({"event": "failed", "id": id, "kind": failure.kind(), "message": failure.message(), "hint": failure.hint()});
        self.problem(&event, &failure.message(), failure.hint());
        failure.group().into()
    }

    /// Prints that a command could not be followed.
    pub(super) fn refused(self, kind: &str, message: &str, hint: &str, exit: Exit) -> Exit {
        let event =
            json!({"event": "failed", "id": null, "kind": kind, "message": message, "hint": hint});
        self.problem(&event, message, hint);
        exit
    }

    /// Prints what on this computer kept a command from being followed; nothing has changed.
    pub(super) fn unchanged(self, kind: &str, err: &dyn std::fmt::Display) -> Exit {
        self.refused(kind, &err.to_string(), "Nothing was changed.", Exit::Usage)
    }

    /// For programs on standard output, for people on standard error.
    pub(super) fn problem(self, event: &Value, message: &str, hint: &str) {
        if self.is_json {
            self.event(event, "");
        } else {
            let line = format!("{message}. {hint}");
            writeln!(
                io::stderr().lock(),
                "sendoff: {}",
                line.replace("?. ", "? ").replace(".. ", ". ")
            )
            .ok();
        }
    }

    /// Prints what became of a first comment. It changes no exit code: the post is there.
    pub(super) fn comment(self, comment: &FirstComment) {
        let event = comment_event(comment);
        let text = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
        if comment.state.words().is_posted {
            self.event(&event, &text("message"));
        } else {
            self.problem(&event, &text("message"), &text("hint"));
        }
    }

    /// Prints what became of a file of a person's choice.
    pub(super) fn written(
        self,
        path: &Path,
        (count, kind): (usize, &str),
        written: Result<(), NotWritten>,
    ) -> Exit {
        match written {
            Ok(()) => {
                let path = path.display().to_string();
                let event = json!({"event": "exported", "path": path, "count": count});
                let plural = if count == 1 { "" } else { "s" };
                self.event(&event, &format!("Wrote {count} {kind}{plural} into {path}"));
                Exit::Done
            }
            Err(trouble) if trouble.is_taken => {
                let hint = "Nothing was written. Choose another name; --overwrite replaces a file, and nothing but a file.";
                self.refused("exists", &trouble.message, hint, Exit::Usage)
            }
            Err(trouble) => {
                let hint = "Nothing was written.";
                self.refused("storage", &trouble.message, hint, Exit::Usage)
            }
        }
    }

    /// Prints that an order was followed.
    pub(super) fn done(self, line: &str) -> Exit {
        self.event(&json!({"event": "done"}), line);
        Exit::Done
    }
}

/// Prints a text as it is.
pub(super) fn print_text(text: &str) {
    let mut out = io::stdout().lock();
    // Whoever listened has gone away.
    write!(out, "{text}").and_then(|()| out.flush()).ok();
}

/// An account as the command line shows it.
pub(super) fn account_event(account: &Account) -> Value {
    let authors: Vec<Value> = account
        .authors()
        .map(|author| json!({"urn": author.urn.as_str(), "name": author.name, "role": author.role.as_linkedin()}))
        .collect();
    json!({
        "event": "account", "urn": account.member.urn.as_str(), "name": account.member.name, "client_id": account.client_id,
        "access": account.access.word(), "expires_at": account.expires_at, "authors": authors,
    })
}

/// The requests of an account today, counted here, beside what LinkedIn publishes.
pub(super) fn requests_event(ledger: &Ledger, account: &Account, now: Timestamp) -> Value {
    let (key, today) = (account.key(), day_of(now));
    let limits = Published::of(account.access);
    let authors: Vec<Value> = account
        .authors()
        .map(|author| {
            let requests = ledger.of_author(&key, &author.urn, today);
            json!({"urn": author.urn.as_str(), "requests": requests})
        })
        .collect();
    json!({
        "day": today, "requests": ledger.of_account(&key, today), "published_limit": limits.member,
        "app_requests": ledger.of_app(&account.client_id, today), "published_app_limit": limits.app,
        "authors": authors,
    })
}

/// The same for people.
pub(super) fn requests_line(ledger: &Ledger, account: &Account, now: Timestamp) -> String {
    let limits = Published::of(account.access);
    format!(
        "counted here today: {} of {} requests, {} of {} with this app (LinkedIn publishes few numbers; these are of {})",
        ledger.of_account(&account.key(), day_of(now)),
        limits.member,
        ledger.of_app(&account.client_id, day_of(now)),
        limits.app,
        limits.product,
    )
}

/// A job as the command line shows it.
pub(super) fn job_event(job: &Job) -> Value {
    let mut event = json!({
        "event": "job", "id": job.id().to_string(), "stage": job.stage().word(), "author": job.post.author().urn.as_str(),
        "text": job.post.text(), "created_at": job.created_at,
    });
    if let Some(at) = job.scheduled_for() {
        event["at"] = json!(at);
    }
    event
}

/// A job with its history, and what is known about its end.
pub(super) fn job_details(job: &Job) -> Value {
    let mut event = job_event(job);
    let history = job
        .history()
        .iter()
        .map(|moment| json!({"at": moment.at, "stage": moment.stage, "note": moment.note}));
    event["history"] = history.collect();
    match (
        job.stage(),
        job.wait().and_then(|wait| wait.failure.as_ref()),
    ) {
        (Stage::Failed(failure) | Stage::Uncertain(failure), _) | (_, Some(failure)) => {
            event["kind"] = failure.kind().into();
            event["message"] = failure.message().into();
            event["hint"] = failure.hint().into();
        }
        (Stage::Published(receipt), None) => {
            event["urn"] = json!(receipt.urn);
            event["permalink"] = json!(receipt.permalink);
        }
        _ => {}
    }
    if let Some(comment) = job.first_comment() {
        event["first_comment"] = json!({"text": comment.text, "state": comment.state.word()});
    }
    event
}

/// A receipt as the command line shows it.
pub(super) fn receipt_event(sent: &SentPost) -> Value {
    let mut event = json!({
        "event": "receipt", "urn": sent.receipt.urn, "permalink": sent.receipt.permalink, "author": sent.author.urn.as_str(),
        "text": sent.text, "published_at": sent.receipt.published_at, "evidence": sent.receipt.evidence.word(),
    });
    for (name, at) in [
        ("edited_at", sent.edited_at),
        ("deleted_at", sent.deleted_at),
    ] {
        if let Some(at) = at {
            event[name] = json!(at);
        }
    }
    if let Some(asked) = &sent.asked {
        let what = match &asked.change {
            Change::Text(_) => "edit",
            Change::Delete => "delete",
        };
        event["unanswered"] = json!(what);
    }
    if let Some(comment) = &sent.first_comment {
        event["first_comment"] = json!({"text": comment.text, "state": comment.state.word()});
    }
    event
}

/// A first comment as the command line shows it.
fn comment_event(comment: &FirstComment) -> Value {
    let words = comment.state.words();
    let state = if words.is_posted { "posted" } else { "failed" };
    let mut message = words.message.to_owned();
    if let Some(why) = words.why {
        message = format!("{message}. {}", why.message());
    }
    json!({"event": "comment", "state": state, "message": message, "hint": words.hint})
}

/// When a post is sent, and by whom, for people.
pub(super) fn scheduled_line(at: Timestamp) -> String {
    let here = at.to_zoned_datetime(TimeZone::system());
    let when = here.strftime("%Y-%m-%d %H:%M %:z");
    format!("Scheduled for {when}: sent by the window if it is open then, or by `sendoff send-due`")
}

/// The beginning of a text, on one line.
pub(super) fn beginning(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= BEGINNING_CHARS {
        line
    } else {
        line.chars().take(BEGINNING_CHARS).chain(['…']).collect()
    }
}

const BEGINNING_CHARS: usize = 60;

//! `sendoff post`: a draft from the command line, checked, shown or sent.

use std::io::{ErrorKind, Read as _};
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::json;

use super::args;
use super::files::{FileToSend, files_of};
use super::follow::follow;
use super::link::look_up;
use super::output::{Exit, Output, scheduled_line};
use super::profile::Profile;
use crate::domain::direction::is_turned;
use crate::domain::{
    Account, Author, Cause, Draft, Extra, Failure, LinkCard, Mention, Poll, commentary, when,
};
use crate::engine::{Command, Engine, Publish, check_only, new_job_id};
use crate::linkedin;
use crate::web::PublicPages;

/// Sends a post, or shows what would be sent.
pub(super) fn post(
    profile: &Profile,
    output: Output,
    args: &args::Post,
    alts: Vec<Option<String>>,
) -> Exit {
    let mut draft = match draft_of(profile, args) {
        Ok(draft) => draft,
        Err(failure) => return output.failed(None, &failure),
    };
    let at = match args.at.as_deref().map(time_of).transpose() {
        Ok(at) => at,
        Err(err) => {
            let hint = "Nothing was sent and nothing was scheduled.";
            return output.refused("time", &err.to_string(), hint, Exit::Usage);
        }
    };
    let mut files = files_of(args, alts);
    if args.look_up {
        let wants_picture = files.is_empty();
        let picture = match look_up(&PublicPages, output, &mut draft, wants_picture) {
            Ok(picture) => picture,
            Err(exit) => return exit,
        };
        files.extend(picture.and_then(FileToSend::of_page));
    }
    if args.dry_run {
        let exit = show(profile, output, draft, &files);
        if let Some(at) = at.filter(|_| exit == Exit::Done) {
            output.event(&json!({"event": "at", "at": at}), &scheduled_line(at));
        }
        return exit;
    }
    let wish = Publish {
        draft,
        again: args.again,
        undo_secs: 0,
        at,
    };
    send(
        profile,
        output,
        wish,
        &files,
        Duration::from_secs(args.timeout),
    )
}

/// Prints every request that would be made. Nothing is sent and nothing is written.
fn show(profile: &Profile, output: Output, mut draft: Draft, files: &[FileToSend]) -> Exit {
    for (number, file) in files.iter().enumerate() {
        match file.prepare(number as u64) {
            Ok(attachment) => draft.attachments.push(attachment),
            Err(words) => return output.failed(None, &Failure::with_detail(Cause::Draft, &words)),
        }
    }
    let planned = check_only(&draft)
        .and_then(|post| linkedin::plan(&post, &profile.endpoints, profile.api_version()));
    match planned {
        Ok(requests) => {
            for request in requests {
                let headers: serde_json::Map<_, _> = request
                    .headers
                    .iter()
                    .map(|(name, value)| (name.clone(), json!(value)))
                    .collect();
                let event = json!({
                    "event": "request", "method": request.method, "url": request.url, "headers": headers, "body": request.body,
                });
                output.event(
                    &event,
                    &format!("{} {}\n{}", request.method, request.url, request.body),
                );
            }
            Exit::Done
        }
        Err(failure) => output.failed(None, &failure),
    }
}

fn send(
    profile: &Profile,
    output: Output,
    mut wish: Publish,
    files: &[FileToSend],
    timeout: Duration,
) -> Exit {
    let id = wish.draft.id;
    let keys = profile.keys();
    for (number, file) in files.iter().enumerate() {
        match file.attach(&profile.store, id, number as u64) {
            Ok(attachment) => wish.draft.attachments.push(attachment),
            Err(words) => {
                profile.store.remove_draft(id).ok();
                return output.failed(None, &Failure::with_detail(Cause::Draft, &words));
            }
        }
    }
    warn_of_limits(profile, &wish.draft);
    let exit = match Engine::start(profile.parts(keys), || {}) {
        Ok(mut engine) => match engine.send(Command::Publish(Box::new(wish))) {
            Ok(()) => follow(&mut engine, output, id, timeout),
            Err(busy) => {
                output.refused("busy", &busy.to_string(), "Nothing was sent.", Exit::Usage)
            }
        },
        Err(err) => output.refused("system", &err.to_string(), "Nothing was sent.", Exit::Usage),
    };
    // Where the post was not accepted, its pictures are left over; where it was, there is nothing to remove.
    profile.store.remove_draft(id).ok();
    exit
}

/// Says so where LinkedIn may refuse the post because too much was asked today.
fn warn_of_limits(profile: &Profile, draft: &Draft) {
    let (Ok(ledger), Ok(accounts)) = (profile.store.ledger(), profile.store.accounts()) else {
        return;
    };
    let author = draft.author.as_ref();
    let account = author.and_then(|author| {
        accounts
            .iter()
            .find(|account| account.can_post_as(&author.urn))
    });
    let strain = account
        .and_then(|account| ledger.strain(account, draft.least_requests(), Timestamp::now()));
    if let Some(strain) = strain {
        tracing::warn!("{strain}");
    }
}

/// When `--at` means, on this computer's clock.
fn time_of(text: &str) -> Result<Timestamp, when::WhenError> {
    when::parse(text, &TimeZone::system(), Timestamp::now())
}

fn draft_of(profile: &Profile, args: &args::Post) -> Result<Draft, Failure> {
    let accounts = profile
        .store
        .accounts()
        .map_err(|err| Failure::with_detail(Cause::Storage, &err.to_string()))?;
    let mut draft = Draft::new(new_job_id(Timestamp::now()));
    draft.text = text_of(args)?;
    if is_turned(&draft.text) {
        tracing::warn!(
            "invisible marks in the text turn its direction; readers may see parts of it in another order"
        );
    }
    draft.author = Some(author(&accounts, args.author.as_deref())?);
    draft.mentions.clone_from(&args.mentions);
    let names = args.mentions.iter().map(|mention| &mention.name);
    for (idx, name) in names.enumerate() {
        if args.mentions[..idx].iter().any(|known| known.name == *name) {
            let words = format!("@{name} is given twice: one name can mean one member or page");
            return Err(Failure::with_detail(Cause::Draft, &words));
        }
    }
    let is_unused =
        |mention: &&Mention| !commentary::mentions_someone(&draft.text, &draft.mentions, mention);
    if let Some(mention) = args.mentions.iter().find(is_unused) {
        let words = format!("the text does not mention @{}", mention.name);
        return Err(Failure::with_detail(Cause::Draft, &words));
    }
    draft.visibility = args.visibility.into();
    draft.reshare_disabled = args.no_reshare;
    draft.extra = extra(args);
    if let Some(Extra::Poll(poll)) = &draft.extra
        && let Some(words) = poll.repeats()
    {
        tracing::warn!("{words}");
    }
    draft.first_comment = args.first_comment.clone().unwrap_or_default();
    Ok(draft)
}

/// What goes below the text and is no file; the command line has let only one of them through.
fn extra(args: &args::Post) -> Option<Extra> {
    let poll = args.poll.clone().map(|question| {
        Extra::Poll(Poll {
            question,
            options: args.options.clone(),
            days: args.poll_days.unwrap_or_default(),
        })
    });
    let link = args.link.clone().map(|source| {
        Extra::Link(LinkCard {
            source,
            title: args.link_title.clone().unwrap_or_default(),
            description: args.link_description.clone().unwrap_or_default(),
        })
    });
    poll.or(link)
        .or_else(|| args.reshare.clone().map(Extra::Reshare))
}

fn text_of(args: &args::Post) -> Result<String, Failure> {
    let Some(path) = &args.text_file else {
        return Ok(args.text.clone().unwrap_or_default());
    };
    let trouble = |words: &str| Failure::with_detail(Cause::Draft, words);
    let mut bytes = Vec::new();
    let read = if path == "-" {
        std::io::stdin()
            .lock()
            .take(MAX_TEXT_BYTES + 1)
            .read_to_end(&mut bytes)
    } else {
        let file = std::fs::File::open(path);
        file.and_then(|file| file.take(MAX_TEXT_BYTES + 1).read_to_end(&mut bytes))
    };
    read.map_err(|err| trouble(not_read(&err)))?;
    if bytes.len() as u64 > MAX_TEXT_BYTES {
        // Cut off before it is looked at, it could pass for another text.
        return Err(trouble("the text is longer than 1 MiB"));
    }
    let text = String::from_utf8(bytes).map_err(|_not_text| trouble("the text is not UTF-8"))?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map_or(text.clone(), str::to_owned))
}

/// Why there is no text, in words.
fn not_read(err: &std::io::Error) -> &'static str {
    match err.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            "the file with the text is not there: look at its name"
        }
        ErrorKind::IsADirectory => "the file with the text is a folder: name a file in it",
        ErrorKind::PermissionDenied => "you may not read the file with the text",
        _ => "the file with the text could not be read",
    }
}

/// Whom `--as` means; without it the member who signed in first.
fn author(accounts: &[Account], wanted: Option<&str>) -> Result<Author, Failure> {
    let authors = Account::everyone(accounts);
    let first = authors
        .first()
        .ok_or_else(|| Failure::new(Cause::NotSignedIn))?;
    let Some(wanted) = wanted else {
        return Ok((*first).clone());
    };
    let by_urn = authors.iter().find(|author| author.urn.as_str() == wanted);
    let by_name: Vec<&&Author> = authors
        .iter()
        .filter(|author| author.name.to_lowercase() == wanted.to_lowercase())
        .collect();
    match (by_urn, by_name.as_slice()) {
        (Some(author), _) => Ok((**author).clone()),
        (None, [author]) => Ok((***author).clone()),
        (None, []) => Err(Failure::with_detail(Cause::AuthorUnknown, wanted)),
        (None, _) => Err(Failure::with_detail(
            Cause::AuthorUnknown,
            "several have this name; use the URN",
        )),
    }
}

/// What the picture of a link's page is called.
/// Far above any post, far below any memory.
const MAX_TEXT_BYTES: u64 = 1024 * 1024;

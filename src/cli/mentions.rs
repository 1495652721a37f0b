//! `sendoff mentions`: the people and pages that are offered while you type, listed, added and removed.

use serde_json::{Value, json};

use super::output::{Exit, Output};
use super::profile::Profile;
use crate::domain::{AuthorUrn, Mention, Whom, mention_book};
use crate::store::StoreError;

/// What may be done with the book.
#[derive(clap::Subcommand, Debug)]
pub(super) enum Mentions {
    /// List them
    List,
    /// Add someone, or give someone who is there another name
    Add {
        /// The name exactly as LinkedIn has it
        #[arg(allow_hyphen_values = true)]
        name: String,
        /// Their URN; for a page its id or a link with its id will do
        urn: String,
    },
    /// Remove someone
    Remove { urn: AuthorUrn },
}

/// Lists or changes the book. Nothing is asked of the network.
pub(super) fn mentions(profile: &Profile, output: Output, command: Mentions) -> Exit {
    match command {
        Mentions::List => match profile.store.mentions() {
            Ok(book) => list(output, &book),
            Err(err) => output.unchanged("storage", &err),
        },
        Mentions::Add { name, urn } => match entry(&name, &urn) {
            Ok(mention) => {
                let line = format!("@{} can be mentioned", mention.name);
                let event = mention_event(&mention);
                let change = |book: &mut Vec<Mention>| mention_book::add(book, mention);
                match update(profile, change) {
                    Ok(_) => {
                        output.event(&event, &line);
                        Exit::Done
                    }
                    Err(err) => output.unchanged("storage", &err),
                }
            }
            Err(words) => output.unchanged("usage", &words),
        },
        Mentions::Remove { urn } => {
            let mut was_there = false;
            let change = |book: &mut Vec<Mention>| {
                was_there = book.iter().any(|known| known.urn == urn);
                book.retain(|known| known.urn != urn);
            };
            match update(profile, change) {
                Ok(_) if was_there => output.done("Removed"),
                Ok(_) => output.unchanged("usage", &"Nobody with this URN is in the list"),
                Err(err) => output.unchanged("storage", &err),
            }
        }
    }
}

fn list(output: Output, book: &[Mention]) -> Exit {
    for mention in book {
        let line = format!("{}  {}", mention.urn, mention.name);
        output.event(&mention_event(mention), &line);
    }
    Exit::Done
}

fn mention_event(mention: &Mention) -> Value {
    json!({"event": "mention", "name": mention.name, "urn": mention.urn.as_str()})
}

fn entry(name: &str, urn: &str) -> Result<Mention, String> {
    let name = mention_book::fit_name(name)
        .ok_or("A name is one line, up to 120 signs, and has no invisible marks")?;
    match Whom::read(urn).map_err(|err| err.to_string())? {
        Whom::Known(urn) => Ok(Mention { name, urn }),
        Whom::Vanity(_) => Err(
            "Give the page's id or its URN; only the window looks up a page by its address"
                .to_owned(),
        ),
    }
}

fn update(
    profile: &Profile,
    change: impl FnOnce(&mut Vec<Mention>),
) -> Result<Vec<Mention>, StoreError> {
    profile.store.make_folders()?;
    profile.store.update_mentions(change)
}

//! What the page behind a link says of itself, brought home for its card: words, and a picture that is cleaned like
//! any other. Never: asking by itself; a person pressed a button.

use std::sync::Arc;

use poll_promise::Sender;
use tokio::task::spawn_blocking;
use url::Url;

use super::attach::attach;
use super::attached::Attached;
use super::command::PictureSource;
use super::context::Context;
use super::light_tables::LightTable;
use crate::domain::JobId;
use crate::store::Store;
use crate::web::{CardError, Pages};
use crate::words::t;

/// What was found out about a link.
#[derive(Clone, Debug)]
pub struct LookedUp {
    /// The headline; may be empty.
    pub title: String,
    /// The lines below; may be empty.
    pub description: String,
    /// The picture of the card, a part of the draft already; or why there is none although the page names one.
    pub picture: Option<Result<Attached, String>>,
}

/// Answers a question about a link, aside. `number` tells the picture's copy from others of the draft.
pub(super) fn begin(
    context: &Context,
    id: JobId,
    number: u64,
    url: Url,
    answer: Sender<Result<LookedUp, String>>,
) {
    let (voice, store) = (context.voice.clone(), context.store.clone());
    let pages = Arc::clone(&context.pages);
    let looking = tokio::spawn(async move { look_up(&*pages, &store, id, number, &url).await });
    tokio::spawn(async move {
        let found = looking.await;
        answer.send(found.unwrap_or_else(|_broken| Err(t!("broke-down-retry").to_owned())));
        voice.wake();
    });
}

/// Looks at the page and at the picture it names, and copies that into the folder of draft `id`.
///
/// # Errors
/// Sentences for the person: why nothing was found out, and what to do.
async fn look_up(
    pages: &dyn Pages,
    store: &Store,
    id: JobId,
    number: u64,
    url: &Url,
) -> Result<LookedUp, String> {
    let words = |err: CardError| format!("{err}. {}", err.hint());
    let card = pages.card(url).await.map_err(words)?;
    let picture = match &card.picture {
        None => None,
        Some(address) => Some(match pages.picture(address).await {
            Ok(bytes) => keep(store, id, number, bytes).await,
            Err(err) => Err(words(err)),
        }),
    };
    Ok(LookedUp {
        title: card.title,
        description: card.description,
        picture,
    })
}

async fn keep(store: &Store, id: JobId, number: u64, bytes: Vec<u8>) -> Result<Attached, String> {
    let store = store.clone();
    let source = PictureSource::Bytes {
        name: t!("picture-of-the-page").to_owned(),
        bytes,
    };
    let kept = spawn_blocking(move || attach(LightTable::own(), &store, id, number, source)).await;
    match kept {
        Ok(kept) => kept.map_err(|refused| refused.words),
        Err(_broken) => Err(t!("broke-down-retry").to_owned()),
    }
}

//! The door to web pages for the rest of the program: looks, or a stand-in where nothing may be looked at.

use std::pin::Pin;

use url::Url;

use super::{Card, CardError, Fetcher};

/// Whoever looks at the pages behind links.
pub trait Pages: Send + Sync {
    /// What the page behind a link says of itself.
    fn card<'a>(&'a self, url: &'a Url) -> Looking<'a, Card>;

    /// The bytes of a picture that a card names. Somebody else's bytes: look into them before use.
    fn picture<'a>(&'a self, url: &'a Url) -> Looking<'a, Vec<u8>>;
}

/// A look that is under way.
pub type Looking<'a, T> = Pin<Box<dyn Future<Output = Result<T, CardError>> + Send + 'a>>;

/// The pages of the public web. Nothing is made ready before the first look.
#[derive(Clone, Copy, Debug, Default)]
pub struct PublicPages;

impl Pages for PublicPages {
    fn card<'a>(&'a self, url: &'a Url) -> Looking<'a, Card> {
        Box::pin(async { Fetcher::new()?.card(url).await })
    }

    fn picture<'a>(&'a self, url: &'a Url) -> Looking<'a, Vec<u8>> {
        Box::pin(async { Fetcher::new()?.picture(url).await })
    }
}

/// No page at all, for a face that has no use for any.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPages;

impl Pages for NoPages {
    fn card<'a>(&'a self, _url: &'a Url) -> Looking<'a, Card> {
        Box::pin(std::future::ready(Err(CardError::Unreachable)))
    }

    fn picture<'a>(&'a self, _url: &'a Url) -> Looking<'a, Vec<u8>> {
        Box::pin(std::future::ready(Err(CardError::Unreachable)))
    }
}

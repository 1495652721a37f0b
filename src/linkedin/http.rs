//! The connections themselves: a request can be begun only towards an [`AllowedUrl`]. Never: what is asked.

use reqwest::{Client, RequestBuilder};

use super::endpoints::AllowedUrl;

/// A set of connections that go nowhere but to allowed addresses.
#[derive(Clone)]
pub(super) struct Http(Client);

impl Http {
    pub(super) fn new(client: Client) -> Self {
        Self(client)
    }

    /// Begins a `GET`.
    pub(super) fn get(&self, url: &AllowedUrl) -> RequestBuilder {
        self.0.get(url.url().clone())
    }

    /// Begins a `POST`.
    pub(super) fn post(&self, url: &AllowedUrl) -> RequestBuilder {
        self.0.post(url.url().clone())
    }

    /// Begins a `DELETE`.
    pub(super) fn delete(&self, url: &AllowedUrl) -> RequestBuilder {
        self.0.delete(url.url().clone())
    }

    /// Begins a `PUT`.
    pub(super) fn put(&self, url: &AllowedUrl) -> RequestBuilder {
        self.0.put(url.url().clone())
    }
}

//! The wire: the only folder that knows HTTP, JSON and header names.
//!
//! | file | LinkedIn's page |
//! |---|---|
//! | `auth`, `callback` | *Authorization Code Flow*, *… for Native Clients*, *Programmatic Refresh Tokens* |
//! | `member` | *Sign In with LinkedIn using OpenID Connect*, *Profile API* |
//! | `organizations` | *Organization Access Control by Role*, *Organization Lookup* |
//! | `assets`, `videos`, `put` | *Images API*, *Documents API*, *Videos API* |
//! | `posts` | *Posts API*, *`MultiImage` API*, *little text format* |
//!
//! Every call to the API carries `LinkedIn-Version` and `X-Restli-Protocol-Version: 2.0.0`. Never here: the disk,
//! egui, decisions about when to try again.

mod answer;
mod assets;
mod auth;
mod beside;
mod callback;
mod changes;
mod client;
mod comments;
mod curl;
#[cfg(test)]
mod edges_tests;
mod endpoints;
mod error;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod fuzzing;
mod http;
mod member;
mod meter;
mod organizations;
mod plan;
mod posts;
mod put;
mod sign_in_error;
mod statistics;
mod videos;

pub use assets::{AssetKind, AssetStatus, UploadSlot};
pub use auth::{Invitation, TokenGrant};
pub use callback::{Code, Listener};
pub use client::{Client, Patience, Wire};
pub use endpoints::{AllowedUrl, Endpoints, NotLoopback};
pub use error::ApiError;
pub use member::Member;
pub use meter::Meter;
pub use plan::{PlannedRequest, plan};
pub use sign_in_error::SignInError;
pub use videos::{VideoPart, VideoStatus, VideoUpload};

//! Changing and deleting a post. LinkedIn: *Posts API*, "Update Posts", "Delete Posts".
//!
//! Both may be repeated: the same text twice is the same text, and what is deleted stays deleted.

use serde_json::json;

use super::client::encoded;
use super::{ApiError, Client};
use crate::domain::{LittleText, PostUrn};

impl Client {
    /// `POST /rest/posts/{urn}` with `X-RestLi-Method: PARTIAL_UPDATE`: another text for a post.
    ///
    /// # Errors
    /// Why LinkedIn did not; whether it may have all the same, [`crate::domain::Unchanged`] says.
    pub async fn edit_post(&self, urn: &PostUrn, commentary: &LittleText) -> Result<(), ApiError> {
        let body = json!({"patch": {"$set": {"commentary": commentary.as_str()}}});
        self.alter(&path(urn), &body).await.map(drop)
    }

    /// `DELETE /rest/posts/{urn}`: 204, also where it was deleted before.
    ///
    /// # Errors
    /// See [`Client::edit_post`].
    pub async fn delete_post(&self, urn: &PostUrn) -> Result<(), ApiError> {
        self.delete(&path(urn)).await.map(drop)
    }
}

fn path(urn: &PostUrn) -> String {
    format!("rest/posts/{}", encoded(urn.as_str()))
}

//! Commenting under a post. LinkedIn: *Comments API*.
//!
//! Like a post, a comment has no key that would make a second request harmless: it is sent once. Its text is raw, not
//! little text (an escaped one shows its backslashes).

use serde_json::{Value, json};

use super::Client;
use super::client::encoded;
use crate::domain::{AuthorUrn, CreateAnswer, PostUrn};

impl Client {
    /// `POST /rest/socialActions/{urn}/comments`: comments under a post, once.
    ///
    /// Never repeated here: a second request makes a second comment. A 404 says that LinkedIn does not know the post,
    /// or not yet.
    pub async fn create_comment(
        &self,
        actor: &AuthorUrn,
        post: &PostUrn,
        text: &str,
    ) -> CreateAnswer {
        let body = comment_body(actor.as_str(), post.as_str(), text);
        self.submit(&comment_path(&encoded(post.as_str())), body.to_string())
            .await
    }
}

/// The path of the request; the post is percent-encoded already.
pub(super) fn comment_path(post: &str) -> String {
    format!("rest/socialActions/{post}/comments")
}

/// The body of the request.
pub(super) fn comment_body(actor: &str, post: &str, text: &str) -> Value {
    json!({"actor": actor, "object": post, "message": {"text": text}})
}

//! Which request means which operation. Reads method and path only; never headers or bodies.

use axum::http::Method;
use serde::{Deserialize, Serialize};

/// Everything the sandbox answers on LinkedIn's behalf, and what a fault can be aimed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// The consent page of the standard flow and its answer.
    Authorize,
    /// The consent page of the native PKCE flow and its answer.
    AuthorizeNative,
    /// A code, or a refresh token, for an access token.
    AccessToken,
    /// What LinkedIn thinks of a token.
    IntrospectToken,
    /// The end of a token.
    RevokeToken,
    /// `GET /v2/userinfo`.
    UserInfo,
    /// `GET /v2/me`.
    Me,
    /// `GET /rest/organizationAcls`.
    OrganizationAcls,
    /// `GET /rest/organizations/{id}`.
    Organization,
    /// `GET /rest/organizations?ids=List(…)` or `?q=vanityName`.
    Organizations,
    /// `GET /rest/organizationsLookup?ids=List(…)`.
    OrganizationsLookup,
    /// `POST /rest/images?action=initializeUpload`.
    InitializeImage,
    /// `PUT` of an image's bytes.
    UploadImage,
    /// `GET /rest/images/{urn}`.
    Image,
    /// `GET /rest/images?ids=List(…)`.
    Images,
    /// `POST /rest/documents?action=initializeUpload`.
    InitializeDocument,
    /// `PUT` of a document's bytes.
    UploadDocument,
    /// `GET /rest/documents/{urn}`.
    Document,
    /// `POST /rest/videos?action=…`: `initializeUpload` and `finalizeUpload`.
    Videos,
    /// `PUT` of a part of a video.
    UploadVideoPart,
    /// `PUT` of a video's captions.
    UploadCaptions,
    /// `PUT` of a video's thumbnail.
    UploadThumbnail,
    /// `GET /rest/videos/{urn}`.
    Video,
    /// `POST /rest/posts`.
    CreatePost,
    /// `GET /rest/posts/{urn}`.
    Post,
    /// `GET /rest/posts?q=author` or `?ids=List(…)`.
    Posts,
    /// `POST /rest/posts/{urn}`.
    UpdatePost,
    /// `DELETE /rest/posts/{urn}`.
    DeletePost,
    /// `POST /rest/socialActions/{urn}/comments`.
    CreateComment,
    /// `GET /rest/organizationalEntityShareStatistics`.
    PageStatistics,
    /// `GET /rest/memberCreatorPostAnalytics`.
    MemberStatistics,
    /// The web page with all posts.
    Feed,
    /// The web page with one post.
    FeedUpdate,
    /// A picture on a web page.
    Picture,
    /// The web page that forgets who is signed in.
    SignOut,
    /// The sandbox's own switches; not LinkedIn, and no fault reaches it.
    Control,
    /// Any of the above but the last, for faults: they count requests whatever these ask for.
    Any,
}

/// Why nothing answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoRoute {
    UnknownPath,
    WrongMethod,
}

/// Finds the operation and the raw (still encoded) key in the path; the key is empty where there is none.
pub(super) fn resolve<'a>(method: &Method, path: &'a str) -> Result<(Route, &'a str), NoRoute> {
    let (allowed, key) = operations(path).ok_or(NoRoute::UnknownPath)?;
    allowed
        .iter()
        .find(|(name, _)| *name == method.as_str())
        .map(|(_, route)| (*route, key))
        .ok_or(NoRoute::WrongMethod)
}

/// The methods that a path knows.
type Operations = &'static [(&'static str, Route)];

fn operations(path: &str) -> Option<(Operations, &str)> {
    fixed(path)
        .map(|operations| (operations, ""))
        .or_else(|| keyed(path))
        .or_else(|| comments(path))
}

fn comments(path: &str) -> Option<(Operations, &str)> {
    let key = path.strip_prefix("/rest/socialActions/")?;
    let key = key.strip_suffix("/comments")?;
    let is_key = !key.is_empty() && !key.contains('/');
    is_key.then_some((&[("POST", Route::CreateComment)], key))
}

fn fixed(path: &str) -> Option<Operations> {
    Some(match path {
        "/oauth/v2/authorization" => &[("GET", Route::Authorize), ("POST", Route::Authorize)],
        "/oauth/native-pkce/authorization" => &[
            ("GET", Route::AuthorizeNative),
            ("POST", Route::AuthorizeNative),
        ],
        "/oauth/v2/accessToken" => &[("POST", Route::AccessToken)],
        "/oauth/v2/introspectToken" => &[("POST", Route::IntrospectToken)],
        "/oauth/v2/revoke" => &[("POST", Route::RevokeToken)],
        "/v2/userinfo" => &[("GET", Route::UserInfo)],
        "/v2/me" => &[("GET", Route::Me)],
        "/rest/organizationAcls" => &[("GET", Route::OrganizationAcls)],
        "/rest/organizations" => &[("GET", Route::Organizations)],
        "/rest/organizationsLookup" => &[("GET", Route::OrganizationsLookup)],
        "/rest/images" => &[("GET", Route::Images), ("POST", Route::InitializeImage)],
        "/rest/documents" => &[("POST", Route::InitializeDocument)],
        "/rest/videos" => &[("POST", Route::Videos)],
        "/rest/posts" => &[("GET", Route::Posts), ("POST", Route::CreatePost)],
        "/rest/organizationalEntityShareStatistics" => &[("GET", Route::PageStatistics)],
        "/rest/memberCreatorPostAnalytics" => &[("GET", Route::MemberStatistics)],
        "/" | "/feed" | "/feed/" => &[("GET", Route::Feed)],
        "/m/logout" | "/m/logout/" => &[("GET", Route::SignOut)],
        _ => return None,
    })
}

fn keyed(path: &str) -> Option<(Operations, &str)> {
    let places: [(&str, Operations); 13] = [
        ("/rest/organizations/", &[("GET", Route::Organization)]),
        ("/rest/images/", &[("GET", Route::Image)]),
        (
            "/rest/posts/",
            &[
                ("GET", Route::Post),
                ("POST", Route::UpdatePost),
                ("DELETE", Route::DeletePost),
            ],
        ),
        ("/rest/documents/", &[("GET", Route::Document)]),
        ("/rest/videos/", &[("GET", Route::Video)]),
        ("/dms-uploads/D4D", &[("PUT", Route::UploadVideoPart)]),
        ("/dms-uploads/D4C", &[("PUT", Route::UploadCaptions)]),
        ("/dms-uploads/D4B", &[("PUT", Route::UploadThumbnail)]),
        ("/dms-uploads/D561F", &[("PUT", Route::UploadDocument)]),
        ("/dms-uploads/", &[("PUT", Route::UploadImage)]),
        ("/dms/image/", &[("GET", Route::Picture)]),
        ("/feed/update/", &[("GET", Route::FeedUpdate)]),
        (
            "/sandbox/",
            &[("GET", Route::Control), ("POST", Route::Control)],
        ),
    ];
    places.into_iter().find_map(|(prefix, operations)| {
        let key = path.strip_prefix(prefix)?;
        let key = key.strip_suffix('/').unwrap_or(key);
        (!key.is_empty() && !key.contains('/')).then_some((operations, key))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn method_and_path_together_name_the_operation() {
        let rows = [
            (Method::GET, "/v2/userinfo", Ok((Route::UserInfo, ""))),
            (Method::POST, "/rest/posts", Ok((Route::CreatePost, ""))),
            (
                Method::DELETE,
                "/rest/posts/a%3Ab",
                Ok((Route::DeletePost, "a%3Ab")),
            ),
            (
                Method::GET,
                "/feed/update/urn:li:share:1/",
                Ok((Route::FeedUpdate, "urn:li:share:1")),
            ),
            (Method::PUT, "/rest/posts", Err(NoRoute::WrongMethod)),
            (Method::GET, "/rest/posts/a/b", Err(NoRoute::UnknownPath)),
            (
                Method::POST,
                "/rest/socialActions/a%3Ab/comments",
                Ok((Route::CreateComment, "a%3Ab")),
            ),
            (
                Method::POST,
                "/rest/socialActions//comments",
                Err(NoRoute::UnknownPath),
            ),
            (
                Method::GET,
                "/rest/socialActions",
                Err(NoRoute::UnknownPath),
            ),
        ];
        for (method, path, expected) in rows {
            assert_eq!(resolve(&method, path), expected, "{method} {path}");
        }
    }
}

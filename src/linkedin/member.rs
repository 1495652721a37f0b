//! Who signed in. LinkedIn: *Sign In with LinkedIn using OpenID Connect* (userinfo), *Profile API* (me).

use serde::Deserialize;
use serde_json::Value;

use super::error::unreadable;
use super::{ApiError, Client};
use crate::domain::{Access, AuthorUrn, Cause, harmless};

/// A member as they introduce themselves to this app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Differs from app to app for the same person.
    pub urn: AuthorUrn,
    /// Never empty.
    pub name: String,
}

impl Client {
    /// Asks who signed in: OpenID's way for member access, the profile for community access, the other one where
    /// the first is not allowed.
    pub async fn who_am_i(&self, access: Access) -> Result<Member, ApiError> {
        let first = match access {
            Access::Member => self.userinfo().await,
            Access::Community => self.me().await,
        };
        match (first, access) {
            (Err(err), Access::Member) if may_try_other_way(&err) => {
                self.me().await.map_err(|_second| err)
            }
            (Err(err), Access::Community) if may_try_other_way(&err) => {
                self.userinfo().await.map_err(|_second| err)
            }
            (done, _) => done,
        }
    }

    /// `GET /v2/userinfo`
    async fn userinfo(&self) -> Result<Member, ApiError> {
        let userinfo: Userinfo = self.look_up("v2/userinfo", None).await?.json()?;
        let full = userinfo
            .name
            .as_ref()
            .and_then(words)
            .or_else(|| joined(&[userinfo.given_name, userinfo.family_name]));
        member(&userinfo.sub, full)
    }

    /// `GET /v2/me`
    async fn me(&self) -> Result<Member, ApiError> {
        let me: Me = self.look_up("v2/me", None).await?.json()?;
        member(&me.id, joined(&[me.first, me.last]))
    }
}

fn may_try_other_way(err: &ApiError) -> bool {
    matches!(
        err.failure().cause,
        Cause::PermissionMissing | Cause::Forbidden | Cause::NotFound | Cause::RequestRefused
    )
}

fn member(id: &str, name: Option<String>) -> Result<Member, ApiError> {
    let urn: AuthorUrn = format!("urn:li:person:{id}")
        .parse()
        .map_err(|_not_an_id| unreadable())?;
    let name = name
        .map(|name| harmless(&name))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| urn.key().to_owned());
    Ok(Member { urn, name })
}

fn joined(names: &[Option<Value>]) -> Option<String> {
    let parts: Vec<String> = names.iter().flatten().filter_map(words).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// A name that is one; an odd one must not cost the sign-in.
fn words(value: &Value) -> Option<String> {
    let name = value.as_str()?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

#[derive(Deserialize)]
struct Userinfo {
    sub: String,
    name: Option<Value>,
    given_name: Option<Value>,
    family_name: Option<Value>,
}

#[derive(Deserialize)]
struct Me {
    id: String,
    #[serde(rename = "localizedFirstName")]
    first: Option<Value>,
    #[serde(rename = "localizedLastName")]
    last: Option<Value>,
}

//! Which pages a member may post for. LinkedIn: *Organization Access Control by Role*, *Organization Lookup*.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::client::encoded;
use super::{ApiError, Client};
use crate::domain::{Author, AuthorUrn, Cause, Mention, Role, Whom, harmless};

impl Client {
    /// The pages the member may post for, in LinkedIn's order, with their names.
    ///
    /// All posting roles count, not only administrators. A token that may not list pages has none.
    pub async fn postable_organizations(&self) -> Result<Vec<Author>, ApiError> {
        let roles = match self.posting_roles().await {
            Ok(roles) => roles,
            Err(err) if is_not_for_this_token(&err) => return Ok(Vec::new()),
            Err(err) => return Err(err),
        };
        let names = self.names(&roles).await;
        Ok(roles
            .into_iter()
            .map(|(urn, role)| {
                let name = names
                    .get(urn.key())
                    .cloned()
                    .unwrap_or_else(|| format!("Page {}", urn.key()));
                Author { urn, name, role }
            })
            .collect())
    }

    /// The page with this URN or with this word in its address; `None` if there is none.
    ///
    /// `GET /rest/organizations/{id}` and `GET /rest/organizations?q=vanityName`. Needs `r_organization_admin` or
    /// `rw_organization_admin`, and works for pages of others too. Members cannot be looked up.
    ///
    /// # Errors
    /// As LinkedIn refuses it.
    pub async fn find_page(&self, whom: &Whom) -> Result<Option<Mention>, ApiError> {
        let found = match whom {
            Whom::Known(urn) if !urn.is_organization() => return Ok(None),
            Whom::Known(urn) => self
                .look_up(&format!("rest/organizations/{}", urn.key()), None)
                .await
                .and_then(|answer| answer.json::<Organization>()),
            Whom::Vanity(word) => {
                let word = encoded(word);
                let path = format!("rest/organizations?q=vanityName&vanityName={word}");
                let finder = Some(("x-restli-method", "FINDER"));
                let found: Found = self.look_up(&path, finder).await?.json()?;
                let Some(first) = found.elements.into_iter().next() else {
                    return Ok(None);
                };
                Ok(first)
            }
        };
        match found {
            Ok(organization) => Ok(organization.into_mention(whom)),
            Err(err) if err.failure().cause == Cause::NotFound => Ok(None),
            Err(err) => Err(err),
        }
    }

    /// `GET /rest/organizationAcls?q=roleAssignee`, page after page.
    async fn posting_roles(&self) -> Result<Vec<(AuthorUrn, Role)>, ApiError> {
        let mut found: Vec<(AuthorUrn, Role)> = Vec::new();
        let mut start = 0;
        for _ in 0..MAX_PAGES {
            let path =
                format!("rest/organizationAcls?q=roleAssignee&start={start}&count={PAGE_SIZE}");
            let page: AclPage = self
                .look_up(&path, Some(("x-restli-method", "FINDER")))
                .await?
                .json()?;
            let has_more = page.has_more(start + page.len());
            let page_size = page.size();
            let elements = page.elements();
            let num_elements = elements.len();
            for (urn, role) in elements.into_iter().flatten().filter_map(Acl::posting_role) {
                match found.iter_mut().find(|(known, _)| *known == urn) {
                    Some((_, known)) if rank(role) < rank(*known) => *known = role,
                    Some(_) => {}
                    None => found.push((urn, role)),
                }
            }
            start += num_elements;
            // A server may give fewer than were asked for and still have more.
            let is_last = num_elements < page_size && !has_more;
            if num_elements == 0 || is_last {
                break;
            }
        }
        Ok(found)
    }

    /// The names by id: all in one request, or, where that is not allowed, one by one.
    async fn names(&self, roles: &[(AuthorUrn, Role)]) -> BTreeMap<String, String> {
        if roles.is_empty() {
            return BTreeMap::new();
        }
        if roles.len() > 1
            && let Ok(names) = self.names_at_once(roles).await
            && names.len() == roles.len()
        {
            return names;
        }
        let mut names = BTreeMap::new();
        for (urn, _) in roles {
            let path = format!("rest/organizations/{}", urn.key());
            if let Ok(answer) = self.look_up(&path, None).await
                && let Ok(organization) = answer.json::<Organization>()
                && let Some(name) = organization.into_name()
            {
                names.insert(urn.key().to_owned(), name);
            }
        }
        names
    }

    /// `GET /rest/organizations?ids=List(…)`
    async fn names_at_once(
        &self,
        roles: &[(AuthorUrn, Role)],
    ) -> Result<BTreeMap<String, String>, ApiError> {
        let ids: Vec<&str> = roles.iter().map(|(urn, _)| urn.key()).collect();
        let path = format!("rest/organizations?ids=List({})", ids.join(","));
        let batch: Batch = self
            .look_up(&path, Some(("x-restli-method", "BATCH_GET")))
            .await?
            .json()?;
        Ok(batch
            .results
            .into_iter()
            .filter_map(|(id, organization)| Some((id, organization.into_name()?)))
            .collect())
    }
}

/// The role that is shown where a member has several.
fn rank(role: Role) -> u8 {
    match role {
        Role::Administrator => 0,
        Role::ContentAdministrator => 1,
        Role::DirectSponsoredContentPoster => 2,
        Role::Member => 3,
    }
}

fn is_not_for_this_token(err: &ApiError) -> bool {
    matches!(
        err.failure().cause,
        Cause::PermissionMissing | Cause::Forbidden
    )
}

/// Elements and paging are read one by one: what is odd about one must not cost the others.
#[derive(Deserialize)]
struct AclPage {
    elements: Option<Vec<Value>>,
    paging: Option<Value>,
}

impl AclPage {
    fn elements(self) -> Vec<Option<Acl>> {
        let elements = self.elements.unwrap_or_default();
        elements
            .into_iter()
            .map(|element| serde_json::from_value(element).ok())
            .collect()
    }

    fn len(&self) -> usize {
        self.elements.as_ref().map_or(0, Vec::len)
    }

    /// How many elements a full page has: as many as were asked for, or as the server gives at most.
    fn size(&self) -> usize {
        let said = self
            .paging
            .as_ref()
            .and_then(|paging| paging["count"].as_u64());
        said.and_then(|count| usize::try_from(count).ok())
            .map_or(PAGE_SIZE, |count| count.clamp(1, PAGE_SIZE))
    }

    fn has_more(&self, seen: usize) -> bool {
        let Some(paging) = &self.paging else {
            return false;
        };
        let total = paging["total"].as_u64();
        let links = paging["links"].as_array().into_iter().flatten();
        total.is_some_and(|total| (seen as u64) < total)
            || links.into_iter().any(|link| link["rel"] == "next")
    }
}

/// The field of the organization has had three names.
#[derive(Deserialize)]
struct Acl {
    role: Option<String>,
    state: Option<String>,
    organization: Option<String>,
    #[serde(rename = "organizationTarget")]
    target: Option<String>,
    #[serde(rename = "organizationalTarget")]
    organizational_target: Option<String>,
}

impl Acl {
    fn posting_role(self) -> Option<(AuthorUrn, Role)> {
        let role = Role::from_linkedin(&self.role?)?;
        let urn: AuthorUrn = self
            .organization
            .or(self.target)
            .or(self.organizational_target)?
            .parse()
            .ok()?;
        (self.state.as_deref() == Some("APPROVED") && urn.is_organization()).then_some((urn, role))
    }
}

#[derive(Deserialize)]
struct Batch {
    #[serde(default)]
    results: BTreeMap<String, Organization>,
}

#[derive(Deserialize)]
struct Found {
    #[serde(default)]
    elements: Vec<Organization>,
}

#[derive(Deserialize)]
struct Organization {
    id: Option<u64>,
    #[serde(rename = "localizedName")]
    localized_name: Option<String>,
}

impl Organization {
    /// `None` without a name or an id: half an answer is none.
    fn into_mention(self, whom: &Whom) -> Option<Mention> {
        let urn = match (whom, self.id) {
            (Whom::Known(urn), _) => urn.clone(),
            (Whom::Vanity(_), id) => format!("urn:li:organization:{}", id?).parse().ok()?,
        };
        let name = self.into_name()?;
        Some(Mention { name, urn })
    }

    fn into_name(self) -> Option<String> {
        self.localized_name
            .map(|name| harmless(&name))
            .filter(|name| !name.is_empty())
    }
}

const PAGE_SIZE: usize = 50;
/// A member with more pages than this would be a server that never stops.
const MAX_PAGES: usize = 100;

//! Company pages: who may do what on them, and what they are called. Posts are elsewhere.
//!
//! `LRN:marketing/community-management/organizations/organization-access-control-by-role`, `…/organization-lookup-api`.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use super::call::Call;
use super::errors;
use super::gate::{self, Pass};
use super::reply::Reply;
use super::state::State;
use super::urn;
use super::world::{Acl, ORGANIZATIONS, Organization};

/// `GET /rest/organizationAcls?q=roleAssignee`.
pub(super) fn acls(state: &mut State, call: &Call) -> Result<Reply, Reply> {
    let pass = gate::admit_rest(state, call)?;
    gate::method_header(call, "FINDER")?;
    if call.raw_query("q") != Some("roleAssignee") {
        return Err(errors::illegal_argument("Invalid query parameters"));
    }
    pass.needs(&ADMIN_SCOPES, "organizationAcls.FINDER-roleAssignee")?;
    let wanted = |acl: &Acl| {
        acl.member == pass.grant.member
            && call.raw_query("role").is_none_or(|role| role == acl.role)
            && call
                .raw_query("state")
                .is_none_or(|state| state == acl.state)
    };
    let field = state.switches.organization_field.text();
    let roles: Vec<Value> = ORGANIZATIONS
        .iter()
        .flat_map(|organization| organization.acls.iter().map(move |acl| (organization, acl)))
        .filter(|(_, acl)| wanted(acl))
        .map(|(organization, acl)| {
            let assignee = pass.grant.person_urn();
            json!({"role": acl.role, field: organization.urn(), "roleAssignee": assignee, "state": acl.state})
        })
        .collect();
    Ok(Reply::ok(&page(&roles, call, state.switches.page_cap)?))
}

/// `GET /rest/organizations/{id}`.
pub(super) fn organization(state: &mut State, call: &Call, key: &str) -> Result<Reply, Reply> {
    let pass = gate::admit_rest(state, call)?;
    pass.needs(&ADMIN_SCOPES, "organizations.GET")?;
    let id = urn::path_key(key)?;
    let found = Organization::find(&id).ok_or_else(errors::not_found)?;
    Ok(Reply::ok(&description(found, &pass)))
}

/// `GET /rest/organizations`, by identifiers or by vanity name.
pub(super) fn organizations(state: &mut State, call: &Call) -> Result<Reply, Reply> {
    let pass = gate::admit_rest(state, call)?;
    if let Some(ids) = call.raw_query("ids") {
        pass.needs(&ADMIN_SCOPES, "organizations.BATCH_GET")?;
        return batch(state, &pass, ids, "organizations.BATCH_GET");
    }
    pass.needs(&ADMIN_SCOPES, "organizations.FINDER-vanityName")?;
    let Some(name) = call
        .query("vanityName")
        .filter(|_| call.raw_query("q") == Some("vanityName"))
    else {
        return Err(errors::illegal_argument("Invalid query parameters"));
    };
    let found: Vec<Value> = ORGANIZATIONS
        .iter()
        .filter(|organization| organization.vanity_name == name)
        .map(|organization| description(organization, &pass))
        .collect();
    Ok(Reply::ok(&page(&found, call, state.switches.page_cap)?))
}

/// `GET /rest/organizationsLookup?ids=List(…)`: names for anyone.
pub(super) fn lookup(state: &mut State, call: &Call) -> Result<Reply, Reply> {
    let pass = gate::admit_rest(state, call)?;
    let ids = call.raw_query("ids");
    let ids = ids.ok_or_else(|| errors::illegal_argument("Invalid query parameters"))?;
    pass.needs(&ADMIN_SCOPES, "organizationsLookup.BATCH_GET")?;
    batch(state, &pass, ids, "organizationsLookup.BATCH_GET")
}

/// One page of a list: `start` and `count` from the query, `count` never above `cap`.
pub(super) fn page(elements: &[Value], call: &Call, cap: usize) -> Result<Value, Reply> {
    let start = call.number("start", 0)?;
    let count = call.number("count", 10)?;
    if !(1..=100).contains(&count) {
        return Err(errors::illegal_argument("Invalid query parameters"));
    }
    let count = count.min(cap);
    let shown: Vec<&Value> = elements.iter().skip(start).take(count).collect();
    let mut links = Vec::new();
    if start.saturating_add(count) < elements.len() {
        let rest: Vec<&str> = call
            .query
            .split('&')
            .filter(|pair| !pair.starts_with("start=") && !pair.starts_with("count="))
            .collect();
        let href = format!(
            "{}?{}&start={}&count={count}",
            call.path,
            rest.join("&"),
            start + count
        );
        links.push(json!({"type": "application/json", "rel": "next", "href": href}));
    }
    Ok(json!({
        "paging": {"start": start, "count": count, "links": links, "total": elements.len()},
        "elements": shown,
    }))
}

fn batch(state: &State, pass: &Pass, ids: &str, operation: &str) -> Result<Reply, Reply> {
    pass.may_batch(&state.switches, operation)?;
    let (mut results, mut statuses, mut troubles) = (Map::new(), Map::new(), Map::new());
    for id in urn::list(ids)? {
        if let Some(found) = Organization::find(&id) {
            results.insert(id.clone(), description(found, pass));
            statuses.insert(id, json!(StatusCode::OK.as_u16()));
        } else {
            troubles.insert(
                id.clone(),
                json!({"status": 404, "code": "NOT_FOUND", "message": "Not Found"}),
            );
            statuses.insert(id, json!(StatusCode::NOT_FOUND.as_u16()));
        }
    }
    Ok(Reply::ok(
        &json!({"results": results, "statuses": statuses, "errors": troubles}),
    ))
}

fn description(organization: &Organization, pass: &Pass) -> Value {
    let mut answer = json!({
        "id": organization.id,
        "localizedName": organization.name,
        "vanityName": organization.vanity_name,
        "name": {
            "localized": {"en_US": organization.name},
            "preferredLocale": {"country": "US", "language": "en"},
        },
        "primaryOrganizationType": "NONE",
        "locations": [],
    });
    if organization.has_role(pass.grant.member) {
        answer["organizationType"] = json!("PRIVATELY_HELD");
    }
    answer
}

const ADMIN_SCOPES: [&str; 2] = ["r_organization_admin", "rw_organization_admin"];

//! What every API call passes before its own rules: token, daily quota, version, protocol. Knows no endpoint.

use std::collections::BTreeMap;

use axum::http::Method;
use jiff::Timestamp;

use super::call::Call;
use super::clock::{shifted, utc_day};
use super::errors;
use super::reply::Reply;
use super::state::State;
use super::switches::Switches;
use super::tokens::Grant;
use super::world::{App, Member};

/// A call to `/rest/…` that may proceed.
pub(super) struct Pass {
    pub(super) grant: Grant,
    version: String,
}

impl Pass {
    /// Refuses unless the token has one of these scopes; `operation` as in `organizationAcls.FINDER-roleAssignee`.
    pub(super) fn needs(&self, scopes: &[&str], operation: &str) -> Result<(), Reply> {
        if scopes.iter().any(|scope| self.grant.has(scope)) {
            return Ok(());
        }
        Err(self.refusal(operation))
    }

    /// The version that was asked for, such as `202609`.
    pub(super) fn version(&self) -> &str {
        &self.version
    }

    /// Refuses the reading of many at once to an app on the Development tier.
    pub(super) fn may_batch(&self, switches: &Switches, operation: &str) -> Result<(), Reply> {
        if switches.batch_refused && self.grant.app == App::Community {
            return Err(self.refusal(operation));
        }
        Ok(())
    }

    /// The refusal of an operation in the words of this version.
    pub(super) fn refusal(&self, operation: &str) -> Reply {
        errors::not_permitted(&format!("{operation}.{}01", self.version))
    }
}

/// Calls of this UTC day, per app and per member of an app.
#[derive(Debug, Default)]
pub(super) struct Quota {
    day: i64,
    of_members: BTreeMap<(App, Member), u32>,
    of_apps: BTreeMap<App, u32>,
}

impl Quota {
    /// Counts a call, and refuses it above a limit.
    fn spend(&mut self, grant: &Grant, now: Timestamp, limits: (u32, u32)) -> Result<(), Reply> {
        let today = utc_day(now);
        if self.day != today {
            *self = Self {
                day: today,
                ..Self::default()
            };
        }
        let of_member = self
            .of_members
            .entry((grant.app, grant.member))
            .or_default();
        let of_app = self.of_apps.entry(grant.app).or_default();
        *of_member = of_member.saturating_add(1);
        *of_app = of_app.saturating_add(1);
        match (*of_member > limits.0, *of_app > limits.1) {
            (true, _) => Err(errors::throttled("MEMBER")),
            (false, true) => Err(errors::throttled("APPLICATION")),
            (false, false) => Ok(()),
        }
    }
}

/// Whose token this is, if it is good.
pub(super) fn authenticate(state: &State, call: &Call) -> Result<Grant, Reply> {
    let name = call.bearer().ok_or_else(errors::empty_token)?;
    let now = state.now();
    let token = state
        .tokens
        .access(name)
        .ok_or_else(errors::invalid_token)?;
    if token.revoked {
        return Err(errors::revoked_token());
    }
    if now >= token.expires_at {
        return Err(errors::expired_token());
    }
    // LinkedIn, seen live: for some seconds a token is not yet known everywhere.
    if now < shifted(token.issued_at, i64::from(state.switches.fresh_token_secs)) {
        return Err(errors::revoked_token());
    }
    Ok(token.grant.clone())
}

/// Token and quota: all that `/v2/…` asks for.
pub(super) fn admit(state: &mut State, call: &Call) -> Result<Grant, Reply> {
    let grant = authenticate(state, call)?;
    let now = state.now();
    let limits = state.switches.daily_limits(grant.app);
    state.quota.spend(&grant, now, limits)?;
    Ok(grant)
}

/// Token, quota, version, protocol, length: what `/rest/…` asks for.
pub(super) fn admit_rest(state: &mut State, call: &Call) -> Result<Pass, Reply> {
    let version = call.header("linkedin-version").trim().to_owned();
    if version.is_empty() {
        return Err(errors::version_missing());
    }
    if !state.switches.active_versions.contains(&version) {
        return Err(errors::nonexistent_version(&version));
    }
    let grant = admit(state, call)?;
    if call.header("x-restli-protocol-version") != "2.0.0" {
        return Err(errors::illegal_argument(
            "X-RestLi-Protocol-Version must be 2.0.0",
        ));
    }
    if call.method == Method::POST && call.header("content-length").is_empty() {
        return Err(errors::length_required());
    }
    Ok(Pass { grant, version })
}

/// Refuses unless the `X-RestLi-Method` header says `expected`.
pub(super) fn method_header(call: &Call, expected: &str) -> Result<(), Reply> {
    if call
        .header("x-restli-method")
        .eq_ignore_ascii_case(expected)
    {
        return Ok(());
    }
    let message = format!("X-RestLi-Method must be {expected}");
    Err(errors::illegal_argument(&message))
}

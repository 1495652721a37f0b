//! Who the token belongs to: `/v2/userinfo` and `/v2/me`. No version header there.

use serde_json::{Value, json};

use super::call::Call;
use super::errors;
use super::gate;
use super::reply::Reply;
use super::state::State;
use super::tokens::Grant;

/// `GET /v2/userinfo` (`LRN:consumer/integrations/self-serve/sign-in-with-linkedin-v2`).
pub(super) fn userinfo(state: &mut State, call: &Call) -> Result<Reply, Reply> {
    let grant = gate::admit(state, call)?;
    if !(grant.has("openid") && grant.has("profile")) {
        return Err(errors::not_permitted("userinfo.GET.NO_VERSION"));
    }
    let member = grant.member;
    let locale = if state.switches.locale_as_object {
        json!({"country": "US", "language": "en"})
    } else {
        json!("en-US")
    };
    let mut answer = json!({
        "sub": grant.app.person_id(member),
        "name": member.name(),
        "given_name": member.first_name(),
        "family_name": member.last_name(),
        "locale": locale,
    });
    if grant.has("email") {
        answer["email"] = json!(format!("{}@example.com", member.key()));
        answer["email_verified"] = json!(true);
    }
    Ok(Reply::ok(&answer))
}

/// `GET /v2/me` (`LRN:shared/integrations/people/profile-api`), with the `fields` projection of top-level names.
pub(super) fn me(state: &mut State, call: &Call) -> Result<Reply, Reply> {
    let grant = gate::admit(state, call)?;
    if !grant.has("r_basicprofile") {
        return Err(errors::not_permitted("me.GET.NO_VERSION"));
    }
    let mut answer = profile(&grant);
    if let (Some(fields), Value::Object(entries)) = (call.query("fields"), &mut answer) {
        let wanted: Vec<&str> = fields.split(',').collect();
        entries.retain(|name, _| wanted.contains(&name.as_str()));
    }
    Ok(Reply::ok(&answer))
}

fn profile(grant: &Grant) -> Value {
    let member = grant.member;
    let localized = |text: &str| json!({"localized": {"en_US": text}, "preferredLocale": {"country": "US", "language": "en"}});
    json!({
        "id": grant.app.person_id(member),
        "localizedFirstName": member.first_name(),
        "localizedLastName": member.last_name(),
        "localizedHeadline": member.headline(),
        "vanityName": member.name().to_lowercase().replace(' ', "-"),
        "firstName": localized(member.first_name()),
        "lastName": localized(member.last_name()),
    })
}

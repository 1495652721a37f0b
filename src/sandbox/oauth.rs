//! The token endpoint, introspection, revocation. Browser pages are next door in `authorize`.
//!
//! `LRN:shared/authentication/authorization-code-flow`, `…/programmatic-refresh-tokens`, `…/token-introspection`.

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::call::Call;
use super::clock::shifted;
use super::errors;
use super::reply::Reply;
use super::state::State;
use super::tokens::{Code, Grant, RefreshToken, Token};
use super::world::{App, Member};

/// `POST /oauth/v2/accessToken`.
pub(super) fn access_token(state: &mut State, call: &Call) -> Result<Reply, Reply> {
    match required(call, "grant_type")?.as_str() {
        "authorization_code" => exchange_code(state, call),
        "refresh_token" => exchange_refresh(state, call),
        _ => Err(errors::oauth(
            StatusCode::BAD_REQUEST,
            "unsupported_grant_type",
            "The grant type is not supported",
        )),
    }
}

/// `POST /oauth/v2/introspectToken`.
pub(super) fn introspect(state: &mut State, call: &Call) -> Result<Reply, Reply> {
    let name = required(call, "token")?;
    let app = introspecting_app(call)?;
    let Some(token) = state
        .tokens
        .access(&name)
        .filter(|token| token.grant.app == app)
    else {
        return Ok(Reply::ok(&json!({"active": false})));
    };
    let status = match (token.revoked, state.now() >= token.expires_at) {
        (true, _) => "revoked",
        (false, true) => "expired",
        (false, false) => "active",
    };
    Ok(Reply::ok(&json!({
        "active": status == "active",
        "client_id": app.keys().client_id,
        "authorized_at": token.issued_at.as_second(),
        "created_at": token.issued_at.as_second(),
        "status": status,
        "expires_at": token.expires_at.as_second(),
        "scope": joined(&token.grant, ","),
        "auth_type": "3L",
    })))
}

/// `POST /oauth/v2/revoke`.
pub(super) fn revoke(state: &mut State, call: &Call) -> Result<Reply, Reply> {
    let name = required(call, "token")?;
    let app = confidential_app(call)?;
    state.tokens.revoke(&name, app);
    Ok(Reply::empty(StatusCode::OK))
}

fn exchange_code(state: &mut State, call: &Call) -> Result<Reply, Reply> {
    let name = required(call, "code")?;
    let redirect_uri = required(call, "redirect_uri")?;
    let (app, verifier) = exchanging_app(call)?;
    let code = state.tokens.redeem(&name).ok_or_else(|| {
        let words = "Unable to retrieve access token: authorization code not found";
        errors::oauth(StatusCode::BAD_REQUEST, "invalid_request", words)
    })?;
    let fits = code.grant.app == app
        && code.redirect_uri == redirect_uri
        && state.now() < code.expires_at
        && proves(&code, verifier.as_deref());
    if !fits {
        let words = "Unable to retrieve access token: appid/redirect uri/code verifier does not match \
                     authorization code. Or authorization code expired. Or external member binding exists";
        return Err(errors::oauth(
            StatusCode::BAD_REQUEST,
            "invalid_request",
            words,
        ));
    }
    let refresh = new_refresh(state, &code.grant);
    Ok(issue(state, code.grant, refresh))
}

/// What a member's consent to everything an app may ask for brings, without the way through the browser.
#[derive(Clone)]
pub struct HandedOut {
    /// The access token.
    pub access: String,
    /// The refresh token, if [`super::Switches::refresh_tokens`] is on.
    pub refresh: Option<String>,
    /// What was consented to.
    pub scopes: Vec<String>,
    /// The member's URN as the app knows it.
    pub person: String,
    /// Seconds the access token lives.
    pub expires_in: u32,
}

/// Says nothing of the tokens.
impl std::fmt::Debug for HandedOut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HandedOut").finish_non_exhaustive()
    }
}

/// `None` if there is no such app.
pub(super) fn hand_out(state: &mut State, client_id: &str, member: Member) -> Option<HandedOut> {
    let app = App::from_client_id(client_id)?;
    let scopes: Vec<String> = app.scopes().iter().map(|&scope| scope.to_owned()).collect();
    let grant = Grant {
        app,
        member,
        scopes: scopes.iter().cloned().collect(),
    };
    let person = grant.person_urn();
    let refresh = new_refresh(state, &grant);
    let answer = issue(state, grant, refresh);
    let answer: Value = serde_json::from_slice(&answer.body).ok()?;
    let text = |name: &str| answer[name].as_str().map(str::to_owned);
    Some(HandedOut {
        access: text("access_token")?,
        refresh: text("refresh_token"),
        scopes,
        person,
        expires_in: state.switches.token_life_secs,
    })
}

fn new_refresh(state: &mut State, grant: &Grant) -> Option<(String, i64)> {
    state.switches.refresh_tokens.then(|| {
        let name = state.mint.name("AQW", TOKEN_LENGTH);
        let token = RefreshToken {
            grant: grant.clone(),
            expires_at: shifted(state.now(), REFRESH_LIFE_SECS),
            revoked: false,
        };
        state.tokens.issue_refresh(name.clone(), token);
        (name, REFRESH_LIFE_SECS)
    })
}

fn exchange_refresh(state: &mut State, call: &Call) -> Result<Reply, Reply> {
    let name = required(call, "refresh_token")?;
    let app = confidential_app(call)?;
    let now = state.now();
    let token = state
        .tokens
        .refresh(&name)
        .filter(|token| token.grant.app == app && !token.revoked && now < token.expires_at)
        .ok_or_else(|| {
            let words = "The provided refresh token is invalid, expired or revoked";
            errors::oauth(StatusCode::BAD_REQUEST, "invalid_grant", words)
        })?;
    let grant = token.grant.clone();
    let left = token.expires_at.as_second() - now.as_second();
    Ok(issue(state, grant, Some((name, left))))
}

/// Makes an access token and the answer that carries it.
fn issue(state: &mut State, grant: Grant, refresh: Option<(String, i64)>) -> Reply {
    let name = state.mint.name("AQV", TOKEN_LENGTH);
    let switches = &state.switches;
    let mut answer = json!({
        "access_token": name,
        "expires_in": switches.token_life_secs,
        "scope": joined(&grant, switches.scope_separator.text()),
    });
    if let Some(token_type) = &switches.token_type {
        answer["token_type"] = json!(token_type);
    }
    if grant.has("openid") {
        answer["id_token"] = json!(id_token(&grant));
    }
    if let Some((name, left)) = refresh {
        answer["refresh_token"] = json!(name);
        answer["refresh_token_expires_in"] = json!(left);
    }
    let now = state.now();
    let token = Token {
        grant,
        issued_at: now,
        expires_at: shifted(now, i64::from(switches.token_life_secs)),
        revoked: false,
    };
    state.tokens.issue(name, token);
    Reply::ok(&answer).with("cache-control", "no-store")
}

/// Which app exchanges a code: by secret in the standard flow, by verifier in the native one, never by both.
fn exchanging_app(call: &Call) -> Result<(App, Option<String>), Reply> {
    let verifier = call.field("code_verifier");
    match (call.field("client_secret"), verifier) {
        (_, None) => Ok((confidential_app(call)?, None)),
        (Some(_), Some(_)) => Err(errors::invalid_client()),
        (None, Some(verifier)) => {
            let app = App::from_client_id(&required(call, "client_id")?);
            Ok((app.ok_or_else(errors::invalid_client)?, Some(verifier)))
        }
    }
}

fn confidential_app(call: &Call) -> Result<App, Reply> {
    let client_id = required(call, "client_id")?;
    let secret = required(call, "client_secret")?;
    App::from_client_id(&client_id)
        .filter(|app| app.keys().client_secret == secret)
        .ok_or_else(errors::invalid_client)
}

/// Here an unknown app is a bad request, and only a wrong secret is unauthorized.
fn introspecting_app(call: &Call) -> Result<App, Reply> {
    if App::from_client_id(&required(call, "client_id")?).is_none() {
        let words = "The client_id is not valid";
        return Err(errors::oauth(
            StatusCode::BAD_REQUEST,
            "invalid_request",
            words,
        ));
    }
    confidential_app(call)
}

fn proves(code: &Code, verifier: Option<&str>) -> bool {
    match (&code.challenge, verifier) {
        (None, None) => true,
        (Some(challenge), Some(verifier)) => {
            let unreserved = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
            (43..=128).contains(&verifier.len())
                && verifier.chars().all(unreserved)
                && URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)) == *challenge
        }
        (None, Some(_)) | (Some(_), None) => false,
    }
}

/// The shape of an OpenID token without its proof: the sandbox has no key to sign with, and says so (`alg: none`).
fn id_token(grant: &Grant) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let head = part(&json!({"alg": "none", "typ": "JWT"}));
    let claims = json!({
        "iss": "https://www.linkedin.com/oauth",
        "aud": grant.app.keys().client_id,
        "sub": grant.app.person_id(grant.member),
    });
    format!("{head}.{}.", part(&claims))
}

fn joined(grant: &Grant, separator: &str) -> String {
    let scopes: Vec<&str> = grant.scopes.iter().map(String::as_str).collect();
    scopes.join(separator)
}

fn required(call: &Call, name: &str) -> Result<String, Reply> {
    call.field(name)
        .ok_or_else(|| errors::missing_parameter(name))
}

/// `LRN:…/authorization-code-flow`: about 500 characters today; apps must bear 1000.
const TOKEN_LENGTH: usize = 512;

/// `LRN:…/programmatic-refresh-tokens`: 365 days from the first consent, never longer.
const REFRESH_LIFE_SECS: i64 = 365 * 86_400;

//! The authorization endpoints of both flows: check what an app asks, let a member decide, send the browser back.
//!
//! `LRN:shared/authentication/authorization-code-flow` and `…-native`. An app that is unknown, or a redirect that is
//! not registered, never gets the browser back: LinkedIn shows a page of its own.

use std::collections::BTreeSet;

use axum::http::Method;
use url::Url;

use super::call::{Call, form_pairs};
use super::clock::shifted;
use super::consent_page;
use super::reply::Reply;
use super::state::State;
use super::tokens::{Code, Grant};
use super::world::{App, Member, is_known_scope};

/// The two ways to a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// With a client secret.
    Standard,
    /// With a PKCE challenge and no secret.
    Native,
}

/// An app's request, checked.
pub(super) struct Ask {
    pub(super) app: App,
    pub(super) scopes: BTreeSet<String>,
    redirect_uri: Url,
    registered_uri: String,
    state: Option<String>,
    challenge: Option<String>,
}

/// `GET`: the consent page, unless consent is already there. `POST`: the member's answer on that page.
pub(super) fn authorize(state: &mut State, call: &Call, flow: Flow) -> Result<Reply, Reply> {
    let ask = Ask::check(state, call, flow)?;
    if call.method == Method::POST {
        return Ok(answered(state, call, &ask));
    }
    if let Some(member) = state.switches.auto_approve {
        return Ok(approve(state, &ask, member));
    }
    let signed_in = call.cookie(SESSION).and_then(Member::from_key);
    let granted = signed_in.filter(|member| {
        let grant = ask.grant(*member);
        state.tokens.is_granted(&grant, state.now())
    });
    Ok(match granted {
        Some(member) => approve(state, &ask, member),
        None => consent_page::page(&ask, &call.target(), signed_in),
    })
}

impl Ask {
    fn check(state: &State, call: &Call, flow: Flow) -> Result<Self, Reply> {
        let app = call
            .query("client_id")
            .and_then(|id| App::from_client_id(&id));
        let Some(app) = app else {
            return Err(consent_page::trouble(
                "This app is not known: the client_id is wrong.",
            ));
        };
        if flow == Flow::Native && !state.switches.native_pkce {
            return Err(consent_page::trouble(
                "This app may not use the native flow.",
            ));
        }
        let registered_uri = call.query("redirect_uri").unwrap_or_default();
        let Some(redirect_uri) = registered_redirect(state, &registered_uri, flow) else {
            let words = "Bummer, something went wrong. The redirect_uri does not match the registered value.";
            return Err(consent_page::trouble(words));
        };
        let mut ask = Self {
            app,
            scopes: BTreeSet::new(),
            redirect_uri,
            registered_uri,
            state: call.query("state"),
            challenge: None,
        };
        ask.check_parameters(call, flow)?;
        Ok(ask)
    }

    /// What is wrong from here on, the browser tells the app.
    fn check_parameters(&mut self, call: &Call, flow: Flow) -> Result<(), Reply> {
        if call.query("response_type").as_deref() != Some("code") {
            let words = "A required parameter \"response_type\" must be \"code\"";
            return Err(self.refuse("invalid_request", words));
        }
        if self.state.as_deref().unwrap_or_default().is_empty() {
            return Err(self.refuse(
                "invalid_request",
                "A required parameter \"state\" is missing",
            ));
        }
        if flow == Flow::Native {
            self.challenge = Some(self.check_challenge(call)?);
        }
        self.scopes = call
            .query("scope")
            .unwrap_or_default()
            .split(' ')
            .filter(|scope| !scope.is_empty())
            .map(str::to_owned)
            .collect();
        self.check_scopes(flow)
    }

    fn check_challenge(&self, call: &Call) -> Result<String, Reply> {
        if call.query("code_challenge_method").as_deref() != Some("S256") {
            let words = "A required parameter \"code_challenge_method\" must be \"S256\"";
            return Err(self.refuse("invalid_request", words));
        }
        call.query("code_challenge")
            .filter(|challenge| challenge.len() == 43)
            .ok_or_else(|| {
                let words = "A required parameter \"code_challenge\" is missing";
                self.refuse("invalid_request", words)
            })
    }

    fn check_scopes(&self, flow: Flow) -> Result<(), Reply> {
        if self.scopes.is_empty() || self.scopes.iter().any(|scope| !is_known_scope(scope)) {
            let words = "The requested permission scope is not valid";
            return Err(self.refuse("invalid_scope_error", words));
        }
        if flow == Flow::Native
            && self
                .scopes
                .iter()
                .any(|scope| OPENID.contains(&scope.as_str()))
        {
            let words = "LinkedIn does not support OpenID permission in native PKCE flows";
            return Err(self.refuse("invalid_scope_error", words));
        }
        let provisioned = self.app.scopes();
        match self
            .scopes
            .iter()
            .find(|scope| !provisioned.contains(&scope.as_str()))
        {
            None => Ok(()),
            Some(scope) => {
                let words =
                    format!("Scope &quot;{scope}&quot; is not authorized for your application");
                Err(self.refuse("unauthorized_scope_error", &words))
            }
        }
    }

    fn grant(&self, member: Member) -> Grant {
        Grant {
            app: self.app,
            member,
            scopes: self.scopes.clone(),
        }
    }

    fn refuse(&self, error: &str, description: &str) -> Reply {
        self.send_back(&[("error", error), ("error_description", description)])
    }

    fn send_back(&self, pairs: &[(&str, &str)]) -> Reply {
        let mut url = self.redirect_uri.clone();
        let state = self.state.iter().map(|state| ("state", state.as_str()));
        url.query_pairs_mut()
            .extend_pairs(pairs.iter().copied().chain(state));
        Reply::redirect(url)
    }
}

fn answered(state: &mut State, call: &Call, ask: &Ask) -> Reply {
    let fields = form_pairs(&call.body);
    let field = |name: &str| {
        let found = fields.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    match (field("decision"), Member::from_key(field("member"))) {
        ("allow", Some(member)) => {
            approve(state, ask, member).with("set-cookie", session_of(member))
        }
        ("cancel", _) => ask.refuse(
            "user_cancelled_authorize",
            "The user cancelled the authorization",
        ),
        ("cancel_login", _) => {
            ask.refuse("user_cancelled_login", "The user cancelled LinkedIn login")
        }
        _ => consent_page::trouble("The form was incomplete: it needs a member and a decision."),
    }
}

fn approve(state: &mut State, ask: &Ask, member: Member) -> Reply {
    let name = state.mint.name("AQT", 120);
    let code = Code {
        grant: ask.grant(member),
        redirect_uri: ask.registered_uri.clone(),
        challenge: ask.challenge.clone(),
        expires_at: shifted(state.now(), CODE_LIFE_SECS),
    };
    state.tokens.promise(name.clone(), code);
    ask.send_back(&[("code", &name)])
}

/// Forgets who is signed in to the sandbox's web pages.
pub(super) fn sign_out() -> Reply {
    let gone = format!("{SESSION}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    Reply::redirect("/feed/").with("set-cookie", gone)
}

fn session_of(member: Member) -> String {
    format!("{SESSION}={}; Path=/; HttpOnly; SameSite=Lax", member.key())
}

/// `LRN:…/authorization-code-flow`: exactly a registered address, except for its query; never with a fragment. Without
/// a list every loopback address is registered. The native flow takes loopback only, with any port.
fn registered_redirect(state: &State, text: &str, flow: Flow) -> Option<Url> {
    let Some(registered) = &state.switches.registered_redirects else {
        return loopback(text, flow);
    };
    let bare = |text: &str| text.split('?').next().unwrap_or_default().to_owned();
    let url = match flow {
        Flow::Standard => Url::parse(text).ok().filter(|_| !text.contains('#'))?,
        Flow::Native => loopback(text, flow)?,
    };
    let fits = registered.iter().any(|known| match flow {
        Flow::Standard => bare(known) == bare(text),
        Flow::Native => portless(known).is_some_and(|known| Some(known) == portless(text)),
    });
    fits.then_some(url)
}

fn portless(text: &str) -> Option<Url> {
    let mut url = Url::parse(text).ok()?;
    url.set_query(None);
    url.set_port(None).ok()?;
    Some(url)
}

/// A plain address of this computer; `localhost` only where LinkedIn's page allows a name.
fn loopback(text: &str, flow: Flow) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let host = match url.host_str()? {
        "127.0.0.1" | "[::1]" => true,
        "localhost" => flow == Flow::Standard,
        _ => false,
    };
    let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    (url.scheme() == "http" && host && plain).then_some(url)
}

/// `LRN:…/authorization-code-flow`: a code is good for 30 minutes.
const CODE_LIFE_SECS: i64 = 30 * 60;

const OPENID: [&str; 3] = ["openid", "profile", "email"];

/// The cookie that remembers who is signed in to the web pages.
const SESSION: &str = "sandbox_member";

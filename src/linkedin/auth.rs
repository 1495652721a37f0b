//! Signing in: the address to send a person to, and tokens for what they bring back.
//!
//! LinkedIn: *Authorization Code Flow* (the app proves itself with its secret; a PKCE proof would be refused there),
//! *… for Native Clients* (PKCE, where LinkedIn has enabled it for the app), *Programmatic Refresh Tokens*.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use url::Url;

use super::answer::Answer;
use super::error::{failure_of, network_failure, unreadable};
use super::{Code, Endpoints, SignInError, Wire};
use crate::domain::{SignInFlow, harmless};

/// An invitation to sign in: where to go, and what the answer must carry.
pub struct Invitation {
    /// Where the person goes.
    pub url: Url,
    /// What the answer must repeat; nobody else knows it.
    pub state: SecretString,
    client_id: String,
    redirect_url: String,
    scopes: Vec<String>,
    verifier: Option<SecretString>,
}

impl Invitation {
    /// An invitation for an app, with a fresh secret in it.
    pub fn new(
        endpoints: &Endpoints,
        client_id: &str,
        flow: SignInFlow,
        scopes: &[&str],
        redirect_url: String,
    ) -> Self {
        let state = random_text();
        let verifier = (flow == SignInFlow::NativePkce).then(random_text);
        let path = match flow {
            SignInFlow::Standard => "oauth/v2/authorization",
            SignInFlow::NativePkce => "oauth/native-pkce/authorization",
        };
        let mut url = endpoints.oauth(path).url().clone();
        let mut query = vec![
            ("response_type", "code".to_owned()),
            ("client_id", client_id.to_owned()),
            ("redirect_uri", redirect_url.clone()),
            ("state", state.expose_secret().to_owned()),
            ("scope", scopes.join(" ")),
        ];
        if let Some(verifier) = &verifier {
            let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.expose_secret()));
            query.extend([
                ("code_challenge", challenge),
                ("code_challenge_method", "S256".to_owned()),
            ]);
        }
        let encode = super::client::encoded;
        let query: Vec<String> = query
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        url.set_query(Some(&query.join("&")));
        Self {
            url,
            state,
            client_id: client_id.to_owned(),
            redirect_url,
            scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
            verifier,
        }
    }
}

/// What LinkedIn gave for a code or a refresh token.
pub struct TokenGrant {
    /// The access token.
    pub access: SecretString,
    /// How long it lives, in seconds.
    pub expires_in: Option<u64>,
    /// For a new access token without the browser; most apps get none.
    pub refresh: Option<SecretString>,
    /// How long that one lives, in seconds; renewing does not lengthen it.
    pub refresh_expires_in: Option<u64>,
    /// What was granted.
    pub scopes: Vec<String>,
}

impl Wire {
    /// `POST /oauth/v2/accessToken` with the code that the browser brought.
    pub async fn exchange(
        &self,
        invitation: &Invitation,
        code: &Code,
        secret: Option<&SecretString>,
    ) -> Result<TokenGrant, SignInError> {
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code.0.expose_secret()),
            ("client_id", &invitation.client_id),
            ("redirect_uri", &invitation.redirect_url),
        ];
        form.extend(secret.map(|secret| ("client_secret", secret.expose_secret())));
        form.extend(
            invitation
                .verifier
                .as_ref()
                .map(|verifier| ("code_verifier", verifier.expose_secret())),
        );
        self.token(&form, &invitation.scopes).await
    }

    /// `POST /oauth/v2/accessToken` with a refresh token; `scopes` are those granted before.
    pub async fn refresh(
        &self,
        client_id: &str,
        secret: Option<&SecretString>,
        refresh: &SecretString,
        scopes: &[String],
    ) -> Result<TokenGrant, SignInError> {
        let mut form = vec![
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh.expose_secret()),
            ("client_id", client_id),
        ];
        form.extend(secret.map(|secret| ("client_secret", secret.expose_secret())));
        self.token(&form, scopes).await
    }

    /// `POST /oauth/v2/revoke`, as far as LinkedIn cares; the token is forgotten here in any case.
    pub async fn revoke(
        &self,
        client_id: &str,
        secret: Option<&SecretString>,
        token: &SecretString,
    ) {
        let mut form = vec![("client_id", client_id), ("token", token.expose_secret())];
        form.extend(secret.map(|secret| ("client_secret", secret.expose_secret())));
        let url = self.endpoints.oauth("oauth/v2/revoke");
        if let Err(err) = self.calls.post(&url).form(&form).send().await {
            tracing::info!(err = %err.without_url(), "LinkedIn was not told to forget the token");
        }
    }

    /// Goes to a sign-in page without a browser and follows it back: the built-in sandbox says yes by itself.
    ///
    /// Only beside a server on this computer, and only to this computer.
    pub async fn visit(&self, url: &Url) {
        if url.origin() != self.endpoints.oauth("").url().origin() {
            return;
        }
        let Some(page) = self.endpoints.on_this_computer(url) else {
            return;
        };
        let Ok(page) = self.calls.get(&page).send().await else {
            return;
        };
        let back = page
            .headers()
            .get("location")
            .and_then(|to| Url::parse(to.to_str().ok()?).ok());
        if let Some(back) = back.and_then(|back| self.endpoints.on_this_computer(&back)) {
            self.calls.get(&back).send().await.ok();
        }
    }

    async fn token(
        &self,
        form: &[(&str, &str)],
        asked: &[String],
    ) -> Result<TokenGrant, SignInError> {
        let url = self.endpoints.oauth("oauth/v2/accessToken");
        let request = self
            .calls
            .post(&url)
            .header("accept", "application/json")
            .form(form);
        let response = request.send().await.map_err(network_failure)?;
        let answer = Answer::read(response)
            .await
            .map_err(|err| err.failure().clone())?;
        granted(answer, form, asked)
    }
}

/// What an answer to the token request gives: tokens, or why there are none.
pub(super) fn granted(
    answer: Answer,
    form: &[(&str, &str)],
    asked: &[String],
) -> Result<TokenGrant, SignInError> {
    if !answer.is_success() {
        let values: Vec<&str> = form
            .iter()
            .filter(|(name, _)| SECRET_FIELDS.contains(name))
            .map(|(_, value)| *value)
            .collect();
        return Err(refusal(&answer.without(&values)));
    }
    if answer.body.len() > MAX_TOKEN_BODY {
        return Err(unreadable().into());
    }
    let token: Issued = answer.json().map_err(|err| err.failure().clone())?;
    let is_bearer = token
        .token_type
        .as_deref()
        .is_none_or(|kind| kind.eq_ignore_ascii_case("bearer"));
    if !is_bearer || token.access_token.expose_secret().is_empty() {
        return Err(unreadable().into());
    }
    Ok(TokenGrant {
        access: token.access_token,
        expires_in: seconds(token.expires_in.as_ref()),
        refresh: token.refresh_token,
        refresh_expires_in: seconds(token.refresh_token_expires_in.as_ref()),
        scopes: scopes(token.scope.as_deref()).unwrap_or_else(|| asked.to_vec()),
    })
}

/// What a refusal of the token request means. The words differ over the years; status and `error` count.
fn refusal(answer: &Answer) -> SignInError {
    let said: TokenError = answer.json().unwrap_or_default();
    let words = harmless(&said.error_description.unwrap_or_default());
    match (answer.status, said.error.as_deref()) {
        (401, None) | (_, Some("invalid_client")) => SignInError::WrongSecret,
        (400 | 401, Some(_)) => SignInError::CodeRefused { words },
        (400, None) => SignInError::Wire(unreadable()),
        _ => SignInError::Wire(failure_of(answer, Timestamp::now())),
    }
}

/// The documentation separates scopes by spaces, LinkedIn's own client by commas.
fn scopes(text: Option<&str>) -> Option<Vec<String>> {
    let scopes: Vec<String> = text?
        .split([' ', ','])
        .filter(|scope| !scope.is_empty())
        .map(str::to_owned)
        .collect();
    (!scopes.is_empty()).then_some(scopes)
}

/// A number, or a number in quotes.
fn seconds(value: Option<&Value>) -> Option<u64> {
    match value? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// 256 random bits as text: a state, or a PKCE verifier of 43 characters.
fn random_text() -> SecretString {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("every supported system has a source of random numbers");
    URL_SAFE_NO_PAD.encode(bytes).into()
}

/// What must not be repeated of a token request.
const SECRET_FIELDS: [&str; 4] = ["client_secret", "code", "code_verifier", "refresh_token"];

/// LinkedIn, *Authorization Code Flow*: tokens are about 500 characters, and clients should allow for 1,000.
const MAX_TOKEN_BODY: usize = 64 * 1024;

#[derive(Deserialize)]
struct Issued {
    access_token: SecretString,
    token_type: Option<String>,
    expires_in: Option<Value>,
    refresh_token: Option<SecretString>,
    refresh_token_expires_in: Option<Value>,
    scope: Option<String>,
}

#[derive(Default, Deserialize)]
struct TokenError {
    error: Option<String>,
    error_description: Option<String>,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn invitation(flow: SignInFlow) -> Invitation {
        let redirect = "http://127.0.0.1:18720/callback".to_owned();
        Invitation::new(
            &Endpoints::linkedin(),
            "my app",
            flow,
            &["openid", "profile"],
            redirect,
        )
    }

    #[test]
    fn the_standard_address_has_exactly_five_parameters_and_no_proof() {
        let invitation = invitation(SignInFlow::Standard);
        let names: Vec<String> = invitation
            .url
            .query_pairs()
            .map(|(name, _)| name.into_owned())
            .collect();
        assert_eq!(
            names,
            [
                "response_type",
                "client_id",
                "redirect_uri",
                "state",
                "scope"
            ]
        );
        assert!(
            invitation
                .url
                .as_str()
                .starts_with("https://www.linkedin.com/oauth/v2/authorization?")
        );
        assert!(invitation.url.as_str().contains("scope=openid%20profile"));
        assert_eq!(invitation.state.expose_secret().len(), 43);
    }

    #[test]
    fn the_native_address_has_the_digest_of_a_verifier() {
        let invitation = invitation(SignInFlow::NativePkce);
        let challenge = invitation
            .url
            .query_pairs()
            .find(|(name, _)| name == "code_challenge")
            .unwrap()
            .1
            .into_owned();
        let verifier = invitation.verifier.unwrap();
        assert_eq!(
            challenge,
            URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.expose_secret()))
        );
        assert!((43..=128).contains(&verifier.expose_secret().len()));
    }

    #[test]
    fn every_invitation_has_a_state_of_its_own() {
        let state = |invitation: Invitation| invitation.state.expose_secret().to_owned();
        assert_ne!(
            state(invitation(SignInFlow::Standard)),
            state(invitation(SignInFlow::Standard))
        );
    }

    #[test]
    fn scopes_and_seconds_are_read_in_every_known_way() {
        assert_eq!(
            scopes(Some("openid,profile")),
            Some(vec!["openid".to_owned(), "profile".to_owned()])
        );
        assert_eq!(
            scopes(Some("openid profile ")),
            Some(vec!["openid".to_owned(), "profile".to_owned()])
        );
        assert_eq!(scopes(Some("")), None);
        for (value, expected) in [
            (json!(60), Some(60)),
            (json!("60"), Some(60)),
            (json!(-1), None),
            (json!("x"), None),
            (json!([]), None),
        ] {
            assert_eq!(seconds(Some(&value)), expected, "{value}");
        }
    }
}

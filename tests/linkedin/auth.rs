//! Codes and refresh tokens into tokens, whatever the answer looks like.

use secrecy::{ExposeSecret as _, SecretString};
use sendoff::domain::{Cause, Group, SignInFlow};
use sendoff::linkedin::{Code, Endpoints, Invitation, Listener, SignInError, TokenGrant};
use serde_json::{Value, json};

use super::samples::{hasty_wire, wire};
use super::scripted::{Act, Asked, Scripted, say};

const SECRET: &str = "CANARY-SECRET/+&=";
const SCOPES: [&str; 2] = ["openid", "w_member_social"];

/// A code that came the way every code comes: through the listener.
async fn code(invitation: &Invitation, listener: Listener) -> Code {
    let knock = format!(
        "{}?state={}&code=C%2F1%2B",
        listener.redirect_url(),
        invitation.state.expose_secret()
    );
    let browser = sendoff::tls::client_builder().build().unwrap();
    let browser = tokio::spawn(browser.get(knock).send());
    let waiting = listener.wait(&invitation.state, std::time::Duration::from_secs(20));
    let code = waiting.await;
    browser.await.unwrap().unwrap();
    code.unwrap_or_else(|err| panic!("{err}"))
}

async fn exchange(flow: SignInFlow, act: Act) -> (Vec<Asked>, Result<TokenGrant, SignInError>) {
    let wire = if matches!(act, Act::SayAndHold(_)) {
        hasty_wire
    } else {
        wire
    };
    let server = Scripted::start([act]).await;
    let listener = Listener::bind(&[0])
        .await
        .unwrap_or_else(|err| panic!("{err}"));
    let endpoints = Endpoints::loopback(server.origin()).unwrap();
    let invitation = Invitation::new(&endpoints, "app 1", flow, &SCOPES, listener.redirect_url());
    let code = code(&invitation, listener).await;
    let secret = (flow == SignInFlow::Standard).then(|| SecretString::from(SECRET));
    let granted = wire(server.origin())
        .exchange(&invitation, &code, secret.as_ref())
        .await;
    (server.asked(), granted)
}

async fn granted(reply: &Value) -> Result<TokenGrant, SignInError> {
    exchange(SignInFlow::Standard, say(200, &reply.to_string()))
        .await
        .1
}

async fn refused(act: Act) -> SignInError {
    match exchange(SignInFlow::Standard, act).await.1 {
        Ok(_) => panic!("a token was granted"),
        Err(err) => err,
    }
}

fn form(asked: &Asked) -> Vec<(String, String)> {
    url::form_urlencoded::parse(&asked.body)
        .into_owned()
        .collect()
}

fn names(form: &[(String, String)]) -> Vec<&str> {
    form.iter().map(|(name, _)| name.as_str()).collect()
}

#[tokio::test]
async fn the_standard_way_proves_itself_with_the_secret_alone() {
    let reply =
        json!({"access_token": "T", "expires_in": 5_184_000, "scope": "openid,w_member_social"});
    let (asked, granted) = exchange(SignInFlow::Standard, say(200, &reply.to_string())).await;
    assert!(granted.is_ok());
    assert_eq!(asked[0].line, "POST /oauth/v2/accessToken");
    assert_eq!(asked[0].header("authorization"), None);
    assert_eq!(
        asked[0].header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    let form = form(&asked[0]);
    assert_eq!(
        names(&form),
        [
            "grant_type",
            "code",
            "client_id",
            "redirect_uri",
            "client_secret"
        ]
    );
    assert_eq!(form[1].1, "C/1+", "the code arrives as it came");
    assert_eq!(form[4].1, SECRET);
}

#[tokio::test]
async fn the_native_way_proves_itself_with_the_verifier_alone() {
    let reply = json!({"access_token": "T"}).to_string();
    let (asked, granted) = exchange(SignInFlow::NativePkce, say(200, &reply)).await;
    assert!(granted.is_ok());
    let form = form(&asked[0]);
    assert_eq!(
        names(&form),
        [
            "grant_type",
            "code",
            "client_id",
            "redirect_uri",
            "code_verifier"
        ]
    );
    assert!((43..=128).contains(&form[4].1.len()));
}

#[tokio::test]
async fn a_grant_is_understood_in_all_its_spellings() {
    let grant = granted(&json!({
        "access_token": "T", "token_type": "BEARER", "expires_in": "5184000", "scope": "openid w_member_social",
        "refresh_token": "R", "refresh_token_expires_in": 31_536_000, "id_token": "ignored"
    }))
    .await
    .unwrap_or_else(|err| panic!("{err}"));
    assert_eq!(grant.access.expose_secret(), "T");
    assert_eq!(grant.expires_in, Some(5_184_000));
    assert_eq!(grant.refresh.unwrap().expose_secret(), "R");
    assert_eq!(grant.refresh_expires_in, Some(31_536_000));
    assert_eq!(grant.scopes, SCOPES);
    for expires_in in [json!(-1), json!("soon"), json!(null), json!([]), json!(1.5)] {
        let grant = granted(&json!({"access_token": "T", "expires_in": expires_in})).await;
        let grant = grant.unwrap_or_else(|err| panic!("{err}"));
        assert_eq!(grant.expires_in, None, "{expires_in}");
        assert_eq!(grant.scopes, SCOPES, "without a word, what was asked for");
    }
}

#[tokio::test]
async fn an_answer_that_is_no_grant_is_unreadable_and_never_repeated() {
    let huge = "CANARY".repeat(400_000);
    for body in [
        "",
        "<html>CANARY</html>",
        "null",
        "[]",
        r#"{"access_token": ""}"#,
        r#"{"access_token": 7}"#,
        r#"{"token": "CANARY"}"#,
        r#"{"access_token": "CANARY", "token_type": "mac"}"#,
        &huge,
    ] {
        let err = refused(say(200, body)).await;
        assert!(
            matches!(&err, SignInError::Wire(failure) if failure.cause == Cause::AnswerUnreadable),
            "{body:.40}: {err:?}"
        );
        let shown = format!("{err} {err:?} {}", err.hint());
        assert!(!shown.contains("CANARY"), "{shown:.200}");
    }
}

#[tokio::test]
async fn a_refusal_says_what_to_do() {
    let said =
        |error: &str, words: &str| json!({"error": error, "error_description": words}).to_string();
    let expired = said(
        "invalid_request",
        "Unable to retrieve access token: authorization code not found",
    );
    for (status, body, expected, group) in [
        (
            401,
            said("invalid_client", "Client authentication failed"),
            "secret",
            Group::SignIn,
        ),
        (400, said("invalid_client", ""), "secret", Group::SignIn),
        (400, expired, "code", Group::SignIn),
        (
            400,
            said("invalid_redirect_uri", "x"),
            "code",
            Group::SignIn,
        ),
        (
            401,
            said("invalid_redirect_uri", "does not match"),
            "code",
            Group::SignIn,
        ),
        (401, "{}".to_owned(), "secret", Group::SignIn),
        (400, "<html>".to_owned(), "wire", Group::Network),
        (503, "<html>".to_owned(), "wire", Group::Network),
        (500, String::new(), "wire", Group::Network),
    ] {
        let err = refused(say(status, &body)).await;
        let kind = match &err {
            SignInError::WrongSecret => "secret",
            SignInError::CodeRefused { .. } => "code",
            SignInError::Wire(_) => "wire",
            _ => "other",
        };
        assert_eq!((kind, err.group()), (expected, group), "{status} {body}");
        assert!(!err.hint().is_empty());
        assert!(!err.to_string().contains(['{', '<']), "{err}");
    }
}

#[tokio::test]
async fn a_broken_connection_is_trouble_with_the_network() {
    for act in [Act::Close, Act::Reset, Act::SayAndHold(Vec::new())] {
        assert_eq!(refused(act).await.group(), Group::Network);
    }
}

#[tokio::test]
async fn a_redirected_exchange_takes_the_secret_nowhere() {
    let elsewhere = Scripted::start([]).await;
    let to = super::scripted::reply(307, &[("location", elsewhere.origin())], "");
    refused(Act::Say(to)).await;
    assert!(elsewhere.asked().is_empty());
}

#[tokio::test]
async fn a_renewal_keeps_the_scopes_that_were_granted() {
    let reply = json!({"access_token": "T2", "refresh_token": "R"}).to_string();
    let server = Scripted::start([say(200, &reply)]).await;
    let scopes = ["w_member_social".to_owned()];
    let grant = wire(server.origin())
        .refresh("app", Some(&SECRET.into()), &"R".into(), &scopes)
        .await
        .unwrap_or_else(|err| panic!("{err}"));
    assert_eq!(grant.scopes, scopes);
    let form = form(&server.only_request());
    assert_eq!(
        names(&form),
        ["grant_type", "refresh_token", "client_id", "client_secret"]
    );
}

#[tokio::test]
async fn revoking_names_the_token_and_minds_no_trouble() {
    let server = Scripted::start([say(200, "")]).await;
    let wire = wire(server.origin());
    wire.revoke("app", Some(&SECRET.into()), &"T".into()).await;
    let asked = server.only_request();
    assert_eq!(asked.line, "POST /oauth/v2/revoke");
    assert!(form(&asked).contains(&("token".to_owned(), "T".to_owned())));
    drop(server);
    wire.revoke("app", None, &"T".into()).await;
}

#[tokio::test]
async fn no_error_of_a_sign_in_shows_a_secret_however_it_is_printed() {
    // What a server says in words is shown to the person, except what it was told in confidence.
    let told = format!("{SECRET} is wrong");
    let echo = json!({
        "error": told, "error_description": told, "message": told, "access_token": ["CANARY-ACCESS-TOKEN"],
    });
    let page = format!("<p>{told} CANARY-ACCESS-TOKEN</p>");
    let half = format!("{{\"access_token\":\"CANARY-ACCESS-TOKEN {told}");
    for body in [echo.to_string(), page, half, told] {
        for status in [200, 400, 401, 403, 500] {
            let err = refused(say(status, &body)).await;
            for printed in [err.to_string(), format!("{err:?} {err:#?}"), err.hint()] {
                assert!(!printed.contains(SECRET), "{status} {body}: {printed}");
                assert!(
                    !printed.contains("ACCESS-TOKEN"),
                    "{status} {body}: {printed}"
                );
            }
        }
    }
}

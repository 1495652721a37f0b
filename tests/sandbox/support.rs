//! A running sandbox and the few requests every test needs. Claims nothing.

use std::io::Cursor;

use reqwest::{Client, Method, RequestBuilder, Response, redirect};
use sendoff::sandbox::{AppKeys, Member, Sandbox};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::Url;

pub(crate) const MEMBER_SCOPES: &str = "openid profile email w_member_social";
pub(crate) const COMMUNITY_SCOPES: &str = "r_basicprofile r_organization_admin w_member_social w_organization_social r_organization_social";
pub(crate) const REDIRECT: &str = "http://127.0.0.1:18720/callback";
pub(crate) const NORTHWIND: &str = "urn:li:organization:2414183";
pub(crate) const ANALYST_PAGE: &str = "urn:li:organization:7310042";

/// A sandbox that listens until it is dropped.
pub(crate) struct Stage {
    pub(crate) sandbox: Sandbox,
    pub(crate) origin: String,
    pub(crate) http: Client,
    server: JoinHandle<()>,
}

/// A signed-in member.
pub(crate) struct Session {
    pub(crate) token: String,
    /// The member's own URN.
    pub(crate) person: String,
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Stage {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = Sandbox::origin(listener.local_addr().unwrap());
        let sandbox = Sandbox::new();
        sandbox.freeze("2026-11-24T12:00:00Z".parse().unwrap());
        sandbox.switches(|switches| switches.processing_ms = 0);
        let server = tokio::spawn({
            let sandbox = sandbox.clone();
            async move { sandbox.serve(listener).await.unwrap() }
        });
        let http = sendoff::tls::client_builder()
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Self {
            sandbox,
            origin,
            http,
            server,
        }
    }

    pub(crate) fn request(&self, method: Method, target: &str) -> RequestBuilder {
        self.http
            .request(method, format!("{}{target}", self.origin))
    }

    pub(crate) async fn get(&self, target: &str) -> Response {
        self.request(Method::GET, target).send().await.unwrap()
    }

    /// A request with everything `/rest/…` asks for.
    pub(crate) fn rest(&self, session: &Session, method: Method, target: &str) -> RequestBuilder {
        self.request(method, target)
            .bearer_auth(&session.token)
            .header("LinkedIn-Version", "202609")
            .header("X-Restli-Protocol-Version", "2.0.0")
    }

    pub(crate) async fn create(&self, session: &Session, body: &Value) -> Response {
        self.rest(session, Method::POST, "/rest/posts")
            .json(body)
            .send()
            .await
            .unwrap()
    }

    /// Publishes a text and gives its URN.
    pub(crate) async fn publish(
        &self,
        session: &Session,
        author: &str,
        commentary: &str,
    ) -> String {
        let response = self.create(session, &post(author, commentary)).await;
        assert_eq!(response.status(), 201);
        header(&response, "x-restli-id")
    }

    /// Answers the consent form and gives the redirect.
    pub(crate) async fn consent(&self, target: &str, member: &str, decision: &str) -> Url {
        let form = [("member", member), ("decision", decision)];
        let response = self
            .request(Method::POST, target)
            .form(&form)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 302);
        Url::parse(&header(&response, "location")).unwrap()
    }

    pub(crate) async fn code(&self, keys: AppKeys, scopes: &str, member: Member) -> String {
        let target = authorize_target(keys, scopes);
        query(&self.consent(&target, member.key(), "allow").await, "code")
    }

    pub(crate) async fn exchange(&self, keys: AppKeys, code: &str) -> Response {
        self.token(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT),
            ("client_id", keys.client_id),
            ("client_secret", keys.client_secret),
        ])
        .await
    }

    pub(crate) async fn token(&self, form: &[(&str, &str)]) -> Response {
        self.request(Method::POST, "/oauth/v2/accessToken")
            .form(form)
            .send()
            .await
            .unwrap()
    }

    /// Signs in to the self-serve app.
    pub(crate) async fn member(&self, member: Member) -> Session {
        let keys = self.sandbox.self_serve_app();
        let token = self.sign_in(keys, MEMBER_SCOPES, member).await;
        let about: Value = self.who(&token, "/v2/userinfo").await;
        let person = format!("urn:li:person:{}", about["sub"].as_str().unwrap());
        Session { token, person }
    }

    /// Signs Alex in to the community app.
    pub(crate) async fn community(&self) -> Session {
        self.community_of(Member::Alex).await
    }

    /// Signs in to the community app.
    pub(crate) async fn community_of(&self, member: Member) -> Session {
        let keys = self.sandbox.community_app();
        let token = self.sign_in(keys, COMMUNITY_SCOPES, member).await;
        let about: Value = self.who(&token, "/v2/me").await;
        let person = format!("urn:li:person:{}", about["id"].as_str().unwrap());
        Session { token, person }
    }

    pub(crate) async fn sign_in(&self, keys: AppKeys, scopes: &str, member: Member) -> String {
        let code = self.code(keys, scopes, member).await;
        let answer: Value = self.exchange(keys, &code).await.json().await.unwrap();
        answer["access_token"].as_str().unwrap().to_owned()
    }

    async fn who(&self, token: &str, target: &str) -> Value {
        let request = self.request(Method::GET, target).bearer_auth(token);
        request.send().await.unwrap().json().await.unwrap()
    }

    /// Reserves a place for a picture: its URN and its upload address.
    pub(crate) async fn reserve(&self, session: &Session, owner: &str) -> (String, String) {
        let body = json!({"initializeUploadRequest": {"owner": owner}});
        let target = "/rest/images?action=initializeUpload";
        let request = self.rest(session, Method::POST, target).json(&body);
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        let text = |name: &str| answer["value"][name].as_str().unwrap().to_owned();
        (text("image"), text("uploadUrl"))
    }

    pub(crate) async fn put(&self, session: &Session, url: &str, bytes: Vec<u8>) -> Response {
        let request = self.http.put(url).bearer_auth(&session.token).body(bytes);
        request.send().await.unwrap()
    }

    /// Uploads a picture and gives its URN.
    pub(crate) async fn upload(&self, session: &Session, owner: &str, bytes: Vec<u8>) -> String {
        let (urn, url) = self.reserve(session, owner).await;
        assert_eq!(self.put(session, &url, bytes).await.status(), 201);
        urn
    }
}

/// Path and query of the standard flow's authorization page.
pub(crate) fn authorize_target(keys: AppKeys, scopes: &str) -> String {
    let mut url = Url::parse("http://x/oauth/v2/authorization").unwrap();
    url.query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", keys.client_id)
        .append_pair("redirect_uri", REDIRECT)
        .append_pair("state", "s-1")
        .append_pair("scope", scopes);
    url.as_str().trim_start_matches("http://x").to_owned()
}

/// The smallest good create body.
pub(crate) fn post(author: &str, commentary: &str) -> Value {
    json!({
        "author": author,
        "commentary": commentary,
        "visibility": "PUBLIC",
        "distribution": {"feedDistribution": "MAIN_FEED", "targetEntities": [], "thirdPartyDistributionChannels": []},
        "lifecycleState": "PUBLISHED",
        "isReshareDisabledByAuthor": false,
    })
}

/// A small PNG; `shade` tells one from another.
pub(crate) fn png(shade: u8) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::GrayImage::from_pixel(4, 3, image::Luma([shade]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// A JPEG with more pixels than headers.
pub(crate) fn jpeg() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let shade = |x: u32, y: u32| image::Luma([u8::try_from((x * 7 + y * 31) % 256).unwrap()]);
    image::GrayImage::from_fn(96, 96, shade)
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

/// A GIF that moves.
pub(crate) fn gif() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = gif::Encoder::new(&mut bytes, 1, 1, &[0, 0, 0]).unwrap();
    for _ in 0..2 {
        let frame = gif::Frame::from_indexed_pixels(1, 1, [0], None);
        encoder.write_frame(&frame).unwrap();
    }
    drop(encoder);
    bytes
}

pub(crate) fn header(response: &Response, name: &str) -> String {
    let value = response
        .headers()
        .get(name)
        .unwrap_or_else(|| panic!("no {name}"));
    value.to_str().unwrap().to_owned()
}

pub(crate) fn query(url: &Url, name: &str) -> String {
    let found = url.query_pairs().find(|(key, _)| key == name);
    found
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}

/// Encodes a URN for a path.
pub(crate) fn enc(urn: &str) -> String {
    urn.replace(':', "%3A")
}

/// Claims a status and a text in the body.
#[track_caller]
pub(crate) fn check(answer: &(u16, String), status: u16, words: &str) {
    assert_eq!(answer.0, status, "{}", answer.1);
    assert!(answer.1.contains(words), "no {words:?} in {}", answer.1);
}

/// Status and body.
pub(crate) async fn read(response: Response) -> (u16, String) {
    (response.status().as_u16(), response.text().await.unwrap())
}

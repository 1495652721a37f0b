//! The page the browser comes back to, with everything else that knocks there.

use std::time::Duration;

use secrecy::SecretString;
use sendoff::domain::Group;
use sendoff::linkedin::{Listener, SignInError};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

const STATE: &str = "right";

/// A sign-in that waits, and how to knock at its door.
struct Door {
    host: String,
    waiting: JoinHandle<Result<(), SignInError>>,
}

impl Door {
    async fn open() -> Self {
        let listener = Listener::bind(&[0])
            .await
            .unwrap_or_else(|err| panic!("{err}"));
        let url = listener.redirect_url();
        let host = url
            .strip_prefix("http://")
            .and_then(|rest| rest.strip_suffix("/callback"))
            .unwrap()
            .to_owned();
        let waiting = tokio::spawn(async move {
            let state = SecretString::from(STATE);
            listener
                .wait(&state, Duration::from_secs(30))
                .await
                .map(|_code| ())
        });
        Self { host, waiting }
    }

    /// Sends these bytes and reads all that comes back.
    async fn knock(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(&self.host).await.unwrap();
        stream.write_all(bytes).await.ok();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.ok();
        String::from_utf8_lossy(&answer).into_owned()
    }

    async fn ask(&self, line: &str, extra: &str) -> String {
        let request = format!("{line} HTTP/1.1\r\nHost: {}\r\n{extra}\r\n", self.host);
        self.knock(request.as_bytes()).await
    }

    #[track_caller]
    fn assert_waits(&self, after: &str) {
        assert!(
            !self.waiting.is_finished(),
            "the sign-in ended after {after}"
        );
    }

    async fn ends_with_the_code(self) {
        let answer = self.ask("GET /callback?state=right&code=abc", "").await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert_eq!(self.waiting.await.unwrap(), Ok(()));
    }
}

fn status(answer: &str) -> &str {
    answer.get(9..12).unwrap_or(answer)
}

#[tokio::test]
async fn whatever_is_not_the_callback_is_turned_away_and_the_sign_in_goes_on() {
    let door = Door::open().await;
    for (line, expected) in [
        ("GET /", "404"),
        ("GET /favicon.ico", "404"),
        ("GET /callback/?state=right&code=a", "404"),
        ("GET /callback%2f?state=right&code=a", "404"),
        ("GET http://127.0.0.1/callback?state=right&code=a", "404"),
        ("HEAD /callback?state=right&code=a", "405"),
        ("POST /callback?state=right&code=a", "405"),
        ("OPTIONS /callback?state=right&code=a", "405"),
        ("GET /callback", "403"),
        ("GET /callback?code=a", "403"),
        ("GET /callback?state=&code=a", "403"),
        ("GET /callback?state=Right&code=a", "403"),
        ("GET /callback?error=access_denied", "403"),
        (
            "GET /callback?error=user_cancelled_login&state=wrong",
            "403",
        ),
        ("GET /callback?state=right", "400"),
        ("GET /callback?state=right&code=", "400"),
        ("GET /callback?state=right&code=a&code=b", "400"),
        ("GET /callback?state=right&state=right&code=a", "400"),
    ] {
        let answer = door.ask(line, "").await;
        assert_eq!(status(&answer), expected, "{line}");
        door.assert_waits(line);
    }
    let prefetched = door
        .ask(
            "GET /callback?state=right&code=a",
            "Sec-Purpose: prefetch\r\n",
        )
        .await;
    assert_eq!(status(&prefetched), "503");
    door.assert_waits("a prefetch");
    door.ends_with_the_code().await;
}

#[tokio::test]
async fn another_host_name_is_turned_away() {
    let door = Door::open().await;
    let port = door.host.rsplit(':').next().unwrap();
    for host in [
        "evil.example".to_owned(),
        format!("localhost:{port}"),
        "127.0.0.1".to_owned(),
    ] {
        let request = format!("GET /callback?state=right&code=a HTTP/1.1\r\nHost: {host}\r\n\r\n");
        assert_eq!(
            status(&door.knock(request.as_bytes()).await),
            "403",
            "{host}"
        );
        door.assert_waits(&host);
    }
    door.ends_with_the_code().await;
}

#[tokio::test]
async fn junk_and_floods_do_not_end_the_sign_in() {
    let door = Door::open().await;
    let long_head = format!(
        "GET /callback HTTP/1.1\r\nHost: x\r\nX: {}\r\n\r\n",
        "y".repeat(100_000)
    );
    let many_heads = format!("GET /callback HTTP/1.1\r\n{}\r\n", "X: y\r\n".repeat(500));
    for junk in [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".as_slice(),
        b"GET /callback?state=right&code=a\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
        long_head.as_bytes(),
        many_heads.as_bytes(),
    ] {
        let answer = door.knock(junk).await;
        assert!(!answer.starts_with("HTTP/1.1 200"), "{answer}");
        door.assert_waits("junk");
    }
    door.ends_with_the_code().await;
}

#[tokio::test]
async fn the_pages_are_constant_and_lock_the_browser_down() {
    let door = Door::open().await;
    let page = door
        .ask(
            "GET /callback?state=wrong&code=CANARY&error_description=%3Cscript%3ECANARY",
            "",
        )
        .await;
    assert_eq!(page, door.ask("GET /callback?state=other", "").await);
    let lower = page.to_lowercase();
    for header in [
        "content-security-policy: default-src 'none'",
        "cache-control: no-store",
        "referrer-policy: no-referrer",
        "x-content-type-options: nosniff",
        "connection: close",
    ] {
        assert!(lower.contains(header), "{header} is missing: {page}");
    }
    assert!(!page.contains("CANARY"));
    door.ends_with_the_code().await;
}

#[tokio::test]
async fn a_refusal_with_the_right_state_ends_the_sign_in() {
    for (query, expected) in [
        ("error=user_cancelled_login", SignInError::Cancelled),
        (
            "error=user_cancelled_authorize&code=a",
            SignInError::Cancelled,
        ),
        (
            "error=unauthorized_scope_error&error_description=Scope+%26quot%3Bopenid%26quot%3B+is+not+authorized",
            SignInError::ScopeRefused {
                scope: "openid".to_owned(),
            },
        ),
    ] {
        let door = Door::open().await;
        let page = door
            .ask(&format!("GET /callback?{query}&state=right"), "")
            .await;
        assert!(!page.contains("openid"), "{page}");
        let err = door.waiting.await.unwrap().unwrap_err();
        assert_eq!((err.group(), err), (Group::SignIn, expected));
    }
}

#[tokio::test]
async fn the_door_is_closed_when_the_sign_in_has_ended() {
    let door = Door::open().await;
    let host = door.host.clone();
    door.ends_with_the_code().await;
    assert!(
        TcpListener::bind(&host).await.is_ok(),
        "the port is still taken"
    );
}

#[tokio::test]
async fn nobody_coming_names_the_address_to_register() {
    let listener = Listener::bind(&[0])
        .await
        .unwrap_or_else(|err| panic!("{err}"));
    let url = listener.redirect_url();
    let Err(err) = listener.wait(&STATE.into(), Duration::ZERO).await else {
        panic!("a code came from nowhere")
    };
    assert_eq!(err.group(), Group::SignIn);
    assert!(err.hint().contains(&url), "{}", err.hint());
}

#[tokio::test]
async fn the_first_free_port_is_taken_and_none_free_is_said() {
    let busy = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = busy.local_addr().unwrap().port();
    let listener = Listener::bind(&[port, 0])
        .await
        .unwrap_or_else(|err| panic!("{err}"));
    assert!(listener.redirect_url().starts_with("http://127.0.0.1:"));
    let Err(err) = Listener::bind(&[port]).await else {
        panic!("a taken port was taken again")
    };
    assert_eq!(err.group(), Group::Draft);
    assert!(err.to_string().contains(&port.to_string()));
}

#[tokio::test]
async fn silent_visitors_do_not_keep_the_browser_out() {
    let door = Door::open().await;
    let mut silent = Vec::new();
    for _ in 0..200 {
        silent.push(TcpStream::connect(&door.host).await.unwrap());
    }
    door.ends_with_the_code().await;
}

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
        Self::of(bound(&[0]).await)
    }

    fn of(listener: Listener) -> Self {
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

async fn bound(ports: &[u16]) -> Listener {
    let bound = Listener::bind(ports).await;
    bound.unwrap_or_else(|err| panic!("{err}"))
}

fn status(answer: &str) -> &str {
    answer.get(9..12).unwrap_or(answer)
}

#[tokio::test]
async fn whatever_is_not_the_callback_is_turned_away_and_the_sign_in_goes_on() {
    let door = Door::open().await;
    let long_code = format!("GET /callback?state=right&code={}", "c".repeat(5_000));
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
        (&long_code, "400"),
        ("GET /callback?state=righs&code=a", "403"),
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
    // Longer than any head may be: refused before it is read.
    let long_state = format!("GET /callback?state={}&code=a", "r".repeat(1 << 20));
    let refused = door.ask(&long_state, "").await;
    assert!(["414", "431", ""].contains(&status(&refused)), "{refused}");
    door.assert_waits("a state of a megabyte");
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
        b"GET /callback\r\n",
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
async fn a_description_with_a_script_does_not_reach_the_page() {
    let door = Door::open().await;
    let query = "error=access_denied&error_description=%3Cscript%3ECANARY%3C/script%3E&state=right";
    let answer = door.ask(&format!("GET /callback?{query}"), "").await;
    let (_, page) = answer.split_once("\r\n\r\n").unwrap();
    assert_eq!(
        page,
        include_str!("../../assets/callback/cancelled.html"),
        "the page is the constant one"
    );
    let err = door.waiting.await.unwrap().unwrap_err();
    assert!(!format!("{err} {err:?}").contains("CANARY"));
}

#[tokio::test]
async fn whoever_comes_after_the_code_is_told_that_it_is_too_late() {
    let door = Door::open().await;
    let mut late = TcpStream::connect(&door.host).await.unwrap();
    late.write_all(b"GET /callback?state=right&code=second HTTP/1.1\r\n")
        .await
        .unwrap();
    // Whoever is answered came in after the late one.
    let other = door.ask("GET /", "").await;
    assert_eq!(status(&other), "404");
    let first = door.ask("GET /callback?state=right&code=first", "").await;
    assert_eq!(status(&first), "200");
    let rest = format!("Host: {}\r\n\r\n", door.host);
    late.write_all(rest.as_bytes()).await.unwrap();
    let mut answer = String::new();
    late.read_to_string(&mut answer).await.unwrap();
    assert_eq!(status(&answer), "410");
    assert_eq!(door.waiting.await.unwrap(), Ok(()));
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
        let host = door.host.clone();
        let err = door.waiting.await.unwrap().unwrap_err();
        assert_eq!((err.group(), err), (Group::SignIn, expected));
        assert!(
            TcpListener::bind(&host).await.is_ok(),
            "the port is still taken"
        );
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
async fn when_nobody_comes_in_time_the_port_is_free_and_the_address_to_register_is_named() {
    let listener = bound(&[0]).await;
    let url = listener.redirect_url();
    let Err(err) = listener.wait(&STATE.into(), Duration::ZERO).await else {
        panic!("a code came from nowhere")
    };
    assert_eq!(err.group(), Group::SignIn);
    assert!(err.hint().contains(&url), "{}", err.hint());
    let host = url.trim_start_matches("http://");
    let host = host.trim_end_matches("/callback");
    assert!(
        TcpListener::bind(host).await.is_ok(),
        "the port is still taken"
    );
}

#[tokio::test]
async fn the_first_free_port_of_three_is_taken_and_where_none_is_free_all_three_addresses_are_named()
 {
    let mut taken = Vec::new();
    for _ in 0..3 {
        taken.push(TcpListener::bind("127.0.0.1:0").await.unwrap());
    }
    let ports: Vec<u16> = taken
        .iter()
        .map(|socket| socket.local_addr().unwrap().port())
        .collect();
    let Err(err) = Listener::bind(&ports).await else {
        panic!("a taken port was taken again")
    };
    assert_eq!(err.group(), Group::Draft);
    for port in &ports {
        let url = format!("http://127.0.0.1:{port}/callback");
        assert!(err.to_string().contains(&url), "{err}");
    }
    drop(taken.pop());
    let listener = bound(&ports).await;
    let third = format!("http://127.0.0.1:{}/callback", ports[2]);
    assert_eq!(listener.redirect_url(), third);
}

#[tokio::test]
async fn silent_and_slow_visitors_do_not_keep_the_browser_out() {
    let door = Door::open().await;
    let mut slow = TcpStream::connect(&door.host).await.unwrap();
    slow.write_all(b"G").await.unwrap();
    let mut silent = Vec::new();
    for _ in 0..200 {
        silent.push(TcpStream::connect(&door.host).await.unwrap());
    }
    door.ends_with_the_code().await;
}

#[tokio::test]
async fn silent_and_slow_visitors_are_sent_away_when_their_time_is_up() {
    let listener = bound(&[0]).await;
    let door = Door::of(listener.with_visits_of(Duration::from_millis(60)));
    let mut silent = TcpStream::connect(&door.host).await.unwrap();
    let mut slow = TcpStream::connect(&door.host).await.unwrap();
    for byte in b"GET /callback?state=right&code=a HTTP/1.1\r\n"
        .iter()
        .cycle()
    {
        // It never completes a head, however long it goes on.
        if slow.write_all(&[*byte]).await.is_err() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    assert_eq!(silent.read(&mut [0; 512]).await.unwrap_or(0), 0);
    door.assert_waits("visitors who said nothing");
    door.ends_with_the_code().await;
}

/// What the system says is listened on, of both kinds of addresses.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn only_this_computer_can_knock() {
    let listener = bound(&[0]).await;
    let url = url::Url::parse(&listener.redirect_url()).unwrap();
    let port = format!(":{:04X}", url.port().unwrap());
    let listened_on = |table: &str| -> Vec<String> {
        let table = std::fs::read_to_string(format!("/proc/self/net/{table}")).unwrap_or_default();
        let lines = table.lines().map(|line| line.split_whitespace());
        lines
            .filter_map(|mut words| Some((words.nth(1)?.to_owned(), words.nth(1)?.to_owned())))
            // 0A: LISTEN.
            .filter(|(local, state)| state == "0A" && local.ends_with(&port))
            .map(|(local, _)| local)
            .collect()
    };
    assert_eq!(listened_on("tcp"), [format!("0100007F{port}")]);
    assert_eq!(listened_on("tcp6"), Vec::<String>::new());
}

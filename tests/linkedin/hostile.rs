//! Answers that no honest server gives: without end, out of shape, against the protocol. Every kind of call must come
//! through with a cause that is true, in bounded time and memory.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use secrecy::SecretString;
use sendoff::domain::{Access, Cause, CreateAnswer};
use sendoff::linkedin::{AssetKind, SignInError, Wire};

use super::assets::{put, put_as};
use super::samples::{TOKEN, client, hasty_client, hasty_wire, post, wire};
use super::scripted::{Act, Scripted, reply, say};

/// One of each kind of call that may be repeated.
#[derive(Clone, Copy, Debug)]
enum Call {
    Userinfo,
    Initialize,
    AssetStatus,
    Token,
}

const CALLS: [Call; 4] = [
    Call::Userinfo,
    Call::Initialize,
    Call::AssetStatus,
    Call::Token,
];

impl Call {
    async fn make(self, wire: &Wire) -> Result<(), Cause> {
        let client = wire.client(sendoff::domain::ApiVersion::DEFAULT, TOKEN.into());
        let called = match self {
            Self::Userinfo => client.who_am_i(Access::Member).await.map(drop),
            Self::Initialize => {
                let owner = "urn:li:person:ada".parse().unwrap();
                client
                    .initialize_upload(AssetKind::Image, &owner)
                    .await
                    .map(drop)
            }
            Self::AssetStatus => {
                let image = "urn:li:image:I1".parse().unwrap();
                client.asset_status(&image).await.map(drop)
            }
            Self::Token => {
                let refresh = SecretString::from("CANARY-REFRESH");
                return match wire.refresh("app", None, &refresh, &[]).await {
                    Ok(_) => Ok(()),
                    Err(SignInError::Wire(failure)) => Err(failure.cause),
                    Err(err) => panic!("{err}"),
                };
            }
        };
        called.map_err(|err| err.failure().cause.clone())
    }

    /// What this call is answered in the best case.
    fn good_body(self) -> &'static str {
        match self {
            Self::Userinfo => r#"{"sub": "ada", "name": "Ada"}"#,
            Self::Initialize => {
                r#"{"value": {"uploadUrl": "http://192.0.2.1/", "image": "urn:li:image:I1"}}"#
            }
            Self::AssetStatus => r#"{"status": "AVAILABLE"}"#,
            Self::Token => r#"{"access_token": "CANARY-ACCESS-2"}"#,
        }
    }

    /// The same with a foreign letter in a text that matters, as an old server would write it.
    fn latin_1_body(self) -> Vec<u8> {
        let at = self.good_body().rfind('"').unwrap();
        let (before, after) = self.good_body().as_bytes().split_at(at);
        [before, b"\xe9", after].concat()
    }

    /// How the best answer ends; the address of an upload lies elsewhere here, which shows that it was read.
    fn good_end(self) -> Result<(), Cause> {
        match self {
            Self::Initialize => Err(Cause::UploadHostRefused),
            _ => Ok(()),
        }
    }
}

/// Claims how every kind of call ends that gets these answers; `answers` gives for each call its cases, each with
/// what is answered and how that ends.
async fn check(
    wire: fn(&str) -> Wire,
    answers: impl Fn(Call) -> Vec<(String, Act, Result<(), Cause>)>,
) {
    let mut acts = Vec::new();
    let mut cases = Vec::new();
    for call in CALLS {
        for (case, act, expected) in answers(call) {
            acts.push(act);
            cases.push((call, case, expected));
        }
    }
    let server = Scripted::start(acts).await;
    let wire = wire(server.origin());
    for (call, case, expected) in cases {
        assert_eq!(call.make(&wire).await, expected, "{call:?}: {case}");
    }
}

/// A case of [`check`] that answers with these bytes.
fn case(name: &str, act: Act, expected: Result<(), Cause>) -> (String, Act, Result<(), Cause>) {
    (name.to_owned(), act, expected)
}

fn answer(head: &str, body: impl AsRef<[u8]>) -> Act {
    Act::Say([b"HTTP/1.1 ", head.as_bytes(), b"\r\n\r\n", body.as_ref()].concat())
}

#[tokio::test]
async fn an_answer_without_end_is_read_as_far_as_its_bound() {
    let answers = [
        (200, Cause::AnswerUnreadable),
        (503, Cause::ServerTrouble { status: 503 }),
    ];
    let endless = |status: u16| {
        let head = format!("HTTP/1.1 {status} Said\r\n\r\n{{\"name\": \"").into_bytes();
        Act::SayForever(head, vec![b'x'; 65_536])
    };
    let acts = CALLS
        .iter()
        .flat_map(|_| answers.iter().map(|(status, _)| endless(*status)));
    let server = Scripted::start(acts).await;
    let wire = wire(server.origin());
    for call in CALLS {
        for (status, expected) in &answers {
            let before = server.num_repeated_bytes();
            assert_eq!(
                call.make(&wire).await,
                Err(expected.clone()),
                "{call:?} {status}"
            );
            // The bound itself, and what lay in the buffers of the system by then.
            let taken = server.num_repeated_bytes() - before;
            assert!(taken < 32 << 20, "{call:?} took {taken} bytes");
        }
    }
}

#[tokio::test]
async fn an_upload_answered_without_end_ends_by_its_status() {
    for (status, expected) in [
        (201, Ok(())),
        (503, Err(Cause::ServerTrouble { status: 503 })),
    ] {
        let head = format!("HTTP/1.1 {status} Said\r\n\r\n").into_bytes();
        let act = Act::SayForever(head, vec![b'x'; 65_536]);
        let (server, done, _) = put(act, b"bytes".to_vec()).await;
        assert_eq!(done, expected);
        assert!(server.num_repeated_bytes() < 32 << 20);
    }
}

#[tokio::test]
async fn floods_of_headers_break_the_connection_and_nothing_else() {
    let many = "200 OK\r\n".to_owned() + "a: b\r\n".repeat(10_000).trim_end();
    let long = "200 OK\r\n".to_owned() + "x: y\r\n".repeat(350_000).trim_end();
    let wide = format!("200 OK\r\na: {}", "b".repeat(2 << 20));
    let heads = [
        ("10,000 headers", many),
        ("2 MB of headers", long),
        ("a wide one", wide),
    ];
    check(wire, |call| {
        let flood = |(name, head): &(&str, String)| {
            case(
                name,
                answer(head, call.good_body()),
                Err(Cause::ConnectionLost),
            )
        };
        heads.iter().map(flood).collect()
    })
    .await;
    for (name, head) in &heads {
        let (_server, done, _) = put(answer(head, ""), b"bytes".to_vec()).await;
        assert_eq!(done, Err(Cause::ConnectionLost), "upload: {name}");
    }
}

#[tokio::test]
async fn interim_answers_do_not_count_and_do_not_keep_anybody_waiting() {
    let interim = "100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n";
    let storm = || Act::SayForever(Vec::new(), b"HTTP/1.1 100 Continue\r\n\r\n".repeat(1_000));
    check(wire, |call| {
        let head = format!(
            "{interim}HTTP/1.1 200 OK\r\ncontent-length: {}",
            call.good_body().len()
        );
        let other = answer("101 Switching Protocols\r\nupgrade: x", "");
        vec![
            case("some", answer(&head, call.good_body()), call.good_end()),
            case("another protocol", other, Err(Cause::AnswerUnreadable)),
        ]
    })
    .await;
    let begun = Instant::now();
    check(hasty_wire, |_| {
        vec![case("a storm", storm(), Err(Cause::TimedOut))]
    })
    .await;
    let (_server, done, _) = put_as(hasty_client, storm(), b"bytes".to_vec()).await;
    assert_eq!(done, Err(Cause::ConnectionLost));
    let server = Scripted::start([storm()]).await;
    let answer = hasty_client(server.origin())
        .create_post(&post("Hello", &[]), &[])
        .await;
    assert!(matches!(answer, CreateAnswer::Unknown(_)), "{answer:?}");
    assert_eq!(server.asked().len(), 1);
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "{:?}",
        begun.elapsed()
    );
}

#[tokio::test]
async fn lengths_that_lie_and_garbled_chunks_are_sorted_by_the_rules() {
    check(wire, |call| {
        let good = call.good_body();
        let length = good.len();
        let chunk = format!("{length:x}\r\n{good}\r\n");
        let lost = || Err(Cause::ConnectionLost);
        let sized = |length: &str| format!("200 OK\r\ncontent-length: {length}");
        let chunked = "200 OK\r\ntransfer-encoding: chunked".to_owned();
        let cases = [
            (sized(&format!("{}", length + 1)), good.to_owned(), lost()),
            (
                sized(&format!("{}", length - 1)),
                good.to_owned(),
                Err(Cause::AnswerUnreadable),
            ),
            (
                sized(&format!("{length}")),
                format!("{good}HTTP/1.1 500 No\r\n\r\n"),
                call.good_end(),
            ),
            (sized("-1"), good.to_owned(), lost()),
            (sized("1\r\ncontent-length: 2"), good.to_owned(), lost()),
            (sized("18446744073709551615"), good.to_owned(), lost()),
            (sized("0"), String::new(), Err(Cause::AnswerUnreadable)),
            (
                chunked.clone(),
                format!("{chunk}0\r\n\r\n"),
                call.good_end(),
            ),
            (chunked.clone(), chunk, lost()),
            (chunked.clone(), format!("ZZ\r\n{good}"), lost()),
            (chunked, format!("ffffffffffffffffff\r\n{good}"), lost()),
            (
                "204 No Content".to_owned(),
                String::new(),
                Err(Cause::AnswerUnreadable),
            ),
            (
                "409 No\r\ncontent-length: 99".to_owned(),
                "{".to_owned(),
                Err(Cause::Conflict),
            ),
            (
                "500 No\r\ntransfer-encoding: chunked".to_owned(),
                "ZZ\r\n".to_owned(),
                Err(Cause::ServerTrouble { status: 500 }),
            ),
        ];
        let cases = cases.into_iter();
        cases
            .map(|(head, body, end)| case(&format!("{head} {body:.20}"), answer(&head, &body), end))
            .collect()
    })
    .await;
}

#[tokio::test]
async fn what_is_no_http_is_a_lost_connection() {
    check(wire, |_| {
        let junk = [
            "",
            "HTTP/1.1 20",
            "HTTP/1.1 OK\r\n\r\n",
            "SSH-2.0-x\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\u{16}\u{3}\u{1}\0",
            "HTTP/1.1 99999 No\r\n\r\n",
            "HTTP/1.1 200 OK\r\n: x\r\n\r\n",
        ];
        let say = |bytes: &str| Act::Say(bytes.as_bytes().to_vec());
        junk.map(|bytes| case(bytes, say(bytes), Err(Cause::ConnectionLost)))
            .into()
    })
    .await;
}

#[tokio::test]
async fn json_in_another_dress_is_read_or_refused_and_never_misread() {
    let utf16 = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    check(wire, |call| {
        let good = call.good_body();
        let no = || Err(Cause::AnswerUnreadable);
        let deep = "[".repeat(10_000);
        let cases = [
            (
                "a mark before it",
                [b"\xef\xbb\xbf", good.as_bytes()].concat(),
                call.good_end(),
            ),
            ("UTF-16", utf16(good), no()),
            (
                "UTF-16 and its mark",
                [&b"\xff\xfe"[..], &utf16(good)].concat(),
                no(),
            ),
            ("Latin-1", call.latin_1_body(), no()),
            (
                "a zero byte behind it",
                [good.as_bytes(), b"\0"].concat(),
                no(),
            ),
            ("a second value", good.repeat(2).into_bytes(), no()),
            ("depth", deep.clone().into_bytes(), no()),
            (
                "depth inside",
                good.replacen(r#": ""#, &format!(": {deep}"), 1)
                    .into_bytes(),
                no(),
            ),
            (
                "markup",
                b"<html><b>Sign in to the network</b>".to_vec(),
                no(),
            ),
        ];
        let cases = cases.into_iter();
        cases
            .map(|(name, body, end)| case(name, answer("200 OK", body), end))
            .collect()
    })
    .await;
}

#[tokio::test]
async fn an_error_in_another_dress_keeps_its_status_and_shows_none_of_it() {
    let said = r#"{"message": "<b>Bummer</b>", "status": 404}"#;
    let utf16: Vec<u8> = said.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let deep = format!("{{\"message\": {}", "[".repeat(10_000));
    for body in [
        &utf16[..],
        b"{\"message\": \"Caf\xe9\"}",
        deep.as_bytes(),
        b"[]",
        b"null",
        b"{\"message\": {\"message\": 1}, \"code\": [], \"serviceErrorCode\": \"x\", \"errorDetails\": 7}",
        b"<!DOCTYPE html><html><head><title>404</title></head><body><h1>Bummer</h1></body></html>",
    ] {
        let server = Scripted::start([answer("404 No", body)]).await;
        let client = client(server.origin());
        let err = client.who_am_i(Access::Member).await.unwrap_err();
        assert_eq!((&err.failure().cause, &err.failure().detail), (&Cause::NotFound, &None));
        let shown = err.to_string();
        assert!(!shown.contains(['<', '{', '[']) && !shown.is_empty(), "{shown}");
    }
}

#[tokio::test]
async fn names_and_words_of_a_hostile_server_become_one_harmless_line() {
    let hostile = "\\u202eAda\\n\\u001b[31m\\u0000Lovelace\\u2066\\u061c";
    let body = format!(r#"{{"sub": "ada", "name": "{hostile}"}}"#);
    let server = Scripted::start([say(200, &body)]).await;
    let member = client(server.origin())
        .who_am_i(Access::Member)
        .await
        .unwrap();
    assert_eq!(member.name, "Ada [31m Lovelace");

    let body = format!(
        r#"{{"status": 422, "message": "{hostile}{}"}}"#,
        "x".repeat(50_000)
    );
    let server = Scripted::start([Act::Say(reply(422, &[], &body))]).await;
    let err = client(server.origin())
        .who_am_i(Access::Member)
        .await
        .unwrap_err();
    let shown = err.to_string();
    assert!(
        shown.contains("Ada [31m Lovelace xxx") && shown.chars().count() < 500,
        "{shown}"
    );
    assert!(
        !shown.contains(|c: char| c.is_control() || c == '\u{202e}'),
        "{shown:?}"
    );
}

/// An answer to the create request that is nearly one: whole, cut, doubled, or with some of its bytes changed.
fn nearly_an_answer() -> impl Strategy<Value = Vec<u8>> {
    use prop::sample::select;
    let versions = vec![
        "HTTP/1.1 ",
        "HTTP/1.1 ",
        "HTTP/1.1 ",
        "HTTP/1.0 ",
        "HTTP/2 ",
        "",
    ];
    let statuses = vec![
        "201", "200", "202", "204", "302", "400", "401", "408", "422", "429", "500", "99", "2O1",
        "0201",
    ];
    let names = vec![
        "x-restli-id: ",
        "X-RestLi-Id: ",
        "x-restli-id:",
        "location: ",
        "x-li-uuid: ",
    ];
    let values = vec![
        "urn:li:share:7",
        "urn%3Ali%3Ashare%3A7",
        "urn:li:person:7",
        "<script>",
        "",
        "\u{e9}",
    ];
    let ends = vec![
        "\r\n\r\n",
        "\r\n\r\n",
        "\r\ncontent-length: 2\r\n\r\n{}",
        "\n\n",
        "",
        "\r\n\r\nHTTP/1.1 201 Created\r\n\r\n",
    ];
    let whole = (
        select(versions),
        select(statuses),
        select(names),
        select(values),
        select(ends),
    )
        .prop_map(|(version, status, name, value, end)| {
            format!("{version}{status} Said\r\n{name}{value}{end}").into_bytes()
        });
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..2);
    (
        whole,
        changes,
        prop::option::weighted(0.2, any::<prop::sample::Index>()),
    )
        .prop_map(|(mut bytes, changes, cut)| {
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            bytes.truncate(cut.map_or(bytes.len(), |cut| cut.index(bytes.len())));
            bytes
        })
}

/// Whether these bytes say "created": a line with 201, or one with another success and somewhere a post's name.
fn says_created(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    let names_a_post = text.contains("x-restli-id:")
        && (text.contains("urn:li:share:7") || text.contains("urn%3ali%3ashare%3a"));
    text.lines().any(|line| {
        let status = line.split(' ').nth(1).unwrap_or_default();
        let is_success = status.len() == 3 && status.starts_with('2');
        line.starts_with("http/1.") && (status == "201" || (is_success && names_a_post))
    })
}

#[tokio::test]
async fn whatever_bytes_come_back_a_post_is_created_only_if_they_say_so() {
    let mut runner = TestRunner::deterministic();
    let answers = (
        prop::collection::vec(nearly_an_answer(), 600),
        prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 100),
    );
    let (near, far) = answers.new_tree(&mut runner).unwrap().current();
    let answers = [near, far].concat();
    let server = Scripted::start(answers.iter().cloned().map(Act::Say)).await;
    let (client, post) = (client(server.origin()), post("Hello", &[]));
    let (mut num_created, mut num_refused, mut num_unknown) = (0, 0, 0);
    for bytes in &answers {
        match client.create_post(&post, &[]).await {
            CreateAnswer::Created(_) => {
                num_created += 1;
                assert!(says_created(bytes), "{}", bytes.escape_ascii());
            }
            CreateAnswer::NotCreated(failure) => {
                num_refused += 1;
                assert!(
                    bytes.starts_with(b"HTTP/1."),
                    "{failure}: {}",
                    bytes.escape_ascii()
                );
            }
            CreateAnswer::Unknown(_) => num_unknown += 1,
        }
    }
    assert_eq!(server.asked().len(), answers.len(), "each was asked once");
    assert!(
        num_created > 20 && num_refused > 20 && num_unknown > 20,
        "{num_created} {num_refused} {num_unknown}"
    );
}

//! The fetcher against servers on this computer. One loopback address plays the public web, everything else is as
//! private as it is in earnest; names lead where a test says.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

use super::reach::{LookedUp, Reach, is_public};
use super::{Card, CardError, Fetcher};

/// Plays an address of the public web.
const PUBLIC: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Names that lead where a test says: at the first look-up to the first list, and so on; the last one stays.
struct Staged {
    names: Mutex<HashMap<&'static str, VecDeque<Vec<IpAddr>>>>,
    plays_public: bool,
}

impl Reach for Staged {
    fn look_up(&self, name: &str) -> LookedUp {
        let mut names = self.names.lock().unwrap();
        let found = names.get_mut(name).map(|lists| match lists.len() {
            1 => lists[0].clone(),
            _ => lists.pop_front().unwrap(),
        });
        Box::pin(async move { found.ok_or_else(|| io::ErrorKind::NotFound.into()) })
    }

    fn allows(&self, ip: IpAddr) -> bool {
        (self.plays_public && ip == PUBLIC) || is_public(ip)
    }

    fn allows_port(&self, _port: u16) -> bool {
        true
    }
}

/// A fetcher for which `web.test` is the public web.
fn fetcher() -> Fetcher {
    fetcher_where(&[("web.test", &[&[PUBLIC]])])
}

fn fetcher_where(names: &[(&'static str, &[&[IpAddr]])]) -> Fetcher {
    hasty(names, Duration::from_secs(5), true)
}

fn hasty(
    names: &[(&'static str, &[&[IpAddr]])],
    patience: Duration,
    plays_public: bool,
) -> Fetcher {
    let names = names
        .iter()
        .map(|(name, lists)| (*name, lists.iter().map(|list| list.to_vec()).collect()));
    let staged = Staged {
        names: Mutex::new(names.collect()),
        plays_public,
    };
    Fetcher::within(Arc::new(staged), patience).unwrap()
}

/// A server that says the same to everybody, and the heads of the requests it got.
struct Server {
    port: u16,
    heads: Arc<Mutex<Vec<String>>>,
    num_connections: Arc<AtomicUsize>,
}

impl Server {
    async fn start(say: impl Fn(&str) -> Said + Send + Sync + 'static) -> Self {
        Self::on(PUBLIC, say).await
    }

    async fn on(ip: IpAddr, say: impl Fn(&str) -> Said + Send + Sync + 'static) -> Self {
        let socket = TcpListener::bind(SocketAddr::new(ip, 0)).await.unwrap();
        let port = socket.local_addr().unwrap().port();
        let heads = Arc::new(Mutex::new(Vec::new()));
        let num_connections = Arc::new(AtomicUsize::new(0));
        let (notes, counter) = (Arc::clone(&heads), Arc::clone(&num_connections));
        let say = Arc::new(say);
        tokio::spawn(async move {
            while let Ok((stream, _)) = socket.accept().await {
                counter.fetch_add(1, Ordering::Relaxed);
                tokio::spawn(serve(stream, Arc::clone(&say), Arc::clone(&notes)));
            }
        });
        Self {
            port,
            heads,
            num_connections,
        }
    }

    fn url(&self, host: &str, path: &str) -> Url {
        Url::parse(&format!("http://{host}:{}{path}", self.port)).unwrap()
    }

    fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

/// What a server says, and what it does then.
struct Said {
    bytes: Vec<u8>,
    then: Then,
}

enum Then {
    Close,
    /// Not another byte, and no end.
    Hold,
    /// These bytes for ever, as fast as they are taken.
    Repeat(&'static [u8]),
    /// One byte at a time.
    Drip(Duration),
}

async fn serve(
    mut stream: TcpStream,
    say: Arc<impl Fn(&str) -> Said>,
    heads: Arc<Mutex<Vec<String>>>,
) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read_buf(&mut head).await.unwrap_or(0) == 0 {
            return;
        }
    }
    let head = String::from_utf8(head).unwrap();
    let said = say(&head);
    heads.lock().unwrap().push(head);
    // The fetcher may have hung up already; that is its business.
    stream.write_all(&said.bytes).await.ok();
    match said.then {
        Then::Close => {
            stream.shutdown().await.ok();
            tokio::io::copy(&mut stream, &mut tokio::io::sink())
                .await
                .ok();
        }
        Then::Hold => std::future::pending().await,
        Then::Repeat(bytes) => while stream.write_all(bytes).await.is_ok() {},
        Then::Drip(pause) => {
            while stream.write_all(b" ").await.is_ok() {
                tokio::time::sleep(pause).await;
            }
        }
    }
}

fn say(head: &str, body: impl AsRef<[u8]>) -> Said {
    let bytes = [head.as_bytes(), b"connection: close\r\n\r\n", body.as_ref()].concat();
    Said {
        bytes,
        then: Then::Close,
    }
}

fn html(body: &str) -> Said {
    say("HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n", body)
}

fn redirect(to: &str) -> Said {
    say(&format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\n"), "")
}

fn titled(title: &str) -> Card {
    Card {
        title: title.to_owned(),
        description: String::new(),
        picture: None,
    }
}

/// Another address of this computer, as private as it gets, where a visit would be noticed.
async fn private_server() -> (IpAddr, Server) {
    // Not every system answers to all of 127.0.0.0/8.
    let other = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));
    let ip = match TcpListener::bind((other, 0)).await {
        Ok(_free) => other,
        Err(_) => "::1".parse().unwrap(),
    };
    (ip, Server::on(ip, |_| html("<title>Private</title>")).await)
}

#[tokio::test]
async fn a_page_becomes_a_card_and_gets_a_plain_question() {
    let server = Server::start(|_| {
        let page = "<title>A page</title><meta name=description content='About it'><meta property=og:image content=/p.png>";
        say("HTTP/1.1 200 OK\r\ncontent-type: Text/HTML; charset=utf-8\r\nset-cookie: a=b\r\n", page)
    })
    .await;
    let url = server.url("web.test", "/a?b#secret");
    let fetcher = fetcher();
    let card = fetcher.card(&url).await.unwrap();
    assert_eq!(
        (card.title.as_str(), card.description.as_str()),
        ("A page", "About it")
    );
    assert_eq!(card.picture, Some(server.url("web.test", "/p.png")));
    fetcher.card(&url).await.unwrap();
    for head in server.heads() {
        let mut lines: Vec<&str> = head.trim_end().lines().collect();
        assert_eq!(lines.remove(0), "GET /a?b HTTP/1.1");
        let mut names: Vec<&str> = lines
            .iter()
            .map(|line| line.split_once(':').unwrap().0)
            .collect();
        names.sort_unstable();
        assert_eq!(
            names,
            ["accept", "host", "user-agent"],
            "no cookie, no packing, no referrer"
        );
    }
}

#[tokio::test]
async fn a_page_that_wants_a_sign_in_or_a_cookie_gets_neither() {
    for status in [
        "401 Unauthorized",
        "407 Proxy Authentication Required",
        "403 Forbidden",
    ] {
        let wants = format!("HTTP/1.1 {status}\r\nwww-authenticate: Basic\r\nset-cookie: a=b\r\n");
        let server = Server::start(move |_| say(&wants, "")).await;
        let err = fetcher()
            .card(&server.url("web.test", "/"))
            .await
            .unwrap_err();
        assert!(matches!(err, CardError::Status(401 | 407 | 403)), "{err:?}");
        assert_eq!(server.heads().len(), 1);
    }
    let to_itself = Server::start(|head| {
        if head.starts_with("GET /in ") {
            html("<title>In</title>")
        } else {
            say(
                "HTTP/1.1 302 Found\r\nset-cookie: a=b\r\nlocation: /in\r\n",
                "",
            )
        }
    })
    .await;
    fetcher()
        .card(&to_itself.url("web.test", "/"))
        .await
        .unwrap();
    let heads = to_itself.heads().concat().to_lowercase();
    assert!(
        !heads.contains("cookie") && !heads.contains("authorization"),
        "{heads}"
    );
    assert!(!heads.contains("referer"), "{heads}");
}

#[tokio::test]
async fn no_connection_is_made_to_a_private_address_however_it_is_written() {
    let (private, server) = private_server().await;
    let port = server.port;
    let fetcher = fetcher_where(&[("private.test", &[&[private]]), ("empty.test", &[&[]])]);
    for (url, err) in [
        (
            format!("http://{}", SocketAddr::new(private, port)),
            CardError::NotPublic,
        ),
        (format!("http://private.test:{port}/"), CardError::NotPublic),
        (
            format!("http://[::ffff:127.0.0.2]:{port}/"),
            CardError::NotPublic,
        ),
        (format!("http://2130706434:{port}/"), CardError::NotPublic),
        (format!("http://empty.test:{port}/"), CardError::Unreachable),
        (
            format!("http://nowhere.test:{port}/"),
            CardError::Unreachable,
        ),
    ] {
        let url = Url::parse(&url).unwrap();
        assert_eq!(fetcher.card(&url).await, Err(err), "{url}");
        assert_eq!(fetcher.picture(&url).await, Err(err), "{url}");
    }
    assert_eq!(server.num_connections.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn of_a_name_with_both_kinds_of_addresses_only_the_public_ones_are_tried() {
    let (private, home) = private_server().await;
    let only_here = TcpListener::bind((PUBLIC, home.port)).await;
    let fetcher = fetcher_where(&[("both.test", &[&[private, PUBLIC, private]])]);
    // Where the same port is free on the public side, nothing answers there.
    drop(only_here);
    let err = fetcher.card(&home.url("both.test", "/")).await.unwrap_err();
    assert_eq!(err, CardError::Unreachable);
    assert_eq!(home.num_connections.load(Ordering::Relaxed), 0);

    let server = Server::start(|_| html("<title>Public</title>")).await;
    let card = fetcher.card(&server.url("both.test", "/")).await;
    assert_eq!(card, Ok(titled("Public")));
}

#[tokio::test]
async fn a_name_that_leads_elsewhere_at_every_look_up_gets_no_further_than_the_public_ones() {
    let (private, home) = private_server().await;
    let server = Server::start(|head| {
        if head.starts_with("GET /again ") {
            redirect("/and-again")
        } else {
            redirect("/again")
        }
    })
    .await;
    let fetcher = fetcher_where(&[("fickle.test", &[&[PUBLIC], &[PUBLIC], &[private]])]);
    let url = server.url("fickle.test", "/");
    assert_eq!(fetcher.card(&url).await, Err(CardError::NotPublic));
    assert_eq!(server.heads().len(), 2, "one look-up for each question");
    assert_eq!(home.num_connections.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn the_fetcher_of_the_program_does_not_reach_this_computer() {
    let server = Server::start(|_| html("<title>Private</title>")).await;
    let fetcher = Fetcher::new().unwrap();
    for host in ["127.0.0.1", "localhost", "127.1"] {
        let err = fetcher.card(&server.url(host, "/")).await.unwrap_err();
        assert_eq!(err, CardError::UnusualPort, "{host}");
        let url = Url::parse(&format!("http://{host}/")).unwrap();
        assert_eq!(
            fetcher.card(&url).await,
            Err(CardError::NotPublic),
            "{host}"
        );
    }
    // The same with the test's own names, and every port: the addresses alone keep it out.
    let strict = hasty(&[("web.test", &[&[PUBLIC]])], Duration::from_secs(5), false);
    for host in ["127.0.0.1", "web.test"] {
        let err = strict.card(&server.url(host, "/")).await.unwrap_err();
        assert_eq!(err, CardError::NotPublic, "{host}");
    }
    assert_eq!(server.num_connections.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn every_redirect_is_checked_like_the_first_address() {
    let (private, home) = private_server().await;
    let names: &[(&'static str, &[&[IpAddr]])] =
        &[("web.test", &[&[PUBLIC]]), ("private.test", &[&[private]])];
    let at_home = SocketAddr::new(private, home.port);
    for (to, err) in [
        (format!("http://{at_home}/"), CardError::NotPublic),
        (
            format!("//private.test:{}/", home.port),
            CardError::NotPublic,
        ),
        (
            "http://169.254.169.254/latest/meta-data/".to_owned(),
            CardError::NotPublic,
        ),
        ("file:///etc/passwd".to_owned(), CardError::NotWeb),
        ("javascript:alert(1)".to_owned(), CardError::NotWeb),
        (
            "http://user:word@web.test/".to_owned(),
            CardError::Credentials,
        ),
        ("http://".to_owned(), CardError::Status(302)),
    ] {
        let goal = to.clone();
        let server = Server::start(move |_| redirect(&goal)).await;
        let card = fetcher_where(names)
            .card(&server.url("web.test", "/"))
            .await;
        assert_eq!(card, Err(err), "{to}");
        assert_eq!(server.heads().len(), 1, "{to}");
    }
    assert_eq!(home.num_connections.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn three_redirects_are_followed_and_a_fourth_is_not() {
    let server = Server::start(|head| match head.as_bytes()[5] {
        b'0' => html("<title>Arrived</title>"),
        left => redirect(&format!("/{}", char::from(left - 1))),
    })
    .await;
    let fetcher = fetcher();
    let card = fetcher.card(&server.url("web.test", "/3")).await;
    assert_eq!(card, Ok(titled("Arrived")));
    let err = fetcher
        .card(&server.url("web.test", "/4"))
        .await
        .unwrap_err();
    assert_eq!(err, CardError::TooManyRedirects);
    assert_eq!(server.heads().len(), 8, "four questions each, and no more");
}

#[tokio::test]
async fn a_page_is_read_as_far_as_half_a_mebibyte() {
    let server = Server::start(|head| {
        let begins = "<title>Long</title><meta name=description content=Early>";
        let pad = |length: usize| " ".repeat(length - begins.len());
        let late = "<meta property=og:title content=Late>";
        let fits = pad(512 * 1024 - late.len());
        match head.split(' ').nth(1) {
            Some("/endless") => Said {
                then: Then::Repeat(b"<p>and so on</p>"),
                ..html(begins)
            },
            Some("/fits") => html(&format!("{begins}{fits}{late}")),
            _ => html(&format!("{begins}{fits} {late}{}", pad(600_000))),
        }
    })
    .await;
    let fetcher = fetcher();
    for (path, title) in [("/endless", "Long"), ("/fits", "Late"), ("/long", "Long")] {
        let begun = Instant::now();
        let card = fetcher.card(&server.url("web.test", path)).await.unwrap();
        assert_eq!(
            (card.title.as_str(), card.description.as_str()),
            (title, "Early"),
            "{path}"
        );
        assert!(
            begun.elapsed() < Duration::from_secs(5),
            "{path} was read to the end of time"
        );
    }
}

#[tokio::test]
async fn a_slow_page_is_given_up_when_its_time_is_over() {
    let patience = Duration::from_millis(300);
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n";
    let titled_head = format!("{head}<title>Slow</title>");
    for (case, bytes, drips, expected) in [
        ("silence", "", false, Err(CardError::TimedOut)),
        (
            "half a head",
            "HTTP/1.1 200 OK\r\n",
            false,
            Err(CardError::TimedOut),
        ),
        (
            "a head that drips",
            "HTTP/1.1 200 OK\r\na:",
            true,
            Err(CardError::TimedOut),
        ),
        (
            "only 1xx",
            "HTTP/1.1 100 Continue\r\n\r\n",
            false,
            Err(CardError::TimedOut),
        ),
        ("a body that drips", head, true, Err(CardError::TimedOut)),
        (
            "a body that drips after its title",
            titled_head.as_str(),
            true,
            Ok(titled("Slow")),
        ),
    ] {
        let bytes = bytes.as_bytes().to_vec();
        let server = Server::start(move |_| Said {
            bytes: bytes.clone(),
            then: if drips {
                Then::Drip(Duration::from_millis(20))
            } else {
                Then::Hold
            },
        })
        .await;
        let begun = Instant::now();
        let fetcher = hasty(&[("web.test", &[&[PUBLIC]])], patience, true);
        let card = fetcher.card(&server.url("web.test", "/")).await;
        assert_eq!(card, expected, "{case}");
        assert!(begun.elapsed() >= patience, "{case} was given up too soon");
    }
}

#[tokio::test]
async fn redirects_share_one_time() {
    let server = Server::start(|head| {
        if head.starts_with("GET /on ") {
            return Said {
                bytes: Vec::new(),
                then: Then::Hold,
            };
        }
        redirect("/on")
    })
    .await;
    let fetcher = hasty(
        &[("web.test", &[&[PUBLIC]])],
        Duration::from_millis(300),
        true,
    );
    let card = fetcher.card(&server.url("web.test", "/")).await;
    assert_eq!(card, Err(CardError::TimedOut));
    assert_eq!(server.heads().len(), 2);
}

#[tokio::test]
async fn only_html_that_is_not_packed_is_read() {
    let page = "<title>A</title>";
    for (headers, err) in [
        ("", CardError::NotAPage),
        ("content-type: text/plain\r\n", CardError::NotAPage),
        ("content-type: application/json\r\n", CardError::NotAPage),
        ("content-type: text/htmlx\r\n", CardError::NotAPage),
        ("content-type: image/png\r\n", CardError::NotAPage),
        (
            "content-type: text/html\r\ncontent-encoding: gzip\r\n",
            CardError::Compressed,
        ),
        (
            "content-type: text/html\r\ncontent-encoding: br\r\n",
            CardError::Compressed,
        ),
        (
            "content-type: text/html; charset=gb18030\r\n",
            CardError::UnknownCharset,
        ),
    ] {
        let head = format!("HTTP/1.1 200 OK\r\n{headers}");
        // A megabyte of zeros, packed; taken for what it says, it would be unfolded.
        let packed = [page.as_bytes(), b"\x1f\x8b\x08\x00\xed\xc1\x01\x0d"].concat();
        let server = Server::start(move |_| say(&head, &packed)).await;
        let card = fetcher().card(&server.url("web.test", "/")).await;
        assert_eq!(card, Err(err), "{headers}");
    }
}

#[tokio::test]
async fn broken_answers_are_no_pages() {
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "a: b\r\n".repeat(10_000));
    let wide = format!("HTTP/1.1 200 OK\r\na: {}\r\n\r\n", "b".repeat(2 << 20));
    for bytes in [
        "",
        "SSH-2.0-x\r\n",
        "HTTP/1.1 200",
        "\0\u{1}\u{2}\r\n\r\n",
        many.as_str(),
        wide.as_str(),
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 9\r\n\r\n<p>",
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n",
    ] {
        let said = bytes.as_bytes().to_vec();
        let server = Server::start(move |_| Said {
            bytes: said.clone(),
            then: Then::Close,
        })
        .await;
        let card = fetcher().card(&server.url("web.test", "/")).await;
        assert_eq!(card, Err(CardError::Unreachable), "{bytes:.60}");
    }
}

#[tokio::test]
async fn a_picture_comes_whole_or_not_at_all() {
    let server = Server::start(|head| {
        let png = "HTTP/1.1 200 OK\r\ncontent-type: image/png\r\n";
        match head.split(' ').nth(1) {
            Some("/p") => say(png, b"bytes"),
            Some("/page") => html("<title>A</title>"),
            Some("/cut") => say(&format!("{png}content-length: 9\r\n"), b"bytes"),
            Some("/packed") => say(&format!("{png}content-encoding: gzip\r\n"), b"bytes"),
            Some("/endless") => Said {
                then: Then::Repeat(&[0; 1024]),
                ..say(png, "")
            },
            Some("/private") => redirect("http://10.0.0.1/"),
            _ => say("HTTP/1.1 404 Not Found\r\n", ""),
        }
    })
    .await;
    let fetcher = fetcher();
    for (path, expected) in [
        ("/p", Ok(b"bytes".to_vec())),
        ("/page", Err(CardError::NotAPicture)),
        ("/cut", Err(CardError::Unreachable)),
        ("/packed", Err(CardError::Compressed)),
        ("/endless", Err(CardError::TooLarge)),
        ("/private", Err(CardError::NotPublic)),
        ("/none", Err(CardError::Status(404))),
    ] {
        let picture = fetcher.picture(&server.url("web.test", path)).await;
        assert_eq!(picture, expected, "{path}");
    }
}

#[tokio::test]
async fn a_picture_of_a_hundred_megapixels_is_refused_where_pictures_are_looked_into() {
    // The header of a PNG of 10,000 by 10,000 pixels, with its checksum.
    let png =
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x27\x10\0\0\x27\x10\x08\x02\0\0\0\x35\x2c\xf5\x70";
    let server =
        Server::start(move |_| say("HTTP/1.1 200 OK\r\ncontent-type: image/png\r\n", png)).await;
    let bytes = fetcher()
        .picture(&server.url("web.test", "/p.png"))
        .await
        .unwrap();
    let err = crate::media::picture_from_bytes(bytes).unwrap_err();
    assert!(err.to_string().contains("10000 × 10000"), "{err}");
}

#[test]
fn an_error_says_what_happened_and_what_to_do() {
    for err in [
        CardError::NotWeb,
        CardError::Credentials,
        CardError::UnusualPort,
        CardError::NotPublic,
        CardError::TooManyRedirects,
        CardError::Unreachable,
        CardError::TimedOut,
        CardError::Status(404),
        CardError::NotAPage,
        CardError::NotAPicture,
        CardError::Compressed,
        CardError::TooLarge,
        CardError::UnknownCharset,
    ] {
        assert!(
            !err.to_string().ends_with('.') && err.hint().ends_with('.'),
            "{err:?}"
        );
        assert!(err.hint().contains("kept"), "{err:?}");
    }
}

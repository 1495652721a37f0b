//! A server with a script: for each connection, in order, what it does. It writes down what it was asked.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What the server does with one connection.
pub(crate) enum Act {
    /// Reads the whole request, writes these bytes, closes.
    Say(Vec<u8>),
    /// Reads the whole request, writes these bytes, then keeps the connection open without another byte.
    SayAndHold(Vec<u8>),
    /// Reads the whole request, writes the first bytes, then the second ones again and again until nobody takes them.
    SayForever(Vec<u8>, Vec<u8>),
    /// Reads this many bytes of the request at least, then breaks the connection.
    ResetAfter(usize),
    /// Reads the whole request, then breaks the connection.
    Reset,
    /// Writes these bytes as soon as the head of the request has come, and lets the rest of the request run out.
    SayEarly(Vec<u8>),
    /// Writes these bytes as soon as the head of the request has come, and takes nothing more in.
    SayEarlyAndHold(Vec<u8>),
    /// Writes these bytes as soon as the connection is made, closes.
    Blurt(Vec<u8>),
    /// Closes the connection as soon as it is made.
    Close,
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The request line, without the protocol.
    pub(crate) line: String,
    /// Names in lower case, and values.
    pub(crate) headers: Vec<(String, String)>,
    /// What came after the head.
    pub(crate) body: Vec<u8>,
}

impl Asked {
    /// The value of a header that occurs at most once.
    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(known, _)| known == name);
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "{name} occurs twice");
        value
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A server with a script, on a free port of this computer.
pub(crate) struct Scripted {
    origin: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    num_repeated: Arc<AtomicUsize>,
    accepting: JoinHandle<()>,
}

impl Scripted {
    /// Starts a server that does these things, one per connection; later connections are refused with 599.
    pub(crate) async fn start(acts: impl IntoIterator<Item = Act>) -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self::on(socket, acts)
    }

    /// The same on a socket that is bound already, for replies that name their own server.
    pub(crate) fn on(socket: TcpListener, acts: impl IntoIterator<Item = Act>) -> Self {
        let origin = origin_of(&socket);
        let asked = Arc::new(Mutex::new(Vec::new()));
        let acts: Vec<Act> = acts.into_iter().collect();
        let notes = Arc::clone(&asked);
        let num_repeated = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&num_repeated);
        let accepting = tokio::spawn(async move {
            let mut acts = acts.into_iter();
            loop {
                let (stream, _) = socket.accept().await.unwrap();
                let act = acts.next().unwrap_or_else(|| Act::Say(reply(599, &[], "")));
                let (notes, counter) = (Arc::clone(&notes), Arc::clone(&counter));
                tokio::spawn(async move { perform(stream, act, &notes, &counter).await });
            }
        });
        Self {
            origin,
            asked,
            num_repeated,
            accepting,
        }
    }

    /// Its origin, such as `http://127.0.0.1:1234`.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// What it was asked so far: the requests that arrived whole.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// How many bytes of an answer without end were taken, those on their way included.
    pub(crate) fn num_repeated_bytes(&self) -> usize {
        self.num_repeated.load(Ordering::Relaxed)
    }

    /// The only request there was.
    #[track_caller]
    pub(crate) fn only_request(&self) -> Asked {
        let mut asked = self.asked();
        assert_eq!(asked.len(), 1, "{asked:?}");
        asked.remove(0)
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// The origin of a bound socket.
pub(crate) fn origin_of(socket: &TcpListener) -> String {
    format!("http://{}", socket.local_addr().unwrap())
}

/// A well-formed answer.
pub(crate) fn reply(status: u16, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let headers: String = headers
        .iter()
        .flat_map(|(name, value)| [name, ": ", value, "\r\n"])
        .collect();
    let length = body.len();
    format!(
        "HTTP/1.1 {status} Said\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// [`Act::Say`] with a well-formed answer and no special headers.
pub(crate) fn say(status: u16, body: &str) -> Act {
    Act::Say(reply(status, &[], body))
}

async fn perform(
    mut stream: TcpStream,
    act: Act,
    notes: &Mutex<Vec<Asked>>,
    num_repeated: &AtomicUsize,
) {
    match act {
        Act::Close => {}
        Act::ResetAfter(num_bytes) => {
            let mut part = vec![0; num_bytes];
            stream.read_exact(&mut part).await.ok();
            stream.set_zero_linger().unwrap();
        }
        Act::Reset => {
            note(&mut stream, notes).await;
            stream.set_zero_linger().unwrap();
        }
        Act::Say(bytes) => {
            note(&mut stream, notes).await;
            say_and_close(&mut stream, &bytes).await;
        }
        Act::SayForever(first, again) => {
            note(&mut stream, notes).await;
            stream.write_all(&first).await.ok();
            while stream.write_all(&again).await.is_ok() {
                num_repeated.fetch_add(again.len(), Ordering::Relaxed);
            }
        }
        Act::SayEarly(bytes) => {
            read_head(&mut stream).await;
            say_and_close(&mut stream, &bytes).await;
        }
        Act::SayEarlyAndHold(bytes) => {
            read_head(&mut stream).await;
            stream.write_all(&bytes).await.ok();
            std::future::pending::<()>().await;
        }
        Act::Blurt(bytes) => say_and_close(&mut stream, &bytes).await,
        Act::SayAndHold(bytes) => {
            note(&mut stream, notes).await;
            stream.write_all(&bytes).await.ok();
            tokio::io::copy(&mut stream, &mut tokio::io::sink())
                .await
                .ok();
        }
    }
}

/// Writes the last bytes and takes in what still comes: closing over unread bytes would break the connection.
async fn say_and_close(stream: &mut TcpStream, bytes: &[u8]) {
    // The client may have hung up already; that is its business.
    stream.write_all(bytes).await.ok();
    stream.shutdown().await.ok();
    tokio::io::copy(stream, &mut tokio::io::sink()).await.ok();
}

/// Reads until the head of a request has come: all bytes so far, and where the head ends.
async fn read_head(stream: &mut TcpStream) -> Option<(Vec<u8>, usize)> {
    let mut bytes = Vec::new();
    while stream.read_buf(&mut bytes).await.is_ok_and(|read| read > 0) {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            return Some((bytes, at + 4));
        }
    }
    None
}

/// Reads a request to its end and writes it down.
async fn note(stream: &mut TcpStream, notes: &Mutex<Vec<Asked>>) {
    let Some((mut bytes, head_ends)) = read_head(stream).await else {
        return;
    };
    let head = String::from_utf8_lossy(&bytes[..head_ends]).into_owned();
    let mut lines = head.lines();
    let line = lines.next().unwrap_or_default();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length = headers
        .iter()
        .find(|(name, _)| name == "content-length")
        .map_or(0, |(_, value)| value.parse().unwrap());
    while bytes.len() < head_ends + length {
        if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
            return;
        }
    }
    notes.lock().unwrap().push(Asked {
        line: line.trim_end_matches(" HTTP/1.1").to_owned(),
        headers,
        body: bytes.split_off(head_ends),
    });
}

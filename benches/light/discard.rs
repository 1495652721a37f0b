//! Somebody who takes a film as LinkedIn does and throws every byte away: what is measured is who sends. No rule of
//! LinkedIn's lives here.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;

use serde_json::json;

/// Listens as long as the program runs; gives the address.
pub(crate) fn discard() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let own = origin.clone();
    spawn(move || {
        for stream in listener.incoming() {
            let (stream, origin) = (stream.unwrap(), own.clone());
            spawn(move || while_open(&mut BufReader::new(stream), &origin).unwrap_or_default());
        }
    });
    origin
}

fn spawn(work: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().name("discard".to_owned());
    thread.spawn(work).unwrap();
}

/// Answers the requests of one connection.
fn while_open(stream: &mut BufReader<TcpStream>, origin: &str) -> io::Result<()> {
    stream.get_ref().set_nodelay(true)?;
    loop {
        let mut first = String::new();
        if stream.read_line(&mut first)? == 0 {
            return Ok(());
        }
        let length = rest_of_head(stream)?;
        let mut body = stream.take(length);
        let answer = if first.starts_with("PUT ") {
            assert_eq!(io::copy(&mut body, &mut io::sink())?, length);
            answer("201 Created\r\nETag: \"part\"", "")
        } else {
            let mut text = String::new();
            body.read_to_string(&mut text)?;
            answer_to(&first, &text, origin)
        };
        stream.get_mut().write_all(answer.as_bytes())?;
    }
}

/// Reads the headers; gives the length of the body.
fn rest_of_head(stream: &mut BufReader<TcpStream>) -> io::Result<u64> {
    let mut length = 0;
    let mut line = String::new();
    while line != "\r\n" {
        line.clear();
        if stream.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let lower = line.to_ascii_lowercase();
        if let Some(number) = lower.strip_prefix("content-length:") {
            length = number.trim().parse().unwrap();
        }
        if lower.starts_with("expect:") {
            let go_on = b"HTTP/1.1 100 Continue\r\n\r\n";
            stream.get_mut().write_all(go_on)?;
        }
    }
    Ok(length)
}

fn answer_to(first: &str, body: &str, origin: &str) -> String {
    let is_for = |start: &str| first.starts_with(start);
    if is_for("POST /rest/videos?action=initializeUpload") {
        answer("200 OK", &initialized(body, origin))
    } else if is_for("POST /rest/videos?action=finalizeUpload") {
        answer("200 OK", "")
    } else if is_for("GET /rest/videos/") {
        answer("200 OK", r#"{"status":"AVAILABLE"}"#)
    } else if is_for("POST /rest/posts") {
        answer("201 Created\r\nx-restli-id: urn:li:ugcPost:7", "")
    } else {
        answer("404 Not Found", "")
    }
}

/// An address for each part.
fn initialized(body: &str, origin: &str) -> String {
    let asked: serde_json::Value = serde_json::from_str(body).unwrap();
    let size = asked["initializeUploadRequest"]["fileSizeBytes"]
        .as_u64()
        .unwrap();
    let parts = (0..size).step_by(PART).map(|first| {
        let last = size.min(first + PART as u64) - 1;
        json!({"uploadUrl": format!("{origin}/dms-uploads/film/{first}"), "firstByte": first, "lastByte": last})
    });
    let value = json!({
        "video": "urn:li:video:C5F10AQGKQg_6y2a4sQ", "uploadToken": "",
        "uploadUrlsExpireAt": 4_102_444_800_000_u64, "uploadInstructions": parts.collect::<Vec<_>>(),
    });
    json!({ "value": value }).to_string()
}

fn answer(head: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {head}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// As LinkedIn cuts films, in bytes.
const PART: usize = 4 * 1024 * 1024;

//! What went over the wire, which secrets were on it, and whether any of them stands anywhere else, in whatever form.

use std::fs;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

use crate::profile::{Outcome, Profile};
use crate::support::World;

/// What went over the wire, both ways.
pub(crate) type Tape = Arc<Mutex<Vec<u8>>>;

/// Listens before the sandbox and writes down everything that is said; gives its address.
pub(crate) fn listen_in(world: &World) -> (String, Tape) {
    let listener = world.runtime().block_on(TcpListener::bind("127.0.0.1:0"));
    let listener = listener.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let sandbox = world.origin.trim_start_matches("http://").to_owned();
    let tape = Tape::default();
    let recorder = Arc::clone(&tape);
    world.runtime().spawn(async move {
        while let Ok((near, _)) = listener.accept().await {
            let far = TcpStream::connect(&sandbox).await.unwrap();
            let (near_in, near_out) = near.into_split();
            let (far_in, far_out) = far.into_split();
            tokio::spawn(pass_on(near_in, far_out, Arc::clone(&recorder)));
            tokio::spawn(pass_on(far_in, near_out, Arc::clone(&recorder)));
        }
    });
    (origin, tape)
}

async fn pass_on(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, tape: Tape) {
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        tape.lock().unwrap().extend_from_slice(&buffer[..read]);
        if to.write_all(&buffer[..read]).await.is_err() {
            break;
        }
    }
}

/// Every value between `before` and the next of `ends` on the tape.
pub(crate) fn heard(tape: &Tape, before: &str, ends: &[char]) -> Vec<String> {
    let tape = tape.lock().unwrap();
    let said = String::from_utf8_lossy(&tape);
    let mut found: Vec<String> = said
        .split(before)
        .skip(1)
        .filter_map(|rest| rest.split(ends).next())
        .filter(|value| value.len() >= 8)
        .map(str::to_owned)
        .collect();
    found.sort();
    found.dedup();
    found
}

/// The ways in which a secret could stand somewhere. In base64 its first and last letters depend on what is beside
/// it, so for each of the three places it can begin at, only the letters in between are looked for.
fn disguises(secret: &str) -> Vec<String> {
    let bytes = secret.as_bytes();
    let each = |write: fn(&u8) -> String| bytes.iter().map(write).collect::<Vec<_>>();
    let hex = each(|byte| format!("{byte:02x}")).concat();
    let form: String = url::form_urlencoded::byte_serialize(bytes).collect();
    let mut texts = vec![
        secret.to_owned(),
        hex.to_uppercase(),
        hex,
        each(|byte| format!("%{byte:02X}")).concat(),
        form.replace('+', "%20"),
        form,
        each(u8::to_string).join(", "),
    ];
    for skipped in 0..3 {
        let padded = [&b"   "[..skipped], bytes].concat();
        for engine in [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD] {
            let text = engine.encode(&padded);
            texts.push(text[skipped * 2..text.len() - 2].to_owned());
        }
    }
    // Both byte orders of UTF-16; letters beyond ASCII would not be found in what is read as UTF-8.
    let plain = secret.split(|letter: char| !letter.is_ascii());
    let longest = plain.max_by_key(|part| part.len()).unwrap_or_default();
    texts.push(
        longest
            .split("")
            .collect::<Vec<_>>()
            .join("\0")
            .trim_matches('\0')
            .to_owned(),
    );
    texts
}

/// The disguise in which one of the secrets stands in `content`.
fn find(content: &[u8], secrets: &[String]) -> Option<String> {
    let content = String::from_utf8_lossy(content);
    let mut all = secrets.iter().flat_map(|secret| disguises(secret));
    all.find(|disguise| content.contains(disguise))
}

/// Claims that none of the secrets stands in `content` in any form.
#[track_caller]
pub(crate) fn assert_clean(place: &str, content: &[u8], secrets: &[String]) {
    let found = find(content, secrets);
    assert!(found.is_none(), "{place} holds {found:?}");
}

/// Claims that neither what was said nor any file of the profile holds one of the secrets.
#[track_caller]
pub(crate) fn assert_nothing_told(outcomes: &[Outcome], profile: &Profile, secrets: &[String]) {
    for (number, outcome) in outcomes.iter().enumerate() {
        assert_clean(
            &format!("stdout {number}"),
            outcome.stdout.as_bytes(),
            secrets,
        );
        assert_clean(
            &format!("stderr {number}"),
            outcome.stderr.as_bytes(),
            secrets,
        );
    }
    assert!(
        profile
            .files()
            .iter()
            .any(|path| path.ends_with("vault.ron"))
    );
    assert_files_clean(profile, secrets);
}

/// Claims that no file of the profile holds one of the secrets.
#[track_caller]
pub(crate) fn assert_files_clean(profile: &Profile, secrets: &[String]) {
    for file in profile.files() {
        assert_clean(
            &file.display().to_string(),
            &fs::read(&file).unwrap(),
            secrets,
        );
    }
}

#[test]
fn a_secret_is_found_in_every_disguise() {
    let secret = "s3cret/with+odd bytes";
    for before in ["", "a", "ab", "abc"] {
        let told = format!("{before}{secret} and more");
        let each = |write: fn(u8) -> String| told.bytes().map(write).collect::<Vec<_>>().concat();
        let hex = each(|byte| format!("{byte:02x}"));
        let coded = [
            told.clone().into_bytes(),
            STANDARD_NO_PAD.encode(&told).into_bytes(),
            URL_SAFE_NO_PAD.encode(&told).into_bytes(),
            url::form_urlencoded::byte_serialize(told.as_bytes())
                .collect::<String>()
                .into_bytes(),
            hex.to_uppercase().into_bytes(),
            hex.into_bytes(),
            each(|byte| format!("%{byte:02X}")).into_bytes(),
            format!("{:?}", told.as_bytes()).into_bytes(),
            told.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            told.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        ];
        for bytes in coded {
            assert!(find(&bytes, &[secret.to_owned()]).is_some(), "{bytes:?}");
            assert!(find(&bytes, &["s3cret/with-odd bytes".to_owned()]).is_none());
        }
    }
}

//! The real window on a screen and a session bus of its own, used as a screen reader uses it: everything is found,
//! filled in and pressed by the role and the name that AT-SPI knows it by.
//!
//! `SENDOFF_BIN` names another build to try. It takes Xvfb, `dbus-daemon` and at-spi2-core; where one of them cannot be
//! used the test says so and does nothing, unless `SENDOFF_SKIP_NOTHING` is set: then it fails.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod at_spi;
mod desk;
mod linkedin;
#[path = "../fixtures/skip.rs"]
mod skip;

use std::fs;
use std::time::{Duration, Instant};

use at_spi::{Reader, Role};
use desk::Desk;
use linkedin::LinkedIn;

#[test]
fn somebody_who_sees_nothing_signs_in_writes_and_posts() {
    let Some(desk) = Desk::open() else { return };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(sign_in_write_and_post(&desk));
}

async fn sign_in_write_and_post(desk: &Desk) {
    let linkedin = LinkedIn::open().await;
    let reader = Reader::on(&desk.bus).await;
    let mut window = desk.window(&linkedin.origin);

    reader.press(Role::Tab, "Accounts").await;
    let (id, secret) = linkedin.app();
    reader.fill(Role::Field, "Client id", id).await;
    reader.fill(Role::Secret, "Client secret", secret).await;
    let passphrase = "Choose a passphrase for the vault";
    reader
        .fill(Role::Secret, passphrase, "eight or more letters")
        .await;
    reader.press(Role::Button, "Sign in with LinkedIn").await;
    let mut address = String::new();
    until("the browser is opened", async || {
        address = fs::read_to_string(desk.browsed()).unwrap_or_default();
        address.ends_with('\n')
    })
    .await;
    linkedin.browse(address.trim_end()).await;

    reader.fill(Role::Field, "Text of the post", TEXT).await;
    reader.press(Role::Button, "Post as Alex Morgan").await;
    // What is offered of a post that has arrived.
    reader.find(Role::Button, "Copy link").await;
    assert_eq!(linkedin.posts().await, [TEXT]);
    assert_eq!(linkedin.num_creates().await, 1);
    let editor = reader.find(Role::Field, "Text of the post").await;
    assert_eq!(reader.text_of(&editor).await, "", "the next post is begun");
    assert!(window.0.try_wait().unwrap().is_none(), "it broke down");
}

/// Waits until something is so; a test that waits for ever says what for.
async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so().await {
        assert!(Instant::now() < deadline, "never: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// More than one line, what LinkedIn's little text must escape, and letters of several alphabets.
const TEXT: &str = "Heard, not seen:\na kite (with brackets) über Zürich, 凧 #kites";
/// How long any one thing may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);
